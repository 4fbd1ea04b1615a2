"""Cues that are no verbs: "according to", nouns with a that-clause ("his claim that …"), "Name: …"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from bot.reading.quotes.colons import find_equated, said_by_noun
from bot.reading.quotes.copular import find_copular
from bot.reading.quotes.cue import hit_of
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.lexicon import CUE_ADJECTIVES, CUE_NOUNS, EQUATED, NO_SPEAKERS, VIEWPOINTS, VIEWS
from bot.reading.quotes.speakers import mention
from bot.reading.quotes.tree import chars, children, finite, is_passive, sentence, subject

_CUES = {"according", "clear", "plain", "known"} | CUE_ADJECTIVES | VIEWS | VIEWPOINTS | EQUATED | set(CUE_NOUNS)


def find_phrasal(doc: Doc) -> list[Found]:
    found = []
    for token in doc:
        statement, word = None, token.lower_
        if word not in _CUES:
            continue
        if word == "according":
            statement = _according(token)
        elif word in CUE_NOUNS and token.pos_ == "NOUN":
            statement = _nominal(token)
        if statement is None:
            statement = find_copular(token) or _viewpoint(token) or find_equated(token)
        if statement is not None:
            found.append(statement)
    return found


def _according(token: Token) -> Found | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = (next(iter(children(to, "pobj")), None) or _name_behind(to)) if to is not None else None
    if to is None or source is None:
        return None
    head = token.head
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    while head.dep_ == "conj" and head.head.pos_ in {"VERB", "AUX"} and not children(head, "nsubj", "nsubjpass"):
        head = head.head
    sent = sentence(token)
    first, last = token.left_edge.i, token.right_edge.i
    left, right = max(head.left_edge.i, sent.start), min(head.right_edge.i, sent.end - 1)
    fronted = first <= sent.start + 1
    if head.i == token.i and sent.start < token.i:
        left, first = sent.start, token.i  # "More than you think, according to Orr."
        fronted = False
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


def _name_behind(to: Token) -> Token | None:
    """The last word of the capitals behind "according to", where the tree found no noun: "according to Hear Us"."""
    here = to.i
    while here + 1 < len(to.doc) and to.doc[here + 1].text[:1].isupper():
        here += 1
    return to.doc[here] if here > to.i else None


def _viewpoint(noun: Token) -> Found | None:
    """For "In her view, …", "in the words of the judge, …"."""
    by = noun.head
    if noun.lower_ not in VIEWPOINTS or by.dep_ != "prep" or by.lower_ not in {"in", "by", "to"}:
        return None
    owner = next(iter(children(noun, "poss")), None)
    of = next((c for c in children(noun, "prep") if c.lower_ == "of"), None)
    if owner is None and of is not None:
        owner = next(iter(children(of, "pobj")), None)
    if owner is None or owner.lower_ in _NO_OWNERS or not _is_apart(by):
        return None
    sent, last = sentence(noun), by.right_edge.i
    spans = [(sent.start, by.i - 1), (last + 1, sent.end - 1)]
    hit = hit_of(Frame.ACCORDING, noun, [s for s in spans if s[1] - s[0] >= 1])
    if hit is None:
        return None
    return Found(
        *hit,
        cue=chars((by.i, noun.i) if owner.i > noun.i else (noun.i, noun.i), noun),
        source=owner.i,
        source_span=mention(owner),
        anchor=noun.i,
        lemma=noun.lower_,
    )


_NO_OWNERS = NO_SPEAKERS | {"everybody", "everyone", "people", "many", "most"}


def _is_apart(preposition: Token) -> bool:
    """Whether the phrase opens its sentence or stands between commas, and a comma ends it."""
    doc, first, last = preposition.doc, preposition.i, preposition.right_edge.i
    inside = doc[first - 1].text in {",", "–", "—", "(", "“", '"'} and finite(preposition.head) != ""
    before = sentence(preposition).start == first or inside
    return before and last + 1 < len(doc) and doc[last + 1].text in {",", "."}


def _openings(noun: Token) -> frozenset[str]:
    """What may open the statement behind a noun: an infinitive only where the noun binds its speaker."""
    return (
        _TO_OR_THAT
        if noun.lower_.rstrip("s") in {"promise", "pledge", "threat", "vow", "call", "claim", "demand", "plea"}
        else _THAT
    )


_BINDING = frozenset("promise pledge threat vow call claim demand plea".split())
_THAT, _TO_OR_THAT = frozenset({"that"}), frozenset({"that", "to"})


def _called_for(noun: Token) -> Token | None:
    """What stands behind "her call for" and "their demand for"."""
    if noun.lower_ not in {"call", "calls", "demand", "demands"}:
        return None
    return next((o for c in noun.children if c.lower_ == "for" for o in children(c, "pobj")), None)


_OF = frozenset({"by", "from", "of", "among"})
_GIVES = frozenset(
    "give gives gave given giving make makes made making issue issues issued issuing deliver delivers delivered voice "
    "voices voiced voicing raise raises raised raising send sends sent sending".split()
)


def _giver(noun: Token) -> Token | None:
    """Whose statement it is in "gave a warning that …": the subject of the verb that utters it."""
    if noun.dep_ != "dobj" or noun.head.lower_ not in _GIVES or is_passive(noun.head):
        return None
    giver = subject(noun.head)
    return giver if giver is not None and giver.lower_ not in NO_SPEAKERS else None


def _nominal(noun: Token) -> Found | None:
    clause = next(
        (
            c
            for c in noun.children
            if c.dep_ in {"acl", "ccomp", "relcl"}
            and c.i > noun.i
            and any(m.lower_ in _openings(noun) and m.i < c.i and m.dep_ in {"mark", "aux"} for m in c.children)
        ),
        None,
    )
    if clause is None:
        clause = _called_for(noun)
    if clause is None:
        return None
    owner = next(iter(children(noun, "poss")), None)
    if owner is None:
        by = next((c for c in noun.children if c.lower_ in _OF and noun.i < c.i < clause.left_edge.i), None)
        owner = next(iter(children(by, "pobj")), None) if by is not None else _giver(noun)
    if owner is None:
        return None
    return said_by_noun(noun, owner, (clause.left_edge.i, clause.right_edge.i))
