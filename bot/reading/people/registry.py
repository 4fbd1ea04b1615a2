"""The registry of one article: full names, surnames, roles as stated, and the pronouns that stand for them.

It is built in one pass over the article, so that a later mention only ever looks back. Names are runs of proper nouns;
no list decides who is a person, lists only give gender and tell bodies from persons. Where two people share a surname
and nothing tells them apart, the surname stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.reading import names
from bot.reading.mentions import (
    Entity,
    Mention,
    after_titles,
    body_end,
    gender_of_given,
    gender_of_titles,
    has_who,
    is_body,
    is_name,
    is_short_for,
    is_subject,
    matches,
    run_end,
    shop_end,
    title_of,
)
from bot.reading.people import pronouns
from bot.reading.people.roles import Stated, gender_of_role, is_role_of_body, stated_at
from bot.reading.people.surface import is_office
from bot.reading.quotes.marks import Marks

_MOST_NAMESAKES = 20
_COURTESY = names.COURTESY | {"dr"}
"""Before these even a place or a month is a name: "Ms London"."""
_SURE = 0.5
"""From here on a pronoun tells the gender of its antecedent."""


class Registry:
    """Of one Doc. `sources` are token indices of speakers' heads, as the frames found them."""

    def __init__(self, doc: Doc, marks: Marks, sources: Iterable[int] = ()) -> None:
        self.doc = doc
        self.marks = marks
        self.sources = frozenset(sources)
        self.mentions: list[Mention] = []
        self.by_token: dict[int, Mention] = {}
        self.by_role_token: dict[int, Mention] = {}
        """The words of a role that stands beside a name: whoever speaks as "the director, Ana Lowe" is Ana Lowe."""
        self.pronouns: dict[int, tuple[Mention, float]] = {}
        self.surnames: set[str] = set()
        self.sentences = [sent.start for sent in doc.sents]
        self.told = pronouns.told_before(doc, marks)
        self._by_word: dict[str, list[Entity]] = {}
        self._scan()

    def sentence(self, token: int) -> int:
        """The number of the sentence that holds this token."""
        return bisect_left(self.sentences, token + 1) - 1

    def bearers(self, surname: str) -> list[Entity]:
        return [e for e in self._by_word.get(surname, ()) if e.words[-1] == surname]

    # -------------------------------------------------------------- building

    def _scan(self) -> None:
        doc, length = self.doc, len(self.doc)
        here = 0
        while here < length:
            token = doc[here]
            if is_name(token) or token.text in self.surnames:
                last = body_end(doc, run_end(doc, here))
                self._add_run(here, last)
                here = last + 1
                continue
            if token.pos_ == "PRON" and token.lower_ in pronouns.HE | pronouns.SHE:
                self._add_pronoun(token)
            here += 1

    def _add_run(self, first: int, last: int) -> None:
        doc = self.doc
        if first > 1 and doc[first - 1].text == "-" and doc[first - 2].is_title and not doc[first - 2].whitespace_:
            first -= 2  # the "Lind" of "Lind-Okoro", taken for something else
        first -= _swallowed_before(doc, first, last)
        start, titles = after_titles(doc, first, last)
        words = doc[start : shop_end(doc, last) + 1].text.split()
        while len(words) > 1 and words[-1].strip(".,") in names.POST_NOMINALS:
            words.pop()
        courteous = bool(titles) and titles[-1] in _COURTESY and not title_of(doc[start])
        if start == last and _is_no_name(doc[start]) and doc[start].text not in self.surnames and not courteous:
            return
        entity = self._abbreviated(words, start) or self._entity(words, titles, doc[start], doc[last])
        root = doc[start : last + 1].root
        stated = stated_at(root, start, last)
        if stated.organisation is not None and stated.organisation.split()[-1] in self.surnames:
            stated = replace(stated, organisation=None)  # "Brandt's captain" plays for no Brandt
        if _is_named_by_post(doc, entity, stated, titles):
            stated = Stated(organisation=stated.organisation)
        _learn(entity, stated, titles, root)
        entity.count += 1
        mention = Mention(
            entity,
            start,
            last,
            self.sentence(start),
            is_subject(root),
            self.marks.at(root.idx) is not None,
            possessive=root.dep_ == "poss",
            source=any(i in self.sources for i in range(first, last + 1)),
            role=stated.role or entity.role,
            organisation=stated.organisation or entity.organisation,
        )
        self._remember(mention, stated)

    def _remember(self, mention: Mention, stated: Stated) -> None:
        self.mentions.append(mention)
        for index in range(mention.first, mention.last + 1):
            self.by_token[index] = mention
        if stated.stretch is not None:
            spoken = any(i in self.sources for i in range(stated.stretch.first, stated.stretch.last + 1))
            if spoken and not mention.source:
                mention = self.mentions[-1] = replace(mention, source=True, subject=True)
            for index in range(stated.stretch.first, stated.stretch.last + 1):
                self.by_role_token[index] = mention

    def _abbreviated(self, words: list[str], start: int) -> Entity | None:
        """The body whose name stands right before, of what stands in brackets: "the Union of Quay Workers (UQW)"."""
        behind = start > 1 and self.doc[start - 1].text == "(" and self.by_token.get(start - 2)
        if not behind or len(words) > 1 or not is_short_for(words[0], behind.entity.words):
            return None
        behind.entity.body = True
        behind.entity.short = words[0]
        self._by_word.setdefault(words[0], []).append(behind.entity)
        return behind.entity

    def _entity(self, words: list[str], titles: list[str], first: Token, last: Token) -> Entity:
        # A surname alone may look like a given name: "Kelly" is John Kelly all the same.
        gender = gender_of_titles(titles) or (gender_of_given(words) if len(words) > 1 else "")
        known = self._known(words, gender, titles)
        if known is not None:
            if len(words) > len(known.words):
                known.words = words
                known.gender = gender  # what the surname alone seemed to tell does not count
                self._index(known)
                if not known.body:
                    self.surnames.add(words[-1])
            known.gender = known.gender or gender
            if titles and names.BODIES.isdisjoint(word.lower() for word in known.words):
                known.body = False
            return known
        body = is_body(words, first, last)
        entity = Entity(words, gender or gender_of_given(words) if not body else "", body=body)
        if not body and len(words) > 1:
            self.surnames.add(words[-1])
        self._index(entity)
        return entity

    def _index(self, entity: Entity) -> None:
        joints = [i for i, word in enumerate(entity.words) if i and word in {"of", "for"}]
        for word in dict.fromkeys([entity.words[0], entity.words[-1], *(entity.words[i - 1] for i in joints[:1])]):
            listed = self._by_word.setdefault(word, [])
            if entity not in listed[-_MOST_NAMESAKES:]:
                listed.append(entity)

    def _known(self, words: list[str], gender: str, titles: list[str]) -> Entity | None:
        """The latest entity this name may stand for; None where two fit and nothing decides."""
        small = words[0][:1].lower() + words[0][1:]  # "Al-Thani" opens a sentence
        near = {id(e): e for word in (*words, small) for e in self._by_word.get(word, [])[-_MOST_NAMESAKES:]}
        known = [e for e in near.values() if _may_be(e, words, gender)]
        exact = [e for e in known if e.words == words]
        if exact or len(known) < 2 or len(words) > 1:
            return exact[-1] if exact else known[-1] if known else None
        return _holder(known, titles) or _foremost(known)

    def _add_pronoun(self, token: Token) -> None:
        if self.marks.at(token.idx) is not None:
            return
        found = pronouns.antecedent(self, token)
        if found is None:
            return
        entity, confidence = found
        if confidence >= _SURE and not entity.gender:
            entity.gender = pronouns.gender_of(token)
        mention = Mention(
            entity,
            token.i,
            token.i,
            self.sentence(token.i),
            is_subject(token),
            False,
            possessive=token.dep_ == "poss",
            pronoun=True,
            source=token.i in self.sources,
            role=entity.role,
            organisation=entity.organisation,
        )
        self.pronouns[token.i] = (mention, confidence)
        self.mentions.append(mention)


def _may_be(entity: Entity, words: list[str], gender: str) -> bool:
    """Whether a name with this gender, if any, may stand for a known entity."""
    if gender and entity.gender and entity.gender != gender:
        return False
    told = entity.person or entity.body or bool(entity.gender or entity.role)
    return [entity.short] == words or matches(entity.words, words, told=told)


def _swallowed_before(doc: Doc, first: int, last: int) -> int:
    """How many tokens before a run belong to it: the "Per" of "Per Lund", the "Food and" of "Allied Workers"."""
    if first == 0 or doc[first].is_sent_start:
        return 0
    before = doc[first - 1]
    given = before.is_title and before.lower_ in names.GIVEN_NAMES
    if given and not before.is_sent_start and before.pos_ not in {"PROPN", "VERB", "AUX"}:
        return 1
    joined = first > 2 and last > first and before.lower_ == "and" and doc[first - 2].is_title
    crowd = doc[last].lower_ in names.BODIES or doc[last].lower_ in _MEMBERS
    return 2 if joined and crowd and doc[first - 3].lower_ == "the" else 0


_MEMBERS = frozenset("workers drivers teachers farmers bakers miners makers growers trades nurses pilots".split())


def _is_named_by_post(doc: Doc, entity: Entity, stated: Stated, titles: list[str]) -> bool:
    """For the "Ferrol" of "Ana Lowe, chief executive of market leader Ferrol": the post is somebody else's."""
    if len(entity.words) > 1 or entity.person or entity.gender or titles or stated.stretch is None:
        return False
    first = stated.stretch.first
    if first > 1 and doc[first - 1].lower_ in {"of", "for", "to", "at"} and is_office(doc[first - 2]):
        return True
    apposed = first > 1 and doc[first - 1].text == "," and doc[first - 2].pos_ == "PROPN"
    role = stated.role or ""
    return apposed and " of " in role and not is_role_of_body(role)


def _learn(entity: Entity, stated: Stated, titles: list[str], root: Token) -> None:
    """What this mention tells of its bearer: role, body, gender, that it is a person."""
    entity.organisation = stated.organisation or entity.organisation
    entity.role = stated.role or entity.role
    role = stated.beside
    if role is not None:
        entity.body = entity.body or (is_role_of_body(role) and not entity.gender and not titles)
        entity.gender = entity.gender or gender_of_role(role)
    if titles or role or entity.gender or any(c.dep_ == "relcl" and has_who(c) for c in root.children):
        entity.person = entity.person or not entity.body


def _holder(known: list[Entity], titles: list[str]) -> Entity | None:
    """Of several who share a surname, the one whose role has been stated with this title: "Minister Lowe"."""
    offices = {title.lower().rstrip(".") for title in titles}
    holders = [entity for entity in known if not offices.isdisjoint((entity.role or "").lower().split())]
    return holders[0] if len(holders) == 1 else None


def _foremost(known: list[Entity]) -> Entity | None:
    """Of several who share a surname, the one the article is about: named three times as often as the others."""
    first, second = sorted(known, key=lambda e: -e.count)[:2]
    return first if first.count >= 3 * second.count else None


def _opens(token: Token) -> bool:
    """A word that opens a sentence before a comma and has its capital from that: "Intervening, Dr Castle said"."""
    if not token.is_sent_start or token.i + 1 >= len(token.doc) or token.doc[token.i + 1].text != ",":
        return False
    return token.lower_ in names.OPENERS or (token.lower_.endswith("ing") and len(token) > 5)


def _is_no_name(token: Token) -> bool:
    """A capitalised word that names no one: a weekday, a faith, a place, a people ("Canadians")."""
    if token.lower_.rstrip(".") in names.TITLES or _opens(token):
        return True
    by_people = token.lower_ in names.DEMONYMS and token.i > 0 and token.nbor(-1).lower_ == "the"
    return (
        by_people
        or token.lower_ in names.NOT_NAMES
        or token.lower_ in names.PLACES
        or (token.tag_ == "NNPS" and token.text.endswith(("ans", "ese", "ish")))
    )
