"""The speaker of a cue verb: its subject, an agent, the noun phrase behind an inverted cue."""

from __future__ import annotations

from spacy.tokens import Token

from bot.model import Span
from bot.reading.mentions import dateline_end, left_end
from bot.reading.quotes.lexicon import (
    CUE_VERBS,
    HEARERS,
    NO_SPEAKERS,
    SAID,
    SHOWS,
    CueVerb,
    cannot_speak,
    is_speaking_noun,
    may_insert,
)
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.tree import agent, chars, children, is_passive, is_torn_off, sentence, subject


def speaker_of(verb: Token, entry: CueVerb, marks: Marks) -> Token | None:
    if is_passive(verb) or _is_asked(verb):
        return agent(verb)
    speaker = inverted_subject(verb) or subject(verb)
    if speaker is not None and speaker.is_upper and (speaker.i == 0 or speaker.nbor(-1).is_space):
        speaker = _behind_dateline(speaker, verb)
    if speaker is not None and speaker.dep_ == "csubj":
        speaker = _behind_participle(verb) or speaker
    if speaker is not None and marks.at(speaker.idx) is not None and marks.at(verb.idx) is None:
        return _narrated(verb, marks)
    if speaker is not None and speaker.i < verb.i and marks.at(speaker.left_edge.idx) is not None:
        return _between(speaker, verb, marks)
    if speaker is None and verb.tag_ in {"VBD", "VBZ"} and verb.i:
        speaker = _left_neighbour(verb)
    if speaker is None and verb.i + 1 < len(verb.doc) and (entry.lemma in SAID or _behind_marks(verb, marks)):
        speaker = right_neighbour(verb)
    return speaker


def _behind_dateline(place: Token, verb: Token) -> Token:
    """For "OSLO (Agency) - Minister Ana Lowe accused …" with Oslo as its subject: the last word of the first name."""
    end = dateline_end(place.doc, min(verb.i, place.i + 12))
    name = next((t for t in place.doc[max(end, place.i) : verb.i] if t.pos_ == "PROPN"), None) if end else None
    while name is not None and name.i + 1 < verb.i and name.nbor().pos_ == "PROPN":
        name = name.nbor()
    return place if name is None else name


def _behind_participle(verb: Token) -> Token | None:
    """For "Asked whether she would go, the Green leader, Ada Holm, said …": the noun phrase before the verb."""
    here = verb.i - 1
    while here > 0 and (verb.doc[here].is_punct or verb.doc[here].dep_ == "aux"):
        here -= 1
    noun = verb.doc[here]
    if noun.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None
    if noun.dep_ == "appos" and noun.head.pos_ in {"NOUN", "PROPN"} and noun.head.dep_ in {"conj", "appos", "nsubj"}:
        return noun.head
    return noun


def _left_neighbour(verb: Token) -> Token | None:
    """For "In her speech the judge noted that …": the noun before the verb where the tree found no subject; for "At the
    crown court, Ada Holm, prosecuting, said that …" the name.
    """
    if children(verb, "ccomp") and (name := _name_before(verb)) is not None:
        return name
    before = verb.doc[verb.i - 1]
    opening = before.head.dep_ == "prep" and before.head.head.i == verb.i
    if opening and before.dep_ == "pobj" and before.pos_ in {"NOUN", "PROPN"} and children(verb, "ccomp"):
        return before
    return None


def _name_before(verb: Token) -> Token | None:
    """The last word of a name between commas before the verb, at most a word or two between them."""
    doc, here = verb.doc, verb.i - 1
    if doc[here].text != ",":
        return None
    while here > 0 and verb.i - here < 5 and doc[here].pos_ != "PROPN":
        here -= 1
    first = here
    while first > 0 and doc[first - 1].pos_ == "PROPN":
        first -= 1
    return doc[here] if doc[here].pos_ == "PROPN" and here > first and doc[first - 1].text == "," else None


def _is_asked(verb: Token) -> bool:
    """A participle whose subject is not its doer: "Asked whether …, she said …"."""
    if verb.dep_ not in {"advcl", "acl"} or is_torn_off(verb) or children(verb, "nsubj", "aux"):
        return False
    return verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.i == sentence(verb).start)


def _between(speaker: Token, verb: Token, marks: Marks) -> Token:
    """Between a quotation and its cue, where the tree is confused: the end of the first name, else the subject."""
    names = [t for t in verb.doc[left_end(speaker) : verb.i] if t.pos_ == "PROPN" and marks.at(t.idx) is None]
    if not names or speaker.pos_ == "PROPN":
        return speaker
    last = names[0]
    while last.i + 1 < verb.i and verb.doc[last.i + 1].pos_ == "PROPN":
        last = verb.doc[last.i + 1]
    return last


def _narrated(verb: Token, marks: Marks) -> Token | None:
    """The speaker of "…," she said, adding that … where the tree hangs "adding" into the quotation."""
    for token in reversed(verb.doc[sentence(verb).start : verb.i]):
        if token.lower_ in CUE_VERBS and marks.at(token.idx) is None:
            found = next(iter(children(token, "nsubj")), None)
            if found is not None and marks.at(found.idx) is None:
                return found
    return None


def _behind_marks(verb: Token, marks: Marks) -> bool:
    """Whether a quotation ends right before the verb: "…," mused the landlord."""
    return verb.i > 0 and (quotation := marks.at(verb.doc[verb.i - 1].idx)) is not None and quotation.closed


def right_neighbour(verb: Token) -> Token | None:
    """Head of the noun phrase right behind an inverted cue the parser did not understand."""
    if verb.tag_ in {"VB", "VBG"} or verb.i + 1 >= len(verb.doc):
        return None
    here = verb.doc[verb.i + 1]
    if here.pos_ not in {"PROPN", "DET", "PRON", "NOUN", "ADJ"} or here.is_sent_start:
        return None
    while here.head.i > verb.i and here.head.i != here.i and here.head.pos_ in {"NOUN", "PROPN"}:
        here = here.head
    return here if here.pos_ in {"PROPN", "NOUN"} or here.lower_ in _STANDS_FOR else None


_STANDS_FOR = frozenset({"he", "she", "they", "another", "one", "others", "both"})


def inverted_subject(verb: Token) -> Token | None:
    """For "The toll could rise, warned the head of the service": who stands behind a cue at its sentence's end."""
    if verb.tag_ not in {"VBD", "VBZ"} or verb.i < 3 or verb.doc[verb.i - 1].text != "," or not may_insert(verb):
        return None
    if verb.lower_ in _ADDRESSES:
        return None
    joined = verb.dep_ == "conj" and any(c.i < verb.i for c in children(verb.head, "cc"))
    if children(verb, "aux", "mark") or joined or any(c.i > verb.i for c in children(verb, "ccomp")):
        return None
    if any(not cannot_speak(s) for s in children(verb, "nsubj")):
        return None
    speaker = right_neighbour(verb)
    known = speaker is not None and (speaker.pos_ == "PROPN" or is_speaking_noun(speaker.lower_))
    return speaker if known else None


_ADDRESSES = frozenset({"told", "tells"})
"""What stands right behind these is whom they address."""


def is_swallowed(clause: Token, verb: Token) -> bool:
    """A speaker behind an inverted cue, misread as what was said: "…," said the woman, who …"""
    return clause.pos_ in {"NOUN", "PROPN"} and clause.left_edge.i == verb.i + 1 and not children(verb, "nsubj")


def absent_speaker(verb: Token) -> Token | None:
    """For "…, it is believed that …" behind a clause about a person: the person. Translated news writes like this."""
    if not any(c.lower_ == "it" for c in children(verb, "nsubjpass", "nsubj", "expl")):
        return None
    start = sentence(verb).start
    if verb.doc[start].lower_ == "it":
        return None
    if verb.doc[start].is_punct and start:
        start = sentence(verb.doc[start - 1]).start
    for token in reversed(verb.doc[start : verb.i]):
        if token.dep_ == "nsubj" and token.pos_ == "PROPN" and token.head.pos_ == "VERB":
            return token
    return None


def may_speak(speaker: Token, entry: CueVerb) -> bool:
    """Whether this mention can be a speaker of the verb: no "I" of the narrator, no "which" without a noun.

    What shows or suggests something is a document, a body or a person: "his popularity shows" states nothing.
    """
    if speaker.lower_ == "all" and speaker.doc[min(speaker.i + 1, len(speaker.doc) - 1)].lower_ == "told":
        return False
    if entry.has("H"):
        return speaker.lower_ in HEARERS
    if speaker.pos_ == "PRON" or speaker.tag_ in {"WDT", "WP", "DT"}:
        told_apart = speaker.lower_ == "those" and speaker.n_rights > 0  # "those surveyed", "those close to him"
        return told_apart or speaker.lower_ not in NO_SPEAKERS
    if entry.has("s") and speaker.pos_ in {"NOUN", "VERB", "ADJ"} and entry.lemma in SHOWS:
        return is_speaking_noun(speaker.lower_)
    misread = speaker.pos_ in {"ADV", "INTJ"} and speaker.dep_ == "nsubj"  # a name that the tagger does not know
    return misread or speaker.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "X", "VERB"}


def mention_at(verb: Token, head: Token) -> Span:
    """The mention, up to the "who" or "which" that stands for it as this verb's subject."""
    span = mention(head)
    relative = next((c for c in children(verb, "nsubj") if c.tag_ in {"WP", "WDT"} and c.i > head.i), None)
    return span if relative is None else Span(span.start, max(span.end, relative.idx + len(relative)))


def mention(head: Token) -> Span:
    """The speaker's mention: the noun phrase with apposition, without the clauses behind it."""
    last = head.i
    first = left_end(head)
    for child in head.children:
        if child.i > head.i and child.dep_ not in {"relcl", "acl", "punct", "cc", "conj"}:
            last = max(last, child.right_edge.i)
    for child in head.children:
        if child.dep_ == "conj" and child.i - last < 8 and child.pos_ in {"PROPN", "NOUN"}:
            last = max(last, child.right_edge.i)
    return chars((first, last), head)
