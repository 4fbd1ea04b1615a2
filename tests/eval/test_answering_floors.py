"""The answering must stay as good as it was, and print nothing that does not stand in the article it cites.

When it gets better, `python tests/eval/answering.py --raise` lifts the floors, and with `--fresh` (`--late`,
`--blind`, `--kept`, `--beside`) those of another set, with `--meaning` those with the model. A lower floor is an edit
by hand, with its reason in the commit.
"""

import re
from collections.abc import Iterator

import pytest
from answering import (
    SETS,
    Judged,
    by_meaning,
    floors_path,
    judge,
    load_answering_floors,
    load_questions,
    measures,
    sample_store,
)

from bot.embedding.embedder import open_embedder
from bot.model import Article, Scope, Verdict
from bot.ports import Store
from bot.reading.reader import open_reader
from bot.render.answer import lines_of

FLOORS = load_answering_floors(floors_path())
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


@pytest.fixture(scope="module")
def answered() -> Iterator[tuple[Store, list[Judged]]]:
    with sample_store(open_reader()) as (store, scope):
        yield store, [judge(store, scope, asked) for asked in load_questions()]


@pytest.fixture(scope="module", params=SETS[1:])
def asked_of(request: pytest.FixtureRequest) -> Iterator[tuple[str, Store, Scope]]:
    with sample_store(open_reader(), request.param) as (store, scope):
        yield request.param, store, scope


def test_blind_questions_keep_their_floors(asked_of: tuple[str, Store, Scope]) -> None:
    of, store, scope = asked_of
    measured = measures([judge(store, scope, asked) for asked in load_questions(of)])
    assert below(measured, load_answering_floors(floors_path(of))) == {}


@pytest.mark.skipif(not open_embedder().version, reason="the embedding model is not installed: make install")
def test_blind_questions_keep_their_floors_by_meaning(asked_of: tuple[str, Store, Scope]) -> None:
    of, store, scope = asked_of
    meaning = by_meaning(store)
    measured = measures([judge(store, scope, asked, meaning) for asked in load_questions(of)])
    assert below(measured, load_answering_floors(floors_path(of, meaning=True))) == {}


def below(measured: dict[str, float], floors: dict[str, float]) -> dict[str, tuple[float, float]]:
    """What is under its floor: (measured, floor)."""
    assert set(floors) == set(measured)
    return {name: (value, floors[name]) for name, value in measured.items() if value < floors[name]}


@pytest.mark.parametrize("name", FLOORS)
def test_answering_keeps_its_floor(answered: tuple[Store, list[Judged]], name: str) -> None:
    measured = measures(answered[1])[name]
    assert measured >= FLOORS[name], f"{name}: {measured:.1f} is below the floor of {FLOORS[name]}"


def test_every_measure_has_a_floor(answered: tuple[Store, list[Judged]]) -> None:
    assert set(FLOORS) == set(measures(answered[1]))


def test_every_printed_word_is_contiguous_in_its_article(answered: tuple[Store, list[Judged]]) -> None:
    store, judged = answered
    printed = 0
    for one in judged:
        texts = {citation.article.id: citation.article.text for citation in one.reply.citations}
        for line in lines_of(one.reply, store.get_readings(list(texts))):
            for piece in line.wording.pieces:
                assert piece.words == piece.span.of(texts[line.place.article_id])
                assert piece.words in texts[line.place.article_id]
                printed += 1
    assert printed > 100


def test_every_printed_number_stands_in_its_cited_sentence(answered: tuple[Store, list[Judged]]) -> None:
    numbers = 0
    for one in judged_with_citations(answered[1]):
        first = one.reply.citations[0]
        held = NUMBER.findall(first.sentence.of(first.article.text))
        for number in NUMBER.findall(one.reply.short):
            assert number in held
            numbers += 1
    assert numbers > 10


def judged_with_citations(judged: list[Judged]) -> list[Judged]:
    return [one for one in judged if one.reply.citations]


def test_a_quote_is_its_speakers_and_stands_in_the_cited_sentence(answered: tuple[Store, list[Judged]]) -> None:
    for one in judged_with_citations(answered[1]):
        for citation in one.reply.citations:
            spans = citation.quote.content + citation.quote.continuation if citation.quote else (citation.sentence,)
            assert all(_within(citation.article, span.start, span.end) for span in spans)
            assert all(citation.sentence.start <= s.start < s.end <= citation.sentence.end for s in citation.spans)


def _within(article: Article, start: int, end: int) -> bool:
    return 0 <= start < end <= len(article.text)


def test_an_abstention_cites_nothing(answered: tuple[Store, list[Judged]]) -> None:
    silent = [one for one in answered[1] if one.reply.verdict is Verdict.NOTHING]
    assert silent
    assert all(one.reply.citations == () and one.reply.short == "" for one in silent)
