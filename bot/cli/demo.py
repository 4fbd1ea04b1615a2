"""The demo's script: a loopback Slack, the sample news, the real bot, and a first morning in a channel."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from bot.demo.newsroom import Newsroom
from bot.demo.slack import LoopbackSlack
from bot.errors import ReadoutError
from bot.flows.collect import collect, import_opml
from bot.model import Edition, WorkspaceId
from bot.ports import Ports
from bot.render.plain import as_text
from bot.settings import Settings, load_settings
from bot.wiring import running, wait_for_the_end

PATIENCE_S = 60.0
CHANNEL, PERSON = "industry-watch", "ines"
TRACK = 'track "Industrial AI" AI OR automation OR robots OR "learning machines" at 08:00 weekdays'


def run_demo(*, port: int, once: bool, keep: str, say: Callable[[str], None]) -> None:
    """Serves until Ctrl-C; with `once` until the first briefing stands. Raises ReadoutError where it never does."""
    began = time.monotonic()
    with ExitStack() as stack:
        slack = _slack(port, stack)
        room = stack.enter_context(Newsroom())
        folder = keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="readout-demo-"))
        say(f"The page: {slack.page_url}")
        ports = stack.enter_context(running(_settings(slack, room, Path(folder))))
        edition = _first_morning(ports, slack, room)
        say(f"\n{as_text(edition.messages[0])}\n")
        say(f"First briefing after {time.monotonic() - began:.1f} s, from {len(edition.article_ids)} articles.")
        if once:
            return
        say(f"Open {slack.page_url} – type /readout help, click, reply in the thread. Ctrl-C ends it.")
        wait_for_the_end()


def _slack(port: int, stack: ExitStack) -> LoopbackSlack:
    try:
        return stack.enter_context(LoopbackSlack(port))
    except OSError as error:
        raise ReadoutError(
            f"Port {port} of 127.0.0.1 cannot be used: {error.strerror or error}.",
            "Choose another: readout demo --port 0 takes any free one.",
        ) from error


def _settings(slack: LoopbackSlack, room: Newsroom, folder: Path) -> Settings:
    host, _, port = room.address.rpartition(":")
    return load_settings(
        slack_api_url=slack.api_url,
        slack_bot_token=slack.bot_token,
        slack_app_token=slack.app_token,
        slack_signing_secret=slack.signing_secret,
        data_dir=folder,
        database_url="",
        allow=frozenset({(host, int(port))}),
        contact="demo@readout.example",
    )


def _first_morning(ports: Ports, slack: LoopbackSlack, room: Newsroom) -> Edition:
    """What a person would do: take in the feeds, track a topic, ask for the briefing."""
    import_opml(ports, ports.fetcher.fetch(room.opml_url).body)
    collect(ports)
    slack.wait_connected(PATIENCE_S)
    slack.command(CHANNEL, PERSON, "/readout", TRACK)
    _until(lambda: bool(ports.store.list_topics(WorkspaceId(slack.team_id))), "the topic was not tracked")
    slack.command(CHANNEL, PERSON, "/readout", "now")
    _until(lambda: bool(_posted(ports, slack)), "no briefing was posted")
    return _posted(ports, slack)[0]


def _posted(ports: Ports, slack: LoopbackSlack) -> list[Edition]:
    """Editions whose first message stands in the channel."""
    editions = ports.store.list_editions(WorkspaceId(slack.team_id))
    return [edition for edition in editions if _stands(ports, slack, edition)]


def _stands(ports: Ports, slack: LoopbackSlack, edition: Edition) -> bool:
    parts = ports.store.list_deliveries(WorkspaceId(slack.team_id), run_id=edition.run_id)
    return any(part.part == 0 and part.ts for part in parts)


def _until(done: Callable[[], bool], what: str) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not done():
        if time.monotonic() > ends:
            raise ReadoutError(f"After {PATIENCE_S:.0f} s {what}.", "Run it again with: readout --log INFO demo")
        time.sleep(0.05)
