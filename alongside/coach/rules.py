"""What needs no model: words that can hurt, advice nobody asked for, one's own story at length, words that show why."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STIGMA = re.compile(
    r"\b(addicts?|ex-?addicts?|abusers?|substance abuse|drug abuse|junk(?:ie|y)s?|(?:crack|pill|pot) ?heads?"
    r"|drunks?|alcoholics?|dope ?fiends?|tweakers?|users?|druggies?|enablers?|drug habit|rock bottom"
    r"|(?:get|gets|got|getting|stay|stays|stayed|staying|been|i'm|i am|you're|you are) (?:\w+ )?clean"
    r"|(?:s?he|they)(?:'s|'re| is| are) (?:\w+ )?clean"
    r"|clean and sober|dirty (?:urine|test|drug)|(?:urine|test) (?:was|is|came back) dirty|fell off the wagon"
    r"|non-?compliant|manipulative|drug[- ]seek\w*)\b"
    r"(?! (?:up|the|your|my|his|her|their|water|shower|sheets|needles?))",
    re.IGNORECASE)
_ASKED_FOR = re.compile(
    r"\bwhat (?:should|would|do|can) (?:i|we|you)\b|\bwhat do you think\b|\bany (?:idea|advice|tips?)\b"
    r"|\btell me what to\b"
    r"|\bhow (?:do|can|should|could) (?:i|we)\b|\bwhat are my options\b|\bdo you (?:know|think)\b", re.IGNORECASE)
_ASKS_FIRST = re.compile(
    r"\b(?:could|can|may|would|is|are|do|want|ok(?:ay)?|all right|alright|mind|want)\b[^.?!]*\b"
    r"(?:i|we|me|share|tell|hear|suggest|idea)\b[^.?!]*\?", re.IGNORECASE)
FEWEST_STORY_WORDS = 45


def stigmatizing_words(sentence: str, client: str = "") -> list[str]:
    """Return words that can hurt; not those that the other person used of themselves, which are theirs."""
    found = [match.group() for match in _STIGMA.finditer(sentence)]
    return [word for word in found if word.lower() not in client.lower()]


def advice_was_asked_for(before: Sequence[str], client: str) -> bool:
    """Return whether the other person asked, or a sentence ``before`` the advice asked them first."""
    return bool(_ASKED_FOR.search(client)) or any(_ASKS_FIRST.search(sentence) for sentence in before)


def story_is_long(stories: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether one's own story takes more than three sentences, or most of a reply of some length."""
    told = sum(len(sentence.split()) for sentence in stories)
    rest = sum(len(sentence.split()) for sentence in others)
    return len(stories) > 3 or (told >= FEWEST_STORY_WORDS and told > rest)
