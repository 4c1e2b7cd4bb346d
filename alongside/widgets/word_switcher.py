"""The word switcher: one note in two sets of words, and what the learner makes of each. All stays in the page."""

from __future__ import annotations

import traitlets

from alongside.charts.word_switcher import LABELS, word_switcher_spec
from alongside.widgets.assets import css, esm
from alongside.widgets.diagram import Diagram, one_of


class WordSwitcher(Diagram):
    """``labels`` is the version that is shown first. What a learner marks is no trait: it never leaves the page."""

    _esm = esm("word_switcher")
    _css = css("diagram", "picks", "word_switcher")
    labels = traitlets.Unicode("person-first").tag(sync=True)


def word_switcher(labels: str = "person-first", predict: str = "yes") -> WordSwitcher:
    """Return the word switcher.

    ``labels`` is "person-first" or "old"; ``predict`` is "yes" where the learner marks both versions before the rest
    opens, "no" where all is open at once. Raises ValueError for anything else.
    """
    name = "word_switcher"
    return WordSwitcher(
        spec=word_switcher_spec(rate_first=one_of(name, "predict", predict, ("yes", "no")) == "yes"),
        labels=one_of(name, "labels", labels, LABELS),
    )
