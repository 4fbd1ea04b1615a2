"""From a page that is no feed to the feeds of its site."""

from __future__ import annotations

from urllib.parse import urljoin

from bot.errors import FetchError
from bot.feeds.discover import discover_feeds, news_sitemaps
from bot.ports import Fetched, Fetcher

OK = frozenset({200, 203, 206, 226})


def leads_of(fetcher: Fetcher, page: Fetched) -> list[str]:
    """The feeds the page names; where it names none, the news sitemaps of its site's robots.txt."""
    return discover_feeds(page.body, page.url) or _sitemaps(fetcher, page.url)


def _sitemaps(fetcher: Fetcher, url: str) -> list[str]:
    try:
        answer = fetcher.fetch(urljoin(url, "/robots.txt"))
    except FetchError:
        return []
    return news_sitemaps(answer.body[:100_000].decode("utf-8", "replace")) if answer.status in OK else []
