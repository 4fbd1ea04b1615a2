"""Who speaks: a name in full, whom a pronoun or a description means, else the mention's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.model import Span
from bot.reading import names
from bot.reading.mentions import Entity, Mention, Named, dateline_end, noun_phrase
from bot.reading.people.pronouns import HE, IT, SHE, THEY
from bot.reading.people.registry import Registry
from bot.reading.people.roles import gender_of_role, holds, is_role_of_body, organisation_in
from bot.reading.people.surface import AMONG, is_either, is_office
from bot.reading.people.wording import fit_role
from bot.reading.quotes.lexicon import is_speaking_noun
from bot.reading.quotes.marks import Marks

_DESCRIBED = 0.75
"""How sure a description is that one name alone fits."""
_PLURAL = 0.7
"""How sure "it" and "they" are, counted on annotated news: four of five."""
_LIST = 25
"""Tokens over which a list of speakers may go on."""
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_FIRMS = frozenset({"firm", "company", "group", "business"})
_BODY_WORDS = names.BODY_ROLES | frozenset({"organisation", "organization", "charity", "campaign"})
_ASKED = frozenset({"asked", "asks", "wondered", "inquired"})
"""Whoever asks is not the one who replies."""


class People:
    """The people and bodies of one Doc. `sources` are token indices of speakers' heads, as the frames found them."""

    def __init__(self, doc: Doc, marks: Marks, sources: Iterable[int] = ()) -> None:
        self.doc = doc
        self.marks = marks
        self._known = Registry(doc, marks, sources)

    def name(self, head: int, span: Span) -> Named:
        """Who the mention with this head token is."""
        token = self.doc[head]
        if token.pos_ == "PRON":
            return self._pronoun(token)
        beside = self._known.by_role_token.get(head)
        if beside is not None:
            last = self.doc[beside.last]
            names_of = [beside.entity.name, *self._names_of([*token.conjuncts, *last.conjuncts], last)]
            return _named(beside, " and ".join(dict.fromkeys(names_of)))
        mention = self._known.by_token.get(head) or self._mention_elsewhere(token) or self._mention_in(token, span)
        mention = mention or self._behind_posts(token)
        if mention is None:
            apposed = next((m for c in token.children if (m := self._apposition(token, c)) is not None), None)
            return self._described(token, span) if apposed is None else self._apposed(token, apposed)
        return self._joined(token, mention)

    def _bearer(self, token: Token) -> Mention | None:
        """The person or body at this token, or whose role stands there: "and the clerk, Ana Lowe"."""
        known = self._known.by_token.get(token.i) or self._known.by_role_token.get(token.i)
        apposed = (self._apposition(token, child) for child in token.children)
        return known or next((mention for mention in apposed if mention is not None), None)

    def _apposition(self, token: Token, child: Token) -> Mention | None:
        """The name in apposition to this noun, where the noun is its role."""
        mention = self._known.by_token.get(child.i) if child.dep_ == "appos" else None
        if mention is not None and any(c.lower_ in AMONG for c in child.lefts):
            return None  # "residents, among them Ana Lowe, said"
        if mention is not None and is_either(self.doc, token.left_edge.i, token.i, mention.first - 2):
            return None
        return mention if mention is not None and (not mention.entity.body or is_role_of_body(token.lower_)) else None

    def _mention_elsewhere(self, token: Token) -> Mention | None:
        """For a surname the tagger took for a common word, as in headlines: its one bearer's mention."""
        word = token.text.title() if token.text.isupper() else token.text
        if word not in self._known.surnames:
            return None
        bearers = self._known.bearers(word)
        return next((m for m in self._known.mentions if len(bearers) == 1 and m.entity is bearers[0]), None)

    def _mention_in(self, token: Token, span: Span) -> Mention | None:
        """For a speaker whose head the tree missed ("Asked about it, Ana Lowe said"): the one name in its words."""
        if token.pos_ not in {"VERB", "PROPN"} or token.lower_.rstrip(".") in names.TITLES:
            return None
        near = {id(m.entity): m for m in self._known.mentions if span.start <= self.doc[m.first].idx < span.end}
        named = [m for m in near.values() if not m.pronoun]
        return named[0] if len(named) == 1 else None

    def _behind_posts(self, token: Token) -> Mention | None:
        """For "chief executive and president Ana Lowe": the one name behind two posts."""
        if not is_office(token) and token.lower_ not in names.TITLES:
            return None
        for name in token.conjuncts:
            mention = self._known.by_token.get(name.i)
            if mention is None or not token.i < mention.first < token.i + 8:
                continue
            between = self.doc[token.i + 1 : mention.first]
            if all(t.lower_ in {"and", ","} or t.lower_ in names.TITLE_WORDS for t in between):
                posts = fit_role(self.doc[token.left_edge.i : mention.first].text)
                return replace(mention, role=posts)
        return None

    def _joined(self, token: Token, mention: Mention) -> Named:
        before = self._joined_before(token, mention)
        others = self._listed(token) or self._names_of(token.conjuncts, token)
        name = " and ".join(dict.fromkeys([*before, mention.entity.name, *others]))
        return Named(name, entity=mention.entity) if before else _named(mention, name)

    def _names_of(self, tokens: Iterable[Token], behind: Token) -> list[str]:
        near = [self._bearer(t) for t in tokens if 0 < t.i - behind.i < _LIST]
        return [mention.entity.name for mention in near if mention is not None]

    def _listed(self, token: Token) -> list[str]:
        """The others of "Ana Lowe, Ida Moss and Olu Brandt", where the second was taken for an apposition."""
        for child in token.children:
            joined = child.dep_ == "appos" and [c for c in child.conjuncts if c.i > child.i]
            if joined and child.pos_ == "NOUN":
                return self._people_of(joined, token)  # "Ana Lowe, head of Tarn, and Ida Moss, a clerk"
            mention = self._known.by_token.get(child.i)
            if joined and mention is not None and not mention.entity.body and len(mention.entity.words) > 1:
                return self._names_of([child, *joined], token)
        return []

    def _people_of(self, tokens: Iterable[Token], behind: Token) -> list[str]:
        """The names that a given name opens: no further post, as in "the head of Tarn and Director at Corran"."""
        known = (t for t in tokens if (m := self._known.by_token.get(t.i)) is not None and _is_full_name(self.doc, m))
        return self._names_of(known, behind)

    def _joined_before(self, token: Token, mention: Mention) -> list[str]:
        """Names that the tree took for a part of this one's title: "Minister Ana Reis and Minister Olu Ade"."""
        least = max(token.left_edge.i, mention.first - _LIST)
        least = max([least, *(t.i + 1 for t in self.doc[least : mention.first] if t.is_space)])
        tokens = range(least, mention.first)
        near = (self._known.by_token.get(i) for i in tokens)
        found = {id(m): m for m in near if m is not None and len(m.entity.words) > 1}
        if all(t.lower_ != "and" for t in self.doc[least : mention.first]):
            return []
        return [m.entity.name for m in found.values() if self.doc[m.last + 1].lower_ in {"and", ","}]

    def _apposed(self, token: Token, mention: Mention) -> Named:
        if token.i < dateline_end(self.doc, mention.first):
            return _named(mention)
        words = noun_phrase(token, without=mention.first)
        role, organisation = fit_role(words), organisation_in(words)
        mention.entity.role = role or mention.entity.role
        last = self.doc[mention.last]
        name = " and ".join(dict.fromkeys([mention.entity.name, *self._names_of(last.conjuncts, last)]))
        return Named(name, role=role, organisation=organisation, entity=mention.entity)

    # -------------------------------------------------------------- pronouns

    def _pronoun(self, token: Token) -> Named:
        unnamed = self._unnamed_before(token)
        if unnamed is not None:
            return unnamed
        found = self._known.pronouns.get(token.i)
        if found is not None:
            mention, confidence = found
            return _named(mention, confidence=confidence, pronoun=True)
        if token.lower_ in THEY | IT:
            return self._plural(token)
        return Named(token.text, unnamed=True, confidence=0.3, pronoun=True)

    def _unnamed_before(self, token: Token) -> Named | None:
        """For "A spokesman said …. He added …": the unnamed person who spoke last, where no name came between."""
        starts = self._known.sentences
        here = self._known.sentence(token.i)
        earlier = [i for i in self._known.sources if starts[max(0, here - 1)] <= i < starts[here]]
        if token.lower_ not in HE | SHE or not earlier:
            return None
        last = self.doc[max(earlier)]
        asked = last.head.lower_ in _ASKED
        if asked or last.tag_ != "NN" or last.i in self._known.by_token or not is_office(last):
            return None
        gender = gender_of_role(last.lower_)
        named = self.name(last.i, Span(last.idx, last.idx + len(last)))
        if named.entity is not None or (gender and gender != ("m" if token.lower_ in HE else "f")):
            return None
        return Named(named.name, unnamed=True, role=named.role, confidence=0.7, pronoun=True)

    def _plural(self, token: Token) -> Named:
        """What "they" and "it" stand for: the latest body or unnamed group that was subject, within two sentences."""
        start = self._known.sentences[max(0, self._known.sentence(token.i) - 2)]
        plural = token.lower_ in THEY
        likely = [t for t in self.doc[start : token.i] if self._may_be(t, plural=plural)]
        if not likely:
            return Named(token.text, unnamed=True, confidence=0.3, pronoun=True)
        other = next((t for t in reversed(likely) if t.i in self._known.sources), likely[-1])
        known = self.name(other.i, Span(other.left_edge.idx, other.right_edge.idx + len(other.right_edge)))
        return Named(known.name, known.unnamed, known.role, known.organisation, _PLURAL, known.entity, pronoun=True)

    def _may_be(self, token: Token, *, plural: bool) -> bool:
        """Whether "they" or "it" may mean this subject: of the same number, and able to speak."""
        if token.dep_ not in _SUBJECT or token.pos_ not in {"NOUN", "PROPN"} or self.marks.at(token.idx) is not None:
            return False
        named = self._known.by_token.get(token.i)
        if not plural and ((named is not None and named.entity.gender) or is_office(token)):
            return False
        spoke = token.i in self._known.sources
        many = token.tag_ in {"NNS", "NNPS"} or any(token.conjuncts)
        if plural != many and not (plural and token.pos_ == "PROPN" and spoke):
            return False
        return spoke or token.pos_ == "PROPN" or is_speaking_noun(token.lower_)

    # -------------------------------------------------------------- descriptions

    def _described(self, token: Token, span: Span) -> Named:
        words = noun_phrase(token)
        definite = any(c.lower_ in {"the", "that", "this"} for c in token.children if c.dep_ == "det")
        titled = token.pos_ == "PROPN" and token.lower_ in names.TITLES
        if titled or (definite and token.tag_ == "NN" and not any(c.pos_ == "PROPN" for c in token.subtree)):
            mention = self._by_role(token)
            if mention is not None:
                return _named(mention, confidence=_DESCRIBED)
            body = self._body_before(token)
            if body is not None:
                return _named(body, confidence=_DESCRIBED)
        return Named(words or span.of(self.marks.text), unnamed=True)

    def _body_before(self, token: Token) -> Mention | None:
        """Which body "the group" or "the union" is: the last one named, if it was subject in the sentence before.

        One whose name holds the word may stand further back, and so may one that is the only body so far.
        """
        before = [m for m in self._known.mentions if m.first < token.i and m.entity.body]
        holding = [m for m in before if token.lower_ in (word.lower() for word in m.entity.words)]
        if holding:
            return holding[-1] if len({id(m.entity) for m in holding}) == 1 else None
        if token.lower_ not in _BODY_WORDS or not before:
            return None
        last = before[-1]
        near = self._known.sentence(token.i) - last.sentence < 2 and last.first >= self._paragraph(token)
        only = all(m.entity is last.entity for m in before)
        subject = next((m for m in reversed(before) if m.subject and not m.quoted and m.entity is last.entity), None)
        return subject if (near and subject is last) or only else None

    def _paragraph(self, token: Token) -> int:
        """The first token of its paragraph."""
        return next((t.i + 1 for t in reversed(self.doc[: token.i]) if t.is_space and "\n" in t.text), 0)

    def _by_role(self, token: Token) -> Mention | None:
        """Whom "the minister" means: the latest person before it whose role holds that word; None where two differ."""
        found: dict[int, Mention] = {}
        for mention in reversed(self._known.mentions):
            if mention.first > token.i:
                continue
            role = mention.entity.role
            if role and mention.entity.body == is_role_of_body(token.lower_) and holds(role, token):
                found.setdefault(id(mention.entity), mention)
        one = next(iter(found.values())) if len(found) == 1 else None
        if one is None or not one.entity.body:
            return one
        about = next((m for m in self._known.mentions if m.subject or m.entity.body), one)
        if about.entity.body and about.entity is not one.entity and about.entity.count >= one.entity.count:
            alike = token.lower_ in _FIRMS and is_role_of_body(about.entity.role or "")
            return about if alike else None  # "the firm" is the one the article opens with, not the one it asked
        return None if self._passed(one, token) else one

    def _passed(self, body: Mention, token: Token) -> bool:
        """Whether another body was named since: then "the firm" may be that one."""
        since = [m for m in self._known.mentions if body.first < m.first < token.i and not m.pronoun]
        return any(m.entity.body and m.entity is not body.entity for m in since)


def _is_full_name(doc: Doc, mention: Mention) -> bool:
    return mention.last > mention.first and doc[mention.first].lower_ in names.GIVEN_NAMES


def _named(mention: Mention, name: str = "", *, confidence: float = 1.0, pronoun: bool = False) -> Named:
    """The speaker as this mention states them, else as the article did before."""
    entity: Entity = mention.entity
    return Named(
        name or entity.name,
        role=mention.role or entity.role,
        organisation=mention.organisation or entity.organisation,
        confidence=confidence,
        entity=entity,
        pronoun=pronoun,
    )
