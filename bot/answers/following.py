"""Questions that lean on the one before: which do, and what is meant by a name in front of one."""

from __future__ import annotations

import re

from bot.answers.lexicon import JUDGING, SAID_VERBS
from bot.answers.people import PRONOUNS, Known
from bot.answers.words import content_words, fold
from bot.model import Answer, Verdict

WHAT_ABOUT = re.compile(r"^(?:and |so |but )*(?:what about|how about|about|and)\s+(?:about\s+)?(?P<y>.+)$", re.I)
OWN = re.compile(
    r"(?:what|who|whom|whose|when|where|why|which|how|did|does|do|is|are|was|were|will|would|has|have|can|could)\b",
    re.I,
)
IT = re.compile(r"\b(?:it|its|they|their|that|this|these|those|there|he|she|his|her)\b", re.I)
FEW = 1
"""Words up to which a question with "it" leans on the one before."""
AHEAD = 0.3
"""How much surer an answer must be that is found without what was asked before, where a word points back to that."""
SURE = 0.8
"""How sure, where nothing was found with it."""
_BE = r"(?:is|are|was|were|be|been|will|would|has|have|had|can|could|may|might)"
_SAYING = "|".join(sorted({*SAID_VERBS, *JUDGING}))
_OF_SPEECH = re.compile(rf"\b(?:{'|'.join(sorted(JUDGING))})\b", re.I)
_POINTS_NOWHERE = re.compile(
    "|".join(
        (
            rf"\b{_BE}(?:n['’]t)? there(?= \w)|\bthere {_BE}\b",  # is there a plan
            r"\b(?:does|did|will|would) it (?:take|cost)\b(?=.* to\b)",  # how long does it take to …
            r"\b(?:is|was) it (?:true|possible|likely|legal|safe|clear|known|right|fair)(?: that\b|\b(?=.* to\b))",
            r"\bth(?:is|ese) (?:week|weekend|month|quarter|season|year|morning|afternoon|evening|days)\b",
            r"\bthis (?:spring|summer|autumn|fall|winter)\b",
            rf"\b(?:{_SAYING}|told \w+|tells \w+|sure|true|likely) that(?= \w+ \w)",  # who said that the mill …
            r"\b(?:the|a|an|any|every|some) \w+ that(?= \w)",  # the firm that …
        )
    ),
    re.I,
)
_NAMED = re.compile(r"(?<= )[A-Z][\w’'-]+|\b(?:[Tt]he|[Aa]n?|[Aa]ny|[Ee]very|[Ss]ome|[Nn]o|[Aa]nother) [\w’'-]+")
_SOMEBODY = re.compile(r"\b(?:he|she|it|they|his|its|their|her(?= \w))\b", re.I)


def points_back(text: str) -> bool:
    """Whether a question asks of what was spoken of before: "when was that?", "and Holm?", "why?"."""
    plain = " ".join(text.split())
    return bool(_refers(plain) or WHAT_ABOUT.match(plain)) or len(content_words(plain)) <= FEW


def _refers(text: str) -> bool:
    """It holds a word for somebody or something that was named before."""
    bare = _POINTS_NOWHERE.sub(" ", text)
    return not PRONOUNS.isdisjoint(fold(bare).replace("?", " ").replace(",", " ").split()) or bool(IT.search(bare))


def leans(text: str) -> bool:
    """Whether a question may take over something from those before it; one that cannot need not know them."""
    return points_back(text) or len(content_words(text)) <= FEW + 1


def sure_alone(text: str, reply: Answer) -> float | None:
    """How sure an answer to a question by itself must be to stand for `reply`, found with what was asked before.

    None where the question is not to be asked by itself. One without a word that points back ("how many jobs are at
    risk?"), or with the name that it means ("does Holm like her boss?"), may be on something else: the surer counts.
    """
    found = reply.verdict is Verdict.ANSWERED
    if not leans(text):
        return None
    if not _is_bound(text):
        return reply.confidence if found else 0.0
    if _OF_SPEECH.search(text):  # by itself "what did he say to that?" asks for anything somebody said
        return None
    needed = reply.confidence + AHEAD if found else SURE
    return needed if needed < 1 else None


def _is_bound(text: str) -> bool:
    """Whether a word of it points back to something that the question itself does not name."""
    bare = _POINTS_NOWHERE.sub(" ", " ".join(text.split()))
    if WHAT_ABOUT.match(bare):
        return True
    named = _NAMED.search(bare)
    return _refers(bare[: named.end()] + _SOMEBODY.sub(" ", bare[named.end() :]) if named else bare)


_FRONTED = re.compile(
    r"^(?:(?:and|but|so|ok|okay|well|thanks)\b,? )*(?P<x>[^,?:–—]{2,60}?)(?:[,:]| [-–—]) "
    r"(?P<y>(?:(?:what|whom|who|why|when|where|which|how)(?: \w+){0,2} )?"
    r"(?:did|does|do|is|are|was|were|will|would|has|have|had|can|could|should)) (?:he|she|they)\b(?P<z>.*)$",
    re.I,
)
_DEFINITE = re.compile(r"(?:the|our) ", re.I)


def unfronted(text: str, known: Known) -> str:
    """What is meant by "and Paki, does she suspect them", where Paki is quoted: "does Paki suspect them"."""
    found = _FRONTED.match(text)
    if found is None:
        return text
    name = found["x"]
    meant = known.roles.meant(name) if _DEFINITE.match(name) else known.names.meant(name, near=False)[0]
    return f"{found['y']} {name}{found['z']}" if meant else text
