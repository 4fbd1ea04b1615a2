"""Wire copies: one text in several outlets, cut, wrapped, shortened or lightly edited.

Containment of three-word shingles: the share of the shorter text that stands in the longer one (Broder 1997).
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

WIDTH = 3
THRESHOLD = 0.34
LEAST = 12
"""Shingles; shorter texts (headlines, teasers) are nobody's copy."""
MOST_OWNERS = 200
"""A shingle of more texts than this is furniture."""

_WORD = re.compile(r"\w+")


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


def find_copies(texts: Sequence[tuple[int, str]], threshold: float = THRESHOLD) -> dict[int, int]:
    """Article id -> the id of the article it copies; originals are missing.

    `texts` are (id, text), the earliest first: the earliest of a group is its original.
    """
    sets = {key: shingles(text) for key, text in texts}
    owners: defaultdict[int, list[int]] = defaultdict(list)
    copy_of: dict[int, int] = {}
    for key, own in sets.items():
        if len(own) < LEAST:
            continue
        original = _most_like(own, _shared(own, owners), sets, threshold)
        if original is not None:
            copy_of[key] = copy_of.get(original, original)
        for one in own:
            owners[one].append(key)
    return copy_of


def _shared(own: Iterable[int], owners: Mapping[int, list[int]]) -> Counter[int]:
    shared: Counter[int] = Counter()
    for one in own:
        having = owners.get(one, ())
        if len(having) <= MOST_OWNERS:
            shared.update(having)
    return shared


def _most_like(
    own: frozenset[int], shared: Mapping[int, int], sets: Mapping[int, frozenset[int]], threshold: float
) -> int | None:
    """The earliest of the texts with enough in common; ids of equal date in order, so that every run agrees."""
    for key in sorted(shared):
        if shared[key] >= threshold * min(len(own), len(sets[key])) and containment(own, sets[key]) >= threshold:
            return key
    return None
