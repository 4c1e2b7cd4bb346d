"""``alongside``: what authors and instructors type. A command is a function; heavy parts load when used.

The commands of a topic stand in one module here, which adds them to the command line.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from alongside.cli import authoring, care, lms_groups, lms_items, reporting, teaching
from alongside.cli.command import Command, finish_restore

# nbgrader loads a check of web addresses that nothing here needs and that takes most of a command's start (the same
# as in course/serve.py, where it is told in full).
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

TOPICS = (authoring, teaching, reporting, lms_groups, lms_items, care)
TEACHING_TOOLS = {"nbgrader", "jupytext", "bibtexparser", "matplotlib", "sqlalchemy", "markdown_it", "typst", "tqdm"}
TEACHING_NEEDED = ("This command needs the teaching tools. Run “python3 start.py teach” once; it installs them.")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    made = argparse.ArgumentParser(prog="alongside", description="Build, check and teach the Alongside course.")
    made.add_argument("--root", type=Path, help="the course folder; without it, the one around the present folder")
    made.add_argument("--source", type=Path, help="a private folder of quizzes instead of the course's source/")
    commands = made.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Command) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        return command

    for topic in TOPICS:
        topic.add_to(add)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = parser().parse_args(arguments)
    run: Command = options.run
    try:
        finish_restore(options)
        return run(options)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in TEACHING_TOOLS:
            raise
        print(TEACHING_NEEDED, file=sys.stderr)
    except (ValueError, OSError, RuntimeError) as reason:
        print(reason, file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped. What was finished is kept; the same command goes on from there.", file=sys.stderr)
        return 130
    return 1
