"""What a model adds to ranking and gate, with a made-up likeness: order, evidence, and nothing where none is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.asking import read_question
from bot.answers.candidates import Ranking
from bot.answers.gate import USUAL, USUAL_OF_LONG, evidence, on_the_matter
from bot.answers.question import Question
from bot.answers.retrieve import rank
from bot.answers.semantic import Similarity, by_words_alone
from bot.model import LOCAL, Article, Passage, Reading, Scope, Span, Topic
from bot.ports import Store
from storage import open_store

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
SENTENCES = (
    "The quay at Tarn was shut on Sunday.",
    "Its gates stay closed until the engineers have finished.",
    "A brass band played beside the Tarn quay.",
)
LONG = (
    "Which harbour town shut its quay on Sunday after engineers found cracks, and which band from the same town had "
    "been due to play beside the closed gates for the visitors of the annual regatta that evening?"
)


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[tuple[Store, Scope]]:
    store = open_store(f"sqlite:///{tmp_path / 'news.sqlite'}")
    store.migrate()
    text, spans = "", []
    for sentence in SENTENCES:
        start = len(text) + bool(text)
        text = f"{text} {sentence}".strip()
        spans.append(Span(start, len(text)))
    article = store.add_article(Article("https://tarn.example/1", "Harbour", text, "Tarn Post", first_seen=NOW))
    store.add_reading(article, Reading(sentences=tuple(spans)), "r1")
    topic = store.add_topic(Topic(LOCAL, "here", "all"))
    store.mark_matches(topic, "q", {article.id: True})
    yield store, Scope(LOCAL, topic_ids=(topic.id,))
    store.close()


def like(wanted: str, near: float = 0.8) -> Similarity:
    def similar(_: str, passages: Sequence[Passage]) -> list[float] | None:
        return [near if passage.text == wanted else 0.1 for passage in passages]

    return similar


def ranked(shut: tuple[Store, Scope], text: str, similar: Similarity) -> tuple[Question, Ranking]:
    store, scope = shut
    question = read_question(store, scope, text, now=NOW)
    return question, rank(store, question, scope, similar)


def order(ranking: Ranking) -> list[str]:
    return [candidate.passage.text for candidate in ranking.candidates]


def test_what_is_meant_comes_before_what_shares_a_word(shut: tuple[Store, Scope]):
    question = "Can people get onto the quay again?"
    _, by_words = ranked(shut, question, by_words_alone)
    _, by_meaning = ranked(shut, question, like(SENTENCES[1], 0.9))
    assert order(by_words)[0] != SENTENCES[1]
    assert order(by_meaning)[0] == SENTENCES[1]


def test_a_sentence_without_a_common_word_is_found_by_its_meaning(shut: tuple[Store, Scope]):
    question = "Did musicians perform?"
    assert ranked(shut, question, by_words_alone)[1].candidates == ()
    assert order(ranked(shut, question, like(SENTENCES[2]))[1])[0] == SENTENCES[2]


def test_a_likeness_that_is_not_known_changes_nothing(shut: tuple[Store, Scope]):
    question = "Why was the quay shut?"
    assert ranked(shut, question, by_words_alone) == ranked(shut, question, lambda _question, _passages: None)
    assert ranked(shut, question, by_words_alone)[1].nearest is None


def test_a_long_question_is_surer_by_the_nearest_sentence(shut: tuple[Store, Scope]):
    sure = {}
    for near in (0.2, USUAL_OF_LONG, 0.6):
        question, ranking = ranked(shut, LONG, like(SENTENCES[0], near))
        assert question.long
        assert ranking.nearest == pytest.approx(near)
        sure[near] = evidence(question, ranking.candidates[0], ranking)
    assert sure[0.2] < sure[USUAL_OF_LONG] < sure[0.6] <= 1.0


def test_meaning_is_evidence_in_a_large_scope_and_none_in_a_thread(shut: tuple[Store, Scope]):
    question, ranking = ranked(shut, "Why was the quay shut?", like(SENTENCES[0], USUAL + 0.2))
    best = ranking.candidates[0]
    unknown = Ranking(ranking.candidates, ranking.searched)
    assert evidence(question, best, ranking) == evidence(question, best, unknown)
    large = Ranking(ranking.candidates, 600, nearest=USUAL - 0.2)
    assert evidence(question, best, large) < evidence(question, best, unknown)


def test_what_is_told_nowhere_is_no_answer_however_many_words_are_shared(shut: tuple[Store, Scope]):
    _, told = ranked(shut, "Why was the quay shut?", by_words_alone)
    _, beside = ranked(shut, "Which violin makers finished a sonata in exile?", by_words_alone)
    assert on_the_matter(told.candidates[0], told) >= 1.0
    assert on_the_matter(beside.candidates[0], beside) < 1.0


def test_what_is_told_in_other_words_is_on_the_matter_by_its_meaning(shut: tuple[Store, Scope]):
    text = "Which violin makers finished a sonata in exile?"
    _, far = ranked(shut, text, like(SENTENCES[1], 0.2))
    _, near = ranked(shut, text, like(SENTENCES[1], 0.7))
    assert on_the_matter(far.candidates[0], far) < 1.0 <= on_the_matter(near.candidates[0], near)
