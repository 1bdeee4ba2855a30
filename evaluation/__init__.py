"""How right the extractors are, and what they cost: scores against labelled reports.

`python -m evaluation` scores; `python -m evaluation.benchmark` measures. Nothing imports this.
"""
