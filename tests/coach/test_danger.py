"""Words that suggest the writer themself is in danger; not those of a scene, of long ago, or of a figure of speech."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.coach.danger import suggests_danger

OF_THE_WRITER = """
I want to die.
i dont want to be here anymore
I don't want to live like this.
honestly i just want to kill myself
I wish I was dead
I wish i could just not wake up
I've been thinking about suicide a lot
I'm suicidal
I feel suicidal again tonight
I am going to end it tonight
I can't go on like this anymore
Everyone would be better off without me
They'd be better off if I was gone
Nobody would even miss me
I have nothing to live for
i took too many
I just took all of my pills
I'm going to overdose on purpose
I cut myself again last night
I keep thinking about hurting myself
I want it to be over.
This is hard to write. I don't want to wake up tomorrow.
No reason left for me to live, I've got nothing left
I'm not safe at home right now
My boyfriend is going to kill me
I’d rather be dead
I tried to kill myself last week
I plan to end my life
""".strip().splitlines()

HARMLESS = """
You want to die.
It sounds like you don't want to be here anymore.
Are you thinking about killing yourself?
She said “I want to die.”
He told me he wanted to kill himself.
Part of you wants to live and part of you wants to die.
If someone says I want to die, I would stay with them.
I'm dying for a coffee.
This bus ride kills me.
I could kill for a sandwich.
I died laughing.
I'm dead tired.
My feet are killing me.
I cut myself shaving this morning.
I hurt myself at work, my back mostly.
I can't go on Tuesday, is Wednesday okay?
Ten years ago I wanted to die.
I used to think about suicide, back then.
I want to die of embarrassment.
I am shooting myself in the foot here.
Thank you for telling me. Are you safe tonight?
I hear how tired you are. What would help?
I am not suicidal, I am only tired.
I would ask plainly: do you want to kill yourself?
You feel nobody would miss you.
When a person says "I can't go on", I ask.
I would never hurt myself.
We can call the crisis line together.
I want to disappear for a week with a good book.
""".strip().splitlines()


@pytest.mark.parametrize("text", OF_THE_WRITER)
def test_what_a_writer_says_of_themself_now_is_noticed(text: str) -> None:
    assert suggests_danger(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_somebody_elses_long_ago_or_a_figure_of_speech_is_let_pass(text: str) -> None:
    assert not suggests_danger(text)


@pytest.mark.parametrize("text", OF_THE_WRITER)
def test_it_is_noticed_inside_a_longer_reply_too(text: str) -> None:
    assert suggests_danger(f"It sounds like you had a long day. What helped? {text}")


@given(st.text(max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert suggests_danger(text) in (True, False)
