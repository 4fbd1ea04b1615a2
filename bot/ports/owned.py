"""The store of what a workspace owns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.model import (
    Delivery,
    Edition,
    Feed,
    Feedback,
    Message,
    Request,
    RequestState,
    Run,
    RunState,
    Topic,
    WorkspaceId,
)


class Topics(Protocol):
    """Owned by a workspace."""

    def add_topic(self, topic: Topic) -> Topic:
        """Raises InputError where the channel already tracks a topic of that name."""
        ...

    def get_topic(self, workspace: WorkspaceId, topic_id: int) -> Topic | None: ...

    def list_topics(self, workspace: WorkspaceId, channel: str | None = None) -> list[Topic]: ...

    def mark_topic(self, topic: Topic) -> None:
        """Writes every field of the topic (name, query, timetable, paused, mutes, next_due …)."""
        ...

    def delete_topic(self, workspace: WorkspaceId, topic_id: int) -> bool: ...

    def add_topic_feed(self, workspace: WorkspaceId, topic_id: int, feed_id: int) -> None: ...

    def delete_topic_feed(self, workspace: WorkspaceId, topic_id: int, feed_id: int) -> bool: ...

    def list_topic_feeds(self, workspace: WorkspaceId, topic_id: int) -> list[Feed]: ...

    def list_feed_topics(self, feed_id: int) -> list[Topic]:
        """All workspaces, for collecting: the topics that follow this feed."""
        ...

    def list_due_topics(self, now: datetime) -> list[Topic]:
        """All workspaces, for the tick: topics that are not paused with next_due <= now."""
        ...


class Runs(Protocol):
    """Owned by a workspace. The ledger of what was sent."""

    def add_run(self, run: Run, topics: Sequence[Topic]) -> Run | None:
        """Makes the run and writes the topics (their next_due moved on) in one transaction.

        None where the key exists: then nothing is written but the topics.
        """
        ...

    def get_run(self, key: str) -> Run | None: ...

    def list_open_runs(self) -> list[Run]:
        """All workspaces, for the tick."""
        ...

    def mark_run(self, run_id: int, state: RunState, note: str = "") -> None: ...

    def add_edition(self, edition: Edition, deliveries: Sequence[Delivery], topics: Sequence[Topic]) -> Edition:
        """In one transaction: the edition, its deliveries as pending, the run done, the topics written (last_sent)."""
        ...

    def get_edition(self, workspace: WorkspaceId, edition_id: int) -> Edition | None: ...

    def get_edition_at(self, workspace: WorkspaceId, channel: str, ts: str) -> Edition | None:
        """The edition whose parent message (part 0) was posted as ts in this channel: is this thread ours?"""
        ...

    def list_editions(self, workspace: WorkspaceId, channel: str | None = None, limit: int = 20) -> list[Edition]: ...

    def add_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Known ids are left as they are."""
        ...

    def get_delivery(self, delivery_id: str) -> Delivery | None: ...

    def list_open_deliveries(self, now: datetime) -> list[Delivery]:
        """All workspaces, for the tick: pending (not_before reached), sending and unknown; parents before parts."""
        ...

    def list_deliveries(
        self, workspace: WorkspaceId, *, run_id: int | None = None, request_id: int | None = None
    ) -> list[Delivery]: ...

    def claim_delivery(self, delivery_id: str, now: datetime) -> Delivery | None:
        """Pending -> sending, attempt + 1; None where it is no longer pending."""
        ...

    def mark_delivery(self, delivery: Delivery, was: Delivery) -> bool:
        """Writes state, since, not_before, ts, reason where state and attempt still are as in `was`."""
        ...

    def replace_message(self, delivery: Delivery, message: Message) -> bool:
        """Another content for this part, where its state and attempt still are as in `delivery`."""
        ...


class Requests(Protocol):
    """Owned by a workspace. Questions and commands, one row each however often they arrive."""

    def add_request(self, request: Request) -> Request | None:
        """None where the key is known."""
        ...

    def get_request(self, request_id: int) -> Request | None: ...

    def list_open_requests(self) -> list[Request]:
        """All workspaces, for the tick: open, and working ones that a crash may have left."""
        ...

    def claim_request(self, request: Request, now: datetime) -> Request | None:
        """Open (or as stale as `request` says) -> working, attempt + 1; None where another worker was first."""
        ...

    def mark_request(self, request_id: int, state: RequestState) -> None: ...

    def get_request_keyed(self, key: str) -> Request | None: ...

    def list_asked(self, request: Request, limit: int = 3) -> list[Request]:
        """The questions asked before this one in its thread, newest first."""
        ...

    def mark_edited(self, request_id: int, text: str, edited: str) -> bool:
        """Takes over a question's new text; False where the row holds this edit, or a later one, already."""
        ...


class Opinions(Protocol):
    """Owned by a workspace. What people think of answers and lines."""

    def add_feedback(self, feedback: Feedback) -> Feedback:
        """One row for a workspace, subject and user: another opinion of theirs takes the place of the one before."""
        ...

    def get_feedback(self, workspace: WorkspaceId, feedback_id: int) -> Feedback | None: ...

    def mark_feedback(self, workspace: WorkspaceId, feedback_id: int, *, withdrawn: bool) -> bool:
        """False where there is no such row."""
        ...

    def list_feedback(self, workspace: WorkspaceId, limit: int = 100) -> list[Feedback]:
        """Newest first, withdrawn ones too."""
        ...

    def list_corrections(self, workspace: WorkspaceId, article_ids: Sequence[int]) -> list[Feedback]:
        """Standing opinions that a line of one of these articles is wrong."""
        ...
