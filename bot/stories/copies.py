"""Wire copies: one text in several outlets, cut, wrapped, shortened or lightly edited.

Containment of three-word shingles: the share of the shorter text that stands in the longer one (Broder 1997).
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from bot.stories.memo import memo

WIDTH = 3
THRESHOLD = 0.34
LEAST = 12
"""Shingles; shorter texts (headlines, teasers) are nobody's copy."""
SAMPLED = 8
MOST_OWNERS = 200
"""A shingle of more texts than this is furniture."""

_WORD = re.compile(r"\w+")


@memo(300)
def shingles(text: str) -> frozenset[int]:
    """Hashes of the text's three-word runs, case folded."""
    words = [zlib.crc32(word.encode("utf-8", "replace")) for word in _WORD.findall(text.casefold())]
    return frozenset(
        (a * 0x9E3779B1 ^ b * 0x85EBCA77 ^ c * 0xC2B2AE3D) & 0xFFFFFFFFFFFF
        for a, b, c in zip(words, words[1:], words[2:], strict=False)
    )


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller set that lies in the larger: 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


@memo(4_000)
def sample(text: str) -> frozenset[int]:
    """One shingle in SAMPLED, the same ones in every text; kept for the last few thousand texts."""
    whole = shingles(text)
    return frozenset(one for one in whole if one % SAMPLED == 0) if len(whole) >= LEAST else frozenset()


def find_copies(texts: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Article id -> the id of the article it copies; originals are missing.

    `texts` are (id, text), the earliest first: the earliest of a group is its original.
    """
    finder = CopyFinder(dict(texts).__getitem__)
    for key, text in texts:
        finder.add(key, text)
    return finder.copy_of


class CopyFinder:
    """The copies among articles that come one after the other, the earliest first.

    Candidates share sampled shingles; containment is then counted on all of them. `text_of` gives the text of an
    article added before.
    """

    def __init__(self, text_of: Callable[[int], str]) -> None:
        self._text_of = text_of
        self._owners: defaultdict[int, list[int]] = defaultdict(list)
        self._samples: dict[int, int] = {}
        self.copy_of: dict[int, int] = {}

    def add(self, key: int, text: str) -> None:
        own = sample(text)
        original = self._original(text, own)
        self._samples[key] = len(own)
        if original is not None:
            self.copy_of[key] = self.copy_of.get(original, original)
        for one in own:
            self._owners[one].append(key)

    def _original(self, text: str, own: frozenset[int]) -> int | None:
        """The earliest candidate with enough in common."""
        candidates = self._candidates(own)
        whole = shingles(text) if candidates else frozenset()
        for key in filter(candidates.__contains__, self._samples if candidates else ()):  # in the order they came
            if containment(whole, shingles(self._text_of(key))) >= THRESHOLD:
                return key
        return None

    def _candidates(self, own: frozenset[int]) -> frozenset[int]:
        """Those whose samples have half of what is wanted in common."""
        shared: Counter[int] = Counter()
        for one in own:
            having = self._owners.get(one, ())
            if len(having) <= MOST_OWNERS:
                shared.update(having)
        return frozenset(
            key for key, count in shared.items() if count >= THRESHOLD / 2 * min(len(own), self._samples[key])
        )
