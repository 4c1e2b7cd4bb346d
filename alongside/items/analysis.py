"""How the items of one quiz do: difficulty, discrimination, who chose what, and which items to mend first.

A question that was left open is no wrong answer: learners may leave out what they like. It counts in ``left_open`` and
in nothing else, and a person's other answers are compared by their mean. Where nobody left anything open,
discrimination is the usual item-rest correlation (point-biserial for scores of 0 and 1).
Sources: Henrysson 1963 (the item is left out of the total it is held against); Fisher 1915 (the interval of a
correlation). With fewer than 100 people all of these figures jump about.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.items.reliability import Row, mean, variance

FEW_PEOPLE = 100
"""Below this many learners a warning stands beside the figures."""
FEWEST_ANSWERS = 10
"""Below this many answers nothing is said against an item."""
WEAK = 0.10
"""A discrimination below this says little; one as far below 0 is named even where it may be chance."""
_FAR_FROM_ALL = 0.5
_HARD, _EASY = 0.30, 0.95
_OFTEN_OPEN = 0.30
_DRAWN_BY = 0.05
_NORMAL_95 = 1.959964


@dataclass(frozen=True)
class ItemFigures:
    """One item: how many people ``answered`` it and how many left it open; ``difficulty``, the mean score fraction of
    those who answered (1 is easy); ``discrimination``, -1 to 1, with its 95 % ``interval``. Each is None without data.
    """

    item_id: str
    answered: int
    left_open: int
    difficulty: float | None
    discrimination: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Choice:
    """One thing that could be chosen: its ``worth`` (fraction), how many chose it, and ``elsewhere``: how those people
    did on the other items (mean score fraction; None without data).
    """

    choice_id: str
    words: str
    worth: float
    misconception: str
    chosen: int
    elsewhere: float | None


@dataclass(frozen=True)
class Mend:
    """An item worth a look, the plain ``reasons``, and how much it asks for one (``urgency``, larger first)."""

    item_id: str
    urgency: float
    reasons: tuple[str, ...]


def elsewhere(row: Row, index: int) -> float | None:
    """Return a person's mean on the other items over those they answered; None if these are fewer than half of them."""
    others = [score for at, score in enumerate(row) if at != index and score is not None]
    return mean(others) if others and len(others) >= _FAR_FROM_ALL * (len(row) - 1) else None


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's correlation; None for fewer than three pairs, or where one side is the same for everybody."""
    if len(pairs) < 3:
        return None
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    spread = math.sqrt(variance(first) * variance(second))
    if spread == 0:
        return None
    a_mean, b_mean = mean(first), mean(second)
    together = math.fsum((a - a_mean) * (b - b_mean) for a, b in pairs) / (len(pairs) - 1)
    return max(-1.0, min(1.0, together / spread))


def correlation_interval(value: float, pairs: int) -> tuple[float, float] | None:
    """Return Fisher's 95 % interval of a correlation from so many pairs; None for four or fewer, or at -1 and 1."""
    if pairs <= 4 or abs(value) >= 1:
        return None
    middle, half = math.atanh(value), _NORMAL_95 / math.sqrt(pairs - 3)
    return math.tanh(middle - half), math.tanh(middle + half)


def item_figures(item_ids: Sequence[str], rows: Sequence[Row]) -> list[ItemFigures]:
    """Return the figures of each item; a row holds one person's score fractions in the order of ``item_ids``."""
    return [_figures(item_id, index, rows) for index, item_id in enumerate(item_ids)]


def _figures(item_id: str, index: int, rows: Sequence[Row]) -> ItemFigures:
    scores = [row[index] for row in rows]
    given = [score for score in scores if score is not None]
    held = [(score, rest) for row, score in zip(rows, scores, strict=True)
            if score is not None and (rest := elsewhere(row, index)) is not None]
    value = correlation(held)
    return ItemFigures(
        item_id=item_id,
        answered=len(given),
        left_open=len(rows) - len(given),
        difficulty=mean(given) if given else None,
        discrimination=value,
        interval=None if value is None else correlation_interval(value, len(held)),
    )


def to_mend(figures: Sequence[ItemFigures], choices: Mapping[str, Sequence[Choice]]) -> list[Mend]:
    """Return the items worth a look, the most urgent first; ``choices`` by item id where the item has any."""
    found = [_mend(one, choices.get(one.item_id, ())) for one in figures if one.answered >= FEWEST_ANSWERS]
    return sorted((one for one in found if one.reasons), key=lambda one: (-one.urgency, one.item_id))


def _mend(one: ItemFigures, choices: Sequence[Choice]) -> Mend:
    reasons = [*_of_discrimination(one), *_of_choices(choices), *_of_difficulty(one)]
    return Mend(one.item_id, max((urgency for urgency, _ in reasons), default=0.0), tuple(text for _, text in reasons))


def _of_discrimination(one: ItemFigures) -> list[tuple[float, str]]:
    value = one.discrimination
    if value is None or value >= WEAK or (one.difficulty or 0) > _EASY:
        return []  # what nearly everybody has cannot tell people apart, and need not
    sure = one.interval is not None and one.interval[1] < WEAK
    if sure and value >= 0:
        return [(3.0, "Hardly goes together with the other questions. It may ask for something else.")]
    if sure or value <= -WEAK:
        weight = "" if sure else f" With {one.answered} answers this may be chance."
        return [((4.0 if sure else 2.0) - value,
                 f"Runs against the other questions: read the key and the wording again.{weight}")]
    return []


def _of_choices(choices: Sequence[Choice]) -> list[tuple[float, str]]:
    best = next((one for one in choices if one.worth == 1), None)
    if best is None or best.elsewhere is None or best.chosen < FEWEST_ANSWERS:
        return []
    return [
        (2.5, f"“{one.words}” draws people who do better elsewhere than those who choose the best line. It may be a "
              "good answer too, or the stem may leave room for it.")
        for one in choices
        if one.worth < 1 and one.chosen >= FEWEST_ANSWERS and one.elsewhere is not None
        and one.elsewhere > best.elsewhere + _DRAWN_BY
    ]


def _of_difficulty(one: ItemFigures) -> list[tuple[float, str]]:
    found = []
    if one.difficulty is not None and one.difficulty < _HARD:
        found.append((1.5, f"Few have it yet: {one.difficulty:.0%} of the points. Is it in the lesson, and can one see "
                           "there what is asked?"))
    share = one.left_open / (one.answered + one.left_open)
    if share > _OFTEN_OPEN:
        found.append((1.2, f"{share:.0%} left it open, as they may. It may be long, come late, or touch something."))
    return found
