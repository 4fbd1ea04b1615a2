"""Laws of what is posted, over news that no editor would let through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from unicodedata import category

from briefing_sample import COVERAGE, NOW, TEXTS, TOPIC, WINDOW, article, sample_digest, sentences
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.build import TopicNews, build_digest
from bot.digest.digest import Coverage, Digest, FailingFeed, Wording
from bot.model import Article, Figure, FigureKind, Mode, Polarity, Quote, QuoteKind, Reading, Span, Topic, WorkspaceId
from bot.render.briefing import render_briefing, render_html, render_nothing_new, render_text
from bot.render.limits import MOST_JSON, PHONE_SCREEN, json_size, visible_words

HOSTILE = (
    "<!channel>", "<@U123>", "<https://evil.example|click>", "*bold* _it_ ~no~ `code`", "&amp; & < >", ":boom:",
    "\u202egnp.exe", "a\u200bb\u2060c", "\u2066hidden\u2069", "{{ 7*7 }}", "{% raw %}", '"},{"type":"image"',
    "</script><script>alert(1)</script>", "x" * 10_000, "word " * 4_000, "ünïcødé 新聞 🚢", "\x00\x07", "  ",
)  # fmt: skip
WORDS = (
    *HOSTILE[:12],
    "harbour",
    "port",
    "said",
    "“we",
    "will”",
    "5",
    "percent",
    "not",
    "however,",
    "the.",
    "\n\n",
    "a, b",
)
URLS = (
    "https://news.example/a", "http://b.example/?x=1&y=2#z", "javascript:alert(1)", "",
    "https://e.example/" + "y" * 3000,
)  # fmt: skip

texts = st.lists(st.sampled_from(WORDS), min_size=5, max_size=90).map(" ".join)
names = st.one_of(st.sampled_from(HOSTILE), st.sampled_from(["Ada Brunn", "the company", "Jon Ek"]))


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, min(len(text), start + 300))))


@st.composite
def readings(draw: st.DrawFn, text: str) -> Reading:
    quotes = [
        Quote(
            content=(draw(spans(text)),),
            speaker=draw(names),
            kind=draw(st.sampled_from(QuoteKind)),
            cue=draw(spans(text)),
            role=draw(spans(text)).of(text),
            unnamed=draw(st.booleans()),
            polarity=draw(st.sampled_from(Polarity)),
            mode=draw(st.sampled_from(Mode)),
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    figures = [
        Figure(
            span=draw(spans(text)),
            value=Decimal(draw(st.integers(0, 9))),
            unit="EUR",
            kind=draw(st.sampled_from(FigureKind)),
            measures="",
            measures_span=draw(spans(text)),
            speaker=draw(names),
            period=draw(names),
            key=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 5)))
    ]
    return Reading(tuple(quotes), tuple(figures), sentences(text))


@st.composite
def digests(draw: st.DrawFn) -> tuple[Digest, dict[int, Article]]:
    articles, read = [], {}
    for number in range(1, draw(st.integers(1, 7)) + 1):
        text = draw(texts)
        articles.append(
            article(number, draw(names), draw(names), text, number, url=draw(st.sampled_from(URLS)), note=draw(names))
        )
        read[number] = draw(readings(text))
    topic = Topic(WorkspaceId("T1"), "C1", draw(names), id=7)
    coverage = Coverage(9, 8, (FailingFeed(draw(names), NOW),) * 3, (draw(names),))
    return build_digest([TopicNews(topic, articles, read)], WINDOW, coverage, [], NOW, "UTC", NOW), {
        each.id: each for each in articles
    }


def parts_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from parts_of(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from parts_of(inner)


@settings(max_examples=60, deadline=None)
@given(digests())
def test_budgets_limits_and_no_markup(given_digest: tuple[Digest, dict[int, Article]]) -> None:
    digest, known = given_digest
    messages = render_briefing(digest, known)
    assert visible_words(messages[0].blocks) <= PHONE_SCREEN.words
    assert len(messages[0].blocks) <= PHONE_SCREEN.blocks
    for message in messages:
        assert len(message.blocks) <= 50
        assert json_size(message.blocks) <= MOST_JSON
        assert 0 < len(message.text) <= 3000
        assert "<" not in message.text
        assert ">" not in message.text
        for part in parts_of(message.blocks):
            assert part.get("type") != "mrkdwn"
            assert part.get("type") not in {"image", "user", "usergroup", "broadcast", "channel", "emoji"}
            assert part.get("text") != ""
            if part.get("type") == "link":
                assert part["url"].startswith(("https://", "http://"))
                assert len(part["url"]) < 3000
            if isinstance(part.get("text"), str):
                assert not any(category(ch) in {"Cf", "Cc"} and ch != "\n" for ch in part["text"])


@settings(max_examples=40, deadline=None)
@given(digests())
def test_printed_spans_stand_in_their_articles(given_digest: tuple[Digest, dict[int, Article]]) -> None:
    digest, known = given_digest
    for line in (*digest.said, *digest.everyone):
        for wording in filter(None, (line.wording, line.full)):
            assert_holds(wording, known[line.place.article_id].text)
    for story in digest.stories:
        if story.lead:
            assert_holds(story.lead, known[story.place.article_id].text)
    for figure in (*digest.numbers, *digest.figures):
        text = known[figure.place.article_id].text
        assert figure.span.of(text) == figure.words
        assert figure.measures_span.of(text) == figure.measures


def assert_holds(wording: Wording, text: str) -> None:
    for piece in wording.pieces:
        assert piece.span.of(text) == piece.words
        if piece.marked:
            assert any(mark in text[: piece.span.start] for mark in "“‘\"'")


@settings(max_examples=15, deadline=None)
@given(digests())
def test_other_forms_hold_no_markup_of_others(given_digest: tuple[Digest, dict[int, Article]]) -> None:
    page = render_html(given_digest[0])
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert render_text(given_digest[0])
    assert render_nothing_new(given_digest[0]).blocks


def test_a_full_day_is_split_within_the_limits() -> None:
    """Forty articles with everything: the thread stays within Slack's limits and says what is left out."""
    sample = sample_digest()
    many = sample_digest(
        news=[
            TopicNews(
                TOPIC,
                [article(n, f"Outlet {n}", f"Title {n}", _numbered(n), n, story_id=n) for n in range(1, 41)],
                {n: _numbered_reading(n) for n in range(1, 41)},
            )
        ]
    )
    known = {n: article(n, f"Outlet {n}", f"Title {n}", _numbered(n), n) for n in range(1, 41)}
    messages = render_briefing(many, known)
    assert len(messages) > len(render_briefing(sample, TEXTS))
    assert all(json_size(message.blocks) <= MOST_JSON and len(message.blocks) <= 50 for message in messages)
    everyone = [m for m in messages if m.blocks[0].get("text", {}).get("text", "").find(" people quoted") > 0]
    shown = sum(block["type"] == "rich_text" for m in everyone for block in m.blocks)
    assert len(many.everyone) == 80
    assert f"{80 - shown} more are stored" in json.dumps(everyone[-1].blocks)
    assert json.dumps(messages[0].blocks).count("rich_text_quote") >= 2
    assert json.dumps(messages[0].blocks).count("bn crowns") >= 2
    assert COVERAGE.feeds


def _numbered(n: int) -> str:
    said = [
        f"“We will build bridge {n}-{k} before the {k}th winter of the plan,” said Person{n}x{k}." for k in range(4)
    ]
    return " ".join([*said, f"The budget of county {n} is {n} billion crowns."])


def _numbered_reading(n: int) -> Reading:
    text = _numbered(n)
    quotes = []
    for k in range(4):
        start = text.index(f"We will build bridge {n}-{k}")
        quotes.append(Quote((Span(start, text.index(",”", start)),), f"Person{n}x{k}", QuoteKind.DIRECT))
    at = text.index(f"{n} billion")
    measured = text.index(f"budget of county {n}")
    figure = Figure(
        Span(at, len(text) - 1), Decimal(n), "SEK", FigureKind.MONEY, "", key=True,
        measures_span=Span(measured, measured + len(f"budget of county {n}")),
    )  # fmt: skip
    return Reading(tuple(quotes), (figure,), sentences(text))
