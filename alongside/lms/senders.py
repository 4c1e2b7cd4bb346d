"""Who handed a file in, as the names in a learning platform's download say, and whether the roster agrees.

Canvas: ``doejane_LATE_123_456_file.zip`` (sortable name in small letters without blanks, LATE or not, Canvas's user
id, id of the upload, the file's own name). Moodle: ``Jane Doe_123_assignsubmission_file_/file.zip``, or flat with the
file's name behind it; its number belongs to the assignment and says nothing about the person, so the name counts.
Sources: instructure/canvas-lms, lib/content_zipper.rb; moodle/moodle, mod/assign/classes/downloader.php.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from alongside.grading.collect import learner_with
from alongside.grading.hand_in_zip import RefusedZip
from alongside.grading.roster import Person, Roster
from alongside.grading.submission import shown

_CANVAS = re.compile(r"(?P<name>\w+?)_(?:LATE_)?(?P<user>\d{1,20})_\d{1,20}_.", re.IGNORECASE)
_MOODLE = re.compile(r"(?P<name>.{1,250}?)_\d{1,20}_assignsubmission_file(?:_|\Z)")
_NAMELESS = re.compile(r"(?:late_)?anon\Z|(?:late_)?anon_|participant\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Sender:
    """Who handed in, in a platform's words; ``user_id`` is empty where its names hold none."""

    platform: str
    name: str
    user_id: str = ""

    @property
    def shown(self) -> str:
        """How to speak of them in a report."""
        return shown(self.name) + (f" (id {self.user_id})" if self.user_id else "")


def sender_of(parts: Sequence[str]) -> Sender | None:
    """Return who handed in by the folders and the name of a file, or None where they do not say.

    What the platform writes stands before what a learner can choose, so the first part that fits counts.
    """
    for part in parts:
        if found := _MOODLE.match(part):
            return None if _NAMELESS.match(found["name"]) else Sender("Moodle", found["name"])
    found = _CANVAS.match(parts[-1]) if parts else None
    if not found or _NAMELESS.match(found["name"]):
        return None
    return Sender("Canvas", found["name"], found["user"])


def name_key(name: str) -> str:
    """Return a name's letters and digits in small letters, which is what is left of it in a file's name."""
    return "".join(mark for mark in unicodedata.normalize("NFKC", name).casefold() if mark.isalnum())


class Directory:
    """The people of a roster by what a platform calls them."""

    def __init__(self, roster: Roster) -> None:
        """Leave out people whose code is not theirs alone."""
        self._by_id: dict[str, list[Person]] = defaultdict(list)
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for person in roster.people.values():
            if roster.find(person.code) is None:
                continue
            if person.known_as.get("lms_user_id"):
                self._by_id[person.known_as["lms_user_id"].casefold()].append(person)
            first, last = (name_key(person.known_as.get(name, "")) for name in ("first_name", "last_name"))
            for key in {first + last, last + first} - {""}:
                self._by_name[key].append(person)

    def find(self, sender: Sender) -> list[Person]:
        """Return whom a platform may mean; nobody where the roster does not know them."""
        if sender.user_id and (found := self._by_id.get(sender.user_id.casefold())):
            return found
        named = self._by_name.get(name_key(sender.name), [])
        # Canvas's names come with an id: a person of this name with another id is somebody else
        return [one for one in named if not sender.user_id or not one.known_as.get("lms_user_id")]


class Senders:
    """Decides whose a hand-in is from the code in it and from what the platform says.

    Where the two differ it is nobody's, unless ``trust_platform`` says to go by the platform.
    """

    def __init__(self, *, trust_platform: bool = False) -> None:
        """``trust_platform`` places a hand-in by its sender where the roster knows that one."""
        self._trust = trust_platform
        self._directory: Directory | None = None
        self.unknown: list[str] = []

    def learner(self, sender: Sender | None, code: str, roster: Roster | None) -> str:
        """Return the learner's code as the roster spells it.

        Raises:
            RefusedZip: where it is not clear whose it is; the text names both sides.
        """
        if sender is None or roster is None:
            return learner_with(code, roster)
        self._directory = self._directory or Directory(roster)
        known = self._directory.find(sender)
        if not known:
            self.unknown.append(sender.shown)
            return learner_with(code, roster)
        if len(known) == 1 and (self._trust or not code):
            return known[0].code
        if not code:
            raise RefusedZip(f"it has no learner code, and {len(known)} people on the roster are called {sender.shown}")
        return self._agreed(sender, known, code, roster)

    def _agreed(self, sender: Sender, known: Sequence[Person], code: str, roster: Roster) -> str:
        whose = " or ".join(shown(person.code) for person in known)
        hint = f"{sender.platform} says that it came from {sender.shown}, who is {whose} on the roster"
        way_out = ". Ask them; then --trust-platform places it by its sender" if len(known) == 1 else ""
        try:
            learner_id = learner_with(code, roster)
        except RefusedZip as reason:
            raise RefusedZip(f"{reason}; {hint}{way_out}") from reason
        if learner_id not in {person.code for person in known}:
            raise RefusedZip(f"its learner code is {shown(code)}, but {hint}{way_out}")
        return learner_id
