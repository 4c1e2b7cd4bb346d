"""The translator: what it makes of a model, what it refuses, and that the committed file is fresh."""

import pytest

from alongside.course import translate


def js(body: str) -> str:
    return translate.translated({"a_model.py": f'IN_PAGE = ("f",)\n\n\ndef f(x, p):\n{body}'})


def test_the_committed_models_are_those_of_today() -> None:
    assert translate.write(check=True) == []


def test_translating_twice_gives_the_same_bytes() -> None:
    sources = {"m.py": (translate.PACKAGE / "models" / "receptor.py").read_text(encoding="utf-8")}
    assert translate.translated(sources) == translate.translated(sources)


def test_a_drifted_file_is_found_and_check_leaves_it_alone(monkeypatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "models.js"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr(translate, "TARGET", target)
    assert "run `alongside build`" in translate.write(check=True)[0]
    assert target.read_text(encoding="utf-8") == "old"
    assert translate.write() and translate.write(check=True) == []


@pytest.mark.parametrize(
    ("python", "expected"),
    [
        ('    return x ** p["slope"] - -x\n', 'return (Math.pow(x, p["slope"]) - (-x));'),
        (
            "    return 1 if x > 2 and x <= 3 else min(x, 2)\n",
            "return ((x > 2 && x <= 3) ? 1 : Math.min(x, 2));",
        ),
        ("    a, b = x\n    return exp(a) * x[1], log(b)\n", "return [(Math.exp(a) * x[1]), Math.log(b)];"),
        ('    y: float = x / 2\n    return {"half": y}\n', 'return { "half": y };'),
    ],
)
def test_the_subset_is_translated(python: str, expected: str) -> None:
    assert expected in js(python)


@pytest.mark.parametrize(
    "python",
    [
        "    for _ in x:\n        pass\n    return x\n", "    return sin(x)\n", "    return x if x else 0\n",
        "    return 1 < x < 3\n", "    return x[-1]\n", "    return x // 2\n", "    return x % 2\n",
        "    return [y for y in x]\n", "    return p.value\n", "    x += 1\n    return x\n",
        "    return 'word'\n",
        "    return True\n", "    return min(*x)\n", "    return x if not x > 1 else 2\n", "    return\n",
        "    return max(x, key=p)\n", "    return p[x]\n", "    import math\n    return x\n",
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_file_and_line(python: str) -> None:
    with pytest.raises(
        translate.OutsideSubsetError, match=r"a_model\.py, line [56]: .* cannot be translated"
    ):
        js(python)


def test_a_decorated_function_is_refused() -> None:
    with pytest.raises(translate.OutsideSubsetError, match="decorator"):
        translate.translated({"m.py": 'IN_PAGE = ("f",)\n@cache\ndef f(x):\n    return x\n'})


def test_a_missing_list_or_function_is_named() -> None:
    with pytest.raises(translate.OutsideSubsetError, match=r"m\.py, line 1: IN_PAGE"):
        translate.translated({"m.py": "x = 1\n"})
    with pytest.raises(translate.OutsideSubsetError, match="IN_PAGE names g"):
        translate.translated({"m.py": 'IN_PAGE = ("g",)\n'})


def test_one_name_in_two_models_is_refused() -> None:
    model = 'IN_PAGE = ("f",)\ndef f(x):\n    return x\n'
    with pytest.raises(translate.OutsideSubsetError, match="f stands in IN_PAGE of two models"):
        translate.translated({"a.py": model, "b.py": model})
