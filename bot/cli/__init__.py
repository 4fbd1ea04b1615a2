"""`readout`: the command line. Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 nothing to show."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from bot.cli import feeds, reading, serve, system, topics
from bot.cli.console import complain
from bot.errors import InputError, NotFoundError, ReadoutError
from bot.log import set_up_log

app = typer.Typer(
    name="readout",
    help="Briefings of who said what and the key figures, in Slack, every line linked to its sentence.\n\n"
    "Start with `readout demo`: the whole product on this machine, no account needed. "
    "`readout doctor` says what is configured and what to do next.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (serve, topics, feeds, reading, system):
    room.register(app)


class Level(StrEnum):
    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


SERVING = frozenset({"run", "web", "worker"})
"""Commands whose log is all that is seen of them."""


@app.callback()
def _options(
    context: typer.Context,
    log: Annotated[
        Level | None,
        typer.Option(
            help="How much to log on stderr; INFO while serving, else WARNING.",
            case_sensitive=False,
            envvar="READOUT_LOG",
        ),
    ] = None,
) -> None:
    set_up_log(log or (Level.INFO if context.invoked_subcommand in SERVING else Level.WARNING))


def main() -> None:
    """The console script: every ReadoutError becomes two plain lines and an exit code."""
    try:
        app()
    except (InputError, NotFoundError) as error:
        complain(error)
        sys.exit(2)
    except ReadoutError as error:
        complain(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
