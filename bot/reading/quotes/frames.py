"""Verbs that report: from a cue verb in the tree to speaker, cue and content.

The tree says what belongs to the cue; the surface says where a statement in marks ends. A fronted statement ("The
plan works, she said on Monday.") takes all of the sentence that is not the cue's own clause.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span as Slice, Token

from bot.model import Mode, Polarity, Span
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.lexicon import CUE_VERBS, SAID, CueVerb
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.tree import agent, chars, children, is_passive, subject

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nobody", "none", "hardly"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
_CONDITIONAL = frozenset({"would", "could", "might", "may", "should", "must", "'d", "’d", "can"})
_FUTURE_HEADS = frozenset(
    {
        "expected",
        "set",
        "due",
        "scheduled",
        "plans",
        "plan",
        "planned",
        "planning",
        "going",
        "poised",
        "likely",
        "intends",
        "intend",
        "wants",
        "want",
        "hopes",
        "prepares",
        "preparing",
    }
)
_REFUSALS = frozenset({"refused", "refuses", "refusing", "declined", "declines", "declining", "failed", "fails"})
_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
_OUTSIDE = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "aux",
        "auxpass",
        "neg",
        "prt",
        "advmod",
        "npadvmod",
        "punct",
        "cc",
        "mark",
        "expl",
        "agent",
        "intj",
    }
)
_EMPTY_OBJECTS = frozenset(
    {
        "it",
        "so",
        "that",
        "this",
        "something",
        "nothing",
        "anything",
        "more",
        "much",
        "lot",
        "little",
        "what",
        "them",
        "him",
        "her",
        "word",
        "words",
        "yes",
        "no",
        "which",
        "things",
    }
)


def find_verbal(doc: Doc, marks: Marks) -> list[Found]:
    """Statements whose cue is a verb, in order of the cues."""
    found = []
    for token in doc:
        entry = CUE_VERBS.get(token.lower_)
        if entry is None or token.pos_ not in {"VERB", "AUX"} and not _inverted(token, entry):
            continue
        statement = _statement(token, entry, marks)
        if statement is not None:
            found.append(statement)
    return found


def _inverted(token: Token, entry: CueVerb) -> bool:
    return entry.lemma in SAID and token.tag_ in {"VBD", "VBZ", "VBN", "NNP", "NN"} and token.lower_ != entry.lemma


def _statement(verb: Token, entry: CueVerb, marks: Marks) -> Found | None:
    speaker = _speaker(verb, entry)
    for frame in (_clause, _parenthetical, _infinitive, _object, _preposition, _cued_marks):
        hit = frame(verb, entry, marks)
        if hit is not None:
            kind, content = hit
            return _found(verb, entry, speaker, kind, content, marks)
    return None


def _speaker(verb: Token, entry: CueVerb) -> Token | None:
    if is_passive(verb):
        return agent(verb)
    speaker = subject(verb)
    if speaker is None and entry.lemma in SAID and verb.i + 1 < len(verb.doc):
        speaker = _right_neighbour(verb)
    return speaker


def _right_neighbour(verb: Token) -> Token | None:
    """Head of the noun phrase right behind an inverted cue the parser did not understand."""
    here = verb.doc[verb.i + 1]
    if here.pos_ not in {"PROPN", "DET", "PRON"} or here.is_sent_start:
        return None
    while here.head.i > verb.i and here.head.i != here.i and here.head.pos_ in {"NOUN", "PROPN"}:
        here = here.head
    return here if here.pos_ in {"PROPN", "NOUN", "PRON"} else None


# ------------------------------------------------------------------ frames

Hit = tuple[Frame, tuple[Span, ...]]


def _clause(verb: Token, entry: CueVerb, marks: Marks) -> Hit | None:
    if not entry.has("c"):
        return None
    clauses = [c for c in children(verb, "ccomp") if not _is_addressee(c, verb)]
    if not clauses:
        return None
    behind = [c for c in clauses if c.i > verb.i]
    if behind:
        first, last = behind[0].left_edge.i, behind[-1].right_edge.i
        spans = []
        if first < verb.i:
            spans.append((first, _cue_start(verb, behind) - 1))
        spans.append((verb.i + 1 if first <= verb.i else first, last))
        if behind[0].left_edge.i <= verb.i:
            spans[-1] = (_after_cue(verb, behind, last), last)
        return _hit(Frame.CLAUSE, verb, spans)
    return _fronted(verb, clauses[0], marks)


def _is_addressee(clause: Token, verb: Token) -> bool:
    return clause.right_edge.i == clause.i and clause.pos_ in {"PROPN", "PRON"}


def _fronted(verb: Token, clause: Token, marks: Marks) -> Hit | None:
    """The statement stands before its cue; what marks behind the cue hold goes with it."""
    start, end = clause.left_edge.i, _cue_start(verb, [clause]) - 1
    spans = [(start, end)]
    tail = _quoted_tail(verb, marks)
    if tail is not None:
        spans.append(tail)
    return _hit(Frame.FRONTED, verb, spans)


def _quoted_tail(verb: Token, marks: Marks) -> tuple[int, int] | None:
    """Tokens of a quotation that goes on behind the cue in the same sentence."""
    sent = verb.sent
    for token in verb.doc[verb.i + 1 : sent.end]:
        quotation = marks.at(token.idx)
        if quotation is not None and quotation.outer.start <= token.idx and quotation.outer.start >= verb.idx:
            inside = [t.i for t in verb.doc[token.i : sent.end] if t.idx < quotation.outer.end]
            return (token.i, inside[-1]) if len(inside) > 3 else None
    return None


def _parenthetical(verb: Token, entry: CueVerb, marks: Marks) -> Hit | None:
    """The cue's clause hangs on the statement: "The plan, she said, works", "As she said, the plan works"."""
    if not entry.has("c") or verb.dep_ not in {"parataxis", "advcl", "ccomp", "dep", "intj", "relcl", "conj"}:
        return None
    if not children(verb, "nsubj") and not (verb.lower_ in {"said", "says"} and _right_neighbour(verb)):
        return None
    marker = [c.lower_ for c in children(verb, "mark", "advmod")]
    if verb.dep_ in {"advcl", "relcl", "conj"} and "as" not in marker and not _is_insert(verb):
        return None
    if verb.dep_ == "ccomp" and not _is_insert(verb):
        return None
    head = verb.head
    left, right = head.left_edge.i, head.right_edge.i
    start, end = verb.left_edge.i, verb.right_edge.i
    spans = [(left, start - 1), (end + 1, right)]
    return _hit(Frame.PARENTHETICAL, verb, [s for s in spans if s[1] - s[0] >= 0])


def _is_insert(verb: Token) -> bool:
    """Between commas or at the end, with nothing but its own short clause."""
    doc, start, end = verb.doc, verb.left_edge.i, verb.right_edge.i
    before = doc[start - 1].text if start > 0 else ""
    own = doc[start].text
    after = doc[end + 1].text if end + 1 < len(doc) else "."
    return end - start < 14 and (before in _EDGES or own in _EDGES) and (after in _EDGES or doc[end].text in _EDGES)


_EDGES = frozenset({",", ".", "”", '"', "''", "—", "–", "-", ";", "!", "?", "’", "'"})


def _infinitive(verb: Token, entry: CueVerb, marks: Marks) -> Hit | None:
    if not entry.has("x") or is_passive(verb):
        return None
    clauses = [c for c in children(verb, "xcomp") if c.i > verb.i]
    if not clauses:
        return None
    objects = [c for c in children(verb, "dobj") if verb.i < c.i < clauses[0].i]
    first = objects[0].left_edge.i if objects and not entry.has("t") else clauses[0].left_edge.i
    return _hit(Frame.INFINITIVE, verb, [(first, clauses[-1].right_edge.i)])


def _object(verb: Token, entry: CueVerb, marks: Marks) -> Hit | None:
    if not entry.has("o") or is_passive(verb):
        return None
    objects = [c for c in verb.children if c.dep_ in {"dobj", "oprd", "ccomp"} and c.i > verb.i]
    if not objects:
        return None
    first = objects[0].left_edge.i
    more = [
        c.right_edge.i
        for c in verb.children
        if c.i > objects[0].i and c.dep_ in {"prep", "oprd", "xcomp", "ccomp"} and not _is_adjunct(c)
    ]
    last = max([objects[-1].right_edge.i, *more])
    if last - first < 1 or objects[0].lower_ in _EMPTY_OBJECTS and last - first < 3:
        return None
    if (
        entry.lemma in {"call", "say"}
        and not any(c.dep_ in {"oprd", "ccomp", "xcomp"} for c in verb.children)
        and last - first < 3
    ):
        return None
    return _hit(Frame.OBJECT, verb, [(first, last)])


def _is_adjunct(token: Token) -> bool:
    """ "in an interview", "on Monday", "at the summit": where and when it was said."""
    return token.dep_ == "prep" and token.lower_ in {
        "in",
        "on",
        "at",
        "during",
        "after",
        "before",
        "since",
        "via",
        "through",
        "by",
    }


def _preposition(verb: Token, entry: CueVerb, marks: Marks) -> Hit | None:
    if not entry.prepositions or is_passive(verb):
        return None
    for prep in children(verb, "prep", "prt", "dative"):
        if prep.lower_ in entry.prepositions and prep.i > verb.i and prep.right_edge.i - prep.i > 1:
            return _hit(Frame.PREPOSITION, verb, [(prep.i + 1, prep.right_edge.i)])
    return None


def _cued_marks(verb: Token, entry: CueVerb, marks: Marks) -> Hit | None:
    """A cue whose statement the tree lost: the quotation right behind it, or right before it."""
    if not (entry.has("c") or entry.has("q")):
        return None
    doc = verb.doc
    behind = doc[verb.right_edge.i + 1].idx if verb.right_edge.i + 1 < len(doc) else len(doc.text)
    for quotation in marks.within(Span(verb.idx, min(len(doc.text), behind + 3))):
        gap = doc.text[verb.idx + len(verb) : quotation.outer.start]
        if (
            quotation.outer.start > verb.idx
            and len(gap) < 90
            and "\n" not in gap
            and _is_speech(quotation.inner.of(doc.text))
        ):
            return Frame.CUED_MARKS, (quotation.inner,)
    return _marks_before(verb, marks)


def _marks_before(verb: Token, marks: Marks) -> Hit | None:
    text = verb.doc.text
    start = verb.left_edge.idx
    for quotation in marks.within(Span(max(verb.sent.start_char - 3, start - 60), verb.idx)):
        gap = text[quotation.outer.end : verb.idx]
        if (
            quotation.outer.end <= verb.idx
            and len(gap) < 60
            and "\n" not in gap
            and _is_speech(quotation.inner.of(text))
        ):
            return Frame.CUED_MARKS, (quotation.inner,)
    return None


def _is_speech(quoted: str) -> bool:
    """Whether marks hold something said rather than a name: an end mark inside, or enough words."""
    return quoted.rstrip()[-1:] in {",", ".", "!", "?", "…", "—"} or quoted.count(" ") >= 4


# ------------------------------------------------------------------ extents


def _cue_start(verb: Token, content: list[Token]) -> int:
    """First token of the cue's own clause that stands behind the content before it."""
    limit = max((c.i for c in content if c.i < verb.i), default=-1)
    inside = [
        c.left_edge.i
        for c in verb.children
        if c.dep_ in _OUTSIDE and c.dep_ != "punct" and limit < c.left_edge.i < verb.i
    ]
    return min([verb.i, *inside])


def _after_cue(verb: Token, content: list[Token], last: int) -> int:
    inside = [c.right_edge.i for c in verb.children if c.dep_ in _OUTSIDE and verb.i < c.i < content[0].i]
    return min(max([verb.i, *inside]) + 1, last)


def _hit(frame: Frame, verb: Token, spans: list[tuple[int, int]]) -> Hit | None:
    content = tuple(chars(s, verb) for s in spans if s[0] <= s[1])
    return (frame, content) if content else None


# ------------------------------------------------------------------ the whole


def _found(
    verb: Token, entry: CueVerb, speaker: Token | None, frame: Frame, content: tuple[Span, ...], marks: Marks
) -> Found:
    polarity, mode = _force(verb, entry)
    cue = _cue_span(verb)
    return Found(
        frame=frame,
        content=content,
        cue=cue,
        source=None if speaker is None else speaker.i,
        source_span=None if speaker is None else mention(speaker),
        anchor=verb.i,
        lemma=entry.lemma,
        polarity=polarity,
        mode=mode,
    )


def mention(head: Token) -> Span:
    """The speaker's mention: the noun phrase with apposition, without the clauses behind it."""
    last = head.i
    first = head.left_edge.i
    for child in head.children:
        if child.i > head.i and child.dep_ not in {"relcl", "acl", "punct", "cc", "conj"}:
            last = max(last, child.right_edge.i)
    for child in head.children:
        if child.dep_ == "conj" and child.i - last < 8 and child.pos_ in {"PROPN", "NOUN"}:
            last = max(last, child.right_edge.i)
    return chars((first, last), head)


def _cue_span(verb: Token) -> Span:
    parts = [c.i for c in verb.children if c.dep_ in _CUE_PARTS and abs(c.i - verb.i) <= 4]
    first, last = min([verb.i, *parts]), max([verb.i, *parts])
    if any(t.dep_ in {"nsubj", "dobj"} for t in verb.doc[first : last + 1]):
        first = last = verb.i
    return chars((first, last), verb)


def _force(verb: Token, entry: CueVerb) -> tuple[Polarity, Mode]:
    """Whether it is denied, asked, conditional or still to come."""
    denied = entry.has("d")
    chain = [verb]
    while chain[-1].dep_ == "xcomp" and chain[-1].head.pos_ in {"VERB", "ADJ", "AUX"}:
        chain.append(chain[-1].head)
    mode = Mode.QUESTION if entry.has("?") else Mode.STATED
    for step in chain:
        for child in step.children:
            word = child.lower_
            if child.dep_ == "neg" or (child.dep_ in {"advmod", "det"} and word in _NEGATIONS):
                denied = not denied
            elif child.dep_ in {"aux"} and word in _FUTURE:
                mode = Mode.FUTURE
            elif child.dep_ in {"aux"} and word in _CONDITIONAL:
                mode = Mode.CONDITIONAL
            elif child.dep_ == "mark" and word in {"if", "unless"}:
                mode = Mode.CONDITIONAL
        if step is not verb and step.lower_ in _FUTURE_HEADS:
            mode = Mode.FUTURE
        if step is not verb and step.lower_ in _REFUSALS:
            denied = not denied
    return (Polarity.DENIED if denied else Polarity.ASSERTED), mode


__all__ = ["find_verbal", "mention", "Slice"]
