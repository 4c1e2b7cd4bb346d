"""The workbook's own words: cover, how to use it, and what stands over the parts at the end."""

from __future__ import annotations

NAME = "Alongside"
KIND = "The workbook"
TITLE = "Alongside: the workbook"
AUTHOR = "The Alongside contributors"
ABOUT = "A course for people who are training to give peer support to people who use opioids"
RUNNING = "Alongside workbook · teaching material, not medical advice ·"
HELP_ON = "help lines: page"
COVER = (
    "Every lesson of the course, with room to write. No computer is needed to use it.",
    "This is teaching material. It is not medical advice and it is not a certificate. "
    "No clinician or peer worker has reviewed it yet.",
)
OPENING_TITLE = "How to use this book"
OPENING = """\
Read with a pencil. The wide margin is for your own notes.

- **Questions** stand between the paragraphs, with boxes to mark and lines to write on. Answer first, then turn to
  “Answers and reasons” near the end. Each choice has a reason, and a line worth keeping.
- **Pictures** move on a computer. Here they stand still, at the setting that is written beside them, with the same
  facts in words. Where a lesson says “move” or “set”, look at the table under the picture.
- **Words in *slanted letters*** are explained in “Words”. Small raised numbers lead to “Sources”.
- Where a lesson says “Need help now?”, turn to the last pages. They list people you can talk to, by country.
- What you write is yours. Nobody collects this book, and no question asks for your own story.

> **If someone cannot be woken and is not breathing well, call your local emergency number now.** Give naloxone if you
> have it. Breathe for the person, or do CPR as you were taught. Stay. What the dispatcher who answers your call and
> the kit tell you comes first.
"""
CONTENTS = "Contents"
OBJECTIVES = "What you will be able to do"
CONTENT_NOTE = "Before you read."
FIGURE_WORDS = "In words"
GUESS = "A guess first"
AFTER_THE_GUESS = "Then look at the picture and at the words beside it. A wrong guess is worth more than none."
ANSWERS_TITLE = "Answers and reasons"
ANSWERS = """\
These are the answers to the practice questions, with a reason for every choice. The letter in a ring fits best. If you
chose another one, its reason tells you what speaks for it and what it leaves out.
"""
WORDS_TITLE = "Words"
SOURCES_TITLE = "Sources"
SOURCES = """\
What each lesson says, where it comes from, and how we checked it. No clinician or peer worker has reviewed this yet.
"""
HELP_TITLE = "Where help is"
HELP = """\
If you or someone with you is in danger now, call the emergency number. For everything else, these lines listen and
inform. Numbers change: the date says when we last looked. We looked on web pages; nobody has called them all.
"""
EMERGENCY = "In an emergency, call"


def lesson_label(number: int | None, minutes: int) -> str:
    """Return the line under a page's title; a page that is no lesson of a module has no number."""
    return f"About {minutes} minutes" if number is None else f"Lesson {number} · about {minutes} minutes"


def reviewed(day: str) -> str:
    """Return when a country's lines were last looked at; ``day`` is year-month-day."""
    return f"last looked at on {day}"
