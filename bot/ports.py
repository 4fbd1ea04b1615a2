"""What the flows need from the outside, as protocols. Adapters live at the edges; only wiring.py joins the two.

Store methods: add_ makes a row, get_ reads one or None, list_ reads many, mark_ changes one, claim_ is a conditional
update that tells whether this caller won. Methods on what a workspace owns take the workspace; the few that look over
all workspaces (due and open rows) are for the ticks alone and say so. Every method is one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bot.model import (
    Alteration,
    Article,
    Delivery,
    Edition,
    Feed,
    Feedback,
    Figure,
    Item,
    JoinedSpeaker,
    Message,
    Passage,
    Quote,
    Reading,
    Request,
    RequestState,
    Run,
    RunState,
    Scope,
    Sighting,
    StoredItem,
    Topic,
    WorkspaceId,
)

# ------------------------------------------------------------------ time


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


# ------------------------------------------------------------------ network


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect that was followed."""

    status: int
    url: str
    """Where it led, absolute."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer over HTTP, whatever its status: redirects followed, body decompressed, within every cap."""

    url: str
    """Where the body came from, after redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    hops: tuple[Hop, ...] = ()
    complete: bool = True
    """False where the connection broke before the announced end: `body` holds what came."""


class Fetcher(Protocol):
    def fetch(self, url: str, *, etag: str = "", last_modified: str = "", accept: str = "", login: str = "") -> Fetched:
        """GET as a good guest, through the address guard. Validators are sent verbatim when given.

        `login` ("name:password") goes to this site alone, never where it redirects to, and over https alone.
        Raises FetchError (network, time), RefusedError (address, scheme), TooLargeError (a cap).
        """
        ...

    def may_read(self, url: str) -> bool:
        """Whether the site's robots.txt lets us fetch this article page (cached; unreachable means yes)."""
        ...


# ------------------------------------------------------------------ reading


class Reader(Protocol):
    @property
    def version(self) -> str:
        """Changes when the same text would be read differently."""
        ...

    def read(self, text: str) -> Reading:
        """Never raises on any text; every span lies in it."""
        ...

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        """The same as `read` on each, faster; same order."""
        ...


# ------------------------------------------------------------------ likeness of meaning


class Embedder(Protocol):
    """Sentences as vectors: the nearer two meanings, the larger their dot product."""

    @property
    def version(self) -> str:
        """Names the model, so that vectors of two are never compared; "" where none is installed."""
        ...

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a text: (texts, dimensions)."""
        ...


class NoEmbedder:
    """What there is without the extra `semantic`: everything works by words alone."""

    version = ""

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.zeros((len(texts), 0), dtype=np.float32)


# ------------------------------------------------------------------ the optional language model


class LanguageModel(Protocol):
    @property
    def name(self) -> str:
        """The model and where it runs, for a person."""
        ...

    def write(self, rules: str, task: Mapping[str, object]) -> str:
        """The model's reply to a task (plain JSON values) under these rules, not to be believed in anything.

        Raises ModelError: no connection, no time, no budget, no reply.
        """
        ...


# ------------------------------------------------------------------ Slack


@dataclass(frozen=True, slots=True)
class Sent:
    ts: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Definitely not posted."""

    reason: str
    """Slack's error code ("not_in_channel") or "ratelimited"."""
    retry_after_s: float | None = None
    """Set where a later attempt may succeed."""
    hint: str = ""
    """What a person types to change it ("/invite @readout"), where the messenger knows."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may stand there or not: time-out, reset, 5xx."""

    reason: str


Outcome = Sent | Refused | Unknown


@dataclass(frozen=True, slots=True)
class Found:
    """Result of looking a delivery up by its metadata. ts None: it is not there. readable False: no history scope."""

    ts: str | None
    readable: bool = True


class Messenger(Protocol):
    """Slack, or the terminal without one."""

    def post(self, delivery: Delivery, thread_ts: str | None) -> Outcome:
        """One attempt, no retries, unfurls off, metadata readout_delivery {delivery_id} and client_msg_id set."""
        ...

    def find(self, delivery: Delivery, thread_ts: str | None) -> Found:
        """Looks the delivery's message up by its metadata. Raises DeliveryError where that cannot be asked just now."""
        ...

    def change(self, delivery: Delivery) -> Outcome:
        """Makes the posted message (`delivery.ts`) what `delivery.message` is now. Safe to repeat."""
        ...

    def take_back(self, delivery: Delivery) -> Outcome:
        """Deletes the posted message (`delivery.ts`). Safe to repeat: Sent, too, where it is gone already."""
        ...

    def whisper(self, request: Request, message: Message) -> bool:
        """Reply to the asker alone: response_url where there is one, else an ephemeral message. False: it failed."""
        ...

    def tell(self, workspace: WorkspaceId, user: str, message: Message) -> bool:
        """A direct message to the owner of a topic. False: it failed."""
        ...

    def zone_of(self, workspace: WorkspaceId, user: str) -> str:
        """The user's IANA zone; "" where it is unknown."""
        ...

    def is_working(self, workspace: WorkspaceId, channel: str, thread_ts: str, text: str) -> None:
        """A visible sign of work in a thread (assistant status); silently nothing where Slack has none."""
        ...


# ------------------------------------------------------------------ work


class Queue(Protocol):
    """Wakes the flows. Rows survive, queues do not: whatever is lost here is found again by the next tick."""

    def wake(self, lane: str) -> None:
        """lane: collect, brief, deliver or ask. Returns at once; wakes of a lane already waiting are merged."""
        ...


# ------------------------------------------------------------------ storage


class Feeds(Protocol):
    """Global."""

    def add_feed(self, url: str, *, title: str = "", outlet: str = "", next_due: datetime | None = None) -> Feed:
        """The feed of that URL, made if it is new."""
        ...

    def add_private_feed(self, workspace: WorkspaceId, url: str, login: str, *, next_due: datetime) -> Feed:
        """The workspace's own feed at that address, behind "name:password"; given again, the login is replaced.

        Raises InputError where the database is one that several share.
        """
        ...

    def get_login(self, feed_id: int) -> str:
        """The "name:password" of a private feed, for the fetcher alone; empty for all others."""
        ...

    def get_feed(self, feed_id: int) -> Feed | None: ...

    def list_feeds(self, feed_ids: Sequence[int] | None = None) -> list[Feed]: ...

    def list_due_feeds(self, now: datetime, limit: int) -> list[Feed]: ...

    def claim_feed(self, feed: Feed, next_due: datetime, now: datetime) -> bool:
        """Sets next_due (and last_polled) before the request starts; False where another worker was first."""
        ...

    def mark_feed(self, feed: Feed) -> None:
        """Writes every field of the feed."""
        ...

    def add_items(self, feed_id: int, items: Sequence[Item], now: datetime, *, baseline: bool) -> list[StoredItem]:
        """Stores what the feed announced; returns the items that are new or whose title, text or URL changed.

        An item is known when any of its keys is known for this feed or (for `url:` keys) for any feed.
        """
        ...

    def list_items_to_fetch(self, now: datetime, limit: int, feed_ids: Sequence[int] | None = None) -> list[StoredItem]:
        """Items whose turn has come, newest first: without an article, or announced anew since it was made."""
        ...

    def mark_item(
        self, item_id: int, *, article_id: int | None = None, retry_at: datetime | None = None, note: str = ""
    ) -> None:
        """An article was made of it, or it is tried again at retry_at, or (neither) it is given up with a note."""
        ...


@dataclass(frozen=True, slots=True)
class WindowRow:
    """An article of a time window as far as stories go: no text."""

    article_id: int
    version: int
    story_id: int | None = None
    copy_of: int | None = None


class Articles(Protocol):
    """Global."""

    def add_article(self, article: Article) -> Article:
        """By URL: new; unchanged (same content hash: the stored one comes back); or a new version of the same id.

        Where `article.id` is set it is a version of that article, whose URL may have changed too. Older versions stay
        readable by (id, version) and keep their readings.
        """
        ...

    def get_article(self, article_id: int, version: int | None = None) -> Article | None:
        """The newest version unless one is named."""
        ...

    def list_articles(self, article_ids: Sequence[int]) -> list[Article]:
        """Newest versions, in the order of the ids; unknown ids are left out."""
        ...

    def list_unmatched(self, topic: Topic, stamp: str, since: datetime) -> list[Article]:
        """Read articles that came in through the topic's own feeds since then and were not yet judged under `stamp`.

        The stamp names the query and mutes they are judged by: after an edit everything is unmatched again.
        """
        ...

    def mark_matches(self, topic: Topic, stamp: str, matched: Mapping[int, bool]) -> None:
        """Records the judgement on each article id; those under another stamp are replaced."""
        ...

    def list_topic_articles(
        self, workspace: WorkspaceId, topic_id: int, since: datetime, until: datetime
    ) -> list[Article]:
        """The topic's matched articles with since < first_seen <= until, newest first.

        Articles that only stood in a feed at its first poll (baseline) count by their published time instead.
        """
        ...

    def list_window(self, since: datetime, until: datetime) -> list[Article]:
        """All articles first seen in the window, oldest first."""
        ...

    def list_window_rows(self, since: datetime, until: datetime) -> list[WindowRow]:
        """The same, by id and without texts: what stories and copies are looked for among."""
        ...

    def mark_story(self, story_of: Mapping[int, int], copy_of: Mapping[int, int]) -> None:
        """Article id -> story id; article id -> the article it copies."""
        ...

    def list_unread(self, reader_version: str, limit: int) -> list[Article]:
        """Articles with text and no reading by this reader version, newest first."""
        ...

    def add_reading(self, article: Article, reading: Reading, reader_version: str) -> None:
        """Replaces the reading of this article version; keeps the search index and the speakers in step."""
        ...

    def get_readings(self, article_ids: Sequence[int]) -> dict[int, Reading]:
        """The readings of the newest versions; articles not read yet are missing."""
        ...

    def list_edited(self, limit: int) -> list[Article]:
        """Articles that were edited since they were first read, and whose newest version, read as well, was not yet
        compared with the older ones.
        """
        ...

    def get_older_readings(self, article_id: int) -> list[tuple[Article, Reading]]:
        """The older versions that were read, each with its reading, oldest first."""
        ...

    def mark_altered(self, article: Article, alterations: Sequence[Alteration]) -> None:
        """Records what of the older versions this newest one no longer states, in place of what was recorded before.

        Nothing is written where a newer version has come since.
        """
        ...

    def get_alterations(self, article_ids: Sequence[int]) -> dict[int, list[Alteration]]:
        """By article; those without any are missing."""
        ...


class Speakers(Protocol):
    """Global. One speaker for one person or body over the articles; a name not joined yet stands for itself.

    A block is a key of names (`bot.speakers`): only names of one block are ever joined.
    """

    def list_unjoined(self, limit: int) -> list[Sighting]:
        """Sightings of quotes whose speaker was not joined since they were read, the newest articles first."""
        ...

    def add_abbreviations(self, article_id: int, stated: Mapping[str, str]) -> None:
        """Short form (as compared) -> what an article says it stands for."""
        ...

    def list_longs(self, shorts: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Short form -> everything it is stated to stand for; those never stated are missing."""
        ...

    def mark_blocks(self, block_of: Mapping[str, str]) -> list[str]:
        """Name -> its block. Returns the blocks that a name left: those want joining again."""
        ...

    def list_sightings(self, block: str) -> list[Sighting]: ...

    def mark_joined(self, block: str, joined: Sequence[JoinedSpeaker]) -> bool:
        """Every quote and every name of the block is the joined speaker's, and nobody else's.

        False, and nothing is written, where the block's sightings are no longer those that were joined.
        """
        ...

    def forget_joined(self) -> None:
        """As if nothing had been joined yet; names, quotes and stated abbreviations stay."""
        ...


class Topics(Protocol):
    """Owned by a workspace."""

    def add_topic(self, topic: Topic) -> Topic:
        """Raises InputError where the channel already tracks a topic of that name."""
        ...

    def get_topic(self, workspace: WorkspaceId, topic_id: int) -> Topic | None: ...

    def list_topics(self, workspace: WorkspaceId, channel: str | None = None) -> list[Topic]: ...

    def mark_topic(self, topic: Topic) -> None:
        """Writes every field of the topic (name, query, timetable, paused, mutes, next_due …)."""
        ...

    def delete_topic(self, workspace: WorkspaceId, topic_id: int) -> bool: ...

    def add_topic_feed(self, workspace: WorkspaceId, topic_id: int, feed_id: int) -> None: ...

    def delete_topic_feed(self, workspace: WorkspaceId, topic_id: int, feed_id: int) -> bool: ...

    def list_topic_feeds(self, workspace: WorkspaceId, topic_id: int) -> list[Feed]: ...

    def list_feed_topics(self, feed_id: int) -> list[Topic]:
        """All workspaces, for collecting: the topics that follow this feed."""
        ...

    def list_due_topics(self, now: datetime) -> list[Topic]:
        """All workspaces, for the tick: topics that are not paused with next_due <= now."""
        ...


class Runs(Protocol):
    """Owned by a workspace. The ledger of what was sent."""

    def add_run(self, run: Run, topics: Sequence[Topic]) -> Run | None:
        """Makes the run and writes the topics (their next_due moved on) in one transaction.

        None where the key exists: then nothing is written but the topics.
        """
        ...

    def get_run(self, key: str) -> Run | None: ...

    def list_open_runs(self) -> list[Run]:
        """All workspaces, for the tick."""
        ...

    def mark_run(self, run_id: int, state: RunState, note: str = "") -> None: ...

    def add_edition(self, edition: Edition, deliveries: Sequence[Delivery], topics: Sequence[Topic]) -> Edition:
        """In one transaction: the edition, its deliveries as pending, the run done, the topics written (last_sent)."""
        ...

    def get_edition(self, workspace: WorkspaceId, edition_id: int) -> Edition | None: ...

    def get_edition_at(self, workspace: WorkspaceId, channel: str, ts: str) -> Edition | None:
        """The edition whose parent message (part 0) was posted as ts in this channel: is this thread ours?"""
        ...

    def list_editions(self, workspace: WorkspaceId, channel: str | None = None, limit: int = 20) -> list[Edition]: ...

    def add_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Known ids are left as they are."""
        ...

    def get_delivery(self, delivery_id: str) -> Delivery | None: ...

    def list_open_deliveries(self, now: datetime) -> list[Delivery]:
        """All workspaces, for the tick: pending (not_before reached), sending and unknown; parents before parts."""
        ...

    def list_deliveries(
        self, workspace: WorkspaceId, *, run_id: int | None = None, request_id: int | None = None
    ) -> list[Delivery]: ...

    def claim_delivery(self, delivery_id: str, now: datetime) -> Delivery | None:
        """Pending -> sending, attempt + 1; None where it is no longer pending."""
        ...

    def mark_delivery(self, delivery: Delivery, was: Delivery) -> bool:
        """Writes state, since, not_before, ts, reason where state and attempt still are as in `was`."""
        ...

    def replace_message(self, delivery: Delivery, message: Message) -> bool:
        """Another content for this part, where its state and attempt still are as in `delivery`."""
        ...


class Requests(Protocol):
    """Owned by a workspace. Questions and commands, one row each however often they arrive."""

    def add_request(self, request: Request) -> Request | None:
        """None where the key is known."""
        ...

    def get_request(self, request_id: int) -> Request | None: ...

    def list_open_requests(self) -> list[Request]:
        """All workspaces, for the tick: open, and working ones that a crash may have left."""
        ...

    def claim_request(self, request: Request, now: datetime) -> Request | None:
        """Open (or as stale as `request` says) -> working, attempt + 1; None where another worker was first."""
        ...

    def mark_request(self, request_id: int, state: RequestState) -> None: ...

    def get_request_keyed(self, key: str) -> Request | None: ...

    def list_asked(self, request: Request, limit: int = 3) -> list[Request]:
        """The questions asked before this one in its thread, newest first."""
        ...

    def mark_edited(self, request_id: int, text: str, edited: str) -> bool:
        """Takes over a question's new text; False where the row holds this edit, or a later one, already."""
        ...


class Opinions(Protocol):
    """Owned by a workspace. What people think of answers and lines."""

    def add_feedback(self, feedback: Feedback) -> Feedback:
        """One row for a workspace, subject and user: another opinion of theirs takes the place of the one before."""
        ...

    def get_feedback(self, workspace: WorkspaceId, feedback_id: int) -> Feedback | None: ...

    def mark_feedback(self, workspace: WorkspaceId, feedback_id: int, *, withdrawn: bool) -> bool:
        """False where there is no such row."""
        ...

    def list_feedback(self, workspace: WorkspaceId, limit: int = 100) -> list[Feedback]:
        """Newest first, withdrawn ones too."""
        ...

    def list_corrections(self, workspace: WorkspaceId, article_ids: Sequence[int]) -> list[Feedback]:
        """Standing opinions that a line of one of these articles is wrong."""
        ...


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One stored quote: its article and its place in that article's reading."""

    article_id: int
    number: int
    quote: Quote
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class FigureRow:
    article_id: int
    number: int
    figure: Figure
    score: float = 0.0


class Search(Protocol):
    """Always bounded by a Scope. Words are stemmed by the engine, quoted by the adapter: no query syntax gets in."""

    def list_scope(self, scope: Scope, limit: int = 0) -> list[int]:
        """Article ids of the scope, newest first (limit 0: all)."""
        ...

    def search_passages(self, scope: Scope, words: Sequence[str], limit: int) -> list[Passage]:
        """Sentences that hold any of the words (or whose title does), best first by the engine's rank."""
        ...

    def count_passages(self, words: Sequence[str]) -> tuple[int, dict[str, int]]:
        """How many passages are stored in all, and how many hold each word (counted up to a cap): for word weights."""
        ...

    def list_passages(self, article_ids: Sequence[int]) -> list[Passage]:
        """Every sentence of these articles, in order."""
        ...

    def list_speakers(self, scope: Scope) -> list[tuple[str, int]]:
        """Joined speakers, by the name to show, with how many quotes each has in the scope, most first."""
        ...

    def list_roles(self, scope: Scope) -> list[tuple[str, str]]:
        """(speaker, role and organisation as stated) of those quoted in the scope; for the unnamed, the mention too."""
        ...

    def list_said(self, scope: Scope, speaker: str) -> list[SaidRow]:
        """Everything this speaker is quoted with in the scope, newest first, under whatever name.

        By the name that `list_speakers` gives, or an alias that is one speaker's alone.
        """
        ...

    def list_aliases(self, scope: Scope) -> list[tuple[str, str]]:
        """(speaker, other name) of those quoted in the scope, whichever article writes it so."""
        ...

    def list_figures(self, scope: Scope, words: Sequence[str], limit: int) -> list[FigureRow]:
        """Figures whose measures or sentence hold any of the words, best first."""
        ...


class Vectors(Protocol):
    """Global. The sentences of an article as vectors of one model; gone as soon as the article is read anew."""

    def list_unembedded(self, model: str, since: datetime, limit: int) -> list[Article]:
        """Articles with sentences, first seen since then, that have no vectors of this model; the newest first."""
        ...

    def add_vectors(self, article: Article, model: str, vectors: Sequence[bytes]) -> bool:
        """Keeps the article's vectors, one a sentence in their order, each in little-endian float16.

        False, and nothing is kept, where the article has another version or another number of sentences by now.
        """
        ...

    def get_vectors(self, article_ids: Sequence[int], model: str) -> dict[int, bytes]:
        """As they were added, end to end; articles without vectors of this model are missing."""
        ...


class Store(Feeds, Articles, Speakers, Topics, Runs, Requests, Opinions, Search, Vectors, Protocol):
    """Everything that is kept. `open_store(url)` of the storage package makes one."""

    def migrate(self) -> list[str]:
        """Brings the schema up to date (after a backup where there was one); returns the names of the steps taken."""
        ...

    def health(self) -> Mapping[str, str]:
        """For `doctor`: engine, version, path or host, size, schema, counts of the main tables."""
        ...

    def close(self) -> None: ...


# ------------------------------------------------------------------ what the flows are given


@dataclass(frozen=True, slots=True)
class Ports:
    """The outside, as a flow sees it. Made by wiring.py; by hand in tests."""

    store: Store
    fetcher: Fetcher
    reader: Reader
    messenger: Messenger
    queue: Queue
    clock: Clock
    embedder: Embedder = field(default_factory=NoEmbedder)
    model: LanguageModel | None = None
