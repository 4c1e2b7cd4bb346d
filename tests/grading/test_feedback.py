from __future__ import annotations

import csv
import zipfile
from html.parser import HTMLParser

import pytest
from course_folder import CourseFolder, gradebook_rows
from nbgrader.api import Gradebook
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.export import plain_field
from alongside.grading.feedback import write_feedback
from alongside.grading.plain_html import blocks, learners_words
from alongside.grading.returning import return_feedback

PARTLY = {
    **GOOD_ANSWERS,
    "reflect-feeling": {"choice": "fix-it"},
    "order-steps": {"order": ["ask", "pause", "offer"]},
    "count-lines": {"number": "four"},
    "guess-outcome": None,
}


def _page(course: CourseFolder, learner: str = "ada") -> str:
    path = course.root / "my-teaching" / "feedback" / learner / QUIZ_ID / f"{QUIZ_ID}.html"
    return path.read_text(encoding="utf-8")


def _mark(course: CourseFolder, item: str, points: float, comment: str) -> None:
    with Gradebook(f"sqlite:///{course.root / 'my-teaching' / 'gradebook.db'}", "alongside") as gradebook:
        grade = gradebook.find_grade(item, QUIZ_ID, QUIZ_ID, "ada")
        grade.manual_score, grade.needs_manual_grade = points, False
        gradebook.find_comment(item, QUIZ_ID, QUIZ_ID, "ada").manual_comment = comment
        gradebook.db.commit()


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.fixture
def graded(course: CourseFolder) -> CourseFolder:
    course.submit("ada", PARTLY)
    grade_group(course.root, QUIZ_ID)
    return course


def test_each_item_says_what_was_chosen_why_it_helps_and_a_better_line(graded: CourseFolder) -> None:
    report = write_feedback(graded.root, QUIZ_ID)
    page = _page(graded)
    assert report.written == 1
    for words in (
        "Have you tried tea?",
        "PRIVATE gives advice",
        "PRIVATE better: that sounds exhausting.",
        "Part of it",
        "0.25 of 1",
        "Your order:",
        "Left open",
        "could not be read",
    ):
        assert words in page
    assert "wrong" not in page.lower()


def test_a_reply_shows_the_words_of_its_level_and_the_markers_comment_once_marked(graded: CourseFolder) -> None:
    assert write_feedback(graded.root, QUIZ_ID).waiting == ["ada"]
    assert "A person will read and mark this reply" in _page(graded)
    assert "PRIVATE anchor" not in _page(graded)
    _mark(graded, "write-reply", 2.5, "You stayed <b>close</b>.\n\n**Well** heard.")
    _mark(graded, "write-summary", 0, "")
    report = write_feedback(graded.root, QUIZ_ID)
    page = _page(graded)
    assert report.waiting == []
    assert "PRIVATE anchor 2" in page
    assert "PRIVATE level 0" in page
    assert "You stayed &lt;b&gt;close&lt;/b&gt;." in page
    assert "<strong>Well</strong> heard." in page
    assert "PRIVATE example" not in page


def test_the_page_is_self_contained_and_can_run_nothing(graded: CourseFolder) -> None:
    write_feedback(graded.root, QUIZ_ID)
    page = _page(graded)
    found = Elements(page)
    assert not found.tags & {"script", "iframe", "object", "embed", "link", "img", "form", "base"}
    assert not [name for name in found.attributes if name.startswith("on") or name in ("src", "href", "action")]
    assert "default-src 'none'" in page
    assert "http://" not in page.replace("http-equiv", "")
    assert "https://" not in page


def test_the_total_is_the_gradebooks_and_says_what_still_waits(graded: CourseFolder) -> None:
    write_feedback(graded.root, QUIZ_ID)
    score = f"{round(gradebook_rows(graded.root)['ada'][1], 2):g}"
    assert f"<strong>{score} points so far</strong>, of 14" in _page(graded)
    assert "2 replies, worth 6 points, still wait" in _page(graded)
    _mark(graded, "write-reply", 3, "")
    _mark(graded, "write-summary", 2, "")
    write_feedback(graded.root, QUIZ_ID)
    assert f"<strong>{float(score) + 5:g} of 14 points</strong>" in _page(graded)


def test_a_quiz_edited_after_grading_is_told(graded: CourseFolder) -> None:
    path = graded.quiz_folder / "items" / "reflect-feeling.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("score: 0.25", "score: 0.5"), encoding="utf-8")
    assert write_feedback(graded.root, QUIZ_ID).outdated == ["ada"]
    assert "0.25 of 1" in _page(graded)


def test_the_same_feedback_gives_the_same_zip_with_the_page_in_it(graded: CourseFolder) -> None:
    write_feedback(graded.root, QUIZ_ID)
    [first] = return_feedback(graded.root, QUIZ_ID).zips
    content = first.read_bytes()
    assert first == graded.root.resolve() / "my-teaching" / "returned" / "ada.zip"
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist() == [f"{QUIZ_ID}.html"]
        assert archive.read(f"{QUIZ_ID}.html").decode() == _page(graded)
    return_feedback(graded.root, QUIZ_ID)
    assert first.read_bytes() == content
    assert return_feedback(graded.root, QUIZ_ID).through_exchange is False


def test_stock_feedback_holds_ours_and_no_rubric(graded: CourseFolder) -> None:
    graded.nbgrader("generate_feedback", QUIZ_ID)
    page = _page(graded)
    assert "PRIVATE gives advice" in page
    assert "PRIVATE anchor" not in page
    assert "https://cdnjs" not in page
    write_feedback(graded.root, QUIZ_ID)  # ours takes its place
    assert "A person will read and mark this reply" in _page(graded)


def test_the_csv_export_quotes_everything_and_computes_nothing(course: CourseFolder) -> None:
    for learner in ("ada,l", "=cmd", "+1", "-1", "@x", "o'neil", "plain"):
        course.submit(learner, GOOD_ANSWERS)
    grade_group(course.root, QUIZ_ID)
    course.nbgrader("export", "--to", "grades.csv")
    raw = (course.root / "grades.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(raw.splitlines()))
    assert {row["student_id"] for row in rows} == {"ada,l", "'=cmd", "'+1", "'-1", "'@x", "o'neil", "plain"}
    assert {(row["score"], row["max_score"], row["needs_marking"]) for row in rows} == {("8", "14", "yes")}
    assert all(line.startswith('"') and line.endswith('"') for line in raw.splitlines())


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_what_begins_like_a_formula_is_text(value: str) -> None:
    assert plain_field(value) == f"'{value}"


@pytest.mark.parametrize("text", ["a\n\nb", "<b>", "# h", "> q", "$x$", "| a |", "a\u2028b", "x  \ny", "&lt;", "```\n"])
def test_a_learners_words_stay_words_through_markdown(text: str) -> None:
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

    source = learners_words(text)
    assert "\n" not in source
    rendered = MarkdownWithMath(renderer=IPythonRenderer(escape=False)).render(source)
    assert Elements(rendered).tags <= {"blockquote", "p", "br"}


def test_an_authors_paragraphs_quotations_and_lists_are_kept_and_the_rest_is_escaped() -> None:
    html = blocks('One **two**\nthree.\n\n> "Said"\n> again\n\n- a\n- b\n\nEnd <i>.')
    assert html == (
        "<p>One <strong>two</strong> three.</p><blockquote><p>&quot;Said&quot; again</p></blockquote>"
        "<ul><li>a</li><li>b</li></ul><p>End &lt;i&gt;.</p>"
    )
