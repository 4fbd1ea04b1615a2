"""`who NAME`: one speaker over time, from the topics of this channel and from no other's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.answers.people import Names, Roles
from bot.digest.digest import QuoteLine
from bot.digest.lines import quote_line
from bot.digest.page import Page
from bot.digest.select import PRINT_FLOOR, is_english, without_repeats
from bot.errors import InputError
from bot.flows.corrections import is_hidden, list_wrong
from bot.model import LineRef, Message, Reading, Scope, Topic
from bot.ports import Ports, SaidRow
from bot.render import notices
from bot.render.answer import Moment
from bot.render.notices import Button
from bot.render.who import RoleLine, TopicSaid, WhoCard, render_who

HISTORY = timedelta(days=366)
"""How far back speakers and figures are followed."""
MAX_NAME = 100
MOST_OFFERED = 5


def tell_who(ports: Ports, topics: Sequence[Topic], name: str, moment: Moment) -> Message:
    """The card of one speaker; which of several is meant; or the nearest names. `topics`: those of one channel.

    Raises InputError without a name.
    """
    name = name.strip(' “”"?.,').removeprefix("is ").strip()
    if not name:
        raise InputError("Who?", "For example: /readout who Haruka Minamoto")
    if not topics:
        return notices.said("No topic is tracked in this channel, so nobody is known here.", "/readout track …")
    workspace = topics[0].workspace
    scope = Scope(workspace, topic_ids=tuple(topic.id for topic in topics), since=moment.now - HISTORY)
    found, near = _meant(ports, scope, name[:MAX_NAME])
    if len(found) > 1:
        return _which(ports, scope, name, found)
    card = _card(ports, topics, found[0], moment) if found else None
    if card is None:
        return _nobody(name, near)
    other = (alias for speaker, alias in ports.store.list_aliases(scope) if speaker == card.speaker)
    return render_who(replace(card, aliases=tuple(sorted({*other} - {card.speaker}))), moment)


def _meant(ports: Ports, scope: Scope, name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(whom the name or the role may mean, the nearest names where it is nobody's)."""
    known = [speaker for speaker, _ in ports.store.list_speakers(scope)]
    found, near = Names(known, ports.store.list_aliases(scope)).meant(name)
    if found:
        exact = tuple(speaker for speaker in found if speaker.casefold() == name.casefold())
        return exact or found, near
    named = set(known)
    roles = Roles([(who, role) for who, role in ports.store.list_roles(scope) if who in named])
    return roles.meant(name), near


def _which(ports: Ports, scope: Scope, name: str, found: Sequence[str]) -> Message:
    counts = dict(ports.store.list_speakers(scope))
    most = sorted(found, key=lambda speaker: -counts.get(speaker, 0))[:MOST_OFFERED]
    buttons = [Button(f"{speaker} ({counts.get(speaker, 0)})", f"who {speaker}") for speaker in most]
    more = f" The {len(most)} most quoted are offered." if len(found) > len(most) else ""
    return notices.said(f"“{name[:MAX_NAME]}” may be {len(found)} speakers. Which one?{more}", buttons=buttons)


def _nobody(name: str, near: Sequence[str]) -> Message:
    what = f"“{name[:MAX_NAME]}” is not quoted in this channel’s topics."
    ask = Button("Ask it as a question", f"ask who {name[:MAX_NAME]}?")
    if not near:
        return notices.nothing_found(what, "Try the surname alone, or ask: /readout ask Who spoke about …?", (ask,))
    nearest = [Button(who, f"who {who}") for who in near[:MOST_OFFERED]]
    return notices.nothing_found(what, "The nearest names:", [*nearest, ask])


# ------------------------------------------------------------------ the card


@dataclass(frozen=True, slots=True)
class _Statement:
    line: QuoteLine
    topic: str


def _card(ports: Ports, topics: Sequence[Topic], speaker: str, moment: Moment) -> WhoCard | None:
    """None where nothing of it can be printed."""
    said = list(_statements(ports, topics, speaker, moment.now - HISTORY))
    if not said:
        return None
    lines = [one.line for one in said]
    groups = {one.topic: tuple(other.line for other in said if other.topic == one.topic) for one in said}
    return WhoCard(
        speaker=speaker,
        roles=tuple(_roles(lines)),
        topics=tuple(TopicSaid(topic, group) for topic, group in groups.items()),
        statements=len(lines),
        articles=len({line.place.article_id for line in lines}),
        outlets=len({line.place.outlet for line in lines}),
        since=min((line.place.when for line in lines if line.place.when), default=None),
    )


def _statements(ports: Ports, topics: Sequence[Topic], speaker: str, since: datetime) -> list[_Statement]:
    """Newest first, each once: an article under the first topic it belongs to, a copied text under its original."""
    kept: dict[int, list[SaidRow]] = {}
    topic_of: dict[int, str] = {}
    for topic in topics:
        scope = Scope(topic.workspace, topic_ids=(topic.id,), since=since)
        for row in ports.store.list_said(scope, speaker):
            if topic_of.setdefault(row.article_id, topic.name) == topic.name:
                kept.setdefault(row.article_id, []).append(row)
    pages = _pages(ports, list(kept))
    wrong = list_wrong(ports.store, topics[0].workspace, list(kept))
    lines = [
        line
        for page in pages
        for row in kept[page.article.id]
        if row.quote.confidence >= PRINT_FLOOR and not is_hidden(LineRef.of_quote(row.article_id, row.quote), wrong)
        if (line := quote_line(page, row.quote, row.number))
    ]
    return [_Statement(line, topic_of[line.place.article_id]) for line in without_repeats(lines, lambda _: speaker)]


def _pages(ports: Ports, article_ids: Sequence[int]) -> list[Page]:
    """Newest first; of a text that several outlets carry the original where it is among them."""
    readings = ports.store.get_readings(article_ids)
    pages = [
        Page(article, readings.get(article.id, Reading())) for article in ports.store.list_articles(list(article_ids))
    ]
    own = {page.article.id for page in pages}
    originals = [page for page in pages if is_english(page) and (page.root == page.article.id or page.root not in own)]
    return sorted(originals, key=lambda page: -(page.article.when.timestamp() if page.article.when else 0.0))


def _roles(lines: Sequence[QuoteLine]) -> list[RoleLine]:
    """Every role as stated, the earliest first."""
    stated: dict[str, list[QuoteLine]] = {}
    for line in sorted(lines, key=lambda line: line.place.when.timestamp() if line.place.when else 0.0):
        if line.role:
            stated.setdefault(line.role.casefold(), []).append(line)
    return [
        RoleLine(
            role=group[-1].role,
            first=group[0].place.when,
            last=group[-1].place.when,
            place=group[-1].place,
            outlets=tuple(dict.fromkeys(line.place.outlet for line in group)),
        )
        for group in stated.values()
    ]
