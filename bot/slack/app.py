"""The Bolt app and its Socket Mode connection. Listeners store and ack; everything else happens elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from bot.log import get_log
from bot.model import WorkspaceId
from bot.ports import Queue, Store
from bot.settings import Settings
from bot.slack import errors
from bot.slack.client import build_client, quiet
from bot.slack.inbox import Inbox, workspace_of
from bot.slack.listeners import actions, commands, events, shortcuts

__all__ = ["SocketConnection", "TokenFor", "build_app", "build_client", "run_socket"]

log = get_log("slack")

ROOM_FOR_LISTENERS = 32
"""Threads that listeners may fill. Bolt's and the SDK's own defaults (5 and 10) starve under a burst."""

_RECONNECT_S = (1.0, 2.0, 5.0, 10.0, 30.0)

TokenFor = Callable[[WorkspaceId], str]


def build_app(settings: Settings, store: Store, queue: Queue, *, token_for: TokenFor | None = None) -> App:
    """The Bolt app over both transports. No call to Slack is made here or on the way to an ack.

    `process_before_response` makes Bolt ack an event after its listener, not before it: what was acked is stored.
    The client is passed so that every per-request copy keeps its base URL and its lack of retries.
    """
    app = App(
        name="readout",
        logger=quiet("bot.slack.bolt"),
        client=build_client(settings, ""),
        signing_secret=settings.slack_signing_secret,
        authorize=_authorize(token_for or (lambda _workspace: settings.slack_bot_token)),
        token_verification_enabled=False,
        process_before_response=True,
    )
    inbox = Inbox(store, queue)
    for kind in (commands, actions, shortcuts, events):
        kind.register(app, inbox)
    errors.register(app)
    return app


def _authorize(token_for: TokenFor) -> Callable[..., AuthorizeResult]:
    """Finds the token of a workspace; whether it is valid shows when it is first used."""

    def authorize(context: dict[str, object], enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        token = token_for(workspace_of(context))
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=token)

    return authorize


@dataclass(frozen=True, slots=True)
class SocketConnection:
    """The Socket Mode connection; it reconnects by itself."""

    handler: SocketModeHandler

    def is_connected(self) -> bool:
        return bool(self.handler.client.is_connected())


@contextmanager
def run_socket(app: App, settings: Settings) -> Iterator[SocketConnection]:
    """Holds a Socket Mode connection while the block runs. Without network it keeps trying in the background."""
    handler = SocketModeHandler(
        app,
        settings.slack_app_token,
        logger=quiet("bot.slack.socket"),
        web_client=build_client(settings),
        concurrency=ROOM_FOR_LISTENERS,
    )
    stop = threading.Event()
    first = threading.Thread(target=_connect, args=(handler, stop), name="socket-connect", daemon=True)
    first.start()
    try:
        yield SocketConnection(handler)
    finally:
        stop.set()
        handler.close()  # type: ignore[no-untyped-call]
        first.join(timeout=5)


def _connect(handler: SocketModeHandler, stop: threading.Event) -> None:
    """The first connection; later ones are the SDK's own business."""
    for attempt in range(1_000_000):
        try:
            handler.connect()  # type: ignore[no-untyped-call]
        except (SlackApiError, *errors.NETWORK_ERRORS) as error:
            pause = _RECONNECT_S[min(attempt, len(_RECONNECT_S) - 1)]
            log.warning("no connection to Slack", error=_reason(error), again_in_s=pause)
            if stop.wait(pause):
                return
        else:
            log.info("socket", connected=bool(handler.client.is_connected()))  # where it is not, the SDK goes on trying
            return


def _reason(error: BaseException) -> str:
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__
