"""What instructors type to take the course's questions into a learning platform."""

from __future__ import annotations

import argparse
from pathlib import Path

from alongside.cli.command import Add, quizzes, tree_of

FORMATS = ("qti21", "qti12", "moodle")


def export_items_command(options: argparse.Namespace) -> int:
    """Write questions with their answers for a learning platform: QTI 2.1, QTI 1.2 for Canvas, or Moodle XML."""
    from alongside.lms.export_file import EXPORTS, TEACHING, require_hidden_from_learners, write_export
    from alongside.lms.items_out import PRACTICE, banks_of, items_out
    from alongside.lms.moodle_xml import MOODLE
    from alongside.lms.qti12 import QTI12
    from alongside.lms.qti21 import QTI21

    tree = tree_of(options)
    form = next(one for one in (QTI21, QTI12, MOODLE) if one.name == options.format)
    asked = [] if options.practice and not options.quiz else quizzes(options)
    name = "-".join([*([options.quiz] if options.quiz else []), *([PRACTICE] if options.practice else [])])
    usual = tree.root / TEACHING / EXPORTS / f"{name or 'all-quizzes'}-{form.name}{form.suffix}"
    target = require_hidden_from_learners(tree.root, options.out or usual)
    banks = banks_of(tree.root, [tree.source / quiz for quiz in asked], practice=options.practice)
    going = items_out(banks, form)
    if not going.count:
        print(f"Nothing was written: {form.name} can hold none of these questions.")
    else:
        print(f"Wrote {write_export(tree.root, target, form.write(going.banks))}.")
    print(going.text())
    return 0 if going.count else 1


def add_to(add: Add) -> None:
    """Add the command."""
    command = add("export-items", export_items_command)
    command.add_argument("quiz", nargs="?", help="the quiz; without it, all of them, or none with --practice")
    command.add_argument("--format", choices=FORMATS, required=True, help="qti12 is the one for Canvas")
    command.add_argument("--practice", action="store_true", help="the practice questions, alone or beside the quiz")
    command.add_argument("--out", type=Path, metavar="FILE", help="the file to write; usually in my-teaching/exports")
