"""The tiny course and a list of what is run for it."""

import sys
from pathlib import Path

import pytest

from alongside.course.launch import install
from alongside.course.launch.place import Place

sys.path.insert(0, str(Path(__file__).parent))

from tiny_course import cut_off, tiny_wheel, write_lock


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A course in a folder with spaces and letters beyond ASCII, its packages in wheels/, no network, no uv."""
    root = tmp_path / "My Course (2026) ü"
    (root / "labextension" / "static").mkdir(parents=True)
    (root / "labextension" / "package.json").write_text("{}", encoding="utf-8")
    (root / "labextension" / "static" / "remoteEntry.js").write_text("1", encoding="utf-8")
    base = tiny_wheel(root / "wheels", "tinybase")
    teach = tiny_wheel(root / "wheels", "tinyteach")
    write_lock(root, {"tinybase": ("1.0", base, ""), "tinyteach": ("1.0", teach, "'teach' in extras")})
    cut_off(monkeypatch, tmp_path)
    return Place.beside(root)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every command that is run to make the environment, as text."""
    seen: list[str] = []
    real = install._run

    def run(line: list[str], *rest: object) -> tuple[int, str]:
        seen.append(" ".join(line))
        return real(line, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(install, "_run", run)
    return seen
