"""Statements that are no clauses: what is promised, announced, criticised, called for; and bare quotations at a cue."""

from __future__ import annotations

from spacy.tokens import Token

from bot.model import Span
from bot.reading.quotes.cue import Cue, Hit, hit_of
from bot.reading.quotes.force import is_due
from bot.reading.quotes.found import Frame
from bot.reading.quotes.inserts import is_title
from bot.reading.quotes.lexicon import cannot_speak, is_person_noun, looks_ahead, singular
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.tree import agent, children, is_adjunct, is_number, is_passive, sentence

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


def infinitive_frame(cue: Cue) -> Hit | None:
    verb, entry = cue.verb, cue.entry
    if not entry.has("x") or is_passive(verb):
        return None
    clauses = [c for c in children(verb, "xcomp") if c.i > verb.i]
    if not clauses:
        return None
    if clauses[0].lower_ in {"named", "identified", "quoted"} and children(clauses[0], "neg", "auxpass"):
        return None  # an unnamed speaker who "asked not to be named" or "to be identified by her first name"
    objects = [c for c in children(verb, "dobj") if verb.i < c.i < clauses[0].i]
    first = objects[0].left_edge.i if objects and not entry.has("t") else clauses[0].left_edge.i
    return hit_of(Frame.INFINITIVE, verb, [(first, clauses[-1].right_edge.i)])


def object_frame(cue: Cue) -> Hit | None:
    verb, entry = cue.verb, cue.entry
    told_by = agent(verb) if verb.tag_ == "VBN" else None
    if told_by is not None or is_passive(verb) or not entry.flags & {"o", "a"}:
        return None
    if verb.tag_ == "VB" and not _is_uttered(verb):
        return None
    if verb.tag_ == "VBG" and children(verb, "aux") and entry.lemma in _ACTS:
        return None  # "is projecting strength" acts
    said = {"dobj", "oprd", "ccomp", "acomp"} if entry.has("a") else {"dobj", "oprd", "ccomp"}
    if entry.lemma in {"quote", "cite"} and any(
        c.lower_ == "as" and children(c, "pcomp") for c in children(verb, "prep")
    ):
        return None  # "quoted the mayor as saying": the mayor speaks
    if entry.lemma in {"quote", "cite", "echo"} and any(map(_is_informant, children(verb, "dobj"))):
        return None
    if _is_naming(verb, entry.lemma) or _takes_in(verb, entry.lemma):
        return None
    if entry.lemma == "compare" and verb.tag_ not in {"VBD", "VBZ"}:
        return None
    stop = min([c.i for c in children(verb, "cc", "conj", "parataxis") if c.i > verb.i], default=sentence(verb).end)
    objects = [c for c in verb.children if c.dep_ in said and verb.i < c.i < stop]
    if not objects or (entry.lemma in _NEEDS_REASON and not children(verb, "prep")):
        return None
    first = objects[0].left_edge.i
    last = _phrase_end(verb, objects[-1])
    if last == first:
        last = max([last, *(c.right_edge.i for c in children(verb, "advcl") if c.left_edge.i == last + 1)])
    single = last == first and not (entry.lemma in _OF_ONE_WORD and _says_enough(verb.doc[last]))
    named = entry.lemma == "call" and any(c.dep_ == "oprd" for c in objects)
    judged = last > objects[0].i and any(c.lower_ in {"of", "as"} for c in children(verb, "prep"))
    if single or (objects[0].lower_ in _EMPTY_OBJECTS and last - first < 3 and not (named or judged)):
        return None
    if (
        entry.lemma in {"call", "say"}
        and not any(c.dep_ in {"oprd", "ccomp", "xcomp"} for c in verb.children)
        and last - first < 3
        and not any(is_number(t) for t in verb.doc[first : last + 1])
    ):
        return None
    return hit_of(Frame.OBJECT, verb, [(first, _run_on(verb, last))])


def _is_informant(noun: Token) -> bool:
    """For "citing two officials" and "quoting Ana Lowe": whom one goes by is not what one says."""
    return noun.pos_ == "PROPN" or noun.lower_ == "sources" or (is_person_noun(noun.lower_) and noun.lower_ != "paper")


_TAKEN_IN = frozenset("patient casualty applicant pupil guest child woman man member people student baby".split())


def _takes_in(verb: Token, lemma: str) -> bool:
    """For "the hospital admitted 40 patients": a door opened, no word said; for "called each other"."""
    for noun in children(verb, "dobj"):
        if noun.lower_.endswith("selves") or any(c.lower_ == "each" for c in noun.children):
            return True
        parts = [noun, *(p for prep in children(noun, "prep") if prep.lower_ == "of" for p in children(prep, "pobj"))]
        if lemma == "admit" and any(singular(part.lower_) in _TAKEN_IN for part in parts):
            return True
    return lemma == "admit" and any(
        prep.lower_ == "to" and any(p.lower_ in {"hospital", "hospitals", "ward"} for p in children(prep, "pobj"))
        for prep in children(verb, "prep")
    )


_NAMES = frozenset({"call", "dub", "term", "label", "nickname"})


def _is_naming(verb: Token, lemma: str) -> bool:
    """For "a script called “Harbour”": the noun's own name right behind a participle, and nobody who gives it."""
    if lemma not in _NAMES or children(verb, "dobj", "aux"):
        return False
    subjects = children(verb, "nsubj") or [verb.head]
    return any(map(cannot_speak, subjects)) or (verb.dep_ == "acl" and subjects[0].pos_ == "NOUN")


_OF_ONE_WORD = frozenset("deny concede demand promise predict propose forecast acknowledge pledge".split())
"""Cues that one noun says enough for: "conceded defeat"."""
_NEEDS_REASON = frozenset({"congratulate", "thank", "compare"})
_ACTS = frozenset("show project signal issue order request call say read highlight outline detail reveal cite".split())


_UTTERING = frozenset("will 'll ’ll do does did".split())


def _says_enough(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.lower_ not in {"bail", "access", "entry", "asylum", "treatment", "permission"}


def _is_uttered(verb: Token) -> bool:
    """Whether a bare verb is done, or will be: "will announce", "did not deny", "is expected to present"."""
    if verb.dep_ == "xcomp" and verb.head.lower_ in {"refused", "refuses", "declined", "declines"}:
        return any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)  # "refused to rule out a sale"
    return is_due(verb) or any(c.dep_ == "aux" and c.lower_ in _UTTERING for c in verb.children)


def _run_on(verb: Token, last: int) -> int:
    """Up to the next comma or stop, where the words behind the phrase belong to no other part of the clause: the parser
    often hangs "the remarks the mayor made" or "a levy last year on coal" in pieces.
    """
    doc, end = verb.doc, sentence(verb).end
    here = last + 1
    if here >= end or doc[here].is_punct or doc[here].is_space or doc[here].dep_ in {"cc", "mark"}:
        return last
    top = doc[here]
    while top.head.i not in {verb.i, top.i}:
        top = top.head
    if top.dep_ == "ROOT" and top.i >= here:
        return last  # "residents who cited noise [won their case]"
    if top.head.i == verb.i and (top.dep_ in {"advcl", "conj", "cc", "prt"} or is_adjunct(top)):
        return last
    while here < end and not (doc[here].is_punct or doc[here].is_space or doc[here].dep_ in {"cc", "mark"}):
        here += 1
    return here - 1


def _phrase_end(verb: Token, last_object: Token) -> int:
    """Last token of what is said: the object's phrase and the complements behind it, without when and where."""
    end = last_object.right_edge.i
    for child in verb.children:
        if child.i > last_object.i and child.dep_ in {
            "prep",
            "oprd",
            "xcomp",
            "ccomp",
            "npadvmod",
            "dative",
            "advmod",
            "acomp",
        }:
            if is_adjunct(child) and not looks_ahead(verb):
                continue
            end = max(end, child.right_edge.i)
    return end


def preposition_frame(cue: Cue) -> Hit | None:
    verb, entry = cue.verb, cue.entry
    if not entry.prepositions or is_passive(verb) or (entry.lemma in _SILENT and children(verb, "neg")):
        return None
    for prep in children(verb, "prep", "prt", "dative"):
        if prep.lower_ in entry.prepositions and prep.i > verb.i:
            more = [
                c.right_edge.i for c in verb.children if c.i > prep.i and c.dep_ in {"xcomp", "advcl"} and _is_to(c)
            ]
            last = max([prep.right_edge.i, *more])
            if last - prep.i > 1 and not (entry.lemma == "point" and verb.doc[last].lower_ in _PLACES):
                return hit_of(Frame.PREPOSITION, verb, [(prep.i + 1, _run_on(verb, last))])
    for clause in children(verb, "advcl", "xcomp", "ccomp"):
        opener = clause.left_edge
        if verb.i < opener.i and opener.lower_ in entry.prepositions and _is_to(clause):
            return hit_of(Frame.PREPOSITION, verb, [(opener.i + 1, clause.right_edge.i)])  # "called for her to go"
    return None


_SILENT = frozenset({"talk", "speak", "comment", "elaborate", "write"})
"""Not doing these says nothing: "did not comment on the sale"."""


_PLACES = frozenset("spot centre center door map screen wall sky picture chart floor ground exit".split())
"""What a finger points to."""


def _is_to(clause: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)


def marks_frame(cue: Cue) -> Hit | None:
    """A cue whose statement the tree lost: the quotation right behind it, or right before it."""
    verb, entry, marks = cue.verb, cue.entry, cue.marks
    if not (entry.has("c") or entry.has("q")) or entry.lemma in {"hold", "expect", "show", "find"}:
        return None
    doc = verb.doc
    behind = doc[verb.right_edge.i + 1].idx if verb.right_edge.i + 1 < len(doc) else len(marks.text)
    for quotation in marks.within(Span(verb.idx, min(len(marks.text), behind + 3))):
        gap = marks.text[verb.idx + len(verb) : quotation.outer.start]
        if (
            quotation.outer.start > verb.idx
            and len(gap) < 90
            and "\n" not in gap
            and (gap.rstrip().endswith(":") or _is_speech(quotation.inner.of(marks.text)))
        ):
            return Frame.CUED_MARKS, (quotation.inner,)
    return _marks_before(verb, marks) or _block(verb, marks)


def colon_frame(cue: Cue) -> Hit | None:
    """For "contradicted her: the letter had come": what stands behind a colon close to the cue."""
    verb, end = cue.verb, sentence(cue.verb).end
    colon = next((t.i for t in verb.doc[verb.i + 1 : min(end, verb.i + 5)] if t.text == ":"), end)
    speakers = children(verb, "nsubj")
    if not speakers or any(map(cannot_speak, speakers)) or not cue.entry.flags & {"c", "o", "@"}:
        return None
    if end - colon < 4 or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    finite = any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in verb.doc[colon + 1 : end])
    return hit_of(Frame.CLAUSE, verb, [(colon + 1, end - 1)]) if finite else None


def _block(verb: Token, marks: Marks) -> Hit | None:
    """A quotation as a paragraph of its own behind "… she said:"."""
    text = marks.text
    stop = text.find("\n", verb.idx)
    if stop < 0 or text[verb.idx : stop].rstrip()[-1:] != ":" or stop - verb.idx > 120:
        return None
    start = stop
    while start < len(text) and text[start].isspace():
        start += 1
    quotation = marks.at(start)
    return (Frame.CUED_MARKS, (quotation.outer,)) if quotation and quotation.outer.start == start else None


def _marks_before(verb: Token, marks: Marks) -> Hit | None:
    text = marks.text
    start = verb.left_edge.idx
    for quotation in marks.within(Span(max(sentence(verb).start_char - 3, start - 60), verb.idx)):
        gap = text[quotation.outer.end : verb.idx]
        if (
            quotation.outer.end <= verb.idx
            and len(gap) < 60
            and "\n" not in gap
            and quotation.inner.of(text).rstrip()[-1:] != "."
            and _is_speech(quotation.inner.of(text))
        ):
            return Frame.CUED_MARKS, (quotation.inner,)
    return None


def _is_speech(quoted: str) -> bool:
    """Whether marks hold something said rather than a name: an end mark inside, or enough words."""
    return not is_title(quoted) and (quoted.rstrip()[-1:] in {",", ".", "!", "?", "…", "—"} or quoted.count(" ") >= 4)
