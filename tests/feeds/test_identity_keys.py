from __future__ import annotations

import pytest
from feed_samples import entry, parsed, rss
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds.identity import absolute_link, distinct, url_key


def keys(*entries: str) -> list[set[str]]:
    return [set(item.keys) for item in parsed(rss(*entries)).items]


def same(one: str, other: str) -> bool:
    """Whether an entry of one poll is the same item as an entry of a later poll."""
    return bool(keys(one)[0] & keys(other)[0])


@pytest.mark.parametrize(
    "later",
    [
        {"guid": "other"},
        {"guid": "  note-1\n "},
        {"title": "Edited"},
        {"link": "https://tidewatch.example/notes/1-edited-slug"},
        {"pubDate": "Tue, 05 May 2026 01:00:00 GMT"},
        {"title": "Edited", "link": "https://tidewatch.example/x", "pubDate": ""},
        {"guid": "new", "link": "http://www.tidewatch.example/notes/1/?utm_source=rss&amp;fbclid=9#top"},
        {"guid": "new", "link": "https://mirror.example/elsewhere"},
    ],
)
def test_whatever_a_publisher_edits_it_stays_the_same_item(later: dict[str, str]) -> None:
    assert same(entry(1), entry(1, **later))


@pytest.mark.parametrize(
    "other",
    [
        entry(2),
        entry(2, title="Harbour note 1"),
        entry(2, title="Harbour note 1", description="", pubDate=""),
        entry(1, guid="note-2", link="https://tidewatch.example/notes?id=2", pubDate="Sun, 03 May 2026 01:00:00 GMT"),
    ],
)
def test_another_story_is_another_item(other: str) -> None:
    assert not same(entry(1), other)


def test_items_without_guid_and_link_are_known_by_their_words() -> None:
    bare = {"guid": "", "link": ""}
    assert same(entry(1, **bare), entry(1, **bare, pubDate="Sun, 03 May 2026 01:00:00 GMT"))
    assert not same(entry(1, **bare), entry(2, **bare))


def test_a_guid_repeated_in_one_document_names_nobody() -> None:
    one, two = keys(entry(1, guid="same"), entry(2, guid="same"))
    assert not one & two
    assert len(keys(*(entry(n, guid="https://tidewatch.example/") for n in range(1, 5)))) == 4


def test_a_link_shared_by_all_items_names_nobody() -> None:
    found = keys(*(entry(n, link="https://tidewatch.example/board") for n in range(1, 4)))
    assert len(found) == 3
    assert not found[0] & found[1]


def test_the_same_entry_twice_is_one_item() -> None:
    assert len(keys(entry(1), entry(1))) == 1
    assert len(keys(entry(1), entry(1, title="Edited"))) == 1
    assert len(keys(entry(1), entry(1, guid="again"))) == 1


def test_the_feeds_own_page_is_nobodys_link() -> None:
    (found,) = keys(entry(1, link="https://tidewatch.example"))
    assert not any(key.startswith("url:") for key in found)


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("/a?utm_medium=x&b=1#c", "https://t.example/a?b=1"),
        ("//cdn.example/a", "https://cdn.example/a"),
        (" https://t.example/a b ", "https://t.example/ab"),
        ("https://t.example/#!/page", "https://t.example/#!/page"),
        ("mailto:x@t.example", ""),
        ("http://[", ""),
        ("https://me:secret@t.example/", ""),
    ],
)
def test_links_are_made_absolute_and_freed_of_tracking(link: str, kept: str) -> None:
    assert absolute_link(link, "https://t.example/feed") == kept


paths = st.from_regex(r"(/[a-z0-9]{1,8}){1,3}", fullmatch=True)


@given(
    paths, st.sampled_from(["http", "https"]), st.sampled_from(["", "www."]), st.sampled_from(["", "/", "?utm_id=3"])
)
def test_the_key_of_a_url_survives_what_does_not_matter(path: str, scheme: str, www: str, tail: str) -> None:
    assert url_key(f"{scheme}://{www}t.example{path}{tail}") == f"t.example{path}"


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3, unique=True).map(tuple), max_size=12))
def test_after_that_no_key_names_two_items(keys_of: list[tuple[str, ...]]) -> None:
    kept = distinct(keys_of)
    assert len(kept) == len(keys_of)
    assert all(found is None or set(found) <= set(told) for found, told in zip(kept, keys_of, strict=True))
    unique = [key for found in kept if found and len(found) > 1 for key in found]
    assert len(unique) == len(set(unique))  # who has keys to choose from shares none
