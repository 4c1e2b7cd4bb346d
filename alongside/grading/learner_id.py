"""What a learner code may look like: it names folders, rows and cells of a spreadsheet, and is never an
order.
"""

from __future__ import annotations

from dataclasses import dataclass

MAX_CHARACTERS = 128  # the width of nbgrader's column
_ACTED_ON = set('/\\<>"&`')
_MISREAD = {
    ",": "comma",
    "*": "star",
    "?": "question mark",
    "[": "bracket",
    "]": "bracket",
    "+": "plus sign",
    "#": "number sign",
    "%": "percent sign",
}
_FORMULA = set("=+-@")


@dataclass(frozen=True)
class Remark:
    """What is odd about a code; a ``refused`` one is never used."""

    message: str
    refused: bool


def _refusal(code: str) -> str | None:
    if not code or code in (".", ".."):
        return "is empty"
    if len(code) > MAX_CHARACTERS:
        return f"has more than {MAX_CHARACTERS} characters"
    try:
        code.encode("utf-8")
    except UnicodeEncodeError:
        return "is not UTF-8 text"
    if not code.isprintable():
        return "holds a control character"
    if code != code.strip() or code.startswith("."):
        return "begins or ends with a space or begins with a dot"
    acted_on = sorted(_ACTED_ON & set(code))
    if acted_on:
        return f"holds {' '.join(acted_on)}, which other programs act on"
    return None


def learner_id_problem(code: str) -> Remark | None:
    """Return what is odd about a learner code, or None for an ordinary one."""
    refusal = _refusal(code)
    if refusal:
        return Remark(f"{refusal}; it cannot be used", refused=True)
    misread = sorted({name for character, name in _MISREAD.items() if character in code})
    if misread:
        named = " and a ".join(misread)
        return Remark(f"holds a {named}, which some programs misread; it was used all the same", refused=False)
    if code[0] in _FORMULA:
        return Remark("begins like a formula of a spreadsheet; it was used as plain text", refused=False)
    return None
