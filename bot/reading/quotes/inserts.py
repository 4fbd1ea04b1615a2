"""Cues that stand inside or behind their own statement, read from the surface where the tree gives them no content.

"The tunnel, the engineer said on Monday, will not open in May." The cue's core is subject and verb; adverbs of time and
place may follow it. What stands before the core is the statement, and what stands behind it where it carries on.
"""

from __future__ import annotations

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from bot.model import Span
from bot.reading.quotes.found import Frame
from bot.reading.quotes.lexicon import CUE_VERBS
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.speakers import inverted_subject
from bot.reading.quotes.tree import chars, children, sentence

Tokens = tuple[int, int]
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_ADVERBIAL = frozenset({"npadvmod", "prep", "advmod", "dative", "dobj", "prt", "tmod", "pcomp"})
_CARRIES_ON = frozenset(
    "because before if when unless until so but and or although though even especially particularly including not than "
    "after while since whether to that".split()
)
_BREAKS_OFF = frozenset("who which whose as according adding citing noting speaking referring with".split())
_MARKS = frozenset({"”", '"', "''", "’", "'", "»"})
_CLOSING = frozenset({",", "”", '"', "''", "’", "'", "—", "–", "-", "--", "?", "!", "»", "…"})


def core(verb: Token) -> Tokens | None:
    """Subject and verb of a cue's own clause, in either order, next to each other; None where they are apart."""
    subjects = children(verb, "nsubj")
    behind = inverted_subject(verb)
    if behind is not None:
        return verb.i, _name_end(behind)
    if not subjects:
        return None
    subject = subjects[-1]
    if subject.tag_ in {"WP", "WDT"}:
        return None
    if subject.i < verb.i:
        between = verb.doc[subject.right_edge.i + 1 : verb.i]
        if len(between) <= 8 and all(t.tag_ not in _FINITE or t.head.i == verb.i for t in between):
            return subject.left_edge.i, verb.i
        return None
    if all(t.dep_ in {"advmod", "punct"} for t in verb.doc[verb.i + 1 : subject.left_edge.i]):
        return verb.i, subject.right_edge.i
    return None


def _name_end(noun: Token) -> int:
    """Last token of a speaker's phrase and of the name set behind it by a comma."""
    parts = [c for c in noun.children if c.i > noun.i and c.dep_ not in {"relcl", "acl", "punct", "cc", "advcl"}]
    return max([noun.i, *(c.right_edge.i for c in parts)])


def clause_end(verb: Token, inner: Tokens) -> int:
    """Last token of the cue's clause: its core and the adverbials right behind it, up to a comma or stop."""
    end = inner[1]
    last = sentence(verb).end - 1
    here = end + 1
    while here <= last and verb.doc[here].text not in {
        ",",
        ".",
        ";",
        ":",
        "?",
        "!",
        "—",
        "–",
        "--",
        "“",
        "”",
        '"',
        "''",
    }:
        if verb.doc[here].lower_ in {"that", "and", "but"} and here - end < 2:
            break
        here += 1
    return here - 1


def insert(verb: Token) -> tuple[Frame, tuple[Span, ...]] | None:
    """Content round a cue between commas or at its sentence's end; None where the cue opens its sentence."""
    inner = core(verb)
    sent = sentence(verb)
    if inner is None or inner[0] - sent.start < 2 or verb.doc[inner[0] - 1].text not in _CLOSING:
        return None
    end = clause_end(verb, inner)
    after = verb.doc[end + 1] if end + 1 < sent.end else None
    if after is not None and after.text not in {",", ".", ";", "?", "!", "—", "–", "--"} and end + 2 < sent.end:
        return None
    left = (_behind_semicolon(verb, sent.start, inner[0]), inner[0] - 1)
    if end - inner[1] > 10 or left[1] - left[0] < 3:
        return None
    spans = [left]
    tail = rest(verb, left, end)
    if tail is not None:
        spans.append(tail)
    if tail is None and inverted_subject(verb) is None and not _has_clause(verb.doc[left[0] : left[1] + 1]):
        return None
    return (Frame.PARENTHETICAL if tail else Frame.FRONTED), tuple(chars(s, verb) for s in spans)


def _behind_semicolon(verb: Token, start: int, end: int) -> int:
    """Where the part of the sentence begins that the cue stands in: "six fell; four rose, she said"."""
    return next((t.i + 1 for t in reversed(verb.doc[start:end]) if t.text == ";"), start)


def rest(verb: Token, left: Tokens, end: int) -> Tokens | None:
    """What stands behind the cue's clause, where it belongs to the statement that `left` begins."""
    doc, last = verb.doc, sentence(verb).end - 1
    begin = end + 2
    if end + 1 > last or last - begin < 1:
        return None
    if doc[end + 1].text in {";", ":"}:
        return begin, last
    if doc[end + 1].text not in {",", "—", "–", "--", "-"}:
        return None
    first = doc[begin]
    if first.tag_ == "VBG" and first.lower_ in CUE_VERBS:
        return None
    if first.lower_ in _BREAKS_OFF or (first.dep_ == "cc" and _cued_anew(verb, begin, last)):
        return None
    if not _has_clause(doc[left[0] : left[1] + 1]):
        return begin, last
    direct = doc[left[1]].text in _MARKS or (left[1] > left[0] and doc[left[1] - 1].text in _MARKS)
    return (begin, last) if first.lower_ in _CARRIES_ON and not direct else None


def _cued_anew(verb: Token, begin: int, last: int) -> bool:
    """Whether a second cue with a speaker of its own stands there: "…, six had said, and two had said …"."""
    return any(
        t.lower_ in CUE_VERBS and t.tag_ == verb.tag_ and children(t, "nsubj") and t.dep_ == "conj"
        for t in verb.doc[begin : last + 1]
    )


def _has_clause(tokens: Slice) -> bool:
    """Whether a main clause stands in these tokens: a finite verb that no conjunction or relative subordinates."""
    for token in tokens:
        if token.tag_ not in _FINITE:
            continue
        verb = token.head if token.dep_ in {"aux", "auxpass"} else token
        if (
            verb.dep_ == "relcl"
            or (verb.dep_ == "acl" and token.tag_ != "VBD")
            or any(c.dep_ == "mark" for c in verb.children)
        ):
            continue
        if verb.dep_ == "advcl" and any(c.dep_ == "advmod" and c.tag_ == "WRB" for c in verb.children):
            continue
        return True
    return False


def quoted_before(verb: Token, marks: Marks) -> Span | None:
    """The quotation right before a cue's core: "…," she said."""
    inner = core(verb)
    text = marks.text
    first = inner[0] if inner is not None else verb.i
    while first < verb.i and marks.at(verb.doc[first].idx) is not None:
        first += 1  # the tree hung the quotation to the speaker's name
    start = verb.doc[first].idx
    here = start
    while here > 0 and text[here - 1] in " \u00a0,":
        here -= 1
    quotation = marks.at(here - 1) if here else None
    if quotation is None or quotation.outer.end != here or not quotation.closed:
        return None
    said = quotation.inner.of(text).rstrip()
    ended = said[-1:] in ",?!…—–-" or text[quotation.outer.end : start].strip() == ","
    opens = text[: quotation.outer.start].rstrip(" ")[-1:] in {"", "\n", ".", "?", "!"}
    return quotation.outer if ended and (opens or not is_title(said)) else None


def is_title(words: str) -> bool:
    """Whether marks hold a name or title: every longer word of several begins with a capital."""
    long = [w for w in words.split() if len(w.strip(",.!?'’")) > 3]
    if not _TELLING.isdisjoint(words.split()):
        return False
    return bool(long) and all(w[0].isupper() for w in long) and words.count(" ") < 9


_TELLING = frozenset("is was are did do does has had can he she it we they you not my so".split())
"""Short words that a title writes with a capital: "So did Lowe" is something said."""
