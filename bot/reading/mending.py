"""Trees mended where the parser is known to fail on news: names that are verbs, cues set inside what they report.

Words and their order alone decide, so that a mended tree is one that the parser could have given. A mended doc has the
same tokens, offsets and sentences.
"""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Token

from bot.reading import names
from bot.reading.mentions import title_of
from bot.reading.quotes.lexicon import CUE_VERBS, INSERTS, is_person_noun, is_speaking_noun
from bot.reading.quotes.tree import children, sentence

_TREE: tuple[str, ...] = ("HEAD", "DEP")
_PAST = frozenset({"VBD", "VBZ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MISTAKEN = frozenset({"MD", "IN", "VB", "VBP", "RB"})
"""What the tagger takes "Will", "May", "Per", "Mark" and "Grant" for."""
_CLOSING = frozenset({"”", '"', "''", "’"})
_ASKED = frozenset("asked told pressed questioned reached contacted quoted".split())
_MOST_BETWEEN = 6
"""Tokens of when and where between an inserted cue and the comma behind it."""


def mend(doc: Doc) -> None:
    """Mends the tags and heads of `doc` in place."""
    mended = False
    for token in doc:
        if token.tag_ in _MISTAKEN and token.is_title:
            mended |= _mend_name(token)
        elif token.text == "-" and token.tag_ == "NN":
            mended |= _mend_hyphen(token)
        elif token.tag_ in _PAST and token.lower_ in CUE_VERBS:
            inserts = CUE_VERBS[token.lower_].lemma in INSERTS
            mended |= (token.lower_ in _ASKED and _mend_asked(token)) or (
                inserts and (_mend_insert(token) or _mend_cut_off(token) or _mend_after(token) or _mend_opening(token))
            )
        elif token.lower_ == "by" and token.i and _is_far(token):
            mended |= _mend_doer(token)
    if mended:
        _settle(doc)


def _settle(doc: Doc) -> None:
    """Counts the edges anew: a head that is set leaves those of its old one as they were."""
    tree: Any = doc.to_array([*_TREE])
    doc.from_array([*_TREE], tree)


# ------------------------------------------------------------------ names


def _mend_name(token: Token) -> bool:
    """For the "Will" of "Rep. Will Rose" and the "May" of "May said": a modal stands before no past tense."""
    if token.i + 1 >= len(token.doc):
        return False
    behind = token.nbor()
    if token.tag_ == "MD" and behind.tag_ == "VBD" and behind.lower_ in CUE_VERBS:
        return _hang(token, behind, "nsubj", "NNP")
    if token.lower_ not in names.GIVEN_NAMES or not _is_surname(token, behind):
        return False
    if behind.dep_ == "aux":
        _hang(behind, behind.nbor(), "nsubj", "NNP")
    return _hang(token, behind, "compound", "NNP")


def _is_surname(token: Token, behind: Token) -> bool:
    """Whether a name goes on behind: in the midst of a sentence, or as the subject of what is told."""
    if not behind.is_title or behind.is_sent_start or behind.i + 1 >= len(token.doc):
        return False
    if behind.dep_ == "aux":
        return behind.nbor().tag_ == "VBD"
    if behind.pos_ != "PROPN":
        return False
    if token.is_sent_start or not token.i:
        return behind.dep_ == "nsubj" and behind.head.tag_ in _PAST
    before = token.nbor(-1)
    return bool(title_of(before)) or before.text.islower()


def _mend_hyphen(hyphen: Token) -> bool:
    """For "his ex-wife said", read as three subjects."""
    doc = hyphen.doc
    if not 0 < hyphen.i < len(doc) - 1 or hyphen.whitespace_ or hyphen.nbor(-1).whitespace_:
        return False
    prefix, noun = hyphen.nbor(-1), hyphen.nbor()
    if prefix.is_ancestor(noun):
        noun.head, noun.dep_ = (noun if prefix.head.i == prefix.i else prefix.head), prefix.dep_
    for child in list(prefix.lefts):
        _hang(child, noun, child.dep_)
    hyphen.tag_, hyphen.pos_ = "HYPH", "PUNCT"
    return _hang(prefix, noun, "compound") and _hang(hyphen, noun, "punct")


def _hang(token: Token, head: Token, dep: str, tag: str = "") -> bool:
    """Hangs a token to another head; never to one that hangs on it."""
    if token.is_ancestor(head):
        return False
    token.head = head
    token.dep_ = dep
    if tag:
        token.tag_ = tag
        token.pos_ = "PROPN" if tag == "NNP" else "VERB"
    return True


# ------------------------------------------------------------------ cues inside their statement


def _mend_insert(verb: Token) -> bool:
    """For "Corran Bank, Ana Lowe said, is broke" and "The plan, said Ana Lowe, is dead": what stands before the first
    comma is no speaker, it belongs to what is said.
    """
    if verb.i and verb.nbor(-1).text == ",":
        return _mend_inverted(verb)
    if verb.dep_ == "relcl":
        return _mend_clause(verb)
    topic = _topic(verb)
    if topic is None:
        return False
    speaker = _between(topic, verb)
    clause = None if speaker is None else _clause_around(verb)
    if speaker is None or clause is None:
        return False
    _hang(speaker, verb, "nsubj")
    return _turn(verb, clause, topic, "nsubj")


def _mend_clause(verb: Token) -> bool:
    """For "The toll, a lawyer told the court, was unfair", read as the toll of which a lawyer told the court."""
    topic, speakers = verb.head, children(verb, "nsubj")
    clause = topic.head
    if not speakers or topic.dep_ not in {"nsubj", "nsubjpass"} or clause.i < verb.i or _is_relative(speakers[0]):
        return False
    first = speakers[0].left_edge
    between = verb.doc[first.i - 1].text == "," == verb.doc[verb.right_edge.i + (verb.right_edge.text != ",")].text
    if not between or first.i != verb.left_edge.i + (verb.left_edge.text == ",") or children(verb, "ccomp", "mark"):
        return False
    return _hang(verb, clause, "parataxis")


def _is_relative(noun: Token) -> bool:
    return any(token.tag_ in {"WP", "WDT", "WP$"} for token in noun.subtree)


def _topic(verb: Token) -> Token | None:
    """The first noun before the verb that the parser took for its subject."""
    subjects = children(verb, "nsubj")
    return subjects[0] if subjects and subjects[0].i < verb.i and subjects[0].pos_ in {"NOUN", "PROPN"} else None


def _between(topic: Token, verb: Token) -> Token | None:
    """The noun phrase between the topic's comma and the verb: no apposition, for that would end in a comma, too."""
    nouns = [*children(topic, "appos"), *children(verb, "nsubj")]
    if not children(topic, "cc"):
        nouns += children(topic, "conj")
    speaker = next((noun for noun in nouns if noun.i != topic.i and noun.right_edge.i == verb.i - 1), None)
    if speaker is None or speaker.doc[speaker.left_edge.i - 1].text != "," or children(speaker, "conj", "cc"):
        return None
    return speaker


def _clause_around(verb: Token) -> Token | None:
    """The verb of the clause that goes on behind the inserted cue and a comma; None where the cue has its own."""
    doc = verb.doc
    comma = next((t.i for t in doc[verb.i + 1 : verb.i + 2 + _MOST_BETWEEN] if t.text == ","), -1)
    if comma < 0 or any(t.tag_ in _FINITE for t in doc[verb.i + 1 : comma]):
        return None
    behind = children(verb, "ccomp") + ([] if children(verb, "cc") else children(verb, "conj"))
    outer = verb.head if verb.head.i > comma else next((c for c in behind if c.i > comma), None)
    if outer is None or outer.pos_ not in {"VERB", "AUX"} or children(outer, "nsubj", "nsubjpass", "mark"):
        return None
    return outer


def _mend_inverted(verb: Token) -> bool:
    """For "The plan, said Ana Lowe, the mayor, is dead": the name was read as a subject of the clause behind it."""
    clause = verb.head if verb.head.i > verb.i else next((c for c in children(verb, "ccomp") if c.i > verb.i), None)
    if clause is None or verb.lower_ in {"told", "tells"} or clause.pos_ not in {"VERB", "AUX"}:
        return False
    nouns = children(verb, "nsubj", "nsubjpass", "dobj") + children(clause, "nsubj", "nsubjpass")
    nouns = [noun for noun in nouns if noun.pos_ in {"NOUN", "PROPN"}]
    topic = next((noun for noun in nouns if noun.i < verb.i <= noun.right_edge.i + 2), None)
    speaker = next((noun for noun in nouns if noun.left_edge.i == verb.i + 1), None)
    if topic is None or speaker is None or not (speaker.pos_ == "PROPN" or is_speaking_noun(speaker.lower_)):
        return False
    settled = speaker.head.i == verb.i and topic.head.i == clause.i
    end = speaker.right_edge.i
    if settled or all(token.text != "," for token in verb.doc[end : end + 2]):
        return False
    _hang(speaker, verb, "nsubj")
    return _turn(verb, clause, topic, "nsubjpass" if children(clause, "auxpass") else "nsubj")


def _turn(verb: Token, clause: Token, topic: Token, dep: str) -> bool:
    """Makes `clause` the main one, with `topic` as its subject and the cue as its insert."""
    if clause.head.i == verb.i:
        for stop in children(verb, "punct"):
            if stop.i > clause.i:
                stop.head = clause
        clause.head, clause.dep_ = (clause, "ROOT") if verb.head.i == verb.i else (verb.head, verb.dep_)
        verb.head = clause
    verb.dep_ = "parataxis"
    return _hang(topic, clause, dep)


def _mend_asked(verb: Token) -> bool:
    """For "Ana Lowe, asked if she would go, said no": who is asked is the subject of the verb behind."""
    topic, outer = _topic(verb), verb.head
    if topic is None or verb.nbor(-1).text != "," or topic.right_edge.i < verb.i - 2:
        return False
    if outer.i < verb.i or outer.tag_ not in _PAST or children(outer, "nsubj", "nsubjpass"):
        return False
    _hang(topic, outer, "nsubj")
    return _hang(verb, topic, "acl", "VBN")


def _mend_cut_off(verb: Token) -> bool:
    """For "“…,” Ana Lowe, pointing at the sea, said", where the name was hung on what stands in marks."""
    doc = verb.doc
    if children(verb, "nsubj", "nsubjpass", "aux"):
        return False
    least = max(0, verb.i - _FARTHEST)
    mark = next((i for i in range(verb.i - 2, least, -1) if doc[i].text in _CLOSING and doc[i].whitespace_), 0)
    torn = [t for t in doc[mark + 1 : verb.i] if t.head.i <= mark and not t.is_punct] if mark else []
    noun = next((t for t in torn if t.left_edge.i in {mark, mark + 1} and _is_nominal(t)), None)
    if noun is None or any(t.tag_ in _FINITE and t.head.i == noun.i for t in doc[mark + 1 : verb.i]):
        return False
    for token in torn:
        if token.i != noun.i:
            _hang(token, noun, "acl")
    return _hang(noun, verb, "nsubj")


def _is_nominal(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} or token.lower_ == "general"


_FARTHEST = 20
"""Tokens between a quotation and the cue behind it."""


def _mend_after(verb: Token) -> bool:
    """For "fell after its head, Ana Lowe, told analysts that …": the noun behind "after" is the subject."""
    if children(verb, "nsubj", "nsubjpass", "aux") or not verb.i or verb.nbor(-1).text != ",":
        return False
    for prep in verb.doc[max(sentence(verb).start, verb.i - _FARTHEST) : verb.i]:
        nouns = children(prep, "pobj") if prep.lower_ in _BEFORE_CLAUSES and prep.dep_ == "prep" else []
        if nouns and verb.i - 2 <= nouns[0].right_edge.i < verb.i and children(nouns[0], "appos"):
            verb.dep_ = "advcl"
            return _hang(nouns[0], verb, "nsubj") and _hang(prep, verb, "mark")
    return False


_BEFORE_CLAUSES = frozenset({"after", "before", "as", "since", "until"})


def _mend_opening(verb: Token) -> bool:
    """For "Like Mr Petit, Ana Lowe said": behind the opening phrase no second comma closes an apposition."""
    doc, start = verb.doc, sentence(verb).start
    if children(verb, "nsubj", "nsubjpass", "aux") or verb.i - start < 3 or doc[start].pos_ not in {"ADP", "SCONJ"}:
        return False
    noun = doc[verb.i - 1]
    while noun.dep_ in {"compound", "flat"} and noun.head.i < verb.i:
        noun = noun.head
    if noun.dep_ != "appos" or noun.right_edge.i != verb.i - 1 or doc[noun.left_edge.i - 1].text != ",":
        return False
    return noun.head.dep_ == "pobj" and noun.head.i < noun.i and _hang(noun, verb, "nsubj")


def _is_far(by: Token) -> bool:
    """A "by" behind what stands in marks, or behind "of lying" with somebody after it."""
    if by.nbor(-1).text in _CLOSING:
        return True
    somebody = any(n.pos_ == "PROPN" or is_person_noun(n.lower_) for n in children(by, "pobj"))
    return by.head.tag_ == "VBG" and by.head.dep_ == "pcomp" and somebody


def _mend_doer(by: Token) -> bool:
    """For "was called “a gift” by Ana Lowe": the doer was hung on what stands in marks."""
    passives = [t for t in by.ancestors if t.tag_ == "VBN" and children(t, "auxpass") and t.lower_ in CUE_VERBS]
    if by.dep_ == "agent" or not passives or not children(by, "pobj") or passives[0].i > by.i:
        return False
    return _hang(by, passives[0], "agent")
