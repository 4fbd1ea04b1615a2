"""The sentences of new articles become vectors, for those who installed an embedding model; a round is short.

Behind the collecting and not in it: a briefing never waits for it, and until then a question goes by words alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.answers.semantic import packed
from bot.flows.ask import MEMORY
from bot.model import Article, InContext, Passage
from bot.ports import Embedder, Ports, Store

ROUND = 64
"""Articles: some 1,600 sentences, six seconds of two cores."""
AT_ONCE = 8
"""Articles between two writes: what a crash costs at most."""


def embed_due(ports: Ports) -> int:
    """One round over the newest articles; wakes its lane again while there is more. Returns how many got vectors."""
    done = embed_articles(ports.store, ports.embedder, ports.clock.now() - MEMORY, ROUND)
    if done == ROUND:
        ports.queue.wake("embed")
    return done


def embed_articles(store: Store, embedder: Embedder, since: datetime, limit: int) -> int:
    """At most `limit` articles first seen since then that have no vectors of this model; 0 without a model."""
    if not embedder.version:
        return 0
    articles = store.list_unembedded(embedder.version, since, limit)
    batches = [articles[start : start + AT_ONCE] for start in range(0, len(articles), AT_ONCE)]
    return sum(_embed(store, embedder, batch) for batch in batches)


def _embed(store: Store, embedder: Embedder, articles: Sequence[Article]) -> int:
    """Together, so that sentences of one length meet; an article that changed meanwhile is left to the next round."""
    titles = {article.id: article.title for article in articles}
    passages = store.list_passages(list(titles))
    rows = packed(embedder.embed_sentences(_in_context(titles, passages)))
    vectors = defaultdict(list)
    for passage, row in zip(passages, rows, strict=True):
        vectors[passage.article_id].append(row)
    return sum(store.add_vectors(article, embedder.version, vectors[article.id]) for article in articles)


def _in_context(titles: Mapping[int, str], passages: Sequence[Passage]) -> list[InContext]:
    """Each passage under its article's title and behind the one before it; they stand in order."""
    found = []
    before = None
    for one in passages:
        follows = before is not None and before.article_id == one.article_id
        found.append(InContext(titles[one.article_id], before.text if before and follows else "", one.text))
        before = one
    return found
