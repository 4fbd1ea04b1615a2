"""The reader behind `bot.ports.Reader`: one parse an article serves quotes, people and figures.

The module is cheap to import; spaCy is met when a reader is opened, so that a spawned process pays for it once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.model import Reading
from bot.reading.figures import read_figures

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RULES = "6"
"""Raised by hand when the rules read the same text differently."""
NO_MODEL = "no language model could be loaded: quotation marks only"
CUT_OFF = "the text is very long: only its beginning was read"


@dataclass(frozen=True, slots=True)
class _Taken:
    """A text made ready, with as much of its reading as there is without a parse."""

    text: str
    parsed: bool
    reading: Reading


class SpacyReader:
    """Reads with one loaded model; one reader a process, not shared between threads."""

    def __init__(self, nlp: Language | None) -> None:
        from bot.reading import language, parsing  # noqa: PLC0415  # spaCy takes a second to import

        self._language = language
        self._nlp = nlp
        self._parser = None if nlp is None else parsing.Parser(nlp)
        self.version = f"{RULES}:{language.model_name(nlp) if nlp is not None else 'marks'}"

    def read(self, text: str) -> Reading:
        """Quotes, figures and sentences of one article; never raises on any text.

        Text that is not English comes back with its language and its sentences alone.
        """
        return self.read_all([text])[0]

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        """The same as `read` on each, in order; faster than one by one."""
        taken = [self._taken(text) for text in texts]
        docs = iter(()) if self._parser is None else self._parser.docs([one.text for one in taken if one.parsed])
        return [self._read_english(one, next(docs)) if one.parsed else one.reading for one in taken]

    def _taken(self, text: str) -> _Taken:
        language = self._language
        cleaned = language.clean(text)
        code = language.detect(cleaned) if language.is_writing(text) else language.NO_WRITING
        warning = CUT_OFF if len(text) > len(cleaned) else ""
        if code != "en" or not cleaned.strip():
            unread = Reading(sentences=language.rough_sentences(cleaned), language=code, warning=warning)
            return _Taken(cleaned, parsed=False, reading=unread)
        if self._parser is None:
            return _Taken(cleaned, parsed=False, reading=self._read_marks(cleaned))
        return _Taken(cleaned, parsed=True, reading=Reading(warning=warning))

    def _read_english(self, taken: _Taken, doc: Doc) -> Reading:
        from bot.reading.mending import mend  # noqa: PLC0415  # needs spaCy
        from bot.reading.quotes.read import read_quotes  # noqa: PLC0415

        mend(doc)
        quotes, sentences = read_quotes(taken.text, doc), self._language.sentences(doc)
        figures = read_figures(taken.text, doc, quotes, sentences)
        return replace(taken.reading, quotes=quotes, figures=figures, sentences=sentences)

    def _read_marks(self, text: str) -> Reading:
        from bot.reading.quotes.bare import read_marks  # noqa: PLC0415

        quotes, sentences = read_marks(text), self._language.rough_sentences(text)
        figures = read_figures(text, None, quotes, sentences)
        return Reading(quotes=quotes, figures=figures, sentences=sentences, warning=NO_MODEL)


def open_reader(model: str = "") -> SpacyReader:
    """Loads the model that `model` names, else the first known one; without any the reader reads marks alone."""
    from bot.reading import language, threads  # noqa: PLC0415  # spaCy takes a second to import

    threads.use_one_thread()  # each core has a reading process
    return SpacyReader(language.load_model(model))
