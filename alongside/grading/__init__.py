"""Grading reads answers as data; it never runs a learner's notebook."""
