"""What a worker loads before it forks, so that its processes share it and start at once."""

from __future__ import annotations

import gc
from typing import Any

from celery.signals import worker_init
from django.db import connections

from extractors.pipeline import extract
from extractors.warming import load_everything
from ingest.plain_text import text_document

_SOME_TEXT = """\
Introduction

Child A was 2 years old when she died in March 2015. Health visitors had made a referral to
children's social care, which was closed without an assessment. Her mother had not been asked about
domestic abuse.
"""


@worker_init.connect
def warm_up(**_: Any) -> None:
    """Load lexicons and models, and extract from a few invented lines, which readies the rest.

    What lives then is kept out of the garbage collector's way: it would write to each object, and
    every process would end with a copy of its own.
    """
    load_everything()
    extract(text_document(_SOME_TEXT, "a few lines"))
    connections.close_all()
    gc.collect()
    gc.freeze()
