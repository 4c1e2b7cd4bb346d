"""What the coach looks at in a sentence: its words, how it begins and ends, and what it shares with the other's words.

A feature has a name a person can read (“begins: do you”), so that a weight can be shown and argued with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from alongside.coach.sentences import words


def _list(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEADS = _list("okay ok so well and but yeah yes right alright all now then oh hmm mm mm-hmm uh-huh sure because"
              " like no ah")
"""Small words before a sentence proper begins."""
NODS = LEADS | _list("good great fine gotcha exactly absolutely mhm huh wow really true cool i see yep yup nice"
                     " of course perfect awesome oh-huh definitely")
_ASKING = _list("what how when where who which why whose")
_FOR_A_FACT = _list("when where who which whose")
_MEASURES = _list("many much long often old far time day kind of number")
_HELPING = _list("do did does are is was were can could would will have has had should may might am don't didn't"
                     " isn't aren't wasn't weren't can't couldn't wouldn't won't haven't shouldn't doesn't")
_SMALL = _list("""
a an and are as at be but by do does did for from has have had he her him his how i if in is it its it's me my not of
on one or our she so than that the their them they this to up us was we were what when which who will with you your i'm
you're that's don't just like really know think get got go going been there then well yeah okay um oh no yes right some
about out all can could would want said say i've i'll""")
_LENGTHS = ((1, "1 word"), (2, "2 words"), (4, "3 or 4 words"), (8, "5 to 8 words"), (15, "9 to 15 words"),
            (30, "16 to 30 words"))


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _content(tokens: Sequence[str]) -> set[str]:
    return {_stem(token) for token in tokens if token not in _SMALL and token != "?"}


def _shared(tokens: Sequence[str], client: str) -> Iterator[str]:
    said, heard = _content(tokens), _content(words(client))
    shared = len(said & heard)
    if not said:
        yield "shares: nothing to share"
    elif not shared:
        yield "shares: no word"
    else:
        yield f"shares: {'most' if shared / len(said) >= 0.5 else 'some'} words"


def _heard(client: str) -> Iterator[str]:
    heard = [token for token in words(client) if token != "?"]
    yield f"they said: {'nothing' if not heard else 'a word or two' if len(heard) < 4 else 'more'}"
    if client.rstrip().endswith("?"):
        yield "they asked"


def proper(tokens: Sequence[str]) -> list[str]:
    """Return the words after the small ones a sentence may lead in with."""
    start = 0
    while start < len(tokens) and tokens[start] in LEADS:
        start += 1
    return list(tokens[start:])


def _shape(core: Sequence[str]) -> str:
    first, second = [*core[:2], "", ""][:2]
    if first in _FOR_A_FACT or (first in _ASKING and second in _MEASURES):
        return "who/when/how many"
    if first in _ASKING:
        return "what/how"
    if first in _HELPING:
        return "do/is/can"
    return "you" if first.startswith("you") else "i" if first.startswith("i") else "other"


def features(sentence: str, client: str = "") -> list[str]:
    """Return the names of what is there, each once; ``client`` is what the other person said before."""
    tokens = words(sentence)
    spoken = [token for token in tokens if token != "?"]
    core = [token for token in proper(tokens) if token != "?"]
    found = [f"word: {token}" for token in spoken]
    found += [f"words: {first} {second}" for first, second in pairwise(spoken)]
    found += [f"words: {first} … {third}" for first, third in zip(spoken, spoken[2:], strict=False)]
    found += [f"begins: {' '.join(core[:many])}" for many in (1, 2, 3) if len(core) >= many]
    found += [f"leads in: {spoken[0]}"] if spoken and spoken[0] in LEADS else []
    found.append(f"shape: {_shape(core)}{' …?' if tokens[-1:] == ['?'] else ''}")
    found.append("length: " + next((name for most, name in _LENGTHS if len(spoken) <= most), "over 30 words"))
    if spoken and all(token in NODS for token in spoken):
        found.append("only a nod")
    if tokens[-1:] == ["?"]:
        found.append("ends: ?")
        found += [f"ends: {spoken[-1]}?"] if spoken else []
        if any(token in _ASKING for token in core[1:]):
            found.append("asks inside: ?")
    found += _shared(spoken, client)
    found += _heard(client)
    return sorted(set(found))
