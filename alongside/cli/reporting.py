"""What instructors type to understand their group: one report."""

from __future__ import annotations

import argparse
from pathlib import Path

from alongside.cli.command import Add, progress, quizzes, say, tree_of


def report_command(options: argparse.Namespace) -> int:
    """Write a report on the group: a page, tables and a PDF; with --no-names without a name or code in it."""
    from alongside.report.making import write_report

    with progress("Reading") as told:
        written = write_report(tree_of(options).root, quizzes(options), options.out, with_names=not options.no_names,
                               paper=options.paper, say=say, progress=told)
    for note in written.notes:
        say(note)
    print(f"Wrote {written.page} and {len(written.files) - 1} files beside it.")
    if not options.no_names:
        print("It is about people by name: keep it where only those who teach can read it.")
    return 0


def add_to(add: Add) -> None:
    """Add the report."""
    report = add("report", report_command)
    report.add_argument("quiz", nargs="?", help="the quiz; without it, all of them")
    report.add_argument("--out", type=Path, metavar="FOLDER", help="where to write it; usually my-teaching/report")
    report.add_argument("--no-names", action="store_true", help="labels dealt out by chance instead of names and codes")
    report.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the paper of the PDF")
