"""Which articles of a scope are looked at closely: all of a thread's, of a large scope those the engine ranks best."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.answers.shelf import Library
from bot.model import Scope

WHOLE = 120
"""A scope of so many articles is ranked whole."""
ARTICLES = 14
PASSAGES = 200


def promising(library: Library, scope: Scope, ids: Sequence[int], words: Sequence[str]) -> list[int]:
    """`ids` are the scope's articles. Of many those whose first sentences the engine ranks best."""
    if len(ids) <= WHOLE:
        return list(ids)
    best: dict[int, list[float]] = defaultdict(list)
    for article, score in library.rank_passages(scope, words, PASSAGES):
        best[article].append(score)
    worth = {article: scores[0] + 0.3 * sum(scores[1:4]) for article, scores in best.items()}
    return sorted(worth, key=lambda article: -worth[article])[:ARTICLES]
