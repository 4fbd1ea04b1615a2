"""Invented news about shore power in harbours, with readings made by hand: every span is found by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.digest.build import TopicNews, build_digest
from bot.digest.digest import Coverage, Digest, FailingFeed, Window
from bot.model import (
    Article,
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
    Topic,
    WorkspaceId,
)

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
ZONE = "Europe/Berlin"
TOPIC = Topic(WorkspaceId("T1"), "C1", "Shore power", id=7)


def where(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def sentences(text: str) -> tuple[Span, ...]:
    pattern = r"[^\n]+?(?:[.!?][”\"’]?(?=\s|$)|(?=\n|$))"
    return tuple(
        Span(m.start() + len(m[0]) - len(m[0].lstrip()), m.end()) for m in re.finditer(pattern, text) if m[0].strip()
    )


def said(text: str, speaker: str, cue: str, *content: str, **fields: Any) -> Quote:
    """`fields` are the Quote's others; `carried` are the words of its continuation."""
    carried: Sequence[str] = fields.pop("carried", ())
    kind = fields.pop("kind", QuoteKind.INDIRECT)
    return Quote(
        content=tuple(where(text, words) for words in content),
        speaker=speaker,
        kind=kind,
        cue=where(text, cue) if cue else None,
        continuation=tuple(where(text, words) for words in carried),
        **fields,
    )


def number(text: str, words: str, value: str, unit: str, kind: FigureKind, measures: str, **fields: Any) -> Figure:
    fields.setdefault("key", True)
    return Figure(
        where(text, words), Decimal(value), unit, kind, measures, measures_span=where(text, measures), **fields
    )


def article(article_id: int, outlet: str, title: str, text: str, hours: float, **fields: Any) -> Article:
    host = outlet.lower().replace(" ", "-")
    seen = NOW - timedelta(hours=hours)
    return Article(
        url=fields.pop("url", f"https://{host}.example/news/{article_id}"),
        title=title,
        text=text,
        outlet=outlet,
        id=article_id,
        published=seen,
        first_seen=seen,
        language=fields.pop("language", "en"),
        content_hash=f"hash-{article_id}",
        **fields,
    )


def read(text: str, quotes: Iterable[Quote] = (), figures: Iterable[Figure] = ()) -> Reading:
    return Reading(tuple(quotes), tuple(figures), sentences(text))


QUAYS = (
    "The port of Skellerhaven will put cables on all twelve of its cruise quays by 2029, the harbour board decided on "
    "Sunday evening after a session of seven hours.\n\n"
    "“We will plug in every ship before we build another terminal,” said Ilse Varnholt, chief executive of the harbour "
    "board. The state pays 40 percent of the Skellerhaven quays, which are to cost 340 million euros.\n\n"
    "Tomas Brekke, a spokesman for the pilots’ union, warned that the substations could not carry more than three "
    "ships at a time. “Nobody has shown us a plan for a windless night,” he said, “and that is the night that counts.”"
)
QUAYS_READ = read(
    QUAYS,
    [
        said(QUAYS, "Ilse Varnholt", "said", "We will plug in every ship before we build another terminal,",
             kind=QuoteKind.DIRECT, role="chief executive of the harbour board"),
        said(QUAYS, "Tomas Brekke", "warned",
             "the substations could not carry more than three ships at a time",
             role="a spokesman for the pilots’ union", mode=Mode.STATED),
        said(QUAYS, "Tomas Brekke", "said", "“Nobody has shown us a plan for a windless night,”",
             "“and that is the night that counts.”", kind=QuoteKind.DIRECT, role="a spokesman for the pilots’ union"),
    ],
    [
        number(QUAYS, "340 million euros", "340000000", "EUR", FigureKind.MONEY, "Skellerhaven quays",
               status=FigureStatus.FORECAST),
        number(QUAYS, "40 percent", "40", "%", FigureKind.PERCENT, "of the Skellerhaven quays"),
        number(QUAYS, "twelve", "12", "quay", FigureKind.COUNT, "cruise quays", key=False),
    ],
)  # fmt: skip

WIRE = (
    "SKELLERHAVEN (Delta Wire) – Skellerhaven will electrify its twelve cruise quays, at a cost of about 410 million "
    "euros for the Skellerhaven quays, according to a draft budget.\n\n"
    "The minister for shipping, Aurel Danneskov, said that the ministry would pay its share, although the treasury has "
    "not yet agreed to the sum, and that ports which wait will pay twice, because the price of transformers has risen "
    "by a third since the spring and shows no sign of falling before the end of the decade."
)
WIRE_READ = read(
    WIRE,
    [
        said(WIRE, "Aurel Danneskov", "said",
             WIRE[WIRE.index("the ministry would") :].rstrip("."), role="The minister for shipping", confidence=0.9),
    ],
    [number(WIRE, "410 million euros", "410000000", "EUR", FigureKind.MONEY, "Skellerhaven quays",
            comparison=Comparison.ABOUT, status=FigureStatus.FORECAST)],
)  # fmt: skip

FERRIES = (
    "Nordsund Lines carried 2.4 million passengers in the third quarter, 6 percent more than a year before, and the "
    "operating profit of Nordsund Lines rose to 85 million euros.\n\n"
    "Finance director Petra Oldenkamp said batteries would pay for themselves within nine years. “That is the number "
    "we gave the bank,” she said. She denied that the company had asked for a subsidy.\n\n"
    "If fuel stays cheap, she added, the third hybrid ferry could be put off until 2028."
)
FERRIES_READ = read(
    FERRIES,
    [
        said(FERRIES, "Petra Oldenkamp", "said", "batteries would pay for themselves within nine years",
             role="Finance director", organisation="Nordsund Lines"),
        said(FERRIES, "Petra Oldenkamp", "denied", "the company had asked for a subsidy", polarity=Polarity.DENIED,
             role="Finance director"),
        said(FERRIES, "Petra Oldenkamp", "added", "the third hybrid ferry could be put off until 2028",
             mode=Mode.CONDITIONAL, role="Finance director"),
    ],
    [
        number(FERRIES, "2.4 million", "2400000", "passenger", FigureKind.COUNT, "passengers", period="third quarter"),
        number(FERRIES, "85 million euros", "85000000", "EUR", FigureKind.MONEY, "operating profit of Nordsund Lines",
               period="third quarter"),
    ],
)  # fmt: skip

STUDY = (
    "A ship at the quay is as loud as a street, a study of eleven harbours has found. The authors listened for two "
    "summers from roofs and cranes.\n\n"
    "Noor Hallewijn, an acoustician at the Institute for Coastal Sound, said that cables had silenced the engines in "
    "every harbour. It is quiet at the quay now. In fact, the pumps and fans go on and are heard by half of the "
    "neighbours.\n\n"
    "A senior official said the limits would be looked at again."
)
STUDY_READ = read(
    STUDY,
    [
        said(STUDY, "Noor Hallewijn", "said", "cables had silenced the engines in every harbour",
             carried=[STUDY[STUDY.index("It is quiet") : STUDY.index("A senior")].strip()],
             role="an acoustician at the Institute for Coastal Sound"),
        said(STUDY, "A senior official", "said", "the limits would be looked at again", unnamed=True, confidence=0.8),
    ],
    [number(STUDY, "half", "0.5", "", FigureKind.RATIO, "the neighbours", key=False)],
)  # fmt: skip

COPY = WIRE.replace("(Delta Wire)", "(dw)", 1)
GERMAN = "Der Hafen von Skellerhaven bekommt Strom vom Land. Der Rat hat am Sonntag zugestimmt."

ARTICLES = (
    article(1, "Harbour Times", "Skellerhaven to put every cruise quay on the grid", QUAYS, 2, story_id=1),
    article(2, "Delta Wire", "Skellerhaven to electrify twelve quays", WIRE, 3, story_id=1),
    article(3, "Northfield Courier", "Port to electrify quays", COPY, 2.5, story_id=1, copy_of=2),
    article(4, "Coast Review", "Nordsund Lines earns more with fewer ships", FERRIES, 20, story_id=4),
    article(5, "Science Desk", "Cables do not make harbours silent", STUDY, 40, story_id=5),
    article(6, "Hafenbote", "Strom vom Land für Skellerhaven", GERMAN, 5, story_id=6, language="de"),
    article(7, "Metro Ledger", "Transformer makers are booked out until 2028", "", 8, story_id=7, note="paywall"),
)
READINGS = {
    1: QUAYS_READ,
    2: WIRE_READ,
    3: WIRE_READ if len(COPY) == len(WIRE) else Reading(sentences=sentences(COPY)),
    4: FERRIES_READ,
    5: STUDY_READ,
    6: Reading(sentences=sentences(GERMAN), language="de"),
}
TEXTS = {each.id: each for each in ARTICLES}

EARLIER_TEXT = "In August the operating profit of Nordsund Lines had reached 79 million euros, Nordsund Lines said."
EARLIER = article(90, "Coast Review", "Nordsund Lines has a good summer", EARLIER_TEXT, 24 * 30)
EARLIER_READ = read(
    EARLIER_TEXT,
    [],
    [
        number(EARLIER_TEXT, "79 million euros", "79000000", "EUR", FigureKind.MONEY,
               "operating profit of Nordsund Lines"),
    ],
)  # fmt: skip

WINDOW = Window(NOW - timedelta(days=3), NOW)
TEXTS[EARLIER.id] = EARLIER
COVERAGE = Coverage(
    feeds=7, read=6, failing=(FailingFeed("Metro Wire", NOW - timedelta(days=1)),), silent=("Quay Gazette",)
)


def sample_digest(**changes: Any) -> Digest:
    given: dict[str, Any] = {
        "news": [TopicNews(TOPIC, ARTICLES, READINGS)],
        "window": WINDOW,
        "coverage": COVERAGE,
        "previous": [TopicNews(TOPIC, (EARLIER,), {90: EARLIER_READ})],
        "now": NOW,
        "zone": ZONE,
        "next_due": NOW + timedelta(days=1),
    }
    return build_digest(**(given | changes))
