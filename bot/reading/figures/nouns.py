"""The counted noun to the right of a number, without a parse: words up to the first plural, and their singular."""

from __future__ import annotations

from collections.abc import Sequence

from .numerals import NUMBER_WORDS
from .tokens import Token, TokenKind, at, glued, is_name

PLURALS = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "policemen": "policeman",
    "firemen": "fireman",
    "fishermen": "fisherman",
    "businessmen": "businessman",
    "servicemen": "serviceman",
    "congressmen": "congressman",
    "lawmen": "lawman",
    "gunmen": "gunman",
    "workmen": "workman",
    "salesmen": "salesman",
    "spokesmen": "spokesman",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "oxen": "ox",
    "staff": "staff",
    "police": "police",
    "cattle": "cattle",
    "sheep": "sheep",
    "fish": "fish",
    "salmon": "salmon",
    "deer": "deer",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "species": "species",
    "series": "series",
    "troops": "troop",
    "personnel": "personnel",
    "youth": "youth",
    "crew": "crew",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "bacteria": "bacterium",
    "media": "medium",
    "data": "data",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "wolves": "wolf",
    "halves": "half",
    "shelves": "shelf",
    "thieves": "thief",
    "leaves": "leaf",
    "loaves": "loaf",
    "calves": "calf",
    "hooves": "hoof",
    "movies": "movie",
    "cookies": "cookie",
    "zombies": "zombie",
    "calories": "calorie",
    "ties": "tie",
    "lies": "lie",
    "pies": "pie",
    "heroes": "hero",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "crises": "crisis",
    "analyses": "analysis",
    "theses": "thesis",
    "diagnoses": "diagnosis",
    "buses": "bus",
    "viruses": "virus",
    "bonuses": "bonus",
    "campuses": "campus",
    "gases": "gas",
    "lenses": "lens",
    "cases": "case",
    "houses": "house",
    "nurses": "nurse",
    "horses": "horse",
    "businesses": "business",
    "inches": "inch",
    "times": "time",
}
_NOT_PLURAL = frozenset(
    "is was has as its his this thus yes us across less always perhaps besides previous various serious religious "
    "numerous famous dangerous plus versus afterwards towards sometimes unless does goes says business news politics "
    "economics physics gross cross class press access process success progress consecutive glass mass loss boss "
    "indigenous ambitious simultaneous continuous controversial continuous hours' these those".split()
)
STOPS = frozenset(
    "a about above according after against ago ahead all along alongside also although am amid among an and another "
    "any apart are around as at "
    "away back be because been before being below between both but by came can cannot come compared could did do "
    "does done "
    "down during each earlier either else even ever every except far few for former from get go goes going gone "
    "got had has "
    "have he her here him his how however if in including into is it its itself just last later least less like "
    "made make "
    "many may me might more most much must my near nearly never next no nor not now of off on once one only onto "
    "or our out "
    "over own per rather said same say says see seen she should since so some still such take taken than that "
    "the their "
    "them themselves then there these they this those though through throughout till to together too took toward "
    "towards "
    "under unless until up upon us very via was we well went were what when where whereas whether which while who whom "
    "whose why will with within without would yet you your past versus vs am pm noon midnight today tomorrow "
    "yesterday monday tuesday "
    "wednesday thursday friday saturday sunday percent per".split()
)
_QUANTIFIED = frozenset("most more other own such".split())
"""Stop words that may stand between a number and its noun: "the five most recent polls"."""
_COMMON_VERBS = frozenset(
    "rose fell grew won lost died left came became began began held kept led met paid put ran sat sent set shot "
    "showed sold "
    "spent stood told took thought voted wanted wore wrote remain remained remains live lives work works need "
    "needs help "
    "helps died killed injured wounded arrested called used agreed signed joined opened closed played scored".split()
)


_COLLECTIVE = frozenset("police staff crew youth data media aircraft fish cattle".split())
"""Before a plural they belong to it: "two police officers"."""
_HYPHENS = frozenset("-‐‑")


def singular(word: str) -> str:
    """The singular of an English noun, by rule and by PLURALS; a word that is no plural stays."""
    known = PLURALS.get(word)
    if known is not None:
        return known
    word = word.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’")
    if len(word) <= 3 and not word.endswith("s"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2:
        return word[:-1]
    return word


def _initials(text: str) -> bool:
    """MPs, TDs, GPs, 4x4s."""
    return len(text) > 2 and text.endswith("s") and text[:-1].isupper()


def looks_plural(low: str) -> bool:
    """Whether a word reads as the plural of a noun."""
    if low in PLURALS:
        return True
    return (
        len(low) > 3
        and low.endswith("s")
        and not low.endswith(("ss", "us", "is", "'s", "’s"))
        and low not in _NOT_PLURAL
    )


def read_noun(tokens: Sequence[Token], index: int, most: int = 5) -> tuple[str, int]:
    """(lemma, index after the head) of the noun that the number before `index` counts; ("", index) where none does.

    The head is the first plural among the next words; else the first word alone, where it can be a noun.
    """
    if at(tokens, index).kind is TokenKind.NUMBER and at(tokens, index + 1).text == "G":  # 1.3 million 5G stations
        lemma, after = read_noun(tokens, index + 2, most)
        return (lemma, after) if lemma else ("", index)
    place, joined = index, False
    if at(tokens, index).low in _QUANTIFIED and at(tokens, index + 1).low not in STOPS:
        place = index + 1
    while place < index + most + 2 * joined:
        place = _past_model(tokens, place)
        token = at(tokens, place)
        if token.low in ("and", "or", "&") and place > index and not joined and at(tokens, place + 1).low not in STOPS:
            place, joined = place + 1, True
            continue
        if token.kind is not TokenKind.WORD or not token.low or token.low in STOPS or token.low in NUMBER_WORDS:
            break
        if (looks_plural(token.low) or _initials(token.text)) and (place == index or token.low not in _COMMON_VERBS):
            head = _further_head(tokens, place)
            return singular(tokens[head].low), head + 1
        place += 1
        if at(tokens, place).text in "-‐‑" and glued(tokens, place) and glued(tokens, place + 1):
            place += 1
    first = at(tokens, index)
    if most == 1 and first.kind is TokenKind.WORD and first.low not in STOPS and first.low:
        return singular(first.low), index + 1
    return "", index


def _past_model(tokens: Sequence[Token], place: int) -> int:
    """Over the number of a name that stands before the noun: "2,150 Corriel X-90 vans", "40 7-Eleven shops"."""
    before, after = at(tokens, place - 1), at(tokens, place + 1)
    if at(tokens, place).kind is not TokenKind.NUMBER:
        return place
    if before.text in _HYPHENS and glued(tokens, place) and is_name(at(tokens, place - 2)):
        return place + 1
    if after.text in _HYPHENS and glued(tokens, place + 1) and glued(tokens, place + 2):
        return place + 3 if is_name(at(tokens, place + 2)) else place
    return place


def _further_head(tokens: Sequence[Token], place: int) -> int:
    """A second plural right behind the first is the head: "sports cars", "sales staff"."""
    following = at(tokens, place + 1).low
    if tokens[place].low in _COLLECTIVE and looks_plural(following) and following not in _COMMON_VERBS:
        return place + 1
    if looks_plural(following) and following not in _COMMON_VERBS and following in PLURALS:
        return place + 1
    return place
