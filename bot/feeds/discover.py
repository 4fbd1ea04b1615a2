"""From a site's page to the feeds it names."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from bot.feeds.identity import absolute_link
from bot.feeds.text import plain_line

_TYPES = re.compile(r"^(?:application|text)/(?:(?:rss|atom|rdf)\+xml|feed\+json|xml|json)\b", re.IGNORECASE)
_SECOND = re.compile(r"comment|/replies|oembed|wp-json|\bactivity", re.IGNORECASE)
"""Feeds of comments, and other things that the same link element names."""
_FEED_LIKE = re.compile(
    r"(?:/|\.|^)(?:rss|atom|feed|feeds|rdf|index\.xml|feed\.json)(?:\.xml|\.json|\.rdf)?/?(?:\?.*)?$"
)
_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
MOST = 5


def discover_feeds(page: bytes, url: str) -> list[str]:
    """Absolute addresses, the likeliest first: <link rel=alternate>, then links that look like feeds. At most five."""
    try:
        tree = lxml_html.document_fromstring(page[: 2 * 1024 * 1024])
    except (etree.ParserError, ValueError):
        return []
    base = absolute_link(next((one.get("href") or "" for one in tree.iter("base")), ""), url) or url
    named = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower().split() and _TYPES.match((link.get("type") or "").strip())
    ]
    looks = [a.get("href") or "" for a in tree.iter("a") if _FEED_LIKE.search((a.get("href") or "").lower())]
    named.sort(key=lambda href: bool(_SECOND.search(href)))
    found = (absolute_link(href, base) for href in named or looks if href)
    return list(dict.fromkeys(link for link in found if link and link != url))[:MOST]


def news_sitemaps(robots: str) -> list[str]:
    """The sitemaps of a robots.txt whose address says that they hold news."""
    return [where for where in _SITEMAP.findall(robots) if "news" in where.lower()][:MOST]


def page_title(page: bytes) -> str:
    """The page's <title>, for a message about it."""
    found = re.search(rb"<title[^>]*>(.{0,300}?)</title>", page[:100_000], re.IGNORECASE | re.DOTALL)
    return plain_line(found[1].decode("utf-8", "replace")) if found else ""
