"""Reads a reply sentence by sentence: what each one does, the words that show it, and how sure the reading is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.coach.because import tell
from alongside.coach.behaviors import BEHAVIORS, KINDS, LONG_STORY, STIGMA, UNASKED_ADVICE
from alongside.coach.features import features
from alongside.coach.linear import LinearModel
from alongside.coach.rules import advice_was_asked_for, stigmatizing_words, story_is_long
from alongside.coach.sentences import sentences

SURE_FROM = 0.6
MOST_CHARACTERS = 6000
"""A reply is far shorter; what is longer is read up to here, so that no text makes the page wait."""
_KIND_WEIGHTS: Mapping[str, float] = {"question": 1.6, "reflection": 1.4, "therapist_input": 0.55, "other": 0.25}
"""A nod beside a sentence that does something counts less; chosen on labelled talks that are not in this project."""


@dataclass(frozen=True)
class Noticed:
    """One sentence: the ``behavior`` it shows most, the words (``because``) that made the coach think so, the chance
    the model gives it (0 to 1), the runner-up in ``or_else`` where it is not sure, and what rules ``also`` found.
    """

    sentence: str
    behavior: str
    because: tuple[str, ...]
    chance: float
    or_else: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A whole reply: its sentences, and in ``kind`` what it mostly is: question, reflection, therapist_input, other."""

    noticed: tuple[Noticed, ...]
    kind: str

    def behaviors(self) -> list[str]:
        """Return what was noticed, each once, in the order it came up; “other” only where nothing else did."""
        found = dict.fromkeys(name for one in self.noticed for name in (one.behavior, *one.also))
        return [name for name in found if name != "other"] or list(found)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {"noticed": [asdict(one) for one in self.noticed], "kind": self.kind}


@cache
def model() -> LinearModel:
    """Return the model that was fitted to ``lines.csv``."""
    stored = json.loads(files("alongside").joinpath("coach", "weights.json").read_text(encoding="utf-8"))
    return LinearModel(tuple(stored["labels"]), stored["weights"])


def kind_of(parts: Sequence[str], chances: Sequence[Mapping[str, float]]) -> str:
    """Return the kind of a whole reply from its sentences and their chances; a longer sentence counts for more."""
    sums = dict.fromkeys(KINDS, 0.0)
    for part, sentence in zip(parts, chances, strict=True):
        for label, chance in sentence.items():
            kind = BEHAVIORS[label].kind
            sums[kind] += _KIND_WEIGHTS[kind] * chance * len(part.split())
    return max(sums, key=lambda kind: sums[kind]) if chances else "other"


def best_labels(kind: str, chances: Sequence[Mapping[str, float]]) -> list[str]:
    """Return what each sentence does most; where none is of the reply's ``kind``, the one nearest to it is named so."""
    labels = [max(each, key=lambda label: each[label]) for each in chances]
    if chances and not any(BEHAVIORS[label].kind == kind for label in labels):
        of_kind = [max((label for label in each if BEHAVIORS[label].kind == kind), key=lambda label: each[label])
                   for each in chances]
        nearest = max(range(len(chances)), key=lambda at: chances[at][of_kind[at]])
        labels[nearest] = of_kind[nearest]
    return labels


def _noticed(sentence: str, client: str, found: Sequence[str], chances: Mapping[str, float], first: str) -> Noticed:
    second = max((label for label in chances if label != first), key=lambda label: chances[label])
    hurting = stigmatizing_words(sentence, client)
    return Noticed(
        sentence=sentence,
        behavior=first,
        because=tuple(tell(model().reasons(found, first))),
        chance=round(chances[first], 2),
        or_else=second if chances[first] < SURE_FROM else "",
        also=(STIGMA.id,) if hurting else (),
    )


def read_reply(text: str, client: str = "") -> Reading:
    """Read a reply to what the other person (``client``) said; an empty text gives an empty reading."""
    parts = sentences(text[:MOST_CHARACTERS])
    found = [features(part, client) for part in parts]
    chances = [model().chances(names) for names in found]
    kind = kind_of(parts, chances)
    labels = best_labels(kind, chances)
    noticed = [
        _noticed(part, client, names, each, label)
        for part, names, each, label in zip(parts, found, chances, labels, strict=True)
    ]
    return Reading(tuple(_with_rules(noticed, client)), kind)


def _with_rules(noticed: Sequence[Noticed], client: str) -> list[Noticed]:
    stories = [one.sentence for one in noticed if one.behavior == "own-story"]
    long_story = story_is_long(stories, [one.sentence for one in noticed if one.sentence not in stories])
    asked_before: list[str] = []
    ruled = []
    for one in noticed:
        also = one.also
        if one.behavior == "advice" and not advice_was_asked_for(asked_before, client):
            also = (*also, UNASKED_ADVICE.id)
        if one.behavior == "own-story" and long_story:
            also = (*also, LONG_STORY.id)
        ruled.append(Noticed(one.sentence, one.behavior, one.because, one.chance, one.or_else, also))
        asked_before.append(one.sentence)
    return ruled
