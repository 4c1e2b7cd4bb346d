"""Who has handed in what: the folders under ``submitted/``, looked at one by one and never by a pattern."""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import Path

from alongside.grading.learner_id import learner_id_problem
from alongside.grading.safe_files import kind_of
from alongside.grading.submission import shown


def submitting_learners(submitted: Path, quiz_id: str) -> tuple[list[str], list[str]]:
    """Return the learner codes with a folder for this quiz, by the alphabet, and what was passed over and
    why.
    """
    try:
        names = sorted(entry.name for entry in submitted.iterdir())
    except FileNotFoundError:
        return [], []
    learners, passed_over = [], []
    for name in names:
        if name.startswith(".") and kind_of(submitted / name) == "file":
            continue  # .DS_Store and the like
        remark = learner_id_problem(name)
        kind = kind_of(submitted / name)
        if remark and remark.refused:
            passed_over.append(f"{shown(name)}: the learner code {remark.message}")
        elif kind == "file":
            continue
        elif kind != "folder":
            passed_over.append(f"{shown(name)} is {kind}, not a folder; it was left alone")
        elif kind_of(submitted / name / quiz_id) != "missing":
            learners.append(name)
    return learners, passed_over


def chosen(learners: list[str], wanted: str) -> list[str]:
    """Return the learners that ``wanted`` names: one code exactly as it stands, else a pattern such as
    ``*``.
    """
    if wanted in learners:
        return [wanted]
    return [learner for learner in learners if fnmatchcase(learner, wanted or "*")]
