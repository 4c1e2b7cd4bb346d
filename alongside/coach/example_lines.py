"""Lines to try the coach on: what somebody says, and what one could answer, well and less well."""

HEARD = "I've been sick since last night, and everyone tells me to toughen up."
LINES = (
    "You've been sick all night, and instead of help you get told to be stronger.",
    "Have you been drinking enough water?",
    "What would make the next hour a bit easier?",
    "You should really go to the clinic. They have medicine for that, you know.",
    "When I was sick like that, I thought it would never end.",
    "Everyone tells you to toughen up.",
    "You still came down here today. It's up to you what we do next.",
    "Could I tell you what I know about the clinic on Elm Street?",
    "Well, you knew this would happen when you ran out.",
)
