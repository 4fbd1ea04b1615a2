"""Hands payloads to the app and waits for the ack: over one of its Socket Mode connections, or signed over HTTP.

Events that are not acked are sent again (at once, after a minute, after five) with the same event_id and a retry
number; commands and clicks are sent once and fail before the person's eyes. Runs on the server's event loop.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from bot.demo.workspace import Json

EVENT, COMMAND, CLICK = "events_api", "slash_commands", "interactive"


@dataclass(slots=True)
class Dispatch:
    """One payload on its way to the app, and what became of it."""

    kind: str
    payload: Json
    attempts: int = 0
    acked: bool | None = None
    """None while it is under way."""
    seconds: float = 0.0
    """From the last sending to its ack, or to giving up."""
    reason: str = ""
    """Of the last failure: connection_failed, timeout, http_error …"""
    answer: Json = field(default_factory=dict)
    """What the app put into its ack."""


@dataclass(frozen=True, slots=True)
class Ack:
    ok: bool
    reason: str = ""
    answer: Json = field(default_factory=dict)
    retry: bool = True


Send = Callable[[str], Coroutine[Any, Any, None]]
"""Sends one frame. Raises ConnectionError where the app is gone."""
Then = Callable[[Dispatch, bool], None]
"""What follows from a dispatch, and whether it was acked; done before the Dispatch says so."""


class Courier:
    """`on_change` is called after each step, on the event loop."""

    def __init__(
        self, secret: str, ack_seconds: float, retry_seconds: tuple[float, ...], on_change: Callable[[], None]
    ) -> None:
        self.url = ""
        """Where signed HTTP requests go; empty: Socket Mode."""
        self.dispatches: list[Dispatch] = []
        self.lanes: dict[str, Send] = {}
        """The open Socket Mode connections."""
        self.loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._secret = secret
        self._ack_seconds = ack_seconds
        self._retry_seconds = retry_seconds
        self._on_change = on_change
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._turn = 0
        self._pool = ThreadPoolExecutor(32, thread_name_prefix="loopback-slack-post")

    def hand_over(self, kind: str, payload: Json, then: Then | None = None, copies: int = 1) -> Dispatch:
        """Starts the delivery, from any thread; `then` is called on the loop when it is over.

        `copies` > 1 sends even an acked event again, as Slack does when an ack gets lost on its way.
        """
        dispatch = Dispatch(kind, payload)
        self.dispatches.append(dispatch)
        if self.loop is None:
            raise RuntimeError("the loopback Slack is not running")
        self.loop.call_soon_threadsafe(self._start, dispatch, then, copies)
        return dispatch

    def _start(self, dispatch: Dispatch, then: Then | None, copies: int) -> None:
        task = asyncio.get_running_loop().create_task(self._send(dispatch, then, copies))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, dispatch: Dispatch, then: Then | None, copies: int) -> None:
        pauses = self._retry_seconds if dispatch.kind == EVENT else ()
        for number, pause in enumerate((0.0, *pauses)):
            await asyncio.sleep(pause)
            ack = await self._attempt(dispatch, number)
            if (ack.ok and dispatch.attempts >= copies) or not (ack.ok or ack.retry):
                break
        dispatch.answer = ack.answer
        if then:
            then(dispatch, ack.ok)
        dispatch.acked = ack.ok
        self._on_change()

    async def stop(self) -> None:
        """Ends what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for dispatch in self.dispatches:
            dispatch.acked = bool(dispatch.acked)
        self._on_change()

    async def _attempt(self, dispatch: Dispatch, number: int) -> Ack:
        started = time.monotonic()
        reason = dispatch.reason or ("http_timeout" if self.url else "timeout") if number else ""
        ack = await (self._post(dispatch, number, reason) if self.url else self._push(dispatch, number, reason))
        dispatch.attempts += 1
        dispatch.seconds = time.monotonic() - started
        dispatch.reason = ack.reason
        self._on_change()
        return ack

    # -------------------------------------------------------------- Socket Mode

    async def _push(self, dispatch: Dispatch, number: int, reason: str) -> Ack:
        lanes = list(self.lanes.values())
        if not lanes:
            return Ack(ok=False, reason="connection_failed")
        envelope_id = str(uuid4())
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": dispatch.kind,
            "accepts_response_payload": dispatch.kind != EVENT,
            "payload": dispatch.payload,
        }
        if dispatch.kind == EVENT:
            envelope |= {"retry_attempt": number, "retry_reason": reason}
        self._turn += 1
        waiting = self._acks[envelope_id] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(self._ack_seconds):
                await lanes[self._turn % len(lanes)](json.dumps(envelope))
                return Ack(ok=True, answer=await waiting)
        except TimeoutError:
            return Ack(ok=False, reason="timeout")
        except ConnectionError:
            return Ack(ok=False, reason="connection_failed")
        finally:
            self._acks.pop(envelope_id, None)

    def take_ack(self, text: str) -> None:
        """A frame the app sent over its connection; anything that is no ack under way is passed over."""
        try:
            frame = json.loads(text)
        except json.JSONDecodeError:
            return
        waiting = self._acks.get(frame.get("envelope_id", "")) if isinstance(frame, dict) else None
        if waiting and not waiting.done():
            answer = frame.get("payload")
            waiting.set_result(answer if isinstance(answer, dict) else {})

    # -------------------------------------------------------------- HTTP

    async def _post(self, dispatch: Dispatch, number: int, reason: str) -> Ack:
        body, content_type = _body(dispatch)
        headers = {"Content-Type": content_type, **self._signed(body)}
        if number:
            headers |= {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        wait = self._ack_seconds
        try:
            async with asyncio.timeout(wait):
                work = asyncio.get_running_loop().run_in_executor(self._pool, post, self.url, body, headers, wait)
                answer = await work
        except TimeoutError:
            return Ack(ok=False, reason="http_timeout")
        except (OSError, HTTPException):
            return Ack(ok=False, reason="connection_failed")
        if 200 <= answer.status < 300:
            return Ack(ok=True, answer=_parsed(answer))
        return Ack(ok=False, reason="http_error", retry=answer.headers.get("x-slack-no-retry") != "1")

    def _signed(self, body: str) -> dict[str, str]:
        stamp = str(int(time.time()))
        digest = hmac.new(self._secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def _body(dispatch: Dispatch) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    if dispatch.kind == EVENT:
        return json.dumps(dispatch.payload), "application/json"
    if dispatch.kind == COMMAND:
        return urlencode(dispatch.payload), form
    return urlencode({"payload": json.dumps(dispatch.payload)}), form


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    text: str


def post(url: str, body: str, headers: dict[str, str], timeout: float) -> HttpAnswer:
    """One POST, no redirects, no proxy. Raises OSError (TimeoutError too) and HTTPException."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        connection.request("POST", parts.path or "/", body.encode(), headers)
        response = connection.getresponse()
        headers_back = {name.lower(): value for name, value in response.getheaders()}
        return HttpAnswer(response.status, headers_back, response.read().decode("utf-8", "replace"))
    finally:
        connection.close()


def _parsed(answer: HttpAnswer) -> Json:
    """An ack's body: JSON, or plain text that is shown to the one who asked."""
    if not answer.headers.get("content-type", "").startswith("application/json"):
        return {"text": answer.text} if answer.text.strip() else {}
    try:
        parsed = json.loads(answer.text)
    except json.JSONDecodeError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
