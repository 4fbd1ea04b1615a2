"""Quotations and clauses that a colon announces without a cue verb, and nouns that are equated with a statement.

"Orr is blunt: “We will not pay.”", "Her message to ministers: pay.", "The report's conclusion is that …".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from bot.reading.quotes.cue import hit_of
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.lexicon import CUE_NOUNS, EQUATED, NO_SPEAKERS, is_document, is_person_noun
from bot.reading.quotes.marks import Marks, Quotation
from bot.reading.quotes.speakers import mention
from bot.reading.quotes.tree import chars, children, sentence

_BE = frozenset({"is", "was", "are", "were", "'s", "’s", "remains", "remained"})
_ASK = frozenset("advice plea request wish demand message order promise pledge vow call".split())
"""Nouns that an infinitive spells out: "her advice is to wait"."""
_FEWEST_WORDS = 3


def find_announced(doc: Doc, marks: Marks) -> Iterator[Found]:
    """A quotation behind a colon, spoken by the subject of the clause before it."""
    for quotation in marks.quotations:
        found = _announced(doc, quotation, marks) or _rated(doc, quotation, marks)
        if found is not None:
            yield found


def _announced(doc: Doc, quotation: Quotation, marks: Marks) -> Found | None:
    text = marks.text
    before = text[: quotation.outer.start].rstrip(" ")
    if before[-1:] != ":" or quotation.inner.of(text).count(" ") + 1 < _FEWEST_WORDS:
        return None
    colon = doc.char_span(len(before) - 1, len(before), alignment_mode="expand")
    if colon is None or quotation.inner.of(text).rstrip()[-1:] not in {".", "!", "?", "…", ","}:
        return None
    speaker = _whose(colon[0])
    if speaker is None or marks.at(speaker.idx) is not None:
        return None
    return Found(
        Frame.CUED_MARKS,
        (quotation.inner,),
        source=speaker.i,
        source_span=mention(speaker),
        anchor=colon[0].i - 1,
        lemma=":",
    )


def _rated(doc: Doc, quotation: Quotation, marks: Marks) -> Found | None:
    """For "“…” was the verdict of the judge" and "“…,” came the reply from Ana Lowe"."""
    behind = doc.char_span(quotation.outer.end - 1, quotation.outer.end, alignment_mode="expand")
    if behind is None or behind.end >= len(doc) or " " not in quotation.inner.of(marks.text):
        return None
    verb = doc[behind.end]
    if verb.lower_ not in _BE | {"came", "comes", "went", "ran"}:
        return None
    for noun in children(verb, "attr", "nsubj"):
        owner = _owner(noun) or _author(noun) if noun.i > verb.i else None
        if owner is not None:
            cue = chars((noun.i, noun.i), noun)
            return Found(
                Frame.CUED_MARKS,
                (quotation.inner,),
                cue=cue,
                source=owner.i,
                source_span=mention(owner),
                anchor=noun.i,
                lemma=noun.lower_,
            )
    return None


def _author(noun: Token) -> Token | None:
    """Whose it is in "the verdict of the judge" and "a message from Ana Lowe"."""
    if noun.lower_ not in CUE_NOUNS and noun.lower_ not in EQUATED:
        return None
    links = [c for c in children(noun, "prep") if c.lower_ in {"of", "from"} and c.i > noun.i]
    return next((o for link in links for o in children(link, "pobj") if o.lower_ not in NO_SPEAKERS), None)


def _whose(colon: Token) -> Token | None:
    """Subject of the last main clause before the colon; whose message it is where the subject is a statement."""
    start = sentence(colon.doc[max(0, colon.i - 1)]).start
    subjects = [
        t
        for t in colon.doc[start : colon.i]
        if t.dep_ in {"nsubj", "nsubjpass"} and t.head.dep_ not in {"relcl", "acl", "advcl", "csubj"}
    ]
    if not subjects and colon.i and (owner := _owner(colon.nbor(-1))) is not None:
        return owner  # "Her reaction: “…”"
    there = [n for t in colon.doc[start : colon.i] if t.lower_ == "there" for n in children(t.head, "attr", "dobj")]
    if (giver := next((g for noun in there if (g := _author(noun)) is not None), None)) is not None:
        return giver
    for subject in subjects:
        owner = _owner(subject)
        if owner is not None:
            return owner
        if subject.lower_ in NO_SPEAKERS or subject.lower_ in {"it", "there", "who"}:
            return None
        named = subject.text[0].isupper() and not children(subject, "det", "poss")
        if named or subject.pos_ in {"PROPN", "PRON"} or is_person_noun(subject.lower_) or is_document(subject.lower_):
            return subject
    return None


def find_equated(noun: Token) -> Found | None:
    """For "The report's conclusion is that …", "her advice is to wait", "his verdict: too small"."""
    if noun.lower_ not in CUE_NOUNS and noun.lower_ not in EQUATED:
        return None
    owner = _owner(noun)
    if owner is None:
        return None
    clause = _equal(noun)
    if clause is None:
        return None
    return said_by_noun(noun, owner, clause)


def said_by_noun(noun: Token, owner: Token, clause: tuple[int, int]) -> Found | None:
    """What a noun announces ("his claim that …", "the conclusion is that …"); `clause`: its first and last token."""
    hit = hit_of(Frame.NOMINAL, noun, [clause])
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


def _owner(noun: Token) -> Token | None:
    if noun.lower_ not in CUE_NOUNS and noun.lower_ not in EQUATED:
        return None
    owner = next(iter(children(noun, "poss")), None)
    return owner if owner is not None and owner.lower_ not in NO_SPEAKERS else None


def _equal(noun: Token) -> tuple[int, int] | None:
    """What the noun is said to be: a that-clause or infinitive behind "is", or what follows a colon."""
    sent, verb = sentence(noun), noun.head
    if noun.dep_ == "nsubj" and verb.lower_ in _BE:
        for clause in children(verb, "ccomp", "xcomp"):
            asks = clause.left_edge.lower_ == "to" and noun.lower_ in _ASK
            if clause.i > verb.i and (asks or clause.left_edge.lower_ == "that"):
                return clause.left_edge.i, clause.right_edge.i
    behind = noun.doc[noun.i + 1 : sent.end]
    colon = next((t.i for t in behind if t.text == ":"), -1)
    if colon < 0 or any(t.is_punct for t in noun.doc[noun.i + 1 : colon]) or colon - noun.i > 8:
        return None
    if noun.text[0].isupper() and noun.i > sent.start:
        return None  # "The Weekly Report: …" is a name
    bare = noun.dep_ == "nsubj" and verb.lower_ in _BE
    return (colon + 1, sent.end - 1) if bare or colon == noun.i + 1 else None
