"""What takes care of learners' data: backups, a copy or deletion on request, the log of changed grades."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from alongside.cli.command import Add, progress, say, tree_of


def backup_command(options: argparse.Namespace) -> int:
    """Write one checked file with all teaching data; formgrader may stay open."""
    from alongside.care.backup import back_up

    tree = tree_of(options)
    private = tree.source if options.source else None
    with progress("Backing up") as told:
        backup = back_up(tree.root, options.to, private_source=private, say=say, progress=told)
    print(backup.text())
    return 0


def restore_command(options: argparse.Namespace) -> int:
    """Bring a backup back; what was there before is kept under a dated name."""
    from alongside.care.restore import restore, restore_elsewhere

    with progress("Checking the backup") as told:
        if options.to:
            restored = restore_elsewhere(options.backup, options.to, say=say, progress=told)
        else:
            restored = restore(tree_of(options).root, options.backup, say=say, progress=told)
    print(restored.text())
    return 0


def export_learner_command(options: argparse.Namespace) -> int:
    """Write one zip with everything that the course keeps about one learner."""
    from alongside.care.export_learner import export_learner

    print(export_learner(tree_of(options).root, options.code, options.to, say=say).text())
    return 0


def forget_learner_command(options: argparse.Namespace) -> int:
    """Delete everything that the course keeps about one learner; shows it first and asks."""
    from alongside.care.forget_learner import find_traces, forget_learner

    root = tree_of(options).root
    traces = find_traces(root, options.code, say=say)
    print(traces.text())
    if not traces.anything:
        return 0
    if not options.yes:
        if not sys.stdin.isatty():
            say("Nothing was deleted. Where nobody can be asked, add --yes.")
            return 1
        if input("This cannot be undone. Type the learner’s code to delete all of this: ") != options.code:
            say("That is not the code. Nothing was deleted.")
            return 1
    print(forget_learner(root, options.code, say=say).text())
    return 0


def grade_log_command(options: argparse.Namespace) -> int:
    """Show who changed which grade, when, from what to what."""
    from alongside.care.grade_changes import as_csv, as_lines, grade_changes

    changes = grade_changes(tree_of(options).root, learner=options.learner, quiz=options.quiz)
    for line in as_csv(changes) if options.csv else as_lines(changes):
        print(line)
    return 0


def add_to(add: Add) -> None:
    """Add the commands that take care of learners' data."""
    backup = add("backup", backup_command)
    backup.add_argument("--to", type=Path, metavar="FILE", help="a file or folder; usually my-teaching/backups")
    restore = add("restore", restore_command)
    restore.add_argument("backup", type=Path, help="the backup’s file, or a folder that an earlier restore has kept")
    restore.add_argument("--to", type=Path, metavar="FOLDER", help="another course, or a new folder to look at it")
    export = add("export-learner", export_learner_command)
    export.add_argument("code", help="the learner’s code")
    export.add_argument("--to", type=Path, metavar="FILE", help="the zip to write; usually in my-teaching/exports")
    forget = add("forget-learner", forget_learner_command)
    forget.add_argument("code", help="the learner’s code, exactly as it is written")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    log = add("grade-log", grade_log_command)
    log.add_argument("--learner", metavar="CODE", help="changes of this learner’s grades only")
    log.add_argument("--quiz", metavar="QUIZ", help="changes in this quiz only")
    log.add_argument("--csv", action="store_true", help="as a table for a spreadsheet")
