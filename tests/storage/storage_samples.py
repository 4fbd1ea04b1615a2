"""Invented news and short makers of model values for the tests of the stores."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.model import (
    LOCAL,
    Article,
    Change,
    Comparison,
    Delivery,
    Edition,
    Figure,
    FigureKind,
    FigureStatus,
    Item,
    Message,
    Mode,
    Polarity,
    Quote,
    QuoteKind,
    Reading,
    Request,
    RequestKind,
    Run,
    Span,
    Topic,
)

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

TEXT = (
    "Orla Venn, chair of the Tarn Harbour board, said the “new quay will open” in June. "
    "It has really cost 48.20 million euros.\n\n"
    "Ferry traffic rose about 7.5% to 12,000 crossings. A dock worker called the quay late."
)


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def sentences(text: str = TEXT) -> tuple[Span, ...]:
    """Cut after each full stop that a space or the end follows."""
    cut: list[Span] = []
    start = 0
    for place, sign in enumerate(text):
        if sign == "." and (place + 1 == len(text) or text[place + 1].isspace()):
            cut.append(Span(start, place + 1))
            start = place + 1
            while start < len(text) and text[start].isspace():
                start += 1
    return tuple(cut)


READING = Reading(
    quotes=(
        Quote(
            content=(at("the"), at("“new quay will open” in June")),
            speaker="Orla Venn",
            kind=QuoteKind.MIXED,
            source=at("Orla Venn"),
            cue=at("said"),
            role="chair",
            organisation="Tarn Harbour board",
            mode=Mode.FUTURE,
            continuation=(at("It has really cost 48.20 million euros."),),
            confidence=0.8251,
        ),
        Quote(
            content=(at("the quay late"),),
            speaker="A dock worker",
            kind=QuoteKind.INDIRECT,
            unnamed=True,
            polarity=Polarity.DENIED,
            nested=True,
        ),
    ),
    figures=(
        Figure(
            at("48.20 million euros"),
            Decimal("48.20E+6"),
            "EUR",
            FigureKind.MONEY,
            "cost of the quay",
            speaker="Orla Venn",
            key=True,
        ),
        Figure(
            at("about 7.5%"),
            Decimal("7.5"),
            "%",
            FigureKind.PERCENT,
            "ferry traffic",
            high=Decimal("7.50"),
            measures_span=at("Ferry traffic"),
            comparison=Comparison.ABOUT,
            change=Change.UP,
            status=FigureStatus.FORECAST,
            period="2025",
        ),
    ),
    sentences=sentences(),
    language="en",
    warning="no language model: quotation marks only",
)


def article(url: str = "https://tarn.example/quay", **fields: object) -> Article:
    values: dict[str, object] = {
        "title": "Quay opens",
        "text": TEXT,
        "outlet": "Tarn Gazette",
        "author": "P. Roe",
        "published": NOW - HOUR,
        "first_seen": NOW,
        "language": "en",
    }
    return Article(url=url, **{**values, **fields})  # type: ignore[arg-type]


def item(number: int = 1, **fields: object) -> Item:
    url = f"https://tarn.example/{number}"
    values: dict[str, object] = {
        "url": url,
        "title": f"Story {number}",
        "keys": (f"guid:{number}", f"url:{url}"),
        "published": NOW - number * HOUR,
    }
    return Item(**{**values, **fields})  # type: ignore[arg-type]


def topic(name: str = "Harbour", channel: str = "C1", **fields: object) -> Topic:
    values: dict[str, object] = {"workspace": LOCAL, "query": "quay OR ferry", "owner": "U1"}
    return Topic(channel=channel, name=name, **{**values, **fields})  # type: ignore[arg-type]


def run(key: str = "local|C1|2026-03-09|08:00", **fields: object) -> Run:
    values: dict[str, object] = {"workspace": LOCAL, "channel": "C1", "topic_ids": (1,), "due": NOW}
    return Run(key=key, **{**values, **fields})  # type: ignore[arg-type]


def message(text: str = "Harbour: 1 story") -> Message:
    return Message(blocks=({"type": "header", "text": {"type": "plain_text", "text": text}},), text=text)


def delivery(name: str = "d0", part: int = 0, **fields: object) -> Delivery:
    values: dict[str, object] = {"workspace": LOCAL, "channel": "C1", "message": message(f"part {part}")}
    return Delivery(id=name, part=part, **{**values, **fields})  # type: ignore[arg-type]


def edition(run_id: int, **fields: object) -> Edition:
    values: dict[str, object] = {
        "workspace": LOCAL,
        "channel": "C1",
        "topic_ids": (1,),
        "start": NOW - DAY,
        "cut_off": NOW,
        "article_ids": (3, 1),
        "manifest": {"rules": "1", "articles": {"1": "abc"}},
        "messages": (message(),),
    }
    return Edition(run_id=run_id, **{**values, **fields})  # type: ignore[arg-type]


def question(key: str = "Ev1", **fields: object) -> Request:
    values: dict[str, object] = {
        "workspace": LOCAL,
        "kind": RequestKind.QUESTION,
        "channel": "C1",
        "user": "U1",
        "text": "What did Orla Venn say?",
        "thread_ts": "1.2",
        "zone": "Europe/Oslo",
        "payload": {"team": "T1"},
        "created": NOW,
    }
    return Request(key=key, **{**values, **fields})  # type: ignore[arg-type]
