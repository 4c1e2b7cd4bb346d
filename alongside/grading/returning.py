"""Gives feedback back: one zip a learner, and nbgrader's exchange where the course has one."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.exchange import ExchangeError, ExchangeFactory

from alongside.grading.course_folders import Course, open_course
from alongside.grading.locking import course_lock
from alongside.grading.safe_files import RefusedFile, kind_of, read_bytes
from alongside.grading.submission import shown
from alongside.grading.submitted import chosen
from alongside.grading.summary import listed

MAX_PAGE_BYTES = 10_000_000
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # the same feedback gives the same zip


@dataclass
class Returned:
    """The zips that were written, whether the exchange took the pages too, and what could not be returned."""

    zips: list[Path] = field(default_factory=list)
    through_exchange: bool = False
    left_out: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Return the report as lines."""
        lines = [f"{len(self.zips)} learners' feedback is ready to send, one zip each."]
        if self.through_exchange:
            lines.append("It was released through nbgrader's exchange as well.")
        return "\n".join(lines + listed("Left out:", self.left_out))


def return_feedback(
    course_root: Path,
    quiz_id: str,
    *,
    learners: str = "*",
    say: Callable[[str], None] = print,
    progress: Callable[[int, int], None] | None = None,
) -> Returned:
    """Write ``returned/<learner>.zip`` for everyone with feedback on this quiz; it holds all their feedback
    so far. ``progress`` is told (done, all) after every learner.

    Raises:
        NotACourse: with what to do.
    """
    course = open_course(course_root)
    report = Returned()
    with course_lock(course.teaching, say):
        folders = sorted(course.feedback.iterdir()) if course.feedback.is_dir() else []
        names = [folder.name for folder in folders if (folder / quiz_id / f"{quiz_id}.html").is_file()]
        wanted = chosen(names, learners)
        for done, learner_id in enumerate(wanted, 1):
            _zip(course, learner_id, report)
            if progress:
                progress(done, len(wanted))
        report.through_exchange = bool(report.zips) and _release(course, quiz_id, learners, report)
    return report


def _zip(course: Course, learner_id: str, report: Returned) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder in sorted((course.feedback / learner_id).iterdir()):
            page = folder / f"{folder.name}.html"
            if kind_of(page) == "missing":
                continue
            try:
                content = read_bytes(page, MAX_PAGE_BYTES)
            except RefusedFile as reason:
                report.left_out.append(f"{shown(learner_id)}: {shown(page.name)} {reason}")
                continue
            archive.writestr(zipfile.ZipInfo(page.name, _FIXED_DATE), content, zipfile.ZIP_DEFLATED)
    target = course.teaching / "returned" / f"{learner_id}.zip"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(buffer.getvalue())
    report.zips.append(target)


def _release(course: Course, quiz_id: str, learners: str, report: Returned) -> bool:
    """Release through the exchange; return False where the course has none (Windows never has)."""
    directory = course.directory
    factory = ExchangeFactory(config=course.config)
    release = factory.ReleaseFeedback(coursedir=directory, config=course.config)
    root = getattr(release, "root", None)  # a plugin such as ngshare's has none: it knows its own place
    if sys.platform == "win32" or (root and not Path(root, directory.course_id, "inbound").is_dir()):
        return False
    directory.assignment_id, directory.student_id = quiz_id, learners
    try:
        release.start()
    except (ExchangeError, OSError) as reason:
        report.left_out.append(f"the exchange did not take the feedback: {reason}")
        return False
    return True
