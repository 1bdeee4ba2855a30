"""What is handed in, and what becomes of each part of it."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from ingest.archives import ZipBounds
from ingest.sources import Incoming, Refused, expand

PDF = b"%PDF-1.7\nan invented file\n"


def outcomes(*paths: object, bounds: ZipBounds | None = None) -> dict[str, str]:
    """Return, by name, what became of each file: its content, its address or why it was refused."""
    found: dict[str, str] = {}
    for given in expand([str(path) for path in paths], bounds):
        assert given.name not in found
        if isinstance(given, Refused):
            found[given.name] = given.reason
        elif given.url:
            found[given.name] = given.url
        else:
            with given.open() as stream:
                found[given.name] = stream.read().decode("latin-1")
    return found


def zipped(*entries: tuple[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return written.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b" / "deeper").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a.pdf").write_bytes(PDF)
    (tmp_path / "b" / "deeper" / "c.pdf").write_bytes(PDF)
    (tmp_path / "b" / "no-suffix").write_bytes(PDF)
    (tmp_path / ".hidden" / "d.pdf").write_bytes(PDF)
    (tmp_path / ".DS_Store").write_bytes(b"x")
    return tmp_path


def test_a_folder_is_walked_in_order_without_what_is_hidden(folder: Path) -> None:
    assert [given.origin for given in expand([folder])] == [
        str(folder / "a.pdf"),
        str(folder / "b" / "deeper" / "c.pdf"),
        str(folder / "b" / "no-suffix"),
    ]


def test_what_is_no_pdf_is_refused_with_a_reason(folder: Path) -> None:
    (folder / "letter.docx").write_bytes(zipped(("word/document.xml", b"<w/>")))
    (folder / "notes.md").write_text("notes")
    (folder / "list.txt").write_text("https://reviews.example/a.pdf")
    (folder / "broken.pdf").write_text("<html>")
    found = outcomes(folder)
    assert found["letter.docx"] == "It is no PDF but a zip archive or an Office document."
    assert found["notes.md"] == "It is no PDF."
    assert found["list.txt"] == "A list is read only where it is named itself."
    assert found["broken.pdf"] == "<html>"  # received: it fails by name, with the file kept


def test_a_link_to_a_folder_is_not_followed(folder: Path) -> None:
    (folder / "b" / "round").symlink_to(folder)
    assert len(list(expand([folder]))) == 3


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    assert outcomes(tmp_path / "gone.pdf") == {"gone.pdf": "There is no such file or folder."}


def test_a_zip_is_unpacked_zips_inside_included(tmp_path: Path) -> None:
    inner = zipped(("c.pdf", PDF + b"c"), (".hidden", b"x"))
    path = tmp_path / "reviews.zip"
    path.write_bytes(zipped(
        ("z.pdf", PDF), ("../../escape.pdf", PDF), ("more/inner.zip", inner),
        ("__MACOSX/z.pdf", b"x"), ("read me.txt", b"words"),
    ))  # fmt: skip
    found = outcomes(path)
    assert found == {
        "escape.pdf": PDF.decode(),
        "c.pdf": (PDF + b"c").decode(),
        "read me.txt": "words",
        "z.pdf": PDF.decode(),
    }
    origins = [given.origin for given in expand([path])]
    assert f"{path}: more/inner.zip: c.pdf" in origins


def test_entries_can_be_opened_after_the_zip_was_gone_through(tmp_path: Path) -> None:
    path = tmp_path / "reviews.zip"
    path.write_bytes(zipped(("in.zip", zipped(("a.pdf", PDF)))))
    (incoming,) = expand([path])
    assert isinstance(incoming, Incoming)
    for _ in range(2):
        with incoming.open() as stream:
            assert stream.read() == PDF


@pytest.mark.parametrize(
    ("bounds", "reason"),
    [
        (ZipBounds(entries=2), "The zip holds more than 2 files. Split it."),
        (ZipBounds(total_bytes=2**20), "The zip unpacks to more than 1 MB. Split it."),
    ],
)
def test_a_zip_over_its_bounds_is_refused_as_a_whole(
    tmp_path: Path, bounds: ZipBounds, reason: str
) -> None:
    path = tmp_path / "large.zip"
    path.write_bytes(zipped(*((f"{n}.pdf", PDF + bytes(2**19)) for n in range(3))))
    assert outcomes(path, bounds=bounds) == {"large.zip": reason}


@pytest.mark.parametrize(
    ("bounds", "says"),
    [
        (ZipBounds(entry_bytes=2**20), "larger than 1 MB unpacked"),
        (ZipBounds(ratio=50), "50 times larger unpacked"),
    ],
)
def test_a_file_over_its_bounds_harms_none_beside_it(
    tmp_path: Path, bounds: ZipBounds, says: str
) -> None:
    path = tmp_path / "mixed.zip"
    path.write_bytes(zipped(("good.pdf", PDF), ("large.pdf", PDF + bytes(2**21))))
    found = outcomes(path, bounds=bounds)
    assert found["good.pdf"] == PDF.decode()
    assert says in found["large.pdf"]


def test_zips_lie_only_so_deep(tmp_path: Path) -> None:
    content = zipped(("a.pdf", PDF))
    for _ in range(3):
        content = zipped(("in.zip", content))
    path = tmp_path / "deep.zip"
    path.write_bytes(content)
    assert outcomes(path) == {"in.zip": "Zips lie more than 2 deep. Unpack the outer one."}


def test_damaged_and_encrypted_entries_are_refused_one_by_one(tmp_path: Path) -> None:
    content = bytearray(zipped(("a.pdf", PDF), ("b.pdf", PDF * 3), ("c.pdf", PDF * 5)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = archive.getinfo("a.pdf").header_offset + 30 + len("a.pdf")
    content[at + 8] ^= 0xFF  # in the packed bytes of a.pdf
    listed = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
    content[listed + 8] |= 0x1  # the flag of encryption, of b.pdf
    path = tmp_path / "damaged.zip"
    path.write_bytes(content)
    found = outcomes(path)
    assert "damaged inside the zip" in found["a.pdf"]
    assert "encrypted inside the zip" in found["b.pdf"]
    assert found["c.pdf"] == (PDF * 5).decode()


def test_a_zip_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "broken.zip"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    assert outcomes(path) == {"broken.zip": "The zip is damaged. Download it again."}


def test_a_text_list_holds_addresses_and_paths_from_its_own_folder(folder: Path) -> None:
    listing = folder / "b" / "list.txt"
    listing.write_text(
        "# what to read\n\nhttps://reviews.example/child%20a.pdf\n../a.pdf\ndeeper\ngone.pdf\n"
    )
    assert outcomes(listing) == {
        "child a.pdf": "https://reviews.example/child%20a.pdf",
        "a.pdf": PDF.decode(),
        "c.pdf": PDF.decode(),
        "gone.pdf": "There is no such file or folder.",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_gives_the_pdf_of_each_row(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [
        ["Board", "Page", "File"],
        ["Aldersyke \u2013 A", "https://reviews.example/a", "https://reviews.example/a.pdf?v=2"],
        ["Aldersyke B", "https://reviews.example/b", ""],
        ["Aldersyke C", "", ""],
        ["Aldersyke D", "ftp://reviews.example/d.pdf", ""],
    ]
    path = tmp_path / "reviews.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    assert outcomes(path) == {
        "a.pdf": "https://reviews.example/a.pdf?v=2",
        "b": "https://reviews.example/b",
        "Aldersyke C": "The line holds no address and no path of a PDF.",
        "d.pdf": "Addresses that begin with ftp: are not fetched, only http and https.",
    }


@pytest.mark.parametrize(
    "prose",
    [
        "Child A died aged 2. The review made four recommendations.",
        "A review of Child A\nhttps://reviews.example/a.pdf\nShe was two.\nShe was seen.",
        "Child A was two.\nhttps://reviews.example/a.pdf\n",
        "# Child A\n\nShe was two, and not seen.",
        "x" * 3000,
    ],
)
def test_a_text_of_prose_is_received_as_it_is(tmp_path: Path, prose: str) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(prose)
    assert outcomes(path) == outcomes(tmp_path) == {"notes.txt": prose}


def test_a_list_with_a_slip_in_it_stays_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("https://reviews.example/a.pdf\nhttps://reviews.example/b.pdf\nreports 2014\n")
    assert outcomes(path)["reports 2014"] == "There is no such file or folder."


def test_a_text_that_cannot_be_taken_is_refused_with_a_reason(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" \n")
    (tmp_path / "page.txt").write_text("<html>")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "long.txt").write_text("words " * 2**19)
    assert outcomes(tmp_path) == {
        "binary.txt": "It is no text, whatever its name says.",
        "blank.txt": "It holds no text.",
        "long.txt": "It is longer than 2 MB of text. Split it.",
        "page.txt": "It is no text but a web page.",
    }


@pytest.mark.parametrize(("name", "content"), [("a.csv", ""), ("a.txt", "# what to read\n")])
def test_a_list_of_nothing_is_told(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert outcomes(tmp_path / name)[name].startswith("The list is empty")


def test_a_list_in_a_zip_is_refused_and_prose_is_not(tmp_path: Path) -> None:
    path = tmp_path / "reviews.zip"
    path.write_bytes(
        zipped(("list.txt", b"https://reviews.example/a.pdf"), ("a.txt", b"She was 2."))
    )
    assert outcomes(path) == {
        "list.txt": "A list is read only where it is named itself.",
        "a.txt": "She was 2.",
    }


LONG = (
    "Child B was two when she died, and the review found that nobody had asked about the bruise. "
    * 2
)


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, dialect="excel-tab" if path.suffix == ".tsv" else "excel").writerows(rows)
    return path


@pytest.mark.parametrize("name", ["reviews.csv", "reviews.tsv"])
@pytest.mark.parametrize(
    "head", ["Abstract", "abstract_text", "Abstract Note", "Summary (en)", "TEXT"]
)
def test_a_table_of_abstracts_gives_a_text_a_row(tmp_path: Path, head: str, name: str) -> None:
    path = table(
        tmp_path / name,
        ("No", "Title", head),
        ("1", "Child A / SCR", 'He was "two".\n\nShe, the mother, was not asked.'),
        ("2", "Child B", ""),
        ("# 3", "", "A third abstract."),
    )
    assert outcomes(path) == {
        "Child A SCR.txt": 'He was "two".\n\nShe, the mother, was not asked.',
        "2 | Child B": "Line 5 holds nothing in the column of abstracts.",
        "reviews line 6.txt": "A third abstract.",
    }
    assert [given.origin for given in expand([path])] == [
        f"{path}, line {number}" for number in (2, 5, 6)
    ]


def test_beside_an_address_a_few_words_describe_it_and_many_are_the_abstract(
    tmp_path: Path,
) -> None:
    path = table(
        tmp_path / "reviews.csv",
        ("ID", "Description", "File"),
        ("A1", "Overview report, 2014", "https://reviews.example/a.pdf"),
        ("B2", LONG, "https://reviews.example/b.pdf"),
    )
    assert outcomes(path) == {"a.pdf": "https://reviews.example/a.pdf", "B2.txt": LONG.strip()}


def test_a_table_is_read_within_bounds_and_says_from_where_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.lists.MOST_ABSTRACTS", 2)
    rows = [("title", "abstract"), *((f"r{n}", f"Words of {n}.") for n in range(4))]
    found = outcomes(table(tmp_path / "long.csv", *rows))
    assert list(found) == ["r0.txt", "r1.txt", "long.csv"]
    assert "Those from line 4 on were not taken" in found["long.csv"]

    found = outcomes(table(tmp_path / "wide.csv", *rows[:2], ("r1", "x" * 200_000), rows[2]))
    assert list(found) == ["r0.txt", "wide.csv"]
    assert found["wide.csv"].startswith("Line 3 is no row of a table")


def test_a_list_in_a_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("list.txt\n")
    assert outcomes(tmp_path / "list.txt") == {
        "list.txt": "A list is read only where it is named itself."
    }


def test_an_address_is_to_be_fetched() -> None:
    (incoming,) = expand(["https://reviews.example/c.pdf"])
    assert isinstance(incoming, Incoming)
    assert (incoming.name, incoming.url) == ("c.pdf", "https://reviews.example/c.pdf")
    with pytest.raises(ValueError, match="has to be fetched"):
        incoming.open()


def test_an_address_that_is_none_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("http://[bad/a.pdf\nhttps://example.org/b.pdf\n", encoding="utf-8")

    refused, taken = expand([listed])

    assert isinstance(refused, Refused)
    assert "no address" in refused.reason
    assert taken.origin == "https://example.org/b.pdf"


def test_an_empty_path_is_not_the_folder_one_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4")

    (refused,) = expand([""])

    assert isinstance(refused, Refused)
