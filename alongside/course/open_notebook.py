"""The notebooks for teachers that lie in ``docs/``: no lessons, never handed to learners.

Their text is ``docs/<name>.md``; the build makes ``docs/<name>.ipynb`` beside it. "Behind the models" has its code in
sight: its cells carry no tag of the course, and nothing runs before somebody runs it. "Write a question" opens as a
page.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext

from alongside.course.tree import Tree

BEHIND_THE_MODELS = "docs/behind_the_models.md"
WRITE_A_QUESTION = "docs/write_a_question.md"
SOURCES = (BEHIND_THE_MODELS, WRITE_A_QUESTION)


def open_notebook(text: str) -> dict[str, Any]:
    """Return the MyST text as a notebook (nbformat 4.5, no outputs); same text, same cells, same ids."""
    read = jupytext.reads(text, fmt="md:myst")
    cells = []
    for number, cell in enumerate(read.cells, 1):
        made: dict[str, Any] = {
            "cell_type": cell.cell_type,
            "id": f"cell-{number:02}",
            "metadata": {"tags": list(cell.metadata["tags"])} if "tags" in cell.metadata else {},
            "source": cell.source,
        }
        cells.append(made | ({"execution_count": None, "outputs": []} if cell.cell_type == "code" else {}))
    metadata = {
        **({"alongside": dict(read.metadata["alongside"])} if "alongside" in read.metadata else {}),
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def open_notebook_files(tree: Tree) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Yield (the text it is made from, where the notebook goes, what it holds) for those that a course has."""
    for name in SOURCES:
        source = tree.root / name
        if source.is_file():
            yield name, source.with_suffix(".ipynb"), open_notebook(source.read_text(encoding="utf-8"))
