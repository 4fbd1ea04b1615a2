"""Texts to parses, several at once: what makes the language model faster and leaves each parse as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

MOST_AT_ONCE = 60_000
"""Code points parsed together: as many as the longest text that is read, so that a batch takes no more memory."""
_MOST_WORDS = 40_000
"""Different words whose tokens are kept; a year of one newspaper has more, but most of what it prints are these."""


class Parser:
    """One loaded model with the words that its tokenizer keeps; not shared between threads."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._words: set[str] = set()
        tokenizer: Any = nlp.tokenizer
        tokenizer.max_cache_size = _MOST_WORDS

    def docs(self, texts: Sequence[str]) -> Iterator[Doc]:
        """The parses of these texts, in order.

        The parser takes one step in each text of a batch at a time. The matrices' rows do not mix, and BLIS sums a row
        the same way however many there are: a text's parse is to the last digit what it is alone.
        """
        for batch in _batches(texts):
            for text in batch:
                self._keep_words(text)
            yield from self._parsed([self._nlp.make_doc(text) for text in batch])

    def _parsed(self, docs: list[Doc]) -> list[Doc]:
        """The parser alone gains by a batch; one text fills the other matrices, and several would only fill memory."""
        for name, component in self._nlp.pipeline:
            step: Any = component
            docs = list(step.pipe(docs, batch_size=len(docs))) if name == "parser" else [step(doc) for doc in docs]
        return docs

    def _keep_words(self, text: str) -> None:
        """Lets the tokenizer meet each new word alone.

        It keeps the tokens of a word for the next time, but none behind the first contraction of a text.
        """
        if len(self._words) < _MOST_WORDS:
            new = dict.fromkeys(word for word in text.split() if word not in self._words)
            for word in new:
                self._nlp.tokenizer(word)
            self._words.update(new)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Neighbours together up to MOST_AT_ONCE code points, at least one text each."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > MOST_AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch
