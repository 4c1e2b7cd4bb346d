"""Reads a table that a spreadsheet or a learning platform wrote: any usual separator, any usual encoding.

Every row keeps the number of the line where it begins, so that whatever is off can be told by line.
"""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from alongside.grading.safe_files import RefusedFile, read_bytes
from alongside.grading.submission import shown

MAX_TABLE_BYTES = 20_000_000
_WORDS = {",": "comma", ";": "semicolon", "\t": "tab"}
SEPARATORS = tuple(_WORDS)
_JOINERS = "\u200c\u200d"  # part of how some languages are written
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableTable(ValueError):
    """The file as a whole cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class TableRow:
    """One row: the line where it begins, and column name -> text without blanks around it."""

    line: int
    cells: dict[str, str]


@dataclass
class Table:
    """A table with its first line as column names; ``odd`` names rows that could not be read, by line.

    ``columns`` are written as they stand in the file; the keys of a row are theirs in small letters.
    """

    columns: list[str]
    separator: str
    rows: list[TableRow] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def column_key(name: str) -> str:
    """Return a column's name without regard to capitals and blanks."""
    return " ".join(name.split()).casefold()


def tidy(text: str) -> str:
    """Return one field as one line of printable text.

    Invisible characters that turn the direction of writing around go, as does what shields a spreadsheet from a
    formula: an apostrophe before ``=``, ``+``, ``-`` or ``@``, and Canvas's ``="…"``.
    """
    kept = "".join(
        " " if unicodedata.category(mark) in ("Cc", "Cs") else mark
        for mark in text
        if unicodedata.category(mark) != "Cf" or mark in _JOINERS
    )
    line = " ".join(kept.split())
    if line.startswith('="') and line.endswith('"') and len(line) > 2:
        line = line[2:-1].strip()
    return line[1:] if line[:1] == "'" and line[1:2] in tuple("=+-@") else line


def _text(raw: bytes, name: str) -> tuple[str, list[str]]:
    """Return the text of a file and what the instructor should know about its encoding."""
    if raw.startswith(_UTF_16):
        try:
            return raw.decode("utf-16"), []
        except UnicodeDecodeError as reason:
            raise UnreadableTable(f"{name} breaks off or is damaged (UTF-16). Save it anew as “CSV UTF-8”.") from reason
    if b"\0" in raw:
        raise UnreadableTable(f"{name} is not a text file. In the spreadsheet, save it as “CSV UTF-8”.")
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as reason:
        raise UnreadableTable(f"{name} is not UTF-8 text: save it as “CSV UTF-8”.") from reason
    return text, [
        f"{name} is not UTF-8 and was read as Windows-1252. Please look at names with accents; "
        "where one is wrong, save the file as “CSV UTF-8” and do this again."
    ]


def _separator(header: str) -> str:
    """Return the separator that a header line holds most of, outside quotation marks."""
    outside = "".join(header.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _records(text: str, separator: str, skipped_lines: int, odd: list[str]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        line = skipped_lines + reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as reason:
            if "end of data" in str(reason):
                raise UnreadableTable(
                    f"line {line}: a quotation mark opens a field here and none closes it. Nothing was changed."
                ) from reason
            odd.append(f"line {line}: cannot be read ({reason}); is a quotation mark misplaced?")
            continue
        if any(field.strip() for field in record):
            yield line, record


def read_table(path: Path) -> Table:
    """Read a table with its column names in the first line that is not empty.

    Raises:
        UnreadableTable: when it is not there, no plain file, no text, or has no columns.
    """
    name = shown(path.name)
    try:
        raw = read_bytes(path, MAX_TABLE_BYTES)
    except FileNotFoundError as reason:
        raise UnreadableTable(f"There is no file {path}.") from reason
    except RefusedFile as reason:
        raise UnreadableTable(f"{name} {reason}.") from reason
    text, remarks = _text(raw, name)
    try:
        return _parsed(text, name, remarks)
    except UnreadableTable as reason:
        raise UnreadableTable(str(reason) if str(reason).startswith(name) else f"{name}, {reason}") from reason


def _parsed(text: str, name: str, remarks: list[str]) -> Table:
    first, _, rest = text.partition("\n")
    named = first.strip().casefold()
    told = named.startswith("sep=") and len(named) <= len("sep=;")  # a line that Excel writes for itself
    body = rest if told else text
    separator = (named[len("sep=") :] or "\t") if told else _separator(body.lstrip().partition("\n")[0])
    if separator not in SEPARATORS:
        raise UnreadableTable(f"{name} is separated by {separator}; use a comma, a semicolon or a tab.")
    table = Table([], separator, remarks=remarks)
    records = _records(body, separator, int(told), table.odd)
    table.columns = [tidy(column) for column in next(records, (0, []))[1]]
    keys = [column_key(column) for column in table.columns]
    if not any(keys):
        raise UnreadableTable(f"{name} is empty. It needs a first line with the names of its columns.")
    for line, record in records:
        if any(extra.strip() for extra in record[len(keys) :]):
            word = _WORDS[separator]
            table.odd.append(f"line {line}: has more fields than the first line; is there a {word} in a name?")
            continue
        cells: dict[str, str] = {}
        for key, value in zip(keys, record, strict=False):
            cells.setdefault(key, tidy(value))  # the first of two columns of one name
        table.rows.append(TableRow(line, {key: cells.get(key, "") for key in keys}))
    return table
