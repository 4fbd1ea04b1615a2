"""What a topic takes in: a query tried before it is saved, and the outlets it listens to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.errors import InputError, NotFoundError
from bot.feeds.match import fold
from bot.flows.matching import Trial, judge_of, recent_articles, try_query
from bot.flows.phrases import parse_topic
from bot.flows.track import find_topic, wider
from bot.model import Article, Message, Request, Topic
from bot.ports import Ports
from bot.render import notices
from bot.render.limits import MAX_VALUE
from bot.render.notices import Button, TopicLine

_CHOICE = re.compile(r"(?:^|\s)(only|without|all)(?:\s+(.*))?$", re.IGNORECASE | re.DOTALL)
_ENOUGH_ALIKE = 80
_HEADLINES = 5
_MOST_BUTTONS = 3
_MOST_OUTLETS = 50


def try_(ports: Ports, request: Request, words: str) -> Message:
    """How many articles of the last seven days a query finds in this channel's feeds, word by word; nothing changes."""
    if not words:
        raise InputError("Which query shall I try?", "/readout try rates AND (inflation OR prices) NOT football")
    topics = ports.store.list_topics(request.workspace, request.channel)
    if not topics:
        raise NotFoundError("This channel has no feeds to try it on yet.", "/readout track NAME from URL")
    return _trial_card(try_query(ports, topics, words), topics)


def _trial_card(trial: Trial, topics: Sequence[Topic]) -> Message:
    found = len(trial.matched)
    of = f"{trial.articles:,} article{'' if trial.articles == 1 else 's'}"
    what = f"{found:,} of {of} of the last 7 days match {trial.query}"
    lines = [f"• {article.title} · {article.outlet}" for article in trial.matched[:_HEADLINES]]
    if len(trial.terms) > 1:
        lines.insert(0, "One by one: " + " · ".join(f"{words} {count:,}" for words, count in trial.terms))
    if not found:
        lines.append(wider(trial.query))
    buttons = [Button(f"Use for {t.name}", f'edit "{t.name}" matching {trial.query}') for t in topics[:_MOST_BUTTONS]]
    return notices.said(what, "\n".join(lines), [b for b in buttons if len(b.value) < MAX_VALUE])


# ------------------------------------------------------------------ outlets


def outlets_(ports: Ports, request: Request, words: str) -> Message:
    """Shows the outlets a topic hears, or changes which: "NAME only A, B", "NAME without C", "NAME all"."""
    choice = _CHOICE.search(words)
    name = words[: choice.start()] if choice else words
    topic = find_topic(ports, request.workspace, request.channel, name)
    articles = recent_articles(ports, [topic])
    if choice is None:
        return _outlets_card(ports, topic, articles, f"Outlets of “{topic.name}”, last 7 days")
    changed = _chosen(topic, list(_heard(articles)), choice[1].casefold(), choice[2] or "")
    ports.store.mark_topic(changed)
    ports.queue.wake("collect")
    return _outlets_card(ports, changed, articles, f"Changed: “{topic.name}”", _undo(topic))


def _chosen(topic: Topic, heard: Sequence[str], how: str, named: str) -> Topic:
    if how == "all":
        known = {fold(outlet) for outlet in heard}
        kept = tuple(mute for mute in topic.muted if fold(mute) not in known)
        return replace(topic, outlets=(), muted=kept)
    chosen = _named(topic, heard, named)
    if how == "only":
        muted = tuple(mute for mute in topic.muted if mute not in chosen)
        return replace(topic, outlets=chosen, muted=muted)
    outlets = tuple(outlet for outlet in topic.outlets if outlet not in chosen)
    return replace(topic, outlets=outlets, muted=tuple(dict.fromkeys([*topic.muted, *chosen])))


def _named(topic: Topic, heard: Sequence[str], named: str) -> tuple[str, ...]:
    """The outlets meant, each as it is stored. Raises NotFoundError that names those there are."""
    wanted = [parse_topic(part) for part in named.split(",") if part.strip()]
    if not wanted:
        raise InputError("Which outlets?", f"For example: /readout outlets {topic.name} only A, B – or: without C")
    if len(wanted) > _MOST_OUTLETS:
        raise InputError(f"That is more than {_MOST_OUTLETS} outlets.", "A query with outlet: may say it shorter.")
    return tuple(dict.fromkeys(_nearest(name, [*heard, *topic.outlets, *topic.muted]) for name in wanted))


def _nearest(name: str, known: Sequence[str]) -> str:
    near = process.extractOne(name, known, scorer=fuzz.WRatio, processor=fold, score_cutoff=_ENOUGH_ALIKE)
    if near is None:
        listed = ", ".join(f"“{outlet}”" for outlet in known[:10]) or "none yet"
        raise NotFoundError(f"No outlet “{name}” was heard in the last 7 days.", f"There are: {listed}.")
    return str(near[0])


def _heard(articles: Sequence[Article]) -> dict[str, int]:
    """Outlet -> number of its articles, most first."""
    return dict(Counter(article.outlet for article in articles if article.outlet).most_common())


def _outlets_card(ports: Ports, topic: Topic, articles: Sequence[Article], title: str, undo: str = "") -> Message:
    readings = ports.store.get_readings([article.id for article in articles])
    judge = judge_of(topic)
    matched = Counter(a.outlet for a in articles if a.id in readings and judge(a, readings[a.id]))
    lines = [
        TopicLine(outlet, f"{count:,} read, {matched[outlet]:,} of them matching{_left(topic, outlet)}")
        for outlet, count in _heard(articles).items()
    ]
    how = undo or f"Change it: /readout outlets {topic.name} only A, B – or: without C – or: all"
    if not lines:
        return notices.said(title, "Nothing was read from its feeds in the last 7 days.", small=how)
    return notices.topics_card(title, lines, how)


def _left(topic: Topic, outlet: str) -> str:
    only = {fold(each) for each in topic.outlets}
    out = (only and fold(outlet) not in only) or fold(outlet) in {fold(mute) for mute in topic.muted}
    return " · left out" if out else ""


def _undo(topic: Topic) -> str:
    """What to type to have it as it was."""
    if topic.outlets:
        return f"Undo: /readout outlets {topic.name} only {', '.join(topic.outlets)}"
    if topic.muted:
        return f"Undo: /readout outlets {topic.name} without {', '.join(topic.muted)}"
    return f"Undo: /readout outlets {topic.name} all"
