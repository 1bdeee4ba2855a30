from __future__ import annotations

import math

import pytest

from evaluation.costs import Cost, Memory, measure_memory, run_naive, run_ours
from evaluation.gold import SAMPLES
from evaluation.naive import patterns

REPORT = SAMPLES / "reports" / "d09.pdf"


def test_ours_costs_processor_time_in_both_steps() -> None:
    seconds = run_ours(REPORT)

    assert seconds.reading > 0
    assert seconds.total == seconds.reading + seconds.extracting


@pytest.mark.slow
def test_the_naive_pipeline_runs_on_a_report() -> None:
    assert run_naive(REPORT) > 0


def test_memory_is_measured_after_each_report() -> None:
    memory = measure_memory([REPORT], 2)

    assert len(memory.resident) == 2
    assert min(*memory.resident, memory.child) > 10


def test_the_ratio_is_of_all_that_ours_takes() -> None:
    assert Cost("d01", naive=6.0, reading=0.2, extracting=0.1).ratio == pytest.approx(20)
    assert math.isnan(Cost("d01", naive=6.0, reading=0.0, extracting=0.0).ratio)


def test_growth_leaves_out_the_first_quarter() -> None:
    assert Memory((50.0, 100.0, 100.0, 105.0), 0.0).growth == pytest.approx(1.1)
    assert Memory((50.0, 100.0, *[100.0] * 5, 105.0), 0.0).growth == pytest.approx(0.05)


def test_the_naive_pipeline_has_forty_expressions() -> None:
    assert len(patterns()) == 40
