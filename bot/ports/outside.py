"""Time, network, reading, models and work: what the flows need beside Slack and the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import numpy as np
import numpy.typing as npt

from bot.model import Excerpt, InContext, Reading


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


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


class Embedder(Protocol):
    """Questions and sentences as vectors: the likelier one answers the other, the larger their dot product."""

    @property
    def version(self) -> str:
        """Names the model, so that vectors of two are never compared; "" where none is installed."""
        ...

    def embed_questions(self, questions: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a question: (questions, dimensions)."""
        ...

    def embed_sentences(self, sentences: Sequence[InContext]) -> npt.NDArray[np.float32]:
        """One unit vector a sentence: (sentences, dimensions)."""
        ...


class NoEmbedder:
    """What there is where no model is installed: everything works by words alone."""

    version = ""

    def embed_questions(self, questions: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.zeros((len(questions), 0), dtype=np.float32)

    def embed_sentences(self, sentences: Sequence[InContext]) -> npt.NDArray[np.float32]:
        return np.zeros((len(sentences), 0), dtype=np.float32)


class Judge(Protocol):
    """Reads a question together with the sentences that may answer it, in their article."""

    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[Mapping[int, float]]:
        """For each excerpt, by place, how likely a sentence answers, 0 to 1; [] without a model.

        Those in question are among the places, and others that were read beside them.
        """
        ...


class NoJudge:
    def judge(self, question: str, excerpts: Sequence[Excerpt]) -> list[Mapping[int, float]]:
        del question, excerpts
        return []


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


class Queue(Protocol):
    """Wakes the flows. Rows survive, queues do not: whatever is lost here is found again by the next tick."""

    def wake(self, lane: str) -> None:
        """lane: collect, brief, deliver or ask. Returns at once; wakes of a lane already waiting are merged."""
        ...
