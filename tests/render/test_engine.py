from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from briefing_sample import NOW, sample_digest
from jinja2 import UndefinedError

from bot.digest.digest import Piece, Wording
from bot.model import Change, Comparison, FigureStatus, Mode, Polarity, Span
from bot.render.engine import environment, render_blocks, template_folder, template_hash
from bot.render.filters import as_of, clock, compact, how, shown, slack, value
from bot.render.ids import Action


def test_a_template_without_its_values_fails_loudly() -> None:
    with pytest.raises(UndefinedError):
        render_blocks("briefing")


def test_templates_are_found_and_hashed() -> None:
    assert (template_folder() / "briefing.json.j2").is_file()
    assert len(template_hash()) == 16


def test_every_template_compiles() -> None:
    for path in template_folder().glob("*.j2"):
        environment().get_template(path.name)


@pytest.mark.parametrize(
    ("when", "shown_as"),
    [
        (NOW, "08:00"),
        (NOW - timedelta(hours=8), "00:00"),
        (NOW - timedelta(hours=9), "Sun 23:00"),
        (NOW + timedelta(days=1), "Tue 08:00"),
        (NOW - timedelta(days=7), "16 Nov"),
        (datetime(2025, 1, 2, tzinfo=UTC), "2 Jan 2025"),
        (None, ""),
    ],
)
def test_times_are_local_and_short(when: datetime | None, shown_as: str) -> None:
    assert clock(when, NOW, "Europe/Berlin") == shown_as


def test_the_fallback_is_escaped() -> None:
    assert slack("<!channel> & *x*") == "&lt;!channel&gt; &amp; *x*"


def test_cuts_are_visible_and_marks_are_not_invented() -> None:
    a, b = Piece(Span(0, 1), "a", marked=True), Piece(Span(5, 6), "b", marked=True, cut=True)
    c = Piece(Span(9, 10), "c", cut=True)
    assert shown(Wording((a, b))) == "“a … b”"
    assert shown(Wording((a, c), cut_after=True)) == "“a” … c …"
    assert shown(Wording((c,))) == "c"


def test_how_names_what_must_be_known() -> None:
    from dataclasses import replace

    line = next(line for line in sample_digest().everyone if line.cue == "denied")
    wording = line.full
    assert how(line, wording) == "denied (reported)"
    assert how(replace(line, cue="said"), wording) == "said (reported, denies it)"
    asked = replace(line, cue="Asked", polarity=Polarity.ASSERTED, mode=Mode.QUESTION)
    assert how(asked, wording) == "asked (reported, a question)"
    marked = Wording((Piece(Span(0, 1), "a", marked=True),))
    assert how(replace(line, cue="", polarity=Polarity.ASSERTED), marked) == ""


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("more than 200 billion yuan", "more than 200bn yuan"),
        ("$1.4 million", "$1.4m"),
        ("12 per cent", "12%"),
        ("3.5 percent", "3.5%"),
        ("a million", "a million"),
        ("2 percentage points", "2 percentage points"),
        ("10,000", "10,000"),
    ],
)
def test_compact_keeps_the_articles_digits(words: str, short: str) -> None:
    assert compact(words) == short


def test_signs_stand_for_what_the_words_do_not_say() -> None:
    from dataclasses import replace

    line = next(line for line in sample_digest().figures if line.words == "340 million euros")
    assert value(line) == "340m euros"
    assert value(replace(line, comparison=Comparison.MORE)) == "> 340m euros"
    assert value(replace(line, comparison=Comparison.MORE, words="over 340 million euros")) == "over 340m euros"
    assert value(replace(line, change=Change.DOWN)) == "↓ 340m euros"
    assert as_of(replace(line, period="2027", status=FigureStatus.TARGET)) == "2027, target"
    assert as_of(replace(line, period="2027", measures="cost in 2027", status=FigureStatus.ACTUAL)) == ""


def test_buttons_are_known_actions() -> None:
    (actions,) = [b for b in render_blocks("briefing", digest=sample_digest()) if b["type"] == "actions"]
    assert all(Action.of(element["action_id"]) for element in actions["elements"])
    assert [option["value"] for option in actions["elements"][-1]["options"]] == [
        "less:7",
        "wrong:7",
        "edit:7",
        "mute:7",
    ]
