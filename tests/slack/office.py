"""The whole bot on a loopback Slack: real store, real Bolt, real reader; the feeds stand on a shelf in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from threading import Thread
from time import monotonic, sleep
from typing import Any

import uvicorn

from bot.demo.slack import LoopbackSlack
from bot.errors import FetchError
from bot.flows.brief import run_due
from bot.flows.collect import collect
from bot.flows.commands import handle_requests
from bot.flows.deliver import deliver_due
from bot.flows.lanes import Lanes
from bot.ports import Fetched, Ports, Reader, Store
from bot.render.notices import at_work
from bot.settings import Settings
from bot.slack.app import build_app, build_client, run_socket
from bot.slack.messenger import SlackMessenger
from bot.web import build_web
from bot.work.local import LocalQueue

CHANNEL, ASKER = "energy-desk", "ines"
FEED = "https://harbour-courier.example/feed"
TITLE = "Lindhaven brings shore power to its quays"
ARTICLE = "https://harbour-courier.example/grid"

TEXT = """
The port of Lindhaven will connect its first ships to the power grid in spring, the harbour board decided on Monday.
Shore power lets ships switch off their diesel engines while they lie at the quay.

"We will spend 48 million euros on shore power by 2030," said Marta Ekholm, director of the harbour board. The sum
covers four quays and the cables that lead to them.

The grid operator doubts the date. Jonas Birk, a planner at Nordnet, said that the cable under the basin cannot be laid
before autumn.

Emissions in the harbour fell by 12 percent last year, according to the city. Most of that came from newer ships.
"""


def feed_page(title: str, url: str, published: datetime) -> bytes:
    return f"""<?xml version="1.0"?><rss version="2.0">
<channel><title>Harbour Courier</title><link>https://harbour-courier.example/</link>
<item><title>{title}</title><link>{url}</link><guid>{url}</guid><pubDate>{format_datetime(published)}</pubDate>
<description>The port decides on shore power.</description></item></channel></rss>""".encode()


def article_page(title: str) -> bytes:
    paragraphs = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n"))
    body = f"<article><h1>{title}</h1>{paragraphs}</article>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


@dataclass
class Shelf:
    """A Fetcher without a network."""

    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, *, etag: str = "", last_modified: str = "", accept: str = "") -> Fetched:
        self.asked.append(url)
        if url not in self.pages:
            raise FetchError("the site does not answer")
        kind = "application/rss+xml" if url == FEED else "text/html; charset=utf-8"
        return Fetched(url, 200, {"content-type": kind}, self.pages[url])

    def may_read(self, url: str) -> bool:
        return True


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class Office:
    """What a test looks at and acts through."""

    slack: LoopbackSlack
    store: Store
    shelf: Shelf
    ports: Ports
    queue: LocalQueue

    def type(self, text: str, user: str = ASKER, channel: str = CHANNEL) -> dict[str, Any]:
        """Types `/readout text`; returns the first reply that only this person sees."""
        before = len(self.whispers(user, channel))
        sent = self.slack.command(channel, user, "/readout", text)
        replies = self.slack.wait_for(lambda: self.whispers(user, channel)[before:], 20)
        self.slack.wait_for(lambda: sent.acked is not None, 5)  # on a busy machine the reply may be seen before the ack
        assert sent.acked, sent.reason
        return replies[0]

    def press(self, reply: dict[str, Any], label: str, user: str = ASKER, channel: str = CHANNEL) -> dict[str, Any]:
        """Clicks the button of that label; returns the next reply that only this person sees."""
        before = len(self.whispers(user, channel))
        self.slack.click(channel, reply["ts"], button_of(reply, label)["action_id"], user)
        return self.slack.wait_for(lambda: self.whispers(user, channel)[before:], 20)[0]

    def whispers(self, user: str = ASKER, channel: str = CHANNEL) -> list[dict[str, Any]]:
        """What this person alone sees, but for the sign that something takes its time."""
        return [p for p in self.slack.ephemerals(channel, user) if p["text"] != at_work().text]

    def briefings(self, channel: str = CHANNEL) -> list[dict[str, Any]]:
        return [
            m for m in self.slack.messages(channel) if m.get("metadata", {}).get("event_type") == "readout_delivery"
        ]

    def wait_briefing(self, number: int = 1, channel: str = CHANNEL) -> dict[str, Any]:
        return self.slack.wait_for(lambda: self.briefings(channel)[number - 1 :], 20)[0]

    def replies_of(self, ts: str, channel: str = CHANNEL) -> list[dict[str, Any]]:
        """What the bot wrote into a thread."""
        return [post for post in self.slack.thread(channel, ts) if post.get("bot_id")]

    def wait_idle(self) -> None:
        """Until no row is open and everything is posted."""
        self.slack.wait_for(lambda: not self.store.list_open_deliveries(datetime.now(UTC)), 20)
        self.slack.wait_for(lambda: not self.store.list_open_requests(), 20)

    def settle(self, seconds: float = 0.4) -> None:
        """Gives what must not happen the time to happen."""
        sleep(seconds)


def is_delivery(post: dict[str, Any]) -> bool:
    return post.get("metadata", {}).get("event_type") == "readout_delivery"


def button_of(reply: dict[str, Any], label: str) -> dict[str, Any]:
    buttons = [e for block in reply["blocks"] if block["type"] == "actions" for e in block["elements"]]
    buttons += [block["accessory"] for block in reply["blocks"] if "accessory" in block]
    return next(button for button in buttons if button.get("text", {}).get("text") == label)


@contextmanager
def open_office(slack: LoopbackSlack, store: Store, reader: Reader) -> Iterator[Office]:
    """Ports and lanes; nothing is connected yet."""
    client = build_client(settings_for(slack))
    two_hours_ago = datetime.now(UTC) - timedelta(hours=2)
    shelf = Shelf({FEED: feed_page(TITLE, ARTICLE, two_hours_ago), ARTICLE: article_page(TITLE)})
    with LocalQueue() as queue:
        ports = Ports(store, shelf, reader, SlackMessenger(lambda _workspace: client), queue, SystemClock())
        lanes = Lanes(spacing_s=0.01)
        queue.start(
            {
                "ask": partial(handle_requests, ports),
                "deliver": partial(deliver_due, ports, quiet_period_s=0.5, lanes=lanes),
                "brief": partial(run_due, ports),
                "collect": partial(collect, ports),
            }
        )
        yield Office(slack, store, shelf, ports, queue)


def settings_for(slack: LoopbackSlack, **more: Any) -> Settings:
    return Settings(**slack.environment, READOUT_POST_TIMEOUT=3, **more)


@contextmanager
def by_socket(office: Office) -> Iterator[None]:
    settings = settings_for(office.slack)
    with run_socket(build_app(settings, office.store, office.queue), settings):
        office.slack.wait_connected()
        yield


@contextmanager
def by_http(office: Office) -> Iterator[str]:
    """Serves HTTP mode on loopback and points the loopback Slack to it; gives the base URL."""
    settings = settings_for(office.slack)
    app = build_web(build_app(settings, office.store, office.queue), office.store, settings)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False, ws="none", lifespan="off")
    server = uvicorn.Server(config)
    with ExitStack() as stack:
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        stack.callback(thread.join, 5)
        stack.callback(setattr, server, "should_exit", True)
        ends = monotonic() + 5
        while not server.started and monotonic() < ends:
            sleep(0.01)
        base = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        office.slack.send_to(f"{base}/slack/events")
        yield base
