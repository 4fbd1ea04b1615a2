from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import pytest
from briefing_sample import TEXTS, article, sentences, where
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.links import is_web, sentence_url
from bot.model import Span

TEXT = "The port is open, again - at last. The port is open, again - for ferries & tugs alone."


def directive(text: str, sentence: Span, url: str = "https://news.example/a") -> str:
    return sentence_url(article(1, "Outlet", "T", text, 1, url=url), sentence).partition(":~:text=")[2]


def test_the_fragment_names_the_sentence_alone() -> None:
    first, second = sentences(TEXT)
    assert directive(TEXT, first) == "The%20port%20is%20open%2C%20again%20%2D%20at"
    assert unquote(directive(TEXT, second)).startswith("The port is open, again - for")


def test_marks_of_the_directives_own_syntax_are_encoded() -> None:
    encoded = directive(TEXT, sentences(TEXT)[1])
    assert "%26" in encoded
    assert "%2D" in encoded
    assert not set(encoded) & set("-& ")
    assert encoded.count(",") <= 1


def test_a_sentence_that_stands_twice_is_not_named() -> None:
    text = "It is so. It is so."
    assert sentence_url(article(1, "O", "T", text, 1), Span(0, 9)) == article(1, "O", "T", text, 1).url


def test_an_anchor_of_the_page_is_kept() -> None:
    url = sentence_url(article(1, "O", "T", TEXT, 1, url="https://news.example/a?x=1#top"), sentences(TEXT)[0])
    assert url.startswith("https://news.example/a?x=1#top:~:text=The%20port")


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "https://", "https://a.example/ b", "//a.example",
     "https://a.example/\u202ex", "https://a.example/" + "x" * 2000, "https://[::bad/", "slack://open"],
)  # fmt: skip
def test_only_web_addresses_are_linked(url: str) -> None:
    assert not is_web(url)
    assert sentence_url(replace(TEXTS[1], url=url), Span(0, 10)) == ""


def test_a_long_sentence_has_a_start_and_an_end() -> None:
    text = TEXTS[1].text
    start, _, end = directive(text, where(text, text.split("\n")[0])).partition(",")
    assert unquote(start) == "The port of Skellerhaven"
    assert unquote(end) == "of seven hours"


@given(st.text(alphabet="ab ,-&.%#“”\n", min_size=1, max_size=60), st.data())
def test_a_fragment_is_found_once_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    sentence = Span(start, data.draw(st.integers(start + 1, len(text))))
    first = unquote(directive(text, sentence).partition(",")[0])
    assert not first or (text.count(first) == 1 and first in sentence.of(text))
