"""The statements about who is whom over the articles; the same marks as in `sql`."""

from __future__ import annotations

from storage.migrations import speakers
from storage.sql import insert

_SIGHTING = """
SELECT DISTINCT x.article_id, s.name, a.moment, COALESCE(x.role, '') AS role,
  COALESCE(x.organisation, '') AS organisation
FROM quotes x JOIN speakers s ON s.id = x.speaker_id JOIN articles a ON a.id = x.article_id
WHERE x.unnamed = 0"""
# The index of said_by holds what is null.
LIST_UNJOINED = f"{_SIGHTING} AND x.said_by IS NULL ORDER BY x.article_id DESC, s.name, role, organisation LIMIT :limit"
LIST_SIGHTINGS = f"{_SIGHTING} AND s.block = :block ORDER BY x.article_id, s.name, role, organisation"

ADD_ABBREVIATION = insert(speakers.ABBREVIATIONS) + " ON CONFLICT (short, long) DO NOTHING"
LIST_LONGS = "SELECT short, long FROM abbreviations WHERE short IN TEXTS(:shorts) ORDER BY short, long"

GET_BLOCKS = "SELECT normal, block FROM speakers WHERE normal IN TEXTS(:normals)"
MARK_BLOCK = "UPDATE speakers SET block = :block WHERE normal = :normal"

# What is known of a block's quotes: under which name each is said, and by whom.
LIST_SAID_BY = """
SELECT DISTINCT x.article_id, s.normal, s.id AS alias_id, x.said_by
FROM quotes x JOIN speakers s ON s.id = x.speaker_id WHERE s.block = :block AND x.unnamed = 0"""
MARK_SAID_BY = """
UPDATE quotes SET said_by = :speaker_id WHERE article_id = :article_id AND speaker_id = :alias_id AND unnamed = 0"""
DELETE_ALIASES = "DELETE FROM speaker_aliases WHERE alias_id IN (SELECT id FROM speakers WHERE block = :block)"
ADD_ALIAS = insert(speakers.SPEAKER_ALIASES)

FORGET_SAID_BY = "UPDATE quotes SET said_by = NULL WHERE unnamed = 0"
FORGET_ALIASES = "DELETE FROM speaker_aliases"
FORGET_BLOCKS = "UPDATE speakers SET block = '' WHERE block <> ''"

GET_SPEAKER = "SELECT id FROM speakers WHERE normal = :normal"
GET_BEARERS = """
SELECT DISTINCT l.speaker_id AS id FROM speaker_aliases l JOIN speakers f ON f.id = l.alias_id
WHERE f.normal = :normal"""
LIST_ALIASES = """
SELECT DISTINCT s.name, f.name AS alias FROM quotes x
  JOIN articles a ON a.id = x.article_id AND a.version = x.version
  JOIN speakers s ON s.id = x.said_by
  JOIN speaker_aliases l ON l.speaker_id = s.id JOIN speakers f ON f.id = l.alias_id
WHERE x.article_id IN NUMBERS(:ids) AND f.id <> s.id ORDER BY s.name, f.name"""
