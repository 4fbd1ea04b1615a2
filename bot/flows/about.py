"""The shortcut on a message: what is stored, in this channel's topics, on what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.words import content_words, stem
from bot.flows.ask import MEMORY, answer_here, readings_of
from bot.flows.corrections import corrected_answer
from bot.flows.phrases import spoken
from bot.model import Answer, Citation, Message, Passage, Request, Scope, Verdict
from bot.ports import Ports
from bot.render import notices
from bot.render.answer import Moment, render_about

LONGEST = 500
"""Characters of a message that are read."""
MOST_WORDS = 24
MOST_PASSAGES = 60
MOST_ARTICLES = 4
_FEWEST = 2
_ENOUGH = 0.3
"""Of the message's content words, how many a sentence with its title must hold, and never fewer than two."""
_BEHIND = 0.6
"""Of the words that the nearest sentence holds, how many the others must."""


def about_message(ports: Ports, request: Request) -> Message:
    """`request.text` is the message. A question is answered; else the nearest sentences are shown, an article each."""
    words = " ".join(spoken(request.text).split())[:LONGEST]
    topics = ports.store.list_topics(request.workspace, request.channel)
    if not topics:
        return notices.said("No topic is tracked in this channel yet, so nothing is stored here.", "/readout track …")
    if not content_words(words):
        return notices.said("There are no words in this message that I could look for.")
    moment = Moment(ports.clock.now(), request.zone or "UTC")
    scope = Scope(request.workspace, topic_ids=tuple(topic.id for topic in topics), since=moment.now - MEMORY)
    found = answer_here(ports, request.workspace, topics, words, request.zone) if "?" in words else None
    if found is None or found.verdict is Verdict.NOTHING:
        found = corrected_answer(ports.store, request.workspace, _near(ports, scope, words))
    return render_about(found, readings_of(ports, request.workspace, found), moment, request.id)


def _near(ports: Ports, scope: Scope, words: str) -> Answer:
    """Nothing is claimed of these: they share words with the message."""
    wanted = frozenset(map(stem, content_words(words)[:MOST_WORDS]))
    passages = ports.store.search_passages(scope, content_words(words)[:MOST_WORDS], MOST_PASSAGES)
    articles = {a.id: a for a in ports.store.list_articles(list({p.article_id for p in passages}))}
    needed = max(_FEWEST, min(4, round(_ENOUGH * len(wanted))))
    best: dict[int, tuple[int, Passage]] = {}
    for passage in passages:
        article = articles.get(passage.article_id)
        held = len(wanted & _stems(f"{passage.text} {article.title}")) if article else 0
        if held >= needed and held > best.get(passage.article_id, (0, passage))[0]:
            best[passage.article_id] = (held, passage)
    ranked = sorted(best.values(), key=lambda pair: -pair[0])
    chosen = [pair for pair in ranked if pair[0] >= _BEHIND * ranked[0][0]][:MOST_ARTICLES]
    citations = [Citation(articles[p.article_id], p.span, (p.span,), score=float(held)) for held, p in chosen]
    return _answer(words, citations, len(ports.store.list_scope(scope)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, content_words(text)))


def _answer(words: str, citations: Sequence[Citation], searched: int) -> Answer:
    note = f"Searched: {searched} article{'' if searched == 1 else 's'} of this channel’s topics."
    empty = Answer(words, Verdict.NOTHING, note=note, searched_articles=searched)
    return replace(empty, verdict=Verdict.CLOSEST, citations=tuple(citations)) if citations else empty
