"""When a person has to look at a grade: nbgrader's rule, less the marks that nothing has changed since."""

from __future__ import annotations


def needs_person(*, auto_score: float | None, manual_score: float | None, flagged: bool, changed: bool) -> bool:
    """Return whether a graded item waits for a person.

    A mark that a person gave is never taken away. nbgrader asks for a second look at it after every
    grading; here only where the answer has ``changed`` since, or where a look was already due
    (``flagged``).
    """
    if manual_score is None:
        return auto_score is None
    return flagged or changed
