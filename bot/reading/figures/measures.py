"""What a figure measures, in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import FigureKind, Span

from .amounts import Amount
from .direction import DIRECTION
from .nouns import STOPS
from .tokens import Token, TokenKind, at

_LINK = frozenset("is was are were has had have be been will would could can may might do does did".split())
_TRIMMED = frozenset(
    "a an the its their his her our my this that these those about around nearly almost some over more less than "
    "to from by at "
    "of in on for with up down and but while or as meanwhile however also said just only least".split()
)
_BREAKS = frozenset(
    "but while whereas and after before when which who that as if because though although with where".split()
)
_LONGEST = 14


def measures_by_words(tokens: Sequence[Token], amount: Amount) -> Span | None:
    """Without a parse: the noun phrase right of the figure, else what stands left of the clause's verb."""
    if amount.kind in (FigureKind.PERCENT, FigureKind.RATIO, FigureKind.MONEY, FigureKind.MEASURE):
        span = _right(tokens, amount)
        if span:
            return span
    return _left(tokens, amount) or _right(tokens, amount) or _own_noun(tokens, amount)


def _right(tokens: Sequence[Token], amount: Amount) -> Span | None:
    first = amount.after
    opened = at(tokens, first).low
    if opened in ("of", "in") or (opened == "for" and amount.kind is FigureKind.MONEY):
        first += 1
    elif at(tokens, first).kind is not TokenKind.WORD or opened in STOPS:
        return None
    return _run(tokens, first)


def _run(tokens: Sequence[Token], first: int) -> Span | None:
    """The words from `first` up to a stop word, a mark or a verb of change."""
    while at(tokens, first).low in _TRIMMED and at(tokens, first).low:
        first += 1
    last = first
    while last < first + _LONGEST:
        token = at(tokens, last)
        linked = token.low in ("of", "and", "in", "for", "the", "-", "’", "'") and last > first
        if not linked and (token.kind is TokenKind.MARK or token.low in STOPS or token.low in _LINK or not token.low):
            break
        last += 1
    while last > first and (tokens[last - 1].low in _TRIMMED or tokens[last - 1].kind is TokenKind.MARK):
        last -= 1
    return Span(tokens[first].start, tokens[last - 1].end) if last > first else None


def _left(tokens: Sequence[Token], amount: Amount) -> Span | None:
    begin = amount.first
    while begin > 0 and begin > amount.first - 30:
        before = tokens[begin - 1]
        if before.text in ".;:—–()" or before.low in _BREAKS:
            break
        begin -= 1
    while begin < amount.first and (tokens[begin].low in _TRIMMED or tokens[begin].text in ",“\"'"):
        begin += 1
    last = begin
    while last < amount.first and not _is_verb(tokens[last]):
        last += 1
    while last > begin and (tokens[last - 1].low in _TRIMMED or tokens[last - 1].kind is TokenKind.MARK):
        last -= 1
    if last <= begin or tokens[begin].low in ("it", "he", "she", "they", "we", "i", "you", "there"):
        return None
    return Span(tokens[begin].start, tokens[min(last, begin + _LONGEST) - 1].end)


def _is_verb(token: Token) -> bool:
    low = token.low
    return (
        low in _LINK
        or low in DIRECTION
        or (low.endswith("ed") and len(low) > 4)
        or low in ("said", "says", "cost", "costs")
    )


def _own_noun(tokens: Sequence[Token], amount: Amount) -> Span | None:
    if not amount.noun or amount.numeral is None or amount.numeral.after >= amount.after:
        return None
    return Span(tokens[amount.numeral.after].start, tokens[amount.after - 1].end)


def squeezed(text: str) -> str:
    """One line, single spaces."""
    return re.sub(r"\s+", " ", text).strip()
