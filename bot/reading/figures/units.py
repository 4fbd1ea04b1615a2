"""Units of measure: surface forms to canonical symbols, and the per-units."""

from __future__ import annotations

from collections.abc import Sequence

from .tokens import Token, TokenKind, at, glued
from .unit_tables import MULTI, NOT_RATE, ONLY_GLUED, PER_UNITS, SPELLINGS, SYMBOLS, TIMES, WORDS

BELOW = frozenset(PER_UNITS.values()) | {"m3", "m2", "km2", "kWh", "MWh", "GWh", "ft2", "mi2"}
"""What may stand below the line of a measure."""


def _forms() -> dict[tuple[str, ...], str]:
    forms: dict[tuple[str, ...], str] = {}
    for unit, words in WORDS.items():
        for word in words.split():
            parts = tuple(word.split("_"))
            forms[parts] = unit
            if not parts[-1].endswith("s"):
                forms[(*parts[:-1], parts[-1] + "s")] = unit
    for words, unit in MULTI.items():
        forms[tuple(words.split("_"))] = unit
    return forms


_PHRASES = _forms()
_EXACT = {**{symbol: symbol for symbol in SYMBOLS.split()}, **SPELLINGS}
_LONGEST = max(map(len, _PHRASES))
_DASHES = frozenset("-‐‑–")


def read_unit(tokens: Sequence[Token], index: int, *, spaced_ok: bool = True) -> tuple[str, int] | None:
    """(canonical unit, index after it) of the longest unit that starts at `index`, else None.

    `spaced_ok`: whether a symbol that is also a word may stand apart from the number ("2.5 F").
    """
    return _phrase(tokens, index) or _symbol(tokens, index, spaced_ok=spaced_ok)


def _phrase(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    words: list[str] = []
    place, best = index, None
    while len(words) < _LONGEST and at(tokens, place).kind is TokenKind.WORD and at(tokens, place).low:
        words.append(tokens[place].low.removesuffix("'").removesuffix("’"))
        place += 1
        unit = _PHRASES.get(tuple(words))
        if unit is not None:
            best = (unit, place)
        if at(tokens, place).text in _DASHES and glued(tokens, place) and glued(tokens, place + 1):
            place += 1
        elif at(tokens, place).text == ".":
            place += words[-1] in ("sq", "cu", "p", "m")
    return best


def _symbol(tokens: Sequence[Token], index: int, *, spaced_ok: bool) -> tuple[str, int] | None:
    """The longest run of up to four glued tokens that writes a symbol: km/h, °C, m², lb-ft."""
    written, best = "", None
    for place in range(index, min(index + 4, len(tokens))):
        if place > index and not glued(tokens, place):
            break
        written += tokens[place].text
        unit = _EXACT.get(written)
        if unit is None:
            continue
        apart = not glued(tokens, index)
        if apart and written in ONLY_GLUED and not (spaced_ok and written in ("V", "J", "K")):
            continue
        best = (unit, place + 1)
    if best and glued(tokens, best[1]) and at(tokens, best[1]).kind is not TokenKind.MARK:
        return None
    return best


def read_per(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """(unit below the line, index after it): "a barrel", "per share", "/kg", "an ounce", "-a-day"."""
    place = index
    dash = at(tokens, place).text in _DASHES and glued(tokens, place)
    place += dash
    low = at(tokens, place).low
    if low not in ("a", "an", "per", "each", "/", "every"):
        return None
    place += 1
    if at(tokens, place).text in _DASHES:
        place += 1
    word = at(tokens, place)
    whole = _phrase(tokens, place)
    if low == "per" and whole and whole[1] > place + 1:
        return whole
    unit = PER_UNITS.get(word.low)
    if unit is None and low == "per" and word.kind is TokenKind.WORD and word.low.isalpha():
        unit = word.low
    if unit in TIMES and low != "per" and at(tokens, place + 1).low in NOT_RATE:
        return None
    if unit is None or (
        low in ("a", "an", "each", "every") and word.low in ("unit", "child", "student", "car", "game", "t", "g")
    ):
        return None
    return unit, place + 1
