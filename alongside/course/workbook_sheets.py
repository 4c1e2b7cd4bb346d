"""What only paper needs of a diagram: its settings in words, pictures to count, tables for a group without a computer.

The tables of what is computed stand here, those of words in ``workbook_word_sheets``. Every number comes from the
diagram's own module of ``charts`` or from ``models``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from alongside.charts import lost_tolerance, naloxone_race, receptor_bench, tolerance_cycle, treatment_outcomes
from alongside.charts.describe import FORMS
from alongside.charts.paper import counted, people
from alongside.charts.published_risk import published_rows
from alongside.charts.withdrawal_clock_words import CONFIRM, drug_word, windows_of
from alongside.models.tables import table
from alongside.models.withdrawal import DRUGS, withdrawal_times

Settings = Mapping[str, Any]
Table = dict[str, Any]
Picture = tuple[str, str, Any]
"""Title, the picture in words, and the matplotlib figure."""
_percent, _decimal, _count, _days = FORMS["percent"], FORMS["one_decimal"], FORMS["count"], FORMS["days"]


def _nothing(settings: Settings) -> list[Any]:
    return []


@dataclass(frozen=True)
class Sheet:
    """One diagram on paper. ``defaults`` are its settings where a call names none; ``said`` says the settings in words.

    ``texts`` are (title, text) to read before the rest. Without ``words`` its tables say all that the page would say;
    ``leave_out`` names single sentences of which that is so.
    """

    said: Callable[[Settings], str]
    defaults: Mapping[str, Any] = field(default_factory=dict)
    words: bool = True
    leave_out: frozenset[str] = frozenset()
    texts: Callable[[Settings], list[tuple[str, str]]] = _nothing
    pictures: Callable[[Settings], list[Picture]] = _nothing
    tables: Callable[[Settings], list[Table]] = _nothing


def sheet_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int] = ()) -> Table:
    """Return a table of words; ``widths`` are the shares of its columns."""
    made: Table = {"title": title, "head": list(head), "rows": [list(row) for row in rows]}
    return made | ({"widths": list(widths)} if widths else {})


# ---- the receptor bench: who holds the places, and what follows

_AMOUNTS = ((0.1, "a little"), (1.0, "usual"), (4.0, "more"), (30.0, "a lot"))
_FULL, _MORE = "full-agonist", 4.0


def _bench_said(settings: Settings) -> str:
    ligand = next(one for one in receptor_bench.ligands() if one["id"] == settings["arriving"])
    words = f"Shown for {ligand['name']}, amount {settings['amount']:g} (1 takes half the receptors when alone)"
    return f"{words}, naloxone beside it {settings['naloxone']:g}." if settings["naloxone"] else f"{words}."


def _bench_pictures(settings: Settings) -> list[Picture]:
    rows, said = [], []
    for ligand in receptor_bench.ligands():
        held = int(_count(receptor_bench.receptor_bench_facts(ligand["id"], _MORE)["held"]))
        rows.append((ligand["name"].removeprefix("the ").capitalize(), held, 12, ligand["stroke"]))
        said.append(f"{ligand['Name']} holds {held} of 12.")
    return [("Receptors held at “more” (the body lets out less endorphin than that)", " ".join(said), counted(rows))]


def _bench_tables(settings: Settings) -> list[Table]:
    rows = []
    for ligand in receptor_bench.ligands():
        each = [(amount, receptor_bench.receptor_bench_facts(ligand["id"], amount)) for amount, _ in _AMOUNTS]
        rows.append(
            [
                ligand["word"],
                *(
                    "–"
                    if amount > ligand["highest_amount"]
                    else f"{_count(facts['held'])} of 12, {_percent(facts['effect'])}"
                    for amount, facts in each
                ),
            ]
        )
    beside = [
        [
            words,
            f"{_count(facts['held'])} of 12",
            f"{_count(facts['held_by_naloxone'])} of 12",
            _percent(facts["effect"]),
        ]
        for naloxone, words in ((0.0, "none"), *_AMOUNTS)
        for facts in (receptor_bench.receptor_bench_facts(_FULL, _MORE, naloxone),)
    ]
    return [
        sheet_table(
            "Receptors held, and the effect (of the greatest there can be)",
            ["What arrives", *(word for _, word in _AMOUNTS)],
            rows,
            (3, 3, 3, 3, 3),
        ),
        sheet_table(
            "“More” of a full agonist, with naloxone beside it",
            ["Naloxone", "The full agonist holds", "Naloxone holds", "Effect"],
            beside,
            (2, 3, 3, 2),
        ),
    ]


# ---- the tolerance cycle and lost tolerance: the steps that lessons take, in tables

_STEPS = ((1, 0), (14, 0), (30, 0), (30, 2), (30, 9), (30, 21))
_DAYS_WITHOUT = (0, 2, 7, 14, 30)


def _cycle_said(settings: Settings) -> str:
    after = (
        f"{_days(settings['days_after'])} since the last use"
        if settings["days_after"]
        else "on the day of the last use"
    )
    return f"Shown for {_days(settings['days_of_use'])} of daily use, {after}."


def _cycle_tables(settings: Settings) -> list[Table]:
    rows = []
    for use, after in _STEPS:
        facts = tolerance_cycle.tolerance_cycle_facts(use, after)
        rows.append(
            [str(use), str(after), _decimal(facts["fold"]), _decimal(facts["acts_like"]), _percent(facts["withdrawal"])]
        )
    return [
        sheet_table(
            "The same picture at six moments",
            [
                "Days of daily use",
                "Days since the last use",
                "Amount for half the effect, times that without tolerance",
                "The usual amount acts like so many on the last day of use",
                "Gap that is felt as withdrawal",
            ],
            rows,
            (2, 2, 4, 4, 3),
        )
    ]


def _lost_said(settings: Settings) -> str:
    return f"Shown for {_days(settings['days_of_use'])} of daily use and {_days(settings['days_without'])} without."


def _lost_tables(settings: Settings) -> list[Table]:
    rows = []
    for days in _DAYS_WITHOUT:
        facts = lost_tolerance.lost_tolerance_facts(settings["days_of_use"], days)
        rows.append(
            [str(days), _percent(facts["tolerance_kept"]), _decimal(facts["acts_like"]), _percent(facts["withdrawal"])]
        )
    return [
        sheet_table(
            f"After {_days(settings['days_of_use'])} of daily use",
            [
                "Days without",
                "Tolerance that is left",
                "The usual amount acts like so many",
                "Gap that is felt as withdrawal",
            ],
            rows,
            (2, 3, 4, 3),
        ),
        sheet_table("What studies of groups found", ["Who is compared with whom", "Deaths"], published_rows(), (5, 2)),
    ]


# ---- the withdrawal clock: published windows beside the model, for every opioid

_PARTS = ("onset", "peak", "end")


def _clock_said(settings: Settings) -> str:
    words = f"Shown for {_days(settings['days_of_use'])} of {drug_word(settings['drug'])}"
    return words + (
        f", with {drug_word(settings['beside'])} as the thin line." if settings["beside"] != "none" else "."
    )


def _clock_tables(settings: Settings) -> list[Table]:
    rows, model = [], []
    for drug in DRUGS:
        windows = windows_of(drug)
        told = (dict.fromkeys(one["words"] for one in windows if one["what"] == part) for part in _PARTS)
        rows.append([drug_word(drug), *(" or ".join(words) for words in told)])
        times = withdrawal_times(settings["days_of_use"], drug)
        hours = (times.onset_hours, times.peak_hours, times.end_hours)
        model.append([drug_word(drug), *("–" if one is None else f"{_decimal(one / 24)} days" for one in hours)])
    head = ["Opioid", "Begins after", "Is strongest at", "Has eased after"]
    return [
        sheet_table(f"Published windows, since the last use. {CONFIRM}", head, rows, (3, 4, 4, 4)),
        sheet_table(f"The model after {_days(settings['days_of_use'])} of daily use", head, model, (3, 4, 4, 4)),
    ]


# ---- the naloxone race: what happens without a spray, with one and with two

_OPIOIDS = {one["id"]: one["text"] for one in naloxone_race.OPIOIDS}
_SPRAYS: tuple[tuple[str, Settings], ...] = (
    ("no spray", {"spray": "none", "second_after": "none"}),
    ("one spray", {"second_after": "none"}),
    ("a second one 3 minutes later", {"second_after": 3}),
)


def _race_said(settings: Settings) -> str:
    spray = "no spray" if settings["spray"] == "none" else f"a spray at minute {settings['spray']}"
    tolerance = "tolerance" if settings["tolerance"] == "yes" else "no tolerance"
    amount = dict(naloxone_race.AMOUNTS)[settings["amount"]]
    return (
        f"Shown for an opioid that {_OPIOIDS[settings['opioid']].lower()}; amount: {amount}; {tolerance}; {spray}. "
        f"The line “now” stands at minute {settings['minute']}."
    )


def _race_tables(settings: Settings) -> list[Table]:
    rows = []
    for opioid, word in _OPIOIDS.items():
        for name, sprays in _SPRAYS:
            first = 5 if settings["spray"] == "none" else settings["spray"]
            facts = naloxone_race.naloxone_race_facts(**{**settings, "spray": first, **sprays, "opioid": opioid})
            rows.append(
                [
                    word,
                    name,
                    *(_minute(facts[turn]) for turn in ("slow_from", "recovers", "slows_again")),
                    _percent(facts["breathing_at_end"]),
                ]
            )
    head = [
        "The opioid",
        "Naloxone",
        "Too slow from",
        "Back from",
        "Slow again from",
        "After two hours (usual is 100 %)",
    ]
    return [
        sheet_table(
            "Breathing in the model, in minutes. No minute of it is a waiting time.", head, rows, (3, 4, 3, 3, 3, 4)
        )
    ]


def _minute(minute: float) -> str:
    return "–" if minute == naloxone_race.NEVER else f"minute {_count(minute)}"


# ---- treatment outcomes: 1,000 people in, 1,000 people out


def _outcomes_said(settings: Settings) -> str:
    cause = "overdose deaths" if settings["cause"] == "overdose" else "deaths of any cause"
    people_words = "Each figure is one of 1,000 people; an open one died within the year."
    return f"Shown for {settings['medicine']}, {cause}. {people_words}"


def _outcomes_pictures(settings: Settings) -> list[Picture]:
    facts = treatment_outcomes.treatment_outcomes_facts(settings["medicine"], settings["cause"])
    died = "died of an overdose" if settings["cause"] == "overdose" else "died"
    return [
        (
            f"{word} {settings['medicine']} treatment: {facts[f'{side}_count']} of 1,000 {died}",
            "",
            people(facts[f"{side}_count"], 1000),
        )
        for side, word in (("in", "In"), ("out", "Out of"))
    ]


def _outcomes_tables(settings: Settings) -> list[Table]:
    rows = []
    for row in table("outcomes")["treatment"]["rows"]:
        interval = (
            f"{row['ratio']:.1f} ({row['low']:.1f} to {row['high']:.1f})" if "ratio" in row else "none in the summary"
        )
        rows.append(
            [
                row["medicine"],
                "any cause" if row["cause"] == "all" else "overdose",
                f"{row['in_per_1000']:g}",
                f"{row['out_per_1000']:g}",
                interval,
            ]
        )
    head = ["Medicine", "Cause", "In treatment", "Out of treatment", "Ratio (interval)"]
    return [sheet_table("Deaths among 1,000 people followed for a year", head, rows, (4, 3, 3, 3, 4))]


COMPUTED: dict[str, Sheet] = {
    "receptor_bench": Sheet(
        _bench_said,
        {"arriving": _FULL, "amount": 1.0, "naloxone": 0.0},
        pictures=_bench_pictures,
        tables=_bench_tables,
    ),
    "tolerance_cycle": Sheet(_cycle_said, {"days_of_use": 14, "days_after": 0, "amount": 1}, tables=_cycle_tables),
    "lost_tolerance": Sheet(_lost_said, {"days_of_use": 30, "days_without": 0}, tables=_lost_tables),
    "withdrawal_clock": Sheet(
        _clock_said,
        {"drug": "heroin", "beside": "methadone", "days_of_use": 14, "arrives": "none", "moment": "early"},
        tables=_clock_tables,
    ),
    "naloxone_race": Sheet(
        _race_said,
        {"opioid": "fentanyl", "amount": 4, "arrives": "keeps-arriving", "tolerance": "no", "spray": 5}
        | {"second_after": "none", "minute": 5},
        tables=_race_tables,
    ),
    "treatment_outcomes": Sheet(
        _outcomes_said,
        {"medicine": "methadone", "cause": "all", "ratio": "no"},
        pictures=_outcomes_pictures,
        tables=_outcomes_tables,
    ),
}
