"""The values that every room shares: frozen, without behaviour beyond what follows from their fields.

Instants are aware datetimes in UTC. Offsets are code points of `Article.text`. Numbers of figures are Decimals.
Rows that a store has given an id carry it as `id`; ids of global news are integers, ids of deliveries uuid5 texts.
"""

from __future__ import annotations

from bot.model.answers import Answer, Citation, Claim, Excerpt, InContext, Passage, Scope, Verdict
from bot.model.lines import LineKind, LineRef
from bot.model.news import (
    ECHO,
    PRIVATE,
    Alteration,
    Article,
    FactKind,
    Feed,
    FeedState,
    Item,
    JoinedSpeaker,
    Sighting,
    StoredItem,
)
from bot.model.requests import Feedback, Opinion, Request, RequestKind, RequestState
from bot.model.text import (
    LOCAL,
    Block,
    Change,
    Comparison,
    Figure,
    FigureKind,
    FigureStatus,
    Mode,
    Polarity,
    Quote,
    QuoteKind,
    Reading,
    Span,
    WorkspaceId,
)
from bot.model.topics import Delivery, DeliveryState, Edition, Message, Run, RunState, Timetable, Topic, run_key

__all__ = [
    "ECHO",
    "LOCAL",
    "PRIVATE",
    "Alteration",
    "Answer",
    "Article",
    "Block",
    "Change",
    "Citation",
    "Claim",
    "Comparison",
    "Delivery",
    "DeliveryState",
    "Edition",
    "Excerpt",
    "FactKind",
    "Feed",
    "FeedState",
    "Feedback",
    "Figure",
    "FigureKind",
    "FigureStatus",
    "InContext",
    "Item",
    "JoinedSpeaker",
    "LineKind",
    "LineRef",
    "Message",
    "Mode",
    "Opinion",
    "Passage",
    "Polarity",
    "Quote",
    "QuoteKind",
    "Reading",
    "Request",
    "RequestKind",
    "RequestState",
    "Run",
    "RunState",
    "Scope",
    "Sighting",
    "Span",
    "StoredItem",
    "Timetable",
    "Topic",
    "Verdict",
    "WorkspaceId",
    "run_key",
]
