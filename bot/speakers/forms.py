"""A name as written to what it may be compared by: words without case, diacritics and spelling variants.

Pure and without a memory: the same name always gives the same form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.reading import names
from bot.speakers.variants import ARTICLES, LEGAL_FORMS, LETTERS, SPELLING_OF

_LONGEST = 200
"""Characters of a name that are looked at."""
_GIVEN_HYPHENED = re.compile(r"[A-Z][a-z]+-[a-z]+")
"""A given name as Korean and Chinese ones are hyphened: "Jong-un", "Wei-ling"."""
_SLAVIC = re.compile(r"sk(?:yy|iy|ij|yi|ii|yj|y)$")
_UMLAUT = re.compile(r"(?<=.)(?:ae|oe|ue)(?=.)")
_COURTESY = names.ADDRESSES | {"sheikh"}


@dataclass(frozen=True, slots=True)
class Form:
    """What a written name says. A body has `whole` alone; a person a family name and, where written, given names."""

    whole: str
    """All words, folded."""
    family: str = ""
    given: tuple[str, ...] = ()
    body: bool = False

    @property
    def block(self) -> str:
        """Names of different blocks are never one speaker's: the family name, or a body's whole name after "="."""
        return self.family or f"={self.whole}"

    @property
    def is_initial(self) -> bool:
        return bool(self.given) and len(self.given[0]) == 1


@lru_cache(maxsize=50_000)
def form_of(name: str) -> Form:
    """The form of one name; of several ("A and B") the whole, which is nobody else's."""
    written = name[:_LONGEST].replace("’", "'").split()
    words = [word for piece in _bare(written) for word in _words(piece)]
    if not words:
        return Form(" ".join(fold(name).split()) or name, body=True)
    if _is_body(written):
        return Form(" ".join([SPELLING_OF.get(w, w) for w in words if w not in LEGAL_FORMS] or words), body=True)
    return _person(_bare(written), words)


def fold(text: str) -> str:
    """Lower case without diacritics."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _words(piece: str) -> list[str]:
    """The folded words of one written word: "al-Sisi" is "sisi", "J.K." is "j" and "k"."""
    parts = [part for part in re.split(r"[^\w']+", fold(piece)) if part]
    parts = [part.removesuffix("'s").replace("'", "") for part in parts]
    return [part for part in (parts[1:] if len(parts) > 1 and parts[0] in ARTICLES else parts) if part]


def _bare(written: list[str]) -> list[str]:
    """Without the titles before a name and what stands behind it; a title alone is a name."""
    kept = list(written)
    while len(kept) > 1 and _is_title(kept[0]):
        kept.pop(0)
    while len(kept) > 1 and kept[-1].strip(".,") in names.POST_NOMINALS:
        kept.pop()
    if len(kept) > 2:
        kept = [word for word in kept[:-1] if word.lower() not in {"al", "el"}] + kept[-1:]
    return kept


def _is_title(word: str) -> bool:
    plain = word.lower().rstrip(".")
    return plain in _COURTESY or (word[:1].isupper() and plain in names.TITLES | names.TITLE_PARTS)


def _is_body(written: list[str]) -> bool:
    lower = [word.lower().strip(".,") for word in written]
    if any(word in names.BODIES for word in lower) or not {"of", "for", "and", "&", "the"}.isdisjoint(lower):
        return True
    return len(written) == 1 and len(written[0]) > 1 and written[0].upper() == written[0]


def _person(written: list[str], words: list[str]) -> Form:
    whole = " ".join(words)
    if len(words) == 1:
        return Form(whole, family=_surname(words[0]))
    hyphened = [word for word in written if _GIVEN_HYPHENED.fullmatch(word)]
    if len(written) == 2 and len(hyphened) == 1:
        family = next(word for word in written if word not in hyphened)
        return Form(whole, fold(family), ("".join(_words(hyphened[0])),))
    families = [word for word in words if word in names.FAMILY_FIRST]
    western = names.MALE_NAMES | names.FEMALE_NAMES
    stands = bool(families) and (words[0] in families or len(words) == 2) and len(words) < 5
    # "Kim Clark" is no Clark of the family Kim.
    if stands and western.isdisjoint(words if len(words) == 2 else words[1:]):
        return _family_first(whole, words, families)
    given = ["".join(_words(word)) if "-" in word else word for word in written[:-1]]
    plain = [word for piece in given for word in _words(piece)] + words[-len(_words(written[-1])) : -1]
    return Form(whole, _surname(words[-1]), tuple(SPELLING_OF.get(word, word) for word in plain))


def _family_first(whole: str, words: list[str], families: list[str]) -> Form:
    """Of "Mei Hong" and "Hong Mei" both words are family names: either order gives the same form."""
    family = min(families) if len(words) == 2 else words[0]
    rest = list(words)
    rest.remove(family)
    return Form(whole, family, ("".join(rest),))


def _surname(word: str) -> str:
    """Transliterations of one ending as one: Zelensky, Zelenskyy, Zelenskiy; Müller and Mueller as Muller."""
    plain = _SLAVIC.sub("ski", word)
    if len(plain) > 4:
        plain = _UMLAUT.sub(lambda match: match.group()[0], plain)
    return SPELLING_OF.get(word, plain)
