"""Saving: the text as typed, in the right place, never over what somebody else wrote; what is unsound stays a draft."""

from pathlib import Path

import pytest
from writing_course import QUIZ

from alongside.authoring import saving
from alongside.authoring.course_files import NotACourse, course_around, question_files
from alongside.authoring.desk import Desk
from alongside.authoring.saving import ChangedOnDisk, NotSaved, OnDisk, read_file, write_file
from alongside.course.content import load_content

ID = "answer-first-visit"


def begun(desk: Desk, kind: str = "choose-one", quiz: str = "") -> str:
    desk.begin(kind, quiz, ID, "M9.1")
    return desk.text


@pytest.mark.parametrize(
    ("kind", "quiz", "place"),
    [
        ("choose-one", "", f"practice/{ID}.yml"),
        ("conversation", "", f"conversations/{ID}.yml"),
        ("choose-one", QUIZ, f"source/{QUIZ}/items/{ID}.yml"),
        ("conversation", QUIZ, f"source/{QUIZ}/items/{ID}.yml"),
    ],
)
def test_a_question_goes_where_its_kind_and_quiz_belong_exactly_as_typed(
    desk: Desk, kind: str, quiz: str, place: str
) -> None:
    text = begun(desk, kind, quiz) + "# a note at the end, without a last line break"
    assert place in desk.save(text, quiz)
    assert (desk.tree.root / place).read_bytes() == text.encode()
    content = load_content(desk.tree)
    assert not [problem for problem in content.problems if ID in problem.file]


def test_what_has_to_be_mended_is_not_saved_and_nothing_is_written(desk: Desk) -> None:
    before = sorted(desk.tree.root.rglob("*"))
    text = begun(desk).replace("feedback: \"Both halves", "feedbck: \"Both halves")
    with pytest.raises(NotSaved, match="2 things have to be mended"):
        desk.save(text, "")
    with pytest.raises(NotSaved, match="One thing has to be mended"):
        desk.save("id: [", "")
    assert sorted(desk.tree.root.rglob("*")) == before


def test_any_text_can_be_kept_as_a_draft_and_opened_again(desk: Desk) -> None:
    text = begun(desk) + "more: [\n"
    assert f"my-teaching/drafts/{ID}.yml" in desk.keep_draft(text)
    assert (desk.tree.root / f"my-teaching/drafts/{ID}.yml").read_text(encoding="utf-8") == text
    sheet = desk.open(f"my-teaching/drafts/{ID}.yml")
    assert sheet["text"] == text and sheet["draft"] and not sheet["fixed"]
    assert f"{ID}.yml" in desk.keep_draft("no id in here any more: [")
    assert "unnamed.yml" in Desk(desk.tree, desk.course).keep_draft("no id in here: [")


@pytest.mark.parametrize("text", ["id: ../../outside\n", "id: a/b\n", "id: 'C:\\x'\n", "id: .hidden\n", "nothing"])
def test_a_draft_never_leaves_its_folder(desk: Desk, text: str) -> None:
    before = set(desk.tree.root.parent.rglob("*"))
    desk.keep_draft(text)
    (made,) = [path for path in set(desk.tree.root.parent.rglob("*")) - before if path.is_file()]
    assert made.parent == desk.tree.root / "my-teaching" / "drafts"


def test_half_a_character_is_kept_as_well_as_a_file_can(desk: Desk) -> None:
    desk.keep_draft("id: a-b\nstem: \ud83d")
    assert "stem: ?" in (desk.tree.root / "my-teaching/drafts/a-b.yml").read_text(encoding="utf-8")


def test_a_second_draft_of_the_same_name_does_not_replace_the_first(desk: Desk) -> None:
    desk.keep_draft("id: a-b\nfirst: 1")
    other = Desk(desk.tree, desk.course)
    assert "a-b-2.yml" in other.keep_draft("id: a-b\nsecond: 2")
    assert "first" in (desk.tree.root / "my-teaching/drafts/a-b.yml").read_text(encoding="utf-8")
    assert "a-b-2.yml" in other.keep_draft("id: a-b\nsecond: 3")


def test_the_draft_goes_once_its_question_is_saved(desk: Desk) -> None:
    text = begun(desk)
    desk.keep_draft(text)
    desk.save(text, "")
    assert not (desk.tree.root / f"my-teaching/drafts/{ID}.yml").exists()


def test_a_draft_of_a_question_that_exists_is_saved_in_its_place(desk: Desk) -> None:
    label = f"source/{QUIZ}/items/reflect-feeling.yml"
    desk.open(label)
    desk.keep_draft(desk.text.replace("I am tired", "I am so tired"))
    other = Desk(desk.tree, desk.course)
    sheet = other.open("my-teaching/drafts/reflect-feeling.yml")
    assert label in sheet["started"] and sheet["quiz"] == QUIZ and sheet["fixed"]
    other.save(sheet["text"], "")
    assert "so tired" in (desk.tree.root / label).read_text(encoding="utf-8")


def test_a_file_that_changed_on_disk_is_shown_and_not_replaced(desk: Desk) -> None:
    path = desk.tree.root / "practice/choose-a-line.yml"
    desk.open("practice/choose-a-line.yml")
    theirs = path.read_text(encoding="utf-8").replace("sleeping more", "sleeping less")
    path.write_text(theirs, encoding="utf-8")
    with pytest.raises(ChangedOnDisk, match="changed on disk") as reason:
        desk.save(desk.text.replace("I am tired", "I am so tired"), "")
    assert any(line.startswith("-") and "sleeping less" in line for line in reason.value.differences)
    assert path.read_text(encoding="utf-8") == theirs
    desk.open("practice/choose-a-line.yml")
    desk.save(desk.text.replace("I am tired", "I am so tired"), "")
    assert "sleeping less" in path.read_text(encoding="utf-8")


def test_a_file_that_was_taken_away_is_not_brought_back_unasked(desk: Desk) -> None:
    desk.open("practice/choose-a-line.yml")
    (desk.tree.root / "practice/choose-a-line.yml").unlink()
    with pytest.raises(ChangedOnDisk, match="taken away"):
        desk.save(desk.text.replace("I am tired", "I am so tired"), "")


def test_a_new_question_never_replaces_one_that_somebody_put_there_meanwhile(desk: Desk) -> None:
    text = begun(desk)
    path = desk.tree.root / f"practice/{ID}.yml"
    path.write_text("theirs: 1\n", encoding="utf-8")
    with pytest.raises(NotSaved):
        desk.save(text, "")
    assert path.read_text(encoding="utf-8") == "theirs: 1\n"
    with pytest.raises(NotSaved, match="Ids are for good"):
        begun(desk)


def test_an_opened_question_stays_in_its_quiz_whatever_the_page_says(desk: Desk) -> None:
    desk.open(f"source/{QUIZ}/items/reflect-feeling.yml")
    desk.save(desk.text.replace("I am tired", "I am so tired"), "")
    assert not (desk.tree.root / "practice/reflect-feeling.yml").exists()


def test_a_file_with_windows_line_ends_keeps_them(desk: Desk) -> None:
    path = desk.tree.root / "practice/choose-a-line.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    sheet = desk.open("practice/choose-a-line.yml")
    assert "\r" not in sheet["text"]
    desk.save(sheet["text"].replace("I am tired", "I am so tired"), "")
    content = path.read_bytes()
    assert b"so tired" in content and content.count(b"\n") == content.count(b"\r\n")


def test_a_disk_that_refuses_leaves_the_old_file_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yml"
    known = write_file(path, "first\n", OnDisk())

    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "write_durably", full)
    with pytest.raises(NotSaved, match="No space left"):
        write_file(path, "second\n", known)
    assert path.read_text(encoding="utf-8") == "first\n"


def test_what_is_no_text_of_a_question_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yml").write_bytes(b"stem: Gr\xfc\xdfe")
    (tmp_path / "huge.yml").write_bytes(b"x" * 500_000)
    (tmp_path / "folder.yml").mkdir()
    for name, words in {"latin": "UTF-8", "huge": "larger", "folder": "cannot be read"}.items():
        with pytest.raises(NotSaved, match=words):
            read_file(tmp_path / f"{name}.yml")


def test_only_files_of_the_course_and_drafts_can_be_opened(desk: Desk) -> None:
    for label in ("../secret.yml", "/etc/passwd", "evidence/claims.yml", f"source/{QUIZ}/quiz.yml", ""):
        with pytest.raises(NotSaved):
            desk.open(label)


def test_every_question_and_draft_is_listed(desk: Desk) -> None:
    desk.keep_draft("id: a-b\n")
    labels = question_files(desk.tree)
    assert {"practice/choose-a-line.yml", f"source/{QUIZ}/items/write-reply.yml", "my-teaching/drafts/a-b.yml"} <= {
        *labels
    }


def test_the_course_is_found_around_the_notebook_and_nowhere_else(desk: Desk, tmp_path: Path) -> None:
    assert course_around(desk.tree.root / "docs").root == desk.tree.root
    assert course_around(desk.tree.root, tmp_path / "private").source == (tmp_path / "private").resolve()
    with pytest.raises(NotACourse):
        course_around(tmp_path)
