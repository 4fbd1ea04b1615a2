"""Names as they stand in the text: runs of proper nouns, titles, noun phrases, and what they tell.

Pure functions over tokens; the registry of an article is in people/.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from bot.reading import names

_SUBJECT = frozenset({"nsubj", "nsubjpass"})

# ------------------------------------------------------------------ names


@dataclass(slots=True, eq=False)
class Entity:
    """One person or body of the article. `words` is the fullest name stated so far."""

    words: list[str]
    gender: str = ""
    """m, f, or nothing known."""
    body: bool = False
    person: bool = False
    """Something spoke for a person: a title, a given name, a role, a pronoun."""
    role: str | None = None
    organisation: str | None = None
    count: int = 0
    short: str = ""
    """The abbreviation that stands in brackets behind a body's name."""

    @property
    def name(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an entity stands: token indices, `last` included."""

    entity: Entity
    first: int
    last: int
    sentence: int
    subject: bool
    quoted: bool
    possessive: bool = False
    pronoun: bool = False
    source: bool = False
    role: str | None = None
    """As stated here, else the last one stated before."""
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A speaker as the article states them at one mention."""

    name: str
    unnamed: bool = False
    role: str | None = None
    organisation: str | None = None
    confidence: float = 1.0
    entity: Entity | None = field(default=None, compare=False)
    pronoun: bool = False


def is_name(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.text[:2] not in {"D-", "R-", "I-"}
        and (token.text[:1].isupper() or (token.text[:1].isalpha() and not token.text[:1].isascii()))
        and not token.is_space
    )


def run_end(doc: Doc, first: int) -> int:
    last = first
    here = first + 1
    while here < len(doc):
        token = doc[here]
        # Without a stop no sentence ends behind a name, whatever the parser thinks.
        if token.is_space or (token.is_sent_start and doc[here - 1].pos_ != "PROPN"):
            break
        if is_name(token) or _is_hyphened(token) or (here == first + 1 and _is_missed(token)):
            last = here
        elif _is_of_many(token) or _is_and_in_name(token):
            pass
        elif (
            (token.text not in _JOINTS and token.lower_ not in names.PARTICLES)
            or here - last > 2
            or (token.text in _JOINTS and token.whitespace_)
        ):
            break
        here += 1
    return last


def body_end(doc: Doc, last: int) -> int:
    """Where a body's name ends whose last word so far is `last`: "Association [of Port Employers]"."""
    if doc[last].lower_ not in names.BODIES or last + 2 >= len(doc) or doc[last + 1].lower_ not in {"of", "for"}:
        return last
    behind = doc[last + 2]
    return run_end(doc, last + 2) if is_name(behind) and not behind.is_sent_start else last


def _is_and_in_name(token: Token) -> bool:
    """The "&" of "Marks & Cole"."""
    return token.text == "&" and token.i + 1 < len(token.doc) and is_name(token.nbor()) and is_name(token.nbor(-1))


def _is_of_many(token: Token) -> bool:
    """The apostrophe of the "Growers' Federation" and the "People's Bank"."""
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if token.tag_ != "POS" or behind is None:
        return False
    if token.i and token.nbor(-1).lower_ in _MANY:
        return is_name(behind)
    return token.text in {"'", "’"} and behind.lower_ in names.BODIES


_MANY = frozenset("people women men children king queen prince mother workers".split())
"""Whose body a name may be with "'s" inside: the "Women's Institute" is no institute of a Ms Women."""


def shop_end(doc: Doc, last: int) -> int:
    """The token behind `last` where it is the "'s" of a name such as "Moody's": nothing is owned behind it."""
    if last + 2 >= len(doc) or doc[last + 1].tag_ != "POS" or doc[last + 1].text not in {"'s", "’s"}:
        return last
    owned = doc[last + 2].pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "ADV"} or doc[last].dep_ == "poss"
    return last if owned or doc[last + 2].text in {"“", '"', "‘", "-"} else last + 1


def _is_missed(token: Token) -> bool:
    """The "Tolland" of "Bridie Tolland of Saltby said", which the tagger took for an adverb; no word of a headline."""
    if not token.is_title or len(token) < 3 or token.pos_ in {"DET", "PRON", "AUX", "CCONJ", "SCONJ", "ADP", "NUM"}:
        return False
    behind = token.doc[token.i + 1 : token.i + 4]
    return len(behind) == 3 and not any(t.text[:1].isupper() or t.is_space for t in behind[:1])


_JOINTS = frozenset({"-", "’", "'"})


def _is_hyphened(token: Token) -> bool:
    """The "moon" of "Ki-moon"."""
    before = token.doc[token.i - 1]
    return before.text == "-" and not before.whitespace_ and not token.doc[token.i - 2].whitespace_ and token.is_alpha


def after_titles(doc: Doc, first: int, last: int) -> tuple[int, list[str]]:
    """Where the name proper begins in a run such as "Northland Gov. Ida Moss", and the titles before it."""
    start = first + 1 if first < last and doc[first].lower_ in names.WEEKDAYS else first
    start = _behind_post(doc, _behind_home(doc, start, last), last)
    titles: list[str] = []
    if start < last and doc[start + 1].tag_ == "POS":
        return start, titles  # the "King's Fund"
    if doc[last].lower_ in names.BODIES and (doc[start].lower_ in names.TITLE_PARTS or last == start + 1):
        return start, titles  # the "Finance Ministry" is no ministry in the finance, "Judge Capital" no judge
    for index in range(start, last):
        word = "" if _is_given_name(doc, index, last) else title_of(doc[index]) or _office(doc, index, last)
        word = word or ("con" if titles[-1:] == ["det"] and doc[index].lower_ in {"con", "insp"} else "")
        if word and (index == start or index + 1 < last or doc[index].text.endswith(".")):
            titles.append(word)
            start = index + 1
    return start, titles


def _behind_home(doc: Doc, first: int, last: int) -> int:
    """Behind the "London-based" of "London-based Tarn Bank"."""
    return next((i + 1 for i in range(first + 2, last) if doc[i - 1].text == "-" and doc[i].lower_ in _HOMES), first)


_HOMES = frozenset("based listed owned backed born led headquartered registered".split())


def _is_given_name(doc: Doc, index: int, last: int) -> bool:
    """For the "Dean" of "coach Dean Hunter" and "Dean Marsh": a given name, unless two more words follow."""
    return doc[index].lower_ == "dean" and index + 1 == last


def _behind_post(doc: Doc, first: int, last: int) -> int:
    """Where the bearer's name begins behind what a post is of or for: "minister of Trade [Ana Lowe]", "envoy to Britain
    [Liu Wen]"; and behind a short in capitals: "Rovers DL [Ana Lowe]". `first` where nothing tells.
    """
    if last - first < 2 or _is_given(doc[first]):
        return first
    given = next((i for i in range(first + 1, last) if _is_given(doc[i])), None)
    short = next((i for i in range(last - 2, first, -1) if _is_short(doc[i])), None)
    if given is None:
        bodies = any(t.lower_ in names.BODIES for t in doc[first : last + 1])
        return first if short is None or bodies else short + 1
    here = first - 1 if first and doc[first - 1].lower_ == "the" else first
    post = here > 1 and doc[here - 1].lower_ in {"of", "to", "for"} and _is_post(doc[here - 2])
    return given if post or short is not None or _is_short(doc[first]) else first


def _is_short(token: Token) -> bool:
    """A post or a club in capitals: "DL", "NFL"."""
    return token.is_upper and token.is_alpha and 1 < len(token) < 5 and token.text not in _SHIPS


_SHIPS = frozenset({"USS", "HMS", "RMS", "SS", "MV", "JFK"})


def _is_given(token: Token) -> bool:
    word = token.lower_.partition("-")[0]
    return word in names.GIVEN_NAMES or token.lower_ in names.FAMILY_FIRST


def _is_post(token: Token) -> bool:
    return bool(title_of(token)) or token.lower_ in names.OFFICES


def _office(doc: Doc, index: int, last: int) -> str:
    """For "Coroner Fenella Braid": what a person does, before two words of a name; a body may open so, too."""
    word = doc[index].lower_
    rest = [token.lower_ for token in doc[index + 1 : last + 1]]
    return word if word in names.OFFICES and len(rest) > 1 and names.BODIES.isdisjoint(rest) else ""


def title_of(token: Token) -> str:
    word = token.lower_.rstrip(".")
    if word.endswith(("ologist", "ographer", "ician")):
        return word
    return word if word in names.TITLES or word in names.TITLE_PARTS else ""


def gender_of_titles(titles: list[str]) -> str:
    if any(t in names.FEMALE_TITLES for t in titles):
        return "f"
    return "m" if any(t in names.MALE_TITLES for t in titles) else ""


def gender_of_given(words: list[str]) -> str:
    """By the first of several words, or the one there is ("Priya said"): m, f, or nothing known."""
    if words[0].lower() in names.FAMILY_FIRST:
        return ""
    given = words[0].lower()
    female, male = given in names.FEMALE_NAMES, given in names.MALE_NAMES
    return "" if female == male else "f" if female else "m"


def is_body(words: list[str], first: Token, last: Token) -> bool:
    """By a word of its name, by capitals alone, or by "the" before it; "the Reyes plan" tells nothing of Reyes."""
    lower = [w.lower() for w in words]
    if (
        "&" in words
        or any(w in names.BODIES for w in lower)
        or (len(words) == 1 and len(words[0]) > 1 and words[0].isupper())
    ):
        return True
    before = first.doc[first.i - 1].lower_ if first.i else ""
    modifies = last.dep_ in {"compound", "nmod", "amod"} and last.head.i > last.i and last.head.pos_ == "NOUN"
    return before == "the" and not modifies and not any(w in names.GIVEN_NAMES for w in lower)


def is_short_for(word: str, words: list[str]) -> bool:
    """Whether a word in capitals is made of the first letters of a name: "UQW" of Union of Quay Workers."""
    big = [part[0] for part in words if part[0].isupper()]
    every = [part[0].upper() for part in words]
    return len(word) > 1 and word.isupper() and word in {"".join(big), "".join(every)}


def matches(known: list[str], words: list[str], *, told: bool = True) -> bool:
    """Whether `words` may be a shorter or fuller form of a known name.

    Its first word alone is one only where it is `told` what the bearer is: "Tarn" is "Tarn Therapeutics", the company,
    and not its product "Tarn Stream".
    """
    words = _as_inside(words, known)
    if known == words:
        return True
    short, long = sorted((words, known), key=len)
    if "&" in long and "&" not in short:
        return False  # "Marks & Cole" is no Cole
    joint = next((i for i, word in enumerate(long) if word in {"of", "for"}), 0)
    if joint and len(short) <= joint:
        return short == long[joint - len(short) : joint]
    if len(short) == 1:
        return short[0] == long[-1] or (
            len(long) == 2 and short[0] == long[0] and _surname_first(long) and (told or _is_family_first(long))
        )
    if short == long[-len(short) :]:
        return True
    return short[-1] == long[-1] and (
        short[0] == long[0] or (short[0][0] == long[0][0] and len(short[0].strip(".")) == 1)
    )


def _as_inside(words: list[str], known: list[str]) -> list[str]:
    """With a particle as it stands inside the name: the "Van" of "Van den Berg", the "Al" of "Al-Thani"."""
    first = words[0]
    small = first[:1].lower() + first[1:]
    particle = small in names.PARTICLES or small.partition("-")[0] in names.PARTICLES
    return [small, *words[1:]] if particle and first != small and small in known[1:] else words


def _is_family_first(words: list[str]) -> bool:
    return words[0].lower() in names.FAMILY_FIRST


def _surname_first(words: list[str]) -> bool:
    """Whether the first word is no given name that the lists know: "Mei Hong", then "Mei"."""
    return words[0].lower() not in names.GIVEN_NAMES


def is_subject(token: Token) -> bool:
    while token.dep_ in {"compound", "conj", "appos"} and token.head.i != token.i:
        token = token.head
    return token.dep_ in _SUBJECT


def has_who(clause: Token) -> bool:
    return any(c.lower_ == "who" for c in clause.children)


# ------------------------------------------------------------------ phrases


def dateline_end(doc: Doc, first: int) -> int:
    """The token behind a dateline ("OSLO - ") at the head of the name's line; 0 where none is near."""
    here = first - 1
    least = max(0, first - 12)
    while here > least and not (token := doc[here]).is_space:
        if token.text in _DASHES and token.whitespace_ and doc[here - 1].whitespace_:
            start = here
            while start > max(0, here - 9) and not doc[start - 1].is_space:
                start -= 1
            capital = doc[start].is_upper and len(doc[start]) > 1
            return here + 1 if capital and not any(t.pos_ in {"VERB", "AUX"} for t in doc[start:here]) else 0
        here -= 1
    return 0


_DASHES = frozenset({"-", "–", "—", "--"})


def _is_brief(clause: Token) -> bool:
    """For "data compiled by Larkfield"."""
    return clause.left_edge.i == clause.head.i + 1 and clause.right_edge.i - clause.i < 8


_MARKS = frozenset({"”", '"', "''", "»", "“", "``"})


def left_end(head: Token) -> int:
    """Where a noun phrase begins; never before a quotation mark, behind which the tree may have hung what was said."""
    first = head.i
    while first > head.left_edge.i and head.doc[first - 1].text not in _MARKS:
        first -= 1
    return first


def noun_phrase(head: Token, before: int = -1, without: int = -1) -> str:
    """The noun phrase of a head, without the clauses behind it."""
    last = head.i
    for child in head.children:
        if child.i > last and child.dep_ in {"prep", "conj", "cc", "compound", "case", "poss", "nmod", "punct", "amod"}:
            if child.dep_ == "punct" and child.text not in {"-", "&", "/"}:
                continue
            if child.dep_ == "conj" and child.pos_ not in {"NOUN", "PROPN"}:
                break
            last = child.right_edge.i
    while last + 1 < len(head.doc) and head.doc[last].pos_ == head.doc[last + 1].pos_ == "PROPN" and last > head.i:
        last += 1  # "manager of Harbour [Light Services]", torn by the parser
    last = max([last, *(c.right_edge.i for c in head.children if c.tag_ == "VBN" and c.dep_ == "acl" and _is_brief(c))])
    if before >= 0:
        last = min(last, before - 1)
    if without > head.left_edge.i:
        last = min(last, without - 1)
    first = head.doc[left_end(head)]
    end = head.doc[max(last, head.i)]
    text = head.doc[first.i : end.i + 1].text
    return text.partition(", who ")[0].partition(", which ")[0].strip(" ,;:—–-“”\"'\n")
