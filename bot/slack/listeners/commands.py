"""The slash command."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext

from bot.model import Request, RequestKind, WorkspaceId
from bot.slack.ids import COMMAND
from bot.slack.inbox import Inbox, workspace_of


def command_request(command: Mapping[str, Any], workspace: WorkspaceId) -> Request:
    """The row for one use of the command: its trigger id is given once and never again."""
    return Request(
        key=f"command|{workspace}|{command.get('trigger_id', '')}",
        workspace=workspace,
        kind=RequestKind.COMMAND,
        channel=str(command.get("channel_id", "")),
        user=str(command.get("user_id", "")),
        text=str(command.get("text") or ""),
        response_url=str(command.get("response_url") or ""),
        payload={"channel_name": str(command.get("channel_name") or "")},
    )


def register(app: App, inbox: Inbox) -> None:
    """Adds the listener of `/readout`."""

    @app.command(COMMAND)
    def take_command(ack: Ack, command: dict[str, Any], context: BoltContext) -> None:
        inbox.take(command_request(command, workspace_of(context)))
        ack()
