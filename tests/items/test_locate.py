import pytest
from hypothesis import given
from hypothesis import strategies as st
from item_examples import example, item, problems

from alongside.items.kinds.locate import check_svg
from alongside.items.score import score_item

GOOD = (
    "<svg viewBox='0 0 10 10'><title>A line</title>"
    "<g class='soft'><path d='M0 0 L9 9'/><text x='1' y='2'>a &lt; b</text></g></svg>"
)


@pytest.mark.parametrize(("spot", "score"), [("turn", 1.0), ("end", 0.5), ("start", 0.0)])
def test_each_spot_earns_its_own_score(spot: str, score: float) -> None:
    outcome = score_item(item("locate"), {"spot": spot})
    assert (outcome.score_fraction, outcome.fit) == (score, {1.0: "full", 0.5: "part", 0.0: "not-yet"}[score])


def test_a_plain_drawing_is_accepted() -> None:
    assert list(check_svg(GOOD)) == []


@pytest.mark.parametrize(
    ("defect", "svg"),
    [
        ("script", "<svg viewBox='0 0 1 1'><script>alert(1)</script></svg>"),
        ("foreignObject", "<svg viewBox='0 0 1 1'><foreignObject><body/></foreignObject></svg>"),
        ("a", "<svg viewBox='0 0 1 1'><a href='https://example.org'><text>x</text></a></svg>"),
        ("use", "<svg viewBox='0 0 1 1'><use href='#x'/></svg>"),
        ("image", "<svg viewBox='0 0 1 1'><image href='x.png'/></svg>"),
        ("animate", "<svg viewBox='0 0 1 1'><animate attributeName='href' to='javascript:1'/></svg>"),
        ("style", "<svg viewBox='0 0 1 1'><style>*{fill:red}</style></svg>"),
        ("href", "<svg viewBox='0 0 1 1'><path d='M0 0' href='x'/></svg>"),
        ("style attribute", "<svg viewBox='0 0 1 1' style='background:url(x)'/>"),
        ("onload", "<svg viewBox='0 0 1 1' onload='alert(1)'/>"),
        ("onclick", "<svg viewBox='0 0 1 1'><path d='M0 0' onclick='alert(1)'/></svg>"),
        ("fill", "<svg viewBox='0 0 1 1'><path d='M0 0' fill='url(#x)'/></svg>"),
        ("DOCTYPE", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'/>"),
        ("comment", "<svg viewBox='0 0 1 1'><!-- the answer is on the left --></svg>"),
        ("CDATA", "<svg viewBox='0 0 1 1'><title><![CDATA[<script>]]></title></svg>"),
        ("processing instruction", "<?xml-stylesheet href='x'?><svg viewBox='0 0 1 1'/>"),
        ("namespace", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"),
        ("xlink", "<svg viewBox='0 0 1 1' xmlns:x='http://www.w3.org/1999/xlink'><path x:href='y'/></svg>"),
        ("html inside", "<svg viewBox='0 0 1 1'><h:script xmlns:h='http://www.w3.org/1999/xhtml'/></svg>"),
        ("no viewBox", "<svg><path d='M0 0'/></svg>"),
        ("other root", "<g viewBox='0 0 1 1'/>"),
        ("cut off", "<svg viewBox='0 0 1 1'><path"),
        ("two roots", "<svg viewBox='0 0 1 1'/><svg viewBox='0 0 1 1'/>"),
        ("half a character", "<svg viewBox='0 0 1 1'><title>\ud83d</title></svg>"),
        ("empty", " "),
        ("a list", ["<svg viewBox='0 0 1 1'/>"]),
    ],
)
def test_a_drawing_that_could_act_fetch_or_break_is_refused(defect: str, svg: object) -> None:
    assert list(check_svg(svg)), defect


@given(st.text())
def test_a_drawing_of_any_text_is_judged_without_raising(text: str) -> None:
    assert list(check_svg(text))
    list(check_svg(f"<svg viewBox='0 0 1 1'><title>{text}</title></svg>"))


LISTED = {
    *("viewBox", "d", "points", "x", "x1", "x2", "y", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy"),
    *("width", "height", "transform", "class", "text-anchor", "stroke-dasharray", "role"),
}


@given(st.from_regex(r"[a-zA-Z][a-zA-Z-]{0,12}", fullmatch=True) | st.sampled_from(sorted(LISTED)))
def test_only_listed_attributes_pass(name: str) -> None:
    refused = list(check_svg(f"<svg viewBox='0 0 1 1'><path {name}='1'/></svg>"))
    assert bool(refused) == (name not in LISTED)


def test_the_picture_needs_words_beside_it() -> None:
    assert "picture.alt" in problems("locate", picture={"svg": GOOD})


def test_a_further_field_of_the_picture_is_named_and_would_not_be_shown() -> None:
    picture = {**example("locate")["picture"], "note": "the answer is the turn"}
    assert set(problems("locate", picture=picture)) == {"picture.note"}


@pytest.mark.parametrize("x", [None, "12", True, float("inf")])
def test_a_spot_needs_a_place_in_numbers(x: object) -> None:
    spots = example("locate")["spots"]
    spots[1]["x"] = x
    assert "spots[2]" in problems("locate", spots=spots)


@pytest.mark.parametrize("svg", [None, 4, []])
def test_a_missing_drawing_is_named(svg: object) -> None:
    assert "picture.svg" in problems("locate", picture={"alt": "words", "svg": svg})
