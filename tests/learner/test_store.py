import errno
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from alongside.learner import store as store_module
from alongside.learner.responses import MAX_BYTES, parse_responses
from alongside.learner.store import AnswerRefused, Change, ResponseStore, now_text


@pytest.fixture
def store(tmp_path: Path) -> ResponseStore:
    return ResponseStore(tmp_path / "quiz" / "responses.json", "a-quiz")


def change(choice: str = "name-it", token: str = "tab:1", item_id: str = "reflect-feeling", **more: Any) -> Change:
    return Change(item_id=item_id, item_version=1, answer={"choice": choice}, token=token, **more)


def choices(store: ResponseStore, item_id: str = "reflect-feeling") -> list[str]:
    """Return the choices of all attempts as they are on disk."""
    return [
        attempt["answer"]["choice"] for attempt in parse_responses(store.path.read_bytes()).items[item_id]["attempts"]
    ]


def full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_an_answer_is_on_disk_when_save_returns(store: ResponseStore) -> None:
    assert store.save(change()) == 1
    assert parse_responses(store.path.read_bytes()).answers() == {"reflect-feeling": {"choice": "name-it"}}


def test_every_attempt_is_kept_and_the_last_one_counts(store: ResponseStore) -> None:
    revisions = [store.save(change(choice, f"tab:{number}")) for number, choice in enumerate(["a", "b", "a"])]
    assert (revisions, choices(store)) == ([1, 2, 3], ["a", "b", "a"])
    assert store.load().answers()["reflect-feeling"] == {"choice": "a"}


def test_a_change_sent_twice_is_one_attempt(store: ResponseStore) -> None:
    assert [store.save(change()), store.save(change("b", "tab:2")), store.save(change())] == [1, 2, 1]
    assert choices(store) == ["name-it", "b"]


def test_nobody_has_answered_yet_where_there_is_no_file(store: ResponseStore) -> None:
    responses = store.load()
    assert (responses.answers(), responses.odd, store.path.exists()) == ({}, [], False)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_raises_and_leaves_the_old_file_whole(
    store: ResponseStore, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    store.save(change())
    before = store.path.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr(Path if failing == "replace" else os, failing, full_disk)
        with pytest.raises(OSError, match="No space"):
            store.save(change("b", "tab:2"))
    assert store.path.read_bytes() == before
    assert store.save(change("b", "tab:2")) == 2, "and the next try works"


def test_a_lock_that_another_window_keeps_is_a_timeout_and_changes_nothing(
    store: ResponseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(change())
    monkeypatch.setattr(store_module, "LOCK_WAIT_SECONDS", 0.05)
    with FileLock(store.path.parent / ".responses.lock"), pytest.raises(TimeoutError):
        ResponseStore(store.path, "a-quiz").save(change("b", "tab:2"))
    assert choices(store) == ["name-it"]


def test_a_draft_is_replaced_by_the_next_words_of_the_same_tab(store: ResponseStore) -> None:
    for number, words in enumerate(["I", "I hear", "I hear you"]):
        store.save(change(words, f"tab:{number}", draft=number < 2))
    assert choices(store) == ["I hear you"]


def test_a_draft_of_another_tab_is_kept(store: ResponseStore) -> None:
    store.save(change("I hear", "one:1", draft=True))
    store.save(change("Tell me", "two:1", draft=True, seen_revision=1))
    assert choices(store) == ["I hear", "Tell me"]


def test_a_settled_answer_is_never_replaced_by_a_draft(store: ResponseStore) -> None:
    store.save(change("settled", "tab:1"))
    store.save(change("draft", "tab:2", draft=True))
    assert choices(store) == ["settled", "draft"]


def test_a_late_change_from_another_tab_is_kept_but_is_not_the_current_answer(store: ResponseStore) -> None:
    store.save(change("newer", "one:1", at="2026-11-22T15:00:10.000Z"))
    store.save(change("asleep", "two:1", at="2026-11-22T15:00:00.000Z", seen_revision=0))
    assert choices(store) == ["asleep", "newer"]
    assert store.load().answers()["reflect-feeling"] == {"choice": "newer"}


@pytest.mark.parametrize(("at", "seen"), [("2026-11-22T15:00:20.000Z", 0), ("2026-11-22T15:00:00.000Z", 1)])
def test_a_change_that_is_newer_or_that_knew_the_other_one_counts(store: ResponseStore, at: str, seen: int) -> None:
    store.save(change("first", "one:1", at="2026-11-22T15:00:10.000Z"))
    store.save(change("second", "two:1", at=at, seen_revision=seen))
    assert store.load().answers()["reflect-feeling"] == {"choice": "second"}


def test_a_draft_that_comes_again_after_newer_words_does_not_become_the_answer(store: ResponseStore) -> None:
    store.save(change("I", "tab:1", draft=True, at="2026-11-22T15:00:00.000Z"))
    store.save(change("I hear", "tab:2", draft=True, at="2026-11-22T15:00:01.000Z", seen_revision=1))
    store.save(change("I", "tab:1", draft=True, at="2026-11-22T15:00:00.000Z", seen_revision=1))
    assert store.load().answers()["reflect-feeling"] == {"choice": "I hear"}


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe\x00", b'{"format": "alongside-responses", "version": 99}'])
def test_an_unreadable_file_is_set_aside_and_not_overwritten(store: ResponseStore, damage: bytes) -> None:
    store.path.parent.mkdir(parents=True)
    store.path.write_bytes(damage)
    (odd,) = store.load().odd
    (kept,) = store.path.parent.glob("responses.unreadable-*.json")
    assert kept.read_bytes() == damage and kept.name in odd and "show it to your instructor" in odd
    store.save(change())
    assert (choices(store), kept.read_bytes()) == (["name-it"], damage)


def test_saving_beside_an_unreadable_file_sets_it_aside_too(store: ResponseStore) -> None:
    store.path.parent.mkdir(parents=True)
    store.path.write_bytes(b"{ damaged")
    store.save(change())
    assert [kept.read_bytes() for kept in store.path.parent.glob("responses.unreadable-*.json")] == [b"{ damaged"]


def _nested(depth: int) -> Any:
    return [_nested(depth - 1)] if depth else "x"


@pytest.mark.parametrize(
    "answer",
    [
        {"number": 10**60},
        {"number": float("nan")},
        {"number": float("inf")},
        {"choices": _nested(20)},
        {"choices": _nested(600)},
        {"choice": {1, 2}},
        {"choice": b"x"},
    ],
)
def test_an_answer_that_would_make_the_file_unreadable_is_refused_and_the_others_stay(
    store: ResponseStore, answer: Any
) -> None:
    store.save(change())
    before = store.path.read_bytes()
    with pytest.raises(AnswerRefused, match="was not kept"):
        store.save(Change("count-lines", 1, answer, "tab:2"))
    assert store.path.read_bytes() == before


@pytest.mark.parametrize("number", [100000000000000000000, 999999999999999900000, -100000000000000000000, 1e300, 0.1])
def test_every_number_that_a_page_can_send_is_read_back(store: ResponseStore, number: float) -> None:
    store.save(Change("count-lines", 1, {"number": number}, "tab:1"))
    assert store.load().answers() == {"count-lines": {"number": number}}


def test_half_an_emoji_does_not_keep_words_from_the_disk(store: ResponseStore) -> None:
    store.save(change("well \ud83d"))
    assert store.load().answers()["reflect-feeling"] == {"choice": "well ?"}


def test_a_file_that_would_grow_too_large_to_read_is_not_written(
    store: ResponseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(change())
    before = store.path.read_bytes()
    with pytest.raises(OSError, match="too large"):
        monkeypatch.setattr(store_module, "MAX_BYTES", len(before))
        store.save(change("b", "tab:2"))
    assert store.path.read_bytes() == before and MAX_BYTES > 10**6


def test_the_present_moment_is_utc_to_the_millisecond() -> None:
    assert len(now_text()) == len("2026-11-22T15:04:05.123Z") and now_text().endswith("Z")
    earlier = now_text()
    time.sleep(0.002)
    assert now_text() > earlier, "so that moments can be compared as text"


_SAVER = """
import sys, pathlib
from alongside.learner.store import Change, ResponseStore
path, tab, count = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = ResponseStore(path, "a-quiz")
for number in range(count):
    token = f"{tab}:{number}"
    store.save(Change(f"item-{number % 5}", 1, {"choice": token}, token))
    print(token, flush=True)
"""


def _saver(store: ResponseStore, tab: str, count: int) -> "subprocess.Popen[str]":
    root = Path(store_module.__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", _SAVER, str(store.path), tab, str(count)],
        text=True,
        cwd=root,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


def _tokens(store: ResponseStore) -> set[str]:
    items = parse_responses(store.path.read_bytes()).items
    return {attempt["token"] for entry in items.values() for attempt in entry["attempts"]}


def test_four_processes_that_save_at_once_lose_nothing(store: ResponseStore) -> None:
    running = [_saver(store, tab, 25) for tab in ("one", "two", "three", "four")]
    said = [token for process in running for token in process.communicate(timeout=120)[0].split()]
    assert [process.returncode for process in running] == [0, 0, 0, 0]
    assert len(said) == 100 and _tokens(store) == set(said)
    assert parse_responses(store.path.read_bytes()).revision == 100


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL; there a process is ended through the same call")
def test_a_process_killed_in_the_middle_of_saving_leaves_every_acknowledged_change_readable(
    store: ResponseStore,
) -> None:
    chance = random.Random(20261122)
    acknowledged: set[str] = set()
    for round_number in range(10):
        process = _saver(store, f"round{round_number}", 100_000)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.15))
        process.kill()
        rest = process.communicate(timeout=60)[0]
        assert first.endswith("\n") and process.returncode == -9
        acknowledged |= {line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")}
        assert {line.strip() for line in acknowledged} <= _tokens(store), f"round {round_number}"
    assert store.save(change()) > len(acknowledged) - 1, "and the lock of a killed process holds up nobody"
    assert not list(store.path.parent.glob("*unreadable*"))


def test_the_file_is_plain_json_for_people(store: ResponseStore) -> None:
    store.save(change("Ich höre dir zu"))
    text = store.path.read_text(encoding="utf-8")
    assert "Ich höre dir zu" in text and json.loads(text)["page"] == "a-quiz" and text.endswith("\n")


def test_a_page_opens_although_a_damaged_file_cannot_be_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "responses.json"
    path.write_bytes(b"{ broken")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    shown = ResponseStore(path, "quiz").load_to_show()
    assert shown.items == {}
    assert "may not be written to" in shown.odd[0]
    assert path.read_bytes() == b"{ broken"
