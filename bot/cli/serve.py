"""The commands that stay: run, demo, web, worker."""

from __future__ import annotations

from typing import Annotated

import typer

from bot import wiring
from bot.cli.console import messenger_of, out
from bot.settings import load_settings


def register(app: typer.Typer) -> None:
    """Adds this file's commands."""
    for command in (demo, run, web, worker):
        app.command(rich_help_panel="Run it")(command)


def demo(
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The page's port on 127.0.0.1; 0 takes any free one.")
    ] = 8043,
    once: Annotated[bool, typer.Option("--once", help="End after the first briefing.")] = False,
    keep: Annotated[
        str, typer.Option(help="Keep the demo's database in this folder (default: forgotten at the end).")
    ] = "",
) -> None:
    """The whole product on this machine: a Slack of our own, sample news, the real bot. No account needed."""
    from bot.cli.demo import run_demo

    run_demo(port=port, once=once, keep=keep, say=lambda text: out.print(text, markup=False))


def run() -> None:
    """One process, SQLite, Socket Mode: pulls the feeds, posts the briefings, answers in threads.

    Needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN; without them the briefings of topics made with `readout track`
    are printed here.
    """
    settings = load_settings()
    wiring.run_embedded(settings, messenger=messenger_of(settings))


def web() -> None:
    """HTTP mode: Slack's events, commands and clicks come in by HTTP at HOST:PORT. Run `readout worker` beside it."""
    wiring.run_web(load_settings())


def worker() -> None:
    """Pulls, posts and answers for `readout web`, from the same database."""
    settings = load_settings()
    wiring.run_worker(settings, messenger=messenger_of(settings))
