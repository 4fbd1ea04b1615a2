"""One page to the article it holds: text in paragraphs, and what the page says of itself.

trafilatura first (favouring precision), readability where its text does not agree with the headline and the feed's
summary: a cookie notice is not an article.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from readability import Document

from bot.feeds.match import words_of
from bot.feeds.page_facts import PageFacts, page_facts
from bot.feeds.text import clean, html_to_text, plain_line

TEXT_CAP = 60_000
SHORT = 400
"""Characters; less is hardly a whole article."""
_COMMON = frozenset(
    "the a an of to in on at for and or but with from by as is are was were be been it its this that these those after"
    " over into out up new says said will has have had not no how why what who when where than more about".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    """What one page gave. `text` may be empty: then `note` says why."""

    title: str
    text: str
    outlet: str = ""
    author: str = ""
    published: datetime | None = None
    url: str = ""
    """The canonical address, where it is of the same site; else empty."""
    note: str = ""


def read_page(page: bytes | str, url: str, *, title: str = "", summary: str = "") -> Page:
    """The article of a page; `title` and `summary` are what the feed announced, and what the text must agree with."""
    tree = _tree(page)
    if tree is None:
        return Page(title, "", note="the page is empty")
    facts = page_facts(tree, url)
    headline = title or facts.title
    text = _best(tree, page, url, headline, summary)
    return Page(
        title=facts.title or title,
        text=_capped(text),
        outlet=facts.outlet,
        author=facts.author,
        published=facts.published,
        url=facts.canonical,
        note=_note(text, facts),
    )


def _tree(page: bytes | str) -> lxml_html.HtmlElement | None:
    try:
        tree = trafilatura.load_html(page)
    except (etree.ParserError, ValueError):
        return None
    return tree if tree is not None and len(tree) else None


def _best(tree: lxml_html.HtmlElement, page: bytes | str, url: str, headline: str, summary: str) -> str:
    text = _by_trafilatura(tree, url)
    if len(text) >= SHORT and agrees(text, headline, summary):
        return text
    other = _by_readability(page)
    if len(other) > 2 * len(text) and agrees(other, headline, summary):
        return other
    return text if agrees(text, headline, summary) else ""


def _by_trafilatura(tree: lxml_html.HtmlElement, url: str) -> str:
    found = trafilatura.extract(
        tree, url=url, favor_precision=True, include_comments=False, include_tables=False, with_metadata=False
    )
    lines = (plain_line(line) for line in (found or "").split("\n"))
    return "\n\n".join(line for line in lines if line)


def _by_readability(page: bytes | str) -> str:
    text = page.decode("utf-8", "replace") if isinstance(page, bytes) else page
    try:
        return html_to_text(Document(clean(text)).summary(html_partial=True))
    except (etree.ParserError, ValueError, TypeError):
        return ""  # readability finds no body in some pages and says so in many ways


def agrees(text: str, headline: str, summary: str) -> bool:
    """Whether the text speaks of what was announced: a third of the announcement's telling words stand in it."""
    telling = {word for word in words_of(f"{headline} {summary}").split() if len(word) > 2} - _COMMON
    if not telling:
        return bool(text)
    held = set(words_of(text).split())
    return len(telling & held) * 3 >= len(telling)


def _capped(text: str) -> str:
    if len(text) <= TEXT_CAP:
        return text
    return text[:TEXT_CAP].rsplit("\n\n", 1)[0]


def _note(text: str, facts: PageFacts) -> str:
    if facts.paywalled and len(text) < 4 * SHORT:
        return "paywall"
    if not text:
        return "the page holds no article"
    return "the text was cut" if len(text) > TEXT_CAP else ""
