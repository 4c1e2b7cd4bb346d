"""Writing questions in JupyterLab, for instructors; no learner's module imports it."""

from alongside.authoring.page import write_a_question

__all__ = ["write_a_question"]
