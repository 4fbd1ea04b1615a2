"""The Web API methods the app may call, each as Slack documents it (docs.slack.dev/reference/methods)."""

from __future__ import annotations

import json
from uuid import uuid4

from bot.demo.api import Args, method, need_channel, need_scope
from bot.demo.events import HISTORY_SCOPE
from bot.demo.exchange import Exchange, Refusal, checked
from bot.demo.limits import METADATA_JSON
from bot.demo.workspace import (
    BOT_ID,
    BOT_USER,
    TEAM_ID,
    TEAM_NAME,
    Channel,
    Json,
    channel_json,
    public,
    user_json,
    visible,
)

READ_SCOPE = {"channel": "channels:read", "group": "groups:read", "im": "im:read"}


@method("api.test")
def api_test(_exchange: Exchange, args: Args) -> Json:
    if args.text("error"):
        raise Refusal(args.text("error"))
    return {"args": dict(args.values)}


@method("auth.test")
def auth_test(exchange: Exchange, _args: Args) -> Json:
    return {
        "url": f"{exchange.base}/",
        "team": TEAM_NAME,
        "team_id": TEAM_ID,
        "user": exchange.workspace.people[BOT_USER].name,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", app_token=True)
def apps_connections_open(exchange: Exchange, _args: Args) -> Json:
    return {"url": f"{exchange.base.replace('http', 'ws', 1)}/link/?ticket={uuid4()}&app_id=readout"}


# ------------------------------------------------------------------ chat


def _content(args: Args) -> Json:
    blocks = args.json("blocks", "invalid_blocks_format")
    if blocks is not None and not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    body = {"text": args.text("text"), "blocks": blocks, "thread_ts": args.text("thread_ts")}
    return checked(body | {"attachments": args.json("attachments")})


def _metadata(args: Args) -> Json:
    """{} or {"metadata": …} with an event_type and a flat event_payload."""
    metadata = args.json("metadata", "invalid_metadata_format")
    if metadata is None:
        return {}
    if not isinstance(metadata, dict) or not {"event_type", "event_payload"} <= metadata.keys():
        raise Refusal("invalid_metadata_format")
    payload = metadata["event_payload"]
    if not isinstance(payload, dict) or any(isinstance(value, dict) for value in payload.values()):
        raise Refusal("invalid_metadata_schema")
    if len(json.dumps(metadata)) > METADATA_JSON:
        raise Refusal("metadata_too_large")
    return {"metadata": {"event_type": metadata["event_type"], "event_payload": payload}}


def _asked(args: Args) -> Json:
    names = ("unfurl_links", "unfurl_media", "mrkdwn", "reply_broadcast")
    flags = {name: args.flag(name) for name in names if name in args.values}
    return {"_asked": flags | {"client_msg_id": args.text("client_msg_id")}}


@method("chat.postMessage", "chat:write")
def chat_post_message(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args)
    content = _content(args) | _metadata(args) | _asked(args)
    root = content.get("thread_ts")
    if root:
        parent = channel.posts.get(root)
        if parent is None:
            raise Refusal("invalid_thread_ts")
        content["thread_ts"] = parent.get("thread_ts", root)
        if args.flag("reply_broadcast"):
            content["subtype"] = "thread_broadcast"
    post = exchange.post(channel, content)
    return {"channel": channel.id, "ts": post["ts"], "message": public(post, with_metadata=True)}


@method("chat.postEphemeral", "chat:write")
def chat_post_ephemeral(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args)
    user = args.need("user")
    if user not in channel.members:
        raise Refusal("user_not_in_channel")
    post = {"user": BOT_USER, "bot_id": BOT_ID, **_content(args)}
    return {"message_ts": exchange.workspace.add_ephemeral(channel, user, post)["ts"]}


def _own_post(channel: Channel, ts: str, error: str) -> Json:
    post = channel.posts.get(ts)
    if post is None:
        raise Refusal("message_not_found")
    if post.get("bot_id") != BOT_ID:
        raise Refusal(error)
    return post


@method("chat.update", "chat:write")
def chat_update(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args)
    ts = args.need("ts")
    _own_post(channel, ts, "cant_update_message")
    content = _content(args) | _metadata(args)
    content.pop("thread_ts", None)
    post = exchange.update(channel, ts, content)
    return {"channel": channel.id, "ts": ts, "text": post["text"], "message": public(post)}


@method("chat.delete", "chat:write")
def chat_delete(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args)
    ts = args.need("ts")
    _own_post(channel, ts, "cant_delete_message")
    exchange.delete(channel, ts)
    return {"channel": channel.id, "ts": ts}


@method("chat.getPermalink")
def chat_get_permalink(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args, member=False)
    post = channel.posts.get(args.need("message_ts"))
    if post is None:
        raise Refusal("message_not_found")
    root = post.get("thread_ts", post["ts"])
    tail = f"?thread_ts={root}&cid={channel.id}" if root != post["ts"] else ""
    link = f"{exchange.base}/archives/{channel.id}/p{post['ts'].replace('.', '')}{tail}"
    return {"channel": channel.id, "permalink": link}


@method("reactions.add", "reactions:write")
def reactions_add(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args)
    post = channel.posts.get(args.need("timestamp"))
    if post is None:
        raise Refusal("message_not_found")
    reactions = post.setdefault("reactions", [])
    name = args.need("name").strip(":")
    if any(reaction["name"] == name for reaction in reactions):
        raise Refusal("already_reacted")
    reactions.append({"name": name, "users": [BOT_USER], "count": 1})
    exchange.workspace.touch()
    return {}


@method("assistant.threads.setStatus", "chat:write")
def set_status(exchange: Exchange, args: Args) -> Json:
    channel = exchange.workspace.find_channel(args.need("channel_id"))
    if channel is None or BOT_USER not in channel.members:
        raise Refusal("channel_not_found")
    exchange.workspace.set_status(channel.id, args.need("thread_ts"), args.text("status"))
    return {}


# ------------------------------------------------------------------ conversations and users


def _page(args: Args, posts: list[Json], most: int = 999) -> Json:
    """The window, the page and the cursor of a history call over posts in the order they are given."""
    oldest, latest = args.text("oldest") or "0", args.text("latest") or "9" * 12
    inclusive = args.flag("inclusive")
    inside = [p for p in posts if float(oldest) < float(p["ts"]) < float(latest)]
    if inclusive:
        inside = [p for p in posts if float(oldest) <= float(p["ts"]) <= float(latest)]
    start = args.number("cursor", 0)
    limit = min(args.number("limit", 100) or 100, most)
    more = len(inside) > start + limit
    with_metadata = args.flag("include_all_metadata")
    return {
        "messages": [public(post, with_metadata=with_metadata) for post in inside[start : start + limit]],
        "has_more": more,
        "response_metadata": {"next_cursor": str(start + limit) if more else ""},
    }


@method("conversations.history")
def conversations_history(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args)
    need_scope(exchange, HISTORY_SCOPE[channel.kind])
    return _page(args, exchange.workspace.top_level(channel)[::-1])


@method("conversations.replies")
def conversations_replies(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args)
    need_scope(exchange, HISTORY_SCOPE[channel.kind])
    ts = args.need("ts")
    posts = exchange.workspace.thread(channel, ts)
    if not posts:
        raise Refusal("thread_not_found")
    parent, *replies = posts
    page = _page(args, replies)
    return page | {"messages": [*_page(Args({**args.values, "oldest": ""}), [parent])["messages"], *page["messages"]]}


@method("conversations.info")
def conversations_info(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args, member=False)
    need_scope(exchange, READ_SCOPE[channel.kind])
    return {"channel": channel_json(channel, BOT_USER)}


@method("conversations.list")
def conversations_list(exchange: Exchange, args: Args) -> Json:
    asked = {"public_channel": "channel", "private_channel": "group", "im": "im"}
    kinds = [asked[name] for name in (args.text("types") or "public_channel").split(",") if name in asked]
    for kind in kinds:
        need_scope(exchange, READ_SCOPE[kind])
    seen = visible(exchange.workspace.channels.values(), BOT_USER)
    found = [channel_json(channel, BOT_USER) for channel in seen if channel.kind in kinds]
    return {"channels": found, "response_metadata": {"next_cursor": ""}}


@method("conversations.open", "im:write")
def conversations_open(exchange: Exchange, args: Args) -> Json:
    user = args.need("users")
    if user not in exchange.workspace.people:
        raise Refusal("user_not_found")
    channel = exchange.workspace.open_im(user)
    return {"channel": {"id": channel.id, **(channel_json(channel, BOT_USER) if args.flag("return_im") else {})}}


@method("conversations.members")
def conversations_members(exchange: Exchange, args: Args) -> Json:
    channel = need_channel(exchange, args, member=False)
    need_scope(exchange, READ_SCOPE[channel.kind])
    return {"members": sorted(channel.members), "response_metadata": {"next_cursor": ""}}


@method("users.info", "users:read")
def users_info(exchange: Exchange, args: Args) -> Json:
    person = exchange.workspace.people.get(args.need("user"))
    if person is None:
        raise Refusal("user_not_found")
    return {"user": user_json(person)}


@method("users.list", "users:read")
def users_list(exchange: Exchange, _args: Args) -> Json:
    members = [user_json(person) for person in exchange.workspace.people.values()]
    return {"members": members, "response_metadata": {"next_cursor": ""}}


# ------------------------------------------------------------------ views (kept, not drawn yet)


def _store_view(exchange: Exchange, args: Args, view_id: str) -> Json:
    view = args.json("view")
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        raise Refusal("invalid_arguments")
    stored = {**view, "id": view_id, "team_id": TEAM_ID, "hash": uuid4().hex, "root_view_id": view_id}
    exchange.workspace.views[view_id] = stored
    exchange.workspace.touch()
    return stored


@method("views.open")
def views_open(exchange: Exchange, args: Args) -> Json:
    error = exchange.workspace.use_trigger(args.need("trigger_id"))
    if error:
        raise Refusal(error)
    return {"view": _store_view(exchange, args, f"V{uuid4().hex[:10].upper()}")}


@method("views.update")
def views_update(exchange: Exchange, args: Args) -> Json:
    view_id = args.need("view_id")
    if view_id not in exchange.workspace.views:
        raise Refusal("not_found")
    return {"view": _store_view(exchange, args, view_id)}


@method("views.publish")
def views_publish(exchange: Exchange, args: Args) -> Json:
    user = args.need("user_id")
    view = _store_view(exchange, args, f"V{user}")
    exchange.workspace.homes[user] = view
    return {"view": view}


# ------------------------------------------------------------------ files


@method("files.getUploadURLExternal", "files:write")
def files_get_upload_url(exchange: Exchange, args: Args) -> Json:
    file_id = f"F{uuid4().hex[:10].upper()}"
    file = {"id": file_id, "name": args.need("filename"), "size": args.number("length", 0), "content": b""}
    exchange.workspace.files[file_id] = file | {"alt_txt": args.text("alt_txt")}
    return {"file_id": file_id, "upload_url": f"{exchange.base}/upload/{file_id}"}


@method("files.completeUploadExternal", "files:write")
def files_complete_upload(exchange: Exchange, args: Args) -> Json:
    done: list[Json] = []
    entries = args.json("files")
    if not isinstance(entries, list):
        raise Refusal("invalid_arguments")
    for entry in entries:
        file = exchange.workspace.files.get(str(entry.get("id"))) if isinstance(entry, dict) else None
        if file is None:
            raise Refusal("file_not_found")
        file["title"] = entry.get("title") or file["name"]
        url = f"{exchange.base}/files/{file['id']}"
        done.append({key: file[key] for key in ("id", "name", "title", "size", "alt_txt")} | {"url_private": url})
    where = args.text("channel_id") or args.text("channels")
    if where:
        channel = need_channel(exchange, Args({"channel": where}))
        content: Json = {"text": args.text("initial_comment"), "files": done, "subtype": "file_share"}
        if args.text("thread_ts"):
            content["thread_ts"] = args.text("thread_ts")
        exchange.post(channel, content)
    return {"files": done}
