"""Stories: articles on one event, by the likeness of their words.

Hashed TF-IDF over words and word pairs, cosine, average-link agglomeration down to a threshold. What tells two events
of one kind apart are names, numbers and the first lines, so these weigh more. The groups depend on the set of articles
alone, not on the order they came in. Memory grows with the window: eight bytes a feature, a few a likely pair.
"""

from __future__ import annotations

import heapq
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from bot.stories.common_words import COMMON_WORDS
from bot.stories.memo import memo

THRESHOLD = 0.155
MOST_CHARS = 5_000
"""Of one article: the news stands at the top."""
LEAD_CHARS = 400
LEAD_WEIGHT = 3.0
NAME_WEIGHT = 3.0
"""Of names, numbers and pairs of names, against other words."""
BACKGROUND = 500
"""Articles that the rarity of a word is counted over at least: in a small window everything is rare."""
FURNITURE = 0.2
"""A feature of more than this share of the articles tells nothing; within bounds, for small and large windows."""
FURNITURE_BOUNDS = (40, 250)
FAINT = 0.05
"""Likeness below this is taken as none."""
MOST_PAIRS = 2_000_000
"""New ones held before they are summed up."""
BUCKETS = 1 << 20

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Likeness = list[dict[int, float]]

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*|[.!?:\"“”\n]")
_STOP = frozenset('.!?:"“”\n')


@dataclass(frozen=True, slots=True)
class Features:
    """Hashed words and pairs of one article, ascending, with their weights before rarity is known."""

    buckets: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]


@memo(4_000)
def features(title: str, text: str) -> Features:
    """Of one article; kept for the last few thousand."""
    hashed: defaultdict[int, float] = defaultdict(float)
    for feature, weight in weigh(title, text).items():
        hashed[zlib.crc32(feature.encode("utf-8", "replace")) % BUCKETS] += weight
    buckets = sorted(hashed)
    return Features(np.array(buckets, np.uint32), np.array([hashed[bucket] for bucket in buckets], np.float32))


def weigh(title: str, text: str) -> dict[str, float]:
    """Words and pairs of neighbouring words with their weight in this article."""
    words = _words(f"{title}\n{text[:MOST_CHARS]}")
    names = {word for word, capital, _ in words if capital}
    counts: defaultdict[str, float] = defaultdict(float)
    for word, _, lead in words:
        counts[word] += lead
    for (one, _, lead), (other, _, _) in pairwise(words):
        counts[f"{one} {other}"] += lead
    return {feature: (1 + math.log(count)) * _weight(feature, names) for feature, count in counts.items()}


def _words(text: str) -> list[tuple[str, bool, float]]:
    """The telling words: folded, whether it is a name (a capital within a sentence), the weight of its place."""
    found = []
    starts = True
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in _STOP:
            starts = True
            continue
        word = token.casefold().removesuffix("'s").removesuffix("’s").rstrip(".,")
        if len(word) > 1 and word not in COMMON_WORDS:
            lead = LEAD_WEIGHT if match.start() < LEAD_CHARS else 1.0
            found.append((word, token[0].isupper() and not starts, lead))
        starts = False
    return found


def _weight(feature: str, names: set[str]) -> float:
    one, _, other = feature.partition(" ")
    is_name = one in names and (not other or other in names)
    return NAME_WEIGHT if is_name or (one[0].isdigit() and not other) else 1.0


def group(articles: Sequence[tuple[int, Features]], threshold: float = THRESHOLD) -> list[list[int]]:
    """The stories as lists of ids, each sorted, sorted by their first. `articles` are (id, features)."""
    ordered = sorted(articles, key=lambda article: article[0])
    merged = _agglomerate(_likeness([found for _, found in ordered]), len(ordered), threshold)
    return sorted([ordered[place][0] for place in sorted(places)] for places in merged)


def _likeness(found: Sequence[Features]) -> Likeness:
    """For each place the cosine with every other that is not faint."""
    count = len(found)
    if not count:
        return []
    places = np.repeat(np.arange(count), [len(one.buckets) for one in found])
    buckets = np.concatenate([one.buckets for one in found]).astype(np.int64)
    weights = np.concatenate([one.weights for one in found]).astype(np.float64)
    owners = np.bincount(buckets, minlength=1)
    weights *= np.log((max(count, BACKGROUND) + 1) / (owners[buckets] + 0.5))
    lengths = np.sqrt(np.bincount(places, weights**2, count))
    weights /= np.where(lengths > 0, lengths, 1.0)[places]
    # What no other article holds counted for the length alone; what most hold tells nothing.
    shared = (owners[buckets] > 1) & (owners[buckets] <= np.clip(FURNITURE * count, *FURNITURE_BOUNDS))
    return _paired(buckets[shared], places[shared], weights[shared], count)


def _paired(buckets: Ints, places: Ints, weights: Floats, count: int) -> Likeness:
    """Sums the products of all pairs within each bucket.

    Entries `step` apart in the column sorted by bucket share the bucket or nothing further apart does.
    """
    order = np.lexsort((places, buckets))
    buckets, places, weights = buckets[order], places[order], weights[order]
    parts: list[tuple[Ints, Floats]] = []
    first, step, held = np.arange(len(buckets)), 1, 0
    while len(first):
        first = first[first + step < len(buckets)]
        first = first[buckets[first] == buckets[first + step]]
        parts.append((places[first] * count + places[first + step], weights[first] * weights[first + step]))
        held += len(first)
        if held > MOST_PAIRS:
            parts, held = [_summed(parts)], 0
        step += 1
    pairs, values = _summed(parts)
    strong = values >= FAINT
    full: Likeness = [{} for _ in range(count)]
    for pair, value in zip(pairs[strong].tolist(), values[strong].tolist(), strict=True):
        one, other = divmod(pair, count)
        full[one][other] = full[other][one] = value
    return full


def _summed(parts: Sequence[tuple[Ints, Floats]]) -> tuple[Ints, Floats]:
    """Each pair once, with the sum of its values."""
    if not parts:
        return np.empty(0, np.int64), np.empty(0)
    pairs, at = np.unique(np.concatenate([pairs for pairs, _ in parts]), return_inverse=True)
    return pairs, np.bincount(at, np.concatenate([values for _, values in parts]), len(pairs)).astype(np.float64)


def _agglomerate(total: Likeness, count: int, threshold: float) -> Iterable[list[int]]:
    """Average link. `total[i][j]` holds the summed likeness between the members of two groups; it is used up."""
    members = {place: [place] for place in range(count)}
    heap = [
        (-value, place, other, 1, 1)
        for place in range(count)
        for other, value in total[place].items()
        if place < other and value >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        _, one, other, size_one, size_other = heapq.heappop(heap)
        if len(members.get(one, ())) != size_one or len(members.get(other, ())) != size_other:
            continue  # one of them has grown or gone since
        _merge(total, members, one, other)
        for near, value in total[one].items():
            low, high = sorted((one, near))
            average = value / (len(members[low]) * len(members[high]))
            if average >= threshold:
                heapq.heappush(heap, (-average, low, high, len(members[low]), len(members[high])))
    return members.values()


def _merge(total: Likeness, members: dict[int, list[int]], one: int, other: int) -> None:
    members[one] += members.pop(other)
    del total[one][other]
    for near, value in total[other].items():
        if near == one:
            continue
        del total[near][other]
        total[one][near] = total[near][one] = total[one].get(near, 0.0) + value
    total[other] = {}


def name_stories(groups: Iterable[Sequence[int]], known: Mapping[int, int]) -> dict[int, int]:
    """Article id -> story id. A story keeps the id that most of its articles had; a new one gets its first article's.

    `known` holds the story ids given before. Where a story fell apart and another part has the only name left, the
    smaller part gets its first article's id negated.
    """
    named: dict[int, int] = {}
    taken: set[int] = set()
    for ids in sorted(groups, key=lambda ids: (-len(ids), ids[0])):
        before = Counter(known[article_id] for article_id in ids if article_id in known)
        wishes = [story for story, _ in sorted(before.items(), key=lambda pair: (-pair[1], pair[0]))]
        story = next((story for story in [*wishes, *ids] if story not in taken), -ids[0])
        taken.add(story)
        named.update(dict.fromkeys(ids, story))
    return named
