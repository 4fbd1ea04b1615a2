"""What the commands share: the two consoles, progress bars, errors in two lines, a messenger that prints."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.errors import ReadoutError
from bot.model import Delivery, Message, Request, WorkspaceId
from bot.ports import Found, Messenger, Room, Sent
from bot.render.plain import as_text
from bot.settings import Settings

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

OnProgress = Callable[[str, int, int], None]


def complain(error: ReadoutError) -> None:
    err.print(f"readout: {error}", markup=False, style="red")
    if error.hint:
        err.print(error.hint, markup=False)


@contextmanager
def progress() -> Iterator[OnProgress]:
    """One bar a stage on stderr; nothing where stderr is no terminal."""
    bars = Progress(
        TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=err
    )
    tasks: dict[str, int] = {}

    def on_progress(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = int(bars.add_task(stage, total=total))
        bars.update(bars.task_ids[tasks[stage]], completed=done, total=total)

    if not err.is_terminal or os.environ.get("CI"):
        yield lambda _stage, _done, _total: None
        return
    with bars:
        yield on_progress


class PrintedMessages:
    """The Messenger without Slack: what would be posted is printed."""

    def post(self, delivery: Delivery, thread_ts: str | None) -> Sent:
        shown = as_text(delivery.message)
        out.print(textwrap.indent(shown, "  ") if thread_ts else shown, markup=False)
        out.print()
        return Sent(ts=f"printed.{delivery.id}")

    def find(self, delivery: Delivery, thread_ts: str | None) -> Found:
        del delivery, thread_ts
        return Found(ts=None)

    def change(self, delivery: Delivery) -> Sent:
        return self.post(delivery, delivery.thread_ts)

    def take_back(self, delivery: Delivery) -> Sent:
        return Sent(ts=delivery.ts or "")

    def whisper(self, request: Request, message: Message) -> bool:
        del request
        out.print(as_text(message), markup=False)
        return True

    def tell(self, workspace: WorkspaceId, user: str, message: Message) -> bool:
        del workspace, user
        err.print(as_text(message), markup=False)
        return True

    def zone_of(self, workspace: WorkspaceId, user: str) -> str:
        del workspace, user
        return ""

    def room_of(self, workspace: WorkspaceId, channel: str) -> Room:
        del workspace, channel
        return Room()

    def is_working(self, workspace: WorkspaceId, channel: str, thread_ts: str, text: str) -> None:
        """A terminal shows its progress bars instead."""


def messenger_of(settings: Settings) -> Messenger | None:
    """None, which means Slack, where a token is set; else what would be posted is printed."""
    return None if settings.slack_bot_token else PrintedMessages()
