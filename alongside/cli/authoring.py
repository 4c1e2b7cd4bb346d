"""What authors type: build, check, and what is made for paper and for trainees."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from alongside.cli.command import Add, ask_for_patience, tree_of


def build_command(options: argparse.Namespace) -> int:
    """Write all that is generated; with --check say what has drifted."""
    from alongside.course.build import build

    ask_for_patience("Reading the course and making what is generated")
    lines = build(tree_of(options), check=options.check)
    print("\n".join(lines) or "Everything is as its sources say.")
    return 1 if options.check and lines else 0


def check_command(options: argparse.Namespace) -> int:
    """Read the whole course and say what is off, by file and field."""
    from alongside.course.check import check
    from alongside.course.content import load_content

    content = load_content(tree_of(options))
    if options.for_clinician:
        from alongside.course.for_clinician import clinician_list

        print(clinician_list(content))
        return 0
    ask_for_patience("Checking every page and question, and playing every talk some thousand times")
    report = check(content, options.today or datetime.now(UTC).date(), release=options.release)
    for kind, problems in (("", report.errors), ("Have a look: ", report.warnings)):
        for problem in problems:
            print(f"{kind}{problem}")
    print(f"{len(content.lessons)} lessons, {len(content.practice)} practice items, {len(content.quizzes)} quizzes, "
          f"{len(content.claims)} claims: {len(report.errors)} to mend, {len(report.warnings)} to look at.")
    return 1 if report.errors else 0


def kit_command(options: argparse.Namespace) -> int:
    """Write the zip that the trainees of a programme get."""
    from alongside.course.kit import write_kit

    count = write_kit(tree_of(options), options.to)
    print(f"Wrote {options.to} with {count} files. It holds no key: give it to your trainees.")
    return 0


def workbook_command(options: argparse.Namespace) -> int:
    """Write all lessons as a printable PDF, with practice questions and their answers; no graded question is in it."""
    from alongside.course.content import load_content
    from alongside.course.workbook import write_workbook

    ask_for_patience("Drawing the figures and setting the pages")
    pages = write_workbook(load_content(tree_of(options)), options.out, options.paper)
    print(f"Wrote {options.out}: {pages} pages on {'A4' if options.paper == 'a4' else 'US Letter'} paper.")
    return 0


def coach_command(options: argparse.Namespace) -> int:
    """Read replies, one a line, and say what the coach notices; with --json one JSON object a line in and out."""
    from alongside.coach.comments import comments
    from alongside.coach.reading import read_reply

    for number, text in enumerate(sys.stdin, 1):
        if not options.json:
            told = comments(read_reply(text))
            print("\n".join([*told["praise"], f"To try next: {told['next_step']}"]) if told else "", flush=True)
            continue
        try:
            asked = json.loads(text)
            reading = read_reply(str(asked["text"]), str(asked.get("client") or ""))
        except (ValueError, TypeError, KeyError) as reason:
            print(json.dumps({"error": f"line {number}: needs an object with “text” ({reason})"}), flush=True)
            continue
        because = [words for one in reading.noticed for words in one.because]
        print(json.dumps({"label": reading.kind, "behaviours": reading.behaviors(), "because": because}), flush=True)
    return 0


def add_to(add: Add) -> None:
    """Add the authors' commands."""
    add("build", build_command).add_argument("--check", action="store_true", help="write nothing; fail on drift")
    check = add("check", check_command)
    check.add_argument("--release", action="store_true", help="old helplines are errors")
    check.add_argument("--for-clinician", action="store_true", help="list what still needs a clinician or peer worker")
    check.add_argument("--today", type=date.fromisoformat, help=argparse.SUPPRESS)
    kit = add("kit", kit_command)
    kit.add_argument("--to", type=Path, default=Path("kit/alongside-kit.zip"), help="the zip to write")
    book = add("workbook", workbook_command)
    book.add_argument("--out", type=Path, default=Path("workbook/alongside-workbook.pdf"), help="the PDF to write")
    book.add_argument("--paper", choices=("a4", "letter"), default="a4", help="the paper to print on")
    coach = add("coach", coach_command)
    coach.add_argument("--json", action="store_true", help='{"client": "…", "text": "…"} a line in, one object out')
