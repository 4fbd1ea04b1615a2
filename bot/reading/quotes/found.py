"""What the frames hand on: a statement as found, before speakers are named and neighbours joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.model import Mode, Polarity, Span


class Frame(StrEnum):
    """How a statement was recognised; each has its own measured confidence."""

    CLAUSE = "clause"
    FRONTED = "fronted"
    PARENTHETICAL = "parenthetical"
    INFINITIVE = "infinitive"
    OBJECT = "object"
    PREPOSITION = "preposition"
    ACCORDING = "according"
    NOMINAL = "nominal"
    MINDED = "minded"
    IMPERSONAL = "impersonal"
    COLON = "colon"
    CUED_MARKS = "cued marks"
    FLOATING = "floating"


@dataclass(frozen=True, slots=True)
class Found:
    """Token indices count in the Doc. `source` is the head token of the speaker's mention."""

    frame: Frame
    content: tuple[Span, ...]
    cue: Span | None = None
    source: int | None = None
    source_span: Span | None = None
    anchor: int = 0
    lemma: str = ""
    polarity: Polarity = Polarity.ASSERTED
    mode: Mode = Mode.STATED
    nested: bool = False
    doubts: tuple[str, ...] = field(default=())
    """Named reasons that lower the confidence."""

    @property
    def start(self) -> int:
        return self.content[0].start

    @property
    def end(self) -> int:
        return max(span.end for span in self.content)
