"""What the loopback Slack knows: people, channels, posts, files, views. Pure state behind one lock; no network.

A post is Slack's own JSON (`{"type": "message", "ts": …}`) with what was asked for besides kept under `_asked`
(unfurl flags, client_msg_id) and the metadata under `metadata`; both are left out of what the Web API gives back
unless they are asked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Condition
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

Json = dict[str, Any]

TEAM_ID, TEAM_NAME, TEAM_DOMAIN = "T0HARBOUR1", "Harbour & Field", "harbour-field"
APP_ID, BOT_ID, BOT_USER = "A0READOUT1", "B0READOUT1", "U0READOUT1"
SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the workspace; `zone` is an IANA name."""

    id: str
    name: str
    real_name: str
    zone: str
    title: str = ""
    is_bot: bool = False


@dataclass(slots=True)
class Channel:
    """A channel ("channel"), a private one ("group") or a direct message ("im") of two members."""

    id: str
    name: str
    members: set[str]
    kind: str = "channel"
    purpose: str = ""
    posts: dict[str, Json] = field(default_factory=dict)
    """By ts, oldest first: timestamps only grow."""
    archived: bool = False

    def other(self, user: str) -> str:
        return next((member for member in sorted(self.members) if member != user), user)


PEOPLE = (
    Person("U0INES0001", "ines", "Ines Okafor", "Europe/Berlin", "Head of public affairs"),
    Person("U0TOMAS001", "tomas", "Tomás Villar", "America/New_York", "Analyst"),
    Person("U0MINA0001", "mina", "Mina Sato", "Asia/Tokyo", "Press officer"),
    Person(BOT_USER, "readout", "Readout", "UTC", "App", is_bot=True),
    Person(SLACKBOT, "slackbot", "Slackbot", "UTC", "App", is_bot=True),
)
EVERYBODY = frozenset(person.id for person in PEOPLE if not person.is_bot)


def first_channels() -> list[Channel]:
    """Two channels and a private one with the bot, one without it, and its direct message with the first person."""
    with_bot = {*EVERYBODY, BOT_USER}
    return [
        Channel("C0INDUSTRY", "industry-watch", set(with_bot), purpose="Factories, sensors and who pays for them"),
        Channel("C0ENERGY01", "energy-desk", set(with_bot), purpose="Grids, storage, prices"),
        Channel("C0HALLWAY1", "hallway", set(EVERYBODY), purpose="Readout has not been invited here"),
        Channel("C0BOARD001", "board-brief", {PEOPLE[0].id, PEOPLE[1].id, BOT_USER}, "group", "Before each meeting"),
        Channel("D0INESBOT1", "", {PEOPLE[0].id, BOT_USER}, "im"),
    ]


@dataclass(slots=True)
class Reply:
    """A response_url: five uses within half an hour."""

    id: str
    channel: str
    user: str
    until: float
    uses_left: int = 5
    original: str | None = None
    """The ts of the message the click was on."""


class Workspace:
    """All state, with one condition that is notified at each change. Every method takes the lock itself."""

    def __init__(self, now: Callable[[], float] = time.time, trigger_seconds: float = 3.0) -> None:
        self.now = now
        self.trigger_seconds = trigger_seconds
        self.changed = Condition()
        self.version = 0
        self.people = {person.id: person for person in PEOPLE}
        self.channels = {channel.id: channel for channel in first_channels()}
        self.ephemerals: list[Json] = []
        self.replies: dict[str, Reply] = {}
        self.views: dict[str, Json] = {}
        self.homes: dict[str, Json] = {}
        self.files: dict[str, Json] = {}
        self.statuses: dict[tuple[str, str], tuple[str, float]] = {}
        self._triggers: dict[str, float] = {}
        self._last_ts = 0

    def touch(self) -> None:
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    # -------------------------------------------------------------- finding

    def find_channel(self, reference: str) -> Channel | None:
        """By id, by name with or without #; a user's id means the bot's direct message with them."""
        with self.changed:
            if reference in self.people:
                return self.open_im(reference)
            name = reference.removeprefix("#")
            named = (channel for channel in self.channels.values() if channel.name == name and name)
            return self.channels.get(reference) or next(named, None)

    def open_im(self, user: str) -> Channel:
        with self.changed:
            for channel in self.channels.values():
                if channel.kind == "im" and channel.members == {user, BOT_USER}:
                    return channel
            made = Channel(f"D0{uuid4().hex[:8].upper()}", "", {user, BOT_USER}, "im")
            self.channels[made.id] = made
            self.touch()
            return made

    def top_level(self, channel: Channel) -> list[Json]:
        """Posts of the channel itself, oldest first: no replies but those also sent to the channel."""
        with self.changed:
            posts = list(channel.posts.values())
        return [post for post in posts if post.get("thread_ts", post["ts"]) == post["ts"] or is_broadcast(post)]

    def thread(self, channel: Channel, ts: str) -> list[Json]:
        """The parent and its replies, oldest first."""
        with self.changed:
            posts = list(channel.posts.values())
        return [post for post in posts if ts in (post["ts"], post.get("thread_ts"))]

    # -------------------------------------------------------------- changing

    def next_ts(self) -> str:
        """A fresh timestamp in Slack's form, greater than each one before."""
        with self.changed:
            self._last_ts = max(int(self.now() * 1_000_000), self._last_ts + 1)
            return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def add_post(self, channel: Channel, post: Json) -> Json:
        """Stores the post under a fresh ts; a reply moves the parent's counts and ends the thread's working status."""
        with self.changed:
            post = {"type": "message", "ts": self.next_ts(), "team": TEAM_ID, **post}
            channel.posts[post["ts"]] = post
            root = post.get("thread_ts")
            if root and root in channel.posts:
                self._count_reply(channel, root, post)
                if post.get("bot_id"):
                    self.statuses.pop((channel.id, root), None)
            self.touch()
            return post

    def _count_reply(self, channel: Channel, root: str, post: Json) -> None:
        parent = channel.posts[root]
        users = {*parent.get("reply_users", ()), post["user"]}
        parent |= {
            "thread_ts": root,
            "reply_count": parent.get("reply_count", 0) + 1,
            "reply_users": sorted(users),
            "reply_users_count": len(users),
            "latest_reply": post["ts"],
        }

    def delete_post(self, channel: Channel, ts: str) -> Json:
        with self.changed:
            post = channel.posts.pop(ts)
            parent = channel.posts.get(post.get("thread_ts", ""))
            if parent and parent is not post:
                parent["reply_count"] = max(0, parent.get("reply_count", 1) - 1)
            self.touch()
            return post

    def add_ephemeral(self, channel: Channel, user: str, post: Json) -> Json:
        """A post for one person, kept apart: it is in no history."""
        with self.changed:
            post = {"type": "message", "ts": self.next_ts(), "channel": channel.id, "ephemeral_to": user, **post}
            self.ephemerals.append(post)
            self.touch()
            return post

    def set_status(self, channel: str, thread_ts: str, text: str) -> None:
        """The "is working …" line of a thread; empty ends it, and so do two minutes."""
        with self.changed:
            self.statuses.pop((channel, thread_ts), None)
            if text:
                self.statuses[(channel, thread_ts)] = (text, self.now() + 120)
            self.touch()

    # -------------------------------------------------------------- short-lived ids

    def new_trigger(self, *, stale: bool = False) -> str:
        with self.changed:
            trigger = f"{uuid4().int % 10**13}.{uuid4().int % 10**12}.{uuid4().hex}"
            self._triggers[trigger] = self.now() + (-1 if stale else self.trigger_seconds)
            return trigger

    def use_trigger(self, trigger: str) -> str:
        """The error code, or "" where the trigger was good; it is good once."""
        with self.changed:
            if trigger not in self._triggers:
                return "invalid_trigger_id"
            until, self._triggers[trigger] = self._triggers[trigger], -1.0
            if until < 0:
                return "exchanged_trigger_id"
            return "expired_trigger_id" if until < self.now() else ""

    def new_reply(self, channel: str, user: str, original: str | None = None) -> Reply:
        with self.changed:
            reply = Reply(uuid4().hex, channel, user, self.now() + 30 * 60, original=original)
            self.replies[reply.id] = reply
            return reply

    def use_reply(self, reply_id: str) -> Reply | str:
        """The reply to write to, or the error code."""
        with self.changed:
            reply = self.replies.get(reply_id)
            if reply is None:
                return "no_such_url"
            if reply.until < self.now():
                return "expired_url"
            if reply.uses_left == 0:
                return "used_url"
            reply.uses_left -= 1
            return reply


def is_broadcast(post: Json) -> bool:
    return post.get("subtype") == "thread_broadcast"


def public(post: Json, *, with_metadata: bool = False) -> Json:
    """The post as the Web API gives it."""
    hidden = {"_asked"} if with_metadata else {"_asked", "metadata"}
    return {key: value for key, value in post.items() if key not in hidden}


def user_json(person: Person) -> Json:
    """A user object as users.info gives it."""
    offset = datetime.now(UTC).astimezone(ZoneInfo(person.zone)).utcoffset()
    return {
        "id": person.id,
        "team_id": TEAM_ID,
        "name": person.name,
        "real_name": person.real_name,
        "deleted": False,
        "is_bot": person.is_bot,
        "is_admin": person.id == PEOPLE[0].id,
        "is_owner": person.id == PEOPLE[0].id,
        "tz": person.zone,
        "tz_label": person.zone.replace("_", " "),
        "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
        "profile": {"real_name": person.real_name, "display_name": person.name, "title": person.title},
    }


def channel_json(channel: Channel, viewer: str) -> Json:
    """A conversation object as conversations.info gives it to `viewer`."""
    common = {"id": channel.id, "created": 1_760_000_000, "is_archived": channel.archived, "is_mpim": False}
    if channel.kind == "im":
        return {**common, "is_im": True, "is_channel": False, "user": channel.other(viewer), "is_open": True}
    private = channel.kind == "group"
    return {
        **common,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not private,
        "is_group": private,
        "is_im": False,
        "is_private": private,
        "is_member": viewer in channel.members,
        "num_members": len(channel.members),
        "purpose": {"value": channel.purpose},
        "topic": {"value": ""},
    }


def visible(channels: Iterable[Channel], viewer: str) -> list[Channel]:
    """Public channels and those the viewer is in."""
    return [channel for channel in channels if channel.kind == "channel" or viewer in channel.members]
