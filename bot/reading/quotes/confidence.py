"""How far a quote is to be trusted: how it was found, and how its speaker was named.

The figures per frame are the share of quotes with the right content *and* speaker, counted on annotated news and
rounded to 0.05; a pronoun adds its own doubt. `PRINT_FLOOR` is where a quote stops being
worth a line of a briefing: below it nearly every second one is wrong (docs/reading.md has the shares).
"""

from __future__ import annotations

from bot.reading.mentions import Named
from bot.reading.quotes.found import Found, Frame

PRINT_FLOOR = 0.55
"""Quotes with less confidence are stored and never printed."""

FRAMES = {
    Frame.FRONTED: 0.95,
    Frame.CLAUSE: 0.9,
    Frame.PARENTHETICAL: 0.9,
    Frame.ACCORDING: 0.85,
    Frame.CUED_MARKS: 0.7,
    Frame.OBJECT: 0.75,
    Frame.PREPOSITION: 0.7,
    Frame.INFINITIVE: 0.75,
    Frame.COLON: 0.75,
    Frame.NOMINAL: 0.65,
    Frame.MINDED: 0.8,
    Frame.IMPERSONAL: 0.6,
    Frame.FLOATING: 0.7,
}
DOUBTS = {
    "new paragraph": 0.8,
    "new sentence": 0.95,
    "background": 0.8,
    "headline": 0.7,
    "lost cue": 0.8,
    "no speaker": 0.6,
    "infinitive": 0.6,
    "swallowed": 0.6,
    "relative": 0.6,
}


def confidence(found: Found, named: Named) -> float:
    """0..1, to be read as the chance that content and speaker are both right."""
    value = FRAMES[found.frame] * named.confidence
    for doubt in found.doubts:
        value *= DOUBTS.get(doubt, 1.0)
    return round(value, 3)
