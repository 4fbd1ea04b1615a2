"""The commands that pull: collect, feed add, list, remove, check, import, export."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import PrintedMessages, complain, err, out, progress
from bot.cli.topics import find_topic
from bot.errors import InputError, NotFoundError, ReadoutError
from bot.feeds.identity import shown_address
from bot.model import LOCAL, Feed, Topic, WorkspaceId
from bot.ports import Fetched, Ports
from bot.settings import load_settings
from bot.wiring import open_ports

Fetch = Callable[[str], Fetched]

feed = typer.Typer(help="Add, list, check and move feeds.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Adds this file's commands."""
    app.command(rich_help_panel="Feeds")(collect)
    app.add_typer(feed, name="feed", rich_help_panel="Feeds")


def collect(
    everything: Annotated[
        bool, typer.Option("--all", help="Poll every feed now, due or not (at most once in 15 minutes each).")
    ] = False,
) -> None:
    """Poll the feeds that are due, fetch their articles, read them, match them to the topics."""
    from bot.flows.collect import collect as flow
    from bot.flows.embed import embed_due

    with open_ports(load_settings(), messenger=PrintedMessages(), pooled=True) as ports, progress() as on_progress:
        done = flow(ports, everything=everything, on_progress=on_progress)
        while embed_due(ports):
            pass
    out.print(str(done), markup=False)


@feed.command("add")
def add(
    urls: Annotated[list[str], typer.Argument(help="Feeds, or sites that name their feeds.")],
    topic: Annotated[str, typer.Option(help="The topic, by name or number, that follows them from now on.")] = "",
    workspace: Annotated[str, typer.Option(help="The Slack workspace.")] = LOCAL,
) -> None:
    """Check each URL and add it; says what was read or why not (exit code 1 if any was refused)."""
    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        follower = find_topic(ports, workspace, topic) if topic else None
        added = [_add(ports, url, WorkspaceId(workspace), follower) for url in urls]
    if follower and any(added):
        out.print(f"“{follower.name}” follows what was added. To read it now: readout collect", markup=False)
    raise typer.Exit(0 if all(added) else 1)


def _add(ports: Ports, url: str, workspace: WorkspaceId, follower: Topic | None) -> bool:
    """False where it was refused."""
    from bot.flows.collect import add_feed

    try:
        for added in add_feed(ports, url, workspace):
            out.print(f"✓ {shown_address(added.url)}  {added.title}", markup=False)
            if follower:
                ports.store.add_topic_feed(follower.workspace, follower.id, added.id)
    except ReadoutError as error:
        complain(ReadoutError(f"{shown_address(url)}: {error}", error.hint))
        return False
    return True


@feed.command("list")
def list_() -> None:
    """Every feed: its state, last success, next poll, and why it fails if it does."""
    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        feeds = ports.store.list_feeds()
        for known in feeds:
            out.print(_line(known), markup=False)
    if not feeds:
        out.print("No feeds yet. Add one: readout feed add URL, or readout feed import OPML", markup=False)


def _line(known: Feed) -> str:
    due = f"next {known.next_due:%d %b %H:%M}" if known.next_due else "not polled any more"
    last = f"read {known.last_success:%d %b %H:%M}" if known.last_success else "never read"
    why = f" · {known.error}" if known.error else ""
    return f"{known.id:>4}  {known.state:<8} {shown_address(known.url)}  {known.title} · {last} · {due}{why}"


@feed.command("import")
def import_(
    source: Annotated[str, typer.Argument(help="An OPML file, - for standard input, or its URL.")],
    at_once: Annotated[bool, typer.Option("--now", help="Poll them all now and say what each gave.")] = False,
) -> None:
    """Add every feed of an OPML list."""
    from bot.flows.collect import collect as flow
    from bot.flows.collect import import_opml

    with open_ports(load_settings(), messenger=PrintedMessages(), pooled=at_once) as ports, progress() as on_progress:
        added = import_opml(ports, _opml_bytes(source, ports.fetcher.fetch))
        err.print(f"{len(added)} feeds added")
        if at_once:
            out.print(str(flow(ports, on_progress=on_progress)), markup=False)
            for known in ports.store.list_feeds([one.id for one in added]):
                out.print(_line(known), markup=False)


def _opml_bytes(source: str, fetch: Fetch) -> bytes:
    if source == "-":
        return sys.stdin.buffer.read()
    if source.startswith(("http://", "https://")):
        answer = fetch(source)
        if answer.status != 200:
            raise InputError(f"{source} answered {answer.status}.", "Check the address in a browser.")
        return answer.body
    try:
        return Path(source).read_bytes()
    except OSError as error:
        raise InputError(f"{source} cannot be read: {error.strerror}.", "Give an OPML file or its URL.") from error


@feed.command("export")
def export() -> None:
    """All feeds as OPML on standard output, but for those whose address holds a secret."""
    from bot.feeds.opml import write_opml

    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        feeds = ports.store.list_feeds()
    told = [known for known in feeds if shown_address(known.url) == known.url]
    sys.stdout.write(write_opml(told))
    if len(told) < len(feeds):
        err.print(f"{len(feeds) - len(told)} left out: their addresses hold a secret")


@feed.command("check")
def check(url: Annotated[str, typer.Argument(help="A feed or a site.")]) -> None:
    """Fetch a feed once and say what it holds; nothing is stored."""
    from bot.flows.collect import look_at

    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        for found in look_at(ports, url):
            out.print(f"✓ {found}", markup=False)


@feed.command("remove")
def remove(
    topic: Annotated[str, typer.Argument(help="The topic's name or number.")],
    url: Annotated[str, typer.Argument(help="The feed's URL.")],
    workspace: Annotated[str, typer.Option(help="The Slack workspace.")] = LOCAL,
) -> None:
    """Take a feed from a topic. What was stored stays."""
    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        found = find_topic(ports, workspace, topic)
        for known in ports.store.list_topic_feeds(found.workspace, found.id):
            if url in {known.url, shown_address(known.url)}:
                ports.store.delete_topic_feed(found.workspace, found.id, known.id)
                out.print(f"Removed {shown_address(url)} from “{found.name}”.", markup=False)
                return
    raise NotFoundError(f"“{found.name}” does not follow {shown_address(url)}.", "`readout feed list` shows the URLs.")
