"""What a workspace reads is the same whether or not another one works beside it, even with the first one's ids."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from storage_samples import DAY, HOUR, NOW, item, topic
from twin import WORKSPACES, Twin

from bot.model import DeliveryState, RequestState, Scope
from storage import open_store

FEW = st.integers(0, 2)
NAMES = st.sampled_from(["Harbour", "Ferries", "Quay"])
NEWS = st.one_of(
    st.tuples(st.just("add_feed"), FEW, st.just(NOW)),
    st.tuples(
        st.just("add_items"), FEW, st.lists(FEW.map(item), min_size=1, max_size=3), st.just(NOW + HOUR), st.booleans()
    ),
    st.tuples(st.just("mark_item"), FEW, FEW, st.none()),
    st.tuples(st.just("add_article"), FEW, FEW, st.just(NOW + HOUR)),
    st.tuples(st.just("add_reading"), FEW, FEW, st.just("r1")),
)


def owned(workspace: int) -> st.SearchStrategy[tuple[Any, ...]]:
    whose = st.just(workspace)
    return st.one_of(
        st.tuples(st.just("add_topic"), whose, NAMES, st.just(NOW)),
        st.tuples(st.just("mark_topic"), FEW, whose, NAMES, st.booleans()),
        st.tuples(st.just("delete_topic"), FEW, whose),
        st.tuples(st.just("add_topic_feed"), FEW, FEW, whose),
        st.tuples(st.just("delete_topic_feed"), FEW, FEW, whose),
        st.tuples(st.just("mark_matches"), FEW, st.dictionaries(FEW, st.booleans()), st.just("s1")),
        st.tuples(st.just("add_run"), NAMES, whose, FEW),
        st.tuples(st.just("add_edition"), FEW, whose),
        st.tuples(st.just("claim_delivery"), st.sampled_from(["0-0", "0-1", "1-0"]), st.just(NOW)),
        st.tuples(st.just("mark_delivery"), st.just("0-0"), st.sampled_from(DeliveryState), st.just(NOW)),
        st.tuples(st.just("add_request"), NAMES, whose),
        st.tuples(st.just("mark_request"), FEW, st.sampled_from(RequestState)),
    )


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("news"), NEWS),
        st.tuples(st.just("ours"), owned(0)),
        st.tuples(st.just("theirs"), owned(1)),
    ),
    min_size=10,
    max_size=60,
)


PRELUDE: tuple[tuple[Any, ...], ...] = (
    ("add_feed", 0, NOW),
    ("add_items", 0, [item(0)], NOW + HOUR, False),
    ("add_article", 0, 0, NOW + HOUR),
    ("mark_item", 0, 0, None),
    ("add_reading", 0, 0, "r1"),
    ("add_topic", 0, "Prelude", NOW),
    ("add_topic_feed", 0, 0, 0),
    ("mark_matches", 0, {0: True}, "s1"),
    ("add_run", "prelude", 0, 0),
)


def what_we_read(path: Path, steps: list[tuple[str, tuple[Any, ...]]], *, alone: bool) -> dict[str, object]:
    with closing(open_store(str(path))) as store:
        ours, theirs = Twin(store, "ours-"), Twin(store, "theirs-")
        theirs.feeds, theirs.articles = ours.feeds, ours.articles
        for name, *values in PRELUDE:
            getattr(ours, name)(*values)
        for who, (name, *values) in steps:
            if who == "theirs":
                if not alone:
                    _as_a_stranger(ours, theirs, name, values)
            else:
                getattr(ours, name)(*values)
        _strangers_read_nothing(ours)
        return ours.owned(WORKSPACES[0], NOW + DAY)


def _strangers_read_nothing(ours: Twin) -> None:
    stranger, store = WORKSPACES[1], ours.store
    for _, topic_id in ours.topics:
        assert store.get_topic(stranger, topic_id) is None
        assert store.list_topic_feeds(stranger, topic_id) == []
        assert store.list_topic_articles(stranger, topic_id, NOW - DAY, NOW + DAY) == []
        assert store.list_scope(Scope(stranger, (topic_id,))) == []
    for run_id in ours.runs:
        assert store.list_deliveries(stranger, run_id=run_id) == []


def _as_a_stranger(ours: Twin, theirs: Twin, name: str, values: list[Any]) -> None:
    """They know our topics' and runs' ids, and use them as theirs."""
    own_topics, own_runs = theirs.topics, theirs.runs
    theirs.topics = own_topics + [(WORKSPACES[1], topic_id) for _, topic_id in ours.topics]
    theirs.runs = own_runs + ours.runs
    known = len(theirs.topics), len(theirs.runs)
    getattr(theirs, name)(*values)
    if name == "mark_topic" and ours.topics:
        theirs.store.mark_topic(topic("Taken", id=ours.topics[-1][1], workspace=WORKSPACES[1]))
    theirs.topics, theirs.runs = own_topics + theirs.topics[known[0] :], own_runs + theirs.runs[known[1] :]


@settings(max_examples=30, deadline=None)
@given(STEPS)
def test_a_workspace_reads_the_same_alone_and_beside_another(steps: list[tuple[str, tuple[Any, ...]]]):
    with tempfile.TemporaryDirectory() as folder:
        alone = what_we_read(Path(folder) / "alone.sqlite", steps, alone=True)
        beside = what_we_read(Path(folder) / "beside.sqlite", steps, alone=False)
    assert beside == alone
