from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FeedError
from bot.feeds.opml import Outline, parse_opml, write_opml
from bot.model import Feed

NESTED = b"""\xef\xbb\xbf
<?xml version="1.0"?><opml version="1.1"><head/><body>
<outline text="Coast"><outline type="rss" text="Tide &amp; wind" xmlUrl="https://t.example/f"/>
<outline title="Twice" XMLURL="https://t.example/f"/></outline><outline text="no feed"/>
<outline text="Boats" xmlUrl=" https://b.example/f "/></body></opml>"""


def test_folders_are_opened_and_each_feed_is_named_once() -> None:
    assert parse_opml(NESTED) == [
        Outline("https://t.example/f", "Tide & wind"),
        Outline("https://b.example/f", "Boats"),
    ]


@pytest.mark.parametrize("body", [b"", b"<opml>", b"{}", b"<opml/>", b'<!DOCTYPE x [<!ENTITY a "b">]><opml/>'])
def test_what_is_no_list_is_refused_with_a_hint(body: bytes) -> None:
    with pytest.raises(FeedError) as caught:
        parse_opml(body)
    assert caught.value.hint


words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.dictionaries(st.from_regex(r"https://[a-z]{3,8}\.example/[a-z?&=]{0,8}", fullmatch=True), words, min_size=1))
def test_what_is_written_is_read_again(feeds: dict[str, str]) -> None:
    written = write_opml(Feed(number, url, title) for number, (url, title) in enumerate(feeds.items()))
    assert [outline.url for outline in parse_opml(written.encode())] == [*feeds]
