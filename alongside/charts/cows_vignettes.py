"""Four people to practice the withdrawal scale with: what you meet, and what our key gives for each sign and why.

The key is ours, to be confirmed by a clinician. The people are those of ``lessons/people.yml``.
"""

from __future__ import annotations

from typing import NamedTuple


class Vignette(NamedTuple):
    """One meeting: ``story`` in paragraphs, ``key`` as item id -> (points, why), ``handover`` in plain words."""

    id: str
    name: str
    story: tuple[str, ...]
    key: dict[str, tuple[int, str]]
    handover: str


DANA = Vignette(
    "dana", "Dana",
    ("Dana, 34, comes straight from her night shift. She last used yesterday evening and has sat with you for a "
     "quarter of an hour. A nurse counts 104 beats a minute. Her face is flushed and damp, though the room is cool.",
     "She stays on her chair, but her legs are never still. Her pupils are clearly wide under the bright lamp. “Even "
     "my elbows hurt, badly,” she says. Her nose runs and her eyes water. She feels sick and has not thrown up; "
     "she drinks tea in small sips.",
     "When you take her hand you feel a fine shake that you cannot see. She breathes as usual. She has yawned five "
     "times. She jokes, bites her nails, and anyone can see how tense she is. The skin of her arms is smooth."),
    {"pulse": (2, "104 at rest lies between 101 and 120."),
     "sweating": (2, "Flushed and damp, in a cool room. No drops yet."),
     "restlessness": (3, "Her legs move all the time, yet she can stay on the chair."),
     "pupils": (2, "Clearly wide in bright light; more than a rim of color is left."),
     "aches": (2, "She says it hurts badly. She does not rub or get up for it."),
     "nose-and-eyes": (2, "Nose runs, eyes water. Not all the time, no tears down the cheeks."),
     "gut": (2, "Nausea without vomiting."),
     "tremor": (1, "You feel it and cannot see it."),
     "yawning": (2, "Five times is three or more, and not several a minute."),
     "anxiety": (2, "It can be seen. She still talks with you."),
     "gooseflesh": (0, "Smooth skin. The step below “can be felt” is 0; there is no 1 or 2.")},
    "Dana, 34, last used yesterday evening. She sweats, her legs will not rest, her nose runs, she feels sick and "
    "aches all over. She is awake, breathes well and drinks small sips. She would like to be seen before her next "
    "shift.",
)  # fmt: skip
SAM = Vignette(
    "sam", "Sam",
    ("Sam, 27, ran for the bus and drops into the chair. The nurse counts 124 at once. After ten quiet minutes it is "
     "76. His shirt is wet from the run; half an hour later his face is dry and he is neither hot nor cold.",
     "He took his methadone this morning as on every day. He sits still. His pupils are small. Nothing hurts. His nose "
     "has been running for three days, and everyone in his house has the same cold.",
     "He eats a sandwich while you talk. His hands are steady. He has yawned once. He says that he gets more nervous "
     "by the hour: an interview at four. His arms are smooth."),
    {"pulse": (0, "The scale asks for the pulse at rest. 124 was the run; 76 is his."),
     "sweating": (0, "The sweat came from running. In the last half hour there was none."),
     "restlessness": (0, "He sits still."),
     "pupils": (0, "Small pupils fit an opioid that acts. They never count as withdrawal."),
     "aches": (0, "Nothing hurts."),
     "nose-and-eyes": (0, "A cold does not count."),
     "gut": (0, "He eats."),
     "tremor": (0, "Steady hands."),
     "yawning": (1, "Once. It counts, whatever the reason may be."),
     "anxiety": (1, "He says it is growing. The scale does not ask why."),
     "gooseflesh": (0, "Smooth skin.")},
    "Sam, 27, took his methadone this morning. He ran for the bus, has a cold, yawned once and is nervous. He is "
    "awake, eats and sits still. He would like to be on time for an interview at four.",
)  # fmt: skip
ROSA = Vignette(
    "rosa", "Rosa",
    ("Rosa, 58, takes opioids for her back as her doctor wrote them. Over the long weekend her pharmacy was closed. "
     "Her last tablet was yesterday morning. She has been sitting in the waiting room for a while; the nurse counts "
     "88.",
     "She has chills, she says; her face is dry. She sits upright and tells you that it costs her an effort. Her "
     "pupils are as wide as yours. Her back hurts as on every page of her diary. New since last night: a mild ache in "
     "both legs.",
     "Her nose is stuffy since yesterday; she has no cold. Cramps come and go, and she eats her soup and drinks "
     "her tea. Her hands are steady. She yawned twice and excused herself. She says she is more on edge by the hour. "
     "Her arms are smooth."),
    {"pulse": (1, "88 lies between 81 and 100."),
     "sweating": (1, "She says chills; nothing can be seen."),
     "restlessness": (1, "It is hard for her, and she does sit still."),
     "pupils": (0, "Usual for the light."),
     "aches": (1, "Only the new ache in her legs counts. Her back is the pain she had before."),
     "nose-and-eyes": (1, "Stuffy, and no cold to explain it."),
     "gut": (1, "Cramps."),
     "tremor": (0, "Steady hands."),
     "yawning": (1, "Twice."),
     "anxiety": (1, "She says it is growing; it cannot be seen."),
     "gooseflesh": (0, "Smooth skin.")},
    "Rosa, 58, takes opioids as prescribed; the pharmacy was closed and her last tablet was yesterday morning. She has "
    "chills, cramps, a stuffy nose and new aches in her legs. She eats and drinks. She would like her prescription "
    "filled today, and to be believed.",
)  # fmt: skip
WALT = Vignette(
    "walt", "Walt",
    ("Walt, 50, has not used since the night before last. He waits outside the clinic in a cold wind. When he sits for "
     "a minute the nurse counts 112. Drops stand on his forehead all the same.",
     "He sits, stands, sits again, no longer than a few seconds each. In bright daylight his pupils are clearly wide. "
     "His old shoulder hurts as always, but it is his knees and thighs that he rubs as he walks up and down. His nose "
     "runs and his eyes water. In the last half hour he was sick three times, and no water stays down.",
     "His hands shake a little when he holds them out; you can see it. He yawned four times. He snaps at the door, "
     "then says sorry. The hair on his arms stands up. He answers every question and breathes as usual."),
    {"pulse": (2, "112 lies between 101 and 120."),
     "sweating": (3, "Drops on the forehead, and the wind is cold."),
     "restlessness": (5, "No longer than a few seconds in one place."),
     "pupils": (2, "Clearly wide in daylight; more than a rim of color is left."),
     "aches": (4, "He rubs knees and thighs and cannot sit still. The shoulder is not counted."),
     "nose-and-eyes": (2, "Nose runs, eyes water, not all the time."),
     "gut": (5, "Sick three times in half an hour."),
     "tremor": (2, "A little, and you can see it."),
     "yawning": (2, "Four times: three or more."),
     "anxiety": (2, "It can be seen. He still answers every question."),
     "gooseflesh": (3, "Hairs stand up on the arms.")},
    "Walt, 50, last used the night before last. He was sick three times in half an hour and keeps no water down, so "
    "please see him today. He sweats, aches and cannot sit still. He is awake and breathes well. He would like to be "
    "fit to take his boat out.",
)  # fmt: skip
VIGNETTES = (DANA, SAM, ROSA, WALT)
