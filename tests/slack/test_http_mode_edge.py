"""HTTP mode: who gets in, what comes out, and that one slow request holds up no other."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import httpx
import pytest
from office import Office, by_http, settings_for
from slack_sdk.signature import SignatureVerifier

from bot.errors import SettingsError
from bot.slack.app import build_app
from bot.web import MAX_BODY, build_web

COMMAND = {
    "command": "/readout",
    "text": "help",
    "team_id": "T0HARBOUR1",
    "channel_id": "C0ENERGY01",
    "user_id": "U0INES0001",
    "trigger_id": "1.2.3",
}


@pytest.fixture
def base(office: Office):
    with by_http(office) as url:
        yield url


def signed(office: Office, body: str, at: str = "", **changed: str) -> dict[str, str]:
    stamp = at or str(int(time.time()))
    signature = SignatureVerifier(office.slack.signing_secret).generate_signature(timestamp=stamp, body=body)
    headers = {"x-slack-request-timestamp": stamp, "x-slack-signature": signature or ""}
    return {"content-type": "application/x-www-form-urlencoded", **headers, **changed}


def post(base: str, body: str, headers: dict[str, str]) -> httpx.Response:
    return httpx.post(f"{base}/slack/commands", content=body, headers=headers, trust_env=False)


def test_a_signed_command_is_acked_and_stored_once(office: Office, base: str) -> None:
    body = urlencode(COMMAND)
    assert post(base, body, signed(office, body)).status_code == 200
    assert post(base, body, signed(office, body)).status_code == 200
    assert office.store.get_request_keyed("command|T0HARBOUR1|1.2.3") is not None
    office.wait_idle()
    assert len(office.slack.ephemerals("energy-desk", "ines")) == 1


@pytest.mark.parametrize(
    "stamp",
    ["", "soon", "1e9", "-5", "٣٤٥", "9" * 40, "1 2", "1_000", "0x10", "nan"],
)
def test_a_timestamp_that_is_none_is_401_never_500(office: Office, base: str, stamp: str) -> None:
    body = urlencode(COMMAND)
    headers = [(k, v) for k, v in signed(office, body).items() if k != "x-slack-request-timestamp"]
    headers.append(("x-slack-request-timestamp", stamp.encode("utf-8")))
    answer = httpx.post(f"{base}/slack/commands", content=body, headers=headers, trust_env=False)
    assert answer.status_code == 401


def test_old_tampered_and_unsigned_requests_are_401(office: Office, base: str) -> None:
    body = urlencode(COMMAND)
    old = signed(office, body, at=str(int(time.time()) - 600))
    assert post(base, body, old).status_code == 401
    assert post(base, body + "&x=1", signed(office, body)).status_code == 401
    assert post(base, body, signed(office, body, **{"x-slack-signature": "v0=é"[:3]})).status_code == 401
    unsigned = {"x-slack-request-timestamp": str(int(time.time()))}
    assert post(base, body, unsigned).status_code == 401
    assert office.store.list_open_requests() == []


def test_bytes_that_are_no_text_and_bodies_without_end_are_turned_away(office: Office, base: str) -> None:
    stamp = {"x-slack-request-timestamp": str(int(time.time())), "x-slack-signature": "v0=00"}
    assert httpx.post(f"{base}/slack/events", content=b"\xff\xfe{", headers=stamp, trust_env=False).status_code == 401
    large = httpx.post(f"{base}/slack/events", content=b"x" * (MAX_BODY + 1), headers=stamp, trust_env=False)
    assert large.status_code == 413


def test_slack_may_check_the_address(office: Office, base: str) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c0ffee"})
    headers = signed(office, body, **{"content-type": "application/json"})
    answer = httpx.post(f"{base}/slack/events", content=body, headers=headers, trust_env=False)
    assert (answer.status_code, "c0ffee" in answer.text) == (200, True)


def test_a_slow_request_holds_up_no_other(office: Office, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight requests that each wait on the store for 0.5 s come back together, not one after the other."""
    add = type(office.store).add_request

    def slow(self, request):
        time.sleep(0.5)
        return add(self, request)

    monkeypatch.setattr(type(office.store), "add_request", slow)
    bodies = [urlencode({**COMMAND, "trigger_id": f"9.9.{n}"}) for n in range(8)]
    begun = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda body: post(base, body, signed(office, body)), bodies))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert time.monotonic() - begun < 3.0


def test_a_store_that_fails_is_no_silent_ack(office: Office, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command is answered in words; an event is not acked, so that Slack sends it again."""

    def broken(self, request):
        raise OSError("disk")

    monkeypatch.setattr(type(office.store), "add_request", broken)
    body = urlencode(COMMAND)
    answer = post(base, body, signed(office, body))
    assert (answer.status_code, answer.json()["response_type"]) == (200, "ephemeral")
    assert "reference" in answer.json()["text"]
    us = office.slack.bot_user
    office.slack.say("energy-desk", "ines", f"<@{us}> anything new?")
    office.slack.wait_for(lambda: any(sent.attempts >= 2 for sent in office.slack.dispatches("events_api")), 5)


def test_health_and_readiness(office: Office, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert httpx.get(f"{base}/healthz", trust_env=False).text == "ok\n"
    assert httpx.get(f"{base}/readyz", trust_env=False).json()["ready"] is True


def test_metrics_name_states_and_no_workspace(office: Office, base: str) -> None:
    body = urlencode(COMMAND)
    post(base, body, signed(office, body))
    text = httpx.get(f"{base}/metrics", trust_env=False).text
    assert 'readout_deliveries{state="unknown"} 0.0' in text
    assert "readout_due_lag_seconds 0.0" in text
    assert "readout_slack_ack_seconds_count 1.0" in text
    assert "T0HARBOUR1" not in text


def test_without_a_signing_secret_it_does_not_start(office: Office) -> None:
    settings = settings_for(office.slack).model_copy(update={"slack_signing_secret": ""})
    with pytest.raises(SettingsError, match="SLACK_SIGNING_SECRET"):
        build_web(build_app(settings, office.store, office.queue), office.store, settings)
