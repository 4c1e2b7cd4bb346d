"""What learners take on the Hub of ``deploy/``: memory and processor time each, and how many one machine carries.

    sudo .venv/bin/python benchmarks/hub_capacity.py [--learners 4] [--record]

Starts the shipped configuration on this machine (accounts, PostgreSQL and all; gone afterwards), lets learners log in,
open a quiz, move a diagram and answer once a second in Chromium, and counts what their accounts use. Memory is the
proportional set size: what several programs share is divided among them. Chromium runs under another account and is
not counted.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), *(str(PROJECT / "tests" / part) for part in ("", "browser", "deploy"))]

from capacity_model import (  # noqa: E402
    Habits,
    Needs,
    learner_mb,
    learners_by_memory,
    learners_by_processor,
    login_wave_seconds,
    total_mb,
)
from chromium import FLAGS, find_chromium  # noqa: E402
from hub_people import PATIENCE_MS, wait_page  # noqa: E402
from hub_place import (  # noqa: E402
    LAID_QUIZ,
    Hub,
    Person,
    accounts,
    environments,
    install_course,
    lay_folders,
    running_hub,
)
from postgresql_server import new_database, running_postgresql  # noqa: E402
from results import record  # noqa: E402

QUIZ = "role-words-safety"
DIAGRAM_PAGE = "lessons/02_opioid_system.ipynb"
SETTLE_SECONDS, READ_SECONDS, CLICKS = 8, 30, 30
MACHINES = ((4, 2), (8, 2), (16, 4), (64, 16))
"""Memory in GB and cores."""
NODES = (1, 3, 10)


def of_account(name: str) -> list[psutil.Process]:
    """Return the processes of an account."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.username() == name:
                found.append(process)
        except psutil.NoSuchProcess:
            continue
    return found


def memory_mb(processes: Iterable[psutil.Process]) -> float:
    """Return the memory of some processes, each page divided among those that share it."""
    total = 0
    for process in processes:
        try:
            total += process.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return total / 2**20


def processor_seconds(processes: Iterable[psutil.Process]) -> float:
    """Return the processor time of some processes and of their children that have ended."""
    total = 0.0
    for process in processes:
        try:
            total += sum(process.cpu_times()[:4])
        except psutil.NoSuchProcess:
            continue
    return total


def family(pid: int, besides: set[str]) -> list[psutil.Process]:
    """Return a process and what it started, without the servers of people."""
    first = psutil.Process(pid)
    return [each for each in [first, *first.children(recursive=True)] if each.username() not in besides]


@dataclass
class Learner:
    """One learner with a browser of their own."""

    person: Person
    context: BrowserContext
    page: Page | None = None

    def seconds(self) -> float:
        """Return the processor time of all that runs under the account."""
        return processor_seconds(of_account(self.person.name))

    def mb(self) -> float:
        """Return the memory of all that runs under the account."""
        return memory_mb(of_account(self.person.name))


def start_server(hub: Hub, learner: Learner) -> None:
    """Log in and wait for the server, without opening a page."""
    request, person = learner.context.request, learner.person
    request.get(f"{hub.url}/hub/login")
    cookies = {cookie["name"]: cookie["value"] for cookie in learner.context.cookies(f"{hub.url}/hub/")}
    form = {"username": person.name, "password": person.password, "_xsrf": cookies["_xsrf"]}
    request.post(f"{hub.url}/hub/login", form=form, timeout=PATIENCE_MS)
    request.get(f"{hub.url}/hub/spawn/{person.name}", timeout=PATIENCE_MS)
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while request.get(f"{hub.url}/user/{person.name}/api/status").status != 200:
        if time.monotonic() > deadline:
            raise RuntimeError(f"no server came:\n{hub.log[-2000:]}")
        time.sleep(0.5)


def open_page(hub: Hub, learner: Learner, path: str) -> None:
    """Open a page of the course in the learner's browser."""
    learner.page = learner.page or learner.context.new_page()
    learner.page.set_default_timeout(PATIENCE_MS)
    learner.page.goto(f"{hub.url}/user/{learner.person.name}/notebooks/{path}")
    wait_page(learner.page)


def click_each_second(learners: list[Learner]) -> None:
    """Let everyone answer the first question anew, once a second."""
    for number in range(CLICKS):
        start = time.monotonic()
        for learner in learners:
            assert learner.page
            learner.page.locator(".as-kind-choose-one").first.locator("input").nth(number % 3).check()
        time.sleep(max(0.0, 1 - (time.monotonic() - start)))
    for learner in learners:
        assert learner.page
        learner.page.locator(".as-kind-choose-one .as-status", has_text="✓ Saved").first.wait_for()


def move_diagram(learners: list[Learner]) -> None:
    """Let everyone move a diagram's slider ten times a second."""
    end = time.monotonic() + READ_SECONDS
    while time.monotonic() < end:
        for learner in learners:
            assert learner.page
            learner.page.locator("input[type=range]").first.press("ArrowRight")
        time.sleep(0.1)


def spent(learners: list[Learner], work: Callable[[], None]) -> float:
    """Return the middle learner's processor time while ``work`` goes on."""
    before = [learner.seconds() for learner in learners]
    work()
    return statistics.median(learner.seconds() - start for learner, start in zip(learners, before, strict=True))


def measure(hub: Hub, browser: Browser, people: list[Person], database_port: int) -> tuple[Needs, list[str]]:
    """Return what learners need, and the measured rows of the table."""
    names = {person.name for person in hub.people.values()}
    learners = [Learner(person, browser.new_context()) for person in people]
    before = processor_seconds(family(hub.process.pid, names))
    for learner in learners:
        start_server(hub, learner)
    time.sleep(SETTLE_SECONDS)
    server_mb = statistics.median(learner.mb() for learner in learners)
    start_seconds = statistics.median(learner.seconds() for learner in learners)
    opened = spent(learners, lambda: [open_page(hub, each, f"{QUIZ}/{QUIZ}.ipynb") for each in learners] and None)
    time.sleep(SETTLE_SECONDS)
    kernel_mb = statistics.median(learner.mb() for learner in learners) - server_mb
    hub_login = (processor_seconds(family(hub.process.pid, names)) - before) / len(learners)
    reading = spent(learners, lambda: time.sleep(READ_SECONDS)) / READ_SECONDS
    hub_before = processor_seconds(family(hub.process.pid, names))
    clicks = spent(learners, lambda: click_each_second(learners)) / CLICKS
    hub_click = (processor_seconds(family(hub.process.pid, names)) - hub_before) / CLICKS / len(learners)
    working_mb = statistics.median(learner.mb() for learner in learners)
    for learner in learners:
        open_page(hub, learner, DIAGRAM_PAGE)
    two_mb = statistics.median(learner.mb() for learner in learners) - server_mb
    time.sleep(SETTLE_SECONDS)
    moving = spent(learners, lambda: move_diagram(learners)) / READ_SECONDS
    parts = {"Hub, proxy, ngshare, idle culler": family(hub.process.pid, names)}
    parts["PostgreSQL"] = family(listener(database_port), set())
    rows = [f"| base: {name} | {memory_mb(processes):.0f} MB | |" for name, processes in parts.items()]
    base_mb = sum(memory_mb(processes) for processes in parts.values())
    rows += [
        f"| one learner's server, no page open | {server_mb:.0f} MB | {start_seconds:.1f} s to start |",
        f"| + the first open page with its kernel | {kernel_mb:.0f} MB | {opened:.1f} s to open |",
        f"| + the second | {two_mb - kernel_mb:.0f} MB | |",
        f"| Hub and proxy, for each login | | {hub_login:.2f} s |",
        f"| reading | | {100 * reading:.2f} % of a core |",
        f"| moving a diagram ten times a second | | {100 * moving:.2f} % of a core |",
        f"| one click a second, each saved | {working_mb - server_mb - kernel_mb:+.0f} MB after {CLICKS} "
        f"| {1000 * clicks:.0f} ms a click (+ {1000 * hub_click:.0f} ms in the proxy) |",
    ]
    for learner in learners:
        learner.context.close()
    needs = Needs(base_mb, server_mb, max(kernel_mb, two_mb / 2), start_seconds + opened + hub_login,
                  max(reading, moving), clicks + hub_click)
    return needs, ["| what | memory (PSS) | processor time |", "| --- | --- | --- |", *rows]


def listener(port: int) -> int:
    """Return the process that listens on a port."""
    for one in psutil.net_connections("tcp"):
        if one.status == psutil.CONN_LISTEN and one.laddr.port == port and one.pid:
            return int(one.pid)
    raise RuntimeError(f"nobody listens on port {port}")


def model_table(needs: Needs, habits: Habits) -> list[str]:
    """Return what machines and clusters carry, as rows."""
    one = learner_mb(needs, habits)
    rows = [
        f"memory in MB = {habits.system_mb:.0f} (system) + {needs.base_mb:.0f} (base) + learners × ("
        f"{needs.server_mb:.0f} + {habits.kernels_each:g} × {needs.kernel_mb:.0f}) = "
        f"{total_mb(needs, habits, 0):.0f} + learners × {one:.0f}",
        "",
        "| machine | learners at once, by memory | by processor | a group of 30 is in after |",
        "| --- | --- | --- | --- |",
    ]
    for machine_gb, cores in MACHINES:
        rows.append(
            f"| {machine_gb} GB, {cores} cores | {learners_by_memory(needs, habits, machine_gb)} "
            f"| {learners_by_processor(needs, habits, cores)} | {login_wave_seconds(needs, 30, cores):.0f} s |"
        )
    rows += ["", "| nodes of 16 GB, 4 cores | learners at once |", "| --- | --- |"]
    for nodes in NODES:
        both = learners_by_memory(needs, habits, 16, nodes), learners_by_processor(needs, habits, 4 * nodes)
        rows.append(f"| {nodes} | {min(both)} |")
    return rows


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=4)
    parser.add_argument("--record", action="store_true", help="append the tables to RESULTS.md")
    options = parser.parse_args()
    if sys.platform != "linux" or os.geteuid() != 0:
        raise SystemExit("The Hub starts servers for other accounts: run this as root on Linux.")
    folder = Path(tempfile.mkdtemp(prefix="alongside-capacity-"))
    folder.chmod(0o755)
    mark = secrets.token_hex(2)
    names = {f"learner{number}-{mark}": "learn" for number in range(options.learners)}
    try:
        (folder / "wheel").mkdir()
        install_course(environments()[0], folder / "wheel")
        with running_postgresql() as database, accounts(folder, names) as people, sync_playwright() as playwright:
            laid = lay_folders(folder, (LAID_QUIZ,), fetched="")
            with running_hub(folder, people, laid, new_database(database)) as hub:
                browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
                port = int(database.rpartition(":")[2].partition("/")[0])
                needs, table = measure(hub, browser, list(people.values()), port)
                browser.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    table += ["", *model_table(needs, Habits())]
    print("\n".join(table))
    if options.record:
        record(f"hub_capacity.py --learners {options.learners}", "what learners take on the Hub of deploy/", table)


if __name__ == "__main__":
    main()
