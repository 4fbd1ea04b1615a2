"""Who is whom over the articles: names, the speaker each stands for, and which quotes are whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.model import JoinedSpeaker, Sighting
from storage import joining, rows, sql
from storage.engine import Engine, Row, Tx


class SpeakerRows:
    _engine: Engine

    def list_unjoined(self, limit: int) -> list[Sighting]:
        with self._engine.read() as tx:
            return [_to_sighting(row) for row in tx.all(joining.LIST_UNJOINED, {"limit": limit})]

    def add_abbreviations(self, article_id: int, stated: Mapping[str, str]) -> None:
        if stated:
            values = [{"short": short, "long": long, "article_id": article_id} for short, long in stated.items()]
            with self._engine.write() as tx:
                tx.each(joining.ADD_ABBREVIATION, values)

    def list_longs(self, shorts: Sequence[str]) -> dict[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        with self._engine.read() as tx:
            for row in tx.all(joining.LIST_LONGS, {"shorts": rows.as_json(list(shorts))}):
                found[row["short"]].append(row["long"])
        return {short: tuple(longs) for short, longs in found.items()}

    def mark_blocks(self, block_of: Mapping[str, str]) -> list[str]:
        wanted = {_normal(name): block for name, block in block_of.items()}
        with self._engine.write() as tx:
            known = tx.all(joining.GET_BLOCKS, {"normals": rows.as_json(list(wanted))})
            left = {row["normal"]: row["block"] for row in known if row["block"] != wanted[row["normal"]]}
            tx.each(joining.MARK_BLOCK, [{"normal": normal, "block": wanted[normal]} for normal in left])
        return sorted({block for block in left.values() if block})

    def list_sightings(self, block: str) -> list[Sighting]:
        with self._engine.read() as tx:
            return [_to_sighting(row) for row in tx.all(joining.LIST_SIGHTINGS, {"block": block})]

    def mark_joined(self, block: str, joined: Sequence[JoinedSpeaker]) -> bool:
        with self._engine.write() as tx:
            speaker_ids = _speaker_ids(tx, [one.name for one in joined])
            known = tx.all(joining.LIST_SAID_BY, {"block": block})
            said_by = {
                (article_id, _normal(name)): speaker_ids[_normal(one.name)]
                for one in joined
                for article_id, name in one.said
            }
            if {(row["article_id"], row["normal"]) for row in known} != set(said_by):
                return False
            moved = [(row, said_by[row["article_id"], row["normal"]]) for row in known]
            tx.each(
                joining.MARK_SAID_BY,
                [
                    {"article_id": row["article_id"], "alias_id": row["alias_id"], "speaker_id": speaker_id}
                    for row, speaker_id in moved
                    if row["said_by"] != speaker_id
                ],
            )
            alias_ids = {row["normal"]: row["alias_id"] for row in known}
            tx.run(joining.DELETE_ALIASES, {"block": block})
            tx.each(joining.ADD_ALIAS, _alias_rows(joined, speaker_ids, alias_ids))
        return True

    def forget_joined(self) -> None:
        with self._engine.write() as tx:
            for statement in (joining.FORGET_SAID_BY, joining.FORGET_ALIASES, joining.FORGET_BLOCKS):
                tx.run(statement)


def _normal(name: str) -> str:
    return rows.normal(rows.storable(name))


def _to_sighting(row: Row) -> Sighting:
    return Sighting(row["article_id"], row["name"], rows.sure(row["moment"]), row["role"], row["organisation"])


def _speaker_ids(tx: Tx, names: Iterable[str]) -> dict[str, int]:
    """Normal name -> id; a name that no article writes ("Ana Lowe (judge)") is added."""
    shown = {_normal(name): name for name in names}
    tx.each(sql.ADD_SPEAKER, [{"normal": normal, "name": shown[normal]} for normal in sorted(shown)])
    found = tx.all(sql.GET_SPEAKERS, {"normals": rows.as_json(list(shown))})
    return {row["normal"]: row["id"] for row in found}


def _alias_rows(
    joined: Sequence[JoinedSpeaker], speaker_ids: Mapping[str, int], alias_ids: Mapping[str, int]
) -> list[dict[str, object]]:
    return [
        {"alias_id": alias_ids[normal], "speaker_id": speaker_ids[_normal(one.name)], "why": why}
        for one in joined
        for name, why in one.aliases
        if (normal := _normal(name)) in alias_ids
    ]
