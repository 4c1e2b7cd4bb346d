"""What every page has in the same place: "Need help now?", the way on, words and sources that open where they stand."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from alongside.learner.catalogue import contents, glossary, helplines, page_facts
from alongside.learner.disk import explain
from alongside.learner.folder import keep_setting, read_settings
from alongside.widgets.assets import css, esm
from alongside.widgets.here import set_current_page

OTHER_COUNTRY = "other"


class PageBar(anywidget.AnyWidget):
    """The bar of one page; ``country`` is "" until the learner has said where they are."""

    _esm = esm("page_bar")
    _css = css("page_bar")
    facts = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    help = traitlets.Dict().tag(sync=True)
    contents = traitlets.List(traitlets.Dict()).tag(sync=True)
    country = traitlets.Unicode("").tag(sync=True)

    def __init__(self, page: str) -> None:
        """Show the bar of ``page``, a lesson's or quiz's id."""
        facts = page_facts(page)
        terms = glossary()
        country = read_settings().get("country", "")
        super().__init__(
            facts=facts,
            words={term: terms[term] for term in facts.get("terms", []) if term in terms},
            help=helplines(),
            contents=[{**entry, "here": entry["id"] == page} for entry in contents()],
            country=country if country in [*helplines(), OTHER_COUNTRY] else "",
        )
        self.on_msg(self._receive)

    def _receive(self, _: Any, message: dict[str, Any], buffers: list[bytes]) -> None:
        country = message.get("country")
        if message.get("type") != "country" or country not in [*helplines(), OTHER_COUNTRY]:
            return
        self.country = country
        try:
            keep_setting("country", country)
        except OSError as error:
            self.send({"type": "not-kept", "reason": explain(error)})


def page(page_id: str) -> PageBar:
    """Open a page: names it for everything below and shows its bar."""
    set_current_page(page_id)
    return PageBar(page_id)
