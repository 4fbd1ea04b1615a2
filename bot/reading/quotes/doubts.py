"""What speaks against a statement once its speaker is named: a thing that cannot speak, words nobody has uttered.

Each doubt is a name in `confidence.DOUBTS`, which has the factor; a doubt of these takes most frames below the floor of
what is printed, the statement stays in the reading.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from bot.model import Span
from bot.reading import names
from bot.reading.mentions import Named
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.lexicon import is_speaking_noun, singular
from bot.reading.quotes.tree import children

_UTTERS = frozenset("say announce add deny warn state declare insist tweet tell".split())
"""Verbs that trust whoever has them: even "the pub said" is a speaker."""
_SOME = frozenset(
    """
    one others another many most some few several all both none half two-thirds majority minority proportion percent
    percentage share rest chorus dozens hundreds thousands millions ad ads analyses utility utilities network program
    programme submission mogul tycoon niece nephew general secretary architect analyst proponent surrogate source local
    regular rebel troop soldier pupil teen kid medic cleric ally cop twin brand store shop chain celebrity royal mum dad
    clan tribe mosque parish village region province island kingdom republic nation bloc alliance military judiciary
    legislature monarchy palace embassy consulate mission lab zoo pub farm station channel festival prison jail insider
    household expert backer mechanic sceptic skeptic jury juries side cent viewer newsroom lawmaker mother father
    fan pal figure individual pair trio duo tenant orphan neighbour survivor speech speeches press
    """.split()
)
"""Nouns of people and bodies that are in no other table: counts of people, places where people work."""
_KNOWN = names.OFFICES | names.TITLES | names.BODY_ROLES | names.BODIES | _SOME
_BY_SIGHT = frozenset({Frame.ACCORDING, Frame.COLON, Frame.FLOATING, Frame.FRONTED})
"""Frames whose speaker may be anything that is written or heard: "according to the plan"."""


def with_doubts(found: Found, named: Named, doc: Doc, text: str) -> Found:
    """The statement with every doubt that its speaker and its words raise."""
    if found.source is None:
        return found
    raised = [name for name, raises in _RAISED if raises(found, named, doc, text)]
    return replace(found, doubts=(*found.doubts, *raised)) if raised else found


def _is_things(found: Found, named: Named, doc: Doc, _text: str) -> bool:
    """A statement of a thing: "rendering jobs demand speed", "using it guarantees silence"."""
    if not named.unnamed or named.pronoun or found.frame in _BY_SIGHT or found.source is None:
        return False
    head = doc[found.source]
    if head.pos_ in {"PROPN", "PRON", "NUM", "DET"} or (head.text[:1].isupper() and head.n_lefts == 0):
        return False
    told = found.lemma in _UTTERS and doc[found.anchor].tag_ in {"VBD", "VBZ", "VBP"}
    return not told and not may_speak(head)


def may_speak(head: Token) -> bool:
    """Whether a noun names people, a body, or something written."""
    word = head.lower_
    known = not _KNOWN.isdisjoint({word, singular(word), word.removesuffix("es")})
    known = known or word.endswith(("ologist", "ographer", "ician"))
    return known or is_speaking_noun(word)


def _is_wished(found: Found, _named: Named, doc: Doc, _text: str) -> bool:
    """An infinitive that hangs on a noun or has a subject of its own: "a duty to remind", "for her to claim"."""
    verb = doc[found.anchor]
    if verb.tag_ != "VB" or found.cue is None or not any(c.lower_ == "to" for c in children(verb, "aux")):
        return False
    return verb.dep_ == "acl" or bool(children(verb, "nsubj"))


def _is_swallowed(found: Found, _named: Named, _doc: Doc, _text: str) -> bool:
    """A statement that holds its own cue or speaker: "which the club hopes to sell"."""
    if found.frame is Frame.COLON:
        return False
    own = [span for span in (found.cue, found.source_span) if span is not None]
    return any(_holds(span, one) for one in own for span in found.content)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_relative(found: Found, _named: Named, _doc: Doc, text: str) -> bool:
    """A clause about somebody taken for what they said: "… testified, who had been in the room"."""
    if found.cue is None or found.start < found.cue.end:
        return False
    opening = text[found.start : found.start + 6].split()
    behind_comma = text[max(0, found.start - 4) : found.start].rstrip().endswith(",")
    return behind_comma and bool(opening) and opening[0].lower() in {"who", "where", "which", "whose"}


def _is_some_of(_found: Found, named: Named, _doc: Doc, _text: str) -> bool:
    """Speakers that only a clause before tells: "the staff, many of whom said"."""
    return named.unnamed and named.name.lower().endswith((" of whom", " of which"))


_RAISED = (
    ("no speaker", _is_some_of),
    ("no speaker", _is_things),
    ("infinitive", _is_wished),
    ("swallowed", _is_swallowed),
    ("relative", _is_relative),
)
