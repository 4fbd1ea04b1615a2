"""What a ranking is made of: sentences with all that is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers.shelf import Prepared
from bot.answers.terms import Term, share_held
from bot.model import Article, Figure, Passage, Quote


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence with all that is known of it."""

    article: Article
    passage: Passage
    score: float
    coverage: float
    """Share of the question's word weight that the sentence, its neighbours, its title or its article hold."""
    own_coverage: float
    """The same for the sentence alone; for a quote, for the speaker's words alone."""
    fit: float
    in_article: float
    """The same for the whole article."""
    names: float
    """Share of the weight of the question's names that the article knows."""
    told: float = 1.0
    """As `in_article`, with words that nothing stored holds at full weight: low where the matter is absent."""
    tied: bool = True
    """The sentence tells of the question's subject, not of another name."""
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    likely: float | None = None
    """How likely it answers by one who read it with the question, 0 to 1; None where nobody did."""


@dataclass(frozen=True, slots=True)
class Ranking:
    candidates: tuple[Candidate, ...] = ()
    searched: int = 0
    """Articles in scope."""
    together: float = 0.0
    """For a long question: the share of its word weight that the best two places hold between them."""
    names: float = 0.0
    """For a long question: the share of the weight of its names that the best articles know."""
    nearest: float | None = None
    """The likeness of meaning (cosine) of the nearest of the best three; None where no meaning is known."""


def newness(prepared: Sequence[Prepared]) -> Mapping[int, float]:
    """Article id -> 0 (oldest) to 1 (newest); all 0 where all are of one time."""
    times = sorted({article.article.when for article in prepared if article.article.when})
    place = {when: number / max(1, len(times) - 1) for number, when in enumerate(times)}
    return {a.article.id: place.get(a.article.when, 0.0) if a.article.when else 0.0 for a in prepared}


def names_held(terms: Sequence[Term], prepared: Prepared) -> float:
    """Share of the weight of the question's names that the article knows."""
    return share_held([term for term in terms if term.name], [(prepared.words, 1.0)])
