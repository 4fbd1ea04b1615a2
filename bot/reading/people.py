"""The people and bodies of one article: full names, surnames, roles as stated, and what a pronoun stands for.

The registry is built in one pass over the article, so that a later mention only ever looks back. Names are runs of
proper nouns; no list decides who is a person, lists only give gender and tell bodies from persons. Where two people
share a surname and nothing tells them apart, the surname stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from bot.model import Span
from bot.reading import names
from bot.reading.quotes.marks import Marks

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_LOOK_BACK = 12
"""Sentences that a pronoun may look back over."""


@dataclass(slots=True)
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

    @property
    def name(self) -> str:
        return " ".join(self.words).replace(" - ", "-").replace("- ", "-")


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


class People:
    """The registry of one Doc. `sources` are token indices of speakers' heads, as the frames found them."""

    def __init__(self, doc: Doc, marks: Marks, sources: Iterable[int] = ()) -> None:
        self.doc = doc
        self.marks = marks
        self.sources = frozenset(sources)
        self.entities: list[Entity] = []
        self.mentions: list[Mention] = []
        self._by_token: dict[int, Mention] = {}
        self._pronouns: dict[int, tuple[Entity, float]] = {}
        self._sentences = [sent.start for sent in doc.sents]
        self._scan()

    # -------------------------------------------------------------- building

    def _scan(self) -> None:
        doc = self.doc
        here = 0
        while here < len(doc):
            token = doc[here]
            if _is_name(token):
                last = _run_end(doc, here)
                self._add_run(here, last)
                here = last + 1
                continue
            if token.pos_ == "PRON" and token.lower_ in _HE | _SHE:
                self._add_pronoun(token)
            here += 1

    def _sentence(self, token: int) -> int:
        return bisect_left(self._sentences, token + 1) - 1

    def _add_run(self, first: int, last: int) -> None:
        doc = self.doc
        titles: list[str] = []
        start = first
        while start < last and _title(doc[start]):
            titles.append(_title(doc[start]))
            start += 1
        words = [t.text for t in doc[start : last + 1]]
        if not words or (start == last and (words[0].lower() in names.NOT_NAMES or doc[start].lower_ in names.PLACES)):
            return
        entity = self._entity(words, titles, doc[start], doc[last])
        self._learn(entity, titles, doc[start : last + 1].root)
        root = doc[start : last + 1].root
        mention = Mention(
            entity,
            start,
            last,
            self._sentence(start),
            _is_subject(root),
            self.marks.at(root.idx) is not None,
            possessive=root.dep_ == "poss",
            source=any(i in self.sources for i in range(start, last + 1)),
        )
        entity.count += 1
        self._remember(mention)

    def _remember(self, mention: Mention) -> None:
        self.mentions.append(mention)
        for index in range(mention.first, mention.last + 1):
            self._by_token[index] = mention

    def _entity(self, words: list[str], titles: list[str], first: Token, last: Token) -> Entity:
        gender = _gender_of_titles(titles) or _gender_of_given(words)
        known = self._known(words, gender)
        if known is not None:
            if len(words) > len(known.words):
                known.words = words
            known.gender = known.gender or gender
            return known
        body = _is_body(words, first)
        entity = Entity(words, gender if not body else "", body=body)
        self.entities.append(entity)
        return entity

    def _known(self, words: list[str], gender: str) -> Entity | None:
        """The latest entity this name may stand for; None also where two fit and nothing decides."""
        matches = [
            e for e in self.entities if _matches(e.words, words) and not (gender and e.gender and e.gender != gender)
        ]
        if not matches:
            return None
        exact = [e for e in matches if e.words == words]
        if exact:
            return exact[-1]
        if len(matches) > 1 and len(words) == 1 and len({e.gender for e in matches}) == 1:
            return (
                None
                if len({e.words[-1] for e in matches}) == 1 and all(len(e.words) > 1 for e in matches)
                else matches[-1]
            )
        if len(matches) > 1 and len(words) == 1 and not gender:
            return None
        return matches[-1]

    def _learn(self, entity: Entity, titles: list[str], root: Token) -> None:
        role = role_at(root)
        if role is not None:
            entity.role = role
            entity.organisation = organisation_in(role, self.doc) or entity.organisation
            gender = _gender_of_role(role)
            entity.gender = entity.gender or gender
        if titles or role or entity.gender or any(c.dep_ == "relcl" and _has_who(c) for c in root.children):
            entity.person = entity.person or not entity.body

    # -------------------------------------------------------------- pronouns

    def _add_pronoun(self, token: Token) -> None:
        quoted = self.marks.at(token.idx) is not None
        if quoted:
            return
        gender = "m" if token.lower_ in _HE else "f"
        best = self._best(token, gender)
        if best is None:
            return
        entity, confidence = best
        self._pronouns[token.i] = (entity, confidence)
        if confidence >= 0.5 and not entity.gender:
            entity.gender = gender
        self.mentions.append(
            Mention(
                entity,
                token.i,
                token.i,
                self._sentence(token.i),
                _is_subject(token),
                False,
                possessive=token.dep_ == "poss",
                pronoun=True,
                source=token.i in self.sources,
            )
        )

    def _best(self, token: Token, gender: str) -> tuple[Entity, float] | None:
        here = self._sentence(token.i)
        scores: dict[int, float] = {}
        entities: dict[int, Entity] = {}
        for mention in reversed(self.mentions):
            away = here - mention.sentence
            if away > _LOOK_BACK:
                break
            entity = mention.entity
            if entity.body or (entity.gender and entity.gender != gender):
                continue
            score = self._score(mention, away, gender)
            key = id(entity)
            entities[key] = entity
            scores[key] = max(scores.get(key, -99.0), score)
        if not scores:
            return None
        ranked = sorted(scores.items(), key=lambda pair: -pair[1])
        margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 2.0
        return entities[ranked[0][0]], max(0.3, min(0.95, 0.5 + 0.2 * margin))

    def _score(self, mention: Mention, away: int, gender: str) -> float:
        entity = mention.entity
        score = -0.8 * away
        score += 0.8 if mention.subject else 0.0
        score += 0.7 if mention.source else 0.0
        score += 0.3 if mention.pronoun else 0.0
        score -= 0.4 if mention.possessive and not mention.pronoun else 0.0
        score -= 0.8 if mention.quoted else 0.0
        score += 0.6 if entity.gender == gender else 0.0
        score += 0.5 if entity.person else -0.6
        score += 0.15 * min(entity.count, 6)
        return score

    # -------------------------------------------------------------- naming a speaker

    def name(self, head: int, span: Span) -> Named:
        """Who the mention with this head token is."""
        token = self.doc[head]
        if token.pos_ == "PRON":
            return self._pronoun(token)
        mention = self._by_token.get(head)
        if mention is None:
            for child in token.children:
                if child.dep_ == "appos" and child.i in self._by_token and not self._by_token[child.i].entity.body:
                    return self._apposed(token, self._by_token[child.i])
            return self._described(token, span)
        return self._joined(token, mention)

    def _joined(self, token: Token, mention: Mention) -> Named:
        entity = mention.entity
        role = role_at(token)
        others = [
            self._by_token[c.i].entity.name
            for c in token.conjuncts
            if c.i > token.i and c.i - token.i < 25 and c.i in self._by_token
        ]
        name = " and ".join([entity.name, *others])
        organisation = organisation_in(role, self.doc) if role else _of_body(token)
        return Named(name, role=role or entity.role, organisation=organisation or entity.organisation, entity=entity)

    def _apposed(self, token: Token, mention: Mention) -> Named:
        role = _phrase(token, without=mention)
        organisation = organisation_in(role, self.doc)
        mention.entity.role = role
        return Named(mention.entity.name, role=role, organisation=organisation, entity=mention.entity)

    def _pronoun(self, token: Token) -> Named:
        found = self._pronouns.get(token.i)
        if found is None:
            if token.lower_ in _THEY | _IT:
                return self._plural(token)
            return Named(token.text, unnamed=True, confidence=0.3, pronoun=True)
        entity, confidence = found
        return Named(
            entity.name,
            role=entity.role,
            organisation=entity.organisation,
            confidence=confidence,
            entity=entity,
            pronoun=True,
        )

    def _plural(self, token: Token) -> Named:
        """ "They" and "it": the latest body or unnamed group that was subject, within two sentences."""
        here = self._sentence(token.i)
        start = self._sentences[max(0, here - 2)]
        plural = token.lower_ in _THEY
        for other in reversed(self.doc[start : token.i]):
            if other.dep_ not in _SUBJECT or other.pos_ not in {"NOUN", "PROPN"} or self.marks.at(other.idx):
                continue
            if plural != (other.tag_ in {"NNS", "NNPS"} or any(other.conjuncts)):
                continue
            known = self.name(other.i, Span(other.left_edge.idx, other.right_edge.idx + len(other.right_edge)))
            return Named(known.name, known.unnamed, known.role, known.organisation, 0.6, known.entity, pronoun=True)
        return Named(token.text, unnamed=True, confidence=0.3, pronoun=True)

    def _described(self, token: Token, span: Span) -> Named:
        words = _phrase(token)
        definite = any(c.lower_ in {"the", "that", "this"} for c in token.children if c.dep_ == "det")
        if definite and token.tag_ == "NN" and not any(c.pos_ == "PROPN" for c in token.subtree):
            entity = self._by_role(token)
            if entity is not None:
                return Named(
                    entity.name, role=entity.role, organisation=entity.organisation, confidence=0.75, entity=entity
                )
        return Named(words or span.of(self.doc.text), unnamed=True)

    def _by_role(self, token: Token) -> Entity | None:
        """ "the minister": the latest person before it whose role holds that word; None where two differ."""
        found: list[Entity] = []
        for mention in reversed(self.mentions):
            if mention.first > token.i:
                continue
            entity = mention.entity
            if entity.role and not entity.body and token.lower_ in entity.role.lower().split() and entity not in found:
                found.append(entity)
        return found[0] if len(found) == 1 else None


# ------------------------------------------------------------------ names


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and (token.text[:1].isupper() or not token.text[:1].isascii()) and not token.is_space


def _run_end(doc: Doc, first: int) -> int:
    last = first
    here = first + 1
    while here < len(doc):
        token = doc[here]
        if token.is_sent_start or token.is_space:
            break
        if _is_name(token):
            last = here
        elif not (token.lower_ in names.PARTICLES or token.text in {"-", "’", "'"} and not token.whitespace_):
            break
        elif here - last > 2:
            break
        here += 1
    return last


def _title(token: Token) -> str:
    word = token.lower_.rstrip(".")
    return word if word in names.TITLES or word in names.TITLE_PARTS else ""


def _gender_of_titles(titles: list[str]) -> str:
    if any(t in names.FEMALE_TITLES for t in titles):
        return "f"
    return "m" if any(t in names.MALE_TITLES for t in titles) else ""


def _gender_of_given(words: list[str]) -> str:
    if len(words) < 2:
        return ""
    given = words[0].lower()
    female, male = given in names.FEMALE_NAMES, given in names.MALE_NAMES
    return "" if female == male else "f" if female else "m"


def _gender_of_role(role: str) -> str:
    words = set(role.lower().split())
    female, male = words & names.FEMALE_ROLES, words & names.MALE_ROLES
    return "" if bool(female) == bool(male) else "f" if female else "m"


def _is_body(words: list[str], first: Token) -> bool:
    lower = [w.lower() for w in words]
    if any(w in names.BODIES for w in lower) or (len(words) == 1 and len(words[0]) > 1 and words[0].isupper()):
        return True
    before = first.doc[first.i - 1].lower_ if first.i else ""
    return before == "the" and not any(w in names.MALE_NAMES | names.FEMALE_NAMES for w in lower)


def _matches(known: list[str], words: list[str]) -> bool:
    """Whether `words` may be a shorter or fuller form of a known name."""
    if known == words:
        return True
    short, long = sorted((words, known), key=len)
    if len(short) == 1:
        return short[0] == long[-1] or (len(long) == 2 and short[0] == long[0] and _surname_first(long))
    return short[-1] == long[-1] and (
        short[0] == long[0] or short[0][0] == long[0][0] and len(short[0].strip(".")) == 1
    )


def _surname_first(words: list[str]) -> bool:
    """Whether the first word is no given name that the lists know: "Mei Hong", then "Mei"."""
    return words[0].lower() not in names.MALE_NAMES | names.FEMALE_NAMES


def _is_subject(token: Token) -> bool:
    while token.dep_ in {"compound", "conj", "appos"} and token.head.i != token.i:
        token = token.head
    return token.dep_ in _SUBJECT


def _has_who(clause: Token) -> bool:
    return any(c.lower_ == "who" for c in clause.children)


# ------------------------------------------------------------------ roles


def role_at(name: Token) -> str | None:
    """The role as stated at this mention: apposition behind the name, else the words before it."""
    for child in name.children:
        if child.dep_ == "appos" and child.i > name.i and child.pos_ == "NOUN":
            return _phrase(child)
        if child.dep_ == "appos" and child.i > name.i and child.pos_ == "PROPN" and _title(child):
            return _phrase(child)
    if name.dep_ == "appos" and name.head.pos_ == "NOUN" and name.head.i < name.i:
        return _phrase(name.head, before=name.i)
    return _before(name)


def _before(name: Token) -> str | None:
    """Words of the same noun phrase before the name: "Academician", "the party's finance spokesman"."""
    doc = name.doc
    first = name.i
    while first > 0 and _is_name(doc[first - 1]) and not _title(doc[first - 1]) and doc[first - 1].head.i >= first - 1:
        first -= 1
    start = name.left_edge.i
    words = doc[start:first]
    kept = [t for t in words if t.lower_.rstrip(".") not in {"mr", "mrs", "ms", "miss", "mx"}]
    if not kept or not any(t.pos_ == "NOUN" or _title(t) for t in kept) or len(kept) > 12:
        return None
    if len(kept) != len(words) and not all(t in words for t in kept):
        return None
    text = doc.text[kept[0].idx : kept[-1].idx + len(kept[-1])].strip(" ,")
    return text or None


def _phrase(head: Token, before: int = -1, without: Mention | None = None) -> str:
    """The noun phrase of a head, without the clauses behind it."""
    last = head.i
    for child in head.children:
        if child.i > last and child.dep_ in {"prep", "conj", "cc", "compound", "case", "poss", "nmod", "punct", "amod"}:
            if child.dep_ == "punct" and child.text not in {"-", "&", "/"}:
                continue
            if child.dep_ == "conj" and child.pos_ not in {"NOUN", "PROPN"}:
                break
            last = child.right_edge.i
    if before >= 0:
        last = min(last, before - 1)
    if without is not None and without.first > head.left_edge.i:
        last = min(last, without.first - 1)
    first = head.doc[head.left_edge.i]
    end = head.doc[max(last, head.i)]
    return head.doc.text[first.idx : end.idx + len(end)].strip(" ,;:—–-“”\"'\n")


def organisation_in(role: str | None, doc: Doc) -> str | None:
    """The body a role names: what stands behind its last "of", "at", "for" or "with", or capitals at its head."""
    if not role:
        return None
    for joint in (" of the ", " at the ", " for the ", " with the ", " of ", " at ", " for ", " with "):
        before, found, after = role.partition(joint)
        if found and after[:1].isupper():
            return after.split(",")[0].strip()
    words = role.split()
    heads = []
    for word in words:
        if not word[:1].isupper() or _is_title_word(word):
            break
        heads.append(word.removesuffix("'s").removesuffix("’s"))
    return " ".join(heads) if heads and len(heads) < len(words) else None


def _is_title_word(word: str) -> bool:
    return word.lower().rstrip(".") in names.TITLES | names.TITLE_PARTS


def _of_body(name: Token) -> str | None:
    for prep in name.children:
        if prep.dep_ == "prep" and prep.lower_ in {"of", "from", "at", "with"} and prep.i > name.i:
            text = name.doc.text[prep.idx + len(prep) : prep.right_edge.idx + len(prep.right_edge)].strip()
            text = text.removeprefix("the ")
            if text[:1].isupper():
                return text
    return None
