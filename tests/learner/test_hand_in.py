import errno
import hashlib
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.learner import hand_in
from alongside.learner.hand_in import BadCode, check_code, make_hand_in, submit_to_exchange
from alongside.learner.responses import parse_responses
from alongside.learner.store import Change, ResponseStore


@pytest.fixture
def store(tmp_path: Path) -> ResponseStore:
    """A quiz folder with two answers, one of them taken back."""
    folder = tmp_path / "a-quiz"
    store = ResponseStore(folder / "responses.json", "a-quiz")
    store.save(Change("one", 1, {"choice": "name-it"}, "tab:1"))
    store.save(Change("two", 1, {"text": "  "}, "tab:2"))
    (folder / "a-quiz.ipynb").write_bytes(b'{"cells": []}')
    return store


def made(store: ResponseStore, code: str = "A17") -> hand_in.HandIn:
    return make_hand_in(store, store.path.parent, store.path.parent.parent / "hand-in", code)


def test_the_zip_holds_the_answers_the_receipt_and_the_notebook(store: ResponseStore) -> None:
    done = made(store)
    with zipfile.ZipFile(done.path) as archive:
        assert set(archive.namelist()) == {"responses.json", "receipt.json", "receipt.txt", "a-quiz.ipynb"}
        assert archive.testzip() is None
        assert archive.read("responses.json") == store.path.read_bytes()
        assert archive.read("a-quiz.ipynb") == b'{"cells": []}'
    assert done.path.read_bytes() == done.content


def test_the_receipt_names_the_very_bytes_that_were_handed_in(store: ResponseStore) -> None:
    done = made(store)
    with zipfile.ZipFile(done.path) as archive:
        receipt = json.loads(archive.read("receipt.json"))
        digest = hashlib.sha256(archive.read("responses.json")).hexdigest()
        text = archive.read("receipt.txt").decode()
    assert receipt == {
        "format": "alongside-hand-in",
        "version": 1,
        "quiz": "a-quiz",
        "code": "A17",
        "at": done.at,
        "revision": 3,
        "answered": 1,
        "sha256": digest,
    }
    assert done.receipt == f"{digest[:4]}-{digest[4:8]}".upper()
    for words in (done.receipt, "A17", done.at, "Questions answered: 1"):
        assert words in text


def test_the_hand_in_is_noted_with_the_answers(store: ResponseStore) -> None:
    done = made(store)
    assert store.load().hand_ins == [{"at": done.at, "code": "A17", "revision": 3}]


def test_two_hand_ins_are_both_kept_even_within_one_second(
    store: ResponseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hand_in, "now_text", lambda: "2026-11-22T15:04:05.123Z")
    first = made(store)
    store.save(Change("one", 1, {"choice": "fix-it"}, "tab:3"))
    second = made(store)
    assert first.path != second.path and first.path.name == "a-quiz--A17--2026-11-22T15-04-05Z.zip"
    answers = [
        parse_responses(zipfile.ZipFile(done.path).read("responses.json")).answers()["one"] for done in (first, second)
    ]
    assert answers == [{"choice": "name-it"}, {"choice": "fix-it"}]
    assert len(store.load().hand_ins) == 2


def test_a_quiz_nobody_touched_can_be_handed_in(tmp_path: Path) -> None:
    store = ResponseStore(tmp_path / "a-quiz" / "responses.json", "a-quiz")
    done = made(store)
    assert done.answered == 0
    assert set(zipfile.ZipFile(done.path).namelist()) == {"responses.json", "receipt.json", "receipt.txt"}


@pytest.mark.parametrize("good_syncs", [0, 1, 2, 3])
def test_when_the_disk_is_full_nothing_is_handed_in(
    store: ResponseStore, monkeypatch: pytest.MonkeyPatch, good_syncs: int
) -> None:
    """The disk fills up at every moment of a hand-in: two files, each written and then named."""
    before, calls, sync = store.path.read_bytes(), [], os.fsync

    def full_disk(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > good_syncs:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        made(store)
    monkeypatch.undo()
    assert list((store.path.parent.parent / "hand-in").iterdir()) == []
    if good_syncs < 3:
        assert store.path.read_bytes() == before


def test_a_bad_code_hands_nothing_in(store: ResponseStore) -> None:
    before = store.path.read_bytes()
    with pytest.raises(BadCode, match="letters, digits"):
        made(store, "../A17")
    assert store.path.read_bytes() == before and not (store.path.parent.parent / "hand-in").exists()


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", fullmatch=True), st.sampled_from(["", " ", "\t", "\n"]))
def test_a_code_of_letters_digits_and_joiners_is_taken_without_blanks_around_it(code: str, blank: str) -> None:
    assert check_code(f"{blank}{code}{blank}") == code


_ALLOWED = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text())
def test_a_code_is_either_safe_in_a_file_name_or_refused(code: str) -> None:
    try:
        taken = check_code(code)
    except BadCode:
        assert not (0 < len(code.strip()) <= 40 and set(code.strip()) <= _ALLOWED and code.strip()[0].isalnum())
    else:
        assert set(taken) <= _ALLOWED and 0 < len(taken) <= 40 and taken[0] not in "-_"


@pytest.mark.parametrize(
    "code", ["", "  ", "a b", "a,b", "=cmd", "*", "a/b", "..", "-a", "_a", "é", "a" * 41, "a\n b", "²", "A\0"]
)
def test_codes_that_no_roster_could_hold_are_refused(code: str) -> None:
    with pytest.raises(BadCode):
        check_code(code)


def test_without_nbgrader_nothing_is_submitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_in.importlib.util, "find_spec", lambda name: None)
    assert submit_to_exchange("a-quiz", tmp_path) is False


@pytest.mark.parametrize("outcome", [subprocess.TimeoutExpired("nbgrader", 1), OSError("no such program")])
def test_an_exchange_that_does_not_answer_took_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outcome: Exception
) -> None:
    def run(*_: object, **__: object) -> None:
        raise outcome

    monkeypatch.setattr(hand_in.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(hand_in.subprocess, "run", run)
    assert submit_to_exchange("a-quiz", tmp_path) is False
