"""Delivery through slack_sdk against a Slack on loopback: what a channel really shows."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from ledger_desk import CHANNEL, QUIET_S, Desk, messenger_on

from bot.demo.slack import LoopbackSlack


def test_a_briefing_stands_in_the_channel_and_its_parts_in_the_thread(on_slack: Desk, slack: LoopbackSlack) -> None:
    ids = on_slack.briefing(parts=3)
    assert str(on_slack.deliver()) == "3 sent"
    (parent,) = slack.messages(CHANNEL)
    assert parent["text"] == "part 0"
    assert [reply["text"] for reply in slack.thread(CHANNEL, parent["ts"])] == ["part 1", "part 2"]
    assert parent["metadata"] == {"event_type": "readout_delivery", "event_payload": {"delivery_id": ids[0]}}
    edition = on_slack.store.get_edition_at("T0HARBOUR1", CHANNEL, parent["ts"])
    assert edition is not None


def test_every_post_has_both_unfurl_flags_off(on_slack: Desk, slack: LoopbackSlack) -> None:
    on_slack.briefing(parts=2)
    on_slack.deliver()
    sent = [call.args for call in slack.calls("chat.postMessage")]
    assert len(sent) == 2
    assert all(args["unfurl_links"] is False and args["unfurl_media"] is False for args in sent)


def test_posted_but_not_recorded_is_found_by_its_metadata(on_slack: Desk, slack: LoopbackSlack) -> None:
    ids = on_slack.briefing(parts=2)
    claimed = on_slack.store.claim_delivery(ids[0], on_slack.clock.now())
    assert claimed is not None
    on_slack.ports.messenger.post(claimed, None)
    on_slack.clock.go(QUIET_S)
    on_slack.deliver()
    on_slack.deliver()
    assert on_slack.states(ids) == ["sent", "sent"]
    assert len(slack.messages(CHANNEL)) == 1
    assert len(slack.thread(CHANNEL, slack.messages(CHANNEL)[0]["ts"])) == 1


def test_a_part_is_found_in_its_thread(on_slack: Desk, slack: LoopbackSlack) -> None:
    ids = on_slack.briefing(parts=2)
    on_slack.deliver()
    row = on_slack.store.get_delivery(ids[1])
    assert row is not None
    parent_ts = slack.messages(CHANNEL)[0]["ts"]
    assert on_slack.ports.messenger.find(row, parent_ts).ts == row.ts


def test_where_the_bot_was_not_invited_the_owner_gets_the_very_words(on_slack: Desk, slack: LoopbackSlack) -> None:
    ids = on_slack.briefing(channel="C0HALLWAY1")
    on_slack.deliver()
    assert on_slack.states(ids) == ["failed"]
    told = slack.messages("D0INESBOT1")[-1]
    assert "/invite @readout" in told["text"]
    assert slack.messages("C0HALLWAY1") == []


def test_a_lost_answer_leaves_one_message(store, slack: LoopbackSlack) -> None:
    """Slack accepts, and the connection drops before its answer arrives."""
    with broken_pipe(slack.port, lambda request: b"chat.postMessage" in request) as (port, used):
        desk = Desk(store, messenger_on(slack, f"http://127.0.0.1:{port}/api/"))
        ids = desk.briefing()
        desk.deliver()
        assert desk.states(ids) == ["unknown"]
        assert used() == 1, "the client may not repeat a post by itself"
        desk.clock.go(QUIET_S)
        desk.deliver()
    assert desk.states(ids) == ["sent"]
    assert len(slack.messages(CHANNEL)) == 1


@contextmanager
def broken_pipe(port: int, drops: Callable[[bytes], bool]) -> Iterator[tuple[int, Callable[[], int]]]:
    """A way to the server that passes requests on and swallows the answers of those that `drops` says."""
    dropped: list[bytes] = []
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)

        def serve() -> None:
            while not ended.is_set():
                with suppress(TimeoutError):
                    near, _ = listener.accept()
                    with near, socket.create_connection(("127.0.0.1", port)) as far:
                        pass_on(near, far)

        def pass_on(near: socket.socket, far: socket.socket) -> None:
            near.settimeout(2)
            request = whole_request(near)
            far.sendall(request)
            answer = b""
            while more := far.recv(65536):
                answer += more
            if drops(request):
                dropped.append(request)
                return
            near.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1], lambda: len(dropped)
        finally:
            ended.set()
            thread.join()


def whole_request(near: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += near.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        more = near.recv(65536)
        data, body = data + more, body + more
    return data
