"""For ``nbgrader zip_collect``: unpack hand-in zips by our careful reader, and know whose they are."""

from __future__ import annotations

from pathlib import Path

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from alongside.grading.hand_in_zip import RefusedZip, read_hand_in
from alongside.grading.learner_id import learner_id_problem
from alongside.grading.submission import RESPONSES

_BETWEEN = "--"


class CarefulExtractor(ExtractorPlugin):
    """Writes the answers and the notebook of each hand-in zip, and nothing else that the zip may hold."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack every zip in ``archive_path`` to its own folder in ``extracted_path``."""
        for path in sorted(Path(archive_path).rglob("*")):
            if path.suffix.lower() != ".zip":
                continue
            try:
                hand_in = read_hand_in(path)
                remark = learner_id_problem(hand_in.code)
                if remark:
                    raise RefusedZip(f"its learner code {remark.message}")
            except RefusedZip as reason:
                self.log.warning("%s was not collected: %s", ascii(path.name), reason)
                continue
            for odd in hand_in.odd:
                self.log.warning("%s: %s", ascii(path.name), odd)
            stamp = f"{hand_in.at:%Y-%m-%dT%H-%M-%S-%f}"
            folder = Path(extracted_path, _BETWEEN.join((hand_in.quiz_id, hand_in.code, stamp)))
            folder.mkdir(parents=True, exist_ok=True)
            (folder / RESPONSES).write_bytes(hand_in.responses)
            if hand_in.notebook is not None:
                (folder / f"{hand_in.quiz_id}.ipynb").write_bytes(hand_in.notebook)


class HandInCollector(FileNameCollectorPlugin):
    """Reads learner and time from the folder that ``CarefulExtractor`` made."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return learner code, file name and time, or None for a file that is no part of a hand-in."""
        path = Path(submitted_file)
        parts = path.parent.name.split(_BETWEEN)
        if len(parts) < 3 or path.suffix not in (".json", ".ipynb"):
            return None
        day, _, clock = parts[-1].partition("T")
        hours, minutes, seconds, fraction = clock.split("-")
        return {
            "student_id": _BETWEEN.join(parts[1:-1]),
            "file_id": path.name,
            "timestamp": f"{day} {hours}:{minutes}:{seconds}.{fraction} UTC",
        }
