"""What instructors type who use a learning platform: take its list of people, hand grades back to it."""

from __future__ import annotations

import argparse
from pathlib import Path

from alongside.cli.command import Add, progress, quizzes, say, tree_of


def roster_command(options: argparse.Namespace) -> int:
    """Take a list of people (your own CSV, or one from Canvas or Moodle) into the roster and the gradebook."""
    from alongside.lms.roster_update import update_roster

    report = update_roster(tree_of(options).root, options.people, dry_run=options.dry_run, say=say)
    print(report.text())
    return 1 if report.not_taken else 0


def export_grades_command(options: argparse.Namespace) -> int:
    """Write the grades as a CSV file that Canvas, Moodle or a spreadsheet takes."""
    from alongside.lms.grades_out import export_grades

    with progress("Writing grades") as told:
        report = export_grades(
            tree_of(options).root,
            quizzes(options),
            options.format,
            options.out,
            so_far=options.so_far,
            say=say,
            progress=told,
        )
    print(report.text())
    return 0


def add_to(add: Add) -> None:
    """Add the commands for learning platforms."""
    roster = add("roster", roster_command)
    roster.add_argument("people", type=Path, metavar="FILE", help="a CSV with one person a line")
    roster.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
    grades = add("export-grades", export_grades_command)
    grades.add_argument("--format", choices=("canvas", "moodle", "csv"), required=True, help="who is to read it")
    grades.add_argument("--out", type=Path, metavar="FILE", help="usually my-teaching/grades-FORMAT.csv")
    grades.add_argument("--quiz", help="one quiz; without it, all of them")
    grades.add_argument("--so-far", action="store_true",
                        help="give the points so far where replies wait to be marked, instead of leaving them open")
