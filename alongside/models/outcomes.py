"""Published figures about groups of people, as they stand in ``tables/outcomes.yml``. Nothing here is
computed. Each figure carries whom it compares with whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.models.tables import table

MEDICINES = ("methadone", "buprenorphine")
CAUSES = ("all", "overdose")


def treatment_rates(medicine: str, cause: str) -> Mapping[str, Any]:
    """Return deaths per 1,000 person-years ``in_per_1000`` and ``out_per_1000`` (Sordo et al. 2017), with their ratio
    and its interval where published.

    Raises KeyError, with what there is, for another medicine or cause.
    """
    for row in table("outcomes")["treatment"]["rows"]:
        if (row["medicine"], row["cause"]) == (medicine, cause):
            return dict(row)
    raise KeyError(f"no rates for {medicine!r} and {cause!r}; there are {MEDICINES} and {CAUSES}")


def risk_after_release() -> list[dict[str, Any]]:
    """Return place and ratio: overdose deaths in weeks 1 and 2 after prison, against weeks 3 to 12 in the same
    group (Merrall et al. 2010).
    """
    return list(table("outcomes")["after_break"]["weeks_1_2_against_3_12"]["places"])


def share_by_delay() -> list[tuple[float, float]]:
    """Return (minutes until the first spray, percent of simulated people whose heart stopped)."""
    return [(row["minutes"], row["percent"]) for row in table("outcomes")["delay_of_naloxone"]["rows"]]
