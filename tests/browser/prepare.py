"""Run as a program under its own SCR_HOME: read and extract one sample report, and tell of it.

Prints JSON: the report's id, and each finding with the boxes of its words, as stored.
"""

from __future__ import annotations

import json
import os
import sys

import django

SILENT = {"children.0.living_with", "children.0.cp_plan"}
"""Places on which the machine is made to say nothing, whatever its rules have learnt."""


def main(name: str) -> None:
    """Fill an empty store, by the parts that the workers use."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    from extractors.pipeline import VERSION, extract
    from records.accounts import create_account
    from records.documents import document_of
    from records.machine import latest_findings, store_findings
    from tests.verify.reports import receive_sample

    call_command("migrate", verbosity=0)
    for person in ("rosa", "otto"):
        create_account(person, "a-long-password-1")
    report = receive_sample(name)
    document = document_of(report)
    found = [finding for finding in extract(document) if finding.path not in SILENT]
    store_findings(report, VERSION, found, looked_for=["child.cp_plan"])
    findings = [
        {
            "path": row.path,
            "value": row.value,
            "page": row.evidence[0]["page"],
            "quote": row.evidence[0]["quote"],
            "boxes": document.page(row.evidence[0]["page"]).boxes(
                row.evidence[0]["start"], row.evidence[0]["end"]
            ),
        }
        for row in latest_findings(report)
    ]
    sys.stdout.write(json.dumps({"id": report.pk, "findings": findings}))


if __name__ == "__main__":
    main(sys.argv[1])
