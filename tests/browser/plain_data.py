"""Compares plain data of Python and of the page: numbers by how far they differ, everything else exactly."""

from typing import Any


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every number, text or None of plain data, by the path that leads to it."""
    if isinstance(value, dict):
        return {key: leaf for name in value for key, leaf in leaves(value[name], f"{path}/{name}").items()}
    if isinstance(value, list | tuple):
        return {key: leaf for at, one in enumerate(value) for key, leaf in leaves(one, f"{path}/{at}").items()}
    return {path: value}


def furthest(ours: Any, theirs: Any) -> float:
    """The largest difference of numbers, relative where they are above 1; fails where anything else differs."""
    mine, other = leaves(ours), leaves(theirs)
    assert mine.keys() == other.keys()
    apart = [0.0]
    for path, value in mine.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            apart.append(abs(value - other[path]) / max(1, abs(value)))
        else:
            assert value == other[path], path
    return max(apart)
