"""Who may import whom: the arrows of the design, read from the source, and what really gets loaded."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from alongside.charts.registry import DIAGRAMS

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "alongside"

ARROWS: dict[str, tuple[set[str], set[str]]] = {
    # part: (parts of ours, packages of others)
    "models": (set(), set()),
    "conversations": (set(), set()),
    "coach": (set(), set()),
    "items": ({"conversations", "coach"}, set()),
    "charts": ({"models"}, set()),
    "learner": ({"items"}, {"filelock"}),
    "widgets": (
        {"charts", "models", "items", "conversations", "coach", "learner"},
        {"anywidget", "traitlets", "filelock"},
    ),
    "grading": (
        {"items", "conversations", "coach", "learner", "charts"},
        {"nbgrader", "nbconvert", "nbformat", "traitlets", "sqlalchemy", "filelock", "yaml"},
    ),
    "report": (
        {"grading", "items", "conversations", "coach", "learner", "charts"},
        {"nbgrader", "sqlalchemy", "typst", "yaml"},
    ),
    "lms": ({"grading", "items", "learner", "charts"}, {"nbgrader", "sqlalchemy"}),
    "authoring": ({"course", "grading", "items", "learner", "widgets"}, {"anywidget", "yaml", "textstat"}),
    "care": ({"grading", "items", "learner"}, {"nbgrader", "sqlalchemy", "yaml"}),
    "course": (
        {"charts", "models", "items", "conversations", "coach", "learner", "grading"},
        {"jupytext", "bibtexparser", "yaml", "nbgrader", "nbformat", "traitlets", "packaging", "jupyter_server"}
        | {"markdown_it", "typst"},
    ),
}
ON_PAPER = {"charts/paper.py", "report/figures.py"}
"""These alone -> matplotlib. No learner's module imports them."""
"""A new part of the package, or a new arrow, is written here first, with its reason in CONTRIBUTING.md."""
LEARNERS = ("models", "conversations", "coach", "items", "charts", "learner", "widgets")
NEVER_LOADED = {"numpy", "matplotlib", "yaml", "nbgrader", "pandas", "jupytext", "bibtexparser"}
_OUTSIDE_THE_ARROWS = {"__init__", "__main__"}
_STANDARD = set(sys.stdlib_module_names) | {"__future__"}


def _modules(part: str) -> list[Path]:
    return sorted(
        path for path in (PACKAGE / part).rglob("*.py") if not any(name.startswith(".") for name in path.parts)
    )


def _imported(path: Path) -> Iterator[str]:
    """Yield the full names of what a file imports, also inside its functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.relative_to(ROOT)}: imports are written in full"
            yield node.module or ""


def _parts() -> set[str]:
    return {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}


def test_every_part_of_the_package_has_its_arrows() -> None:
    assert _parts() == {*ARROWS, "cli"}
    assert {path.stem for path in PACKAGE.glob("*.py")} == _OUTSIDE_THE_ARROWS


@pytest.mark.parametrize("part", ARROWS)
def test_a_part_imports_only_what_its_arrows_allow(part: str) -> None:
    ours, others = ARROWS[part]
    assert _modules(part)
    for path in _modules(part):
        for name in _imported(path):
            first, _, rest = name.partition(".")
            where = f"{path.relative_to(ROOT)} imports {name}"
            if first == "alongside":
                assert rest, f"{where}: nothing imports the learners' vocabulary"
                assert rest.partition(".")[0] in ours | {part}, where
            else:
                paper = {"matplotlib"} if path.relative_to(PACKAGE).as_posix() in ON_PAPER else set()
                assert first in _STANDARD | others | paper, where


def test_nothing_imports_the_command_line_but_its_own_door() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name != "__main__.py" and path.parent != PACKAGE / "cli":
            assert not [name for name in _imported(path) if name.startswith("alongside.cli")], path.name


def test_paper_alone_knows_matplotlib_and_no_learners_module_knows_paper() -> None:
    def users(named: str) -> set[str]:
        return {
            path.relative_to(PACKAGE).as_posix()
            for path in PACKAGE.rglob("*.py")
            if any(f"{name}.".startswith(named) for name in _imported(path))
        }

    assert users("matplotlib.") == ON_PAPER
    assert {path.partition("/")[0] for path in users("alongside.charts.paper.")} <= {"course", "grading"}


def _loaded_by(statement: str) -> set[str]:
    """Return the top-level names of all modules in a fresh process after a statement."""
    code = f"import sys\nbefore = set(sys.modules)\n{statement}\nprint(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_alongside_alone_loads_no_widget_and_no_jupyter() -> None:
    loaded = {name.partition(".")[0] for name in _loaded_by("import alongside")}
    assert "alongside" in loaded
    assert not loaded & ({"anywidget", "ipywidgets", "IPython", "traitlets", "filelock"} | NEVER_LOADED)


def _learner_modules() -> list[str]:
    names = [
        path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for part in LEARNERS
        for path in _modules(part)
    ]
    return [name.removesuffix(".__init__") for name in names if name != "alongside.charts.paper"]


@pytest.mark.parametrize("module", _learner_modules())
def test_a_learners_module_loads_nothing_heavy_in_a_fresh_process(module: str) -> None:
    loaded = _loaded_by(f"import {module}")
    assert module in loaded
    assert not {name.partition(".")[0] for name in loaded} & NEVER_LOADED
    assert not [name for name in loaded if name.startswith(("alongside.grading", "alongside.course", "alongside.cli"))]


def test_the_learners_vocabulary_is_loaded_name_by_name() -> None:
    loaded = _loaded_by("from alongside import receptor_bench")
    assert "alongside.widgets.receptor_bench" in loaded
    assert not loaded & {"alongside.widgets.question", "alongside.widgets.hand_in", "alongside.learner.store"}


def test_every_name_of_the_vocabulary_is_there_and_another_one_is_refused_in_words() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import alongside\nfor name in alongside.__all__: assert callable(getattr(alongside, name))\n"
            "print(*sorted(alongside.__all__))\nalongside.quizz_item",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == sorted(["hand_in", "line_coach", "page", "question", "quiz_item", *DIAGRAMS])
    assert "Alongside has nothing called “quizz_item”; it has page, question" in done.stderr
