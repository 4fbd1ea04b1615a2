"""Mentions, plain replies in the threads of our briefings, direct messages: all are questions. Their edits follow them.

A mention comes twice (`app_mention` and `message`), and Slack repeats what was not acked in time: the key is the
message itself, so it is one question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import App, BoltContext

from bot.flows.follow import deletion_key, edit_key, question_key
from bot.flows.phrases import is_greeting
from bot.log import get_log
from bot.model import Request, RequestKind, WorkspaceId
from bot.slack.ids import CHANGED, DELETED, HUMAN_SUBTYPES, TOMBSTONE, Event
from bot.slack.inbox import Inbox, workspace_of

log = get_log("slack")

_EMOJI = re.compile(r":[a-z0-9_+'-]+:", re.IGNORECASE)
_WORD = re.compile(r"[\w’']+")

CHATTER = frozenset(
    "thanks thank you thx ty cheers great good nice cool super perfect wow ok okay yes no yep nope sure right agreed "
    "same done noted interesting lol haha hi hello morning all team everyone so very much a lot indeed 1".split()
)
"""Words of which a reply may consist without asking anything."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


def own_user(body: Mapping[str, Any]) -> str:
    """Our bot's user id, which Slack sends with every event; "" where it is missing."""
    authorizations = body.get("authorizations") or [{}]
    return str(authorizations[0].get("user_id") or "")


def question_request(event: Mapping[str, Any], workspace: WorkspaceId, us: str) -> Request:
    """The row for a question. It is answered in its thread; outside of one its message starts one."""
    channel, ts = str(event["channel"]), str(event["ts"])
    return Request(
        key=question_key(workspace, channel, ts),
        workspace=workspace,
        kind=RequestKind.QUESTION,
        channel=channel,
        user=str(event.get("user") or ""),
        text=_without_us(str(event.get("text") or ""), us),
        thread_ts=str(event.get("thread_ts") or "") or (None if _is_direct(event) else ts),
        payload={"ts": ts},
    )


def edit_request(event: Mapping[str, Any], workspace: WorkspaceId, us: str) -> Request:
    """The row for one edit of a message: Slack's timestamp of the edit makes it one."""
    message = {**event["message"], "channel": event["channel"], "channel_type": event.get("channel_type")}
    question = question_request(message, workspace, us)
    edited = str((message.get("edited") or {}).get("ts") or event.get("event_ts") or event["ts"])
    quiet = is_chatter(question.text) or is_to_someone_else(str(message.get("text") or ""), us)
    return replace(
        question,
        key=edit_key(question.key, edited),
        kind=RequestKind.EDIT,
        payload={**question.payload, "question": question.key, "edited": edited, "quiet": quiet},
    )


def deletion_request(event: Mapping[str, Any], workspace: WorkspaceId) -> Request:
    """The row for a message that was deleted, or of whose text a tombstone is left because it has replies."""
    channel = str(event["channel"])
    gone = event.get("previous_message") or {}
    ts = str(event.get("deleted_ts") or (event.get("message") or {}).get("ts") or gone.get("ts") or "")
    question = question_key(workspace, channel, ts)
    return Request(
        key=deletion_key(question),
        workspace=workspace,
        kind=RequestKind.DELETION,
        channel=channel,
        user=str(gone.get("user") or ""),
        text="",
        thread_ts=gone.get("thread_ts"),
        payload={"ts": ts, "question": question},
    )


def _without_us(text: str, us: str) -> str:
    """The question without the mention of our bot; where our id is unknown, without the mention it begins with."""
    if us:
        return re.sub(rf"\s*<@{re.escape(us)}(?:\|[^>]*)?>\s*", " ", text).strip()
    return re.sub(rf"^\s*{_MENTION.pattern}[\s,:]*", "", text).strip()


def is_from_person(event: Mapping[str, Any], us: str) -> bool:
    """Written by a person: not by a bot (ours included), no edit, deletion, join or other notice."""
    return (
        event.get("subtype") in HUMAN_SUBTYPES
        and not event.get("bot_id")
        and bool(event.get("user"))
        and event.get("user") != us
        and not event.get("hidden")
    )


def is_to_someone_else(text: str, us: str) -> bool:
    """Begins by naming another person: people talk with each other in a thread, too."""
    first = _MENTION.match(text.lstrip())
    return bool(first) and first.group(1) != us if first else False


def is_chatter(text: str) -> bool:
    """Nothing but thanks, assent, emoji: an answer to it would only be in the way."""
    words = _WORD.findall(_EMOJI.sub(" ", _MENTION.sub(" ", text)).casefold())
    return "?" not in text and all(word in CHATTER for word in words)


def register(app: App, inbox: Inbox) -> None:
    """Adds the listeners of `app_mention` and `message`."""

    @app.event(Event.APP_MENTION)
    def take_mention(event: dict[str, Any], body: dict[str, Any], context: BoltContext) -> None:
        us = own_user(body)
        question = question_request(event, workspace_of(context), us)
        quiet = question.text and is_chatter(question.text) and not is_greeting(question.text)
        if is_from_person(event, us) and not quiet:
            inbox.take(question)

    @app.event(Event.MESSAGE)
    def take_message(event: dict[str, Any], body: dict[str, Any], context: BoltContext) -> None:
        us, workspace = own_user(body), workspace_of(context)
        if event.get("subtype") in (CHANGED, DELETED):
            take_change(event, us, workspace)
            return
        if not is_from_person(event, us):
            log.debug("not a question", subtype=event.get("subtype") or "", bot=bool(event.get("bot_id")))
            return
        text = str(event.get("text") or "")
        if _asks_something(event, text, us) and _is_ours(inbox, event, workspace, us):
            inbox.take(question_request(event, workspace, us))

    def take_change(event: dict[str, Any], us: str, workspace: WorkspaceId) -> None:
        """An edit or a deletion of something a person wrote, where that is, or may become, a question to us."""
        before, after = event.get("previous_message") or {}, event.get("message") or {}
        gone = event["subtype"] == DELETED or after.get("subtype") == TOMBSTONE
        said = {**(before if gone else after), "channel": event["channel"], "channel_type": event.get("channel_type")}
        if not is_from_person({**said, "hidden": False}, us) or (not gone and before.get("text") == after.get("text")):
            return
        row = deletion_request(event, workspace) if gone else edit_request(event, workspace, us)
        if _is_known(inbox, row) or (not row.payload.get("quiet") and _concerns_us(inbox, said, workspace, us)):
            inbox.take(row)


def _asks_something(event: Mapping[str, Any], text: str, us: str) -> bool:
    """Not what is said to somebody else, nor thanks; but to the app itself hello is said to be answered."""
    if _is_direct(event) and is_greeting(text):
        return True
    return not is_to_someone_else(text, us) and not is_chatter(text)


def _is_direct(event: Mapping[str, Any]) -> bool:
    return event.get("channel_type") == "im"


def _is_known(inbox: Inbox, row: Request) -> bool:
    return inbox.store.get_request_keyed(str(row.payload["question"])) is not None


def _concerns_us(inbox: Inbox, message: Mapping[str, Any], workspace: WorkspaceId, us: str) -> bool:
    named = bool(us) and f"<@{us}" in str(message.get("text") or "")
    return named or _is_ours(inbox, message, workspace, us)


def _is_ours(inbox: Inbox, event: Mapping[str, Any], workspace: WorkspaceId, us: str) -> bool:
    """Written to the app itself, or a reply under one of our editions.

    Between posting and recording, the ledger does not know the parent's ts yet: then Slack's word that the
    parent is our bot's decides.
    """
    if _is_direct(event):
        return True
    thread = event.get("thread_ts")
    if not thread or thread == event.get("ts"):
        return False
    if us and event.get("parent_user_id") == us:
        return True
    return inbox.store.get_edition_at(workspace, str(event["channel"]), str(thread)) is not None
