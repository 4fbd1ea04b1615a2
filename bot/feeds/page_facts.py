"""What a page says of itself: JSON-LD, Open Graph and meta elements; nothing is guessed from its prose."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html

from bot.feeds.identity import absolute_link
from bot.feeds.jsonfeed import parse_iso
from bot.feeds.text import one_line

_ARTICLE = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "AnalysisNewsArticle")
_TITLE = ("og:title", "twitter:title", "dc.title")
_OUTLET = ("og:site_name", "application-name", "dc.publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "og:article:published_time",
)
_MOST_JSON = 500_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: datetime | None = None
    canonical: str = ""
    paywalled: bool = False


def page_facts(tree: lxml_html.HtmlElement, url: str) -> PageFacts:
    """Read from the head and the JSON-LD; `canonical` only where it is of the page's own host."""
    metas = _metas(tree)
    story = _story(tree)
    return PageFacts(
        title=_first(metas, _TITLE) or one_line(_string(story.get("headline"))) or _title(tree),
        outlet=_first(metas, _OUTLET) or _names(story.get("publisher")),
        author=_names(story.get("author")) or _author(metas),
        published=parse_iso(_string(story.get("datePublished"))) or _published(metas, tree),
        canonical=_canonical(tree, metas, url),
        paywalled=str(story.get("isAccessibleForFree", "")).lower() == "false",
    )


def _metas(tree: lxml_html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            found.setdefault(name, one_line(meta.get("content")))
    return found


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if metas.get(name)), "")


def _author(metas: Mapping[str, str]) -> str:
    author = _first(metas, _AUTHOR)
    return "" if author.startswith("http") else author.removeprefix("By ")


def _published(metas: Mapping[str, str], tree: lxml_html.HtmlElement) -> datetime | None:
    dates = (parse_iso(metas[name]) for name in _PUBLISHED if name in metas)
    stated = next((date for date in dates if date), None)
    if stated:
        return stated
    times = (parse_iso(element.get("datetime")) for element in tree.iter("time") if element.get("datetime"))
    return next((date for date in times if date), None)


def _title(tree: lxml_html.HtmlElement) -> str:
    return next((one_line(element.text_content()) for element in tree.iter("title")), "")


def _canonical(tree: lxml_html.HtmlElement, metas: Mapping[str, str], url: str) -> str:
    named = next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    link = absolute_link(named or metas.get("og:url", ""), url)
    same_host = urlsplit(link).netloc == urlsplit(url).netloc
    return link if same_host and urlsplit(link).path not in {"", "/"} else ""


# ------------------------------------------------------------------ JSON-LD


def _story(tree: lxml_html.HtmlElement) -> Mapping[str, Any]:
    """The first JSON-LD object that is an article; empty where there is none."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            for one in _objects(_json(script.text), 0):
                kind = one.get("@type")
                if any(name in _ARTICLE for name in (kind if isinstance(kind, list) else [kind])):
                    return one
    return {}


def _json(text: str) -> Any:
    try:
        return json.loads(text[:_MOST_JSON], strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict) and depth < 4:
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("mainEntity"), depth + 1)
    elif isinstance(value, list):
        for one in value[:50]:
            yield from _objects(one, depth + 1)


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _names(value: Any) -> str:
    """A person, an organisation or a list of them, as "A, B"."""
    several = value if isinstance(value, list) else [value]
    names = (one_line(_string(one.get("name") if isinstance(one, dict) else one)) for one in several[:6])
    return ", ".join(dict.fromkeys(name for name in names if name and not name.startswith("http")))
