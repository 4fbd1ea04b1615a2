"""The feeds of the sample news: one RSS 2.0, Atom or JSON Feed document an outlet, and the OPML that lists them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from bot.demo.news import Outlet, SampleArticle


@dataclass(frozen=True, slots=True)
class Site:
    """Where and since when the sample news is served. `base` has no slash at its end; `opened` is aware, UTC."""

    base: str
    opened: datetime
    outlets: Mapping[str, Outlet]

    @property
    def opml_url(self) -> str:
        return f"{self.base}/feeds.opml"

    def home_url(self, outlet: Outlet) -> str:
        return f"{self.base}/{outlet.slug}/"

    def feed_url(self, outlet: Outlet) -> str:
        return f"{self.base}/{outlet.slug}/{FEED_FORMATS[outlet.feed].file}"

    def article_url(self, article: SampleArticle) -> str:
        return f"{self.base}/{article.outlet}/{article.slug}.html"

    def published(self, article: SampleArticle) -> datetime:
        return self.opened - timedelta(hours=article.hours_ago)


def identifier(article: SampleArticle) -> str:
    """The same at every start, whatever the port."""
    return f"tag:{article.outlet}.example,2025:{article.slug}"


def rss(site: Site, outlet: Outlet, articles: Sequence[SampleArticle]) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>\n'
        f"<title>{escape(outlet.name)}</title><link>{escape(site.home_url(outlet))}</link>"
        f"<description>{escape(outlet.tagline)}</description><ttl>60</ttl>\n"
        + "".join(_rss_item(site, outlet, article) for article in articles)
        + "</channel></rss>\n"
    )


def _rss_item(site: Site, outlet: Outlet, article: SampleArticle) -> str:
    # Escaped twice: the elements hold HTML as text.
    title, summary = escape(escape(article.title, quote=False)), escape(escape(article.summary, quote=False))
    whole = f"<content:encoded>{escape(_html(article))}</content:encoded>" if outlet.whole else ""
    return (
        f"<item><title>{title}</title><link>{escape(site.article_url(article))}</link>"
        f'<guid isPermaLink="false">{escape(identifier(article))}</guid>'
        f"<pubDate>{format_datetime(site.published(article))}</pubDate><dc:creator>{escape(article.author)}</dc:creator>"
        f"<category>{escape(article.theme)}</category><description>{summary}</description>{whole}</item>\n"
    )


def atom(site: Site, outlet: Outlet, articles: Sequence[SampleArticle]) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>tag:{outlet.slug}.example,2025:feed</id><title>{escape(outlet.name)}</title>"
        f"<subtitle>{escape(outlet.tagline)}</subtitle><updated>{site.opened.isoformat(timespec='seconds')}</updated>"
        f'<link rel="self" href="{escape(site.feed_url(outlet))}"/><link href="{escape(site.home_url(outlet))}"/>\n'
        + "".join(_atom_entry(site, outlet, article) for article in articles)
        + "</feed>\n"
    )


def _atom_entry(site: Site, outlet: Outlet, article: SampleArticle) -> str:
    moment = site.published(article).isoformat(timespec="seconds")
    whole = f'<content type="html">{escape(_html(article))}</content>' if outlet.whole else ""
    return (
        f'<entry><id>{escape(identifier(article))}</id><title type="text">{escape(article.title)}</title>'
        f'<link href="{escape(site.article_url(article))}"/><published>{moment}</published><updated>{moment}</updated>'
        f"<author><name>{escape(article.author)}</name></author>"
        f'<summary type="text">{escape(article.summary)}</summary>{whole}</entry>\n'
    )


def json_feed(site: Site, outlet: Outlet, articles: Sequence[SampleArticle]) -> str:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "description": outlet.tagline,
        "home_page_url": site.home_url(outlet),
        "feed_url": site.feed_url(outlet),
        "items": [_json_item(site, outlet, article) for article in articles],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_item(site: Site, outlet: Outlet, article: SampleArticle) -> dict[str, object]:
    item: dict[str, object] = {
        "id": identifier(article),
        "url": site.article_url(article),
        "title": article.title,
        "summary": article.summary,
        "date_published": site.published(article).isoformat(timespec="seconds"),
        "authors": [{"name": article.author}],
        "tags": [article.theme],
    }
    # A JSON Feed item must hold some content; an outlet that keeps its text to itself gives the summary again.
    return item | ({"content_html": _html(article)} if outlet.whole else {"content_text": article.summary})


def opml(site: Site) -> str:
    rows = "".join(
        f'<outline type="rss" text="{escape(outlet.name)}" title="{escape(outlet.name)}" '
        f'xmlUrl="{escape(site.feed_url(outlet))}" htmlUrl="{escape(site.home_url(outlet))}"/>\n'
        for outlet in site.outlets.values()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head><title>Sample news</title></head><body>\n'
        f"{rows}</body></opml>\n"
    )


def _html(article: SampleArticle) -> str:
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in article.paragraphs)


@dataclass(frozen=True, slots=True)
class FeedFormat:
    """How one kind of feed is written and served."""

    file: str
    content_type: str
    write: Callable[[Site, Outlet, Sequence[SampleArticle]], str]


FEED_FORMATS: Mapping[str, FeedFormat] = {
    "rss": FeedFormat("feed.xml", "application/rss+xml", rss),
    "atom": FeedFormat("atom.xml", "application/atom+xml", atom),
    "json": FeedFormat("feed.json", "application/feed+json", json_feed),
}
