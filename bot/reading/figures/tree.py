"""What a figure measures, by the sentence's parse: the noun it counts or modifies, or the subject of its verb."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.model import FigureKind, Span

from .direction import DIRECTION

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIES = frozenset(
    {"nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "advmod", "poss", "det", "predet", "appos"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
_CHAINED = frozenset(
    {"conj", "xcomp", "advcl", "ccomp", "dep", "pcomp", "prep", "acomp", "oprd", "prt", "advmod", "parataxis"}
)
_LEFT_KEPT = frozenset(
    {"compound", "amod", "nmod", "poss", "punct", "nummod", "advmod", "npadvmod", "case", "conj", "cc"}
)
_RIGHT_KEPT = frozenset({"of", "in", "for", "on", "to", "from", "between", "among", "per", "with", "at", "by"})
_PRONOUNS = frozenset({"PRP", "DT", "WDT", "WP", "EX", "PRP$"})
_EMPTY = frozenset(
    {"total", "average", "number", "amount", "rest", "figure", "sum", "record", "one", "some", "many", "all"}
)
_VAGUE = frozenset({"one", "some", "many", "all", "most", "others", "both"})
_STEPS = 9
_LONGEST = 16
_PART_WORDS = {FigureKind.PERCENT: ("of", "in"), FigureKind.RATIO: ("of", "in"), FigureKind.MONEY: ("of", "in", "for")}
_IN_CLAUSE = frozenset(
    {"aux", "auxpass", "neg", "dobj", "attr", "acomp", "prep", "prt", "advmod", "agent", "oprd", "xcomp", "npadvmod"}
)
_TAKING = frozenset(
    "add adds added adding wipe wipes wiped wiping cut cuts cutting shave shaved shaving knock knocked knocking "
    "slash slashed slashing strip stripped stripping take takes took taking".split()
)
_SPREADING = frozenset("ranging totalling totaling averaging starting including varying".split())
_SHARES = frozenset({FigureKind.PERCENT, FigureKind.RATIO, FigureKind.MONEY})


class Tree:
    """One article's parse, asked by character offsets. `figures` are the spans of all its figures."""

    def __init__(self, doc: Doc, figures: Sequence[Span]) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._taken: set[int] = set()
        for span in figures:
            self._taken.update(self._range(span))

    def measures(self, figure: Span, kind: FigureKind) -> tuple[Span, ...]:
        """What the figure measures, one span or two in the text's order; none where the parse does not tell.

        A count has two where it can: who has it, and what is counted.
        """
        inside = self._range(figure)
        if not inside:
            return ()
        root = self._root(inside)
        if kind is FigureKind.COUNT and root.tag_.startswith("NN"):
            return self._of_count(root, inside)
        if kind is FigureKind.COUNT and root.dep_ == "nummod" and root.head.tag_.startswith("NN"):
            return _ordered(self._climb(root.head), self._phrase(root.head))
        outer = self._outer(inside)
        if outer is not None:
            inside = range(outer, inside[-1] + 2)
            root = self._root(range(outer, outer + 1))
        part = self._part_of(inside, kind)
        if part:
            return (part,) if kind in _SHARES else _ordered(self._climb(root), part)
        found = self._climb(root) or self._nearest(inside)
        if found and self._bare(found):
            return _ordered(self._owner(found), found)
        return (found,) if found else ()

    def _of_count(self, root: Token, inside: range) -> tuple[Span, ...]:
        """Who has it and what is counted; or, where the count is the subject, what is said of it."""
        noun = self._counted(root, inside)
        if root.dep_ in _SUBJECTS:
            return _ordered(self._without(self._clause(noun, root.head), inside))
        own = self._without(self._clause(noun, None), inside)
        found = self._climb(root)
        return _ordered(found, own)

    def _outer(self, inside: range) -> int | None:
        """The last token of the figure that a conversion in brackets repeats: "8 miles (13 kilometres)"."""
        before, after = inside[0] - 1, inside[-1] + 1
        if after >= len(self._doc) or self._doc[after].text != ")":
            return None
        while (
            before > 0
            and self._doc[before].lower_ in ("or", "about", "around", "nearly", "(", "some")
            and before > inside[0] - 3
        ):
            if self._doc[before].text == "(":
                return before - 1 if before - 1 in self._taken else None
            before -= 1
        return None

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

    def _counted(self, root: Token, inside: range) -> Token:
        """The noun behind "thousands of"."""
        if root.i == inside[0] or root.lower_.endswith(("ands", "ions", "reds", "ens")):
            for index in inside:
                token = self._doc[index]
                if token.dep_ == "pobj" and not token.lower_.endswith(("ands", "ions")):
                    return token
        return root

    def _nearest(self, inside: range) -> Span | None:
        """Where the parse leads nowhere: the nearest subject on the left in the sentence, else the nearest noun."""
        nouns = []
        for index in range(inside[0] - 1, max(inside[0] - 25, -1), -1):
            token = self._doc[index]
            if token.is_sent_start and not token.tag_.startswith("NN"):
                break
            usable = token.lower_ not in _EMPTY and token.dep_ != "compound" and not _is_time(token)
            if token.tag_.startswith("NN") and index not in self._taken and usable:
                if token.dep_ in _SUBJECTS:
                    return self._phrase(token)
                nouns.append(token)
            if token.is_sent_start:
                break
        return self._phrase(nouns[0]) if nouns else None

    def _bare(self, found: Span) -> bool:
        """One word: "turnover", "close", "penalty"."""
        return len(self._range(found)) == 1

    def _owner(self, found: Span) -> Span | None:
        """The subject of the clause in which the bare noun stands."""
        noun = self._doc[self._range(found)[0]]
        return None if noun.dep_ in _SUBJECTS else self._climb(noun)

    def _without(self, own: Span | None, inside: range) -> Span | None:
        """The counted noun's phrase from behind the number on."""
        if own is None:
            return None
        numbers = [index for index in inside if self._doc[index].tag_ == "CD" or len(self._doc[index]) <= 2]
        start = self._doc[max(numbers) + 1].idx if numbers and max(numbers) < inside[-1] else own.start
        return Span(max(start, own.start), own.end) if start < own.end else None

    # ------------------------------------------------------------------ tokens

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

    def _part_of(self, inside: range, kind: FigureKind) -> Span | None:
        """Such as "60% of its revenue", "8 miles of tunnels": the noun phrase behind "of", of a share also "in"."""
        after = self._behind(inside[-1] + 1)
        allowed = _PART_WORDS.get(kind, ("of",))
        if after is None or after.lower_ not in allowed:
            return None
        verb = self._root(inside).head
        if after.lower_ == "in" and (after.head.i not in inside or verb.lower_ in DIRECTION):
            return None
        for child in after.children:
            if child.dep_ == "pobj" and child.tag_.startswith("N") and not _is_time(child):
                return self._phrase(child, keep_taken=True)
        return None

    def _behind(self, index: int) -> Token | None:
        """The token at `index`, past a conversion in brackets: "8 miles (13 kilometres) of tunnels"."""
        if index < len(self._doc) and self._doc[index].text == "(":
            for place in range(index + 1, min(index + 6, len(self._doc))):
                if self._doc[place].text == ")":
                    index = place + 1
                    break
        return self._doc[index] if index < len(self._doc) else None

    # ------------------------------------------------------------------ the way up

    def _climb(self, token: Token) -> Span | None:
        for _ in range(_STEPS):
            head, dep = token.head, token.dep_
            if head.i == token.i:
                return self._of_root(token)
            if dep in ("pobj", "pcomp"):
                verb = self._past_prepositions(head)
                if _is_noun(verb) and verb.i not in self._taken and verb.lower_ not in _EMPTY:
                    return self._phrase(verb)
                if not _is_noun(verb):
                    return self._by_preposition(verb, head)
                token = verb
            elif dep in _SUBJECTS:
                return self._predicate(head, token)
            elif _is_noun(head) and (dep in _MODIFIES or dep == "prep"):
                if head.i not in self._taken:
                    return self._phrase(head)
                token = head
            elif _is_verb(head) and dep == "dobj":
                return self._gave(head, token) or self._subject(head)
            elif _is_verb(head) and dep != "conj":
                return (
                    self._subject(head)
                    if dep == "npadvmod" and token.lower_ == "times"
                    else self._by_preposition(head, token)
                )
            else:
                token = head
        return None

    def _of_root(self, token: Token) -> Span | None:
        if _is_verb(token):
            return self._subject(token)
        if token.i in self._taken:
            for child in token.children:
                if child.dep_ in _SUBJECTS or (child.dep_ in ("conj", "appos", "dobj") and child.i not in self._taken):
                    return self._phrase(child)
            return None
        return self._phrase(token) if _is_noun(token) else None

    def _past_prepositions(self, preposition: Token) -> Token:
        """What a chain of prepositions hangs on: "up from", "out of"."""
        token = preposition.head
        for _ in range(4):
            if token.dep_ not in ("prep", "pcomp") or _is_noun(token) or _is_verb(token):
                break
            token = token.head
        return token

    def _gave(self, verb: Token, figure: Token) -> Span | None:
        """Such as "wiped $3m off its value", "adding $5 to the price": what was added to or taken from."""
        if verb.lower_ not in _TAKING:
            return None
        for child in verb.children:
            if child.i > figure.i and child.lower_ in ("to", "from", "off"):
                for inner in child.children:
                    if inner.dep_ == "pobj" and inner.i not in self._taken and not _is_time(inner):
                        return self._phrase(inner)
        return None

    def _by_preposition(self, verb: Token, preposition: Token) -> Span | None:
        if verb.lower_ in _SPREADING:
            return self._nearest(range(verb.i, verb.i + 1))
        for child in verb.children:
            if child.dep_ == "dobj" and child.i not in self._taken and _is_noun(child) and child.i < preposition.i:
                return self._phrase(child)
        return self._subject(verb)

    def _subject(self, verb: Token) -> Span | None:
        """The subject of a verb, through conjunction, participle and relative clause."""
        token = verb
        for _ in range(_STEPS):
            for child in token.children:
                if child.dep_ in _SUBJECTS:
                    found = self._said_subject(child, token)
                    return found or self._object(verb) or self._object(token) or self._above(child, token)
            if token.dep_ in ("acl", "relcl") and token.head.i not in self._taken:
                return self._phrase(token.head)
            if token.head.i == token.i:
                break
            if token.dep_ not in _CHAINED and token.dep_ not in ("acl", "relcl"):
                return self._phrase(token.head) if _is_noun(token.head) and token.head.i not in self._taken else None
            token = token.head
            if _is_noun(token) and token.i not in self._taken:
                return self._phrase(token)
        return self._object(verb)

    def _above(self, pronoun: Token, verb: Token) -> Span | None:
        """The subject of the clause above, which "it" and "they" of a subordinate clause most often take up."""
        if pronoun.tag_ != "PRP" or verb.dep_ not in ("ccomp", "advcl", "conj") or verb.head.i == verb.i:
            return None
        for child in verb.head.children:
            if child.dep_ in _SUBJECTS and child.tag_ not in _PRONOUNS and child.i not in self._taken:
                return self._phrase(child)
        return None

    def _said_subject(self, subject: Token, verb: Token) -> Span | None:
        if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
            return self._phrase(verb.head) if verb.head.i not in self._taken else None
        if subject.tag_ in _PRONOUNS or subject.lower_ in _VAGUE:
            return None
        if subject.i in self._taken:
            return None
        return self._phrase(subject)

    def _object(self, verb: Token) -> Span | None:
        for child in verb.children:
            if child.dep_ in ("dobj", "attr") and child.i not in self._taken and _is_noun(child):
                return self._phrase(child)
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ not in ("from", "because", "as", "at", "by", "to"):
                for inner in child.children:
                    if inner.dep_ == "pobj" and inner.i not in self._taken and not _is_time(inner):
                        return self._phrase(inner)
        return None

    def _predicate(self, verb: Token, subject: Token) -> Span | None:
        """The figure is the subject: what is said of it, or its own noun phrase."""
        if subject.tag_.startswith("NN") and subject.lower_ not in ("%", "percent", "cent", "$"):
            return self._phrase(subject, keep_taken=True)
        return self._object(verb)

    # ------------------------------------------------------------------ phrases

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


def _within(token: Token, allowed: set[int], noun: Token, verb: Token | None) -> bool:
    """Whether the token hangs on an allowed one before it hangs on the noun or the verb."""
    for _ in range(7):
        if token.i in allowed:
            return True
        if token.i == noun.i or (verb is not None and token.i == verb.i) or token.head.i == token.i:
            return False
        token = token.head
    return False


def _ordered(*spans: Span | None) -> tuple[Span, ...]:
    """The spans there are, in order; of two that overlap the longer one."""
    found = sorted(span for span in spans if span is not None)
    if len(found) == 2 and found[1].start < found[0].end:
        return (max(found, key=lambda span: span.end - span.start),)
    return tuple(found)


def _under(token: Token, noun: Token) -> bool:
    """Whether `token` hangs on `noun` within a few steps."""
    for _ in range(5):
        if token.i == noun.i:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False


def _is_noun(token: Token) -> bool:
    return token.tag_.startswith("NN") or token.tag_ in ("$", "CD")


def _is_verb(token: Token) -> bool:
    return token.tag_.startswith("V") or token.tag_ == "MD"


def _is_time(token: Token) -> bool:
    return token.lower_ in (
        "year years month months week weeks day days quarter half january february march april may june july "
        "august september "
        "october november december monday tuesday wednesday thursday friday saturday sunday"
    ).split() or (token.tag_ == "CD" and len(token.text) == 4)
