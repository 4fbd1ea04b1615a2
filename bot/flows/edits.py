"""What publishers changed after it was quoted: noticed once the newer text is read, told wherever it is cited again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.feeds.edits import find_alterations
from bot.log import get_log
from bot.model import Alteration, Answer, Citation, Edition, Reading, Span, Topic, Verdict
from bot.ports import Ports

log = get_log("collect")

EDITIONS = 30
"""The latest of a channel that are looked at for what they quoted."""

Changed = Mapping[int, tuple[Span, ...]]
"""Article id -> the sentences of its newest text that state something else than what was quoted."""


def compare_edited(ports: Ports, limit: int) -> int:
    """Compares at most `limit` edited articles with their older versions and stores what changed; returns how many."""
    store = ports.store
    articles = store.list_edited(limit)
    readings = store.get_readings([article.id for article in articles])
    for article in articles:
        versions = store.get_older_readings(article.id)
        altered = find_alterations(versions, article, readings.get(article.id, Reading()))
        store.mark_altered(article, altered)
        log.info("article edited", article=article.id, version=article.version, altered=len(altered))
    return len(articles)


def changed_since(ports: Ports, editions: Iterable[Edition], article_ids: Sequence[int]) -> Changed:
    """Where the newest texts of these articles state something else than what one of these editions quoted."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for article_id, one in _altered(ports, editions, article_ids):
        if one.now:
            found[article_id].append(one.now)
    return {article_id: tuple(spans) for article_id, spans in found.items()}


def withdrawn(ports: Ports, edition: Edition) -> dict[str, int]:
    """Outlet -> how many facts that this edition could show its newest text no longer states, most first."""
    counts: defaultdict[int, int] = defaultdict(int)
    for article_id, _ in _altered(ports, [edition], edition.article_ids):
        counts[article_id] += 1
    outlets: defaultdict[str, int] = defaultdict(int)
    for article in ports.store.list_articles(sorted(counts)):
        outlets[article.outlet] += counts[article.id]
    return dict(sorted(outlets.items(), key=lambda pair: (-pair[1], pair[0])))


def with_changes(
    ports: Ports, answers: Sequence[Answer], topics: Iterable[Topic], edition: Edition | None = None
) -> list[Answer]:
    """The answers, each citation marked that states something else than what was quoted.

    Quoted by this edition, in whose thread was asked, else by the topics' latest. An answer that found nothing says
    which outlets changed lines of the edition: what was asked may have stood there.
    """
    cited = [citation.article.id for answer in answers for citation in answer.citations]
    changed = changed_since(ports, [edition] if edition else editions_of(ports, topics), cited)
    return [replace(_told(ports, answer, edition), citations=_marked(answer, changed)) for answer in answers]


def _marked(answer: Answer, changed: Changed) -> tuple[Citation, ...]:
    return tuple(
        replace(one, changed=any(one.sentence.overlaps(span) for span in changed.get(one.article.id, ())))
        for one in answer.citations
    )


def _told(ports: Ports, answer: Answer, edition: Edition | None) -> Answer:
    counts = withdrawn(ports, edition) if edition and answer.verdict is not Verdict.ANSWERED else {}
    if not counts:
        return answer
    told = ", ".join(
        f"{outlet} changed {'a line' if count == 1 else f'{count} lines'}" for outlet, count in counts.items()
    )
    return replace(answer, note=f"{answer.note} Since this briefing was made, {told} of what it quoted.".strip())


def editions_of(ports: Ports, topics: Iterable[Topic]) -> Iterator[Edition]:
    """The latest editions of the channels of these topics."""
    for workspace, channel in dict.fromkeys((topic.workspace, topic.channel) for topic in topics):
        yield from ports.store.list_editions(workspace, channel, EDITIONS)


def _altered(ports: Ports, editions: Iterable[Edition], article_ids: Sequence[int]) -> Iterator[tuple[int, Alteration]]:
    """The alterations of the versions that the editions were made of; these are looked at only where there are any."""
    alterations = ports.store.get_alterations(article_ids)
    if not alterations:
        return
    quoted = {
        (article_id, version)
        for edition in editions
        for article_id, version, *_ in edition.manifest.get("articles", ())
    }
    for article_id, altered in alterations.items():
        for one in altered:
            if (article_id, one.version) in quoted:
                yield article_id, one
