"""What comes as one zip from a platform is opened within limits; hostile ones cost little and are named."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from platform_zips import called, hand_in, locked, with_link, without_utf8_flag, zipped

from alongside.grading.hand_in_zip import RefusedZip
from alongside.lms import downloads
from alongside.lms.downloads import Entry, entries, is_download, opened

DOWNLOAD = zipped({"Ada Ö_12_assignsubmission_file_/x.zip": b"PK" * 20, "bo_1_2_y.zip": b"z", "note.txt": b"n"})


def found_in(tmp_path: Path, raw: bytes) -> list[Entry]:
    path = tmp_path / "download.zip"
    path.write_bytes(raw)
    with opened(path) as archive:
        assert is_download(archive)
        return list(entries(archive))


def test_folders_names_contents_and_times_are_kept(tmp_path: Path) -> None:
    content = hand_in()
    found = found_in(
        tmp_path, zipped({"Ada Ö_12_assignsubmission_file_/x.zip": content, "__MACOSX/._x.zip": b"", "d/": b""})
    )
    assert [(one.parts, one.content, one.refused) for one in found] == [
        (("Ada Ö_12_assignsubmission_file_", "x.zip"), content, "")
    ]
    assert found[0].at_seconds == 1795305600


def test_a_hand_in_is_no_download(tmp_path: Path) -> None:
    path = tmp_path / called("a1")
    path.write_bytes(hand_in())
    with opened(path) as archive:
        assert not is_download(archive)


def test_names_in_utf_8_that_do_not_say_so_are_read(tmp_path: Path) -> None:
    raw = without_utf8_flag(zipped({"núñezzoë_12_34_x.zip": hand_in()}))
    assert found_in(tmp_path, raw)[0].parts == ("núñezzoë_12_34_x.zip",)


def test_names_in_another_encoding_are_taken_as_they_are(tmp_path: Path) -> None:
    raw = zipped({"zo\u00eb_12_34_x.zip": hand_in()})
    latin = without_utf8_flag(raw).replace("zo\u00eb_".encode(), b"zo\x89e_")  # the same length
    assert found_in(tmp_path, latin)[0].parts == ("zoëe_12_34_x.zip",)


def _damaged_inside() -> bytes:
    raw = bytearray(zipped({"bad_1_2_x.zip": random.Random(1).randbytes(5_000), "bo_12_34_x.zip": hand_in("b2")}))
    raw[100:200] = bytes(100)
    return bytes(raw)


REFUSED: dict[str, tuple[bytes, str]] = {
    "climbs": (zipped({"../../evil.zip": hand_in(), "bo_12_34_x.zip": hand_in("b2")}), "leads out of the folder"),
    "climbs_backwards": (zipped({"a\\..\\..\\e.zip": hand_in(), "bo_12_34_x.zip": hand_in("b2")}), "leads out"),
    "absolute": (zipped({"/tmp/evil.zip": hand_in(), "bo_12_34_x.zip": hand_in("b2")}), "absolute path"),
    "drive": (zipped({"C:\\evil.zip": hand_in(), "bo_12_34_x.zip": hand_in("b2")}), "absolute path"),
    "link": (with_link("evil_1_2_x.zip"), "holds a link"),
    "locked": (locked(zipped({"a_1_2_x.zip": hand_in(), "bo_12_34_x.zip": hand_in("b2")})), "password"),
    "bomb": (zipped({"a_1_2_x.zip": bytes(50_000_000), "bo_12_34_x.zip": hand_in("b2")}), "far larger"),
    "no_zip": (zipped({"a_1_2_essay.docx": b"x", "bo_12_34_x.zip": hand_in("b2")}), "not a zip"),
    "endless_name": (zipped({"x" * 50_000 + ".zip": hand_in(), "bo_12_34_x.zip": hand_in("b2")}), "50,004 characters"),
    "damaged": (_damaged_inside(), "damaged"),
}


@pytest.mark.parametrize("defect", REFUSED)
def test_a_hostile_entry_is_named_and_the_others_are_read(tmp_path: Path, defect: str) -> None:
    raw, words = REFUSED[defect]
    found = found_in(tmp_path, raw)
    assert [one.content for one in found if not one.refused] == [hand_in("b2")]
    refused = [one.refused for one in found if one.refused]
    assert len(refused) == 1
    assert words in refused[0]


def _claiming(list_bytes: int) -> bytes:
    raw = bytearray(zipped({"a.zip": b""}))
    struct.pack_into("<L", raw, len(raw) - 10, list_bytes)
    return bytes(raw)


def _claiming_in_64_bits() -> bytes:
    raw = zipped({"a.zip": b""})
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 1, 1, 900_000_000, 0)
    return raw[:-22] + record + b"PK\x06\x07" + struct.pack("<LQL", 0, len(raw) - 22, 1) + raw[-22:]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "damaged or not a zip"),
        (b"hello", "damaged or not a zip"),
        (zipped({"a.zip": b""})[:-5], "damaged or not a zip"),
        (_claiming(2**31), "lists far more"),
        (_claiming_in_64_bits(), "lists far more"),
    ],
)
def test_what_is_no_usable_zip_is_refused_as_a_whole(tmp_path: Path, raw: bytes, words: str) -> None:
    with pytest.raises(RefusedZip, match=words):
        found_in(tmp_path, raw)


def test_tens_of_thousands_of_entries_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedZip, match="20,001 files"):
        found_in(tmp_path, zipped({f"{number}.zip": b"" for number in range(downloads.MAX_ENTRIES + 1)}))


def test_a_huge_list_of_entries_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40_000):
            archive.writestr(zipfile.ZipInfo(f"{number:0200}.zip"), b"")
    tracemalloc.start()
    with pytest.raises(RefusedZip, match="lists far more"), opened(path):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_many_large_entries_stop_being_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "MAX_UNPACKED_BYTES", 25_000)
    found = found_in(tmp_path, zipped({f"a_{number}_2_x.zip": bytes(10_000) for number in range(6)}))
    assert [bool(one.refused) for one in found] == [False] * 3 + [True] * 3
    assert "download fewer at once" in found[-1].refused


def test_links_and_folders_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "real.zip").write_bytes(zipped({"a.zip": b""}))
    (tmp_path / "link.zip").symlink_to(tmp_path / "real.zip")
    for path, words in ((tmp_path / "link.zip", "a link"), (tmp_path, "a folder")):
        with pytest.raises(RefusedZip, match=words), opened(path):
            pass


@settings(max_examples=150)
@given(
    places=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6),
    cut=st.integers(0, 40),
)
def test_any_damage_is_an_answer_in_words(
    places: list[tuple[int, int]], cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = bytearray(DOWNLOAD)
    for place, value in places:
        raw[place % len(raw)] = value
    path = tmp_path_factory.mktemp("t") / "download.zip"
    path.write_bytes(raw[: len(raw) - cut * (cut > 30)])
    try:
        with opened(path) as archive:
            assert all(one.refused or len(one.content) <= 100 for one in entries(archive))
    except RefusedZip as reason:
        assert str(reason)


def test_entries_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """Many entries that point at one place unpack to far more than the file holds."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a_1_2_x.zip", bytes(1_000_000))
        archive.writestr("b_1_2_x.zip", b"")
        archive.filelist[1].header_offset = 0
    found = found_in(tmp_path, buffer.getvalue())
    assert found[-1].refused
