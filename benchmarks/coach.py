"""How often the coach is right, and how quick: cross-validated on our own lines, and on a file of labelled talks.

    python benchmarks/coach.py [--record] [--talks FILE.csv]

``--record`` writes alongside/coach/figures.json, from which pages say how far to trust the coach. ``--talks`` names a
CSV with the columns ``transcript_id``, ``client_before``, ``text``, ``label`` (question, reflection, therapist_input,
other) and ``question_subtype`` (open, closed or empty), as published collections of counselling talks have them; no
such file is part of this project. The peer that always says the most frequent label is in the same table.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from alongside.coach.behaviors import KINDS
from alongside.coach.comments import comments
from alongside.coach.linear import fit
from alongside.coach.lines import LABELS, Line, examples, made_from, read_lines
from alongside.coach.reading import read_reply

FOLDS = 10
FIGURES = Path(__file__).resolve().parents[1] / "alongside" / "coach" / "figures.json"
Pairs = Sequence[tuple[str, str]]
"""(what the label says, what was found)."""


def scores(pairs: Pairs, label: str) -> dict[str, float]:
    """Return how often ``label`` is rightly found: precision, recall, their harmonic mean F1, and how many have it."""
    right = sum(wanted == found == label for wanted, found in pairs)
    wanted_many = sum(wanted == label for wanted, _ in pairs)
    found_many = sum(found == label for _, found in pairs)
    return {
        "precision": right / found_many if found_many else 0.0,
        "recall": right / wanted_many if wanted_many else 0.0,
        "f1": 2 * right / (wanted_many + found_many) if wanted_many + found_many else 0.0,
        "lines": wanted_many,
    }


def macro_f1(pairs: Pairs, labels: Sequence[str]) -> float:
    """Return the plain mean of F1 over ``labels``."""
    return sum(scores(pairs, label)["f1"] for label in labels) / len(labels)


def kappa(pairs: Pairs) -> float:
    """Return Cohen's kappa of two labellings (Cohen 1960)."""
    many = len(pairs)
    observed = sum(first == second for first, second in pairs) / many
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    chance = sum(firsts[label] * seconds[label] for label in firsts) / many**2
    return (observed - chance) / (1 - chance)


def _best(chances: Mapping[str, float]) -> str:
    return max(chances, key=lambda label: chances[label])


def cross_validated(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Return each line with the label found by a model that has seen no sentence of its turn."""
    turns = sorted({line.turn for line in lines})
    fold_of = {turn: number % FOLDS for number, turn in enumerate(turns)}
    taught, found = examples(lines), []
    for fold in range(FOLDS):
        model = fit([example for line, example in zip(lines, taught, strict=True) if fold_of[line.turn] != fold],
                    LABELS)
        found += [(line, _best(model.chances(names))) for line, (names, _) in zip(lines, taught, strict=True)
                  if fold_of[line.turn] == fold]
    return found


def own_figures() -> dict[str, Any]:
    """Return what ``figures.json`` holds; a label counts as right where it is that of either labelling for
    ``right_fraction``, and that of both for the table (lines on which the labellings do not differ).
    """
    lines = read_lines()
    found = cross_validated(lines)
    agreed = [(line.first, label) for line, label in found if line.second in ("", line.first)]
    labellings = [(line.first, line.second) for line in lines if line.second]
    return {
        "made_from": made_from(),
        "lines": len(lines),
        "turns": len({line.turn for line in lines}),
        "labelled_twice": len(labellings),
        "agreement": {"same_fraction": round(sum(a == b for a, b in labellings) / len(labellings), 3),
                      "kappa": round(kappa(labellings), 3)},
        "right_fraction": round(sum(label in (line.first, line.second) for line, label in found) / len(found), 3),
        "macro_f1": round(macro_f1(agreed, LABELS), 3),
        "behaviors": {label: {name: round(value, 2) for name, value in scores(agreed, label).items()}
                      for label in LABELS},
        "taken_for": [[*pair, many] for pair, many in
                      Counter(pair for pair in agreed if pair[0] != pair[1]).most_common(8)],
    }


def talks_figures(path: Path) -> dict[str, Any]:
    """Return macro-F1 on a file of labelled talks, each kind's F1, open against closed questions, and the peer."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    readings = [read_reply(row["text"], row["client_before"]) for row in rows]
    pairs = [(row["label"], reading.kind) for row, reading in zip(rows, readings, strict=True)]
    most = Counter(row["label"] for row in rows).most_common(1)[0][0]
    asked = [(row["question_subtype"], _open_or_closed(reading.behaviors()))
             for row, reading in zip(rows, readings, strict=True) if row["question_subtype"]]
    return {
        "turns": len(rows),
        "macro_f1": macro_f1(pairs, KINDS),
        "by_kind": {kind: scores(pairs, kind) for kind in KINDS},
        "most_frequent_label_macro_f1": macro_f1([(wanted, most) for wanted, _ in pairs], KINDS),
        "open_or_closed_macro_f1": macro_f1(asked, ("open", "closed")),
        "open_or_closed_right_fraction": sum(a == b for a, b in asked) / len(asked),
    }


def _open_or_closed(behaviors: Sequence[str]) -> str:
    """Return which kind of question comes last; a turn that is labelled a question but not read as one has none."""
    asked = [name.removesuffix("-question") for name in behaviors if name.endswith("-question")]
    return asked[-1] if asked else "none"


def _quickness_ms(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the median and the 95th percentile of reading and commenting a reply of three sentences."""
    replies = [(" ".join(line.sentence for line in lines[at : at + 3]), lines[at].client)
               for at in range(0, len(lines) - 3, 3)]
    took = []
    for text, client in replies:
        start = time.perf_counter()
        comments(read_reply(text, client))
        took.append(1000 * (time.perf_counter() - start))
    took.sort()
    return took[len(took) // 2], took[int(0.95 * len(took))]


def main() -> None:
    """Measure and print; record where asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--record", action="store_true")
    options.add_argument("--talks", type=Path)
    chosen = options.parse_args()
    found = own_figures()
    print(json.dumps(found, indent=1))
    median, slow = _quickness_ms(read_lines())
    print(f"a reply of three sentences: {median:.2f} ms at the median, {slow:.2f} ms at the 95th percentile")
    if chosen.talks:
        print(json.dumps(talks_figures(chosen.talks), indent=1))
    if chosen.record:
        FIGURES.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
