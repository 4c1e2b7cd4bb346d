"""A course with a lock of tiny packages, so that the real installers can be run in seconds and without a network."""

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from alongside.course.launch.place import Place, packages_in


def tiny_wheel(folder: Path, name: str, version: str = "1.0", code: str = "") -> str:
    """Write a wheel of one module; return its SHA-256."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": code or f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[console_scripts]\n{name} = {name}:main\n",
    }
    record = "".join(f"{file},,\n" for file in [*files, f"{info}/RECORD"])
    file = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as archive:
        for path, text in {**files, f"{info}/RECORD": record}.items():
            archive.writestr(path, text)
    return hashlib.sha256(file.read_bytes()).hexdigest()


def write_lock(root: Path, packages: dict[str, tuple[str, str, str]]) -> None:
    """Write a lock: name -> (version, sha256, marker)."""
    lines = ['lock-version = "1.0"', 'extras = ["teach", "test"]', 'created-by = "test"']
    for name, (version, digest, marker) in packages.items():
        lines += ["[[packages]]", f'name = "{name}"', f'version = "{version}"']
        lines += [f'marker = "{marker}"'] if marker else []
        wheel = f"{name}-{version}-py3-none-any.whl"
        lines += [f'wheels = [{{ path = "wheels/{wheel}", hashes = {{ sha256 = "{digest}" }} }}]']
    (root / "pylock.toml").write_text("\n".join(lines), encoding="utf-8")


def cut_off(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let pip and uv find no package index, whatever this computer is set up for, and hide uv."""
    (folder / "empty-config").write_text("", encoding="utf-8")
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    # Port 9 is the "discard" port: nobody answers there.
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(folder / "empty-config"))
    monkeypatch.setenv("UV_CONFIG_FILE", str(folder / "empty-config"))
    monkeypatch.setenv("PIP_CACHE_DIR", str(folder / "cache"))
    monkeypatch.setenv("UV_CACHE_DIR", str(folder / "uv-cache"))
    monkeypatch.setattr(shutil, "which", lambda name, *_, **__: None)


def python_says(place: Place, code: str) -> str:
    done = subprocess.run([str(place.python), "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def has(place: Place, name: str) -> bool:
    return (packages_in(place.environment) / f"{name}.py").exists()
