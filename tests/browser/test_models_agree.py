"""Python and the page compute the same, to 1e-9: every function of every model, and the courses made of them.

A new function in a model's ``IN_PAGE`` is found and compared by itself, as long as the names of its parameters are
known below.
"""

import inspect
import random
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from page_modules import in_page, largest_difference, load_modules
from playwright.sync_api import Browser, Page

from alongside.course import translate
from alongside.models import breathing, tolerance, withdrawal
from alongside.models.parameters import parameter_rows
from alongside.models.stepper import Event, steps

pytestmark = pytest.mark.browser
RUNS = 1000
CLOSE = 1e-9
FUNCTIONS: dict[str, Callable[..., Any]] = {
    f"{module}.{name}": getattr(import_module(f"alongside.models.{module}"), name)
    for module in translate.MODULES
    for name in import_module(f"alongside.models.{module}").IN_PAGE
}
Maker = Callable[[random.Random], Any]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A blank page with the translated models, the stepper and the course of breathing."""
    made = browser.new_page()
    load_modules(made, "models", "stepper", "tolerance_course", "breathing_course")
    yield made
    made.close()


def from_range(chance: random.Random, low: float, high: float) -> float:
    """A number of a range; its ends come up often."""
    return chance.choice([low, high, *(chance.uniform(low, high) for _ in range(4))])


RANGES: dict[str, list[tuple[float, float]]] = {
    "rival_activity": [(0, 1)],
    "rival_level": [(1, 80)],
    "rival_half_life_hours": [(0.5, 70)],
    "naloxone_koff_per_second": [(0.02, 0.08)],
    "naloxone_power": [(0.8, 1.05)],
    "half_occupancies_per_ng_ml": [(2, 10)],
}
"""The ranges of every constant, by its name: those made from others above, and those of parameters.yml."""
for row in parameter_rows():
    RANGES.setdefault(row["id"].split(".")[1], []).append(tuple(row["range"]))


class Constants(dict[str, float]):
    """Draws a constant somewhere in its range when a model first asks for it; only those are sent to the page."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance

    def __missing__(self, name: str) -> float:
        self[name] = from_range(self.chance, *self.chance.choice(RANGES[name]))
        return self[name]


def amount(chance: random.Random) -> float:
    return chance.choice([0, 1, 10 ** chance.uniform(-4, 3)])


def share(chance: random.Random) -> float:
    return chance.choice([0, 1, chance.random(), chance.random(), chance.random()])


def pools(chance: random.Random) -> list[float]:
    return [amount(chance), share(chance), share(chance)]


def days(chance: random.Random) -> int:
    return chance.randint(0, 60)


BY_NAME: dict[str, Maker] = {
    **dict.fromkeys(("amount", "rival_amount", "naloxone", "level", "rival_level", "usual_amounts", "added"), amount),
    **dict.fromkeys(("drive", "fast", "slow"), share),
    **dict.fromkeys(("at_last_use", "now"), pools),
    **dict.fromkeys(("days_of_use", "days_after"), days),
    **dict.fromkeys(("hours", "hours_since"), lambda c: c.choice([0, c.uniform(0, 500)])),
    **dict.fromkeys(("power", "rival_power"), lambda c: c.uniform(0.8, 2.5)),
    "p": Constants,
    "inputs": lambda c: [c.random()],
    "signals": lambda c: c.uniform(0, 20),
    "position": lambda c: c.uniform(0, 60),
    "koff_per_second": lambda c: 10 ** c.uniform(-4, -1),
    "half_life_hours": lambda c: c.uniform(0.5, 70),
    "uses": lambda c: c.randint(0, 60),
    "share_left": lambda c: c.uniform(1e-6, 1),
    "fold": lambda c: c.uniform(1, 4.3),
    "sprays": lambda c: c.randint(0, 12),
}
"""How to make an argument, by the name of the parameter; names that end in _fraction or _activity are shares."""
OF_A_FUNCTION: dict[str, Maker] = {
    "tolerance.tolerance_after.state": pools,
    "tolerance.tolerance_after.hours": lambda c: c.uniform(0, 6),
    "tolerance.adapted.hours": lambda c: c.uniform(0, 6),
    **dict.fromkeys((f"tolerance.adapted.{name}" for name in ("value", "before", "between", "after")), share),
    **dict.fromkeys(("tolerance.adapted.rise_hours", "tolerance.adapted.fall_hours"), lambda c: c.uniform(2, 600)),
    "withdrawal.precipitated_rates.state": lambda c: [amount(c), share(c), amount(c)],
    "breathing.breathing_rates.state": lambda c: [
        *(amount(c) for _ in range(4)), *sorted((c.random() / 2, c.random() / 2)), *(amount(c) for _ in range(6)),
    ],
}  # fmt: skip


def maker(name: str, parameter: str) -> Maker | None:
    if parameter.endswith(("_fraction", "_activity")):
        return share
    return OF_A_FUNCTION.get(f"{name}.{parameter}") or BY_NAME.get(parameter)


def makers(name: str) -> dict[str, Maker | None]:
    return {parameter: maker(name, parameter) for parameter in inspect.signature(FUNCTIONS[name]).parameters}


def test_every_parameter_of_every_translated_function_can_be_made() -> None:
    missing = [f"{name}({one})" for name in FUNCTIONS for one, make in makers(name).items() if make is None]
    assert not missing, f"say in BY_NAME or OF_A_FUNCTION how to make: {', '.join(missing)}"
    print(f"\n{len(FUNCTIONS)} functions of {len(translate.MODULES)} modules")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_gives_the_same_in_python_and_in_the_page(page: Page, name: str) -> None:
    chance = random.Random(f"{name} 1")
    made = [make for make in makers(name).values() if make]
    inputs = [[make(chance) for make in made] for _ in range(RUNS)]
    ours = [FUNCTIONS[name](*one) for one in inputs]
    theirs = in_page(page, f"(one) => as.models.{name.split('.')[1]}(...one)", inputs)
    difference = largest_difference(ours, theirs)
    print(f"\n{name}: {RUNS} settings, {difference:.1e}")
    assert difference < CLOSE


def summary(rows: list[tuple[float, ...]]) -> list[Any]:
    """How many moments, the last one, and the mean of each column."""
    return [len(rows), rows[-1], [sum(column) / len(rows) for column in zip(*rows, strict=True)]]


SUMMARY = """const summary = (rows) => [rows.length, rows.at(-1),
  rows[0].map((_, at) => rows.reduce((sum, row) => sum + row[at], 0) / rows.length)];"""


def test_a_tolerance_course_is_the_same_in_python_and_in_the_page(page: Page) -> None:
    chance = random.Random(2)
    drugs = withdrawal.DRUGS
    inputs = [[chance.randint(1, 30), chance.randint(0, 30), chance.choice(drugs)] for _ in range(RUNS)]
    parameters = {drug: tolerance.tolerance_parameters(drug) for drug in drugs}
    ours = []
    for use, after, drug in inputs:
        course = tolerance.tolerance_course(use, after, drug)
        states = [(m.hours, m.level, m.fast_fraction, m.slow_fraction) for m in course.moments]
        ours.append([course.last_use_hours, summary(states)])
    theirs = in_page(
        page,
        f"""([use, after, p]) => {{
          {SUMMARY}
          const {{ lastUse, rows }} = as.tolerance_course.toleranceCourse(use, after, p);
          return [lastUse, summary(rows.map(([hours, state]) => [hours, ...state]))];
        }}""",
        [[use, after, parameters[drug]] for use, after, drug in inputs],
    )
    difference = largest_difference(ours, theirs)
    print(f"\n{RUNS} courses: {difference:.1e}")
    assert difference < CLOSE


def test_a_precipitated_course_is_the_same_in_python_and_in_the_page(page: Page) -> None:
    chance, runs = random.Random(5), 200
    inputs, ours = [], []
    for _ in range(runs):
        drug, rival, use = chance.choice(withdrawal.DRUGS), chance.choice(withdrawal.RIVALS), chance.randint(1, 30)
        at, until = chance.uniform(0, 60), chance.uniform(0, 72)
        moments = withdrawal.precipitated_course(use, at, until, drug, rival, step_hours=0.25)
        ours.append(summary([(m.hours, m.drive_fraction, m.fast_fraction, m.withdrawal) for m in moments]))
        inputs.append([use, at, until, tolerance.tolerance_parameters(drug),
                       withdrawal.precipitated_parameters(drug, rival)])  # fmt: skip
    theirs = in_page(
        page,
        f"""([use, at, until, alone, p]) => {{
          {SUMMARY}
          const [level, fast] = as.tolerance_course.toleranceCourse(use, 0, alone).rows.at(-1)[1];
          const events = [{{ at, add: [0, 0, p.rival_level] }}];
          const rates = as.models.precipitated_rates;
          const rows = as.stepper.steps(rates, [level, fast, 0], [], p, events, until, 0.25);
          return summary(rows.map(([hours, [level, fast, rival]]) => {{
            const drive = as.models.drive_beside_rival(level, rival, p.rival_activity, p);
            return [hours, drive, fast, Math.max(0, fast - drive)];
          }}));
        }}""",
        inputs,
    )
    difference = largest_difference(ours, theirs)
    print(f"\n{runs} courses: {difference:.1e}")
    assert difference < CLOSE


def random_events(
    chance: random.Random, until: float, jump: Callable[[random.Random], tuple[float, ...]]
) -> list[tuple[float, tuple[float, ...], tuple[float, ...] | None]]:
    """Up to eight moments, each with a jump, with new inputs, with both or with neither."""
    return [
        (
            chance.choice([0, until, chance.uniform(0, until), chance.uniform(0, until)]),
            chance.choice([(), jump(chance)]),
            chance.choice([None, (chance.random(),)]),
        )
        for _ in range(chance.randint(0, 8))
    ]


PLANNED = """const planned = events.map(([at, add, inputs]) =>
  ({ at, add: add.length ? add : undefined, inputs: inputs ?? undefined }));"""


def test_the_stepper_is_the_same_with_changing_inputs(page: Page) -> None:
    def filling(state, inputs, p):  # type: ignore[no-untyped-def]
        return (inputs[0] - p["out"] * state[0],)

    chance = random.Random(3)
    inputs = [
        (chance.random(), random_events(chance, 20, lambda c: (c.random(),)), chance.uniform(0.1, 3), chance.random())
        for _ in range(RUNS)
    ]
    ours = [
        steps(filling, (0,), (first,), {"out": out}, [Event(*one) for one in events], 20, step)
        for first, events, step, out in inputs
    ]
    theirs = in_page(
        page,
        f"""([first, events, step, out]) => {{
          const rates = (state, inputs, p) => [inputs[0] - p.out * state[0]];
          {PLANNED}
          return as.stepper.steps(rates, [0], [first], {{ out }}, planned, 20, step);
        }}""",
        inputs,
    )
    difference = largest_difference(ours, theirs)
    print(f"\n{RUNS} courses, every moment: {difference:.1e}")
    assert difference < CLOSE


def a_use_or_a_spray(chance: random.Random) -> tuple[float, ...]:
    part = chance.choice([breathing.PLASMA, breathing.NOSE])
    much = chance.uniform(0, 100) if part == breathing.PLASMA else 1.0
    return tuple(much if at == part else 0.0 for at in range(len(breathing.RESTING)))


def test_the_states_of_the_breathing_model_are_the_same_at_random_settings(page: Page) -> None:
    chance, runs, until = random.Random(6), 60, 900
    inputs = []
    for _ in range(runs):
        p = breathing.breathing_parameters(chance.random() < 0.5, chance.choice(("fentanyl", "carfentanil")))
        p = {name: value * chance.uniform(0.8, 1.25) for name, value in p.items()}
        inputs.append(((chance.random(),), random_events(chance, until, a_use_or_a_spray), p, chance.uniform(0.5, 1)))
    ours = [
        steps(breathing.breathing_rates, breathing.RESTING, first, p, [Event(*one) for one in events], until, step)
        for first, events, p, step in inputs
    ]
    theirs = in_page(
        page,
        f"""([first, events, p, step]) => {{
          {PLANNED}
          return as.stepper.steps(as.models.breathing_rates, Array(12).fill(0), first, p, planned, {until}, step)
            .filter((_, at) => at % 50 === 0);
        }}""",
        inputs,
    )
    difference = largest_difference([rows[::50] for rows in ours], theirs)
    print(f"\n{runs} courses, every fiftieth moment: {difference:.1e}")
    assert difference < CLOSE


def test_a_breathing_course_and_where_it_crosses_a_level_are_the_same(page: Page) -> None:
    chance, runs, levels = random.Random(7), 100, (0.3, 0.5, 0.7, 0.9)
    inputs, ours, found = [], [], 0
    for _ in range(runs):
        tolerant, opioid = chance.random() < 0.5, chance.choice(("fentanyl", "carfentanil"))
        amounts, an_hour = chance.uniform(0, 5), chance.choice([0, chance.uniform(0, 2)])
        sprays = [chance.uniform(0, 25) for _ in range(chance.randint(0, 5))]
        moments = breathing.breathing_course(amounts, sprays, 30, tolerant, opioid, arriving_an_hour=an_hour)
        shown = [(m.minutes, m.held_fraction, m.held_by_naloxone_fraction, m.breathing_fraction) for m in moments]
        crossings = [breathing.crossing_minutes(moments, level) for level in levels]
        found += sum(map(len, crossings))
        ours.append([summary(shown), crossings])
        p = breathing.breathing_parameters(tolerant, opioid)
        inputs.append({"amount": amounts, "sprays": sprays, "untilMinutes": 30, "p": p, "arrivingAnHour": an_hour})
    theirs = in_page(
        page,
        f"""(settings) => {{
          {SUMMARY}
          const moments = as.breathing_course.breathingCourse(settings);
          const shown = moments.map((m) => [m.minutes, m.held, m.heldByNaloxone, m.breathing]);
          return [summary(shown), {list(levels)}.map((level) => as.breathing_course.crossingMinutes(moments, level))];
        }}""",
        inputs,
    )
    difference = largest_difference(ours, theirs)
    print(f"\n{runs} courses, {found} crossings: {difference:.1e}")
    assert found > runs and difference < CLOSE
