import sys
from pathlib import Path

from alongside.course.workbook_questions import answer, question
from alongside.course.workbook_talks import talk_on_paper

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "items"))
from item_examples import item, talk


def words(part: dict[str, object]) -> str:
    return "".join(str(piece) for piece in part["pieces"])  # type: ignore[attr-defined]


def test_every_moment_has_its_number_its_lines_and_an_arrow_to_where_each_leads() -> None:
    parts = list(talk_on_paper(talk()))
    assert [part["mark"] for part in parts if part["mark"]] == [*map(str, range(1, 9)), "E1", "E2"]
    assert len(parts) == 8 * 4 + 2
    assert "Dana:" in words(parts[0]) and "I am at turn-0." in words(parts[0])
    assert "(b)" in words(parts[2]) and "→ 2" in words(parts[2])
    assert "→ E1 or, if it feels less open, E2" in words(parts[-4])


def test_a_talk_stands_in_the_workbook_with_what_each_line_does_among_the_answers() -> None:
    made = question(item("conversation"), 7)
    assert made["form"] == "conversation" and made["ask"].startswith("In pairs")
    notes = answer(item("conversation"), 7)["notes"]
    assert [note["mark"] for note in notes[:4]] == ["1a", "1b", "1c", "2a"]
    assert [note["right"] for note in notes[:3]] == [False, True, False]
