"""A query tried before it is saved, and the outlets a topic listens to: on a real store, as a person types them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from office import SystemClock

from bot.cli.console import PrintedMessages
from bot.errors import InputError, NotFoundError, QueryError
from bot.flows.commands import reply_to
from bot.flows.matching import judge_of, match_topics, stamp_of, try_query
from bot.model import Article, Item, Message, Quote, QuoteKind, Reading, Request, RequestKind, Span, Topic, WorkspaceId
from bot.ports import Ports
from storage import open_store

TEAM, HERE = WorkspaceId("T1"), "C1"
NOW = datetime.now(UTC)

NEWS = (
    ("Rates to stay", "The bank keeps rates where they are.", "Brill Courier", "Ida Holm"),
    ("Prices climb", "Inflation and rates worry the shops.", "Brill Courier", "Per Lund"),
    ("Football rates", "Match of the year rates highly.", "Ostray Echo", ""),
    ("Harbour news", "A crane came by rail.", "Ostray Echo", ""),
    ("Rates again", "Rates once more.", "The Tally", ""),
)


class Wakes:
    def __init__(self) -> None:
        self.lanes: list[str] = []

    def wake(self, lane: str) -> None:
        self.lanes.append(lane)


@pytest.fixture
def ports(tmp_path: Path) -> Iterator[Ports]:
    """A topic “Rates” over one feed with five articles of three outlets."""
    store = open_store(str(tmp_path / "sift.sqlite"))
    topic = store.add_topic(Topic(TEAM, HERE, "Rates", "rates", created=NOW))
    feed = store.add_feed("https://wire.example/feed")
    store.add_topic_feed(TEAM, topic.id, feed.id)
    for number, (title, text, outlet, speaker) in enumerate(NEWS):
        url = f"https://wire.example/{number}"
        seen = NOW - timedelta(hours=number + 1)
        (item,) = store.add_items(feed.id, [Item(url, title, (f"url:{url}",), published=seen)], seen, baseline=False)
        article = store.add_article(Article(url, title, text, outlet, published=seen, first_seen=seen))
        store.mark_item(item.id, article_id=article.id)
        quotes = (Quote((Span(9, 12),), speaker, QuoteKind.INDIRECT),) if speaker else ()
        store.add_reading(article, Reading(quotes=quotes), "quiet")
    made = Ports(store, None, None, PrintedMessages(), Wakes(), SystemClock())  # type: ignore[arg-type]
    match_topics(made, [topic])
    yield made
    store.close()


def say(ports: Ports, text: str) -> Message:
    key = f"k{text}"
    return reply_to(ports, Request(key, TEAM, RequestKind.COMMAND, HERE, "U1", text, zone="UTC", attempt=1))


def topic(ports: Ports) -> Topic:
    (only,) = ports.store.list_topics(TEAM)
    return only


def matched(ports: Ports) -> set[str]:
    match_topics(ports, [topic(ports)])
    rows = ports.store.list_topic_articles(TEAM, topic(ports).id, NOW - timedelta(days=7), NOW + timedelta(hours=1))
    return {article.title for article in rows}


# ------------------------------------------------------------------ try


def test_a_query_is_counted_whole_and_word_by_word(ports: Ports):
    trial = try_query(ports, [topic(ports)], "rates AND (inflation OR speaker:Holm) NOT title:football")
    assert [article.title for article in trial.matched] == ["Rates to stay", "Prices climb"]
    assert (trial.articles, dict(trial.terms)) == (
        5,
        {"rates": 4, "inflation": 1, "speaker:holm": 1, "title:football": 1},
    )


def test_trying_changes_nothing_and_offers_to_use_it(ports: Ports):
    before = topic(ports)
    card = say(ports, "try rates NOT football")
    assert "3 of 5 articles of the last 7 days match rates NOT football" in card.text
    assert "One by one: rates 4 · football 1" in card.text
    assert 'edit \\"Rates\\" matching rates NOT football' in str(card.blocks).replace('"', '\\"')
    assert topic(ports) == before
    assert ports.queue.lanes == []


def test_a_query_that_finds_nothing_says_how_to_widen_it(ports: Ports):
    assert "A wider query finds more" in say(ports, "try zeppelin").text


@pytest.mark.parametrize("typed", ["try", "try rates AND", 'try "open'])
def test_a_query_that_cannot_be_read_is_told(ports: Ports, typed: str):
    with pytest.raises((InputError, QueryError)) as caught:
        say(ports, typed)
    assert caught.value.hint


# ------------------------------------------------------------------ outlets


def test_the_outlets_are_listed_with_what_came_of_them(ports: Ports):
    lines = say(ports, "outlets Rates").text.split("\n")
    assert "• Brill Courier · 2 read, 2 of them matching" in lines
    assert "• Ostray Echo · 2 read, 1 of them matching" in lines


def test_only_the_named_outlets_are_read(ports: Ports):
    card = say(ports, "outlets Rates only brill courier, tally")
    assert topic(ports).outlets == ("Brill Courier", "The Tally")
    assert "Ostray Echo · 2 read, 0 of them matching · left out" in card.text
    assert matched(ports) == {"Rates to stay", "Prices climb", "Rates again"}
    assert "collect" in ports.queue.lanes


def test_an_outlet_is_left_out_and_taken_in_again(ports: Ports):
    say(ports, "outlets only Brill Courier, Ostray Echo")
    say(ports, "outlets without ostray")
    assert (topic(ports).outlets, topic(ports).muted) == (("Brill Courier",), ("Ostray Echo",))
    assert matched(ports) == {"Rates to stay", "Prices climb"}
    say(ports, "outlets all")
    assert (topic(ports).outlets, topic(ports).muted) == ((), ())
    assert len(matched(ports)) == 4


def test_every_change_tells_how_to_take_it_back(ports: Ports):
    assert "Undo: /readout outlets Rates all" in str(say(ports, "outlets Rates only tally").blocks)
    assert "Undo: /readout outlets Rates only The Tally" in str(say(ports, "outlets Rates all").blocks)


def test_the_card_of_a_topic_shows_what_it_listens_to(ports: Ports):
    say(ports, "outlets Rates only tally")
    assert "Only from: The Tally" in say(ports, "show Rates").text


@pytest.mark.parametrize("typed", ["outlets Rates only", "outlets Rates only Nowhere Gazette"])
def test_an_outlet_that_is_not_there_is_told_with_those_that_are(ports: Ports, typed: str):
    with pytest.raises((InputError, NotFoundError)) as caught:
        say(ports, typed)
    assert caught.value.hint
    assert topic(ports).outlets == ()


def test_a_topic_that_is_not_there_is_told_with_those_that_are(ports: Ports):
    told = say(ports, "outlets Prices only The Tally")
    assert "There is no topic “Prices” in this channel" in told.text
    assert pressed(told, "Rates") == f"outlets #{topic(ports).id} only The Tally"


def pressed(reply: Message, label: str) -> str:
    """What the button of that label types."""
    buttons = [button for block in reply.blocks if block["type"] == "actions" for button in block["elements"]]
    return next(button["value"] for button in buttons if button["text"]["text"] == label)


def test_a_mute_of_no_outlet_says_that_titles_are_meant_and_names_the_nearest(ports: Ports) -> None:
    assert "No outlet" not in say(ports, "mute The Tally").text
    assert "is not left out here" in (unknown := say(ports, "unmute Tally")).text
    assert "taken in again" in say(ports, pressed(unknown, "Take in The Tally")).text
    assert topic(ports).muted == ()
    told = say(ports, "mute Nonexistent Gazette")
    assert "No outlet of that name has been read here." in told.text
    assert topic(ports).muted == ("Nonexistent Gazette",)
    near = say(ports, "mute Tally")
    say(ports, pressed(near, "Leave out The Tally"))
    assert "The Tally" in topic(ports).muted


def test_one_word_that_finds_nothing_is_not_told_to_be_fewer(ports: Ports) -> None:
    assert "fewer words" not in say(ports, "try ferry").text
    assert "another word" in say(ports, "try ferry").text
    assert "fewer words" in say(ports, "try ferry rates fares").text


def test_a_mute_of_a_word_stays_when_all_outlets_are_taken_in(ports: Ports):
    ports.store.mark_topic(Topic(**{**_fields(topic(ports)), "muted": ("football", "The Tally")}))
    say(ports, "outlets Rates all")
    assert topic(ports).muted == ("football",)


def _fields(topic: Topic) -> dict[str, object]:
    return {name: getattr(topic, name) for name in topic.__dataclass_fields__}


def test_the_outlets_are_part_of_what_is_judged_by():
    plain, only = Topic(TEAM, HERE, "t", "rates"), Topic(TEAM, HERE, "t", "rates", outlets=("Brill Courier",))
    assert stamp_of(plain) != stamp_of(only)
    away = Article("https://a.example", "Rates", "rates", "Ostray Echo")
    assert judge_of(plain)(away, Reading())
    assert not judge_of(only)(away, Reading())
