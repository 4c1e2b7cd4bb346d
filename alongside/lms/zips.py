"""``alongside collect``: hand-in zips from a folder, or from what a learning platform gives as one download."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from alongside.grading.collect import Arrived, Collected, collect_arrived, zips_in
from alongside.grading.hand_in_zip import RefusedZip
from alongside.grading.safe_files import kind_of
from alongside.grading.submission import shown
from alongside.lms.downloads import Entry, entries, is_download, opened
from alongside.lms.senders import Sender, Senders, sender_of

_PARTS_OF_A_HAND_IN = (".json", ".ipynb")
_LISTED = 5


class NothingToCollect(ValueError):
    """There is neither a folder nor a zip; the text says so."""


@dataclass
class _Arrivals:
    """Goes through all zips in a place, one after the other, and notes what is not among them."""

    place: Path
    scratch: Path
    senders: Senders
    progress: Callable[[int, int], None] | None
    not_placed: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    done: int = 0
    total: int = 0

    def __iter__(self) -> Iterator[Arrived]:
        """Yield every hand-in zip; one that came in a download lies in ``scratch`` until the next is asked for."""
        paths = [self.place] if kind_of(self.place) == "file" else list(zips_in(self.place))
        self.total = len(paths)
        for path in paths:
            parts = path.relative_to(self.place).parts or (path.name,)
            yield from self._from(path, parts)
            self._tell()

    def _tell(self) -> None:
        self.done += 1
        if self.progress:
            self.progress(self.done, self.total)

    def _from(self, path: Path, parts: tuple[str, ...]) -> Iterator[Arrived]:
        sender = sender_of(parts)
        try:
            with opened(path) as archive:
                if is_download(archive):
                    self.total += len(archive.infolist())
                    yield from self._inside(path, sender, entries(archive))
                    return
        except RefusedZip as reason:
            self.not_placed.append(f"{shown(path.name, 120)}: {reason}")
            return
        yield Arrived(path, path.name, partial(self.senders.learner, sender))

    def _inside(self, path: Path, outer: Sender | None, found: Iterator[Entry]) -> Iterator[Arrived]:
        left_out: list[str] = []
        lying = self.scratch / "hand-in.zip"
        for entry in found:
            self._tell()
            if not entry.refused:
                lying.write_bytes(entry.content)
                os.utime(lying, (entry.at_seconds, entry.at_seconds))  # the same each time, for one that has no time
                # what a platform wrote outside counts more than what a learner packed inside
                yield Arrived(lying, entry.name, partial(self.senders.learner, outer or sender_of(entry.parts)))
            elif entry.parts[-1].lower().endswith(_PARTS_OF_A_HAND_IN):
                self.not_placed.append(
                    f"{shown(entry.name, 120)}: is a part of a hand-in; ask for the whole zip that “Hand in” makes"
                )
            elif entry.parts[-1].lower().endswith(".zip") or entry.refused != "it is not a zip":
                self.not_placed.append(f"{shown(entry.name, 120)}: {entry.refused}")
            else:
                left_out.append(shown(entry.name, 120))
        if left_out:
            more = f" and {len(left_out) - _LISTED} more" if len(left_out) > _LISTED else ""
            self.odd.append(f"{shown(path.name, 120)}: left out what is no zip: {', '.join(left_out[:_LISTED])}{more}")


def collect_from(
    course_root: Path,
    place: Path,
    roster_csv: Path | None = None,
    *,
    trust_platform: bool = False,
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> Collected:
    """Collect every hand-in zip in ``place``: a folder, a download of Canvas or Moodle, or a folder that holds such.

    Where a roster knows the sender by the platform's id or by name, a hand-in under another person's code is told and
    not placed, and one without a code goes to its sender. ``progress`` is told (done, all).

    Raises:
        NothingToCollect, NotACourse, UnreadableRoster: with what to do.
    """
    place = place.resolve()  # what an instructor names may be a link; what lies in it may not
    if kind_of(place) not in ("file", "folder"):
        raise NothingToCollect(f"There is neither a folder nor a zip at {place}.")
    senders = Senders(trust_platform=trust_platform)
    with tempfile.TemporaryDirectory(prefix="alongside-") as scratch:
        arrivals = _Arrivals(place, Path(scratch), senders, progress)
        report = collect_arrived(course_root, arrivals, roster_csv, say=say)
    report.not_placed += arrivals.not_placed
    report.odd += arrivals.odd
    if senders.unknown:
        report.odd.append(
            f"{len(senders.unknown)} came from people whom the roster knows neither by the platform's id nor by name, "
            f"so only their code was looked at: {', '.join(senders.unknown[:_LISTED])}"
            + (" …" if len(senders.unknown) > _LISTED else "")
        )
    return report
