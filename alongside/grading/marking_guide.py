"""The rubric beside a written reply in formgrader: read from ``source/`` when the page is shown, kept
nowhere else.
"""

from __future__ import annotations

from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import LoggingConfigurable

from alongside.grading.nbgrader_step import quiz_in
from alongside.grading.plain_html import inline
from alongside.grading.quiz_source import UnreadableQuiz
from alongside.items.schema import Item


def guide_html(item: Item) -> str:
    """Return the four levels of a written item's rubric, each with its words and an example."""
    levels = "".join(
        f"<dt>{level['score']} of 3</dt><dd>{inline(level['anchor'])}"
        f"<blockquote>{inline(level['example'])}</blockquote></dd>"
        for level in item.body.get("rubric", ())
    )
    return f"<p><strong>How to mark this reply</strong></p><dl>{levels}</dl>"


class MarkingGuide(LoggingConfigurable):
    """A filter of formgrader's template: item id and quiz id -> the rubric as HTML."""

    def __call__(self, item_id: str, quiz_id: str) -> str:
        """Return the rubric, or a sentence where there is none to show."""
        course = CourseDirectory(parent=self)
        source = Path(course.format_path(course.source_directory, ".", quiz_id)).resolve()
        try:
            item = quiz_in(source).item(item_id)
        except UnreadableQuiz as reason:
            self.log.warning("%s", reason)
            item = None
        if item is None or not item.marked_by_person:
            return "<p>The rubric of this reply is not in the source folder.</p>"
        return guide_html(item)
