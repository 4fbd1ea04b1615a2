"""The plug is pulled in the middle of polls: nothing is lost, nothing is stored twice, nobody is asked early."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from loopback_site import Asked, Reply, Site
from news_desk import START, entry, rss

from storage import open_store

CHILD = Path(__file__).with_name("polling_child.py")
HOUR = 3600.0
FEEDS = 200
KILLS = 200
LONGEST_LIFE_S = 1.5
"""About what a whole round of these feeds takes."""


class Publisher:
    """Many feeds, each with an item more every simulated hour; notes when each was asked."""

    def __init__(self, site: Site, feeds: int) -> None:
        self.now = START.timestamp()
        self.asked: dict[str, list[float]] = {f"/feed{number}": [] for number in range(feeds)}
        for path in self.asked:
            site.on(path, self._answer)

    def total(self) -> int:
        """How many requests there were."""
        return sum(map(len, self.asked.values()))

    def items(self, path: str) -> list[str]:
        hours = int((self.now - START.timestamp()) / HOUR)
        return [f"{path}-{number}" for number in range(3 + hours)]

    def _answer(self, asked: Asked, _: object) -> Reply:
        self.asked[asked.path].append(self.now)
        told = self.items(asked.path)
        return Reply(rss(*(entry(1, guid=guid, title=guid, link="", pubDate="", description=guid) for guid in told)))


def start(database: Path, site: Site, now: float) -> subprocess.Popen[bytes]:
    """A child that is about to poll."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(database), str(site.port), str(now)], stdout=subprocess.PIPE
    )
    assert child.stdout
    with child.stdout as said:
        assert said.readline() == b"ready\n"
    return child


@pytest.mark.fault
def test_killed_at_random_points_of_its_polls(site: Site, tmp_path: Path) -> None:
    database, rng = tmp_path / "news.sqlite", random.Random(11)
    publisher = Publisher(site, FEEDS)
    store = open_store(f"sqlite:///{database}")
    ids = {path: store.add_feed(site.url + path).id for path in publisher.asked}
    cut_short = 0
    for _ in range(KILLS):
        before = publisher.total()
        child = start(database, site, publisher.now)
        time.sleep(rng.uniform(0.0, LONGEST_LIFE_S))
        cut_short += child.poll() is None and publisher.total() > before
        child.kill()
        child.wait()
        publisher.now += rng.choice([0, 60, 1800, HOUR])
    assert cut_short >= KILLS / 4, "too few kills fell into a poll"
    for _ in range(2):
        publisher.now += 9 * HOUR
        assert start(database, site, publisher.now).wait() == 0
    for path, feed_id in ids.items():
        stored = [one.item.title for one in store.list_items_to_fetch(START.replace(year=2100), 10_000, [feed_id])]
        assert sorted(stored) == sorted(publisher.items(path)), path
        times = publisher.asked[path]
        assert all(later - earlier >= 0.9 * HOUR for earlier, later in pairwise(times)), path
    store.close()
