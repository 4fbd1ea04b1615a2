"""The figures of one sentence: value, unit, kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.reading.figures import read_figures


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "kind"),
    [
        ("Spending on lighthouses will exceed 200 million yuan.", "200000000", "CNY", "money"),
        ("Turnover rose 4.5% at Brackwater Mills.", "4.5", "%", "percent"),
        ("The bridge is 640 metres long.", "640", "m", "measure"),
        ("Some 1,200 villagers signed the letter.", "1200", "villager", "count"),
    ],
)
def test_one_figure(sentence: str, value: str, unit: str, kind: str) -> None:
    (figure,) = read_figures(sentence, None, (), ())
    assert (figure.value, figure.unit, figure.kind) == (Decimal(value), unit, kind)
