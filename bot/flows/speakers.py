"""Who is whom over the articles: joins the speakers of new readings with those already stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.model import Sighting
from bot.ports import Store
from bot.speakers.abbreviations import block_of, stated_abbreviations
from bot.speakers.forms import fold
from bot.speakers.join import join

BATCH = 500
"""Sightings looked at in one round."""
ATTEMPTS = 5
"""At joining one block."""


def join_speakers(store: Store) -> int:
    """Joins what was read since the last time; returns how many blocks of names were joined anew.

    A block is joined from all its sightings, so the result does not depend on what came first.
    """
    done = 0
    before: list[Sighting] = []
    while (waiting := store.list_unjoined(BATCH)) and waiting != before:
        before = waiting
        blocks = _mark_blocks(store, waiting)
        for block in sorted(blocks):
            _join_block(store, block)
        done += len(blocks)
    return done


def _join_block(store: Store, block: str) -> None:
    """Again where another worker's reading came in between; after a few times it is left to the next round."""
    for _ in range(ATTEMPTS):
        if store.mark_joined(block, join(store.list_sightings(block))):
            return


def rejoin_speakers(store: Store) -> int:
    """The repair: forgets every join and makes all of them again."""
    store.forget_joined()
    return join_speakers(store)


def _mark_blocks(store: Store, waiting: Iterable[Sighting]) -> set[str]:
    """The blocks that have to be joined: those of the new names, and those that a name goes to or leaves."""
    names = {one.name for one in waiting}
    stated = _stated(store, {one.article_id for one in waiting})
    names |= set(stated)
    longs = store.list_longs(sorted({fold(name) for name in names}))
    marked = {name: block_of(name, _only(longs, name)) for name in names}
    return {*marked.values(), *store.mark_blocks(marked)}


def _stated(store: Store, article_ids: Iterable[int]) -> dict[str, str]:
    """Keeps the abbreviations that these articles state, and returns them."""
    found: dict[str, str] = {}
    for article in store.list_articles(sorted(article_ids)):
        stated = stated_abbreviations(article.text)
        store.add_abbreviations(article.id, {fold(short): long for short, long in stated.items()})
        found |= stated
    return found


def _only(longs: Mapping[str, tuple[str, ...]], name: str) -> str:
    """What a name stands for, where all articles that say so agree."""
    found = longs.get(fold(name), ())
    return found[0] if len({block_of(long) for long in found}) == 1 else ""
