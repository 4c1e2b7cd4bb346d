"""One question: read from what an author wrote, checked field by field, shown to a learner without its key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alongside.items.kinds import KINDS, MARKED_BY_PERSON
from alongside.items.reading import ID, is_number, is_text

_COMMON = {"id", "version", "objective", "kind", "stem", "points", "claims", "better", "read_again", "rationale",
           "twin_of", "critical"}
_OBJECTIVE = re.compile(r"M\d+\.\d+\Z")
_DEFAULT_POINTS = {name: 3.0 for name in MARKED_BY_PERSON}


@dataclass(frozen=True)
class Problem:
    """Something an author can mend: the ``file``, the ``field`` in it, and a plain ``message``."""

    file: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.message}"


@dataclass(frozen=True)
class Item:
    """One question of any kind; ``body`` holds the fields of its own kind, the key among them.

    ``twin_of`` names the item of which this is another form, for a second try; a ``critical`` item tests an action on
    which a life may hang, so mastery needs all of it; ``rationale`` tells a panel why options earn what they earn.
    """

    id: str
    version: int
    objective: str
    kind: str
    stem: str
    points: float
    body: Mapping[str, Any]
    claims: tuple[str, ...] = ()
    better: str = ""
    read_again: str = ""
    twin_of: str = ""
    critical: bool = False
    rationale: str = ""

    @property
    def marked_by_person(self) -> bool:
        """Whether a person marks the answer with a rubric; nothing here scores it."""
        return self.kind in MARKED_BY_PERSON

    def written(self, answer: Any) -> str:
        """Return the learner's own words in an answer that a person marks; raise InvalidAnswer for another form."""
        return MARKED_BY_PERSON[self.kind].written(self.body, answer)

    def public(self) -> dict[str, Any]:
        """Return what a learner may see before answering. Key, scores, feedback and notes stay behind."""
        seen = {"id": self.id, "version": self.version, "kind": self.kind, "stem": self.stem, "points": self.points}
        return {**seen, **KINDS[self.kind].public(self.body)}


def _common_problems(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not isinstance(data.get("id"), str) or not ID.match(data["id"]):
        yield "id", "needs an id of lower-case letters, digits and hyphens, such as “reflect-feeling”"
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        yield "version", "needs a whole number from 1 up; raise it when the meaning of an answer changes"
    if not isinstance(data.get("objective"), str) or not _OBJECTIVE.match(data["objective"]):
        yield "objective", "needs the objective it belongs to, such as “M9.3”"
    if not is_text(data.get("stem")):
        yield "stem", "needs the question"
    if "points" in data and (not is_number(data["points"]) or data["points"] <= 0):
        yield "points", "needs a number above 0"
    claims = data.get("claims", [])
    if not isinstance(claims, list) or not all(isinstance(claim, str) for claim in claims):
        yield "claims", "needs a list of claim ids from evidence/claims.yml"
    for name in ("better", "read_again", "rationale"):
        if name in data and not is_text(data[name]):
            yield name, "needs a text, or leave it out"
    if "twin_of" in data and (not isinstance(data["twin_of"], str) or not ID.match(data["twin_of"])):
        yield "twin_of", "needs the id of the item of which this is another form"
    if not isinstance(data.get("critical", False), bool):
        yield "critical", "needs true or false"


def parse_item(data: Any, file: str) -> tuple[Item | None, list[Problem]]:
    """Return the item, or None with what is wrong in ``file``.

    ``data`` is what the YAML file holds. Nothing is raised: whatever is off comes back as problems that name the field.
    """
    if not isinstance(data, Mapping):
        return None, [Problem(file, "(whole file)", "must hold one question: fields such as id, kind and stem")]
    problems = [Problem(file, field, message) for field, message in _common_problems(data)]
    kind = KINDS.get(data["kind"]) if isinstance(data.get("kind"), str) else None
    if kind is None:
        problems.append(Problem(file, "kind", f"must be one of {', '.join(KINDS)}"))
        return None, problems
    for name in sorted(set(map(str, data)) - _COMMON - kind.FIELDS):
        problems.append(Problem(file, name, f"is not a field of a {data['kind']} question"))
    body = {name: data[name] for name in kind.FIELDS if name in data}
    problems += [Problem(file, field, message) for field, message in kind.check(body)]
    if problems:
        return None, problems
    return Item(
        id=data["id"],
        version=data["version"],
        objective=data["objective"],
        kind=data["kind"],
        stem=data["stem"].strip(),
        points=float(data.get("points", _DEFAULT_POINTS.get(data["kind"], 1.0))),
        body=body,
        claims=tuple(data.get("claims", ())),
        better=data.get("better", ""),
        read_again=data.get("read_again", ""),
        twin_of=data.get("twin_of", ""),
        critical=data.get("critical", False),
        rationale=data.get("rationale", ""),
    ), []
