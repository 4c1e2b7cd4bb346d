"""docs/privacy.md reads plainly and names only files and commands that exist."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
import textstat

from alongside.cli import care
from alongside.cli.command import Command

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def _prose() -> str:
    lines = [line for line in PAGE.splitlines() if not line.startswith(("|", "#"))]
    text = re.sub(r"\(`[^`]*`\)|[*`]", "", "\n".join(lines))
    return re.sub(r"(?<![.?!:])[;:]?\n(?=\s*-\s|\s*\n)", ".\n", text)


def test_it_reads_at_grade_eight_or_below() -> None:
    found = textstat.flesch_kincaid_grade(_prose())
    print(f"\ndocs/privacy.md: grade {found:.1f}")
    assert found <= 8


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`((?:alongside|tests|docs)/[\w/.]+)`", PAGE))))
def test_each_file_that_it_names_is_there(name: str) -> None:
    assert (ROOT / name).is_file()


def test_each_command_that_it_names_is_one() -> None:
    named = set(re.findall(r"`alongside ([a-z-]+)", PAGE))
    ours: dict[str, Command] = {}

    def add(name: str, run: Command) -> argparse.ArgumentParser:
        ours[name] = run
        return argparse.ArgumentParser(name)

    care.add_to(add)
    assert named == set(ours)
    assert all(run.__doc__ for run in ours.values())


def test_the_law_is_left_to_those_who_know_it() -> None:
    law = PAGE.partition("### The law")[2]
    assert "Ask a person who knows the law of your place" in law
    for rule in ("GDPR", "42 CFR Part 2"):
        assert rule in law
        assert rule not in PAGE.partition("### The law")[0]
    assert not re.search(r"\b(?:complies|compliant|GDPR-ready|anonymous)\b", PAGE)
