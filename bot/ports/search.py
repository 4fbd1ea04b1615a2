"""The store as it is searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.model import Article, Figure, Passage, Quote, Scope


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One stored quote: its article and its place in that article's reading."""

    article_id: int
    number: int
    quote: Quote
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class FigureRow:
    article_id: int
    number: int
    figure: Figure
    score: float = 0.0


class Search(Protocol):
    """Always bounded by a Scope. Words are stemmed by the engine, quoted by the adapter: no query syntax gets in."""

    def list_scope(self, scope: Scope, limit: int = 0) -> list[int]:
        """Article ids of the scope, newest first (limit 0: all)."""
        ...

    def search_passages(self, scope: Scope, words: Sequence[str], limit: int) -> list[Passage]:
        """Sentences that hold any of the words (or whose title does), best first by the engine's rank."""
        ...

    def rank_passages(self, scope: Scope, words: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """(article, score) of each sentence that `search_passages` finds, in its order: where they stand, no more."""
        ...

    def count_passages(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """How many passages are stored in all, and how many hold each word (counted up to a cap): for word weights."""
        ...

    def list_passages(self, article_ids: Sequence[int]) -> list[Passage]:
        """Every sentence of these articles, in order."""
        ...

    def list_speakers(self, scope: Scope) -> list[tuple[str, int]]:
        """Joined speakers, by the name to show, with how many quotes each has in the scope, most first."""
        ...

    def list_roles(self, scope: Scope) -> list[tuple[str, str]]:
        """(speaker, role and organisation as stated) of those quoted in the scope; for the unnamed, the mention too."""
        ...

    def list_quoted(self, scope: Scope) -> list[tuple[str, int]]:
        """(speaker as in `list_roles`, article) for each article of the scope in which they are quoted."""
        ...

    def list_said(self, scope: Scope, speaker: str) -> list[SaidRow]:
        """Everything this speaker is quoted with in the scope, newest first, under whatever name.

        By the name that `list_speakers` gives, or an alias that is one speaker's alone.
        """
        ...

    def list_aliases(self, scope: Scope) -> list[tuple[str, str]]:
        """(speaker, other name) of those quoted in the scope, whichever article writes it so."""
        ...

    def list_figures(self, scope: Scope, words: Sequence[str], limit: int) -> list[FigureRow]:
        """Figures whose measures or sentence hold any of the words, best first."""
        ...


class Vectors(Protocol):
    """Global. The sentences of an article as vectors of one model; gone as soon as the article is read anew."""

    def list_unembedded(self, model: str, since: datetime, limit: int) -> list[Article]:
        """Articles with sentences, first seen since then, that have no vectors of this model; the newest first."""
        ...

    def add_vectors(self, article: Article, model: str, vectors: Sequence[bytes]) -> bool:
        """Keeps the article's vectors, one a sentence in their order, each in little-endian float16.

        False, and nothing is kept, where the article has another version or another number of sentences by now.
        """
        ...

    def get_vectors(self, article_ids: Sequence[int], model: str) -> dict[int, bytes]:
        """As they were added, end to end; articles without vectors of this model are missing."""
        ...
