"""What a workspace follows and what was sent of it: topics, runs, editions, deliveries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from bot.model.text import Block, WorkspaceId


@dataclass(frozen=True, slots=True)
class Timetable:
    """Local times on weekdays (Monday 0) in one IANA zone."""

    times: tuple[time, ...] = (time(8, 0),)
    weekdays: frozenset[int] = frozenset(range(5))
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a channel follows."""

    workspace: WorkspaceId
    channel: str
    name: str
    query: str = ""
    timetable: Timetable = field(default_factory=Timetable)
    id: int = 0
    owner: str = ""
    """The Slack user who is told when a schedule fails."""
    paused: bool = False
    muted: tuple[str, ...] = ()
    """Outlets and words that are left out."""
    outlets: tuple[str, ...] = ()
    """The outlets that alone are read for it; none named: all."""
    next_due: datetime | None = None
    due_date: date | None = None
    due_slot: str = ""
    """The nominal local date and time (HH:MM) that `next_due` stands for."""
    last_sent: datetime | None = None
    """The cut-off of the last briefing sent: the next window starts here."""
    late_limit_s: int = 6 * 3600
    created: datetime | None = None


class RunState(StrEnum):
    OPEN = "open"
    DONE = "done"
    EMPTY = "empty"
    """Nothing new: nothing was posted."""
    LATE = "late"
    """Missed by more than the topic's limit: not posted, and told."""
    FAILED = "failed"


def run_key(workspace: WorkspaceId, channel: str, local_date: date, slot: str) -> str:
    """workspace|channel|local date|slot: what makes a run one, however often its tick comes."""
    return f"{workspace}|{channel}|{local_date.isoformat()}|{slot}"


@dataclass(frozen=True, slots=True)
class Run:
    """One briefing of one channel at one slot. `key` is unique, and made by `run_key`."""

    key: str
    workspace: WorkspaceId
    channel: str
    topic_ids: tuple[int, ...]
    due: datetime
    id: int = 0
    state: RunState = RunState.OPEN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: Block Kit and the plain fallback. `metadata` is added by the messenger."""

    blocks: tuple[Block, ...]
    text: str


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    HELD = "held"
    """Unknown, and the history cannot be read: the owner was told, nothing is repeated."""
    WITHDRAWN = "withdrawn"
    """An answer whose question was deleted: not posted, or taken back."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The record of posting one part: of a briefing (`run_id`) or an answer (`request_id`).

    `id` is a deterministic uuid5 of run key or request key and part number. Part 0 is the parent; later parts and
    answers go into a thread: `thread_ts` when known, else the `ts` of `parent_id` once that is sent.
    """

    id: str
    workspace: WorkspaceId
    channel: str
    part: int
    message: Message
    run_id: int | None = None
    request_id: int | None = None
    parent_id: str | None = None
    thread_ts: str | None = None
    state: DeliveryState = DeliveryState.PENDING
    attempt: int = 0
    since: datetime | None = None
    """When the present state began."""
    not_before: datetime | None = None
    ts: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A sent briefing, frozen: the messages and the manifest they can be rebuilt and checked by."""

    run_id: int
    workspace: WorkspaceId
    channel: str
    topic_ids: tuple[int, ...]
    start: datetime
    cut_off: datetime
    article_ids: tuple[int, ...]
    manifest: Mapping[str, Any]
    messages: tuple[Message, ...]
    id: int = 0
