"""Where is looked, and what comes of it: scopes, passages, answers with their citations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.lines import LineKind, LineRef
from bot.model.news import Article
from bot.model.text import Figure, Quote, Span, WorkspaceId


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be searched: the matched articles of some topics of one workspace, or just these articles.

    A time window bounds either.
    """

    workspace: WorkspaceId
    topic_ids: tuple[int, ...] = ()
    article_ids: tuple[int, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    settled: bool = False
    """`article_ids` is what the store listed of the scope a moment ago: there is nothing left to look up."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: one sentence of an article. `score` is the engine's own, higher is better."""

    article_id: int
    number: int
    span: Span
    text: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class InContext:
    """A sentence with what its "it" and "the firm" stand for: its article's title and the sentence before, if any."""

    title: str
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """An article's title and its sentences in their order; the places of those in question, the likeliest first."""

    title: str
    sentences: tuple[str, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One line of an answer: spans of one stored sentence, and the quote or figure row where it has one."""

    article: Article
    sentence: Span
    spans: tuple[Span, ...]
    quote: Quote | None = None
    figure: Figure | None = None
    score: float = 0.0
    changed: bool = False
    """The publisher changed what was quoted before: this is what the newest text says in its place."""

    @property
    def line(self) -> LineRef:
        if self.quote:
            return LineRef.of_quote(self.article.id, self.quote)
        return LineRef(LineKind.SENTENCE, self.article.id, self.sentence)


class Verdict(StrEnum):
    ANSWERED = "answered"
    CLOSEST = "closest"
    """Not an answer, but near: shown as such."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer as a language model worded it, each word checked against the citation it stands on."""

    text: str
    citation: int
    """Its place in the answer's citations, from 0."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question. `short` is a span's own words where a name, number or date was asked for."""

    question: str
    verdict: Verdict
    citations: tuple[Citation, ...] = ()
    short: str = ""
    note: str = ""
    """One sentence of ours: what was searched, or why there is nothing."""
    confidence: float = 0.0
    searched_articles: int = 0
    claims: tuple[Claim, ...] = ()
    """Set only where a language model is configured."""
