"""Stories: articles on one event, by the likeness of their words.

TF-IDF over words and word pairs, cosine, average-link agglomeration down to a threshold. The groups depend on the set
of articles alone, not on the order they came in. Only pairs that share a telling feature are ever compared.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

THRESHOLD = 0.15
MOST_WORDS = 600
"""Of one article: the news stands at the top."""
TITLE_TWICE = 2
FURNITURE = 0.2
"""A feature of more than this share of the articles tells nothing (counted from FURNITURE_FROM owners on)."""
FURNITURE_FROM = 40

Vector = dict[str, float]

_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    """a about after again all also an and any are as at be because been before being both but by can could did do does
    down during each first for from further had has have he her here him his how i if in into is it its just may me more
    most mr mrs ms my new no not now of off on once one only or other our out over said same say says she should so some
    such than that the their them then there these they this those through to too two under until up us very was we were
    what when where which while who whom why will with would you your""".split()
)


def features(title: str, text: str) -> Counter[str]:
    """Words and pairs of neighbouring words, case folded, common words left out; the title counts twice."""
    head = _telling(title)
    words = _telling(text[: MOST_WORDS * 8])[:MOST_WORDS]
    counts = Counter(words)
    counts.update(f"{a} {b}" for a, b in pairwise(words))
    for word in head:
        counts[word] += TITLE_TWICE
    return counts


def _telling(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) > 1 and word not in _COMMON]


def group(articles: Sequence[tuple[int, Counter[str]]], threshold: float = THRESHOLD) -> list[list[int]]:
    """The stories as lists of ids, each sorted, sorted by their first. `articles` are (id, features)."""
    ordered = sorted(articles, key=lambda article: article[0])
    vectors = _vectors([counts for _, counts in ordered])
    merged = _agglomerate(_likeness(vectors), len(ordered), threshold)
    return sorted([ordered[place][0] for place in sorted(places)] for places in merged)


def _vectors(counted: Sequence[Counter[str]]) -> list[Vector]:
    owners = Counter(feature for counts in counted for feature in counts)
    total = len(counted)
    vectors = []
    for counts in counted:
        raw = {
            feature: (1 + math.log(count)) * math.log((total + 1) / (owners[feature] + 0.5))
            for feature, count in counts.items()
            if owners[feature] > 1
        }
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({feature: weight / length for feature, weight in raw.items()})
    return vectors


def _likeness(vectors: Sequence[Vector]) -> list[dict[int, float]]:
    """For each place the cosine with every later and earlier place it shares a telling feature with."""
    having: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for feature, weight in vector.items():
            having[feature].append((place, weight))
    like: list[defaultdict[int, float]] = [defaultdict(float) for _ in vectors]
    most = max(FURNITURE_FROM, FURNITURE * len(vectors))
    for owners in having.values():
        if len(owners) > most:
            continue
        for number, (place, weight) in enumerate(owners):
            row = like[place]
            for other, its_weight in owners[:number]:
                row[other] += weight * its_weight
    return _both_ways(like)


def _both_ways(like: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    full: list[dict[int, float]] = [dict(row) for row in like]
    for place, row in enumerate(like):
        for other, value in row.items():
            full[other][place] = value
    return full


def _agglomerate(total: list[dict[int, float]], count: int, threshold: float) -> Iterable[list[int]]:
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


def _merge(total: list[dict[int, float]], members: dict[int, list[int]], one: int, other: int) -> None:
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

    `known` holds the story ids given before.
    """
    named: dict[int, int] = {}
    taken: set[int] = set()
    for ids in sorted(groups, key=lambda ids: (-len(ids), ids[0])):
        before = Counter(known[article_id] for article_id in ids if article_id in known)
        wishes = [story for story, _ in sorted(before.items(), key=lambda pair: (-pair[1], pair[0]))]
        story = next((story for story in [*wishes, *ids] if story not in taken), ids[0])
        taken.add(story)
        named.update(dict.fromkeys(ids, story))
    return named
