"""``alongside``: what authors and instructors type. A command is a function; heavy parts load when used."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from alongside.course.tree import Tree

Command = Callable[[argparse.Namespace], int]
TEACHING_TOOLS = {"nbgrader", "jupytext", "bibtexparser", "matplotlib", "sqlalchemy", "markdown_it", "typst"}
TEACHING_NEEDED = ("This command needs the teaching tools. Run “python3 start.py teach” once; it installs them.")


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above ``start`` that holds a course, else the clone this package runs from."""
    for folder in (start, *start.parents):
        if (folder / "lessons").is_dir() and (folder / "start.py").is_file():
            return folder
    return Path(__file__).resolve().parent.parent


def _tree(options: argparse.Namespace) -> Tree:
    return Tree.at(options.root or find_root(Path.cwd()), options.source)


def build_command(options: argparse.Namespace) -> int:
    """Write all that is generated; with --check say what has drifted."""
    from alongside.course.build import build

    lines = build(_tree(options), check=options.check)
    print("\n".join(lines) or "Everything is as its sources say.")
    return 1 if options.check and lines else 0


def check_command(options: argparse.Namespace) -> int:
    """Read the whole course and say what is off, by file and field."""
    from alongside.course.check import check
    from alongside.course.content import load_content

    content = load_content(_tree(options))
    if options.for_clinician:
        from alongside.course.for_clinician import clinician_list

        print(clinician_list(content))
        return 0
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

    count = write_kit(_tree(options), options.to)
    print(f"Wrote {options.to} with {count} files. It holds no key: give it to your trainees.")
    return 0


def workbook_command(options: argparse.Namespace) -> int:
    """Write all lessons as a printable PDF, with practice questions and their answers; no graded question is in it."""
    from alongside.course.content import load_content
    from alongside.course.workbook import write_workbook

    pages = write_workbook(load_content(_tree(options)), options.out, options.paper)
    print(f"Wrote {options.out}: {pages} pages on {'A4' if options.paper == 'a4' else 'US Letter'} paper.")
    return 0


def self_check_command(options: argparse.Namespace) -> int:
    """Print the outcomes of one learner's answers as JSON, for "Check my answers"."""
    from alongside.grading.self_check import self_check

    outcomes = self_check(options.quiz_folder, options.responses)
    total = outcomes.pop("total")
    print(json.dumps({"items": outcomes, "total": total}))
    return 0


def _quizzes(options: argparse.Namespace) -> list[str]:
    return [options.quiz] if options.quiz else [folder.name for folder in _tree(options).quiz_folders]


def _progress(done: int, total: int) -> None:
    """Show how far a long grading is, on a terminal only."""
    if sys.stderr.isatty() and total:
        print(f"\r{done} of {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _draw_second(options: argparse.Namespace) -> int:
    from alongside.grading.second_marker import draw_for_second_marker

    for quiz in _quizzes(options):
        print(draw_for_second_marker(_tree(options).root, quiz, options.out, say=_say))
    return 0


def _compare_second(options: argparse.Namespace) -> int:
    from alongside.grading.second_compare import compare_second_marks

    comparison = compare_second_marks(_tree(options).root, options.second_marks, options.quiz, say=_say)
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

    hand_out(_tree(options).root, say=_say)
    failed = 0
    for quiz in _quizzes(options):
        summary = grade_group(_tree(options).root, quiz, learners=options.learners, force=options.force,
                              say=_say, progress=_progress)
        print(summary.text())
        failed += len(summary.failed)
    return 1 if failed else 0


def hand_out_command(options: argparse.Namespace) -> int:
    """Make every quiz known to the gradebook; what was handed out before stays as it is."""
    from alongside.grading.handing_out import hand_out

    new = hand_out(_tree(options).root, say=_say)
    print(f"New in the gradebook: {', '.join(new)}." if new else "The gradebook knows every quiz.")
    return 0


def collect_command(options: argparse.Namespace) -> int:
    """Collect the hand-in zips of a folder and match them with the roster."""
    from alongside.grading.collect import collect_zips

    root = _tree(options).root
    usual = root / "my-teaching" / "roster.csv"
    roster = options.roster or (usual if usual.is_file() else None)
    report = collect_zips(root, options.zips, roster, say=_say)
    print(report.text())
    return 1 if report.not_placed else 0


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


def feedback_command(options: argparse.Namespace) -> int:
    """Write one feedback page for each learner who has been graded."""
    from alongside.grading.feedback import write_feedback

    for quiz in _quizzes(options):
        print(write_feedback(_tree(options).root, quiz, learners=options.learners, say=_say).text())
    return 0


def portfolio_command(options: argparse.Namespace) -> int:
    """Write one page a learner for the instructor: all that was handed in, talks and written work in full."""
    from alongside.grading.portfolio import write_portfolios

    written = write_portfolios(_tree(options).root, _quizzes(options), learners=options.learners, say=_say)
    where = f" to {written[0].parent}" if written else ""
    print(f"{len(written)} pages written{where}. They are for instructors only.")
    return 0


def return_command(options: argparse.Namespace) -> int:
    """Make one zip of feedback for each learner, and release it through nbgrader's exchange where there is one."""
    from alongside.grading.returning import return_feedback

    for quiz in _quizzes(options):
        print(return_feedback(_tree(options).root, quiz, learners=options.learners, say=_say).text())
    return 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


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
    collect.add_argument("zips", type=Path, help="the folder with the zips that learners sent")
    collect.add_argument("--roster", type=Path, help="a CSV with a column “id”; usually my-teaching/roster.csv")
    coach = add("coach", coach_command)
    coach.add_argument("--json", action="store_true", help='{"client": "…", "text": "…"} a line in, one object out')
    self_check = add("self-check", self_check_command)
    self_check.add_argument("quiz_folder", type=Path, help="the quiz's folder in source/")
    self_check.add_argument("responses", type=Path, help="the learner's responses.json")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = parser().parse_args(arguments)
    run: Command = options.run
    try:
        return run(options)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in TEACHING_TOOLS:
            raise
        print(TEACHING_NEEDED, file=sys.stderr)
    except (ValueError, OSError, RuntimeError) as reason:
        print(reason, file=sys.stderr)
    return 1
