"""Statements that are clauses: behind the cue, before it, or round it."""

from __future__ import annotations

from spacy.tokens import Span as Slice
from spacy.tokens import Token

from bot.model import Span
from bot.reading.quotes.cue import Cue, Hit, hit_of, quoted_tail
from bot.reading.quotes.found import Frame
from bot.reading.quotes.inserts import clause_end, core, insert, rest
from bot.reading.quotes.lexicon import (
    CUE_VERBS,
    HEARERS,
    INSERTS,
    OCCASIONS,
    THOUGHT,
    cue_entry,
    is_document,
    is_person_noun,
    may_insert,
)
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.speakers import inverted_subject, is_swallowed, right_neighbour
from bot.reading.quotes.tree import agent, children, finite, is_adjunct, is_no_doer, sentence

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


def clause_frame(cue: Cue) -> Hit | None:
    verb, entry, marks = cue.verb, cue.entry, cue.marks
    if not entry.has("c") and not entry.has("H"):
        return None
    clauses = _displaced(verb) or [
        c
        for c in children(verb, "ccomp")
        if not _is_addressee(c) and not is_swallowed(c, verb) and not _is_next_event(c, verb)
    ]
    if entry.has("?") and not clauses:
        clauses = [c for c in children(verb, "advcl") if c.i > verb.i and c.left_edge.lower_ in {"if", "whether"}]
    if entry.lemma == "hold":
        clauses = [c for c in clauses if any(m.dep_ == "mark" for m in c.children)]
    if not clauses:
        return _plain(cue)
    if entry.lemma == "find" and _is_event(verb, clauses[0]):
        return None
    behind = [c for c in clauses if c.i > verb.i]
    if behind:
        return _behind(verb, behind)
    return None if _takes_object(cue) else _fronted(verb, clauses[0], marks)


def _is_event(verb: Token, clause: Token) -> bool:
    """For "officers found a man bleeding": no finding of a court's or a study's."""
    if finite(clause) or any(m.lower_ == "that" for m in children(clause, "mark")):
        return False
    if verb.tag_ not in {"VBD", "VBN"}:
        return False
    persons = [s for s in children(verb, "nsubj") if s.pos_ == "NOUN" and is_person_noun(s.lower_)]
    seen = clause.tag_ in {"VBG", "VBN"} and any(s.lower_ not in HEARERS and not is_document(s.lower_) for s in persons)
    return seen or clause.lower_ in {"dead", "alive", "unconscious"}


def _behind(verb: Token, clauses: list[Token]) -> Hit | None:
    """The statement stands behind its cue, or round it."""
    first, last = _first_of(verb, clauses[0]), clauses[-1].right_edge.i
    spans = [(first, last)]
    if first <= verb.i:
        spans = [(_after_cue(verb, clauses, last), last)]
        if first < verb.i:
            spans.insert(0, (first, _cue_start(verb, clauses) - 1))
    spans = [(_behind_occasion(verb, *s), _cut(verb, s)) for s in spans]
    spans = [*_antecedent(verb, clauses[0]), *spans]
    spans[-1] = (spans[-1][0], _coordinated(verb, clauses[-1], spans[-1][1]))
    return hit_of(Frame.CLAUSE, verb, spans)


def _first_of(verb: Token, clause: Token) -> int:
    """Where the clause begins: in "warned the credits could cost more" its subject was read as an addressee, and in
    "reported, citing the mayor, that …" the phrase before "that" is none of it.
    """
    first = clause.left_edge.i
    that = next((c.i for c in clause.children if c.lower_ == "that" and c.dep_ == "mark"), first)
    if verb.i < first < that and "," in {t.text for t in verb.doc[verb.i + 1 : that]}:
        return that
    objects = [c for c in children(verb, "dobj") if verb.i < c.i < first]
    if objects and finite(clause) and not children(clause, "nsubj", "nsubjpass", "expl", "csubj"):
        return objects[0].left_edge.i
    return first


def _plain(cue: Cue) -> Hit | None:
    """For "She said lending to firms had grown": the rest of the sentence, where the tree lost the clause."""
    verb, doc = cue.verb, cue.verb.doc
    first, end = verb.i + 1, sentence(verb).end
    lost = first + 3 < end and doc[first].lower_ == "that" and doc[first].tag_ == "IN"
    if lost and children(verb, "nsubj") and _has_verb(doc[first + 2 : min(end, first + 9)]):
        return hit_of(Frame.CLAUSE, verb, [(first + 1, _cut(verb, (first, end - 1)))])
    spoken = any(noun.i < verb.i for noun in children(verb, "nsubj"))
    if cue.entry.lemma not in _SURE or not spoken or first >= end or doc[first].tag_ not in _BEGINS:
        return None
    if (
        any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in doc[first + 1 : end])
        and cue.marks.at(doc[first].idx) is None
    ):
        return hit_of(Frame.CLAUSE, verb, [(first, _cut(verb, (first, end - 1)))])
    return None


_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "MD"})


def _has_verb(tokens: Slice) -> bool:
    """Whether a finite verb or a participle stands before the first comma."""
    for token in tokens:
        if token.tag_ in _FINITE or token.is_punct:
            return token.tag_ in _FINITE
    return False


_SURE = frozenset({"say", "believe", "think", "argue", "insist", "warn"})
_BEGINS = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "CD", "VBG", "EX"})


def _behind_occasion(verb: Token, first: int, last: int) -> int:
    """First token of the statement: "said [in a letter] the road would close"; all of it where one word is left."""
    token = verb.doc[first]
    if first == last and first > verb.i + 1:
        return verb.i + 1
    if first == verb.i + 1 and token.dep_ == "prep" and token.right_edge.i < last - 1 and is_adjunct(token):
        return token.right_edge.i + 1
    return first


def _antecedent(verb: Token, clause: Token) -> list[tuple[int, int]]:
    """What a statement without a subject is about: "the fee that she said was too high"."""
    if verb.dep_ != "relcl" or clause.left_edge.i < verb.i or children(clause, "nsubj", "nsubjpass", "expl"):
        return []
    return [(verb.head.left_edge.i, min(verb.head.i, verb.left_edge.i - 1))]


def _coordinated(verb: Token, clause: Token, last: int) -> int:
    """The end of a second clause in the statement's own tense that the parser hung on the cue:
    "stressed that prices are high, and some buyers will wait".
    """
    for other in children(verb, "conj"):
        if other.i > last and any(m.lower_ == "that" for m in children(other, "mark")):
            last = other.right_edge.i  # "said she was sorry, but that she would stay"
    if verb.tag_ != "VBD" or finite(clause) not in _PRESENT:
        return last
    for other in children(verb, "conj"):
        if other.i > last and finite(other) in _PRESENT and children(other, "nsubj", "nsubjpass", "expl"):
            last = other.right_edge.i
    return last


_PRESENT = frozenset({"VBP", "VBZ", "MD"})


def _displaced(verb: Token) -> list[Token]:
    """A that-clause the parser hung on the occasion: "said in a speech that …", "told the court that …"."""
    if children(verb, "ccomp"):
        return []
    nouns = [n for prep in children(verb, "prep", "agent") for n in children(prep, "pobj", "pcomp")]
    nouns += children(verb, "dobj", "npadvmod", "advmod")
    return [
        clause
        for noun in nouns
        for clause in noun.children
        if clause.dep_ in {"acl", "relcl", "ccomp"} and clause.i > noun.i and _is_that_clause(clause, noun)
    ]


def _is_that_clause(clause: Token, noun: Token) -> bool:
    that = next((c for c in clause.children if c.lower_ == "that" and c.i < clause.i), None)
    if that is None:
        told = CUE_VERBS[noun.head.lower_].has("t") if noun.head.lower_ in CUE_VERBS else False
        return told and noun.dep_ == "dobj" and any(c.pos_ == "PRON" for c in children(clause, "nsubj", "nsubjpass"))
    told_by = noun.dep_ == "pobj" and noun.head.dep_ == "agent"
    occasion = noun.lower_ in OCCASIONS or is_document(noun.lower_)
    own_subject = any(s.i != that.i for s in children(clause, "nsubj", "nsubjpass", "expl"))
    return that.dep_ == "mark" or told_by or (occasion and own_subject)


def _cut(verb: Token, span: tuple[int, int]) -> int:
    """Where a statement behind its cue really ends: before the same speaker's next cue ("…, adding that …",
    "said he would and called for …"), which the parser likes to hang into the first statement.
    """
    quoted_end = _quoted_clause_end(verb, span)
    if quoted_end is not None:
        return quoted_end
    for token in verb.doc[span[0] + 2 : span[1] + 1]:
        if token.lower_ not in CUE_VERBS:
            continue
        inner = core(token) if CUE_VERBS[token.lower_].lemma in INSERTS and token.i > span[0] + 4 else None
        if inner is not None and span[1] - token.i < 9 and _is_bare(token) and verb.doc[inner[0] - 1].text == ",":
            return inner[0] - 2
        before = verb.doc[token.i - 1]
        if (
            token.tag_ == "VBG"
            and CUE_VERBS[token.lower_].lemma not in THOUGHT
            and before.text in {",", "”", '"', "''"}
            and token.dep_ in {"advcl", "acl", "conj"}
        ):
            return before.i - 1
        if _is_others(token, verb):
            return max(span[0], token.left_edge.i - 2)
        if token.tag_ == verb.tag_ and token.dep_ == "conj" and finite(token.head) == "MD" and children(token, "nsubj"):
            return max(span[0], token.left_edge.i - 2)
        if token.tag_ == verb.tag_ and token.dep_ == "conj" and not children(token, "nsubj", "aux", "mark"):
            joint = verb.doc[token.left_edge.i - 1]
            while joint.i > span[0] and (
                joint.dep_ in {"cc", "punct", "advmod"} or joint.lower_ in {"and", "also", "but"}
            ):
                joint = verb.doc[joint.i - 1]
            same = any(is_no_doer(s, token) or s.lower_ in _PRONOUNS for s in children(token.head, "nsubj"))
            if token.head.tag_ != token.tag_ or token.head.dep_ != "ccomp" or same:
                return joint.i
    return span[1]


def _quoted_clause_end(verb: Token, span: tuple[int, int]) -> int | None:
    """The closing mark in "said “mistakes were made” but declined to name them"."""
    doc = verb.doc
    if doc[span[0]].text not in {"“", '"', "‘"} and doc[span[0] - 1].text not in {"“", '"', "‘"}:
        return None
    for token in doc[span[0] + 2 : span[1]]:
        if token.text in {"”", '"', "’"}:
            onward = doc[token.i + 1]
            goes_on = [c for c in onward.head.conjuncts if c.i > onward.i and c.tag_ == verb.tag_]
            alone = goes_on and not children(goes_on[0], "nsubj")
            return token.i if onward.dep_ == "cc" and alone and onward.lower_ in {"but", "and"} else None
    return None


_PRONOUNS = frozenset({"he", "she", "it", "they"})


def _is_others(token: Token, verb: Token) -> bool:
    """Whether a second cue sets another speaker against the first: "…, while opponents argue that …"."""
    speakers = [s for s in children(token, "nsubj") if s.pos_ in {"NOUN", "PROPN"}]
    if not speakers or token.tag_ != verb.tag_ or not children(token, "ccomp", "xcomp", "dobj"):
        return False
    against = token.dep_ == "advcl" and any(m.lower_ in {"while", "whereas"} for m in children(token, "mark"))
    before = token.doc[max(0, token.left_edge.i - 1)]
    joined = token.dep_ == "conj" and before.lower_ in {"and", "but", "while"} and token.head.dep_ == "ccomp"
    return against or (joined and CUE_VERBS[token.lower_].lemma not in THOUGHT)


def _is_bare(verb: Token) -> bool:
    """Whether a finite cue has no statement of its own behind it: the "he said" at a sentence's end."""
    return verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.dep_ != "relcl" and not children(verb, "ccomp", "xcomp", "dobj")


def _is_next_event(clause: Token, verb: Token) -> bool:
    """For "reported a loss, and its rival lifted its outlook": a second main clause hung on the cue."""
    before = verb.doc[clause.left_edge.i - 1]
    return before.dep_ == "cc" and any(verb.i < o.i < before.i for o in children(verb, "dobj"))


def _is_addressee(clause: Token) -> bool:
    return clause.right_edge.i == clause.i and clause.pos_ in {"PROPN", "PRON"}


def _fronted(verb: Token, clause: Token, marks: Marks) -> Hit | None:
    """The statement stands before its cue; what marks behind the cue hold goes with it."""
    start, end = clause.left_edge.i, _cue_start(verb, [clause]) - 1
    quoted = marks.within(Span(verb.doc[start].idx, verb.idx))
    addressed = [c for c in children(verb, "dobj", "xcomp") if c.i > verb.i and inverted_subject(verb) is None]
    told = (entry := cue_entry(verb)) is not None and entry.has("t")
    if not quoted and (not may_insert(verb) or (addressed and not told)):
        return None
    if end >= start and verb.doc[end].text in {":", ";"}:
        return None  # "They were divided: six had predicted a cut" tells of no one who said the first half
    spans = [(start, end)]
    tail = quoted_tail(verb, marks) or _unquoted_tail(verb, (start, end))
    if tail is not None:
        spans.append(tail)
    return hit_of(Frame.FRONTED, verb, spans)


def _unquoted_tail(verb: Token, left: tuple[int, int]) -> tuple[int, int] | None:
    inner = core(verb)
    return None if inner is None else rest(verb, left, clause_end(verb, inner))


def parenthetical_frame(cue: Cue) -> Hit | None:
    """The cue's clause hangs on the statement: "The plan, she said, works", "As she said, the plan works"."""
    verb, entry = cue.verb, cue.entry
    if verb.tag_ == "VBN" and agent(verb) is not None:
        return _as_reported(verb)
    perfect = any(c.lower_ in {"has", "have", "had"} for c in children(verb, "aux"))
    participle = verb.tag_ == "VBN" and not (perfect or children(verb, "nsubj"))
    if verb.tag_ in {"VB", "VBG"} or participle or not entry.has("c") or verb.dep_ not in _HANGS:
        return None
    objects = children(verb, "xcomp", "ccomp") if entry.has("t") else children(verb, "dobj", "xcomp", "ccomp")
    if verb.head.pos_ not in {"VERB", "AUX"} or objects or _takes_object(cue):
        return None
    if not children(verb, "nsubj") and not (verb.lower_ in {"said", "says"} and right_neighbour(verb)):
        return None
    marked = any(c.lower_ == "as" for c in verb.children if c.dep_ in {"mark", "advmod", "prep"})
    if not marked and (entry.lemma not in INSERTS or not _is_insert(verb)):
        return None
    head = verb.head
    if marked and head.i < verb.left_edge.i and not verb.doc[verb.left_edge.i - 1].is_punct:
        return None  # "shares fell as analysts warned": at the same time
    spans = [(head.left_edge.i, verb.left_edge.i - 1), (verb.right_edge.i + 1, head.right_edge.i)]
    return hit_of(Frame.PARENTHETICAL, verb, [s for s in spans if s[1] - s[0] >= 0])


def _takes_object(cue: Cue) -> bool:
    """Whether a preposition of its own says what is reported: "though most warn of a hard year"."""
    own = cue.entry.prepositions | ({"on", "to"} if cue.entry.lemma == "agree" else frozenset())
    return any(p.lower_ in own for p in children(cue.verb, "prep") if p.i > cue.verb.i)


def _as_reported(verb: Token) -> Hit | None:
    """For "As first reported by the Ledger, the fee will rise"."""
    before = verb.doc[verb.left_edge.i]
    if before.lower_ != "as" or verb.head.pos_ not in {"VERB", "AUX"}:
        return None
    head = verb.head
    spans = [(head.left_edge.i, verb.left_edge.i - 1), (verb.right_edge.i + 1, head.right_edge.i)]
    return hit_of(Frame.PARENTHETICAL, verb, [s for s in spans if s[1] - s[0] >= 2])


_HANGS = frozenset({"parataxis", "advcl", "ccomp", "dep", "intj", "relcl", "conj"})


def _is_insert(verb: Token) -> bool:
    """Between commas or at the end, with nothing but its own short clause."""
    doc, start, end = verb.doc, verb.left_edge.i, verb.right_edge.i
    before = doc[start - 1].text if start > 0 else ""
    own = doc[start].text
    after = doc[end + 1].text if end + 1 < len(doc) else "."
    return end - start < 14 and (before in _EDGES or own in _EDGES) and (after in _EDGES or doc[end].text in _EDGES)


_EDGES = frozenset({",", ".", "”", '"', "''", "—", "–", "-", ";", "!", "?", "’", "'"})


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


def insert_frame(cue: Cue) -> Hit | None:
    verb, entry = cue.verb, cue.entry
    inverted = inverted_subject(verb) is not None
    clauses = [c for c in children(verb, "ccomp", "xcomp") if c.i > verb.i or not inverted]
    if entry.lemma not in INSERTS or verb.tag_ in {"VB", "VBG"} or clauses:
        return None
    objects = children(verb, "dobj") and not entry.has("t") and not inverted
    return None if objects or _takes_object(cue) else insert(verb)
