"""A second marker: the sample, the page without names, the file that comes back, and what is said about it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from course_folder import CourseFolder
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.api import Gradebook
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.second_compare import compare_second_marks
from alongside.grading.second_marker import ReadableByLearners, draw_for_second_marker
from alongside.grading.second_marks import UnreadableMarks, read_second_marks
from alongside.grading.second_page import second_page
from alongside.grading.second_report import Comparison, TwiceMarked, same_scale
from alongside.grading.second_sample import Sample, WrittenReply, draw, how_many

SCRIPT = "<script>document.title='HOSTILE'</script><img src=x onerror=\"document.title='HOSTILE'\">"
ORDER = ["first", "second", "rare"]


def _replies(**many: int) -> list[WrittenReply]:
    wrote = [(item, n) for item, up in many.items() for n in range(up)]
    return [WrittenReply(f"learner-{n}", item, f"{item} in the words of {n}") for item, n in wrote]


# The sample


@pytest.mark.parametrize(("all_of_them", "drawn"), [(0, 0), (4, 4), (10, 10), (11, 10), (50, 10), (51, 11), (400, 80)])
def test_a_fifth_is_drawn_and_at_least_ten(all_of_them: int, drawn: int) -> None:
    assert how_many(all_of_them) == drawn


def test_each_question_gives_its_share_and_a_rare_one_is_not_forgotten() -> None:
    sample = draw("quiz", ORDER, _replies(first=100, second=50, rare=2))
    assert Counter(one.item_id for one in sample.replies) == {"first": 20, "second": 10, "rare": 1}


def test_drawing_again_in_another_order_gives_the_same_sample_and_another_quiz_another_one() -> None:
    replies = _replies(first=60, second=60)
    assert draw("quiz", ORDER, replies) == draw("quiz", ORDER, replies[::-1])
    assert draw("quiz", ORDER, replies).id == draw("quiz", ORDER, replies[::-1]).id
    assert set(draw("quiz", ORDER, replies).replies) != set(draw("other", ORDER, replies).replies)


def test_one_learner_more_changes_little() -> None:
    before = set(draw("quiz", ORDER, _replies(first=100)).replies)
    after = set(draw("quiz", ORDER, _replies(first=101)).replies)
    assert len(before & after) >= len(before) - 1


def test_numbers_follow_the_questions_and_then_the_words_not_the_codes() -> None:
    sample = draw("quiz", ORDER, _replies(second=4, first=4))
    assert [one.item_id for one in sample.replies] == ["first"] * 4 + ["second"] * 4
    renamed = [WrittenReply(f"zz-{one.learner_id}", one.item_id, one.words) for one in _replies(second=4, first=4)]
    assert [one.words for one in draw("quiz", ORDER, renamed).replies] == [one.words for one in sample.replies]


def test_the_name_of_a_sample_changes_with_its_words() -> None:
    one = WrittenReply("ada", "first", "Words.")
    assert Sample("quiz", (one,)).id != Sample("quiz", (WrittenReply("ada", "first", "Words!"),)).id


# The page


@pytest.fixture
def group(course: CourseFolder) -> CourseFolder:
    """Twelve learners who were graded; the first of them means harm."""
    for number in range(12):
        words = SCRIPT if number == 0 else f"You came anyway, {number}."
        course.submit(f"A{number:02}", {**GOOD_ANSWERS, "write-reply": {"text": words}})
    grade_group(course.root, QUIZ_ID)
    return course


def _folder(course: CourseFolder) -> Path:
    return course.root / "my-teaching" / "second-marking"


def _page(course: CourseFolder) -> str:
    return (_folder(course) / f"second-marking-{QUIZ_ID}.html").read_text(encoding="utf-8")


def _key(course: CourseFolder) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(_folder(course).glob("*-key.json")).read_text(encoding="utf-8"))
    return found


def test_the_page_names_nobody_and_shows_no_mark(group: CourseFolder) -> None:
    _mark_all(group, lambda number: 1.25)
    assert "10 of 24 written replies" in draw_for_second_marker(group.root, QUIZ_ID)
    page = _page(group)
    assert page.count("<fieldset") == 10
    assert not re.search(r"A\d\d", page)
    body = page.partition("</style>")[2].partition("<script")[0]
    assert "1.25" not in body
    assert "checked" not in body


def test_the_rubric_stands_with_each_reply(group: CourseFolder) -> None:
    draw_for_second_marker(group.root, QUIZ_ID)
    replies = _page(group).split("<fieldset")[1:]
    for reply in replies:
        kind = "anchor" if "PRIVATE anchor" in reply else "level"
        assert all(f"PRIVATE {kind} {score}" in reply and f'value="{score}"' in reply for score in range(4))
        assert reply.count("For example: PRIVATE") == 4


def test_a_learners_script_is_words_and_one_script_is_allowed(group: CourseFolder) -> None:
    hostile = WrittenReply("A00", "write-reply", f"{SCRIPT}\n\n</blockquote></fieldset>\ud800")
    page = second_page(group.quiz, Sample(QUIZ_ID, (hostile,)))
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "&lt;script&gt;document.title=&#x27;HOSTILE&#x27;" in page
    policy = page.partition('Content-Security-Policy" content="')[2].partition('"')[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_the_key_alone_knows_whose_reply_a_number_is_and_drawing_again_changes_no_byte(group: CourseFolder) -> None:
    draw_for_second_marker(group.root, QUIZ_ID)
    before = {path.name: path.read_bytes() for path in _folder(group).iterdir()}
    _mark_all(group, lambda number: 2)
    draw_for_second_marker(group.root, QUIZ_ID)
    assert {path.name: path.read_bytes() for path in _folder(group).iterdir()} == before
    assert {one["learner"] for one in _key(group)["replies"]} <= {f"A{number:02}" for number in range(12)}


def test_the_page_may_go_elsewhere_and_the_key_stays(group: CourseFolder, tmp_path: Path) -> None:
    draw_for_second_marker(group.root, QUIZ_ID, tmp_path / "for Kim")
    assert [path.name for path in (tmp_path / "for Kim").iterdir()] == [f"second-marking-{QUIZ_ID}.html"]
    assert len(list(_folder(group).glob("*-key.json"))) == 1


@pytest.mark.parametrize("place", ["assignments", ".", "source"])
def test_the_page_never_goes_where_learners_read(group: CourseFolder, place: str) -> None:
    with pytest.raises(ReadableByLearners, match="Choose a folder outside"):
        draw_for_second_marker(group.root, QUIZ_ID, group.root / place)
    assert not list(group.root.rglob("second-marking-*"))


def test_before_anything_was_graded_it_says_so(course: CourseFolder) -> None:
    assert "nothing to mark" in draw_for_second_marker(course.root, QUIZ_ID)


# The file that comes back


def _mark_all(course: CourseFolder, mark: Callable[[int], float]) -> None:
    """Give a first mark to each reply of the twelve learners, by the learner's number."""
    with Gradebook(f"sqlite:///{course.root / 'my-teaching' / 'gradebook.db'}", "alongside") as gradebook:
        for number in range(12):
            for item in ("write-reply", "write-summary"):
                grade = gradebook.find_grade(item, QUIZ_ID, QUIZ_ID, f"A{number:02}")
                grade.manual_score, grade.needs_manual_grade = mark(number), False
                grade.extra_credit = 5
        gradebook.db.commit()


def _number(learner: str) -> int:
    return int(learner[1:])


def _file(course: CourseFolder, given_marks: dict[str, Any], **changes: Any) -> Path:
    key = _key(course)
    whole = {"format": "alongside-second-marks", "version": 1, "quiz": QUIZ_ID, "sample": key["sample"]}
    path = course.root / "second-marks.json"
    path.write_text(json.dumps({**whole, "marks": given_marks, **changes}), encoding="utf-8")
    return path


def _given(course: CourseFolder, mark: Callable[[int], int]) -> dict[str, Any]:
    return {str(one["number"]): mark(_number(one["learner"])) for one in _key(course)["replies"]}


@pytest.fixture
def marked(group: CourseFolder) -> CourseFolder:
    _mark_all(group, lambda number: number % 4)
    draw_for_second_marker(group.root, QUIZ_ID)
    return group


def test_equal_marks_are_compared_without_extra_credit_and_kept(marked: CourseFolder) -> None:
    comparison = compare_second_marks(marked.root, _file(marked, _given(marked, lambda number: number % 4)), QUIZ_ID)
    assert "The same mark: 10 of 10 (100 %)" in comparison.text()
    assert "kappa: 1.00" in comparison.text()
    assert "fewer than 30 replies" in comparison.text()
    kept = json.loads(next(_folder(marked).glob("*-result-1.json")).read_text(encoding="utf-8"))
    assert kept["figures"]["n"] == 10
    assert len(kept["marks"]) == 10


def test_a_second_reading_keeps_the_first_result_and_the_same_one_is_kept_once(marked: CourseFolder) -> None:
    for mark in (lambda number: number % 4, lambda number: number % 4, lambda number: 1):
        compare_second_marks(marked.root, _file(marked, _given(marked, mark)))
    results = sorted(path.name[-13:] for path in _folder(marked).glob("*-result-*.json"))
    assert results == ["result-1.json", "result-2.json"]


def test_junk_among_the_marks_is_named_by_field_and_the_rest_counts(marked: CourseFolder) -> None:
    junk = {"3": 7, "4": "2", "5": True, "6": 2.5, "7": None, "8": [SCRIPT], "99": 2, "0": 1, "\x1b[31m": 1, "١": 1}
    comparison = compare_second_marks(marked.root, _file(marked, {**_given(marked, lambda _: 2), **junk}, extra=1))
    assert len(comparison.replies) == 4
    assert len(comparison.odd) == len(junk) + 1
    assert "marks, “3”: “7” is no mark from 0 to 3; it was left out" in comparison.text()
    assert "marks, “99”: there is no reply of this number on the page" in comparison.text()
    assert "“extra”: is not a field of this file" in comparison.text()
    assert "\x1b" not in comparison.text()
    assert "reply 3: has no second mark" in comparison.text()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1, column 1"),
        (b'{"format": "alongside-second-marks",\n "marks": {"1": 2,', "line 2, column"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 200_000, "nested"),
        (b'{"marks": {"1": 2, "1": 3}}', "“1” stands there twice"),
        (b"[1, 2]", "is no file of marks"),
        (b'{"format": "alongside-second-marks", "version": 2}', "format, version"),
        (b'{"marks": {"1": ' + b"9" * 5000 + b"}}", "far too long"),
        (b" " * 1_000_001, "more than"),
    ],
    ids=["empty", "cut-off", "bytes", "deep", "twice", "list", "version", "digits", "large"],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_place(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "marks.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableMarks, match=told):
        read_second_marks(path)


@pytest.mark.parametrize(
    ("field", "value"),
    [("quiz", "../../etc"), ("quiz", 3), ("sample", "../../x"), ("sample", None), ("marks", []), ("format", SCRIPT)],
)
def test_a_field_of_another_form_is_named_and_no_path_is_made_of_it(
    marked: CourseFolder, field: str, value: Any
) -> None:
    with pytest.raises(UnreadableMarks, match=rf"{field}.*Nothing was changed"):
        compare_second_marks(marked.root, _file(marked, {}, **{field: value}))


def test_a_link_is_not_followed(marked: CourseFolder) -> None:
    path = _file(marked, {})
    link = path.with_name("link.json")
    link.symlink_to(path)
    with pytest.raises(UnreadableMarks, match="is a link"):
        read_second_marks(link)


@given(st.binary(max_size=60) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=6,
).map(lambda value: json.dumps({"format": "alongside-second-marks", "version": 1, "quiz": "q", "sample": "0" * 12,
                                "marks": value}).encode()))  # fmt: skip
def test_no_content_raises_anything_else(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_bytes(content)
    try:
        marks = read_second_marks(path, 5).marks
    except UnreadableMarks:
        return
    assert set(marks) <= set(range(1, 6))
    assert set(marks.values()) <= {0, 1, 2, 3}


def test_marks_of_another_quiz_and_of_a_lost_key_are_refused(marked: CourseFolder) -> None:
    with pytest.raises(UnreadableMarks, match="not of “another-quiz”"):
        compare_second_marks(marked.root, _file(marked, {}), "another-quiz")
    path = _file(marked, {})
    next(_folder(marked).glob("*-key.json")).unlink()
    with pytest.raises(UnreadableMarks, match="its key moved"):
        compare_second_marks(marked.root, path)


def test_a_reply_that_changed_or_is_not_marked_first_is_left_out_and_told(marked: CourseFolder) -> None:
    first, second = (one for one in _key(marked)["replies"][:2])
    marks = _given(marked, lambda _: 2)
    with Gradebook(f"sqlite:///{marked.root / 'my-teaching' / 'gradebook.db'}", "alongside") as gradebook:
        grade = gradebook.find_grade(first["item"], QUIZ_ID, QUIZ_ID, first["learner"])
        grade.manual_score, grade.needs_manual_grade = None, True
        gradebook.db.commit()
    changed = {**GOOD_ANSWERS, second["item"]: {"text": "Other words."}}
    marked.submit(second["learner"], changed, at="2026-11-23 10:00:00 UTC")
    grade_group(marked.root, QUIZ_ID)
    comparison = compare_second_marks(marked.root, _file(marked, marks))
    assert "reply 1: has no first mark yet" in comparison.text()
    assert "reply 2: was changed or taken away" in comparison.text()


@pytest.mark.parametrize(
    ("mark", "points", "level", "between"),
    [(2, 3, 2, False), (4, 6, 2, False), (1, 6, 1, True), (5, 6, 3, True), (0.2, 3, 0, True), (9, 3, 3, True)],
)
def test_other_points_are_put_on_the_scale_of_the_rubric(mark: float, points: float, level: int, between: bool) -> None:
    assert same_scale(mark, points) == (level, between)


# What is said


def _told(*pairs: tuple[int, int, int]) -> str:
    """``pairs`` are first mark, second mark and how often."""
    many = [(first, second) for first, second, times in pairs for _ in range(times)]
    return Comparison("quiz", "0" * 12, [TwiceMarked(n, "reply-a", *pair) for n, pair in enumerate(many, 1)]).text()


def test_markers_who_part_are_told_over_which_anchors_and_what_to_do() -> None:
    words = _told((1, 2, 8), (2, 1, 5), (1, 1, 4), (2, 2, 4), (0, 2, 1))
    assert "13 replies got 1 from one and 2 from the other: read anchors 1 and 2 of “reply-a” together." in words
    assert "Talk it over and mark again" in words
    assert "a third person marks these" in words
    assert "On the page: 22." in words


@pytest.mark.parametrize(
    ("pairs", "verdict"),
    [
        (((0, 0, 20), (1, 1, 20), (2, 2, 20), (3, 3, 20), (1, 2, 6)), "reaches the aim"),
        (((0, 0, 3), (1, 1, 20), (2, 2, 20), (1, 2, 12), (3, 2, 5)), "not there yet"),
        (((2, 2, 12),), "Kappa does not exist here"),
    ],
    ids=["good", "nearly", "undefined"],
)
def test_the_verdict_follows_the_figure(pairs: tuple[tuple[int, int, int], ...], verdict: str) -> None:
    assert verdict in _told(*pairs)


def test_a_wide_interval_and_few_replies_are_said() -> None:
    words = _told((0, 0, 3), (1, 2, 3), (2, 2, 3), (3, 1, 1), (3, 3, 2))
    assert "The interval is wide" in words
    assert "fewer than 30" in words
    assert "fewer than 30" not in _told((0, 0, 20), (3, 3, 20), (1, 2, 2))


def test_a_question_with_fewer_than_ten_replies_gets_no_figure_of_its_own() -> None:
    replies = [TwiceMarked(n, "reply-a" if n < 11 else "reply-b", n % 4, n % 4) for n in range(1, 15)]
    words = Comparison("quiz", "0" * 12, replies).text()
    assert "reply-a: 1.00 (10 replies)" in words
    assert "reply-b: no figure for fewer than 10 (4 replies)" in words


def test_the_command_draws_and_reads_back(group: CourseFolder) -> None:
    def alongside(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "alongside", "--root", str(group.root), *arguments]
        return subprocess.run(
            command, env=group.environment, cwd=group.root, capture_output=True, text=True, timeout=200, check=False
        )

    drawn = alongside("grade", QUIZ_ID, "--second-marker")
    assert (drawn.returncode, "10 of 24" in drawn.stdout) == (0, True), drawn.stderr
    _mark_all(group, lambda number: number % 4)
    told = alongside("grade", "--second-marks", str(_file(group, _given(group, lambda number: number % 3))))
    assert told.returncode == 0, told.stderr
    assert "First marks down, second marks across" in told.stdout
    assert alongside("grade", "--second-marker", "--second-marks", "x.json").returncode == 2
    missing = alongside("grade", "--second-marks", "missing.json")
    assert missing.stderr.strip().endswith("is not there. Nothing was changed.")
