"""Numbers whose neighbours tell that they are something else: weights, resolutions, emergency calls, causes."""

from __future__ import annotations

import pytest

from bot.model import Comparison
from bot.reading.reader import SpacyReader


@pytest.mark.parametrize(
    "text",
    [
        "The clip plays at 1080p on the new screen.",
        "The harbour film looks poor at 720p on a big screen.",
        "Officers began receiving 911 calls on Tuesday.",
    ],
)
def test_is_no_figure(reader: SpacyReader, text: str) -> None:
    assert reader.read(text).figures == ()


def test_pounds_at_an_exam_are_a_weight(reader: SpacyReader) -> None:
    figures = reader.read("The skipper came in at 243 pounds at his yearly exam, up from 239 pounds.").figures
    assert [figure.unit for figure in figures] == ["lb", "lb"]


def test_a_share_of_480p_is_money(reader: SpacyReader) -> None:
    (figure,) = reader.read("Shares in the ferry line closed at 480p.").figures
    assert figure.unit == "pence"


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("She was dismissed in 2019 over £340 of missing cash.", Comparison.EQUAL),
        ("The line was sued over £2m of unpaid rent.", Comparison.EQUAL),
        ("The pier cost over £340 a day.", Comparison.MORE),
    ],
)
def test_over_may_mean_because_of(reader: SpacyReader, text: str, comparison: Comparison) -> None:
    (figure,) = reader.read(text).figures
    assert figure.comparison is comparison


def test_who_sat_in_the_hall_is_no_key_figure(reader: SpacyReader) -> None:
    (figure,) = reader.read("Among the 170 people in the hall was Dilip Ramanathan, who runs the fish bar.").figures
    assert not figure.key
