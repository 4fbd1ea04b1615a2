"""Bytes of a feed to its items: RSS 0.9x to 2.0, RDF, Atom, CDF by feedparser; JSON Feed and news sitemaps by hand.

feedparser is given bytes, never an address or a name (it would open either). Its sanitizer and its resolving of links
inside markup are off: everything becomes plain text here.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from time import struct_time
from typing import Any
from xml.sax import SAXException

import feedparser

from bot.errors import FeedError
from bot.feeds.dates import parse_date
from bot.feeds.identity import absolute_link, distinct, item_keys
from bot.feeds.jsonfeed import parse_json_feed
from bot.feeds.notice import FeedDocument, Notice
from bot.feeds.safety import check_shape
from bot.feeds.sitemap import is_sitemap, parse_sitemap
from bot.feeds.text import html_to_text, one_line, plain_line
from bot.model import Item

MOST_ITEMS = 10_000
SUMMARY_CHARS = 2_000
TITLE_CHARS = 500
FULL_TEXT_CHARS = 1_500
"""From here on, an entry's own text may be the whole article."""
TEXT_CAP = 100_000

_UTF16 = frozenset({b"\xff\xfe", b"\xfe\xff"})
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_MISREAD = re.compile(r"\s*(?:\d{9,13}\s*$|\d{4}/\d)")
_TEASER = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])\W*$|\b(?:read more|continue reading|read the full)\b", re.IGNORECASE
)
_ENTRY = re.compile(rb"<(?:item|entry)[\s/>]")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What one answer of a feed holds."""

    title: str
    home: str
    """The site the feed belongs to; "" where it names none."""
    items: tuple[Item, ...]
    note: str = ""
    """What was mended or left out, for a person ("cut at 10,000 items"); else empty."""


def parse_feed(body: bytes, headers: Mapping[str, str], url: str, now: datetime) -> ParsedFeed:
    """The items of a feed's body, in its order, each with its identity keys.

    `headers` in lower case; `url` is what links are relative to. Raises FeedError where it is no feed.
    """
    document = parse_document(body, headers, url)
    if not document.known and not document.notices:
        raise _no_feed(body)
    notices = document.notices[:MOST_ITEMS]
    items = _items(document, notices, url, now)
    notes = [document.note] if document.note else []
    if len(document.notices) > MOST_ITEMS:
        notes.append(f"only the first {MOST_ITEMS:,} of {len(document.notices):,} entries are kept")
    home = absolute_link(document.link, url) if document.link else ""
    return ParsedFeed(document.title[:TITLE_CHARS], home, items, "; ".join(notes))


def parse_document(body: bytes, headers: Mapping[str, str], url: str) -> FeedDocument:
    """The feed as it stands in the document, in plain text; nothing judged or left out."""
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise FeedError("The feed is empty.", "It is tried again later; nothing is lost.")
    if start[:1] == b"{":
        return parse_json_feed(start)
    if is_sitemap(start):
        return parse_sitemap(start)
    if _PAGE.match(start) and not _FEED.search(start[:65_536]):
        raise _no_feed(start)
    check_shape(body)
    return _by_feedparser(body if body[:2] in _UTF16 else _cut(start), headers, url)


def _cut(body: bytes) -> bytes:
    """The body without the entries beyond what is kept: a million empty ones would take minutes."""
    beyond = next(islice(_ENTRY.finditer(body), MOST_ITEMS + 1, None), None)
    return body[: beyond.start()] if beyond else body


def _by_feedparser(body: bytes, headers: Mapping[str, str], url: str) -> FeedDocument:
    told = {"content-type": _content_type(body, headers), "content-location": url}
    parsed = feedparser.parse(io.BytesIO(body), response_headers=told, sanitize_html=False, resolve_relative_uris=False)
    feed = parsed["feed"]
    atom = str(parsed.get("version") or "").startswith("atom")
    return FeedDocument(
        title=_line(feed, "title", atom),
        link=_text(feed, "link"),
        subtitle=_line(feed, "subtitle", atom) or _line(feed, "summary", atom),
        language=_text(feed, "language"),
        author=_line(feed, "author", atom),
        id=_text(feed, "id"),
        updated=_date(feed, "updated_parsed"),
        published=_date(feed, "published_parsed"),
        notices=tuple(_notice(entry, atom) for entry in parsed["entries"]),
        known=bool(parsed.get("version")),
        note="the document is damaged; what could be read was read" if _is_damaged(parsed) else "",
    )


def _content_type(body: bytes, headers: Mapping[str, str]) -> str:
    """What is told, unless the bytes know better: nothing but UTF-8 reads as UTF-8 by chance."""
    told = headers.get("content-type", "")
    if body.isascii() or body[:2] in _UTF16:
        return told
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return told
    return "application/xml; charset=utf-8"


def _is_damaged(parsed: dict[str, Any]) -> bool:
    # feedparser also complains of content types and encodings, which harm nobody.
    return isinstance(parsed.get("bozo_exception"), SAXException)


def _notice(entry: dict[str, Any], atom: bool) -> Notice:
    return Notice(
        title=_line(entry, "title", atom),
        link=_text(entry, "link"),
        guid=_text(entry, "id"),
        summary=html_to_text(_text(entry, "summary")),
        contents=tuple(html_to_text(str(part.get("value") or "")) for part in dict.get(entry, "content", ())),
        author=_line(entry, "author", atom),
        updated=_entry_date(entry, "updated"),
        published=_entry_date(entry, "published"),
    )


def _text(source: dict[str, Any], name: str) -> str:
    # dict.get: feedparser's own looks for other fields in place of a missing one, and warns.
    value = dict.get(source, name)
    return value if isinstance(value, str) else ""


def _line(source: dict[str, Any], name: str, atom: bool) -> str:
    value = _text(source, name)
    detail = dict.get(source, f"{name}_detail") or {}
    plain = name == "author" or (atom and detail.get("type") == "text/plain")
    return plain_line(value) if plain and "<" not in value else one_line(value)


def _date(source: dict[str, Any], name: str) -> datetime | None:
    value = dict.get(source, name)
    if not isinstance(value, struct_time | tuple):
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _entry_date(entry: dict[str, Any], name: str) -> datetime | None:
    """The feed parser's reading, or our own where it has none or takes the text for another (1583056800 for 1583)."""
    text = _text(entry, name)
    return (None if _MISREAD.match(text) else _date(entry, f"{name}_parsed")) or parse_date(text)


def _items(document: FeedDocument, notices: Iterable[Notice], url: str, now: datetime) -> tuple[Item, ...]:
    items = [_item(notice, document.link, url, now) for notice in notices]
    items = [item for item in items if item.title or item.summary or item.url]
    kept = distinct([item.keys for item in items])
    return tuple(replace(item, keys=keys) for item, keys in zip(items, kept, strict=True) if keys)


def _item(notice: Notice, home: str, base: str, now: datetime) -> Item:
    link = absolute_link(notice.link, base)
    published = sane_date(notice.published or notice.updated, now)
    keys = item_keys(
        guid=notice.guid,
        link=link,
        home=home,
        title=notice.title,
        words=notice.summary or "".join(notice.contents),
        when=published.isoformat() if published else "",
    )
    body = max((*notice.contents, notice.summary), key=len)
    return Item(
        url=link,
        title=(notice.title or _first_words(body))[:TITLE_CHARS],
        keys=keys,
        summary=(notice.summary or body)[:SUMMARY_CHARS],
        full_text=body[:TEXT_CAP] if is_whole(body) else "",
        author=notice.author[:200],
        published=published,
    )


def is_whole(text: str) -> bool:
    """Whether an entry's own text is long enough, and not cut off, to be the article itself."""
    return len(text) >= FULL_TEXT_CHARS and not _TEASER.search(text[-120:])


def sane_date(date: datetime | None, now: datetime) -> datetime | None:
    """None for dates before the web and for those of a future that clock errors do not explain."""
    return date if date and _EARLIEST <= date <= now + timedelta(days=1) else None


def _first_words(text: str) -> str:
    line = text.split("\n", 1)[0]
    return line if len(line) <= 80 else line[:80].rsplit(" ", 1)[0] + "…"


def _no_feed(body: bytes) -> FeedError:
    if _HTML.search(body[:4096]):
        return FeedError("This is a web page, not a feed.", "Give the address of the site's RSS or Atom feed.")
    return FeedError("This is not a feed that can be read.", "Check the address; RSS, Atom and JSON Feed are read.")
