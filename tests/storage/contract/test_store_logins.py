"""Feeds behind a password: on a file of one operator they are one workspace's own, on a shared server not taken."""

from __future__ import annotations

import pytest
from storage_samples import HOUR, NOW, topic

from bot.errors import InputError
from bot.model import PRIVATE, WorkspaceId
from bot.ports import Store

OURS, THEIRS = WorkspaceId("T1"), WorkspaceId("T2")
URL = "https://tarn.example/paid"


def test_a_login_is_the_workspaces_own(store: Store, store_url: str):
    if store_url.startswith("postgres"):
        with pytest.raises(InputError, match="behind a password"):
            store.add_private_feed(OURS, URL, "orla:s3cret", next_due=NOW)
        assert store.list_feeds() == []
        return
    ours = store.add_private_feed(OURS, URL, "orla:s3cret", next_due=NOW)
    theirs = store.add_private_feed(THEIRS, URL, "brill:other", next_due=NOW)
    assert ours.id != theirs.id
    assert ours.url.startswith(URL + PRIVATE)
    assert (store.get_login(ours.id), store.get_login(theirs.id)) == ("orla:s3cret", "brill:other")
    assert store.add_private_feed(OURS, URL, "orla:newer", next_due=NOW + HOUR) == ours
    assert store.get_login(ours.id) == "orla:newer"
    assert store.add_feed(URL).id not in {ours.id, theirs.id}
    mine, other = store.add_topic(topic("Paid", workspace=OURS)), store.add_topic(topic("Paid", workspace=THEIRS))
    store.add_topic_feed(OURS, mine.id, ours.id)
    store.add_topic_feed(THEIRS, other.id, ours.id)
    assert [feed.id for feed in store.list_topic_feeds(OURS, mine.id)] == [ours.id]
    assert store.list_topic_feeds(THEIRS, other.id) == []


def test_other_feeds_have_no_login(store: Store):
    assert store.get_login(store.add_feed(URL).id) == ""
    assert store.get_login(99) == ""
