"""Questions that lean on the one before: which do, and what is meant by a name in front of one."""

from __future__ import annotations

import re

from bot.answers.people import PRONOUNS, Known
from bot.answers.words import content_words, fold

WHAT_ABOUT = re.compile(r"^(?:and |so |but )*(?:what about|how about|about|and)\s+(?:about\s+)?(?P<y>.+)$", re.I)
OWN = re.compile(
    r"(?:what|who|whom|whose|when|where|why|which|how|did|does|do|is|are|was|were|will|would|has|have|can|could)\b",
    re.I,
)
IT = re.compile(r"\b(?:it|its|they|their|that|this|these|those|there|he|she|his|her)\b", re.I)
FEW = 1
"""Words up to which a question with "it" leans on the one before."""


def points_back(text: str) -> bool:
    """Whether a question asks of what was spoken of before: "when was that?", "and Holm?", "why?"."""
    plain = " ".join(text.split())
    return bool(_refers(plain) or WHAT_ABOUT.match(plain)) or len(content_words(plain)) <= FEW


def _refers(text: str) -> bool:
    """It holds a word for somebody or something that was named before."""
    return not PRONOUNS.isdisjoint(fold(text).replace("?", " ").replace(",", " ").split()) or bool(IT.search(text))


def leans(text: str) -> bool:
    """Whether a question may take over something from those before it; one that cannot need not know them."""
    return points_back(text) or len(content_words(text)) <= FEW + 1


def may_stand_alone(text: str) -> bool:
    """Whether a question that leans may as well be on something else: "how many jobs are at risk?"."""
    lead = WHAT_ABOUT.match(text)
    own = lead["y"] if lead else text
    return leans(text) and not _refers(own) and len(content_words(own)) > FEW


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
