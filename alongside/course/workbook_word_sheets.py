"""The diagrams whose picture is words, on paper: a note in two versions, signs to tell apart, a sheet to score."""

from __future__ import annotations

from alongside.charts.cows_vignettes import VIGNETTES, Vignette
from alongside.charts.drill_course import actions_of, after, offered, situation, start
from alongside.charts.overdose_drill import LABELS
from alongside.charts.withdrawal_signs_words import BODIES, CONFIRM, ROWS, URGENT
from alongside.charts.word_switcher import note_in, word_switcher_spec
from alongside.course.workbook_sheets import COMPUTED, Settings, Sheet, Table, sheet_table
from alongside.models.cows import cows_items
from alongside.models.tables import table

_STEP = "○"


def _note_texts(settings: Settings) -> list[tuple[str, str]]:
    return [
        ("The note in words that put a label first", note_in("old")),
        ("The same note in words that name the person first", note_in("person-first")),
    ]


def _note_tables(settings: Settings) -> list[Table]:
    spec = word_switcher_spec()
    steps = spec["steps"]
    head = [f"1 is “{steps['least']}”, 5 is “{steps['most']}”", *(str(value) for value in steps["values"])]
    marks = [[line["text"], *(_STEP for _ in steps["values"])] for line in spec["lines"]]
    study, words = spec["study"], spec["table"]
    return [
        sheet_table(f"{spec['question']} Mark it after the first note", head, marks, (8, 1, 1, 1, 1, 1)),
        sheet_table(f"{spec['question']} Mark it after the second note", head, marks, (8, 1, 1, 1, 1, 1)),
        sheet_table(study["caption"], study["head"], [[row["scale"], row["said"]] for row in study["rows"]]),
        sheet_table(words["caption"], words["head"], words["rows"], (3, 4, 5)),
    ]


def _signs_said(settings: Settings) -> str:
    return URGENT.replace("“Need help now?” at the top of the page has the numbers.", "The last pages have numbers.")


def _signs_tables(settings: Settings) -> list[Table]:
    compared = [[row.feature, row.withdrawal + ("*" if row.confirm else ""), row.overdose] for row in ROWS]
    head = ["Sign", "What one may see", "What it is not"]
    signs = [
        sheet_table(
            f"Signs of {body}",
            head,
            [[sign.name, _sentence(sign.see), _sentence(sign.is_not)] for sign in found],
            (3, 5, 5),
        )
        for body, found in BODIES.items()
    ]
    star = f"* Part of this row is general knowledge. {CONFIRM}"
    return [sheet_table(f"Withdrawal or overdose? {star}", ["", "Withdrawal", "Overdose"], compared, (2, 4, 4)), *signs]


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


# ---- a scale to practice with: the story, the sheet, and our key to compare with


def _vignette(settings: Settings) -> Vignette:
    return next(one for one in VIGNETTES if one.id == settings["vignette"])


def _cows_said(settings: Settings) -> str:
    return "For training only: a clinician scores. Read the story, mark one line of each sign, add up, then compare."


def _cows_texts(settings: Settings) -> list[tuple[str, str]]:
    one = _vignette(settings)
    return [(f"What you meet: {one.name}", "\n\n".join(one.story))]


def _cows_tables(settings: Settings) -> list[Table]:
    one, scale = _vignette(settings), table("cows")
    rows = [
        [item["name"], "; ".join(f"{points}: {words}" for points, words in item["options"]), ""]
        for item in cows_items()
    ]
    bands = [[f"{band['from']} to {band['to']}", band["word"]] for band in scale["bands"]]
    names = {item["id"]: item["name"] for item in cows_items()}
    key = [[names[item], str(points), why] for item, (points, why) in one.key.items()]
    total = str(sum(points for points, _ in one.key.values()))
    return [
        sheet_table(
            "The eleven signs",
            ["Sign", "Points and what they stand for", "Yours"],
            [*rows, ["Total", "", ""]],
            (4, 8, 2),
        ),
        sheet_table("The five bands", ["Total", "Withdrawal"], bands, (1, 4)),
        sheet_table(
            f"To compare afterwards: our key for {one.name}. {CONFIRM}",
            ["Sign", "Points", "Why"],
            [*key, ["Total", total, ""]],
            (4, 1, 6),
        ),
        sheet_table("What a peer hands over: the signs in plain words, and no score", ["Handover"], [[one.handover]]),
    ]


# ---- the drill: a script to read aloud, and the checklist


def _drill_said(settings: Settings) -> str:
    scene = next(one for one in table("overdose_drill")["scenes"] if one["id"] == settings["scene"])
    return (
        f"{scene['title']}. One person reads each moment aloud and covers the right side; the others choose. "
        "Then read what the choice brings about."
    )


def _drill_tables(settings: Settings) -> list[Table]:
    scene = str(settings["scene"])
    steps = [[str(number), action["text"], ""] for number, action in enumerate(actions_of(scene), 1)]
    return [*_drill_moments(scene), sheet_table("The checklist", ["", "Step", "Done"], steps, (1, 8, 2))]


def _drill_moments(scene: str) -> list[Table]:
    """Return one table for each choice through the scene; the choice that is taken is the first that helps."""
    found: list[Table] = []
    run = start()
    while options := offered(scene, run):
        rows = [
            [option["text"], f"{option['reply']} {LABELS['confirm']}" if option.get("confirm") else option["reply"]]
            for option in options
        ]
        found.append(
            sheet_table(
                f"{len(found) + 1}. {situation(scene, run)['text']}",
                ["What do you do?", "What it brings about"],
                rows,
                (4, 6),
            )
        )
        run = after(scene, run, next(option["id"] for option in options if option.get("does")))
    return found


SHEETS: dict[str, Sheet] = {
    **COMPUTED,
    "word_switcher": Sheet(
        lambda settings: "Two readers: one covers the second note. Mark the lines, then compare.",
        words=False,
        texts=_note_texts,
        tables=_note_tables,
    ),
    "withdrawal_signs": Sheet(_signs_said, words=False, tables=_signs_tables),
    "cows_practice": Sheet(_cows_said, {"vignette": "dana"}, words=False, texts=_cows_texts, tables=_cows_tables),
    "overdose_drill": Sheet(
        _drill_said,
        {"scene": "bus-stop", "timed": "no", "delay": 3},
        tables=_drill_tables,
        leave_out=frozenset({"situation"}),
    ),
}
