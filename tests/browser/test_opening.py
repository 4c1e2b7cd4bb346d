"""A course page opens by itself in Notebook 7 and in JupyterLab."""
import time
import pytest
LESSON = """# Tolerance and dependence

About 50 minutes. After this page you will be able to say why a usual amount has less effect after weeks of daily use,
and why that does not mean somebody has lost their will.

## Adaptation is not damage

The body keeps its balance. When an opioid is there every day, cells answer by becoming less ready to respond. Dana puts it this way:

> "Same as always, and it does nothing."

- one point
- another [link](#x)

| Word | Meaning |
| --- | --- |
| agonist | something that switches a receptor on |
"""
ASK = 'from alongside import question\nquestion("why-less-effect")'

@pytest.mark.parametrize("view", ["notebook", "lab"])
def test_try(open_page, write_page, shot, view):
    path = write_page(LESSON, (ASK, ["alongside"]), "## Next\n\nMore text here.", ('from alongside import question\nquestion("second", minutes=3)', ["alongside"]))
    t=time.monotonic(); page = open_page(path, view); print(view, time.monotonic()-t)
    page.wait_for_timeout(500)
    shot(page, f"{view}-light")
    page = open_page(path, view, dark=True); shot(page, f"{view}-dark")
    page = open_page(path, view, width=360, height=740); page.wait_for_timeout(500); shot(page, f"{view}-360")
    print(open_page.errors)
