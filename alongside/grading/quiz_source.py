"""Reads a quiz from its folder: ``quiz.yml`` and one YAML file an item, the only home of that item's key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from alongside.items.reading import ID, is_number, is_text
from alongside.items.schema import Item, Problem, parse_item

_FIELDS = {"id", "title", "module", "minutes", "intro", "items"}


class UnreadableQuiz(ValueError):
    """The quiz cannot be used as it stands; the text lists what to mend."""


@dataclass(frozen=True)
class Quiz:
    """One quiz with its items in the order in which a learner meets them; ``minutes`` is a rough length.

    ``twins`` maps the id of an item to its other form, which a second try may show in its place.
    """

    id: str
    title: str
    module: str
    minutes: int
    intro: str
    items: tuple[Item, ...]
    twins: Mapping[str, Item] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """Points for the whole quiz."""
        return sum(item.points for item in self.items)

    def item(self, item_id: str) -> Item | None:
        """Return the item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)


class StrictLoader(yaml.SafeLoader):
    """SafeLoader that does not let one field silently replace another of the same name."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping; raise MarkedYAMLError for a field that stands in it twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.MarkedYAMLError(problem=f"“{name}” stands here twice", problem_mark=key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path, shown_as: str) -> tuple[Any, list[Problem]]:
    """Return what a YAML file holds, or None with what is wrong; ``shown_as`` is the file's name in
    messages.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Problem(shown_as, "(whole file)", "is missing")]
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(shown_as, "(whole file)", f"cannot be read as UTF-8 text: {error}")]
    try:
        return yaml.load(text, StrictLoader), []  # a SafeLoader: builds plain values only
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a date such as 2026-02-30
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else "(whole file)"
        reason = getattr(error, "problem", None) or error
        return None, [Problem(shown_as, place, f"is not valid YAML: {reason}")]


def _quiz_problems(data: Mapping[Any, Any], folder_name: str) -> Iterator[tuple[str, str]]:
    if data.get("id") != folder_name:
        yield "id", f"must be the name of its folder, “{folder_name}”"
    for name in ("title", "module", "intro"):
        if not is_text(data.get(name)):
            yield name, "needs a text"
    if not is_number(data.get("minutes")) or data["minutes"] <= 0:
        yield "minutes", "needs a number above 0"
    for name in sorted(set(map(str, data)) - _FIELDS):
        yield name, f"is not a field of a quiz; known are {', '.join(sorted(_FIELDS))}"
    names = data.get("items")
    if not isinstance(names, list) or not names:
        yield "items", "needs a list of item ids, in the order in which learners meet them"
        return
    for number, name in enumerate(names, 1):
        if not isinstance(name, str) or not ID.match(name):
            yield f"items[{number}]", "needs an item id, such as “reflect-feeling”"
        elif name in names[: number - 1]:
            yield f"items[{number}]", f"“{name}” stands here twice"


def graded_problems(item: Item) -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong) with a sound question that only a quiz asks of it."""
    if item.marked_by_person and "rubric" not in item.body:
        yield "rubric", "a written reply in a quiz needs a rubric to mark it with"


def _load_item(folder: Path, name: str, shown_as: str) -> tuple[Item | None, list[Problem]]:
    file = f"{shown_as}/items/{name}.yml"
    data, problems = read_yaml(folder / "items" / f"{name}.yml", file)
    if problems:
        return None, problems
    item, problems = parse_item(data, file)
    if item is None:
        return None, problems
    if item.id != name:
        problems.append(Problem(file, "id", f"must be the name of its file, “{name}”"))
    problems += [Problem(file, *found) for found in graded_problems(item)]
    return item, problems


def twin_problem(twin: Item, first: Item | None, taken: bool) -> tuple[str, str] | None:
    """Return (field, what is wrong) with a twin of ``first``; ``taken`` says that it has another twin already."""
    if first is None:
        return "twin_of", f"“{twin.twin_of}” is not in the list of quiz.yml"
    if taken:
        return "twin_of", f"“{twin.twin_of}” has another twin already"
    if twin.marked_by_person or (twin.kind, twin.objective, twin.points) != (first.kind, first.objective, first.points):
        return "twin_of", "a twin has the kind, objective and points of its first form; a written reply has none"
    return None


def _load_twins(
    folder: Path, shown_as: str, items: Mapping[str, Item], listed: list[str]
) -> tuple[dict[str, Item], list[Problem]]:
    twins: dict[str, Item] = {}
    problems: list[Problem] = []
    for name in sorted({path.stem for path in (folder / "items").glob("*.yml")} - set(listed)):
        twin, of_twin = _load_item(folder, name, shown_as)
        problems += of_twin
        if twin is None or not twin.twin_of:
            continue
        first = items.get(twin.twin_of)
        if found := twin_problem(twin, first, twin.twin_of in twins):
            problems.append(Problem(f"{shown_as}/items/{name}.yml", *found))
        else:
            twins[twin.twin_of] = twin
    return twins, problems


def load_quiz(folder: Path) -> tuple[Quiz | None, list[Problem]]:
    """Return the quiz in ``folder``, or None with everything that is wrong in it, file by file.

    A file in ``items/`` that quiz.yml does not list is the twin of one that it lists, or is left out.
    """
    shown_as = f"{folder.parent.name}/{folder.name}"
    file = f"{shown_as}/quiz.yml"
    data, problems = read_yaml(folder / "quiz.yml", file)
    if problems:
        return None, problems
    if not isinstance(data, Mapping):
        return None, [Problem(file, "(whole file)", "must hold a quiz: id, title, intro, items and so on")]
    problems = [Problem(file, field, message) for field, message in _quiz_problems(data, folder.name)]
    if any(problem.field.startswith("items") for problem in problems):
        return None, problems
    items: list[Item] = []
    for name in data["items"]:
        item, of_item = _load_item(folder, name, shown_as)
        problems += of_item
        if item is not None:
            items.append(item)
    twins, of_twins = _load_twins(folder, shown_as, {item.id: item for item in items}, data["items"])
    problems += of_twins
    if problems:
        return None, problems
    return Quiz(
        id=data["id"],
        title=data["title"].strip(),
        module=data["module"],
        minutes=int(data["minutes"]),
        intro=data["intro"].strip(),
        items=tuple(items),
        twins=twins,
    ), []


def require_quiz(folder: Path) -> Quiz:
    """Return the quiz in ``folder``.

    Raises:
        UnreadableQuiz: with one line for each thing to mend.
    """
    quiz, problems = load_quiz(folder)
    if quiz is None:
        lines = "\n".join(f"  {problem}" for problem in problems)
        raise UnreadableQuiz(f"The quiz “{folder.name}” cannot be used yet:\n{lines}")
    return quiz
