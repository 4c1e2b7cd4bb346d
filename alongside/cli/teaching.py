"""What instructors type in a week: hand out, collect, grade, mark by two, give feedback, return."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from alongside.cli.command import Add, progress, quizzes, say, tree_of


def _draw_second(options: argparse.Namespace) -> int:
    from alongside.grading.second_marker import draw_for_second_marker

    for quiz in quizzes(options):
        print(draw_for_second_marker(tree_of(options).root, quiz, options.out, say=say))
    return 0


def _compare_second(options: argparse.Namespace) -> int:
    from alongside.grading.second_compare import compare_second_marks

    comparison = compare_second_marks(tree_of(options).root, options.second_marks, options.quiz, say=say)
    print(comparison.text())
    return 0 if comparison.replies else 1


def grade_command(options: argparse.Namespace) -> int:
    """Grade all that was handed in; no learner's notebook is run. Also draws and reads a second person's marks."""
    if options.second_marker:
        return _draw_second(options)
    if options.second_marks:
        return _compare_second(options)
    from alongside.grading.bulk import grade_group
    from alongside.grading.handing_out import hand_out

    with progress("Making quizzes known to the gradebook") as told:
        hand_out(tree_of(options).root, say=say, progress=told)
    failed = 0
    for quiz in quizzes(options):
        with progress(f"Grading {quiz}") as told:
            summary = grade_group(tree_of(options).root, quiz, learners=options.learners, force=options.force,
                                  say=say, progress=told)
        print(summary.text())
        failed += len(summary.failed)
    return 1 if failed else 0


def hand_out_command(options: argparse.Namespace) -> int:
    """Make every quiz known to the gradebook; what was handed out before stays as it is."""
    from alongside.grading.handing_out import hand_out

    with progress("Making quizzes known to the gradebook") as told:
        new = hand_out(tree_of(options).root, say=say, progress=told)
    print(f"New in the gradebook: {', '.join(new)}." if new else "The gradebook knows every quiz.")
    return 0


def collect_command(options: argparse.Namespace) -> int:
    """Collect hand-in zips from a folder or from a download of Canvas or Moodle, and match them with the roster."""
    from alongside.lms.zips import collect_from

    root = tree_of(options).root
    usual = root / "my-teaching" / "roster.csv"
    roster = options.roster or (usual if usual.is_file() else None)
    with progress("Collecting") as told:
        report = collect_from(root, options.zips, roster, trust_platform=options.trust_platform, say=say, progress=told)
    print(report.text())
    return 1 if report.not_placed else 0


def feedback_command(options: argparse.Namespace) -> int:
    """Write one feedback page for each learner who has been graded."""
    from alongside.grading.feedback import write_feedback

    for quiz in quizzes(options):
        with progress(f"Feedback on {quiz}") as told:
            report = write_feedback(tree_of(options).root, quiz, learners=options.learners, say=say, progress=told)
        print(report.text())
    return 0


def portfolio_command(options: argparse.Namespace) -> int:
    """Write one page a learner for the instructor: all that was handed in, talks and written work in full."""
    from alongside.grading.portfolio import write_portfolios

    with progress("Writing pages") as told:
        written = write_portfolios(tree_of(options).root, quizzes(options), learners=options.learners, say=say,
                                   progress=told)
    where = f" to {written[0].parent}" if written else ""
    print(f"{len(written)} pages written{where}. They are for instructors only.")
    return 0


def return_command(options: argparse.Namespace) -> int:
    """Make one zip of feedback for each learner, and release it through nbgrader's exchange where there is one."""
    from alongside.grading.returning import return_feedback

    for quiz in quizzes(options):
        with progress(f"Returning {quiz}") as told:
            report = return_feedback(tree_of(options).root, quiz, learners=options.learners, say=say, progress=told)
        print(report.text())
    return 0


def self_check_command(options: argparse.Namespace) -> int:
    """Print the outcomes of one learner's answers as JSON, for "Check my answers"."""
    from alongside.grading.self_check import self_check

    outcomes = self_check(options.quiz_folder, options.responses)
    total = outcomes.pop("total")
    print(json.dumps({"items": outcomes, "total": total}))
    return 0


def add_to(add: Add) -> None:
    """Add the instructors' commands."""
    add("hand-out", hand_out_command)
    for name, run in (("grade", grade_command), ("feedback", feedback_command),
                      ("return", return_command), ("portfolio", portfolio_command)):
        command = add(name, run)
        command.add_argument("quiz", nargs="?", help="the quiz; without it, all of them")
        command.add_argument("--learners", default="*", help="one learner code, or a pattern such as “a*”")
        if name == "grade":
            command.add_argument("--force", action="store_true", help="grade again what has not changed")
            second = command.add_mutually_exclusive_group()
            second.add_argument("--second-marker", action="store_true",
                                help="draw a fifth of the written replies for a second person: a page without names")
            second.add_argument("--second-marks", type=Path, metavar="FILE",
                                help="read that person's marks back and say how far the two of you agree")
            command.add_argument("--out", type=Path, metavar="FOLDER",
                                 help="where --second-marker writes its page; usually my-teaching/second-marking")
    collect = add("collect", collect_command)
    collect.add_argument("zips", type=Path, metavar="FOLDER_OR_ZIP",
                         help="the folder with the zips that learners sent, or the zip that Canvas or Moodle gave you")
    collect.add_argument("--roster", type=Path, help="a CSV with a column “id”; usually my-teaching/roster.csv")
    collect.add_argument("--trust-platform", action="store_true",
                         help="where Canvas or Moodle and the code in a zip name two people, believe the platform")
    self_check = add("self-check", self_check_command)
    self_check.add_argument("quiz_folder", type=Path, help="the quiz's folder in source/")
    self_check.add_argument("responses", type=Path, help="the learner's responses.json")
