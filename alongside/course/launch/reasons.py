"""Why an installer failed, in plain sentences. uv and pip say the same things in many words; these signs were seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from alongside.course.launch.trouble import Trouble, disk_full


class NothingChanged(Trouble):
    """The packages could not be had, and what was installed before is as it was."""


def why(output: str, place: Path, only: Callable[[Path], Trouble] | None = None) -> Trouble | None:
    """Return the plain sentence for what an installer reported while writing to ``place``, if we know it."""
    for sign, sentence in _SIGNS:
        if (only is None or sentence is only) and re.search(sign, output):
            return sentence(place)
    return None


def last_line(output: str) -> str:
    """Return the last thing an installer said, for the case that no sign fits."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1][:300] if lines else "no reason was given"


def _no_network(_place: Path) -> Trouble:
    return NothingChanged(
        "The packages could not be fetched, because there is no connection to the internet or it was refused. The "
        "first start needs it once, for about 60 MB. Connect, then start again; or ask your instructor for a copy of "
        "the course with a wheels folder, which needs no internet."
    )


def _altered(_place: Path) -> Trouble:
    return NothingChanged(
        "A package that arrived is not the one that was tested, so it was not installed. Start again on another "
        "network; if it comes back, tell the people who gave you the course."
    )


def _not_offered(_place: Path) -> Trouble:
    return NothingChanged(
        "The place your computer gets packages from does not have all of them for this computer and this Python. Try "
        "Python 3.12, or another network; the packages that are needed stand in pylock.toml."
    )


def _certificate(_place: Path) -> Trouble:
    return NothingChanged(
        "A safe connection could not be made (certificate). Check the date of your computer. On a work or school "
        "network ask the people who run it how pip gets packages there."
    )


def _forbidden(place: Path) -> Trouble:
    return Trouble(
        f"Alongside may not write to {place}. Copy the whole course to a folder of your own, for example in Documents, "
        "and start it there."
    )


_SIGNS: tuple[tuple[str, Callable[[Path], Trouble]], ...] = (
    (r"No space left on device|Errno 28|os error 28|not enough space|os error 112|Disk quota exceeded", disk_full),
    (r"DO NOT MATCH THE HASHES|Hash mismatch|hash mismatch", _altered),
    (r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|SSLError", _certificate),
    (
        r"NewConnectionError|NameResolution|name resolution|getaddrinfo|ConnectTimeout|Connection refused|ReadTimeout"
        r"|Network is unreachable|ProxyError|Failed to fetch|dns error|error sending request|[Cc]onnection reset"
        r"|timed out",
        _no_network,
    ),
    (r"No matching distribution|no wheels? with a matching|no usable wheels|was not found|only-binary", _not_offered),
    (r"Permission denied|Errno 13|Access is denied|os error (5|13)\b|Read-only file system", _forbidden),
)
