"""Questions to a dependency tree that every frame asks: the subject, where a clause ends, what surrounds a cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from bot.model import Span
from bot.reading.quotes.lexicon import AUTHORED, OCCASIONS, cannot_speak, is_document

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_BORROWS = frozenset({"conj", "xcomp", "advcl", "ccomp", "dep", "pcomp"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_STARTS = "sentence starts"
"""Under this a document keeps where its sentences start, and its length, once it was asked."""


def children(token: Token, *labels: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def is_passive(verb: Token) -> bool:
    marks = [child for child in verb.children if child.dep_ in {"auxpass", "nsubjpass"}]
    return bool(marks) and not _is_perfect(verb)


def _is_perfect(verb: Token) -> bool:
    """For "he's argued that …", which the parser takes for a passive."""
    short = any(c.lower_ in {"'s", "’s"} for c in children(verb, "auxpass"))
    return short and verb.tag_ == "VBN" and any(c.i > verb.i for c in children(verb, "ccomp"))


def is_torn_off(verb: Token) -> bool:
    """A main verb that the parser took for a participle: "Adu, the chair, called for a vote" with Adu as the root."""
    head = verb.head
    loose = verb.tag_ == "VBN" and verb.dep_ == "acl" and head.dep_ == "ROOT" and head.pos_ in {"PROPN", "NOUN"}
    told = verb.doc[verb.i - 1].text == "," or any(c.i > verb.i for c in children(verb, "ccomp"))
    return loose and told and not children(verb, "agent", "auxpass")


def agent(verb: Token) -> Token | None:
    """The doer of a passive or participle: "announced by the ministry"."""
    for by in children(verb, "agent"):
        for noun in children(by, "pobj"):
            return noun
    return None


def subject(verb: Token) -> Token | None:
    """Head of who does it: own subject, the antecedent of a relative clause, or that of the verb it hangs on."""
    return _subject(verb, 0)


def _subject(verb: Token, depth: int) -> Token | None:
    own = children(verb, "nsubj") or children(verb, "csubj") or (_is_perfect(verb) and children(verb, "nsubjpass"))
    if own:
        return _antecedent(own[-1], verb)
    if is_torn_off(verb):
        return verb.head
    if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}):
        return agent(verb)
    if verb.dep_ == "acl":
        return _author(verb.head) if verb.tag_ == "VBG" and depth == 0 else verb.head
    if verb.dep_ in _BORROWS and depth < 6 and verb.head.i != verb.i:
        return _borrowed(verb, depth)
    return None


def _author(document: Token) -> Token:
    """Who speaks in "the firm issued a statement saying …" and "in her letter saying …"; else the document."""
    if document.lower_ not in AUTHORED:
        return document
    owner = next(iter(children(document, "poss")), None)
    if owner is not None:
        return owner
    verb = document.head if document.dep_ in {"dobj", "pobj"} else None
    if verb is not None and document.dep_ == "pobj":
        verb = verb.head
    doers = children(verb, "nsubj") if verb is not None and verb.pos_ == "VERB" and not is_passive(verb) else []
    return _antecedent(doers[-1], document.head) if doers else document


def _borrowed(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ == "pcomp" and head.head.i != head.i:
        quoted = children(head.head, "dobj") if head.lower_ == "as" and verb.lower_ == "saying" else []
        if quoted:
            return quoted[0]
        head = head.head
    if verb.dep_ == "xcomp" and head.lower_ in {"likely", "due", "set"} and head.dep_ == "acomp":
        head = head.head  # "is likely to warn"
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and head.dep_ == "ccomp" and finite(head) == "MD":
        return _subject(head.head, depth + 1)  # "said it would fall and asked why"
    things = verb.tag_ == head.head.tag_ == "VBD" and any(
        is_no_doer(s, verb) or s.lower_ in {"it", "they"} for s in children(head, "nsubj", "nsubjpass")
    )
    if verb.dep_ == "conj" and head.dep_ == "ccomp" and things:
        return _subject(head.head, depth + 1)  # "said the rise was late and blamed the bank"
    if head.pos_ not in {"VERB", "AUX"}:
        return None
    if verb.dep_ == "ccomp" and verb.tag_ not in {"VBG", "VB"}:
        return None
    if verb.dep_ == "xcomp":
        objects = [child for child in children(head, "dobj") if child.i < verb.i]
        if objects and verb.tag_ == "VB":
            return objects[-1]
    passive = children(head, *PASSIVE_SUBJECTS)
    if passive:
        return _antecedent(passive[-1], head)
    if head.dep_ == "conj" and is_passive(head):
        head = head.head  # "will give evidence and is expected to say"
    return _subject(head, depth + 1)


_PERSONAL = frozenset(
    "blamed accused apologised apologized praised thanked urged vowed promised criticised criticized denied admitted "
    "insisted demanded apologises complained threatened pledged".split()
)
"""What a person does and no document: "said the plan was dead and blamed the bank"."""


def is_no_doer(noun: Token, verb: Token) -> bool:
    """Whether a thing is said to have done what only somebody does."""
    return cannot_speak(noun) or (noun.pos_ == "NOUN" and verb.lower_ in _PERSONAL and is_document(noun.lower_))


def _antecedent(noun: Token, verb: Token) -> Token:
    if noun.lower_ in _RELATIVE and noun.tag_ in {"WP", "WDT", "IN"}:
        clause = verb
        while clause.dep_ == "conj" and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ in {"relcl", "acl"}:
            return clause.head
    return noun


def is_number(token: Token) -> bool:
    """Digits or a number word, "11bn" too."""
    return token.like_num or token.text[:1].isdigit()


def sentence(token: Token) -> Slice:
    """The token's sentence. (`Token.sent` looks over the whole document at each call.)"""
    doc = token.doc
    starts = doc.user_data.get(_STARTS)
    if starts is None:
        starts = doc.user_data[_STARTS] = [0, *(t.i for t in doc if t.i and t.is_sent_start), len(doc)]
    number = bisect_right(starts, token.i)
    return doc[starts[number - 1] : starts[number]]


def finite(verb: Token) -> str:
    """Tag of the word that carries a clause's tense: VBD, VBZ, VBP or MD; "" where there is none."""
    for token in (*verb.lefts, verb):
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and (token is verb or token.dep_ in {"aux", "auxpass"}):
            return token.tag_
    return ""


def extent(tokens: Iterable[Token]) -> tuple[int, int] | None:
    """First and last token index of these tokens' subtrees."""
    edges = [(token.left_edge.i, token.right_edge.i) for token in tokens]
    return (min(e[0] for e in edges), max(e[1] for e in edges)) if edges else None


def chars(doc_tokens: tuple[int, int], token: Token) -> Span:
    """The characters from one token to another (both included) of the token's document."""
    first, last = token.doc[doc_tokens[0]], token.doc[doc_tokens[1]]
    return Span(first.idx, last.idx + len(last))


def ancestors(token: Token) -> Iterator[Token]:
    while token.head.i != token.i:
        token = token.head
        yield token


def is_adjunct(token: Token) -> bool:
    """For "in an interview", "on Monday", "at the summit": where and when it was said."""
    if token.dep_ == "npadvmod" or (token.dep_ == "advmod" and token.right_edge.i == token.i):
        return True
    if token.dep_ != "prep" or token.lower_ not in {
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "since",
        "via",
        "through",
    }:
        return False
    return any(t.lower_ in OCCASIONS for t in token.subtree)
