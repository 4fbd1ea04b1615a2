"""`figure WORDS`: one measure over time, from the topics of this channel and from no other's."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.answers.thesaurus import KIN
from bot.answers.words import content_words, stem
from bot.digest.compare import Valued, differ, same_measure, valued
from bot.digest.lines import figure_line, with_name
from bot.digest.page import Page
from bot.digest.select import is_english
from bot.digest.wordcount import containment
from bot.errors import InputError
from bot.flows.corrections import is_hidden, list_wrong
from bot.flows.who import HISTORY
from bot.model import FigureKind, FigureStatus, LineRef, Message, Reading, Scope, Topic
from bot.ports import FigureRow as Found
from bot.ports import Ports
from bot.reading.figures import replaced_values
from bot.render import notices
from bot.render.answer import Moment
from bot.render.figure import FigureCard, FigureRow, ValueLine, render_figure
from bot.render.filters import date
from bot.render.notices import Button

MOST_FOUND = 200
MOST_OTHERS = 3
MOST_SOUGHT = 24
_IMPLIED: Mapping[FigureKind, frozenset[str]] = {
    FigureKind.MONEY: frozenset(map(stem, ("cost", "price", "bill", "money", "spending", "budget", "worth"))),
    FigureKind.PERCENT: frozenset(map(stem, ("share", "percentage", "percent", "rate"))),
    FigureKind.COUNT: frozenset(map(stem, ("number", "count"))),
}
"""What a figure of a kind is, without its article having to say so."""
_HOLDS_ENOUGH = 0.6
"""Of the words asked for, how many must stand in a figure's measure or sentence."""
_ALIKE = 0.6
_LABEL = 30
_TIMES = frozenset(name.casefold() for name in (*calendar.day_name, *calendar.month_name))
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]{2,}")
_SMALL = re.compile(r"\b[a-z][\w’'-]{2,}")


def tell_figure(ports: Ports, topics: Sequence[Topic], words: str, moment: Moment) -> Message:
    """The table of one measure, or what was searched. `topics`: those of one channel. Raises InputError for no word."""
    asked = _stems(words)
    if not asked:
        raise InputError("Which figure?", "For example: /readout figure AI spending")
    if not topics:
        return notices.said("No topic is tracked in this channel, so no figure is stored here.", "/readout track …")
    scope = Scope(topics[0].workspace, topic_ids=tuple(topic.id for topic in topics), since=moment.now - HISTORY)
    groups = _measures(_candidates(ports, scope, words, asked))
    if not groups:
        searched = len(ports.store.list_scope(scope))
        return notices.nothing_found(
            f"No figure on “{words.strip()[:80]}” is stored in this channel’s topics.",
            f"Searched: {searched} article{'' if searched == 1 else 's'}. A single word finds more.",
        )
    return render_figure(_card(words, groups, moment), moment)


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(words))


# ------------------------------------------------------------------ finding


@dataclass(frozen=True, slots=True)
class _Candidate:
    value: Valued
    near: float
    """How many of the words asked for stand in its measure or, for less, in its sentence; 0 to 1."""


def _candidates(ports: Ports, scope: Scope, words: str, asked: frozenset[str]) -> list[_Candidate]:
    found = ports.store.list_figures(scope, _sought(words, asked), MOST_FOUND)
    numbers = list(dict.fromkeys(row.article_id for row in found))
    readings = ports.store.get_readings(numbers)
    pages = {a.id: Page(a, readings.get(a.id, Reading())) for a in ports.store.list_articles(numbers)}
    wrong = list_wrong(ports.store, scope.workspace, numbers)
    made = [
        _candidate(pages[row.article_id], row, asked)
        for row in found
        if row.article_id in pages and not is_hidden(LineRef.of_figure(row.article_id, row.figure), wrong)
    ]
    return [one for one in made if one and one.near >= _HOLDS_ENOUGH]


def _sought(words: str, asked: frozenset[str]) -> list[str]:
    """The words, then what may stand for them."""
    kin = sorted(other for word in asked for other in KIN.get(word, ()))
    return [*content_words(words), *kin][:MOST_SOUGHT]


def _candidate(page: Page, row: Found, asked: frozenset[str]) -> _Candidate | None:
    """None where it cannot be printed, or repeats another outlet's text."""
    line = figure_line(page, row.figure, row.number) if is_english(page) and page.article.copy_of is None else None
    if line is None:
        return None
    sentence = line.place.sentence
    value = valued(line, row.figure, sentence.of(page.text), page.root, page.article.story_id)
    value = replace(
        value,
        line=with_name(page, line),
        names=(value.names | _named_at_its_head(page)) - _TIMES,
        replaced=replaced_values(row.figure, page.reading.figures, page.text, sentence),
    )
    own, around = _stems(line.measures), _stems(sentence.of(page.text)) | _stems(page.article.title)
    held = sum(_held(word, own, around, row.figure.kind) for word in asked)
    return _Candidate(value, held / len(asked))


def _held(word: str, own: frozenset[str], around: frozenset[str], kind: FigureKind) -> float:
    """How well a stem asked for is met: in the measure, near it, or by what the figure is ("cost": a sum of money)."""
    kin = KIN.get(word, frozenset())
    if word in own:
        return 1.0
    if kin & own:
        return 0.9
    if word in around or word in _IMPLIED.get(kind, ()):
        return 0.7
    return 0.5 if kin & around else 0.0


def _named_at_its_head(page: Page) -> frozenset[str]:
    """Capitalised words of title and first sentence that the text never writes small: what the article is about."""
    small = frozenset(_SMALL.findall(page.text))
    head = f"{page.article.title} {page.sentence_at(0).of(page.text)}"
    return frozenset(word.casefold() for word in _CAPITAL.findall(head) if word.casefold() not in small)


# ------------------------------------------------------------------ one measure


def _measures(candidates: Sequence[_Candidate]) -> list[list[Valued]]:
    """The values by what they measure, the measure nearest to the words first, then the one told most often."""
    ordered = sorted(candidates, key=lambda one: (-one.near, not one.value.line.key, one.value.line.number))
    groups: list[tuple[_Candidate, list[Valued]]] = []
    for one in ordered:
        group = next((values for seed, values in groups if _is_same(seed.value, one.value)), None)
        if group is None:
            groups.append((one, [one.value]))
        else:
            group.append(one.value)
    groups.sort(key=lambda group: (-round(group[0].near, 1), -len(group[1])))
    return [_standing(values) for _, values in groups]


def _is_same(seed: Valued, other: Valued) -> bool:
    """The same kind, unit and direction, of the same somebody, and mostly the same words for what is measured.

    "Revenue" alone says nothing of whose: then the articles must share a name, or tell of one event.
    """
    a, b = seed.figure, other.figure
    if (a.kind, a.unit, a.change) != (b.kind, b.unit, b.change):
        return False
    named = seed.root == other.root or (seed.story is not None and seed.story == other.story)
    named = named or bool(seed.names & other.names)
    return same_measure(seed, other) or (named and containment(seed.telling, other.telling) >= _ALIKE)


def _standing(values: Sequence[Valued]) -> list[Valued]:
    """Without those that the same text says were there before ("to 48 from 46")."""
    gone = {(value.root, old) for value in values for old in value.replaced}
    return [value for value in values if (value.root, value.figure.value) not in gone]


# ------------------------------------------------------------------ the card


def _card(words: str, groups: Sequence[Sequence[Valued]], moment: Moment) -> FigureCard:
    first = groups[0]
    ordered = sorted(first, key=lambda v: v.line.place.when.timestamp() if v.line.place.when else 0.0)
    days: dict[str, list[Valued]] = {}
    for value in ordered:
        days.setdefault(date(value.line.place.when, moment.now, moment.zone), []).append(value)
    return FigureCard(
        asked=words,
        unit=first[0].figure.unit,
        rows=tuple(_row(when, values) for when, values in days.items()),
        values=len(first),
        outlets=len({value.line.place.outlet for value in first}),
        others=_others(words, groups[1:]),
    )


def _others(words: str, groups: Sequence[Sequence[Valued]]) -> tuple[Button, ...]:
    """Other measures whose own words hold one of those asked for; long ones say little on a button."""
    asked = _stems(words)
    named = dict.fromkeys(group[0].line.measures for group in groups if asked & _stems(group[0].line.measures))
    short = [measures for measures in named if len(measures) <= _LABEL and measures.casefold() != words.casefold()]
    return tuple(Button(measures, f"figure {measures}") for measures in short[:MOST_OTHERS])


def _row(when: str, values: Sequence[Valued]) -> FigureRow:
    """One line a value; outlets that give the same are counted."""
    kept: dict[tuple[object, ...], list[Valued]] = {}
    for value in values:
        figure = value.figure
        kept.setdefault((figure.value, figure.high, figure.comparison, figure.status), []).append(value)
    lines = [
        ValueLine(replace(same[0].line, outlets=len({one.line.place.outlet for one in same})), same[0].figure.value)
        for same in kept.values()
    ]
    return FigureRow(when, tuple(lines), _disagree([same[0] for same in kept.values()]))


def _disagree(values: Sequence[Valued]) -> bool:
    """Two outlets give values for the same that exclude each other."""
    told = [value for value in values if value.figure.status is FigureStatus.ACTUAL]
    return any(
        one.line.place.outlet != other.line.place.outlet and differ(one.figure, other.figure)
        for number, one in enumerate(told)
        for other in told[number + 1 :]
    )
