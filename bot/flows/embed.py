"""The sentences of new articles become vectors, for those who installed an embedding model; a round is short.

Behind the collecting and not in it: a briefing never waits for it, and until then a question goes by words alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.answers.semantic import in_context, packed
from bot.flows.ask import MEMORY
from bot.model import Article
from bot.ports import Ports

ROUND = 64
"""Articles: some 1,600 sentences, six seconds of two cores."""
AT_ONCE = 8
"""Articles between two writes: what a crash costs at most."""


def embed_due(ports: Ports) -> int:
    """One round over the newest articles; wakes its lane again while there is more. Returns how many got vectors."""
    done = embed_articles(ports, ROUND)
    if done == ROUND:
        ports.queue.wake("embed")
    return done


def embed_articles(ports: Ports, limit: int) -> int:
    """At most `limit` articles that a question may still be asked about; 0 without a model."""
    model = ports.embedder.version
    if not model:
        return 0
    articles = ports.store.list_unembedded(model, ports.clock.now() - MEMORY, limit)
    return sum(_embed(ports, model, articles[start : start + AT_ONCE]) for start in range(0, len(articles), AT_ONCE))


def _embed(ports: Ports, model: str, articles: Sequence[Article]) -> int:
    """Together, so that sentences of one length meet; an article that changed meanwhile is left to the next round."""
    passages = ports.store.list_passages([article.id for article in articles])
    vectors = defaultdict(list)
    titles = {article.id: article.title for article in articles}
    rows = packed(ports.embedder.embed([in_context(titles[one.article_id], one.text) for one in passages]))
    for passage, row in zip(passages, rows, strict=True):
        vectors[passage.article_id].append(row)
    return sum(ports.store.add_vectors(article, model, vectors[article.id]) for article in articles)
