"""Topics and their feeds: rows of one workspace each."""

from __future__ import annotations

from datetime import datetime

from bot.errors import InputError
from bot.model import Feed, Topic, WorkspaceId
from storage import owned, rows, sql
from storage.engine import Engine, Tx


class TopicRows:
    _engine: Engine

    def add_topic(self, topic: Topic) -> Topic:
        with self._engine.write(topic.workspace, durable=True) as tx:
            row = tx.one(sql.ADD_TOPIC, owned.topic_row(topic))
        if row is None:
            raise _taken(topic)
        return owned.to_topic(row)

    def get_topic(self, workspace: WorkspaceId, topic_id: int) -> Topic | None:
        with self._engine.read(workspace) as tx:
            row = tx.one(sql.GET_TOPIC, {"workspace": workspace, "id": topic_id})
        return owned.to_topic(row) if row else None

    def list_topics(self, workspace: WorkspaceId, channel: str | None = None) -> list[Topic]:
        with self._engine.read(workspace) as tx:
            if channel is None:
                found = tx.all(sql.LIST_TOPICS, {"workspace": workspace})
            else:
                found = tx.all(sql.LIST_CHANNEL_TOPICS, {"workspace": workspace, "channel": channel})
        return [owned.to_topic(row) for row in found]

    def mark_topic(self, topic: Topic) -> None:
        """Raises InputError where another topic of the channel has the name. A deleted topic stays deleted."""
        values = owned.topic_row(topic)
        with self._engine.write(topic.workspace, durable=True) as tx:
            if tx.one(sql.TOPIC_NAMED, values):
                raise _taken(topic)
            tx.run(sql.MARK_TOPIC, values)

    def delete_topic(self, workspace: WorkspaceId, topic_id: int) -> bool:
        """The topic, its feeds' list and its matches go; feeds, articles and sent editions stay."""
        with self._engine.write(workspace, durable=True) as tx:
            return tx.run(sql.DELETE_TOPIC, {"workspace": workspace, "id": topic_id}) == 1

    def add_topic_feed(self, workspace: WorkspaceId, topic_id: int, feed_id: int) -> None:
        """Nothing where the workspace has no such topic, or the feed is another one's own."""
        values = {"workspace": workspace, "topic_id": topic_id, "feed_id": feed_id}
        with self._engine.write(workspace) as tx:
            if _owns(tx, workspace, topic_id) and tx.one(sql.FEED_FOR, values):
                tx.run(sql.ADD_TOPIC_FEED, values)

    def delete_topic_feed(self, workspace: WorkspaceId, topic_id: int, feed_id: int) -> bool:
        values = {"workspace": workspace, "topic_id": topic_id, "feed_id": feed_id}
        with self._engine.write(workspace) as tx:
            if tx.run(sql.DELETE_TOPIC_FEED, values) == 0:
                return False
            tx.run(sql.FORGET_FOREIGN_MATCHES, {"topic_id": topic_id})
            return True

    def list_topic_feeds(self, workspace: WorkspaceId, topic_id: int) -> list[Feed]:
        with self._engine.read(workspace) as tx:
            found = tx.all(sql.LIST_TOPIC_FEEDS, {"workspace": workspace, "topic_id": topic_id})
        return [rows.to_feed(row) for row in found]

    def list_feed_topics(self, feed_id: int) -> list[Topic]:
        with self._engine.read() as tx:
            return [owned.to_topic(row) for row in tx.all(sql.LIST_FEED_TOPICS, {"feed_id": feed_id})]

    def list_due_topics(self, now: datetime) -> list[Topic]:
        with self._engine.read() as tx:
            return [owned.to_topic(row) for row in tx.all(sql.LIST_DUE_TOPICS, {"now": rows.instant(now)})]


def _owns(tx: Tx, workspace: WorkspaceId, topic_id: int) -> bool:
    return tx.one(sql.KEEP_TOPIC, {"workspace": workspace, "id": topic_id}) is not None


def _taken(topic: Topic) -> InputError:
    return InputError(f"This channel already tracks “{topic.name}”.", "Choose another name, or edit that topic.")
