"""What two people's marks of the same replies say, in words for the instructor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from alongside.grading.agreement import Agreement, Pair, agreement, partings, weighted_kappa
from alongside.grading.summary import listed
from alongside.items.rubric import SCORES

AIM, TALK_BELOW = 0.70, 0.60
FEW = 30
"""With fewer replies the figure jumps about."""
PER_ITEM_FROM = 10
WIDE = 0.30
_TALK = (
    "Talk it over and mark again. Lay the replies on which you differ side by side. Point at words in the reply and "
    "words in the level; liking the author's voice is no reason. Write down in one line what you agreed. Then each of "
    "you marks them again, alone. Keep the marks of this quiz back until then."
)
_NEARLY = (
    "Close to the aim of 0.70, and not there yet. Talk about the replies on which you differ before you mark the next "
    "ones."
)
_GOOD = "That reaches the aim of 0.70. Talk for a moment about the replies on which you differ, and go on."
_NO_KAPPA = (
    "Kappa does not exist here: every mark of both of you is the same, so nothing can tell agreement from chance. Look "
    "at more replies, some weaker and some stronger."
)


@dataclass(frozen=True)
class TwiceMarked:
    """One reply with both marks, on the scale from 0 to 3."""

    number: int
    item_id: str
    first: int
    second: int

    @property
    def pair(self) -> Pair:
        """Both marks, the first one first."""
        return self.first, self.second

    @property
    def for_a_third(self) -> bool:
        """Whether the marks are two or more apart, or one is a 0 and the other is not."""
        return abs(self.first - self.second) > 1 or (self.first != self.second and 0 in self.pair)


def _replies(many: int) -> str:
    return f"{many} {'reply' if many == 1 else 'replies'}"


@dataclass
class Comparison:
    """All that came of reading a second marker's file; ``left_out`` and ``odd`` say what was not compared, and why."""

    quiz_id: str
    sample_id: str
    replies: list[TwiceMarked] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    between_levels: int = 0

    def by_item(self) -> dict[str, list[Pair]]:
        """Return question -> its pairs of marks."""
        found: dict[str, list[Pair]] = {}
        for one in self.replies:
            found.setdefault(one.item_id, []).append(one.pair)
        return found

    def as_dict(self) -> dict[str, Any]:
        """Return both marks of each reply and the figures as JSON values."""
        marks = [{"number": one.number, "item": one.item_id, "first": one.first, "second": one.second}
                 for one in self.replies]
        whole = agreement(one.pair for one in self.replies) if self.replies else None
        figures = {"n": whole.n, "exact": whole.exact, "kappa": whole.kappa, "interval": whole.interval,
                   "table": whole.table} if whole else None
        items = {item: weighted_kappa(Counter(pairs)) for item, pairs in self.by_item().items()
                 if len(pairs) >= PER_ITEM_FROM}
        return {"format": "alongside-agreement", "version": 1, "quiz": self.quiz_id, "sample": self.sample_id,
                "figures": figures, "kappa_by_item": items, "marks": marks, "left_out": self.left_out, "odd": self.odd}

    def text(self) -> str:
        """Return the report as lines."""
        lines = [f"{self.quiz_id}: {_replies(len(self.replies))} with two marks."]
        if self.replies:
            whole = agreement(one.pair for one in self.replies)
            lines += [*_figures(whole), *_table(whole), *self._items(), *self._partings(), *self._third()]
            lines += ["", _verdict(whole), *_cautions(whole)]
        else:
            lines.append("Nothing could be compared.")
        if self.between_levels:
            many = _replies(self.between_levels)
            lines.append(f"{many} had a first mark between two levels; the nearer level was taken.")
        return "\n".join([*lines, *listed("Not compared:", self.left_out), *listed("In the file:", self.odd)])

    def _items(self) -> Iterator[str]:
        found = self.by_item()
        if len(found) > 1:
            yield from ("", "Weighted kappa, question by question:")
            for item, pairs in found.items():
                yield f"  {item}: {_kappa_in_words(pairs)} ({_replies(len(pairs))})"

    def _partings(self) -> Iterator[str]:
        found = [(many, low, high, item) for item, pairs in self.by_item().items()
                 for (low, high), many in partings(pairs)]
        if found:
            yield from ("", "Where you part:")
        for many, low, high, item in sorted(found, key=lambda one: -one[0]):
            yield (f"  {_replies(many)} got {low} from one and {high} from the other: "
                   f"read anchors {low} and {high} of “{item}” together.")

    def _third(self) -> Iterator[str]:
        numbers = [str(one.number) for one in self.replies if one.for_a_third]
        if numbers:
            yield ("Two points or more apart, or a 0 against something else: a third person marks these without seeing "
                   f"yours, and all three talk. On the page: {', '.join(numbers)}.")


def _kappa_in_words(pairs: Sequence[Pair]) -> str:
    if len(pairs) < PER_ITEM_FROM:
        return f"no figure for fewer than {PER_ITEM_FROM}"
    kappa = weighted_kappa(Counter(pairs))
    return "does not exist, all marks are the same" if kappa is None else f"{kappa:.2f}"


def _figures(whole: Agreement) -> Iterator[str]:
    yield f"The same mark: {round(whole.exact * whole.n)} of {whole.n} ({100 * whole.exact:.0f} %)."
    if whole.kappa is not None:
        between = f", 95 % interval {whole.interval[0]:.2f} to {whole.interval[1]:.2f}" if whole.interval else ""
        yield f"Quadratic weighted kappa: {whole.kappa:.2f}{between}."


def _table(whole: Agreement) -> Iterator[str]:
    yield from ("", "First marks down, second marks across:")
    width = max(4, max(len(str(many)) for row in whole.table for many in row) + 2)
    yield "   " + "".join(f"{score:>{width}}" for score in SCORES)
    for score, row in zip(SCORES, whole.table, strict=True):
        yield f"  {score}" + "".join(f"{many:>{width}}" for many in row)


def _verdict(whole: Agreement) -> str:
    if whole.kappa is None:
        return _NO_KAPPA
    if whole.kappa < TALK_BELOW:
        return _TALK
    return _NEARLY if whole.kappa < AIM else _GOOD


def _cautions(whole: Agreement) -> Iterator[str]:
    if whole.n < FEW:
        yield f"These are fewer than {FEW} replies: the figure jumps about. Read the disagreements and not the decimal."
    if whole.kappa is not None and whole.interval is None:
        yield "There are too few different marks for an interval."
    elif whole.interval and whole.interval[1] - whole.interval[0] > WIDE:
        yield "The interval is wide: with other replies the figure could well be another one."
    if whole.kappa == 1:
        yield "Where nobody differs, an interval cannot show how sure the figure is."


def same_scale(given: float, points: float) -> tuple[int, bool]:
    """Return the level from 0 to 3 nearest to ``given`` of ``points``, and whether it lay between two.

    Of two that are as near, the higher one is taken.
    """
    exact = 3 * given / points
    level = min(SCORES, key=lambda score: (abs(score - exact), -score))
    return level, abs(level - exact) > 1e-9
