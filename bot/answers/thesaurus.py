"""Words that stand for one another, the news' own and askers' everyday ones, as data in `thesaurus.txt`.

There one group is a line, in any form that stems to the same; a word may stand in several. A match through a group
counts less than the word itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from importlib.resources import files

from bot.answers.words import stem


def _groups() -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    lines = files("bot.answers").joinpath("thesaurus.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        for word in line.split():
            found[stem(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _kin(groups_of: Mapping[str, frozenset[int]]) -> Mapping[str, frozenset[str]]:
    members: dict[int, set[str]] = defaultdict(set)
    for word, numbers in groups_of.items():
        for number in numbers:
            members[number].add(word)
    none: frozenset[str] = frozenset()
    return {word: none.union(*(members[n] for n in numbers)) - {word} for word, numbers in groups_of.items()}


KIN: Mapping[str, frozenset[str]] = _kin(_groups())
"""Stem: the stems that may stand for it."""
