"""Cues that are no verbs: "according to", nouns with a that-clause ("his claim that …"), "Name: …"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from bot.reading.quotes.cue import hit_of
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.lexicon import CUE_NOUNS
from bot.reading.quotes.speakers import mention
from bot.reading.quotes.tree import chars, children, sentence


def find_phrasal(doc: Doc) -> list[Found]:
    found = []
    for token in doc:
        statement = None
        if token.lower_ == "according":
            statement = _according(token)
        elif token.lower_ in CUE_NOUNS and token.pos_ == "NOUN":
            statement = _nominal(token)
        if statement is not None:
            found.append(statement)
    return found


def _according(token: Token) -> Found | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = next(iter(children(to, "pobj")), None) if to is not None else None
    if to is None or source is None:
        return None
    head = token.head
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    sent = sentence(token)
    first, last = token.left_edge.i, token.right_edge.i
    left, right = max(head.left_edge.i, sent.start), min(head.right_edge.i, sent.end - 1)
    fronted = first <= sent.start + 1
    spans = [(last + 1, sent.end - 1)] if fronted else [(left, first - 1), (last + 1, right)]
    hit = hit_of(Frame.ACCORDING, token, [s for s in spans if s[1] - s[0] >= 1])
    if hit is None:
        return None
    return Found(
        *hit,
        cue=chars((token.i, to.i), token),
        source=source.i,
        source_span=mention(source),
        anchor=token.i,
        lemma="according",
    )


def _openings(noun: Token) -> frozenset[str]:
    """What may open the statement behind a noun: an infinitive only where the noun binds its speaker."""
    return _TO_OR_THAT if noun.lower_.rstrip("s") in {"promise", "pledge", "threat", "vow"} else _THAT


_THAT, _TO_OR_THAT = frozenset({"that"}), frozenset({"that", "to"})


def _called_for(noun: Token) -> Token | None:
    """What stands behind "her call for" and "their demand for"."""
    if noun.lower_ not in {"call", "calls", "demand", "demands"}:
        return None
    return next((o for c in noun.children if c.lower_ == "for" for o in children(c, "pobj")), None)


def _nominal(noun: Token) -> Found | None:
    clause = next(
        (
            c
            for c in noun.children
            if c.dep_ in {"acl", "ccomp"}
            and c.i > noun.i
            and any(m.lower_ in _openings(noun) and m.i < c.i for m in c.children)
        ),
        None,
    )
    if clause is None:
        clause = _called_for(noun)
    if clause is None:
        return None
    owner = next(iter(children(noun, "poss")), None)
    if owner is None:
        by = next(
            (c for c in noun.children if c.lower_ in {"by", "from", "of"} and noun.i < c.i < clause.left_edge.i), None
        )
        owner = next(iter(children(by, "pobj")), None) if by is not None else None
    if owner is None:
        return None
    hit = hit_of(Frame.NOMINAL, noun, [(clause.left_edge.i, clause.right_edge.i)])
    if hit is None:
        return None
    return Found(
        *hit,
        cue=chars((noun.i, noun.i), noun),
        source=owner.i,
        source_span=mention(owner),
        anchor=noun.i,
        lemma=noun.lower_,
    )
