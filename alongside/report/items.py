"""Item analysis: how hard each question is, whether it goes with the rest, what was chosen, and what to mend first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from alongside.grading.quiz_source import Quiz
from alongside.items.analysis import FEW_PEOPLE, Choice, ItemFigures, Mend, elsewhere, item_figures, to_mend
from alongside.items.reliability import Reliability, Row, mean, reliability
from alongside.items.schema import Item
from alongside.report.choices import Offered, offered
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
    counted,
    percent,
    shown,
)
from alongside.report.figures import item_map
from alongside.report.reading import Asked, Counting, Work

MOST_TO_MEND = 12
OFTEN = 0.10
"""What fewer of the answers chose is in choices.csv alone."""
_ONE_OF_THEM = ("choose-one", "locate")
_ABOUT = (
    "“Mean” is what the question earned from those who answered it: near 100% is easy. “With the rest” says whether "
    "people who do well elsewhere do well here too: 0.2 or more is good, near 0 it tells nothing, below 0 look at the "
    "key. A question left open is not counted as wrong, and of several answers the last one counts. Written replies "
    "and looks back are not in these figures."
)
_RELIABILITY = (
    "KR-20 (where all points are whole) and Cronbach’s alpha say how far the same people would come out alike on "
    "another set of such questions. A common wish is 0.7, and more where something hangs on it. Short quizzes that "
    "nearly everybody passes come out low, and that is no fault. The interval is Feldt’s, 95%. Only those who answered "
    "every question are in it."
)


@dataclass(frozen=True)
class _OfQuiz:
    quiz: Quiz
    people: int
    figures: list[ItemFigures]
    answered: dict[str, int]
    choices: dict[str, list[Choice]]
    reliability: Reliability | None
    mend: list[Mend]


@dataclass
class _Answers:
    """Of the quiz that is read now: score fractions a learner, and for each form who chose what (place, choices)."""

    items: tuple[Item, ...] = ()
    forms: dict[str, Item] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    chosen: dict[str, list[tuple[int, tuple[Offered, ...]]]] = field(default_factory=dict)


def _is_scored(item: Item) -> bool:
    return not item.marked_by_person and item.kind != "self-review"


def _fraction(one: Asked) -> float | None:
    return one.outcome.score_fraction if one.outcome.state == "scored" else None


class Items(Counting):
    """Counts scores and choices, a quiz at a time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._now = _Answers()
        self._done: list[_OfQuiz] = []

    def add(self, work: Work) -> None:
        """Keep one learner's scores until the quiz is through; who answered nothing at all tells nothing."""
        asked = [one for one in work.asked if _is_scored(one.place)]
        row = tuple(_fraction(one) for one in asked)
        if all(score is None for score in row):
            return
        now = self._now
        now.items = tuple(one.place for one in asked)
        for one in asked:
            if one.chosen:
                now.forms[one.form.id] = one.form
                now.chosen.setdefault(one.form.id, []).append((len(now.rows), one.chosen))
        now.rows.append(row)

    def end_quiz(self, quiz: Quiz) -> None:
        """Work out the figures of a quiz, and let go of its answers."""
        now, self._now = self._now, _Answers()
        if not now.rows:
            return
        ids = [item.id for item in now.items]
        figures = item_figures(ids, now.rows)
        places = {form.id: ids.index(form.twin_of if form.id not in ids else form.id) for form in now.forms.values()}
        choices = {form_id: _choices(now.forms[form_id], places[form_id], now) for form_id in now.forms}
        told = {form_id: made for form_id, made in choices.items() if now.forms[form_id].kind in _ONE_OF_THEM}
        # A forecast may surprise exactly those who know much; how sure people were has a section of its own.
        judged = [one for one, item in zip(figures, now.items, strict=True) if item.kind != "forecast"]
        answered = {form_id: len(given) for form_id, given in now.chosen.items()}
        whole = reliability(now.rows)
        self._done.append(_OfQuiz(quiz, len(now.rows), figures, answered, choices, whole, to_mend(judged, told)))

    def section(self) -> Section:
        """Return the figures of all quizzes."""
        return Section("items", "How the questions do", tuple(self._blocks()), self._sheets(), self._in_short())

    def _to_mend(self) -> list[tuple[Quiz, Mend]]:
        found = [(one.quiz, mend) for one in self._done for mend in one.mend]
        return sorted(found, key=lambda pair: (-pair[1].urgency, pair[1].item_id))

    def _in_short(self) -> tuple[str, ...]:
        found = self._to_mend()
        if not found:
            return ()
        return (f"{counted(len(found), 'question')} worth a look, “{found[0][1].item_id}” before all.",)

    def _blocks(self) -> Iterator[Block]:
        if not self._done:
            yield Words("No scored answers have been graded yet. Each question’s figures will stand here.", "note")
            return
        people = max(one.people for one in self._done)
        yield Words(_ABOUT)
        if people < FEW_PEOPLE:
            yield Words(f"These figures come from at most {counted(people, 'learner')} a quiz. With fewer than "
                        f"{FEW_PEOPLE} they jump about: another group could give quite different ones. Read them as a "
                        "hint where to look, and never as a verdict on a question or a person.", "note")
        yield from self._first()
        yield self._whole()
        yield Words(_RELIABILITY, "quiet")
        for one in self._done:
            yield Fold(f"{one.quiz.title}: every question", tuple(_of_quiz(one)))

    def _first(self) -> Iterator[Block]:
        found = self._to_mend()
        if not found:
            yield Words("No question stands out as one to mend.")
            return
        many = min(MOST_TO_MEND, len(found))
        of_all = f", {many} of {len(found)} (all are in items.csv)" if len(found) > many else ""
        columns = (Column("Question"), Column("Quiz"), Column("Mean", "percent"), Column("With the rest"),
                   Column("Why"))
        figures = {(one.quiz.id, figure.item_id): figure for one in self._done for figure in one.figures}
        yield Table(f"Questions to look at first{of_all}", columns, tuple(
            (mend.item_id, quiz.title, figures[quiz.id, mend.item_id].difficulty,
             _with_rest(figures[quiz.id, mend.item_id]), " ".join(mend.reasons)) for quiz, mend in found[:many]))

    def _whole(self) -> Table:
        columns = (Column("Quiz"), Column("Learners", "count"), Column("Answered all", "count"), Column("Formula"),
                   Column("Figure", "figure"), Column("95% interval"))
        rows: list[tuple[Value, ...]] = []
        for one in self._done:
            found = one.reliability
            rows.append((one.quiz.title, one.people, *(
                (found.people, found.name, found.value, " to ".join(shown(end, "figure") for end in found.interval))
                if found else (None, "no figure", None, "–"))))
        return Table("How far each quiz as a whole can be relied on", columns, tuple(rows))

    def _sheets(self) -> tuple[Sheet, ...]:
        columns = (Column("quiz"), Column("question"), Column("kind"), Column("objective"), Column("answered", "count"),
                   Column("left open", "count"), Column("mean score (fraction)", "percent"),
                   Column("discrimination", "figure"), Column("low", "figure"), Column("high", "figure"),
                   Column("why a look"))
        whole = (Column("quiz"), Column("learners", "count"), Column("answered all", "count"), Column("formula"),
                 Column("figure", "figure"), Column("low", "figure"), Column("high", "figure"))
        chosen = (Column("quiz"), Column("question or its twin"), Column("choice"), Column("in words"),
                  Column("worth (fraction)", "percent"), Column("mix-up"), Column("chosen", "count"),
                  Column("mean elsewhere (fraction)", "percent"))

        def items() -> Iterator[tuple[Value, ...]]:
            for one in self._done:
                why = {mend.item_id: " ".join(mend.reasons) for mend in one.mend}
                for figure in one.figures:
                    item = one.quiz.item(figure.item_id)
                    yield (one.quiz.id, figure.item_id, item.kind if item else "", item.objective if item else "",
                           figure.answered, figure.left_open, figure.difficulty, figure.discrimination,
                           *(figure.interval or (None, None)), why.get(figure.item_id, ""))

        def wholes() -> Iterator[tuple[Value, ...]]:
            for one in self._done:
                if one.reliability:
                    found = one.reliability
                    yield one.quiz.id, one.people, found.people, found.name, found.value, *found.interval

        def choices() -> Iterator[tuple[Value, ...]]:
            for one in self._done:
                for form_id, listed in one.choices.items():
                    yield from ((one.quiz.id, form_id, choice.choice_id, choice.words, choice.worth,
                                 choice.misconception, choice.chosen, choice.elsewhere) for choice in listed)

        return Sheet("items", columns, items), Sheet("quizzes", whole, wholes), Sheet("choices", chosen, choices)


def _choices(form: Item, place: int, now: _Answers) -> list[Choice]:
    """Return what could be chosen in one form, with who chose it; a pair that nobody made is left out."""
    by_choice: dict[str, list[float | None]] = {}
    for index, chosen in now.chosen[form.id]:
        rest = elsewhere(now.rows[index], place)
        for one in chosen:
            by_choice.setdefault(one.id, []).append(rest)
    made = []
    for one in offered(form).values():
        rests = by_choice.get(one.id, [])
        known = [rest for rest in rests if rest is not None]
        if rests or form.kind != "match":
            rest_of_all = mean(known) if known else None
            made.append(Choice(one.id, one.words, one.worth, one.misconception, len(rests), rest_of_all))
    return made


def _with_rest(figure: ItemFigures) -> str:
    between = f" ({' to '.join(shown(end, 'figure') for end in figure.interval)})" if figure.interval else ""
    return f"{shown(figure.discrimination, 'figure')}{between}"


def _of_quiz(one: _OfQuiz) -> Iterator[Block]:
    look = {mend.item_id for mend in one.mend}
    rows: list[tuple[Value, ...]] = []
    for number, figure in enumerate(one.figures, 1):
        item = one.quiz.item(figure.item_id)
        rows.append((number, figure.item_id, item.kind if item else "", figure.answered, figure.left_open,
                     figure.difficulty, figure.discrimination, "look" if figure.item_id in look else ""))
    columns = (Column("No.", "count"), Column("Question"), Column("Kind"), Column("Answered", "count"),
               Column("Left open", "count"), Column("Mean", "percent"), Column("With the rest", "figure"),
               Column("Worth a look"))
    yield from _map(one, look)
    yield Table(f"Questions of “{one.quiz.title}”", columns, tuple(rows))
    yield from _mix_ups(one)


def _map(one: _OfQuiz, look: set[str]) -> Iterator[Figure]:
    points = [(figure.difficulty, figure.discrimination, str(number), figure.item_id in look)
              for number, figure in enumerate(one.figures, 1)
              if figure.difficulty is not None and figure.discrimination is not None]
    if len(points) > 1:
        told = "; ".join(f"question {number}, mean {shown(easy, 'percent')}, with the rest {shown(value, 'figure')}"
                         f"{', worth a look' if marked else ''}" for easy, value, number, marked in points)
        yield Figure(item_map(points), "Points: how easy each question is and whether it goes with the rest; diamonds "
                                       f"are worth a look. {told}.")


def _mix_ups(one: _OfQuiz) -> Iterator[Table]:
    rows = [(form_id, choice.words, choice.misconception.replace("-", " "), choice.chosen,
             choice.chosen / one.answered[form_id])
            for form_id, listed in one.choices.items() for choice in listed
            if choice.worth < 1 and choice.chosen >= OFTEN * one.answered[form_id]]
    if rows:
        columns = (Column("Question"), Column("What was chosen"), Column("Mix-up behind it"), Column("Times", "count"),
                   Column("Of the answers", "percent"))
        yield Table(f"What at least {percent(OFTEN)} chose that is not the best answer; all choices are in choices.csv",
                    columns, tuple(rows))
