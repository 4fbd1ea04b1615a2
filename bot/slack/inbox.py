"""Where a listener leaves what it received: one row, one wake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.log import get_log
from bot.model import LOCAL, Request, WorkspaceId
from bot.ports import Queue, Store

log = get_log("slack")


@dataclass(frozen=True, slots=True)
class Inbox:
    store: Store
    queue: Queue

    def take(self, request: Request) -> bool:
        """Stores the request and wakes who answers; False where it had arrived before."""
        kept = self.store.add_request(replace(request, created=datetime.now(UTC)))
        log.info("taken" if kept else "seen before", key=request.key, kind=request.kind.value)
        if kept is None:
            return False
        self.queue.wake("ask")
        return True


def workspace_of(context: Mapping[str, Any]) -> WorkspaceId:
    """The org where the app is installed org-wide, else the team."""
    ids = ("enterprise_id", "team_id") if context.get("is_enterprise_install") else ("team_id", "enterprise_id")
    found = next((context[name] for name in ids if context.get(name)), LOCAL)
    return WorkspaceId(str(found))
