"""A Slack of our own on loopback that speaks the real protocol: for the demo, and as the Slack of the tests.

    with LoopbackSlack() as slack:
        app = App(token=slack.bot_token, client=WebClient(slack.bot_token, base_url=slack.api_url))
        ts = slack.say("industry-watch", "ines", "Good morning")

slack-bolt and slack_sdk run unchanged against it. It listens on 127.0.0.1 alone and forgets everything at its end.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Collection, Coroutine, Mapping
from threading import Thread
from types import TracebackType
from typing import Self, TypeVar

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bot.demo import methods  # noqa: F401  (enters the methods)
from bot.demo.api import Call, Droppable, WebApi
from bot.demo.courier import Courier, Dispatch
from bot.demo.exchange import MANIFEST_SCOPES, Exchange, Keys
from bot.demo.faults import Faults
from bot.demo.files import Files
from bot.demo.page import Page
from bot.demo.socket_mode import SocketMode
from bot.demo.workspace import BOT_ID, BOT_USER, TEAM_ID, Channel, Json, Person, Workspace

Found = TypeVar("Found")
HOST = "127.0.0.1"


class LoopbackSlack:
    """Channels and users are named by id or by name ("industry-watch", "ines"); posts are Slack's own JSON.

    `scopes` are what the app was granted; `ack_seconds`, `retry_seconds` and `trigger_seconds` are Slack's own
    unless a test shortens them; `now` is the clock that timestamps and expiries go by.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        scopes: Collection[str] = MANIFEST_SCOPES,
        ack_seconds: float = 3.0,
        retry_seconds: tuple[float, ...] = (0.0, 60.0, 300.0),
        trigger_seconds: float = 3.0,
        keys: Keys | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._port = port
        self._keys = keys or Keys.fresh()
        self.workspace = Workspace(now, trigger_seconds)
        self._courier = Courier(self._keys.signing_secret, ack_seconds, retry_seconds, self.workspace.touch)
        self.faults = Faults()
        self._exchange = Exchange(self.workspace, self._courier, self._keys, scopes, self.faults)
        self._api = WebApi(self._exchange)
        self._sockets = SocketMode(self._courier, self.workspace)
        self._page = Page(self._exchange, self._courier, self.faults, self._disconnect_soon)
        self._listener: socket.socket | None = None
        self._server: uvicorn.Server | None = None
        self._thread: Thread | None = None

    # -------------------------------------------------------------- life

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Serves in a thread of its own; returns when it answers. Raises OSError where the port is taken.

        After `stop` it serves again on the same port, with all that was said before.
        """
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, self._port))
        except OSError:
            listener.close()
            raise
        self._listener = listener
        self._port = listener.getsockname()[1]
        self._exchange.base = f"http://{HOST}:{self._port}"
        self._page.closing = False
        config = uvicorn.Config(
            self._app(),
            loop="asyncio",
            http="h11",
            ws="wsproto",
            ws_ping_interval=0.5,  # an app's client that only waits notices sooner that it is to close
            log_config=None,
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = Thread(target=self._serve, args=(self._server, listener), name="loopback-slack", daemon=True)
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise OSError("the loopback Slack could not start")
            time.sleep(0.005)

    def _serve(self, server: uvicorn.Server, listener: socket.socket) -> None:
        with asyncio.Runner() as runner:
            self._courier.loop = runner.get_loop()
            runner.run(server.serve(sockets=[listener]))

    def stop(self) -> None:
        if self._server is None or self._thread is None or self._listener is None:
            return
        self._on_loop(self._wind_down())
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._listener.close()
        self._courier.loop = None
        self._server = None

    async def _wind_down(self) -> None:
        self._page.closing = True
        await self._courier.stop()
        await self._sockets.close()

    def _on_loop(self, work: Coroutine[object, object, None]) -> None:
        if self._courier.loop is None:
            work.close()
            raise RuntimeError("the loopback Slack is not running")
        asyncio.run_coroutine_threadsafe(work, self._courier.loop).result(timeout=10)

    def _app(self) -> Droppable:
        # A page elsewhere that resolves its own name to 127.0.0.1 does not get in.
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])
        return Droppable(Starlette(routes=self._routes(), middleware=[hosts]))

    def _routes(self) -> list[BaseRoute]:
        files, page = Files(self.workspace), self._page
        return [
            Route("/", page.index),
            Route("/archives/{rest:path}", page.index),
            Route("/page/state", page.state),
            Route("/page/live", page.live),
            Route("/page/act", page.act, methods=["POST"]),
            Route("/page/{name}", page.asset),
            Route("/upload/{file}", files.upload, methods=["POST"]),
            Route("/files/{file}", files.download),
            Route("/api/{method:path}", self._api.endpoint, methods=["GET", "POST"]),
            Route("/response/{team}/{reply}", self._api.response_url, methods=["POST"]),
            WebSocketRoute("/link/", self._sockets.endpoint),
        ]

    # -------------------------------------------------------------- what an app needs

    @property
    def page_url(self) -> str:
        return f"{self._exchange.base}/"

    @property
    def api_url(self) -> str:
        """For SLACK_API_URL and `base_url`, with its slash."""
        return f"{self._exchange.base}/api/"

    @property
    def port(self) -> int:
        return self._port

    @property
    def bot_token(self) -> str:
        return self._keys.bot_token

    @property
    def app_token(self) -> str:
        return self._keys.app_token

    @property
    def signing_secret(self) -> str:
        return self._keys.signing_secret

    @property
    def environment(self) -> dict[str, str]:
        """The variables that make an app speak to this Slack."""
        return {
            "SLACK_BOT_TOKEN": self.bot_token,
            "SLACK_APP_TOKEN": self.app_token,
            "SLACK_SIGNING_SECRET": self.signing_secret,
            "SLACK_API_URL": self.api_url,
        }

    team_id, bot_user, bot_id = TEAM_ID, BOT_USER, BOT_ID

    @property
    def users(self) -> Mapping[str, Person]:
        """People (and the bot) by name."""
        return {person.name: person for person in self.workspace.people.values()}

    @property
    def channels(self) -> Mapping[str, Channel]:
        """Channels by name; direct messages by id."""
        return {channel.name or channel.id: channel for channel in list(self.workspace.channels.values())}

    def send_to(self, url: str) -> None:
        """HTTP mode: payloads are posted, signed, to this request URL; "" goes back to Socket Mode."""
        self._courier.url = url

    # -------------------------------------------------------------- what people do

    def say(self, channel: str, user: str, text: str, thread_ts: str | None = None) -> str:
        """Writes as a person; mentions are <@U…>. Returns the ts."""
        return self._exchange.say(self._channel(channel), self._user(user), text, thread_ts)

    def command(self, channel: str, user: str, command: str, text: str = "") -> Dispatch:
        """Types a slash command; the Dispatch tells when and how it was acked."""
        return self._exchange.command(self._channel(channel), self._user(user), command, text)

    def click(self, channel: str, ts: str, action_id: str, user: str, value: str | None = None) -> Dispatch:
        """Clicks a button, or chooses the menu's option of that value (without one: the first)."""
        return self._exchange.click(self._channel(channel), ts, action_id, self._user(user), value)

    def shortcut(self, channel: str, ts: str, callback_id: str, user: str) -> Dispatch:
        """Chooses the app's shortcut from a message's menu."""
        return self._exchange.shortcut(self._channel(channel), ts, callback_id, self._user(user))

    def edit(self, channel: str, ts: str, user: str, text: str) -> None:
        """Changes what this person wrote."""
        self._exchange.edit(self._channel(channel), ts, self._user(user), text)

    def remove(self, channel: str, ts: str, user: str) -> None:
        """Deletes what this person wrote."""
        self._exchange.remove(self._channel(channel), ts, self._user(user))

    def archive(self, channel: str) -> None:
        """As somebody does in the channel's settings: it can be read and no more."""
        self._channel(channel).archived = True

    def invite(self, channel: str, user: str) -> None:
        """Invites the bot into a channel."""
        self._exchange.invite(self._channel(channel), self._user(user))

    def _disconnect_soon(self) -> None:
        if self._courier.loop is not None:
            self._closing = self._courier.loop.create_task(self._sockets.disconnect())

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Sends every connection a `disconnect`: the app is to come back."""
        self._on_loop(self._sockets.disconnect(reason))

    # -------------------------------------------------------------- what can be seen

    def messages(self, channel: str) -> list[Json]:
        """The channel's own posts, oldest first, with metadata and `_asked`."""
        return self.workspace.top_level(self._channel(channel))

    def thread(self, channel: str, ts: str) -> list[Json]:
        """The replies of a thread, oldest first, without their parent."""
        return [post for post in self.workspace.thread(self._channel(channel), ts) if post["ts"] != ts]

    def ephemerals(self, channel: str, user: str) -> list[Json]:
        where, who = self._channel(channel).id, self._user(user)
        return [p for p in self.workspace.ephemerals if (p["channel"], p["ephemeral_to"]) == (where, who)]

    def calls(self, method: str = "") -> list[Call]:
        """What the app called, oldest first; of one method or all."""
        return [call for call in list(self._api.calls) if method in ("", call.method)]

    def dispatches(self, kind: str = "") -> list[Dispatch]:
        """What was sent to the app: events_api, slash_commands, interactive, or all."""
        return [dispatch for dispatch in list(self._courier.dispatches) if kind in ("", dispatch.kind)]

    @property
    def connections(self) -> int:
        """Socket Mode connections that take payloads."""
        return len(self._courier.lanes)

    def wait_for(self, predicate: Callable[[], Found], timeout: float = 10.0) -> Found:
        """The predicate's first true value; it is asked again at each change. Raises TimeoutError after `timeout` s.

        It is asked outside the lock, so it may itself call this Slack's Web API.
        """
        end = time.monotonic() + timeout
        while True:
            seen = self.workspace.version
            if found := predicate():
                return found
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"nothing came within {timeout} s")
            with self.workspace.changed:
                if self.workspace.version == seen:
                    self.workspace.changed.wait(min(left, 0.25))

    def wait_connected(self, timeout: float = 10.0) -> None:
        """Until an app has a Socket Mode connection."""
        self.wait_for(lambda: self.connections, timeout)

    # -------------------------------------------------------------- names

    def _channel(self, reference: str) -> Channel:
        channel = self.workspace.find_channel(reference)
        if channel is None:
            raise LookupError(f"no channel {reference!r}")
        return channel

    def _user(self, reference: str) -> str:
        if reference in self.workspace.people:
            return reference
        return self.users[reference].id
