"""What a figure measures, by the sentence's parse: the noun it counts or modifies, or the subject of its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import FigureKind, Span

from .direction import DIRECTION
from .phrases import EMPTY, SUBJECTS, Phrases, is_noun, is_time, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIES = frozenset(
    {"nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "advmod", "poss", "det", "predet", "appos"}
)
_RELATIVE = frozenset({"which", "that", "who", "whom", "whose"})
_CHAINED = frozenset(
    {"conj", "xcomp", "advcl", "ccomp", "dep", "pcomp", "prep", "acomp", "oprd", "prt", "advmod", "parataxis"}
)
_PRONOUNS = frozenset({"PRP", "DT", "WDT", "WP", "EX", "PRP$"})
_VAGUE = frozenset({"one", "some", "many", "all", "most", "others", "both"})
_STEPS = 9
_PART_WORDS = {FigureKind.PERCENT: ("of", "in"), FigureKind.RATIO: ("of", "in"), FigureKind.MONEY: ("of", "in", "for")}
_TAKING = frozenset(
    "add adds added adding wipe wipes wiped wiping cut cuts cutting shave shaved shaving knock knocked knocking "
    "slash slashed slashing strip stripped stripping take takes took taking".split()
)
_SPREADING = frozenset("ranging totalling totaling averaging starting including varying".split())
_SHARES = frozenset({FigureKind.PERCENT, FigureKind.RATIO, FigureKind.MONEY})


class Tree(Phrases):
    """What the figures of one parsed article measure."""

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
        gapped = self._gapped(inside)
        if gapped:
            return (gapped,)
        found = self._climb(root) or self._nearest(inside)
        if found and self._bare(found):
            return _ordered(self._owner(found), found)
        return (found,) if found else ()

    def _of_count(self, root: Token, inside: range) -> tuple[Span, ...]:
        """Who has it and what is counted; or, where the count is the subject, what is said of it."""
        noun = self._counted(root, inside)
        if root.dep_ in SUBJECTS:
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

    def _counted(self, root: Token, inside: range) -> Token:
        """The noun behind "thousands of"."""
        if root.i == inside[0] or root.lower_.endswith(("ands", "ions", "reds", "ens")):
            for index in inside:
                token = self._doc[index]
                if token.dep_ == "pobj" and not token.lower_.endswith(("ands", "ions")):
                    return token
        return root

    def _bare(self, found: Span) -> bool:
        """One word: "turnover", "close", "penalty"."""
        return len(self._range(found)) == 1

    def _owner(self, found: Span) -> Span | None:
        """The subject of the clause in which the bare noun stands."""
        noun = self._doc[self._range(found)[0]]
        return None if noun.dep_ in SUBJECTS else self._climb(noun)

    def _without(self, own: Span | None, inside: range) -> Span | None:
        """The counted noun's phrase from behind the number on."""
        if own is None:
            return None
        numbers = [index for index in inside if self._doc[index].tag_ == "CD" or len(self._doc[index]) <= 2]
        start = self._doc[max(numbers) + 1].idx if numbers and max(numbers) < inside[-1] else own.start
        return Span(max(start, own.start), own.end) if start < own.end else None

    # ------------------------------------------------------------------ tokens

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
            if child.dep_ == "pobj" and child.tag_.startswith("N") and not is_time(child):
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
                if is_noun(verb) and verb.i not in self._taken and verb.lower_ not in EMPTY and not is_time(verb):
                    return self._phrase(verb)
                if not is_noun(verb):
                    return self._by_preposition(verb, head)
                token = verb
            elif dep in SUBJECTS:
                return self._predicate(head, token)
            elif is_noun(head) and (dep in _MODIFIES or dep == "prep"):
                if head.i not in self._taken and not is_time(head):
                    return self._phrase(head)
                token = head
            elif is_verb(head) and dep == "dobj":
                return self._gave(head, token) or self._subject(head)
            elif is_verb(head) and dep != "conj":
                return (
                    self._subject(head)
                    if dep == "npadvmod" and token.lower_ == "times"
                    else self._by_preposition(head, token)
                )
            else:
                token = head
        return None

    def _of_root(self, token: Token) -> Span | None:
        if is_verb(token):
            return self._subject(token)
        if token.i in self._taken:
            for child in token.children:
                if child.dep_ in SUBJECTS or (child.dep_ in ("conj", "appos", "dobj") and child.i not in self._taken):
                    return self._phrase(child)
            return None
        return self._phrase(token) if is_noun(token) else None

    def _past_prepositions(self, preposition: Token) -> Token:
        """What a chain of prepositions hangs on: "up from", "out of"."""
        token = preposition.head
        for _ in range(4):
            if token.dep_ not in ("prep", "pcomp") or is_noun(token) or is_verb(token):
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
                    if inner.dep_ == "pobj" and inner.i not in self._taken and not is_time(inner):
                        return self._phrase(inner)
        return None

    def _by_preposition(self, verb: Token, preposition: Token) -> Span | None:
        if verb.lower_ in _SPREADING:
            return self._nearest(range(verb.i, verb.i + 1))
        for child in verb.children:
            if child.dep_ == "dobj" and child.i not in self._taken and is_noun(child) and child.i < preposition.i:
                return self._phrase(child)
        return self._subject(verb)

    def _subject(self, verb: Token) -> Span | None:
        """The subject of a verb, through conjunction, participle and relative clause."""
        token = verb
        for _ in range(_STEPS):
            for child in token.children:
                if child.dep_ in SUBJECTS:
                    found = self._said_subject(child, token)
                    return found or self._object(verb) or self._object(token) or self._above(child, token)
            if token.dep_ in ("acl", "relcl") and token.head.i not in self._taken:
                return self._phrase(token.head)
            if token.head.i == token.i:
                break
            if token.dep_ not in _CHAINED and token.dep_ not in ("acl", "relcl"):
                return self._phrase(token.head) if is_noun(token.head) and token.head.i not in self._taken else None
            token = token.head
            if is_noun(token) and token.i not in self._taken:
                return self._phrase(token)
        return self._object(verb)

    def _above(self, pronoun: Token, verb: Token) -> Span | None:
        """The subject of the clause above, which "it" and "they" of a subordinate clause most often take up."""
        if pronoun.tag_ != "PRP":
            return None
        for _ in range(3):
            if verb.dep_ not in ("ccomp", "advcl", "conj", "xcomp") or verb.head.i == verb.i:
                return None
            verb = verb.head
            for child in verb.children:
                if child.dep_ in SUBJECTS and child.tag_ not in _PRONOUNS and child.i not in self._taken:
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
            if child.dep_ in ("dobj", "attr") and child.i not in self._taken and is_noun(child) and not is_time(child):
                return self._phrase(child)
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ not in ("from", "because", "as", "at", "by", "to"):
                for inner in child.children:
                    if inner.dep_ == "pobj" and inner.i not in self._taken and not is_time(inner):
                        return self._phrase(inner)
        return None

    def _predicate(self, verb: Token, subject: Token) -> Span | None:
        """The figure is the subject: what is said of it, or its own noun phrase."""
        if subject.tag_.startswith("NN") and subject.lower_ not in ("%", "percent", "cent", "$"):
            return self._phrase(subject, keep_taken=True)
        found = self._object(verb)
        return found or (Span(verb.idx, verb.idx + len(verb)) if verb.tag_ in ("VBN", "VBD") else None)

    # ------------------------------------------------------------------ phrases


def _ordered(*spans: Span | None) -> tuple[Span, ...]:
    """The spans there are, in order; of two that overlap the longer one."""
    found = sorted(span for span in spans if span is not None)
    if len(found) == 2 and found[1].start < found[0].end:
        return (max(found, key=lambda span: span.end - span.start),)
    return tuple(found)
