"""Statements that somebody else hands on: "…," the agency quoted the minister as saying; as the minister put it."""

from __future__ import annotations

from bot.model import Span
from bot.reading.quotes.cue import Cue, Hit, hit_of
from bot.reading.quotes.found import Frame
from bot.reading.quotes.inserts import quoted_before
from bot.reading.quotes.tree import children

_QUOTES = frozenset("quoted quotes cited cites reported".split())


def quoted_as_frame(cue: Cue) -> Hit | None:
    """What stands before "X quoted Y as saying" and "Y was quoted as saying by X"; the cue is "saying"."""
    verb = cue.verb
    link = verb.head
    if verb.lower_ != "saying" or link.lower_ != "as" or children(verb, "ccomp", "xcomp"):
        return None
    quoting = link.head
    if quoting.lower_ not in _QUOTES:
        return None
    quoted = quoted_before(quoting, cue.marks)
    if quoted is not None:
        return Frame.FRONTED, (quoted,)
    clause = next((c for c in children(quoting, "ccomp") if c.right_edge.i < quoting.i), None)
    if clause is None or children(clause, "mark"):
        return None
    return hit_of(Frame.FRONTED, verb, [(clause.left_edge.i, clause.right_edge.i)])


def put_frame(cue: Cue) -> Hit | None:
    """For "as the mayor put it": the clause it stands in or before, or the quotation behind it."""
    verb = cue.verb
    it = any(c.lower_ == "it" and c.i == verb.i + 1 for c in children(verb, "dobj"))
    if verb.lower_ not in {"put", "puts"} or not it or verb.left_edge.lower_ != "as":
        return None
    behind = verb.doc[verb.i + 2 : verb.i + 4]
    quotation = cue.marks.at(behind[1].idx) if len(behind) > 1 and behind[0].text in {",", ":"} else None
    if quotation is not None and quotation.outer.start == behind[1].idx:
        return Frame.CUED_MARKS, (Span(quotation.outer.start, quotation.outer.end),)
    head = verb.head
    if verb.dep_ != "advcl" or head.pos_ not in {"VERB", "AUX"}:
        return None
    spans = [(head.left_edge.i, verb.left_edge.i - 1), (verb.right_edge.i + 1, head.right_edge.i)]
    return hit_of(Frame.PARENTHETICAL, verb, [s for s in spans if s[1] - s[0] >= 1])
