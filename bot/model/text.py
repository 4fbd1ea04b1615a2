"""What stands in a text: spans, who said what, figures."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType

WorkspaceId = NewType("WorkspaceId", str)
"""A Slack team (T…) or enterprise org (E…) that installed the app; `LOCAL` without Slack."""


LOCAL = WorkspaceId("local")


Block = dict[str, Any]
"""One Block Kit block."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` of one article, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class QuoteKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    ASSERTED = "asserted"
    DENIED = "denied"


class Mode(StrEnum):
    STATED = "stated"
    QUESTION = "question"
    CONDITIONAL = "conditional"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Quote:
    """Who said what: speaker, cue and content spans, as one article states it.

    `speaker` is the name the mention resolves to, else the mention's own words ("a senior official", unnamed=True).
    `continuation` are the sentences that carry the statement on without a cue of their own; they never stand alone.
    """

    content: tuple[Span, ...]
    speaker: str
    kind: QuoteKind
    source: Span | None = None
    cue: Span | None = None
    unnamed: bool = False
    role: str | None = None
    organisation: str | None = None
    polarity: Polarity = Polarity.ASSERTED
    mode: Mode = Mode.STATED
    nested: bool = False
    continuation: tuple[Span, ...] = ()
    confidence: float = 1.0


class FigureKind(StrEnum):
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    MEASURE = "measure"
    RANK = "rank"
    RATIO = "ratio"
    MULTIPLIER = "multiplier"
    AGE = "age"
    SCORE = "score"


class Comparison(StrEnum):
    EQUAL = "="
    ABOUT = "~"
    LESS = "<"
    MORE = ">"


class Change(StrEnum):
    NONE = ""
    UP = "up"
    DOWN = "down"


class FigureStatus(StrEnum):
    ACTUAL = "actual"
    FORECAST = "forecast"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its meaning. `value`–`high` is a range where `high` is given.

    `unit` is canonical: an ISO 4217 code for money, "%", "pp", "bp", a SI or customary unit ("km", "t", "degC",
    "year"), "x" for multipliers, a per-unit ("USD/bbl", "USD/share"), the counted noun's lemma for counts
    ("vehicle"), "" for none.
    """

    span: Span
    value: Decimal
    unit: str
    kind: FigureKind
    measures: str
    high: Decimal | None = None
    measures_span: Span | None = None
    comparison: Comparison = Comparison.EQUAL
    change: Change = Change.NONE
    status: FigureStatus = FigureStatus.ACTUAL
    period: str | None = None
    speaker: str | None = None
    key: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found in one article's text, in the text's order."""

    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    sentences: tuple[Span, ...] = ()
    language: str = "en"
    """ISO 639-1 code; quotes and figures are read from English alone."""
    warning: str = ""
    """Why the reading is poorer than usual, for a person ("no language model: quotation marks only"); else empty."""
