"""How long a slash command waits for its ack, idle and while articles are being read in the process pool.

    python bench/ack.py [--mode socket|http] [--commands 200] [--articles 50]

Socket Mode: the loopback Slack sends the commands and takes the time until the ack comes back. HTTP: signed requests;
the time is that of the answer. Each command is also dealt with, in the
same process: its reply is posted while the next ones come in.
"""

from __future__ import annotations

import argparse
import itertools
import logging
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import structlog
import uvicorn
from slack_sdk.signature import SignatureVerifier

from bot.demo.slack import LoopbackSlack
from bot.flows.commands import handle_requests
from bot.ports import Ports, Store
from bot.settings import Settings
from bot.slack.app import build_app, build_client, run_socket
from bot.slack.messenger import SlackMessenger
from bot.web import build_web
from bot.work.local import LocalQueue
from bot.work.pool import ReaderPool
from storage import open_store

NAMES = ("Ada Brandt", "Jonas Birk", "Marta Ekholm", "Tove Lind", "Pavel Orsk", "Ines Holt")
THINGS = ("the harbour", "the new line", "the tariff", "the storage plant", "the survey", "the bridge")
SENTENCES = (
    '"{thing} will cost {number} million euros," said {name}, who leads the board.',
    "{name}, an adviser to the council, said that {thing} would be late by {number} months.",
    "According to {name}, {number} percent of households asked for {thing} in the first year.",
    "Nobody had expected that {thing} would be so busy after {number} days of rain.",
    "The council decided on {thing} after {number} hours of debate, and {name} voted against it.",
)


class WallClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def articles(number: int, words: int = 800) -> Iterator[str]:
    """Invented text of about that many words each, every one different."""
    dice = random.Random(5)
    for _ in range(number):
        text: list[str] = []
        while sum(len(sentence.split()) for sentence in text) < words:
            sentence = dice.choice(SENTENCES)
            text.append(
                sentence.format(name=dice.choice(NAMES), thing=dice.choice(THINGS), number=dice.randrange(2, 90))
            )
        yield " ".join(text)


Send = Callable[[], float]
"""Sends one command; returns the milliseconds until its ack."""


@contextmanager
def by_socket(slack: LoopbackSlack, store: Store, queue: LocalQueue) -> Iterator[Send]:
    settings = Settings(**slack.environment)  # type: ignore[arg-type]

    def send() -> float:
        sent = slack.command("energy-desk", "ines", "/readout", "help")
        slack.wait_for(lambda: sent.acked is not None)
        if not sent.acked:
            raise RuntimeError(f"a command was not acked: {sent.reason}")
        return sent.seconds * 1000

    with run_socket(build_app(settings, store, queue), settings):
        slack.wait_connected()
        yield send


@contextmanager
def by_http(slack: LoopbackSlack, store: Store, queue: LocalQueue) -> Iterator[Send]:
    settings = Settings(**slack.environment)  # type: ignore[arg-type]
    web = build_web(build_app(settings, store, queue), store, settings)
    server = uvicorn.Server(uvicorn.Config(web, port=0, log_config=None, access_log=False, ws="none", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    connection = HTTPConnection("127.0.0.1", server.servers[0].sockets[0].getsockname()[1])
    verifier = SignatureVerifier(slack.signing_secret)
    numbers = itertools.count()

    def send() -> float:
        fields = {"command": "/readout", "text": "help", "team_id": "T0HARBOUR1", "trigger_id": f"b.{next(numbers)}"}
        body, stamp = urlencode({**fields, "channel_id": "C0ENERGY01", "user_id": "U0INES0001"}), str(int(time.time()))
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": str(verifier.generate_signature(timestamp=stamp, body=body)),
        }
        begun = time.monotonic()
        connection.request("POST", "/slack/commands", body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()  # the server gives up a connection that is idle while the model loads
        if answer.status != 200:
            raise RuntimeError(f"a command was answered {answer.status}")
        return (time.monotonic() - begun) * 1000

    try:
        yield send
    finally:
        connection.close()
        server.should_exit = True
        thread.join()


def acks(send: Send, number: int, pause_s: float) -> list[float]:
    """Of so many commands, one after the other."""
    times = []
    for _ in range(number):
        times.append(send())
        time.sleep(pause_s)
    return times


def report(name: str, times: list[float]) -> None:
    cuts = statistics.quantiles(times, n=100)
    print(f"{name}: {len(times)} acks, p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, most {max(times):.0f} ms")


def beside_reading(send: Send, number: int, pause_s: float) -> tuple[list[float], float]:
    """Acks while the pool reads `number` articles over and over; and how many it read a second."""
    texts = list(articles(number))
    ended = threading.Event()
    read = itertools.count()
    with ReaderPool() as pool:
        pool.read(texts[0])  # the model is loaded

        def keep_reading() -> None:
            while not ended.is_set():
                for _ in pool.read_all(texts):
                    next(read)

        thread = threading.Thread(target=keep_reading)
        begun = time.monotonic()
        thread.start()
        times: list[float] = []
        while time.monotonic() - begun < 10 or next(read) < number:
            times += acks(send, 10, pause_s)
        ended.set()
        thread.join()
        return times, next(read) / (time.monotonic() - begun)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", choices=["socket", "http"], default="socket")
    parser.add_argument("--commands", type=int, default=200)
    parser.add_argument("--articles", type=int, default=50)
    parser.add_argument("--pause", type=float, default=0.02, help="seconds between two commands")
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        store = open_store(str(Path(folder) / "ack.sqlite"))
        stack.callback(store.close)
        slack = stack.enter_context(LoopbackSlack())
        queue = stack.enter_context(LocalQueue())
        client = build_client(Settings(**slack.environment))  # type: ignore[arg-type]
        ports = Ports(store, None, None, SlackMessenger(lambda _: client), queue, WallClock())  # type: ignore[arg-type]
        queue.start({"ask": partial(handle_requests, ports)})
        connect = by_socket if given.mode == "socket" else by_http
        send = stack.enter_context(connect(slack, store, queue))
        acks(send, 10, given.pause)
        report(f"{given.mode}, idle", acks(send, given.commands, given.pause))
        times, rate = beside_reading(send, given.articles, given.pause)
        report(f"{given.mode}, beside reading ({rate:.1f} articles of 800 words a second)", times)


if __name__ == "__main__":
    main()
