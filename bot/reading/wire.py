"""The JSON form of a reading, one line an article: what `readout read --jsonl` takes and gives.

In: `{"id","text"}`. Out: `{"id","quotes":[…],"figures":[…]}`, offsets in code points of `text`. JSON numbers carry the
Decimal's own digits: the standard encoder would round them through a float.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from bot.errors import InputError
from bot.model import Figure, Quote, Reading, Span
from bot.ports import Reader

_BATCH = 16


def reading_json(reading: Reading) -> dict[str, Any]:
    """`{"quotes":[…],"figures":[…]}`; figures' `value` and `value2` are Decimals, which `dump` prints."""
    return {
        "quotes": [_quote(quote) for quote in reading.quotes],
        "figures": [_figure(figure) for figure in reading.figures],
    }


def dump(value: object) -> str:
    """JSON on one line, a Decimal in its own digits."""
    return "".join(_pieces(value))


def read_lines(lines: Iterable[str], reader: Reader) -> Iterator[str]:
    """JSONL in, JSONL out, same order. Raises InputError on a line that is no `{"id","text"}`."""
    rows = (_row(number, line) for number, line in enumerate(lines, 1) if line.strip())
    while batch := list(islice(rows, _BATCH)):
        for (key, _), reading in zip(batch, reader.read_all([text for _, text in batch]), strict=True):
            yield dump({"id": key, **reading_json(reading)})


def _row(number: int, line: str) -> tuple[Any, str]:
    try:
        row = json.loads(line)
        return row["id"], str(row["text"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"Line {number} is no article.", 'Each line is {"id": …, "text": "…"}.') from error


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "content": [_pair(span) for span in quote.content],
        "source": _pair(quote.source),
        "cue": _pair(quote.cue),
        "speaker": quote.speaker,
        "unnamed": quote.unnamed,
        "role": quote.role,
        "organisation": quote.organisation,
        "kind": quote.kind.value,
        "polarity": quote.polarity.value,
        "mode": quote.mode.value,
        "nested": quote.nested,
        "continuation": [_pair(span) for span in quote.continuation],
        "confidence": round(quote.confidence, 3),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "start": figure.span.start,
        "end": figure.span.end,
        "value": figure.value,
        "value2": figure.high,
        "unit": figure.unit,
        "kind": figure.kind.value,
        "measures": figure.measures,
        "modality": figure.comparison.value,
        "change": figure.change.value,
        "status": figure.status.value,
        "period": figure.period,
        "speaker": figure.speaker,
        "key": figure.key,
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _pieces(value: object) -> Iterator[str]:
    if isinstance(value, Decimal):
        yield format(value, "f")
    elif isinstance(value, dict):
        yield "{"
        for number, (key, item) in enumerate(value.items()):
            yield f"{', ' if number else ''}{json.dumps(str(key))}: "
            yield from _pieces(item)
        yield "}"
    elif isinstance(value, list | tuple):
        yield "["
        for number, item in enumerate(value):
            yield ", " if number else ""
            yield from _pieces(item)
        yield "]"
    else:
        yield json.dumps(value, ensure_ascii=False)
