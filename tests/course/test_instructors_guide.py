"""The instructor's guide names claims, commands, questions, quizzes and pages that are there, and its times add up."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from alongside.cli import parser
from alongside.course.words import word_problems

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "instructors_guide.md"
GUIDE = FILE.read_text(encoding="utf-8")
SESSIONS = dict(re.findall(r"^### Session (\d+): [^\n]+\n(.*?)(?=^##)", GUIDE, re.MULTILINE | re.DOTALL))
SLOT = re.compile(r"^- \*\*(\d+)–(\d+)\. ", re.MULTILINE)
# Ids in square brackets, one or more; a link has an address behind it, and a box to tick has no word in it.
IN_BRACKETS = re.compile(r"\[([a-z0-9]+(?:-[a-z0-9]+)*(?:,\s+[a-z0-9]+(?:-[a-z0-9]+)*)*)\](?![(`])")
COMMANDS = re.findall(r"`(alongside [^`]+)`", GUIDE)
CODE_IDS = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", GUIDE))


def claim_ids(text: str) -> list[str]:
    return [one for found in IN_BRACKETS.findall(text) for one in re.split(r",\s+", found)]


def section(title: str) -> str:
    return GUIDE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def anchors(text: str) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", title).strip().lower().replace(" ", "-") for title in titles}


def quiz_ids() -> set[str]:
    return {path.parent.name for path in ROOT.glob("source/*/quiz.yml")}


def test_every_claim_in_brackets_is_a_claim_of_the_course() -> None:
    known = {claim["id"] for claim in yaml.safe_load((ROOT / "evidence" / "claims.yml").read_text(encoding="utf-8"))}
    named = claim_ids(GUIDE)
    assert len(set(named)) >= 40
    assert not set(named) - known


def test_the_reading_of_brackets_leaves_links_and_boxes_alone() -> None:
    text = "[peer-scope,\nwho-else]. [models](models/) - [ ] [`evidence/`](x) [tolerance-model]"
    assert claim_ids(text) == ["peer-scope", "who-else", "tolerance-model"]


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_every_command_can_be_typed_as_it_stands(command: str) -> None:
    assert callable(parser().parse_args(shlex.split(command)[1:]).run)


def test_the_steps_of_handing_out_and_back_and_the_workbook_are_named() -> None:
    named = {shlex.split(command)[1] for command in COMMANDS}
    assert named >= {"kit", "collect", "grade", "feedback", "return", "workbook"}


def test_there_are_ten_sessions_in_order() -> None:
    assert [int(number) for number in SESSIONS] == list(range(1, 11))


@pytest.mark.parametrize("number", SESSIONS)
def test_a_session_has_all_its_parts(number: str) -> None:
    text = SESSIONS[number]
    for part in ("**Before.**", "**Materials.**", "**Homework.**", "**Watch for.**", " Break.**", "Pair practice",
                 "ebrief", "together"):
        assert part in text, part


@pytest.mark.parametrize("number", SESSIONS)
def test_the_minutes_of_a_session_follow_on_each_other_and_make_90_to_120(number: str) -> None:
    slots = [(int(start), int(end)) for start, end in SLOT.findall(SESSIONS[number])]
    assert slots[0][0] == 0 and 90 <= slots[-1][1] <= 120
    assert all(start < end for start, end in slots)
    assert [end for _, end in slots[:-1]] == [start for start, _ in slots[1:]]


@pytest.mark.parametrize("number", SESSIONS)
def test_the_homework_names_a_quiz_that_is_there(number: str) -> None:
    homework = SESSIONS[number].partition("**Homework.**")[2].partition("**Watch for.**")[0]
    named = set(re.findall(r"`([a-z-]+)`", homework))
    assert named and named <= quiz_ids()


def test_every_question_and_quiz_that_is_named_is_there() -> None:
    practice = {path.stem for path in ROOT.glob("practice/*.yml")}
    assert CODE_IDS & practice and not CODE_IDS - practice - quiz_ids()


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        place, _, anchor = target.partition("#")
        file = (FILE.parent / place).resolve() if place else FILE
        assert file.exists(), target
        assert not anchor or anchor in anchors(file.read_text(encoding="utf-8")), target


def test_hard_questions_are_answered_in_three_to_six_sentences_with_their_claims_at_the_end() -> None:
    answers = re.findall(r"^### (“[^\n]+”)\n\n(.*?)(?=\n\n### |\Z)", section("Hard questions").strip(), re.M | re.S)
    assert len(answers) >= 14
    for asked, answer in answers:
        last = IN_BRACKETS.search(answer)
        assert last and answer.strip().endswith(last.group()), asked
        sentences = re.findall(r"[.?!]”?(?=\s|$)", answer[: last.start()].strip())
        assert 3 <= len(sentences) <= 6, f"{asked}: {len(sentences)} sentences"


def test_what_programs_have_to_fill_in_is_blank() -> None:
    rows = re.findall(r"^\| [^|]+ \| (.+) \|$", section("Before the first session"), re.MULTILINE)[2:]
    assert len(rows) >= 8 and all(set(row) == {"_"} for row in rows)


def test_the_words_are_kind_and_no_amount_is_named() -> None:
    for paragraph in re.split(r"\n\s*\n", GUIDE):
        assert not list(word_problems(" ".join(paragraph.split()))), paragraph


def test_it_says_that_nobody_has_reviewed_it() -> None:
    assert "No clinician and no peer worker has reviewed this course or this guide" in " ".join(GUIDE.split())
    assert "../evidence/reviews/" in section("What has not been reviewed")


def test_the_hours_on_the_page_of_limits_fit_the_minutes_of_lessons_and_quizzes() -> None:
    page = " ".join((ROOT / "lessons" / "91_limits_of_this_course.md").read_text(encoding="utf-8").split())
    assert "take about nine hours" in page and "A quiz takes about forty minutes" in page
    lessons = [path for path in ROOT.glob("lessons/*.md") if int(path.name[:2]) <= 10]
    minutes = [
        int(found.group(1))
        for path in lessons
        if (found := re.search(r"^  minutes: (\d+)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    ]
    assert len(minutes) == 11 and 8.5 * 60 <= sum(minutes) <= 9.5 * 60
    quizzes = [yaml.safe_load(path.read_text(encoding="utf-8"))["minutes"] for path in ROOT.glob("source/*/quiz.yml")]
    assert 35 <= sum(quizzes) / len(quizzes) <= 45
