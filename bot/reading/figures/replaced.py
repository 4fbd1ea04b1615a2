"""Which value of a sentence takes another's place: "lowered to 46 from 52", "5.1, not the 4.2 it had reported"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from bot.model import Figure, FigureKind, Span

_BACK_TO = re.compile(
    r"[\s,(]*(?:[\w’'-]+,?\s){0,8}?(?:from|rather than|instead of|compared (?:with|to)|against|(?:and |, )?not|after)\s"
    r"(?:[\w’'-]+\s){0,5}",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:[\w’'-]+\s){0,2}$", re.IGNORECASE)
_ON_TO = re.compile(r",?\sto\s(?:(?:about|around|nearly|almost|roughly|just|only)\s)*", re.IGNORECASE)


def replaced_values(figure: Figure, others: Iterable[Figure], text: str, sentence: Span) -> frozenset[Decimal]:
    """The values of `others` in this sentence of `text` that the figure takes the place of."""
    return frozenset(
        other.value
        for other in others
        if other.kind is figure.kind
        and of_one_unit(figure, other)
        and sentence.start <= other.span.start < sentence.end
        and _takes_place(figure.span, other.span, text)
    )


def of_one_unit(one: Figure, other: Figure) -> bool:
    """The same, or a count whose noun is not said again: "5.1 million people, not 4.2 million"."""
    return one.unit == other.unit or (one.kind is FigureKind.COUNT and not (one.unit and other.unit))


def _takes_place(new: Span, old: Span, text: str) -> bool:
    if new.end <= old.start:
        return bool(_BACK_TO.fullmatch(text[new.end : old.start]))
    opened = _FROM.search(text[max(0, old.start - 24) : old.start]) or old.of(text).startswith("from ")
    return old.end <= new.start and bool(opened and _ON_TO.fullmatch(text[old.end : new.start]))
