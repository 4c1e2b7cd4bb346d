"""Published answers: five items of the Law School Admission Test, section 6, and 1,000 people.

Source: Bock RD, Lieberman M 1970, Psychometrika 35:179, table of response patterns. The same counts stand among the
examples of BUGS ("LSAT: item response", as cumulated counts) and in the data of the R package ltm.
"""

from __future__ import annotations

COUNTS = (
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15,
    10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
)  # fmt: skip
"""People a pattern, from 00000 to 11111 as binary numbers."""
LSAT_6 = [[float(digit) for digit in f"{pattern:05b}"] for pattern, many in enumerate(COUNTS) for _ in range(many)]
