"""Signed HTTP instead of a socket: a real slack-bolt app behind a real HTTP server."""

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from slack_bolt import BoltRequest


@pytest.fixture
def received() -> list[dict[str, str]]:
    """The headers of every request that came, names in lower case."""
    return []


@pytest.fixture
def statuses() -> list[int]:
    """Statuses to answer with before the app is asked at all."""
    return []


@pytest.fixture
def over_http(slack, app, received, statuses) -> Iterator[str]:
    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            received.append({name.lower(): value for name, value in self.headers.items()})
            if statuses:
                self.send_response(statuses.pop(0))
                self.end_headers()
                return
            answer = app.dispatch(BoltRequest(body=body, headers={k: [v] for k, v in self.headers.items()}))
            self.send_response(answer.status)
            for name, value in answer.first_headers().items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body.encode())

        def log_message(self, *arguments):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Endpoint) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        slack.send_to(f"http://127.0.0.1:{server.server_port}/slack/events")
        yield slack
        server.shutdown()
        thread.join()


def test_events_commands_and_clicks_pass_the_apps_signature_check(over_http, client, card):
    sent = over_http.command("industry-watch", "ines", "/readout", "now")
    over_http.wait_for(lambda: over_http.ephemerals("industry-watch", "ines"))
    over_http.wait_for(lambda: sent.acked)
    ts = over_http.say("industry-watch", "ines", f"<@{over_http.bot_user}> hello")
    over_http.wait_for(lambda: over_http.thread("industry-watch", ts))
    root = client.chat_postMessage(channel="C0INDUSTRY", text="card", blocks=card)["ts"]
    over_http.click("industry-watch", root, "ask", "mina")
    over_http.wait_for(lambda: over_http.ephemerals("industry-watch", "mina"))


def test_an_event_that_fails_is_sent_again_with_its_number_and_reason(over_http, received, statuses):
    statuses.append(500)
    over_http.say("industry-watch", "ines", "Hello")
    over_http.wait_for(lambda: len(received) == 2)
    assert "x-slack-retry-num" not in received[0]
    assert (received[1]["x-slack-retry-num"], received[1]["x-slack-retry-reason"]) == ("1", "http_error")
    assert over_http.wait_for(lambda: over_http.dispatches()[0].acked)


def test_a_command_is_never_sent_again(over_http, received, statuses):
    statuses.append(500)
    sent = over_http.command("industry-watch", "ines", "/readout", "now")
    over_http.wait_for(lambda: sent.acked is False)
    assert len(received) == 1
    assert "dispatch_failed" in over_http.ephemerals("industry-watch", "ines")[0]["text"]


def test_an_endpoint_that_is_away_is_a_failed_connection(slack):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        slack.send_to(f"http://127.0.0.1:{taken.getsockname()[1]}/slack/events")
        sent = slack.command("industry-watch", "ines", "/readout", "now")
        slack.wait_for(lambda: sent.acked is False)
    assert sent.reason == "connection_failed"


def test_an_answer_in_the_body_is_shown_to_the_asker(over_http, app):
    @app.command("/short")
    def short(ack):
        ack("at once")

    over_http.command("industry-watch", "ines", "/short")
    over_http.wait_for(lambda: over_http.ephemerals("industry-watch", "ines"))
    assert over_http.ephemerals("industry-watch", "ines")[0]["text"] == "at once"
