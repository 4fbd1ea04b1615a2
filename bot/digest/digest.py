"""What a briefing says, before it is drawn: lines, each with the place in an article it was taken from.

Words of an article are carried together with their span, so that whoever draws a line can compare the two.
Everything is frozen and made of plain values: a digest goes to JSON and back (bot.digest.frozen) unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.model import Change, Comparison, FigureKind, FigureStatus, Mode, Polarity, QuoteKind, Span


@dataclass(frozen=True, slots=True)
class Window:
    """since < first seen <= until."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line was taken from: one sentence of one version of an article."""

    article_id: int
    version: int
    outlet: str
    url: str
    """Opens at the sentence (text fragment) where that can be done without doubt, else at the page."""
    when: datetime | None
    sentence: Span
    changed: bool = False
    """An older version that was quoted said something else here."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive words of an article, which stood at `span`; `marked`: in quotation marks; `cut`: "…" goes before."""

    span: Span
    words: str
    marked: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """One statement as it is shown: its pieces in order; `cut_after`: something was left out at the end."""

    pieces: tuple[Piece, ...]
    cut_after: bool = False

    @property
    def reported(self) -> bool:
        """Some of it did not stand in quotation marks."""
        return not all(piece.marked for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """Who said what. `wording` is for the channel (None: no honest way to shorten it), `full` for the thread."""

    speaker: str
    role: str
    cue: str
    kind: QuoteKind
    polarity: Polarity
    mode: Mode
    unnamed: bool
    wording: Wording | None
    full: Wording
    place: Place
    number: int
    """Its place in the article's reading."""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Earlier:
    """The value that was stored for the same measure before this window."""

    words: str
    span: Span
    place: Place


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure. `words` stood at `span`, `measures` at `measures_span`, which may hold the figure's own words."""

    words: str
    span: Span
    measures: str
    measures_span: Span
    kind: FigureKind
    unit: str
    comparison: Comparison
    change: Change
    status: FigureStatus
    period: str
    speaker: str
    place: Place
    number: int
    key: bool = True
    outlets: int = 1
    """How many outlets print the same value for the same measure."""
    earlier: Earlier | None = None
    inclusive: bool = False
    """Of a comparison: the value itself is not excluded ("up to", "at least")."""

    @property
    def around(self) -> tuple[str, str] | None:
        """What stands before and after the figure in `measures`; None where it is not in there."""
        start, end = self.span.start - self.measures_span.start, self.span.end - self.measures_span.start
        return (self.measures[:start], self.measures[end:]) if 0 <= start < end <= len(self.measures) else None


@dataclass(frozen=True, slots=True)
class Dispute:
    """The same measure with different values in different outlets: shown side by side, none picked."""

    measures: str
    figures: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story: title and first sentence of one of its articles; how many outlets carry it, how many on their own."""

    title: str
    place: Place
    lead: Wording | None
    outlets: int
    independent: int
    topic: str = ""
    story_id: int = 0
    heading: str = ""
    """What a language model, where one is configured, made of the lead: shown in place of the title."""


@dataclass(frozen=True, slots=True)
class Headline:
    title: str
    url: str
    outlet: str
    when: datetime | None
    article_id: int
    language: str = "en"
    note: str = ""


@dataclass(frozen=True, slots=True)
class FailingFeed:
    name: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what the topics follow was really read in the window."""

    feeds: int = 0
    read: int = 0
    failing: tuple[FailingFeed, ...] = ()
    silent: tuple[str, ...] = ()
    """Read without an error, and nothing of the topic in it."""
    not_english: int = 0
    no_text: int = 0
    """Articles of which only the headline could be had (a paywall, an empty page)."""
    unread: int = 0
    """Articles that came in too late to be read for this one."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that went into the digest, for the manifest."""

    article_id: int
    version: int
    content_hash: str


class Counts(NamedTuple):
    articles: int
    outlets: int
    speakers: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A briefing's content. The first group of lines is for the channel, best first; the second for the thread."""

    topics: tuple[str, ...]
    topic_ids: tuple[int, ...]
    window: Window
    now: datetime
    zone: str
    next_due: datetime | None
    counts: Counts
    coverage: Coverage
    stories: tuple[StoryLine, ...] = ()
    said: tuple[QuoteLine, ...] = ()
    numbers: tuple[FigureLine, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    also: tuple[Headline, ...] = ()
    everyone: tuple[QuoteLine, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    headlines: tuple[Headline, ...] = ()
    sources: tuple[Source, ...] = ()
    warnings: tuple[str, ...] = ()
    """Why reading was poorer than usual, for a person."""

    @property
    def empty(self) -> bool:
        return not self.counts.articles
