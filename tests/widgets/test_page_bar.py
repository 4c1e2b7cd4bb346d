import errno
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from alongside.learner.folder import keep_setting, read_settings
from alongside.widgets.here import current_page, set_current_page
from alongside.widgets.page_bar import page

pytestmark = pytest.mark.skipif(
    not files("alongside").joinpath("data", "pages.json").is_file(),
    reason="alongside/data is not built: run alongside build",
)


def test_a_page_names_itself_for_the_questions_below(course: Path, as_page: Any) -> None:
    set_current_page("practice")
    bar = as_page(page("opioid-system"))
    assert current_page() == "opioid-system"
    assert bar.state["facts"]["title"] and bar.state["words"]
    assert set(bar.state["words"]) == set(bar.state["facts"]["terms"])


def test_every_page_lists_all_pages_and_marks_itself(course: Path, as_page: Any) -> None:
    listed = as_page(page("welcome")).state["contents"]
    assert [entry["id"] for entry in listed if entry["here"]] == ["welcome"]
    assert len({entry["href"] for entry in listed}) == len(listed) > 20


def test_until_a_country_is_chosen_there_is_none_and_all_can_be_chosen(course: Path, as_page: Any) -> None:
    bar = as_page(page("welcome"))
    assert bar.state["country"] == "" and {"us", "ca", "uk", "au"} <= set(bar.state["help"])


@pytest.mark.parametrize("country", ["uk", "us", "other"])
def test_a_chosen_country_is_kept_for_every_page(course: Path, as_page: Any, country: str) -> None:
    bar = as_page(page("welcome"))
    bar.send({"type": "country", "country": country})
    assert (bar.state["country"], read_settings()) == (country, {"country": country})
    assert as_page(page("opioid-system")).state["country"] == country


@pytest.mark.parametrize("country", ["", "xx", None, 4, ["uk"], {"uk": 1}])
def test_an_unknown_country_changes_nothing(course: Path, as_page: Any, country: Any) -> None:
    keep_setting("country", "ca")
    bar = as_page(page("welcome"))
    bar.send({"type": "country", "country": country})
    assert (bar.widget.country, read_settings()) == ("ca", {"country": "ca"})


@pytest.mark.parametrize("kept", ["xx", 4, ["uk"], None])
def test_a_kept_country_that_is_not_there_any_more_is_asked_for_again(course: Path, as_page: Any, kept: Any) -> None:
    keep_setting("country", kept)
    assert as_page(page("welcome")).state["country"] == ""


def test_a_choice_that_cannot_be_kept_holds_for_this_page_and_says_why(
    course: Path, as_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    bar = as_page(page("welcome"))
    monkeypatch.setattr(os, "fsync", full_disk)
    bar.send({"type": "country", "country": "au"})
    assert bar.widget.country == "au"
    (message,) = bar.messages
    assert message["type"] == "not-kept" and "The disk is full" in message["reason"]


def test_a_page_that_the_build_does_not_know_still_offers_help(course: Path, as_page: Any) -> None:
    bar = as_page(page("a-page-of-tomorrow"))
    assert bar.state["facts"] == {} and bar.state["help"]
