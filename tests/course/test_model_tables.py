"""The published tables on their way from what authors edit to what learners' modules read."""

import json
from pathlib import Path

import pytest

from alongside.course import model_tables


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Sources and targets of our own, with one small table."""
    sources, targets = tmp_path / "tables", tmp_path / "data"
    sources.mkdir()
    targets.mkdir()
    (sources / "small.yml").write_text("about: “Größe”\nrows: [{low: 1, high: 2.5}]\n", encoding="utf-8")
    monkeypatch.setattr(model_tables, "SOURCES", sources)
    monkeypatch.setattr(model_tables, "TARGETS", targets)
    return sources, targets


def test_a_table_is_written_once_and_says_where_it_comes_from(folders: tuple[Path, Path]) -> None:
    _, targets = folders
    (line,) = model_tables.write()
    assert line.startswith("alongside/data/small.json differs from alongside/models/tables/small.yml")
    made = json.loads((targets / "small.json").read_text(encoding="utf-8"))
    assert made.pop("generated").endswith("Edit that file.")
    assert made == {"about": "“Größe”", "rows": [{"low": 1, "high": 2.5}]}
    assert model_tables.write() == []


def test_a_check_names_what_drifted_and_writes_nothing(folders: tuple[Path, Path]) -> None:
    sources, targets = folders
    assert len(model_tables.write(check=True)) == 1
    assert list(targets.iterdir()) == []
    model_tables.write()
    (sources / "small.yml").write_text("about: other\n", encoding="utf-8")
    before = (targets / "small.json").read_bytes()
    (line,) = model_tables.write(check=True)
    assert "run `alongside build`" in line
    assert (targets / "small.json").read_bytes() == before


def test_the_same_table_gives_the_same_bytes_with_plain_line_ends(folders: tuple[Path, Path]) -> None:
    _, targets = folders
    model_tables.write()
    first = (targets / "small.json").read_bytes()
    (targets / "small.json").unlink()
    model_tables.write()
    assert (targets / "small.json").read_bytes() == first
    assert b"\r" not in first and first.endswith(b"\n")


@pytest.mark.parametrize("text", ["rows: [1, 2", "a: b: c", "\t- x"])
def test_a_table_that_cannot_be_read_is_named(folders: tuple[Path, Path], text: str) -> None:
    (folders[0] / "small.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"alongside/models/tables/small.yml: cannot be read as YAML"):
        model_tables.write()


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "a text"])
def test_a_table_that_is_no_mapping_is_named(folders: tuple[Path, Path], text: str) -> None:
    (folders[0] / "small.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"alongside/models/tables/small.yml: should be a mapping"):
        model_tables.write()
