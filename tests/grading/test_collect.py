from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from course_folder import CourseFolder, auto_scores, gradebook_rows, responses
from sample_quiz import GOOD_ANSWERS, QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.collect import Collected, collect_zips
from alongside.grading.hand_in_zip import RefusedZip, read_hand_in
from alongside.grading.roster import UnreadableRoster, read_roster

ROSTER = (
    'id,first_name,last_name,email\nada,Ada,L,\nBo,Bo,M,bo@example.org\n"a,b",Comma,Person,\ntwin,One,T,\nTWIN,Two,T,\n'
)


def hand_in(
    code: str = "ada", at: str = "2026-11-22T15:04:05.123Z", answers: Any = None, **receipt: Any
) -> dict[str, bytes]:
    """The members of a hand-in zip as the learner's button writes them."""
    raw = json.dumps(responses(GOOD_ANSWERS if answers is None else answers)).encode()
    told = {
        "format": "alongside-hand-in",
        "version": 1,
        "quiz": QUIZ_ID,
        "code": code,
        "at": at,
        "revision": 1,
        "answered": 9,
        "sha256": hashlib.sha256(raw).hexdigest(),
        **receipt,
    }
    return {
        "responses.json": raw,
        "receipt.json": json.dumps(told).encode(),
        "receipt.txt": b"kept",
        f"{QUIZ_ID}.ipynb": b"{}",
    }


def write_zip(path: Path, members: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def name_of(code: str, stamp: str = "2026-11-22T15-04-05") -> str:
    return f"{QUIZ_ID}--{code}--{stamp}Z.zip"


@pytest.fixture
def inbox(course: CourseFolder) -> Path:
    (course.root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    folder = course.root / "inbox"
    folder.mkdir()
    return folder


def collect(course: CourseFolder) -> Collected:
    return collect_zips(course.root, course.root / "inbox", course.root / "roster.csv")


def test_each_learners_latest_hand_in_is_graded_and_earlier_ones_are_kept(course: CourseFolder, inbox: Path) -> None:
    write_zip(inbox / name_of("ada"), hand_in(answers={}))
    write_zip(inbox / "mail" / name_of("ada", "2026-11-23T09-00-00"), hand_in(at="2026-11-23T09:00:00.000Z"))
    write_zip(inbox / name_of("bo"), hand_in("bo"))
    report = collect(course)
    assert report.new == [(QUIZ_ID, "Bo"), (QUIZ_ID, "ada")]
    assert report.earlier == 1
    assert len(list((course.root / "my-teaching" / "collected" / QUIZ_ID / "ada").iterdir())) == 2
    grade_group(course.root, QUIZ_ID)
    rows = gradebook_rows(course.root)
    assert auto_scores(rows["ada"])["reflect-feeling"] == auto_scores(rows["Bo"])["reflect-feeling"] == 1
    assert str(rows["ada"][0]) == "2026-11-23 09:00:00"


def test_collecting_again_changes_nothing_and_an_older_zip_replaces_nothing(course: CourseFolder, inbox: Path) -> None:
    write_zip(inbox / name_of("ada"), hand_in())
    collect(course)
    again = collect(course)
    assert (again.new, again.unchanged) == ([], 1)
    (inbox / name_of("ada")).unlink()
    write_zip(inbox / name_of("ada", "2026-11-01T00-00-00"), hand_in(at="2026-11-01T00:00:00Z", answers={}))
    assert collect(course).new == []
    assert b"name-it" in (course.folder_of("ada") / "responses.json").read_bytes()


def test_names_given_by_learning_platforms_and_mail_do_not_matter(course: CourseFolder, inbox: Path) -> None:
    write_zip(inbox / "Ada L_4711_assignsubmission_file_x.zip", hand_in())
    write_zip(
        inbox / f"M Bo_12_{name_of('bo')[:-4]} (1).zip",
        {name: content for name, content in hand_in("bo").items() if name != "receipt.json"},
    )
    report = collect(course)
    assert sorted(learner for _, learner in report.new) == ["Bo", "ada"]
    assert any("no receipt" in line for line in report.odd)


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in hand_in().items():
            archive.writestr(name, b" " * 900_000_000 if name == "responses.json" else content)
    return buffer.getvalue()


def _lying_bomb() -> bytes:
    """A member that claims to be small and unpacks to far more."""
    members = hand_in()
    members["responses.json"] = b" " * 50_000_000
    raw = bytearray(_zipped(members))
    for offset in (raw.find(b"PK\x01\x02"),):
        raw[offset + 24 : offset + 28] = (1000).to_bytes(4, "little")
    return bytes(raw)


def _zipped(members: dict[str, bytes], edit: Callable[[zipfile.ZipFile], None] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        if edit:
            edit(archive)
    return buffer.getvalue()


def _link(archive: zipfile.ZipFile) -> None:
    link = zipfile.ZipInfo("notes.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(link, "/etc/passwd")


def _twice(archive: zipfile.ZipFile) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("responses.json", b"{}")


def _locked() -> bytes:
    raw = bytearray(_zipped(hand_in()))
    central = raw.find(b"PK\x01\x02")
    raw[central + 8] |= 1
    raw[6] |= 1
    return bytes(raw)


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "path_that_climbs": (lambda: _zipped({**hand_in(), "../../evil.py": b"x"}), "leads out of the folder"),
    "path_that_climbs_backwards": (lambda: _zipped({**hand_in(), "..\\evil.py": b"x"}), "leads out of the folder"),
    "path_absolute": (lambda: _zipped({**hand_in(), "/tmp/evil": b"x"}), "absolute path"),
    "path_with_drive": (lambda: _zipped({**hand_in(), "C:\\evil": b"x"}), "absolute path"),
    "bomb": (_bomb, "far larger"),
    "bomb_that_lies": (_lying_bomb, "damaged or not a zip"),
    "link": (lambda: _zipped(hand_in(), _link), "holds a link"),
    "name_twice": (lambda: _zipped(hand_in(), _twice), "twice"),
    "password": (_locked, "password"),
    "too_many_files": (lambda: _zipped({**hand_in(), **{f"f{n}": b"" for n in range(60)}}), "a hand-in has 3 or 4"),
    "no_zip": (lambda: b"hello", "damaged or not a zip"),
    "cut_short": (lambda: _zipped(hand_in())[:-30], "damaged or not a zip"),
    "damaged_inside": (lambda: _zipped(hand_in()).replace(b"PK\x03\x04", b"PK\x03\x05", 1), "damaged or not a zip"),
    "without_answers": (lambda: _zipped({"receipt.json": b"{}"}), "holds no responses.json"),
    "code_with_slash": (lambda: _zipped(hand_in("a/../../root")), "other programs act on"),
    "code_that_is_markup": (lambda: _zipped(hand_in("<b>")), "other programs act on"),
    "code_not_utf8": (lambda: _zipped(hand_in("\ud800x")), "not UTF-8"),
    "code_with_glob": (lambda: _zipped(hand_in("*")), "not on the roster"),
    "code_like_formula": (lambda: _zipped(hand_in("=cmd")), "not on the roster"),
    "code_unknown": (lambda: _zipped(hand_in("nobody")), "not on the roster"),
    "code_shared_by_two": (lambda: _zipped(hand_in("Twin")), "two people on the roster share"),
    "code_empty": (lambda: _zipped(hand_in("")), "is empty"),
    "quiz_unknown": (lambda: _zipped(hand_in(quiz="other-quiz")), "has no quiz"),
    "quiz_that_climbs": (lambda: _zipped(hand_in(quiz=f"../source/{QUIZ_ID}")), "has no quiz"),
}


@pytest.mark.parametrize("defect", ZIPS)
def test_a_zip_that_cannot_be_used_is_named_and_stops_nobody(course: CourseFolder, inbox: Path, defect: str) -> None:
    make, words = ZIPS[defect]
    (inbox / f"{defect}.zip").write_bytes(make())
    write_zip(inbox / name_of("bo"), hand_in("bo"))
    before = {path for path in course.root.parent.rglob("*")}
    report = collect(course)
    assert report.new == [(QUIZ_ID, "Bo")]
    assert len(report.not_placed) == 1
    assert f"“{defect}.zip”" in report.not_placed[0]
    assert words in report.not_placed[0]
    made = {path.relative_to(course.root).parts[:2] for path in set(course.root.parent.rglob("*")) - before}
    assert made <= {
        ("my-teaching",),
        ("my-teaching", "submitted"),
        ("my-teaching", "collected"),
        ("my-teaching", ".grading.lock"),
    }


def test_a_zip_that_is_a_link_is_not_followed(course: CourseFolder, inbox: Path) -> None:
    write_zip(course.root / "elsewhere.zip", hand_in())
    (inbox / "link.zip").symlink_to(course.root / "elsewhere.zip")
    assert "is a link" in collect(course).not_placed[0]


def test_answers_that_do_not_fit_their_receipt_are_collected_with_a_remark(course: CourseFolder, inbox: Path) -> None:
    write_zip(inbox / name_of("ada"), hand_in(sha256="0" * 64))
    report = collect(course)
    assert report.new == [(QUIZ_ID, "ada")]
    assert any("not the ones that its receipt was made for" in line for line in report.odd)


def test_a_file_named_for_one_and_a_receipt_for_another_is_told(course: CourseFolder, inbox: Path) -> None:
    write_zip(inbox / name_of("bo"), hand_in("ada"))
    report = collect(course)
    assert report.new == [(QUIZ_ID, "ada")]
    assert any("its name says “bo”, its receipt “ada”" in line for line in report.odd)


def test_a_damaged_receipt_or_time_is_told_and_the_name_is_used(course: CourseFolder, inbox: Path) -> None:
    write_zip(inbox / name_of("ada"), {**hand_in(), "receipt.json": b"{"})
    write_zip(inbox / name_of("bo"), hand_in("bo", at="tomorrow"))
    report = collect(course)
    assert sorted(learner for _, learner in report.new) == ["Bo", "ada"]
    assert (course.folder_of("Bo") / "timestamp.txt").read_text() == "2026-11-22 15:04:05.000000 UTC"


def test_a_code_with_a_comma_that_is_on_the_roster_is_collected(course: CourseFolder, inbox: Path) -> None:
    write_zip(inbox / "x.zip", hand_in("a,b"))
    assert collect(course).new == [(QUIZ_ID, "a,b")]


def test_without_a_roster_plain_codes_are_taken_and_odd_ones_listed(course: CourseFolder, inbox: Path) -> None:
    write_zip(inbox / "1.zip", hand_in("A17"))
    write_zip(inbox / "2.zip", hand_in("a*b"))
    report = collect_zips(course.root, inbox)
    assert report.new == [(QUIZ_ID, "A17")]
    assert "there is no roster" in report.not_placed[0]


def test_nbgraders_own_zip_collect_takes_hand_ins_through_the_careful_reader(course: CourseFolder) -> None:
    archive = course.root / "downloaded" / QUIZ_ID / "archive"
    write_zip(archive / name_of("ada"), hand_in(answers={}))
    write_zip(archive / name_of("ada", "2026-11-23T09-00-00"), hand_in(at="2026-11-23T09:00:00Z"))
    (archive / "bomb.zip").write_bytes(_bomb())
    write_zip(archive / "climb.zip", {**hand_in("bo"), "../../../evil.py": b"x"})
    done = course.nbgrader("zip_collect", QUIZ_ID)
    assert [path.name for path in course.submitted.iterdir()] == ["ada"]
    assert b"name-it" in (course.folder_of("ada") / "responses.json").read_bytes()
    assert "far larger" in done.stderr
    assert "leads out of the folder" in done.stderr
    assert not list(course.root.rglob("evil.py"))


def test_a_zip_bomb_takes_no_memory_worth_the_name(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "bomb.zip"
    path.write_bytes(_bomb())
    tracemalloc.start()
    with pytest.raises(RefusedZip):
        read_hand_in(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


@pytest.mark.parametrize("text", ["id;first_name\nada;Ada\n", "ID\tname\nada\tx\n", "\ufeffid\nada\n", '"id"\n"ada"\n'])
def test_a_roster_is_read_as_spreadsheets_write_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    found = read_roster(path).find(" ADA ")
    assert found is not None
    assert found.code == "ada"


def test_bad_lines_of_a_roster_are_told_by_number(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("id,first_name\nada,Ada\n,Nobody\na/b,Slash\nADA,Other\n\n=x,Formula\n", encoding="utf-8")
    roster = read_roster(path)
    told = "\n".join(roster.odd)
    assert "line 3 has a name and no code" in told
    assert "line 4: “a/b”" in told
    assert "lines 2 and 5 share the code" in told
    assert roster.find("ada") is None
    assert roster.find("=x") is not None


@pytest.mark.parametrize(
    ("content", "words"), [(b"name\nada\n", "column named"), (b"id\n\xff\n", "CSV UTF-8"), (None, "no roster")]
)
def test_a_roster_that_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "roster.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableRoster, match=words):
        read_roster(path)
