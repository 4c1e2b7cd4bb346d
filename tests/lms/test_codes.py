"""Codes that are made: the same each time, in any order, one a person, and such as a learner can type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alongside.grading.learner_id import learner_id_problem
from alongside.learner.hand_in import check_code
from alongside.lms.codes import code_choices, made_codes
from alongside.lms.people import LmsPerson


def person(line: int, email: str = "", lms_user_id: str = "", login: str = "") -> LmsPerson:
    return LmsPerson(line, email=email, lms_user_id=lms_user_id, login=login)


def test_the_platforms_id_comes_first_then_the_address() -> None:
    people = [person(2, "ada@example.org", "1201"), person(3, "Bo.Ré-Os@example.org"), person(4, login="cy")]
    assert made_codes(people, set()) == {2: "1201", 3: "bo-re-os", 4: "cy"}


def test_two_who_could_have_the_same_code_both_get_a_longer_one() -> None:
    people = [person(2, "sam@example.org"), person(3, "sam@example.com")]
    assert made_codes(people, set()) == {2: "sam-example-org", 3: "sam-example-com"}
    assert made_codes(people[:1], {"sam"}) == {2: "sam-example-org"}


def test_an_id_that_nobody_could_type_is_not_used() -> None:
    assert made_codes([person(2, "ada@example.org", "S 1/2")], set()) == {2: "ada"}


def test_an_address_without_latin_letters_gets_a_short_mark() -> None:
    code = made_codes([person(2, "李@例え.テスト")], set())[2]
    assert code.startswith("p-")
    assert len(code) == 10


ADDRESS = st.from_regex(r"[A-Za-zé李.+_-]{1,50}@[a-z]{1,4}\.[a-z]{2}", fullmatch=True)


@given(
    st.lists(st.tuples(ADDRESS, st.from_regex(r"[0-9A-Z/ ]{0,6}", fullmatch=True)), max_size=12, unique=True),
    st.randoms(use_true_random=False),
    st.sets(st.sampled_from(["a", "1", "e", "0"])),
)
def test_codes_are_sound_differ_and_do_not_depend_on_order(
    given_people: list[tuple[str, str]], chance: object, taken: set[str]
) -> None:
    people = [person(line, email, number.strip()) for line, (email, number) in enumerate(given_people, 2)]
    made = made_codes(people, taken)
    assert len({code.casefold() for code in made.values()}) == len(made)
    assert not {code.casefold() for code in made.values()} & taken
    for code in made.values():
        assert check_code(code) == code
        assert learner_id_problem(code) is None
    shuffled = list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert made_codes(shuffled, taken) == made
    clashing = {one.line for one in people if one.line not in made}
    for line in clashing:  # only people whose every choice another one has too
        mine = {code.casefold() for code in code_choices(people[line - 2])}
        others = {code.casefold() for one in people if one.line != line for code in code_choices(one)}
        assert mine <= others | taken
