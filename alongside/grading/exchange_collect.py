"""nbgrader's ``collect`` from the exchange, copying only the files that grading reads, and only where they
are plain.

The stock command copies what lies there: it follows links and stops for everybody at one learner's pipe.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from alongside.grading.learner_id import learner_id_problem
from alongside.grading.safe_files import RefusedFile, kind_of, read_bytes
from alongside.grading.submission import MAX_NOTEBOOK_BYTES, RESPONSES, SECRET, TIMESTAMP, shown
from alongside.learner.responses import MAX_BYTES


class CarefulCollect(ExchangeCollect):
    """Collects the answers, the notebook, the time and the exchange's secret of every hand-in."""

    src_records: list[dict[str, Any]]

    def init_src(self) -> None:
        """List the hand-ins; those under a name that cannot be a learner's are passed over."""
        super().init_src()
        usable: list[dict[str, Any]] = []
        for record in self.src_records:
            remark = learner_id_problem(record["username"])
            kind = kind_of(Path(self.inbound_path, record["filename"]))
            if remark and remark.refused:
                self.log.warning("Passed over %s: the learner code %s", shown(record["filename"]), remark.message)
            elif kind != "folder":
                self.log.warning("Passed over %s: it is %s, not a folder", shown(record["filename"]), kind)
            else:
                usable.append(record)
        self.src_records = usable

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the plain files of one hand-in; name what was left behind."""
        source, target = Path(src), Path(dest)
        notebook = f"{self.coursedir.assignment_id}.ipynb"
        limits = {RESPONSES: MAX_BYTES, notebook: MAX_NOTEBOOK_BYTES, TIMESTAMP: 200, SECRET: 200}
        target.mkdir(parents=True)
        for name, limit_bytes in limits.items():
            try:
                (target / name).write_bytes(read_bytes(source / name, limit_bytes))
            except FileNotFoundError:
                continue
            except RefusedFile as reason:
                self.log.warning("%s: %s %s; it was left behind", shown(source.name, 120), name, reason)
        others = sorted(entry.name for entry in source.iterdir() if entry.name not in limits)
        if others:
            named = ", ".join(shown(name) for name in others[:5])
            self.log.info("%s: left behind %s", shown(source.name, 120), named)
