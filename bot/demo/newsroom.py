"""Serves the sample news on loopback: feeds, article pages, OPML, with entity tags and conditional answers.

Every page is made when the newsroom opens; dates count back from that moment, so the newest article is minutes old.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from bot.demo.news import SampleArticle, load_articles, load_outlets
from bot.demo.news.feeds import FEED_FORMATS, Site, opml
from bot.demo.news.pages import article_page, front_page, index_page

_LOOPBACK = "127.0.0.1"
_ROBOTS = "User-agent: *\nDisallow: /account/\n"


@dataclass(frozen=True, slots=True)
class Served:
    """One document as it goes over the wire."""

    body: bytes
    content_type: str
    etag: str


def build_site(site: Site, articles: Sequence[SampleArticle]) -> dict[str, Served]:
    """Every path of the newsroom and what stands there."""
    html = "text/html; charset=utf-8"
    pages = {
        "/": _served(index_page(site), html),
        "/robots.txt": _served(_ROBOTS, "text/plain; charset=utf-8"),
        "/feeds.opml": _served(opml(site), "text/x-opml; charset=utf-8"),
    }
    for outlet in site.outlets.values():
        own = [article for article in articles if article.outlet == outlet.slug]
        form = FEED_FORMATS[outlet.feed]
        pages[f"/{outlet.slug}/{form.file}"] = _served(
            form.write(site, outlet, own), f"{form.content_type}; charset=utf-8"
        )
        pages[f"/{outlet.slug}/"] = _served(front_page(site, outlet, own), html)
        for article in own:
            others = [other for other in own if other is not article]
            pages[f"/{outlet.slug}/{article.slug}.html"] = _served(article_page(site, article, others), html)
    return pages


def _served(text: str, content_type: str) -> Served:
    body = text.encode()
    return Served(body, content_type, f'"{hashlib.sha256(body).hexdigest()[:20]}"')


class _NewsServer(ThreadingHTTPServer):
    daemon_threads = True
    pages: Mapping[str, Served] = {}
    modified = ""


class _Desk(BaseHTTPRequestHandler):
    """Answers one request from the prepared pages; the connection closes after it."""

    server: _NewsServer
    timeout = 10

    def do_GET(self) -> None:  # the method's name is http.server's
        page = self.server.pages.get(urlsplit(self.path).path)
        if page is None:
            self._answer(HTTPStatus.NOT_FOUND, Served(b"Not found.\n", "text/plain; charset=utf-8", ""))
        elif page.etag in self.headers.get("If-None-Match", ""):
            self._answer(HTTPStatus.NOT_MODIFIED, Served(b"", "", page.etag))
        else:
            self._answer(HTTPStatus.OK, page)

    do_HEAD = do_GET  # noqa: N815  the name is http.server's

    def _answer(self, status: HTTPStatus, page: Served) -> None:
        self.send_response(status)
        if page.etag:
            self.send_header("ETag", page.etag)
            self.send_header("Last-Modified", self.server.modified)
            self.send_header("Cache-Control", "max-age=60")
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the parameter's name is http.server's
        """Silent: the newsroom is scenery."""


class Newsroom:
    """The sample news on a loopback port (0: any free one), from entering the context to leaving it.

    `articles` replaces the sample articles, for tests that want their own.
    """

    def __init__(
        self, port: int = 0, *, articles: Sequence[SampleArticle] | None = None, opened: datetime | None = None
    ) -> None:
        self._articles = load_articles() if articles is None else tuple(articles)
        self._server = _NewsServer((_LOOPBACK, port), _Desk)
        self.site = Site(
            base=f"http://{_LOOPBACK}:{self._server.server_address[1]}",
            opened=opened or datetime.now(UTC),
            outlets=load_outlets(),
        )
        self._server.pages = build_site(self.site, self._articles)
        self._server.modified = format_datetime(self.site.opened.astimezone(UTC), usegmt=True)
        self._thread = Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="newsroom", daemon=True
        )

    @property
    def url(self) -> str:
        """Without a slash at its end."""
        return self.site.base

    @property
    def address(self) -> str:
        """host:port, as READOUT_ALLOW wants it."""
        return self.site.base.removeprefix("http://")

    @property
    def feeds(self) -> list[str]:
        """One feed URL an outlet."""
        return [self.site.feed_url(outlet) for outlet in self.site.outlets.values()]

    @property
    def opml_url(self) -> str:
        return self.site.opml_url

    @property
    def articles(self) -> tuple[SampleArticle, ...]:
        """What is served, newest first."""
        return self._articles

    def article_url(self, slug: str) -> str:
        """Raises KeyError for an unknown slug."""
        by_slug = {article.slug: article for article in self._articles}
        return self.site.article_url(by_slug[slug])

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
