"""The commands about the installation itself: doctor, migrate, backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.cli.console import PrintedMessages, err, out
from bot.cli.doctor import Finding, Level, examine
from bot.errors import InputError
from bot.flows.speakers import rejoin_speakers
from bot.settings import load_settings
from bot.wiring import copy_store, open_ports

MARKS = {Level.GOOD: "[green]✓[/]", Level.NOTE: "[yellow]•[/]", Level.BAD: "[red]✗[/]"}


def register(app: typer.Typer) -> None:
    """Adds this file's commands."""
    for command in (doctor, migrate, rejoin, backup):
        app.command(rich_help_panel="Look after it")(command)
    app.command("migrate-store", rich_help_panel="Look after it")(migrate_store)


def doctor() -> None:
    """Say what is configured, what is missing and what to do. Exit code 1 if something is broken."""
    findings = examine(load_settings())
    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        table.add_row(MARKS[finding.level], finding.what, _escaped(finding))
    out.print(table)
    if any(finding.level is Level.BAD for finding in findings):
        raise typer.Exit(1)


def _escaped(finding: Finding) -> str:
    from rich.markup import escape

    todo = f"\n→ {finding.todo}" if finding.todo else ""
    return escape(finding.found + todo)


def migrate() -> None:
    """Bring the database's schema up to date; existing data is backed up first."""
    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        steps = ports.store.migrate()
        out.print("\n".join(steps) if steps else "The schema is up to date.", markup=False)


def rejoin() -> None:
    """Forget which names are one speaker's, and join all of them anew from the articles. Nothing else changes."""
    with open_ports(load_settings(), messenger=PrintedMessages()) as ports:
        out.print(f"{rejoin_speakers(ports.store)} names and groups of names joined anew.", markup=False)


def backup(target: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")]) -> None:
    """Copy the SQLite database to a file while everything runs, and check the copy."""
    settings = load_settings()
    if not settings.store_url.startswith("sqlite"):
        raise InputError("This database is not SQLite.", "Use pg_dump for PostgreSQL.")
    if target.exists():
        raise InputError(f"{target} exists.", "Name a new file.")
    if not target.parent.is_dir():
        raise InputError(f"There is no folder {target.parent}.", "Make it first, or name a file elsewhere.")
    source = Path(settings.store_url.removeprefix("sqlite:///"))
    if not source.exists():
        raise InputError(f"There is no database at {source} yet.", "Nothing to back up.")
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        (verdict,) = new.execute("PRAGMA quick_check").fetchone()
    err.print(f"{target}: {verdict}", markup=False)
    raise typer.Exit(0 if verdict == "ok" else 1)


def migrate_store(
    target: Annotated[str, typer.Argument(help="DATABASE_URL of an empty store, such as postgresql://user@host/name.")],
    source: Annotated[str, typer.Option(help="DATABASE_URL to copy from; default: the configured one.")] = "",
) -> None:
    """Copy everything into another store (SQLite or PostgreSQL) and verify it by hashes. All of it or nothing.

    Stop `readout run` and the workers first: what comes in while rows are copied would be left behind.
    """
    rows = copy_store(source or load_settings().store_url, target, lambda table, count: err.print(f"{table}: {count}"))
    out.print(f"{sum(rows.values())} rows of {len(rows)} tables copied and verified.", markup=False)
