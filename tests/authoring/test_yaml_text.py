"""Reading text while it is typed: plain values only, nothing that takes long, errors by line and column."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.authoring.yaml_text import MOST_CHARACTERS, Unreadable, read_text
from alongside.items.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGE_BOMB = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name} {{<<: [{','.join(['*' + before] * 9)}]}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BROKEN = {
    "a colon in a text": ("stem: He said: no\n", 1, 14, "colon"),
    "a tab": ("options:\n\t- id: a\n", 2, 1, "tab"),
    "a star": ("text: *yes* he said\n", 1, 7, "quotation marks"),
    "an at sign": ("text: @home\n", 1, 7, "quotation marks"),
    "a tag": ("text: !yes\n", 1, 7, "quotation marks"),
    "an open quotation mark": ('id: a\ntext: "yes\nmore: b\n', 2, 7, "never closed"),
    "a quotation mark closed too late": ('id: "a\nstem: b\ntext: "c"\n', 1, 5, "closed only in line 3"),
    "a line of its own": ("id: a\nhello\nkind: b\n", 2, 1, "missing colon"),
    "an open bracket": ("answer: {value: 2\nunit: lines\n", 2, 5, "bracket"),
    "another indentation": ("options:\n  - id: a\n   text: b\n", 3, 4, "indented"),
    "a field twice": ("id: a\nid: b\n", 2, 1, "stands here twice"),
    "a second document": ("id: a\n---\nid: b\n", 2, 1, "one question"),
    "a day that is none": ("text: 2026-02-30\n", 1, 1, "date"),
    "a bracket as a name": ("{[a]: b}\n", 1, 2, "bracket"),
    "a backslash": ('text: "\\q"\n', 1, 9, "backslash"),
}
HOSTILE = {
    "python object": "a: !!python/object/apply:os.system ['touch CANARY']\n",
    "python name": "a: !!python/name:os.system\n",
    "repeated a hundred million times": BOMB,
    "merged a hundred million times": MERGE_BOMB,
    "holds itself": "a: &a [*a]\n",
    "five thousand levels": f"a: {'[' * 5000}",
    "half a million letters": f"a: {'x' * 500_000}",
    "a number of fifty thousand digits": f"a: {'9' * 50_000}",
    "a number base sixty": f"a: {':'.join(['59'] * 5000)}",
    "a nul": "a: b\x00",
    "half a character": "a: \ud83d",
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_text_is_answered_by_line_and_column_in_plain_words(name: str) -> None:
    text, line, column, words = BROKEN[name]
    with pytest.raises(Unreadable) as reason:
        read_text(text)
    assert (reason.value.line, reason.value.column) == (line, column)
    assert words in reason.value.words


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_at_once_and_does_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    started = time.process_time()
    with pytest.raises(Unreadable):
        read_text(HOSTILE[name])
    assert time.process_time() - started < 5
    assert list(tmp_path.iterdir()) == []


def test_an_emoji_and_every_letter_of_the_world_can_be_read() -> None:
    assert read_text("stem: “Grüße” 你好 🙂\n").data == {"stem": "“Grüße” 你好 🙂"}


def test_repeating_a_part_as_the_talks_of_the_course_do_is_fine() -> None:
    assert read_text("a: &end [{place: x}]\nb: *end\n").data == {"a": [{"place": "x"}], "b": [{"place": "x"}]}


def test_an_empty_text_holds_nothing() -> None:
    assert read_text("").data is None
    assert read_text("# only a note\n").data is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_largest_file_of_each_kind_in_the_course_stays_within_the_limits(kind: str) -> None:
    files = [*ROOT.glob("practice/*.yml"), *ROOT.glob("conversations/*.yml"), *ROOT.glob("source/*/items/*.yml")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    of_kind = [text for text in texts if f"\nkind: {kind}\n" in text]
    assert of_kind
    largest = max(of_kind, key=len)
    assert len(largest) < MOST_CHARACTERS / 2
    assert read_text(largest).data["kind"] == kind


def test_a_field_is_found_by_the_name_that_checks_give_it() -> None:
    text = read_text(
        "id: a\noptions:\n  - id: name-it\n    text: b\n  - id: fix-it\n    feedback: c\n"
        "moments:\n  - id: first\n    lines:\n      - {id: x, text: y}\n"
    )
    lines = {
        "id": 1,
        "options": 2,
        "options[2].feedback": 6,
        "options.name-it": 3,
        "options[1].feedback": 3,
        "moments[1] (first).lines[1].text": 10,
        "stem": 0,
        "options[9].text": 2,
        "(whole file)": 0,
    }
    assert {field: text.line_of(field) for field in lines} == lines


@given(st.text(alphabet=st.sampled_from("ab: -\n\"'{}[]|>*&!#%@`,?\t0\\"), max_size=60))
def test_any_text_is_read_or_answered_within_it(text: str) -> None:
    try:
        read_text(text).line_of("a.b[1].c")
    except Unreadable as reason:
        assert 1 <= reason.line <= text.count("\n") + 2
        assert reason.column >= 1 and reason.words
