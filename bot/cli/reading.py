"""`readout read`: text in, facts out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import out
from bot.errors import InputError
from bot.model import Figure, Quote, Reading
from bot.settings import load_settings


def register(app: typer.Typer) -> None:
    """Adds this file's command."""
    app.command(rich_help_panel="Look inside")(read)


def read(
    files: Annotated[
        list[str] | None, typer.Argument(help="Text files; - is standard input.", metavar="[FILE…|-]")
    ] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="JSON lines in ({id, text}) and out, offsets in code points.")
    ] = False,
) -> None:
    """Read text: who said what, and the figures."""
    from bot.reading.reader import open_reader
    from bot.reading.wire import read_lines

    reader = open_reader(load_settings().model)
    if jsonl:
        for line in read_lines(_lines(files or ["-"]), reader):
            sys.stdout.write(line + "\n")
        return
    for name in files or ["-"]:
        text = _text(name)
        _show(name, text, reader.read(text))


def _lines(files: list[str]) -> list[str]:
    return [line for name in files for line in _text(name).split("\n") if line.strip()]


def _text(name: str) -> str:
    if name == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return Path(name).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(
            f"{name} cannot be read: {error.strerror}.", "Give a text file, or - for standard input."
        ) from error


def _show(name: str, text: str, reading: Reading) -> None:
    out.print(f"{name}: {len(reading.quotes)} quotes, {len(reading.figures)} figures, {reading.language}", style="bold")
    if reading.warning:
        out.print(f"warning: {reading.warning}", markup=False)
    for quote in reading.quotes:
        _show_quote(text, quote)
    for figure in reading.figures:
        _show_figure(text, figure)


def _show_quote(text: str, quote: Quote) -> None:
    cue = quote.cue.of(text) if quote.cue else ""
    words = " … ".join(" ".join(span.of(text).split()) for span in quote.content)
    labels = ", ".join(filter(None, [quote.role, quote.kind, cue and f"“{cue}”", f"{quote.confidence:.2f}"]))
    out.print(f"\n  {quote.speaker or '?'} — {labels}", markup=False)
    out.print(f"    {words}", markup=False)
    for span in quote.continuation:
        out.print(f"    + {' '.join(span.of(text).split())}", markup=False)


def _show_figure(text: str, figure: Figure) -> None:
    star = "*" if figure.key else " "
    parts = [
        figure.span.of(text),
        f"{figure.comparison} {figure.value}",
        figure.unit,
        figure.measures,
        figure.period or "",
    ]
    out.print(f"\n {star} " + " · ".join(part for part in parts if part), markup=False)
