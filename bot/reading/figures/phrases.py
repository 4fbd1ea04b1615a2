"""Noun phrases and clauses of one parse, as spans without the figures in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
EMPTY = frozenset(
    {"total", "time", "average", "number", "amount", "rest", "figure", "sum", "record", "one", "some", "many", "all"}
)
_LEFT_KEPT = frozenset(
    {"compound", "amod", "nmod", "poss", "punct", "nummod", "advmod", "npadvmod", "case", "conj", "cc"}
)
_RIGHT_KEPT = frozenset({"of", "in", "for", "on", "to", "from", "between", "among", "per", "with", "at", "by"})
_IN_CLAUSE = frozenset(
    {"aux", "auxpass", "neg", "dobj", "attr", "acomp", "prep", "prt", "advmod", "agent", "oprd", "xcomp", "npadvmod"}
)
_LONGEST = 16


class Phrases:
    """One article's parse, asked by character offsets. `figures` are the spans of all its figures."""

    def __init__(self, doc: Doc, figures: Sequence[Span]) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._taken: set[int] = set()
        for span in figures:
            self._taken.update(self._range(span))

    def _range(self, span: Span) -> range:
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        return range(first, bisect_left(self._starts, span.end))

    def _root(self, inside: range) -> Token:
        """The token of the figure that hangs on a token outside it, the last one where several do."""
        for index in reversed(inside):
            token = self._doc[index]
            if token.head.i not in inside or token.head.i == token.i:
                return token
        return self._doc[inside[-1]]

    def _phrase(self, noun: Token, *, keep_taken: bool = False) -> Span:
        """The noun with its modifiers on the left and its prepositional phrases on the right, without figures."""
        doc = self._doc
        first = last = noun.i
        while first > 0 and first > noun.i - _LONGEST:
            before = doc[first - 1]
            linked = before.dep_ in _LEFT_KEPT or (before.tag_ == "POS")
            if before.i in self._taken or not linked or not _under(before, noun) or before.text in "(),":
                break
            first -= 1
        if keep_taken or not self._taken.intersection(range(first, noun.i + 1)):
            last = self._right_end(noun)
        while first > 0 and "-" in (doc[first].text, doc[first - 1].text) and not doc[first - 1].whitespace_:
            first -= 1  # a word of several: "like-for-like sales"
        while first < last and (
            doc[first].dep_ in ("punct", "cc", "det") or (doc[first].i in self._taken and not keep_taken)
        ):
            first += 1
        while last > first and doc[last].dep_ in ("punct", "prep", "cc", "det"):
            last -= 1
        return Span(doc[first].idx, doc[last].idx + len(doc[last]))

    def _right_end(self, noun: Token) -> int:
        last = noun.i
        for child in noun.children:
            if child.i < noun.i:
                continue
            if child.dep_ != "prep" or child.lower_ not in _RIGHT_KEPT or child.i > last + 1:
                break
            edge = child.right_edge.i
            taken = [index for index in range(child.i, edge + 1) if index in self._taken]
            if taken or edge > noun.i + _LONGEST:
                break
            last = edge
        return last

    def _clause(self, noun: Token, verb: Token | None) -> Span:
        """The noun with what follows it closely: its phrases, its relative clause, or the verb it is subject of."""
        phrase = self._phrase(noun, keep_taken=True)
        last = self._range(phrase)[-1]
        if last > noun.i and verb is None:
            return phrase
        allowed = {noun.i} | {child.i for child in noun.children if child.dep_ in ("relcl", "acl", "prep")}
        if verb is not None:
            allowed |= {verb.i} | {child.i for child in verb.children if child.dep_ in _IN_CLAUSE}
        edge = last
        for index in range(last + 1, min(last + _LONGEST - 3, len(self._doc))):
            token = self._doc[index]
            if index in self._taken or token.is_sent_start or token.text in ',;:()—–“”"' or token.dep_ == "cc":
                break
            if not _within(token, allowed, noun, verb):
                break
            edge = index
        while edge > last and self._doc[edge].dep_ in (
            "prep",
            "det",
            "punct",
            "aux",
            "auxpass",
            "mark",
            "acl",
            "advmod",
            "quantmod",
            "nsubj",
        ):
            edge -= 1
        return Span(phrase.start, self._doc[edge].idx + len(self._doc[edge]))

    def _nearest(self, inside: range) -> Span | None:
        """Where the parse leads nowhere: the nearest subject on the left in the sentence, else the nearest noun."""
        nouns = []
        for index in range(inside[0] - 1, max(inside[0] - 25, -1), -1):
            token = self._doc[index]
            if token.is_sent_start and not token.tag_.startswith("NN"):
                break
            usable = token.lower_ not in EMPTY and token.dep_ != "compound" and not is_time(token)
            if token.tag_.startswith("NN") and index not in self._taken and usable:
                if token.dep_ in SUBJECTS:
                    return self._phrase(token)
                nouns.append(token)
            if token.is_sent_start:
                break
        return self._phrase(nouns[0]) if nouns else None

    def _gapped(self, inside: range) -> Span | None:
        """Where the verb is left out: ", Ormond by 2.6%", ", copper to $9,450": the noun phrase behind the comma."""
        last = inside[0] - 1
        if last < 2 or self._doc[last].lower_ not in ("by", "to", "at", "between"):
            return None
        for index in range(last - 1, max(last - 8, 0), -1):
            token = self._doc[index]
            if index in self._taken or is_verb(token) or token.is_sent_start or token.tag_ in ("IN", "TO", "RP", "RB"):
                return None
            if token.text in (",", ";") or token.lower_ == "while" or (token.tag_ == "CC" and index - 1 in self._taken):
                first = index + 1
                while first < last and self._doc[first].tag_ in ("CC", "DT", "PRP$"):
                    first += 1
                named = any(self._doc[place].tag_.startswith("NN") for place in range(first, last))
                return Span(self._doc[first].idx, self._doc[last - 1].idx + len(self._doc[last - 1])) if named else None
        return None


def _under(token: Token, noun: Token) -> bool:
    """Whether `token` hangs on `noun` within a few steps."""
    for _ in range(5):
        if token.i == noun.i:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _within(token: Token, allowed: set[int], noun: Token, verb: Token | None) -> bool:
    """Whether the token hangs on an allowed one before it hangs on the noun or the verb."""
    for _ in range(7):
        if token.i in allowed:
            return True
        if token.i == noun.i or (verb is not None and token.i == verb.i) or token.head.i == token.i:
            return False
        token = token.head
    return False


def is_noun(token: Token) -> bool:
    return token.tag_.startswith("NN") or token.tag_ in ("$", "CD")


def is_verb(token: Token) -> bool:
    return token.tag_.startswith("V") or token.tag_ == "MD"


def is_time(token: Token) -> bool:
    return token.lower_ in (
        "year years month months week weeks day days quarter half january february march april may june july "
        "august september "
        "october november december monday tuesday wednesday thursday friday saturday sunday"
    ).split() or (token.tag_ == "CD" and (len(token.text) == 4 or ":" in token.text))
