"""Scores the answering over the sample news: questions.toml against what the ask flow's own parts reply.

python tests/eval/answering.py            # the measures, and every question that went wrong
python tests/eval/answering.py --fresh    # the same for questions that were written blindly, over more articles
python tests/eval/answering.py --late     # for those written blindly whose misses nobody has looked at
python tests/eval/answering.py --blind    # for more of them, written by another hand
python tests/eval/answering.py --kept     # for those kept for a forecast, most of them in quite other words
python tests/eval/answering.py --unseen  # for 200 of that kind with follow-ups, asked for their figures alone
python tests/eval/answering.py --beside   # for thirty on matters of which nothing is told: the recall alone counts
python tests/eval/answering.py --meaning  # either with the embedding model, where it is installed; floors of its own
python tests/eval/answering.py --raise    # lifts the floors of the set to what was reached
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from pathlib import Path

from bot.answers.candidates import Ranking
from bot.answers.compose import answer
from bot.answers.question import Told
from bot.answers.semantic import BY_WORDS, Meaning, meaning_by
from bot.answers.several import MOST, split_questions
from bot.answers.thread import answer_in_thread, read_in_thread
from bot.demo.news import SampleArticle, load_articles
from bot.embedding.embedder import open_embedder
from bot.embedding.judge import open_judge
from bot.flows.embed import embed_articles
from bot.flows.speakers import join_speakers
from bot.model import LOCAL, Answer, Article, Citation, Scope, Topic, Verdict
from bot.ports import Reader, Store
from bot.reading.reader import open_reader
from bot.settings import load_settings
from storage import open_store

HERE = Path(__file__).resolve().parent
SETS = ("sample", "fresh", "late", "blind", "kept", "unseen", "beside")
ASKED = ("kept", "unseen")
"""Sets whose own articles are only asked about; those of the others have marks, too."""
SLACK, SLACK_BY_MEANING = 2.0, 6.0
"""Floors stand this much below what was reached: a question is one or two per cent, and processors round otherwise."""
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with what a careful reader expects."""

    ask: str
    kind: str
    at: str = ""
    words: tuple[str, ...] = ()
    after: str = ""
    """The question asked before in the same thread."""
    about: str = ""
    """Of one that cannot be answered: the article that tempts to."""

    @property
    def answerable(self) -> bool:
        return bool(self.at)

    @property
    def before(self) -> tuple[str, ...]:
        return (self.after,) if self.after else ()


@dataclass(frozen=True, slots=True)
class Judged:
    """`place`: where the right sentence stands among the cited ones (0 first), None where it is not cited."""

    asked: Asked
    reply: Answer
    place: int | None

    @property
    def answered(self) -> bool:
        return self.reply.verdict is Verdict.ANSWERED


def load_questions(of: str = "sample") -> list[Asked]:
    source = HERE / ("questions.toml" if of == "sample" else f"questions_{of}.toml")
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["question"]
    return [Asked(**{name: tuple(value) if name == "words" else value for name, value in row.items()}) for row in rows]


@contextmanager
def sample_store(reader: Reader, of: str = "sample") -> Iterator[tuple[Store, Scope]]:
    """The articles that a set of questions asks about, read, in one topic."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/news.sqlite")
        store.migrate()
        articles = [store.add_article(_article(sample)) for sample in _samples_of(of)]
        for article in articles:
            store.add_reading(article, reader.read(article.text), reader.version)
        join_speakers(store)
        topic = store.add_topic(Topic(LOCAL, "here", "everything"))
        store.mark_matches(topic, "all", {article.id: True for article in articles})
        yield store, Scope(LOCAL, topic_ids=(topic.id,))
        store.close()


def _samples_of(of: str) -> list[SampleArticle]:
    """Fresh and blind questions are about the sample news and their own articles, late ones about fresh and late."""
    if of == "late":
        return _blind_articles("late") + _blind_articles("fresh")
    own = {"fresh": "fresh", "blind": "blind", "beside": "fresh"}.get(of, of if of in ASKED else None)
    return [*load_articles(), *(_blind_articles(own) if own else ())]


def _blind_articles(of: str) -> list[SampleArticle]:
    """As if each had come out one hour before the next, in one outlet; those without marks stand apart."""
    found = []
    folder = HERE / ("asked" if of in ASKED else "articles")
    for hours, path in enumerate(sorted(folder.glob(f"{of}-*.md")), start=1):
        _, head, text = path.read_text(encoding="utf-8").split("+++\n", 2)
        known = tomllib.loads(head)
        found.append(
            SampleArticle(path.stem, "evening-press", known["title"], "", known["kind"], "", hours, text.strip())
        )
    return found


def _article(sample: SampleArticle) -> Article:
    when = NOW - timedelta(hours=sample.hours_ago)
    url = f"https://news.example/{sample.slug}"
    return Article(url, sample.title, sample.text, sample.outlet, published=when, first_seen=when)


def by_meaning(store: Store) -> Meaning:
    """By the installed model, once every article has its vectors."""
    embedder = open_embedder(load_settings().embedding)
    embed_articles(store, embedder, datetime(2000, 1, 1, tzinfo=UTC), 1_000)
    return meaning_by(embedder, open_judge(load_settings().embedding), store)


Replied = tuple[Answer, Ranking]


def replies_to(
    store: Store,
    scope: Scope,
    message: str,
    before: Sequence[str] = (),
    *,
    now: datetime = NOW,
    meaning: Meaning = BY_WORDS,
) -> list[Replied]:
    """One for each question of a message, behind those asked before: what the ask flow finds in one place."""
    made: list[Replied] = []

    def ask(text: str, before: Sequence[str], told: Told | None) -> Answer:
        question = replace(read_in_thread(store, scope, text, before, now=now), told=told)
        made.append(answer(store, question, scope, meaning))
        return made[-1][0]

    found = []
    for text in split_questions(message)[:MOST]:
        reply = answer_in_thread(ask, text, before)
        found.append(next(one for one in made if one[0] is reply))
        before = [*before, text]
    return found


def judge(store: Store, scope: Scope, asked: Asked, meaning: Meaning = BY_WORDS) -> Judged:
    found = replies_to(store, scope, asked.ask, asked.before, meaning=meaning)
    replies = [reply for reply, _ in found]
    reply = _together(replies)
    places = [number for number, citation in enumerate(reply.citations) if _right(asked, citation)]
    return Judged(asked, reply, min(places, default=None))


def _together(replies: Sequence[Answer]) -> Answer:
    """Of two questions in one the surer reply, with the other's citations in turn."""
    best = max(replies, key=lambda reply: (reply.verdict is Verdict.ANSWERED, reply.confidence))
    others = [reply.citations for reply in replies if reply is not best]
    turns = zip_longest(best.citations, *others)
    return replace(best, citations=tuple(citation for turn in turns for citation in turn if citation))


def _right(asked: Asked, citation: Citation) -> bool:
    sentence = citation.sentence.of(citation.article.text)
    return citation.article.url.rsplit("/", 1)[1].startswith(asked.at) and any(
        words in sentence for words in asked.words
    )


def _good(one: Judged) -> bool:
    return (one.answered and one.place == 0) if one.asked.answerable else not one.answered


def measures(judged: Sequence[Judged]) -> dict[str, float]:
    """Percentages: the right sentence first, within the cited three, and precision and recall of abstaining."""
    can = [one for one in judged if one.asked.answerable]
    silent = [one for one in judged if not one.answered]
    traps = [one for one in judged if not one.asked.answerable]
    held = [one for one in silent if not one.asked.answerable]
    return {
        "answers: sentence first": _share([one.place == 0 for one in can]),
        "answers: sentence in three": _share([one.place is not None for one in can]),
        "answers: answered and in three": _share([one.answered and one.place is not None for one in can]),
        "answers: abstaining, precision": 100 * len(held) / len(silent) if silent else 0.0,
        "answers: abstaining, recall": 100 * len(held) / len(traps),
    }


def _share(truths: Sequence[bool]) -> float:
    return 100 * sum(truths) / len(truths) if truths else 0.0


def floors_path(of: str = "sample", *, meaning: bool = False) -> Path:
    return HERE / f"answering{'' if of == 'sample' else f'_{of}'}{'_meaning' if meaning else ''}_floors.json"


def load_answering_floors(path: Path) -> dict[str, float]:
    floors: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return floors


def raise_floors(measured: dict[str, float], path: Path, slack: float = SLACK) -> None:
    """Floors only rise."""
    known = load_answering_floors(path) if path.exists() else {}
    lifted = {name: max(known.get(name, 0.0), round(max(0.0, value - slack), 1)) for name, value in measured.items()}
    path.write_text(json.dumps(lifted, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    of = next((name for name in SETS if f"--{name}" in sys.argv[1:]), "sample")
    with sample_store(open_reader(), of) as (store, scope):
        by_model = "--meaning" in sys.argv[1:]
        meaning = by_meaning(store) if by_model else BY_WORDS
        judged = [judge(store, scope, asked, meaning) for asked in load_questions(of)]
    for one in judged:
        if not _good(one):
            cited = [citation.sentence.of(citation.article.text)[:90] for citation in one.reply.citations]
            print(
                f"{one.asked.kind:12} {one.reply.verdict:9} {one.reply.confidence:.2f} at {one.place}  {one.asked.ask}"
            )
            print(f"      {cited} {one.reply.note}")
    for name, value in measures(judged).items():
        print(f"{name:34} {value:.1f}")
    if "--raise" in sys.argv[1:]:
        slack = SLACK_BY_MEANING if by_model else SLACK
        raise_floors(measures(judged), floors_path(of, meaning=by_model), slack)


if __name__ == "__main__":
    main()
