"""The people and bodies of one article: full names, surnames, roles as stated, and what a pronoun stands for.

The registry is built in one pass over the article, so that a later mention only ever looks back. Names are runs of
proper nouns; no list decides who is a person, lists only give gender and tell bodies from persons. Where two people
share a surname and nothing tells them apart, the surname stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from bot.model import Span
from bot.reading import names
from bot.reading.mentions import (
    Entity,
    Mention,
    Named,
    after_titles,
    body_end,
    dateline_end,
    gender_of_given,
    gender_of_role,
    gender_of_titles,
    has_who,
    holds,
    is_body,
    is_name,
    is_role_of_body,
    is_subject,
    matches,
    noun_phrase,
    of_body,
    organisation_in,
    role_at,
    run_end,
)
from bot.reading.quotes.lexicon import is_person_noun, is_speaking_noun
from bot.reading.quotes.marks import Marks

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_LOOK_BACK = 12
"""Sentences that a pronoun may look back over."""
_MOST_MENTIONS = 80
_MOST_NAMESAKES = 20

WEIGHTS = {
    "away": 1.2,
    "subject": 1.2,
    "source": 0.7,
    "pronoun": 0.3,
    "possessive": 0.4,
    "quoted": 0.8,
    "gender": 0.3,
    "person": 0.25,
    "often": 0.1,
}
"""What speaks for a mention as a pronoun's antecedent, and (away: a sentence, possessive, quoted) against it."""


class People:
    """The registry of one Doc. `sources` are token indices of speakers' heads, as the frames found them."""

    def __init__(self, doc: Doc, marks: Marks, sources: Iterable[int] = ()) -> None:
        self.doc = doc
        self.marks = marks
        self.sources = frozenset(sources)
        self._by_word: dict[str, list[Entity]] = {}
        self.mentions: list[Mention] = []
        self._by_token: dict[int, Mention] = {}
        self._surnames: set[str] = set()
        self._pronouns: dict[int, tuple[Entity, float]] = {}
        self._sentences = [sent.start for sent in doc.sents]
        self._scan()

    # -------------------------------------------------------------- building

    def _scan(self) -> None:
        doc = self.doc
        here = 0
        while here < len(doc):
            token = doc[here]
            if is_name(token) or token.text in self._surnames:
                last = body_end(doc, run_end(doc, here))
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
        start, titles = after_titles(doc, first, last)
        words = doc[start : last + 1].text.split()
        while len(words) > 1 and words[-1].strip(".,") in names.POST_NOMINALS:
            words.pop()
        if start == last and _is_no_name(doc[start]):
            return
        entity = self._entity(words, titles, doc[start])
        root = doc[start : last + 1].root
        self._learn(entity, titles, root, start, last)
        mention = Mention(
            entity,
            start,
            last,
            self._sentence(start),
            is_subject(root),
            self.marks.at(root.idx) is not None,
            possessive=root.dep_ == "poss",
            source=any(i in self.sources for i in range(first, last + 1)),
        )
        entity.count += 1
        self._remember(mention)

    def _remember(self, mention: Mention) -> None:
        self.mentions.append(mention)
        for index in range(mention.first, mention.last + 1):
            self._by_token[index] = mention

    def _entity(self, words: list[str], titles: list[str], first: Token) -> Entity:
        gender = gender_of_titles(titles) or gender_of_given(words)
        known = self._known(words, gender)
        if known is not None:
            if len(words) > len(known.words):
                known.words = words
                self._index(known)
            known.gender = known.gender or gender
            return known
        body = is_body(words, first)
        entity = Entity(words, gender if not body else "", body=body)
        if not body and len(words) > 1:
            self._surnames.add(words[-1])
        self._index(entity)
        return entity

    def _index(self, entity: Entity) -> None:
        joints = [i for i, word in enumerate(entity.words) if i and word in {"of", "for"}]
        for word in dict.fromkeys([entity.words[0], entity.words[-1], *(entity.words[i - 1] for i in joints[:1])]):
            listed = self._by_word.setdefault(word, [])
            if entity not in listed[-_MOST_NAMESAKES:]:
                listed.append(entity)

    def _known(self, words: list[str], gender: str) -> Entity | None:
        """The latest entity this name may stand for; None where two fit and nothing decides."""
        near = {id(e): e for word in words for e in self._by_word.get(word, [])[-_MOST_NAMESAKES:]}
        known = [
            e for e in near.values() if matches(e.words, words) and not (gender and e.gender and e.gender != gender)
        ]
        exact = [e for e in known if e.words == words]
        if exact or len(known) < 2 or len(words) > 1:
            return exact[-1] if exact else known[-1] if known else None
        return self._foremost(known)

    def _foremost(self, known: list[Entity]) -> Entity | None:
        """Of several who share a surname, the one the article is about: named three times as often as the others."""
        first, second = sorted(known, key=lambda e: -e.count)[:2]
        return first if first.count >= 3 * second.count else None

    def _learn(self, entity: Entity, titles: list[str], root: Token, first: int, last: int) -> None:
        role = role_at(root, first)
        entity.organisation = of_body(root, last) or entity.organisation
        if role is not None:
            entity.role = role
            entity.body = entity.body or (is_role_of_body(role) and not entity.gender and not titles)
            entity.organisation = organisation_in(role) or entity.organisation
            gender = gender_of_role(role)
            entity.gender = entity.gender or gender
        if titles or role or entity.gender or any(c.dep_ == "relcl" and has_who(c) for c in root.children):
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
                is_subject(token),
                False,
                possessive=token.dep_ == "poss",
                pronoun=True,
                source=token.i in self.sources,
            )
        )

    def _best(self, token: Token, gender: str) -> tuple[Entity, float] | None:
        here = self._sentence(token.i)
        named_below = self._named_below(token, here)
        scores: dict[int, float] = {}
        entities: dict[int, Entity] = {}
        for mention in self.mentions[: -_MOST_MENTIONS - 1 : -1]:
            away = here - mention.sentence
            if away > _LOOK_BACK:
                break
            entity = mention.entity
            if mention.quoted or entity.body or (entity.gender and entity.gender != gender):
                continue
            full = len(entity.words) > 1 and (mention.subject or (away == 1 and not mention.possessive))
            if not (entity.person or mention.source or mention.pronoun or full):
                continue
            if entity.words[-1] in named_below or self._is_many(mention):
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

    def _is_many(self, mention: Mention) -> bool:
        """A plural with a capital, most often for opening its sentence: "Neighbours said …"."""
        token, words = self.doc[mention.last], mention.entity.words
        opens = len(words) == 1 and words[0].endswith("s") and bool(token.is_sent_start)
        return token.tag_ == "NNPS" or (opens and not mention.entity.person)

    def _named_below(self, token: Token, here: int) -> set[str]:
        """Names in the rest of a pronoun's sentence: in "He said Ms Adu agreed" he is not Ms Adu."""
        if not is_subject(token):
            return set()
        end = self._sentences[here + 1] if here + 1 < len(self._sentences) else len(self.doc)
        rest = self.doc[token.i + 1 : end]
        return {t.text for t in rest if is_name(t) and is_subject(t) and self.marks.at(t.idx) is None}

    def _score(self, mention: Mention, away: int, gender: str) -> float:
        entity, weight = mention.entity, WEIGHTS
        score = -weight["away"] * away
        score += weight["subject"] * mention.subject
        score += weight["source"] * mention.source
        score += weight["pronoun"] * mention.pronoun
        score -= weight["possessive"] * (mention.possessive and not mention.pronoun)
        score -= weight["quoted"] * mention.quoted
        score += weight["gender"] * (entity.gender == gender)
        if entity.person or not mention.source:
            score += weight["person"] if entity.person else -weight["person"]
        return score + weight["often"] * min(entity.count, 4)

    # -------------------------------------------------------------- naming a speaker

    def name(self, head: int, span: Span) -> Named:
        """Who the mention with this head token is."""
        token = self.doc[head]
        if token.pos_ == "PRON":
            return self._pronoun(token)
        mention = self._by_token.get(head)
        if mention is None:
            mention = self._mention_elsewhere(token)
        if mention is None:
            for child in token.children:
                apposed = self._by_token.get(child.i) if child.dep_ == "appos" else None
                if apposed is not None and (not apposed.entity.body or is_role_of_body(token.lower_)):
                    return self._apposed(token, apposed)
            return self._described(token, span)
        return self._joined(token, mention)

    def _mention_elsewhere(self, token: Token) -> Mention | None:
        """For a surname the tagger took for a common word, as in headlines: its one bearer's mention."""
        word = token.text.title() if token.text.isupper() else token.text
        if word not in self._surnames:
            return None
        bearers = [e for e in self._by_word.get(word, ()) if e.words[-1] == word]
        return next((m for m in self.mentions if len(bearers) == 1 and m.entity is bearers[0]), None)

    def _joined(self, token: Token, mention: Mention) -> Named:
        entity = mention.entity
        before = self._joined_before(token, mention)
        role = role_at(token, mention.first) if not before else None
        others = [
            self._by_token[c.i].entity.name
            for c in token.conjuncts
            if c.i > token.i and c.i - token.i < 25 and c.i in self._by_token
        ]
        name = " and ".join(dict.fromkeys([*before, entity.name, *others]))
        if before:
            return Named(name, entity=entity)
        organisation = organisation_in(role) if role else of_body(token, mention.last)
        return Named(name, role=role or entity.role, organisation=organisation or entity.organisation, entity=entity)

    def _joined_before(self, token: Token, mention: Mention) -> list[str]:
        """Names that the tree took for a part of this one's title: "Minister Ana Reis and Minister Olu Ade"."""
        tokens = range(token.left_edge.i, mention.first)
        found = {id(m): m for i in tokens if (m := self._by_token.get(i)) is not None and len(m.entity.words) > 1}
        return [m.entity.name for m in found.values() if self.doc[m.last + 1].lower_ in {"and", ","}]

    def _apposed(self, token: Token, mention: Mention) -> Named:
        role: str | None = noun_phrase(token, without=mention.first)
        if token.i < dateline_end(self.doc, mention.first):
            role = role_at(self.doc[mention.last], mention.first) or mention.entity.role
        organisation = organisation_in(role)
        mention.entity.role = role
        return Named(mention.entity.name, role=role, organisation=organisation, entity=mention.entity)

    def _pronoun(self, token: Token) -> Named:
        unnamed = self._unnamed_before(token)
        if unnamed is not None:
            return unnamed
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

    def _unnamed_before(self, token: Token) -> Named | None:
        """For "A spokesman said …. He added …": the unnamed person who spoke last, where no name came between."""
        here = self._sentence(token.i)
        earlier = [i for i in self.sources if self._sentences[max(0, here - 1)] <= i < self._sentences[here]]
        if token.lower_ not in _HE | _SHE or not earlier:
            return None
        last = self.doc[max(earlier)]
        if last.tag_ != "NN" or last.i in self._by_token or not is_person_noun(last.lower_):
            return None
        gender = gender_of_role(last.lower_)
        named = self.name(last.i, Span(last.idx, last.idx + len(last)))
        if named.entity is not None or (gender and gender != ("m" if token.lower_ in _HE else "f")):
            return None
        return Named(named.name, unnamed=True, role=named.role, confidence=0.7, pronoun=True)

    def _plural(self, token: Token) -> Named:
        """What "they" and "it" stand for: the latest body or unnamed group that was subject, within two sentences."""
        here = self._sentence(token.i)
        start = self._sentences[max(0, here - 2)]
        plural = token.lower_ in _THEY
        likely = [t for t in self.doc[start : token.i] if self._may_be(t, plural=plural)]
        if not likely:
            return Named(token.text, unnamed=True, confidence=0.3, pronoun=True)
        other = next((t for t in reversed(likely) if t.i in self.sources), likely[-1])
        known = self.name(other.i, Span(other.left_edge.idx, other.right_edge.idx + len(other.right_edge)))
        return Named(known.name, known.unnamed, known.role, known.organisation, 0.6, known.entity, pronoun=True)

    def _may_be(self, token: Token, *, plural: bool) -> bool:
        """Whether "they" or "it" may mean this subject: of the same number, and able to speak."""
        if token.dep_ not in _SUBJECT or token.pos_ not in {"NOUN", "PROPN"} or self.marks.at(token.idx) is not None:
            return False
        many = token.tag_ in {"NNS", "NNPS"} or any(token.conjuncts)
        if plural != many and not (plural and token.pos_ == "PROPN" and token.i in self.sources):
            return False
        return token.i in self.sources or token.pos_ == "PROPN" or is_speaking_noun(token.lower_)

    def _described(self, token: Token, span: Span) -> Named:
        words = noun_phrase(token)
        definite = any(c.lower_ in {"the", "that", "this"} for c in token.children if c.dep_ == "det")
        titled = token.pos_ == "PROPN" and token.lower_ in names.TITLES
        if titled or (definite and token.tag_ == "NN" and not any(c.pos_ == "PROPN" for c in token.subtree)):
            entity = self._by_role(token)
            if entity is not None:
                return Named(
                    entity.name, role=entity.role, organisation=entity.organisation, confidence=0.75, entity=entity
                )
        return Named(words or span.of(self.marks.text), unnamed=True)

    def _by_role(self, token: Token) -> Entity | None:
        """Whom "the minister" means: the latest person before it whose role holds that word; None where two differ."""
        found: list[Entity] = []
        for mention in reversed(self.mentions):
            if mention.first > token.i:
                continue
            entity = mention.entity
            if (
                entity.role
                and entity.body == is_role_of_body(token.lower_)
                and holds(entity.role, token)
                and entity not in found
            ):
                found.append(entity)
        return found[0] if len(found) == 1 else None


def _is_no_name(token: Token) -> bool:
    """A capitalised word that names no one: a weekday, a faith, a place, a people ("Canadians")."""
    if token.lower_.rstrip(".") in names.TITLES:
        return True
    return (
        token.lower_ in names.NOT_NAMES
        or token.lower_ in names.PLACES
        or (token.tag_ == "NNPS" and token.text.endswith(("ans", "ese", "ish")))
    )
