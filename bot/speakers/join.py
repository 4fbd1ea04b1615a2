"""Which sightings are one speaker's: pure, the same in any order, each join with its reason.

Two given names are never one person's, and a surname alone is nobody's: it is joined by the office stated beside it,
where one person alone holds that. One full name is one person, unless its roles are of callings that exclude each other
at the same time (docs/adr/0012-one-speaker.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bot.model import JoinedSpeaker, Sighting
from bot.speakers.forms import Form, form_of
from bot.speakers.offices import apart, calling_of, offices_of, share

SAME, SPELLING, MIDDLE = "same name", "another spelling", "middle name"
INITIAL, SURNAME, ABBREVIATION = "initial and office", "surname and office", "stated abbreviation"


@dataclass(slots=True)
class _Group:
    """Sightings taken for one speaker's. `forms` are the full ones."""

    forms: list[Form]
    sightings: list[Sighting] = field(default_factory=list)
    why: dict[str, str] = field(default_factory=dict)
    label: str = ""
    """The calling that tells it from others of its name."""


def join(sightings: Collection[Sighting]) -> list[JoinedSpeaker]:
    """The speakers of one block (`block_of`), by name. Every sighting is in exactly one of them."""
    ordered = sorted(set(sightings), key=_order)
    forms = {one.name: form_of(one.name) for one in ordered}
    if any(form.body for form in forms.values()):
        return [_body(ordered, forms)]
    full = [one for one in ordered if forms[one.name].given and not forms[one.name].is_initial]
    groups = _same_names(full, forms)
    groups = [part for group in _with_middles(groups) for part in _parted(group)]
    groups += _by_office([one for one in ordered if forms[one.name].is_initial], forms, groups, INITIAL)
    groups += _by_office([one for one in ordered if not forms[one.name].given], forms, groups, SURNAME)
    return sorted((_joined(group, forms) for group in groups), key=lambda one: (one.name, one.said))


def _order(one: Sighting) -> tuple[object, ...]:
    return (one.when, one.article_id, one.name, one.role, one.organisation)


# ------------------------------------------------------------------ bodies


def _body(ordered: Sequence[Sighting], forms: dict[str, Form]) -> JoinedSpeaker:
    """A block of bodies is one body: its name in full, and what the articles abbreviate it to."""
    words = max(len(form.whole.split()) for form in forms.values())
    full = {name for name, form in forms.items() if len(form.whole.split()) == words}
    group = _Group([], list(ordered), {name: SPELLING if name in full else ABBREVIATION for name in forms})
    return _joined(group, forms, full)


# ------------------------------------------------------------------ full names


def _same_names(full: Sequence[Sighting], forms: dict[str, Form]) -> list[_Group]:
    groups: dict[str, _Group] = {}
    for one in full:
        form = forms[one.name]
        group = groups.setdefault("".join(form.given), _Group([]))
        group.forms.append(form)
        group.sightings.append(one)
        group.why[one.name] = SPELLING
    for group in groups.values():
        group.forms = sorted(set(group.forms), key=lambda form: (-len(form.given), form.given, form.whole))
    return [groups[given] for given in sorted(groups)]


def _with_middles(groups: Sequence[_Group]) -> list[_Group]:
    """A shorter form goes with the longer ones of its first name, where those do not differ among themselves."""
    kept: list[_Group] = []
    for group in sorted(groups, key=_fullest_first):
        longer = [other for other in kept if _is_short_for(group, other)]
        if len(longer) == 1:
            longer[0].sightings += group.sightings
            longer[0].why |= dict.fromkeys(group.why, MIDDLE)
            longer[0].forms += group.forms
        else:
            kept.append(group)
    return kept


def _fullest_first(group: _Group) -> tuple[int, int, tuple[str, ...]]:
    given = group.forms[0].given
    return (-len(given), -len("".join(given)), given)


def _is_short_for(group: _Group, other: _Group) -> bool:
    """Whether the given names are the other's, some as initials or left out: "John", "John Q" for "John Quincy".

    A second given name in full is often half of the first ("Jean Paul"): it is left out only where the offices agree.
    """
    short, long = group.forms[0].given, other.forms[0].given
    if short[0] != long[0] or len(short) > len(long):
        return False
    pairs = zip(short[1:], long[1:], strict=False)
    if not all(word == more or (len(word) == 1 and more.startswith(word)) for word, more in pairs):
        return False
    initials = len(short) == len(long) or all(len(word) == 1 for word in long[1:])
    return initials or share(offices_of(group.sightings), offices_of(other.sightings))


def _parted(group: _Group) -> list[_Group]:
    """The people of one full name: one, unless the callings of its roles exclude each other at the same time."""
    by_calling: defaultdict[str, list[Sighting]] = defaultdict(list)
    for quoted in _quoted(group.sightings):
        told = {calling for one in quoted if (calling := calling_of(one))}
        by_calling[told.pop() if len(told) == 1 else ""] += quoted
    callings = sorted(calling for calling in by_calling if calling)
    pairs = list(combinations(callings, 2))
    if not pairs or not all(apart(by_calling[one], by_calling[other]) for one, other in pairs):
        return [group]
    return [_part(group, by_calling[calling], calling) for calling in sorted(by_calling)]


def _quoted(sightings: Iterable[Sighting]) -> list[list[Sighting]]:
    """The sightings of one name in one article together: they are of one person."""
    together: defaultdict[tuple[int, str], list[Sighting]] = defaultdict(list)
    for one in sightings:
        together[one.article_id, one.name].append(one)
    return list(together.values())


def _part(group: _Group, sightings: list[Sighting], calling: str) -> _Group:
    present = {one.name for one in sightings}
    why = {name: reason for name, reason in group.why.items() if name in present}
    return _Group(group.forms, sightings, why, _told(sightings) if calling else "")


def _told(sightings: Iterable[Sighting]) -> str:
    """The role most often stated, to tell one from another of the same name."""
    counts = Counter(one.role for one in sightings)
    return min(counts, key=lambda role: (-counts[role], len(role), role))


# ------------------------------------------------------------------ names that are not whole


def _by_office(some: Sequence[Sighting], forms: dict[str, Form], groups: Sequence[_Group], why: str) -> list[_Group]:
    """Gives each to the one person whose name and office it fits; the others stay by themselves, a group a name."""
    own: dict[str, _Group] = {}
    taken: list[tuple[_Group, list[Sighting]]] = []
    held = [(group, offices_of(group.sightings)) for group in groups]
    for quoted in _quoted(some):
        form = forms[quoted[0].name]
        offices = offices_of(quoted)
        fits = [group for group, their in held if offices and _may_be(form, group) and share(offices, their)]
        if len(fits) == 1:
            taken.append((fits[0], quoted))
        else:
            group = own.setdefault(form.whole, _Group([form]))
            group.sightings += quoted
            group.why[quoted[0].name] = SPELLING
    for group, quoted in taken:
        group.sightings += quoted
        group.why.setdefault(quoted[0].name, why)
    return [own[whole] for whole in sorted(own)]


def _may_be(form: Form, group: _Group) -> bool:
    """A surname alone may be anybody's of that name; initials want to be those of the given names."""
    if not form.given:
        return True
    return any(
        len(form.given) <= len(full.given)
        and all(word.startswith(initial) for initial, word in zip(form.given, full.given, strict=False))
        for full in group.forms
    )


# ------------------------------------------------------------------ the result


def _joined(group: _Group, forms: dict[str, Form], full: Collection[str] = ()) -> JoinedSpeaker:
    said = {(one.article_id, one.name) for one in group.sightings}
    counts = Counter(name for _, name in said)
    whole = full or [name for name in counts if group.why[name] in {SPELLING, MIDDLE}] or counts
    shown = min(whole, key=lambda name: (-counts[name], -len(name), name))
    plain = forms[shown].whole
    aliases = [(name, SAME if forms[name].whole == plain else group.why[name]) for name in counts]
    label = f" ({group.label})" if group.label else ""
    return JoinedSpeaker(shown + label, tuple(sorted(said)), tuple(sorted(aliases)))
