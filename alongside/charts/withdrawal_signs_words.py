"""The words of the body map: what one may see, what the person may say, what it is not; and what to tell apart."""

from __future__ import annotations

from typing import Any, NamedTuple

CONFIRM = "To be confirmed by a clinician."
URGENT = (
    "Cannot be woken and breathing is slow, gurgling or absent: act now. Call, give naloxone, breathe for the person, "
    "stay. If you are unsure, treat it as an overdose. “Need help now?” at the top of the page has the numbers."
)
NOTE = (
    "People differ: nobody shows every sign, and no single sign decides. The eleven signs follow the Clinical Opiate "
    "Withdrawal Scale (Wesson and Ling 2003), in our own words. What a person may say and what a sign is not are "
    "general knowledge: to be confirmed by a clinician."
)
TITLE = "Withdrawal or overdose? Signs on the body"


class Sign(NamedTuple):
    """One sign on the body; ``tag`` is its short name in the picture, ``best`` whether it helps most."""

    id: str
    tag: str
    name: str
    see: str
    say: str
    is_not: str
    best: bool = False


WITHDRAWAL = (
    Sign("pulse", "Fast pulse", "Fast pulse",
         "at rest the heart beats faster than usual. A peer need not count it.",
         "My heart is racing.",
         "stairs, fever, fear or a stimulant can do the same."),
    Sign("sweating", "Sweating", "Sweating",
         "a damp or flushed face, drops on the forehead, chills.",
         "I am hot and cold at once.",
         "a warm room or a run can do the same."),
    Sign("restlessness", "Restlessness", "Restlessness",
         "legs and arms that will not stay still, getting up again and again.",
         "I want to crawl out of my skin.",
         "it is not rudeness or boredom, and a stimulant can do the same."),
    Sign("pupils", "Wide pupils", "Wide pupils",
         "the black of the eye is wide, also in a bright room.",
         "The light hurts my eyes.",
         "very small pupils are no sign of withdrawal; dim light and some medicines widen pupils too."),
    Sign("aches", "Aches", "Aches",
         "rubbing knees, back or legs.",
         "My bones hurt.",
         "an old pain from before does not count, and the flu aches too."),
    Sign("nose-and-eyes", "Runny nose,\nwet eyes", "Runny nose, wet eyes",
         "sniffing, a running nose, tears without crying.",
         "My nose will not stop.",
         "a cold or an allergy can do the same, and tears may be tears."),
    Sign("gut", "Upset gut", "Upset gut",
         "holding the belly, nausea, vomiting, many trips to the toilet.",
         "Nothing stays down.",
         "someone who keeps nothing down needs medical care today, whatever the cause."),
    Sign("tremor", "Shaking\nhands", "Shaking hands",
         "a fine shake when the hands are held out.",
         "I cannot hold the cup.",
         "shaking after stopping alcohol or sedatives can be dangerous: that needs a doctor at once."),
    Sign("yawning", "Yawning", "Yawning",
         "yawn after yawn, though the person is wide awake.",
         "I cannot stop yawning and I cannot sleep.",
         "it is not drifting off: a person in withdrawal can be woken."),
    Sign("anxiety", "Worry", "Worry or irritability",
         "a tight face, short answers, tears close by.",
         "Everything gets on my nerves.",
         "it is not bad character, and it may have other reasons: ask."),
    Sign("gooseflesh", "Gooseflesh", "Gooseflesh",
         "small bumps on the arms, hair standing up.",
         "I am freezing.",
         "a cold room can do the same."),
)  # fmt: skip
OVERDOSE = (
    Sign("waking", "Cannot be\nwoken", "Cannot be woken",
         "no answer to a loud voice, a shake or a firm rub on the breastbone.",
         "Nothing, or a mumble that fades.",
         "it is not deep sleep: a sleeping person wakes.", best=True),
    Sign("breathing", "Breathing", "Slow breathing, or none",
         "slow, shallow or irregular breaths, or none. Usual is about one full breath every 3 to 5 seconds.",
         "Nothing.",
         "a gasp now and then is not breathing.", best=True),
    Sign("gurgling", "Gurgling", "Gurgling or heavy snoring",
         "a gurgle, a choking sound or a heavy snore in someone who cannot be woken.",
         "Nothing: this is a sound, no answer.",
         "it is not sleep."),
    Sign("lips", "Lips, nails", "Lips and nails",
         "lips or nails look blue, purple, gray or ashen. On darker skin look for gray or ashen. Look inside the lips "
         f"and at the nail beds too. {CONFIRM}",
         "Nothing.",
         "usual color does not mean all is well; it changes late."),
    Sign("pupils", "Very small\npupils", "Very small pupils",
         "often tiny, but not always.",
         "Nothing.",
         "pupils alone never decide: small ones are seen in people who are in no danger, and some overdoses do not "
         "have them. Never wait to check them."),
    Sign("skin", "Cold, damp\nskin", "Cold, damp skin",
         "skin feels cold and clammy.",
         "Nothing.",
         "withdrawal makes skin damp too. Wake the person and look at the breathing."),
    Sign("limp", "Limp body", "Limp body",
         "arms and legs are heavy and loose. With fentanyl jaw or chest may be stiff.",
         "Nothing.",
         "it is not being relaxed: try to wake the person."),
)  # fmt: skip
BODIES = {"withdrawal": WITHDRAWAL, "overdose": OVERDOSE}


class Row(NamedTuple):
    """One line of the comparison; ``confirm`` says that part of it is general knowledge."""

    feature: str
    withdrawal: str
    overdose: str
    best: bool = False
    confirm: bool = False


ROWS = (
    Row("Awake?", "Awake, restless, cannot sleep", "Cannot be woken, or drifts off and does not answer", best=True),
    Row("Breathing", "Usual or a little fast, yawning", "Slow, shallow, gurgling or stopped", best=True, confirm=True),
    Row("Pupils", "Wide", "Often very small. Never decide by them"),
    Row("Skin", "Sweat, chills, gooseflesh, flushed", "Pale, blue, gray or ashen; cold and damp"),
    Row("Nose and eyes", "Running", "No change", confirm=True),
    Row("Gut", "Cramps, nausea, vomiting, diarrhea", "May vomit without waking: danger of choking", confirm=True),
    Row("Muscles", "Aches, twitches, shaking", "Limp; jaw or chest may be stiff with fentanyl", confirm=True),
    Row("When", "Hours to days after the last use; minutes after naloxone",
        "Minutes to a few hours after a use", confirm=True),
    Row("Main danger", "A return to use after tolerance has fallen; losing fluids; despair",
        "No oxygen: brain injury or death in minutes", confirm=True),
    Row("First thing to do", "Comfort, fluids, a look at red flags, help to get care today, naloxone at hand",
        "Call, naloxone, breathe for the person, stay", confirm=True),
)  # fmt: skip

CHOICES = [
    {"id": "withdrawal", "text": "Withdrawal"},
    {"id": "overdose", "text": "Overdose"},
    {"id": "alone", "text": "Cannot tell from this alone"},
]
SORT: list[dict[str, Any]] = [
    {"id": "yawning", "text": "Awake. Yawns again and again, has gooseflesh on both arms, asks for a blanket.",
     "fits": "withdrawal", "replies": {
         "withdrawal": "Yes. Awake and yawning with gooseflesh is withdrawal. A blanket and company are a good start.",
         "overdose": "Yawning looks like tiredness, so one may fear an overdose. But the person is awake and asks for "
                     "something. This is withdrawal.",
         "alone": "It is right to be careful. Here there is enough: awake, answering, yawning, gooseflesh. "
                  "Withdrawal."}},
    {"id": "pupils", "text": "On the phone a friend says: “Her pupils are tiny.” You hear nothing else.",
     "fits": "alone", "replies": {
         "withdrawal": "In withdrawal pupils tend to be wide. But pupils alone never decide. Ask: can you wake her? "
                       "How is she breathing?",
         "overdose": "Tiny pupils are common in an overdose, and also in people who are in no danger. Ask at once: can "
                     "you wake her? How is she breathing?",
         "alone": "Yes. Pupils alone never decide. Ask the two things that do: can you wake her? How is she "
                  "breathing?"}},
    {"id": "snoring", "text": "Asleep on the sofa. Snores with a gurgle and does not wake when shaken.",
     "fits": "overdose", "replies": {
         "withdrawal": "People in withdrawal can hardly sleep, and they wake. A gurgling snore in someone who cannot "
                       "be woken is an overdose. Act now.",
         "overdose": "Yes. A gurgling snore in someone who cannot be woken is not sleep. Act now.",
         "alone": "It could look like deep sleep. But cannot be woken, and gurgling: that is enough. Act now."}},
    {"id": "second-day", "text": "Second day without. Sweats, cannot keep the legs still, was sick twice, pupils are "
                                 "wide.",
     "fits": "withdrawal", "replies": {
         "withdrawal": "Yes. Ask about drinking: someone who keeps nothing down needs medical care today.",
         "overdose": "Being this sick looks dangerous, and it needs care. But the person moves and is awake: "
                     "withdrawal.",
         "alone": "One sign alone would not do. Four together, and awake and moving: withdrawal."}},
    {"id": "damp-skin", "text": "You touch his hand. The skin is cold and damp. You have not looked further.",
     "fits": "alone", "replies": {
         "withdrawal": "It may be the sweat of withdrawal. Cold, damp skin comes with an overdose too. Wake him, look "
                       "at his breathing.",
         "overdose": "It may be. Cold, damp skin comes with withdrawal too. Wake him, look at his breathing, now.",
         "alone": "Yes. Damp skin comes with both. Wake him, look at his breathing."}},
    {"id": "bus-stop", "text": "At the bus stop. No answer to a loud voice. Lips look gray. One breath, then a long "
                               "pause.",
     "fits": "overdose", "replies": {
         "withdrawal": "Gray lips and long pauses between breaths do not belong to withdrawal. This is an overdose. "
                       "Act now.",
         "overdose": "Yes. Cannot be woken, breathing slow. Call, naloxone, breathe for the person, stay.",
         "alone": "You need no more than this: no answer, and breathing with long pauses. Act now."}},
    {"id": "after-naloxone", "text": "Woke after naloxone, shaking and angry. Half an hour later answers less and less "
                                     "and nods off.",
     "fits": "overdose", "replies": {
         "withdrawal": "That is how it began. Now the naloxone wears off, and the person gets sleepier: the overdose "
                       "may be coming back. Call, watch each breath.",
         "overdose": "Yes. Both can follow each other in one hour. Getting sleepier after naloxone: call, watch each "
                     "breath, give naloxone again if breathing fails.",
         "alone": "Withdrawal came first, so it is confusing. Getting sleepier after naloxone is the alarm: treat it "
                  "as an overdose."}},
]  # fmt: skip
SORT_END = "All sorted. Two looks decide, and neither is the pupils: can the person be woken, and how is the breathing?"

PREDICTION = {
    "question": "Someone is in opioid withdrawal. What do the pupils most often look like?",
    "options": [
        {"id": "small", "text": "Very small, like a pin",
         "reply": "Tiny pupils are what many people learn about opioids, and that is right while an opioid acts. In "
                  "withdrawal the body swings the other way. Touch “Wide pupils” on the body."},
        {"id": "usual", "text": "As usual for the light",
         "reply": "They can be, in mild withdrawal. Most often they are wider than the light explains. Touch “Wide "
                  "pupils” on the body."},
        {"id": "wide", "text": "Wide",
         "reply": "Yes. Now switch the body to overdose and see why pupils still never decide on their own."},
    ],
    "look_for": "Touch “Wide pupils”, then switch to overdose and touch the pupils again.",
}  # fmt: skip
