"""What each verb of `/readout` does, and what it answers. It is given the ports, the request and the words after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from bot.errors import InputError, NotFoundError, UnclearError
from bot.feeds.identity import shown_address
from bot.flows import track
from bot.flows.ask import answer_here, readings_of
from bot.flows.brief import brief_now
from bot.flows.collect import collect
from bot.flows.feedback import hidden_here
from bot.flows.figure import tell_figure
from bot.flows.mute import mute_, unmute_
from bot.flows.phrases import TrackWish, is_time_behind, parse_ask, parse_feed_words, parse_now, parse_track, spoken
from bot.flows.sift import outlets_, try_
from bot.flows.status import status_of
from bot.flows.track import Tracked, find_topic, local
from bot.flows.who import tell_who
from bot.log import get_log
from bot.model import FeedState, Message, Request, Run, RunState, Topic
from bot.ports import Ports
from bot.render import notices
from bot.render.answer import Moment, render_answer
from bot.render.limits import MAX_VALUE
from bot.render.notices import Button, FeedLine, TopicLine
from bot.timing.timetable import format_timetable

log = get_log("commands")

Verb = Callable[[Ports, Request, str], Message]

MAX_SHOWN = 40
"""Characters of what was typed that a reply repeats."""
MOST_OFFERED = 5
"""Topics on buttons."""
TRACK_ONE = "/readout track industrial AI from https://…"
MAX_TOPICS = 50
MAX_FEEDS = 500
"""A workspace's quotas: beyond them briefings are no longer short, and polling no longer polite."""


def help_(ports: Ports, request: Request, words: str) -> Message:
    del ports, request, words
    return notices.help_card()


def track_(ports: Ports, request: Request, words: str) -> Message:
    wish = replace(parse_track(words), zone=request.zone or "UTC")
    topics = ports.store.list_topics(request.workspace)
    same = next((t for t in topics if t.channel == request.channel and _alike(t.name, wish.name)), None)
    if same:
        return _already(ports, same, request, wish)
    _check_quota(ports, request, len(topics), len(wish.feeds))
    tracked = track.track_topic(ports, request.workspace, request.channel, request.user, wish)
    return _card(tracked, undo=True)


def _already(ports: Ports, topic: Topic, request: Request, wish: TrackWish) -> Message:
    """A retry of what a crash cut short ends here, too: it shows what there is."""
    if request.attempt > 1 or not (wish.query or wish.at or wish.feeds):
        return _card(track.show_topic(ports, topic, "Tracking"))
    words = request.text.strip().partition(" ")[2]
    return notices.said(
        f"“{topic.name}” is tracked here already.",
        "Shall I change it to this?",
        (Button("Change it", f"edit {words}", "primary"), Button("Show it", f"show #{topic.id}")),
    )


def _check_quota(ports: Ports, request: Request, topics: int, feeds: int) -> None:
    if topics >= MAX_TOPICS:
        raise InputError(f"This workspace tracks {topics} topics, which is the most.", "Delete one that is not read.")
    if len(track.known_feeds(ports, request.workspace)) + feeds > MAX_FEEDS:
        raise InputError(f"That would be more than {MAX_FEEDS} feeds.", "Remove some first: /readout feed list")


def _card(tracked: Tracked, *, undo: bool = False) -> Message:
    reference = f"#{tracked.topic.id}"
    buttons = [Button("Post now", f"now {reference}", "primary")]
    buttons += [Button("Undo", f"delete {reference}")] if undo else [Button("Delete", f"delete {reference}")]
    return notices.tracked_card(tracked.card(), buttons)


def edit_(ports: Ports, request: Request, words: str) -> Message:
    """With a change: makes it. With the topic's name alone: shows it, and how a change is written."""
    if not words:
        return which_topic(_all_here(ports, request))
    wish = parse_track(words)
    named = _with_a_time(ports.store.list_topics(request.workspace, request.channel), wish.name)
    if named:
        return edit_help(named, f"The time in “{_cut(wish.name)}” was not understood.")
    topic = find_topic(ports, request.workspace, request.channel, wish.name)
    if not (wish.query or wish.at or wish.feeds):
        return edit_help(topic)
    return _card(track.edit_topic(ports, topic, wish))


def _with_a_time(known: Sequence[Topic], typed: str) -> Topic | None:
    """The topic with whose name this begins, where no topic has all of it for a name and a time was to follow."""
    if any(_alike(topic.name, typed) for topic in known):
        return None
    return next((topic for topic in known if is_time_behind(topic.name, typed)), None)


def which_topic(topics: Sequence[Topic]) -> Message:
    """Of one topic at once how it is changed; of several it is asked which."""
    if len(topics) == 1:
        return edit_help(topics[0])
    return notices.said("Which topic?", buttons=[Button(t.name, f"edit #{t.id}") for t in topics[:MOST_OFFERED]])


def edit_help(topic: Topic, what: str = "") -> Message:
    """How a change is written, with the commonest ones on buttons; `what`: why this is said."""
    name = f'"{topic.name}"'
    buttons = [Button(f"At {at}", f"edit {name} at {at}") for at in ("08:00 weekdays", "17:00 weekdays", "08:00 daily")]
    return notices.said(
        what or f"How shall “{topic.name}” change?",
        f"Type one of these, or several at once:\n`/readout edit {name} matching {topic.query}`\n"
        f"`/readout edit {name} at 17:00 mon-fri`\n`/readout edit {name} from https://news.example/feed`",
        [*buttons, Button("Show it", f"show #{topic.id}")],
    )


def show_(ports: Ports, request: Request, words: str) -> Message:
    topic = find_topic(ports, request.workspace, request.channel, words)
    return _card(track.show_topic(ports, topic))


def list_(ports: Ports, request: Request, words: str) -> Message:
    del words
    topics = ports.store.list_topics(request.workspace, request.channel)
    elsewhere = len(ports.store.list_topics(request.workspace)) - len(topics)
    also = f"{elsewhere} more in other channels." if elsewhere else ""
    if not topics:
        return notices.said("No topic is tracked in this channel yet.", TRACK_ONE, small=also)
    lines = [TopicLine(topic.name, _about(ports, topic)) for topic in topics]
    return notices.topics_card("Topics of this channel", lines, also)


def _about(ports: Ports, topic: Topic) -> str:
    feeds = len(ports.store.list_topic_feeds(topic.workspace, topic.id))
    due = f"next {local(topic.next_due, topic.timetable.zone)}" if topic.next_due and not topic.paused else "paused"
    return f"{format_timetable(topic.timetable)} · {due} · {feeds} feed{'' if feeds == 1 else 's'} · #{topic.id}"


def now_(ports: Ports, request: Request, words: str) -> Message:
    """One topic, or all of the channel. What its feeds hold is fetched and read first."""
    name, days = parse_now(words)
    topics = [find_topic(ports, request.workspace, request.channel, name)] if name else _all_here(ports, request)
    obstacle = ports.messenger.room_of(request.workspace, request.channel).obstacle
    if obstacle:
        again = Button("Post now", f"now {words}".strip(), "primary")
        return notices.said(f"The briefing on {_names(topics)} cannot be posted.", obstacle, (again,))
    _collect_for(ports, topics)
    run = brief_now(ports, request.workspace, request.channel, topics, key=request.key, days=days)
    ports.queue.wake("deliver")
    return _briefed(ports, run, topics, name)


def _collect_for(ports: Ports, topics: Sequence[Topic]) -> None:
    feeds = {feed.id for topic in topics for feed in ports.store.list_topic_feeds(topic.workspace, topic.id)}
    if feeds:
        collect(ports, feeds=sorted(feeds))


def _lacking(ports: Ports, topics: Sequence[Topic]) -> str:
    """What to type for those that have no feeds."""
    bare = (topic for topic in topics if not ports.store.list_topic_feeds(topic.workspace, topic.id))
    return "\n".join(track.no_feeds(topic, terminal=False) for topic in bare)


def _briefed(ports: Ports, run: Run, topics: Sequence[Topic], name: str) -> Message:
    """What came of it; `name`: the one topic that was named."""
    names = _names(topics)
    if run.state is RunState.FAILED:
        return notices.said(f"The briefing on {names} could not be made.", run.note)
    if run.state is RunState.EMPTY:
        week = Button("The last 7 days", f"now {name} 7d".strip())
        return notices.said(f"Nothing new on {names}.", _lacking(ports, topics), (week,))
    return notices.said(f"The briefing on {names} is on its way.")


def _names(topics: Sequence[Topic]) -> str:
    return ", ".join(f"“{topic.name}”" for topic in topics)


def _all_here(ports: Ports, request: Request) -> list[Topic]:
    topics = ports.store.list_topics(request.workspace, request.channel)
    if not topics:
        raise NotFoundError("No topic is tracked in this channel.", "Make one: /readout track NAME from URL")
    return topics


def pause_(ports: Ports, request: Request, words: str) -> Message:
    topic = track.pause_topic(ports, find_topic(ports, request.workspace, request.channel, words))
    return notices.said(
        f"“{topic.name}” is paused: no briefings until it is resumed. Its news is still collected.",
        buttons=(Button("Resume", f"resume #{topic.id}"),),
    )


def resume_(ports: Ports, request: Request, words: str) -> Message:
    topic = track.resume_topic(ports, find_topic(ports, request.workspace, request.channel, words))
    due = f" The next briefing is on {local(topic.next_due, topic.timetable.zone)}." if topic.next_due else ""
    return notices.said(f"“{topic.name}” goes on.{due}", buttons=(Button("Post now", f"now #{topic.id}"),))


def delete_(ports: Ports, request: Request, words: str) -> Message:
    """The reply holds the command that makes it again."""
    topic = find_topic(ports, request.workspace, request.channel, words)
    feeds = " ".join(feed.url for feed in ports.store.list_topic_feeds(topic.workspace, topic.id))
    track.delete_topic(ports, topic)
    again = f'track "{topic.name}" {topic.query} at {format_timetable(topic.timetable)}'
    again += f" from {feeds}" if feeds else ""
    undo = (Button("Track it again", again),) if len(again) < MAX_VALUE else ()
    return notices.said(f"“{topic.name}” is no longer tracked here. What was posted stays.", buttons=undo)


# ------------------------------------------------------------------ feeds


def feed_(ports: Ports, request: Request, words: str) -> Message:
    action, name, urls = parse_feed_words(words)
    match action:
        case "list" | "":
            return _feed_list(ports, request, name)
        case "add":
            return _feed_add(ports, request, name, urls)
        case "remove" | "delete":
            return _feed_remove(ports, request, name, urls)
    raise InputError(f"I do not know “feed {action}”.", "There are: feed list, feed add NAME URL, feed remove NAME URL")


def _feed_list(ports: Ports, request: Request, name: str) -> Message:
    topics = [find_topic(ports, request.workspace, request.channel, name)] if name else _all_here(ports, request)
    feeds = {feed.id: feed for topic in topics for feed in ports.store.list_topic_feeds(topic.workspace, topic.id)}
    if not feeds:
        return notices.said("There are no feeds yet.", "/readout feed add https://news.example/feed")
    bad = (FeedState.FAILING, FeedState.GONE)
    lines = [
        FeedLine(feed.title or shown, feed.error or f"{feed.state.value} · {shown}", good=feed.state not in bad)
        for feed in feeds.values()
        for shown in (shown_address(feed.url),)
    ]
    return notices.feeds_card(f"Feeds of {_names(topics)}", lines)


def _feed_add(ports: Ports, request: Request, name: str, urls: tuple[str, ...]) -> Message:
    if not urls:
        raise _no_address(ports, request, name, "For example: /readout feed add https://news.example/feed")
    _check_quota(ports, request, 0, len(urls))
    topic = find_topic(ports, request.workspace, request.channel, name)
    results = track.add_feeds(ports, topic, urls)
    lines = [
        FeedLine(result.feed.title or shown_address(result.feed.url), shown_address(result.feed.url))
        if result.feed
        else FeedLine(shown_address(result.url), result.error, good=False)
        for result in results
    ]
    return notices.feeds_card(f"Added to “{topic.name}”" if any(r.feed for r in results) else "Not added", lines)


def _no_address(ports: Ports, request: Request, typed: str, hint: str) -> InputError:
    known = ports.store.list_topics(request.workspace, request.channel)
    is_topic = any(_alike(topic.name, typed) or typed == f"#{topic.id}" for topic in known)
    return InputError(f"“{_cut(typed)}” is no web address." if typed and not is_topic else "Which feed?", hint)


def _feed_remove(ports: Ports, request: Request, name: str, urls: tuple[str, ...]) -> Message:
    if not urls:
        raise _no_address(ports, request, name, "Name its URL: /readout feed remove https://news.example/feed")
    topic = find_topic(ports, request.workspace, request.channel, name)
    followed = ports.store.list_topic_feeds(topic.workspace, topic.id)
    gone = [feed for feed in followed if not {feed.url, shown_address(feed.url)}.isdisjoint(urls)]
    for feed in gone:
        ports.store.delete_topic_feed(topic.workspace, topic.id, feed.id)
    if not gone:
        raise NotFoundError(f"“{topic.name}” does not follow that feed.", "See them: /readout feed list")
    return notices.feeds_card(
        f"No longer in “{topic.name}”",
        [FeedLine(feed.title or shown_address(feed.url), shown_address(feed.url)) for feed in gone],
    )


# ------------------------------------------------------------------ questions and status


def ask_(ports: Ports, request: Request, words: str) -> Message:
    if not words:
        raise InputError("What would you like to know?", "/readout ask What did … say about …?")
    name, question = parse_ask(words)
    topics = ports.store.list_topics(request.workspace, request.channel)
    if not topics:
        return notices.said("No topic is tracked in this channel, so there is nothing to answer from.", TRACK_ONE)
    if name and question:
        topics = [find_topic(ports, request.workspace, request.channel, name)]
    reply = answer_here(ports, request.workspace, topics, spoken(question or words), request.zone)
    return render_answer(reply, readings_of(ports, request.workspace, reply), _moment(ports, request), request.id)


def who_(ports: Ports, request: Request, words: str) -> Message:
    """A name; what is a whole question ("who spoke about the cable?") is answered as one."""
    if words.endswith("?") and not words.casefold().startswith(("is ", "was ")):
        return ask_(ports, request, f"who {words}")
    return tell_who(ports, ports.store.list_topics(request.workspace, request.channel), words, _moment(ports, request))


def figure_(ports: Ports, request: Request, words: str) -> Message:
    topics = ports.store.list_topics(request.workspace, request.channel)
    return tell_figure(ports, topics, words, _moment(ports, request))


def _moment(ports: Ports, request: Request) -> Moment:
    return Moment(ports.clock.now(), request.zone or "UTC")


def hidden_(ports: Ports, request: Request, words: str) -> Message:
    """With a number: from that line on."""
    return hidden_here(ports, request, int(words) if words.isdecimal() else 1)


def status_(ports: Ports, request: Request, words: str) -> Message:
    del words
    return notices.status_card(status_of(ports, request.workspace, request.channel))


VERBS: Mapping[str, Verb] = {
    "help": help_,
    "track": track_,
    "edit": edit_,
    "show": show_,
    "list": list_,
    "now": now_,
    "pause": pause_,
    "resume": resume_,
    "delete": delete_,
    "feed": feed_,
    "mute": mute_,
    "unmute": unmute_,
    "hidden": hidden_,
    "who": who_,
    "figure": figure_,
    "ask": ask_,
    "try": try_,
    "outlets": outlets_,
    "status": status_,
}

OTHER_WORDS: Mapping[str, str] = {
    "": "help",
    "?": "help",
    "follow": "track",
    "add": "track",
    "watch": "track",
    "topics": "list",
    "ls": "list",
    "brief": "now",
    "briefing": "now",
    "post": "now",
    "remove": "delete",
    "stop": "delete",
    "untrack": "delete",
    "change": "edit",
    "unpause": "resume",
    "feeds": "feed",
    "outlet": "outlets",
    "test": "try",
    "preview": "try",
    "health": "status",
    "people": "who",
    "speaker": "who",
    "figures": "figure",
    "number": "figure",
    "numbers": "figure",
}
"""What people type for a verb without a doubt of what they mean."""

IN_OTHER_TONGUES: Mapping[str, str] = {"wer": "who", "qui": "who", "quién": "who", "frage": "ask", "hilfe": "help"}
"""Offered, not done."""


def find_verb(typed: str) -> str:
    """The verb's name; "" where what was typed is none."""
    name = OTHER_WORDS.get(typed, typed)
    return name if name in VERBS else ""


def which_one(error: UnclearError, verb: str, words: str) -> Message:
    """The command again on a button for each topic that may be meant."""
    action, _, rest = words.partition(" ") if verb == "feed" else ("", "", words)
    typed = re.compile(rf"(?<!\w){re.escape(error.typed)}(?!\w)" if error.typed else "^")
    if not typed.search(rest):
        return notices.error_card(error)
    values = [(name, typed.sub(f"{number} ", rest, count=1)) for name, number in error.near[:MOST_OFFERED]]
    buttons = [Button(name, " ".join(f"{verb} {action} {value}".split())) for name, value in values]
    return notices.error_card(error, buttons=[button for button in buttons if len(button.value) < MAX_VALUE])


def unknown_verb(typed: str, words: str) -> Message:
    """The nearest verb on a button; what ends like a question is offered as one."""
    whole = f"{typed} {words}".strip()
    shown = f"“{_cut(typed)}”"
    if whole.endswith("?"):
        ask = Button("Ask it", f"ask {whole}", "primary")
        return notices.said(f"{shown} is no command. Is this a question?", buttons=(ask,))
    near = _nearest_verb(typed)
    value = f"{near} {words}".strip() if near else f"track {whole}"
    buttons = (Button(f"/readout {value}", value, "primary"), Button("Help", "help"))
    what = f"{shown} is no command." + (f" Did you mean “{near}”?" if near else " Shall I track it?")
    return notices.said(what, buttons=buttons if len(value) < MAX_VALUE else buttons[1:])


def _nearest_verb(typed: str) -> str:
    """The verb of the same letters, else of the same meaning, else of nearly the same letters; "" for none."""
    same = next((verb for verb in VERBS if sorted(verb) == sorted(typed)), "")
    near = process.extractOne(typed, list(VERBS), scorer=fuzz.ratio, score_cutoff=50)
    return same or IN_OTHER_TONGUES.get(typed, "") or (str(near[0]) if near else "")


def _cut(typed: str) -> str:
    return f"{typed[:MAX_SHOWN]}…" if len(typed) > MAX_SHOWN else typed


def _alike(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
