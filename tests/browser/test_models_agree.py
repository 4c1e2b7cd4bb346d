"""Python and the page compute the same: every model, 1,000 random settings, to 1e-9; and the same words."""

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from alongside.charts.receptor_bench import ligands, receptor_facts, receptor_spec, receptor_words
from alongside.charts.tolerance_cycle import tolerance_facts, tolerance_spec, tolerance_words
from alongside.course import translate
from alongside.models import receptor, tolerance
from alongside.models.parameters import parameter_rows, parameters_of
from alongside.models.stepper import Event, steps
from alongside.widgets.assets import esm

pytestmark = pytest.mark.browser
RUNS = 1000
DRUGS = ("heroin", "oxycodone", "methadone", "buprenorphine", "fentanyl_illicit")
MODULES = ("models", "stepper", "describe", "tolerance_course", "receptor_bench", "tolerance_cycle")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A blank page with the course's modules on ``window.as``."""
    made = browser.new_page()
    made.set_content("<!doctype html><title>models</title>")
    for name in ("receptor_bench", "tolerance_cycle"):
        script = esm(name).rsplit("export default ", 1)[0]
        found = [one for one in MODULES if f"const module_{one} = " in script]
        exposed = ", ".join(f"{one}: module_{one}" for one in found)
        made.add_script_tag(content=f"(() => {{ {script} window.as = {{ ...window.as, {exposed} }}; }})();")
    yield made
    made.close()


def in_page(page: Page, script: str, inputs: list[Any]) -> list[Any]:
    """What ``script``, a function of one input, gives for each of the inputs."""
    result: list[Any] = page.evaluate(f"(inputs) => inputs.map({script})", json.loads(json.dumps(inputs)))
    return result


def flat(value: Any) -> list[float]:
    """All numbers of a result, in one order."""
    if isinstance(value, dict):
        return [number for key in sorted(value) for number in flat(value[key])]
    if isinstance(value, list | tuple):
        return [number for one in value for number in flat(one)]
    return [float(value)]


def largest_difference(ours: list[Any], theirs: list[Any]) -> float:
    """The largest difference of two lists of results, relative where numbers are above 1."""
    pairs = list(zip(flat(ours), flat(theirs), strict=True))
    return max(abs(a - b) / max(1, abs(a)) for a, b in pairs)


def varied(chance: random.Random, *groups: str) -> dict[str, float]:
    """The constants of the groups, each somewhere in its range."""
    rows = [row for row in parameter_rows() if row["id"].split(".")[0] in groups]
    return {row["id"].split(".")[1]: chance.uniform(*row["range"]) for row in rows}


def amount(chance: random.Random) -> float:
    return chance.choice([0, 10 ** chance.uniform(-4, 3)])


def shares(chance: random.Random) -> list[float]:
    return [amount(chance), chance.random(), chance.random()]


ARGUMENTS: dict[str, Callable[[random.Random], list[Any]]] = {
    "occupancy": lambda c: [amount(c)],
    "shared_occupancy": lambda c: [amount(c), amount(c)],
    "effect": lambda c: [c.random(), c.random()],
    "bench": lambda c: [amount(c), c.random(), amount(c), varied(c, "receptor")],
    "amount_at": lambda c: [c.uniform(0, 60), varied(c, "receptor")],
    "position_of": lambda c: [amount(c), varied(c, "receptor")],
    "receptor_drive": lambda c: [amount(c), varied(c, "tolerance", c.choice(DRUGS))],
    "tolerance_rates": lambda c: [shares(c), [], varied(c, "tolerance", c.choice(DRUGS))],
    "added_by_a_use": lambda c: [varied(c, "tolerance", c.choice(DRUGS))],
    "half_effect_fold": lambda c: [c.random(), varied(c, "tolerance")],
    "withdrawal_gap": lambda c: [c.random(), c.random()],
    "effect_of_amount": lambda c: [amount(c), c.uniform(1, 4.3), varied(c, "tolerance", c.choice(DRUGS))],
    "cycle_facts": lambda c: [
        c.randint(1, 30),
        c.randint(0, 30),
        shares(c),
        shares(c),
        varied(c, "tolerance", "heroin"),
    ],
}


def test_every_translated_function_is_compared() -> None:
    assert set(ARGUMENTS) == {*receptor.IN_PAGE, *tolerance.IN_PAGE}
    assert len(translate.MODULES) == 2


@pytest.mark.parametrize("name", ARGUMENTS)
def test_a_function_gives_the_same_in_python_and_in_the_page(page: Page, name: str) -> None:
    chance = random.Random(f"{name} 1")
    inputs = [ARGUMENTS[name](chance) for _ in range(RUNS)]
    function = getattr(receptor, name, None) or getattr(tolerance, name)
    difference = largest_difference(
        [function(*one) for one in inputs], in_page(page, f"(one) => as.models.{name}(...one)", inputs)
    )
    print(f"\n{name}: {difference:.1e}")
    assert difference < 1e-9


def test_a_tolerance_course_is_the_same_in_python_and_in_the_page(page: Page) -> None:
    chance = random.Random(2)
    inputs = [[chance.randint(1, 30), chance.randint(0, 30), chance.choice(DRUGS)] for _ in range(RUNS)]
    parameters = {drug: tolerance.tolerance_parameters(drug) for drug in DRUGS}
    ours = []
    for use, after, drug in inputs:
        course = tolerance.tolerance_course(use, after, drug)
        states = [(m.hours, m.level, m.fast_fraction, m.slow_fraction) for m in course.moments]
        sums = [sum(column) / len(states) for column in zip(*states, strict=True)]
        ours.append([course.last_use_hours, len(states), states[-1], sums])
    theirs = in_page(
        page,
        """([use, after, p]) => {
          const { lastUse, rows } = as.tolerance_course.toleranceCourse(use, after, p);
          const states = rows.map(([hours, state]) => [hours, ...state]);
          const mean = (at) => states.reduce((sum, one) => sum + one[at], 0) / states.length;
          const sums = [0, 1, 2, 3].map(mean);
          return [lastUse, states.length, states.at(-1), sums];
        }""",
        [[use, after, parameters[drug]] for use, after, drug in inputs],
    )
    difference = largest_difference(ours, theirs)
    print(f"\n{RUNS} courses: {difference:.1e}")
    assert difference < 1e-9


def random_events(chance: random.Random) -> list[tuple[float, tuple[float, ...], tuple[float, ...] | None]]:
    """Up to eight moments, each with a jump, with new inputs, with both or with neither."""
    return [
        (
            chance.uniform(0, 20),
            chance.choice([(), (chance.random(),)]),
            chance.choice([None, (chance.random(),)]),
        )
        for _ in range(chance.randint(0, 8))
    ]


def test_the_stepper_is_the_same_with_changing_inputs(page: Page) -> None:
    def filling(state, inputs, p):  # type: ignore[no-untyped-def]
        return (inputs[0] - p["out"] * state[0],)

    chance = random.Random(3)
    inputs = [
        (chance.random(), random_events(chance), chance.uniform(0.1, 3), chance.random()) for _ in range(200)
    ]
    ours = [
        steps(filling, (0,), (first,), {"out": out}, [Event(*one) for one in events], 20, step)
        for first, events, step, out in inputs
    ]
    theirs = in_page(
        page,
        """([first, events, step, out]) => {
          const rates = (state, inputs, p) => [inputs[0] - p.out * state[0]];
          const planned = events.map(([at, add, inputs]) => ({ at, add: add.length ? add : undefined,
            inputs: inputs ?? undefined }));
          return as.stepper.steps(rates, [0], [first], { out }, planned, 20, step);
        }""",
        inputs,
    )
    assert largest_difference(ours, theirs) < 1e-9


def test_the_receptor_bench_says_the_same_words(page: Page) -> None:
    chance, spec, p = random.Random(4), receptor_spec(), parameters_of("receptor")
    steps_of_slider = [(chance.randint(0, 60), chance.randint(0, 60)) for _ in range(RUNS)]
    inputs = [
        (chance.choice(ligands()), receptor.amount_at(amount, p), receptor.amount_at(beside, p))
        for amount, beside in steps_of_slider
    ]
    settings = [(one["id"], amount, beside) for one, amount, beside in inputs]
    facts = [receptor_facts(*one) for one in settings]
    theirs = in_page(
        page,
        """([ligand, facts, spec]) => {
          const shown = as.receptor_bench.benchFacts(spec, ligand, facts.amount, facts.naloxone);
          const said = as.describe.sentences(spec.sentences, shown);
          return [said.map((one) => [one.id, one.text, one.tone]), shown.effect];
        }""",
        [[one[0], fact, spec] for one, fact in zip(inputs, facts, strict=True)],
    )
    assert [[list(one) for one in receptor_words(*setting)] for setting in settings] == [
        words for words, _ in theirs
    ]
    assert largest_difference([fact["effect"] for fact in facts], [effect for _, effect in theirs]) < 1e-9


def test_the_tolerance_cycle_says_the_same_words_at_every_setting(page: Page) -> None:
    spec = tolerance_spec()
    settings = [(use, after) for use in range(1, 31) for after in range(0, 31)]
    theirs = page.evaluate(
        """([settings, spec]) => settings.map(([use, after]) => {
          const p = spec.parameters;
          const course = as.tolerance_course.toleranceCourse(use, p.most_days_after, p);
          const facts = as.tolerance_course.cycleFacts(use, after, course, p);
          const said = as.describe.sentences(spec.sentences, facts);
          return [said.map((one) => [one.id, one.text, one.tone]), facts];
        })""",
        [settings, spec],
    )
    assert [[list(one) for one in tolerance_words(*setting)] for setting in settings] == [
        words for words, _ in theirs
    ]
    difference = largest_difference(
        [tolerance_facts(*setting) for setting in settings], [facts for _, facts in theirs]
    )
    print(f"\n{len(settings)} settings: {difference:.1e}")
    assert difference < 1e-9
