"""Make pylock.toml: the exact packages that were tested, for Python 3.11 to 3.13 on Linux, macOS and Windows.

    python -m alongside.course.lock          renew it with the newest versions that pyproject.toml allows

The lock names no host. Each file stands under ``wheels/`` with its SHA-256, so the same lock serves whatever package
index a computer is set up for, and a folder ``wheels/`` on a USB stick (``python3 start.py wheels`` fills one).
Needs uv, which the test extra brings.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from packaging.tags import Tag
from packaging.utils import parse_wheel_filename

from alongside.learner.disk import write_durably

EXTRAS = ("teach", "test")
PYTHON_MINORS = (11, 12, 13)
# Held back, each with its reason; the test "every package has a wheel for every computer" says when one is needed.
HELD_BACK = ("argon2-cffi-bindings<26",)  # 26 comes without wheels for Macs with an Intel processor
ENVIRONMENTS = ("sys_platform == 'linux'", "sys_platform == 'darwin'", "sys_platform == 'win32'")

_HEADER = """\
# The exact packages Alongside was tested with (PEP 751). Made by `python -m alongside.course.lock`; do not edit.
# No host is named on purpose: start.py installs by name, version and SHA-256 from the package index that this computer
# is set up for, or from a folder wheels/ beside this file when there is one (`python3 start.py wheels` fills it).
"""


def resolve(project: Path, extra: str | None, constraints: Path) -> dict[str, dict[str, Any]]:
    """Ask uv for the packages of the base (``extra`` None), of one extra, or of ``"all"``; return them by name."""
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}") or shutil.which("uv")
    if uv is None:
        raise SystemExit("uv is needed to make the lock: pip install uv")
    extras = EXTRAS if extra == "all" else (extra,) if extra else ()
    command = [
        uv, "pip", "compile", str(project), "--universal", "--python-version", f"3.{PYTHON_MINORS[0]}", "--quiet",
        "--no-header", "--fork-strategy", "fewest", "--only-binary", ":all:", "--format", "pylock.toml",
        *(part for name in extras for part in ("--extra", name)),
        "--constraint", str(constraints),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"uv could not find a set of packages that fit together:\n{done.stderr}")
    return {package["name"]: package for package in tomllib.loads(done.stdout)["packages"]}


def serves(tag: Tag) -> bool:
    """Tell whether a wheel with this tag can be installed on a Python and a system that we support."""
    system = tag.platform == "any" or tag.platform.startswith(("manylinux", "musllinux", "linux", "macosx", "win"))
    if not system or not tag.interpreter.startswith(("py3", "cp3")):
        return False
    minor = int(tag.interpreter[3:] or 0)
    if tag.abi == "none" and tag.interpreter.startswith("py"):
        return minor <= PYTHON_MINORS[-1]
    if tag.abi == "abi3":
        return minor <= PYTHON_MINORS[-1]
    return minor in PYTHON_MINORS and tag.abi in (tag.interpreter, "none")


def wheels_of(package: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return name, size and hash of the package's wheels that anyone here could install, sorted by name."""
    found = []
    for wheel in package.get("wheels", ()):
        name = wheel.get("name") or wheel["url"].rsplit("/", 1)[1]
        if any(serves(tag) for tag in parse_wheel_filename(name)[3]):
            found.append({"name": name, "size": wheel.get("size"), "sha256": wheel["hashes"]["sha256"]})
    if not found:
        raise SystemExit(f"{package['name']} {package['version']} has no wheel for Python 3.11 to 3.13.")
    return sorted(found, key=lambda wheel: wheel["name"])


def marker_of(name: str, base: Mapping[str, Any], extras: Mapping[str, Mapping[str, Any]]) -> str | None:
    """Return the condition under which a package is installed: for all, or with one of the extras that need it."""
    if name in base and "marker" not in base[name]:
        return None
    ways = [base[name]["marker"]] if name in base else []
    for extra, packages in extras.items():
        marker = packages.get(name, {}).get("marker")
        if name in packages and marker not in ways:
            ways.append(f"'{extra}' in extras" + (f" and ({marker})" if marker else ""))
    return " or ".join(f"({way})" if " and " in way and len(ways) > 1 else way for way in ways)


def lock_text(project: Path) -> str:
    """Return the whole lock for the pyproject.toml at ``project``."""
    requires_python = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["requires-python"]
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "pins.txt"
        pins.write_text("\n".join(HELD_BACK), encoding="utf-8")
        everything = resolve(project, "all", pins)
        # The parts are resolved again with the versions of the whole, so that one version serves every mode.
        pins.write_text("".join(f"{name}=={p['version']}\n" for name, p in everything.items()), encoding="utf-8")
        base = resolve(project, None, pins)
        extras = {extra: resolve(project, extra, pins) for extra in EXTRAS}
    lines = [
        _HEADER,
        'lock-version = "1.0"',
        f"environments = {_array(ENVIRONMENTS)}",
        f'requires-python = "{requires_python}"',
        f"extras = {_array(EXTRAS)}",
        'created-by = "alongside.course.lock"',
    ]
    for name, package in sorted(everything.items()):
        lines += ["", "[[packages]]", f'name = "{name}"', f'version = "{package["version"]}"']
        if marker := marker_of(name, base, extras):
            lines.append(f'marker = "{marker.replace(chr(34), chr(39))}"')
        lines.append("wheels = [")
        for wheel in wheels_of(package):
            size = f"size = {wheel['size']}, " if wheel["size"] else ""
            lines.append(
                f'    {{ path = "wheels/{wheel["name"]}", {size}hashes = {{ sha256 = "{wheel["sha256"]}" }} }},'
            )
        lines.append("]")
    return "\n".join(lines) + "\n"


def _array(words: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def main() -> None:
    """Write pylock.toml beside pyproject.toml and say what changed."""
    root = Path(__file__).resolve().parents[2]
    target = root / "pylock.toml"
    before = tomllib.loads(target.read_text(encoding="utf-8"))["packages"] if target.exists() else []
    text = lock_text(root / "pyproject.toml")
    write_durably(target, text.encode())
    old = {package["name"]: package["version"] for package in before}
    new = {package["name"]: package["version"] for package in tomllib.loads(text)["packages"]}
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            print(f"{name}: {old.get(name, 'not there')} -> {new.get(name, 'not there')}")
    print(f"pylock.toml: {len(new)} packages. environment.yml must name the same versions: run the tests.")


if __name__ == "__main__":
    main()
