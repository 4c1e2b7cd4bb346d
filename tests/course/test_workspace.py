"""What a learner did is never replaced; what they did not touch follows the course."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.course import workspace
from alongside.course.workspace import Laid, meaning, prepare

TODAY = date(2026, 11, 22)
LATER = date(2026, 12, 1)
LESSON = "lessons/02_opioid_system.ipynb"
BESIDE = "lessons/02_opioid_system (new 2026-11-22).ipynb"


def notebook(*texts: str, outputs: tuple[str, ...] = (), tags: tuple[str, ...] = ()) -> bytes:
    """A notebook with one code cell a text, as Jupyter would save it."""
    cells = [
        {
            "cell_type": "code", "id": f"cell-{number}", "metadata": {"tags": list(tags)}, "source": text,
            "execution_count": number if outputs else None,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": output} for output in outputs],
        }
        for number, text in enumerate(texts)
    ]  # fmt: skip
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


class Course:
    """A course and a learner's folder, small enough to see through."""

    def __init__(self, folder: Path) -> None:
        self.source, self.mine = folder / "the course", folder / "my-course ü"
        self.offer("notebooks/02_opioid_system.ipynb", notebook("one"))
        self.offer("assignments/quiz/quiz.ipynb", notebook("q1"))
        self.offer("assignments/quiz/quiz.json", b'{"version": 1}')

    def offer(self, name: str, content: bytes) -> None:
        file = self.source / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def write(self, name: str, content: bytes) -> None:
        file = self.mine / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def lay(self, today: date = TODAY) -> Laid:
        return prepare(self.source, self.mine, today)

    def read(self, name: str = LESSON) -> bytes:
        return (self.mine / name).read_bytes()

    def names(self) -> set[str]:
        files = (file for file in self.mine.rglob("*") if file.is_file())
        return {file.relative_to(self.mine).as_posix() for file in files} - {workspace.MANIFEST}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def test_the_first_start_lays_every_lesson_and_quiz(course: Course):
    laid = course.lay()
    assert course.names() == {LESSON, "quiz/quiz.ipynb", "quiz/quiz.json"} == set(laid.new)
    assert course.read() == notebook("one")
    assert list(laid.sentences()) == []


def test_the_next_start_writes_nothing(course: Course):
    course.lay()
    before = {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in course.mine.rglob("*") if file.is_file()}
    assert course.lay(LATER) == Laid()
    assert before == {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in before}


def test_an_untouched_lesson_follows_the_course(course: Course):
    course.lay()
    course.offer("notebooks/02_opioid_system.ipynb", notebook("two"))
    assert course.lay().updated == [LESSON]
    assert course.read() == notebook("two")


def test_a_lesson_that_was_only_run_counts_as_untouched(course: Course):
    course.lay()
    course.write(LESSON, notebook("one", outputs=("it ran",)))
    course.offer("notebooks/02_opioid_system.ipynb", notebook("two"))
    assert course.lay().updated == [LESSON]
    assert course.read() == notebook("two")


def test_new_tags_reach_an_untouched_lesson_and_leave_a_touched_one(course: Course):
    course.lay()
    course.offer("notebooks/02_opioid_system.ipynb", notebook("one", tags=("alongside",)))
    assert course.lay().updated == [LESSON]
    assert course.read() == notebook("one", tags=("alongside",))


def test_a_run_lesson_is_not_written_again_when_nothing_is_new(course: Course):
    course.lay()
    course.write(LESSON, notebook("one", outputs=("it ran",)))
    assert course.lay() == Laid()
    assert course.read() == notebook("one", outputs=("it ran",))


def test_a_touched_lesson_stays_and_the_new_one_stands_beside_it(course: Course):
    course.lay()
    course.write(LESSON, notebook("one", "my note"))
    course.offer("notebooks/02_opioid_system.ipynb", notebook("two"))
    laid = course.lay()
    assert course.read() == notebook("one", "my note")
    assert course.read(BESIDE) == notebook("two")
    assert laid.beside == [BESIDE]
    (sentence,) = laid.sentences()
    assert BESIDE in sentence
    assert course.lay(LATER) == Laid()


def test_the_copy_beside_gives_way_to_a_newer_one_unless_it_was_touched(course: Course):
    course.lay()
    course.write(LESSON, notebook("mine"))
    course.offer("notebooks/02_opioid_system.ipynb", notebook("two"))
    course.lay()
    course.offer("notebooks/02_opioid_system.ipynb", notebook("three"))
    later = "lessons/02_opioid_system (new 2026-12-01).ipynb"
    assert course.lay(LATER).beside == [later]
    assert BESIDE not in course.names()
    course.write(later, notebook("three", "and mine"))
    course.offer("notebooks/02_opioid_system.ipynb", notebook("four"))
    last = "lessons/02_opioid_system (new 2026-12-01 2).ipynb"
    assert course.lay(LATER).beside == [last]
    assert course.read(later) == notebook("three", "and mine")
    assert course.read(last) == notebook("four")
    assert course.read() == notebook("mine")


def test_taking_the_new_version_over_ends_the_story(course: Course):
    course.lay()
    course.write(LESSON, notebook("mine"))
    course.offer("notebooks/02_opioid_system.ipynb", notebook("two"))
    course.lay()
    course.write(LESSON, notebook("two"))
    assert course.lay().beside == []
    assert BESIDE not in course.names()
    course.offer("notebooks/02_opioid_system.ipynb", notebook("three"))
    assert course.lay().updated == [LESSON]


def test_a_renamed_lesson_stays_and_the_course_has_its_own_again(course: Course):
    course.lay()
    (course.mine / LESSON).rename(course.mine / "lessons/my favourite.ipynb")
    assert course.lay().new == [LESSON]
    assert course.read("lessons/my favourite.ipynb") == notebook("one")


def test_a_lesson_that_left_the_course_goes_unless_it_was_touched(course: Course):
    course.offer("notebooks/03_extra.ipynb", notebook("extra"))
    course.offer("notebooks/04_more.ipynb", notebook("more"))
    course.lay()
    course.write("lessons/04_more.ipynb", notebook("more", "mine"))
    (course.source / "notebooks/03_extra.ipynb").unlink()
    (course.source / "notebooks/04_more.ipynb").unlink()
    assert course.lay().removed == ["lessons/03_extra.ipynb"]
    assert course.read("lessons/04_more.ipynb") == notebook("more", "mine")
    assert course.lay() == Laid()


def test_a_quiz_with_answers_stays_when_the_course_no_longer_has_it(course: Course):
    course.lay()
    course.write("quiz/responses.json", b"{}")
    (course.source / "assignments/quiz/quiz.ipynb").unlink()
    (course.source / "assignments/quiz/quiz.json").unlink()
    assert course.lay() == Laid()
    assert {"quiz/quiz.ipynb", "quiz/quiz.json", "quiz/responses.json"} <= course.names()


def test_a_course_without_lessons_takes_none_away(course: Course):
    course.lay()
    (course.source / "notebooks/02_opioid_system.ipynb").unlink()
    assert course.lay() == Laid()
    assert LESSON in course.names()


@pytest.mark.parametrize(
    "name", ["quiz/responses.json", "settings.json", "progress/p.json", "hand-in/a.zip", "own.txt"]
)
def test_answers_settings_progress_and_hand_ins_are_never_written(course: Course, name: str):
    course.offer(f"assignments/{name}", b"from the course")
    course.offer(f"assignments/quiz/{Path(name).name}", b"from the course")
    course.lay()
    course.write(name, b"the learner's")
    course.write(f"quiz/{Path(name).name}", b"the learner's")
    course.offer(f"assignments/{name}", b"a newer one")
    course.lay()
    assert course.read(name) == b"the learner's"
    assert course.read(f"quiz/{Path(name).name}") == b"the learner's"


@pytest.mark.parametrize(
    "damaged", [b"", b'{"cells": [', b"[]", b'{"cells": [{"cell_type": "code"}]}', b"\xff\xfe", b"[" * 9999]
)
def test_a_damaged_lesson_is_kept_under_another_name_and_laid_anew(course: Course, damaged: bytes):
    course.lay()
    course.write(LESSON, damaged)
    laid = course.lay()
    kept = "lessons/02_opioid_system (damaged 2026-11-22).ipynb"
    assert laid.rescued == [kept]
    assert course.read(kept) == damaged
    assert course.read() == notebook("one")


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{}",
        b"[]",
        b'{"format": 2, "files": {}}',
        b'{"format": 1, "files": {"lessons/02_opioid_system.ipynb": 3}}',
    ],
)
def test_without_a_manifest_every_other_text_counts_as_the_learners(course: Course, manifest: bytes):
    course.lay()
    course.write(LESSON, notebook("mine"))
    course.write(workspace.MANIFEST, manifest)
    assert course.lay().beside == [BESIDE]
    assert course.read() == notebook("mine")
    assert course.read("quiz/quiz.json") == b'{"version": 1}'
    assert course.lay() == Laid()


def test_a_manifest_that_points_outside_the_folder_removes_nothing_there(course: Course):
    course.lay()
    outside = course.mine.parent / "diary.txt"
    outside.write_bytes(b"mine")
    mark = meaning(b"mine", "diary.txt")
    entry = {"laid": mark, "offered": mark, "beside": "../diary.txt", "beside_mark": mark}
    for files in ({"../diary.txt": {**entry, "beside": ""}}, {"lessons/gone.ipynb": entry}, {str(outside): entry}):
        course.write(workspace.MANIFEST, json.dumps({"format": 1, "files": files}).encode())
        course.lay()
        assert outside.read_bytes() == b"mine"


@pytest.mark.skipif(os.name == "nt", reason="making links on Windows needs a right that learners do not have")
def test_a_link_that_leads_nowhere_is_replaced_by_the_lesson(course: Course):
    course.lay()
    (course.mine / LESSON).unlink()
    (course.mine / LESSON).symlink_to(course.mine / "nowhere")
    assert course.lay().new == [LESSON]
    assert course.read() == notebook("one")
    assert not (course.mine / LESSON).is_symlink()


def test_stopped_while_writing_it_leaves_the_old_file_and_goes_on_next_time(
    course: Course, monkeypatch: pytest.MonkeyPatch
):
    course.lay()
    course.offer("notebooks/02_opioid_system.ipynb", notebook("two"))
    course.offer("assignments/quiz/quiz.json", b'{"version": 2}')
    real, calls = workspace.write_durably, []

    def stop_at(number: int) -> Callable[[Path, bytes], None]:
        def write(path: Path, content: bytes) -> None:
            calls.append(path)
            if len(calls) == number:
                raise OSError(28, "No space left on device")
            real(path, content)

        return write

    for number in range(1, 5):
        calls.clear()
        monkeypatch.setattr(workspace, "write_durably", stop_at(number))
        with pytest.raises(OSError, match="No space"):
            course.lay()
        assert course.read() in (notebook("one"), notebook("two"))
        assert course.read("quiz/quiz.json") in (b'{"version": 1}', b'{"version": 2}')
        if number == 4:
            break
        monkeypatch.setattr(workspace, "write_durably", real)
        course.lay()
        assert (course.read(), course.read("quiz/quiz.json")) == (notebook("two"), b'{"version": 2}')
        assert not [name for name in course.names() if "(" in name or name.startswith(".")]
        course.offer("notebooks/02_opioid_system.ipynb", notebook("one"))
        course.offer("assignments/quiz/quiz.json", b'{"version": 1}')
        course.lay()
        course.offer("notebooks/02_opioid_system.ipynb", notebook("two"))
        course.offer("assignments/quiz/quiz.json", b'{"version": 2}')


def test_a_file_where_the_folder_should_be_is_an_error_and_stays(course: Course):
    course.mine.write_bytes(b"a letter")
    with pytest.raises(OSError):
        course.lay()
    assert course.mine.read_bytes() == b"a letter"


TEXTS = st.sampled_from(["one", "two", "three"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("course"), TEXTS),
        st.tuples(st.just("learner"), TEXTS.map(lambda text: f"{text} and mine")),
        st.tuples(st.just("run"), TEXTS),
        st.tuples(st.just("delete"), TEXTS),
        st.tuples(st.just("start"), TEXTS),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(steps=STEPS)
def test_whatever_happens_no_text_of_the_learner_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
):
    course = Course(tmp_path_factory.mktemp("any"))
    course.lay()
    offered, written = "one", set[str]()
    for kind, text in [*steps, ("start", "")]:
        if kind == "course":
            course.offer("notebooks/02_opioid_system.ipynb", notebook(text))
            offered = text
        elif kind == "learner":
            written -= {json.loads(course.read())["cells"][0]["source"]} if (course.mine / LESSON).exists() else set()
            course.write(LESSON, notebook(text))
            written.add(text)
        elif kind == "run" and (course.mine / LESSON).exists():
            course.write(LESSON, notebook(json.loads(course.read())["cells"][0]["source"], outputs=("ran",)))
        elif kind == "delete" and (course.mine / LESSON).exists():
            written -= {json.loads(course.read())["cells"][0]["source"]}
            (course.mine / LESSON).unlink()
        elif kind == "start":
            course.lay()
    lessons = [file.read_bytes() for file in (course.mine / "lessons").iterdir()]
    texts = {json.loads(lesson)["cells"][0]["source"] for lesson in lessons}
    assert written <= texts
    assert offered in texts or written, "the course's own text is there, unless the learner has seen and changed it"
    assert course.lay() == Laid()
