"""How grading grows: a quiz of twelve questions and 100 to 100,000 learners, one process each, time and memory.

    .venv/bin/python benchmarks/grading_scale.py [--learners 100,1000,10000,100000] [--db-url URL] [--record]

``--db-url`` takes an empty database, for example on a PostgreSQL server, for the largest group only.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from graded_course import QUIZ, hand_in, our_course, run
from results import record


def _row(size: int, db_url: str) -> str:
    with tempfile.TemporaryDirectory() as scratch:
        root, quiz = our_course(Path(scratch) / "course")
        if db_url:
            with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
                config.write(f"\nc.CourseDirectory.db_url = {db_url!r}\n")
        hand_in(root, quiz, [f"learner-{number:06}" for number in range(size)])
        ours = ("alongside", "--root", str(root))
        first = run(root, *ours, "grade", QUIZ)
        again = run(root, *ours, "grade", QUIZ)
        pages = run(root, *ours, "feedback", QUIZ)
    kind = db_url.partition(":")[0].partition("+")[0] or "sqlite"
    columns = [f"{size:,}", kind]
    for one in (first, again, pages):
        each_ms, processor_ms = 1000 * one.seconds / size, 1000 * one.processor_seconds / size
        columns += [f"{one.seconds:.1f}", f"{each_ms:.2f}", f"{processor_ms:.2f}", f"{one.memory_mb:.0f}"]
    return f"| {' | '.join(columns)} |"


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", default="100,1000,10000,100000")
    parser.add_argument("--db-url", default="")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    sizes = [int(size) for size in options.learners.split(",")]
    each = "ms each | of it processor time | MB at most"
    table = [f"| learners | gradebook | first grading, s | {each} | grading again, s | {each} | feedback, s | {each} |",
             "| --- " * 14 + "|"]
    for size in sizes:
        table.append(_row(size, ""))
        print(table[-1], flush=True)
    if options.db_url:
        table.append(_row(sizes[-1], options.db_url))
    print("\n".join(table))
    if options.record:
        record(f"grading_scale.py --learners {options.learners}", "ours alone; stock nbgrader's time stands in "
               "`grading.py`", table)


if __name__ == "__main__":
    main()
