"""What treatment outcomes says and shows, as data: 1,000 people in treatment, 1,000 out of it. Every rate comes from
``models/tables/outcomes.yml``; one drawn figure is one person.
"""

from __future__ import annotations

from typing import Any

from alongside.charts.describe import Sentence, case, sentences, template, whole
from alongside.models.outcomes import CAUSES, MEDICINES, treatment_rates

TITLE = "In and out of treatment: 1,000 people, one year"
NOTE = (
    "Each figure stands for one of 1,000 people followed for a year (1,000 person-years), rounded to whole people. "
    "The rates come from 19 studies put together (Sordo 2017). They are about groups, not about any one person, and "
    "they leave out health, housing, place and how well a treatment fits."
)
CLAIMS = (
    "deaths-in-and-out",
    "death-rates-in-and-out",
    "first-weeks-after-stopping",
    "first-weeks-on-methadone",
    "peer-scope",
)
ICONS = {"columns": 40, "rows": 25, "in_a_counted_row": 10}
RATIO_AXIS = {
    "title": "The ratio, with its interval", "none": "No ratio to draw here",
    "low": 0, "high": 8, "ticks": [0, 1, 2, 3, 4, 5, 6, 7, 8], "no_difference": 1,
    "no_difference_word": "1 = no difference", "label": "Deaths out of treatment, times those in it",
}  # fmt: skip


def _prediction() -> dict[str, Any]:
    count = "Choose methadone and any cause. Count the open figures in both pictures, ten to a row."
    return {
        "question": (
            "1,000 people have left methadone treatment and are followed for a year. "
            "How many of them die in that year, of any cause?"
        ),
        "options": [
            {"id": "five", "text": "About 5", "reply": (
                f"It is easy to think that leaving treatment changes little. {count} "
                "See how far apart the two groups are.")},
            {"id": "thirty-five", "text": "About 35", "reply": (
                f"The picture is close to that. {count} How many fewer are there in treatment?")},
            {"id": "hundred-fifty", "text": "About 150", "reply": (
                f"The saddest stories travel furthest, so the number can seem larger than it is. {count} "
                "Most people in both groups live.")},
            {"id": "four-hundred", "text": "About 400", "reply": (
                f"Grief and headlines can make it look as if hardly anyone comes through. {count} "
                "Most people in both groups live.")},
        ],
        "look_for": f"{count} How far apart are the two groups?",
    }  # fmt: skip


def _templates() -> list[dict[str, Any]]:
    fewer = "In treatment, {difference:one_decimal} fewer of 1,000 died"
    shown, missing = ("ratio", "==", "yes"), ("times", "<=", 0)
    overdose = ("cause", "==", "overdose")
    return [
        template(
            "rates",
            case("Of 1,000 people followed for a year in {medicine} treatment, {in_rate:one_decimal} died of an "
                 "overdose. Out of treatment, {out_rate:one_decimal} of 1,000 did.", overdose),
            case("Of 1,000 people followed for a year in {medicine} treatment, {in_rate:one_decimal} died. "
                 "Out of treatment, {out_rate:one_decimal} of 1,000 did."),
        ),
        template(
            "drawn",
            case("The pictures show whole people: {in_count:count} and {out_count:count} open figures."),
        ),
        template(
            "hope",
            case(f"Most people lived, in treatment and out of it. {fewer} of an overdose.", overdose),
            case(f"Most people lived, in treatment and out of it. {fewer}."),
        ),
        template(
            "ratio",
            case("The summary that we read gives no ratio for this pair, so none is drawn.", shown, missing),
            case("The ratio: {times:one_decimal} times as many deaths out of treatment as in it. Its interval, the "
                 "room that the studies leave for chance, runs from {low} to {high}. A ratio of 1 would mean no "
                 "difference; the whole interval lies above it.", shown),
            case(""),
        ),
        template(
            "caution",
            case("Compare in with out for {medicine} alone: people on methadone and on buprenorphine were different "
                 "groups. Nobody was put in or out of treatment by chance. People who stay may differ from people who "
                 "leave, so treatment need not be the whole reason for the gap.", tone="care"),
        ),
        template(
            "weeks",
            case("In a study in the UK, deaths from drug poisoning were most frequent in the first four weeks after "
                 "stopping. The first four weeks on methadone need care too (to be confirmed by a clinician).",
                 ("medicine", "==", "methadone")),
            case("In a study in the UK, deaths from drug poisoning were most frequent in the first four weeks after "
                 "stopping."),
        ),
        template(
            "way-back",
            case("People who leave can come back to treatment, and a peer can go along to the appointment."),
        ),
    ]  # fmt: skip


def _row(medicine: str, cause: str) -> dict[str, Any]:
    """Return the facts of one medicine and one cause; ``times`` is 0 where no ratio was published."""
    rates = treatment_rates(medicine, cause)
    inside, outside = float(rates["in_per_1000"]), float(rates["out_per_1000"])
    times = float(rates.get("ratio", 0))
    return {
        "medicine": medicine, "cause": cause, "in_rate": inside, "out_rate": outside,
        "in_count": whole(inside), "out_count": whole(outside), "difference": outside - inside,
        "times": times, "ratio_words": f"{times:.2f}" if times else "",
        "low": f"{rates['low']:.2f}" if times else "", "high": f"{rates['high']:.2f}" if times else "",
        "people": f"{rates['people']:,}",
    }  # fmt: skip


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """Return ``row`` with the words that stand in the pictures."""
    died = "died of an overdose" if row["cause"] == "overdose" else "died"
    lived = "did not die of an overdose" if row["cause"] == "overdose" else "lived"
    return row | {
        "in_title": f"In {row['medicine']} treatment",
        "out_title": f"Out of {row['medicine']} treatment",
        "in_said": f"{row['in_count']} of 1,000 {died}",
        "out_said": f"{row['out_count']} of 1,000 {died}",
        "died": died,
        "lived": lived,
    }


def treatment_outcomes_spec() -> dict[str, Any]:
    """Return everything that the page needs to show treatment outcomes."""
    return {
        "title": TITLE,
        "note": NOTE,
        "caption": "1,000 people in treatment, 1,000 people out of it",
        "prediction": _prediction(),
        "medicines": [{"id": one, "text": one.capitalize()} for one in MEDICINES],
        "causes": [{"id": "all", "text": "Any cause"}, {"id": "overdose", "text": "Overdose"}],
        "rows": [_shown(_row(medicine, cause)) for medicine in MEDICINES for cause in CAUSES],
        "icons": ICONS,
        "ratio_axis": RATIO_AXIS,
        "sentences": _templates(),
    }


def treatment_outcomes_facts(
    medicine: str = "methadone", cause: str = "all", ratio: str = "no"
) -> dict[str, Any]:
    """Return the numbers and words that the sentences use (rates per 1,000 person-years)."""
    return _row(medicine, cause) | {"ratio": ratio}


def treatment_outcomes_words(
    medicine: str = "methadone", cause: str = "all", ratio: str = "no"
) -> list[Sentence]:
    """Return the sentences beside the pictures."""
    return sentences(_templates(), treatment_outcomes_facts(medicine, cause, ratio))


def treatment_outcomes_points(medicine: str = "methadone", cause: str = "all") -> dict[str, dict[str, Any]]:
    """Return what each picture draws: open figures in each array, and the ratio [x] with its interval, where known."""
    row = _row(medicine, cause)
    ratio = {"ratio": row["times"], "interval": [float(row["low"]), float(row["high"])]} if row["times"] else {}
    return {"people": {"in": row["in_count"], "out": row["out_count"]}, "ratio": ratio}
