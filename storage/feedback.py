"""What people think of answers and lines: one row for a subject and a person of a workspace."""

from __future__ import annotations

from collections.abc import Sequence

from bot.model import Feedback, LineRef, Opinion, WorkspaceId
from storage import rows, sql
from storage.engine import Engine, Row


class FeedbackRows:
    _engine: Engine

    def add_feedback(self, feedback: Feedback) -> Feedback:
        with self._engine.write(feedback.workspace, durable=True) as tx:
            row = tx.one(sql.ADD_FEEDBACK, _row(feedback))
        assert row is not None
        return _to_feedback(row)

    def get_feedback(self, workspace: WorkspaceId, feedback_id: int) -> Feedback | None:
        with self._engine.read(workspace) as tx:
            row = tx.one(sql.GET_FEEDBACK, {"workspace": workspace, "id": feedback_id})
        return _to_feedback(row) if row else None

    def mark_feedback(self, workspace: WorkspaceId, feedback_id: int, *, withdrawn: bool) -> bool:
        values = {"workspace": workspace, "id": feedback_id, "withdrawn": int(withdrawn)}
        with self._engine.write(workspace, durable=True) as tx:
            return bool(tx.run(sql.MARK_FEEDBACK, values))

    def list_feedback(self, workspace: WorkspaceId, limit: int = 100) -> list[Feedback]:
        with self._engine.read(workspace) as tx:
            found = tx.all(sql.LIST_FEEDBACK, {"workspace": workspace, "most": limit})
        return [_to_feedback(row) for row in found]

    def list_corrections(self, workspace: WorkspaceId, article_ids: Sequence[int]) -> list[Feedback]:
        with self._engine.read(workspace) as tx:
            found = tx.all(sql.LIST_CORRECTIONS, {"workspace": workspace, "ids": rows.numbers(article_ids)})
        return [_to_feedback(row) for row in found]


def _row(feedback: Feedback) -> dict[str, object]:
    return {
        "workspace": feedback.workspace,
        "channel": feedback.channel,
        "asker": feedback.user,
        "opinion": str(feedback.opinion),
        "subject": rows.storable(feedback.subject),
        "words": rows.storable(feedback.words),
        "line": str(feedback.line) if feedback.line else "",
        "article_id": feedback.line.article_id if feedback.line else None,
        "withdrawn": int(feedback.withdrawn),
        "created": rows.instant(feedback.created),
    }


def _to_feedback(row: Row) -> Feedback:
    return Feedback(
        workspace=WorkspaceId(row["workspace"]),
        channel=row["channel"],
        user=row["asker"],
        opinion=Opinion(row["opinion"]),
        subject=row["subject"],
        words=row["words"],
        line=LineRef.of(row["line"]),
        id=row["id"],
        withdrawn=bool(row["withdrawn"]),
        created=rows.moment(row["created"]),
    )
