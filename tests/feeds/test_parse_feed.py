from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from feed_samples import NOW, entry, parsed, rss
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import FeedError
from bot.feeds.parse import is_whole


def titles(body: str | bytes, content_type: str = "application/rss+xml") -> list[str]:
    return [item.title for item in parsed(body, content_type).items]


def test_an_item_carries_what_was_announced() -> None:
    feed = parsed(rss(entry(1, author="desk@tidewatch.example (Ada Quill)")))
    (item,) = feed.items
    assert (feed.title, feed.home) == ("Tidewatch", "https://tidewatch.example/")
    assert (item.title, item.url) == ("Harbour note 1", "https://tidewatch.example/notes/1")
    assert item.published == datetime(2026, 5, 4, 1, tzinfo=UTC)
    assert item.summary.startswith("The harbour board")
    assert "Ada Quill" in item.author


@pytest.mark.parametrize(
    "content_type", ["text/html", "application/octet-stream", "", "image/png", "text/xml;charset="]
)
def test_the_content_type_does_not_matter(content_type: str) -> None:
    assert len(titles(rss(entry(1), entry(2)), content_type)) == 2


def test_damage_is_mended() -> None:
    assert len(titles("\ufeff\n\n  " + rss(entry(1), entry(2)))) == 2
    assert "Fish & chips" in titles(rss(entry(1, title="Fish & chips"), entry(2)))[0]
    assert len(titles(rss(entry(1), entry(2), entry(3)).split("for the 3.")[0])) >= 2
    assert titles(rss(entry(1, title="Café Été")).encode("cp1252")) == ["Café Été"]
    assert titles(rss(entry(1, title="Zoë")).replace("?>", ' encoding="utf-16"?>').encode("utf-16")) == ["Zoë"]
    assert titles("\0" + rss(entry(1))) == ["Harbour note 1"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss(entry(1, title="Zoë – Málaga")).encode(), "text/xml; charset=iso-8859-1"),
        (rss(entry(1, title="Zoë – Málaga")).encode(), "text/xml; charset=utf-16"),
        (rss(entry(1, title="Zoë – Málaga")).replace("?>", ' encoding="windows-1252"?>').encode(), "text/html"),
        (rss(entry(1, title="Zoë – Málaga")).replace("?>", ' encoding="utf-8"?>').encode("cp1252"), "text/xml"),
        (rss(entry(1, title="Zoë – Málaga")).encode("cp1252"), "text/xml; charset=windows-1252"),
        (b"\xef\xbb\xbf" + rss(entry(1, title="Zoë – Málaga")).encode(), "text/xml"),
    ],
)
def test_charsets_that_lie_are_seen_through(body: bytes, content_type: str) -> None:
    assert titles(body, content_type) == ["Zoë – Málaga"]


def test_atom_and_rdf_are_read() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Tidewatch</title><entry><id>a</id>'
        '<title type="html">Sand &amp;amp; gravel</title><link href="/sand"/><updated>2026-05-01T08:00:00Z</updated>'
        '</entry><entry><id>b</id><title type="text">1 &lt; 2</title><link rel="alternate" href="//t.example/b"/>'
        "</entry></feed>"
    )
    items = parsed(atom).items
    assert [item.title for item in items] == ["Sand & gravel", "1 < 2"]
    assert [item.url for item in items] == ["https://tidewatch.example/sand", "https://t.example/b"]
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<item rdf:about="x"><title>Old form</title><link>https://t.example/old</link></item></rdf:RDF>'
    )
    assert titles(rdf) == ["Old form"]


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("<!channel> meets at <noon>", "<!channel> meets at <noon>"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("Ferries &amp; <i>trams</i>", "Ferries & trams"),
        ("<script>x</script>Safe", "Safe"),
    ],
)
def test_a_title_in_json_is_plain_text_unless_it_holds_markup(told: str, title: str) -> None:
    body = {"version": "https://jsonfeed.org/version/1.1", "title": "Tidewatch", "items": [{"id": "1", "title": told}]}
    (item,) = parsed(json.dumps(body)).items
    assert item.title == title


def test_a_flood_of_entries_is_cut_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.feeds.parse.MOST_ITEMS", 3)
    told = parsed(rss(*(entry(number) for number in range(9))))
    assert [item.title for item in told.items] == [f"Harbour note {number}" for number in range(3)]
    assert "only the first 3" in told.note


def test_json_feed_is_read() -> None:
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tidewatch",
        "items": [
            {"id": 7, "url": "/seven", "title": "<b>Seven</b> boats", "date_published": "2026-05-03T10:00:00+02:00"},
            {"id": "8", "content_text": "A line without a headline."},
            "no item",
        ],
    }
    first, second = parsed(json.dumps(body)).items
    assert (first.title, first.url) == ("Seven boats", "https://tidewatch.example/seven")
    assert first.published == datetime(2026, 5, 3, 8, tzinfo=UTC)
    assert second.title == "A line without a headline."


def test_a_news_sitemap_is_a_feed() -> None:
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://t.example/1</loc><n:news><n:publication><n:name>Tidewatch</n:name></n:publication>"
        "<n:publication_date>2026-05-04</n:publication_date><n:title>Dredging begins</n:title></n:news></url>"
        "<url><loc>https://t.example/about</loc></url></urlset>"
    )
    feed = parsed(body)
    assert (feed.title, [item.title for item in feed.items]) == ("Tidewatch", ["Dredging begins"])


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("<!doctype html><html><head><title>Shop</title></head><body>Sold</body></html>", "web page"),
        ("{broken", "JSON"),
        ('{"a": 1}', "JSON"),
        ("MZ\x90\x00 binary", "not a feed"),
        ("<urlset><url><loc>https://t.example</loc></url></urlset>", "no news"),
        ("<rss><channel>" + "<a>" * 5000, "nested"),
    ],
)
def test_what_is_no_feed_is_said_so(body: str, what: str) -> None:
    with pytest.raises(FeedError, match=what) as caught:
        parsed(body)
    assert caught.value.hint


def test_an_empty_but_proper_feed_is_no_error() -> None:
    assert parsed(rss()).items == ()


@pytest.mark.parametrize(
    ("date", "kept"),
    [
        ("Sun, 03 May 2026 10:00:00 GMT", True),
        ("3 May 26 10:00 EST", True),
        ("2026-05-03T10:00:00+09:00", True),
        ("yesterday", False),
        ("Mon, 32 Foo 2026 99:99:99", False),
        ("Wed, 01 Jan 2099 00:00:00 GMT", False),
        ("Thu, 01 Jan 1970 00:00:00 GMT", False),
        ("", False),
    ],
)
def test_dates_of_every_kind_keep_the_item(date: str, kept: bool) -> None:
    (item,) = parsed(rss(entry(1, pubDate=date))).items
    assert (item.published is not None) is kept
    assert item.published is None or item.published <= NOW.replace(day=5)


def test_markup_in_titles_becomes_plain() -> None:
    assert titles(rss(entry(1, title="<![CDATA[<b>Bold</b> &amp; &#8217;q&#8217;]]>"))) == ["Bold & ’q’"]
    assert titles(rss(entry(1, title="Calm &lt;script&gt;alert(1)&lt;/script&gt; sea"))) == ["Calm sea"]


def test_links_that_are_no_web_addresses_are_dropped() -> None:
    links = ["javascript:alert(1)", "file:///etc/hosts", "data:text/html,x", "https://u:p@t.example/x"]
    items = parsed(rss(*(entry(n, link=link, guid=f"g{n}") for n, link in enumerate(links)))).items
    assert [item.url for item in items] == [""] * 4


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "{"ha" * 20}">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    (item,) = parsed(body + rss(entry(1, title="x &e8; &f;")).removeprefix('<?xml version="1.0"?>')).items
    assert len(item.title) < 1000
    assert "root" not in item.title


def test_ten_thousand_items_are_the_most() -> None:
    feed = parsed(rss(*(f"<item><title>t{n}</title><guid>{n}</guid></item>" for n in range(10_050))))
    assert len(feed.items) == 10_000
    assert "first 10,000" in feed.note


def test_full_text_is_told_from_a_teaser() -> None:
    whole = "<p>The board weighed the cost of the wall again.</p>" * 60
    (item,) = parsed(rss(entry(1, description=f"<![CDATA[{whole}]]>"))).items
    assert item.full_text.count("\n\n") == 59
    assert not is_whole("The board met. " * 150 + "Read more")
    assert not is_whole("The board met. " * 150 + "and then it […]")
    assert not is_whole("The board met.")


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=200), st.text(max_size=200), st.sampled_from(["<!--", "<![CDATA[", "]]>", "&", "<x", "</item>"])
)
def test_no_document_breaks_the_parser(head: str, tail: str, mark: str) -> None:
    try:
        feed = parsed(rss(entry(1, title=head + mark + tail)) + mark)
    except FeedError:
        return
    assert all(item.keys for item in feed.items)
    assert all("<script" not in item.title for item in feed.items)
