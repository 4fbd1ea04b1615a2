"""What the fits ask: questions that the lessons were not taught, over their articles, each in its thread.

The sets of tests/eval but those kept for a forecast, folder 05 and the held ones.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "eval"))

from answering import NOW, Asked, by_meaning, load_questions, sample_store
from material import MATERIAL, held_folders, load_texts
from material import load_questions as load_rows

from bot.answers.candidates import Candidate
from bot.answers.compose import answer
from bot.answers.question import Question, Told
from bot.answers.semantic import Meaning
from bot.answers.several import split_questions
from bot.answers.thread import read_in_thread, told_before
from bot.flows.speakers import join_speakers
from bot.model import Answer, Article, Scope
from bot.ports import Reader, Store
from bot.reading.reader import open_reader

SETS = ("sample", "fresh", "late", "blind", "beside")
"""Of tests/eval; what is kept for a forecast stays out."""
FOLDERS = (MATERIAL / "05", *held_folders())
SOURCES: tuple[str | Path, ...] = (*SETS, *FOLDERS)
NOTHING_READ = "No question that a judge has read: is the embedding model installed (make install)?"


@dataclass(frozen=True, slots=True)
class Source:
    """One set or folder, stored and read, with its questions."""

    name: str
    store: Store
    scope: Scope
    meaning: Meaning
    questions: Sequence[Asked]

    def single(self) -> Iterator[Asked]:
        """The questions that ask once."""
        return (one for one in self.questions if len(split_questions(one.ask)) == 1)

    def in_thread(self, asked: Asked) -> Question:
        """The question behind the one before it, with what answered that."""

        def ask(text: str, before: Sequence[str], told: Told | None) -> Answer:
            return answer(self.store, self._read(text, before, told), self.scope, self.meaning)[0]

        return self._read(asked.ask, asked.before, told_before(ask, asked.ask, asked.before))

    def _read(self, text: str, before: Sequence[str], told: Told | None) -> Question:
        return replace(read_in_thread(self.store, self.scope, text, before, now=NOW), told=told)


@contextmanager
def open_source(source: str | Path) -> Iterator[Source]:
    reader = open_reader()
    if isinstance(source, Path):
        with _folder_store(reader, source) as (store, scope):
            yield Source("/".join(source.parts[-2:]), store, scope, by_meaning(store), _questions_of(source))
    else:
        with sample_store(reader, source) as (store, scope):
            yield Source(source, store, scope, by_meaning(store), load_questions(source))


def is_right(asked: Asked, candidate: Candidate) -> bool:
    slug = candidate.article.url.rsplit("/", 1)[1]
    sentence = candidate.passage.span.of(candidate.article.text)
    return asked.answerable and slug.startswith(asked.at) and any(words in sentence for words in asked.words)


@contextmanager
def _folder_store(reader: Reader, folder: Path) -> Iterator[tuple[Store, Scope]]:
    """The folder's articles beside the sample news, each an hour older than the next, in one topic."""
    with sample_store(reader) as (store, scope):
        articles = [store.add_article(article) for article in _articles_of(folder)]
        for article in articles:
            store.add_reading(article, reader.read(article.text), reader.version)
        join_speakers(store)
        (topic,) = store.list_topics(scope.workspace)
        store.mark_matches(topic, "all", {article.id: True for article in articles})
        yield store, scope


def _articles_of(folder: Path) -> Iterator[Article]:
    for hours, (name, text) in enumerate(load_texts(folder).items(), start=1):
        when = NOW - timedelta(hours=hours)
        url = f"https://news.example/{_slug(folder, name)}"
        yield Article(url, text.title, text.text, "evening-press", published=when, first_seen=when)


def _questions_of(folder: Path) -> list[Asked]:
    return [
        Asked(
            row["ask"],
            row["kind"],
            _slug(folder, row["at"]) if "at" in row else "",
            tuple(row.get("words", ())),
            row.get("after", ""),
            _slug(folder, row["about"]) if "about" in row else "",
        )
        for row in load_rows(folder)
    ]


def _slug(folder: Path, name: str) -> str:
    """No article of the sample news is called so."""
    return f"{folder.name}-{name}"
