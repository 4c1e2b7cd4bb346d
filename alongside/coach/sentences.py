"""Cuts a reply into sentences and words."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?…])[\"”'’)]*\s+|\s*\n+\s*")
_SHORT_FORM = re.compile(r"(?:\b(?:dr|mr|mrs|ms|st|vs|etc|e\.g|i\.e|a\.m|p\.m)\.|\.\.\.|…)[\"”'’)]*$", re.I)
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|\?")
_STUTTER = re.compile(r"\b(\w+)-+ *(?=\1)")
_HESITATION = re.compile(r"\b(?:u+m+|u+h+|e+r+m*)\b[,.]?\s*|\[[^\]]*\]\s*", re.I)


def sentences(text: str) -> list[str]:
    """Return the sentences of a reply in order, as they were written; an abbreviation or a pause ends none."""
    found: list[str] = []
    for piece in _END.split(text.strip()):
        if not re.search(r"\w", piece or ""):
            continue
        if found and _SHORT_FORM.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece.strip())
    return found


def words(text: str) -> list[str]:
    """Return lower-case words and question marks; hesitations (“um”) and a transcriber's brackets are left out."""
    plain = _HESITATION.sub("", text.replace("’", "'")).lower()
    return _WORD.findall(_STUTTER.sub("", plain))
