"""What a model adds to ranking and gate, with a made-up likeness: order, evidence, and nothing where none is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answers.asking import read_question
from bot.answers.candidates import Ranking
from bot.answers.closely import CLOSELY
from bot.answers.compose import answer
from bot.answers.gate import USUAL, USUAL_OF_LONG, evidence, on_the_matter
from bot.answers.question import Question
from bot.answers.retrieve import rank
from bot.answers.said import rank_said
from bot.answers.semantic import BY_WORDS, Meaning
from bot.model import LOCAL, Article, Excerpt, Passage, Quote, QuoteKind, Reading, Scope, Span, Topic, Verdict
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


@contextmanager
def stored(path: Path, sentences: Sequence[str], quotes: Sequence[Quote] = ()) -> Iterator[tuple[Store, Scope]]:
    """One article."""
    store = open_store(f"sqlite:///{path / 'news.sqlite'}")
    store.migrate()
    text, spans = "", []
    for sentence in sentences:
        start = len(text) + bool(text)
        text = f"{text} {sentence}".strip()
        spans.append(Span(start, len(text)))
    article = store.add_article(Article("https://tarn.example/1", "Harbour", text, "Tarn Post", first_seen=NOW))
    store.add_reading(article, Reading(sentences=tuple(spans), quotes=tuple(quotes)), "r1")
    topic = store.add_topic(Topic(LOCAL, "here", "all"))
    store.mark_matches(topic, "q", {article.id: True})
    yield store, Scope(LOCAL, topic_ids=(topic.id,))
    store.close()


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[tuple[Store, Scope]]:
    with stored(tmp_path, SENTENCES) as found:
        yield found


def like(wanted: str, near: float = 0.8) -> Meaning:
    def similar(_: str, passages: Sequence[Passage]) -> list[float] | None:
        return [near if passage.text == wanted else 0.1 for passage in passages]

    return Meaning(similar)


@dataclass
class Reader:
    """A judge with one favourite, who keeps what was read."""

    favourite: str = ""
    sure: float = 0.9
    else_sure: float = 0.1
    read: list[tuple[str, list[Excerpt]]] = field(default_factory=list)

    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[Mapping[int, float]]:
        self.read.append((question, list(excerpts)))
        return [{place: self._chance(one.sentences[place]) for place in one.places} for one in excerpts]

    def _chance(self, text: str) -> float:
        return self.sure if text == self.favourite else self.else_sure


def texts_of(excerpt: Excerpt) -> list[str]:
    """Of the sentences in question."""
    return [excerpt.sentences[place] for place in excerpt.places]


def ranked(shut: tuple[Store, Scope], text: str, meaning: Meaning) -> tuple[Question, Ranking]:
    store, scope = shut
    question = read_question(store, scope, text, now=NOW)
    return question, rank(store, question, scope, meaning)


def order(ranking: Ranking) -> list[str]:
    return [candidate.passage.text for candidate in ranking.candidates]


def test_what_is_meant_comes_before_what_shares_a_word(shut: tuple[Store, Scope]):
    question = "Can people get onto the quay again?"
    _, by_words = ranked(shut, question, BY_WORDS)
    _, by_meaning = ranked(shut, question, like(SENTENCES[1], 0.9))
    assert order(by_words)[0] != SENTENCES[1]
    assert order(by_meaning)[0] == SENTENCES[1]


def test_a_sentence_without_a_common_word_is_found_by_its_meaning(shut: tuple[Store, Scope]):
    question = "Did musicians perform?"
    assert ranked(shut, question, BY_WORDS)[1].candidates == ()
    assert order(ranked(shut, question, like(SENTENCES[2]))[1])[0] == SENTENCES[2]


def test_a_likeness_that_is_not_known_changes_nothing(shut: tuple[Store, Scope]):
    question = "Why was the quay shut?"
    assert ranked(shut, question, BY_WORDS) == ranked(shut, question, Meaning(lambda _question, _passages: None))
    assert ranked(shut, question, BY_WORDS)[1].nearest is None


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
    _, told = ranked(shut, "Why was the quay shut?", BY_WORDS)
    _, beside = ranked(shut, "Which violin makers finished a sonata in exile?", BY_WORDS)
    assert on_the_matter(told.candidates[0], told) >= 1.0
    assert on_the_matter(beside.candidates[0], beside) < 1.0


def test_what_is_told_in_other_words_is_on_the_matter_by_its_meaning(shut: tuple[Store, Scope]):
    text = "Which violin makers finished a sonata in exile?"
    _, far = ranked(shut, text, like(SENTENCES[1], 0.2))
    _, near = ranked(shut, text, like(SENTENCES[1], 0.7))
    assert on_the_matter(far.candidates[0], far) < 1.0 <= on_the_matter(near.candidates[0], near)


QUAY = "Why was the quay shut?"


def test_what_is_read_closely_is_told_its_chance_and_the_likelier_moves_up(shut: tuple[Store, Scope]):
    _, unread = ranked(shut, QUAY, BY_WORDS)
    for favourite in order(unread):
        _, read = ranked(shut, QUAY, Meaning(judged=Reader(favourite, sure=1.0, else_sure=0.0).judge))
        assert sorted(order(read)) == sorted(order(unread))
        assert order(read).index(favourite) <= order(unread).index(favourite)
        assert {one.passage.text: one.likely for one in read.candidates} == {
            text: float(text == favourite) for text in order(unread)
        }
    assert order(ranked(shut, QUAY, sure(0.5))[1]) == order(unread)
    assert len(unread.candidates) == 3
    assert all(one.likely is None for one in unread.candidates)


def sure(chance: float) -> Meaning:
    return Meaning(judged=lambda _question, excerpts: [dict.fromkeys(one.places, chance) for one in excerpts])


def test_whether_it_is_an_answer_goes_by_who_read_it(shut: tuple[Store, Scope]):
    store, scope = shut
    question, _ = ranked(shut, QUAY, BY_WORDS)
    verdicts = [answer(store, question, scope, sure(chance))[0].verdict for chance in (0.001, 0.999)]
    assert verdicts[0] is not Verdict.ANSWERED
    assert verdicts[1] is Verdict.ANSWERED


def test_each_is_read_in_its_article_the_likeliest_first(shut: tuple[Store, Scope]):
    reader = Reader()
    _, ranking = ranked(shut, QUAY, Meaning(judged=reader.judge))
    ((question, (excerpt,)),) = reader.read
    assert question == QUAY.rstrip("?")
    assert (excerpt.title, excerpt.sentences) == ("Harbour", SENTENCES)
    assert texts_of(excerpt) == order(ranking)


MANY = [f"The quay has a gate numbered {number}." for number in range(CLOSELY + 5)]


def test_the_first_few_are_read(tmp_path: Path):
    with stored(tmp_path, MANY) as news:
        _, unread = ranked(news, QUAY, BY_WORDS)
        assert len(order(unread)) == len(MANY)
        reader = Reader(order(unread)[0], sure=0.9, else_sure=0.0)
        _, found = ranked(news, QUAY, Meaning(judged=reader.judge))
    assert texts_of(reader.read[0][1][0]) == order(unread)[:CLOSELY]
    assert [one.likely for one in found.candidates] == [0.9, *[0.0] * (CLOSELY - 1), *[None] * 5]


def test_a_long_question_is_not_read_closely(shut: tuple[Store, Scope]):
    reader = Reader()
    text = (
        "Which harbour with a cracked quay, a brass band, swimmers, ferries, cranes, pilots, nets, barges and "
        "a lighthouse was shut before the autumn storms?"
    )
    question, _ = ranked(shut, text, Meaning(judged=reader.judge))
    assert question.long
    assert reader.read == []


def test_where_nobody_judges_nothing_changes(shut: tuple[Store, Scope]):
    assert ranked(shut, QUAY, Meaning(judged=lambda _question, _excerpts: [])) == ranked(shut, QUAY, BY_WORDS)
    near = like(SENTENCES[2])
    unjudged = Meaning(near.similar, lambda _question, _excerpts: [])
    assert ranked(shut, QUAY, unjudged) == ranked(shut, QUAY, near)


def test_a_follow_up_is_compared_and_read_with_what_was_asked_before(shut: tuple[Store, Scope]):
    store, scope = shut
    compared: list[str] = []
    reader = Reader()

    def similar(question: str, passages: Sequence[Passage]) -> list[float] | None:
        compared.append(question)
        return [0.1 for _ in passages]

    before = read_question(store, scope, "When did a brass band play at Tarn?", now=NOW)
    question = read_question(store, scope, "And why was it shut?", now=NOW, before=before)
    rank(store, question, scope, Meaning(similar, reader.judge))
    both = "And why was it shut When did a brass band play at Tarn"
    assert (compared, [asked for asked, _ in reader.read]) == ([both], [both])


def test_of_what_one_person_said_the_first_are_read_as_well(tmp_path: Path):
    said = (
        "The quay was cracked, said Ida Holm.",
        "The quay was shut for the swimmers, said Ida Holm.",
        "The quay was nobody's business, said Per Lund.",
    )
    quotes, start = [], 0
    for text in said:
        words, speaker = text.removesuffix(".").split(", said ")
        cue = Span(start + len(words) + 2, start + len(words) + 6)
        quotes.append(Quote((Span(start, start + len(words)),), speaker, QuoteKind.INDIRECT, cue=cue))
        start += len(text) + 1
    with stored(tmp_path, said, quotes) as (store, scope):
        question = read_question(store, scope, "What did Ida Holm say about the quay?", now=NOW)
        reader = Reader(said[0])
        ranking = rank_said(store, question, scope, Meaning(judged=reader.judge))
        ((asked, (excerpt,)),) = reader.read
        verdicts = [answer(store, question, scope, sure(chance))[0].verdict for chance in (0.001, 0.999)]
    assert asked == question.in_full
    assert set(texts_of(excerpt)) == set(said[:2])
    assert {one.passage.text: one.likely for one in ranking.candidates} == {said[0]: 0.9, said[1]: 0.1}
    assert verdicts[0] is not Verdict.ANSWERED
    assert verdicts[1] is Verdict.ANSWERED
