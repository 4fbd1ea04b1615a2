from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import QueryError
from bot.feeds.match import fold, parse_query

TITLE = "Ferry fares rise in Málaga"
TEXT = "The harbour board's chair, Inês Køhler, said the interest rate had doubled. Pre-war boats stay."


def matches(query: str) -> bool:
    return parse_query(query).matches(TITLE, TEXT, "The Tidewatch", ["Inês Køhler", "a deckhand"])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "ferry",
        "FERRY fares",
        "malaga",
        "ferry AND harbour",
        "tram OR ferry",
        "tram OR (ferry board)",
        '"interest rate"',
        "“interest rate”",
        "doubl*",
        "NOT tram",
        "ferry -tram",
        "ferry NOT (tram OR bus)",
        "title:malaga",
        'title:"ferry fares"',
        "title:(tram OR ferry)",
        "outlet:tidewatch",
        "speaker:kohler",
        'speaker:"ines kohler"',
        "pre-war",
        '"pre war"',
        "board's",
        "ferry OR tram bus",
    ],
)
def test_these_match(query: str) -> None:
    assert matches(query)


@pytest.mark.parametrize(
    "query",
    [
        "tram",
        "ferry tram",
        "fer",
        '"rate interest"',
        "title:harbour",
        "outlet:ferry",
        "speaker:board",
        "-ferry",
        "NOT ferry",
        "ferry AND NOT malaga",
        "(ferry OR tram) bus",
        "title:(ferry harbour)",
        "erry*",
    ],
)
def test_these_do_not(query: str) -> None:
    assert not matches(query)


@pytest.mark.parametrize(
    "query",
    ['"open', "(ferry", "ferry)", "AND", "ferry OR", "NOT", "()", "author:me", "a*", "--", "&&", "(" * 40, "x " * 300],
)
def test_what_cannot_be_read_comes_with_a_hint(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query)
    assert caught.value.hint


@settings(deadline=None)
@given(st.text(alphabet='ab"()*:- ANDORT', max_size=25))
def test_any_text_is_read_or_refused(query: str) -> None:
    try:
        parse_query(query).matches(TITLE, TEXT)
    except QueryError:
        return


@settings(deadline=None)
@given(st.sampled_from("ferry tram board bus".split()), st.sampled_from("fares rate boats".split()))
def test_the_laws_of_and_or_not(one: str, other: str) -> None:
    assert matches(f"{one} OR {other}") == (matches(one) or matches(other))
    assert matches(f"{one} {other}") == (matches(one) and matches(other))
    assert matches(f"NOT ({one} OR {other})") == matches(f"-{one} -{other}")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
