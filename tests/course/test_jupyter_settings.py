"""The settings we give JupyterLab and Notebook 7 exist there: one under a wrong name would do nothing, silently."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

SHARE = Path(sys.prefix) / "share" / "jupyter"
JUPYTER = Path(__file__).resolve().parents[2] / "alongside" / "course" / "jupyter"
MODES = ("learn", "teach")


def load(mode: str, name: str) -> dict[str, Any]:
    return json.loads((JUPYTER / mode / name).read_text(encoding="utf-8"))


def schema(plugin: str) -> dict[str, Any]:
    package, _, name = plugin.partition(":")
    places = [
        SHARE / "lab/schemas",
        *(SHARE / "labextensions").glob("*/*/schemas"),
        *(SHARE / "labextensions").glob("*/schemas"),
    ]
    for place in places:
        file = place / package / f"{name}.json"
        if file.exists():
            return json.loads(file.read_text(encoding="utf-8"))
    raise AssertionError(f"no installed schema for {plugin}")


@pytest.mark.parametrize("mode", MODES)
def test_every_setting_is_one_that_the_installed_jupyter_has(mode: str):
    for plugin, values in load(mode, "labconfig/default_setting_overrides.json").items():
        known = schema(plugin)["properties"]
        for name, value in values.items():
            assert name in known, f"{plugin} has no {name}"
            kind = known[name].get("type")
            expected = {"boolean": bool, "string": str, "array": list, "number": int, "object": dict}.get(kind, object)
            assert isinstance(value, expected), f"{plugin} {name}"
            if "enum" in known[name]:
                assert value in known[name]["enum"]


def test_every_menu_and_button_that_is_hidden_exists():
    hidden = load("learn", "labconfig/default_setting_overrides.json")
    menus = {menu["id"] for menu in schema("@jupyterlab/mainmenu-extension:plugin")["jupyter.lab.menus"]["main"]}
    for menu in hidden["@jupyterlab/mainmenu-extension:plugin"]["menus"]:
        assert menu == {"id": menu["id"], "disabled": True} and menu["id"] in menus
    buttons = {b["name"] for b in schema("@jupyterlab/notebook-extension:panel")["jupyter.lab.toolbars"]["Notebook"]}
    for button in hidden["@jupyterlab/notebook-extension:panel"]["toolbar"]:
        assert button == {"name": button["name"], "disabled": True} and button["name"] in buttons


@pytest.mark.parametrize("mode", MODES)
def test_every_extension_that_is_switched_off_exists(mode: str):
    import jupyterlab
    import notebook

    folders = [
        Path(notebook.__file__).parent / "static",
        SHARE / "labextensions",
        Path(jupyterlab.__file__).parent / "static",
    ]
    code = "".join(
        file.read_text(encoding="utf-8", errors="replace") for place in folders for file in place.rglob("*.js")
    )
    packages = {
        p.parent.relative_to(SHARE / "labextensions").as_posix() for p in SHARE.glob("labextensions/**/package.json")
    }
    for name, off in load(mode, "labconfig/page_config.json")["disabledExtensions"].items():
        assert off is True
        assert name in packages or re.search(rf"""["']{re.escape(name)}[:"']""", code), name


@pytest.mark.parametrize("mode", MODES)
def test_the_server_listens_on_this_computer_only_and_asks_nobody_for_news(mode: str):
    config = load(mode, "jupyter_server_config.json")
    assert config["ServerApp"]["ip"] == "127.0.0.1"
    assert config["ServerApp"]["allow_remote_access"] is False
    assert config["LabApp"] == {
        **config["LabApp"],
        "news_url": None,
        "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }
    notification = load(mode, "labconfig/default_setting_overrides.json")["@jupyterlab/apputils-extension:notification"]
    assert notification == {"fetchNews": "false", "checkForUpdates": False}


def test_a_learner_meets_nothing_of_nbgrader():
    extensions = load("learn", "jupyter_server_config.json")["ServerApp"]["jpserver_extensions"]
    installed = json.loads(
        (Path(sys.prefix) / "etc/jupyter/jupyter_server_config.d/nbgrader.json").read_text(encoding="utf-8")
    )
    for name in installed["ServerApp"]["jpserver_extensions"]:
        assert extensions[name] is False
    assert load("learn", "labconfig/page_config.json")["disabledExtensions"]["@jupyter/nbgrader"] is True


def test_nobody_is_offered_validate_which_would_run_a_notebook() -> None:
    for mode in ("learn", "teach"):
        off = load(mode, "labconfig/page_config.json")["disabledExtensions"]
        assert off.get("@jupyter/nbgrader") or off.get("@jupyter/nbgrader:validate-assignment"), mode
        served = load(mode, "jupyter_server_config.json")["ServerApp"]["jpserver_extensions"]
        assert served["nbgrader.server_extensions.validate_assignment"] is False, mode
