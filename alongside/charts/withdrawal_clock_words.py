"""The words of the withdrawal clock: sentences with their thresholds, and published windows in plain words."""

from __future__ import annotations

from typing import Any

from alongside.charts.describe import case, template
from alongside.models.parameters import parameters_of
from alongside.models.tables import table

TITLE = "Withdrawal clock: when it begins, when it is strongest, when it eases"
NOTE = (
    "A teaching model: it shows direction and rough timing, not any one person. It leaves out differences between "
    "people, what the street supply holds, and sleep and mood, which take weeks. The published windows were read on "
    "secondary pages or are general knowledge: to be confirmed by a clinician. The lower picture is a sketch without "
    "hours, for two weeks of daily use. What arrives acts at once there; in life buprenorphine builds up over an hour "
    "or two."
)
CONFIRM = "To be confirmed by a clinician."
PARTS = {"onset": "begins", "peak": "is strongest", "end": "has eased"}
_IN_DAYS_FROM_HOURS = 72


def drug_word(drug: str) -> str:
    """Return what an opioid is called in a sentence; KeyError for one that is not in the table."""
    return str({one["id"]: one["word"] for one in table("withdrawal_windows")["drugs"]}[drug]).split(",")[0]


def span_words(low_hours: float, high_hours: float) -> str:
    """Return a window in words, in days where it starts late and both ends are whole days."""
    if low_hours >= _IN_DAYS_FROM_HOURS and low_hours % 24 == high_hours % 24 == 0:
        return f"{low_hours / 24:g} to {high_hours / 24:g} days"
    return f"{low_hours:g} to {high_hours:g} hours"


def windows_of(drug: str) -> list[dict[str, Any]]:
    """Return the published windows of an opioid: ``what``, ``hours``, ``words`` and ``source``, all sources alike."""
    return [
        {"what": row["what"], "hours": row["hours"], "words": span_words(*row["hours"]), "source": row["source"]}
        for row in table("withdrawal_windows")["windows"]
        if row["drug"] == drug
    ]


def _published(drug: str) -> str:
    found = windows_of(drug)
    spans = {part: [row["words"] for row in found if row["what"] == part] for part in PARTS}
    told = {part: " or ".join(dict.fromkeys(words)) for part, words in spans.items()}
    disagree = " Where there are two, sources disagree." if any(" or " in words for words in told.values()) else ""
    return (
        f"Published for {drug_word(drug)}: withdrawal begins after {told['onset']}, is strongest at {told['peak']} and "
        f"has eased after {told['end']}.{disagree} {CONFIRM}"
    )


def _model_template(days_from_hours: float) -> dict[str, Any]:
    start = "In this model, after {days_of_use:days} of {drug_word}, withdrawal begins about"
    end = "and has eased after about {end_days:count} days."
    in_hours, peak_in_hours = ("onset_hours", "<", days_from_hours), ("peak_hours", "<", days_from_hours)
    return template(
        "model",
        case("After {days_of_use:days} of {drug_word} this model shows little or no withdrawal.", ("felt", "==", 0)),
        case(f"{start} {{onset_hours:count}} hours after the last use, is strongest at about {{peak_hours:count}} "
             f"hours {end}", peak_in_hours),
        case(f"{start} {{onset_hours:count}} hours after the last use, is strongest at about {{peak_days:count}} days "
             f"{end}", in_hours),
        case(f"{start} {{onset_days:count}} days after the last use, is strongest at about {{peak_days:count}} days "
             f"{end}"),
    )  # fmt: skip


def _beside_template(p: dict[str, float]) -> dict[str, Any]:
    times = (
        "withdrawal begins after about {beside_onset_hours:count} hours and has eased after about "
        "{beside_end_days:count} days."
    )
    return template(
        "beside",
        case("", ("beside", "==", "none")),
        case("{Beside_word}, used for as many days, shows little or no withdrawal here.", ("beside_felt", "==", 0)),
        case(f"{{Beside_word}}, used for as many days: {times}", ("felt", "==", 0)),
        case(f"{{Beside_word}}, used for as many days, comes later: {times}",
             ("beside_later", ">=", p["clearly_later_hours"])),
        case(f"{{Beside_word}}, used for as many days, comes sooner: {times}",
             ("beside_later", "<=", -p["clearly_later_hours"])),
        case(f"{{Beside_word}}, used for as many days, keeps about the same time: {times}"),
    )


def _arrival_templates() -> list[dict[str, Any]]:
    jump = "from {gap_before:percent} to {gap_after:percent} of the greatest there can be"
    naloxone, early = ("arrives", "==", "naloxone"), ("moment", "==", "early")
    return [
        template(
            "arrival",
            case("Choose what arrives, and look what it does to the gap.", ("arrives", "==", "none")),
            case(f"Early: naloxone takes the receptors from {{drug_word}}. Within minutes the gap jumps {jump}. It "
                 "fades as naloxone does: a while later it is {gap_later:percent}.", naloxone, early),
            case(f"Later: much of the {{drug_word}} has left the receptors, so naloxone changes less. The gap goes "
                 f"{jump}.", naloxone),
            case("Early: buprenorphine comes to receptors that hold buprenorphine. The gap stays as it is.",
                 early, ("drug", "==", "buprenorphine")),
            case(f"Early: buprenorphine takes the receptors from {{drug_word}} and gives less message. The gap jumps "
                 f"{jump}, and it stays, because buprenorphine holds on.", early),
            case(f"Later: many receptors stand empty, and buprenorphine fills them. The gap falls {jump}. This is "
                 "relief."),
        ),
        template(
            "arrival-care",
            case("", ("arrives", "==", "none")),
            case("In an overdose give naloxone, whatever this picture shows. Naloxone wears off in 30 to 90 minutes. "
                 "The opioid can come back to the receptors and breathing can stop again. Stay and watch each breath.",
                 naloxone, tone="danger"),
            case("When is for a prescriber, who goes by signs. With street fentanyl it is least predictable. "
                 f"{CONFIRM}", tone="care"),
        ),
        template(
            "arrival-trial",
            case("How often? In one large trial 9 of about 1,200 people who were given buprenorphine had this sudden "
                 "withdrawal. All nine had used fentanyl, and most who had used fentanyl did not have it. Case series "
                 f"and single departments report more, some of it severe. {CONFIRM}",
                 ("arrives", "==", "buprenorphine")),
            case(""),
        ),
    ]  # fmt: skip


def templates() -> list[dict[str, Any]]:
    """Return every sentence of the clock; its facts are ``withdrawal_clock_facts``."""
    p = parameters_of("withdrawal_clock")
    drugs = [one["id"] for one in table("withdrawal_windows")["drugs"]]
    published = [case(_published(drug), ("drug", "==", drug)) for drug in drugs[1:]]
    return [
        _model_template(p["two_days_hours"]),
        template("windows", *published, case(_published(drugs[0]))),
        _beside_template(p),
        *_arrival_templates(),
        template("rule", case(
            "Signs matter more than the clock. When a medicine is started is for a prescriber to decide. A peer never "
            "gives a waiting time; a peer can say: ask the clinic before the first dose.", tone="care")),
        template("after", case(
            "While withdrawal eases, tolerance falls. After this the amount that was usual can stop a person's "
            "breathing.",
            tone="care")),
    ]  # fmt: skip


PREDICTION = {
    "question": "Two people used every day for two weeks, one heroin and one methadone. Both stop today. Whose "
                "withdrawal begins first?",
    "options": [
        {"id": "methadone", "text": "The one who took methadone",
         "reply": "Methadone lasts longer in people's talk, so it is easy to think it comes first as well. Compare "
                  "heroin with methadone: methadone leaves slowly, so its withdrawal comes late and goes late."},
        {"id": "same", "text": "Both, after a day or two",
         "reply": "One clock for everyone would be handy, and many people learn it that way. Compare heroin with "
                  "methadone: where the two lines leave the ground they are about a day apart."},
        {"id": "heroin", "text": "The one who used heroin",
         "reply": "Yes. Heroin leaves in hours, so the gap opens within the first day. Now move the days of use down "
                  "to 3 and look what changes."},
    ],
    "look_for": "Compare heroin with methadone: look where each line leaves the ground, and where it comes back to it.",
}  # fmt: skip
