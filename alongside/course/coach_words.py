"""How often the coach is right, as a table for learners and instructors; from the recorded figures."""

from __future__ import annotations

from alongside.coach.behaviors import BEHAVIORS
from alongside.coach.example_lines import HEARD, LINES
from alongside.coach.figures import figures
from alongside.coach.reading import read_reply


def _of_ten(fraction: float) -> str:
    return f"{10 * fraction:.0f} in ten"


def coach_table() -> str:
    """Return a Markdown table: for each behavior, how many it finds and how many of what it names are right."""
    found = figures()
    rows = [
        f"| {BEHAVIORS[label].name} | {one['lines']} | {_of_ten(one['recall'])} | {_of_ten(one['precision'])} |"
        for label, one in found["behaviors"].items()
    ]
    head = ["| what a sentence does | test sentences | the coach finds | what it names so is right |",
            "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows])


def mix_ups() -> str:
    """Return what the coach takes for something else most often, as a Markdown list."""
    return "\n".join(
        f"- {BEHAVIORS[wanted].name}, taken for {BEHAVIORS[named].name} ({many} sentences)"
        for wanted, named, many in figures()["taken_for"][:5]
    )


def coach_summary() -> str:
    """Return how many lines there are, how far the two labellings agree, and how often the coach agrees with them."""
    found = figures()
    same = _of_ten(found["agreement"]["same_fraction"])
    return (
        f"The coach learned from {found['lines']:,} sentences that were written for it. {found['labelled_twice']:,} of "
        f"them were labelled twice, by two automated labellings, each without seeing the other. They gave the same "
        f"name to {same}. No person has labelled any of them yet. On sentences that it had not seen, the coach said "
        f"what a label said for {_of_ten(found['right_fraction'])}."
    )


def lines_on_paper() -> str:
    """Return the line coach for paper, as Markdown: the lines to name, and what the coach made of them."""
    names = ", ".join(one.name for one in BEHAVIORS.values())
    lines = "\n".join(f"- {line}" for line in LINES)
    read = [" and ".join(dict.fromkeys(BEHAVIORS[one.behavior].name for one in read_reply(line, HEARD).noticed))
            for line in LINES]
    return (
        f"Someone says: “{HEARD}” For each of these lines, say what it does for the person: {names}. Compare with a "
        f"partner before you read on.\n\n{lines}\n\nWhat the coach made of them, in the same order, and it may be "
        f"wrong: {'; '.join(read)}."
    )
