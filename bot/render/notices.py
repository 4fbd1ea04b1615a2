"""Everything Readout says beside briefings and answers: cards, lists, help and errors, as Block Kit with a plain text.

Words from outside (topic names, titles, feed errors, what was typed) reach the templates as values and stand only in
rich_text or plain_text; in the fallback text `&`, `<` and `>` are escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.errors import InputError, NotFoundError, ReadoutError
from bot.model import Delivery, DeliveryState, Message
from bot.render.engine import render_blocks
from bot.render.ids import Action
from bot.render.limits import MAX_VALUE, MOST_JSON, json_size

MAX_WORDS = 1500
"""Characters of one text element."""
MAX_LABEL = 74
MAX_ROWS = 40
MAX_FALLBACK = 3000
NOTHING = "–"
"""Stands where a word from outside turned out to hold nothing that can be seen: Slack refuses empty texts."""


@dataclass(frozen=True, slots=True)
class Button:
    """A click on it does what typing `value` after the command would do, unless `action` says otherwise."""

    label: str
    value: str
    style: str = ""
    action: Action = Action.RUN


@dataclass(frozen=True, slots=True)
class NothingFound(Message):
    """A reply that holds nothing of what was asked for."""


@dataclass(frozen=True, slots=True)
class TopicLine:
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class FeedLine:
    name: str
    about: str
    good: bool = True

    @property
    def mark(self) -> str:
        return "✓" if self.good else "✗"


@dataclass(frozen=True, slots=True)
class Headline:
    title: str
    outlet: str
    url: str


@dataclass(frozen=True, slots=True)
class TrackedCard:
    """What a new or changed topic looks like to the person who made it."""

    lead: str
    name: str
    query: str
    timetable: str
    next_runs: tuple[str, ...]
    feeds: tuple[FeedLine, ...]
    matched: str
    more_feeds: int = 0
    outlets: str = ""
    """Which it listens to, where that is not all."""
    headlines: tuple[Headline, ...] = ()
    obstacle: str = ""
    """Why its briefings cannot be posted, and what to do."""


@dataclass(frozen=True, slots=True)
class StatusLine:
    what: str
    found: str
    good: bool = True

    @property
    def mark(self) -> str:
        return "✓" if self.good else "✗"


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A line with a button, to call it wrong unless `action` says otherwise: its words, and what the button carries."""

    value: str
    words: str
    label: str = "Wrong"
    action: Action = Action.WRONG


@dataclass(frozen=True, slots=True)
class Use:
    """One line of the help."""

    typed: str
    does: str


USES = (
    Use("/readout track industrial AI from https://news.example/feed", "follow a topic here, weekdays 08:00 your time"),
    Use(
        '/readout track "Rates" (inflation OR "central bank") NOT football at 7:30 daily',
        "with a query and a time of its own",
    ),
    Use("/readout now industrial AI", "post its briefing now; `now industrial AI 7d`: the last seven days"),
    Use("/readout list", "the topics of this channel and when they are briefed next"),
    Use("/readout show industrial AI", "its query, feeds and latest headlines"),
    Use("/readout edit industrial AI at 17:00 mon-fri", "another time, query or list of feeds"),
    Use("/readout try rates AND (inflation OR prices)", "how many articles of the last 7 days that would find"),
    Use("/readout outlets industrial AI without …", "also `only A, B` and `all`: which outlets it listens to"),
    Use("/readout pause industrial AI", "no briefings until `resume`"),
    Use("/readout delete industrial AI", "stop following it"),
    Use("/readout feed add industrial AI https://…", "also `feed list` and `feed remove`"),
    Use("/readout mute The Touchline", "leave out an outlet or words; `unmute` takes it back"),
    Use("/readout hidden", "the lines called wrong in this workspace, each with an undo"),
    Use("/readout who NAME", "roles over time and what was said, by topic"),
    Use("/readout figure WORDS", "one measure over time, with sources; outlets that differ side by side"),
    Use("/readout ask What did … say about …?", 'an answer that only you see; `ask in "TOPIC" …` asks one topic'),
    Use("/readout status", "whether feeds, briefings and deliveries are well"),
)


def help_card() -> Message:
    text = "\n".join(f"{use.typed} – {use.does}" for use in USES)
    return _notice("help", text, uses=USES)


def said(what: str, details: str = "", buttons: Sequence[Button] = (), small: str = "") -> Message:
    """One or two sentences, with what can be done next."""
    what, details, small = _cut(what, MAX_WORDS), _cut(details, MAX_WORDS), _cut(small, MAX_WORDS)
    text = "\n".join(part for part in (what, details, small) if part)
    return _notice("said", text, what=what, details=details, buttons=buttons, small=small)


def nothing_found(what: str, details: str = "", buttons: Sequence[Button] = ()) -> NothingFound:
    reply = said(what, details, buttons)
    return NothingFound(reply.blocks, reply.text)


def at_work() -> Message:
    """What a command shows that takes longer than a second."""
    return said("Working on it …")


def how_to_ask() -> Message:
    return said("What would you like to know?", "For example: “What did … say about …?” in a briefing’s thread.")


def hello() -> Message:
    """To somebody who writes to the app itself."""
    return said(
        "Hello. I brief channels on topics in the news: who said what, and the key figures, each line with its source.",
        "To begin, in a channel: `/invite @Readout`, then `/readout track industrial AI from https://news.example/feed`.\n"
        "Ask in the thread of a briefing, or with `/readout ask …`: I answer from the topics of that channel.\n"
        "What you track here, in this conversation, is answered here.",
        (Button("What can I type?", "help", "primary"), Button("What is tracked here", "list")),
    )


def nothing_tracked_here(rooms: Sequence[str]) -> Message:
    """To a question in a direct message that no topic could answer. `rooms`: channels whose topics may."""
    where = f"You track topics in {', '.join(rooms)}: ask it there" if rooms else "Ask it in a channel with topics"
    return said(
        "Nothing is tracked in this conversation, so there is nothing that I could answer from.",
        f"{where}, in the thread of a briefing or with `/readout ask …`.\n"
        "To track a topic here: `/readout track industrial AI from https://news.example/feed`.",
        (Button("What can I type?", "help"),),
    )


def error_card(error: ReadoutError, reference: str = "", buttons: Sequence[Button] = ()) -> Message:
    """What happened and what to do; where it was nothing that was typed, with the reference that stands in the log."""
    small = f"Reference {reference}" if reference and not isinstance(error, InputError | NotFoundError) else ""
    return said(str(error), getattr(error, "hint", ""), buttons, small)


def topics_card(title: str, topics: Sequence[TopicLine], small: str = "") -> Message:
    text = "\n".join([title, *(f"• {topic.name} · {topic.about}" for topic in topics[:MAX_ROWS])])
    return _listed("topics", text, topics, title=title, small=small)


def feeds_card(title: str, feeds: Sequence[FeedLine], small: str = "") -> Message:
    text = "\n".join([title, *(_feed_text(feed) for feed in feeds[:MAX_ROWS])])
    return _listed("feeds", text, feeds, title=title, small=small)


def tracked_card(card: TrackedCard, buttons: Sequence[Button] = ()) -> Message:
    return _notice("tracked", tracked_text(card), card=card, buttons=buttons)


def tracked_text(card: TrackedCard) -> str:
    """The card for a terminal."""
    lines = [f"{card.lead} {card.name}", f"Looks for: {card.query}", f"Briefed: {card.timetable}"]
    lines += [card.outlets] if card.outlets else []
    lines += [f"Next: {' · '.join(card.next_runs)}"] if card.next_runs else []
    lines += [_feed_text(feed) for feed in card.feeds]
    lines += [f"… and {card.more_feeds} more feeds"] if card.more_feeds else []
    lines += [f"✗ {card.obstacle}"] if card.obstacle else []
    lines += [card.matched, *(f"• {headline.title} · {headline.outlet}" for headline in card.headlines)]
    return "\n".join(lines)


def lines_card(title: str, lines: Sequence[LineChoice], buttons: Sequence[Button] = ()) -> Message:
    text = "\n".join([title, *(f"• {line.words}" for line in lines)])
    return _notice("lines", text, title=title, lines=lines, buttons=buttons)


def status_card(findings: Sequence[StatusLine]) -> Message:
    text = "\n".join(f"{finding.mark} {finding.what}: {finding.found}" for finding in findings)
    return _notice("status", text, findings=findings)


def set_aside(row: Delivery, hint: str = "", room: str = "") -> Message:
    """To the owner, by direct message: a part was not posted, or may not have been. `room`: the channel's name."""
    small = f"{room or f'Channel {row.channel}'} · reference {row.id[:8]}"
    part = "The briefing" if row.part == 0 and row.request_id is None else "A part of the briefing"
    part = "Your answer" if row.request_id is not None else part
    again = Button("Post it now", row.id, "primary", Action.DELIVER_AGAIN)
    if row.state is DeliveryState.HELD:
        return said(
            f"{part} was sent, but Slack did not say whether it arrived, and I may not read the channel to look.",
            "If you do not see it there, post it again. (The channels:history scope lets me look by myself.)",
            (again, Button("It is there", row.id, "", Action.DISMISS)),
            small=small,
        )
    details = f"Type {hint} in the channel, then:" if hint else f"Slack’s reason: {row.reason}."
    return said(f"{part} could not be posted.", details, (again,), small=small)


def _feed_text(feed: FeedLine) -> str:
    return f"{feed.mark} {feed.name} · {feed.about}"


# ------------------------------------------------------------------ templates


def _listed(name: str, text: str, rows: Sequence[TopicLine] | Sequence[FeedLine], *, title: str, small: str) -> Message:
    """As many rows as one message holds; how many are left out is said."""
    shown = MAX_ROWS
    while True:
        more = f"… and {len(rows) - shown} more. {small}".strip() if len(rows) > shown else small
        message = _notice(name, text, title=title, small=more, **{name: rows[:shown]})
        if shown == 1 or json_size(message.blocks) <= MOST_JSON:
            return message
        shown = min(shown, len(rows)) * 2 // 3 or 1


def _notice(name: str, text: str, **values: object) -> Message:
    blocks = render_blocks(f"notice_{name}", **values)
    return Message(blocks=tuple(_capped(block) for block in blocks), text=_escaped(text))


def _escaped(text: str) -> str:
    """Slack's own three; nothing else is markup in a fallback text."""
    return _cut(text, MAX_FALLBACK).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _capped(node: Any) -> Any:
    """Every text within Slack's limits, every cut shown."""
    if isinstance(node, list):
        return [_capped(item) for item in node]
    if not isinstance(node, Mapping):
        return node
    kept = {key: _capped(value) for key, value in node.items()}
    if isinstance(kept.get("text"), str):
        kept["text"] = _cut(kept["text"], MAX_WORDS) or NOTHING
    if kept.get("type") == "button":
        kept["text"]["text"] = _cut(kept["text"]["text"], MAX_LABEL)
        kept["value"] = kept["value"][:MAX_VALUE] or NOTHING
    return kept


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
