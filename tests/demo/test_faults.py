"""Faults as the Slack SDK meets them: what was done, what was answered, what the app is told twice."""

import time
from urllib.error import URLError

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.demo.faults import KINDS, Faults


@pytest.fixture
def plain(slack) -> WebClient:
    """A client without retry handlers, as the posting one is."""
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=2)


def post(client, text="x"):
    return client.chat_postMessage(channel="C0INDUSTRY", text=text)


@pytest.mark.parametrize(("kind", "done"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection_gives_no_answer_whether_it_was_done_or_not(slack, plain, kind, done):
    slack.faults.add(kind)
    with pytest.raises((URLError, ConnectionError)):
        post(plain)
    assert len(slack.messages("industry-watch")) == done
    assert slack.faults.happened == {kind: 1}
    post(plain)
    assert len(slack.messages("industry-watch")) == done + 1


@pytest.mark.parametrize(("kind", "done"), [("server_error", 0), ("server_error_after", 1)])
def test_a_server_error_says_nothing_about_what_was_done(slack, plain, kind, done):
    slack.faults.add(kind)
    with pytest.raises(SlackApiError) as caught:
        post(plain)
    assert caught.value.response.status_code == 500
    assert len(slack.messages("industry-watch")) == done


def test_a_rate_limit_names_the_seconds_and_does_nothing(slack, plain):
    slack.faults.add("ratelimited", seconds=1.2)
    with pytest.raises(SlackApiError) as caught:
        post(plain)
    answer = caught.value.response
    assert (answer.status_code, answer.headers["Retry-After"], answer["error"]) == (429, "2", "ratelimited")
    assert slack.messages("industry-watch") == []


def test_a_refusal_carries_its_code(slack, plain):
    slack.faults.add("refuse", times=2)
    slack.faults.add("refuse", code="is_archived")
    codes = []
    for _ in range(3):
        with pytest.raises(SlackApiError) as caught:
            post(plain)
        codes.append(caught.value.response["error"])
    assert codes == ["not_in_channel", "not_in_channel", "is_archived"]


@pytest.mark.parametrize(("kind", "present_at_once"), [("delay", True), ("delay_before", False)])
def test_a_delay_outlasts_the_apps_patience_but_the_post_stands(slack, kind, present_at_once):
    hasty = WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=0.5)
    slack.faults.add(kind, seconds=1.5)
    with pytest.raises(TimeoutError):
        post(hasty)
    assert bool(slack.messages("industry-watch")) is present_at_once
    assert slack.wait_for(lambda: slack.messages("industry-watch"))


def test_other_methods_are_left_alone(slack, plain):
    slack.faults.add("server_error", method="conversations.history")
    post(plain)
    with pytest.raises(SlackApiError):
        plain.conversations_history(channel="C0INDUSTRY")


def test_an_acked_event_is_sent_twice_with_one_event_id_when_its_ack_got_lost(connected):
    connected.faults.resent_events = 1
    connected.say("energy-desk", "mina", "Good morning")
    sent = connected.wait_for(lambda: [d for d in connected.dispatches("events_api") if d.acked])[0]
    assert sent.attempts == 2
    connected.say("energy-desk", "mina", "And again")
    assert connected.wait_for(lambda: connected.dispatches("events_api")[1].acked)
    assert connected.dispatches("events_api")[1].attempts == 1


def test_a_stale_trigger_opens_nothing(slack, client):
    slack.faults.stale_triggers = 1
    trigger = slack.command("industry-watch", "ines", "/readout").payload["trigger_id"]
    with pytest.raises(SlackApiError) as caught:
        client.views_open(trigger_id=trigger, view={"type": "modal", "blocks": []})
    assert caught.value.response["error"] == "expired_trigger_id"


def test_random_faults_are_the_same_for_the_same_seed():
    def struck(seed):
        faults = Faults()
        faults.at_random(0.09, ["drop_after", "server_error"], seed=seed)
        return [fault.kind if (fault := faults.take("chat.postMessage")) else "" for _ in range(2000)]

    assert struck(7) == struck(7) != struck(8)
    assert 0.06 < sum(map(bool, struck(7))) / 2000 < 0.12


def test_an_unknown_fault_is_refused_and_clearing_ends_all(slack, plain):
    with pytest.raises(ValueError, match="no fault 'meteor'"):
        slack.faults.add("meteor")
    for kind in KINDS:
        slack.faults.add(kind, seconds=9)
    slack.faults.clear()
    started = time.monotonic()
    post(plain)
    assert time.monotonic() - started < 2


def test_posts_that_come_faster_than_the_limit_are_refused_by_channel(slack, plain):
    slack.faults.posts_per_second = 1
    post(plain)
    plain.chat_postMessage(channel="C0ENERGY01", text="another channel")
    with pytest.raises(SlackApiError) as caught:
        post(plain)
    assert caught.value.response["error"] == "ratelimited"
    time.sleep(1.01)
    post(plain)
    assert len(slack.messages("industry-watch")) == 2


def test_a_response_url_meets_faults_too(slack):
    url = slack.command("industry-watch", "ines", "/readout").payload["response_url"]
    slack.faults.add("server_error", method="response_url")
    slack.faults.add("drop_after", method="response_url")
    assert httpx.post(url, json={"text": "first"}).status_code == 500
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.post(url, json={"text": "second"})
    assert httpx.post(url, json={"text": "third"}).text == "ok"
    said = [post["text"] for post in slack.ephemerals("industry-watch", "ines") if post["user"] == slack.bot_user]
    assert said == ["second", "third"]
    assert [call.fault for call in slack.calls("response_url")] == ["server_error", "drop_after", ""]


def test_a_slack_that_was_away_comes_back_with_all_that_was_said(slack, plain):
    post(plain, "before")
    slack.stop()
    with pytest.raises(URLError):
        post(plain, "lost")
    slack.start()
    post(plain, "after")
    assert [message["text"] for message in slack.messages("industry-watch")] == ["before", "after"]
