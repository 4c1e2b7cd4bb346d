import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alongside.course import model_tables, parameter_table, release, translate
from alongside.course.build import CannotBuild, build
from alongside.course.tree import Tree

ITEM = "source/small-quiz/items/reflect-feeling.yml"


@pytest.fixture(scope="module", autouse=True)
def models_aside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is made from the models lies in the package itself; here it goes elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((parameter_table, "parameters.json"), (translate, "models.js")):
            made = tmp_path_factory.mktemp("models") / name
            made.write_bytes(module.TARGET.read_bytes())
            patch.setattr(module, "TARGET", made)
        tables = tmp_path_factory.mktemp("tables")
        for source in model_tables.SOURCES.glob("*.yml"):
            shutil.copy(model_tables.TARGETS / f"{source.stem}.json", tables)
        patch.setattr(model_tables, "TARGETS", tables)
        yield


@pytest.fixture(scope="module")
def built(new_course: Any, models_aside: None, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A course that was built once, to look at."""
    course = new_course(tmp_path_factory.mktemp("built"))
    course.written = set(files(course.root))
    course.lines = build(course.tree)
    return course


@pytest.fixture
def copy(built: Any, tmp_path: Path) -> Any:
    """The built course at another place, to change."""
    shutil.copytree(built.root, tmp_path / "elsewhere é")
    return type(built)(tmp_path / "elsewhere é", write=False)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_build_writes_notebooks_data_the_quiz_and_its_release(built: Any) -> None:
    made = set(files(built.root)) - built.written
    assert made == {
        "notebooks/01_listening_first.ipynb",
        "alongside/data/practice.json",
        "alongside/data/pages.json",
        "alongside/data/contents.json",
        "alongside/data/glossary.json",
        "alongside/data/helplines.json",
        "source/small-quiz/quiz.json",
        "source/small-quiz/small-quiz.ipynb",
        "assignments/small-quiz/quiz.json",
        "assignments/small-quiz/small-quiz.ipynb",
    }
    assert set(built.lines) == {f"wrote {name}" for name in made}


def test_a_second_build_of_the_same_course_elsewhere_gives_the_same_bytes(copy: Any, built: Any) -> None:
    assert build(copy.tree) == []
    assert files(copy.root) == files(built.root)


def test_the_release_holds_no_private_word(built: Any) -> None:
    released = b"".join(files(built.root / "assignments").values()).decode()
    assert "reflect-feeling" in released and "You have had enough of it." in released
    for private in (
        "Private:",
        "Private anchor",
        "Private example",
        "The private better line",
        "advice-is-support",
        "hearing-opens",
    ):
        assert private not in released


@pytest.mark.parametrize(
    ("drifted", "edit"),
    [
        ("notebooks/01_listening_first.ipynb", "lessons/01_listening_first.md"),
        ("alongside/data/glossary.json", "lessons/glossary.yml"),
        ("alongside/data/helplines.json", "evidence/helplines/*.yml"),
        ("alongside/data/practice.json", "practice/*.yml or conversations/*.yml"),
        ("source/small-quiz/quiz.json", "source/small-quiz/quiz.yml or its items/*.yml"),
    ],
)
def test_drift_is_found_names_the_file_to_edit_and_is_left_alone(
    course: Any, monkeypatch: pytest.MonkeyPatch, drifted: str, edit: str
) -> None:
    monkeypatch.setattr(
        "alongside.course.build.release_files", lambda tree, quiz, made: {}
    )  # slow, and not asked about here
    build(course.tree)
    course.write(drifted, "edited by hand")
    (line,) = build(course.tree, check=True)
    assert line == f"{drifted} differs from what {edit} says; edit that file, then run “alongside build”"
    assert (course.root / drifted).read_text() == "edited by hand"
    assert build(course.tree) == [f"wrote {drifted}"]


def test_an_edited_release_is_drift_too(copy: Any) -> None:
    copy.write("assignments/small-quiz/quiz.json", "{}")
    (line,) = build(copy.tree, check=True)
    assert line.startswith("assignments/small-quiz/quiz.json differs from what source/small-quiz/quiz.yml")


def test_a_notebook_whose_lesson_is_gone_is_found_and_removed(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alongside.course.build.release_files", lambda tree, quiz, made: {})
    build(course.tree)
    course.write("notebooks/09_gone.ipynb", "{}")
    assert build(course.tree, check=True) == ["notebooks/09_gone.ipynb belongs to no lesson or quiz"]
    assert build(course.tree) == ["removed notebooks/09_gone.ipynb"]
    assert not (course.root / "notebooks/09_gone.ipynb").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (ITEM, "score: 1\n", "score: 0.7\n", f"{ITEM}: options[2].score: needs 1 for the best one"),
        (ITEM, "version: 1", "version: one", f"{ITEM}: version: needs a whole number"),
        ("practice/choose-a-line.yml", "stem: ", "stme: ", "practice/choose-a-line.yml: stem: needs the question"),
        (
            "lessons/01_listening_first.md",
            "{cite}`hearing-opens`",
            "{cite}`nothing`",
            "01_listening_first.md: {cite}: “nothing” is not in",
        ),
        (
            "lessons/01_listening_first.md",
            "{term}`reflection`",
            "{term}`nothing`",
            "01_listening_first.md: {term}: “nothing” is not in",
        ),
        (
            "lessons/01_listening_first.md",
            "choose-a-line",
            "nothing",
            "01_listening_first.md: question: there is no practice/nothing.yml and no conversations/nothing.yml",
        ),
    ],
)
def test_something_broken_stops_the_build_with_file_and_field_and_nothing_is_written(
    course: Any, name: str, old: str, new: str, told: str
) -> None:
    course.change(name, old, new)
    before = files(course.root)
    with pytest.raises(CannotBuild) as reason:
        build(course.tree)
    assert told in str(reason.value)
    assert files(course.root) == before


def test_a_release_that_holds_anything_else_is_refused(course: Any) -> None:
    course.write("source/small-quiz/answers.csv", "reflect-feeling,heard")
    with pytest.raises(
        release.ReleaseRefused, match=r"must hold quiz\.json, small-quiz\.ipynb; these differ: answers\.csv"
    ):
        build(course.tree)


def test_a_private_source_folder_is_built_where_it_lies(course: Any, tmp_path: Path) -> None:
    private = tmp_path / "private"
    (course.root / "source").rename(private)
    build(Tree.at(course.root, private))
    assert json.loads((private / "small-quiz" / "quiz.json").read_text())["id"] == "small-quiz"
    assert set(files(course.root / "assignments" / "small-quiz")) == {"quiz.json", "small-quiz.ipynb"}
    assert not (course.root / "source").exists()
