"""How conversations went: the skills used, the endings, what was left out."""

from __future__ import annotations

from group import counted, quiz, rows, text, work
from item_examples import item

from alongside.report.reading import Work
from alongside.report.talks import Talks

TALK = item("conversation")
QUIZ = quiz(TALK)


def _work(learner: str, *path: str) -> Work:
    return work(QUIZ, learner, {TALK.id: {"path": list(path)}})


def test_skills_endings_and_scores_are_counted() -> None:
    works = [_work("ana", *["hear"] * 8), _work("ben", *["push"] * 8), _work("chi", "hear", "wait")]
    told = text(counted(Talks(), works))
    assert f"{TALK.id} | 2026-11-02 | 3 | 2 | " in told
    assert "gave back the meaning | 3.00" in told
    assert "gave advice unasked | 2.67" in told
    assert f"{TALK.id} | Dana stays a while. | 1" in told
    assert f"{TALK.id} | Dana goes home. | 1" in told
    assert f"{TALK.id} | 2.50 | 3.50 | 2.00 | 2.00" in told  # trust 5 and 0, openness 5 and 2, of the two that ended


def test_a_path_that_cannot_be_walked_and_an_open_talk_are_left_out() -> None:
    section = counted(Talks(), [_work("ana", "nowhere"), work(QUIZ, "ben", {})])
    assert "No conversations have been graded yet." in text(section)
    assert rows(section, "talks") == []
