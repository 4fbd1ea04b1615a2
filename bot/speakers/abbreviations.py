"""Abbreviations as an article states them: "the International Energy Agency (IEA)"."""

from __future__ import annotations

import re

from bot.speakers.forms import form_of

_SMALL = frozenset("of for and the on in to de la des du et".split())
_WORD = r"[A-Z][\w’'&-]*[ ](?:(?:of|for|and|the|on|in|to|de|la|des|du|et|&)[ ]){0,2}"
_STATED = re.compile(rf"(?P<long>(?:{_WORD}){{2,9}})\((?:the )?(?P<short>[A-Z][A-Za-z&]{{1,9}})\)")


def stated_abbreviations(text: str) -> dict[str, str]:
    """Short -> long, where the letters of the one are the first ones of the other; the first statement counts."""
    found: dict[str, str] = {}
    for match in _STATED.finditer(text):
        long = _matching(match["long"].split(), match["short"])
        if long:
            found.setdefault(match["short"], long)
    return found


def _matching(words: list[str], short: str) -> str:
    """The last words whose first letters are the abbreviation's, small words counting or not; "" where none are."""
    letters = short.upper().removesuffix("S") if short.endswith("s") else short.upper()
    for start in range(len(words)):
        rest = words[start:]
        big = "".join(word[0] for word in rest if word not in _SMALL).upper()
        every = "".join(word[0] for word in rest).upper()
        if len(rest) > 1 and letters.replace("&", "") in {big, every} and rest[0] not in _SMALL:
            return " ".join(rest)
    return ""


def block_of(name: str, long: str = "") -> str:
    """The block in which a name is joined; with what it is stated to stand for, where that is known, that one's."""
    return form_of(long or name).block
