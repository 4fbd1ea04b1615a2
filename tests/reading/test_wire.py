"""JSON lines in and out; numbers keep the Decimal's own digits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

import pytest

from bot.errors import InputError
from bot.model import Figure, FigureKind, Quote, QuoteKind, Reading, Span
from bot.reading.wire import dump, read_lines, reading_json


class _Fixed:
    """A reader that finds the same in every text."""

    version = "fixed"

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def read(self, text: str) -> Reading:
        return self._reading

    def read_all(self, texts: Sequence[str]) -> list[Reading]:
        return [self._reading for _ in texts]


READING = Reading(
    quotes=(Quote((Span(0, 4), Span(6, 9)), "Ida Moss", QuoteKind.DIRECT, source=Span(10, 18), confidence=0.9),),
    figures=(Figure(Span(1, 5), Decimal("12.50"), "EUR", FigureKind.MONEY, "price", high=Decimal("1E+2")),),
)


def test_numbers_keep_their_digits() -> None:
    line = dump(reading_json(READING))
    assert '"value": 12.50' in line
    assert '"value2": 100' in line
    assert json.loads(line)["quotes"][0]["content"] == [[0, 4], [6, 9]]


def test_lines_keep_their_ids_and_order() -> None:
    lines = [json.dumps({"id": number, "text": "…"}) for number in range(40)]
    out = [json.loads(line) for line in read_lines([*lines, "\n"], _Fixed(READING))]
    assert [row["id"] for row in out] == list(range(40))
    assert out[0]["quotes"][0]["speaker"] == "Ida Moss"


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}'])
def test_a_line_that_is_no_article_is_told(line: str) -> None:
    with pytest.raises(InputError, match="Line 1"):
        list(read_lines([line], _Fixed(READING)))
