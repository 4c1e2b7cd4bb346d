"""environment.yml, pyproject.toml and pylock.toml name the same packages; the lock serves every Python and system."""

import asyncio
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.markers import default_environment
from packaging.pylock import Pylock
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import parse_wheel_filename
from packaging.version import Version
from rattler import (
    BuildString,
    GenericVirtualPackage,
    MatchSpec,
    PackageName,
    SparseRepoData,
    solve_with_sparse_repodata,
)
from rattler import Version as CondaVersion
from rattler.channel import Channel
from rattler.exceptions import SolverError

from alongside.course import lock as lock_maker
from alongside.course.launch.lockfile import requirement_lines

ROOT = Path(__file__).resolve().parents[1]
NAMED = ("jupyterlab", "ipywidgets", "nbgrader", "matplotlib")
PYTHONS = ("3.11", "3.12", "3.13")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
LOCK = Pylock.from_dict(tomllib.loads((ROOT / "pylock.toml").read_text(encoding="utf-8")))
EXTRAS = {"base": (), "teach": ("teach",), "test": ("teach", "test")}
SYSTEMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
    "darwin": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "win32": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
}


def manylinux(machine: str) -> list[str]:
    """The wheel platforms of a Linux with glibc 2.35 (Ubuntu 22.04; Debian 12 has 2.36)."""
    newest = [f"manylinux_2_{minor}_{machine}" for minor in range(35, 4, -1)]
    return [*newest, f"manylinux2014_{machine}", f"manylinux2010_{machine}", f"manylinux1_{machine}"]


COMPUTERS = {
    "Linux on Intel": ("linux", manylinux("x86_64")),
    "Linux on ARM": ("linux", manylinux("aarch64")),
    "macOS 14 on Intel": ("darwin", list(mac_platforms((14, 0), "x86_64"))),
    "macOS 14 on Apple silicon": ("darwin", list(mac_platforms((14, 0), "arm64"))),
    "Windows": ("win32", ["win_amd64"]),
}


def chosen(extras: tuple[str, ...], python: str, system: str) -> dict[str, Any]:
    """The lock's packages for one mode, Python and system, by name; two of one name would be an error."""
    environment = {**default_environment(), **SYSTEMS[system]}
    environment |= {"python_version": python, "python_full_version": f"{python}.1"}
    found: dict[str, Any] = {}
    for package in LOCK.packages:
        context: Any = {**environment, "extras": set(extras), "dependency_groups": set()}
        if package.marker is None or package.marker.evaluate(context, context="lock_file"):
            assert package.name not in found, f"{package.name} twice for {python} on {system}"
            found[package.name] = package
    return found


def direct(extras: tuple[str, ...]) -> list[Requirement]:
    lines = [*PROJECT["dependencies"], *(line for e in extras for line in PROJECT["optional-dependencies"][e])]
    return [Requirement(line) for line in lines]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_is_valid_and_for_the_pythons_of_the_project():
    LOCK.validate()
    assert LOCK.requires_python == SpecifierSet(PROJECT["requires-python"])
    assert set(LOCK.extras or ()) == {"teach", "test"} == set(PROJECT["optional-dependencies"])
    accepted = SpecifierSet(PROJECT["requires-python"])
    assert [p for p in ("3.10", *PYTHONS, "3.14") if f"{p}.0" in accepted] == list(PYTHONS)


def test_the_lock_names_no_host_and_only_hashed_wheels():
    text = (ROOT / "pylock.toml").read_text(encoding="utf-8")
    assert "://" not in text
    for package in LOCK.packages:
        assert package.index is None and package.sdist is None and package.archive is None and package.vcs is None
        assert package.wheels
        for wheel in package.wheels:
            assert wheel.url is None
            name, version, _, _ = parse_wheel_filename(Path(str(wheel.path)).name)
            assert str(wheel.path) == f"wheels/{Path(str(wheel.path)).name}"
            assert (name, version) == (package.name, package.version)
            assert re.fullmatch(r"[0-9a-f]{64}", wheel.hashes["sha256"])


@pytest.mark.parametrize("mode", EXTRAS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_direct_requirement_is_locked_within_its_range(mode: str, python: str, system: str):
    packages = chosen(EXTRAS[mode], python, system)
    for requirement in direct(EXTRAS[mode]):
        locked = packages.get(canonical(requirement.name))
        assert locked is not None, f"{requirement} is not in the lock for {mode}: python -m alongside.course.lock"
        assert requirement.specifier.contains(locked.version), f"{locked.version} is not {requirement}"


@pytest.mark.parametrize("computer", COMPUTERS)
@pytest.mark.parametrize("python", PYTHONS)
def test_every_package_has_a_wheel_for_every_computer(computer: str, python: str):
    system, platforms = COMPUTERS[computer]
    version = (3, int(python[2:]))
    tags: set[Tag] = {*cpython_tags(version, platforms=platforms)}
    tags |= {*compatible_tags(version, interpreter=f"cp{version[0]}{version[1]}", platforms=platforms)}
    without = [
        name
        for name, package in chosen(EXTRAS["test"], python, system).items()
        if not any(tags & parse_wheel_filename(Path(str(w.path)).name)[3] for w in package.wheels)
    ]
    assert without == []


def test_a_learner_gets_neither_nbgrader_nor_matplotlib_nor_the_test_tools():
    names = set(chosen((), "3.12", "linux"))
    assert not names & {"nbgrader", "matplotlib", "numpy", "jupytext", "pytest", "hypothesis", "playwright"}
    assert {"nbgrader", "matplotlib", "jupytext"} <= set(chosen(("teach",), "3.12", "linux"))


def test_what_is_installed_needs_nothing_that_the_lock_leaves_out():
    """Read the requirements of the packages that are installed here, and find each of them in the lock."""
    from importlib.metadata import PackageNotFoundError, distribution

    system = "win32" if sys.platform == "win32" else "darwin" if sys.platform == "darwin" else "linux"
    packages = chosen(EXTRAS["test"], f"3.{sys.version_info.minor}", system)
    looked_at = 0
    for name, package in packages.items():
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue
        if Version(installed.version) != package.version:
            continue
        looked_at += 1
        for line in installed.requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed = packages.get(canonical(requirement.name))
                assert needed is not None, f"{name} needs {requirement}"
                assert requirement.specifier.contains(needed.version, prereleases=True), f"{name} needs {requirement}"
    assert looked_at > 50


@pytest.mark.parametrize("mode", EXTRAS)
def test_the_installers_get_one_line_for_each_package_with_its_hashes(mode: str):
    expected = chosen(EXTRAS[mode], f"3.{sys.version_info.minor}", "linux")
    environment: Any = {**default_environment(), **SYSTEMS["linux"]}
    got = {}
    for line in requirement_lines(ROOT / "pylock.toml", EXTRAS[mode]):
        requirement, *hashes = line.split(" --hash=sha256:")
        read = Requirement(requirement)
        if read.marker is None or read.marker.evaluate(environment):
            got[canonical(read.name)] = (str(read.specifier), [each.strip() for each in hashes])
    wanted = {
        name: (f"=={package.version}", [wheel.hashes["sha256"] for wheel in package.wheels])
        for name, package in expected.items()
    }
    assert got == wanted


def test_the_lock_keeps_wheels_of_our_pythons_and_systems_only():
    served = {
        "x-1-py3-none-any.whl": True,
        "x-1-py2.py3-none-any.whl": True,
        "x-1-cp311-cp311-win_amd64.whl": True,
        "x-1-cp38-abi3-manylinux_2_28_x86_64.whl": True,
        "x-1-cp310-cp310-win_amd64.whl": False,
        "x-1-cp314-cp314-win_amd64.whl": False,
        "x-1-cp313-cp313t-win_amd64.whl": False,
        "x-1-pp311-pypy311_pp73-win_amd64.whl": False,
        "x-1-cp313-cp313-ios_13_0_arm64_iphoneos.whl": False,
        "x-1-cp313-cp313-pyodide_2025_0_wasm32.whl": False,
        "x-1-cp314-abi3-win_amd64.whl": False,
        "x-1-py314-none-any.whl": False,
    }
    assert {name: any(map(lock_maker.serves, parse_wheel_filename(name)[3])) for name in served} == served


def test_a_package_of_two_extras_is_installed_with_either():
    anywhere: dict[str, Any] = {}
    windows = {"marker": "sys_platform == 'win32'"}
    marker_of = lock_maker.marker_of
    assert marker_of("a", {"a": anywhere}, {"teach": {"a": anywhere}, "test": {}}) is None
    assert marker_of("a", {}, {"teach": {"a": anywhere}, "test": {}}) == "'teach' in extras"
    both = marker_of("a", {}, {"teach": {"a": windows}, "test": {"a": anywhere}})
    assert both == "('teach' in extras and (sys_platform == 'win32')) or 'test' in extras"
    wider = marker_of("a", {"a": windows}, {"teach": {"a": anywhere}, "test": {"a": windows}})
    assert wider == "sys_platform == 'win32' or 'teach' in extras"


# environment.yml


def conda_lines() -> list[str]:
    return [line for line in CONDA["dependencies"] if isinstance(line, str)]


def pip_lines() -> list[str]:
    return next(line["pip"] for line in CONDA["dependencies"] if isinstance(line, dict))


def test_environment_yml_has_the_shape_that_conda_reads():
    assert set(CONDA) == {"name", "channels", "dependencies"}
    assert CONDA["name"] == "alongside"
    assert CONDA["channels"] == ["conda-forge"]
    assert [line for line in CONDA["dependencies"] if not isinstance(line, str)] == [{"pip": pip_lines()}]
    assert CONDA["dependencies"].index({"pip": pip_lines()}) == len(CONDA["dependencies"]) - 1


def test_conda_reads_every_line_strictly_and_gets_python_pip_and_the_four_named_packages():
    names = [MatchSpec(line, strict=True).name for line in conda_lines()]
    assert [name.normalized if name else None for name in names] == ["python", "pip", *NAMED]


def test_the_named_packages_have_the_ranges_of_the_project():
    ranges = {canonical(r.name): r.specifier for r in direct(("teach",))}
    for line in conda_lines():
        name, _, written = line.partition(" ")
        if name in NAMED:
            assert SpecifierSet(written) == ranges[name], line
        if name == "python":
            assert SpecifierSet(written) == SpecifierSet(PROJECT["requires-python"])


def test_pip_brings_the_other_direct_dependencies_as_locked_and_the_course_itself():
    locked = {str(package.name): package.version for package in LOCK.packages}
    others = [r for r in direct(("teach",)) if canonical(r.name) not in NAMED]
    parts = [f"[{','.join(sorted(r.extras))}]" if r.extras else "" for r in others]
    names = [canonical(r.name) for r in others]
    lines = [f"{name}{part}=={locked[name]}" for name, part in zip(names, parts, strict=True)]
    assert pip_lines() == [*lines, "-e .[teach]"]


def repodata(folder: Path, records: list[tuple[str, str, list[str]]]) -> SparseRepoData:
    """A channel made up for the test: name, version, what it depends on."""
    packages = {
        f"{name}-{version}-0.conda": {
            "name": name, "version": version, "build": "0", "build_number": 0, "depends": depends,
            "subdir": "linux-64", "timestamp": 1700000000000, "sha256": "0" * 64,
        }
        for name, version, depends in records
    }  # fmt: skip
    file = folder / "repodata.json"
    file.write_text(json.dumps({"info": {"subdir": "linux-64"}, "packages": {}, "packages.conda": packages}))
    return SparseRepoData(Channel("conda-forge"), "linux-64", str(file))


def solved(folder: Path, records: list[tuple[str, str, list[str]]]) -> dict[str, str]:
    channel = repodata(folder, records)
    system = [GenericVirtualPackage(PackageName("__glibc"), CondaVersion("2.35"), BuildString("0"))]

    async def solve() -> dict[str, str]:
        found = await solve_with_sparse_repodata(
            [MatchSpec(line, strict=True) for line in conda_lines()], [channel], virtual_packages=system
        )
        return {record.name.normalized: str(record.version) for record in found}

    # A thread of its own: where browser tests ran before in this process, a loop is already running here.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, solve()).result()


def locked_version(name: str) -> str:
    return next(str(package.version) for package in LOCK.packages if package.name == name)


def world(**changes: list[str]) -> list[tuple[str, str, list[str]]]:
    """A channel with an old, the locked and a too new version of each named package; ``changes`` are dependencies."""
    records: list[tuple[str, str, list[str]]] = [("pip", "26.0", ["python"])]
    records += [("python", f"{python}.4", []) for python in ("3.10", *PYTHONS, "3.14")]
    for name in NAMED:
        for version in ("0.1", locked_version(name), "99.0"):
            records.append((name, version, [*changes.get(name, []), "python >=3.11"]))
    return records


def test_the_ranges_can_be_solved_and_lead_to_the_locked_versions(tmp_path: Path):
    found = solved(tmp_path, world(nbgrader=["jupyterlab >=4"]))
    assert {name: found[name] for name in NAMED} == {name: locked_version(name) for name in NAMED}
    assert found["python"].startswith("3.13.")


def test_a_package_that_wants_an_older_jupyterlab_is_caught(tmp_path: Path):
    with pytest.raises(SolverError, match="jupyterlab"):
        solved(tmp_path, world(nbgrader=["jupyterlab <4"]))


def test_a_channel_with_a_too_new_package_only_is_caught(tmp_path: Path):
    records = [record for record in world() if record[:2] != ("matplotlib", locked_version("matplotlib"))]
    with pytest.raises(SolverError, match="matplotlib"):
        solved(tmp_path, records)


# the wheel


def test_the_wheel_carries_the_course_and_puts_the_page_helper_where_jupyter_looks(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    shared = "alongside-0.1.0.data/data/share/jupyter/labextensions/@alongside/course/"
    assert {shared + "package.json", shared + "install.json", shared + "static/remoteEntry.js"} <= names
    sources = [file.relative_to(ROOT) for file in (ROOT / "alongside").rglob("*.*") if file.is_file()]
    left_over = [file for file in sources if any(p.startswith(".") or p == "__pycache__" for p in file.parts)]
    assert {file.as_posix() for file in sources if file not in left_over} <= names
    assert not [name for name in names if name.startswith(("source/", "tests/", "my-"))]
