"""Words as questions and sentences are compared: folded, stemmed, without the words that carry no content."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from bot.answers.lexicon import STOP

_WORD = re.compile(r"\d[\d.,]*\d|\w+")
_stemmer = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """Lower case, without accents; typographic apostrophes straightened, possessives dropped."""
    flat = unicodedata.normalize("NFKD", text.replace("’", "'"))
    flat = "".join(c for c in flat if not unicodedata.combining(c)).lower()
    return re.sub(r"'s?\b", "", flat)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word."""
    stemmed: str = _stemmer.stemWord(word)
    return stemmed


def stems(text: str) -> list[str]:
    """Every word's stem, in order, stop words included."""
    return [stem(word) for word in _WORD.findall(fold(text))]


def content_words(text: str) -> list[str]:
    """The folded words that carry content, each once, in order."""
    words = (word for word in _WORD.findall(fold(text)) if word not in STOP and (len(word) > 1 or word.isdigit()))
    return list(dict.fromkeys(words))
