"""Tables of spreadsheets and platforms: any separator, any encoding, any row, and what is off by its line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.lms.tables import UnreadableTable, read_table, tidy

WORDS = st.text(alphabet="aäñ李 'é-.\"\n,;x7", max_size=12)


def table(tmp_path: Path, content: bytes | str) -> Path:
    path = tmp_path / "people.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_file_gives_the_same_rows(tmp_path: Path, encoding: str, separator: str, ending: str) -> None:
    text = ending.join([f"ID{separator} First  Name ", f"a1{separator}Zoë", "", f"b2{separator}李"]) + ending
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    found = read_table(table(tmp_path, (mark + text).encode(encoding)))
    assert found.separator == separator
    assert found.columns == ["ID", "First Name"]
    assert [(row.line, row.cells) for row in found.rows] == [
        (2, {"id": "a1", "first name": "Zoë"}),
        (4, {"id": "b2", "first name": "李"}),
    ]
    assert not found.odd
    assert not found.remarks


def test_a_line_that_excel_writes_for_itself_names_the_separator(tmp_path: Path) -> None:
    found = read_table(table(tmp_path, "sep=;\r\nid;note\r\na1;x,y,z\r\n"))
    assert [(row.line, row.cells) for row in found.rows] == [(3, {"id": "a1", "note": "x,y,z"})]


def test_windows_1252_is_read_and_told(tmp_path: Path) -> None:
    found = read_table(table(tmp_path, "id,name\na1,Zoë\n".encode("cp1252")))
    assert found.rows[0].cells["name"] == "Zoë"
    assert "Windows-1252" in found.remarks[0]
    assert "CSV UTF-8" in found.remarks[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b",,\n", "is empty"),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        (b"id,\x81\n\xff\n", "save it as “CSV UTF-8”"),
        (b"\xff\xfea", "UTF-16"),
        (b'id,name\na1,"Ada\nb2,Bo\n', "line 2: a quotation mark opens"),
        (b"sep=|\nid|name\n", "use a comma"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableTable, match=words) as raised:
        read_table(table(tmp_path, content))
    assert "people.csv" in str(raised.value)


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(table(tmp_path, "id\na\n"))
    for path, words in (
        (tmp_path / "link.csv", "is a link"),
        (tmp_path, "is a folder"),
        (tmp_path / "none.csv", "no file"),
    ):
        with pytest.raises(UnreadableTable, match=words):
            read_table(path)


def test_a_row_that_does_not_fit_is_told_by_line_and_the_rest_is_read(tmp_path: Path) -> None:
    found = read_table(
        table(tmp_path, 'id,name\na1,L, Ada\n"two\nlines",Bo\nc3,"C"C\nd4\ne5,' + "x" * 200_000 + "\nf6,F")
    )
    assert [row.line for row in found.rows] == [3, 6, 8]
    assert found.rows[0].cells["id"] == "two lines"
    assert found.rows[1].cells == {"id": "d4", "name": ""}
    assert [line.partition(":")[0] for line in found.odd] == ["line 2", "line 5", "line 7"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("  Ada \t L ", "Ada L"),
        ("'=1+1", "=1+1"),
        ('="=Ada"', "=Ada"),
        ("'Aisha", "'Aisha"),
        ("O'Neil", "O'Neil"),
        ("a\x00b\x07", "a b"),
        ("\u202eadA\u2066", "adA"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u2028b", "a b"),
    ],
)
def test_a_field_becomes_one_printable_line(written: str, read: str) -> None:
    assert tidy(written) == read


@given(
    rows=st.lists(st.tuples(WORDS, WORDS), max_size=8),
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-16"]),
)
def test_whatever_a_spreadsheet_writes_is_read_back(
    rows: list[tuple[str, str]], separator: str, encoding: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([("id", "name"), *rows])
    found = read_table(table(tmp_path_factory.mktemp("t"), text.getvalue().encode(encoding)))
    wanted = [(tidy(first), tidy(second)) for first, second in rows if first.strip() or second.strip()]
    assert [(row.cells["id"], row.cells["name"]) for row in found.rows] == wanted
    assert not found.odd


@given(raw=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        found = read_table(table(tmp_path_factory.mktemp("t"), raw))
    except UnreadableTable as reason:
        assert str(reason)
    else:
        assert found.columns
