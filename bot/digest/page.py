"""An article with its reading, as the digest looks at it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from unicodedata import category

from bot.digest.digest import Piece, Place
from bot.digest.links import sentence_url
from bot.digest.marks import Quotation, find_quotations, is_marked
from bot.model import Article, Reading, Span

_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


@dataclass(frozen=True)
class Page:
    """`topic` is the name of the topic it came in by; `changed` are sentences that said something else when quoted."""

    article: Article
    reading: Reading
    topic: str = ""
    changed: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        return self.article.text

    @property
    def root(self) -> int:
        """The article whose text this one carries: its own id unless it is a copy."""
        return self.article.copy_of or self.article.id

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        return tuple(find_quotations(self.article.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.reading.sentences]

    def sentence_at(self, at: int) -> Span:
        """The sentence around this offset; where the reading has none, its line."""
        number = bisect_right(self._starts, at) - 1
        if number >= 0 and at < self.reading.sentences[number].end:
            return self.reading.sentences[number]
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return Span(start, len(self.text) if end < 0 else end)

    def sentences_in(self, span: Span) -> Iterator[Span]:
        """The span, cut where sentences end."""
        at = span.start
        while at < span.end:
            end = min(max(self.sentence_at(at).end, at + 1), span.end)
            yield Span(at, end)
            at = end
            while at < span.end and self.text[at].isspace():
                at += 1

    def next_sentence(self, at: int) -> Span | None:
        """The sentence that begins after this offset in the same paragraph."""
        number = bisect_right(self._starts, at)
        if number >= len(self._starts):
            return None
        sentence = self.reading.sentences[number]
        return None if "\n" in self.text[at : sentence.start] else sentence

    def piece(self, span: Span, *, cut: bool = False) -> Piece:
        return Piece(span, span.of(self.text), is_marked(span, self.quotations), cut)

    def place(self, at: int) -> Place:
        sentence = self.sentence_at(at)
        article = self.article
        outlet = cleaned(article.outlet, 60)
        changed = any(sentence.overlaps(one) for one in self.changed)
        url = sentence_url(article, sentence)
        return Place(article.id, article.version, outlet, url, article.when, sentence, changed)


def printable(words: str) -> bool:
    """No control characters, no direction marks, nothing without a width: what is shown is what stands there."""
    return bool(words.strip()) and not any(category(ch) in _UNSEEN for ch in words)


def cleaned(words: str, longest: int = 300) -> str:
    """A title or name fit to be shown: one line, without unseen characters, cut with "…" above `longest` characters."""
    seen = "".join(
        " " if ch.isspace() else ch for ch in words[: 4 * longest] if ch.isspace() or category(ch) not in _UNSEEN
    )
    line = " ".join(seen.split())
    return line if len(line) <= longest else _cut_at_word(line, longest - 2) + " …"


def _cut_at_word(line: str, longest: int) -> str:
    head = line[:longest]
    return head.rpartition(" ")[0] or head


def all_printable(pieces: Iterable[Piece]) -> bool:
    return all(printable(piece.words) for piece in pieces)
