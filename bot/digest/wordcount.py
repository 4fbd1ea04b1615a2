"""Words as a person counts them, and the words by which two texts are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.digest.lexicon import FINITE, PRONOUNS, STOP_WORDS, VAGUE

_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_EMPTY = STOP_WORDS | PRONOUNS | FINITE | VAGUE


def count_words(text: str) -> int:
    """Runs between white space that hold a letter or a digit: "— 3.5 % …" is one word."""
    return sum(any(ch.isalnum() for ch in token.group()) for token in _TOKEN.finditer(text))


def words_of(text: str) -> list[str]:
    """Words in lower case, apostrophes straightened."""
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


@lru_cache(maxsize=4096)
def telling_words(text: str) -> frozenset[str]:
    """The words that carry meaning, plural endings taken off."""
    return frozenset(_singular(word.removesuffix("'s")) for word in words_of(text) if word not in STOP_WORDS)


def substance(text: str) -> float:
    """The share of words that name something in particular, 0..1."""
    words = words_of(text)
    empty = sum(word in _EMPTY or len(word) < 3 for word in words)
    return 1 - empty / len(words) if words else 0.0


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words over all words (Jaccard), 0..1."""
    return len(one & other) / len(one | other) if one or other else 0.0


_NUMBERS = re.compile(r"\d[\d.,]*\d|\d")
_NOT = re.compile(r"\b(?:not|never|no|nobody|nothing|cannot|without)\b|n['’]t\b", re.I)


def is_opposed(one: str, other: str) -> bool:
    """One of them negates, or the numbers are others: the two say different things, however alike their words."""
    numbers, others = set(_NUMBERS.findall(one)), set(_NUMBERS.findall(other))
    return bool(_NOT.search(one)) != bool(_NOT.search(other)) or not (numbers <= others or others <= numbers)


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words over the words of the shorter text, 0..1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
