"""Wire copies: one text in several outlets, cut, wrapped, shortened or lightly edited.

Containment of three-word shingles: the share of the shorter text that stands in the longer one (Broder 1997).
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

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

    `texts` are (id, text), the earliest first: the earliest of a group is its original. Candidates share sampled
    shingles; containment is then counted on all of them.
    """
    text_of = dict(texts)
    owners: defaultdict[int, list[int]] = defaultdict(list)
    samples: dict[int, int] = {}
    copy_of: dict[int, int] = {}
    for key, text in texts:
        own = sample(text)
        samples[key] = len(own)
        original = _original(text, _candidates(own, owners, samples), text_of)
        if original is not None:
            copy_of[key] = copy_of.get(original, original)
        for one in own:
            owners[one].append(key)
    return copy_of


def _candidates(own: frozenset[int], owners: Mapping[int, list[int]], samples: Mapping[int, int]) -> list[int]:
    """Those whose samples have half of what is wanted in common; `samples` are the sizes."""
    shared: Counter[int] = Counter()
    for one in own:
        having = owners.get(one, ())
        if len(having) <= MOST_OWNERS:
            shared.update(having)
    return [key for key, count in shared.items() if count >= THRESHOLD / 2 * min(len(own), samples[key])]


def _original(text: str, candidates: Sequence[int], text_of: Mapping[int, str]) -> int | None:
    """The earliest candidate with enough in common."""
    if not candidates:
        return None
    order = {key: place for place, key in enumerate(text_of)}
    whole = shingles(text)
    for key in sorted(candidates, key=order.__getitem__):
        if containment(whole, shingles(text_of[key])) >= THRESHOLD:
            return key
    return None
