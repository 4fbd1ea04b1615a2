"""What people ask, command and think of it: requests, opinions, corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.model.lines import LineRef
from bot.model.text import WorkspaceId


class RequestKind(StrEnum):
    COMMAND = "command"
    QUESTION = "question"
    ACTION = "action"
    EDIT = "edit"
    """The asker changed a question: its answer is changed."""
    DELETION = "deletion"
    """The asker took a question away: its answer goes, too."""


class RequestState(StrEnum):
    OPEN = "open"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Request:
    """Something a person asked for, kept as a row until it is dealt with.

    `key` makes it one however often it arrives.
    """

    key: str
    workspace: WorkspaceId
    kind: RequestKind
    channel: str
    user: str
    text: str
    thread_ts: str | None = None
    response_url: str = ""
    zone: str = ""
    """The asker's IANA zone where it is known."""
    payload: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    state: RequestState = RequestState.OPEN
    attempt: int = 0
    since: datetime | None = None
    created: datetime | None = None
    edited: str = ""
    """Slack's timestamp of the newest edit that `text` holds; "" as long as there was none."""


class Opinion(StrEnum):
    USEFUL = "useful"
    NOT_USEFUL = "not useful"
    WRONG = "wrong"
    """A correction: the line is hidden in this workspace for as long as the opinion stands."""
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one person thinks of an answer, a line or a briefing. One row for a subject and a person: the last counts.

    `subject` is a LineRef as text, or "answer|<request id>", or "less|<channel>|<words>".
    """

    workspace: WorkspaceId
    channel: str
    user: str
    opinion: Opinion
    subject: str
    words: str = ""
    """What it was about, for whoever reads the list: the line's own words, the question, what was muted."""
    line: LineRef | None = None
    id: int = 0
    withdrawn: bool = False
    created: datetime | None = None
