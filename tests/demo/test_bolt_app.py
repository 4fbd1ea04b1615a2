"""slack-bolt, unchanged, against the loopback Slack."""

import threading

from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.demo.slack import LoopbackSlack


def texts(posts):
    return [post["text"] for post in posts]


def test_a_command_is_acked_and_answered_for_its_asker_alone(connected):
    sent = connected.command("industry-watch", "ines", "/readout", "now")
    whispers = connected.wait_for(lambda: connected.ephemerals("industry-watch", "ines"))
    assert texts(whispers) == ["you asked for now"]
    connected.wait_for(lambda: sent.acked)
    assert 0 < sent.seconds < 2
    assert connected.ephemerals("industry-watch", "tomas") == []
    assert connected.messages("industry-watch") == []


def test_a_mention_arrives_twice_and_is_answered_in_its_thread(connected):
    ts = connected.say("industry-watch", "ines", f"<@{connected.bot_user}> are you there?")
    replies = connected.wait_for(lambda: connected.thread("industry-watch", ts))
    assert texts(replies) == ["You called?"]
    kinds = [d.payload["event"]["type"] for d in connected.dispatches("events_api")]
    assert kinds[:2] == ["message", "app_mention"]


def test_a_plain_reply_in_a_thread_reaches_the_app_and_the_answer_comes_back_as_an_event(connected, client):
    ts = client.chat_postMessage(channel="C0INDUSTRY", text="A briefing")["ts"]
    connected.say("industry-watch", "tomas", "And then?", ts)
    connected.wait_for(lambda: texts(connected.thread("industry-watch", ts)) == ["And then?", "An answer"])
    echo = connected.wait_for(lambda: [d.payload["event"] for d in connected.dispatches("events_api")][2:])[0]
    assert (echo["bot_id"], echo["thread_ts"], echo["text"]) == (connected.bot_id, ts, "An answer")
    parent = connected.messages("industry-watch")[0]
    assert parent["reply_count"] == 2


def test_buttons_and_menus_reach_their_listeners(connected, client, card):
    ts = client.chat_postMessage(channel="C0INDUSTRY", text="card", blocks=card)["ts"]
    assert connected.click("industry-watch", ts, "ask", "ines")
    connected.wait_for(lambda: texts(connected.ephemerals("industry-watch", "ines")) == ["pressed topic-7"])
    connected.click("industry-watch", ts, "more", "tomas", "mute")
    connected.wait_for(lambda: texts(connected.ephemerals("industry-watch", "tomas")) == ["chose mute"])


def test_a_second_connection_takes_its_share(connected, app):
    second = SocketModeHandler(app, connected.app_token)
    second.connect()
    connected.wait_for(lambda: connected.connections == 2)
    sent = [connected.command("energy-desk", "mina", "/readout", str(n)) for n in range(4)]
    connected.wait_for(lambda: all(d.acked for d in sent))
    second.close()
    connected.wait_for(lambda: connected.connections == 1)


def test_a_command_that_nobody_acks_fails_before_the_persons_eyes(connected, app):
    gate = threading.Event()

    @app.command("/slow")
    def slow(ack):
        gate.wait(10)
        ack()

    sent = connected.command("industry-watch", "ines", "/slow")
    connected.wait_for(lambda: sent.acked is False)
    gate.set()
    assert sent.reason == "timeout"
    assert "operation_timeout" in connected.ephemerals("industry-watch", "ines")[-1]["text"]


def test_the_apps_client_finds_its_way_back_after_a_disconnect_envelope(connected):
    connected.disconnect()
    connected.wait_connected()
    sent = connected.command("industry-watch", "ines", "/readout", "again")
    connected.wait_for(lambda: sent.acked)


def test_an_event_that_came_while_nobody_was_connected_arrives_later(app):
    with LoopbackSlack(ack_seconds=1.0, retry_seconds=(0.1, 0.4, 3.0)) as slack:
        app.client.base_url = slack.api_url
        app.client.token = slack.bot_token
        slack.say("industry-watch", "ines", "Is anybody there?")
        slack.wait_for(lambda: slack.dispatches()[0].attempts == 2)
        assert slack.dispatches()[0].reason == "connection_failed"
        handler = SocketModeHandler(app, slack.app_token)
        handler.connect()
        assert slack.wait_for(lambda: slack.dispatches()[0].acked)
        handler.close()


def test_an_ack_that_slack_refuses_to_show_is_told(connected, app):
    @app.command("/wrong")
    def wrong(ack):
        ack(blocks=[{"type": "marquee"}])

    sent = connected.command("industry-watch", "ines", "/wrong")
    connected.wait_for(lambda: sent.acked)
    assert "invalid_blocks" in connected.ephemerals("industry-watch", "ines")[-1]["text"]
