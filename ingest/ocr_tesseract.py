"""Tesseract, as a process of its own for each page."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from PIL import Image

from ingest.ocr_page import OcrError, OcrPage, ReadLine, ReadWord, page_of

_SECONDS_A_PAGE = 120
_WORD_LEVEL = "5"


class TesseractEngine:
    """Reads English print with the Tesseract that is installed."""

    def __init__(self, binary: str) -> None:
        """Take the path of the binary. Raises OcrError where it does not run or has no English."""
        self._binary = binary
        self.name = _name(binary)

    def read(self, image: Image.Image) -> OcrPage:
        """Return the words in the image. Raises OcrError where Tesseract fails.

        Its resolution, where the image states one (`image.info["dpi"]`), is passed on.
        """
        sent = io.BytesIO()
        image.convert("L").save(sent, "BMP", dpi=image.info.get("dpi", (300, 300)))
        table = _run(self._binary, "-", "-", "--psm", "3", "-l", "eng", "tsv", sent=sent.getvalue())
        return page_of(list(_lines(table)), *image.size)


@cache
def _name(binary: str) -> str:
    languages = _run(binary, "--list-langs").split()
    if "eng" not in languages:
        raise OcrError("Tesseract is installed without English; install tesseract-ocr-eng.")
    return _run(binary, "--version").split("\n", 1)[0].strip()


def _run(binary: str, *arguments: str, sent: bytes = b"") -> str:
    """Return what Tesseract writes. One thread: its threads cost more than they gain a page."""
    try:
        done = subprocess.run(  # noqa: S603 - the binary that was found on the path
            [binary, *arguments],
            input=sent,
            capture_output=True,
            timeout=_SECONDS_A_PAGE,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise OcrError(f"Tesseract took longer than {_SECONDS_A_PAGE} s over a page.") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise OcrError(f"Tesseract failed: {said[-1] if said else error}") from error
    except OSError as error:
        raise OcrError(f"Tesseract does not run: {error}") from error
    return done.stdout.decode("utf-8", "replace")


def _lines(table: str) -> Iterator[ReadLine]:
    """Yield the lines in Tesseract's table; specks and what holds no words are left out."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row["level"] == _WORD_LEVEL and row["text"].strip())
    for _, line in groupby(words, key=lambda r: (r["block_num"], r["par_num"], r["line_num"])):
        read = tuple(word for row in line if not (word := _word(row)).is_speck)
        if read:
            yield read


def _word(row: dict[str, str]) -> ReadWord:
    left, top = int(row["left"]), int(row["top"])
    right, bottom = left + int(row["width"]), top + int(row["height"])
    confidence = min(1.0, max(0.0, float(row["conf"]) / 100))
    return ReadWord("".join(row["text"].split()), left, top, right, bottom, confidence)
