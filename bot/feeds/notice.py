"""A feed as its document states it, before anything is judged: the common shape of all formats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """One announcement. All texts are plain; `link` is as it stands."""

    title: str = ""
    link: str = ""
    guid: str = ""
    summary: str = ""
    contents: tuple[str, ...] = ()
    author: str = ""
    updated: datetime | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A whole feed. `known` says that the format was recognised, even where it announces nothing."""

    title: str = ""
    link: str = ""
    subtitle: str = ""
    language: str = ""
    author: str = ""
    id: str = ""
    updated: datetime | None = None
    published: datetime | None = None
    notices: tuple[Notice, ...] = ()
    known: bool = False
    note: str = ""
