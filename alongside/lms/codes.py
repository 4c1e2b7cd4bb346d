"""Makes learner codes for people whose list has none: from the learning platform's id, else from the e-mail.

The same list gives the same codes, in whatever order its lines stand. A code is something that a learner can type
when handing in, so it follows ``alongside.learner.hand_in``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterator, Sequence

from alongside.learner.hand_in import CODE
from alongside.lms.people import LmsPerson

MAX_CODE_CHARACTERS = 40
_MARK_CHARACTERS = 8


def _plain(text: str) -> str:
    """Return letters, digits and single hyphens; accents go."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9_]+", "-", letters.casefold()).strip("-_")


def _fitting(text: str, whole: str) -> str:
    if len(text) <= MAX_CODE_CHARACTERS:
        return text
    return f"{text[: MAX_CODE_CHARACTERS - _MARK_CHARACTERS - 1]}-{_mark(whole)}"


def _mark(text: str) -> str:
    return hashlib.sha256(text.casefold().encode()).hexdigest()[:_MARK_CHARACTERS]


def code_choices(person: LmsPerson) -> Iterator[str]:
    """Yield codes for a person, the one to prefer first: 12345, ada-l, ada-l-example-org, p-1f2e3d4c."""
    if CODE.match(person.lms_user_id):
        yield person.lms_user_id
    address = person.email or person.login
    for text in (address.partition("@")[0], address, person.sis_user_id):
        plain = _fitting(_plain(text), address)
        if CODE.match(plain):
            yield plain
    yield f"p-{_mark('|'.join((person.lms_user_id, address)))}"


def made_codes(people: Sequence[LmsPerson], taken: Container[str]) -> dict[int, str]:
    """Return line -> code for people without one; ``taken`` are codes in use, in small letters.

    A code that two of them could have goes to neither; both get their next one.
    """
    choices = {person.line: list(dict.fromkeys(map(str.casefold, code_choices(person)))) for person in people}
    wanted = Counter(code for one in choices.values() for code in one)
    spelled = {(person.line, code.casefold()): code for person in people for code in code_choices(person)}
    return {
        line: spelled[line, code]
        for line, one in choices.items()
        for code in [next((code for code in one if wanted[code] == 1 and code not in taken), "")]
        if code
    }
