"""Mentions, and plain replies in the threads of our briefings: both are questions.

A mention comes twice (`app_mention` and `message`), and Slack repeats what was not acked in time: the key is the
message itself, so it is one question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import App, BoltContext

from bot.log import get_log
from bot.model import Request, RequestKind, WorkspaceId
from bot.slack.ids import HUMAN_SUBTYPES, Event
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
        key=f"question|{workspace}|{channel}|{ts}",
        workspace=workspace,
        kind=RequestKind.QUESTION,
        channel=channel,
        user=str(event.get("user") or ""),
        text=_without_us(str(event.get("text") or ""), us),
        thread_ts=str(event.get("thread_ts") or ts),
        payload={"ts": ts},
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
        if is_from_person(event, us) and not (question.text and is_chatter(question.text)):
            inbox.take(question)

    @app.event(Event.MESSAGE)
    def take_message(event: dict[str, Any], body: dict[str, Any], context: BoltContext) -> None:
        us, workspace = own_user(body), workspace_of(context)
        if not is_from_person(event, us):
            log.debug("not a question", subtype=event.get("subtype") or "", bot=bool(event.get("bot_id")))
            return
        text = str(event.get("text") or "")
        if not is_to_someone_else(text, us) and not is_chatter(text) and _is_ours(inbox, event, workspace, us):
            inbox.take(question_request(event, workspace, us))


def _is_ours(inbox: Inbox, event: Mapping[str, Any], workspace: WorkspaceId, us: str) -> bool:
    """A reply under one of our editions.

    Between posting and recording, the ledger does not know the parent's ts yet: then Slack's word that the
    parent is our bot's decides.
    """
    thread = event.get("thread_ts")
    if not thread or thread == event.get("ts"):
        return False
    if us and event.get("parent_user_id") == us:
        return True
    return inbox.store.get_edition_at(workspace, str(event["channel"]), str(thread)) is not None
