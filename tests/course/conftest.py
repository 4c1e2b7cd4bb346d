"""A small course in a folder of its own: one of each thing an author writes."""

import shutil
from pathlib import Path

import pytest
import yaml

from alongside.course.tree import Tree

ROOT = Path(__file__).resolve().parents[2]

LESSON = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
alongside:
  id: listening-first
  module: M9
  title: Listening first
  minutes: 20
  objectives: ["Hear what somebody says before you answer"]
  content_note: "This page speaks of being tired. You can skip any part."
  instructor: "Ask who would like to read aloud."
---

## Lin listens

Most people say more when they are heard {cite}`hearing-opens`. A {term}`reflection` gives back what was said, and
{term}`reflections <reflection>` are short.

```{code-cell} ipython3
:tags: [alongside]
from alongside import question
question("choose-a-line")
```

+++

Take your time.
"""
PRACTICE = {
    "id": "choose-a-line",
    "version": 1,
    "objective": "M9.3",
    "kind": "choose-one",
    "stem": "Dana says: “I am tired of being told.” Which line gives that back?",
    "options": [
        {
            "id": "sleep",
            "text": "Have you tried sleeping more?",
            "score": 0,
            "feedback": "This gives advice.",
            "misconception": "advice-is-support",
        },
        {"id": "heard", "text": "You have had enough of it.", "score": 1, "feedback": "This gives it back."},
    ],
    "claims": ["hearing-opens"],
    "better": "You have had enough of it.",
}
GRADED = {
    "reflect-feeling": {**PRACTICE, "id": "reflect-feeling", "better": "The private better line."},
    "write-reply": {
        "id": "write-reply",
        "version": 1,
        "objective": "M9.3",
        "kind": "reply",
        "stem": "What would you say?",
        "rubric": [
            {"score": score, "anchor": f"Private anchor {score}", "example": f"Private example {score}"}
            for score in range(4)
        ],
    },
}
GRADED["reflect-feeling"]["options"] = [
    {**option, "feedback": f"Private: {option['feedback']}"} for option in PRACTICE["options"]
]
QUIZ = {
    "id": "small-quiz",
    "title": "A small quiz",
    "module": "M9",
    "minutes": 10,
    "intro": "Two questions.",
    "items": list(GRADED),
}
GLOSSARY = [
    {"id": "reflection", "term": "reflection", "meaning": "Giving back what was said.", "claims": ["hearing-opens"]}
]
CLAIMS = [
    {
        "id": "hearing-opens",
        "statement": "People who feel heard say more.",
        "source": ["lin2020"],
        "mark": "read",
        "confirm": "none",
    }
]
REFERENCES = """@article{lin2020,
  author = {Lin, Anna and Eli, Ben},
  title = {On {Listening}},
  journal = {Journal of Hearing},
  year = {2020},
  doi = {10.1000/1}
}
"""
HELPLINES = """country: GB
name: United Kingdom
emergency: "999"
reviewed_on: 2026-11-01
lines:
  - {id: uk-one, name: A line, what: Someone listens, contact: Call 116 123, tel: "116123", kind: crisis, mark: read,
     source: a page}
  - {id: uk-two, name: Unchecked, what: Not dialled yet, contact: Call 1, kind: crisis, publish: false, mark: bg,
     source: background}
"""


class SmallCourse:
    """The folder of a small course, with ways to change one thing in it."""

    def __init__(self, root: Path, write: bool = True) -> None:
        self.root = root
        self.tree = Tree.at(root)
        if write:
            self._write_all()

    def _write_all(self) -> None:
        self.write("lessons/01_listening_first.md", LESSON)
        self.dump("lessons/glossary.yml", GLOSSARY)
        self.dump("practice/choose-a-line.yml", PRACTICE)
        self.dump("source/small-quiz/quiz.yml", QUIZ)
        for item_id, item in GRADED.items():
            self.dump(f"source/small-quiz/items/{item_id}.yml", item)
        self.dump("evidence/claims.yml", CLAIMS)
        self.write("evidence/references.bib", REFERENCES)
        self.write("evidence/helplines/uk.yml", HELPLINES)
        shutil.copy(ROOT / "nbgrader_config.py", self.root)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def dump(self, name: str, data: object) -> None:
        self.write(name, yaml.safe_dump(data, allow_unicode=True, sort_keys=False))

    def change(self, name: str, old: str, new: str) -> None:
        """Replace ``old``, which must be there, in one file."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))


@pytest.fixture(scope="session")
def new_course() -> type[SmallCourse]:
    """Called with an empty folder, it writes a small course there."""
    return SmallCourse


@pytest.fixture
def course(tmp_path: Path) -> SmallCourse:
    root = tmp_path / "kurs für alle"
    root.mkdir()
    return SmallCourse(root)
