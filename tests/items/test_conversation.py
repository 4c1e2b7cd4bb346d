from item_examples import item, problems, talk

from alongside.items.score import score_item

GOOD = ["hear"] * 8


def test_the_best_line_everywhere_earns_all_and_each_turn_is_spoken_of() -> None:
    outcome = score_item(item("conversation"), {"path": GOOD})
    assert (outcome.state, outcome.score_fraction) == ("scored", 1.0)
    *turns, balance = outcome.notes
    assert len(turns) == 8
    assert turns[0].chosen == "A line that would hear."
    assert turns[0].text.startswith("private hear **What else could have been said:**")
    assert "“A line that would push.” private push" in turns[0].text
    assert "gave back what was said 8 times and asked 0 times" in balance.text


def test_an_unfinished_talk_earns_for_the_turns_it_has_and_says_so() -> None:
    outcome = score_item(item("conversation"), {"path": GOOD[:4]})
    assert outcome.score_fraction == 0.5
    assert "not over yet" in outcome.notes[-1].text


def test_a_required_action_that_was_left_out_is_told_kindly() -> None:
    body = talk()
    body["moments"][1]["lines"][1]["required"] = True
    made = item("conversation", moments=body["moments"])
    outcome = score_item(made, {"path": ["hear", "wait", *GOOD[:6]]})
    assert outcome.score_fraction == 0.4
    assert outcome.notes[1].text.startswith("Here something had to be done first")


def test_a_path_that_no_one_can_walk_is_refused() -> None:
    for path in ([3], ["nothing"], GOOD * 9, [*GOOD, "hear"], "hear"):
        assert score_item(item("conversation"), {"path": path}).state == "invalid"


def test_an_empty_path_is_an_open_answer() -> None:
    assert score_item(item("conversation"), {"path": []}).state == "unanswered"


def test_what_the_page_gets_holds_the_words_and_the_ways_and_no_judgement() -> None:
    shown = item("conversation").public()
    first = shown["moments"]["turn-0"]
    assert first["says"] == "I am at turn-0."
    assert [set(line) for line in first["lines"]] == [{"id", "text", "answer"}] * 3
    assert shown["graph"][0]["place"] == "turn-0" and shown["graph"][0]["mood"] == "guarded"


def test_a_talk_that_does_not_end_well_for_its_checks_is_named() -> None:
    assert set(problems("conversation", **talk(4))) == {"moments"}
