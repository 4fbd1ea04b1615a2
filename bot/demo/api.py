"""The Web API over HTTP: tokens, scopes, form and JSON bodies, answers and error codes as Slack gives them."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.demo.exchange import Exchange, Refusal
from bot.demo.faults import Fault
from bot.demo.workspace import BOT_USER, Channel, Json


@dataclass(frozen=True, slots=True)
class Args:
    """The arguments of one call: strings from a form, or JSON values."""

    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)

    def need(self, name: str) -> str:
        """Raises Refusal invalid_arguments where it is missing."""
        value = self.text(name)
        if not value:
            missing = f"[ERROR] missing required field: {name}"
            raise Refusal("invalid_arguments", response_metadata={"messages": [missing]})
        return value

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise Refusal("invalid_arguments") from None

    def json(self, name: str, error: str = "invalid_arguments") -> Any:
        """A value that a form carries as JSON text; None where it is missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except json.JSONDecodeError:
            raise Refusal(error) from None


@dataclass(frozen=True, slots=True)
class Call:
    """One call the app made: what it asked, what Slack did, and the fault (if any) that it met."""

    method: str
    args: Mapping[str, Any]
    answer: Json
    fault: str = ""
    at: float = 0.0


Method = Callable[[Exchange, Args], Json]


@dataclass(frozen=True, slots=True)
class Entry:
    run: Method
    scope: str = ""
    app_token: bool = False


METHODS: dict[str, Entry] = {}
RESPONSE_URL = "response_url"
"""The name that posts to a response_url go by, among the calls and the faults."""
ACK_FIRST_S = 0.02
"""An ack that was sent before a post to the response_url is taken in before it, though they come by two connections."""


def method(name: str, scope: str = "", *, app_token: bool = False) -> Callable[[Method], Method]:
    """Enters a function under its method's name; `scope` is what the token must hold."""

    def enter(function: Method) -> Method:
        METHODS[name] = Entry(function, scope, app_token)
        return function

    return enter


def need_channel(exchange: Exchange, args: Args, *, member: bool = True) -> Channel:
    """The channel a call names. Raises Refusal channel_not_found; not_in_channel where the bot must be a member."""
    channel = exchange.workspace.find_channel(args.need("channel"))
    if channel is None or (channel.kind != "channel" and BOT_USER not in channel.members):
        raise Refusal("channel_not_found")
    if member and BOT_USER not in channel.members:
        raise Refusal("not_in_channel")
    if member and channel.archived:
        raise Refusal("is_archived")
    return channel


def need_scope(exchange: Exchange, scope: str) -> None:
    if scope and scope not in exchange.scopes:
        raise Refusal("missing_scope", needed=scope, provided=",".join(sorted(exchange.scopes)))


@dataclass(slots=True)
class WebApi:
    """Runs methods and keeps a record of the calls."""

    exchange: Exchange
    calls: list[Call] = field(default_factory=list)

    async def endpoint(self, request: Request) -> Response:
        name = request.path_params["method"]
        values = await read_values(request)
        token = _token(request, values)
        answer, fault = await self._run(request, name, values, lambda: self.answer(name, values, token))
        scopes = ",".join(sorted(self.exchange.scopes))
        return _failure(fault) or JSONResponse(answer, headers={"x-oauth-scopes": scopes})

    async def response_url(self, request: Request) -> Response:
        """POST /response/{team}/{id}: what the app says after the ack. Kept among the calls as "response_url"."""
        values = await read_values(request)
        await asyncio.sleep(ACK_FIRST_S)
        reply = request.path_params["reply"]
        answer, fault = await self._run(request, RESPONSE_URL, values, lambda: self._respond(reply, values))
        if answer["ok"]:
            return _failure(fault) or PlainTextResponse("ok")
        gone = answer["error"] in ("used_url", "expired_url", "no_such_url")
        return _failure(fault) or JSONResponse(answer, 404 if gone else 400)

    async def _run(
        self, request: Request, name: str, values: Mapping[str, Any], run: Callable[[], Json]
    ) -> tuple[Json, Fault | None]:
        """What the call gives, done or not, late or without an answer as the fault it meets has it; and that fault."""
        fault = self.exchange.faults.take(name, str(values.get("channel")))
        answer = await _meet(fault, run)
        self._record(name, values, answer, fault)
        if fault and fault.kind.startswith("drop"):
            await request.scope["readout.drop"]()
        return answer, fault

    def _record(self, name: str, values: Mapping[str, Any], answer: Json, fault: Fault | None) -> None:
        kept = {key: value for key, value in values.items() if key != "token"}
        self.calls.append(Call(name, kept, answer, fault.kind if fault else "", self.exchange.workspace.now()))
        self.exchange.workspace.touch()

    def answer(self, name: str, values: Mapping[str, Any], token: str) -> Json:
        entry = METHODS.get(name)
        if entry is None:
            return {"ok": False, "error": "unknown_method", "req_method": name}
        try:
            self._admit(entry, token)
            need_scope(self.exchange, entry.scope)
            return {"ok": True, **entry.run(self.exchange, Args(values))}
        except Refusal as refusal:
            return {"ok": False, "error": refusal.code, **refusal.extra}

    def _admit(self, entry: Entry, token: str) -> None:
        keys = self.exchange.keys
        if not token:
            raise Refusal("not_authed")
        if token not in (keys.bot_token, keys.app_token):
            raise Refusal("invalid_auth")
        if (token == keys.app_token) != entry.app_token:
            raise Refusal("not_allowed_token_type")

    def _respond(self, reply_id: str, body: Json) -> Json:
        try:
            self.exchange.respond(reply_id, body)
        except Refusal as refusal:
            return {"ok": False, "error": refusal.code, **refusal.extra}
        return {"ok": True}


async def _meet(fault: Fault | None, run: Callable[[], Json]) -> Json:
    """The answer, late or not at all the real one where a fault strikes."""
    if fault and fault.kind == "delay_before":
        await asyncio.sleep(fault.seconds)
    if fault is None or fault.is_done:
        answer = run()
    else:
        answer = {"ok": False, "error": fault.code if fault.kind == "refuse" else fault.kind}
    if fault and fault.kind == "delay":
        await asyncio.sleep(fault.seconds)
    return answer


def _failure(fault: Fault | None) -> Response | None:
    """The answer of a server that fails or has had enough; None where the call is answered as it went."""
    if fault and fault.kind.startswith("server_error"):
        return PlainTextResponse("upstream error", 500)
    if fault and fault.kind == "ratelimited":
        limited = {"ok": False, "error": "ratelimited"}
        return JSONResponse(limited, 429, {"Retry-After": str(math.ceil(fault.seconds))})
    return None


def _token(request: Request, values: Mapping[str, Any]) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else str(values.get("token") or "")


async def read_values(request: Request) -> dict[str, Any]:
    """Query string, then the body: JSON or a form."""
    values: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except json.JSONDecodeError:
            body = {}
        return values | (body if isinstance(body, dict) else {})
    async with request.form() as form:
        return values | dict(form)


class Droppable:
    """Outermost: gives every request the means to end its connection without an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def drop() -> None:
            # uvicorn passes a bound method of its request cycle, which holds the connection.
            cycle = getattr(send, "__self__")  # noqa: B009
            cycle.transport.abort()
            await asyncio.sleep(0)  # the cycle learns that it is disconnected, and takes no answer any more

        scope["readout.drop"] = drop
        await self._app(scope, receive, send)
