"""The Web API as slack_sdk sees it: what is taken, what is refused and in which words."""

import json

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.limits import check_blocks
from bot.demo.slack import LoopbackSlack


def refused(call, **arguments):
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return caught.value.response


def section(text):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def rich(*elements):
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def test_only_the_right_token_gets_in(slack, client):
    assert client.auth_test()["team_id"] == slack.team_id
    assert refused(WebClient("xoxb-other", base_url=slack.api_url).auth_test)["error"] == "invalid_auth"
    assert refused(WebClient(slack.app_token, base_url=slack.api_url).auth_test)["error"] == "not_allowed_token_type"
    assert httpx.post(f"{slack.api_url}auth.test").json() == {"ok": False, "error": "not_authed"}
    assert refused(client.api_call, api_method="chat.nonsense")["error"] == "unknown_method"


def test_a_form_and_a_json_body_say_the_same(slack, client):
    client.api_call("chat.postMessage", params={"channel": "C0INDUSTRY", "text": "form", "unfurl_links": "false"})
    client.api_call("chat.postMessage", json={"channel": "C0INDUSTRY", "text": "json", "unfurl_links": False})
    first, second = slack.messages("industry-watch")
    assert (first["text"], second["text"]) == ("form", "json")
    assert first["_asked"]["unfurl_links"] is second["_asked"]["unfurl_links"] is False


def test_metadata_comes_back_only_when_asked_for(slack, client):
    metadata = {"event_type": "readout_delivery", "event_payload": {"delivery_id": "d-1"}}
    client.chat_postMessage(channel="C0INDUSTRY", text="one", metadata=metadata, client_msg_id="m-1")
    bare = client.conversations_history(channel="C0INDUSTRY")["messages"][0]
    whole = client.conversations_history(channel="C0INDUSTRY", include_all_metadata=True)["messages"][0]
    assert "metadata" not in bare
    assert "_asked" not in whole
    assert whole["metadata"] == metadata
    assert slack.calls("chat.postMessage")[0].args["client_msg_id"] == "m-1"
    nested = {"event_type": "x", "event_payload": {"a": {"b": 1}}}
    assert refused(client.chat_postMessage, channel="C0INDUSTRY", text="x", metadata=nested)["error"] == (
        "invalid_metadata_schema"
    )


def test_history_is_newest_first_paged_and_bounded(client):
    stamps = [client.chat_postMessage(channel="C0INDUSTRY", text=str(n))["ts"] for n in range(5)]
    page = client.conversations_history(channel="C0INDUSTRY", limit=2)
    assert [m["text"] for m in page["messages"]] == ["4", "3"]
    cursor = page["response_metadata"]["next_cursor"]
    assert [
        m["text"] for m in client.conversations_history(channel="C0INDUSTRY", limit=2, cursor=cursor)["messages"]
    ] == [
        "2",
        "1",
    ]
    newer = client.conversations_history(channel="C0INDUSTRY", oldest=stamps[3])["messages"]
    assert [m["text"] for m in newer] == ["4"]
    both = client.conversations_history(channel="C0INDUSTRY", oldest=stamps[3], inclusive=True)["messages"]
    assert [m["text"] for m in both] == ["4", "3"]


def test_a_thread_gives_its_parent_first_and_its_permalinks_name_it(client):
    root = client.chat_postMessage(channel="C0INDUSTRY", text="parent")["ts"]
    reply = client.chat_postMessage(channel="C0INDUSTRY", text="reply", thread_ts=root)["ts"]
    replies = client.conversations_replies(channel="C0INDUSTRY", ts=root)["messages"]
    assert [m["text"] for m in replies] == ["parent", "reply"]
    assert [m["text"] for m in client.conversations_history(channel="C0INDUSTRY")["messages"]] == ["parent"]
    link = client.chat_getPermalink(channel="C0INDUSTRY", message_ts=reply)["permalink"]
    assert link.endswith(f"/archives/C0INDUSTRY/p{reply.replace('.', '')}?thread_ts={root}&cid=C0INDUSTRY")
    assert refused(client.conversations_replies, channel="C0INDUSTRY", ts="1.000001")["error"] == "thread_not_found"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE1", "text": "x"}, "channel_not_found"),
        ({"channel": "C0HALLWAY1", "text": "x"}, "not_in_channel"),
        ({"channel": "C0INDUSTRY"}, "no_text"),
        ({"channel": "C0INDUSTRY", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "C0INDUSTRY", "text": "x", "thread_ts": "1.000001"}, "invalid_thread_ts"),
        ({"channel": "C0INDUSTRY", "blocks": "[{"}, "invalid_blocks_format"),
        ({"channel": "C0INDUSTRY", "text": "x", "blocks": [section("x")] * 51}, "invalid_blocks"),
        ({"channel": "C0INDUSTRY", "text": "x", "blocks": [section("x" * 2900)] * 5}, "msg_blocks_too_long"),
    ],
)
def test_posts_are_refused_as_slack_refuses_them(slack, client, arguments, error):
    assert refused(client.api_call, api_method="chat.postMessage", json=arguments)["error"] == error
    assert slack.messages("industry-watch") == []


@pytest.mark.parametrize(
    ("block", "where"),
    [
        ({"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}, "/blocks/0/text/text"),
        ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "/blocks/0/text/type"),
        (section("x" * 3001), "/blocks/0/text/text"),
        (section(""), "/blocks/0/text/text"),
        ({"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]}, "/blocks/0/fields/0/text"),
        ({"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * 11}, "/blocks/0/elements"),
        ({"type": "actions", "elements": []}, "/blocks/0/elements"),
        ({"type": "image", "image_url": "https://pictures.example/a.png"}, "/blocks/0"),
        ({"type": "marquee"}, "/blocks/0/type"),
        (rich({"type": "text", "text": ""}), "/blocks/0/elements/0/elements/0/text"),
        (rich({"type": "link", "url": "javascript:alert(1)"}), "/blocks/0/elements/0/elements/0/url"),
        (rich({"type": "blink", "text": "x"}), "/blocks/0/elements/0/elements/0"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}, "/blocks/0/rows/0"),
        ({"type": "table", "rows": [[{"type": "raw_text", "text": ""}]]}, "/blocks/0/rows/0/0/text"),
        ({"type": "divider", "block_id": "x" * 256}, "/blocks/0/block_id"),
    ],
)
def test_each_limit_of_a_block_is_named_with_its_place(block, where):
    assert [line.partition("json-pointer:")[2].rstrip("]") for line in check_blocks([block])] == [where]


def test_good_blocks_pass_and_get_the_ids_slack_gives(client, card):
    assert check_blocks([*card, rich({"type": "text", "text": "x", "style": {"bold": True}})]) == []
    posted = client.chat_postMessage(channel="C0INDUSTRY", text="card", blocks=card)["message"]["blocks"]
    assert all(block["block_id"] for block in posted)
    assert check_blocks([{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}]) != []


def test_the_app_changes_and_deletes_its_own_posts_alone(slack, client):
    mine = client.chat_postMessage(channel="C0INDUSTRY", text="first")["ts"]
    client.chat_update(channel="C0INDUSTRY", ts=mine, text="second")
    assert slack.messages("industry-watch")[0]["text"] == "second"
    theirs = slack.say("industry-watch", "mina", "mine")
    assert refused(client.chat_update, channel="C0INDUSTRY", ts=theirs, text="x")["error"] == "cant_update_message"
    assert refused(client.chat_delete, channel="C0INDUSTRY", ts=theirs)["error"] == "cant_delete_message"
    client.chat_delete(channel="C0INDUSTRY", ts=mine)
    assert [post["text"] for post in slack.messages("industry-watch")] == ["mine"]


def test_people_have_time_zones_and_channels_their_members(client):
    zones = {m["name"]: m["tz"] for m in client.users_list()["members"] if not m["is_bot"]}
    assert len(set(zones.values())) >= 3
    assert client.users_info(user="U0MINA0001")["user"]["tz_offset"] == 9 * 3600
    assert refused(client.users_info, user="U0NOBODY01")["error"] == "user_not_found"
    listed = client.conversations_list(types="public_channel,private_channel")["channels"]
    assert {c["name"]: c["is_member"] for c in listed} == {
        "industry-watch": True,
        "energy-desk": True,
        "hallway": False,
        "board-brief": True,
    }
    assert "U0INES0001" in client.conversations_members(channel="C0HALLWAY1")["members"]
    im = client.conversations_open(users="U0MINA0001")["channel"]["id"]
    assert client.chat_postMessage(channel="U0MINA0001", text="hello")["channel"] == im


def test_a_missing_scope_is_named():
    with LoopbackSlack(scopes={"commands", "chat:write", "app_mentions:read"}) as slack:
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        answer = refused(client.conversations_history, channel="C0INDUSTRY")
        assert (answer["error"], answer["needed"]) == ("missing_scope", "channels:history")
        slack.say("industry-watch", "ines", "Nobody hears this")
        slack.say("industry-watch", "ines", f"<@{slack.bot_user}> but this")
        assert [d.payload["event"]["type"] for d in slack.dispatches()] == ["app_mention"]


def test_a_file_goes_up_in_three_steps(slack, client):
    client.files_upload_v2(channel="C0INDUSTRY", filename="chart.png", content=b"\x89PNG\r\n\x1a\n-", title="Chart")
    file = slack.messages("industry-watch")[0]["files"][0]
    answer = httpx.get(file["url_private"])
    assert (answer.content, answer.headers["content-type"]) == (b"\x89PNG\r\n\x1a\n-", "image/png")


def test_views_need_a_trigger_that_is_fresh_and_unused(slack, client):
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Track"}, "blocks": []}
    trigger = slack.command("industry-watch", "ines", "/readout").payload["trigger_id"]
    opened = client.views_open(trigger_id=trigger, view=view)["view"]
    assert client.views_update(view_id=opened["id"], view=view)["view"]["id"] == opened["id"]
    assert refused(client.views_open, trigger_id=trigger, view=view)["error"] == "exchanged_trigger_id"
    assert refused(client.views_open, trigger_id="1.2.3", view=view)["error"] == "invalid_trigger_id"
    client.views_publish(user_id="U0INES0001", view=view | {"type": "home"})
    assert slack.workspace.homes["U0INES0001"]["type"] == "home"


def test_a_response_url_works_five_times_and_for_half_an_hour():
    now = [1_790_000_000.0]
    with LoopbackSlack(now=lambda: now[0]) as slack:
        sent = [slack.command("industry-watch", "ines", "/readout", "now").payload for _ in range(2)]
        first, second = (payload["response_url"] for payload in sent)
        answers = [httpx.post(first, json={"text": f"{n}"}).status_code for n in range(6)]
        assert answers == [200, 200, 200, 200, 200, 404]
        now[0] += 1801
        assert httpx.post(second, json={"text": "late"}).json()["error"] == "expired_url"
        assert "4" in [post["text"] for post in slack.ephemerals("industry-watch", "ines")]


def test_a_response_url_replaces_and_deletes_what_was_clicked(slack, client, card):
    ts = client.chat_postMessage(channel="C0INDUSTRY", text="card", blocks=card)["ts"]
    url = slack.click("industry-watch", ts, "ask", "ines").payload["response_url"]
    httpx.post(url, json={"text": "done", "replace_original": True})
    assert [(p["text"], p["blocks"]) for p in slack.messages("industry-watch")] == [("done", [])]
    httpx.post(url, json={"text": "for all", "response_type": "in_channel"})
    httpx.post(url, json={"delete_original": True})
    assert [p["text"] for p in slack.messages("industry-watch")] == ["for all"]


def test_a_page_elsewhere_that_points_its_name_here_stays_outside(slack):
    assert httpx.get(slack.page_url, headers={"Host": "evil.example"}).status_code == 400


def test_what_people_type_is_escaped_but_their_mentions_stay(slack):
    slack.say("industry-watch", "ines", f"<@{slack.bot_user}> is 3 < 4 & <!channel>?")
    post = slack.messages("industry-watch")[0]
    assert post["text"] == f"<@{slack.bot_user}> is 3 &lt; 4 &amp; &lt;!channel&gt;?"
    assert json.dumps(post["blocks"]).count('"user_id"') == 1


def test_a_whisper_reaches_its_reader_alone_and_needs_a_member(slack, client):
    client.chat_postEphemeral(channel="C0BOARD001", user="U0INES0001", text="for you")
    assert [post["text"] for post in slack.ephemerals("board-brief", "ines")] == ["for you"]
    assert slack.messages("board-brief") == []
    outsider = refused(client.chat_postEphemeral, channel="C0BOARD001", user="U0MINA0001", text="x")
    assert outsider["error"] == "user_not_in_channel"


def test_a_reaction_is_set_once():
    with LoopbackSlack(scopes={"chat:write", "reactions:write"}) as other:
        client = WebClient(other.bot_token, base_url=other.api_url)
        ts = other.say("industry-watch", "ines", "Morning")
        client.reactions_add(channel="C0INDUSTRY", timestamp=ts, name="eyes")
        again = refused(client.reactions_add, channel="C0INDUSTRY", timestamp=ts, name="eyes")
        assert again["error"] == "already_reacted"
        assert other.messages("industry-watch")[0]["reactions"][0]["count"] == 1


def test_a_private_channel_is_hidden_from_those_outside(client):
    assert client.conversations_info(channel="C0BOARD001")["channel"]["is_private"]
    assert client.conversations_info(channel="C0HALLWAY1")["channel"]["is_member"] is False
    assert refused(client.conversations_info, channel="D0NOBODY01")["error"] == "channel_not_found"


def test_edits_and_deletions_are_told_as_events_of_their_own(slack, client):
    ts = client.chat_postMessage(channel="C0INDUSTRY", text="first")["ts"]
    client.chat_update(channel="C0INDUSTRY", ts=ts, text="second")
    client.chat_delete(channel="C0INDUSTRY", ts=ts)
    events = [dispatch.payload["event"] for dispatch in slack.dispatches("events_api")]
    assert [event.get("subtype") for event in events] == [None, "message_changed", "message_deleted"]
    assert (events[1]["message"]["text"], events[1]["previous_message"]["text"]) == ("second", "first")
    assert events[2]["deleted_ts"] == ts
    assert len({dispatch.payload["event_id"] for dispatch in slack.dispatches("events_api")}) == 3


def test_thread_counts_follow_replies_that_come_and_go(slack, client):
    root = slack.say("industry-watch", "ines", "A question")
    reply = client.chat_postMessage(channel="C0INDUSTRY", thread_ts=root, text="one")["ts"]
    slack.say("industry-watch", "mina", "two", root)
    broadcast = client.chat_postMessage(channel="C0INDUSTRY", thread_ts=root, text="all", reply_broadcast=True)["ts"]
    assert [post["ts"] for post in slack.messages("industry-watch")] == [root, broadcast]
    client.chat_delete(channel="C0INDUSTRY", ts=reply)
    parent = slack.messages("industry-watch")[0]
    assert (parent["reply_count"], parent["latest_reply"]) == (2, broadcast)
    assert parent["reply_users"] == sorted([slack.bot_user, "U0MINA0001"])


def test_a_whisper_that_was_clicked_is_replaced_and_taken_back(slack, client, card):
    client.chat_postEphemeral(channel="C0INDUSTRY", user="U0INES0001", text="card", blocks=card)
    ts = slack.ephemerals("industry-watch", "ines")[0]["ts"]
    with pytest.raises(LookupError):
        slack.click("industry-watch", ts, "ask", "tomas")
    payload = slack.click("industry-watch", ts, "ask", "ines").payload
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload
    httpx.post(payload["response_url"], json={"text": "done", "replace_original": True})
    assert [(p["text"], p["blocks"]) for p in slack.ephemerals("industry-watch", "ines")] == [("done", [])]
    httpx.post(payload["response_url"], json={"delete_original": True})
    assert slack.ephemerals("industry-watch", "ines") == []


def test_a_predicate_may_call_the_web_api_and_waiting_ends(slack, client):
    slack.say("industry-watch", "ines", "Morning")
    found = slack.wait_for(lambda: client.conversations_history(channel="C0INDUSTRY")["messages"])
    assert found[0]["text"] == "Morning"
    with pytest.raises(TimeoutError):
        slack.wait_for(lambda: client.conversations_history(channel="C0ENERGY01")["messages"], 0.2)
