from __future__ import annotations

import json
from dataclasses import replace

from briefing_sample import ARTICLES, READINGS, TOPIC, article, number, read, said, sample_digest

from bot.digest.build import TopicNews
from bot.digest.frozen import from_json, to_json
from bot.digest.lines import role_of
from bot.digest.page import Page, cleaned
from bot.digest.select import PRINT_FLOOR, count_outlets, leading_page, one_name
from bot.digest.wordcount import count_words
from bot.model import FigureKind, Polarity, QuoteKind, Reading


def test_the_story_of_most_independent_outlets_leads() -> None:
    story = sample_digest().stories[0]
    assert (story.title, story.outlets, story.independent) == (
        "Skellerhaven to put every cruise quay on the grid",
        3,
        2,
    )


def test_a_later_article_stands_for_the_story_and_a_slightly_later_one_does_not() -> None:
    long = "The old mill in the valley closes in June after a hundred years of work. " * 20
    early = Page(article(1, "A", "Early", long, 24), read(long))
    late, soon = (Page(article(2, "B", "Late", "The mill is sold.", hours), Reading()) for hours in (1, 23.5))
    assert leading_page([early, late]).article.title == "Late"
    assert leading_page([early, soon]).article.title == "Early"


def test_a_copy_without_its_original_counts_for_one() -> None:
    copies = [Page(article(n, f"Outlet {n}", "T", "x", 1, copy_of=99), Reading()) for n in (1, 2, 3)]
    assert count_outlets(copies) == (3, 1)


def test_what_was_not_read_is_a_headline_and_no_story_while_there_are_others() -> None:
    digest = sample_digest()
    assert [line.title for line in digest.also] == [
        "Strom vom Land für Skellerhaven",
        "Transformer makers are booked out until 2028",
    ]
    assert digest.also[0].language == "de"
    assert (digest.coverage.not_english, digest.coverage.no_text, digest.coverage.unread) == (1, 1, 0)


def test_no_quotes_or_figures_from_another_language() -> None:
    text = "“Wir sind bereit”, said Jo Brandt."
    german = article(1, "Hafenbote", "Bereit", text, 1, language="de")
    reading = replace(
        read(text, [said(text, "Jo Brandt", "said", "Wir sind bereit", kind=QuoteKind.DIRECT)]), language="de"
    )
    digest = sample_digest(news=[TopicNews(TOPIC, [german], {1: reading})])
    assert digest.everyone == ()
    assert [story.title for story in digest.stories] == ["Bereit"]


def test_named_speakers_come_first_and_none_speaks_twice_before_all_have_spoken() -> None:
    names = [line.speaker for line in sample_digest().everyone]
    assert len(set(names[:4])) == 4
    assert names.index("A senior official") >= 4


def test_copies_are_quoted_once_and_from_the_original() -> None:
    places = [line.place.outlet for line in sample_digest().everyone if line.speaker == "Aurel Danneskov"]
    assert places == ["Delta Wire"]


def test_a_denied_statement_says_so() -> None:
    line = next(line for line in sample_digest().everyone if line.polarity is Polarity.DENIED)
    assert line.cue == "denied"


def test_what_must_not_be_printed_is_not() -> None:
    text = "Jo Brandt said the work is done. He said it is fine. Someone wrote that Jo Brandt said so."
    quotes = [
        said(text, "Jo Brandt", "said", "the work is done", nested=True),
        said(text, "he", "said", "it is fine"),
        said(text, "Jo Brandt", "said", "it is fine", confidence=PRINT_FLOOR - 0.01),
    ]
    digest = sample_digest(news=[TopicNews(TOPIC, [article(1, "O", "T", text, 1)], {1: read(text, quotes)})])
    assert digest.everyone == ()


def test_one_statement_in_two_outlets_is_one_line() -> None:
    one = "Jo Brandt said the old mill will be a school by summer."
    two = "The old mill will be a school by summer, Brandt told reporters."
    news = [article(1, "A", "T", one, 2), article(2, "B", "U", two, 1)]
    readings = {
        1: read(one, [said(one, "Jo Brandt", "said", "the old mill will be a school by summer")]),
        2: read(two, [said(two, "Brandt", "told reporters", "The old mill will be a school by summer")]),
    }
    assert len(sample_digest(news=[TopicNews(TOPIC, news, readings)]).everyone) == 1


def test_an_article_of_two_topics_is_told_once() -> None:
    other = replace(TOPIC, id=8, name="Ferries")
    digest = sample_digest(news=[TopicNews(TOPIC, ARTICLES, READINGS), TopicNews(other, ARTICLES, READINGS)])
    assert digest.counts.articles == len(ARTICLES)
    assert len({source.article_id for source in digest.sources}) == len(ARTICLES)


def test_topics_take_turns() -> None:
    other = replace(TOPIC, id=8, name="Mills")
    mills = article(50, "Mill Post", "A mill is sold", "The old mill was sold to a school on Monday for a crown.", 60)
    news = [TopicNews(TOPIC, ARTICLES, READINGS), TopicNews(other, [mills], {50: read(mills.text)})]
    assert [story.topic for story in sample_digest(news=news).stories][:2] == ["Shore power", "Mills"]


def test_nothing_is_an_empty_digest() -> None:
    digest = sample_digest(news=[TopicNews(TOPIC, [], {})])
    assert digest.empty
    assert (digest.stories, digest.said, digest.numbers) == ((), (), ())


def test_a_digest_goes_to_json_and_back() -> None:
    digest = sample_digest()
    assert from_json(json.loads(json.dumps(to_json(digest)))) == digest


def test_the_same_news_in_another_order_is_the_same_digest() -> None:
    shuffled = [TopicNews(TOPIC, tuple(reversed(ARTICLES)), READINGS)]
    assert sample_digest(news=shuffled) == sample_digest()


def test_roles_are_the_articles_own_words() -> None:
    text = "Jo Brandt, an engineer at Mill Works, said so."
    quote = said(text, "Jo Brandt", "said", "so", role="an engineer at Mill Works", organisation="Mill Works")
    assert role_of(text, quote) == "engineer at Mill Works"
    assert role_of(text, replace(quote, role="a made-up role", organisation="Mill Works")) == "Mill Works"
    assert role_of(text, replace(quote, role=None, organisation=None)) == ""


def test_words_are_counted_as_a_person_counts_them() -> None:
    assert count_words("Ada — engineer · said … 3.5 % of “it”") == 6
    assert count_words("… — ·") == 0


def test_cleaned_takes_out_what_is_not_seen() -> None:
    assert cleaned("a\u202eb\u200bc\x00\nd") == "abc d"
    assert cleaned("x" * 10_000, 50).endswith("…")
    assert len(cleaned("word " * 10_000, 50)) <= 50


def test_the_floor_is_the_readers() -> None:
    from bot.reading.quotes import confidence

    assert confidence.PRINT_FLOOR == PRINT_FLOOR


def test_names_that_are_one_persons() -> None:
    assert one_name(["Liu", "Liu Xiaming", "Ana Liu", "Bo"]) == {
        "Liu": "Ana Liu", "Liu Xiaming": "Liu Xiaming", "Ana Liu": "Ana Liu", "Bo": "Bo",
    }  # fmt: skip


def _reported(words: str, article_id: int) -> TopicNews:
    text = f"Ada Brunn said {words}."
    page = article(article_id, "Harbour Times", "Quays", text, 1)
    return TopicNews(TOPIC, [page], {article_id: read(text, [said(text, "Ada Brunn", "said", words)])})


def test_reported_words_about_somebody_named_elsewhere_come_after_others() -> None:
    dangling = _reported("its two yellow harbour cranes were to be moved by rail to Brillhaven before Easter", 1)
    clear = _reported("the cranes were to be moved by the end of April or so, at last and at some cost", 2)
    news = TopicNews(TOPIC, [*dangling.articles, *clear.articles], {**dangling.readings, **clear.readings})
    lines = sample_digest(news=[news], previous=[]).everyone
    assert [line.place.article_id for line in lines] == [2, 1]


def test_one_number_is_not_told_twice_while_there_are_others() -> None:
    told = (
        ("Ada Brunn paid 350,000 euros for the old crane in Ostray.", "350,000 euros", "old crane", FigureKind.MONEY),
        ("The crane at Brillhaven went for 350,000 euros.", "350,000 euros", "crane at Brillhaven", FigureKind.MONEY),
        ("The yard in Ostray needs 412 hours a week.", "412 hours", "yard in Ostray needs", FigureKind.MEASURE),
    )
    pages = [article(n, "Harbour Times", "Title", text, 1, story_id=n) for n, (text, *_) in enumerate(told)]
    readings = {
        n: read(text, [], [number(text, words, "1", "", kind, measures)])
        for n, (text, words, measures, kind) in enumerate(told)
    }
    numbers = sample_digest(news=[TopicNews(TOPIC, pages, readings)], previous=[]).numbers
    assert [line.words for line in numbers] == ["350,000 euros", "412 hours", "350,000 euros"]


def test_a_number_of_the_headline_comes_before_those_with_a_name() -> None:
    told = (
        ("The bank lowered its key rate to 3.75% on Thursday.", "3.75%", "key rate", FigureKind.PERCENT),
        ("Ada Brunn said a family in Ostray would save 250 euros.", "250 euros", "family in Ostray", FigureKind.MONEY),
    )
    pages = [
        article(n, "Harbour Times", title, text, 1, story_id=n)
        for n, ((text, *_), title) in enumerate(zip(told, ["Key rate cut to 3.75%", "Loans"], strict=True))
    ]
    readings = {
        n: read(text, [], [number(text, words, "1", "", kind, measures)])
        for n, (text, words, measures, kind) in enumerate(told)
    }
    numbers = sample_digest(news=[TopicNews(TOPIC, pages, readings)], previous=[]).numbers
    assert [line.words for line in numbers] == ["3.75%", "250 euros"]
