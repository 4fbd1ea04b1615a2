"""News sitemaps (the sitemap protocol with Google's news extension): a feed for sites that have none."""

from __future__ import annotations

import re

from lxml import etree

from bot.errors import FeedError
from bot.feeds.jsonfeed import parse_iso
from bot.feeds.notice import FeedDocument, Notice
from bot.feeds.text import plain_line

_ROOT = re.compile(rb"<(?:\w+:)?urlset\b")


def is_sitemap(body: bytes) -> bool:
    return bool(_ROOT.search(body[:2048]))


def parse_sitemap(body: bytes) -> FeedDocument:
    """Only the pages that the news extension names; a plain sitemap has no titles and is no feed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise FeedError("The sitemap is damaged.", "It is tried again later.") from error
    notices = tuple(notice for url in root.iterfind("{*}url") if (notice := _notice(url)))
    if not notices:
        raise FeedError("This sitemap names no news.", "Only news sitemaps can be followed.")
    outlet = root.findtext(".//{*}publication/{*}name") or ""
    return FeedDocument(title=plain_line(outlet), notices=notices, known=True)


def _notice(url: etree._Element) -> Notice | None:
    title = plain_line(url.findtext("{*}news/{*}title") or "")
    link = (url.findtext("{*}loc") or "").strip()
    if not title or not link:
        return None
    date = parse_iso(url.findtext("{*}news/{*}publication_date") or "")
    return Notice(title=title, link=link, published=date)
