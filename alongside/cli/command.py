"""What every command needs: its course, the quizzes it was asked for, words and progress for the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from alongside.course.tree import Tree

Command = Callable[[argparse.Namespace], int]
Told = Callable[[int, int], None]
"""Called with (done, all) while something long goes on."""


class Add(Protocol):
    """Adds a command to the command line: ``add("grade", grade_command)``; its docstring is the help."""

    def __call__(self, name: str, run: Command) -> argparse.ArgumentParser:
        """Return the parser of the new command, for its arguments."""


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that holds a course, else the clone this package runs from."""
    for folder in (start, *start.parents):
        if (folder / "lessons").is_dir() and (folder / "start.py").is_file():
            return folder
    return Path(__file__).resolve().parents[2]


def tree_of(options: argparse.Namespace) -> Tree:
    """Return the course that ``--root`` and ``--source`` name."""
    return Tree.at(options.root or find_root(Path.cwd()), options.source)


def quizzes(options: argparse.Namespace) -> list[str]:
    """Return the quiz that was asked for, else all of the course."""
    return [options.quiz] if options.quiz else [folder.name for folder in tree_of(options).quiz_folders]


def finish_restore(options: argparse.Namespace) -> None:
    """Finish a restore of this course that something stopped half-way, before anything else is done to it."""
    root = tree_of(options).root
    if (root / "my-teaching" / ".restore").is_dir():
        from alongside.care.restore import finish_interrupted_restore

        finish_interrupted_restore(root, say=say)


def say(line: str) -> None:
    """Tell the person at the terminal something beside the result."""
    print(line, file=sys.stderr, flush=True)


def ask_for_patience(words: str) -> None:
    """Say on a terminal what takes a while and cannot be counted in steps."""
    if sys.stderr.isatty():
        say(f"{words} …")


@contextmanager
def progress(what: str) -> Iterator[Told]:
    """Show how far something long is, on a terminal only and after its first two seconds."""
    from tqdm import tqdm

    with tqdm(desc=what, delay=2, disable=None, leave=False, dynamic_ncols=True) as bar:

        def told(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield told
