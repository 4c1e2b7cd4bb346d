"""Who handed in, by the names that Canvas and Moodle give files, and whose hand-in it is then."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.grading.hand_in_zip import RefusedZip
from alongside.grading.roster import Roster, read_roster
from alongside.lms.senders import Sender, Senders, sender_of

ROSTER = (
    "id,first_name,last_name,lms_user_id\nA17,Ada,Okafor,1201\nB2,Bo,Rossi-Núñez,\nC3,Cy,Tan,\nD4,Cy,Tan,\n"
    "E5,,,\ntwin,One,T,77\nTWIN,Two,T,78\n"
)


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return read_roster(path)


@pytest.mark.parametrize(
    ("parts", "sender"),
    [
        (["okaforada_1201_555_quiz--a1--2026.zip"], Sender("Canvas", "okaforada", "1201")),
        (["okaforada_LATE_1201_555_quiz.zip"], Sender("Canvas", "okaforada", "1201")),
        (["okaforada_late_1201_555_quiz-1.zip"], Sender("Canvas", "okaforada", "1201")),
        (["lesson 3", "rossinúñezbo_12_5_7_8_x.zip"], Sender("Canvas", "rossinúñezbo", "12")),
        (["Ada Okafor_123456_assignsubmission_file_", "x.zip"], Sender("Moodle", "Ada Okafor")),
        (["Ada Okafor_123456_assignsubmission_file", "deep", "x.zip"], Sender("Moodle", "Ada Okafor")),
        (["Ada Okafor_123456_assignsubmission_file_x.zip"], Sender("Moodle", "Ada Okafor")),
        (
            ["all", "Ada Okafor_12_assignsubmission_file_", "Bo R_99_assignsubmission_file_x.zip"],
            Sender("Moodle", "Ada Okafor"),
        ),
        (["Ada Okafor_12_assignsubmission_file_Bo R_99_assignsubmission_file_x.zip"], Sender("Moodle", "Ada Okafor")),
        (["Participant_123_assignsubmission_file_", "x.zip"], None),
        (["anon_12345_555_x.zip"], None),
        (["anon_aB3dE_555_12_x.zip"], None),
        (["LATE_anon_aB3dE_555_12_x.zip"], None),
        (["sample-quiz--a1--2026-11-22T15-04-05Z.zip"], None),
        (["x.zip"], None),
        ([], None),
    ],
)
def test_names_of_platforms_are_understood(parts: list[str], sender: Sender | None) -> None:
    assert sender_of(parts) == sender


@pytest.mark.parametrize(
    ("sender", "code", "learner"),
    [
        (Sender("Canvas", "okaforada", "1201"), "a17", "A17"),
        (Sender("Canvas", "okaforada", "1201"), "", "A17"),
        (Sender("Canvas", "somethingelse", "1201"), "", "A17"),
        (Sender("Canvas", "rossinúñezbo", "9"), "", "B2"),
        (Sender("Moodle", "Bo Rossi-Núñez"), "", "B2"),
        (Sender("Moodle", "Cy Tan"), "d4", "D4"),
        (Sender("Moodle", "Stranger"), "B2", "B2"),
        (Sender("Canvas", "okaforada", "9"), "B2", "B2"),
        (None, "B2", "B2"),
    ],
)
def test_a_hand_in_goes_to_its_learner(roster: Roster, sender: Sender | None, code: str, learner: str) -> None:
    assert Senders().learner(sender, code, roster) == learner


@pytest.mark.parametrize(
    ("sender", "code", "words"),
    [
        (
            Sender("Canvas", "okaforada", "1201"),
            "B2",
            r"code is “B2”, but Canvas says .* “okaforada” \(id 1201\), who is “A17”",
        ),
        (Sender("Moodle", "Ada Okafor"), "nobody", "not on the roster; Moodle says .* “A17”"),
        (Sender("Moodle", "Cy Tan"), "A17", "“C3” or “D4”"),
        (Sender("Moodle", "Cy Tan"), "", "2 people on the roster are called “Cy Tan”"),
        (Sender("Moodle", "Stranger"), "", "is empty"),
        (Sender("Canvas", "onet", "77"), "", "is empty"),
        (None, "", "is empty"),
    ],
)
def test_a_hand_in_of_which_that_is_not_clear_is_nobodys(
    roster: Roster, sender: Sender | None, code: str, words: str
) -> None:
    with pytest.raises(RefusedZip, match=words):
        Senders().learner(sender, code, roster)


def test_the_instructor_may_believe_the_platform(roster: Roster) -> None:
    believing = Senders(trust_platform=True)
    assert believing.learner(Sender("Canvas", "okaforada", "1201"), "B2", roster) == "A17"
    assert believing.learner(Sender("Canvas", "okaforada", "1201"), "nobody", roster) == "A17"
    with pytest.raises(RefusedZip, match="“C3” or “D4”"):
        believing.learner(Sender("Moodle", "Cy Tan"), "A17", roster)


def test_without_a_roster_the_code_alone_counts() -> None:
    assert Senders().learner(Sender("Moodle", "Ada Okafor"), "B2", None) == "B2"


@given(parts=st.lists(st.text(max_size=60), max_size=4))
def test_any_names_are_read(parts: list[str]) -> None:
    sender = sender_of(parts)
    assert sender is None or sender.name
