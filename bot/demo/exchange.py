"""What happens when somebody writes, clicks or posts: the change of state and the payloads that follow from it.

People's doings (`say`, `command`, `click`) may come from any thread; so may the app's (`post`, `update`, `delete`,
`respond`), which the Web API calls.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from uuid import uuid4

from bot.demo.courier import CLICK, COMMAND, EVENT, Courier, Dispatch
from bot.demo.events import (
    HISTORY_SCOPE,
    action_payload,
    change_event,
    command_payload,
    event_callback,
    find_action,
    is_mention,
    mention_event,
    message_event,
    reply_url,
    shortcut_payload,
    typed,
    typed_blocks,
    with_ids,
)
from bot.demo.faults import Faults
from bot.demo.limits import MESSAGE_JSON, MESSAGE_TEXT, check_blocks, size
from bot.demo.workspace import APP_ID, BOT_ID, BOT_USER, SLACKBOT, TEAM_ID, Channel, Json, Reply, Workspace

MANIFEST_SCOPES = frozenset(
    "commands chat:write app_mentions:read channels:history groups:history channels:read groups:read users:read "
    "im:write im:history files:write".split()
)
"""What the app's default manifest asks for."""


class Refusal(Exception):  # noqa: N818  (it is Slack's answer, not a fault of ours)
    """A Web API answer `{"ok": false, "error": code, …}`."""

    def __init__(self, code: str, **extra: object) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets an app needs; fresh ones at each start unless given."""

    bot_token: str
    app_token: str
    signing_secret: str
    verification: str

    @classmethod
    def fresh(cls) -> Keys:
        return cls(
            f"xoxb-loopback-{secrets.token_hex(8)}",
            f"xapp-loopback-{secrets.token_hex(8)}",
            secrets.token_hex(16),
            secrets.token_hex(8),
        )


class Exchange:
    def __init__(
        self, workspace: Workspace, courier: Courier, keys: Keys, scopes: Collection[str], faults: Faults
    ) -> None:
        self.workspace = workspace
        self.faults = faults
        self.courier = courier
        self.keys = keys
        self.scopes = frozenset(scopes)
        self.base = ""
        """http://127.0.0.1:port, once the server listens."""

    # -------------------------------------------------------------- people

    def say(self, channel: Channel, user: str, text: str, thread_ts: str | None = None) -> str:
        """A person's message; returns its ts. Mentions are written <@U…>. Raises LookupError for an unknown thread."""
        post: Json = {
            "user": user,
            "text": typed(text),
            "blocks": typed_blocks(text),
            "client_msg_id": str(uuid4()),
        }
        if thread_ts is not None:
            parent = channel.posts[thread_ts]
            post |= {"thread_ts": thread_ts, "parent_user_id": parent["user"]}
        post = self.workspace.add_post(channel, post)
        self._tell_message(channel, post)
        if is_mention(post) and channel.kind != "im" and BOT_USER in channel.members:
            self._tell_mention(channel, post)
        return str(post["ts"])

    def command(self, channel: Channel, user: str, command: str, text: str) -> Dispatch:
        reply = self.workspace.new_reply(channel.id, user)
        payload = command_payload(
            channel,
            self.workspace.people[user],
            command,
            text,
            token=self.keys.verification,
            trigger=self.workspace.new_trigger(stale=self.faults.take_stale()),
            response_url=reply_url(self.base, reply),
        )
        return self.courier.hand_over(COMMAND, payload, lambda sent, acked: self._command_over(sent, reply, acked))

    def _command_over(self, dispatch: Dispatch, reply: Reply, acked: bool) -> None:
        """An answer in the ack is posted; a command that was not acked fails before the person's eyes."""
        command = dispatch.payload["command"]
        if not acked:
            code = "operation_timeout" if "timeout" in dispatch.reason else "dispatch_failed"
            self._explain(reply, f"{command} failed with the error “{code}”")
        elif dispatch.answer:
            try:
                self._write(reply, dispatch.answer)
            except Refusal as refusal:
                self._explain(reply, f"What {command} answered was refused: “{refusal.code}”")

    def _explain(self, reply: Reply, words: str) -> None:
        channel = self.workspace.channels[reply.channel]
        self.workspace.add_ephemeral(channel, reply.user, {"user": SLACKBOT, "text": words})

    def click(self, channel: Channel, ts: str, action_id: str, user: str, value: str | None = None) -> Dispatch:
        """A click on a button, or the choice of the option with that value. Raises LookupError where there is none."""
        post = self.find_post(channel, ts, user)
        action = find_action(post, action_id, value, self.workspace.next_ts())
        reply = self.workspace.new_reply(channel.id, user, original=ts)
        payload = action_payload(
            channel,
            self.workspace.people[user],
            post,
            action,
            token=self.keys.verification,
            trigger=self.workspace.new_trigger(stale=self.faults.take_stale()),
            response_url=reply_url(self.base, reply),
        )
        return self.courier.hand_over(CLICK, payload)

    def shortcut(self, channel: Channel, ts: str, callback_id: str, user: str) -> Dispatch:
        """Chooses the app's shortcut on a message. Raises LookupError where there is no such message."""
        payload = shortcut_payload(
            channel,
            self.workspace.people[user],
            self.find_post(channel, ts, user),
            callback_id,
            token=self.keys.verification,
            trigger=self.workspace.new_trigger(stale=self.faults.take_stale()),
            response_url=reply_url(self.base, self.workspace.new_reply(channel.id, user)),
            now=self.workspace.next_ts(),
        )
        return self.courier.hand_over(CLICK, payload)

    def edit(self, channel: Channel, ts: str, user: str, text: str) -> None:
        """A person changes what they wrote. Raises LookupError where it is not theirs."""
        self._own(channel, ts, user)
        self.update(channel, ts, {"text": typed(text), "blocks": typed_blocks(text)}, editor=user)

    def remove(self, channel: Channel, ts: str, user: str) -> None:
        """A person deletes what they wrote; of a parent with replies a tombstone stays. Raises LookupError."""
        post = self._own(channel, ts, user)
        if not post.get("reply_count"):
            self.delete(channel, ts)
            return
        with self.workspace.changed:
            before = dict(post)
            post |= {"subtype": "tombstone", "text": "This message was deleted.", "blocks": [], "user": SLACKBOT}
            self.workspace.touch()
        now = self.workspace.next_ts()
        self._tell_in(channel, change_event(channel, "message_changed", ts, now, message=post, previous_message=before))

    def _own(self, channel: Channel, ts: str, user: str) -> Json:
        post = channel.posts[ts]
        if post["user"] != user:
            raise LookupError(f"message {ts} was written by somebody else")
        return post

    def find_post(self, channel: Channel, ts: str, user: str) -> Json:
        """A post, or an ephemeral one that this person sees. Raises LookupError."""
        if ts in channel.posts:
            return channel.posts[ts]
        seen = (p for p in self.workspace.ephemerals if p["ts"] == ts and p["ephemeral_to"] == user)
        found = next(seen, None)
        if found is None:
            raise LookupError(f"no message {ts} in {channel.name or channel.id}")
        return found

    def invite(self, channel: Channel, inviter: str) -> None:
        """Brings the bot into a channel."""
        with self.workspace.changed:
            channel.members.add(BOT_USER)
            self.workspace.touch()
        event = {"type": "member_joined_channel", "user": BOT_USER, "channel": channel.id, "inviter": inviter}
        self._tell(event | {"team": TEAM_ID, "event_ts": self.workspace.next_ts()})

    # -------------------------------------------------------------- the app

    def post(self, channel: Channel, content: Json) -> Json:
        """Posts as the bot; `content` are the checked fields of a post."""
        post = {"user": BOT_USER, "bot_id": BOT_ID, "app_id": APP_ID, "bot_profile": self._profile(), **content}
        parent = channel.posts.get(content.get("thread_ts", ""))
        if parent:
            post["parent_user_id"] = parent["user"]
        post = self.workspace.add_post(channel, post)
        self._tell_message(channel, post)
        return post

    def update(self, channel: Channel, ts: str, content: Json, editor: str = BOT_USER) -> Json:
        with self.workspace.changed:
            before = dict(channel.posts[ts])
            channel.posts[ts] |= {**content, "edited": {"user": editor, "ts": self.workspace.next_ts()}}
            after = channel.posts[ts]
            self.workspace.touch()
        now = self.workspace.next_ts()
        event = change_event(channel, "message_changed", ts, now, message=after, previous_message=before)
        self._tell_in(channel, event)
        return after

    def delete(self, channel: Channel, ts: str) -> None:
        before = self.workspace.delete_post(channel, ts)
        now = self.workspace.next_ts()
        self._tell_in(channel, change_event(channel, "message_deleted", ts, now, previous_message=before))

    def respond(self, reply_id: str, body: Json) -> None:
        """A POST to a response_url. Raises Refusal: used_url, expired_url, no_such_url, or as a post is refused."""
        reply = self.workspace.use_reply(reply_id)
        if isinstance(reply, str):
            raise Refusal(reply)
        self._write(reply, body)

    def _write(self, reply: Reply, body: Json) -> None:
        channel = self.workspace.channels[reply.channel]
        if body.get("delete_original"):
            self._drop_original(channel, reply)
            return
        content = checked(body)
        if body.get("replace_original") and reply.original:
            self._replace_original(channel, reply, content)
        elif body.get("response_type") == "in_channel":
            self.post(channel, content)
        else:
            whisper = {"user": BOT_USER, "bot_id": BOT_ID, "bot_profile": self._profile(), **content}
            self.workspace.add_ephemeral(channel, reply.user, whisper)

    def _drop_original(self, channel: Channel, reply: Reply) -> None:
        with self.workspace.changed:
            self.workspace.ephemerals[:] = [p for p in self.workspace.ephemerals if p["ts"] != reply.original]
            self.workspace.touch()
        if reply.original in channel.posts:
            self.delete(channel, str(reply.original))

    def _replace_original(self, channel: Channel, reply: Reply, content: Json) -> None:
        if reply.original in channel.posts:
            self.update(channel, str(reply.original), content)
            return
        with self.workspace.changed:
            for post in self.workspace.ephemerals:
                if post["ts"] == reply.original:
                    post |= {"blocks": [], **content}
            self.workspace.touch()

    # -------------------------------------------------------------- telling the app

    def _profile(self) -> Json:
        return {"id": BOT_ID, "app_id": APP_ID, "name": self.workspace.people[BOT_USER].real_name, "team_id": TEAM_ID}

    def _tell_message(self, channel: Channel, post: Json) -> None:
        self._tell_in(channel, message_event(channel, post))

    def _tell_mention(self, channel: Channel, post: Json) -> None:
        if "app_mentions:read" in self.scopes:
            self._tell(mention_event(channel, post))

    def _tell_in(self, channel: Channel, event: Json) -> None:
        """An event of a channel reaches the app where it is a member and holds the scope for it."""
        if BOT_USER in channel.members and HISTORY_SCOPE[channel.kind] in self.scopes:
            self._tell(event)

    def _tell(self, event: Json) -> None:
        payload = event_callback(event, self.keys.verification, self.workspace.now())
        self.courier.hand_over(EVENT, payload, copies=2 if self.faults.take_resend() else 1)


def checked(body: Json) -> Json:
    """text, blocks and thread_ts of a message the app wants to post, with ids. Raises Refusal as Slack refuses."""
    text, blocks = body.get("text") or "", body.get("blocks") or []
    if not isinstance(text, str) or (not text and not blocks and not body.get("attachments")):
        raise Refusal("no_text")
    if len(text) > MESSAGE_TEXT:
        raise Refusal("msg_too_long")
    complaints = check_blocks(blocks)
    if complaints:
        raise Refusal("invalid_blocks", errors=complaints, response_metadata={"messages": complaints})
    if sum(block["type"] in ("table", "data_table") for block in blocks) > 1:
        raise Refusal("invalid_attachments", response_metadata={"messages": ["only_one_table_allowed"]})
    if size(blocks) > MESSAGE_JSON:
        raise Refusal("msg_blocks_too_long")
    content: Json = {"text": text, "blocks": with_ids(blocks)}
    if body.get("thread_ts"):
        content["thread_ts"] = body["thread_ts"]
    return content
