"""Small feeds of an invented outlet."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.feeds.parse import ParsedFeed, parse_feed

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
URL = "https://tidewatch.example/feed.xml"


def entry(number: int, **fields: str) -> str:
    told = {
        "title": f"Harbour note {number}",
        "link": f"https://tidewatch.example/notes/{number}",
        "guid": f"note-{number}",
        "pubDate": f"Mon, 04 May 2026 0{number}:00:00 GMT",
        "description": f"The harbour board met for the {number}. time about the sea wall.",
    } | fields
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in told.items() if value) + "</item>"


def rss(*entries: str, channel: str = "") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Tidewatch</title>'
        f"<link>https://tidewatch.example/</link>{channel}{''.join(entries)}</channel></rss>"
    )


def parsed(body: str | bytes, content_type: str = "application/rss+xml") -> ParsedFeed:
    raw = body.encode() if isinstance(body, str) else body
    return parse_feed(raw, {"content-type": content_type}, URL, NOW)
