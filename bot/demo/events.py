"""The payloads Slack sends to an app, built from the workspace: pure but for fresh ids."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from bot.demo.workspace import APP_ID, BOT_USER, TEAM_DOMAIN, TEAM_ID, Channel, Json, Person, Reply, public

MENTION = re.compile(r"<(@U[A-Z0-9]+|#C[A-Z0-9]+)(?:\|[^<>]*)?>")
HISTORY_SCOPE = {"channel": "channels:history", "group": "groups:history", "im": "im:history"}


def typed(text: str) -> str:
    """What a person typed, escaped as Slack's client does; mentions written as <@U…> or <#C…> stay."""
    kept: list[str] = []
    last = 0
    for match in MENTION.finditer(text):
        kept += [_escape(text[last : match.start()]), f"<{match[1]}>"]
        last = match.end()
    return "".join([*kept, _escape(text[last:])])


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed_blocks(text: str) -> list[Json]:
    """The rich_text block Slack's client makes of a typed line."""
    elements: list[Json] = []
    last = 0
    for match in MENTION.finditer(text):
        elements += [_plain(text[last : match.start()]), _mention(match[1])]
        last = match.end()
    elements.append(_plain(text[last:]))
    section = {"type": "rich_text_section", "elements": [e for e in elements if e.get("text") != ""]}
    return [{"type": "rich_text", "block_id": uuid4().hex[:5], "elements": [section]}]


def _plain(text: str) -> Json:
    return {"type": "text", "text": text}


def _mention(code: str) -> Json:
    if code.startswith("@"):
        return {"type": "user", "user_id": code[1:]}
    return {"type": "channel", "channel_id": code[1:]}


def message_event(channel: Channel, post: Json) -> Json:
    return {
        **public(post),
        "channel": channel.id,
        "event_ts": post["ts"],
        "channel_type": channel.kind,
    }


def change_event(channel: Channel, subtype: str, ts: str, now: str, **parts: Json) -> Json:
    """message_changed (message, previous_message) or message_deleted (previous_message)."""
    extra = {"deleted_ts": ts} if subtype == "message_deleted" else {}
    return {
        "type": "message",
        "subtype": subtype,
        "hidden": True,
        "channel": channel.id,
        "channel_type": channel.kind,
        "ts": now,
        "event_ts": now,
        **extra,
        **{name: public(part) for name, part in parts.items()},
    }


def mention_event(channel: Channel, post: Json) -> Json:
    kept = ("user", "text", "ts", "blocks", "team", "thread_ts", "parent_user_id", "client_msg_id")
    return {
        "type": "app_mention",
        **{key: post[key] for key in kept if key in post},
        "channel": channel.id,
        "event_ts": post["ts"],
    }


def is_mention(post: Json) -> bool:
    """A person named the bot; the bot naming itself fires nothing."""
    return f"<@{BOT_USER}" in post.get("text", "") and post.get("user") != BOT_USER


def event_callback(event: Json, token: str, now: float) -> Json:
    """The wrapper all events come in; a resent one is sent with the same event_id."""
    authorization = {
        "enterprise_id": None,
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": token,
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{uuid4().hex[:9].upper()}",
        "event_time": int(now),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{uuid4().hex}",
    }


def command_payload(
    channel: Channel, person: Person, command: str, text: str, *, token: str, trigger: str, response_url: str
) -> Json:
    return {
        "token": token,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name),
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def action_payload(
    channel: Channel, person: Person, post: Json, action: Json, *, token: str, trigger: str, response_url: str
) -> Json:
    """A block_actions payload of a click on a stored or an ephemeral post."""
    ephemeral = "ephemeral_to" in post
    container: Json = {
        "type": "message",
        "message_ts": post["ts"],
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    if "thread_ts" in post:
        container["thread_ts"] = post["thread_ts"]
    return {
        "type": "block_actions",
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": TEAM_ID},
        "api_app_id": APP_ID,
        "token": token,
        "container": container,
        "trigger_id": trigger,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        **({} if ephemeral else {"message": public(post)}),
        "state": {"values": {}},
        "response_url": response_url,
        "actions": [action],
    }


def shortcut_payload(
    channel: Channel,
    person: Person,
    post: Json,
    callback_id: str,
    *,
    token: str,
    trigger: str,
    response_url: str,
    now: str,
) -> Json:
    """A message_action payload: a shortcut chosen from a message's menu."""
    return {
        "type": "message_action",
        "callback_id": callback_id,
        "action_ts": now,
        "token": token,
        "trigger_id": trigger,
        "response_url": response_url,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": TEAM_ID},
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "message_ts": post["ts"],
        "message": public(post),
    }


def find_action(post: Json, action_id: str, value: str | None, now: str) -> Json:
    """The `actions` entry of a click: a button as it stands, of a menu the option with that value (else the first).

    Raises LookupError where the post has no such element.
    """
    for block in post.get("blocks", []):
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            if element.get("action_id") == action_id:
                return _action(element, block, value, now)
    raise LookupError(f"no element {action_id!r} in message {post['ts']}")


def _action(element: Json, block: Json, value: str | None, now: str) -> Json:
    action: Json = {
        "action_id": element["action_id"],
        "block_id": block.get("block_id", ""),
        "type": element["type"],
        "action_ts": now,
    }
    options: list[dict[str, Any]] = element.get("options", [])
    if options:
        chosen = [option for option in options if option.get("value") == value] if value is not None else options
        if not chosen:
            raise LookupError(f"no option {value!r} in {element['action_id']!r}")
        return action | {"selected_option": chosen[0]}
    kept = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
    return action | kept | ({"value": value} if value is not None else {})


def with_ids(blocks: list[Json]) -> list[Json]:
    """Copies with the block_ids and action_ids that Slack makes where the app gave none."""
    return [{"block_id": uuid4().hex[:5], **_with_action_ids(block)} for block in blocks]


def _with_action_ids(block: Json) -> Json:
    if block.get("type") != "actions":
        return block
    return block | {"elements": [{"action_id": uuid4().hex[:5], **element} for element in block["elements"]]}


def reply_url(base: str, reply: Reply) -> str:
    return f"{base}/response/{TEAM_ID}/{reply.id}"
