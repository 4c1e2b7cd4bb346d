"""``alongside collect`` with what Canvas and Moodle give: everybody's hand-in is placed once, under the right name."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from course_folder import CourseFolder
from platform_zips import called, hand_in, with_link, zipped
from sample_quiz import QUIZ_ID

from alongside.grading.bulk import grade_group
from alongside.grading.collect import Collected
from alongside.lms.zips import NothingToCollect, collect_from

ROSTER = "id,first_name,last_name,lms_user_id\na1,Ada,Okafor,1201\nb2,Bo,Rossi,1202\nc3,Cy,Tan,\n"


@pytest.fixture
def group(course: CourseFolder) -> CourseFolder:
    (course.root / "my-teaching" / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return course


def collect(course: CourseFolder, place: Path, **options: bool) -> Collected:
    return collect_from(course.root, place, course.root / "my-teaching" / "roster.csv", **options)


def download(course: CourseFolder, raw: bytes, name: str = "submissions.zip") -> Path:
    path = course.root / name
    path.write_bytes(raw)
    return path


def placed(report: Collected) -> list[str]:
    return [learner for _, learner in report.new]


def test_a_canvas_download_is_collected_and_graded(group: CourseFolder) -> None:
    raw = zipped({
        f"okaforada_1201_51_{called('a1')}": hand_in("a1"),
        f"rossibo_LATE_1202_52_{called('b2')[:-4]}-1.zip": hand_in("b2"),
        f"tancy_1203_53_{called('c3')}": hand_in("c3"),
        "okaforada_1201_54_text.html": b"<p>hello</p>",
    })  # fmt: skip
    report = collect(group, download(group, raw))
    assert placed(report) == ["a1", "b2", "c3"]
    assert report.not_placed == []
    assert any("left out what is no zip" in line for line in report.odd)
    assert grade_group(group.root, QUIZ_ID).graded == 3
    assert collect(group, download(group, raw)).unchanged == 3


@pytest.mark.parametrize("folders", [True, False])
def test_a_moodle_download_is_collected(group: CourseFolder, folders: bool) -> None:
    between = "/" if folders else ""
    raw = zipped({
        f"Ada Okafor_70001_assignsubmission_file_{between}{called('a1')}": hand_in("a1"),
        f"Bo Rossi_70002_assignsubmission_file_{between}hand in (1).zip": hand_in("b2"),
        "Bo Rossi_70002_assignsubmission_onlinetext_/onlinetext.html": b"hello",
    })  # fmt: skip
    report = collect(group, download(group, raw))
    assert placed(report) == ["a1", "b2"]
    assert report.not_placed == []


def test_a_download_that_was_unpacked_and_one_that_was_not_lie_in_one_folder(group: CourseFolder) -> None:
    inbox = group.root / "inbox"
    moodle = inbox / "Ada Okafor_7_assignsubmission_file_"
    moodle.mkdir(parents=True)
    (moodle / "x.zip").write_bytes(hand_in(""))
    (inbox / "canvas.zip").write_bytes(zipped({"rossibo_1202_52_x.zip": hand_in("")}))
    (inbox / called("c3")).write_bytes(hand_in("c3"))
    assert placed(collect(group, inbox)) == ["a1", "b2", "c3"]


@pytest.mark.parametrize("code", ["", None])
def test_a_hand_in_without_a_code_goes_to_its_sender(group: CourseFolder, code: str | None) -> None:
    report = collect(group, download(group, zipped({"okaforada_1201_51_x.zip": hand_in(code)})))
    assert placed(report) == ["a1"]
    assert (group.folder_of("a1") / "responses.json").is_file()


def test_a_hand_in_under_anothers_code_is_told_and_harms_nobody(group: CourseFolder) -> None:
    collect(group, download(group, zipped({"rossibo_1202_1_x.zip": hand_in("b2")})))
    before = (group.folder_of("b2") / "timestamp.txt").read_bytes()
    raw = zipped({"okaforada_1201_2_x.zip": hand_in("b2", at="2026-12-24T00:00:00Z"), "tancy_9_3_x.zip": hand_in("c3")})
    report = collect(group, download(group, raw))
    assert placed(report) == ["c3"]
    assert len(report.not_placed) == 1
    assert "its learner code is “b2”, but Canvas says that it came from “okaforada” (id 1201)" in report.not_placed[0]
    assert (group.folder_of("b2") / "timestamp.txt").read_bytes() == before
    assert not group.folder_of("a1").exists()
    assert placed(collect(group, download(group, raw), trust_platform=True)) == ["a1"]


def test_what_a_learner_packed_inside_does_not_speak_for_the_platform(group: CourseFolder) -> None:
    inner = zipped({"rossibo_1202_1_x.zip": hand_in("")})
    inbox = group.root / "inbox"
    inbox.mkdir()
    (inbox / "okaforada_1201_2_packed.zip").write_bytes(inner)
    assert placed(collect(group, inbox)) == ["a1"]


def test_zips_in_zips_in_zips_are_not_followed(group: CourseFolder) -> None:
    deep = hand_in("a1")
    for _ in range(4):
        deep = zipped({"okaforada_1201_1_x.zip": deep})
    report = collect(group, download(group, deep))
    assert placed(report) == []
    assert "holds no responses.json" in report.not_placed[0]


def test_parts_of_a_hand_in_are_asked_for_whole(group: CourseFolder) -> None:
    raw = zipped({"okaforada_1201_1_responses.json": b"{}", "rossibo_1202_2_x.zip": hand_in("b2")})
    report = collect(group, download(group, raw))
    assert placed(report) == ["b2"]
    assert "ask for the whole zip" in report.not_placed[0]


def test_people_whom_the_roster_does_not_know_are_counted_once(group: CourseFolder) -> None:
    raw = zipped(
        {f"x_99{number}_1_{number}.zip": hand_in("c3", at=f"2026-11-2{number}T00:00:00Z") for number in range(7)}
    )
    report = collect(group, download(group, raw))
    assert placed(report) == ["c3"]
    assert report.earlier == 6
    assert sum("knows neither" in line for line in report.odd) == 1


def test_hostile_entries_stop_nobody_and_leave_nothing_behind(group: CourseFolder, tmp_path: Path) -> None:
    raw = with_link("evil_1_2_x.zip")
    before = {path for path in tmp_path.rglob("*")}
    scratch = set(Path(tempfile.gettempdir()).glob("alongside-*"))
    report = collect(group, download(group, raw))
    assert placed(report) == ["b2"]
    assert "holds a link" in report.not_placed[0]
    made = {path.relative_to(group.root).parts[0] for path in set(tmp_path.rglob("*")) - before}
    assert made == {"my-teaching", "submissions.zip"}
    assert set(Path(tempfile.gettempdir()).glob("alongside-*")) <= scratch


def test_a_damaged_download_in_a_folder_stops_nobody(group: CourseFolder) -> None:
    inbox = group.root / "inbox"
    inbox.mkdir()
    (inbox / "cut.zip").write_bytes(zipped({"a_1_2_x.zip": hand_in()})[:-40])
    (inbox / "link.zip").symlink_to(group.root / "nowhere.zip")
    (inbox / "folder.zip").mkdir()
    (inbox / called("b2")).write_bytes(hand_in("b2"))
    report = collect(group, inbox)
    assert placed(report) == ["b2"]
    assert len(report.not_placed) == 3


def test_a_hand_in_without_a_time_is_the_same_each_time(group: CourseFolder) -> None:
    raw = zipped({"okaforada_1201_1_x.zip": hand_in("a1", at="")})
    assert placed(collect(group, download(group, raw))) == ["a1"]
    assert collect(group, download(group, raw)).unchanged == 1
    assert (group.folder_of("a1") / "timestamp.txt").read_text(encoding="ascii").startswith("2026-11-22 00:00:00")


def test_one_hand_in_zip_may_be_named_itself(group: CourseFolder) -> None:
    path = download(group, hand_in("a1"), called("a1"))
    link = group.root / "link.zip"
    link.symlink_to(path)
    assert placed(collect(group, link)) == ["a1"]


def test_without_a_roster_the_codes_count(course: CourseFolder) -> None:
    raw = zipped({"okaforada_1201_1_x.zip": hand_in("z9")})
    report = collect_from(course.root, download(course, raw))
    assert placed(report) == ["z9"]


def test_progress_is_told_up_to_the_end(group: CourseFolder) -> None:
    told: list[tuple[int, int]] = []
    raw = zipped({f"x_99{number}_1_{number}.zip": hand_in("c3") for number in range(3)})
    collect_from(group.root, download(group, raw), progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == 4
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_a_place_that_is_not_there_says_so(course: CourseFolder) -> None:
    with pytest.raises(NothingToCollect, match="neither a folder nor a zip"):
        collect_from(course.root, course.root / "nowhere")


def test_nbgraders_own_zip_collect_still_refuses_a_zip_without_a_code(course: CourseFolder) -> None:
    archive = course.root / "downloaded" / QUIZ_ID / "archive"
    archive.mkdir(parents=True)
    (archive / "x.zip").write_bytes(hand_in(None))
    (archive / called("b2")).write_bytes(hand_in("b2"))
    done = course.nbgrader("zip_collect", QUIZ_ID)
    assert [path.name for path in course.submitted.iterdir()] == ["b2"]
    assert "its learner code is empty" in done.stderr
