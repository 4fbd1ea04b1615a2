"""The ledger: runs, editions and deliveries. Everything here is on the disk before it returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.errors import NotFoundError
from bot.model import Delivery, Edition, Message, Run, RunState, Topic, WorkspaceId
from storage import owned, rows, sql
from storage.engine import Engine, Tx


class RunRows:
    _engine: Engine

    def add_run(self, run: Run, topics: Sequence[Topic]) -> Run | None:
        """Of the topics only next_due, due_date and due_slot are written, and only under an unchanged timetable."""
        with self._engine.write(run.workspace, durable=True) as tx:
            row = tx.one(sql.ADD_RUN, owned.run_row(run))
            tx.each(sql.MOVE_TOPIC_ON, _of_workspace(run.workspace, topics))
        return owned.to_run(row) if row else None

    def get_run(self, key: str) -> Run | None:
        with self._engine.read() as tx:
            row = tx.one(sql.GET_RUN, {"key": key})
        return owned.to_run(row) if row else None

    def list_open_runs(self) -> list[Run]:
        with self._engine.read() as tx:
            return [owned.to_run(row) for row in tx.all(sql.LIST_OPEN_RUNS)]

    def mark_run(self, run_id: int, state: RunState, note: str = "") -> None:
        with self._engine.write(durable=True) as tx:
            tx.run(sql.MARK_RUN, {"id": run_id, "state": str(state), "note": note})

    def add_edition(self, edition: Edition, deliveries: Sequence[Delivery], topics: Sequence[Topic]) -> Edition:
        """Of the topics only last_sent is written. A run that has an edition keeps it: that one comes back.

        Raises NotFoundError where the edition's workspace has no such run.
        """
        with self._engine.write(edition.workspace, durable=True) as tx:
            if tx.one(sql.RUN_OF, {"workspace": edition.workspace, "id": edition.run_id}) is None:
                raise NotFoundError(f"There is no run {edition.run_id} in this workspace.")
            row = tx.one(sql.ADD_EDITION, owned.edition_row(edition))
            if row is None:
                kept = tx.one(sql.EDITION_OF_RUN, {"run_id": edition.run_id})
                assert kept is not None
                return owned.to_edition(kept)
            _add_deliveries(tx, deliveries)
            tx.each(sql.MARK_TOPIC_SENT, _of_workspace(edition.workspace, topics))
            tx.run(sql.CLOSE_RUN, {"id": edition.run_id})
        return owned.to_edition(row)

    def get_edition(self, workspace: WorkspaceId, edition_id: int) -> Edition | None:
        return self._edition(workspace, sql.GET_EDITION, {"workspace": workspace, "id": edition_id})

    def get_edition_at(self, workspace: WorkspaceId, channel: str, ts: str) -> Edition | None:
        return self._edition(workspace, sql.GET_EDITION_AT, {"workspace": workspace, "channel": channel, "ts": ts})

    def list_editions(self, workspace: WorkspaceId, channel: str | None = None, limit: int = 20) -> list[Edition]:
        """Newest first."""
        values = {"workspace": workspace, "limit": limit}
        with self._engine.read(workspace) as tx:
            if channel is None:
                found = tx.all(sql.LIST_EDITIONS, values)
            else:
                found = tx.all(sql.LIST_CHANNEL_EDITIONS, {**values, "channel": channel})
        return [owned.to_edition(row) for row in found]

    def add_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        with self._engine.write(durable=True) as tx:
            _add_deliveries(tx, deliveries)

    def get_delivery(self, delivery_id: str) -> Delivery | None:
        with self._engine.read() as tx:
            row = tx.one(sql.GET_DELIVERY, {"id": delivery_id})
        return owned.to_delivery(row) if row else None

    def list_open_deliveries(self, now: datetime) -> list[Delivery]:
        with self._engine.read() as tx:
            return [owned.to_delivery(row) for row in tx.all(sql.LIST_OPEN_DELIVERIES, {"now": rows.instant(now)})]

    def list_deliveries(
        self, workspace: WorkspaceId, *, run_id: int | None = None, request_id: int | None = None
    ) -> list[Delivery]:
        """Of the run, else of the request, else all; parents first."""
        with self._engine.read(workspace) as tx:
            if run_id is not None:
                found = tx.all(sql.LIST_RUN_DELIVERIES, {"workspace": workspace, "run_id": run_id})
            elif request_id is not None:
                found = tx.all(sql.LIST_REQUEST_DELIVERIES, {"workspace": workspace, "request_id": request_id})
            else:
                found = tx.all(sql.LIST_DELIVERIES, {"workspace": workspace})
        return [owned.to_delivery(row) for row in found]

    def claim_delivery(self, delivery_id: str, now: datetime) -> Delivery | None:
        with self._engine.write(durable=True) as tx:
            row = tx.one(sql.CLAIM_DELIVERY, {"id": delivery_id, "now": rows.instant(now)})
        return owned.to_delivery(row) if row else None

    def mark_delivery(self, delivery: Delivery, was: Delivery) -> bool:
        values = {**owned.delivery_row(delivery), "was_state": str(was.state), "was_attempt": was.attempt}
        with self._engine.write(delivery.workspace, durable=True) as tx:
            return tx.run(sql.MARK_DELIVERY, values) == 1

    def replace_message(self, delivery: Delivery, message: Message) -> bool:
        changed = owned.delivery_row(replace(delivery, message=message))
        values = {**changed, "was_state": str(delivery.state), "was_attempt": delivery.attempt}
        with self._engine.write(delivery.workspace, durable=True) as tx:
            return tx.run(sql.REPLACE_MESSAGE, values) == 1

    def _edition(self, workspace: WorkspaceId, statement: str, values: dict[str, object]) -> Edition | None:
        with self._engine.read(workspace) as tx:
            row = tx.one(statement, values)
        return owned.to_edition(row) if row else None


def _of_workspace(workspace: WorkspaceId, topics: Sequence[Topic]) -> list[dict[str, object]]:
    """Rows that can touch no other workspace's topics."""
    return [{**owned.topic_row(topic), "workspace": workspace} for topic in topics]


def _add_deliveries(tx: Tx, deliveries: Sequence[Delivery]) -> None:
    """Parents get the lower numbers, so they come first wherever rows come in order."""
    tx.each(sql.ADD_DELIVERY, [owned.delivery_row(one) for one in sorted(deliveries, key=lambda one: one.part)])
