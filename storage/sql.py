"""Portable SQL, shared by both engines: every statement has a name and, where it is not plain, a sentence.

Parameters are named; see `storage.engine` for the marks NUMBERS and TEXTS.
Tables and columns: `storage.migrations.first`.
"""

from __future__ import annotations

from collections.abc import Iterable

from storage.migrations import feedback, first, present, private_feeds, pulling
from storage.schema import Table


def insert(table: Table, *, skip: Iterable[str] = ()) -> str:
    """INSERT of every column but the key the engine hands out."""
    left_out = {*skip, *(name for name, kind in table.columns.items() if kind == "id")}
    names = [name for name in table.columns if name not in left_out]
    places = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({places})"


def update(table: Table, names: Iterable[str], where: str) -> str:
    """UPDATE of the named columns, only where one of them differs: unchanged rows are not written again."""
    names = tuple(names)
    settings = ", ".join(f"{name} = :{name}" for name in names)
    differs = " OR ".join(f"{name} IS DISTINCT FROM :{name}" for name in names)
    return f"UPDATE {table.name} SET {settings} WHERE {where} AND ({differs})"


# ------------------------------------------------------------------ feeds and items

ADD_FEED = insert(first.FEEDS) + " ON CONFLICT (url) DO NOTHING"
GET_FEED = "SELECT * FROM feeds WHERE id = :id"
GET_FEED_BY_URL = "SELECT * FROM feeds WHERE url = :url"
LIST_FEEDS = "SELECT * FROM feeds ORDER BY id"
LIST_FEEDS_NAMED = "SELECT * FROM feeds WHERE id IN NUMBERS(:ids) ORDER BY id"
MARK_FEED = update(first.FEEDS, [name for name in first.FEEDS.columns if name != "id"], "id = :id")

# The feed of this address that is this workspace's own.
GET_PRIVATE_FEED = """
SELECT f.* FROM feed_logins l JOIN feeds f ON f.id = l.feed_id
WHERE l.workspace = :workspace AND substr(f.url, 1, :length) = :url AND substr(f.url, :length + 1, 9) = '#private-'"""
KEEP_LOGIN = insert(private_feeds.FEED_LOGINS) + " ON CONFLICT (feed_id) DO UPDATE SET login = excluded.login"
GET_LOGIN = "SELECT login FROM feed_logins WHERE feed_id = :feed_id"
# Everybody's, or this workspace's own.
FEED_FOR = """
SELECT 1 FROM feeds f WHERE f.id = :feed_id AND (f.url NOT LIKE '%#private-%' OR EXISTS (
  SELECT 1 FROM feed_logins l WHERE l.feed_id = f.id AND l.workspace = :workspace))"""

# A feed without next_due has never been scheduled: it is due at once. Gone feeds are never due.
LIST_DUE_FEEDS = """
SELECT * FROM feeds WHERE state <> 'gone' AND (next_due IS NULL OR next_due <= :now)
ORDER BY COALESCE(next_due, ''), id LIMIT :limit"""

# The caller wins where next_due still is what it read.
CLAIM_FEED = """
UPDATE feeds SET next_due = :next_due, last_polled = :now
WHERE id = :id AND COALESCE(next_due, '') = :was_due AND COALESCE(last_polled, '') = :was_polled"""

# What is known of the announced keys: of this feed, and of any feed for keys that name a page.
KNOWN_KEYS = """
SELECT k.key, k.item_id, k.feed_id AS key_feed, i.feed_id, i.digest, i.first_seen
FROM item_keys k JOIN items i ON i.id = k.item_id
WHERE k.key IN TEXTS(:keys) AND (k.feed_id = :feed_id OR k.key LIKE 'url:%')
ORDER BY k.item_id"""
LINKED_ITEMS = "SELECT item_id FROM item_feeds WHERE feed_id = :feed_id AND item_id IN NUMBERS(:ids)"

ADD_ITEM = insert(first.ITEMS) + " RETURNING id"
GET_ITEMS = "SELECT * FROM items WHERE id IN NUMBERS(:ids)"
# What the feed announces anew is looked at again: an item that was given up, and an article that may be edited. What
# waits because its site asked for it waits on.
CHANGE_ITEM = """
UPDATE items SET url = :url, title = :title, summary = :summary, full_text = :full_text, author = :author,
  published = :published, digest = :digest, state = 'due',
  retry_at = CASE WHEN state = 'due' THEN retry_at ELSE NULL END
WHERE id = :id"""
ADD_ITEM_KEY = insert(first.ITEM_KEYS) + " ON CONFLICT (feed_id, key) DO NOTHING"
LINK_ITEM = insert(first.ITEM_FEEDS) + " ON CONFLICT (item_id, feed_id) DO NOTHING"

_TO_FETCH = """
SELECT i.* FROM items i JOIN (
  SELECT id, COALESCE(published, first_seen) AS counted FROM items
  WHERE state = 'due' AND (retry_at IS NULL OR retry_at <= :now){}
  ORDER BY counted DESC, id DESC LIMIT :limit) AS next ON next.id = i.id
ORDER BY next.counted DESC, i.id DESC"""
LIST_ITEMS_TO_FETCH = _TO_FETCH.format("")
LIST_ITEMS_TO_FETCH_OF = _TO_FETCH.format(
    " AND id IN (SELECT item_id FROM item_feeds WHERE feed_id IN NUMBERS(:feed_ids))"
)
MARK_ITEM = """
UPDATE items SET article_id = COALESCE(:article_id, article_id), state = :state, retry_at = :retry_at, note = :note
WHERE id = :id"""

# ------------------------------------------------------------------ articles and readings

ADD_ARTICLE = insert(first.ARTICLES) + " ON CONFLICT (url) DO NOTHING RETURNING *"
GET_ARTICLE = "SELECT * FROM articles WHERE id = :id"
GET_ARTICLE_BY_URL = "SELECT * FROM articles WHERE url = :url"
LIST_ARTICLES = "SELECT * FROM articles WHERE id IN NUMBERS(:ids)"
GET_VERSION = """
SELECT a.id, a.url, v.title, v.text, v.outlet, v.version, v.author, v.published, a.first_seen, v.language,
  v.content_hash, a.story_id, a.copy_of, v.note
FROM article_versions v JOIN articles a ON a.id = v.article_id WHERE v.article_id = :id AND v.version = :version"""
KEEP_VERSION = """
INSERT INTO article_versions (article_id, version, title, text, outlet, author, published, language, content_hash, note)
SELECT id, version, title, text, outlet, author, published, language, content_hash, note FROM articles WHERE id = :id"""
NEW_VERSION = """
UPDATE articles SET title = :title, text = :text, outlet = :outlet, author = :author, published = :published,
  moment = :moment, language = :language, content_hash = :content_hash, note = :note, read_by = :read_by,
  version = version + 1
WHERE id = :id RETURNING *"""
# A slug that was edited; not where another article has that address.
MOVE_ARTICLE = """
UPDATE articles SET url = :url WHERE id = :id AND NOT EXISTS (SELECT 1 FROM articles WHERE url = :url)"""
OPEN_EDIT = insert(pulling.ARTICLE_EDITS) + " ON CONFLICT (article_id) DO UPDATE SET state = excluded.state"
# Not before the newest version was read, and only while it is the newest.
LIST_EDITED = """
SELECT a.* FROM article_edits e JOIN articles a ON a.id = e.article_id
WHERE e.state = 'open' AND (a.read_by IS NULL OR a.read_by <> '') ORDER BY a.id LIMIT :limit"""
CLOSE_EDIT = """
UPDATE article_edits SET state = 'done'
WHERE article_id = :id AND EXISTS (SELECT 1 FROM articles WHERE id = :id AND version = :version)"""
LIST_READ_VERSIONS = """
SELECT a.id, a.url, v.title, v.text, v.outlet, v.version, v.author, v.published, a.first_seen, v.language,
  v.content_hash, a.story_id, a.copy_of, v.note
FROM article_versions v JOIN articles a ON a.id = v.article_id
  JOIN readings r ON r.article_id = v.article_id AND r.version = v.version
WHERE v.article_id = :id ORDER BY v.version"""
GET_VERSION_READING = "SELECT * FROM readings WHERE article_id = :id AND version = :version"
GET_VERSION_QUOTES = "SELECT * FROM quotes WHERE article_id = :id AND version = :version ORDER BY number"
GET_VERSION_FIGURES = "SELECT * FROM figures WHERE article_id = :id AND version = :version ORDER BY number"
ADD_ALTERATION = insert(pulling.ALTERATIONS)
DELETE_ALTERATIONS = "DELETE FROM alterations WHERE article_id = :id"
GET_ALTERATIONS = """
SELECT * FROM alterations WHERE article_id IN NUMBERS(:ids) ORDER BY article_id, version, start_at, fact, number"""
# A page that said too little to match may say more now.
FORGET_MISMATCHES = "DELETE FROM matches WHERE article_id = :id AND matched = 0"

# What the topic's feeds brought since then, and what was made an article since then: each by its index.
LIST_UNMATCHED = """
SELECT a.* FROM articles a JOIN readings r ON r.article_id = a.id AND r.version = a.version
WHERE a.id IN (
  SELECT i.article_id FROM topic_feeds t JOIN item_feeds l ON l.feed_id = t.feed_id JOIN items i ON i.id = l.item_id
  WHERE t.topic_id = :topic_id AND t.workspace = :workspace AND l.first_seen >= :since UNION
  SELECT b.id FROM articles b JOIN items i ON i.article_id = b.id JOIN item_feeds l ON l.item_id = i.id
    JOIN topic_feeds t ON t.feed_id = l.feed_id
  WHERE t.topic_id = :topic_id AND t.workspace = :workspace AND b.first_seen >= :since)
AND NOT EXISTS (SELECT 1 FROM matches m WHERE m.topic_id = :topic_id AND m.article_id = a.id AND m.stamp = :stamp)
ORDER BY a.first_seen, a.id"""
MARK_MATCH = (
    insert(first.MATCHES)
    + """ ON CONFLICT (topic_id, article_id) DO UPDATE SET stamp = excluded.stamp, matched = excluded.matched
WHERE matches.stamp <> excluded.stamp OR matches.matched <> excluded.matched"""
)

# Articles that only stood in the first poll of the topic's feeds count by `moment` (published, not later than seen).
LIST_TOPIC_ARTICLES = """
SELECT * FROM (
  SELECT a.*, CASE WHEN (
    SELECT MIN(l.baseline) FROM items i JOIN item_feeds l ON l.item_id = i.id
      JOIN topic_feeds f ON f.feed_id = l.feed_id
    WHERE i.article_id = a.id AND f.topic_id = :topic_id) = 1 THEN a.moment ELSE a.first_seen END AS counted
  FROM matches m JOIN articles a ON a.id = m.article_id
  WHERE m.topic_id = :topic_id AND m.workspace = :workspace AND m.matched = 1) AS of_topic
WHERE counted > :since AND counted <= :until ORDER BY counted DESC, id DESC"""
LIST_WINDOW = "SELECT * FROM articles WHERE first_seen > :since AND first_seen <= :until ORDER BY first_seen, id"
LIST_WINDOW_ROWS = """
SELECT id, version, story_id, copy_of FROM articles WHERE first_seen > :since AND first_seen <= :until ORDER BY id"""
MARK_STORY = "UPDATE articles SET story_id = :story_id WHERE id = :id AND story_id IS DISTINCT FROM :story_id"
MARK_COPY = "UPDATE articles SET copy_of = :copy_of WHERE id = :id AND copy_of IS DISTINCT FROM :copy_of"

# Two ranges of the index round the version, so that nothing is looked through when all is read. (The concatenation
# keeps SQLite from walking the index of `moment` instead, through everything that was ever read.)
LIST_UNREAD = """
SELECT a.* FROM articles a JOIN (
  SELECT id, moment || '' AS counted FROM articles WHERE read_by < :reader_version UNION ALL
  SELECT id, moment || '' AS counted FROM articles WHERE read_by > :reader_version
  ORDER BY counted DESC, id DESC LIMIT :limit) AS unread ON unread.id = a.id
ORDER BY a.moment DESC, a.id DESC"""
MARK_READ = """
UPDATE articles SET read_by = :reader_version WHERE id = :id AND version = :version AND read_by IS NOT NULL"""
ADD_READING = insert(first.READINGS)
ADD_QUOTE = insert(present("quotes"))
ADD_FIGURE = insert(first.FIGURES)
ADD_PASSAGE = insert(first.PASSAGES)
DELETE_READING = "DELETE FROM readings WHERE article_id = :id AND version = :version"
DELETE_QUOTES = "DELETE FROM quotes WHERE article_id = :id AND version = :version"
DELETE_FIGURES = "DELETE FROM figures WHERE article_id = :id AND version = :version"
DELETE_PASSAGES = "DELETE FROM passages WHERE article_id = :id"
ADD_SPEAKER = insert(present("speakers"), skip=("block",)) + " ON CONFLICT (normal) DO NOTHING"
GET_SPEAKERS = "SELECT id, normal FROM speakers WHERE normal IN TEXTS(:normals)"

_NEWEST = "JOIN articles a ON a.id = x.article_id AND a.version = x.version WHERE x.article_id IN NUMBERS(:ids)"
GET_READINGS = f"SELECT x.* FROM readings x {_NEWEST}"
GET_QUOTES = f"SELECT x.* FROM quotes x {_NEWEST} ORDER BY x.article_id, x.number"
GET_FIGURES = f"SELECT x.* FROM figures x {_NEWEST} ORDER BY x.article_id, x.number"

# ------------------------------------------------------------------ vectors

# The index of first_seen gives the newest first; where all is embedded, only the date ends the search.
LIST_UNEMBEDDED = """
SELECT a.* FROM articles a WHERE a.first_seen > :since
  AND EXISTS (SELECT 1 FROM passages p WHERE p.article_id = a.id)
  AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.article_id = a.id AND v.model = :model)
ORDER BY a.first_seen DESC, a.id DESC LIMIT :limit"""
# Only where the article is as it was when its sentences were taken.
ADD_VECTORS = """
INSERT INTO vectors (article_id, sentences, model, vectors)
SELECT a.id, :sentences, :model, :vectors FROM articles a
WHERE a.id = :article_id AND a.version = :version
  AND (SELECT COUNT(*) FROM passages p WHERE p.article_id = a.id) = :sentences
ON CONFLICT (article_id) DO UPDATE SET
  sentences = excluded.sentences, model = excluded.model, vectors = excluded.vectors"""
DELETE_VECTORS = "DELETE FROM vectors WHERE article_id = :id"
GET_VECTORS = "SELECT article_id, vectors FROM vectors WHERE article_id IN NUMBERS(:ids) AND model = :model"

# ------------------------------------------------------------------ topics

_TOPICS = present("topics")
ADD_TOPIC = insert(_TOPICS) + " ON CONFLICT (workspace, channel, name_key) DO NOTHING RETURNING *"
GET_TOPIC = "SELECT * FROM topics WHERE workspace = :workspace AND id = :id"
# The topic stays until the transaction ends: rows that refer to it can be added.
KEEP_TOPIC = GET_TOPIC + " FOR KEY SHARE"
LIST_TOPICS = "SELECT * FROM topics WHERE workspace = :workspace ORDER BY id"
LIST_CHANNEL_TOPICS = "SELECT * FROM topics WHERE workspace = :workspace AND channel = :channel ORDER BY id"
TOPIC_NAMED = (
    "SELECT id FROM topics WHERE workspace = :workspace AND channel = :channel AND name_key = :name_key AND id <> :id"
)
MARK_TOPIC = update(
    _TOPICS,
    [name for name in _TOPICS.columns if name not in {"id", "workspace"}],
    "workspace = :workspace AND id = :id",
)
# A tick moves a topic on only under the timetable it went by: an edit made meanwhile has set its own next_due.
MOVE_TOPIC_ON = """
UPDATE topics SET next_due = :next_due, due_date = :due_date, due_slot = :due_slot
WHERE workspace = :workspace AND id = :id AND times = :times AND weekdays = :weekdays AND zone = :zone"""
MARK_TOPIC_SENT = "UPDATE topics SET last_sent = :last_sent WHERE workspace = :workspace AND id = :id"
DELETE_TOPIC = "DELETE FROM topics WHERE workspace = :workspace AND id = :id"
ADD_TOPIC_FEED = insert(first.TOPIC_FEEDS) + " ON CONFLICT (topic_id, feed_id) DO NOTHING"
DELETE_TOPIC_FEED = (
    "DELETE FROM topic_feeds WHERE workspace = :workspace AND topic_id = :topic_id AND feed_id = :feed_id"
)
# A topic reads only articles of its own feeds: those that came through the feed taken away alone are no longer its own.
FORGET_FOREIGN_MATCHES = """
DELETE FROM matches WHERE topic_id = :topic_id AND article_id NOT IN (
  SELECT i.article_id FROM items i JOIN item_feeds l ON l.item_id = i.id JOIN topic_feeds t ON t.feed_id = l.feed_id
  WHERE t.topic_id = :topic_id AND i.article_id IS NOT NULL)"""
LIST_TOPIC_FEEDS = """
SELECT f.* FROM feeds f JOIN topic_feeds t ON t.feed_id = f.id
WHERE t.workspace = :workspace AND t.topic_id = :topic_id ORDER BY f.id"""
LIST_FEED_TOPICS = (
    "SELECT t.* FROM topics t JOIN topic_feeds f ON f.topic_id = t.id WHERE f.feed_id = :feed_id ORDER BY t.id"
)
LIST_DUE_TOPICS = "SELECT * FROM topics WHERE paused = 0 AND next_due <= :now ORDER BY next_due, id"

# ------------------------------------------------------------------ runs, editions, deliveries

ADD_RUN = insert(first.RUNS) + " ON CONFLICT (key) DO NOTHING RETURNING *"
GET_RUN = "SELECT * FROM runs WHERE key = :key"
LIST_OPEN_RUNS = "SELECT * FROM runs WHERE state = 'open' ORDER BY due, id"
MARK_RUN = "UPDATE runs SET state = :state, note = :note WHERE id = :id"
CLOSE_RUN = "UPDATE runs SET state = 'done' WHERE id = :id AND state = 'open'"
RUN_OF = "SELECT id FROM runs WHERE workspace = :workspace AND id = :id"

# A run has one edition: a second worker gets the first one's.
ADD_EDITION = insert(first.EDITIONS) + " ON CONFLICT (run_id) DO NOTHING RETURNING *"
EDITION_OF_RUN = "SELECT * FROM editions WHERE run_id = :run_id"
GET_EDITION = "SELECT * FROM editions WHERE workspace = :workspace AND id = :id"
GET_EDITION_AT = """
SELECT e.* FROM editions e JOIN deliveries d ON d.run_id = e.run_id AND d.workspace = e.workspace
WHERE d.workspace = :workspace AND d.channel = :channel AND d.ts = :ts AND d.part = 0"""
LIST_EDITIONS = "SELECT * FROM editions WHERE workspace = :workspace ORDER BY id DESC LIMIT :limit"
LIST_CHANNEL_EDITIONS = """
SELECT * FROM editions WHERE workspace = :workspace AND channel = :channel ORDER BY id DESC LIMIT :limit"""

ADD_DELIVERY = insert(first.DELIVERIES) + " ON CONFLICT (id) DO NOTHING"
GET_DELIVERY = "SELECT * FROM deliveries WHERE id = :id"
LIST_OPEN_DELIVERIES = """
SELECT * FROM deliveries WHERE state IN ('sending', 'unknown')
  OR (state = 'pending' AND (not_before IS NULL OR not_before <= :now)) ORDER BY seq"""
LIST_DELIVERIES = "SELECT * FROM deliveries WHERE workspace = :workspace ORDER BY seq"
LIST_RUN_DELIVERIES = "SELECT * FROM deliveries WHERE workspace = :workspace AND run_id = :run_id ORDER BY part, seq"
LIST_REQUEST_DELIVERIES = """
SELECT * FROM deliveries WHERE workspace = :workspace AND request_id = :request_id ORDER BY part, seq"""
CLAIM_DELIVERY = """
UPDATE deliveries SET state = 'sending', attempt = attempt + 1, since = :now
WHERE id = :id AND state = 'pending' RETURNING *"""
MARK_DELIVERY = """
UPDATE deliveries SET state = :state, since = :since, not_before = :not_before, ts = :ts, reason = :reason
WHERE workspace = :workspace AND id = :id AND state = :was_state AND attempt = :was_attempt"""
REPLACE_MESSAGE = """
UPDATE deliveries SET message = :message
WHERE workspace = :workspace AND id = :id AND state = :was_state AND attempt = :was_attempt"""

# ------------------------------------------------------------------ requests

ADD_REQUEST = insert(first.REQUESTS) + " ON CONFLICT (key) DO NOTHING RETURNING *"
GET_REQUEST = "SELECT * FROM requests WHERE id = :id"
GET_REQUEST_KEYED = "SELECT * FROM requests WHERE key = :key"
LIST_OPEN_REQUESTS = "SELECT * FROM requests WHERE state IN ('open', 'working') ORDER BY id"
CLAIM_REQUEST = """
UPDATE requests SET state = 'working', attempt = attempt + 1, since = :now
WHERE workspace = :workspace AND id = :id AND state = :was_state AND attempt = :was_attempt
  AND state IN ('open', 'working') RETURNING *"""
# A question that was deleted, answered or not, has a row that says so by its key.
LIST_ASKED = """
SELECT q.* FROM requests q WHERE q.workspace = :workspace AND q.channel = :channel AND q.thread_ts = :thread_ts
  AND q.kind = 'question' AND q.id < :before
  AND NOT EXISTS (SELECT 1 FROM requests d WHERE d.workspace = :workspace AND d.key = 'deletion|' || q.key)
ORDER BY q.id DESC LIMIT :most"""
MARK_REQUEST = "UPDATE requests SET state = :state WHERE id = :id"
# Slack's timestamps are texts of a fixed width: the later edit wins, whichever event comes first.
MARK_EDITED = "UPDATE requests SET text = :text, edited = :edited WHERE id = :id AND edited < :edited"

# ------------------------------------------------------------------ opinions

ADD_FEEDBACK = (
    insert(feedback.FEEDBACK)
    + """ ON CONFLICT (workspace, subject, asker) DO UPDATE SET
  channel = excluded.channel, opinion = excluded.opinion, words = excluded.words, line = excluded.line,
  article_id = excluded.article_id, withdrawn = excluded.withdrawn, created = excluded.created RETURNING *"""
)
GET_FEEDBACK = "SELECT * FROM feedback WHERE workspace = :workspace AND id = :id"
MARK_FEEDBACK = "UPDATE feedback SET withdrawn = :withdrawn WHERE workspace = :workspace AND id = :id"
LIST_FEEDBACK = "SELECT * FROM feedback WHERE workspace = :workspace ORDER BY created DESC, id DESC LIMIT :most"
LIST_CORRECTIONS = """
SELECT * FROM feedback WHERE workspace = :workspace AND opinion = 'wrong' AND withdrawn = 0
  AND article_id IN NUMBERS(:ids) ORDER BY id"""

# ------------------------------------------------------------------ search

# CROSS JOIN: topic by topic, never the matches of all the others with them.
SCOPE_OF_TOPICS = """
SELECT a.id FROM articles a WHERE a.moment >= :since AND a.moment <= :until AND a.id IN (
  SELECT m.article_id FROM topics t CROSS JOIN matches m
  WHERE t.id IN NUMBERS(:topic_ids) AND m.topic_id = t.id AND m.workspace = :workspace AND m.matched = 1)
ORDER BY a.moment DESC, a.id DESC"""
SCOPE_OF_ARTICLES = """
SELECT a.id FROM articles a WHERE a.moment >= :since AND a.moment <= :until AND a.id IN NUMBERS(:article_ids)
ORDER BY a.moment DESC, a.id DESC"""
COUNT_PASSAGES = "SELECT COUNT(*) AS found FROM passages"
GET_PASSAGES = "SELECT id, article_id, number, start_at, end_at, text FROM passages WHERE id IN NUMBERS(:ids)"
LIST_PASSAGES = (
    "SELECT article_id, number, start_at, end_at, text FROM passages WHERE article_id IN NUMBERS(:ids) ORDER BY id"
)

# By the joined speaker, where the quote's name is joined already; counted by number before names are looked up.
_SPEAKER = "COALESCE(NULLIF(x.said_by, 0), x.speaker_id)"
_SAID = """FROM articles a CROSS JOIN quotes x
  WHERE a.id IN NUMBERS(:ids) AND x.article_id = a.id AND x.version = a.version"""
_NAMED = "CROSS JOIN speakers s WHERE s.id = w.id AND s.normal <> '' ORDER BY w.quotes DESC, s.id"
LIST_SPEAKERS = f"""
SELECT s.name, w.quotes FROM (
  SELECT {_SPEAKER} AS id, COUNT(*) AS quotes {_SAID} AND x.unnamed = 0 GROUP BY {_SPEAKER}) w
{_NAMED}"""
# In which roles, at which bodies; somebody unnamed is known by the mention alone.
LIST_ROLES = f"""
SELECT s.name, COALESCE(w.role, '') AS role, COALESCE(w.organisation, '') AS organisation, w.unnamed FROM (
  SELECT {_SPEAKER} AS id, x.role, x.organisation, x.unnamed, COUNT(*) AS quotes {_SAID}
    AND (x.unnamed = 1 OR x.role <> '' OR x.organisation <> '')
  GROUP BY {_SPEAKER}, x.role, x.organisation, x.unnamed) w
{_NAMED}"""
LIST_QUOTED = f"""
SELECT s.name, w.article_id FROM (SELECT DISTINCT {_SPEAKER} AS id, x.article_id {_SAID}) w
CROSS JOIN speakers s WHERE s.id = w.id AND s.normal <> '' ORDER BY s.id, w.article_id"""
# By the indexes of who said it: of a large scope one speaker's quotes are the fewest (hence the +).
LIST_SAID = """
SELECT x.* FROM quotes x JOIN articles a ON a.id = x.article_id AND a.version = x.version
WHERE (x.said_by = :speaker_id OR (x.speaker_id = :speaker_id AND (x.said_by = 0 OR x.said_by IS NULL)))
  AND +x.article_id IN NUMBERS(:ids)
ORDER BY a.moment DESC, a.id DESC, x.number"""
