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


def leans(text: str) -> bool:
    """Whether a question may take over something from those before it; one that cannot need not know them."""
    plain = " ".join(text.split())
    named = not PRONOUNS.isdisjoint(fold(plain).replace("?", " ").replace(",", " ").split())
    return bool(named or WHAT_ABOUT.match(plain) or IT.search(plain)) or len(content_words(plain)) <= FEW + 1


_FRONTED = re.compile(
    r"^(?:(?:and|but|so)\b,? )*(?P<x>[^,?]{2,60}), "
    r"(?P<y>(?:did|does|do|has|have|is|was|were|what|why|how|when|where|will|would)\b.*?)\b(?:he|she|they)\b(?P<z>.*)$",
    re.I,
)


def unfronted(text: str, known: Known) -> str:
    """What is meant by "and Paki, does she suspect them", where Paki is quoted: "does Paki suspect them"."""
    found = _FRONTED.match(text)
    if found and (known.names.meant(found["x"], near=False)[0] or known.roles.meant(found["x"])):
        return f"{found['y']}{found['x']}{found['z']}"
    return text
