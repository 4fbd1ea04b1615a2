"""Stories: articles on one event, by the likeness of their words.

Hashed TF-IDF over words and word pairs, cosine, average-link agglomeration down to a threshold. What tells two events
of one kind apart are names, numbers and the first lines, so these weigh more. The groups depend on the set of articles
alone, not on the order they came in, nor on how many came at once: one that comes later is compared with the window,
and the groups are the same as of all at once. Memory grows with the window: some twenty bytes a feature, a few a likely
pair.
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
BUCKETS = 1 << 20
BLOCK, SMALL_BLOCK = 256, 64
"""Ids in a block, in a large and in a small window."""
SMALL_WINDOW = 1_024

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
    likenesses = Likenesses(dict(articles))
    return likenesses.groups(threshold)


def settled(ids: Iterable[int]) -> frozenset[int]:
    """The articles that the rarity of words is counted over: those of whole blocks of ids, else all.

    So what is alike stays as alike while articles come in, and is counted anew once a block is full.
    """
    known = frozenset(ids)
    block = SMALL_BLOCK if len(known) <= SMALL_WINDOW else BLOCK
    newest = max(known, default=0) // block
    return frozenset(one for one in known if one // block < newest) or known


def newest(ids: Sequence[int], most: int) -> frozenset[int]:
    """At most so many of the ids: the oldest blocks are left out whole."""
    kept = frozenset(ids)
    while len(kept) > most and (oldest := min(kept) // BLOCK) != max(kept) // BLOCK:
        kept = frozenset(one for one in kept if one // BLOCK > oldest)
    return kept


class Likenesses:
    """The likeness of every two articles of a window. Later ones are compared with those that are there."""

    def __init__(self, articles: Mapping[int, Features]) -> None:
        self._basis = settled(articles)
        self._counted = len(self._basis)
        self._owners = np.zeros(BUCKETS, np.int32)
        for one in self._basis:
            self._owners[articles[one].buckets] += 1
        self._ids: list[int] = []
        self._entries: list[_Entry] = []
        self._near: list[dict[int, float]] = []
        self._base = _Postings([])
        self._base, self._entries = self._add(articles), []

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(self._ids)

    def takes(self, ids: Iterable[int]) -> bool:
        """Whether a window of these articles is this one with some added, under the same rarity of words."""
        wanted = frozenset(ids)
        return self.ids <= wanted and settled(wanted) == self._basis

    def add(self, articles: Mapping[int, Features]) -> None:
        """Articles that `takes` allowed; known ones are left as they are."""
        known = self.ids
        self._add({one: found for one, found in articles.items() if one not in known})

    def groups(self, threshold: float = THRESHOLD) -> list[list[int]]:
        """As `group`."""
        order = sorted(range(len(self._ids)), key=self._ids.__getitem__)
        place_of = {place: rank for rank, place in enumerate(order)}
        total: Likeness = [{place_of[other]: value for other, value in self._near[place].items()} for place in order]
        merged = _agglomerate(total, len(order), threshold)
        return sorted([self._ids[order[rank]] for rank in sorted(ranks)] for ranks in merged)

    def _add(self, articles: Mapping[int, Features]) -> _Postings:
        """Gives the postings of all that came after the base."""
        first = len(self._ids)
        for one in sorted(articles):
            self._entries.append(self._weighed(len(self._ids), articles[one], known=one in self._basis))
            self._ids.append(one)
        self._near += [{} for _ in articles]
        recent = _Postings(self._entries)
        for entry in self._entries:
            if entry.place >= first:
                self._compare(entry, self._base)
                self._compare(entry, recent)
        return recent

    def _weighed(self, place: int, found: Features, *, known: bool) -> _Entry:
        owners = self._owners[found.buckets] + (0 if known else 1)
        weights = found.weights * np.log((max(self._counted, BACKGROUND) + 1) / (owners + 0.5))
        length = float(np.sqrt(np.sum(weights**2))) or 1.0
        # What most articles hold tells nothing, but counted for the length.
        telling = owners <= np.clip(FURNITURE * self._counted, *FURNITURE_BOUNDS)
        return _Entry(place, found.buckets[telling].astype(np.int32), (weights / length)[telling])

    def _compare(self, entry: _Entry, postings: _Postings) -> None:
        """Notes how like the article is to those of the postings that came before it."""
        values = postings.likeness(entry, entry.place)
        for other in np.flatnonzero(values >= FAINT).tolist():
            self._near[entry.place][other] = self._near[other][entry.place] = float(values[other])


@dataclass(frozen=True, slots=True)
class _Entry:
    """One article: its telling features, ascending, with weights of a vector of length one."""

    place: int
    buckets: npt.NDArray[np.int32]
    weights: Floats


class _Postings:
    """Feature -> the articles that hold it, as three flat arrays."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        empty = [np.empty(0, np.int32)]
        buckets = np.concatenate([entry.buckets for entry in entries] or empty)
        order = np.argsort(buckets, kind="stable")
        places = [np.full(len(entry.buckets), entry.place, np.int32) for entry in entries]
        self._places = np.concatenate(places or [np.empty(0, np.int32)])[order]
        self._weights = np.concatenate([entry.weights for entry in entries] or [np.empty(0)])[order]
        self._buckets, self._starts = np.unique(buckets[order], return_index=True)
        self._ends = np.append(self._starts[1:], len(order))

    def likeness(self, entry: _Entry, below: int) -> Floats:
        """The cosine with the article at each place below that one.

        The features are summed in their own order, so that the sum of two articles is the same, to the last bit,
        whichever came first.
        """
        if not len(self._buckets):
            return np.zeros(0)
        at = np.minimum(np.searchsorted(self._buckets, entry.buckets), len(self._buckets) - 1)
        shared = self._buckets[at] == entry.buckets
        starts, counts = self._starts[at[shared]], (self._ends - self._starts)[at[shared]]
        before = np.cumsum(counts) - counts
        rows = np.arange(int(counts.sum())) + np.repeat(starts - before, counts)
        products = self._weights[rows] * np.repeat(entry.weights[shared], counts)
        return np.bincount(self._places[rows], products, below)[:below].astype(np.float64)


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
