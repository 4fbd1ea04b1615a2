"""Speakers named by layout instead of a verb: "Name: …" in headlines and transcripts, and "…" — Name.

Read from the surface; the tokens are only looked up to hand the mention to the registry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from bot.model import Span
from bot.reading import names
from bot.reading.quotes.found import Found, Frame
from bot.reading.quotes.lexicon import CUE_VERBS, INSERTS, is_speaking_noun
from bot.reading.quotes.marks import Marks, paragraphs

_WORD = r"(?:[A-Z][\w.’'-]*|of|the|and|for|de|von|van|al|da|to)"
_LABEL = re.compile(rf"[ \t]*[\"“]?(?P<name>{_WORD}(?: {_WORD}){{0,6}}):[ \t]*(?=\S)")
_TRANSCRIPT = re.compile(r"^[ \t\"“]*([A-Z][A-Z.’' -]{2,40}):[ \t]+\S", re.MULTILINE)
_SIGNED = re.compile(rf"[ \t]*(?:[—–―]|--?)[ \t]*(?P<name>{_WORD}(?: {_WORD}){{1,5}})[.,]?[^\n]{{0,60}}$", re.MULTILINE)
_SO = re.compile(rf"[ \t]*,? so (?P<name>{_WORD}(?: {_WORD}){{0,4}})(?=[.,\n]|$)")
_FORMS = "|".join(form for form, entry in CUE_VERBS.items() if entry.lemma in INSERTS and form.endswith(("s", "say")))
_REPORTED = re.compile(rf"^(?P<said>[^\n]{{15,}}), (?P<name>[\w’'. -]{{2,40}}?) (?:{_FORMS})$")
_TRAILING = re.compile(r"^(?P<said>[^\n:]{20,}):[ \t]*(?P<name>[A-Za-z][\w’' -]{2,30})$")


def find_labelled(doc: Doc, marks: Marks) -> list[Found]:
    text = marks.text
    found = [*_signed(text, marks)]
    transcript = len(set(_TRANSCRIPT.findall(text))) >= 2
    for number, paragraph in enumerate(paragraphs(text)):
        label = _LABEL.match(text, paragraph.start, paragraph.end)
        if label is not None:
            content = _labelled(label, text, paragraph, marks, number, transcript=transcript)
            if content is not None:
                found.append((Span(*label.span("name")), content, Frame.COLON))
        elif number == 0:
            found += _headline_end(text, paragraph)
    return [one for name, content, frame in found if (one := _found(doc, name, content, frame)) is not None]


_NO_LABELS = frozenset(
    {"latest", "email", "live", "updates", "news", "win", "analysis", "opinion", "review", "explainer"}
)
Labelled = tuple[Span, Span, Frame]


def _labelled(
    label: re.Match[str], text: str, paragraph: Span, marks: Marks, number: int, *, transcript: bool
) -> Span | None:
    """What a label's speaker says: the quotation behind it, a transcript's paragraph, a headline's statement."""
    name = label.group("name")
    quotation = marks.at(label.end())
    if quotation is not None and quotation.outer.start == label.end() and len(quotation.inner.of(text)) > 12:
        return quotation.outer
    rest = Span(label.end(), paragraph.end)
    if transcript and name.isupper() and len(name) > 2:
        return rest
    if number == 0 and _is_speaker(name, text[paragraph.end :]) and rest.of(text).count(" ") >= 3:
        return rest
    return None


def _is_speaker(name: str, body: str) -> bool:
    """Whether a headline's label speaks: a name that the article uses again, a document, people."""
    last = name.rsplit(maxsplit=1)[-1]
    lower = last.lower()
    if lower in _NO_LABELS:
        return False
    if is_speaking_noun(lower):
        return True
    return lower not in names.PLACES and re.search(rf"\b{re.escape(last)}\b", body) is not None


def _headline_end(text: str, paragraph: Span) -> Iterator[Labelled]:
    """For "Rail works will last until May: operator"."""
    title = text[paragraph.start : paragraph.end].rstrip()
    if title.endswith("."):
        return
    hit = _REPORTED.match(title) or _TRAILING.match(title)
    if hit is None or not (hit.re is _REPORTED or _is_speaker(hit.group("name"), text[paragraph.end :])):
        return
    shift = paragraph.start
    said, name = hit.span("said"), hit.span("name")
    yield Span(shift + name[0], shift + name[1]), Span(shift + said[0], shift + said[1]), Frame.COLON


def _signed(text: str, marks: Marks) -> Iterator[Labelled]:
    for quotation in marks.quotations:
        if quotation.inner.of(text).count(" ") < 3:
            continue
        hit = _SIGNED.match(text, quotation.outer.end) or _SO.match(text, quotation.outer.end)
        if hit is not None and "\n" not in hit.group():
            yield Span(*hit.span("name")), quotation.outer, Frame.COLON


def _found(doc: Doc, name: Span, content: Span, frame: Frame) -> Found | None:
    tokens = doc.char_span(name.start, name.end, alignment_mode="contract")
    if tokens is None or not len(tokens):
        return None
    head = tokens.root if tokens.root.pos_ in {"PROPN", "NOUN"} else tokens[-1]
    return Found(frame, (content,), source=head.i, source_span=name, anchor=head.i, lemma=":")
