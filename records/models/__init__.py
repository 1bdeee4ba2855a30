"""The tables of the store. Change them through the services of `records`, not here."""

from records.models.batch import Batch, BatchItem, ItemState
from records.models.decision import Action, CurrentValue, Decision
from records.models.machine import Extraction, Finding
from records.models.page import Page, Reading
from records.models.report import Report, ReportEvent, ReportState
from records.models.work import Stage, Work, WorkState
from records.models.worker import Worker

__all__ = [
    "Action",
    "Batch",
    "BatchItem",
    "CurrentValue",
    "Decision",
    "Extraction",
    "Finding",
    "ItemState",
    "Page",
    "Reading",
    "Report",
    "ReportEvent",
    "ReportState",
    "Stage",
    "Work",
    "WorkState",
    "Worker",
]
