import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.learner.responses import MAX_BYTES, MAX_DEPTH, Responses, UnreadableResponses, parse_responses

ATTEMPT = {
    "revision": 3,
    "at": "2026-11-22T15:04:05.123Z",
    "token": "tab:1",
    "draft": False,
    "answer": {"choice": "name-it"},
}


def written(**changes: Any) -> bytes:
    """Return a sound answers file with some of its fields changed; a value of None takes a field out."""
    whole = {
        "format": "alongside-responses",
        "version": 1,
        "page": "a-quiz",
        "revision": 3,
        "items": {"reflect-feeling": {"item_version": 1, "attempts": [ATTEMPT]}},
        "hand_ins": [],
        **changes,
    }
    return json.dumps({name: value for name, value in whole.items() if value is not None}).encode()


def test_a_sound_file_gives_its_answers() -> None:
    responses = parse_responses(written())
    assert responses.answers() == {"reflect-feeling": {"choice": "name-it"}}
    assert (responses.page, responses.revision, responses.odd) == ("a-quiz", 3, [])


def test_the_last_attempt_counts() -> None:
    attempts = [ATTEMPT, {**ATTEMPT, "revision": 4, "answer": {"choice": "fix-it"}}]
    responses = parse_responses(written(items={"reflect-feeling": {"item_version": 1, "attempts": attempts}}))
    assert responses.answers() == {"reflect-feeling": {"choice": "fix-it"}}


_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)
_ATTEMPTS = st.fixed_dictionaries(
    {
        "revision": st.integers(0, 10**6),
        "at": _TEXT,
        "token": _TEXT,
        "draft": st.booleans(),
        "answer": st.dictionaries(_TEXT, _VALUES, max_size=3),
    }
)
_ITEMS = st.dictionaries(
    _TEXT,
    st.fixed_dictionaries({"item_version": st.integers(0, 99), "attempts": st.lists(_ATTEMPTS, max_size=3)}),
    max_size=3,
)


@given(
    page=_TEXT,
    revision=st.integers(10**6, 10**9),
    items=_ITEMS,
    hand_ins=st.lists(st.dictionaries(_TEXT, _TEXT), max_size=2),
)
def test_what_is_written_is_read_back_the_same(page: str, revision: int, items: Any, hand_ins: Any) -> None:
    responses = Responses(page, revision, items, hand_ins)
    assert parse_responses(responses.as_json()) == responses


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(raw: bytes) -> None:
    with pytest.raises(UnreadableResponses, match=r"^the (answers )?file"):
        parse_responses(raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.just(10**45),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@given(st.sampled_from(["version", "page", "revision", "items", "hand_ins"]), _JSON)
def test_any_value_in_any_field_is_read_or_refused_in_words(field: str, value: Any) -> None:
    try:
        responses = parse_responses(written(**{field: value}))
    except UnreadableResponses as reason:
        assert str(reason)
    else:
        assert parse_responses(responses.as_json()).answers() == responses.answers()


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(["reflect-feeling", "other"]),
        _JSON
        | st.fixed_dictionaries(
            {
                "attempts": _JSON
                | st.lists(_JSON | st.fixed_dictionaries({"answer": _JSON, "revision": _JSON, "at": _JSON}), max_size=3)
            }
        ),
    )
)
def test_any_items_are_read_with_what_was_left_out_named(items: Any) -> None:
    try:
        responses = parse_responses(written(items=items))
    except UnreadableResponses:
        return
    assert set(responses.items) <= set(items)
    assert all(isinstance(answer, dict) for answer in responses.answers().values())
    assert len(responses.odd) >= len(set(items) - set(responses.items))


@pytest.mark.parametrize(
    ("defect", "raw", "words"),
    [
        ("empty", b"", "is empty"),
        ("blanks only", b" \n\t ", "is empty"),
        ("cut off", written()[:-40], "breaks off or is damaged in line 1"),
        ("zeros after a crash", b"\0" * 512, "breaks off or is damaged"),
        ("bad UTF-8", written().replace(b"a-quiz", b"a-\xff\xfe"), "is not UTF-8 text"),
        ("UTF-16", json.dumps({"format": "alongside-responses"}).encode("utf-16"), "is not UTF-8 text"),
        ("duplicate field", written().replace(b'"page"', b'"revision"'), "names the same field twice"),
        (
            "duplicate item",
            b'{"format":"alongside-responses","version":1,"items":{"a":{},"a":{}}}',
            "names the same field twice",
        ),
        ("NaN", written().replace(b'"name-it"', b"NaN"), "holds NaN"),
        ("Infinity", written().replace(b'"name-it"', b"-Infinity"), "holds -Infinity"),
        ("1e999", written().replace(b'"name-it"', b"1e999"), "holds 1e999, which is larger"),
        ("long whole number", written().replace(b'"name-it"', b"9" * 5000), "more than 40 digits"),
        ("a list", b"[]", "is not an answers file of this course"),
        ("another format", written(format="ipynb"), "is not an answers file of this course"),
        ("no version", written(version=None), "does not say which version"),
        ("version true", written(version=True), "does not say which version"),
        ("version 0", written(version=0), "does not say which version"),
        ("future version", written(version=99), "newer version of the course (format 99, here 1): update"),
        ("two files in one", written() + written(), "damaged"),
        ("deep list", written().replace(b'"name-it"', b"[" * 5000 + b"]" * 5000), "nested deeper"),
        ("deep and never closed", b"[" * 200_000, "nested deeper"),
        ("deep objects", b'{"a":' * 200_000, "nested deeper"),
        ("too large", b" " * (MAX_BYTES + 1), "larger than 8 MB"),
    ],
)
def test_a_damaged_file_is_refused_with_a_plain_sentence(defect: str, raw: bytes, words: str) -> None:
    with pytest.raises(UnreadableResponses) as reason:
        parse_responses(raw)
    assert words in str(reason.value), defect


def test_a_byte_order_mark_does_no_harm() -> None:
    assert parse_responses(b"\xef\xbb\xbf" + written()) == parse_responses(written())


def test_brackets_in_a_learners_words_are_no_depth() -> None:
    text = "[{" * 50 + r"\" \\" + "]" * 9
    attempt = {**ATTEMPT, "answer": {"text": text}}
    responses = parse_responses(written(items={"write-reply": {"item_version": 1, "attempts": [attempt]}}))
    assert responses.answers() == {"write-reply": {"text": text}}


@given(st.integers(0, 40))
def test_depth_is_allowed_up_to_its_limit(depth: int) -> None:
    answer = b"[" * depth + b"]" * depth if depth else b"0"
    raw = written(items={"a": {"attempts": [{"answer": {"choice": "HERE"}}]}}).replace(b'"HERE"', answer)
    around = 6  # the file, items, the item, attempts, the attempt, the answer
    if around + depth > MAX_DEPTH:
        with pytest.raises(UnreadableResponses, match="nested deeper"):
            parse_responses(raw)
    else:
        assert "a" in parse_responses(raw).answers()


def test_half_a_character_becomes_a_question_mark_so_that_the_answer_can_be_written_anywhere() -> None:
    raw = written().replace(b'"name-it"', rb'"cut \ud83d here"')
    responses = parse_responses(raw)
    assert responses.answers() == {"reflect-feeling": {"choice": "cut ? here"}}
    assert parse_responses(responses.as_json()) == responses


def test_the_longest_whole_number_that_a_page_sends_is_read() -> None:
    """JavaScript writes 21 digits before it turns to 1e+21."""
    assert parse_responses(written().replace(b'"name-it"', b"999999999999999900000")).answers()


@pytest.mark.parametrize("revision", [None, -5, "7", True, 10**30, 2.5])
def test_the_revision_never_falls_behind_the_attempts(revision: Any) -> None:
    assert parse_responses(written(revision=revision)).revision == 3


def test_what_cannot_be_used_is_left_out_and_named() -> None:
    responses = parse_responses(
        written(
            items={
                "good": {"item_version": 1, "attempts": [ATTEMPT]},
                "half": {"item_version": 1, "attempts": [ATTEMPT, "x", {"answer": "name-it"}]},
                "bad": "name-it",
            }
        )
    )
    assert set(responses.answers()) == {"good", "half"}
    assert responses.odd == ["2 attempts at “half” could not be read", "the answer to “bad” has no readable attempts"]


def test_a_file_without_items_says_so() -> None:
    assert parse_responses(written(items=[])).odd == ["the answers file has no list of items"]
