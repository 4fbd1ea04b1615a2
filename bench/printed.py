"""Whether the answers print what stands in the articles, and nothing else.

    python bench/printed.py CORPUS.jsonl QUESTIONS.jsonl … [--db FILE]

Corpus, questions and FILE are those of bench/adapters/answers.py. Every answer is drawn as the product draws it.
Counted are the pieces of text that are contiguous in their article, the numbers of a short answer that stand in a
cited sentence, and the abstentions that cite nothing: ends with 1 where one of them fails. Citations that are not drawn
(half a quotation that cannot be shown alone) are counted beside them, several sentences of one quote as one.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.adapters.answers import lines, load, replies_to
from bot.model import LOCAL, Answer, Scope, Verdict
from bot.ports import Store
from bot.render.answer import lines_of
from storage import open_store

DRAWN = "citations drawn"
NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def checks(store: Store, reply: Answer) -> Iterator[tuple[str, bool]]:
    """(what was looked at, whether it holds)."""
    texts = {citation.article.id: citation.article.text for citation in reply.citations}
    drawn = lines_of(reply, store.get_readings(list(texts)))
    cited = {(citation.article.id, citation.quote or citation.sentence) for citation in reply.citations}
    yield from ((DRAWN, place < len(drawn)) for place in range(len(cited)))
    for line in drawn:
        text = texts[line.place.article_id]
        yield from (("pieces in their article", piece.words == piece.span.of(text)) for piece in line.wording.pieces)
    held = {number for one in reply.citations for number in NUMBER.findall(one.sentence.of(one.article.text))}
    yield from (("numbers in a cited sentence", number in held) for number in NUMBER.findall(reply.short))
    if reply.verdict is Verdict.NOTHING:
        yield "abstentions without a citation", not reply.citations and not reply.short


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus")
    parser.add_argument("questions", nargs="+")
    parser.add_argument("--db", default="")
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    good: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{options.db or Path(folder, 'corpus.sqlite')}")
        store.migrate()
        load(store, list(lines(options.corpus)))
        scope = Scope(LOCAL, topic_ids=(store.list_topics(LOCAL)[0].id,))
        for row in (row for path in options.questions for row in lines(path)):
            for reply, _ in replies_to(store, scope, row["question"], row.get("before", ())):
                for what, holds in checks(store, reply):
                    seen[what] += 1
                    good[what] += holds
                    if not holds:
                        print(f"{row['id']}: {what}: {reply.short or row['question']}")
        store.close()
    for what, count in seen.items():
        print(f"{what:32} {good[what]} of {count}")
    return int(any(good[what] < count for what, count in seen.items() if what != DRAWN))


if __name__ == "__main__":
    sys.exit(main())
