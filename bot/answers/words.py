"""Words as questions and sentences are compared: folded, stemmed, without the words that carry no content."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from bot.answers.lexicon import STOP

_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_POSSESSIVE = re.compile(r"'s?\b")
_FLAT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": " ", "\u00a0": " "})
"""Signs of print that would keep a text from being plain ASCII, which folds faster."""
_stemmer = Stemmer.Stemmer("english", 0)
"""Not safe in several threads by itself: each call holds the interpreter's lock from its beginning to its end."""


def fold(text: str) -> str:
    """Lower case, without accents; typographic apostrophes straightened, possessives dropped."""
    flat = text if text.isascii() else _without_accents(text.translate(_FLAT))
    return _POSSESSIVE.sub("", flat.lower()) if "'" in flat else flat.lower()


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word."""
    found: str = _stemmer.stemWord(word)
    return found


def beginning(stem: str) -> str:
    """What every word of that stem begins with: the stemmer puts other letters in place of an ending, two at most."""
    return stem[:-2]


def stems(text: str) -> list[str]:
    """Every word's stem, in order, stop words included."""
    return list(map(stem, _WORD.findall(fold(text))))


def stem_counts(text: str) -> Counter[str]:
    return Counter(stems(text))


def content_words(text: str) -> list[str]:
    """The folded words that carry content, each once, in order."""
    words = (word for word in _WORD.findall(fold(text)) if word not in STOP and (len(word) > 1 or word.isdigit()))
    return list(dict.fromkeys(words))


def first_of_each(words: Iterable[str]) -> dict[str, str]:
    """Stem -> the first word that has it."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(stem(word), word)
    return found
