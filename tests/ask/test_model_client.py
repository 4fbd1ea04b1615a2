"""The client of a language model against real sockets: what it sends, and every way in which a server can fail it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from loopback_model import ModelServer

from bot.errors import ModelError, SettingsError
from bot.net.model_client import LARGEST, HttpModel
from bot.settings import ModelKind, Settings, load_settings


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 19, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def server() -> Iterator[ModelServer]:
    made = ModelServer()
    yield made
    made.close()


def settings(url: str, kind: ModelKind = ModelKind.OPENAI, **more: object) -> Settings:
    given = {"llm_api": kind, "llm_url": url, "llm_model": "small-1", "llm_key": "k-1", "llm_timeout_s": 1.0, **more}
    return load_settings(**given)


def asked(url: str, kind: ModelKind = ModelKind.OPENAI, **more: object) -> str:
    with HttpModel(settings(url, kind, **more), Clock()) as model:
        return model.write("the rules", {"task": "choose"})


def test_an_openai_compatible_server_gets_the_key_the_rules_and_the_task(server: ModelServer):
    server.script = lambda *_: (200, "hello")
    assert asked(f"{server.url}/v1") == "hello"
    system, user = server.asked[0]["messages"]
    assert (system["role"], system["content"], user["content"]) == ("system", "the rules", '{"task": "choose"}')
    assert server.headers[0]["authorization"] == "Bearer k-1"
    assert server.asked[0]["model"] == "small-1"


def test_anthropic_is_spoken_to_in_its_own_way(server: ModelServer):
    server.script = lambda *_: (200, "hello")
    assert asked(f"{server.url}/v1", ModelKind.ANTHROPIC) == "hello"
    assert server.asked[0]["system"] == "the rules"
    assert server.headers[0]["x-api-key"] == "k-1"
    assert "authorization" not in server.headers[0]


def test_a_local_server_needs_no_key(server: ModelServer):
    asked(server.url, llm_key="")
    assert "authorization" not in server.headers[0]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_passing_failure_is_tried_once_more(server: ModelServer, status: int):
    answers = iter([(status, ""), (200, "at last")])
    server.script = lambda *_: next(answers)
    assert asked(server.url, llm_timeout_s=5) == "at last"


@pytest.mark.parametrize(("status", "times"), [(401, 1), (404, 1), (302, 1), (500, 2)])
def test_a_lasting_failure_is_told_with_what_to_look_at(server: ModelServer, status: int, times: int):
    server.script = lambda *_: (status, "no")
    with pytest.raises(ModelError, match=str(status)) as caught:
        asked(server.url, llm_timeout_s=5)
    assert "READOUT_LLM" in caught.value.hint
    assert len(server.asked) == times


def test_a_redirect_does_not_carry_the_key_away(server: ModelServer):
    other = ModelServer()

    def send_away(_request, handler):
        handler.send_response_only(307)
        handler.send_header("Location", f"{other.url}/chat/completions")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    server.script = send_away
    with pytest.raises(ModelError, match="307"):
        asked(server.url)
    assert other.asked == []
    other.close()


def _drip(_request, handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(200):
        handler.wfile.write(b"X: y\r\n")
        time.sleep(0.05)


def _hang(_request, _handler) -> None:
    time.sleep(2)


@pytest.mark.parametrize("script", [_drip, _hang], ids=["drips", "hangs"])
def test_the_time_is_kept_whatever_the_server_does(server: ModelServer, script):
    server.script = script
    begun = time.monotonic()
    with pytest.raises(ModelError, match="in time"):
        asked(server.url)
    assert time.monotonic() - begun < 4


def test_a_flood_is_cut_off(server: ModelServer):
    server.script = lambda *_: (200, "x" * (2 * LARGEST))
    with pytest.raises(ModelError):
        asked(server.url, llm_timeout_s=10)


def _rubbish(_request, handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nnot json!")


def _other_json(_request, handler) -> None:
    handler.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"choices": []}')


def _bottomless(_request, handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"[" * 100_000)


@pytest.mark.parametrize(
    "script", [_rubbish, _other_json, _bottomless, lambda *_: (200, None), lambda *_: (200, ["a"])]
)
def test_what_is_no_answer_is_said_to_be_none(server: ModelServer, script):
    server.script = script
    with pytest.raises(ModelError, match="no answer of that kind"):
        asked(server.url)


def test_a_server_that_hangs_up_is_tried_again_and_then_told(server: ModelServer):
    server.script = lambda _request, handler: handler.connection.shutdown(socket.SHUT_RDWR)
    with pytest.raises(ModelError, match="cannot be reached"):
        asked(server.url, llm_timeout_s=5)
    assert len(server.asked) == 2


def test_nobody_there_is_told():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        with pytest.raises(ModelError, match="cannot be reached"):
            asked(f"http://127.0.0.1:{bound.getsockname()[1]}", llm_timeout_s=5)


def test_the_days_budget_ends_and_comes_back_with_the_next_day(server: ModelServer):
    clock = Clock()
    with HttpModel(settings(server.url, llm_daily=2), clock) as model:
        model.write("", {})
        model.write("", {})
        with pytest.raises(ModelError, match="budget"):
            model.write("", {})
        clock.at += timedelta(days=1)
        model.write("", {})
    assert len(server.asked) == 3


@pytest.mark.parametrize("given", [{"llm_model": ""}, {"llm_url": "ftp://x"}, {"llm_url": "http://u:p@localhost/v1"}])
def test_half_a_configuration_is_refused(given: dict[str, str]):
    with pytest.raises(SettingsError) as caught:
        HttpModel(settings("http://127.0.0.1:9", **given), Clock())
    assert caught.value.hint


@pytest.mark.parametrize("key", ["schlüssel-1", "sk–1", "k-1\n", "k-1\r\nX-Other: 1", " k-1"])
@pytest.mark.parametrize("kind", [ModelKind.OPENAI, ModelKind.ANTHROPIC])
def test_a_key_that_no_header_can_carry_is_refused_before_anything_is_asked(kind: ModelKind, key: str):
    with pytest.raises(SettingsError, match="READOUT_LLM_KEY") as caught:
        HttpModel(settings("http://127.0.0.1:9", kind, llm_key=key), Clock())
    assert caught.value.hint
    assert key not in f"{caught.value} {caught.value.hint}"


def test_the_key_is_never_in_the_settings_words():
    assert "k-1" not in repr(settings("http://127.0.0.1:9"))
