"""Grading a group: ``alongside grade``, ``nbgrader autograde`` with our step, stock nbgrader executing Python cells.

    .venv/bin/python benchmarks/grading.py [--learners 1000] [--stock 60] [--blocks 3] [--record]

All three grade a quiz of the same twelve questions. They take turns, block by block, each as a whole process with its
start-up, so that a slow minute of the machine meets all of them. The peer is nbgrader as it comes: choose-and-compare
questions as Python cells, one answer cell and one test cell each, run by its kernel; as it takes seconds for each
learner, it gets fewer of them. Afterwards stock nbgrader's own tools read the gradebook that ``alongside grade`` left.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from pathlib import Path

from graded_course import QUIZ, Run, hand_in, our_course, run, stock_course, stock_hand_in
from results import record

STOCK = "`nbgrader autograde`, stock"


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learners", type=int, default=1000)
    parser.add_argument("--stock", type=int, default=60)
    parser.add_argument("--blocks", type=int, default=3)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    many, few = options.learners // options.blocks, options.stock // options.blocks
    ways: dict[str, list[tuple[Run, int]]] = {
        "`alongside grade`, first time": [], "`alongside grade`, again, nothing new": [],
        "`alongside grade --force`": [], "`alongside feedback`": [],
        "`nbgrader autograde` with our step": [], STOCK: [],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as scratch:
        (bulk, quiz), (step, _) = our_course(Path(scratch) / "bulk"), our_course(Path(scratch) / "step")
        stock = stock_course(Path(scratch) / "stock")
        for block in range(options.blocks):
            codes = [f"b{block}-{number:05}" for number in range(many)]
            hand_in(bulk, quiz, codes)
            hand_in(step, quiz, codes[:few])
            stock_hand_in(stock, codes[:few])
            ours = ("alongside", "--root", str(bulk))
            only = (QUIZ, "--learners", f"b{block}-*")
            for way, command, count in (
                ("`alongside grade`, first time", (*ours, "grade", *only), many),
                ("`alongside grade`, again, nothing new", (*ours, "grade", *only), many),
                ("`alongside grade --force`", (*ours, "grade", *only, "--force"), many),
                ("`alongside feedback`", (*ours, "feedback", *only), many),
            ):
                ways[way].append((run(bulk, *command), count))
            autograde = ("nbgrader", "autograde", QUIZ, f"--student=b{block}-*")
            ways["`nbgrader autograde` with our step"].append((run(step, *autograde), few))
            ways[STOCK].append((run(stock, *autograde), few))
        run(bulk, "nbgrader", "export", "--to", "grades.csv")
        with (bulk / "grades.csv").open(encoding="utf-8", newline="") as file:
            exported = sum(1 for _ in csv.DictReader(file))
    def each_ms(way: str, processor: bool) -> float:
        runs = [one.processor_seconds if processor else one.seconds for one, _ in ways[way]]
        return 1000 * sum(runs) / sum(count for _, count in ways[way])

    table = ["| what | learners | ms each, start-up included | against stock | processor time, ms each | "
             "against stock | blocks, s |", "| --- " * 7 + "|"]
    for way, blocks in ways.items():
        clock, processor = each_ms(way, False), each_ms(way, True)
        faster = [f"{each_ms(STOCK, kind) / value:.0f} times faster" if "feedback" not in way and way != STOCK else ""
                  for kind, value in ((False, clock), (True, processor))]
        seconds = " / ".join(f"{one.seconds:.1f}" for one, _ in blocks)
        table.append(f"| {way} | {sum(count for _, count in blocks)} | {clock:.2f} | {faster[0]} | {processor:.2f} | "
                     f"{faster[1]} | {seconds} |")
    told = f"`nbgrader export` read {exported} learners from the gradebook that `alongside grade` left."
    print("\n".join([*table, "", told]))
    if options.record:
        record(f"grading.py --learners {options.learners} --stock {options.stock} --blocks {options.blocks}",
               "peer: stock nbgrader executing the same twelve questions as Python cells", [*table, "", told])


if __name__ == "__main__":
    main()
