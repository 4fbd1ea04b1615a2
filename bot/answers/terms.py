"""The question's words with their weights, and how far a set of words holds them."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from bot.answers.lexicon import LIGHT
from bot.answers.question import Question
from bot.answers.thesaurus import KIN
from bot.answers.words import first_of_each, stem
from bot.ports import Search

SYNONYM = 0.6
"""What a word of the same group counts, beside the word itself."""
STRANGE = 0.35
"""Weight of a word that stands nowhere in what is stored: it can neither be found nor tell the answer from the rest."""


LIGHTLY = 0.6
"""Weight of a word that stands in any article ("long", "new", "take"), however rare it is in what is stored."""
MENDABLE, MISTYPED, MISTYPED_NAME = 5, 88.0, 83.0
"""Letters of a word that may be mistyped, and how alike (of 100) it then is to the one that was meant."""
FAMILY, ALIKE, EXTENDED = 6, 0.8, 0.7
"""Letters two stems of one family begin with at least, and the share of the longer one: less where it has the other
whole."""
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Term:
    stem: str
    weight: float
    kin: frozenset[str]
    name: bool = False
    unknown: bool = False
    """Nothing stored holds it or its kin: mistyped, or of another matter."""

    def in_(self, words: Container[str]) -> float:
        """1 for the word itself, SYNONYM for one of its kin, else 0."""
        if self.stem in words:
            return 1.0
        for word in self.kin:
            if word in words:
                return SYNONYM
        return 0.0

    def within(self, words: frozenset[str], families: Mapping[str, Sequence[str]], *, kin: bool = True) -> Term:
        """The same with only those of its kin that an article has: the rest need not be looked for in each sentence.

        `families` has the article's longer words by their beginnings: "parliamentary" is kin of "parliament".
        """
        derived = families.get(self.stem[:FAMILY], ())
        if not kin or not (derived or self.kin):
            return self
        found = self.kin & words
        if derived:
            found |= {word for word in derived if word != self.stem and derives(self.stem, word)}
        return replace(self, kin=found) if found != self.kin else self


def families_of(words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The longer of these stems by the letters they begin with."""
    found: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= FAMILY:
            found.setdefault(word[:FAMILY], []).append(word)
    return {beginning: tuple(members) for beginning, members in found.items()}


def derives(one: str, other: str) -> bool:
    """Whether two stems differ in their endings alone: "minist" and "ministri", "russia" and "russian"."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    shorter, longer = sorted((len(one), len(other)))
    return shared >= FAMILY and shared >= (EXTENDED if shared == shorter else ALIKE) * longer


def weigh_terms(search: Search, question: Question) -> tuple[Term, ...]:
    """Inverse document frequency over all stored passages; names keep their weight even where nobody has them.

    A long question has words enough of its own: kin would only blur it, and what is strange in it tells.
    """
    if not question.words:
        return ()
    first = first_of_each(question.words)
    beside = {stem(word): frozenset(map(stem, others)) for word, others in question.kin}
    total, counts = search.count_passages(list(first.values()))
    named = {stem(name) for name in question.names}
    most = math.log(1 + (total + 1) / 0.5)
    found = []
    for stemmed, word in first.items():
        times = counts.get(word, 0)
        weight = math.log(1 + (total + 1) / (times + 0.5)) if times else most
        kin = _NONE if question.long else KIN.get(stemmed, _NONE) | beside.get(stemmed, _NONE)
        if not times and kin:
            times = max(search.count_passages(sorted(kin))[1].values())
            weight = math.log(1 + (total + 1) / (times + 0.5))
        strange = not question.long and not times and stemmed not in named and not any(ch.isdigit() for ch in word)
        light = not question.long and word in LIGHT and stemmed not in named
        factor = LIGHTLY if light else STRANGE if strange else 1.0
        found.append(Term(stemmed, weight * factor, kin, stemmed in named, unknown=not times))
    return tuple(found)


def mended(terms: Sequence[Term], vocabularies: Iterable[frozenset[str]]) -> tuple[Term, ...]:
    """Unknown words with the letter or two put right that make them a word of these texts."""
    if not any(_mendable(term) for term in terms):
        return tuple(terms)
    known = frozenset[str]().union(*vocabularies)
    return tuple(_mended(term, known) if _mendable(term) else term for term in terms)


def _mendable(term: Term) -> bool:
    return term.unknown and len(term.stem) >= MENDABLE and not any(ch.isdigit() for ch in term.stem)


def _mended(term: Term, known: frozenset[str]) -> Term:
    alike = [word for word in known if word[0] == term.stem[0] and abs(len(word) - len(term.stem)) <= 1]
    least = MISTYPED_NAME if term.name else MISTYPED
    found = process.extractOne(term.stem, alike, scorer=fuzz.ratio, score_cutoff=least)
    if found is None:
        return term
    return replace(term, stem=found[0], weight=term.weight if term.name else term.weight / STRANGE, unknown=False)


def at_full_weight(terms: Sequence[Term]) -> list[Term]:
    """With the words that stand nowhere in what is stored as heavy as if they were rare there."""
    return [replace(t, weight=t.weight / STRANGE) if t.unknown and not t.name else t for t in terms]


def share_held(terms: Sequence[Term], places: Sequence[tuple[Container[str], float]]) -> float:
    """Share of the terms' weight that is held, each term by the place that is worth most of those that hold it."""
    total = kept = 0.0
    for term in terms:
        total += term.weight
        best = 0.0
        for words, worth in places:
            if worth > best:
                best = max(best, worth * term.in_(words))
        kept += term.weight * best
    return kept / total if total else 1.0


def bm25(terms: Sequence[Term], counts: Mapping[str, int], length: int) -> float:
    """Okapi BM25 over one sentence, kin at a discount."""
    return sum(held(term, counts, length) for term in terms)


def held(term: Term, counts: Mapping[str, int], length: int) -> float:
    """One term's part of it (k1 1.2, b 0.4; a sentence of news has some 22 words)."""
    norm = 1.2 * (0.6 + 0.4 * length / 22)
    times = counts.get(term.stem, 0)
    if times:
        return term.weight * times * 2.2 / (times + norm)
    for word in term.kin:
        if word in counts:
            return SYNONYM * term.weight * 2.2 / (1 + norm)
    return 0.0
