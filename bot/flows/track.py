"""Topics: track, edit, pause, resume, delete, find again. Every change shows what it means before the next briefing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from shlex import quote

from rapidfuzz import fuzz, process

from bot.errors import InputError, NotFoundError, ReadoutError, UnclearError
from bot.feeds.identity import shown_address
from bot.feeds.match import parse_query, terms_of
from bot.flows.collect import add_feed, collect
from bot.flows.matching import SAMPLE, judge_of, match_topics
from bot.flows.phrases import TrackWish, parse_topic
from bot.log import get_log
from bot.model import PRIVATE, Article, Feed, Reading, Topic, WorkspaceId, run_key
from bot.ports import Ports
from bot.render.notices import FeedLine, Headline, TrackedCard, tracked_text
from bot.timing.timetable import format_timetable, next_due, next_dues, parse_timetable
from bot.timing.zones import load_zone

__all__ = [
    "TrackWish",
    "Tracked",
    "add_feeds",
    "delete_topic",
    "edit_topic",
    "find_topic",
    "known_feeds",
    "no_feeds",
    "pause_topic",
    "resume_topic",
    "rooms_of",
    "show_topic",
    "track_topic",
    "wider",
]

log = get_log("track")

DEFAULT_AT = "08:00"
MAX_FEEDS_SHOWN = 8
MOST_ROOMS = 3
_FEEDS_AT_ONCE = 4

OnProgress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class FeedResult:
    """One URL the person gave: the feed it led to, or why not."""

    url: str
    feed: Feed | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Tracked:
    """What came of a wish: the topic as stored, and everything that is shown of it."""

    topic: Topic
    lead: str
    feeds: tuple[FeedResult, ...]
    matched: tuple[Headline, ...] = ()
    """What belongs to it of the last seven days, newest first: articles, and headlines not fetched yet."""
    waiting: int = 0
    """Headlines among these feeds whose articles are not read yet."""
    next_runs: tuple[datetime, ...] = field(default_factory=tuple)
    obstacle: str = ""
    """Why its briefings could not be posted, were they due now."""

    def card(self, *, terminal: bool = False) -> TrackedCard:
        """`terminal`: commands are named as they are typed there."""
        shown = self.feeds[:MAX_FEEDS_SHOWN]
        return TrackedCard(
            lead=self.lead,
            name=self.topic.name,
            query=self.topic.query,
            timetable=format_timetable(self.topic.timetable) + (", paused" if self.topic.paused else ""),
            next_runs=tuple(local(run, self.topic.timetable.zone) for run in self.next_runs),
            feeds=tuple(_feed_line(result) for result in shown),
            more_feeds=len(self.feeds) - len(shown),
            matched=self._matched_words() if self.feeds else no_feeds(self.topic, terminal=terminal),
            outlets=_outlets_words(self.topic),
            headlines=self.matched[:3],
            obstacle=self.obstacle,
        )

    def _matched_words(self) -> str:
        number = len(self.matched)
        reading = f" ({self.waiting} articles are still being read)" if self.waiting else ""
        if not number:
            return f"Nothing of the last 7 days matches{reading}. {wider(self.topic.query)}"
        return f"{number} of the last 7 days match{'es' if number == 1 else ''}{reading}."

    def __str__(self) -> str:
        return tracked_text(self.card())


def wider(query: str) -> str:
    """How a query that found nothing finds more."""
    terms = terms_of(parse_query(query))
    if len(terms) > 1 or any(" " in words for words, _ in terms):
        return "A wider query finds more: fewer words, or OR between them."
    return "A wider query finds more: another word after OR, or the beginning of one with a star, such as robot*."


def no_feeds(topic: Topic, *, terminal: bool) -> str:
    typed = (
        f"readout feed add URL --topic {quote(topic.name)}" if terminal else f"/readout feed add {topic.name} https://…"
    )
    return f"“{topic.name}” has no feeds yet, so nothing is read for it. Add some: {typed}"


def _outlets_words(topic: Topic) -> str:
    only = f"Only from: {', '.join(topic.outlets)}" if topic.outlets else ""
    out = f"Left out: {', '.join(topic.muted)}" if topic.muted else ""
    return " · ".join(words for words in (only, out) if words)


def local(instant: datetime, zone: str) -> str:
    """Such as "Mon 23 Nov 08:00"."""
    there = instant.astimezone(load_zone(zone))
    return f"{there:%a} {there.day} {there:%b %H:%M}"


def track_topic(
    ports: Ports,
    workspace: WorkspaceId,
    channel: str,
    user: str,
    wish: TrackWish,
    on_progress: OnProgress | None = None,
) -> Tracked:
    """Makes the topic. Its feeds are those the wish names, else all that this workspace knows.

    With `on_progress` the articles are fetched and read at once; else the collect lane does it, and the sample is of
    what is known so far. Raises InputError (QueryError, TimetableError) before anything is stored.
    """
    topic = _wished(ports, Topic(workspace, channel, wish.name, owner=user, created=ports.clock.now()), wish)
    results = _feeds_for(ports, workspace, wish.feeds)
    if wish.feeds and not any(result.feed for result in results):
        raise InputError(f"None of these feeds can be read: {_reasons(results)}", "Check the addresses in a browser.")
    stored = ports.store.add_topic(topic)
    _follow(ports, stored, results)
    log.info("tracked", topic=stored.id, feeds=len(results))
    return _shown(ports, stored, "Tracking", results, on_progress)


def edit_topic(ports: Ports, topic: Topic, wish: TrackWish, on_progress: OnProgress | None = None) -> Tracked:
    """Changes what the wish names; new feeds are added. A new time holds from the next briefing on."""
    changed = _wished(ports, topic, wish)
    results = _feeds_for(ports, topic.workspace, wish.feeds) if wish.feeds else []
    ports.store.mark_topic(changed)
    _follow(ports, changed, results)
    return show_topic(ports, changed, "Changed:", on_progress, [result for result in results if result.feed is None])


def show_topic(
    ports: Ports,
    topic: Topic,
    lead: str = "Topic",
    on_progress: OnProgress | None = None,
    refused: Sequence[FeedResult] = (),
) -> Tracked:
    followed = [_known(feed) for feed in ports.store.list_topic_feeds(topic.workspace, topic.id)]
    return _shown(ports, topic, lead, [*refused, *followed], on_progress)


def pause_topic(ports: Ports, topic: Topic) -> Topic:
    paused = replace(topic, paused=True)
    ports.store.mark_topic(paused)
    return paused


def resume_topic(ports: Ports, topic: Topic) -> Topic:
    """Briefings go on with the next time of the timetable; what was missed meanwhile is in its window."""
    resumed = _due_next(ports, replace(topic, paused=False))
    ports.store.mark_topic(resumed)
    return resumed


def delete_topic(ports: Ports, topic: Topic) -> bool:
    return ports.store.delete_topic(topic.workspace, topic.id)


def find_topic(ports: Ports, workspace: WorkspaceId, channel: str, words: str) -> Topic:
    """By name in any case, by #number, or the channel's only one where nothing is named.

    Raises NotFoundError that names the nearest.
    """
    known = ports.store.list_topics(workspace, channel)
    name = parse_topic(words)
    found = next((t for t in known if name.casefold() == t.name.casefold() or name == f"#{t.id}"), None)
    if found is None and not name and len(known) == 1:
        found = known[0]
    if found is not None:
        return found
    if not known:
        raise NotFoundError("No topic is tracked in this channel.", "Make one: /readout track NAME from URL")
    near = process.extractOne(name, [t.name for t in known], scorer=fuzz.WRatio, score_cutoff=60) if name else None
    meant = [known[near[2]]] if near else known[:10]
    hint = f"Did you mean “{near[0]}”?" if near else "Here are: " + ", ".join(f"“{t.name}”" for t in meant) + "."
    what = f"There is no topic “{name}” in this channel." if name else "Which topic?"
    raise UnclearError(what, hint, name, tuple((topic.name, f"#{topic.id}") for topic in meant))


def rooms_of(ports: Ports, workspace: WorkspaceId, user: str) -> list[str]:
    """The names of up to three channels in which this person tracks topics, where the messenger knows them."""
    owned = (topic.channel for topic in ports.store.list_topics(workspace) if user and topic.owner == user)
    channels = list(dict.fromkeys(owned))[:MOST_ROOMS]
    names = (ports.messenger.room_of(workspace, channel).name for channel in channels)
    return [name for name in names if name]


# ------------------------------------------------------------------ from wish to topic


def _wished(ports: Ports, topic: Topic, wish: TrackWish) -> Topic:
    """The topic with the wish's query and time; what the wish leaves open stays, or gets the default."""
    if not wish.name.strip():
        raise InputError("A topic needs a name.", "Its words are what it looks for, unless a query is given.")
    query = wish.query or topic.query or wish.name
    parse_query(query)
    changed = replace(topic, query=query)
    if topic.id and not wish.at:
        return changed
    zone = wish.zone or topic.timetable.zone
    days = topic.timetable.weekdays  # an edit that names a time alone keeps its days
    timed = replace(changed, timetable=parse_timetable(wish.at or DEFAULT_AT, zone, days))
    return _due_next(ports, timed, _given_today(ports, topic) if topic.id else None)


def _given_today(ports: Ports, topic: Topic) -> tuple[date, str] | None:
    """The topic's last run of the present local date: after it, a changed time holds from the next date on."""
    today = ports.clock.now().astimezone(load_zone(topic.timetable.zone)).date()
    slots = [f"{at:%H:%M}" for at in sorted(topic.timetable.times)]
    keys = {slot: run_key(topic.workspace, topic.channel, today, slot) for slot in slots}
    given = [slot for slot in slots if (run := ports.store.get_run(keys[slot])) and topic.id in run.topic_ids]
    return (today, given[-1]) if given else None


def _due_next(ports: Ports, topic: Topic, last: tuple[date, str] | None = None) -> Topic:
    due = next_due(topic.timetable, ports.clock.now(), last)
    return replace(topic, next_due=due.instant, due_date=due.date, due_slot=due.slot)


def _feeds_for(ports: Ports, workspace: WorkspaceId, urls: Sequence[str]) -> list[FeedResult]:
    if not urls:
        return [_known(feed) for feed in known_feeds(ports, workspace)]
    with ThreadPoolExecutor(_FEEDS_AT_ONCE, thread_name_prefix="feed") as pool:
        return [result for some in pool.map(lambda url: _try_feed(ports, workspace, url), urls) for result in some]


def known_feeds(ports: Ports, workspace: WorkspaceId) -> list[Feed]:
    """The feeds of the workspace's topics, and those that no topic of any workspace follows: an operator added them."""
    own = {feed.id for topic in ports.store.list_topics(workspace) for feed in _feeds_of(ports, topic)}
    everything = ports.store.list_feeds()
    return [feed for feed in everything if feed.id in own or _is_everybodys(ports, feed)]


def _is_everybodys(ports: Ports, feed: Feed) -> bool:
    return PRIVATE not in feed.url and not ports.store.list_feed_topics(feed.id)


def _feeds_of(ports: Ports, topic: Topic) -> list[Feed]:
    return ports.store.list_topic_feeds(topic.workspace, topic.id)


def _try_feed(ports: Ports, workspace: WorkspaceId, url: str) -> list[FeedResult]:
    try:
        return [FeedResult(url, feed) for feed in add_feed(ports, url, workspace)]
    except ReadoutError as error:
        return [FeedResult(url, error=str(error))]


def _known(feed: Feed) -> FeedResult:
    return FeedResult(feed.url, feed)


def _follow(ports: Ports, topic: Topic, results: Sequence[FeedResult]) -> None:
    for result in results:
        if result.feed is not None:
            ports.store.add_topic_feed(topic.workspace, topic.id, result.feed.id)


def add_feeds(ports: Ports, topic: Topic, urls: Sequence[str]) -> list[FeedResult]:
    """Adds each URL's feed to the topic, or says why not."""
    results = _feeds_for(ports, topic.workspace, urls)
    _follow(ports, topic, results)
    ports.queue.wake("collect")
    return results


def _reasons(results: Sequence[FeedResult]) -> str:
    return "; ".join(f"{result.url} – {result.error}" for result in results if result.error)


# ------------------------------------------------------------------ what is shown


def _shown(
    ports: Ports, topic: Topic, lead: str, results: Sequence[FeedResult], on_progress: OnProgress | None
) -> Tracked:
    feed_ids = [result.feed.id for result in results if result.feed]
    if on_progress is not None and feed_ids:
        collect(ports, feeds=feed_ids, on_progress=on_progress)
    match_topics(ports, [topic])
    matched, waiting = _sample(ports, topic, feed_ids)
    if on_progress is None:
        ports.queue.wake(
            "collect"
        )  # not before the sample: an article that is just being read is in neither half of it
    runs = () if topic.paused else tuple(due.instant for due in next_dues(topic.timetable, ports.clock.now(), 3))
    obstacle = ports.messenger.room_of(topic.workspace, topic.channel).obstacle
    return Tracked(topic, lead, tuple(results), matched, waiting, runs, obstacle)


def _sample(ports: Ports, topic: Topic, feed_ids: Sequence[int]) -> tuple[tuple[Headline, ...], int]:
    """What matches of the last seven days: stored articles by their text, waiting items by headline and summary."""
    now = ports.clock.now()
    articles = ports.store.list_topic_articles(topic.workspace, topic.id, now - SAMPLE, now)
    found = [Headline(article.title, article.outlet, article.url) for article in articles]
    if not feed_ids:
        return tuple(found), 0
    judge = judge_of(topic)
    waiting = ports.store.list_items_to_fetch(now, 500, feed_ids)
    for stored in waiting:
        item = stored.item
        told = Article(item.url, item.title, item.full_text or item.summary, "")
        if (item.published or now) >= now - SAMPLE and judge(told, Reading()):
            found.append(Headline(item.title, "just announced", item.url))
    return tuple(found), len(waiting)


def _feed_line(result: FeedResult) -> FeedLine:
    feed = result.feed
    if feed is None:
        return FeedLine(shown_address(result.url), result.error, good=False)
    address = shown_address(feed.url)
    if feed.error:
        return FeedLine(feed.title or address, feed.error, good=False)
    name = feed.title or address
    return FeedLine(name, feed.outlet if feed.outlet and feed.outlet != name else address)
