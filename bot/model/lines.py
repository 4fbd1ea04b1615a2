"""How a line of a briefing or an answer is named when somebody says something of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.model.text import Figure, Quote, Span


class LineKind(StrEnum):
    """What a line of a briefing or an answer shows."""

    QUOTE = "quote"
    FIGURE = "figure"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class LineRef:
    """Names one line, whatever the reading: its article, and where the words it shows stand there."""

    kind: LineKind
    article_id: int
    span: Span

    def __str__(self) -> str:
        return f"{self.kind}|{self.article_id}|{self.span.start}|{self.span.end}"

    @classmethod
    def of_quote(cls, article_id: int, quote: Quote) -> LineRef:
        """From the first word that is shown to the last."""
        spans = (*quote.content, *quote.continuation)
        whole = Span(min(span.start for span in spans), max(span.end for span in spans)) if spans else Span(0, 0)
        return cls(LineKind.QUOTE, article_id, whole)

    @classmethod
    def of_figure(cls, article_id: int, figure: Figure) -> LineRef:
        return cls(LineKind.FIGURE, article_id, figure.span)

    @classmethod
    def of(cls, written: str) -> LineRef | None:
        """Of what `str` wrote; None where it is nothing of the kind."""
        kind, _, numbers = written.partition("|")
        parts = numbers.split("|")
        if kind not in set(LineKind) or len(parts) != 3 or not all(p.isascii() and p.isdecimal() for p in parts):
            return None
        article_id, start, end = map(int, parts)
        return cls(LineKind(kind), article_id, Span(start, end))
