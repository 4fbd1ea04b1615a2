"""Whether what a sentence tells is told of the one asked about: "How many goals did Marlbridge score?"

An article that names two teams holds the figures of both. A name stands for the sentence that holds it, and for those
after it until another name takes over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.lexicon import MONTHS, TITLES, WEEKDAYS
from bot.answers.shelf import Prepared
from bot.answers.words import content_words, fold, stem

FAR = 3
"""Sentences back that a name may carry."""
_LEADING = 0.4
"""What a sentence speaks of is named in this first part of it."""
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]*(?: (?:of |the |and )?[A-ZÀ-Þ][\w’'-]*)*")
_NO_NAME = frozenset(fold(MONTHS).split("|")) | frozenset(WEEKDAYS) | TITLES
_OPENING = re.compile(r"\W*\w+")
_PERSON = re.compile(r"\W*(?:he|she|his|her)\b", re.I)


def speaks_of(subject: Sequence[str], prepared: Prepared, place: int) -> bool:
    """Whether sentence `place` tells of the subject (folded words): it holds the name, or no other has taken over."""
    wanted = frozenset(map(stem, subject))
    here = prepared.sentences[place]
    if not wanted or not wanted.isdisjoint(here.counts):
        return True
    if _first_name(here.passage.text, prepared):
        return False
    for back in range(1, min(FAR, place) + 1):
        if first := _first_name(prepared.sentences[place - back].passage.text, prepared):
            return not wanted.isdisjoint(first) or _titled(wanted, prepared, place)
    return _titled(wanted, prepared, place)


def _titled(wanted: frozenset[str], prepared: Prepared, place: int) -> bool:
    """The article is about it, as title or first sentence show; "he" and "she" mean somebody else all the same."""
    about = prepared.title.keys() | prepared.sentences[0].counts.keys()
    return not wanted.isdisjoint(about) and not _PERSON.match(prepared.sentences[place].passage.text)


def _first_name(text: str, prepared: Prepared) -> frozenset[str]:
    """The stems of the first name in what a sentence begins with; none where it begins without one."""
    opening = _OPENING.match(text)
    for name in _NAME.finditer(text):
        if name.start() > _LEADING * len(text):
            break
        found = frozenset(stem(word) for word in content_words(name.group()) if word not in _NO_NAME)
        alone = opening is not None and name.end() <= opening.end()
        if found and not (alone and found.isdisjoint(prepared.names)):
            return found
    return frozenset()
