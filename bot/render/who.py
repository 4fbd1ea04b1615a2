"""What is known of one speaker: roles over time, and what was said, by topic."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.digest.digest import Place, QuoteLine
from bot.model import Message
from bot.render.answer import Moment
from bot.render.engine import render_message
from bot.render.limits import MOST_BLOCKS, MOST_JSON, json_size

MOST_ROLES = 6
MOST_STATEMENTS = 12


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role as articles state it, from when to when, and where it was last stated so."""

    role: str
    first: datetime | None
    last: datetime | None
    place: Place
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicSaid:
    topic: str
    lines: tuple[QuoteLine, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class WhoCard:
    speaker: str
    roles: tuple[RoleLine, ...]
    topics: tuple[TopicSaid, ...]
    statements: int
    articles: int
    outlets: int
    since: datetime | None
    aliases: tuple[str, ...] = ()
    """Other names that articles give them."""

    @property
    def shown(self) -> int:
        return sum(len(group.lines) for group in self.topics)


def render_who(card: WhoCard, moment: Moment) -> Message:
    """As many statements as one message holds, of each topic the newest; how many are left out is said."""
    most = MOST_STATEMENTS
    while True:
        message = render_message("who", card=_shortened(card, most), at=moment)
        fits = json_size(message.blocks) <= MOST_JSON and len(message.blocks) <= MOST_BLOCKS
        if fits or most == 1:
            return message
        most -= 1


def _shortened(card: WhoCard, most: int) -> WhoCard:
    """The newest of every topic, then the second newest of every topic …"""
    counts = [0] * len(card.topics)
    left = most
    for depth in range(max((len(group.lines) for group in card.topics), default=0)):
        for number, group in enumerate(card.topics):
            if depth < len(group.lines) and left:
                counts[number] += 1
                left -= 1
    kept = (
        replace(group, lines=group.lines[:count]) for group, count in zip(card.topics, counts, strict=True) if count
    )
    return replace(card, topics=tuple(kept), roles=card.roles[-MOST_ROLES:])
