"""Stories: articles on one event, by the likeness of their words.

TF-IDF over words and word pairs, cosine, average-link agglomeration down to a threshold. What tells two events of one
kind apart are names, numbers and the first lines, so these weigh more. The groups depend on the set of articles alone,
not on the order they came in. Only pairs that share a telling feature are ever compared.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.stories.common_words import COMMON_WORDS

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
"""A feature of more than this share of the articles tells nothing (counted from FURNITURE_FROM owners on)."""
FURNITURE_FROM = 40

Vector = dict[str, float]

_TOKEN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*|\d[\d.,]*|[.!?:\"“”\n]")
_STOP = frozenset('.!?:"“”\n')


def features(title: str, text: str) -> Vector:
    """Words and pairs of neighbouring words with their weight in this article, before their rarity is known."""
    told = f"{title}\n{text[:MOST_CHARS]}"
    words = _words(told)
    names = {word for word, capital, _ in words if capital}
    weights: defaultdict[str, float] = defaultdict(float)
    for word, _, lead in words:
        weights[word] += lead
    for (one, _, lead), (other, _, _) in pairwise(words):
        weights[f"{one} {other}"] += lead
    return {feature: (1 + math.log(count)) * _weight(feature, names) for feature, count in weights.items()}


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


def group(articles: Sequence[tuple[int, Vector]], threshold: float = THRESHOLD) -> list[list[int]]:
    """The stories as lists of ids, each sorted, sorted by their first. `articles` are (id, features)."""
    ordered = sorted(articles, key=lambda article: article[0])
    vectors = _vectors([weights for _, weights in ordered])
    merged = _agglomerate(_likeness(vectors), len(ordered), threshold)
    return sorted([ordered[place][0] for place in sorted(places)] for places in merged)


def _vectors(weighed: Sequence[Vector]) -> list[Vector]:
    """Unit vectors; what no other article holds counts for the length alone."""
    owners = Counter(feature for weights in weighed for feature in weights)
    total = max(len(weighed), BACKGROUND)
    rarity = {feature: math.log((total + 1) / (count + 0.5)) for feature, count in owners.items()}
    vectors = []
    for weights in weighed:
        raw = {feature: weight * rarity[feature] for feature, weight in weights.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        vectors.append({feature: weight / length for feature, weight in raw.items() if owners[feature] > 1})
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
