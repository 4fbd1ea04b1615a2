"""robots.txt, for article pages: asked once a site and day, kept in memory."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection

import httpx
from protego import Protego

from bot.errors import FetchError
from bot.ports import Fetched

KEPT_S = 24 * 3600
UNREACHABLE_S = 3600
MOST_SITES = 2000
MOST_BYTES = 512 * 1024


class RobotsCache:
    """Answers from the site's own file; without one (4xx), or when it cannot be reached, everything may be read."""

    def __init__(self, fetch: Callable[[str], Fetched], user_agent: str, ignored: Collection[str] = ()) -> None:
        self._fetch = fetch
        self._token = user_agent.partition("/")[0]
        self._ignored = frozenset(host.lower() for host in ignored)
        self._lock = threading.Lock()
        self._asking: dict[str, threading.Lock] = {}
        self._kept: OrderedDict[str, tuple[float, Protego | None]] = OrderedDict()

    def may_read(self, url: httpx.URL) -> bool:
        if url.host in self._ignored:
            return True
        rules = self._rules(str(url.copy_with(raw_path=b"/robots.txt")))
        return rules is None or bool(rules.can_fetch(str(url), self._token))

    def _rules(self, where: str) -> Protego | None:
        with self._lock:
            asking = self._asking.setdefault(where, threading.Lock())
        with asking:  # whoever comes second waits for the first one's answer
            with self._lock:
                until, rules = self._kept.get(where, (0.0, None))
            if until > time.monotonic():
                return rules
            rules, kept_s = self._ask(where)
            with self._lock:
                self._keep(where, time.monotonic() + kept_s, rules)
            return rules

    def _keep(self, where: str, until: float, rules: Protego | None) -> None:
        self._kept[where] = until, rules
        self._kept.move_to_end(where)
        while len(self._kept) > MOST_SITES:
            oldest, _ = self._kept.popitem(last=False)
            self._asking.pop(oldest, None)

    def _ask(self, where: str) -> tuple[Protego | None, float]:
        try:
            answer = self._fetch(where)
        except FetchError:
            return None, UNREACHABLE_S
        if answer.status == 200:
            return Protego.parse(answer.body[:MOST_BYTES].decode("utf-8", "replace")), KEPT_S
        return None, KEPT_S if answer.status < 500 else UNREACHABLE_S
