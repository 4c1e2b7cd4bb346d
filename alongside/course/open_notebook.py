"""The open notebook "Behind the models": for teachers and the curious, with its code in sight.

Its text is ``docs/behind_the_models.md``; the build makes ``docs/behind_the_models.ipynb`` beside it. It is no lesson:
it is not handed to learners, its cells carry no tag of the course, and nothing runs before somebody runs it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jupytext

from alongside.course.tree import Tree

SOURCE = "docs/behind_the_models.md"


def open_notebook(text: str) -> dict[str, Any]:
    """Return the MyST text as a notebook (nbformat 4.5, no outputs); same text, same cells, same ids."""
    cells = []
    for number, cell in enumerate(jupytext.reads(text, fmt="md:myst").cells, 1):
        made: dict[str, Any] = {
            "cell_type": cell.cell_type,
            "id": f"cell-{number:02}",
            "metadata": {},
            "source": cell.source,
        }
        cells.append(made | ({"execution_count": None, "outputs": []} if cell.cell_type == "code" else {}))
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def open_notebook_file(tree: Tree) -> tuple[Path, dict[str, Any]] | None:
    """Return where the notebook goes and what it holds, or None in a course that has none."""
    source = tree.root / SOURCE
    if not source.is_file():
        return None
    return source.with_suffix(".ipynb"), open_notebook(source.read_text(encoding="utf-8"))
