"""The first schema. A released migration is never edited: what changes comes as the next one."""

from __future__ import annotations

from storage.schema import Table


def _columns(kind: str, names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), kind)


FEEDS = Table(
    "feeds",
    {"id": "id"}
    | _columns("text", "url title outlet state next_due last_polled last_success failing_since error")
    | _columns("int", "error_count unchanged_polls interval_s")
    | _columns("text", "etag last_modified body_hash moved_to rhythm"),
    nullable=frozenset({"next_due", "last_polled", "last_success", "failing_since"}),
    unique=(("url",),),
    index=(("next_due",),),
)

ARTICLES = Table(
    "articles",
    {"id": "id"}
    | _columns("text", "url title outlet author published first_seen moment language content_hash note read_by")
    | _columns("int", "version story_id copy_of")
    # Last: SQLite reads through a long value to reach the columns behind it.
    | {"text": "text"},
    nullable=frozenset({"published", "story_id", "copy_of", "read_by"}),
    unique=(("url",),),
    index=(("first_seen",), ("moment",), ("story_id",), ("read_by", "moment")),
)

ARTICLE_VERSIONS = Table(
    "article_versions",
    _columns("int", "article_id version")
    | _columns("text", "title text outlet author published language content_hash note"),
    pk=("article_id", "version"),
    nullable=frozenset({"published"}),
    references={"article_id": "articles"},
)

ITEMS = Table(
    "items",
    {"id": "id", "feed_id": "int"}
    | _columns("text", "url title author published first_seen keys digest state retry_at note")
    | _columns("int", "article_id baseline")
    | _columns("text", "summary full_text"),
    nullable=frozenset({"published", "article_id", "retry_at"}),
    index=(("article_id",), ("state", "retry_at")),
    references={"feed_id": "feeds"},
)

ITEM_KEYS = Table(
    "item_keys",
    {"feed_id": "int", "key": "text", "item_id": "int"},
    pk=("feed_id", "key"),
    index=(("key",), ("item_id",)),
    references={"item_id": "items"},
)

ITEM_FEEDS = Table(
    "item_feeds",
    {"item_id": "int", "feed_id": "int", "first_seen": "text", "baseline": "int"},
    pk=("item_id", "feed_id"),
    index=(("feed_id", "first_seen"),),
    references={"item_id": "items", "feed_id": "feeds"},
)

SPEAKERS = Table("speakers", {"id": "id", "name": "text", "normal": "text"}, unique=(("normal",),))

READINGS = Table(
    "readings",
    _columns("int", "article_id version") | _columns("text", "reader_version language warning sentences"),
    pk=("article_id", "version"),
    references={"article_id": "articles"},
)

QUOTES = Table(
    "quotes",
    {"id": "id"}
    | _columns("int", "article_id version number speaker_id")
    | _columns("text", "speaker kind content continuation role organisation polarity mode")
    | _columns("int", "source_start source_end cue_start cue_end unnamed nested")
    | {"confidence": "real"},
    nullable=frozenset({"role", "organisation", "source_start", "source_end", "cue_start", "cue_end"}),
    unique=(("article_id", "version", "number"),),
    index=(("speaker_id", "article_id"),),
    references={"article_id": "articles", "speaker_id": "speakers"},
)

FIGURES = Table(
    "figures",
    {"id": "id"}
    | _columns("int", "article_id version number start_at end_at")
    | _columns("text", "value high unit kind measures comparison change status period speaker sentence")
    | _columns("int", "measures_start measures_end is_key"),
    nullable=frozenset({"high", "period", "speaker", "measures_start", "measures_end"}),
    unique=(("article_id", "version", "number"),),
    references={"article_id": "articles"},
    search=("measures", "sentence"),
)

PASSAGES = Table(
    "passages",
    _columns("int", "id article_id number start_at end_at") | _columns("text", "text title"),
    index=(("article_id",),),
    references={"article_id": "articles"},
    search=("text", "title"),
)

TOPICS = Table(
    "topics",
    {"id": "id"}
    | _columns("text", "workspace channel name name_key query times weekdays zone owner muted")
    | _columns("text", "next_due due_date due_slot last_sent created")
    | _columns("int", "paused late_limit_s"),
    nullable=frozenset({"next_due", "due_date", "last_sent", "created"}),
    unique=(("workspace", "channel", "name_key"),),
    index=(("next_due",),),
    owned=True,
)

TOPIC_FEEDS = Table(
    "topic_feeds",
    {"workspace": "text", "topic_id": "int", "feed_id": "int"},
    pk=("topic_id", "feed_id"),
    index=(("feed_id",),),
    references={"topic_id": "topics", "feed_id": "feeds"},
    owned=True,
)

MATCHES = Table(
    "matches",
    {"workspace": "text", "topic_id": "int", "article_id": "int", "stamp": "text", "matched": "int"},
    pk=("topic_id", "article_id"),
    index=(("article_id",),),
    references={"topic_id": "topics", "article_id": "articles"},
    owned=True,
)

RUNS = Table(
    "runs",
    {"id": "id"} | _columns("text", "key workspace channel topic_ids due state note"),
    unique=(("key",),),
    index=(("state",),),
    owned=True,
)

EDITIONS = Table(
    "editions",
    {"id": "id", "run_id": "int"}
    | _columns("text", "workspace channel topic_ids start_at cut_off article_ids manifest messages"),
    unique=(("run_id",),),
    index=(("workspace", "channel"),),
    references={"run_id": "runs"},
    owned=True,
)

REQUESTS = Table(
    "requests",
    {"id": "id"}
    | _columns("text", "key workspace kind channel asker text thread_ts response_url zone payload state since created")
    | {"attempt": "int"},
    nullable=frozenset({"thread_ts", "since", "created"}),
    unique=(("key",),),
    index=(("state",),),
    owned=True,
)

DELIVERIES = Table(
    "deliveries",
    {"seq": "id", "id": "text"}
    | _columns("text", "workspace channel message parent_id thread_ts state since not_before ts reason")
    | _columns("int", "part run_id request_id attempt"),
    pk=("seq",),
    nullable=frozenset({"parent_id", "thread_ts", "since", "not_before", "ts", "run_id", "request_id"}),
    unique=(("id",),),
    index=(("state", "not_before"), ("run_id",), ("request_id",), ("workspace", "channel", "ts")),
    references={"run_id": "runs", "request_id": "requests"},
    owned=True,
)

TABLES = (
    FEEDS,
    ARTICLES,
    ARTICLE_VERSIONS,
    ITEMS,
    ITEM_KEYS,
    ITEM_FEEDS,
    SPEAKERS,
    READINGS,
    QUOTES,
    FIGURES,
    PASSAGES,
    TOPICS,
    TOPIC_FEEDS,
    MATCHES,
    RUNS,
    EDITIONS,
    REQUESTS,
    DELIVERIES,
)
