"""One page to the article it holds: text in paragraphs, and what the page says of itself.

trafilatura first (favouring precision), readability where its text does not agree with the headline and the feed's
summary: a cookie notice is not an article.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from readability import Document

from bot.feeds.match import words_of
from bot.feeds.page_facts import PageFacts, page_facts
from bot.feeds.text import clean, html_to_text, plain_line

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
TEXT_CAP = 60_000
SHORT = 400
"""Characters; less is hardly a whole article."""
SHARE = 0.4
"""Of the characters in the page's paragraphs: an article holds at least so many."""
PARAGRAPH = 60
_NOISE = ("script", "style", "noscript", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "select")
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
    text = without_title(_best(tree, page, title, summary), facts.title or title)
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


def _best(tree: lxml_html.HtmlElement, page: bytes | str, title: str, summary: str) -> str:
    """The first extraction that is long enough and agrees with what was announced, else the longest that agrees."""
    etree.strip_elements(tree, *_NOISE, with_tail=False)
    enough = max(SHORT, SHARE * _paragraph_chars(tree))
    tried = ""
    for extract in (_quick, _thorough, lambda _: _by_readability(page)):
        text = extract(tree)
        if not agrees(text, title, summary):
            continue
        if len(text) >= enough:
            return text
        tried = max(tried, text, key=len)
    return tried


def _paragraph_chars(tree: lxml_html.HtmlElement) -> int:
    lengths = (len("".join(paragraph.itertext()).strip()) for paragraph in tree.iter("p"))
    return sum(length for length in lengths if length >= PARAGRAPH)


def _quick(tree: lxml_html.HtmlElement) -> str:
    return _by_trafilatura(tree, fast=True)


def _thorough(tree: lxml_html.HtmlElement) -> str:
    return _by_trafilatura(tree, fast=False)


def _by_trafilatura(tree: lxml_html.HtmlElement, *, fast: bool) -> str:
    found = trafilatura.extract(deepcopy(tree), fast=fast, favor_precision=True, include_comments=False)
    lines = (plain_line(line) for line in (found or "").split("\n"))
    return "\n\n".join(line for line in lines if line)


def _by_readability(page: bytes | str) -> str:
    text = page.decode("utf-8", "replace") if isinstance(page, bytes) else page
    try:
        return html_to_text(Document(clean(text)).summary(html_partial=True))
    except (etree.ParserError, ValueError, TypeError):
        return ""  # readability finds no body in some pages and says so in many ways


def agrees(text: str, title: str, summary: str) -> bool:
    """Whether the text speaks of what was announced: a third of the announcement's telling words stand in it.

    Nothing announced: any text does.
    """
    telling = _telling(f"{title} {summary}")
    if not text or not telling:
        return bool(text)
    text = without_title(text, title)
    return len(telling & _telling(text)) * 3 >= len(telling)


def without_title(text: str, title: str) -> str:
    """The text without the headline, should the page repeat it (or its beginning) above the first paragraph."""
    first, _, rest = text.partition("\n\n")
    words = words_of(first)
    return rest if rest and words.count(" ") > 3 and words in words_of(title) else text


def _telling(text: str) -> frozenset[str]:
    """The words that carry the meaning; of scripts without spaces, the pairs of neighbouring characters."""
    found: set[str] = set()
    for word in words_of(text).split():
        if _UNSPACED.search(word):
            found.update(a + b for a, b in pairwise(word))
        elif len(word) > 2 and word not in _COMMON:
            found.add(word)
    return frozenset(found)


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
