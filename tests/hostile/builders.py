"""Submissions that are broken or meant to harm, each named for its defect and made by a few lines of code.

A builder is given a healthy submission folder and spoils it. ``CASES`` says what grading must make of it: ``"full"``
(the answers count in full), ``"open"`` (every question counts as open), and a piece of what the summary says.
"""

from __future__ import annotations

import copy
import json
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_folder import responses
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

NOTEBOOK = f"{QUIZ_ID}.ipynb"
TWO_GB = 2_000_000_000
SCRIPT = "<script>document.title='HOSTILE'</script><img src=x onerror=\"document.title='HOSTILE'\">"


@dataclass(frozen=True)
class Case:
    """What one builder spoils and what must come of it; ``odd`` is a piece of the summary, "" for nothing odd."""

    build: Callable[[Path], None]
    outcome: str
    odd: str


def _answers(folder: Path, content: bytes | str | dict[str, Any]) -> None:
    raw = json.dumps(content) if isinstance(content, dict) else content
    (folder / "responses.json").write_bytes(raw if isinstance(raw, bytes) else raw.encode())


def _notebook(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    notebook = json.loads((folder / NOTEBOOK).read_text(encoding="utf-8"))
    change(notebook)
    (folder / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")


def _graded(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade")]


def _sparse(path: Path) -> None:
    path.unlink(missing_ok=True)
    with path.open("wb") as stream:
        stream.truncate(TWO_GB)


def _instead(path: Path, make: Callable[[Path], Any]) -> None:
    path.unlink(missing_ok=True)
    make(path)


def _good_file() -> bytes:
    return json.dumps(responses(GOOD_ANSWERS)).encode()


# The answers file


def answers_truncated(folder: Path) -> None:
    _answers(folder, _good_file()[:-40])


def answers_empty(folder: Path) -> None:
    _answers(folder, b"")


def answers_bad_utf8(folder: Path) -> None:
    _answers(folder, _good_file().replace(b"name-it", b"name\xff\xfeit"))


def answers_deep_json(folder: Path) -> None:
    _answers(folder, b'{"format": "alongside-responses", "items": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")


def answers_deep_object_keys(folder: Path) -> None:
    _answers(folder, b'{"a":' * 50_000 + b"1" + b"}" * 50_000)


def answers_of_wrong_type(folder: Path) -> None:
    wrong = {
        "reflect-feeling": {"choice": ["name-it"]},
        "choose-questions": {"choices": {"what": True}},
        "order-steps": {"order": "pause"},
        "match-skills": {"pairs": [1]},
        "locate-turn": {"spot": 2},
        "count-lines": {"number": "4"},
        "guess-outcome": {"outcome": "tells-more", "confidence_percent": "all"},
        "write-reply": {"text": 7},
        "write-summary": {"text": ["words"]},
    }
    _answers(folder, responses(wrong))


def answers_not_objects(folder: Path) -> None:
    whole = responses(GOOD_ANSWERS)
    for entry in whole["items"].values():
        entry["attempts"] = [entry["attempts"][0]["answer"], "text", None, 4]
    _answers(folder, whole)


def answers_with_unknown_items(folder: Path) -> None:
    _answers(folder, responses({**GOOD_ANSWERS, "no-such-item": {"choice": "x"}, "__class__": {"choice": "y"}}))


def answers_with_unknown_options(folder: Path) -> None:
    wrong = {
        "reflect-feeling": {"choice": "all"},
        "choose-questions": {"choices": ["what", "x"]},
        "order-steps": {"order": ["a", "b", "c"]},
        "match-skills": {"pairs": {"p9": "open"}},
        "locate-turn": {"spot": "x"},
        "guess-outcome": {"outcome": "x", "confidence_percent": 80},
    }
    _answers(folder, responses(wrong))


def answers_with_duplicate_keys(folder: Path) -> None:
    text = _good_file().decode().replace('"choice": "name-it"', '"choice": "cheer-up", "choice": "name-it"')
    _answers(folder, text)


def answers_with_nan(folder: Path) -> None:
    _answers(folder, _good_file().replace(b'"number": 4', b'"number": NaN'))


def answers_with_1e999(folder: Path) -> None:
    _answers(folder, _good_file().replace(b'"number": 4', b'"number": 1e999'))


def answers_with_a_million_digits(folder: Path) -> None:
    _answers(folder, _good_file().replace(b'"number": 4', b'"number": ' + b"9" * 1_000_000))


def answers_of_a_future_format(folder: Path) -> None:
    _answers(folder, responses(GOOD_ANSWERS, version=99))


def answers_that_are_a_list(folder: Path) -> None:
    _answers(folder, b"[1, 2, 3]")


def answers_of_another_page(folder: Path) -> None:
    _answers(folder, responses(GOOD_ANSWERS, page="../../etc"))


def answers_to_an_older_version(folder: Path) -> None:
    whole = responses(GOOD_ANSWERS)
    whole["items"]["choose-questions"]["item_version"] = 1
    _answers(folder, whole)


def answers_missing(folder: Path) -> None:
    (folder / "responses.json").unlink()


def answers_symlink(folder: Path) -> None:
    secret = folder.parent.parent / "someone-elses.json"
    secret.write_bytes(_good_file())
    _instead(folder / "responses.json", lambda path: path.symlink_to(secret))


def answers_hard_link(folder: Path) -> None:
    os.link(folder / "responses.json", folder.parent / "second-name.json")


def answers_fifo(folder: Path) -> None:
    _instead(folder / "responses.json", os.mkfifo)


def answers_socket(folder: Path) -> None:
    def bind(path: Path) -> None:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's path may have about 100 characters
        try:
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(path.name)
        finally:
            os.chdir(here)

    _instead(folder / "responses.json", bind)


def answers_sparse_2gb(folder: Path) -> None:
    _sparse(folder / "responses.json")


def answers_are_a_folder(folder: Path) -> None:
    _instead(folder / "responses.json", Path.mkdir)


# The notebook


def notebook_truncated(folder: Path) -> None:
    (folder / NOTEBOOK).write_bytes((folder / NOTEBOOK).read_bytes()[:900])


def notebook_empty(folder: Path) -> None:
    (folder / NOTEBOOK).write_bytes(b"")


def notebook_bad_utf8(folder: Path) -> None:
    (folder / NOTEBOOK).write_bytes(b"\xff\xfe\x00" + (folder / NOTEBOOK).read_bytes())


def notebook_deep_json(folder: Path) -> None:
    (folder / NOTEBOOK).write_bytes(b'{"cells":' + b"[" * 200_000 + b"]" * 200_000 + b"}")


def notebook_nbformat_3(folder: Path) -> None:
    cell = {"cell_type": "code", "input": ["print(1)"], "language": "python", "outputs": [], "metadata": {}}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "old"}, "worksheets": [{"cells": [cell]}]}
    (folder / NOTEBOOK).write_text(json.dumps(old), encoding="utf-8")


def notebook_missing(folder: Path) -> None:
    (folder / NOTEBOOK).unlink()


def notebook_symlink(folder: Path) -> None:
    _instead(folder / NOTEBOOK, lambda path: path.symlink_to("/etc/passwd"))


def notebook_fifo(folder: Path) -> None:
    _instead(folder / NOTEBOOK, os.mkfifo)


def notebook_sparse_2gb(folder: Path) -> None:
    _sparse(folder / NOTEBOOK)


def notebook_is_a_folder(folder: Path) -> None:
    _instead(folder / NOTEBOOK, Path.mkdir)


def cells_reordered(folder: Path) -> None:
    _notebook(folder, lambda notebook: notebook["cells"].reverse())


def cells_deleted(folder: Path) -> None:
    def delete(notebook: dict[str, Any]) -> None:
        notebook["cells"] = notebook["cells"][:3]

    _notebook(folder, delete)


def cell_split(folder: Path) -> None:
    def split(notebook: dict[str, Any]) -> None:
        cell = _graded(notebook)[0]
        half = copy.deepcopy(cell)
        half["id"] = "the-other-half"
        half["source"] = ["1 + 1"]
        notebook["cells"].insert(notebook["cells"].index(cell) + 1, half)

    _notebook(folder, split)


def cells_copied(folder: Path) -> None:
    _notebook(folder, lambda notebook: notebook["cells"].extend(copy.deepcopy(notebook["cells"])))


def cell_ids_changed(folder: Path) -> None:
    def change(notebook: dict[str, Any]) -> None:
        for number, cell in enumerate(_graded(notebook)):
            cell["metadata"]["nbgrader"]["grade_id"] = f"mine-{number}"

    _notebook(folder, change)


def cell_points_changed(folder: Path) -> None:
    def change(notebook: dict[str, Any]) -> None:
        for cell in _graded(notebook):
            cell["metadata"]["nbgrader"]["points"] = 1000

    _notebook(folder, change)


def cell_types_changed(folder: Path) -> None:
    def change(notebook: dict[str, Any]) -> None:
        for cell in _graded(notebook):
            if cell["cell_type"] == "code":
                cell["cell_type"] = "markdown"
                del cell["outputs"], cell["execution_count"]

    _notebook(folder, change)


def cells_of_schema_99(folder: Path) -> None:
    def change(notebook: dict[str, Any]) -> None:
        for cell in _graded(notebook):
            cell["metadata"]["nbgrader"]["schema_version"] = 99

    _notebook(folder, change)


def cells_that_claim_full_marks(folder: Path) -> None:
    def change(notebook: dict[str, Any]) -> None:
        for cell in _graded(notebook):
            cell["outputs"] = [
                {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "1.0"}}
            ]

    _answers(folder, responses({}))
    _notebook(folder, change)


def script_in_markdown(folder: Path) -> None:
    def add(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = [SCRIPT]
        notebook["metadata"]["title"] = SCRIPT

    _notebook(folder, add)


def script_in_a_reply(folder: Path) -> None:
    answers = {
        **GOOD_ANSWERS,
        "write-reply": {"text": f"{SCRIPT}\n\n</blockquote></p>{SCRIPT}\n\n[x](javascript:alert(1))"},
        "write-summary": {"text": "{{ 7*7 }} {% raw %} $$\\href{javascript:alert(1)}{x}$$ `code` <!--"},
    }
    _answers(folder, responses(answers))


def code_that_writes_files(folder: Path) -> None:
    canary = folder.parent.parent.parent / "CANARY"
    code = f"open({str(canary)!r}, 'w').write('ran')"

    def add(notebook: dict[str, Any]) -> None:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["source"] = [code]
        notebook["metadata"]["kernelspec"]["name"] = "evil"

    _notebook(folder, add)
    for name in ("nbgrader_config.py", "sitecustomize.py", "alongside.py", "conftest.py", "jupyter_config.py"):
        (folder / name).write_text(code, encoding="utf-8")


# What lies beside them


def timestamp_fifo(folder: Path) -> None:
    _instead(folder / "timestamp.txt", os.mkfifo)


def timestamp_symlink(folder: Path) -> None:
    _instead(folder / "timestamp.txt", lambda path: path.symlink_to("/etc/hostname"))


def timestamp_nonsense(folder: Path) -> None:
    (folder / "timestamp.txt").write_text("the day after tomorrow", encoding="ascii")


def timestamp_sparse_2gb(folder: Path) -> None:
    _sparse(folder / "timestamp.txt")


def extra_symlink_to_a_secret(folder: Path) -> None:
    (folder / "notes.txt").symlink_to("/etc/passwd")


def extra_fifo(folder: Path) -> None:
    os.mkfifo(folder / "pipe")


def extra_sparse_2gb(folder: Path) -> None:
    _sparse(folder / "film.mp4")


def extra_folder_ring(folder: Path) -> None:
    (folder / "ring").symlink_to(folder, target_is_directory=True)


def ten_thousand_files(folder: Path) -> None:
    for number in range(10_000):
        (folder / f"f{number}").touch()


CASES: dict[str, Case] = {
    case.build.__name__: case
    for case in (
        Case(answers_truncated, "open", "breaks off or is damaged"),
        Case(answers_empty, "open", "the answers file is empty"),
        Case(answers_bad_utf8, "open", "not UTF-8"),
        Case(answers_deep_json, "open", "nested deeper"),
        Case(answers_deep_object_keys, "open", "nested deeper"),
        Case(answers_of_wrong_type, "open", "could not be read and counts as open"),
        Case(answers_not_objects, "open", "attempts at"),
        Case(answers_with_unknown_items, "full", "unknown questions were left out"),
        Case(answers_with_unknown_options, "open", "could not be read and counts as open"),
        Case(answers_with_duplicate_keys, "open", "same field twice"),
        Case(answers_with_nan, "open", "NaN"),
        Case(answers_with_1e999, "open", "larger than any number"),
        Case(answers_with_a_million_digits, "open", "a number with more than"),
        Case(answers_of_a_future_format, "open", "newer version"),
        Case(answers_that_are_a_list, "open", "not an answers file"),
        Case(answers_of_another_page, "full", "written for the page"),
        Case(answers_to_an_older_version, "full", "answered in version 1"),
        Case(answers_missing, "open", "no responses.json"),
        Case(answers_symlink, "open", "is a link"),
        Case(answers_hard_link, "full", "hard link"),
        Case(answers_fifo, "open", "named pipe"),
        Case(answers_socket, "open", "socket"),
        Case(answers_sparse_2gb, "open", "2,000.0 MB"),
        Case(answers_are_a_folder, "open", "is a folder"),
        Case(notebook_truncated, "full", "notebook is damaged"),
        Case(notebook_empty, "full", "notebook is damaged"),
        Case(notebook_bad_utf8, "full", "notebook is damaged"),
        Case(notebook_deep_json, "full", "notebook is damaged"),
        Case(notebook_nbformat_3, "full", "another format"),
        Case(notebook_missing, "full", "notebook is missing"),
        Case(notebook_symlink, "full", "notebook is a link"),
        Case(notebook_fifo, "full", "notebook is a named pipe"),
        Case(notebook_sparse_2gb, "full", "2,000.0 MB"),
        Case(notebook_is_a_folder, "full", "notebook is a folder"),
        Case(cells_reordered, "full", "another order"),
        Case(cells_deleted, "full", "lacks cells"),
        Case(cell_split, "full", "cells twice"),
        Case(cells_copied, "full", "cells twice"),
        Case(cell_ids_changed, "full", "cells of its own"),
        Case(cell_points_changed, "full", ""),
        Case(cell_types_changed, "full", "other kinds of cells"),
        Case(cells_of_schema_99, "full", "another nbgrader version"),
        Case(cells_that_claim_full_marks, "open", ""),
        Case(script_in_markdown, "full", ""),
        Case(script_in_a_reply, "full", ""),
        Case(code_that_writes_files, "full", ""),
        Case(timestamp_fifo, "full", "timestamp.txt is a named pipe"),
        Case(timestamp_symlink, "full", "timestamp.txt is a link"),
        Case(timestamp_nonsense, "full", "time in timestamp.txt cannot be read"),
        Case(timestamp_sparse_2gb, "full", "timestamp.txt has 2,000.0 MB"),
        Case(extra_symlink_to_a_secret, "full", "“notes.txt” is a link"),
        Case(extra_fifo, "full", "“pipe” is a named pipe"),
        Case(extra_sparse_2gb, "full", "“film.mp4” has 2,000 MB"),
        Case(extra_folder_ring, "full", "“ring” is a link"),
        Case(ten_thousand_files, "full", "more than 200 files"),
    )
}

LEARNER_IDS: dict[str, tuple[bytes, str]] = {
    "id_with_comma": (b"ada,lovelace", "graded"),
    "id_like_a_formula": (b"=cmd", "graded"),
    "id_with_glob_star": (b"a*b", "graded"),
    "id_that_the_star_matches": (b"a+b", "graded"),
    "id_with_glob_bracket": (b"[a-z]", "graded"),
    "id_with_quote_marks": (b"o'brien", "graded"),
    "id_with_braces": (b"{student_id}", "graded"),
    "id_with_percent": (b"%s%2e%2e", "graded"),
    "id_not_utf8": (b"caf\xe9", "refused"),
    "id_with_newline": (b"two\nlines", "refused"),
    "id_that_is_markup": (b"<img src=x onerror=alert(1)>", "refused"),
    "id_with_a_dot_first": (b".hidden", "refused"),
    "id_of_200_letters": (b"x" * 200, "refused"),
    "id_that_turns_the_line": ("a\u202eb".encode(), "refused"),
}
