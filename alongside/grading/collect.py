"""Takes hand-in zips to ``submitted/``: each learner's latest one; all of them are kept in ``collected/``."""

from __future__ import annotations

import hashlib
import shutil
from collections import defaultdict
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
    """Collect zips, wherever they lie.

    Without a roster each plain code is taken as it stands. The latest hand-in of each learner counts.

    Raises:
        NotACourse, UnreadableRoster: with what to do.
    """
    course = open_course(course_root)
    roster = read_roster(roster_csv) if roster_csv else None
    report = Collected(odd=[f"roster, {line}" for line in roster.odd] if roster else [])
    hand_ins: dict[tuple[str, str], list[HandInZip]] = defaultdict(list)
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
        hand_ins[hand_in.quiz_id, learner_id].append(hand_in)
    with course_lock(course.teaching, say):
        for (quiz_id, learner_id), found in sorted(hand_ins.items()):
            _place(course, learner_id, quiz_id, found, report)
    return report


def _place(course: Course, learner_id: str, quiz_id: str, found: list[HandInZip], report: Collected) -> None:
    """Keep all hand-ins of one learner; put the latest one where grading looks."""
    found.sort(key=lambda hand_in: (hand_in.at, hand_in.responses))
    latest = found[-1]
    report.earlier += len(found) - 1
    for hand_in in found:
        _keep(course.teaching / "collected" / quiz_id / learner_id, hand_in)
    if latest.at > datetime.now(UTC) + timedelta(days=1):
        report.odd.append(f"{shown(learner_id)}: handed in at {latest.at:%Y-%m-%d %H:%M}, which is still to come")
    folder = course.submitted / learner_id / quiz_id
    present = _time_in(folder)
    if present is not None and present >= latest.at.replace(tzinfo=None):
        report.unchanged += 1
        return
    new = folder.with_name(f".{quiz_id}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    (new / RESPONSES).write_bytes(latest.responses)
    (new / TIMESTAMP).write_text(_nbgrader_time(latest.at), encoding="ascii")
    if latest.notebook is not None:
        (new / f"{quiz_id}.ipynb").write_bytes(latest.notebook)
    if kind_of(folder) == "folder":
        shutil.rmtree(folder)
    elif kind_of(folder) != "missing":
        folder.unlink()
    new.rename(folder)
    report.new.append((quiz_id, learner_id))


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
