"""The messenger against each of Slack's moods: what is definite, what is not, and what a person gets to see."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from slack_sdk import WebClient

from bot.demo.slack import LoopbackSlack
from bot.errors import DeliveryError, ReadoutError, SettingsError
from bot.model import Delivery, Message, Request, RequestKind, WorkspaceId
from bot.ports import Refused, Room, Sent, Unknown
from bot.settings import Settings
from bot.slack.client import build_client
from bot.slack.errors import outcome_of_network, retry_after
from bot.slack.messenger import SlackMessenger, who_am_i

TEAM, CHANNEL = WorkspaceId("T0HARBOUR1"), "C0ENERGY01"
ROW = Delivery(
    "5f0c8a52-0000-5000-8000-000000000001",
    TEAM,
    CHANNEL,
    0,
    Message(({"type": "section", "text": {"type": "plain_text", "text": "hello"}},), "hello"),
    since=datetime.now(UTC),
)
ASKED = Request("k", TEAM, RequestKind.COMMAND, CHANNEL, "U0INES0001", "help")


@pytest.fixture(scope="module")
def server() -> Iterator[LoopbackSlack]:
    with LoopbackSlack() as running:
        yield running


@pytest.fixture
def slack(server: LoopbackSlack) -> Iterator[LoopbackSlack]:
    yield server
    server.faults.clear()


def messenger_at(slack: LoopbackSlack, url: str = "", timeout_s: float = 1) -> SlackMessenger:
    settings = Settings(SLACK_BOT_TOKEN=slack.bot_token, SLACK_API_URL=url or slack.api_url)
    client = build_client(settings.model_copy(update={"post_timeout_s": timeout_s}))
    return SlackMessenger(lambda _workspace: client)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("ratelimited", Refused("ratelimited", 7.0)),
        ("server_error", Unknown),
        ("server_error_after", Unknown),
        ("drop_before", Unknown),
        ("drop_after", Unknown),
        ("refuse", Refused("not_in_channel", hint="/invite @readout")),
    ],
)
def test_what_a_fault_means(slack: LoopbackSlack, fault: str, outcome: object) -> None:
    slack.faults.add(fault, seconds=7)
    got = messenger_at(slack).post(ROW, None)
    assert type(got) is outcome if isinstance(outcome, type) else got == outcome
    assert len(slack.faults.waiting) == 0


def test_every_fault_is_one_call(slack: LoopbackSlack) -> None:
    before = len(slack.calls("chat.postMessage"))
    for fault in ("drop_before", "server_error", "ratelimited"):
        slack.faults.add(fault)
        messenger_at(slack).post(ROW, None)
    assert len(slack.calls("chat.postMessage")) - before == 3


def test_blocks_that_a_workspace_does_not_take_yet_are_left_out(slack: LoopbackSlack) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]}
    row = replace(ROW, message=Message((*ROW.message.blocks, table), "hello"))
    slack.faults.add("refuse", code="invalid_blocks")
    assert isinstance(messenger_at(slack).post(row, None), Sent)
    assert [block["type"] for block in slack.messages(CHANNEL)[-1]["blocks"]] == ["section"]
    slack.faults.add("refuse", code="invalid_blocks")
    assert messenger_at(slack).post(ROW, None) == Refused("invalid_blocks")


@pytest.mark.parametrize("code", ["internal_error", "fatal_error", "service_unavailable", "request_timeout"])
def test_codes_that_may_have_posted_are_not_definite(slack: LoopbackSlack, code: str) -> None:
    slack.faults.add("refuse", code=code)
    assert messenger_at(slack).post(ROW, None) == Unknown(code)


def test_an_answer_that_does_not_come_in_time_is_unknown(slack: LoopbackSlack) -> None:
    slack.faults.add("delay", seconds=1.6)
    assert isinstance(messenger_at(slack).post(ROW, None), Unknown)


def test_where_nobody_listens_nothing_was_sent(slack: LoopbackSlack) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    outcome = messenger_at(slack, f"http://127.0.0.1:{port}/api/").post(ROW, None)
    assert isinstance(outcome, Refused)
    assert outcome.retry_after_s is not None
    assert isinstance(outcome_of_network(socket.gaierror()), Refused)


def test_an_answer_that_cannot_be_read_is_unknown(slack: LoopbackSlack) -> None:
    with one_answer(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n<html>oh\n") as url:
        assert isinstance(messenger_at(slack, url).post(ROW, None), Unknown)


def test_a_message_is_found_by_its_metadata_alone(slack: LoopbackSlack) -> None:
    messenger = messenger_at(slack)
    sent = messenger.post(replace(ROW, id="5f0c8a52-0000-5000-8000-000000000002"), None)
    assert isinstance(sent, Sent)
    assert messenger.find(replace(ROW, id="5f0c8a52-0000-5000-8000-000000000002"), None).ts == sent.ts
    assert messenger.find(replace(ROW, id="5f0c8a52-0000-5000-8000-00000000dead"), None).ts is None


@pytest.mark.parametrize("fault", ["ratelimited", "server_error", "drop_before"])
def test_a_look_that_fails_is_no_no(slack: LoopbackSlack, fault: str) -> None:
    slack.faults.add(fault, method="conversations.history")
    with pytest.raises(DeliveryError):
        messenger_at(slack).find(ROW, None)


def test_without_the_history_scope_the_look_says_so() -> None:
    with LoopbackSlack(scopes={"chat:write", "commands"}) as slack:
        assert messenger_at(slack).find(ROW, None).readable is False


def test_a_reply_by_a_used_up_url_comes_as_an_ephemeral_message(slack: LoopbackSlack) -> None:
    messenger = messenger_at(slack)
    before = len(slack.ephemerals(CHANNEL, "ines"))
    gone = replace(ASKED, response_url=f"{slack.api_url.removesuffix('api/')}response/T0HARBOUR1/none")
    assert messenger.whisper(gone, ROW.message)
    assert messenger.whisper(ASKED, ROW.message)
    assert len(slack.ephemerals(CHANNEL, "ines")) - before == 2


def test_a_word_to_a_person_reaches_them_without_im_write_too(slack: LoopbackSlack) -> None:
    assert messenger_at(slack).tell(TEAM, "U0INES0001", ROW.message)
    with LoopbackSlack(scopes={"chat:write"}) as small:
        messenger_at(small).tell(TEAM, "U0INES0001", ROW.message)
        assert small.calls("chat.postMessage")[-1].args["channel"] == "U0INES0001"


def test_zones_are_asked_once_and_unknown_people_have_none(slack: LoopbackSlack) -> None:
    messenger = messenger_at(slack)
    before = len(slack.calls("users.info"))
    assert [messenger.zone_of(TEAM, "U0TOMAS001") for _ in range(3)] == ["America/New_York"] * 3
    assert len(slack.calls("users.info")) - before == 1
    assert messenger.zone_of(TEAM, "U0NOBODY") == ""


@pytest.mark.parametrize(
    ("channel", "name", "obstacle"),
    [
        (CHANNEL, "#energy-desk", ""),
        ("C0HALLWAY1", "#hallway", "/invite @readout"),
        ("C0NOBODY01", "", "/invite @readout"),
        ("D0INESBOT1", "", ""),
        ("terminal", "", ""),
    ],
)
def test_where_it_is_not_it_says_how_to_invite_it(slack: LoopbackSlack, channel: str, name: str, obstacle: str) -> None:
    room = messenger_at(slack).room_of(TEAM, channel)
    assert room.name == name
    assert obstacle in room.obstacle
    assert bool(room.obstacle) == bool(obstacle)


def test_of_a_channel_that_cannot_be_asked_for_nothing_is_claimed(slack: LoopbackSlack) -> None:
    with LoopbackSlack(scopes={"chat:write"}) as small:
        assert messenger_at(small).room_of(TEAM, "C0HALLWAY1") == Room()
    slack.faults.add("drop_before", method="conversations.info")
    assert messenger_at(slack).room_of(TEAM, "C0HALLWAY1") == Room()


def test_an_archived_channel_is_told(slack: LoopbackSlack) -> None:
    with LoopbackSlack() as other:
        other.archive("energy-desk")
        messenger = messenger_at(other)
        assert "archived" in messenger.room_of(TEAM, "C0ENERGY01").obstacle
        refused = messenger.post(replace(ROW, channel="C0ENERGY01"), None)
        assert isinstance(refused, Refused)
        assert refused.reason == "is_archived"


def test_a_status_that_slack_does_not_know_is_no_error(slack: LoopbackSlack) -> None:
    slack.faults.add("refuse", method="assistant.threads.setStatus", code="unknown_method")
    messenger_at(slack).is_working(TEAM, CHANNEL, "1.1", "is reading …")


def test_who_am_i(slack: LoopbackSlack) -> None:
    settings = Settings(**slack.environment)
    me = who_am_i(settings)
    assert (me.workspace, str(me)) == (TEAM, f"@readout in {me.team}")
    with pytest.raises(SettingsError, match="bot token"):
        who_am_i(settings.model_copy(update={"slack_bot_token": "xoxb-wrong"}))
    with pytest.raises(ReadoutError, match="could not be reached"):
        who_am_i(settings.model_copy(update={"slack_api_url": "http://127.0.0.1:9/api/"}))


def test_the_client_never_repeats_a_call_by_itself() -> None:
    client = build_client(Settings(SLACK_BOT_TOKEN="xoxb-1", SLACK_API_URL="http://127.0.0.1:9/api"))
    assert isinstance(client, WebClient)
    assert client.retry_handlers == []
    assert client.base_url == "http://127.0.0.1:9/api/"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "12"}, 12.0),
        ({"retry-after": ["3"]}, 3.0),
        ({"Retry-After": "0"}, 1.0),
        ({}, 30.0),
        ({"Retry-After": "soon"}, 30.0),
    ],
)
def test_retry_after_is_read_whatever_its_form(headers: dict[str, object], seconds: float) -> None:
    assert retry_after(headers) == seconds


@contextmanager
def one_answer(answer: bytes) -> Iterator[str]:
    """A server that gives the same answer to one request and goes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            near, _ = listener.accept()
            with near:
                near.recv(65536)
                near.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/api/"
        thread.join()
