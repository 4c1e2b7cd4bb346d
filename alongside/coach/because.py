"""Says in plain words what in a sentence made the coach think so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_FIXED = {
    "ends: ?": "it ends with a question mark",
    "asks inside: ?": "a question word stands in the middle",
    "only a nod": "it is only a nod",
    "shape: what/how …?": "it asks with “what”, “how” or “why”",
    "shape: who/when/how many …?": "it asks for a name, a place, a time or a number",
    "shape: do/is/can …?": "it can be answered with yes or no",
    "shape: you": "it begins with the other person",
    "shape: i": "it begins with yourself",
    "they asked": "they had asked",
    "shares: most words": "it uses mostly their words",
    "shares: some words": "it uses some of their words",
    "shares: no word": "it brings in words they did not use",
}
_WITH_WORDS = {
    "word": "the word “{}”",
    "words": "the words “{}”",
    "begins": "it begins with “{}”",
    "leads in": "it leads in with “{}”",
    "ends": "it ends with “{}”",
    "length": "it is {} long",
}


_SAYS_LITTLE = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "he", "her", "him", "his", "in", "is", "it",
    "it's", "of", "on", "or", "our", "she", "that", "the", "their", "them", "they", "this", "to", "was", "we",
    "were", "with", "…",
})
_SHORT = ("1 word", "2 words", "over 30 words")


def in_words(feature: str) -> str:
    """Return what a feature says of a sentence; empty for one that would tell a reader nothing."""
    if feature in _FIXED:
        return _FIXED[feature]
    kind, _, value = feature.partition(": ")
    small = kind in ("word", "words") and set(value.split()) <= _SAYS_LITTLE
    if small or (kind == "length" and value not in _SHORT):
        return ""
    return _WITH_WORDS[kind].format(value) if kind in _WITH_WORDS else ""


def _quoted(told: str) -> str:
    return told.partition("“")[2].rstrip("”")


def tell(reasons: Iterable[str], most: int = 3) -> list[str]:
    """Return the strongest reasons in words; a word that a longer reason already quotes is not told twice."""

    def each() -> Iterator[str]:
        told: list[str] = []
        for words in filter(None, map(in_words, reasons)):
            quote = _quoted(words)
            if quote and any(quote in _quoted(other) or _quoted(other) in quote for other in told if _quoted(other)):
                continue
            told.append(words)
            yield words

    return [words for words, _ in zip(each(), range(most), strict=False)]
