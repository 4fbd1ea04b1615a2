"""OPML in and out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from bot.errors import FeedError
from bot.feeds.text import plain_line
from bot.model import Feed

MOST_FEEDS = 20_000


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list."""

    url: str
    title: str


def parse_opml(body: bytes) -> list[Outline]:
    """The feeds of an OPML list, each once, folders opened. Raises FeedError where it is none, or holds no feed."""
    try:
        root = fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"))
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FeedError(
            "This is not an OPML list that can be read.", "Export it again from the other reader."
        ) from error
    found: dict[str, Outline] = {}
    for outline in root.iter("outline"):
        named = {name.lower(): value for name, value in outline.attrib.items()}
        url = named.get("xmlurl", "").strip()
        if url:
            found.setdefault(url, Outline(url, plain_line(named.get("title") or named.get("text") or "")))
    if not found:
        raise FeedError("This list names no feeds.", "An OPML list names each feed in an xmlUrl.")
    return list(found.values())[:MOST_FEEDS]


def write_opml(feeds: Iterable[Feed]) -> str:
    """The feeds as OPML 2.0, in their order."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = "Readout"
    body = SubElement(root, "body")
    for feed in feeds:
        title = plain_line(feed.title) or feed.url
        SubElement(body, "outline", type="rss", text=title, title=title, xmlUrl=feed.url)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"
