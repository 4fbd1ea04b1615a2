"""The pages of the sample news, as a publisher would serve them: the article among furniture that is none of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template

from bot.demo.news import Outlet, SampleArticle
from bot.demo.news.feeds import FEED_FORMATS, Site

_PAGE = Template((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))
_RELATED = 4


def article_page(site: Site, article: SampleArticle, others: Sequence[SampleArticle]) -> str:
    """The HTML of one article; `others` of the same outlet are linked below it."""
    outlet = site.outlets[article.outlet]
    published = site.published(article)
    words = {
        "language": article.language,
        "title": article.title,
        "outlet": outlet.name,
        "tagline": outlet.tagline,
        "author": article.author,
        "summary": article.summary,
        "published": published.isoformat(timespec="seconds"),
        "published_words": _spoken(published),
        "url": site.article_url(article),
        "home_url": site.home_url(outlet),
        "feed_url": site.feed_url(outlet),
        "feed_type": FEED_FORMATS[outlet.feed].content_type,
    }
    return _PAGE.substitute(
        {name: escape(value) for name, value in words.items()},
        body="\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in article.paragraphs),
        related="\n".join(_link(site, other) for other in others[:_RELATED]),
    )


def front_page(site: Site, outlet: Outlet, articles: Sequence[SampleArticle]) -> str:
    """An outlet's own front page, with its feed announced in the head."""
    name, feed = escape(outlet.name), escape(site.feed_url(outlet))
    links = "\n".join(_link(site, article) for article in articles)
    kind = FEED_FORMATS[outlet.feed].content_type
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{name}</title>\n'
        f'<link rel="alternate" type="{kind}" title="{name}" href="{feed}"></head>\n'
        f"<body><h1>{name}</h1><p>{escape(outlet.tagline)}</p><ul>\n{links}\n</ul></body></html>\n"
    )


def index_page(site: Site) -> str:
    """All outlets, for a person who opens the newsroom's address."""
    rows = "\n".join(
        f'<li><a href="{escape(site.home_url(outlet))}">{escape(outlet.name)}</a> '
        f'(<a href="{escape(site.feed_url(outlet))}">feed</a>)</li>'
        for outlet in site.outlets.values()
    )
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8"><title>Sample news</title></head>\n'
        f"<body><h1>Sample news</h1><p>Invented articles of invented outlets.</p><ul>\n{rows}\n</ul>\n"
        f'<p><a href="{escape(site.opml_url)}">All feeds (OPML)</a></p></body></html>\n'
    )


def _link(site: Site, article: SampleArticle) -> str:
    return f'<li><a href="{escape(site.article_url(article))}">{escape(article.title)}</a></li>'


def _spoken(instant: datetime) -> str:
    return f"{instant.day} {instant:%B %Y, %H:%M} UTC"
