"""Statements a state of mind introduces: "is confident that …", "is of the opinion that …", "made it clear that …"."""

from __future__ import annotations

from spacy.tokens import Token

from bot.model import Mode
from bot.reading.quotes.cue import hit_of
from bot.reading.quotes.force import force_of
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.lexicon import CUE_ADJECTIVES, NO_SPEAKERS, VIEWS
from bot.reading.quotes.speakers import mention_at
from bot.reading.quotes.tree import chars, children, subject

_BE = frozenset("is are was were be been 's ’s 're ’re feels felt feel remains remained sounded seemed".split())


def find_copular(token: Token) -> Found | None:
    """The statement whose cue this adjective or noun is; None for every other token."""
    word = token.lower_
    if word in CUE_ADJECTIVES:
        return _minded(token)
    if word in {"clear", "plain", "known"}:
        return _made_clear(token)
    return _of_the_view(token) if word in VIEWS else None


def _minded(adjective: Token) -> Found | None:
    verb = adjective.head
    if any(c.lower_ in {"enough", "so", "too"} for c in adjective.children):
        return None  # "is so worried that she left"
    if adjective.dep_ not in {"acomp", "ROOT", "conj", "oprd"} and not _is_participle(adjective):
        return None
    clause = _that_clause(adjective) or _that_clause(verb, behind=adjective)
    if _is_participle(adjective):
        verb = adjective
    elif verb.lower_ not in _BE:
        return None
    return None if clause is None else _found(adjective, verb, clause)


def _is_participle(word: Token) -> bool:
    """For "is convinced that" read as a passive, and "Ruiz, convinced that …, resigned"."""
    return word.tag_ == "VBN" and bool(children(word, "auxpass"))


def _that_clause(word: Token, behind: Token | None = None) -> Token | None:
    """The clause of a word; or of its verb, behind the word, where the parser hung it there."""
    start = (behind or word).i
    for clause in children(word, "ccomp", "advcl", "acl", "relcl"):
        marked = any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)
        own = clause.left_edge.tag_ != "WRB" and bool(children(clause, "nsubj", "nsubjpass", "expl"))
        bare = clause.dep_ == "ccomp" and own
        if clause.i > start and (marked or bare):
            return clause
    return None


def _made_clear(word: Token) -> Found | None:
    """For "made clear that …", "made it clear that …" and "let it be known that …"."""
    verb = word.head
    if verb.lower_ not in {"make", "makes", "made", "making", "let", "lets", "letting"}:
        return None
    marked = [c for c in children(verb, "ccomp", "advcl") if any(m.lower_ == "that" for m in c.children)]
    clause = _that_clause(word) or next((c for c in marked if c.i > word.i), None)
    return None if clause is None else _found(word, verb, clause)


def _of_the_view(noun: Token) -> Found | None:
    """For "is of the opinion that …", "takes the view that …"."""
    verb = noun.head.head if noun.head.lower_ == "of" else noun.head
    if verb.lower_ not in _BE | _TAKE or not any(d.lower_ == "the" for d in children(noun, "det")):
        return None
    clause = _that_clause(noun)
    return None if clause is None else _found(noun, verb, clause)


_TAKE = frozenset("take takes took taken taking hold holds held share shares shared".split())


def _found(cue: Token, verb: Token, clause: Token) -> Found | None:
    speaker = subject(verb) if not children(verb, "nsubjpass") else children(verb, "nsubjpass")[0]
    if speaker is None or speaker.lower_ in NO_SPEAKERS or speaker.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
        return None
    if speaker.lower_ in {"it", "there"}:
        return None
    hit = hit_of(Frame.MINDED, cue, [(clause.left_edge.i, clause.right_edge.i)])
    if hit is None:
        return None
    polarity, mode = force_of(verb)
    if mode is Mode.CONDITIONAL:
        return None
    first, last = min(verb.i, cue.i), max(verb.i, cue.i)
    between = verb.doc[first : last + 1]
    return Found(
        *hit,
        cue=chars((cue.i, cue.i) if speaker in between else (first, last), cue),
        source=speaker.i,
        source_span=mention_at(verb, speaker),
        anchor=cue.i,
        lemma=cue.lower_,
        polarity=polarity,
        mode=mode,
    )
