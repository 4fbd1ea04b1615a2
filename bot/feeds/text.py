"""Markup to plain words. Nothing active survives: what leaves here is text, whatever came in."""

from __future__ import annotations

import html
import re

from lxml import etree
from lxml import html as lxml_html

_BREAK = "\ue000"
"""Stands where a paragraph ends while a tree is turned into text."""

_BLOCKS = (
    "address article aside blockquote br caption center dd details div dl dt figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr legend li main nav ol option p pre section summary table td th title tr ul"
).split()
_DROPPED = ("script", "style", "noscript", "template", "head", "select", "textarea", "button")
_UNWRAPPED = (
    "iframe",
    "object",
    "embed",
    "applet",
    "svg",
    "math",
    "canvas",
    "audio",
    "video",
    "map",
    "frame",
    "frameset",
)
"""Often left open by mistake: what stands in them is kept as text."""
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue000]")
"""Control characters, and the ones that hide or turn text round."""
_TAG_LIKE = re.compile(
    r"<\s*/?\s*(?:a|abbr|applet|b|base|blockquote|body|br|center|code|div|em|embed|font|form|frame|frameset|h[1-6]|head|hr"
    r"|html|i|iframe|img|input|li|link|math|meta|object|ol|p|pre|script|small|span|strong|style|sub|sup|svg|table|td|tr|u"
    r"|ul|xml)\b[^<>]*>?|<\s*/?\s*(?:script|style|object|embed|applet|iframe|frame|svg|img|meta|link)[^<>]*>?|<!--.*?(?:-->|$)|<!\[CDATA\[|<[!?][^<>]*>?",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
"""Escaped twice over, as many feeds are."""
_OPEN_COMMENT = re.compile("<!--[^>]*>?")
_SPACE = re.compile(r"\s+")
_PARSER = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
_DEPTH = 3
"""How often markup escaped inside markup is opened again."""


def clean(text: str) -> str:
    """The same text without invisible and control characters."""
    return _INVISIBLE.sub("", text)


def one_line(markup: str) -> str:
    """Markup as one line of plain text."""
    return _SPACE.sub(" ", html_to_text(markup)).strip()


def plain_line(text: str) -> str:
    """Text that is no markup, as one line."""
    return _SPACE.sub(" ", clean(text)).strip()


def html_to_text(markup: str) -> str:
    """Paragraphs separated by a blank line; entities read; scripts, styles, forms and embedded things left out."""
    text = _open(clean(markup))
    for _ in range(_DEPTH):
        if not (_TAG_LIKE.search(text) or _ENTITY.search(text)):
            return text
        text = _open(text.replace("\n\n", "<p>"))
    return _TAG_LIKE.sub("", text)


def _open(markup: str) -> str:
    if "<" not in markup:
        return _paragraphs(_BREAK.join(re.split(r"\n\s*\n", html.unescape(markup))))
    try:
        tree = lxml_html.document_fromstring(_closed(markup).encode("utf-8", "replace"), parser=_PARSER)
    except (etree.ParserError, ValueError):
        return ""  # nothing but comments or space
    return tree_to_text(tree)


def _closed(markup: str) -> str:
    """A comment that nothing closes would swallow the rest: it ends at the next > instead."""
    if "<!--" not in markup:
        return markup
    head, end, tail = markup.rpartition("-->")
    return head + end + _OPEN_COMMENT.sub("", tail)


def tree_to_text(tree: lxml_html.HtmlElement) -> str:
    """As `html_to_text`, of a parsed tree; the tree is changed."""
    etree.strip_elements(tree, *_DROPPED, with_tail=False)
    for element in tree.iter("mi", "mo", "mn"):
        element.tail = " " + (element.tail or "")
    etree.strip_tags(tree, *_UNWRAPPED)
    for element in tree.iter(*_BLOCKS):
        element.tail = _BREAK + (element.tail or "")
        element.text = _BREAK + (element.text or "")
    return _paragraphs(clean_but_breaks(etree.tostring(tree, method="text", encoding="unicode")))


def clean_but_breaks(text: str) -> str:
    return _BREAK.join(clean(part) for part in text.split(_BREAK))


def _paragraphs(text: str) -> str:
    lines = (_SPACE.sub(" ", part).strip() for part in text.split(_BREAK))
    return "\n\n".join(line for line in lines if line)
