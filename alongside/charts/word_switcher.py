"""What the word switcher says and shows, as data: one note about Walt in two sets of words, four lines to mark, what
one study found, and words to say instead. What a learner marks stays in the page: it is no setting and goes nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.charts.describe import Sentence, case, sentences, template

TITLE = "One note, two sets of words"
NOTE = (
    "Walt is invented. The old labels stand here only so that you can notice what they do. "
    "The note leaves out most of him: the boat, the neighbors he gets up for at night, what he wants."
)
CLAIMS = (
    "comm-label-experiment",
    "comm-person-first-words",
    "comm-stigma-seeking-help",
    "adaptation-is",
    "adaptation-reverses",
    "words-of-their-own",
)
LABELS = ("person-first", "old")
STEPS = (1, 2, 3, 4, 5)

# The only place of the package where words that shame may stand. This diagram teaches why not, so it has to show them:
# by the part of the note that they change, and by the row of the table that replaces them.
OLD_WORDS: Mapping[str, str] = {
    "note-person": "an addict",
    "note-use": "has been an abuser ever since",
    "note-months": "was clean for two months",
    "note-again": "he relapsed",
    "note-test": "was dirty",
    "note-medicine": "a substitute, buprenorphine",
    "note-missed": "failed to show up",
    "table-person": "“addict”, “user”, “abuser”, “junkie”",
    "table-recovery": "“clean”, of a person",
    "table-test": "“dirty” or “clean”, of a test",
    "table-return": "“relapse” or “failure”, as a verdict",
    "table-medicine": "“substitute”, “crutch”, “one drug for another”",
    "table-death": "“committed suicide”; an overdose told as a moral",
    "table-brain": "“damaged”, “broken brain”, “hijacked”",
    "table-ask": "“why don't you?”, “you need to”, “you should”",
}

_NOTE_PARTS: tuple[str | tuple[str, str], ...] = (
    "Walt is 50. He is ", ("note-person", "a person with opioid use disorder"),
    ". He has fished from the same small town for thirty years. Nine years ago he tore a shoulder. The prescription "
    "ended and the pain did not, and he ", ("note-use", "has used opioids since"),
    ". Last winter he ", ("note-months", "did not use for two months"), ", and then ", ("note-again", "he used again"),
    ". His last test ", ("note-test", "was positive for opioids"),
    ". He asks about ", ("note-medicine", "treatment with buprenorphine"),
    ". He ", ("note-missed", "missed"),
    " two appointments: the clinic is two hours away, and the boat leaves at four.",
)  # fmt: skip

_LINES = (
    ("blame", "He is to blame for how things are.", "To blame"),
    ("punish", "Using again deserves a penalty.", "Penalty for using again"),
    ("threat", "I would be uneasy as his neighbor.", "Uneasy as his neighbor"),
    ("help", "He should get help as soon as he asks.", "Should get help"),
)

BLAME_LINES = ("blame", "punish")

_SAY = (
    ("table-person", "a person who uses opioids; a person with opioid use disorder",
     "The person comes first. A label makes one thing stand for the whole of someone."),
    ("table-recovery", "in recovery; not using now",
     "Says where someone is today. The old word makes everybody else its opposite."),
    ("table-test", "positive, negative",
     "A test gives a result. It gives no marks for character."),
    ("table-return", "return to use; setback",
     "Says what happened and leaves room for what comes next."),
    ("table-medicine", "medicine for opioid use disorder; methadone, buprenorphine",
     "It is treatment, and it has a name."),
    ("table-death", "died by suicide; died of an overdose",
     "Says what happened. Nobody's death is a crime or a lesson."),
    ("table-brain", "adaptation; much of it reverses",
     "Closer to what is known: the body adapts, and much of that goes back."),
    ("table-ask", "what matters to you? what have you noticed?",
     "Asks instead of pushing. The choice stays with the person."),
)  # fmt: skip


def _parts() -> list[dict[str, str]]:
    """Return the note in order: {"same"} for what stays, {"person-first", "old"} for what the switch changes."""
    return [
        {"same": part} if isinstance(part, str) else {"person-first": part[1], "old": OLD_WORDS[part[0]]}
        for part in _NOTE_PARTS
    ]


def note_in(labels: str) -> str:
    """Return the whole note in the words ``labels``: "person-first" or "old"."""
    return "".join(part.get("same") or part[labels] for part in _parts())


def _study() -> dict[str, Any]:
    return {
        "caption": "What one study found (Kelly and Westerhoff 2010)",
        "sentences": [
            "516 clinicians read the same story about a person. Chance decided which of two labels each of them saw; "
            "one of the two was “substance abuser”. Then they answered questions on three scales.",
            "Those who read “substance abuser” gave answers with more blame and punishment. The "
            "two other scales, social threat and victim treatment, did not differ.",
            "The study asked for answers about a story. It does not show that words changed anyone's treatment.",
        ],
        "head": ["Scale", "Answers under the two labels"],
        "rows": [
            {"scale": "Blame and punishment", "differed": True, "said": "differed"},
            {"scale": "Social threat", "differed": False, "said": "did not differ"},
            {"scale": "Victim treatment", "differed": False, "said": "did not differ"},
        ],
    }


def _table() -> dict[str, Any]:
    return {
        "caption": "Instead of, say, why",
        "head": ["Instead of", "Say", "Why"],
        "rows": [[OLD_WORDS[row], say, why] for row, say, why in _SAY],
        "reason": (
            "People who feel looked down on are less willing to seek care. Words are one part of that, and a part "
            "we choose."
        ),
        "theirs": (
            "People may use any of these words of themselves. If Walt calls himself one of them, the word is his: he "
            "may have made it his own, or his group may talk that way. We leave it to him, and still choose ours "
            "with care."
        ),
    }


def _templates() -> list[dict[str, Any]]:
    both, none = ("marked", "==", 2), ("moved", "==", 0)
    many = f"of your {len(_LINES)} marks moved when the words changed. Walt stayed the same."
    return [
        template(
            "reading",
            case("You are reading the note with the old labels.", ("open", "==", "yes"), ("labels", "==", "old")),
            case("You are reading the note in words that name the person first.", ("open", "==", "yes")),
            case("You have marked one version. Switch the words and mark the four lines again.", ("marked", "==", 1)),
            case("Read the note as if it were all you knew of Walt. Then mark the four lines."),
        ),
        template(
            "changed",
            case(f"The underlined words changed in {len(_changed())} places. What happened to Walt is the same.",
                 ("open", "==", "yes")),
            case("")),
        template(
            "moved",
            case("None of your marks moved when the words changed. Walt stayed the same too.", both, none),
            case(f"1 {many}", both, ("moved", "==", 1)),
            case(f"{{moved}} {many}", both),
            case(""),
        ),
        template(
            "blame",
            case("Blame and penalty, taken together, stand higher with the old labels. That is no verdict on you.",
                 both, ("blame_more_with_old", ">", 0)),
            case("Blame and penalty, taken together, do not stand higher with the old labels.", both),
            case(""),
        ),
        template(
            "no-test",
            case("You saw both versions, so this is a way to notice, not a test. In the study each reader saw one "
                 "label.", both),
            case(""),
        ),
    ]  # fmt: skip


def _changed() -> list[str]:
    return [part[0] for part in _NOTE_PARTS if not isinstance(part, str)]


def word_switcher_spec(rate_first: bool = True) -> dict[str, Any]:
    """Return everything that the page needs; ``rate_first`` says whether the rest waits for both ratings."""
    return {
        "title": TITLE,
        "note": NOTE,
        "rate_first": rate_first,
        "parts": _parts(),
        "versions": [
            {"id": "person-first", "text": "These words", "hint": "name the person first",
             "word": "person-first words"},
            {"id": "old", "text": "Those words", "hint": "put a label first", "word": "old labels"},
        ],
        "lines": [
            {"id": one, "text": text, "word": word, "blame": one in BLAME_LINES} for one, text, word in _LINES
        ],
        "steps": {
            "values": list(STEPS), "least": "not at all", "most": "fully",
            "scale": f"{STEPS[0]} is not at all, {STEPS[-1]} is fully",
        },
        "caption": "A note passed on before Walt's first visit",
        "question": "What would you think of Walt?",
        "reassurance": "There is no right answer. Your marks stay on this page; nothing is sent or kept.",
        "plot": {"caption": "Your marks, side by side", "empty": "Mark the four lines and your marks will stand here."},
        "study": _study(),
        "table": _table(),
        "sentences": _templates(),
    }  # fmt: skip


def word_switcher_facts(
    labels: str = "person-first",
    marks: Mapping[str, Sequence[int]] | None = None,
    open_all: bool = False,
) -> dict[str, Any]:
    """Return the facts of the sentences. ``marks`` holds, for each version that is marked, a step from 1 to 5 for each
    line; the rest of the page is open when both are marked, or with ``open_all``.
    """
    marked = {name: list(steps) for name, steps in (marks or {}).items() if len(steps) == len(_LINES)}
    both = len(marked) == len(LABELS)
    pairs = list(zip(marked["person-first"], marked["old"], strict=True)) if both else []
    blame = [pair for pair, (line, _, _) in zip(pairs, _LINES, strict=False) if line in BLAME_LINES]
    return {
        "labels": labels,
        "open": "yes" if both or open_all else "no",
        "marked": len(marked),
        "moved": sum(first != old for first, old in pairs),
        "blame_more_with_old": sum(old - first for first, old in blame),
    }


def word_switcher_words(
    labels: str = "person-first",
    marks: Mapping[str, Sequence[int]] | None = None,
    open_all: bool = False,
) -> list[Sentence]:
    """Return the sentences beside the note at these settings and marks."""
    return sentences(_templates(), word_switcher_facts(labels, marks, open_all))
