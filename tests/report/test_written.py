"""Marks of written replies and what the coach noticed, in the order in which the group handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from group import DAY, counted, quiz, rows, text, work
from item_examples import item

from alongside.report.written import Written

REPLY = item("reply")
FIRST = quiz(REPLY, id="zz-first", title="Came first")
LATER = quiz(REPLY, id="aa-later", title="Came later")
WROTE = {"write-reply": {"text": "It sounds like you have had enough. What would help tonight?"}}


def test_marks_are_counted_by_level_and_what_waits_stands_beside() -> None:
    works = [work(FIRST, f"l{n}", WROTE, {"write-reply": mark}) for n, mark in enumerate([3, 2, 2, 0])]
    told = text(counted(Written(), [*works, work(FIRST, "due", WROTE), work(FIRST, "open", {})]))
    assert "1 | Came first | 2026-11-02 | 4 | 1 | 1.75 | 1, 0, 2, 1" in told


def test_the_interval_of_a_mean_mark_is_by_hand() -> None:
    """Marks 3, 2, 2 and 0: mean 1.75, variance 19/12, so 1.959964 * sqrt(19/12/4) = 1.2331."""
    works = [work(FIRST, f"l{n}", WROTE, {"write-reply": mark}) for n, mark in enumerate([3, 2, 2, 0])]
    row = rows(counted(Written(), works), "written")[0]
    assert row[4:7] == (1.75, pytest.approx(1.75 - 1.2331, abs=1e-4), pytest.approx(1.75 + 1.2331, abs=1e-4))


def test_other_points_are_put_on_the_scale_of_the_rubric() -> None:
    doubled = quiz(replace(REPLY, points=6.0))
    assert rows(counted(Written(), [work(doubled, "ana", WROTE, {"write-reply": 4})]), "written")[0][4] == 2


def test_quizzes_stand_in_the_order_in_which_they_were_handed_in() -> None:
    later = DAY + timedelta(days=9)
    works = [work(LATER, "ana", WROTE, {"write-reply": 2}, when=later), work(FIRST, "ana", WROTE)]
    told = text(counted(Written(), works))
    assert told.index("1 | Came first") < told.index("2 | Came later")
    unknown = text(counted(Written(), [work(LATER, "ana", WROTE, when=None), work(FIRST, "ana", WROTE)]))
    assert "2 | Came later |  | 0 | 1" in unknown


def test_what_the_coach_noticed_is_a_share_of_replies_with_a_doubt_beside() -> None:
    told = text(counted(Written(), [work(FIRST, "ana", WROTE), work(FIRST, "ben", {"write-reply": {"text": "Hm."}})]))
    assert "an open question | 50%" in told
    assert "What a program noticed in the replies, not a person." in told


def test_where_people_are_on_their_own_the_coach_does_not_read() -> None:
    alone = quiz(replace(REPLY, body={**REPLY.body, "coach": False}))
    told = text(counted(Written(), [work(alone, "ana", WROTE, {"write-reply": 2})]))
    assert "What a program noticed" not in told


def test_an_exchange_is_read_turn_by_turn() -> None:
    exchange = item("exchange")
    turns = [{"text": "What would help tonight?", "heard": ["open-question"]}, {"text": "Hm.", "heard": ["other"]}]
    section = counted(Written(), [work(quiz(exchange), "ana", {exchange.id: {"turns": turns}})])
    assert "an open question | 100%" in text(section)


def test_without_replies_it_says_what_will_stand_there() -> None:
    assert "No written replies" in text(Written().section())
