"""The page in the browser: its files, what it shows, what a person does on it. No outside resources, a strict CSP."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse

from bot.demo.courier import Courier, Dispatch
from bot.demo.events import HISTORY_SCOPE
from bot.demo.exchange import Exchange
from bot.demo.faults import KINDS, Faults
from bot.demo.workspace import BOT_USER, TEAM_NAME, Channel, Json, public, visible

ASSETS = {
    "page.js": "text/javascript",
    "blocks.js": "text/javascript",
    "dom.js": "text/javascript",
    "mrkdwn.js": "text/javascript",
    "composer.js": "text/javascript",
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
COMMANDS = (
    ("/readout", "track", "Follow a topic in this channel"),
    ("/readout", "now", "Post the briefing now"),
    ("/readout", "list", "The topics of this channel"),
    ("/readout", "show", "A topic’s query, feeds and latest headlines"),
    ("/readout", "edit", "Another time, query or list of feeds"),
    ("/readout", "try", "What a query would have found"),
    ("/readout", "outlets", "Which outlets a topic listens to"),
    ("/readout", "mute", "Leave out an outlet or words"),
    ("/readout", "unmute", "Take in again what was left out"),
    ("/readout", "pause", "No briefings until it is resumed"),
    ("/readout", "resume", "Briefings go on"),
    ("/readout", "delete", "Stop following a topic"),
    ("/readout", "feed", "list, add URL, remove URL: a topic’s feeds"),
    ("/readout", "who", "One speaker: roles over time, what was said"),
    ("/readout", "figure", "One measure over time, with its sources"),
    ("/readout", "ask", "Ask about what was stored"),
    ("/readout", "hidden", "The lines called wrong here, each with an undo"),
    ("/readout", "status", "Whether feeds and deliveries are well"),
    ("/readout", "help", "What Readout can do"),
    ("/invite", "@Readout", "Bring Readout into this channel"),
)
"""What the message box offers after a slash, as Slack offers an app's usage hints."""
SHORTCUTS = (("readout_about", "What do we have on this?"),)
"""The app's shortcuts on a message, by callback id, as the manifest names them."""
LONGEST = 10_000


class Page:
    def __init__(self, exchange: Exchange, courier: Courier, faults: Faults, disconnect: Callable[[], object]) -> None:
        self.closing = False
        """Set at the end, so that open streams end too."""
        self._exchange = exchange
        self._workspace = exchange.workspace
        self._courier = courier
        self._faults = faults
        self._disconnect = disconnect

    # -------------------------------------------------------------- files

    async def index(self, _request: Request) -> Response:
        return self._file("index.html", "text/html")

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        return self._file(name, ASSETS[name]) if name in ASSETS else PlainTextResponse("no such file", 404)

    def _file(self, name: str, kind: str) -> Response:
        content = files("bot.demo").joinpath("page", name).read_bytes()
        return Response(content, media_type=kind, headers=HEADERS)

    # -------------------------------------------------------------- what it shows

    async def live(self, _request: Request) -> Response:
        """Server-sent events: the version of what there is to see, whenever it changes."""
        return StreamingResponse(self._versions(), media_type="text/event-stream", headers=HEADERS)

    async def _versions(self) -> AsyncIterator[str]:
        seen = -1
        yield "retry: 1000\n\n"
        while not self.closing:
            if self._workspace.version != seen:
                seen = self._workspace.version
                yield f"data: {seen}\n\n"
            await asyncio.sleep(0.05)

    async def state(self, request: Request) -> Response:
        """Everything one person sees: the people, their channels, and one channel's posts with its threads."""
        user = request.query_params.get("user", "")
        if user not in self._workspace.people:
            user = next(iter(self._workspace.people))
        with self._workspace.changed:
            channels = visible(self._workspace.channels.values(), user)
            wanted = request.query_params.get("channel", "")
            channel = next((c for c in channels if c.id == wanted), channels[0])
            answer = {
                "version": self._workspace.version,
                "team": TEAM_NAME,
                "me": user,
                "bot": BOT_USER,
                "connected": bool(self._courier.lanes or self._courier.url),
                "people": [self._person(person_id) for person_id in self._workspace.people],
                "channels": [self._summary(c, user) for c in channels],
                "channel": channel.id,
                "posts": self._posts(channel, user),
                "statuses": self._statuses(channel),
                "commands": COMMANDS,
                "shortcuts": SHORTCUTS,
                "faults": {"kinds": KINDS, "waiting": [fault.kind for fault in self._faults.waiting]},
            }
        return JSONResponse(answer, headers=HEADERS)

    def _person(self, person_id: str) -> Json:
        person = self._workspace.people[person_id]
        return {
            "id": person.id,
            "name": person.real_name,
            "handle": person.name,
            "zone": person.zone,
            "title": person.title,
            "bot": person.is_bot,
        }

    def _summary(self, channel: Channel, viewer: str) -> Json:
        other = channel.other(viewer) if channel.kind == "im" else ""
        return {
            "id": channel.id,
            "name": channel.name or self._workspace.people[other].real_name,
            "kind": channel.kind,
            "purpose": channel.purpose,
            "members": len(channel.members),
            "has_bot": BOT_USER in channel.members,
            "hears": HISTORY_SCOPE[channel.kind] in self._exchange.scopes,
            "latest": max((ts for ts, post in channel.posts.items() if post["user"] != viewer), default=""),
        }

    def _posts(self, channel: Channel, viewer: str) -> list[Json]:
        whispers = [p for p in self._workspace.ephemerals if (p["channel"], p["ephemeral_to"]) == (channel.id, viewer)]
        return sorted([public(p) for p in (*channel.posts.values(), *whispers)], key=lambda p: str(p["ts"]))

    def _statuses(self, channel: Channel) -> Json:
        now, statuses = self._workspace.now(), self._workspace.statuses.items()
        return {ts: text for (where, ts), (text, until) in statuses if where == channel.id and until > now}

    # -------------------------------------------------------------- what a person does

    async def act(self, request: Request) -> Response:
        """POST {"do": what (see `_do`), "user", "channel", …}: JSON alone: no other site sends it."""
        try:
            if not request.headers.get("content-type", "").startswith("application/json"):
                return PlainTextResponse("JSON alone", 415)
            wish = json.loads(await request.body())
            user, channel = self._who_and_where(wish)
            answer = await self._do(wish, user, channel)
        except (LookupError, TypeError, ValueError) as error:
            return JSONResponse({"ok": False, "error": str(error)}, 400)
        return JSONResponse(answer)

    def _who_and_where(self, wish: Json) -> tuple[str, Channel]:
        user, channel = str(wish["user"]), self._workspace.channels[wish["channel"]]
        if self._workspace.people[user].is_bot or channel not in visible([channel], user):
            raise LookupError("this person is not in that channel")
        return user, channel

    async def _do(self, wish: Json, user: str, channel: Channel) -> Json:
        text = str(wish.get("text", ""))[:LONGEST]
        match wish["do"]:
            case "say":
                return {"ok": True, "ts": self._exchange.say(channel, user, text, wish.get("thread_ts"))}
            case "command":
                return self._command(text, user, channel)
            case "click":
                sent = self._exchange.click(channel, wish["ts"], wish["action_id"], user, wish.get("value"))
                return await self._outcome(sent)
            case "shortcut":
                sent = self._exchange.shortcut(channel, wish["ts"], SHORTCUTS[0][0], user)
                return await self._outcome(sent)
            case "edit":
                self._exchange.edit(channel, wish["ts"], user, text)
            case "remove":
                self._exchange.remove(channel, wish["ts"], user)
            case "dismiss":
                self._dismiss(wish["ts"], user)
            case "fault":
                self._fault(str(wish["kind"]))
            case other:
                raise ValueError(f"nobody can {other}")
        return {"ok": True}

    def _command(self, text: str, user: str, channel: Channel) -> Json:
        command, _, rest = text.partition(" ")
        if command not in {known for known, _, _ in COMMANDS}:
            raise ValueError(f"{command} is not a command here. Type / to see which there are.")
        if command == "/invite":
            self._exchange.invite(channel, user)
        else:
            self._exchange.command(channel, user, command, rest.strip())
        return {"ok": True}

    async def _outcome(self, sent: Dispatch) -> Json:
        """Waits for the ack, so that the page can show that a click is under way, or that it failed."""
        await asyncio.to_thread(self._wait, sent)
        return {"ok": bool(sent.acked), "error": "" if sent.acked else "Readout did not answer in time."}

    def _wait(self, sent: Dispatch) -> None:
        with self._workspace.changed:
            self._workspace.changed.wait_for(lambda: sent.acked is not None, timeout=30)

    def _dismiss(self, ts: str, user: str) -> None:
        with self._workspace.changed:
            kept = [p for p in self._workspace.ephemerals if (p["ts"], p["ephemeral_to"]) != (ts, user)]
            self._workspace.ephemerals[:] = kept
            self._workspace.touch()

    def _fault(self, kind: str) -> None:
        match kind:
            case "disconnect":
                self._disconnect()
            case "resend":
                self._faults.resent_events += 1
            case "stale_trigger":
                self._faults.stale_triggers += 1
            case "clear":
                self._faults.clear()
            case _:
                self._faults.add(kind, seconds=5.0)
        self._workspace.touch()
