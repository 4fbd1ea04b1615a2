"""The sample news: invented articles of invented outlets, one Markdown file each with TOML front matter.

Names, firms, bodies and figures are made up. Several articles follow one theme, so that a topic can be tracked over
them; some repeat a wire report, some disagree on a number, some correct one. `hours_ago` places an article before the
moment the newsroom opens.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_FENCE = "+++\n"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher with one feed: `feed` is rss, atom or json; a `whole` feed carries the articles' text."""

    slug: str
    name: str
    tagline: str
    feed: str
    whole: bool


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One article as its file gives it. Paragraphs of `text` are separated by a blank line."""

    slug: str
    outlet: str
    title: str
    author: str
    kind: str
    theme: str
    hours_ago: float
    text: str
    language: str = "en"
    copy_of: str = ""
    """The slug of the wire report that this article repeats; else empty."""

    @property
    def paragraphs(self) -> list[str]:
        return self.text.split("\n\n")

    @property
    def summary(self) -> str:
        """The first sentence, as a feed would announce it."""
        return re.split(r"(?<=[a-z\d”’»%)][.!?]) (?=[A-ZÀ-Ý“‘])", self.paragraphs[0])[0]


def parse_article(slug: str, source: str) -> SampleArticle:
    """Front matter between two `+++` lines, then the text. Raises ValueError where the fences are missing."""
    before, head, body = source.split(_FENCE, 2)
    if before:
        raise ValueError(f"{slug}: text before the front matter")
    fields: dict[str, Any] = tomllib.loads(head)
    return SampleArticle(slug=slug, text=body.strip(), **fields)


def load_articles(folder: Path = _HERE / "articles") -> tuple[SampleArticle, ...]:
    """Every article of the folder, newest first."""
    articles = (parse_article(path.stem, path.read_text(encoding="utf-8")) for path in folder.glob("*.md"))
    return tuple(sorted(articles, key=lambda article: (article.hours_ago, article.slug)))


@cache
def load_outlets() -> dict[str, Outlet]:
    """The outlets by slug, in the order of outlets.toml."""
    tables = tomllib.loads((_HERE / "outlets.toml").read_text(encoding="utf-8"))
    return {slug: Outlet(slug=slug, **table) for slug, table in tables.items()}
