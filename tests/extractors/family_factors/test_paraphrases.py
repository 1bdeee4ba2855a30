"""How many of the sentences of `paraphrases.tsv` are read right, holders and denials included.

The sentences are varied on purpose, and not all are within reach of a lexicon: what counts is that
a change of the rules loses none of what they read before.
"""

from __future__ import annotations

from pathlib import Path

from extractors.family_factors import FamilyFactorExtractor
from extractors.reading import read
from ingest.plain_text import text_document

TABLE = Path(__file__).with_name("paraphrases.tsv")
FRONT = (
    "Ardle Safeguarding Children Board\n\nSerious Case Review: Child Z\n\n"
    "This review concerns Child Z, a boy who died at the age of two.\n\n"
)
LEAST_FOUND = 0.92
MOST_INVENTED = 0.06


def rows() -> list[tuple[str, set[str]]]:
    lines = TABLE.read_text("utf-8").splitlines()
    pairs = [line.partition("\t") for line in lines if line and not line.startswith("#")]
    return [(sentence, set(filter(None, factors.split(";")))) for sentence, _, factors in pairs]


def found(sentence: str) -> set[str]:
    findings = FamilyFactorExtractor()(read(text_document(FRONT + sentence, "review.txt")))
    return {
        ("-" if finding.status.value == "stated_absent" else "")
        + f"{finding.value['code']}:{finding.value['holder']}"
        for finding in findings
        if isinstance(finding.value, dict)
    }


def test_most_wordings_are_read_and_few_factors_are_invented() -> None:
    table = [(factors, found(sentence)) for sentence, factors in rows()]
    there = sum(len(factors) for factors, _ in table)
    right = sum(len(factors & machine) for factors, machine in table)
    codes = [({f.split(":")[0] for f in a}, {f.split(":")[0] for f in b}) for a, b in table]
    invented = sum(len(machine - factors) for factors, machine in codes)
    assert right >= LEAST_FOUND * there
    assert invented <= MOST_INVENTED * there
