"""How many learners a machine, or several, carry at once: the arithmetic behind ``hub_capacity.py``."""

from __future__ import annotations

from dataclasses import dataclass

MB_PER_GB = 1024


@dataclass(frozen=True)
class Needs:
    """What was measured. Memory in MB (proportional set size), processor time in seconds."""

    base_mb: float
    """Hub, proxy, exchange, the one that stops idle servers, PostgreSQL."""
    server_mb: float
    """One person's server with no page open."""
    kernel_mb: float
    """One open page's kernel, and what its server grew by."""
    login_seconds: float
    """Processor time from login to the first page, all that is done meanwhile included."""
    reading_share: float
    """Part of a core that somebody takes who reads, or moves a diagram."""
    click_seconds: float
    """Processor time of one answer, saved."""


@dataclass(frozen=True)
class Habits:
    """What is assumed. Change it where your group is another."""

    kernels_each: float = 2.0
    """Pages that hold a kernel: the one that is read, and one that was closed within the last ten minutes."""
    clicks_per_minute: float = 6.0
    system_mb: float = 700.0
    """The operating system and, on a cluster, what each node runs for itself."""
    memory_margin: float = 0.25
    """Part of the memory that is left free: files in cache, a grading, a bad day."""
    processor_margin: float = 0.5
    """Part of the processor time that is left free, so that nobody waits."""


def learner_mb(needs: Needs, habits: Habits) -> float:
    """Return the memory of one learner who is there."""
    return needs.server_mb + habits.kernels_each * needs.kernel_mb


def total_mb(needs: Needs, habits: Habits, learners: int) -> float:
    """Return the memory of the Hub with so many learners, the operating system included."""
    return habits.system_mb + needs.base_mb + learners * learner_mb(needs, habits)


def learners_by_memory(needs: Needs, habits: Habits, machine_gb: float, nodes: int = 1) -> int:
    """Return how many learners at once fit into the memory of so many machines; the base takes room on the first."""
    room_mb = machine_gb * MB_PER_GB * (1 - habits.memory_margin) - habits.system_mb
    one = learner_mb(needs, habits)
    first = int((room_mb - needs.base_mb) // one)
    return max(0, first) + (nodes - 1) * max(0, int(room_mb // one))


def learners_by_processor(needs: Needs, habits: Habits, cores: int) -> int:
    """Return how many learners who are at work so many cores answer at once."""
    each = needs.reading_share + habits.clicks_per_minute / 60 * needs.click_seconds
    return int(cores * (1 - habits.processor_margin) / each)


def login_wave_seconds(needs: Needs, learners: int, cores: int) -> float:
    """Return how long it takes until the last of a group that logs in at one moment sees the first page."""
    return learners * needs.login_seconds / cores
