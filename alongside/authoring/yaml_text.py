"""Reads the text of a question while somebody types it: plain values only, within limits, errors by line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from alongside.grading.quiz_source import StrictLoader

MOST_CHARACTERS = 100_000
"""The longest talk of the course has about 36,000."""
MOST_LEVELS = 20
MOST_DIGITS = 40
MOST_PARTS = 20_000
"""Of the whole question, with each repeated part (``*name``) counted where it is repeated."""

_QUOTE_IT = "Put the whole text in quotation marks, like this: \"…\"."
_PLAIN_WORDS = (
    # (what PyYAML says, what it mostly means)
    (r"mapping values are not allowed", "A colon with a space behind it stands inside a text, or this line is indented "
                                        f"too far. {_QUOTE_IT}"),
    (r"character '\\t'", "A tab stands here. Indent with spaces, two for each step."),
    (r"found character|expected alphabetic or numeric|undefined alias|undefined tag|constructor for the tag|"
     r"expected chomping", f"A text may not begin with this character. {_QUOTE_IT}"),
    (r"unexpected end of stream|unexpected document separator",
     "A quotation mark that opens here is never closed."),
    (r"could not find expected ':'", "This line is neither “name: value” nor part of the text above it. Look at its "
                                     "indentation, or for a missing colon."),
    (r"expected ',' or", "A bracket that opened is not closed, or a comma is missing."),
    (r"expected <block end>", "This line is indented differently from the lines that it belongs with, or a quotation "
                              "mark closed too early in the line."),
    (r"unhashable key", f"A bracket stands where the name of a field is expected. {_QUOTE_IT}"),
    (r"too deeply", "Parts stand inside each other more deeply here than in any question."),
    (r"unknown escape character", "A backslash stands in a text in double quotation marks. Write it twice: \\\\"),
    (r"another document", "“---” begins a second question here. One file is one question."),
    (r"month must be|day is out of range", f"This is read as a date that does not exist. {_QUOTE_IT}"),
)  # fmt: skip
_STEP = re.compile(r"(?P<name>[^.\[\]()]+)|\[(?P<number>\d+)\]")


class Unreadable(ValueError):
    """Text that cannot be read as YAML; says in plain words why, and at which line and column (both from 1)."""

    def __init__(self, words: str, line: int = 1, column: int = 1) -> None:
        super().__init__(words)
        self.words, self.line, self.column = words, line, column


@dataclass(frozen=True)
class ItemText:
    """What a text holds (``data``), and where its fields stand."""

    data: Any
    node: yaml.Node | None

    def line_of(self, field: str) -> int:
        """Return the line (from 1) of a field as checks name it, such as ``options[2].feedback``.

        Where the field itself is missing it is the line of the part that should hold it; 0 for no field of this text.
        """
        here, line = self.node, 0
        for step in _STEP.finditer(re.sub(r" \([^)]*\)", "", field)):
            found = _entry(here, int(step["number"])) if step["number"] else _named(here, step["name"])
            if found is None:
                break
            line, here = found
        return line


def _place(mark: yaml.Mark) -> tuple[int, int]:
    """Return line and column, both from 1."""
    return mark.line + 1, mark.column + 1


def _entry(node: yaml.Node | None, number: int) -> tuple[int, yaml.Node] | None:
    if not isinstance(node, yaml.SequenceNode) or not 1 <= number <= len(node.value):
        return None
    child = node.value[number - 1]
    return child.start_mark.line + 1, child


def _named(node: yaml.Node | None, name: str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.line + 1, value) for key, value in node.value if str(key.value) == name), None)
    if isinstance(node, yaml.SequenceNode):  # checks also name an entry by its id: options.name-it
        for child in node.value:
            found = _named(child, "id") if isinstance(child, yaml.MappingNode) else None
            if found and found[1].value == name:
                return child.start_mark.line + 1, child
    return None


class _CarefulLoader(StrictLoader):
    """The loader of the course, which also refuses what would take it minutes to read."""

    levels = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self.levels += 1
        if self.levels > MOST_LEVELS:
            raise yaml.MarkedYAMLError(problem="nested too deeply",
                                       problem_mark=self.peek_event().start_mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        self.levels -= 1
        return node


def _parts(node: yaml.Node, counted: dict[int, int], inside: frozenset[int] = frozenset()) -> int:
    """Return how many parts a node has once everything repeated is written out.

    Raises:
        Unreadable: when a part holds itself, or a number is longer than a computer likes to count.
    """
    if id(node) in inside:
        raise Unreadable("A part repeats itself without an end.", *_place(node.start_mark))
    if node.tag.endswith((":int", ":float")) and len(node.value) > MOST_DIGITS:
        raise Unreadable("This number is longer than any in a question.", *_place(node.start_mark))
    if id(node) not in counted:
        children = node.value if isinstance(node, yaml.CollectionNode) else []
        flat = [one for child in children for one in (child if isinstance(child, tuple) else (child,))]
        counted[id(node)] = 1 + sum(_parts(child, counted, inside | {id(node)}) for child in flat)
    return counted[id(node)]


def _runaway_quote(text: str, mark: yaml.Mark) -> yaml.ScalarToken | None:
    """Return the quotation that ends in the line of an error and began in an earlier one: its first mark was not closed
    where its author meant it to be.
    """
    last = None
    try:
        for token in yaml.scan(text, _CarefulLoader):
            if token.start_mark.index >= mark.index:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"'):
                last = token
    except yaml.YAMLError:
        pass  # what comes after the error is no concern here
    return last if last and last.start_mark.line < last.end_mark.line == mark.line else None


def _in_plain_words(error: Exception, text: str) -> Unreadable:
    mark = getattr(error, "problem_mark", None)
    if mark and (quote := _runaway_quote(text, mark)):
        return Unreadable(f"A quotation mark that opens here is closed only in line {mark.line + 1}.",
                          *_place(quote.start_mark))
    reason = str(getattr(error, "problem", None) or error)
    words = next((plain for said, plain in _PLAIN_WORDS if re.search(said, reason)), f"{reason[:200]}.")
    context = getattr(error, "context_mark", None)
    if context and re.search("unexpected end|unexpected document|could not find expected|alphabetic", reason):
        mark = context  # where it began: the quotation mark that opened, the line without a colon
    return Unreadable(words, *_place(mark)) if mark else Unreadable(words)


def _check_characters(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise Unreadable(f"The text has {len(text):,} characters; one question may have {MOST_CHARACTERS:,}.")
    if found := yaml.reader.Reader.NON_PRINTABLE.search(text):
        before = text[: found.start()]
        raise Unreadable("An invisible character that no text file may hold stands here. Delete it and type the place "
                         "anew.", before.count("\n") + 1, found.start() - before.rfind("\n"))


def read_text(text: str) -> ItemText:
    """Return what the text of one question holds: plain values, no objects, whatever tags stand in it.

    Raises:
        Unreadable: for text that is no YAML, or larger, deeper or more often repeated than any question is.
    """
    _check_characters(text)
    try:
        loader = _CarefulLoader(text)
        node = loader.get_single_node()
        if node is None:
            return ItemText(None, None)
        if _parts(node, {}) > MOST_PARTS:
            raise Unreadable("Repeated parts (*name) make this question larger than any question is. Write them out.")
        return ItemText(loader.construct_document(node), node)
    except Unreadable:
        raise
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise _in_plain_words(error, text) from error
