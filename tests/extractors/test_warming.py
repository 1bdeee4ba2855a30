"""Once everything is loaded, a report is read without a file being opened."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from pathlib import Path
from extractors.pipeline import extract
from extractors.warming import load_everything
from ingest.reader import read_document

document = read_document(Path(sys.argv[1]))
load_everything()
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
extract(document)
print([str(name) for name in opened if str(name).endswith((".yaml", ".json", ".cfg", ".bin"))])
"""


def test_nothing_is_loaded_while_a_report_is_read() -> None:
    for name in ("d01", "d11"):
        command = [sys.executable, "-c", PROGRAM, f"sample_docs/reports/{name}.pdf"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"
