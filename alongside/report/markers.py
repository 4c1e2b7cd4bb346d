"""How far two people who marked the same replies agree, from what “alongside grade --second-marks” has kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.grading.agreement import Agreement, Pair, agreement, partings
from alongside.grading.safe_files import RefusedFile, read_bytes
from alongside.grading.second_report import AIM, FEW, TALK_BELOW
from alongside.items.rubric import SCORES
from alongside.report.document import Block, Column, Section, Sheet, Table, Value, Words, counted, shown

_NAME = re.compile(r"(?P<quiz>.+)-(?P<sample>[0-9a-f]{12})-result-(?P<number>[0-9]{1,6})\.json\Z")
MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class Result:
    """What one comparison kept: the pairs of marks of each question."""

    quiz_id: str
    pairs: dict[str, list[Pair]]

    @property
    def whole(self) -> Agreement:
        """The figures of all pairs together."""
        return agreement(pair for listed in self.pairs.values() for pair in listed)


def _read(path: Path) -> dict[str, list[Pair]]:
    """Return question -> pairs; raise ValueError, LookupError or TypeError for a file of another form."""
    loaded: Any = json.loads(read_bytes(path, MAX_BYTES))
    if loaded["format"] != "alongside-agreement" or loaded["version"] != 1:
        raise ValueError("another format")
    found: dict[str, list[Pair]] = {}
    for one in loaded["marks"]:
        pair = (one["first"], one["second"])
        if not all(type(mark) is int and mark in SCORES for mark in pair):
            raise ValueError("no marks from 0 to 3")
        found.setdefault(str(one["item"]), []).append(pair)
    return found


def kept_results(folder: Path, quiz_ids: set[str], odd: list[str]) -> list[Result]:
    """Return the last result of each sample of these quizzes; ``odd`` names files that could not be used."""
    last: dict[tuple[str, str], tuple[int, Path]] = {}
    for path in sorted(folder.glob("*-result-*.json")) if folder.is_dir() else ():
        name = _NAME.match(path.name)
        if name and name["quiz"] in quiz_ids:
            key, number = (name["quiz"], name["sample"]), int(name["number"])
            last[key] = max(last.get(key, (0, path)), (number, path))
    results = []
    for (quiz_id, _), (_, path) in sorted(last.items()):
        try:
            pairs = _read(path)
        except (OSError, RefusedFile, ValueError, LookupError, TypeError, RecursionError):
            odd.append(f"{folder.name}/{path.name} is not what “alongside grade --second-marks” writes. It was left "
                       "out.")
            continue
        if pairs:
            results.append(Result(quiz_id, pairs))
    return results


def _verdict(found: Agreement) -> str:
    if found.kappa is None:
        return "No figure: every mark of both is the same."
    words = "Reaches the aim."
    if found.kappa < TALK_BELOW:
        words = "Talk it over, write down what you agreed, and mark again."
    elif found.kappa < AIM:
        words = "Close to the aim. Talk about the replies on which you differ."
    return words if found.n >= FEW else f"{words} Fewer than {FEW} replies: the figure jumps about."


def section(results: list[Result]) -> Section:
    """Return how far the markers agree; without results it says how to get some."""
    return Section("markers", "How far two markers agree", tuple(_blocks(results)), (_sheet(results),))


def _blocks(results: list[Result]) -> Iterator[Block]:
    if not results:
        yield Words("No replies have been marked by a second person yet. “alongside grade --second-marker” makes a "
                    "page "
                    "for one.", "note")
        return
    yield Words("Quadratic weighted kappa: 1 when all marks are the same, about 0 when they agree no more than by "
                f"chance. The aim is {AIM:.2f}. It is about the rubric and how it is read, and not about who of the "
                "two is right.")
    columns = (Column("Quiz"), Column("Replies", "count"), Column("The same mark", "percent"),
               Column("Kappa", "figure"), Column("95% interval"), Column("In words"))
    rows: list[tuple[Value, ...]] = []
    for result in results:
        found = result.whole
        interval = " to ".join(shown(end, "figure") for end in found.interval) if found.interval else "–"
        rows.append((result.quiz_id, found.n, found.exact, found.kappa, interval, _verdict(found)))
    yield Table("Two people’s marks of the same replies", columns, tuple(rows))
    apart = [(many, low, high, item) for result in results for item, listed in result.pairs.items()
             for (low, high), many in partings(listed)]
    for many, low, high, item in sorted(apart, key=lambda one: (-one[0], one[3]))[:5]:
        yield Words(f"{counted(many, 'reply', 'replies')} to “{item}” got {low} from one and {high} from the other: "
                    "read these two levels of the rubric together.")


def _sheet(results: list[Result]) -> Sheet:
    columns = (Column("quiz"), Column("question"), Column("first mark", "count"),
               Column("second mark", "count"))

    def rows() -> Iterator[tuple[Value, ...]]:
        for result in results:
            for item, listed in result.pairs.items():
                yield from ((result.quiz_id, item, *pair) for pair in listed)

    return Sheet("markers", columns, rows)
