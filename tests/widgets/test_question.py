import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.items.schema import parse_item
from alongside.learner import store as store_module
from alongside.learner.responses import parse_responses
from alongside.learner.store import ResponseStore
from alongside.widgets.question import Question, quiz_item

KEYED, _ = parse_item(
    {
        "id": "choose-a-line",
        "version": 3,
        "objective": "M9.3",
        "kind": "choose-one",
        "stem": "Which line?",
        "options": [
            {"id": "heard", "text": "You had enough.", "score": 1, "feedback": "This gives it back."},
            {
                "id": "sleep",
                "text": "Sleep more.",
                "score": 0,
                "feedback": "This gives advice.",
                "misconception": "advice-is-support",
            },
        ],
        "better": "You had enough of it.",
    },
    "test.yml",
)


def answer(choice: Any = "heard", token: str = "tab:1", **more: Any) -> dict[str, Any]:
    return {
        "type": "answer",
        "answer": {"choice": choice},
        "token": token,
        "seen_revision": 0,
        "at": "2026-11-22T15:00:00.000Z",
        "draft": False,
        **more,
    }


def on_disk(course: Path) -> dict[str, Any]:
    return parse_responses((course / "small-quiz" / "responses.json").read_bytes()).answers()


def test_saved_is_said_after_the_disk_has_it(course: Path, as_page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    told_before_the_sync: list[int] = []
    sync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: (told_before_the_sync.append(len(page.messages)), sync(descriptor))
    )
    page.send(answer())
    assert page.messages == [{"type": "saved", "token": "tab:1", "revision": 1}]
    assert set(told_before_the_sync) == {0}
    assert on_disk(course) == {"reflect-feeling": {"choice": "heard"}}


def test_twenty_quick_clicks_are_all_acknowledged_and_the_last_one_counts(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    for number in range(20):
        page.send(answer("heard" if number % 2 else "sleep", f"tab:{number}", at=f"2026-11-22T15:00:{number:02}.000Z"))
    assert [message["token"] for message in page.messages] == [f"tab:{number}" for number in range(20)]
    assert [message["revision"] for message in page.messages] == list(range(1, 21))
    assert on_disk(course) == {"reflect-feeling": {"choice": "heard"}}


def test_a_change_sent_again_is_acknowledged_again_and_kept_once(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    page.send(answer())
    page.send(answer())
    assert page.messages == 2 * [{"type": "saved", "token": "tab:1", "revision": 1}]


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "The disk is full"), (errno.EROFS, "may not be written to"), (errno.EIO, "could not")],
)
def test_when_the_disk_refuses_the_page_hears_not_saved_and_why(
    course: Path, as_page: Any, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", refuse)
        page.send(answer())
    (message,) = page.messages
    assert (message["type"], message["token"]) == ("not-saved", "tab:1") and words in message["reason"]
    assert page.state["saved"]["answer"] is None
    page.send(answer())
    assert page.messages[-1]["type"] == "saved", "and the next try works"


@contextmanager
def without_write_access(folder: Path) -> Iterator[None]:
    """Take away the right to write; root, who may always write, becomes another user meanwhile."""
    user = os.geteuid()
    folder.chmod(0o500)
    try:
        if user == 0:
            os.seteuid(65534)
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o700)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such right on a folder")
def test_in_a_read_only_folder_the_page_hears_not_saved(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    with without_write_access(course / "small-quiz"):
        page.send(answer())
    assert page.messages[0]["type"] == "not-saved" and "may not be written to" in page.messages[0]["reason"]
    page.send(answer())
    assert page.messages[1]["type"] == "saved"


def test_while_another_window_writes_the_page_hears_that_we_keep_trying(
    course: Path, as_page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "LOCK_WAIT_SECONDS", 0.05)
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    with FileLock(course / "small-quiz" / ".responses.lock"):
        page.send(answer())
    assert page.messages == [
        {"type": "not-saved", "token": "tab:1", "reason": "Another window is writing to the same file; we keep trying."}
    ]


def test_other_tabs_on_the_same_question_are_told_and_other_questions_are_not(course: Path, as_page: Any) -> None:
    here, there = (as_page(quiz_item("small-quiz", "reflect-feeling")) for _ in range(2))
    elsewhere = as_page(quiz_item("small-quiz", "write-reply"))
    here.send(answer())
    for page in (here, there):
        assert page.state["saved"] == {"answer": {"choice": "heard"}, "revision": 1, "token": "tab:1"}
    assert elsewhere.state["saved"]["answer"] is None
    assert there.messages == elsewhere.messages == []


def test_a_page_opened_again_shows_the_answer(course: Path, as_page: Any) -> None:
    as_page(quiz_item("small-quiz", "reflect-feeling")).send(answer())
    again = as_page(quiz_item("small-quiz", "reflect-feeling"))
    assert again.state["saved"] == {"answer": {"choice": "heard"}, "revision": 1}


def test_a_late_message_from_a_sleeping_tab_does_not_replace_the_answer(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    page.send(answer("heard", "one:1", at="2026-11-22T15:00:10.000Z"))
    page.send(answer("sleep", "two:1", at="2026-11-22T15:00:00.000Z", seen_revision=0))
    assert on_disk(course) == {"reflect-feeling": {"choice": "heard"}}
    assert page.state["saved"]["answer"] == {"choice": "heard"}, "and no tab is told otherwise"


def test_damaged_answers_are_set_aside_and_the_page_says_so(course: Path, as_page: Any) -> None:
    (course / "small-quiz" / "responses.json").write_bytes(b"{ damaged")
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    assert "They are kept in responses.unreadable-" in page.state["notice"]


def test_half_an_emoji_is_saved_and_reaches_the_page(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "write-reply"))
    page.send(answer() | {"answer": {"text": "well \ud83d"}})
    assert page.messages[0]["type"] == "saved"
    assert page.state["saved"]["answer"] == {"text": "well ?"}
    json.dumps(page.state, ensure_ascii=False).encode()


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=st.fixed_dictionaries({}, optional={name: _JSON for name in answer()}))
def test_any_answer_message_is_answered_once_by_saved_or_not_saved(
    course: Path, as_page: Any, message: dict[str, Any]
) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    page.send({**message, "type": "answer"})
    assert [sent["type"] for sent in page.messages] in (["saved"], ["not-saved"])
    parse_responses((course / "small-quiz" / "responses.json").read_bytes())


def test_a_graded_question_has_no_key_and_answers_no_check(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    page.send({"type": "check", "answer": {"choice": "heard"}})
    assert (page.state["mode"], page.state["outcome"], page.messages) == ("quiz", {}, [])


def test_an_unknown_quiz_question_is_named(course: Path) -> None:
    with pytest.raises(LookupError, match="“small-quiz” has no question “nothing”"):
        quiz_item("small-quiz", "nothing")


@pytest.fixture
def practice(course: Path, as_page: Any) -> Any:
    assert KEYED is not None
    return as_page(Question(KEYED.public(), ResponseStore(course / "progress" / "a-page.json", "a-page"), key=KEYED))


def test_in_practice_a_check_gives_the_feedback_of_the_choice(practice: Any) -> None:
    practice.send({"type": "check", "answer": {"choice": "sleep"}})
    (message,) = practice.messages
    assert message["type"] == "outcome" and message["outcome"] == practice.state["outcome"]
    assert (message["outcome"]["fit"], message["outcome"]["better"]) == ("not-yet", "You had enough of it.")
    assert message["outcome"]["notes"] == [{"chosen": "Sleep more.", "text": "This gives advice."}]


def test_before_a_check_no_feedback_has_reached_the_page(practice: Any) -> None:
    told = json.dumps(practice.widget.comm.published)
    assert practice.state["mode"] == "practice" and "You had enough." in told
    for private in ("This gives", "advice-is-support", "You had enough of it."):
        assert private not in told


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=_JSON)
def test_any_checked_answer_gets_an_outcome(practice: Any, value: Any) -> None:
    practice.send({"type": "check", "answer": value})
    assert practice.messages[-1]["outcome"]["state"] in ("scored", "unanswered", "invalid")


def test_practice_answers_lie_with_their_page(practice: Any, course: Path) -> None:
    practice.send(answer())
    assert (
        parse_responses((course / "progress" / "a-page.json").read_bytes()).items["choose-a-line"]["item_version"] == 3
    )


def test_a_question_opens_in_its_first_form_and_turns_to_the_other(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    assert (page.state["item"]["id"], page.state["has_other_form"]) == ("reflect-feeling", True)
    assert "twin" not in page.state["item"]
    page.send(answer())
    first_place = page.state["place"]
    page.send({"type": "other-form"})
    assert page.state["item"]["id"] == "reflect-again"
    assert page.state["saved"]["answer"] is None
    assert page.state["place"] != first_place
    page.send(answer("long-night", "tab:2"))
    assert on_disk(course) == {"reflect-feeling": {"choice": "heard"}, "reflect-again": {"choice": "long-night"}}
    kept = parse_responses((course / "small-quiz" / "responses.json").read_bytes()).items
    assert kept["reflect-again"]["item_version"] == 4
    page.send({"type": "other-form"})
    assert page.state["item"]["id"] == "reflect-feeling"
    assert page.state["saved"]["answer"] == {"choice": "heard"}


def test_a_question_opens_in_the_form_that_was_answered_last(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    page.send(answer())
    page.send({"type": "other-form"})
    assert as_page(quiz_item("small-quiz", "reflect-feeling")).state["item"]["id"] == "reflect-feeling"
    page.send(answer("why", "tab:2"))
    assert as_page(quiz_item("small-quiz", "reflect-feeling")).state["item"]["id"] == "reflect-again"


def test_an_outcome_is_shown_only_by_the_form_it_is_about(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "reflect-feeling"))
    scored = {"item_id": "reflect-feeling", "form": "reflect-again", "state": "scored"}
    page.widget.show_outcome(scored)
    assert page.state["outcome"] == {}
    page.send({"type": "other-form"})
    page.widget.show_outcome(scored)
    assert page.state["outcome"] == scored


def test_a_question_without_another_form_stays_as_it_is(course: Path, as_page: Any) -> None:
    page = as_page(quiz_item("small-quiz", "write-reply"))
    page.send({"type": "other-form"})
    assert (page.state["item"]["id"], page.state["has_other_form"]) == ("write-reply", False)
