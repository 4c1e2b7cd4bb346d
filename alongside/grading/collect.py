"""Takes hand-in zips to ``submitted/``: each learner's latest one; all of them are kept in ``collected/``."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alongside.grading.course_folders import Course, open_course
from alongside.grading.hand_in_zip import HandInZip, RefusedZip, read_hand_in
from alongside.grading.handed_in import parse_timestamp
from alongside.grading.learner_id import learner_id_problem
from alongside.grading.locking import course_lock
from alongside.grading.roster import Roster, read_roster
from alongside.grading.safe_files import RefusedFile, kind_of, read_bytes
from alongside.grading.submission import RESPONSES, TIMESTAMP, shown
from alongside.grading.summary import listed
from alongside.items.reading import ID


@dataclass
class Collected:
    """What became of every zip: (quiz, learner) pairs that are new, and lines for a person to read."""

    new: list[tuple[str, str]] = field(default_factory=list)
    unchanged: int = 0
    earlier: int = 0
    not_placed: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the report as lines."""
        lines = [f"{len(self.new)} new hand-ins, {self.unchanged} already here, {self.earlier} earlier ones kept."]
        lines += listed("Not collected; please look at these:", self.not_placed)
        lines += listed("Collected, with a remark:", self.odd)
        return "\n".join(lines)


def zips_in(folder: Path) -> Iterable[Path]:
    """Return the zips in a folder and the folders in it, by name."""
    return sorted((path for path in folder.rglob("*") if path.suffix.lower() == ".zip"), key=lambda path: path.name)


def learner_with(code: str, roster: Roster | None) -> str:
    """Return the learner's code as the roster spells it.

    Raises:
        RefusedZip: where it is not clear whose it is.
    """
    remark = learner_id_problem(code)
    if remark and remark.refused:
        raise RefusedZip(f"its learner code {shown(code)} {remark.message}")
    if roster is None:
        if remark:
            raise RefusedZip(
                f"its learner code {shown(code)} {remark.message.partition(',')[0]}, and there is no roster"
            )
        return code
    person = roster.find(code)
    if person is None and code.casefold() in roster.unclear:
        raise RefusedZip(f"two people on the roster share its learner code {shown(code)}")
    if person is None:
        raise RefusedZip(f"its learner code {shown(code)} is not on the roster")
    return person.code


@dataclass(frozen=True)
class Arrived:
    """One zip that came in: where it lies, what it was called, and how the code in it becomes a learner's."""

    path: Path
    name: str
    learner: Callable[[str, Roster | None], str] = learner_with


def collect_zips(
    course_root: Path, zips: Path, roster_csv: Path | None = None, *, say: Callable[[str], None] = print
) -> Collected:
    """Collect every zip in the folder ``zips`` (and the folders in it); the zips themselves are left as
    they are.

    Raises:
        NotACourse, UnreadableRoster: with what to do.
    """
    return collect_arrived(course_root, [Arrived(path, path.name) for path in zips_in(zips)], roster_csv, say=say)


def collect_arrived(
    course_root: Path,
    arrived: Iterable[Arrived],
    roster_csv: Path | None = None,
    *,
    say: Callable[[str], None] = print,
) -> Collected:
    """Collect zips, wherever they lie, one after the other: each is kept, and the latest of each learner counts.

    Without a roster each plain code is taken as it stands.

    Raises:
        NotACourse, UnreadableRoster: with what to do.
    """
    course = open_course(course_root)
    roster = read_roster(roster_csv) if roster_csv else None
    report = Collected(odd=[f"roster, {line}" for line in roster.odd] if roster else [])
    latest: dict[tuple[str, str], _Latest] = {}
    with course_lock(course.teaching, say):
        for one in arrived:
            try:
                hand_in = read_hand_in(one.path, one.name)
                learner_id = one.learner(hand_in.code, roster)
                if not ID.match(hand_in.quiz_id) or not (course.source(hand_in.quiz_id) / "quiz.yml").is_file():
                    raise RefusedZip(f"this course has no quiz {shown(hand_in.quiz_id)}")
            except (RefusedZip, ValueError) as reason:
                report.not_placed.append(f"{shown(one.name, 120)}: {reason}")
                continue
            report.odd += [f"{shown(one.name, 120)}: {remark}" for remark in hand_in.odd]
            place = hand_in.quiz_id, learner_id
            report.earlier += place in latest
            latest[place] = _take(course, learner_id, hand_in, latest.get(place))
    for (quiz_id, learner_id), last in sorted(latest.items()):
        if last.at > datetime.now(UTC) + timedelta(days=1):
            report.odd.append(f"{shown(learner_id)}: handed in at {last.at:%Y-%m-%d %H:%M}, which is still to come")
        if last.is_new:
            report.new.append((quiz_id, learner_id))
        else:
            report.unchanged += 1
    return report


@dataclass(frozen=True)
class _Latest:
    """The latest hand-in of one learner among those that have come: when, its mark, whether grading did not have it."""

    at: datetime
    mark: str
    is_new: bool


def _take(course: Course, learner_id: str, hand_in: HandInZip, before: _Latest | None) -> _Latest:
    """Keep a hand-in; put it where grading looks unless a later one is there. Return the learner's latest."""
    mark = hashlib.sha256(hand_in.responses).hexdigest()
    _keep(course.teaching / "collected" / hand_in.quiz_id / learner_id, hand_in)
    if before and (before.at, before.mark) >= (hand_in.at, mark):
        return before
    folder = course.submitted / learner_id / hand_in.quiz_id
    present = _time_in(folder)
    placed_now = before is not None and before.is_new  # then what is present came a moment ago, in this very run
    if present is not None and present >= hand_in.at.replace(tzinfo=None) and not placed_now:
        return _Latest(hand_in.at, mark, is_new=False)
    _place(folder, hand_in)
    return _Latest(hand_in.at, mark, is_new=True)


def _place(folder: Path, hand_in: HandInZip) -> None:
    new = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    (new / RESPONSES).write_bytes(hand_in.responses)
    (new / TIMESTAMP).write_text(_nbgrader_time(hand_in.at), encoding="ascii")
    if hand_in.notebook is not None:
        (new / f"{folder.name}.ipynb").write_bytes(hand_in.notebook)
    if kind_of(folder) == "folder":
        shutil.rmtree(folder)
    elif kind_of(folder) != "missing":
        folder.unlink()
    new.rename(folder)


def _keep(folder: Path, hand_in: HandInZip) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    mark = hashlib.sha256(hand_in.whole).hexdigest()[:8]
    kept = folder / f"{hand_in.at:%Y-%m-%dT%H-%M-%SZ}-{mark}.zip"
    if not kept.exists():
        kept.write_bytes(hand_in.whole)


def _nbgrader_time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S.%f} UTC"


def _time_in(folder: Path) -> datetime | None:
    try:
        return parse_timestamp(read_bytes(folder / TIMESTAMP, 200).decode("ascii").strip())
    except (FileNotFoundError, RefusedFile, UnicodeDecodeError):
        return None
