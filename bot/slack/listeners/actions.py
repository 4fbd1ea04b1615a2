"""Clicks on buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.model import Request, RequestKind, WorkspaceId
from bot.render.ids import Action
from bot.slack.ids import ANY_ACTION
from bot.slack.inbox import Inbox, workspace_of


def action_request(body: Mapping[str, Any], workspace: WorkspaceId) -> Request:
    """The row for one click. A button that carries a command is that command; any other keeps its id and value."""
    action = body["actions"][0]
    message = body.get("message") or {}
    container = body.get("container") or {}
    channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
    ts = str(message.get("ts") or container.get("message_ts") or "")
    user = str(body["user"]["id"])
    kind = RequestKind.COMMAND if Action.of(action["action_id"]) is Action.RUN else RequestKind.ACTION
    return Request(
        key=f"action|{workspace}|{channel}|{ts}|{user}|{action['action_id']}|{action.get('action_ts', '')}",
        workspace=workspace,
        kind=kind,
        channel=channel,
        user=user,
        text=_value(action),
        thread_ts=message.get("thread_ts") or container.get("thread_ts"),
        response_url=str(body.get("response_url") or ""),
        payload={"action_id": str(action["action_id"]), "value": _value(action), "message_ts": ts},
    )


def _value(action: Mapping[str, Any]) -> str:
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "")


def register(app: App, inbox: Inbox) -> None:
    """Adds one listener for every click: what it means is decided where the row is worked on."""

    @app.action(ANY_ACTION)
    def take_action(ack: Ack, body: dict[str, Any], context: BoltContext) -> None:
        if Action.of(body["actions"][0]["action_id"]) is not Action.OPEN:
            inbox.take(action_request(body, workspace_of(context)))
        ack()
