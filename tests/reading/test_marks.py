"""Quotation marks of every kind, paired from the surface."""

from __future__ import annotations

import pytest

from bot.reading.quotes.marks import find_quotations


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"We leave," she said. "Tonight."', ["We leave,", "Tonight."]),
        ("“We leave,” she said. “Tonight.”", ["We leave,", "Tonight."]),
        ("''We leave,'' she said, ``tonight''.", ["We leave,", "tonight"]),
        ("‘We don’t leave,’ she said of the dogs’ home.", ["We don’t leave,"]),
        ("'It's the '90s again,' he said.", ["It's the '90s again,"]),
        ("«Nous partons», dit-elle", ["Nous partons"]),
        ("„Wir gehen“, sagte sie. »Heute«", ["Wir gehen", "Heute"]),
        ("“She told me ‘go’ and I went,” he said.", ["She told me ‘go’ and I went,"]),
        ('A 6\'2" door and a "wide" gate', ["wide"]),
        ("The workers' pay and the owners' pay", []),
    ],
)
def test_pairs_marks_of_every_kind(text: str, inside: list[str]) -> None:
    assert [q.inner.of(text) for q in find_quotations(text)] == inside


def test_an_unclosed_quotation_ends_with_its_paragraph_and_is_carried_on_by_the_next() -> None:
    text = "“The dam held.\n\n“The road did not,” she said."
    first, second = find_quotations(text)
    assert (first.closed, first.inner.of(text)) == (False, "The dam held.")
    assert second.carries_on
