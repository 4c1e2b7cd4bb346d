"""What the coach can notice, how it says so, and into which of four kinds each behavior falls."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Behavior:
    """One thing a sentence can do: its ``id``, its ``name`` in plain words, the ``kind`` published talks sort it into,
    what is good in it (``praise``) and what to try next after it (``next_step``); each empty where there is none.
    """

    id: str
    name: str
    kind: str
    praise: str = ""
    next_step: str = ""


KINDS = ("question", "reflection", "therapist_input", "other")
_ALL = (
    Behavior("open-question", "an open question", "question",
             praise="You asked in a way that leaves the answer to them."),
    Behavior("closed-question", "a closed question", "question",
             next_step="A closed question can be answered with one word. Try one that begins with “what” or “how”."),
    Behavior("simple-reflection", "giving back what they said", "reflection",
             praise="You gave back what they said, so they can hear that you heard.",
             next_step="You stay near their words. You could go one step further: what might it mean to them?"),
    Behavior("complex-reflection", "giving back a meaning or a feeling", "reflection",
             praise="You gave back a meaning they had not put into words themselves."),
    Behavior("affirmation", "naming a strength", "other",
             praise="You named something they did or care about."),
    Behavior("support-choice", "leaving the choice with them", "other",
             praise="You said that the choice is theirs."),
    Behavior("asking-permission", "asking first", "therapist_input",
             praise="You asked before you went on."),
    Behavior("information", "telling a fact", "therapist_input",
             next_step="Ask first whether they want to hear it, and afterwards what they make of it."),
    Behavior("advice", "advice", "therapist_input",
             next_step="Before an idea of yours, give back what you heard, or ask whether they want to hear one."),
    Behavior("persuading", "arguing for a change", "therapist_input",
             next_step="Arguing often brings out the other side. Try giving back both sides, theirs included."),
    Behavior("confronting", "blaming or ordering", "therapist_input",
             next_step="This may shut the talk down. Say back what it is like for them, before anything else."),
    Behavior("own-story", "your own story", "other",
             next_step="If your story is for them, ask first, keep it to a sentence or two, and hand the talk back."),
    Behavior("other", "something else", "other"),
)  # fmt: skip
BEHAVIORS = {one.id: one for one in _ALL}
STIGMA = Behavior(
    "stigmatising-word", "a word that can hurt", "other",
    next_step="Put the person first: “a person who uses”, “not using now”. What they call themselves is theirs.")
UNASKED_ADVICE = Behavior("unasked-advice", "advice nobody asked for", "therapist_input",
                          next_step=BEHAVIORS["advice"].next_step)
LONG_STORY = Behavior("own-story-too-long", "your own story at length", "other",
                      next_step="Your story has more room than theirs here. Keep it to a sentence or two.")
ADDED = (STIGMA, UNASKED_ADVICE, LONG_STORY)
"""What rules add to what the model found."""
NAMES = (*BEHAVIORS, *(one.id for one in ADDED))
