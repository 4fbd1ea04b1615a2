"""The values that every room shares: frozen, without behaviour beyond what follows from their fields.

Instants are aware datetimes in UTC. Offsets are code points of `Article.text`. Numbers of figures are Decimals.
Rows that a store has given an id carry it as `id`; ids of global news are integers, ids of deliveries uuid5 texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, NewType

WorkspaceId = NewType("WorkspaceId", str)
"""A Slack team (T…) or enterprise org (E…) that installed the app; `LOCAL` without Slack."""
LOCAL = WorkspaceId("local")

Block = dict[str, Any]
"""One Block Kit block."""


# ------------------------------------------------------------------ text and facts


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` of one article, in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class QuoteKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    ASSERTED = "asserted"
    DENIED = "denied"


class Mode(StrEnum):
    STATED = "stated"
    QUESTION = "question"
    CONDITIONAL = "conditional"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Quote:
    """Who said what: speaker, cue and content spans, as one article states it.

    `speaker` is the name the mention resolves to, else the mention's own words ("a senior official", unnamed=True).
    `continuation` are the sentences that carry the statement on without a cue of their own; they never stand alone.
    """

    content: tuple[Span, ...]
    speaker: str
    kind: QuoteKind
    source: Span | None = None
    cue: Span | None = None
    unnamed: bool = False
    role: str | None = None
    organisation: str | None = None
    polarity: Polarity = Polarity.ASSERTED
    mode: Mode = Mode.STATED
    nested: bool = False
    continuation: tuple[Span, ...] = ()
    confidence: float = 1.0


class FigureKind(StrEnum):
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    MEASURE = "measure"
    RANK = "rank"
    RATIO = "ratio"
    MULTIPLIER = "multiplier"
    AGE = "age"
    SCORE = "score"


class Comparison(StrEnum):
    EQUAL = "="
    ABOUT = "~"
    LESS = "<"
    MORE = ">"


class Change(StrEnum):
    NONE = ""
    UP = "up"
    DOWN = "down"


class FigureStatus(StrEnum):
    ACTUAL = "actual"
    FORECAST = "forecast"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its meaning. `value`–`high` is a range where `high` is given.

    `unit` is canonical: an ISO 4217 code for money, "%", "pp", "bp", a SI or customary unit ("km", "t", "degC",
    "year"), "x" for multipliers, a per-unit ("USD/bbl", "USD/share"), the counted noun's lemma for counts
    ("vehicle"), "" for none.
    """

    span: Span
    value: Decimal
    unit: str
    kind: FigureKind
    measures: str
    high: Decimal | None = None
    measures_span: Span | None = None
    comparison: Comparison = Comparison.EQUAL
    change: Change = Change.NONE
    status: FigureStatus = FigureStatus.ACTUAL
    period: str | None = None
    speaker: str | None = None
    key: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found in one article's text, in the text's order."""

    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    sentences: tuple[Span, ...] = ()
    language: str = "en"
    """ISO 639-1 code; quotes and figures are read from English alone."""
    warning: str = ""
    """Why the reading is poorer than usual, for a person ("no language model: quotation marks only"); else empty."""


# ------------------------------------------------------------------ news (global rows)


class FeedState(StrEnum):
    NEW = "new"
    """Never polled with success."""
    LIVE = "live"
    FAILING = "failing"
    GONE = "gone"
    """Answered 410, or 404 for a fortnight: no longer polled."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One polled URL, shared by every topic that follows it."""

    id: int
    url: str
    title: str = ""
    outlet: str = ""
    state: FeedState = FeedState.NEW
    next_due: datetime | None = None
    last_polled: datetime | None = None
    last_success: datetime | None = None
    failing_since: datetime | None = None
    error: str = ""
    error_count: int = 0
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    unchanged_polls: int = 0
    moved_to: str = ""
    """A permanent redirect's target seen once; it becomes `url` when it is seen again."""
    interval_s: int = 0
    """An operator's own interval; 0: the polling policy decides."""
    rhythm: str = ""
    """What the last good body says of its rhythm (ttl, skipHours, skipDays, mean gap), as timing.polling writes it."""


PRIVATE = "#private-"
"""Near the end of the address of a feed behind a password, before letters of no meaning: it is one workspace's own."""
ECHO = "same:"
"""A key that begins so tells an item by its title and words alone. It counts where nothing else about the item stayed,
within days, and only if the document does not announce the older one as well."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as the feed announced it. `keys` identify it: any shared key is the same item (but see `ECHO`)."""

    url: str
    title: str
    keys: tuple[str, ...]
    summary: str = ""
    full_text: str = ""
    """The article's text where the feed carries it whole; then the page is not fetched."""
    author: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredItem:
    id: int
    feed_id: int
    item: Item
    first_seen: datetime
    article_id: int | None = None
    baseline: bool = False
    """Stood in the feed at its first poll."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A named speaker quoted in one article, in one role as stated there ("" where none is)."""

    article_id: int
    name: str
    when: datetime
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class JoinedSpeaker:
    """One person or body over the articles: the name to show, where quoted, and under which names."""

    name: str
    said: tuple[tuple[int, str], ...]
    """(article id, name there), sorted; no other speaker has any of them."""
    aliases: tuple[tuple[str, str], ...]
    """(name, why it is this speaker's), sorted: "same name", "another spelling", "middle name", "initial and office",
    "surname and office", "stated abbreviation"."""


@dataclass(frozen=True, slots=True)
class Article:
    """The text of one page. Paragraphs are separated by a blank line. Every span of a fact counts in `text`."""

    url: str
    title: str
    text: str
    outlet: str
    id: int = 0
    version: int = 1
    author: str = ""
    published: datetime | None = None
    first_seen: datetime | None = None
    language: str = ""
    content_hash: str = ""
    story_id: int | None = None
    copy_of: int | None = None
    """The article whose wire text this one repeats."""
    note: str = ""
    """Why there is no or little text ("paywall", "the page holds no article"); else empty."""

    @property
    def when(self) -> datetime | None:
        """Published, but never later than the moment it was first seen."""
        if self.published and self.first_seen:
            return min(self.published, self.first_seen)
        return self.published or self.first_seen


class FactKind(StrEnum):
    QUOTE = "quote"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Alteration:
    """A quote or figure read in an older version of an article that its newest version no longer states."""

    version: int
    """The version it was read in; `number` is its place in that reading."""
    fact: FactKind
    number: int
    span: Span
    """Where it stood in that version."""
    now: Span | None = None
    """The sentence of the newest text that took its place; None: it is gone."""


# ------------------------------------------------------------------ what a workspace owns


@dataclass(frozen=True, slots=True)
class Timetable:
    """Local times on weekdays (Monday 0) in one IANA zone."""

    times: tuple[time, ...] = (time(8, 0),)
    weekdays: frozenset[int] = frozenset(range(5))
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a channel follows."""

    workspace: WorkspaceId
    channel: str
    name: str
    query: str = ""
    timetable: Timetable = field(default_factory=Timetable)
    id: int = 0
    owner: str = ""
    """The Slack user who is told when a schedule fails."""
    paused: bool = False
    muted: tuple[str, ...] = ()
    """Outlets and words that are left out."""
    outlets: tuple[str, ...] = ()
    """The outlets that alone are read for it; none named: all."""
    next_due: datetime | None = None
    due_date: date | None = None
    due_slot: str = ""
    """The nominal local date and time (HH:MM) that `next_due` stands for."""
    last_sent: datetime | None = None
    """The cut-off of the last briefing sent: the next window starts here."""
    late_limit_s: int = 6 * 3600
    created: datetime | None = None


class RunState(StrEnum):
    OPEN = "open"
    DONE = "done"
    EMPTY = "empty"
    """Nothing new: nothing was posted."""
    LATE = "late"
    """Missed by more than the topic's limit: not posted, and told."""
    FAILED = "failed"


def run_key(workspace: WorkspaceId, channel: str, local_date: date, slot: str) -> str:
    """workspace|channel|local date|slot: what makes a run one, however often its tick comes."""
    return f"{workspace}|{channel}|{local_date.isoformat()}|{slot}"


@dataclass(frozen=True, slots=True)
class Run:
    """One briefing of one channel at one slot. `key` is unique, and made by `run_key`."""

    key: str
    workspace: WorkspaceId
    channel: str
    topic_ids: tuple[int, ...]
    due: datetime
    id: int = 0
    state: RunState = RunState.OPEN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: Block Kit and the plain fallback. `metadata` is added by the messenger."""

    blocks: tuple[Block, ...]
    text: str


class DeliveryState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    HELD = "held"
    """Unknown, and the history cannot be read: the owner was told, nothing is repeated."""
    WITHDRAWN = "withdrawn"
    """An answer whose question was deleted: not posted, or taken back."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The record of posting one part: of a briefing (`run_id`) or an answer (`request_id`).

    `id` is a deterministic uuid5 of run key or request key and part number. Part 0 is the parent; later parts and
    answers go into a thread: `thread_ts` when known, else the `ts` of `parent_id` once that is sent.
    """

    id: str
    workspace: WorkspaceId
    channel: str
    part: int
    message: Message
    run_id: int | None = None
    request_id: int | None = None
    parent_id: str | None = None
    thread_ts: str | None = None
    state: DeliveryState = DeliveryState.PENDING
    attempt: int = 0
    since: datetime | None = None
    """When the present state began."""
    not_before: datetime | None = None
    ts: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A sent briefing, frozen: the messages and the manifest they can be rebuilt and checked by."""

    run_id: int
    workspace: WorkspaceId
    channel: str
    topic_ids: tuple[int, ...]
    start: datetime
    cut_off: datetime
    article_ids: tuple[int, ...]
    manifest: Mapping[str, Any]
    messages: tuple[Message, ...]
    id: int = 0


class RequestKind(StrEnum):
    COMMAND = "command"
    QUESTION = "question"
    ACTION = "action"
    EDIT = "edit"
    """The asker changed a question: its answer is changed."""
    DELETION = "deletion"
    """The asker took a question away: its answer goes, too."""


class RequestState(StrEnum):
    OPEN = "open"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Request:
    """Something a person asked for, kept as a row until it is dealt with.

    `key` makes it one however often it arrives.
    """

    key: str
    workspace: WorkspaceId
    kind: RequestKind
    channel: str
    user: str
    text: str
    thread_ts: str | None = None
    response_url: str = ""
    zone: str = ""
    """The asker's IANA zone where it is known."""
    payload: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    state: RequestState = RequestState.OPEN
    attempt: int = 0
    since: datetime | None = None
    created: datetime | None = None
    edited: str = ""
    """Slack's timestamp of the newest edit that `text` holds; "" as long as there was none."""


class Opinion(StrEnum):
    USEFUL = "useful"
    NOT_USEFUL = "not useful"
    WRONG = "wrong"
    """A correction: the line is hidden in this workspace for as long as the opinion stands."""
    LESS = "less"


class LineKind(StrEnum):
    """What a line of a briefing or an answer shows."""

    QUOTE = "quote"
    FIGURE = "figure"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class LineRef:
    """Names one line, whatever the reading: its article, and where the words it shows stand there."""

    kind: LineKind
    article_id: int
    span: Span

    def __str__(self) -> str:
        return f"{self.kind}|{self.article_id}|{self.span.start}|{self.span.end}"

    @classmethod
    def of(cls, written: str) -> LineRef | None:
        """Of what `str` wrote; None where it is nothing of the kind."""
        kind, _, numbers = written.partition("|")
        parts = numbers.split("|")
        if kind not in set(LineKind) or len(parts) != 3 or not all(p.isascii() and p.isdecimal() for p in parts):
            return None
        article_id, start, end = map(int, parts)
        return cls(LineKind(kind), article_id, Span(start, end))


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one person thinks of an answer, a line or a briefing. One row for a subject and a person: the last counts.

    `subject` is a LineRef as text, or "answer|<request id>", or "less|<channel>|<words>".
    """

    workspace: WorkspaceId
    channel: str
    user: str
    opinion: Opinion
    subject: str
    words: str = ""
    """What it was about, for whoever reads the list: the line's own words, the question, what was muted."""
    line: LineRef | None = None
    id: int = 0
    withdrawn: bool = False
    created: datetime | None = None


# ------------------------------------------------------------------ searching and answering


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be searched: the matched articles of some topics of one workspace, or just these articles.

    A time window bounds either.
    """

    workspace: WorkspaceId
    topic_ids: tuple[int, ...] = ()
    article_ids: tuple[int, ...] | None = None
    since: datetime | None = None
    until: datetime | None = None
    settled: bool = False
    """`article_ids` is what the store listed of the scope a moment ago: there is nothing left to look up."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: one sentence of an article. `score` is the engine's own, higher is better."""

    article_id: int
    number: int
    span: Span
    text: str
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """One line of an answer: spans of one stored sentence, and the quote or figure row where it has one."""

    article: Article
    sentence: Span
    spans: tuple[Span, ...]
    quote: Quote | None = None
    figure: Figure | None = None
    score: float = 0.0
    changed: bool = False
    """The publisher changed what was quoted before: this is what the newest text says in its place."""


class Verdict(StrEnum):
    ANSWERED = "answered"
    CLOSEST = "closest"
    """Not an answer, but near: shown as such."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer as a language model worded it, each word checked against the citation it stands on."""

    text: str
    citation: int
    """Its place in the answer's citations, from 0."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to one question. `short` is a span's own words where a name, number or date was asked for."""

    question: str
    verdict: Verdict
    citations: tuple[Citation, ...] = ()
    short: str = ""
    note: str = ""
    """One sentence of ours: what was searched, or why there is nothing."""
    confidence: float = 0.0
    searched_articles: int = 0
    claims: tuple[Claim, ...] = ()
    """Set only where a language model is configured."""
