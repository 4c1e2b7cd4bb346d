"""Turns ``static/`` modules into the one script and the one style sheet that a widget hands to the page.

The modules lie in a folder for each part of a page and import each other like any ES module, so that a static site
can load them as they are. A notebook's widget has no address to import from, so here each module becomes a function
that returns what it exports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from alongside.charts.palette import css_variables

_IMPORT = re.compile(
    r'^import \{ (?P<names>[^}]+) \} from "\.{1,2}/(?:[\w-]+/)?(?P<module>[\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (?P<name>\w+)", re.MULTILINE)
_DARK = 'body[data-jp-theme-light="false"], [data-as-theme="dark"]'


def _files_in(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        yield from _files_in(entry) if entry.is_dir() else [entry]


@cache
def _static_files() -> dict[str, Traversable]:
    """Return file name -> file; each name stands once in ``static/``, whatever its folder."""
    return {entry.name: entry for entry in _files_in(files("alongside").joinpath("static"))}


def _read(file_name: str) -> str:
    return _static_files()[file_name].read_text(encoding="utf-8")


def _variable(module: str) -> str:
    return "module_" + module.replace("-", "_")


def _in_order(module: str, done: list[str], opened: tuple[str, ...] = ()) -> list[str]:
    """Return ``module`` and all it needs, what is needed first; raise ValueError where imports form a ring."""
    if module in opened:
        raise ValueError(f"{module}.js imports itself by way of {' > '.join(opened)}")
    for match in _IMPORT.finditer(_read(f"{module}.js")):
        _in_order(match["module"], done, (*opened, module))
    if module not in done:
        done.append(module)
    return done


def _as_function(module: str) -> str:
    source = _read(f"{module}.js")
    exported = ", ".join(match["name"] for match in _EXPORT.finditer(source))
    body = _IMPORT.sub(lambda match: f"const {{ {match['names'].replace(' as ', ': ')} }} = "
                                     f"{_variable(match['module'])};\n", source)
    body = re.sub(r"^export (?!default)", "", body, flags=re.MULTILINE)
    if "\nexport default " in body:
        body = body.replace("\nexport default ", "\nconst entry = ")
        exported = ", ".join(filter(None, (exported, "entry")))
    return f"const {_variable(module)} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();\n"


@cache
def esm(module: str) -> str:
    """Return the module of this name with everything it imports as one ES module with a default export."""
    parts = "".join(_as_function(name) for name in _in_order(module, []))
    return f"{parts}export default {_variable(module)}.entry;\n"


@cache
def css(*modules: str) -> str:
    """Return the colours of both themes, the base style and the style of each of ``modules``."""
    colours = f":root{{{css_variables('light')}}}\n{_DARK}{{{css_variables('dark')}}}\n"
    colours += f"@media print{{:root,{_DARK}{{{css_variables('light')}}}}}\n"
    return colours + "".join(_read(f"{name}.css") for name in ("base", *modules))
