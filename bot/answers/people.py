"""Whom a question means: names with typos, surnames alone, roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.answers.lexicon import STOP, TITLES
from bot.answers.thesaurus import KIN
from bot.answers.words import fold, stem

PRONOUNS = frozenset(("he", "she", "they", "him", "her", "them", "this person", "that person"))


LIKELY = 30
"""Names nearest by letters, among which a typo is looked for."""


class Names:
    """Who is quoted, under every name, laid out by word: a question looks up several names in thousands."""

    def __init__(self, known: Sequence[str], aliases: Sequence[tuple[str, str]] = ()) -> None:
        """`aliases`: (stored name, another name of the same speaker)."""
        self._named = [(stored, _parts(stored)) for stored in known]
        self._named += [(stored, _parts(alias)) for stored, alias in aliases]
        self._spelt = {stored: " ".join(words) for stored, words in reversed(self._named)}
        self._places: dict[str, list[int]] = {}
        for place, (_, words) in enumerate(self._named):
            for word in dict.fromkeys(words):
                self._places.setdefault(word, []).append(place)

    def meant(self, name: str, *, near: bool = True) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(stored names it may be, similar ones where there is none).

        With `near` a typo of a letter or two is forgiven.
        """
        wanted = tuple(word for word in _parts(name) if word not in TITLES) or _parts(name)
        titled = len(wanted) < len(_parts(name))
        sharing = self._with(wanted[-1]) if wanted else []
        exact = [stored for stored, words in sharing if words == wanted]
        whole = [stored for stored, words in sharing if _is_part(wanted, words, titled=titled)]
        if exact or whole:
            return tuple(dict.fromkeys([*exact, *whole])), ()
        surname = tuple(dict.fromkeys(stored for stored, words in sharing if words == wanted[-1:]))
        if surname and len(wanted) < 4 and not STOP.intersection(wanted):
            return surname, ()
        return self._similar(wanted) if near else ((), ())

    def _with(self, word: str) -> list[tuple[str, tuple[str, ...]]]:
        return [self._named[place] for place in self._places.get(word, ())]

    def _similar(self, wanted: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        likely = process.extract(" ".join(wanted), self._spelt, scorer=fuzz.WRatio, limit=LIKELY)
        close = {stored for _, _, stored in likely}
        typos = dict.fromkeys(stored for stored, words in self._named if stored in close and _is_typo(wanted, words))
        if typos:
            return tuple(typos)[:2], ()
        return (), tuple(stored for _, score, stored in likely[:3] if score >= 50)


@lru_cache(maxsize=50_000)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(fold(name).replace(".", " ").replace(",", " ").split())


def _is_part(wanted: Sequence[str], words: Sequence[str], *, titled: bool) -> bool:
    """All of them stand in the name; a single one after a title ("Minister Holm") is a surname, no given name."""
    if titled and len(wanted) == 1:
        return tuple(words[-1:]) == tuple(wanted)
    return set(wanted) <= set(words) and any(word not in STOP and len(word) > 1 for word in wanted)


def _is_typo(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Every word typed is a word of the name or nearly one, letters of the same count give or take one."""
    if not wanted or len(" ".join(wanted)) < 5:
        return False
    return all(any(_nearly(one, other) for other in words) for one in wanted)


def _nearly(one: str, other: str) -> bool:
    if one == other:
        return True
    return len(one) > 3 and abs(len(one) - len(other)) <= 1 and one[0] == other[0] and fuzz.ratio(one, other) >= 80


_LONG_ENOUGH = 6
"""Letters of a role's word below which a slip is not put right: a baker is no banker."""


def _is_slip(word: str, other: str) -> bool:
    """Of two words a step apart: a letter too many or too few, or two the wrong way round, but not another letter."""
    return len(word) != len(other) or sorted(word) == sorted(other)


class Roles:
    """In which roles and at which bodies they are quoted, laid out by the stems of these."""

    def __init__(self, stated: Sequence[tuple[str, str]] = ()) -> None:
        """`stated`: (speaker, role and organisation)."""
        self._held = [(speaker, frozenset(stem(word) for word in _parts(role))) for speaker, role in stated]
        self._written = sorted({word for _, role in stated for word in _parts(role) if len(word) >= _LONG_ENOUGH})
        self._places: dict[str, list[int]] = {}
        for place, (_, words) in enumerate(self._held):
            for word in words:
                self._places.setdefault(word, []).append(place)

    def meant(self, name: str, *, near: bool = False) -> tuple[str, ...]:
        """Speakers whose stated role holds every word of this one: "the governor", "the deputy minister".

        With `near`, where nobody's does, it may be another word for theirs: "the boss" for a chief executive.
        """
        wanted = self._stems(name)
        exact = dict.fromkeys(speaker for speaker, _ in self._fitting([{word} for word in wanted]))
        if exact or not near or not name.islower():
            return tuple(exact)
        kin = [{word, *KIN.get(word, ())} for word in wanted]
        return tuple(dict.fromkeys(speaker for speaker, _ in self._fitting(kin)))

    def partly_meant(self, name: str, *, near: bool = False) -> list[tuple[str, frozenset[str]]]:
        """(speaker, the stems their role leaves open) where the role has what the name's head says.

        The head of "the opera's manager" and of "the manager of the opera" is the manager. With `near` it may be
        another word for it.
        """
        head, rest = (self._stems(part) for part in _headed(name))
        heads = [{word, *(KIN.get(word, ()) if near else ())} for word in head]
        return [(speaker, rest - words) for speaker, words in self._fitting(heads)]

    def _stems(self, name: str) -> frozenset[str]:
        """Of the words that carry content; a word of no role that is nearly one of a role's is taken for that."""
        return frozenset(stem(self._mended(word)) for word in _parts(name) if word not in STOP)

    def _mended(self, word: str) -> str:
        if len(word) < _LONG_ENOUGH or stem(word) in self._places:
            return word
        near = process.extract_iter(word, self._written, scorer=OSA.distance, score_cutoff=1)
        return next((str(other) for other, *_ in near if _is_slip(word, other)), word)

    def _fitting(self, wanted: Sequence[AbstractSet[str]]) -> list[tuple[str, frozenset[str]]]:
        """Those, in their order, whose role has a word of each set; none where no set is given."""
        places = {place for word in next(iter(wanted), ()) for place in self._places.get(word, ())}
        fits = (self._held[place] for place in sorted(places))
        return [(speaker, words) for speaker, words in fits if not any(kin.isdisjoint(words) for kin in wanted)]


def _headed(name: str) -> tuple[str, str]:
    """(head, the rest) of a description; two empty texts where it is none."""
    plain = " ".join(name.replace("’", "'").split())
    if found := re.fullmatch(r"(?:the )?(.+?)'s? (.+)", plain, re.I):
        return found[2], found[1]
    if found := re.fullmatch(r"the (.+?) (?:of|for|at|from|in) (.+)", plain, re.I):
        return found[1], found[2]
    if found := re.fullmatch(r"the (?:(.+) )?(\S+)", plain, re.I):
        return found[2], found[1] or ""
    return "", ""


class Known:
    """Who is quoted in the scope, most often quoted first, and in which roles and bodies; looked up when needed."""

    def __init__(
        self,
        list_names: Callable[[], Names],
        list_roles: Callable[[], Roles] = Roles,
        list_holders: Callable[[str], Sequence[str]] = lambda _: (),
    ) -> None:
        """`list_holders`: whom a description may mean whose words are only partly a role's."""
        self._list_names = list_names
        self._list_roles = list_roles
        self.list_holders = list_holders

    @cached_property
    def names(self) -> Names:
        return self._list_names()

    @cached_property
    def roles(self) -> Roles:
        return self._list_roles()
