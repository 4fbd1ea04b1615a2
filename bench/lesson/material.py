"""What the model learns from: articles as sentences in context, and questions with the sentences that answer them.

    python bench/lesson/material.py [FOLDER …]     counts and faults of the folders, of all of them without one

A folder holds `articles/NAME.md` (kind and title between +++, then the text) and `questions.toml`: `ask`, `kind`, and
either `at` (the article) with `words` (what stands verbatim in one place of it, in the sentence that answers) or
`about` (the article that a question pretends to be answered by); `after` is what was asked before in the thread.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bot.model import InContext, Span
from bot.reading.language import rough_sentences

MATERIAL = Path(__file__).with_name("material")
HELD = Path(__file__).with_name("held")
FIELDS = frozenset({"ask", "kind", "at", "words", "after", "about"})
KINDS = frozenset(
    "said who-said how-much when where why changed who-is plain other-words absent not-said other-said wrong "
    "beside".split()
)
SQUAD_TOGETHER = 6
"""Neighbouring paragraphs of one article of SQuAD that are learned from at once."""


@dataclass(frozen=True, slots=True)
class Question:
    """`golden`: the numbers of the sentences that answer, none where nothing does."""

    text: str
    golden: tuple[int, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article to learn from."""

    sentences: tuple[InContext, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    kind: str
    text: str


def folders() -> list[Path]:
    """All of the project's own material that is learned from, or measured on while it is."""
    return sorted(path.parent for path in MATERIAL.glob("*/questions.toml"))


def held_folders() -> list[Path]:
    """Of the same form, and shown to neither lesson: the odds are fitted on them."""
    return sorted(path.parent for path in HELD.glob("*/questions.toml"))


def load_texts(folder: Path) -> dict[str, Text]:
    """By file name. Raises ValueError or KeyError where one is not of the form."""
    return {path.stem: _text(path) for path in sorted((folder / "articles").glob("*.md"))}


def load_questions(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((folder / "questions.toml").read_text(encoding="utf-8"))["question"]
    return rows


def read_folder(folder: Path) -> list[Lesson]:
    asked: dict[str, list[dict[str, Any]]] = {}
    for row in load_questions(folder):
        asked.setdefault(row.get("at") or row["about"], []).append(row)
    return [_lesson(text, asked.get(name, [])) for name, text in load_texts(folder).items()]


def read_squad(path: Path) -> list[list[Lesson]]:
    """A file of SQuAD 1.1 (Rajpurkar et al. 2016) in groups of SQUAD_TOGETHER paragraphs.

    The golden sentence is the one in which the answer starts.
    """
    paragraphs = [
        _paragraph(article["title"].replace("_", " "), paragraph)
        for article in json.loads(path.read_text(encoding="utf-8"))["data"]
        for paragraph in article["paragraphs"]
    ]
    starts = range(0, len(paragraphs) - SQUAD_TOGETHER + 1, SQUAD_TOGETHER)
    return [paragraphs[start : start + SQUAD_TOGETHER] for start in starts]


def faults(folder: Path) -> Iterator[str]:
    """What cannot be learned from, in words."""
    texts = load_texts(folder)
    for row in load_questions(folder):
        for fault in _faults(row, texts):
            yield f"{folder.name}: {row.get('ask', row)!r}: {fault}"


def _faults(row: Mapping[str, Any], texts: Mapping[str, Text]) -> Iterator[str]:
    if set(row) - FIELDS or not row.get("ask"):
        yield "unknown fields, or nothing asked"
    if row.get("kind") not in KINDS:
        yield f"unknown kind {row.get('kind')}"
    if ("at" in row) != ("words" in row) or ("at" in row) == ("about" in row):
        yield "either at and words, or about"
    article = row.get("at") or row.get("about")
    if article not in texts:
        yield f"no article {article}"
        return
    for words in row.get("words", ()):
        if (count := texts[article].text.count(words)) != 1:
            yield f"{words!r} stands in {count} places of {article}"


def _text(path: Path) -> Text:
    _, head, text = path.read_text(encoding="utf-8").split("+++\n", 2)
    about = tomllib.loads(head)
    return Text(about["title"], about["kind"], text.strip())


def _lesson(text: Text, rows: Sequence[Mapping[str, Any]]) -> Lesson:
    spans = rough_sentences(text.text)
    questions = (
        Question(
            f"{row['ask']} {row.get('after', '')}".strip(),
            tuple(sorted({_place(text.text, words, spans) for words in row.get("words", ())})),
            row["kind"],
        )
        for row in rows
    )
    return Lesson(_in_context(text.title, text.text, spans), tuple(questions))


def _paragraph(title: str, paragraph: Mapping[str, Any]) -> Lesson:
    text = paragraph["context"]
    spans = rough_sentences(text)
    questions = []
    for asked in paragraph["qas"]:
        start = asked["answers"][0]["answer_start"]
        golden = tuple(number for number, span in enumerate(spans) if span.start <= start < span.end)
        if golden:
            questions.append(Question(asked["question"].strip(), golden, "squad"))
    return Lesson(_in_context(title, text, spans), tuple(questions))


def _in_context(title: str, text: str, spans: Sequence[Span]) -> tuple[InContext, ...]:
    sentences = [text[span.start : span.end].strip() for span in spans]
    return tuple(
        InContext(title, before, sentence) for before, sentence in zip(["", *sentences[:-1]], sentences, strict=True)
    )


def _place(text: str, words: str, spans: Sequence[Span]) -> int:
    """The number of the sentence that holds most of the words ("Mr." ends a rough one)."""
    start = text.index(words)
    end = start + len(words)
    shared = [min(span.end, end) - max(span.start, start) for span in spans]
    return max(range(len(spans)), key=shared.__getitem__)


def main() -> None:
    chosen = [Path(name) for name in sys.argv[1:]] or [*folders(), *held_folders()]
    found = 0
    for folder in chosen:
        lessons = read_folder(folder)
        questions = [question for lesson in lessons for question in lesson.questions]
        silent = sum(not question.golden for question in questions)
        sentences = sum(len(lesson.sentences) for lesson in lessons)
        print(
            f"{folder.name}: {len(lessons)} articles, {sentences} sentences, {len(questions)} questions, "
            f"{silent} that nothing answers"
        )
        for fault in faults(folder):
            print(fault)
            found += 1
    sys.exit(f"{found} faults" if found else 0)


if __name__ == "__main__":
    main()
