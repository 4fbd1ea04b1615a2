"""A worker that kills itself at one exact step of a delivery. It runs in a process of its own."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime

from bot.flows.commands import handle_requests
from bot.flows.deliver import deliver_due
from bot.flows.lanes import Lanes
from bot.model import Delivery, Reading
from bot.ports import Outcome, Ports
from bot.settings import Settings
from bot.slack.client import build_client
from bot.slack.messenger import SlackMessenger
from storage import open_store

STEPS = ("after claim", "after post", "none")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Doomed(SlackMessenger):
    step = "none"

    def post(self, delivery: Delivery, thread_ts: str | None) -> Outcome:
        if self.step == "after claim":
            die()
        outcome = super().post(delivery, thread_ts)
        if self.step == "after post":
            die()
        return outcome


class Wall:
    def now(self) -> datetime:
        return datetime.now(UTC)


class DyingQueue:
    """Killed when the answer's row has been written and the deliverer is about to be woken."""

    def __init__(self, step: str) -> None:
        self.step = step

    def wake(self, lane: str) -> None:
        if self.step == "after answer" and lane == "deliver":
            die()


class NoReader:
    version = "none"

    def read(self, text: str) -> Reading:
        return Reading()


def ports_in(path: str, environment: dict[str, str], step: str) -> Ports:
    client = build_client(Settings(**environment))
    messenger = Doomed(lambda _workspace: client)
    messenger.step = step
    return Ports(open_store(path), None, NoReader(), messenger, DyingQueue(step), Wall())  # type: ignore[arg-type]


def deliver(path: str, environment: dict[str, str], step: str, quiet_s: float) -> None:
    ports = ports_in(path, environment, step)
    deliver_due(ports, quiet_period_s=quiet_s, lanes=Lanes(spacing_s=0.0))
    ports.store.close()


def answer(path: str, environment: dict[str, str], step: str) -> None:
    ports = ports_in(path, environment, step)
    if step == "after claim":
        for row in ports.store.list_open_requests():
            ports.store.claim_request(row, ports.clock.now())
        die()
    handle_requests(ports, begun=ports.clock.now())
    ports.store.close()
