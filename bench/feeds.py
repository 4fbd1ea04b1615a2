"""How many feeds a CPU-second polls, storage included: `python bench/feeds.py [--feeds 3000] [--entries 20]`.

A server process on loopback serves that many feeds; the clock is simulated, an hour and a half a round. The first round
takes every feed in, then come rounds in which every feed has one new item, then rounds of 304. The figures are of the
polling process alone. `--feeds 10000 --rounds 2` also tells whether 10,000 feeds hold at a 15-minute interval.
"""

from __future__ import annotations

import argparse
import http.server
import multiprocessing
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
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


def serve(pipe: Connection, entries: int) -> None:
    edition = multiprocessing.Value("i", 0)

    class Desk(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            tag = f'"{edition.value}"'
            known = self.headers.get("If-None-Match") == tag
            body = b"" if known else feed(int(self.path.strip("/") or 0), entries, edition.value)
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
        edition.value = said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=3000)
    parser.add_argument("--entries", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there, options.entries), daemon=True)
    server.start()
    port = here.recv()
    with tempfile.TemporaryDirectory() as folder:
        measure(options, folder, port, here)
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
