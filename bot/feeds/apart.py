"""The same parsing in a process of its own, for documents that are large or look made to hurt.

A parser that meets a document made against it may take minutes or gigabytes; a thread cannot be stopped, a process can.
One process a document: what it took is given back at once. It speaks JSON, so nothing it says is ever executed.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, BinaryIO

from bot.errors import FeedError
from bot.feeds.article import Page, read_page
from bot.feeds.parse import ParsedFeed, parse_feed
from bot.log import get_log
from bot.model import Item

log = get_log("feeds")

LARGE_FEED = 256 * 1024
LARGE_PAGE = 2 * 1024 * 1024
"""Bytes; smaller documents are parsed where they are, unless they look strange."""
MOST_TAGS = 12_000
"""Of a page; news pages have some three thousand. What follows is quadratic in them."""
CPU_S = 12
WALL_S = 60
MEMORY = 2 * 1024**3
ANSWER_CHARS = 24 * 1024 * 1024
"""Of all texts together; beyond it items lose their full text."""

_STRANGE_FEED = re.compile(rb"[^\s<>]{8192}|<[^<>]{8192}")
_STRANGE_TAG = re.compile(rb"<[^<>]{65536}")
"""Words and tags that nobody writes, and that make patterns backtrack."""


def parse_feed_safely(body: bytes, headers: Mapping[str, str], url: str, now: datetime) -> ParsedFeed:
    """As `parse_feed`, in a process of its own where that is wiser."""
    if len(body) <= LARGE_FEED and not _STRANGE_FEED.search(body):
        with _whatever_a_document_brings_out():
            return parse_feed(body, headers, url, now)
    told = {"do": "feed", "headers": dict(headers), "url": url, "now": now.isoformat()}
    answer = _ask(told, body)
    items = tuple(_item(fields) for fields in answer["items"])
    return ParsedFeed(answer["title"], answer["home"], items, answer["note"])


def read_page_safely(page: bytes, url: str, *, title: str = "", summary: str = "", charset: str = "") -> Page:
    """As `read_page`, in a process of its own where that is wiser. Raises FeedError where it cannot be read."""
    if len(page) <= LARGE_PAGE and page.count(b"<") <= MOST_TAGS and not _STRANGE_TAG.search(page):
        with _whatever_a_document_brings_out():
            return read_page(page, url, title=title, summary=summary, charset=charset)
    answer = _ask({"do": "page", "url": url, "title": title, "summary": summary, "charset": charset}, page)
    return Page(**{**answer, "published": _instant(answer["published"])})


@contextmanager
def _whatever_a_document_brings_out() -> Iterator[None]:
    """The parsers are other people's and the documents strangers': one that fails must not hold up all the others."""
    try:
        yield
    except FeedError:
        raise
    except Exception as error:
        log.warning("document unreadable", error=type(error).__name__)
        raise FeedError("This cannot be read.", "Tell the publisher; it is tried again later.") from error


def _ask(told: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.feeds.apart"],
            input=json.dumps(told).encode() + b"\n" + body,
            capture_output=True,
            timeout=WALL_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FeedError(*_TOO_HARD) from error
    if done.returncode != 0:
        raise FeedError(*_TOO_HARD)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "error" in answer:
        raise FeedError(answer["error"], answer["hint"])
    return answer


_TOO_HARD = ("It takes too long or too much memory to read this.", "Tell the publisher; it is tried again later.")


def _item(fields: dict[str, Any]) -> Item:
    return Item(**{**fields, "keys": tuple(fields["keys"]), "published": _instant(fields["published"])})


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


# ------------------------------------------------------------------ in the other process


def _serve(source: BinaryIO, sink: BinaryIO) -> None:
    told = json.loads(source.readline())
    body = source.read()
    try:
        answer = _feed(told, body) if told["do"] == "feed" else _page(told, body)
    except FeedError as error:
        answer = {"error": str(error), "hint": error.hint}
    sink.write(json.dumps(answer, default=datetime.isoformat).encode("ascii"))


def _feed(told: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    feed = asdict(parse_feed(body, told["headers"], told["url"], datetime.fromisoformat(told["now"])))
    room = ANSWER_CHARS
    for item in feed["items"]:
        room -= len(item["full_text"]) + len(item["summary"]) + len(item["title"])
        if room < 0:
            item["full_text"] = ""
    return feed


def _page(told: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    return asdict(read_page(body, told["url"], title=told["title"], summary=told["summary"], charset=told["charset"]))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _serve(sys.stdin.buffer, sys.stdout.buffer)
