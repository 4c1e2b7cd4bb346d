"""What ``nbgrader_config.py`` sets: one function, so that every course folder gets the same.

nbgrader reads that file in each of its commands and in formgrader. Steps, templates and plugins are named
by their import path; ``Autograde`` itself cannot be chosen by a setting, so the two modules of nbgrader
that call it are given ours. Nothing else of nbgrader is changed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
from nbgrader.server_extensions.formgrader import handlers

from alongside.grading.autograde import AnswersAutograde
from alongside.grading.grade_log import log_grade_changes
from alongside.grading.locking import wait_for_busy_databases
from alongside.grading.nbgrader_step import STEPS
from alongside.grading.quiz_notebook import REPLY_PLACEHOLDER

TEACHING = "my-teaching"
IGNORED = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",  # nbgrader's own
    "items",
    "*.yml",
    "*.yaml",
    ".*",
    "*~",
    "*.bak",
    "*.orig",
    "*.tmp",
]
TAGS = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
]
ATTRIBUTES = {"*": ["class"], "a": ["href", "title"]}
_TEMPLATES = Path(__file__).with_name("templates")


def configure(c: Any, root: Path) -> None:
    """Set up nbgrader for the course in ``root``; ``c`` is the configuration object of
    ``nbgrader_config.py``.
    """
    (root / TEACHING).mkdir(exist_ok=True)
    _folders(c, root)
    _grading(c, root)
    _pages(c)
    _plugins(c)
    use_our_autograde()


def _folders(c: Any, root: Path) -> None:
    course = c.CourseDirectory
    course.root = str(root)
    course.course_id = "alongside"
    course.source_directory = _source(root)
    course.release_directory = "assignments"
    course.submitted_directory = f"{TEACHING}/submitted"
    course.autograded_directory = f"{TEACHING}/autograded"
    course.feedback_directory = f"{TEACHING}/feedback"
    course.db_url = f"sqlite:///{root / TEACHING / 'gradebook.db'}"
    course.ignore = IGNORED


def _source(root: Path) -> str:
    """Return where quizzes are written: ``source``, or the private folder that ``ALONGSIDE_SOURCE`` names.

    A folder inside the course is named from there: nbgrader reads the name as a pattern, and the course's own path may
    hold brackets.
    """
    named = os.environ.get("ALONGSIDE_SOURCE")
    if not named:
        return "source"
    folder = Path(named).resolve()
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)


def _grading(c: Any, root: Path) -> None:
    c.ClearSolutions.text_stub = REPLY_PLACEHOLDER
    c.Autograde.sanitize_preprocessors = STEPS[:3]
    c.Autograde.autograde_preprocessors = STEPS
    quizzes = sorted(folder.parent.name for folder in Path(root, _source(root)).glob("*/quiz.yml"))
    c.Autograde.exclude_overwriting = {quiz_id: ["responses.json"] for quiz_id in quizzes}


def _pages(c: Any) -> None:
    """What a learner wrote is never markup on an instructor's page or in feedback; ours is let through."""
    c.HTMLExporter.preprocessors = ["nbconvert.preprocessors.sanitize.SanitizeHTML"]
    c.HTMLExporter.extra_template_basedirs = [str(_TEMPLATES), handlers.template_path]
    c.HTMLExporter.extra_template_paths = [handlers.template_path]
    c.HTMLExporter.filters = {
        "marking_guide": "alongside.grading.marking_guide.MarkingGuide",
        "coach_notes": "alongside.grading.coach_notes.CoachNotes",
    }
    c.HTMLExporter.mathjax_url = ""
    c.SanitizeHTML.enabled = True
    c.SanitizeHTML.tags = TAGS
    c.SanitizeHTML.attributes = ATTRIBUTES
    c.GenerateFeedback.preprocessors = [
        "nbgrader.preprocessors.GetGrades",
        "nbgrader.preprocessors.ClearHiddenTests",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]


def _plugins(c: Any) -> None:
    c.ExchangeFactory.collect = "alongside.grading.exchange_collect.CarefulCollect"
    c.ExportApp.plugin_class = "alongside.grading.export.SafeCsvExport"
    c.ZipCollectApp.extractor_plugin = "alongside.grading.zip_plugins.CarefulExtractor"
    c.ZipCollectApp.collector_plugin = "alongside.grading.zip_plugins.HandInCollector"


def use_our_autograde() -> None:
    """Let nbgrader's command and formgrader grade answers files, and let this process wait for a busy
    gradebook and be named in its log of changed grades.
    """
    nbgrader.apps.autogradeapp.Autograde = AnswersAutograde
    nbgrader.apps.api.Autograde = AnswersAutograde
    wait_for_busy_databases()
    log_grade_changes()
    beside = str(Path(sys.executable).parent)  # nbgrader starts alembic by its bare name
    if beside not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join(filter(None, (beside, os.environ.get("PATH", ""))))
