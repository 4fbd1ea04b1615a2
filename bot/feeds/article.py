"""One page to the article it holds: text in paragraphs, and what the page says of itself.

trafilatura first (favouring precision), readability where its text does not agree with the headline and the feed's
summary: a cookie notice is not an article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
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
LONG = 800
SHARE = 0.4
"""Of the characters in the page's paragraphs: an article holds at least so many."""
PARAGRAPH = 60
_META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!doctype[^>]*>", re.IGNORECASE)
_PARSER = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
_NOISE = (
    "script",
    "style",
    "noscript",
    "svg",
    "iframe",
    "object",
    "embed",
    "canvas",
    "audio",
    "video",
    "select",
    "nav",
    "footer",
)
_CONSENT = ("cookies", "consent", "partners", "privacy policy", "personal data", "legitimate interest", "advertising")
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


def read_page(page: bytes | str, url: str, *, title: str = "", summary: str = "", charset: str = "") -> Page:
    """The article of a page; `title` and `summary` are what the feed announced, and what the text must agree with.

    `charset` is what the answer's Content-Type says of bytes.
    """
    source = page if isinstance(page, str) else decode_page(page, charset)
    tree = _tree(source)
    if tree is None:
        return Page(title, "", note="the page is empty")
    facts = page_facts(tree, url)
    text = without_title(_best(tree, source, title, summary), facts.title or title)
    return Page(
        title=facts.title or title,
        text=_capped(text),
        outlet=facts.outlet,
        author=facts.author,
        published=facts.published,
        url=facts.canonical,
        note=_note(text, facts),
    )


def decode_page(page: bytes, charset: str = "") -> str:
    """UTF-8 where it reads as such, else what the answer's header (`charset`) or the page says, else Windows-1252."""
    told = _META_CHARSET.search(page[:4096])
    for name in ("utf-8", charset, told[1].decode("ascii", "replace") if told else ""):
        with suppress(LookupError, UnicodeDecodeError, ValueError):
            return page.decode(name)
    return page.decode("cp1252", "replace")


def _tree(text: str) -> lxml_html.HtmlElement | None:
    # Without the doctype and NULs, on which libxml2 stops early.
    raw = _DOCTYPE.sub("", text, count=1).replace("\0", "").encode("utf-8", "replace")
    try:
        tree = lxml_html.document_fromstring(raw, parser=_PARSER)
    except (etree.ParserError, ValueError):
        return None
    return tree if len(tree) else None


def _best(tree: lxml_html.HtmlElement, source: str, title: str, summary: str) -> str:
    """The first extraction that is long enough and agrees with what was announced, else the longest that agrees.

    `tree` is used up.
    """
    enough = max(SHORT, SHARE * _paragraph_chars(tree))
    tried = ""
    steps: tuple[Callable[[], str], ...] = (
        partial(_by_trafilatura, tree, fast=True),
        partial(_thorough, source),
        partial(_by_readability, source),
    )
    for extract in steps:
        text = extract()
        if not agrees(text, title, summary):
            continue
        if len(text) >= enough:
            return text
        tried = max(tried, text, key=len)
    return tried


def _paragraph_chars(tree: lxml_html.HtmlElement) -> int:
    lengths = (len("".join(paragraph.itertext()).strip()) for paragraph in tree.iter("p"))
    return sum(length for length in lengths if length >= PARAGRAPH)


def _thorough(source: str) -> str:
    tree = _tree(source)
    return "" if tree is None else _by_trafilatura(tree, fast=False)


def _by_trafilatura(tree: lxml_html.HtmlElement, *, fast: bool) -> str:
    etree.strip_elements(tree, *_NOISE, with_tail=False)
    found: str | None = trafilatura.extract(tree, fast=fast, favor_precision=True, include_comments=False)
    lines = (plain_line(line) for line in (found or "").split("\n"))
    return "\n\n".join(line for line in lines if line)


def _by_readability(source: str) -> str:
    try:
        return html_to_text(Document(clean(source)).summary(html_partial=True))
    except (etree.ParserError, ValueError, TypeError):
        return ""  # readability finds no body in some pages and says so in many ways


def agrees(text: str, title: str, summary: str) -> bool:
    """Whether the text speaks of what was announced: a third of the announcement's telling words stand in it.

    Headlines play with words, so of a text as long as an article an eighth suffices, unless it talks like a consent
    form. Nothing announced: any text does.
    """
    telling = _telling(f"{title} {summary}")
    if not text or not telling:
        return bool(text)
    text = without_title(text, title)
    shared = len(telling & _telling(text))
    if shared * 3 >= len(telling):
        return True
    return shared * 8 >= len(telling) and len(text) >= LONG and not _is_consent_form(text)


def _is_consent_form(text: str) -> bool:
    words = words_of(text)
    return sum(f" {term} " in words for term in _CONSENT) >= 3


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
