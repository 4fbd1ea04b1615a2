from __future__ import annotations

import pytest
from feed_samples import entry, parsed, rss
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds.identity import absolute_link, canonical_address, distinct, shown_address, url_key
from bot.model import ECHO


def keys(*entries: str) -> list[set[str]]:
    return [set(item.keys) for item in parsed(rss(*entries)).items]


def same(one: str, other: str) -> bool:
    """Whether an entry of one poll is the same item as an entry of a later poll, whatever else is announced."""
    return any(not key.startswith(ECHO) for key in keys(one)[0] & keys(other)[0])


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


def test_an_item_whose_every_address_and_date_changed_leaves_an_echo() -> None:
    moved = {"guid": "x", "link": "https://tidewatch.example/moved", "pubDate": "Tue, 05 May 2026 01:00:00 GMT"}
    shared = keys(entry(1))[0] & keys(entry(1, **moved))[0]
    assert [key.startswith(ECHO) for key in shared] == [True]
    assert not keys(entry(1))[0] & keys(entry(1, **moved, description="Another sea wall."))[0]


def test_echoes_of_one_document_tell_nobody_apart_or_together() -> None:
    one, two = keys(entry(1), entry(1, guid="x", link="https://tidewatch.example/x", pubDate=""))
    assert not any(key.startswith(ECHO) for key in one | two)


def test_a_bare_item_whose_words_are_edited_is_known_by_headline_and_date() -> None:
    bare = {"guid": "", "link": ""}
    assert same(entry(1, **bare), entry(1, **bare, description="Edited."))
    assert not same(entry(1, **bare), entry(1, **bare, description="Edited.", title="Another"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://tidewatch.example/caf%C3%A9", "https://tidewatch.example/café"),
        ("https://tidewatch.example/a;jsessionid=AB12?x=1", "https://tidewatch.example/a?x=1"),
        ("https://tidewatch.example/a?PHPSESSID=1&x=1", "https://tidewatch.example/a?x=1"),
    ],
)
def test_spellings_and_sessions_make_no_other_page(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(
    ("told", "stored"),
    [
        ("https://Tidewatch.Example/Feed", "https://tidewatch.example/Feed"),
        ("https://tidewatch.example:443/feed", "https://tidewatch.example/feed"),
        ("http://tidewatch.example:443/feed", "http://tidewatch.example:443/feed"),
        ("https://tidewatch.example/a/../feed?x=/../y", "https://tidewatch.example/feed?x=/../y"),
        ("https://tidewatch.example", "https://tidewatch.example/"),
        ("http://[2001:DB8::1]:8080/feed", "http://[2001:db8::1]:8080/feed"),
    ],
)
def test_an_address_has_one_spelling(told: str, stored: str) -> None:
    assert canonical_address(told) == stored
    assert canonical_address(stored) == stored


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://tidewatch.example/feed?token=s3cret&page=2", "https://tidewatch.example/feed?token=…&page=2"),
        (
            "https://tidewatch.example/feed?page=2&rss_key=s3cret#top",
            "https://tidewatch.example/feed?page=2&rss_key=…#top",
        ),
        ("https://petra:s3cret@tidewatch.example/feed", "https://…@tidewatch.example/feed"),
        ("https://tidewatch.example/@petra/feed?monkey=1", "https://tidewatch.example/@petra/feed?monkey=1"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, shown: str) -> None:
    assert shown_address(address) == shown
