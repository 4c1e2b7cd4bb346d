"""``alongside check --for-clinician``: what still needs a person's eye, what a life may hang on first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alongside.charts.registry import diagram_claims
from alongside.course.check_items import item_files
from alongside.course.content import Content
from alongside.course.evidence import MARKS, Claim, cite

URGENT_MODULES = ("M8", "M5", "M1", "M7")
"""Overdose, withdrawal and its red flags, telling about danger, naloxone: where an error could cost a life."""
_DOUBT = {"background": 0, "read2": 1, "calc": 2, "design": 3, "read": 4}


@dataclass(frozen=True)
class Awaited:
    """A claim that waits for a clinician or a peer worker, and the files that rest on it."""

    claim: Claim
    critical: bool
    urgent: bool
    used_in: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, bool, int, int, str]:
        """The smaller, the earlier: critical actions, urgent modules, how sure we are, how often it is used."""
        return (not self.critical, not self.urgent, _DOUBT[self.claim.mark], -len(self.used_in), self.claim.id)


def _uses(content: Content) -> Iterator[tuple[str, str, str, bool]]:
    """Yield (claim id, file, module, whether a critical item rests on it)."""
    for file, item in item_files(content):
        for claim in item.claims:
            yield claim, file, item.objective.partition(".")[0], item.critical
    for lesson in content.lessons:
        ids = [*lesson.cited(), *(claim for name in lesson.diagrams() for claim in diagram_claims(name))]
        for claim in ids:
            yield claim, lesson.file, str(lesson.facts["module"]), False


def awaited(content: Content) -> list[Awaited]:
    """Return every claim that a clinician or a peer worker has yet to confirm, the weightiest first."""
    uses: dict[str, list[tuple[str, str, bool]]] = {}
    for claim, file, module, critical in _uses(content):
        uses.setdefault(claim, []).append((file, module, critical))
    found = [
        Awaited(
            claim=claim,
            critical=any(critical for _, _, critical in uses.get(claim.id, ())),
            urgent=any(module in URGENT_MODULES for _, module, _ in uses.get(claim.id, ())),
            used_in=tuple(sorted({file for file, _, _ in uses.get(claim.id, ())})),
        )
        for claim in content.claims.values()
        if claim.confirm != "none"
    ]
    return sorted(found, key=lambda one: one.rank)


def _weight(one: Awaited) -> str:
    if one.critical:
        return "A critical action rests on it."
    return "Where an error could cost a life." if one.urgent else "Elsewhere."


def clinician_list(content: Content) -> str:
    """Return the list as Markdown, to print and tick."""
    waiting = awaited(content)
    lines = [
        "# What still needs a person's eye",
        "",
        f"{len(waiting)} of {len(content.claims)} statements wait for a clinician or a peer worker. No clinician or "
        "peer worker has reviewed this course yet. What a life may hang on comes first; within that, what we are "
        "least sure of.",
    ]
    before = ""
    for number, one in enumerate(waiting, 1):
        weight = _weight(one)
        lines += ["", f"## {weight.rstrip('.')}"] if weight != before else []
        before = weight
        sources = " ".join(cite(content.references[key]) for key in one.claim.sources) or "No source: our own choice."
        lines += [
            "",
            f"{number}. [ ] **{one.claim.id}** (for a {one.claim.confirm}; {MARKS[one.claim.mark]})",
            f"   {one.claim.statement}",
            f"   Source: {sources}",
            f"   Stands in: {', '.join(one.used_in) or 'the glossary only'}",
        ]
    return "\n".join(lines)
