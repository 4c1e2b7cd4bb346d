"""What the body map says: eleven signs, what they are not, and that pupils never decide."""

import json
import re

import pytest

from alongside.charts.describe import problems_in
from alongside.charts.withdrawal_signs import withdrawal_signs_facts, withdrawal_signs_spec, withdrawal_signs_words
from alongside.charts.withdrawal_signs_words import BODIES, ROWS, SORT
from alongside.models.cows import cows_items

EVERY = [(body, sign.id) for body, signs in BODIES.items() for sign in signs]


def test_the_signs_of_withdrawal_are_those_of_the_scale() -> None:
    assert [sign.id for sign in BODIES["withdrawal"]] == [item["id"] for item in cows_items()]


@pytest.mark.parametrize(("body", "sign"), EVERY)
def test_every_sign_has_what_is_seen_said_and_not_meant_and_the_urgent_rule(body: str, sign: str) -> None:
    said = {one.id: one for one in withdrawal_signs_words(body, sign)}
    name = next(one.name for one in BODIES[body] if one.id == sign)
    assert said["see"].text.startswith(f"{name}: ")
    assert len(said["say"].text) > 20
    assert "to be confirmed by a clinician" in said["is-not"].text.lower()
    assert "act now" in said["urgent"].text and "“Need help now?”" in said["urgent"].text
    assert said["urgent"].tone == "danger"


def test_an_unknown_sign_is_refused() -> None:
    with pytest.raises(KeyError):
        withdrawal_signs_facts("overdose", "yawning")


def test_waking_and_breathing_are_the_best_signs_and_pupils_are_not() -> None:
    assert [row.feature for row in ROWS if row.best] == ["Awake?", "Breathing"]
    assert [sign.id for sign in BODIES["overdose"] if sign.best] == ["waking", "breathing"]
    assert "pupils alone never decide" in withdrawal_signs_words("overdose", "pupils")[2].text
    pupils = next(one for one in SORT if one["id"] == "pupils")
    assert pupils["fits"] == "alone" and all("breathing" in reply for reply in pupils["replies"].values())


def test_gray_lips_on_darker_skin_are_named() -> None:
    assert re.search(r"darker skin look for gray or ashen", withdrawal_signs_words("overdose", "lips")[0].text)


def test_every_answer_of_the_sort_has_a_kind_reply_of_its_own() -> None:
    choices = {one["id"] for one in withdrawal_signs_spec()["sort"]["choices"]}
    replies = [reply for one in SORT for reply in one["replies"].values()]
    assert 6 <= len(SORT) <= 8
    assert all(set(one["replies"]) == choices and one["fits"] in choices for one in SORT)
    assert {one["fits"] for one in SORT} == choices
    assert len(set(replies)) == len(replies)
    assert not any(re.search(r"\bwrong\b|incorrect|!", reply, re.IGNORECASE) for reply in replies)
    assert all(one["replies"][one["fits"]].startswith(("Yes", "You need no more")) for one in SORT)


def test_an_overdose_in_the_sort_always_leads_to_acting() -> None:
    for one in SORT:
        if one["fits"] == "overdose":
            acts = re.compile(r"[Aa]ct now|[Cc]all|treat it as an overdose")
            assert all(acts.search(text) for text in one["replies"].values())


def test_templates_use_only_facts_that_exist_and_the_spec_is_plain_data() -> None:
    spec = withdrawal_signs_spec()
    assert problems_in(spec["sentences"], set(withdrawal_signs_facts())) == []
    assert len(json.dumps(spec, allow_nan=False)) < 40_000
