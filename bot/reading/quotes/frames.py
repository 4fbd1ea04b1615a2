"""Verbs that report: from a cue verb in the tree to speaker, cue and content.

The tree says what belongs to the cue; the surface says where a statement in marks ends. The frames are tried in order,
the surest first; a quotation right before the cue overrules them all.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from bot.model import Span
from bot.reading.quotes.clauses import clause_frame, insert_frame, parenthetical_frame
from bot.reading.quotes.cue import Cue, Hit, quoted_tail
from bot.reading.quotes.force import force, is_silent
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.handed_on import put_frame, quoted_as_frame
from bot.reading.quotes.inserts import quoted_before
from bot.reading.quotes.lexicon import SAID, CueVerb, cue_entry
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.measuring import measure_frame
from bot.reading.quotes.passives import passive_frame
from bot.reading.quotes.phrasal import colon_frame, infinitive_frame, marks_frame, object_frame, preposition_frame
from bot.reading.quotes.speakers import absent_speaker, inverted_subject, may_speak, mention_at, speaker_of
from bot.reading.quotes.tree import chars, children, is_passive, sentence

_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})

_FRAMES = (
    clause_frame,
    quoted_as_frame,
    put_frame,
    parenthetical_frame,
    infinitive_frame,
    object_frame,
    preposition_frame,
    measure_frame,
    passive_frame,
    insert_frame,
    marks_frame,
    colon_frame,
)


def find_verbal(forms: Sequence[Token], marks: Marks) -> list[Found]:
    """Statements whose cue is a verb, in order of the cues; `forms` are the tokens that may be one."""
    found = []
    for token in forms:
        entry = cue_entry(token)
        if entry is None or not (token.pos_ in {"VERB", "AUX"} or _inverted(token, entry) or _mistaken(token)):
            continue
        statement = _statement(Cue(token, entry, marks))
        if statement is not None:
            found.append(statement)
    return found


def _inverted(token: Token, entry: CueVerb) -> bool:
    return entry.lemma in SAID and token.tag_ in {"VBD", "VBZ", "VBN", "NNP", "NN"} and token.lower_ != entry.lemma


def _mistaken(token: Token) -> bool:
    """A verb that was tagged as a noun and yet given a subject: "…, the council estimates"."""
    return token.pos_ == "NOUN" and bool(children(token, "nsubj")) and bool(children(token, "ccomp", "xcomp", "dobj"))


def _statement(cue: Cue) -> Found | None:
    if _is_asked_by_writer(cue.verb) or _is_participle(cue.verb):
        return None
    speaker = speaker_of(cue.verb, cue.entry, cue.marks)
    if speaker is not None and not may_speak(speaker, cue.entry):
        return None
    if speaker is None and is_passive(cue.verb):
        return _impersonal(cue)
    hit = _with_quotation(cue, insert_frame(cue) if inverted_subject(cue.verb) else _first_hit(cue))
    if hit is None or (speaker is not None and _is_counted(speaker, hit, cue.marks)):
        return None
    opener = hit[1][0].of(cue.marks.text).partition(" ")[0]
    return None if is_silent(cue.verb, cue.entry, opener) else _found(cue, speaker, hit)


def _is_asked_by_writer(verb: Token) -> bool:
    """For "Would he ask her to go?" outside marks: the narrator wonders, nobody has spoken."""
    if verb.dep_ != "ROOT" or "?" not in {t.text for t in sentence(verb)[-2:]}:
        return False
    subjects = children(verb, "nsubj")
    return bool(subjects) and any(a.i < subjects[0].i for a in children(verb, "aux"))


def _is_participle(verb: Token) -> bool:
    """For "a ban on firms deemed unsafe", read as a second verb of the clause."""
    before = verb.nbor(-1) if verb.i else verb
    tagged = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.head.tag_ == "VB")
    loose = tagged and verb.dep_ == "conj" and before.pos_ in {"NOUN", "PROPN"}
    return loose and not children(verb, "nsubj", "aux", "auxpass", "agent")


def _is_counted(speaker: Token, hit: Hit, marks: Marks) -> bool:
    """A mere number ("14 of the 22 polled") whose statement no clause behind the cue and no quotation makes sure."""
    if any(c.lower_ in {"percent", "cent", "%"} for c in children(speaker, "compound")):
        return True  # "more than the 2 percent economists had forecast"
    number = speaker.tag_ == "CD" and speaker.lower_ != "one"
    return number and hit[0] is not Frame.CLAUSE and not any(marks.within(span) for span in hit[1])


def _impersonal(cue: Cue) -> Found | None:
    speaker = absent_speaker(cue.verb)
    hit = clause_frame(cue) if speaker is not None else None
    return None if hit is None else _found(cue, speaker, (Frame.IMPERSONAL, hit[1]))


def _first_hit(cue: Cue) -> Hit | None:
    return next((hit for frame in _FRAMES if (hit := frame(cue)) is not None), None)


def _with_quotation(cue: Cue, hit: Hit | None) -> Hit | None:
    """A quotation right before the cue is what was said, whatever the tree makes of the rest."""
    verb, entry, marks = cue.verb, cue.entry, cue.marks
    if not (entry.has("c") or entry.has("q")):
        return hit
    quoted = quoted_before(verb, marks)
    if quoted is None or (hit is not None and any(span.overlaps(quoted) for span in hit[1])):
        return hit
    if hit is not None and hit[0] is Frame.CLAUSE and quoted.start > sentence(verb).start_char:
        return hit
    if hit is not None and marks.text[quoted.end - 2] in "?!.":
        return hit  # "Where were they?" Her party wants an answer.
    tail = quoted_tail(verb, marks)
    return Frame.FRONTED, (quoted, *((chars(tail, verb),) if tail else ()))


def _found(cue: Cue, speaker: Token | None, hit: Hit) -> Found:
    polarity, mode = force(cue.verb, cue.entry, hit[1])
    return Found(
        frame=hit[0],
        content=hit[1],
        cue=_cue_span(cue.verb),
        source=None if speaker is None else speaker.i,
        source_span=None if speaker is None else mention_at(cue.verb, speaker),
        anchor=cue.verb.i,
        lemma=cue.entry.lemma,
        polarity=polarity,
        mode=mode,
    )


def _cue_span(verb: Token) -> Span:
    parts = [c.i for c in verb.children if c.dep_ in _CUE_PARTS and abs(c.i - verb.i) <= 4]
    first, last = min([verb.i, *parts]), max([verb.i, *parts])
    if any(t.dep_ in {"nsubj", "dobj"} for t in verb.doc[first : last + 1]):
        first = last = verb.i
    return chars((first, last), verb)
