"""The shortcut on any message: what do we have on this?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.model import Request, RequestKind, WorkspaceId
from bot.render.ids import Action
from bot.slack.ids import SHORTCUT
from bot.slack.inbox import Inbox, workspace_of

LONGEST = 3000
"""Characters of the message that are kept."""


def shortcut_request(body: Mapping[str, Any], workspace: WorkspaceId) -> Request:
    """The row for one use of the shortcut: its trigger id is given once and never again."""
    message = body.get("message") or {}
    return Request(
        key=f"shortcut|{workspace}|{body.get('trigger_id', '')}",
        workspace=workspace,
        kind=RequestKind.ACTION,
        channel=str((body.get("channel") or {}).get("id") or ""),
        user=str(body["user"]["id"]),
        text=str(message.get("text") or "")[:LONGEST],
        thread_ts=message.get("thread_ts"),
        response_url=str(body.get("response_url") or ""),
        payload={"action_id": Action.ABOUT.value, "message_ts": str(message.get("ts") or "")},
    )


def register(app: App, inbox: Inbox) -> None:
    """Adds the listener of the message shortcut."""

    @app.message_shortcut(SHORTCUT)
    def take_shortcut(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        inbox.take(shortcut_request(body, workspace_of(context)))
        ack()
