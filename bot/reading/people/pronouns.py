"""Whom "he" and "she" mean: by recency, subject, earlier speech and gender, with how sure that is."""

from __future__ import annotations

from typing import Protocol

from spacy.tokens import Doc, Token

from bot.reading.mentions import Entity, Mention, is_name, is_subject
from bot.reading.quotes.marks import Marks

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "themselves"})
IT = frozenset({"it", "its", "itself"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LOOK_BACK = 12
"""Sentences that a pronoun may look back over."""
_MOST_MENTIONS = 80

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


class Mentions(Protocol):
    """What a registry knows when it comes to a pronoun."""

    doc: Doc
    marks: Marks
    mentions: list[Mention]
    sentences: list[int]
    told: list[int]

    def sentence(self, token: int) -> int: ...

    def bearers(self, surname: str) -> list[Entity]: ...


def gender_of(token: Token) -> str:
    return "m" if token.lower_ in HE else "f"


def antecedent(known: Mentions, token: Token) -> tuple[Entity, float] | None:
    """The entity that "he" or "she" stands for and how sure that is (0.3 to 0.95); None where nobody fits."""
    here = known.sentence(token.i)
    coming = _coming(known, token)
    if coming is not None:
        return coming, 0.9
    named_below = _named_below(known, token, here)
    scores: dict[int, float] = {}
    entities: dict[int, Entity] = {}
    for mention in known.mentions[: -_MOST_MENTIONS - 1 : -1]:
        away = known.told[here] - known.told[mention.sentence]
        if away > _LOOK_BACK:
            break
        if mention.entity.words[-1] in named_below or not _fits(known.doc, mention, token, away):
            continue
        key = id(mention.entity)
        entities[key] = mention.entity
        scores[key] = max(scores.get(key, -99.0), _score(mention, away, gender_of(token)))
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 2.0
    return entities[ranked[0][0]], max(0.3, min(0.95, 0.5 + 0.2 * margin))


def _coming(known: Mentions, token: Token) -> Entity | None:
    """Whose name comes behind a clause in front: "Though she called it a scandal, Brandt did not vote"."""
    clause = token.head
    if token.dep_ not in _SUBJECTS or clause.dep_ != "advcl" or not any(c.dep_ == "mark" for c in clause.children):
        return None
    subject = next((c for c in clause.head.children if c.dep_ in _SUBJECTS and c.i > token.i), None)
    if subject is None or clause.i > subject.i or known.marks.at(subject.idx) is not None:
        return None
    return next((e for e in known.bearers(subject.text) if not e.body and e.gender in {"", gender_of(token)}), None)


def told_before(doc: Doc, marks: Marks) -> list[int]:
    """For each sentence how many before it are the narrator's: what stands in marks alone takes nobody further away."""
    counts, told = [], 0
    for sent in doc.sents:
        counts.append(told)
        first, last = marks.at(sent[0].idx), marks.at(sent[-1].idx)
        told += first is None or first is not last
    return counts


def _fits(doc: Doc, mention: Mention, token: Token, away: int) -> bool:
    return (
        _may_be(mention, gender_of(token), away)
        and not _is_many(doc, mention)
        and not _acts_on(doc[mention.last], token)
    )


def _acts_on(name: Token, token: Token) -> bool:
    """Whether the name is subject or head of the clause that has the pronoun as its object: "Brandt, who met her"."""
    if token.dep_ not in {"dobj", "pobj", "dative"}:
        return False
    verb = next((t for t in token.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and (name.head.i == verb.i or any(t.i == name.i for t in verb.ancestors))


def _may_be(mention: Mention, gender: str, away: int) -> bool:
    entity = mention.entity
    if mention.quoted or entity.body or (entity.gender and entity.gender != gender):
        return False
    full = len(entity.words) > 1 and (mention.subject or (away == 1 and not mention.possessive))
    return entity.person or mention.source or mention.pronoun or full


def _is_many(doc: Doc, mention: Mention) -> bool:
    """A plural with a capital, most often for opening its sentence: "Neighbours said …"."""
    token, words = doc[mention.last], mention.entity.words
    opens = len(words) == 1 and words[0].endswith("s") and bool(token.is_sent_start)
    return token.tag_ == "NNPS" or (opens and not mention.entity.person)


def _named_below(known: Mentions, token: Token, here: int) -> set[str]:
    """Names in the rest of a pronoun's sentence: in "He said Ms Adu agreed" he is not Ms Adu."""
    if not is_subject(token):
        return set()
    end = known.sentences[here + 1] if here + 1 < len(known.sentences) else len(known.doc)
    rest = known.doc[token.i + 1 : end]
    return {t.text for t in rest if is_name(t) and is_subject(t) and known.marks.at(t.idx) is None}


def _score(mention: Mention, away: int, gender: str) -> float:
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
