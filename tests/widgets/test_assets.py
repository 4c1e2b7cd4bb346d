import json
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

import alongside
from alongside.charts.registry import DIAGRAMS
from alongside.widgets import assets
from alongside.widgets.assets import css, esm

ROOT = Path(__file__).resolve().parents[2]
STATIC = files("alongside").joinpath("static")
WIDGETS = ["question", "hand_in", "page_bar", *DIAGRAMS]
MOST_BYTES_OF_A_LESSON = 300_000
MODULES = sorted(Path(str(STATIC)).rglob("*.js"))
STYLES = sorted(Path(str(STATIC)).rglob("*.css"))


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Modules of a test instead of those in static/."""
    made: dict[str, str] = {}
    monkeypatch.setattr(assets, "_read", lambda name: made[name])
    esm.cache_clear()
    yield made
    esm.cache_clear()


@pytest.mark.parametrize("widget", WIDGETS)
def test_a_widgets_script_is_one_module_that_imports_nothing_and_exports_its_default(widget: str) -> None:
    script = esm(widget)
    assert not re.search(r"^\s*import\b", script, re.MULTILINE)
    assert re.findall(r"^export .*$", script, re.MULTILINE) == [f"export default module_{widget}.entry;"]
    assert script.rstrip().endswith(f"export default module_{widget}.entry;")


@pytest.mark.parametrize("widget", WIDGETS)
def test_what_is_needed_stands_before_what_needs_it_and_only_once(widget: str) -> None:
    defined = re.findall(r"^const (module_\w+) = \(\(\) => \{$", esm(widget), re.MULTILINE)
    assert len(defined) == len(set(defined)) > 1
    used = [(match.start(), match[1]) for match in re.finditer(r"\} = (module_\w+);$", esm(widget), re.MULTILINE)]
    for place, name in used:
        assert name in defined and esm(widget).index(f"const {name} = (() =>") < place


@pytest.mark.skipif(
    shutil.which("node") is None, reason="needs Node.js to read JavaScript; the browser tests run the same scripts"
)
@pytest.mark.parametrize("widget", WIDGETS)
def test_the_script_of_a_widget_is_sound_javascript(widget: str, tmp_path: Path) -> None:
    (tmp_path / "widget.mjs").write_text(esm(widget), encoding="utf-8")
    done = subprocess.run(
        ["node", "--check", str(tmp_path / "widget.mjs")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-500:]


def test_modules_are_inlined_in_the_order_of_their_needs(modules: dict[str, str]) -> None:
    modules["top.js"] = (
        'import { left } from "./left.js";\nimport { right as other } from "./right.js";\n\n'
        "function render() { return left() + other; }\n\nexport default { render };\n"
    )
    modules["left.js"] = 'import { base } from "./base.js";\nexport function left() { return base; }\n'
    modules["right.js"] = 'import { base } from "./base.js";\nexport const right = base;\n'
    modules["base.js"] = "export const base = 1;\n"
    script = esm("top")
    assert re.findall(r"^const (module_\w+) =", script, re.MULTILINE) == [
        "module_base",
        "module_left",
        "module_right",
        "module_top",
    ]
    assert "const { right: other } = module_right;" in script and "return { left };" in script


def test_a_ring_of_imports_is_named(modules: dict[str, str]) -> None:
    modules["one.js"] = 'import { two } from "./two.js";\nexport const one = 1;\n'
    modules["two.js"] = 'import { one } from "./one.js";\nexport const two = 2;\n'
    with pytest.raises(ValueError, match=r"one\.js imports itself by way of one > two"):
        esm("one")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_import_in_static_has_the_one_form_that_can_be_inlined(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    imports = re.findall(r"^\s*import\b.*$", text, re.MULTILINE)
    assert len(imports) == len(assets._IMPORT.findall(text)), imports
    exports = re.findall(r"^export\b.*$", text, re.MULTILINE)
    assert len(exports) == len(assets._EXPORT.findall(text)) + text.count("\nexport default "), exports


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_nothing_in_static_fetches_from_the_network(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?://|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|\beval\(|new Function", text)


@pytest.mark.parametrize(
    "modules_of_a_widget",
    [("question",), ("hand_in",), ("page_bar",), *(("diagram", name) for name in DIAGRAMS)],
)
def test_a_style_sheet_has_both_themes_the_base_and_its_own_rules(modules_of_a_widget: tuple[str, ...]) -> None:
    sheet = css(*modules_of_a_widget)
    light = re.search(r":root\{(--as-[^}]*)\}", sheet)
    dark = re.search(r'body\[data-jp-theme-light="false"\], \[data-as-theme="dark"\]\{(--as-[^}]*)\}', sheet)
    assert light and dark
    names = [re.findall(r"--as-[\w-]+(?=:)", found[1]) for found in (light, dark)]
    assert names[0] == names[1] and {"--as-paper", "--as-ink", "--as-accent", "--as-danger"} <= set(names[0])
    assert light[1] != dark[1]
    for name in ("base", *modules_of_a_widget):
        (own,) = [path for path in STYLES if path.stem == name]
        assert own.read_text(encoding="utf-8") in sheet


def test_a_name_stands_once_whatever_its_folder_and_an_import_leads_where_it_says() -> None:
    names = [path.name for path in (*MODULES, *STYLES)]
    assert len(names) == len(set(names)) > 60
    for path in MODULES:
        for target in re.findall(r'^import .* from "(.+)";$', path.read_text(encoding="utf-8"), re.MULTILINE):
            assert (path.parent / target).is_file(), f"{path.name}: {target}"


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_a_style_takes_its_colours_from_the_palette_and_nothing_from_elsewhere(path: Path) -> None:
    on_screen = re.sub(r"^@media print .*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = re.sub(r"/\*.*?\*/", "", on_screen, flags=re.DOTALL)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)|\brgba?\(|\bhsla?\(", text), "a colour of its own"
    assert not re.search(r"@import|url\((?!\s*['\"]?(data:|#))", text), "something from elsewhere"
    used = set(re.findall(r"var\((--as-[\w-]+)", text))
    known = set(re.findall(r"(--as-[\w-]+):", css())) | set(re.findall(r"(--as-[\w-]+)\s*:", text))
    assert used <= known, used - known


def test_a_lesson_with_the_two_largest_diagrams_brings_at_most_300_kb_of_ours() -> None:
    widgets = {name: getattr(alongside, name)() for name in DIAGRAMS}
    sizes = {name: len(f"{one._esm}{one._css}{json.dumps(one.spec)}".encode()) for name, one in widgets.items()}
    every_page = sum(path.stat().st_size for path in (ROOT / "labextension" / "static").iterdir())
    largest = sorted(sizes, key=lambda name: sizes[name])[-2:]
    total = every_page + sum(sizes[name] for name in largest)
    print(f"\n{' and '.join(largest)}: {total / 1000:.0f} kB")
    assert total <= MOST_BYTES_OF_A_LESSON, sizes
