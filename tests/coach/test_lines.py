"""The lines the coach learned from, its weights and its recorded figures, as they stand in this repository."""

import json
from pathlib import Path

import pytest

from alongside.coach import lines as coach_lines
from alongside.coach.figures import doubt, figures
from alongside.coach.lines import LABELS, fitted, made_from, read_lines
from alongside.coach.reading import model
from alongside.course.coach_weights import weights_text

COACH = Path(coach_lines.__file__).parent


def test_there_are_at_least_800_lines_and_no_sentence_is_labelled_against_the_book() -> None:
    lines = read_lines()
    assert len(lines) >= 800
    assert {line.first for line in lines} == set(LABELS)


def test_no_line_has_an_amount_or_a_number_to_call() -> None:
    for line in read_lines():
        assert not any(word in f" {line.sentence.lower()} " for word in (" mg ", " grams ", " 911 ", " 988 "))


def test_where_two_labellings_differ_each_has_half() -> None:
    line = coach_lines.Line("t", "", "Hm.", "other", "simple-reflection")
    assert line.shares == {"other": 0.5, "simple-reflection": 0.5}
    assert coach_lines.Line("t", "", "Hm.", "other", "").shares == {"other": 1.0}


def test_an_unknown_label_is_named_with_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coach_lines, "_read", lambda _: "turn,client,sentence,first,second\nt,,Hm.,nodding,other\n")
    with pytest.raises(ValueError, match="row 2: “nodding” is no label"):
        read_lines()


def test_the_weights_are_those_of_the_lines() -> None:
    assert (COACH / "weights.json").read_text(encoding="utf-8") == weights_text()


def test_weights_and_figures_were_made_from_what_is_here() -> None:
    assert json.loads((COACH / "weights.json").read_text(encoding="utf-8"))["made_from"] == made_from()
    assert figures()["made_from"] == made_from()
    assert figures()["lines"] == len(read_lines())


def test_everything_the_coach_needs_is_under_a_megabyte() -> None:
    assert sum(path.stat().st_size for path in COACH.rglob("*") if "__pycache__" not in path.parts) < 1_000_000


def test_a_part_of_the_lines_is_enough_to_fit_and_every_label_is_known() -> None:
    assert fitted(read_lines()[:60]).labels == LABELS == model().labels


def test_how_far_to_trust_the_coach_is_said_in_tenths() -> None:
    assert "in 10 sentences" in doubt() and "It does not grade" in doubt()
