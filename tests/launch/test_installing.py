"""Setting up: from the lock, with pip or uv, once; and healed after whatever happened to it."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tiny_course import has, python_says, tiny_wheel, write_lock

from alongside.course.launch import environment, page_helper
from alongside.course.launch.place import Place, packages_in
from alongside.course.launch.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
BASE = frozenset[str]()
TEACH = frozenset({"teach"})


def test_the_first_start_installs_the_lock_from_wheels_without_a_network(place: Place, runs: list[str]):
    environment.make_ready(place, BASE)
    assert has(place, "tinybase") and not has(place, "tinyteach")
    assert python_says(place, "import tinybase; print(tinybase.VERSION)") == "1.0"
    assert (place.environment / page_helper.FOLDER / "static" / "remoteEntry.js").read_text() == "1"
    assert (packages_in(place.environment) / "alongside.pth").read_text().isascii()
    assert str(place.root) in python_says(place, "import sys; print(sys.path)")
    stamp = environment.Stamp.read(place.stamp)
    assert stamp and (stamp.extras, stamp.folder) == (BASE, str(place.environment))

    # the second start: nothing is run, nothing is written
    runs.clear()
    environment.make_ready(place, BASE)
    assert runs == []

    # teaching adds what teaching needs, and learning then has it too
    environment.make_ready(place, TEACH)
    assert has(place, "tinyteach") and not any("venv" in run.split() for run in runs)
    runs.clear()
    environment.make_ready(place, BASE)
    assert runs == []

    # a moved folder goes on working, its commands too, with nothing installed
    moved = Place.beside(place.root.rename(place.root.with_name("moved ß")))
    environment.make_ready(moved, TEACH)
    assert runs == []
    first_line = (moved.environment / "bin" / "tinybase").read_bytes().splitlines()[:3] if os.name != "nt" else []
    assert not any(b"2026" in line for line in first_line)
    assert "moved ß" in python_says(moved, "import sys; print(sys.path)")

    # an update of the lock changes what changed, and a failing one leaves the course as it is
    digest = tiny_wheel(moved.root / "wheels", "tinybase", "2.0")
    write_lock(moved.root, {"tinybase": ("2.0", digest, "")})
    environment.make_ready(moved, BASE)
    assert python_says(moved, "import tinybase; print(tinybase.VERSION)") == "2.0"
    write_lock(moved.root, {"tinybase": ("3.0", "0" * 64, "")})
    environment.make_ready(moved, BASE)
    assert python_says(moved, "import tinybase; print(tinybase.VERSION)") == "2.0"
    stamp = environment.Stamp.read(moved.stamp)
    assert stamp and stamp.lock != hashlib.sha256((moved.root / "pylock.toml").read_bytes()).hexdigest()
    with pytest.raises(Trouble):
        environment.make_ready(moved, frozenset({"test"}))

    # an installation that was stopped half way is made anew
    write_lock(moved.root, {"tinybase": ("2.0", digest, "")})
    (moved.root / ".venv-lock").write_text("installing")
    (moved.environment / "left over").write_text("")
    runs.clear()
    environment.make_ready(moved, BASE)
    assert runs and not (moved.environment / "left over").exists() and has(moved, "tinybase")
    assert (moved.root / ".venv-lock").read_text() == ""

    # and so is one of another Python version, or one whose Python is gone
    stamp = environment.Stamp.read(moved.stamp)
    assert stamp
    environment.Stamp(stamp.lock, stamp.extras, "3.1", stamp.folder).write(moved.stamp)
    (moved.environment / "left over").write_text("")
    environment.make_ready(moved, BASE)
    assert not (moved.environment / "left over").exists()


def test_uv_installs_the_same_where_it_is(place: Place, runs: list[str], monkeypatch: pytest.MonkeyPatch):
    uv = Path(sys.executable).with_name("uv.exe" if os.name == "nt" else "uv")
    assert uv.exists(), "the test extra brings uv"
    monkeypatch.setattr(shutil, "which", lambda name, *_, **__: str(uv) if name == "uv" else None)
    environment.make_ready(place, TEACH)
    assert has(place, "tinybase") and has(place, "tinyteach")
    assert len(runs) == 2 and all(run.startswith(str(uv)) for run in runs)
    # later without uv: pip is put in, and used
    monkeypatch.setattr(shutil, "which", lambda name, *_, **__: None)
    write_lock(place.root, {"tinybase": ("2.0", tiny_wheel(place.root / "wheels", "tinybase", "2.0"), "")})
    environment.make_ready(place, BASE)
    assert python_says(place, "import tinybase; print(tinybase.VERSION)") == "2.0"


def test_a_package_that_was_altered_is_not_installed(place: Place):
    tiny_wheel(place.root / "wheels", "tinybase", code="print('not what was tested')\n")
    with pytest.raises(Trouble, match="not the one that was tested"):
        environment.make_ready(place, BASE)
    assert not has(place, "tinybase") and not place.stamp.exists()


def test_without_a_network_and_without_wheels_it_says_so(place: Place):
    shutil.rmtree(place.root / "wheels")
    with pytest.raises(Trouble, match="no connection to the internet"):
        environment.make_ready(place, BASE)


def test_a_python_without_venv_is_told_what_to_install(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    debian = tmp_path / "python3"
    debian.write_text(
        "#!/bin/sh\n"
        "echo 'The virtual environment was not created successfully because ensurepip is not available.'\n"
        "exit 1\n"
    )
    debian.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(debian))
    with pytest.raises(Trouble, match=rf"sudo apt install python3\.{sys.version_info.minor}-venv"):
        environment.make_ready(place, BASE)


def test_two_starts_at_once_wait_for_each_other(place: Place, capsys: pytest.CaptureFixture[str]):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
        "from alongside.course.launch import environment\n"
        "with environment._alone(Path(sys.argv[2])):\n    print('held', flush=True); sys.stdin.readline()\n"
    )
    line = [sys.executable, "-c", code, str(ROOT), str(place.root / ".venv-lock")]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdin and other.stdout.readline() == "held\n"
        with (place.root / ".venv-lock").open("a+") as note:
            assert environment._try_lock(note) is False
        other.stdin.write("\n")
        other.stdin.close()
        with environment._alone(place.root / ".venv-lock"):
            assert other.wait(10) == 0
