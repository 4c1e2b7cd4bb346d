"""Can the questions be guessed? Strategies that know nothing of the subject, tried on every choose-one question.

Each guesser sees what a learner sees and picks by outward signs alone. A bank that rewards one of them measures
test-taking instead of understanding, so ``alongside check`` fails above ``limit_fraction``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from alongside.items.schema import Item

FEWEST_QUESTIONS = 120
ABOVE_CHANCE_FRACTION = 0.07
_FOLDS = 10
_ROUNDS = 60
_STEP = 0.5
_RIDGE = 0.02
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_HEDGES = frozenset(_WORD.findall("""
may might can could often sometimes usually maybe perhaps seems seem likely probably tend tends about some
many mostly partly unless depends generally possible possibly almost most rarely"""))
_ABSOLUTES = frozenset(_WORD.findall("""
always never all none every only nothing everything nobody everybody must any no"""))
_FEELINGS = frozenset(_WORD.findall("""
afraid alone angry anxious ashamed awful bad calm care cares caring glad grief guilt guilty happy hard heavy
hope hopeful hurt hurts joy lonely lost love mad miss nervous overwhelmed pain proud rotten rough sad safe
scared scary shame sick sorry sting stings stressed tired torn tough trust understand upset warm weary weight
worn worried worry"""))
_SMALL = frozenset(_WORD.findall("""
a an and are as at be but by do does for from has have he her him his how i if in is it its me my not of on
one or our she so than that the their them they this to up us was we what when which who will with you your"""))


@dataclass(frozen=True)
class Question:
    """One choose-one item as a guesser sees it; ``right`` is the index of the full-score option."""

    id: str
    stem: str
    options: tuple[str, ...]
    right: int
    family: str

    @property
    def chance(self) -> float:
        """Fraction a coin would get."""
        return 1 / len(self.options)


@dataclass(frozen=True)
class GuesserResult:
    """How often a guesser was right, against chance; ``limit_fraction`` is the most that is let pass."""

    name: str
    right_fraction: float
    chance_fraction: float
    limit_fraction: float

    @property
    def too_good(self) -> bool:
        """Whether outward signs alone give the answers away."""
        return self.right_fraction > self.limit_fraction


def question_of(item: Item, family: str = "") -> Question | None:
    """Return a choose-one item as a guesser sees it, None for another kind; twins share a ``family``."""
    if item.kind != "choose-one":
        return None
    options = item.body["options"]
    right = next(index for index, option in enumerate(options) if option["score"] == 1)
    return Question(item.id, item.stem, tuple(str(option["text"]) for option in options), right, family or item.id)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _count(text: str, known: frozenset[str]) -> float:
    return float(sum(word in known for word in _words(text)))


def _length(question: Question, index: int) -> float:
    return float(len(question.options[index]))


def _shared_words(question: Question, index: int) -> float:
    stem = set(_words(question.stem)) - _SMALL
    return float(len(stem & set(_words(question.options[index]))))


Sign = Callable[[Question, int], float]
SIGNS: dict[str, Sign] = {
    "longest": _length,
    "shortest": lambda question, index: -_length(question, index),
    "first": lambda question, index: float(index == 0),
    "second": lambda question, index: float(index == 1),
    "third": lambda question, index: float(index == 2),
    "last": lambda question, index: float(index == len(question.options) - 1),
    "asks a question": lambda question, index: float("?" in question.options[index]),
    "most hedged": lambda question, index: _count(question.options[index], _HEDGES),
    "fewest absolutes": lambda question, index: -_count(question.options[index], _ABSOLUTES),
    "most words of the stem": _shared_words,
    "most feeling words": lambda question, index: _count(question.options[index], _FEELINGS),
}


def picks(question: Question, sign: Sign) -> list[int]:
    """Return the options that show ``sign`` most; a guesser draws among them."""
    shown = [sign(question, index) for index in range(len(question.options))]
    return [index for index, value in enumerate(shown) if value == max(shown)]


def _expected(question: Question, chosen: Sequence[int]) -> float:
    return (question.right in chosen) / len(chosen)


def _cues(question: Question) -> list[list[float]]:
    """Return one row of signs an option, each relative to the question's other options."""
    many = range(len(question.options))
    signs: list[Sign] = [sign for name, sign in SIGNS.items() if name != "shortest"]
    signs += [
        lambda asked, index: float(len(re.findall(r"[.!?;]", asked.options[index]))),
        lambda asked, index: float(abs(2 * index - len(asked.options) + 1) < len(asked.options) / 2),
    ]
    columns = []
    for sign in signs:
        values = [sign(question, index) for index in many]
        mean = sum(values) / len(values)
        spread = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
        columns.append([(value - mean) / spread if spread else 0.0 for value in values])
    return [list(row) for row in zip(*columns, strict=True)]


def _chances(rows: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    scores = [math.exp(sum(w * x for w, x in zip(weights, row, strict=True))) for row in rows]
    return [score / sum(scores) for score in scores]


def _fitted(table: Sequence[tuple[list[list[float]], int]]) -> list[float]:
    """Return the weights of a conditional logistic model: the odds of an option among its question's options."""
    weights = [0.0] * len(table[0][0][0])
    for _ in range(_ROUNDS):
        slope = [-_RIDGE * weight for weight in weights]
        for rows, right in table:
            for index, (row, chance) in enumerate(zip(rows, _chances(rows, weights), strict=True)):
                for cue, value in enumerate(row):
                    slope[cue] += ((index == right) - chance) * value / len(table)
        weights = [weight + _STEP * step for weight, step in zip(weights, slope, strict=True)]
    return weights


def _learned(questions: Sequence[Question]) -> float:
    """Return how often the model is right on questions it was not fitted to; twins are never split."""
    families = sorted({question.family for question in questions})
    fold_of = {family: number % _FOLDS for number, family in enumerate(families)}
    cues = {question.id: _cues(question) for question in questions}
    right = 0.0
    for fold in range(min(_FOLDS, len(families))):
        known = [(cues[one.id], one.right) for one in questions if fold_of[one.family] != fold]
        weights = _fitted(known) if known else []
        for one in questions:
            if fold_of[one.family] == fold and weights:
                chances = _chances(cues[one.id], weights)
                right += _expected(one, [index for index, chance in enumerate(chances) if chance == max(chances)])
    return right / len(questions)


def guesser_results(questions: Sequence[Question]) -> list[GuesserResult]:
    """Return one result a guesser, the model that learns from all signs last; empty without questions."""
    if not questions:
        return []
    chance = sum(question.chance for question in questions) / len(questions)
    error = math.sqrt(sum(question.chance * (1 - question.chance) for question in questions)) / len(questions)
    limit = chance + max(ABOVE_CHANCE_FRACTION, 2 * error)
    found = {
        name: sum(_expected(question, picks(question, sign)) for question in questions) / len(questions)
        for name, sign in SIGNS.items()
    }
    found["a model that learns from all signs"] = _learned(questions)
    return [GuesserResult(name, fraction, chance, limit) for name, fraction in found.items()]


def position_counts(questions: Sequence[Question]) -> dict[int, int]:
    """Return how often the right option stands first (1), second (2) and so on."""
    places = sorted({index + 1 for question in questions for index in range(len(question.options))})
    return {place: sum(question.right + 1 == place for question in questions) for place in places}
