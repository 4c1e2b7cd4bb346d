"""The printed workbook, read back: every lesson, question, figure and helpline, and nothing of a graded quiz."""

import hashlib
import inspect
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import alongside
from alongside.charts.registry import DIAGRAMS, chart_module
from alongside.cli import main
from alongside.course.content import Content, load_content
from alongside.course.tree import Tree
from alongside.course.workbook import NotSet, book_data, workbook_pdf, write_workbook
from alongside.course.workbook_diagrams import diagram_on_paper
from alongside.course.workbook_questions import answer, question
from alongside.course.workbook_text import blocks, line, words
from alongside.course.workbook_word_sheets import SHEETS
from alongside.items.schema import parse_item

PROJECT = Path(__file__).resolve().parents[2]
A4, LETTER = (595.28, 841.89), (612, 792)


@cache
def course_content() -> Content:
    return load_content(Tree.at(PROJECT))


@cache
def book() -> bytes:
    return workbook_pdf(course_content())


@cache
def pages() -> tuple[str, ...]:
    return tuple(squeezed(page.extract_text()) for page in PdfReader(io.BytesIO(book())).pages)


@cache
def whole_text() -> str:
    return "".join(pages())


def squeezed(text: str) -> str:
    """Only letters and digits: line ends, hyphens, quotes and bold marks differ between a source and its print."""
    return re.sub(r"[\W_]+", "", text).casefold()


def printed(markdown: str) -> str:
    """What of an author's line is printed: without links, roles and stars."""
    return squeezed(words(line(markdown)))


def of_kind(kind: str) -> Iterator[dict[str, Any]]:
    for lesson in book_data(course_content())[0]["lessons"]:
        yield from (block for block in lesson["blocks"] if block["kind"] == kind)


def test_every_lesson_has_its_title_objectives_and_content_note() -> None:
    for lesson in course_content().lessons:
        for text in (lesson.facts["title"], lesson.facts["content_note"], *lesson.facts["objectives"]):
            assert printed(text) in whole_text(), f"{lesson.file}: {text}"


def test_every_paragraph_of_every_lesson_is_printed() -> None:
    for lesson in book_data(course_content())[0]["lessons"]:
        for block in lesson["blocks"]:
            if block["kind"] == "paragraph":
                until_a_source = takewhile(lambda piece: piece["kind"] != "source", block["pieces"])
                first = squeezed(words(list(until_a_source)))[:40]
                assert first in whole_text(), f"{lesson['title']}: {first}"


def test_every_practice_question_is_asked_once_with_its_choices_and_answered_at_the_end() -> None:
    content = course_content()
    asked = [item_id for lesson in content.lessons for item_id in lesson.practice_ids()]
    assert asked
    answers = next(number for number, page in enumerate(pages()) if page.startswith("answersandreasonstheseare"))
    before, after = "".join(pages()[:answers]), "".join(pages()[answers:])
    for item_id in asked:
        item = content.practice[item_id]
        for block in blocks(item.stem):
            if block["kind"] == "paragraph":
                assert squeezed(words(block["pieces"]))[:60] in before, f"{item_id}: {block}"
        for choice in question(item, 1).get("choices", ()):
            assert squeezed(words(choice["pieces"]))[:40] in before, f"{item_id}: {choice}"
        for note in answer(item, 1)["notes"]:
            reason = squeezed(words(note["pieces"]))[:40]
            assert reason in after, f"{item_id}: {note}"
            assert reason not in before, f"{item_id}: the reason “{reason}” stands before the answers"


def test_no_key_of_a_graded_question_is_in_the_book() -> None:
    quizzes = course_content().quizzes
    assert quizzes
    own = {squeezed(text) for item in course_content().practice.values() for text in private_texts(item)}
    looked_at = 0
    for quiz in quizzes:
        for item in quiz.items:
            for text in private_texts(item):
                if len(squeezed(text)) > 25 and squeezed(text) not in own:
                    looked_at += 1
                    assert squeezed(text)[:80] not in whole_text(), f"{item.id}: {text}"
    assert looked_at > 50


def private_texts(item: Any) -> Iterator[str]:
    """The feedback, better lines and rubrics of an item: what a learner sees after an answer only."""
    yield from (text for text in (item.better,) if text)

    def within(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                if name in ("feedback", "if_missed", "after", "anchor", "example", "right", "otherwise") and inner:
                    yield from ([inner] if isinstance(inner, str) else within(inner))
                else:
                    yield from within(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from within(inner)

    yield from within(dict(item.body))


def test_every_figure_has_its_title_settings_words_and_note() -> None:
    figures = list(of_kind("figure"))
    called = [re.findall(r"^(\w+)\(", source, re.M)[-1] for lesson in course_content().lessons
              for kind, source in lesson.cells if kind == "code"]  # fmt: skip
    assert [figure["name"] for figure in figures] == [name for name in called if name in DIAGRAMS]
    for figure in figures:
        assert figure["words"] or figure["tables"], figure["name"]
        said = [one["text"] for one in figure["words"]]
        for text in (figure["title"], figure["settings"], figure["note"], *said):
            assert squeezed(text) in whole_text() or squeezed(text)[:60] in whole_text(), f"{figure['name']}: {text}"
        for picture in figure["pictures"]:
            assert squeezed(picture["title"])[:50] in whole_text()
            assert len(picture["alt"]) > len(picture["title"]) + 20, f"{figure['name']}: a picture has no words"
        for table in figure["tables"]:
            assert {len(row) for row in table["rows"]} == {len(table["head"])}, table["title"]


def test_every_word_source_and_published_helpline_is_there_with_its_review_date() -> None:
    content = course_content()
    for entry in content.glossary.values():
        assert printed(" ".join(entry["meaning"].split()))[:60] in whole_text(), entry["id"]
    cited = {claim for lesson in content.lessons for claim in lesson.cited()}
    for claim in cited:
        assert printed(content.claims[claim].statement)[:50] in whole_text(), claim
    for country in content.helplines.values():
        for text in (country["name"], country["reviewed_on"], *(one["contact"] for one in country["lines"])):
            assert squeezed(text) in pages()[-1] + pages()[-2], text


def test_pages_are_numbered() -> None:
    assert len(pages()) > 20
    for number, page in list(enumerate(pages(), 1))[1:]:
        assert page.endswith(str(number)), f"page {number} does not end with its number"


@pytest.mark.parametrize(("paper", "size"), [("a4", A4), ("letter", LETTER)])
def test_pages_are_of_the_asked_size(course: Any, paper: str, size: tuple[float, float]) -> None:
    for page in PdfReader(io.BytesIO(workbook_pdf(load_content(course.tree), paper))).pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(size, abs=0.5)


def test_the_pdf_is_tagged_for_screen_readers_and_has_bookmarks() -> None:
    reader = PdfReader(io.BytesIO(book()))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert reader.metadata is not None and reader.metadata.title == "Alongside: the workbook"
    names = [squeezed(str(entry.title)) for entry in reader.outline if not isinstance(entry, list)]
    assert [squeezed(str(lesson.facts["title"])) for lesson in course_content().lessons] == [
        name for name in names if name in {squeezed(str(lesson.facts["title"])) for lesson in course_content().lessons}
    ]


def test_the_same_course_gives_the_same_bytes_and_no_date() -> None:
    again = workbook_pdf(course_content())
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(book()).hexdigest()
    assert not {"/CreationDate", "/ModDate"} & set(PdfReader(io.BytesIO(again)).metadata or {})


@pytest.mark.parametrize("name", DIAGRAMS)
def test_every_diagram_has_a_sheet_that_starts_where_the_page_starts(name: str) -> None:
    called = inspect.signature(getattr(alongside, name)).parameters
    page = {one: parameter.default for one, parameter in called.items() if one != "predict"}
    assert {one: value for one, value in SHEETS[name].defaults.items() if one in page} == page or not SHEETS[name].words
    figure, files = diagram_on_paper(name, {}, "figure")
    assert figure["title"] == chart_module(name).TITLE
    assert figure["settings"]
    assert figure["tables"] or figure["pictures"]
    assert {picture["file"] for picture in figure["pictures"]} == set(files)
    assert all(svg.count("<svg") == 1 for svg in files.values())


def test_settings_of_a_call_change_the_picture_and_its_words() -> None:
    first, drawn_first = diagram_on_paper("tolerance_cycle", {"days_of_use": 30, "days_after": 2}, "figure")
    other, drawn_other = diagram_on_paper("tolerance_cycle", {"days_of_use": 30, "days_after": 21}, "figure")
    assert first["settings"] != other["settings"]
    assert first["words"] != other["words"]
    assert drawn_first["figure-2.svg"] != drawn_other["figure-2.svg"]


def test_a_guess_comes_first_unless_the_page_has_asked_already() -> None:
    assert diagram_on_paper("tolerance_cycle", {}, "figure")[0]["guess"]["choices"]
    assert diagram_on_paper("tolerance_cycle", {"predict": "no"}, "figure")[0]["guess"] is None


KINDS = {item.kind: item for item in course_content().practice.values()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_on_paper_never_tells_its_answer(kind: str) -> None:
    item = KINDS[kind]
    asked = json.dumps(question(item, 1))
    for text in private_texts(item):
        assert json.dumps(words(line(text)))[1:-1] not in asked


def test_answers_name_the_letters_that_stand_beside_the_choices() -> None:
    data = {"id": "pick", "version": 1, "objective": "M1.1", "kind": "choose-many", "stem": "Which?", "options": [
        {"id": "a", "text": "One", "right": True, "feedback": "Fits.", "if_missed": "It fits."},
        {"id": "b", "text": "Two", "right": False, "feedback": "Less so.", "misconception": "two-fits"},
        {"id": "c", "text": "Three", "right": True, "feedback": "Fits too.", "if_missed": "It fits too."},
        {"id": "d", "text": "Four", "right": True, "feedback": "And this.", "if_missed": "And this."}]}  # fmt: skip
    item, problems = parse_item(data, "practice/pick.yml")
    assert item is not None, problems
    assert [choice["mark"] for choice in question(item, 1)["choices"]] == ["A", "B", "C", "D"]
    assert answer(item, 1)["right"] == "A, C and D"


def test_markdown_becomes_blocks_with_roles_as_pieces_of_their_own() -> None:
    (paragraph, scene, listed, table) = blocks(
        'A *word* [agonist](#word-agonist)<sup>[3](#source-3)</sup> and "quotes".\n\n> "Hello," says Lin.\n\n'
        "1. one\n2. two\n\n| a | b |\n| --- | --- |\n| c | d |\n"
    )
    kinds = [piece["kind"] for piece in paragraph["pieces"]]
    assert kinds == ["text", "em", "text", "word", "source", "text"]
    assert words(paragraph["pieces"]).endswith("and “quotes”.")
    assert scene["blocks"][0]["kind"] == "paragraph"
    assert listed["ordered"] and len(listed["items"]) == 2
    assert [[words(cell) for cell in row] for row in (table["head"], *table["rows"])] == [["a", "b"], ["c", "d"]]


def test_markdown_that_cannot_be_set_is_named() -> None:
    with pytest.raises(ValueError, match="cannot set “image”"):
        blocks("![a picture](picture.png)")


def test_a_small_course_of_ones_own_makes_a_book_too(course: Any, tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "book.pdf"
    count = write_workbook(load_content(course.tree), target, "letter")
    assert count == len(PdfReader(target).pages) >= 6
    text = squeezed("".join(page.extract_text() for page in PdfReader(target).pages))
    assert squeezed("Listening first") in text
    assert squeezed("Private") not in text


def test_what_an_author_got_wrong_is_said_before_anything_is_written(course: Any, tmp_path: Path) -> None:
    (course.root / "practice" / "choose-a-line.yml").unlink()
    with pytest.raises(NotSet, match=r"there is no practice/choose-a-line\.yml"):
        write_workbook(load_content(course.tree), tmp_path / "book.pdf")
    assert not (tmp_path / "book.pdf").exists()


def test_the_command_writes_the_book_and_says_how_many_pages(
    course: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "book.pdf"
    assert main(["--root", str(course.root), "workbook", "--out", str(target), "--paper", "letter"]) == 0
    count = len(PdfReader(target).pages)
    assert f"{count} pages on US Letter paper" in capsys.readouterr().out
