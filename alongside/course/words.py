"""The vocabulary rules: words that shame, words that press, amounts that no learner's page may name."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SHAMING = re.compile(
    r"\b(addicts?|the addicted|abusers?|substance abuse|drug abuse|junk(?:ie|y)s?|got clean|get clean|"
    r"stay(?:ed|ing)? clean|dirty (?:urine|test)|clean (?:urine|test)|drug habit|rock bottom|enablers?|"
    r"hijack(?:s|ed)?)\b", re.IGNORECASE)
_VERDICT = re.compile(r"(?<![\w“])(?:Wrong|Great job|Well done)\b[.!:]?", re.IGNORECASE)
_AMOUNT = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|ug|micrograms?|milligrams?|ml|cc|grams?)\b", re.IGNORECASE)
_TEACHES_WHY_NOT = re.compile(r"\{why-not\}|not “|instead of|rather than|people say|label|words? that",
                              re.IGNORECASE)


def _quoted(line: str, start: int) -> bool:
    """Return True for a word inside quotation marks: a character's own word, or one that is being talked about."""
    before = line[:start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or line.lstrip().startswith(">")


def word_problems(text: str, *, verdicts: bool = False) -> Iterator[tuple[int, str]]:
    """Yield (line number, what to mend) for words that have no place on a learner's page.

    A shaming word may stand in quotation marks where it is somebody's own, or where the line teaches why not.
    ``verdicts`` also looks for bare judgements, which feedback never uses.
    """
    for number, line in enumerate(text.splitlines(), 1):
        for match in _SHAMING.finditer(line):
            if not _quoted(line, match.start()) and not _TEACHES_WHY_NOT.search(line):
                yield number, f"“{match.group()}” shames; use person-first words, or quote it and say why not"
        for match in _AMOUNT.finditer(line):
            if "naloxone" not in line.lower():
                yield number, f"“{match.group()}” is an absolute amount; learners' pages say “usual amount”"
        if verdicts:
            for match in _VERDICT.finditer(line):
                yield number, f"“{match.group()}” is a verdict; say what the answer does and what to try"
