"""The page that answers, one by one, the statements of the two texts from which the course grew.

The statements are numbered A1 to A28 (the text that advertised a helpline) and B1 to B30 (the text for families).
Here each number stands beside the bold line that answers it, under its heading. No line answers two of them.
"""

import re
from collections import Counter
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "lessons" / "90_what_you_may_have_read.md"
VERDICTS = ("True", "True in part", "Out of date", "Misleading", "Not right", "We could not find support")
STATEMENTS = {*(f"A{number}" for number in range(1, 29)), *(f"B{number}" for number in range(1, 31))}
ANSWERS = {
    "How opioids work": {
        "A4": "True: opioids act like substances that the body makes for itself.",
        "A23": "True: the body's opioid system has to do with pain and with pleasure.",
        "A5": "Misleading: opioids get the brain to produce more of its messengers.",
        "A6": "Not right: opioids make cells pour out endorphins.",
        "A24": "We could not find support: a national medical library is the source for that flood.",
        "A22": "Not right: each dose makes cells work harder than normal.",
        "A7": "True in part: opioids keep pain from reaching the brain.",
        "A26": "True in part: the reward system runs memory, motives, beliefs and outlook.",
        "B24": "True: people have used opioids against pain since ancient times.",
        "B3": "Not right: it is only lately that pharmacies have made them.",
        "B4": "True: heroin belongs to the opioids.",
        "B25": "True in part: they are strong medicines for pain that is moderate or worse.",
        "A2": "Out of date: opioids are the usual way to treat pain.",
        "B5": "We could not find support: opioids have done as much harm as good.",
    },
    "How dependence and the cycle are told": {
        "A3": "True: there is a risk even when opioids are taken as prescribed.",
        "A27": "True in part: taking them without a prescription carries a high risk.",
        "B6": "Misleading: even a little, once, can change the brain and start a strong craving.",
        "B27": "True in part: opioids get a hold on people because they feel so good.",
        "A12": "True: addiction grows out of what opioids do to the reward system.",
        "A8": "True: after long use, it takes more for the same effect.",
        "B29": "True in part: tolerance means weaker highs, so people take more and take it more often.",
        "A25": "True in part: people raise their own dose for pain relief, and this adds to the damage.",
        "A9": "Misleading: dependence comes from damage to brain cells.",
        "A10": "Misleading: dose and damage go on rising for as long as a person takes opioids.",
        "A11": "Misleading: dependence that is left untreated leads on to addiction.",
        "A13": "Misleading: in the end a person lives for opioids and for nothing else.",
        "B7": "Misleading: what happens in the body is close to unbeatable.",
    },
    "Signs, withdrawal and danger": {
        "A15": "True: withdrawal shows that the body has become dependent.",
        "B28": "Misleading: whoever has withdrawal has an addiction.",
        "A16": "Misleading: withdrawal comes from damage to brain cells.",
        "A17": "True in part: withdrawal is poor sleep, sweating, low energy and changing moods.",
        "A18": "True: feeling ill in withdrawal makes people use again.",
        "B8": "Misleading: it begins in a day or two, and the timing shows how addicted someone is.",
        "B10": "True: a strong craving, with thoughts that keep coming back to opioids, is a sign.",
        "B9": "Not right: stealing or lying to get drugs shows an addiction.",
        "B2": "True in part: opioids are among the riskiest drugs, and thousands of people die each year.",
        "B26": "Out of date: thousands more struggle with addiction.",
        "B11": "Misleading: tolerance climbs fast and ends in the hospital, an overdose and death.",
        "A28": "Misleading: the text advises withdrawal care, with not a word on overdose, breathing "
        "or lost tolerance.",
    },
    "Treatment and helplines": {
        "A1": "Misleading: a free helpline, open day and night, finds you the right place.",
        "A21": "Misleading: it makes no difference to us which provider you choose.",
        "A20": "Misleading: the time to get help is when withdrawal begins.",
        "A14": "We could not find support: treating dependence makes addiction much less likely.",
        "B12": "Misleading: professional rehab, with or without a bed, gives the best chances.",
        "B23": "Out of date: the choices are counseling, groups and rehab.",
        "B13": "Misleading: the text tells families nothing about naloxone, medicines or safer use.",
    },
    "Family, pressure and words": {
        "B14": "True: leave the decision to the person, and do not press.",
        "B15": "True in part: the wish for help has to be their own.",
        "B1": "Misleading: the aim is to convince “the addicted”.",
        "B16": "Misleading: there are gentle, clever ways to win a person over.",
        "B17": "Misleading: gather the family and hold an intervention.",
        "B18": "Misleading: tell the person about all that their use has done.",
        "B20": "True in part: ask what keeps them from wanting help.",
        "B19": "True in part: let somebody who has been there speak with them.",
        "B21": "True in part: speak with “the addict”, not at them; be patient and kind.",
        "B22": "True: harsh words and a loud voice leave people more ashamed.",
        "A19": "Misleading: the words “users”, “abuse” and “Opium Dependence”.",
        "B30": "Misleading: the text gives families advice and never speaks of safety.",
    },
}
ENTRY = re.compile(rf"^\*\*((?:{'|'.join(VERDICTS)}): .+)\*\*\n(?P<answer>(?:.+\n)+)", re.MULTILINE)


def sections() -> dict[str, str]:
    """Return heading -> text of each part of the page."""
    parts = re.split(r"^## (.+)\n", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_statement_has_its_answer_and_no_number_stands_twice() -> None:
    numbers = [number for answers in ANSWERS.values() for number in answers]
    assert len(numbers) == len(STATEMENTS) == 58
    assert set(numbers) == STATEMENTS


def test_the_page_has_these_answers_under_these_headings_and_no_others() -> None:
    found = {heading: [match[1] for match in ENTRY.finditer(text)] for heading, text in sections().items()}
    assert {heading: lines for heading, lines in found.items() if lines} == {
        heading: list(answers.values()) for heading, answers in ANSWERS.items()
    }
    assert sum(map(len, found.values())) == len(STATEMENTS)


def test_every_answer_is_short_and_names_a_claim() -> None:
    for match in ENTRY.finditer(PAGE.read_text(encoding="utf-8")):
        said = re.sub(r"\s*\{cite\}`[^`]+`", "", match["answer"])
        assert "{cite}`" in match["answer"], match[1]
        assert 3 <= len(said.split()) <= 80, match[1]


def test_the_table_near_the_top_counts_the_verdicts_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    table = {row[0]: int(row[1]) for row in re.findall(r"^\| ([A-Z][a-z ]+?) \| .+ \| (\d+) \|$", text, re.MULTILINE)}
    assert set(table) == set(VERDICTS)
    assert table == Counter(match[1].partition(":")[0] for match in ENTRY.finditer(text))


def test_no_number_to_call_stands_on_the_page() -> None:
    assert not re.search(r"\b1?-?\d{3}-\d{3,4}\b|\b988\b|\b911\b", PAGE.read_text(encoding="utf-8"))
