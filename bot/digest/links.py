"""Links that open a page at one sentence: text fragments (`#:~:text=start,end`, WICG Scroll To Text Fragment)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from bot.digest.marks import MARKS
from bot.model import Article, Span

LONGEST_URL = 2000
"""Longer addresses are not linked; Slack refuses links above 3,000 characters."""
_LONGEST_FRAGMENT = 260
_FEWEST, _MOST = 4, 9
_RUN = re.compile(r"\S+")


def is_web(url: str) -> bool:
    """An http(s) URL with a host, short enough to be linked, without white space or control characters."""
    if len(url) > LONGEST_URL or any(ch.isspace() or not ch.isprintable() for ch in url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def sentence_url(article: Article, sentence: Span) -> str:
    """The article's URL, with a fragment where the sentence can be named without doubt; "" where it is no web URL."""
    if not is_web(article.url):
        return ""
    directive = _directive(article.text, sentence)
    if not directive or len(directive) > _LONGEST_FRAGMENT:
        return article.url
    page, hash_sign, anchor = article.url.partition("#")
    anchor = anchor.partition(":~:")[0]
    return f"{page}#{anchor if hash_sign else ''}:~:text={directive}"


def _directive(text: str, sentence: Span) -> str:
    """`start` or `start,end`: the fewest words that stand once in the text; "" where there are none."""
    block = text[sentence.start : sentence.end].partition("\n")[0]
    runs = [run.span() for run in _RUN.finditer(block)]
    for count in range(max(1, min(_FEWEST, len(runs))), min(_MOST, len(runs)) + 1):
        start = block[: runs[count - 1][1]].strip(MARKS)
        if start and _once(text, start):
            return _with_end(text, block, runs, count)
    return ""


def _with_end(text: str, block: str, runs: list[tuple[int, int]], count: int) -> str:
    start = _encoded(block[: runs[count - 1][1]].strip(MARKS))
    for tail in range(3, 6):
        if len(runs) - tail <= count:
            break
        end = block[runs[-tail][0] :].strip(MARKS).rstrip(".!?").strip(MARKS)
        if end and _once(text, end):
            return f"{start},{_encoded(end)}"
    return start


def _once(text: str, words: str) -> bool:
    folded, sought = _folded(text), words.casefold()
    first = folded.find(sought)
    return first >= 0 and folded.find(sought, first + 1) < 0


@lru_cache(maxsize=16)
def _folded(text: str) -> str:
    """Kept for the lines of one article, which are made one after another."""
    return text.casefold()


def _encoded(words: str) -> str:
    """Percent-encoded; "-", "," and "&" have a meaning of their own in a directive."""
    return quote(words, safe="").replace("-", "%2D")
