"""An edited article: which quotes and figures of its older text the newest one no longer states. Pure.

Texts are compared by their words, so that neither typography nor line breaks make an edit. What stands in other words
round the same words still stands; a statement given to somebody else does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from bot.model import Alteration, Article, FactKind, Figure, Quote, Reading, Span

LIKE = 0.5
"""A new sentence this like an old one (by words, 0 to 1) took its place."""

_WORD = re.compile(r"\w+(?:[.,’']\w+)*|%|[^\w\s](?=\d)")


def find_alterations(
    versions: Sequence[tuple[Article, Reading]], newest: Article, reading: Reading
) -> list[Alteration]:
    """Of every older version, the facts that the newest text (with its reading) does not state any more."""
    new = _Text(newest.text, reading)
    return [one for article, old in versions for one in _altered(article.version, _Text(article.text, old), new)]


def _altered(version: int, old: _Text, new: _Text) -> Iterator[Alteration]:
    for number, quote in enumerate(old.reading.quotes):
        if not _still_says(old, quote, new):
            span = Span(quote.content[0].start, quote.content[-1].end)
            yield Alteration(version, FactKind.QUOTE, number, span, new.in_place_of(old.sentence_at(span), old))
    for number, figure in enumerate(old.reading.figures):
        if not _still_counts(old, figure, new):
            sentence = old.sentence_at(figure.span)
            yield Alteration(version, FactKind.FIGURE, number, figure.span, new.in_place_of(sentence, old))


def _still_says(old: _Text, quote: Quote, new: _Text) -> bool:
    """The words stand, and nobody else is said to have spoken them."""
    said = [old.words(span) for span in quote.content]
    if not all(new.holds(words) for words in said):
        return False
    speakers = {_folded(other.speaker) for other in new.reading.quotes if new.shares(other.content, said)}
    return not speakers or _folded(quote.speaker) in speakers


def _still_counts(old: _Text, figure: Figure, new: _Text) -> bool:
    """The figure stands with the words that say what it measures, or is read again with the same meaning."""
    measured = figure.measures_span or figure.span
    whole = Span(min(measured.start, figure.span.start), max(measured.end, figure.span.end))
    if figure.measures_span and new.holds(old.words(whole)):
        return True
    if new.holds(old.words(old.sentence_at(figure.span))):
        return True
    return any(_meaning(figure) == _meaning(other) for other in new.reading.figures)


def _meaning(figure: Figure) -> tuple[object, ...]:
    kind = (figure.kind, figure.unit, figure.comparison, figure.change, figure.status)
    return (figure.value, figure.high, _folded(figure.measures), *kind)


@dataclass(frozen=True)
class _Text:
    """A text with its reading, as words."""

    text: str
    reading: Reading

    def words(self, span: Span) -> tuple[str, ...]:
        return _words(span.of(self.text))

    def holds(self, words: Sequence[str]) -> bool:
        """Whether these words stand in the text, one after the other."""
        return f" {' '.join(words)} " in self._line

    def shares(self, content: Iterable[Span], said: Sequence[tuple[str, ...]]) -> bool:
        """Whether one of these spans holds some of what was said, or lies in it."""
        lines = [f" {' '.join(self.words(span))} " for span in content]
        told = [f" {' '.join(words)} " for words in said]
        return any(one in other or other in one for one in lines for other in told)

    def sentence_at(self, span: Span) -> Span:
        """The sentence that holds the span's beginning; the span alone where none does."""
        return next((one for one in self.reading.sentences if one.start <= span.start < one.end), span)

    def in_place_of(self, sentence: Span, old: _Text) -> Span | None:
        """The sentence most like that one of the old text, among those that are new here; None where none is like it.

        Where the sentence itself still stands, it is that.
        """
        words = old.words(sentence)
        for own, span in self._sentences.items():
            if own == words:
                return span
        matcher = SequenceMatcher(a=words, autojunk=False)
        best, found = LIKE, None
        for own, span in self._sentences.items():
            if own in old._sentences:
                continue
            matcher.set_seq2(own)
            if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best and matcher.ratio() >= best:
                best, found = matcher.ratio(), span
        return found

    @cached_property
    def _line(self) -> str:
        return f" {' '.join(_words(self.text))} "

    @cached_property
    def _sentences(self) -> dict[tuple[str, ...], Span]:
        return {self.words(span): span for span in self.reading.sentences}


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'")))


def _folded(text: str) -> str:
    return " ".join(_words(text))
