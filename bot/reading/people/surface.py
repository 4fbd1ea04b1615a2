"""Roles read from the words beside a name, where the tree fails: stretches of a noun phrase, and "who …" behind it.

Pure functions over tokens. A stretch is a role only where its head noun names a person.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from bot.reading import names
from bot.reading.quotes.lexicon import CUE_VERBS, is_person_noun

_LONGEST = 14
"""Tokens of a role."""
_LONGEST_CLAUSE = 18
_JOINTS = frozenset({"of", "for", "at", "in", "on", "and", "to"})
AMONG = frozenset({"among", "amongst", "including"})
"""Before a name that is one of many: no role's bearer."""
_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_NO_OFFICES = frozenset(
    "couple family staff crowd people someone anyone man woman other city state country nation town village county "
    "government administration party team opposition coalition campaign agency public electorate jury regulator".split()
)

_TITLES = names.TITLES.difference(
    names.FEMALE_TITLES, names.MALE_TITLES, "dr fellow general justice major private rep det counsel fr mum dad".split()
)
"""Titles that say what somebody is: no "Mr", no "Lord"."""
_NO_PERSONS = names.BODIES | names.BODY_ROLES | _NO_OFFICES


@dataclass(frozen=True, slots=True)
class Stretch:
    """Token indices, `last` included; `head` is the role's noun."""

    first: int
    last: int
    head: int

    def text(self, doc: Doc) -> str:
        return doc[self.first : self.last + 1].text


def is_office(token: Token) -> bool:
    """A singular noun that says what one person is: "director", "widow", "counterpart"."""
    word = token.lower_.rstrip(".")
    if token.tag_ not in {"NN", "NNP"} or word in _NO_PERSONS:
        return False
    return word in names.OFFICES or word in _TITLES or is_person_noun(word)


def before(doc: Doc, first: int, least: int = 0) -> Stretch | None:
    """The role that ends right before a name at `first`, a comma between or not; none before token `least`."""
    end = first - 1
    if end < least or doc[first].is_sent_start:
        return None
    comma = doc[end].text == ","
    last = end - 1 if comma else end
    if doc[last].pos_ not in {"NOUN", "PROPN"} and not is_office(doc[last]):
        return None
    begin = _begin(doc, last, least)
    head = _head(doc, begin, last)
    if head is None or (comma and not _stands_apart(doc, begin, last)):
        return None
    if comma and (_is_name(doc, begin, last) or is_either(doc, begin, head, last)):
        return None
    own = begin if comma else _own(doc, begin, head, last)
    return Stretch(own, last, head if own == begin else last)


def _own(doc: Doc, begin: int, head: int, last: int) -> int:
    """Where the role of the name itself begins: behind the "for" of "a spokesman for Ms Lowe", "a friend of singer Ana
    Lowe", which are somebody else's.
    """
    joint = next((i for i in range(last, head, -1) if doc[i].lower_ in _JOINTS), begin)
    word = doc[last].lower_.rstrip(".")
    titled = word in names.TITLES or word in names.COURTESY or is_office(doc[last])
    return begin if doc[joint].lower_ == "and" or joint == begin or not titled else joint + 1


def is_either(doc: Doc, begin: int, head: int, last: int) -> bool:
    """Whether the name behind may be either's: "a spokesman for the prime minister, Ana Lowe, said"."""
    joint = next((i for i in range(last, head, -1) if doc[i].lower_ in {"for", "of", "to"}), 0)
    definite = joint and (doc[joint + 1].lower_ == "the" or doc[joint + 1].tag_ == "PRP$")
    return bool(definite) and doc[begin].lower_ in {"a", "an", "another", "one"} and is_office(doc[last])


def _is_name(doc: Doc, begin: int, last: int) -> bool:
    """Whether the stretch before a comma is somebody's name though it ends in a trade: "Sam Butcher, KC"."""
    words = [token.lower_.rstrip(".") for token in doc[begin : last + 1]]
    capitals = all(token.pos_ == "PROPN" for token in doc[begin : last + 1])
    return capitals and (words[-1] not in names.TITLE_WORDS or words[0] in names.GIVEN_NAMES)


def _begin(doc: Doc, last: int, least: int) -> int:
    """Where the noun phrase that ends at `last` begins: `last` + 1 where there is none."""
    begin = last + 1
    for index in range(last, max(least, last - _LONGEST) - 1, -1):
        token = doc[index]
        if not _may_stand(token, last):
            break
        begin = index
        if token.is_sent_start:
            break
        opens = token.pos_ == "DET" or token.tag_ == "PRP$"
        if opens and not (index and doc[index - 1].lower_ in _JOINTS and _may_stand(doc[index - 2], last)):
            break
    while begin <= last and (doc[begin].lower_ in _JOINTS or doc[begin].tag_ in {"POS", "HYPH"}):
        begin += 1
    return begin


def _may_stand(token: Token, last: int) -> bool:
    if token.is_space:
        return False
    if not token.whitespace_ and token.is_alpha and token.i + 1 < len(token.doc) and token.nbor().tag_ == "HYPH":
        return True
    if token.pos_ in _IN_PHRASE or token.tag_ in {"PRP$", "POS", "HYPH"} or token.text == "&":
        return True
    return token.lower_ in _JOINTS and token.i < last


def _head(doc: Doc, begin: int, last: int) -> int | None:
    """The last noun before the phrase's first "of" or "at", where it names a person."""
    end = next((i for i in range(begin, last + 1) if doc[i].lower_ in _JOINTS), last + 1)
    nouns = [i for i in range(begin, end) if doc[i].pos_ in {"NOUN", "PROPN"} or is_office(doc[i])]
    return nouns[-1] if nouns and nouns[-1] == end - 1 and is_office(doc[nouns[-1]]) else None


_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def _stands_apart(doc: Doc, begin: int, last: int) -> bool:
    """For a role with a comma behind it: it opens its clause as a phrase of its own, and the name does not open one.

    "With the director, Ana Lowe said" names somebody else, as does "Jo Baker, Lowe's spokeswoman, said".
    """
    opening = doc[begin]
    full = opening.pos_ == "DET" or opening.tag_ == "PRP$" or any(doc[i].tag_ == "POS" for i in range(begin, last))
    end = last + 2
    while end + 1 < len(doc) and doc[end + 1].pos_ == "PROPN":
        end += 1
    if end + 1 < len(doc) and doc[end + 1].text in _POSSESSIVES:
        return False
    closed = end + 1 >= len(doc) or doc[end + 1].is_punct or doc[end + 1].is_space
    starts = begin == 0 or opening.is_sent_start or doc[begin - 1].is_punct or doc[begin - 1].is_space
    told = begin > 0 and doc[begin - 1].pos_ == "VERB"
    return (full or starts) and (closed or starts) and (starts or told)


def behind(doc: Doc, last: int) -> Stretch | None:
    """The role behind a name and a comma: "Tolliver, the company's chief executive, said"."""
    last = _behind_age(doc, last)
    begin = last + 2
    if begin >= len(doc) or doc[last + 1].text != "," or doc[begin].is_sent_start:
        return None
    end = begin
    while end < min(len(doc), begin + _LONGEST) and not doc[end].is_sent_start and _may_stand(doc[end], end + 1):
        end += 1
    closes = end >= len(doc) or doc[end].is_punct or doc[end].is_space or doc[end].lower_ in {"who", "that"}
    head = _head(doc, begin, end - 1)
    if head is None or not closes or any(doc[i].lower_ == "and" for i in range(begin, head)):
        return None
    named = end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].pos_ == "PROPN"
    return None if named else Stretch(begin, end - 1, head)


# ------------------------------------------------------------------ clauses


def clause_behind(doc: Doc, last: int) -> Stretch | None:
    """The clause that says what somebody does: "Ana Lowe, who runs the yard, said"; none that tells an event."""
    start = _behind_body(doc, _behind_age(doc, last)) + 1
    if start + 2 >= len(doc) or doc[start].text != "," or doc[start + 1].lower_ != "who":
        return None
    verb = next((t for t in doc[start + 2 : start + 6] if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or not _is_standing(verb):
        return None
    end = verb.i + 1
    while end < min(len(doc), start + _LONGEST_CLAUSE) and not _ends_clause(doc, end):
        end += 1
    closed = end < len(doc) and _ends_clause(doc, end)
    return Stretch(start + 1, end - 1, verb.i) if closed and end - verb.i > 1 else None


def _ends_clause(doc: Doc, index: int) -> bool:
    token = doc[index]
    again = token.lower_ in {"and", "but"} and index + 1 < len(doc) and doc[index + 1].pos_ in {"VERB", "AUX"}
    return token.text in _STOPS or token.is_space or again


def _behind_age(doc: Doc, last: int) -> int:
    """The last token of ", 49" or "(49)" behind a name; else the name's own."""
    piece = [token.text for token in doc[last + 1 : last + 4]]
    if piece[:1] == [","] and piece[1:2] and piece[1].strip(".") in names.POST_NOMINALS:
        return last + 2
    if len(piece) > 1 and piece[0] in {",", "("} and piece[1].isdigit() and len(piece[1]) == 2:
        return last + (3 if piece[2:] == [")"] else 2)
    return last


def _behind_body(doc: Doc, last: int) -> int:
    """The last token of "of the energy company Karoo Grid" behind a name; else the name's own."""
    if last + 1 >= len(doc) or doc[last + 1].lower_ not in {"of", "at", "from"}:
        return last
    end = last + 2
    while end < min(len(doc), last + _LONGEST) and _may_stand(doc[end], end + 1):
        end += 1
    return end - 1


_STOPS = frozenset({",", ".", ";", "—", "–", ")", "“", "”", '"'})


def _is_standing(verb: Token) -> bool:
    """A verb that tells an office or a habit: "runs", "leads", "chaired", "has taught", and nothing that is said."""
    if verb.pos_ == "AUX" and verb.lower_ in {"has", "have"}:
        done = next((t for t in verb.doc[verb.i + 1 : verb.i + 4] if t.tag_ == "VBN"), None)
        return done is not None and done.lower_ not in CUE_VERBS
    if verb.lower_ in {"was", "is"} and verb.i + 1 < len(verb.doc):
        return verb.doc[verb.i + 1].lower_ in {"born", "responsible"}
    if verb.lower_ in names.OFFICE_VERBS:
        return True
    return verb.tag_ in {"VBZ", "VBP"} and verb.pos_ == "VERB" and verb.lower_ not in CUE_VERBS and verb.lower_ != "has"
