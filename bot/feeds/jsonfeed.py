"""JSON Feed 1.0 and 1.1 (jsonfeed.org), forgiving about types."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.errors import FeedError
from bot.feeds.notice import FeedDocument, Notice
from bot.feeds.text import html_to_text, one_line, plain_line

_MARKUP = re.compile(
    r"</?(?:a|b|br|em|i|p|span|strong|sub|sup|u|script|style)\b[^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.I
)


def parse_json_feed(body: bytes) -> FeedDocument:
    """Raises FeedError where the JSON is damaged or is no feed."""
    try:
        feed = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise FeedError("The feed's JSON is damaged.", "It is tried again later.") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise FeedError("This is JSON, but not a JSON Feed.", "Check the address.")
    return FeedDocument(
        title=plain_line(_text(feed, "title")),
        link=_text(feed, "home_page_url"),
        subtitle=plain_line(_text(feed, "description")),
        language=_text(feed, "language"),
        author=_author(feed),
        id=_text(feed, "feed_url"),
        notices=tuple(_notice(item) for item in feed["items"] if isinstance(item, dict)),
        known=True,
    )


def _notice(item: Mapping[str, Any]) -> Notice:
    html, plain = _text(item, "content_html"), _text(item, "content_text")
    content = html_to_text(html) if html else plain.strip()
    return Notice(
        title=_title(_text(item, "title")),
        link=_text(item, "url") or _text(item, "external_url"),
        guid=_text(item, "id"),
        summary=html_to_text(_text(item, "summary")),
        contents=(content,) if content else (),
        author=_author(item),
        updated=parse_iso(_text(item, "date_modified")),
        published=parse_iso(_text(item, "date_published")),
    )


def _title(text: str) -> str:
    """Plain text by the specification; markup and entities are read where a publisher put them in nonetheless."""
    return one_line(text) if _MARKUP.search(text) else plain_line(text)


def _text(source: Mapping[str, Any], name: str) -> str:
    value = source.get(name)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _author(source: Mapping[str, Any]) -> str:
    authors = source.get("authors")
    found = [*authors] if isinstance(authors, list) else [source.get("author")]
    return ", ".join(plain_line(_text(one, "name")) for one in found if isinstance(one, dict) and one.get("name"))


def parse_iso(text: str) -> datetime | None:
    """An ISO 8601 instant; without an offset it is taken as UTC."""
    try:
        date = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    try:
        return date.replace(tzinfo=date.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
