"""Text to figures: cut into sentences, lex, reject, read the context, choose the key ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bot.model import Change, Comparison, Figure, FigureKind, Quote, QuoteKind, Span

from .amounts import Amount
from .comparison import read_comparison
from .context import find_periods, read_change, read_period, read_status
from .currencies import Money
from .forms import read_alone
from .lexer import read_amounts, share_units
from .masks import Masks
from .measures import measures_by_words, squeezed
from .reject import reason_against
from .salience import mark_keys
from .tokens import Token, tokenize
from .tree import Tree

if TYPE_CHECKING:
    from spacy.tokens import Doc

MOST_FIGURES = 2000
MOST_TOKENS = 40_000
"""Figures, and tokens looked at, of one text: the bound on time. A long newspaper feature has 10,000 words."""
_PIECE = 2000
_MONTH = 12
"""How far before a sentence a mask may begin, and behind it end: "Sept." and "7 p.m." can look like the end of one."""
_HAS_NUMBER = re.compile(
    r"[0-9½¼¾⅓⅔]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|"
    r"forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|lakhs?|crores?|half|"
    r"thirds?|quarters?|"
    r"doubl|tripl|trebl|quadrupl|halv|twice|second|first|\w{3,9}fold|\w{3,6}th|scores|tens)",
    re.IGNORECASE,
)


_ASIDE = re.compile(
    r",\s+(?:which|who|whose)\s(?!(?:[^,;]*\s)?(?:would|had|could|might|will|should)\s)[^,;.:“”\"]*$"
    r"|\b(?:says?|said)\s+(?:about\s|around\s|nearly\s|more than\s)?$"
)
"""In reported words before a figure: an aside is the outlet's own unless its tense is that of a report; "Ada Holm says
$5" is Ada Holm's."""
_OR = re.compile(r",? ?(?:or|\() ?(?:about |around |nearly |almost |by |some )?")


class Parsed(NamedTuple):
    """What a figure's own span says, without its context."""

    value: Decimal
    high: Decimal | None
    unit: str
    kind: FigureKind


def read_figures(text: str, doc: Doc | None, quotes: Sequence[Quote], sentences: Sequence[Span]) -> tuple[Figure, ...]:
    """The figures of one English article, in order.

    `doc` covers the text with the same offsets, or is None; with it `measures` is better. `sentences` are the text's;
    without them lines are taken. Time is linear in the text; no text raises.
    """
    money = Money.of(text)
    figures = _carried(list(islice(_figures(text, money, sentences), MOST_FIGURES)), text)
    if doc is not None and figures and doc.has_annotation("DEP"):
        tree = Tree(doc, [figure.span for figure in figures])
        figures = [_measured(figure, tree, text) for figure in figures]
    return tuple(mark_keys([_spoken(figure, quotes, text) for figure in figures], text, sentences))


@lru_cache(maxsize=4_096)
def parse_figure(text: str, unit: str = "") -> Parsed | None:
    """The value of a figure's span read by itself; None where it holds no number.

    "from" in front of two numbers means the first of them. `unit` is the figure's own where it is known: it settles
    what the letter of "100m" stands for.
    """
    tokens = tokenize(text)
    amounts = read_amounts(tokens, text, Money(text, metres=unit.split("/", maxsplit=1)[0] == "m"))
    first = amounts[0] if amounts else read_alone(tokens)
    if first is None:
        return None
    origin = first.high is not None and tokens[0].low == "from"
    return Parsed(first.value, None if origin else first.high, first.unit, first.kind)


def _figures(text: str, money: Money, sentences: Sequence[Span]) -> Iterator[Figure]:
    looked = 0
    for piece in _pieces(text, sentences):
        if looked > MOST_TOKENS:
            return
        if not _HAS_NUMBER.search(text, piece.start, piece.end):
            continue
        tokens = tokenize(text, piece.start, piece.end)
        looked += len(tokens)
        amounts = _kept(text, tokens, read_amounts(tokens, text, money), piece)
        periods = find_periods(text, piece.start, piece.end) if amounts else []
        for amount in share_units(tokens, amounts):
            yield _figure(text, tokens, amount, piece, periods)


def _kept(text: str, tokens: Sequence[Token], amounts: Sequence[Amount], piece: Span) -> list[Amount]:
    """The amounts that are figures and whose spans prove their values."""
    if not amounts:
        return []
    masks = Masks(text, max(piece.start - _MONTH, 0), min(piece.end + _MONTH, len(text)))
    kept = [amount for amount in amounts if not reason_against(tokens, amount, masks)]
    return [amount for amount in kept if _reparses(text, tokens, amount)]


def _reparses(text: str, tokens: Sequence[Token], amount: Amount) -> bool:
    """Whether the span alone says the same value: what cannot be checked by its own words is no figure."""
    said = parse_figure(text[tokens[amount.first].start : tokens[amount.after - 1].end], amount.unit)
    return said is not None and (said.value, said.high) == (amount.value, amount.high)


def _figure(
    text: str, tokens: Sequence[Token], amount: Amount, piece: Span, periods: Sequence[tuple[int, int]]
) -> Figure:
    span = Span(tokens[amount.first].start, tokens[amount.after - 1].end)
    measured = measures_by_words(tokens, amount)
    return Figure(
        span=span,
        value=amount.value,
        high=amount.high,
        unit=amount.unit,
        kind=amount.kind,
        measures=squeezed(measured.of(text)) if measured else "",
        measures_span=measured,
        comparison=read_comparison(text, tokens, amount),
        change=read_change(tokens, amount),
        status=read_status(text, piece.start, span.start, span.end),
        period=read_period(text, periods, span.start, span.end),
    )


def _carried(figures: Sequence[Figure], text: str) -> list[Figure]:
    """What holds of a figure holds of its conversion in brackets, and its change of the "or" figure behind it."""
    carried: list[Figure] = []
    for figure in figures:
        before = carried[-1] if carried else figure
        gap = text[before.span.end : figure.span.start]
        comparison, change = figure.comparison, figure.change
        if comparison is Comparison.EQUAL and gap.strip() in ("(", "/", "(about"):
            comparison = before.comparison
        if change is Change.NONE and _OR.fullmatch(gap):
            change = before.change
        same = comparison is figure.comparison and change is figure.change
        carried.append(figure if same else replace(figure, comparison=comparison, change=change))
    return carried


def _measured(figure: Figure, tree: Tree, text: str) -> Figure:
    """The figure with what the parse says it measures, where it says it."""
    found = [span for span in tree.measures(figure.span, figure.kind) if span.start < span.end]
    if not found:
        return figure
    said = " … ".join(squeezed(span.of(text)) for span in found)
    return replace(figure, measures=said, measures_span=Span(found[0].start, found[-1].end))


def _pieces(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """The sentences, or the lines, cut so that none is longer than `_PIECE`."""
    for sentence in sentences or _lines(text):
        start = sentence.start
        while sentence.end - start > _PIECE:
            cut = text.rfind(" ", start + _PIECE // 2, start + _PIECE)
            cut = start + _PIECE if cut < 0 else cut
            yield Span(start, cut)
            start = cut
        yield Span(start, sentence.end)


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^\n]+", text):
        yield Span(*match.span())


def _spoken(figure: Figure, quotes: Sequence[Quote], text: str) -> Figure:
    """The figure with the speaker of the shortest quote that holds it."""
    best: tuple[int, str] | None = None
    for quote in quotes:
        for span in (*quote.content, *quote.continuation):
            if span.start <= figure.span.start and figure.span.end <= span.end:
                size = span.end - span.start
                before = text[span.start : figure.span.start]
                if (best is None or size < best[0]) and not (
                    quote.kind is QuoteKind.INDIRECT and _ASIDE.search(before)
                ):
                    best = (size, quote.speaker)
    return figure if best is None else replace(figure, speaker=best[1])
