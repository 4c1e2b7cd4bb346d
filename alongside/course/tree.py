"""The folders of a course, as design and authors know them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Tree:
    """A course's folders. ``root`` holds lessons, practice, source and evidence; ``source`` may lie elsewhere."""

    root: Path
    source: Path

    @classmethod
    def at(cls, root: Path, source: Path | None = None) -> Tree:
        """Return the course at ``root``; ``source`` names a private folder of quizzes instead of ``root/source``."""
        return cls(root.resolve(), (source or root / "source").resolve())

    @property
    def lesson_files(self) -> list[Path]:
        """The lessons in the order of their numbers."""
        return sorted(self.root.glob("lessons/[0-9][0-9]_*.md"))

    @property
    def practice_files(self) -> list[Path]:
        """One file a practice item, conversations among them."""
        return [*sorted(self.root.glob("practice/*.yml")), *sorted(self.root.glob("conversations/*.yml"))]

    @property
    def quiz_folders(self) -> list[Path]:
        """Folders of ``source`` that hold a quiz."""
        return sorted(path.parent for path in self.source.glob("*/quiz.yml"))

    @property
    def helpline_files(self) -> list[Path]:
        """One file a country."""
        return sorted(self.root.glob("evidence/helplines/*.yml"))

    def shown(self, path: Path) -> str:
        """Return a path as an author would write it: from the course's own folder, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name
