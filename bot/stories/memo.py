"""Results kept for texts that are met again and again while their window lasts, without keeping the texts."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

R = TypeVar("R")


def memo(most: int) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Keeps the `most` results used last, by the hash of the arguments (64 bits: two texts do not meet by chance)."""

    def around(function: Callable[..., R]) -> Callable[..., R]:
        kept: OrderedDict[int, R] = OrderedDict()
        lock = threading.Lock()

        @wraps(function)
        def remembering(*texts: str) -> R:
            key = hash(texts)
            with lock:
                if key in kept:
                    kept.move_to_end(key)
                    return kept[key]
            result = function(*texts)
            with lock:
                kept[key] = result
                while len(kept) > most:
                    kept.popitem(last=False)
            return result

        return remembering

    return around
