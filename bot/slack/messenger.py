"""The Messenger port over Slack's Web API: one attempt a call, no retries, unfurls off on every path."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient

from bot.errors import DeliveryError, ReadoutError, SettingsError
from bot.log import get_log
from bot.model import Block, Delivery, Message, Request, WorkspaceId
from bot.ports import Found, Outcome, Refused, Room, Sent
from bot.settings import Settings
from bot.slack.client import build_client
from bot.slack.errors import (
    BLOCKS_REFUSED,
    NETWORK_ERRORS,
    NEWER_BLOCKS,
    NO_HISTORY,
    outcome_of_error,
    outcome_of_network,
)
from bot.slack.ids import Metadata

log = get_log("slack")

_LOOK_BACK_S = 24 * 3600.0
"""How long before the present state's begin an earlier attempt's message may have appeared; and how far this
machine's clock may be ahead of Slack's without a message being missed."""
_PAGE, _MAX_PAGES = 200, 10
_ZONE_KEPT_S = 3600.0
_ROOMS = ("C", "G")
"""How the ids of channels begin; a direct message (D) is open to both by itself."""


class _TooManyMessagesError(Exception):
    """The channel is too lively to say that a message is not there."""


ClientFor = Callable[[WorkspaceId], WebClient]


class SlackMessenger:
    """Safe in several threads. `client_for` gives the client with the workspace's token."""

    def __init__(self, client_for: ClientFor, timeout_s: float = 10.0) -> None:
        self._client_for = client_for
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._zones: dict[tuple[WorkspaceId, str], tuple[float, str]] = {}
        self._names: dict[WorkspaceId, str] = {}

    # -------------------------------------------------------------- the ledger's two calls

    def post(self, delivery: Delivery, thread_ts: str | None) -> Outcome:
        """One attempt, marked with the delivery's id so that `find` knows it again.

        Slack brings out new kinds of blocks workspace by workspace: where it refuses them, nothing was posted, and the
        message goes out without them.
        """
        blocks = list(delivery.message.blocks)
        outcome = self._post_once(delivery, thread_ts, blocks)
        plainer = [block for block in blocks if block["type"] not in NEWER_BLOCKS]
        if isinstance(outcome, Refused) and outcome.reason in BLOCKS_REFUSED and len(plainer) < len(blocks):
            log.warning("posted without its newer blocks", delivery=delivery.id)
            outcome = self._post_once(delivery, thread_ts, plainer)
        return self._with_hint(outcome, delivery.workspace)

    def _post_once(self, delivery: Delivery, thread_ts: str | None, blocks: list[Block]) -> Outcome:
        return self._outcome(
            delivery,
            lambda client: client.chat_postMessage(
                channel=delivery.channel,
                text=delivery.message.text,
                blocks=blocks or None,
                thread_ts=thread_ts,
                metadata=_mark_of(delivery),
                client_msg_id=delivery.id,
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )

    def change(self, delivery: Delivery) -> Outcome:
        """Without its newer blocks where Slack refuses those, as when it was posted."""
        blocks = list(delivery.message.blocks)
        outcome = self._change_once(delivery, blocks)
        plainer = [block for block in blocks if block["type"] not in NEWER_BLOCKS]
        if isinstance(outcome, Refused) and outcome.reason in BLOCKS_REFUSED and len(plainer) < len(blocks):
            outcome = self._change_once(delivery, plainer)
        return outcome

    def _change_once(self, delivery: Delivery, blocks: list[Block]) -> Outcome:
        return self._outcome(
            delivery,
            lambda client: client.chat_update(
                channel=delivery.channel,
                ts=delivery.ts or "",
                text=delivery.message.text,
                blocks=blocks,
                metadata=_mark_of(delivery),
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )

    def take_back(self, delivery: Delivery) -> Outcome:
        outcome = self._outcome(
            delivery, lambda client: client.chat_delete(channel=delivery.channel, ts=delivery.ts or "")
        )
        if isinstance(outcome, Refused) and outcome.reason == "message_not_found":
            return Sent(delivery.ts or "")
        return outcome

    def _outcome(self, delivery: Delivery, call: Callable[[WebClient], SlackResponse]) -> Outcome:
        try:
            answer = call(self._client_for(delivery.workspace))
        except SlackApiError as error:
            return outcome_of_error(error)
        except NETWORK_ERRORS as error:
            return outcome_of_network(error)
        return Sent(str(answer["ts"]))

    def _with_hint(self, outcome: Outcome, workspace: WorkspaceId) -> Outcome:
        """The exact words that let us into a channel: people often know an app by another name than its bot's."""
        if not isinstance(outcome, Refused) or outcome.reason != "not_in_channel":
            return outcome
        return replace(outcome, hint=self._invitation(workspace))

    def find(self, delivery: Delivery, thread_ts: str | None) -> Found:
        """Looks through the channel's (or the thread's) messages since the delivery was begun.

        Raises DeliveryError where Slack could not be asked just now; not found is only said after a whole look.
        """
        try:
            for message in self._messages(delivery, thread_ts):
                if _delivery_id(message) == delivery.id:
                    return Found(str(message["ts"]))
        except _TooManyMessagesError:
            log.warning("too many messages to look through", delivery=delivery.id)
            return Found(None, readable=False)
        except SlackApiError as error:
            code = str(error.response.get("error") or "")
            if code in NO_HISTORY:
                return Found(None, readable=False)
            raise DeliveryError(f"Slack could not be asked whether a message stands there ({code}).") from error
        except NETWORK_ERRORS as error:
            raise DeliveryError("Slack could not be reached to look for a message.") from error
        return Found(None)

    def _messages(self, delivery: Delivery, thread_ts: str | None) -> Iterator[dict[str, Any]]:
        client = self._client_for(delivery.workspace)
        oldest = (delivery.since.timestamp() if delivery.since else time.time()) - _LOOK_BACK_S
        cursor: str | None = None
        for _page in range(_MAX_PAGES):
            if thread_ts:
                answer = client.conversations_replies(
                    channel=delivery.channel, ts=thread_ts, limit=_PAGE, cursor=cursor, include_all_metadata=True
                )
            else:
                answer = client.conversations_history(
                    channel=delivery.channel,
                    oldest=f"{oldest:.6f}",
                    limit=_PAGE,
                    cursor=cursor,
                    include_all_metadata=True,
                )
            yield from answer.get("messages") or ()
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return
        raise _TooManyMessagesError

    # -------------------------------------------------------------- words to one person

    def whisper(self, request: Request, message: Message) -> bool:
        """To the asker alone: by response_url, and where that is missing or used up, as an ephemeral message."""
        return self._respond(request, message) or self._ephemeral(request, message)

    def _respond(self, request: Request, message: Message) -> bool:
        if not request.response_url:
            return False
        try:
            hook = WebhookClient(request.response_url, timeout=round(self._timeout_s), retry_handlers=[])
            answer = hook.send(
                text=message.text,
                blocks=list(message.blocks),
                response_type="ephemeral",
                replace_original=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except NETWORK_ERRORS as error:
            log.warning("response_url failed", error=type(error).__name__)
            return False
        return answer.status_code == 200

    def _ephemeral(self, request: Request, message: Message) -> bool:
        return (
            self._quietly(
                lambda client: client.chat_postEphemeral(
                    channel=request.channel,
                    user=request.user,
                    text=message.text,
                    blocks=list(message.blocks),
                    thread_ts=request.thread_ts,
                    link_names=False,
                ),
                request.workspace,
            )
            is not None
        )

    def tell(self, workspace: WorkspaceId, user: str, message: Message) -> bool:
        """A direct message; without the im:write scope it goes to the app's own message tab."""
        opened = self._quietly(lambda client: client.conversations_open(users=[user]), workspace)
        channel = str(opened["channel"]["id"]) if opened else user

        def post(client: WebClient) -> SlackResponse:
            return client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=list(message.blocks),
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            )

        return self._quietly(post, workspace) is not None

    # -------------------------------------------------------------- small questions

    def zone_of(self, workspace: WorkspaceId, user: str) -> str:
        """The user's zone as Slack knows it, kept for an hour; "" without the users:read scope."""
        with self._lock:
            at, kept = self._zones.get((workspace, user), (0.0, ""))
        if kept and time.monotonic() - at < _ZONE_KEPT_S:
            return kept
        answer = self._quietly(lambda client: client.users_info(user=user), workspace)
        zone = str(((answer.get("user") or {}).get("tz") if answer else "") or "")
        with self._lock:
            self._zones[(workspace, user)] = (time.monotonic(), zone)
        return zone

    def room_of(self, workspace: WorkspaceId, channel: str) -> Room:
        """Needs channels:read, groups:read; a private channel that this bot is not in is not shown to it at all."""
        if not channel.startswith(_ROOMS):
            return Room()
        try:
            seen = self._client_for(workspace).conversations_info(channel=channel)["channel"]
        except SlackApiError as error:
            hidden = error.response.get("error") == "channel_not_found"
            return Room(obstacle=self._invited(workspace)) if hidden else Room()
        except NETWORK_ERRORS:
            return Room()
        name = f"#{seen.get('name') or channel}"
        if seen.get("is_archived"):
            return Room(name, "The channel is archived: nothing can be posted there.")
        return Room(name, "" if seen.get("is_member", True) else self._invited(workspace))

    def _invited(self, workspace: WorkspaceId) -> str:
        return f"I am not in the channel yet and cannot post there: type {self._invitation(workspace)} in it."

    def _invitation(self, workspace: WorkspaceId) -> str:
        return f"/invite @{self._own_name(workspace) or 'readout'}"

    def _own_name(self, workspace: WorkspaceId) -> str:
        """What people type after @ to mean this bot."""
        with self._lock:
            kept = self._names.get(workspace, "")
        if kept:
            return kept
        answer = self._quietly(lambda client: client.auth_test(), workspace)
        name = str((answer.get("user") if answer else "") or "")
        with self._lock:
            self._names[workspace] = name
        return name

    def is_working(self, workspace: WorkspaceId, channel: str, thread_ts: str, text: str) -> None:
        """The status line of a thread; Slack takes it away when we post there."""
        self._quietly(
            lambda client: client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread_ts, status=text),
            workspace,
        )

    def _quietly(self, call: Callable[[WebClient], SlackResponse], workspace: WorkspaceId) -> SlackResponse | None:
        """The answer, or None where Slack refused or was not reached: these calls are no one's last hope."""
        try:
            return call(self._client_for(workspace))
        except SlackApiError as error:
            log.info(
                "Slack refused",
                method=error.response.api_url.rpartition("/")[2],
                error=str(error.response.get("error")),
            )
        except NETWORK_ERRORS as error:
            log.warning("Slack was not reached", error=type(error).__name__)
        return None


def _mark_of(delivery: Delivery) -> dict[str, Any]:
    """The metadata by which our message is known again."""
    return {"event_type": Metadata.DELIVERY.value, "event_payload": {Metadata.DELIVERY_ID.value: delivery.id}}


def _delivery_id(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != Metadata.DELIVERY:
        return ""
    return str((metadata.get("event_payload") or {}).get(Metadata.DELIVERY_ID) or "")


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom Slack takes this process for."""

    workspace: WorkspaceId
    name: str
    team: str

    def __str__(self) -> str:
        return f"@{self.name} in {self.team}"


def who_am_i(settings: Settings) -> Identity:
    """The bot and its workspace, as Slack knows the token. Raises SettingsError or ReadoutError."""
    try:
        answer = build_client(settings).auth_test()
    except SlackApiError as error:
        code = str(error.response.get("error"))
        raise SettingsError(
            f"Slack does not take the bot token ({code}).", "Copy SLACK_BOT_TOKEN anew from your app's page, OAuth."
        ) from error
    except NETWORK_ERRORS as error:
        raise ReadoutError(
            f"Slack could not be reached at {settings.slack_api_url} ({type(error).__name__}).", "Check the network."
        ) from error
    return Identity(WorkspaceId(str(answer.get("team_id"))), str(answer.get("user")), str(answer.get("team")))
