"""A backup from outside is checked to the last byte; nothing in it leads anywhere, and no state changes before that."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.care.backup_format import BadBackup, read_backup, writing

Member = tuple[tarfile.TarInfo, bytes]
GOOD = {"my-teaching/submitted/ada/q/responses.json": b'{"a": 1}', "nbgrader_config.py": b"c = 1\n"}


def _good(path: Path, files: dict[str, bytes] = GOOD) -> Path:
    with path.open("wb") as stream, writing(stream, path.parent, {"made_at": "now"}) as writer:
        for name, content in files.items():
            writer.add_stream(name, io.BytesIO(content), 0o644, 1)
    return path


def _members(path: Path) -> list[Member]:
    with tarfile.open(path) as archive:
        return [(one, archive.extractfile(one).read()) for one in archive]  # type: ignore[union-attr]


def _pack(path: Path, members: list[Member], *, true_sums: bool = True) -> Path:
    if true_sums:
        sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {info.name}\n" for info, content in members[:-1])
        members = [*members[:-1], (members[-1][0], sums.encode())]
    with tarfile.open(path, "w:gz") as archive:
        for info, content in members:
            info.size = len(content) if info.isreg() else 0
            archive.addfile(info, io.BytesIO(content))
    return path


def _with_info(**changes: object) -> Callable[[list[Member]], None]:
    def change(members: list[Member]) -> None:
        members[0] = (members[0][0], json.dumps({**json.loads(members[0][1]), **changes}).encode())

    return change


def _named(name: str) -> Callable[[list[Member]], None]:
    def change(members: list[Member]) -> None:
        members.insert(1, (tarfile.TarInfo(name), b"evil"))

    return change


def _special(kind: bytes) -> Callable[[list[Member]], None]:
    def change(members: list[Member]) -> None:
        info = tarfile.TarInfo("my-teaching/link")
        info.type, info.linkname = kind, "/etc/passwd"
        members.insert(1, (info, b""))

    return change


def _without_info(members: list[Member]) -> None:
    del members[0]


HOSTILE: dict[str, tuple[Callable[[list[Member]], None], str]] = {
    "climbs": (_named("my-teaching/../../evil"), "leads out"),
    "absolute": (_named("/etc/evil"), "leads out"),
    "drive": (_named("C:/evil"), "leads out"),
    "backslashes": (_named("my-teaching\\..\\evil"), "leads out"),
    "a dot": (_named("my-teaching/./evil"), "leads out"),
    "control characters": (_named("my-teaching/a\nb"), "leads out"),
    "another place": (_named(".ssh/authorized_keys"), "no part of a backup"),
    "the program itself": (_named("alongside/grading/grade.py"), "no part of a backup"),
    "a symbolic link": (_special(tarfile.SYMTYPE), "link or a device"),
    "a hard link": (_special(tarfile.LNKTYPE), "link or a device"),
    "a device": (_special(tarfile.CHRTYPE), "link or a device"),
    "a pipe": (_special(tarfile.FIFOTYPE), "link or a device"),
    "a folder": (_special(tarfile.DIRTYPE), "link or a device"),
    "a newer format": (_with_info(version=2), "newer Alongside"),
    "an unknown format": (_with_info(version=0), "does not know"),
    "a version in words": (_with_info(version="1"), "not a backup"),
    "another program's": (_with_info(format="other"), "not a backup"),
    "no first member": (_without_info, "not a backup"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_backup_that_is_not_one_of_ours_is_refused_in_words(tmp_path: Path, name: str) -> None:
    change, words = HOSTILE[name]
    members = _members(_good(tmp_path / "good.tar.gz"))
    change(members)
    bad = _pack(tmp_path / "bad.tar.gz", members)
    with pytest.raises(BadBackup, match=words) as refused:
        read_backup(bad)
    assert "bad.tar.gz" in str(refused.value)
    assert "Nothing was changed" in str(refused.value)


def test_a_repacked_good_backup_is_taken(tmp_path: Path) -> None:
    repacked = _pack(tmp_path / "again.tar.gz", _members(_good(tmp_path / "good.tar.gz")))
    assert read_backup(repacked).files == 2


def test_an_altered_an_added_a_missing_and_a_moved_file_are_named(tmp_path: Path) -> None:
    answers, config = GOOD
    members = _members(_good(tmp_path / "good.tar.gz"))
    changes: dict[str, tuple[list[Member], str]] = {
        "altered": ([members[0], (members[1][0], b'{"a": 2}'), *members[2:]], answers),
        "added": ([*members[:3], (tarfile.TarInfo("my-teaching/x"), b"x"), members[3]], "my-teaching/x"),
        "missing": ([*members[:2], members[3]], config),
        "moved": ([members[0], members[2], members[1], members[3]], config),
    }
    for name, (changed, told) in changes.items():
        bad = _pack(tmp_path / f"{name}.tar.gz", changed, true_sums=False)
        with pytest.raises(BadBackup, match="altered or damaged") as refused:
            read_backup(bad)
        assert told in str(refused.value)


def test_something_after_the_end_and_a_backup_without_an_end_are_refused(tmp_path: Path) -> None:
    members = _members(_good(tmp_path / "good.tar.gz"))
    with pytest.raises(BadBackup, match="after its end"):
        extra = [*members, (tarfile.TarInfo("my-teaching/x"), b"x")]
        read_backup(_pack(tmp_path / "more.tar.gz", extra, true_sums=False))
    with pytest.raises(BadBackup, match="breaks off"):
        read_backup(_pack(tmp_path / "less.tar.gz", members[:-1], true_sums=False))


def test_a_gigabyte_of_nothing_costs_no_memory_and_no_disk(tmp_path: Path) -> None:
    path = tmp_path / "bomb.tar.gz"
    with gzip.open(path, "wb", 1) as stream:
        stream.write(_tar_head("alongside-backup.json", 200_000_000))
        for _ in range(200):
            stream.write(bytes(1_000_000))
    with pytest.raises(BadBackup, match="not a backup"):
        read_backup(path)
    assert [one.name for one in tmp_path.iterdir()] == ["bomb.tar.gz"]


def _tar_head(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size = size
    return info.tobuf()


@given(st.data())
def test_any_flipped_or_cut_byte_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("flip")
    whole = _good(folder / "good.tar.gz").read_bytes()
    place = data.draw(st.integers(10, len(whole) - 1))
    bit = data.draw(st.sampled_from([1, 16, 128]))
    cut = data.draw(st.booleans())
    bad = folder / "bad.tar.gz"
    bad.write_bytes(whole[:place] if cut else whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
    try:
        same = not cut and gzip.decompress(bad.read_bytes()) == gzip.decompress(whole)  # a few bits of a gz say nothing
    except (OSError, EOFError, zlib.error):
        same = False
    if not same:
        with pytest.raises(BadBackup):
            read_backup(bad)


@given(st.binary(max_size=2000))
def test_no_file_from_outside_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "x"
    for whole in (content, gzip.compress(content)):
        path.write_bytes(whole)
        with pytest.raises(BadBackup):
            read_backup(path)


NAMES = st.from_regex(r"my-teaching/[a-zü ]{1,150}", fullmatch=True)


@given(st.dictionaries(NAMES, st.binary(max_size=3000), max_size=5))
def test_what_was_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    path = _good(tmp_path_factory.mktemp("round") / "b.tar.gz", files)
    found: dict[str, bytes] = {}
    contents = read_backup(path, lambda member, stream: found.__setitem__(member.name, stream.read()))
    assert found == files
    assert (contents.files, contents.size_bytes) == (len(files), sum(map(len, files.values())))
