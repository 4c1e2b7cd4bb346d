"""What the group has and what it lacks, objective by objective, and the mix-ups that were met most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from alongside.items.mastery import MASTERY_FRACTION
from alongside.items.outcome import FULL_FROM_FRACTION
from alongside.report.document import (
    Block,
    Column,
    Figure,
    Fold,
    Section,
    Sheet,
    Table,
    Value,
    Words,
    joined,
    percent,
)
from alongside.report.figures import bars
from alongside.report.reading import Asked, Counting, Work

FEWEST_ANSWERS = 10
"""With fewer answers nothing is said about the group."""
LACKS_BELOW = 0.6
_HEAD = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)


def objective_names(lessons: Path) -> dict[str, str]:
    """Return objective id, such as “M9.3”, -> its words: the third in the head of the lesson of module M9.

    A lesson that cannot be read names nothing; “alongside check” says what is wrong in it.
    """
    names: dict[str, str] = {}
    for path in sorted(lessons.glob("[0-9][0-9]_*.md")):
        facts = _facts(path)
        listed = facts.get("objectives")
        for number, words in enumerate(listed if isinstance(listed, list) else [], 1):
            names.setdefault(f"{facts.get('module')}.{number}", " ".join(str(words).split()))
    return names


def _facts(path: Path) -> Mapping[str, Any]:
    try:
        head = _HEAD.match(path.read_text(encoding="utf-8"))
        facts = yaml.safe_load(head[1])["alongside"] if head else {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, LookupError, TypeError):
        return {}
    return facts if isinstance(facts, Mapping) else {}


@dataclass
class _Tally:
    answered: int = 0
    left_open: int = 0
    waiting: int = 0
    full: int = 0
    earned: float = 0.0
    items: set[str] = field(default_factory=set)
    mix_ups: Counter[str] = field(default_factory=Counter)

    @property
    def mean(self) -> float | None:
        return self.earned / self.answered if self.answered else None

    @property
    def verdict(self) -> str:
        if self.mean is None or self.answered < FEWEST_ANSWERS:
            return "too few"
        shown_mean = round(self.mean, 2)  # what people read beside it
        if shown_mean >= MASTERY_FRACTION:
            return "has it"
        return "on the way" if shown_mean >= LACKS_BELOW else "not yet"


def _place(objective: str) -> tuple[int, int]:
    module, number = objective.removeprefix("M").split(".")
    return int(module), int(number)


class Objectives(Counting):
    """Counts answers by the objective of their question."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """``names``: see ``objective_names``."""
        self._names = names
        self._tallies: dict[str, _Tally] = {}

    def add(self, work: Work) -> None:
        """Count one learner's answers; a written reply counts once it is marked."""
        for one in work.asked:
            if one.place.kind != "self-review":
                _count(self._tallies.setdefault(one.place.objective, _Tally()), one)

    def _listed(self) -> list[tuple[str, str, _Tally]]:
        return [(objective, self._names.get(objective, ""), self._tallies[objective])
                for objective in sorted(self._tallies, key=_place)]

    def section(self) -> Section:
        """Return what the group has and lacks."""
        return Section("objectives", "What the group has, and what it lacks", tuple(self._blocks()), self._sheets(),
                       self._in_short())

    def _lacking(self) -> list[tuple[str, str, _Tally]]:
        found = [one for one in self._listed() if one[2].verdict == "not yet"]
        return sorted(found, key=lambda one: one[2].mean or 0.0)

    def _in_short(self) -> tuple[str, ...]:
        lacking = [f"{objective} ({name})" if name else objective for objective, name, _ in self._lacking()[:3]]
        return (f"Furthest from the aim: {joined(lacking)}.",) if lacking else ()

    def _blocks(self) -> Iterator[Block]:
        listed = [one for one in self._listed() if one[2].mean is not None]
        if not listed:
            yield Words("No answers have been graded yet. What the group has and lacks will stand here.", "note")
            return
        yield Words(f"Each objective with the mean of what its questions earned. From {percent(MASTERY_FRACTION)} on "
                    f"we say that the group has it, below {percent(LACKS_BELOW)} not yet. Questions left open are not "
                    "counted as wrong; how many there were stands beside. A low figure can come from the questions as "
                    "well as from the teaching.")
        rows = [(objective, tally.mean or 0.0, percent(tally.mean or 0.0)) for objective, _, tally in listed]
        told = "; ".join(f"{objective}, {words}" for objective, _, words in rows)
        yield Figure(bars(rows, "mean score", MASTERY_FRACTION),
                     f"Bars: the mean score of each objective, with a line at {percent(MASTERY_FRACTION)}. {told}.")
        columns = (Column("Objective"), Column("In words"), Column("Mean", "percent"), Column("Answers", "count"),
                   Column("Left open", "count"), Column("So far"))
        yield Table("Objectives in the order of the course", columns, tuple(
            (objective, name, tally.mean, tally.answered, tally.left_open, tally.verdict)
            for objective, name, tally in listed))
        yield from self._mix_ups()

    def _mix_ups(self) -> Iterator[Block]:
        met = [(many, name, objective) for objective, _, tally in self._listed()
               for name, many in tally.mix_ups.items()]
        met.sort(key=lambda one: (-one[0], one[1]))
        if met:
            columns = (Column("Mix-up"), Column("Objective"), Column("Times chosen", "count"))
            rows = tuple((name.replace("-", " "), objective, many) for many, name, objective in met[:15])
            yield Fold(f"The mix-ups met most ({min(15, len(met))} of {len(met)})",
                       (Words("Each answer that is not the best one has a name for the mix-up behind it."),
                        Table("Mix-ups by how often they were chosen", columns, rows)))

    def _sheets(self) -> tuple[Sheet, ...]:
        columns = (Column("objective"), Column("in words"), Column("mean score (fraction)", "percent"),
                   Column("fully right (fraction)", "percent"), Column("answers", "count"),
                   Column("left open", "count"), Column("replies not marked yet", "count"),
                   Column("questions", "count"), Column("so far"))
        mix_ups = (Column("objective"), Column("mix-up"), Column("times chosen", "count"))

        def rows() -> Iterator[tuple[Value, ...]]:
            for objective, name, tally in self._listed():
                full = tally.full / tally.answered if tally.answered else None
                yield (objective, name, tally.mean, full, tally.answered, tally.left_open, tally.waiting,
                       len(tally.items), tally.verdict)

        def met() -> Iterator[tuple[Value, ...]]:
            for objective, _, tally in self._listed():
                yield from ((objective, name, many) for name, many in tally.mix_ups.most_common())

        return Sheet("objectives", columns, rows), Sheet("mix-ups", mix_ups, met)


def _count(tally: _Tally, one: Asked) -> None:
    tally.items.add(one.place.id)
    if one.outcome.state in ("unanswered", "invalid"):
        tally.left_open += 1
        return
    if one.place.marked_by_person:
        if one.mark.given is None or one.mark.due:
            tally.waiting += 1
            return
        fraction = min(1.0, one.mark.given / one.place.points)
    else:
        fraction = one.outcome.score_fraction or 0.0
    tally.answered += 1
    tally.earned += fraction
    tally.full += fraction >= FULL_FROM_FRACTION
    tally.mix_ups.update(choice.misconception for choice in one.chosen if choice.misconception)

