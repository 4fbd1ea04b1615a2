"""Sentences that carry a reported statement on without a cue of their own.

"The mayor said the bridge is safe. It has carried buses for a year. However, it needs paint." The second and third
sentences are the mayor's as well. They are linked to the statement and never merged with it. Only what follows in the
same paragraph may carry on, and only while nothing of the narrator's breaks in: a past event, another cue, a person.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Slice

from bot.model import Mode, Span
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.marks import Marks
from bot.reading.quotes.tree import finite, sentence

_FRAMES = frozenset({Frame.CLAUSE, Frame.IMPERSONAL, Frame.FRONTED, Frame.PARENTHETICAL})
_CONNECTIVES = (
    "in fact", "however", "but", "in addition", "moreover", "furthermore", "besides", "therefore", "thus", "hence",
    "first", "firstly", "second", "secondly", "third", "thirdly", "finally", "the first", "the second", "the third",
    "instead", "otherwise", "on the other hand", "on the one hand", "at the same time", "nevertheless", "nonetheless",
    "also", "for example", "for instance", "in particular", "in other words", "as a result", "in contrast", "yet",
    "at present", "currently", "in the future", "on this basis", "to this end", "only", "although",
    "even so", "that is why", "in reality", "indeed", "likewise", "similarly",
)  # fmt: skip
_FIRST_PERSON = frozenset({"we", "our", "us", "my", "i", "ours", "ourselves"})
_POINTS_BACK = frozenset({"it", "this", "that", "these", "those", "they", "such", "its", "their"})
_DOUBTFUL = (
    "it is unclear",
    "it is not clear",
    "it's unclear",
    "it is not known",
    "it remains",
    "it was",
    "it is understood",
    "it is believed",
)
_MOST = 6


def continuation(found: Found, all_found: Sequence[Found], doc: Doc, marks: Marks) -> tuple[Span, ...]:
    """The sentences that carry `found` on, in order; empty for most statements."""
    if (
        found.frame not in _FRAMES
        or found.nested
        or found.mode is not Mode.STATED
        or marks.at(found.content[-1].end - 1) is not None
    ):
        return ()
    sent = sentence(doc[found.anchor])
    if found.end < sent.end_char - 6 - len(_tail(sent)):
        return ()
    words = _nouns(found.content, doc)
    cues = [one.cue.start for one in all_found if one.cue is not None]
    carried: list[Span] = []
    bridged: list[Span] = []
    for following in _following(sent, doc):
        if any(following.start_char <= c < following.end_char for c in cues):
            break
        if not _carries_on(following, words, marks):
            if bridged or not _is_neutral(following, marks):
                break
            bridged.append(_stripped(following))
            continue
        carried += [*bridged, _stripped(following)]
        bridged = []
        words |= {t.lower_ for t in following if t.pos_ == "NOUN"}
        if len(carried) == _MOST:
            break
    return tuple(carried)


def _tail(sent: Slice) -> str:
    return sent.text[len(sent.text.rstrip()) :]


def _following(sent: Slice, doc: Doc) -> list[Slice]:
    """The next sentences of the same paragraph."""
    found: list[Slice] = []
    here = sent
    while here.end < len(doc) and len(found) < _MOST:
        if "\n" in here.text:
            break
        here = sentence(doc[here.end])
        if "\n" in here.text.strip():
            break
        found.append(here)
    return found


def _nouns(content: tuple[Span, ...], doc: Doc) -> set[str]:
    words: set[str] = set()
    for span in content:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        words |= {t.lower_ for t in tokens or () if t.pos_ in {"NOUN", "PROPN"}}
    return words


def _carries_on(sent: Slice, words: set[str], marks: Marks) -> bool:
    start = sent.text.strip().lower()
    if marks.at(sent.start_char) is not None or start.startswith(_DOUBTFUL):
        return False
    if any(t.lower_ in _FIRST_PERSON and marks.at(t.idx) is None for t in sent):
        return True
    if not _is_present(sent):
        return False
    if any(start.startswith(c) and not start[len(c) : len(c) + 1].isalpha() for c in _CONNECTIVES):
        return True
    subject = next((c for c in sent.root.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None:
        return False
    if subject.lower_ in _POINTS_BACK:
        return True
    return any(t.lower_ in words for t in subject.subtree if t.pos_ in {"NOUN", "PROPN"})


def _is_neutral(sent: Slice, marks: Marks) -> bool:
    """A sentence that says how things are and names no one: it may stand between two that carry on."""
    subject = next((c for c in sent.root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    quoted = marks.at(sent.start_char) is not None
    return not quoted and _is_present(sent) and subject is not None and subject.pos_ == "NOUN"


def _is_present(sent: Slice) -> bool:
    """Present, perfect or modal: what is said to hold, not what happened next."""
    tense = finite(sent.root)
    return tense in {"VBZ", "VBP", "MD"} or (not tense and all(token.tag_ != "VBD" for token in sent))


def _stripped(sent: Slice) -> Span:
    text = sent.text
    return Span(sent.start_char + len(text) - len(text.lstrip()), sent.end_char - (len(text) - len(text.rstrip())))
