"""How many feeds a CPU-second polls, storage included: `python bench/feeds.py [--feeds 3000] [--entries 20]`.

A server process on loopback serves that many feeds; the clock is simulated, an hour and a half a round. The first round
takes every feed in, then come rounds in which every feed has one new item, then rounds of 304. The figures are of the
polling process alone.

`python bench/feeds.py --feeds 10000 --hours 2` is another run: an operator's interval of 15 minutes for every feed, the
clock goes on by a minute after each round, and one feed in twenty has a new item each time. It says what share of the
simulated time the polling took, the longest round, the memory, and from the server's side the gaps between two polls.
"""

from __future__ import annotations

import argparse
import http.server
import multiprocessing
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing.connection import Connection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bot.flows.collect import collect_due
from bot.net.fetch import HttpFetcher
from bot.ports import Ports
from bot.settings import load_settings
from bot.wiring import IdleQueue, LateReader
from storage import open_store

START = datetime(2026, 3, 9, 8, tzinfo=UTC)
INTERVAL_S = 900
CHANGING = 20
"""One feed in so many has something new each quarter of an hour."""


@dataclass
class SimulatedClock:
    at: datetime = START

    def now(self) -> datetime:
        return self.at


def feed(number: int, entries: int, edition: int) -> bytes:
    """RSS with a page's usual fields; a new edition has one entry more on top."""
    items = "".join(
        f"<item><title>Berth {number}: notice {entry} of the harbour office</title>"
        f"<link>http://127.0.0.1/{number}/{entry}</link><guid>{number}-{entry}</guid>"
        f"<pubDate>{format_datetime(START - timedelta(minutes=entries - entry))}</pubDate>"
        f"<description>The office says berth {number} is open again after notice {entry}.</description></item>"
        for entry in range(entries + edition, edition, -1)
    )
    head = f"<title>Harbour {number}</title><link>http://127.0.0.1/{number}</link>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


@dataclass
class Seen:
    """When each feed was asked for, by the server's clock (simulated minutes)."""

    minute: int = -1
    """Not before the clock runs."""
    last: dict[int, int] = field(default_factory=dict)
    gaps: list[int] = field(default_factory=list)

    def note(self, number: int) -> None:
        if self.minute >= 0:
            if number in self.last:
                self.gaps.append(self.minute - self.last[number])
            self.last[number] = self.minute

    def edition(self, number: int) -> int:
        return (number + self.minute * 60 // INTERVAL_S) // CHANGING


def serve(pipe: Connection, entries: int) -> None:
    edition = multiprocessing.Value("i", 0)
    seen = Seen()

    class Desk(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            number = int(self.path.strip("/") or 0)
            seen.note(number)
            now = edition.value if seen.minute < 0 else seen.edition(number)
            tag = f'"{now}"'
            known = self.headers.get("If-None-Match") == tag
            body = b"" if known else feed(number, entries, now)
            self.send_response(304 if known else 200)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    pipe.send(server.server_address[1])
    import threading

    threading.Thread(target=server.serve_forever, daemon=True).start()
    while (said := pipe.recv()) != "end":
        if said == "gaps":
            pipe.send((len(seen.last), seen.gaps))
        elif isinstance(said, str):
            seen.minute = int(said)
        else:
            edition.value = said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=3000)
    parser.add_argument("--entries", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--hours", type=int, default=0, help="of simulated time at an interval of 15 minutes")
    options = parser.parse_args()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, options.entries), daemon=True)
    server.start()
    port = here.recv()
    with tempfile.TemporaryDirectory() as folder:
        (hold if options.hours else measure)(options, folder, port, here)
    here.send("end")
    server.join(timeout=5)


def measure(options: argparse.Namespace, folder: str, port: int, pipe: Connection) -> None:
    clock = SimulatedClock()
    settings = load_settings(data_dir=Path(folder), allow=frozenset({("127.0.0.1", port)}))
    store = open_store(settings.store_url)
    with HttpFetcher(settings) as fetcher:
        ports = Ports(store, fetcher, LateReader(""), None, IdleQueue(), clock)  # type: ignore[arg-type]
        for number in range(options.feeds):
            store.add_feed(f"http://127.0.0.1:{port}/{number}", next_due=clock.now())
        poll(ports, "taken in")
        for edition in range(1, options.rounds + 1):
            pipe.send(edition)
            clock.at += timedelta(hours=6)
            poll(ports, "changed")
        for _ in range(options.rounds):
            clock.at += timedelta(hours=12)
            poll(ports, "304")
    store.close()
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def hold(options: argparse.Namespace, folder: str, port: int, pipe: Connection) -> None:
    """Minute after minute at an operator's interval, as the ticks of a running Readout would."""
    clock = SimulatedClock()
    settings = load_settings(data_dir=Path(folder), allow=frozenset({("127.0.0.1", port)}))
    store = open_store(settings.store_url)
    with HttpFetcher(settings) as fetcher:
        ports = Ports(store, fetcher, LateReader(""), None, IdleQueue(), clock)  # type: ignore[arg-type]
        for number in range(options.feeds):
            due = clock.now() + timedelta(seconds=INTERVAL_S * number / options.feeds)
            added = store.add_feed(f"http://127.0.0.1:{port}/{number}", next_due=due)
            store.mark_feed(replace(added, interval_s=INTERVAL_S))
        rounds = [minute(ports, clock, pipe, number) for number in range(options.hours * 60)]
    store.close()
    taken_in, later = rounds[:15], rounds[15:]
    print(f"first quarter of an hour: {summary(taken_in)}")
    print(f"then {len(later) / 60:.1f} h: {summary(later)}")
    pipe.send("gaps")
    asked, gaps = pipe.recv()
    print(
        f"{asked} feeds asked; minutes between two polls: {min(gaps)} to {max(gaps)}, mean {sum(gaps) / len(gaps):.1f}"
    )
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


@dataclass
class Round:
    polled: int
    cpu_s: float
    wall_s: float


def minute(ports: Ports, clock: SimulatedClock, pipe: Connection, number: int) -> Round:
    pipe.send(str(number))
    cpu, wall = time.process_time(), time.monotonic()
    done = collect_due(ports)
    clock.at += timedelta(minutes=1)
    return Round(done.polled, time.process_time() - cpu, time.monotonic() - wall)


def summary(rounds: list[Round]) -> str:
    polled, cpu = sum(one.polled for one in rounds), sum(one.cpu_s for one in rounds)
    worst_cpu, worst_wall = max(one.cpu_s for one in rounds), max(one.wall_s for one in rounds)
    share = cpu / (60 * len(rounds))
    return (
        f"{polled} polls, {share:.1%} of a core; the longest minute took {worst_cpu:.1f} s of CPU, {worst_wall:.1f} s"
    )


def poll(ports: Ports, what: str) -> None:
    cpu, wall = time.process_time(), time.monotonic()
    done = collect_due(ports)
    cpu, wall = time.process_time() - cpu, time.monotonic() - wall
    share = 10_000 / (done.polled / cpu) / INTERVAL_S
    print(
        f"{what:9} {done.polled:6} feeds  {done.polled / cpu:7.0f} a CPU-second  {done.polled / wall:6.0f} a second"
        f"  10,000 in 15 minutes: {share:.0%} of a core"
    )


if __name__ == "__main__":
    main()
