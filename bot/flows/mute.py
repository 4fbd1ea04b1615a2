"""Leaving out an outlet or words, in one topic or in all of a channel; and taking that back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.errors import InputError
from bot.feeds.match import fold
from bot.flows.feedback import keep_less
from bot.flows.matching import recent_articles
from bot.flows.phrases import parse_topic
from bot.flows.track import find_topic
from bot.model import Message, Request, Topic
from bot.ports import Ports
from bot.render import notices
from bot.render.notices import Button

MOST_MUTES = 50
MAX_MUTE = 80
_ALIKE = 85
_MOST_NEAR = 3
_IN = re.compile(r"^(.+?)\s+in\s+(#\d+|[“\"][^“”\"]+[”\"])$", re.IGNORECASE | re.DOTALL)


def mute_(ports: Ports, request: Request, words: str) -> Message:
    """`mute WORDS [in "TOPIC"]`: leaves out the outlet of that name, and titles with the words."""
    what, topics = _what_and_where(ports, request, words)
    for topic in topics:
        if not _holds(topic, what):
            if len(topic.muted) >= MOST_MUTES:
                raise InputError(f"“{topic.name}” leaves out {MOST_MUTES} things already.", "Take one back: unmute …")
            ports.store.mark_topic(replace(topic, muted=(*topic.muted, what)))
    keep_less(ports, request, what)
    ports.queue.wake("collect")
    return _told_of(ports, topics, what)


def _told_of(ports: Ports, topics: Sequence[Topic], what: str) -> Message:
    """What is left out now: an outlet and titles, or titles alone, with the outlets that may have been meant."""
    undo = Button("Undo", f'unmute "{what}"{_where(topics)}')
    heard = _outlets(ports, topics)
    left = f"“{what}” is left out of {_names(topics)} from now on"
    if fold(what) in {fold(outlet) for outlet in heard}:
        return notices.said(f"{left}: the outlet of that name, and titles with these words.", buttons=(undo,))
    buttons = [Button(f"Leave out {name}", f'mute "{name}"{_where(topics)}') for name in _near(what, heard)]
    known = "No outlet of that name has been read here" + (": is one of these meant?" if buttons else ".")
    return notices.said(f"{left}: titles with these words.", known, (*buttons, undo))


def _outlets(ports: Ports, topics: Sequence[Topic]) -> list[str]:
    """Those whose articles or feeds the topics have had."""
    read = {article.outlet for article in recent_articles(ports, topics)}
    feeds = (feed for topic in topics for feed in ports.store.list_topic_feeds(topic.workspace, topic.id))
    return sorted({*read, *(feed.outlet or feed.title for feed in feeds)} - {""})


def _near(what: str, names: Sequence[str]) -> list[str]:
    """The nearest of the names: "Touchline" is near "The Touchline"."""
    found = process.extract(what, names, scorer=fuzz.WRatio, processor=fold, score_cutoff=_ALIKE, limit=_MOST_NEAR)
    return [str(name) for name, _, _ in found]


def unmute_(ports: Ports, request: Request, words: str) -> Message:
    what, topics = _what_and_where(ports, request, words)
    had = [topic for topic in topics if _holds(topic, what)]
    for topic in had:
        kept = tuple(mute for mute in topic.muted if fold(mute) != fold(what))
        ports.store.mark_topic(replace(topic, muted=kept))
    if not had:
        muted = sorted({mute for topic in topics for mute in topic.muted})
        near = [Button(f"Take in {mute}", f'unmute "{mute}"{_where(topics)}', "primary") for mute in _near(what, muted)]
        return notices.said(f"“{what}” is not left out here.", f"Left out: {', '.join(muted)}" if muted else "", near)
    noted = keep_less(ports, request, what)
    ports.store.mark_feedback(request.workspace, noted.id, withdrawn=True)
    ports.queue.wake("collect")
    again = Button("Leave it out again", f'mute "{what}"{_where(had)}')
    return notices.said(f"“{what}” is taken in again in {_names(had)}.", buttons=(again,))


def _what_and_where(ports: Ports, request: Request, words: str) -> tuple[str, list[Topic]]:
    """What is meant, and the topics: the one that is named, else all of the channel. Raises InputError for no words."""
    found = _IN.match(words.strip())
    what = parse_topic(found[1] if found else words)[:MAX_MUTE].replace('"', "").strip()
    if not fold(what).strip():
        raise InputError("What shall be left out?", '/readout mute The Touchline – or: mute "share prices" in "TOPIC"')
    if found:
        return what, [find_topic(ports, request.workspace, request.channel, found[2])]
    topics = ports.store.list_topics(request.workspace, request.channel)
    if not topics:
        raise InputError("No topic is tracked in this channel.", "Make one: /readout track NAME from URL")
    return what, topics


def _holds(topic: Topic, what: str) -> bool:
    return fold(what) in {fold(mute) for mute in topic.muted}


def _where(topics: Sequence[Topic]) -> str:
    return f" in #{topics[0].id}" if len(topics) == 1 else ""


def _names(topics: Sequence[Topic]) -> str:
    return ", ".join(f"“{topic.name}”" for topic in topics[:5]) + (" and others" if len(topics) > 5 else "")
