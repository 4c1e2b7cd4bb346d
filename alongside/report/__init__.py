"""The report on a group: from nbgrader's gradebook and the graded answers to one page, tables and a PDF."""
