from __future__ import annotations

import resource
import time
from contextlib import suppress

import pytest
from feed_samples import NOW, URL, entry, rss

from bot.errors import FeedError
from bot.feeds.apart import LARGE_FEED, MOST_TAGS, parse_feed_safely, read_page_safely
from bot.feeds.article import read_page
from bot.feeds.parse import parse_feed

LINE = "The harbour board of Elmsund met on Monday and spoke of the wall, its chair said afterwards."


def test_a_large_feed_reads_the_same_in_its_own_process() -> None:
    body = rss(*(entry(n, pubDate="", description=LINE * 20) for n in range(200))).encode()
    assert len(body) > LARGE_FEED
    assert parse_feed_safely(body, {}, URL, NOW) == parse_feed(body, {}, URL, NOW)


def test_a_large_page_reads_the_same_in_its_own_process() -> None:
    text = "".join(f"<p>{LINE} {n}</p>" for n in range(MOST_TAGS // 2 + 10))
    page = f'<html><head><meta property="article:published_time" content="2026-05-04"></head><body>{text}</body></html>'
    apart = read_page_safely(page.encode(), URL, title="Harbour board")
    assert apart == read_page(page, URL, title="Harbour board")
    assert apart.published is not None


def test_errors_come_back_in_their_own_words() -> None:
    with pytest.raises(FeedError, match="web page") as caught:
        parse_feed_safely(b"<html>" + b"<p>x</p>" * LARGE_FEED, {}, URL, NOW)
    assert caught.value.hint


def test_a_parser_that_breaks_is_an_unreadable_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("bot.feeds.apart.parse_feed", breaks)
    monkeypatch.setattr("bot.feeds.apart.read_page", breaks)
    with pytest.raises(FeedError, match="cannot be read"):
        parse_feed_safely(b"<rss/>", {}, URL, NOW)
    with pytest.raises(FeedError, match="cannot be read"):
        read_page_safely(b"<html/>", URL)


HOSTILE = {
    "address": b"<item><author>" + b"a" * 250_000 + b"@</author></item>",
    "attributes": b"<item " + b" ".join(b'a%d="b"' % n for n in range(400_000)) + b"></item>",
    "paragraphs": b"<item><title><![CDATA[" + b"<p>" * 1_000_000 + b"]]></title></item>",
}


@pytest.mark.fault
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_document_made_to_hurt_costs_this_process_nothing(kind: str) -> None:
    body = rss(HOSTILE[kind].decode()).encode()
    before, started = resource.getrusage(resource.RUSAGE_SELF), time.process_time()
    with suppress(FeedError):
        parse_feed_safely(body, {}, URL, NOW)
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert time.process_time() - started < 2
    assert after.ru_maxrss - before.ru_maxrss < 64 * 1024
