"""The sample news over real HTTP: every feed parses, every page holds its article, unchanged answers are 304."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import httpx
import pytest
import trafilatura
from defusedxml import ElementTree

from bot.demo.news import SampleArticle, load_articles, load_outlets, parse_article
from bot.demo.newsroom import Newsroom
from bot.feeds.match import parse_query

ROOT = Path(__file__).parents[2]
TOLD_IN = (
    "README.md",
    "docs/slack.md",
    *(f"bot/{name}.py" for name in ("render/notices", "flows/who", "flows/figure")),
)
PLACEHOLDERS = {"NAME", "WORDS", "QUERY", "OUTLET"}
EXAMPLE = re.compile(r"/?readout (who|figure|try|mute) [\"“]?([^`\"“”–{;\n]+)")


@pytest.fixture(scope="module")
def room() -> Iterator[Newsroom]:
    with Newsroom(port=0) as opened:
        yield opened


@pytest.fixture
def web() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False) as client:
        yield client


def examples() -> list[tuple[str, str]]:
    """What the documents, the help and the usage lines show, but for what stands for a name."""
    told = "\n".join((ROOT / name).read_text() for name in (*TOLD_IN, "bot/flows/sift.py", "bot/flows/mute.py"))
    found = [(verb, words.strip()) for verb, words in EXAMPLE.findall(told)]
    return [(verb, words) for verb, words in found if words.split()[0] not in PLACEHOLDERS]


def test_the_examples_find_something_in_the_sample_news() -> None:
    known = {"mute": {outlet.name for outlet in load_outlets().values()}}
    shown = examples()
    assert {verb for verb, _ in shown} == {"who", "figure", "try", "mute"}
    for verb, words in shown:
        query = f'"{words}"' if verb == "who" else words
        holding = [a for a in load_articles() if parse_query(query).matches(a.title, a.text, a.outlet)]
        assert words in known[verb] if verb in known else holding, f"{verb} {words}"


def test_there_are_enough_articles_of_varied_kinds_and_lengths() -> None:
    articles = load_articles()
    assert len(articles) >= 44
    assert len({article.kind for article in articles}) == 10
    lengths = [len(article.text.split()) for article in articles if article.language == "en"]
    assert min(lengths) > 100
    assert max(lengths) < 551
    assert {article.outlet for article in articles} == set(load_outlets())
    assert Counter(article.language for article in articles)["de"] == 1
    assert Counter(article.language for article in articles)["fr"] == 1


def test_themes_are_covered_by_several_articles_and_outlets() -> None:
    outlets: dict[str, set[str]] = {}
    for article in load_articles():
        outlets.setdefault(article.theme, set()).add(article.outlet)
    assert len(outlets["industrial AI"]) >= 5
    assert len([theme for theme, names in outlets.items() if len(names) >= 2]) >= 6


def test_wire_copies_share_most_of_their_words_with_the_original() -> None:
    by_slug = {article.slug: article for article in load_articles()}
    copies = [article for article in by_slug.values() if article.copy_of]
    assert len(copies) == 2
    for copy in copies:
        original = set(by_slug[copy.copy_of].paragraphs[1:])
        assert len(original & set(copy.paragraphs)) >= 3


def test_front_matter_without_fences_is_refused() -> None:
    with pytest.raises(ValueError, match="text before"):
        parse_article("odd", "x\n+++\ntitle = 'a'\n+++\nbody")


def _dated(entry: feedparser.FeedParserDict) -> datetime:
    return datetime(*entry.published_parsed[:6], tzinfo=UTC)


def test_every_xml_feed_parses_with_titles_links_and_dates(room: Newsroom, web: httpx.Client) -> None:
    for url in room.feeds:
        if url.endswith(".json"):
            continue
        answer = web.get(url)
        parsed = feedparser.parse(answer.content, sanitize_html=False, resolve_relative_uris=False)
        assert not parsed.bozo, url
        assert parsed.entries
        assert all(entry.title and entry.link.startswith(room.url) and entry.id for entry in parsed.entries)
        assert all(_dated(entry) <= room.site.opened + timedelta(seconds=1) for entry in parsed.entries)


def test_the_newest_article_is_minutes_old(room: Newsroom) -> None:
    newest = max(room.site.published(article) for article in room.articles)
    assert timedelta(minutes=1) < room.site.opened - newest < timedelta(minutes=15)


def test_the_json_feed_keeps_the_markup_of_a_title_as_words(room: Newsroom, web: httpx.Client) -> None:
    [url] = [feed for feed in room.feeds if feed.endswith(".json")]
    items = web.get(url).json()["items"]
    titles = [item["title"] for item in items]
    assert any("<!channel> & *bold*" in title and "<b>at once</b>" in title for title in titles)
    assert all(item["content_text"] for item in items)


def test_opml_lists_every_feed(room: Newsroom, web: httpx.Client) -> None:
    tree = ElementTree.fromstring(web.get(room.opml_url).content)
    assert [outline.get("xmlUrl") for outline in tree.iter("outline")] == room.feeds
    assert "Lab & Field" in [outline.get("text") for outline in tree.iter("outline")]


def test_every_page_holds_its_article_among_the_furniture(room: Newsroom, web: httpx.Client) -> None:
    for article in room.articles:
        page = web.get(room.article_url(article.slug)).text
        assert "cookie-notice" in page
        text = trafilatura.extract(page, favor_precision=True) or ""
        words, found = article.text.split(), text.split()
        common = sum((Counter(words) & Counter(found)).values())
        assert common / len(words) > 0.97, article.slug
        assert "partners use cookies" not in text


def test_whole_feeds_carry_the_text_and_the_others_do_not(room: Newsroom, web: httpx.Client) -> None:
    outlets = load_outlets()
    by_url = {room.site.feed_url(outlet): outlet for outlet in outlets.values()}
    samples = {article.slug: article for article in room.articles}
    for url, outlet in by_url.items():
        if outlet.feed == "json":
            continue
        for entry in feedparser.parse(web.get(url).content).entries:
            last = samples[entry.id.rsplit(":", 1)[1]].paragraphs[-1]
            whole = entry.content[0].value if "content" in entry else ""
            assert (last[:30].replace("&", "&amp;") in whole) is outlet.whole, entry.id


def test_an_unchanged_page_is_answered_with_304(room: Newsroom, web: httpx.Client) -> None:
    first = web.get(room.feeds[0])
    again = web.get(room.feeds[0], headers={"If-None-Match": first.headers["ETag"]})
    changed = web.get(room.feeds[0], headers={"If-None-Match": '"other"'})
    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert again.content == b""


def test_head_gives_the_headers_alone_and_unknown_paths_404(room: Newsroom, web: httpx.Client) -> None:
    head = web.head(room.feeds[0])
    assert head.status_code == 200
    assert int(head.headers["Content-Length"]) > 1000
    assert web.get(room.url + "/nothing.html").status_code == 404
    assert "Disallow: /account/" in web.get(room.url + "/robots.txt").text
    assert "Touchline" in web.get(room.url + "/").text


def test_an_outlets_front_page_announces_its_feed(room: Newsroom, web: httpx.Client) -> None:
    outlet = load_outlets()["bench-report"]
    assert f'href="{room.site.feed_url(outlet)}"' in web.get(room.site.home_url(outlet)).text


def test_a_newsroom_of_ones_own_articles() -> None:
    article = SampleArticle(
        slug="a", outlet="touchline", title="<b>A & B</b>", author="X", kind="sport", theme="t", hours_ago=1, text="Hi."
    )
    opened = datetime(2025, 3, 1, 12, tzinfo=UTC)
    with Newsroom(articles=[article], opened=opened) as room, httpx.Client(trust_env=False) as web:
        feed = feedparser.parse(web.get(room.url + "/touchline/feed.xml").content)
        assert room.address in room.feeds[0]
        assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in web.get(room.article_url("a")).text
    assert _dated(feed.entries[0]) == opened - timedelta(hours=1)
