"""Which items go out to a learning platform, in which form, and what stays behind and why, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from alongside.grading.quiz_source import Quiz, UnreadableQuiz, read_yaml, require_quiz
from alongside.items.schema import Item, parse_item

PRACTICE = "practice"


@dataclass(frozen=True)
class Bank:
    """Items that belong together; ``as_quiz`` says whether a platform offers them in this order as one quiz."""

    id: str
    title: str
    items: tuple[Item, ...]
    intro: str = ""
    as_quiz: bool = False


@dataclass(frozen=True)
class Format:
    """One format: its ``suffix``, how it is written, which item it cannot hold, and what is scored otherwise there.

    ``cannot_hold`` returns a reason for an item that stays behind, else "". ``differs`` maps a kind to one sentence.
    """

    name: str
    suffix: str
    write: Callable[[Sequence[Bank]], bytes]
    cannot_hold: Callable[[Item], str]
    differs: Mapping[str, str]


@dataclass(frozen=True)
class ItemsOut:
    """What goes into a file and what is to be told about it."""

    banks: tuple[Bank, ...]
    left_out: tuple[tuple[Item, str], ...]
    differs: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many items go out."""
        return sum(len(bank.items) for bank in self.banks)

    def text(self) -> str:
        """Return what an instructor should know about the file: that it holds answers, and what is not as here."""
        lines = [f"{self.count} questions in it. It holds the answers: for instructors only."]
        if self.left_out:
            lines.append(f"{len(self.left_out)} questions stay behind:")
            for reason in dict.fromkeys(reason for _, reason in self.left_out):
                names = ", ".join(item.id for item, of_item in self.left_out if of_item == reason)
                lines.append(f"  {reason}: {names}")
        if self.differs:
            lines.append("Not quite as here:")
            lines += [f"  {sentence}" for sentence in self.differs]
        return "\n".join(lines)


def quiz_banks(quiz: Quiz) -> list[Bank]:
    """Return a quiz as a bank, and the other forms of its items as a second one where there are any."""
    banks = [Bank(quiz.id, quiz.title, quiz.items, quiz.intro, as_quiz=True)]
    if quiz.twins:
        twins = tuple(quiz.twins[item.id] for item in quiz.items if item.id in quiz.twins)
        banks.append(Bank(f"{quiz.id}-second-forms", f"{quiz.title}: second forms", twins))
    return banks


def practice_bank(root: Path) -> Bank:
    """Return all practice items of the course in ``root``; conversations are among them.

    Raises:
        UnreadableQuiz: with one line for each thing to mend.
    """
    items: list[Item] = []
    wrong: list[str] = []
    for path in [*sorted(root.glob("practice/*.yml")), *sorted(root.glob("conversations/*.yml"))]:
        file = path.relative_to(root).as_posix()
        data, problems = read_yaml(path, file)
        item = None
        if not problems:
            item, problems = parse_item(data, file)
        items += [item] if item else []
        wrong += [f"  {problem}" for problem in problems]
    if wrong:
        raise UnreadableQuiz("\n".join(["The practice items cannot be used yet:", *wrong]))
    return Bank(PRACTICE, "Practice", tuple(items))


def banks_of(root: Path, quiz_folders: Sequence[Path], *, practice: bool) -> list[Bank]:
    """Return the banks of the quizzes in ``quiz_folders``, and the practice items of the course if asked for.

    Raises:
        UnreadableQuiz: with what to mend, file by file.
    """
    banks = [bank for folder in quiz_folders for bank in quiz_banks(require_quiz(folder))]
    return [*banks, practice_bank(root)] if practice else banks


def items_out(banks: Sequence[Bank], form: Format) -> ItemsOut:
    """Return what of ``banks`` goes out in a format; a bank of which nothing is left is not in it."""
    left_out = [(item, reason) for bank in banks for item in bank.items if (reason := form.cannot_hold(item))]
    kept = [
        replace(bank, items=items)
        for bank in banks
        if (items := tuple(item for item in bank.items if not form.cannot_hold(item)))
    ]
    kinds = {item.kind for bank in kept for item in bank.items}
    told = tuple(f"{kind}: {sentence}" for kind, sentence in form.differs.items() if kind in kinds)
    return ItemsOut(tuple(kept), tuple(left_out), told)
