"""What people asked for, one row each however often it arrives."""

from __future__ import annotations

from datetime import datetime

from bot.model import Request, RequestState
from storage import owned, rows, sql
from storage.engine import Engine


class RequestRows:
    _engine: Engine

    def add_request(self, request: Request) -> Request | None:
        with self._engine.write(request.workspace, durable=True) as tx:
            row = tx.one(sql.ADD_REQUEST, owned.request_row(request))
        return owned.to_request(row) if row else None

    def get_request(self, request_id: int) -> Request | None:
        with self._engine.read() as tx:
            row = tx.one(sql.GET_REQUEST, {"id": request_id})
        return owned.to_request(row) if row else None

    def get_request_keyed(self, key: str) -> Request | None:
        with self._engine.read() as tx:
            row = tx.one(sql.GET_REQUEST_KEYED, {"key": key})
        return owned.to_request(row) if row else None

    def list_open_requests(self) -> list[Request]:
        with self._engine.read() as tx:
            return [owned.to_request(row) for row in tx.all(sql.LIST_OPEN_REQUESTS)]

    def list_asked(self, request: Request, limit: int = 3) -> list[Request]:
        values = {"workspace": request.workspace, "channel": request.channel, "thread_ts": request.thread_ts}
        with self._engine.read(request.workspace) as tx:
            found = tx.all(sql.LIST_ASKED, {**values, "before": request.id, "most": limit})
        return [owned.to_request(row) for row in found]

    def claim_request(self, request: Request, now: datetime) -> Request | None:
        values = {
            "workspace": request.workspace,
            "id": request.id,
            "now": rows.instant(now),
            "was_state": str(request.state),
            "was_attempt": request.attempt,
        }
        with self._engine.write(request.workspace, durable=True) as tx:
            row = tx.one(sql.CLAIM_REQUEST, values)
        return owned.to_request(row) if row else None

    def mark_request(self, request_id: int, state: RequestState) -> None:
        with self._engine.write(durable=True) as tx:
            tx.run(sql.MARK_REQUEST, {"id": request_id, "state": str(state)})

    def mark_edited(self, request_id: int, text: str, edited: str) -> bool:
        with self._engine.write(durable=True) as tx:
            return bool(tx.run(sql.MARK_EDITED, {"id": request_id, "text": rows.storable(text), "edited": edited}))
