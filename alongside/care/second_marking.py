"""One learner's replies among those drawn for a second marker: found by the private key, and taken out of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.care.places import SECOND_MARKING
from alongside.grading.safe_files import RefusedFile, read_bytes
from alongside.learner.disk import write_durably

_MAX_BYTES = 50_000_000
_SAMPLE = re.compile(r'data-as-sample="([0-9a-f]{12})"')
_GONE = "<p>This reply was deleted.</p>"


@dataclass(frozen=True)
class DrawnReply:
    """A reply on a second marker's page: in which key, under which number, to which question."""

    key: Path
    number: int
    item_id: str


def _keys(teaching: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted((teaching / SECOND_MARKING).glob("*-key.json")):
        try:
            loaded = json.loads(read_bytes(path, _MAX_BYTES))
            if isinstance(loaded["replies"], list) and all(isinstance(one, dict) for one in loaded["replies"]):
                yield path, loaded
        except (OSError, RefusedFile, ValueError, KeyError, TypeError):
            continue


def drawn_replies(teaching: Path, code: str) -> list[DrawnReply]:
    """Return the learner's replies in every sample that was drawn."""
    return [
        DrawnReply(path, one["number"], str(one.get("item")))
        for path, key in _keys(teaching)
        for one in key["replies"]
        if one.get("learner") == code and isinstance(one.get("number"), int)
    ]


def take_out_replies(teaching: Path, code: str) -> None:
    """Take the learner's code and words out of keys and pages; the other replies keep their numbers and marks."""
    for path, key in _keys(teaching):
        own = [one for one in key["replies"] if one.get("learner") == code]
        if own:
            _take_out_of_pages(teaching, str(key.get("sample")), [one.get("number") for one in own])
            for one in own:
                one["learner"] = one["words"] = ""
            write_durably(path, (json.dumps(key, ensure_ascii=False, indent=1) + "\n").encode())


def _take_out_of_pages(teaching: Path, sample: str, numbers: list[Any]) -> None:
    for path in sorted((teaching / SECOND_MARKING).glob("*.html")):
        try:
            page = read_bytes(path, _MAX_BYTES).decode("utf-8")
        except (OSError, RefusedFile, UnicodeDecodeError):
            continue
        found = _SAMPLE.search(page)
        if not found or found[1] != sample:
            continue
        for number in numbers:
            reply = re.compile(
                rf'(<fieldset data-as-number="{number:d}">.*?<blockquote[^>]*>).*?(</blockquote>)', re.DOTALL
            )
            page = reply.sub(rf"\g<1>{_GONE}\g<2>", page, count=1)
        write_durably(path, page.encode())
