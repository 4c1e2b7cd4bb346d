"""Notices words that suggest the writer themself is in danger, so that the page can show crisis lines at once.

Nothing is stored and nobody is told. It looks for what a person says of themselves, now: not what they give back to
the person in a scene ("you want to die"), what somebody else says, what lies years back, or a figure of speech. It
misses some and stops at some that are harmless; the page only ever shows where to find people to talk to.
"""

from __future__ import annotations

import re


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_I_WANT = (r"\bi (?:(?:really|just|do|honestly|still|also|kind of|sort of) )*"
           r"(?:want|wanna|wish|need|plan|intend|hope)(?: to| i (?:was|were|could))? (?:just )?")
_SELF_HARM = r"\b(?:kill|hang|shoot|drown|harm|hurt|cut)(?:t?ing|ing|ling)? myself\b"
_ABOUT_DYING = r"(?:suicide|dying|ending it|not being here|killing myself)"

_DANGER = _any_of(
    rf"{_I_WANT}(?:die\b|be dead|dead|end (?:it|my life|things|everything)|(?:not|never) wake up)",
    rf"{_I_WANT}(?:disappear (?:forever|for good)|overdose|go to sleep and (?:not|never))",
    r"\bi (?:want|wanna|wish) (?:it|everything|my life|this) (?:(?:to|would) (?:be over|end)|(?:were|was) over)",
    r"\bi(?:'d| would) (?:rather|sooner) (?:be dead|die)\b",
    _SELF_HARM,
    r"\b(?:end|ending|take|taking) my (?:own )?life\b",
    rf"\bi(?:'m| am|'ve| have)? (?:been |keep )?(?:thinking|think|thought|had thoughts) (?:about|of) {_ABOUT_DYING}",
    r"\bi(?:'m| am| feel| felt| get)? (?:\w+ )?suicidal\b",
    r"\bi (?:don't|do not|dont|no longer) (?:\w+ )?(?:want|wanna|care)(?: to| if i)? "
    r"(?:be (?:here|alive)|live|exist|wake up|go on living)",
    r"\bi (?:can't|cannot|cant) (?:\w+ )?(?:go on|do this any ?more|live like this|keep living|carry on)\b",
    r"\b(?:i(?:'ve)?(?: have| got| see)*|there(?:'s| is)) (?:nothing|no reason|no point)(?: left)? "
    r"(?:to live|in living)",
    r"\bi(?:'ve)?(?: have)? (?:got )?nothing left\b",
    r"\b(?:better off|happier) (?:without me|if i (?:was|were|wasn't|weren't) (?:dead|gone|here))",
    r"\b(?:nobody|no one|no-one) would (?:\w+ )?(?:miss me|notice if i)",
    r"\bi(?:'m| am) (?:gonna|going to) (?:end it|die tonight|do it tonight|overdose|take (?:them all|everything))",
    r"\bi (?:just )?(?:took|swallowed|have taken|'ve taken) "
    r"(?:too many|all (?:of )?(?:my|the|them)|a (?:whole )?bottle)",
    r"\bi(?:'ve| have)? (?:just )?overdosed\b",
    r"\bi(?:'ve| have) written (?:my|a) (?:goodbye|note)\b",
    r"\bi(?:'m| am) (?:not safe|in danger|afraid of what i(?:'ll| will| might) do)\b",
    r"\b(?:s?he|my \w+) (?:is going to|will|wants to|is gonna|threatened to|tried to) kill me\b",
)
_SOMEBODY_ELSE = _any_of(
    r"\b(?!i\b)\w+ (?:\w+ )?(?:said|says?|told|tells|felt|feels?|thinks?|thought|wrote|texted|asked|meant|means)\b",
    r"\b(?:it|that) sounds?\b|\byou (?:sound|seem|want|wish|don't want|feel)\b|\bpart of you\b",
    r"\b(?:are|were|have|do|did) you\b",
    r"\b(?:if|when) (?:someone|somebody|anyone|a person|people)\b",
)
_LONG_AGO = _any_of(
    r"\b(?:years?|months|decades?|long time) ago\b|\bused to\b|\bback (?:then|when)\b|\bin (?:19|20)\d\d\b",
    r"\bas a (?:kid|teen|teenager|child)\b|\bwhen i was\b|\bat my (?:lowest|worst)\b|\bfor years i\b",
    r"\bonce (?:wanted|tried)\b",
)
_FIGURE_OF_SPEECH = _any_of(
    r"\bto die (?:laughing|of (?:laughter|embarrassment|boredom|shame|heat))",
    r"\bkilling myself (?:laughing|at work|over|for|with work|to (?:get|finish))",
    r"\b(?:hurt|hurting) myself (?:at (?:work|the gym)|on|playing|lifting|running|when i fell)\b",
    r"\b(?:cut|cutting) myself (?:on|while|shaving|cooking|off|short|some slack|with the kitchen|a (?:break|slice))\b",
    r"\bshoot(?:ing)? myself in the foot\b|\bdisappear for a (?:bit|while|week|day)\b",
    r"\bcan(?:'t|not) go on (?:\w+day|holiday|vacation|leave|the trip|that trip)\b",
    r"\b(?:don't|dont|never) (?:want to |wanna )?(?:kill|hurt|harm|cut) myself\b",
    r"\bnot (?:feeling )?suicidal\b|\bnot (?:going to|gonna|thinking (?:about|of)|planning to)\b",
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_PIECE = re.compile(r"[^.!?;\n]+[.!?;\n]?")


def suggests_danger(text: str) -> bool:
    """Return whether something in ``text`` suggests that its writer is in danger now."""
    plain = _QUOTED.sub(" … ", text).replace("’", "'")
    return any(
        _DANGER.search(piece)
        and not (_SOMEBODY_ELSE.search(piece) or _LONG_AGO.search(piece) or _FIGURE_OF_SPEECH.search(piece))
        for piece in _PIECE.findall(plain)
    )
