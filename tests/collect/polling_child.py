"""One round of polling in a process that is there to be killed: polling_child.py DATABASE PORT EPOCH.

It says "ready" just before it begins.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import Any

from bot.flows.collect import collect_due
from bot.net.fetch import HttpFetcher
from bot.ports import Ports
from bot.settings import Settings
from storage import open_store


class FixedClock:
    def __init__(self, epoch: float) -> None:
        self._now = datetime.fromtimestamp(epoch, UTC)

    def now(self) -> datetime:
        return self._now


def main(database: str, port: str, epoch: str) -> None:
    nobody: Any = None
    store = open_store(f"sqlite:///{database}")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with HttpFetcher(Settings(allow=frozenset({("127.0.0.1", int(port))}))) as fetcher:
        collect_due(Ports(store, fetcher, nobody, nobody, nobody, FixedClock(float(epoch))), limit=50)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
