from __future__ import annotations

from dataclasses import replace

from briefing_sample import EARLIER, TEXTS, sample_digest

from bot.render.verify import verified


def test_a_digest_over_its_own_texts_is_untouched() -> None:
    digest = sample_digest()
    assert verified(digest, TEXTS) == digest


def test_lines_of_a_changed_article_are_dropped() -> None:
    changed = TEXTS | {1: replace(TEXTS[1], text=TEXTS[1].text.replace("every ship", "each ship"))}
    kept = verified(sample_digest(), changed)
    assert "Ilse Varnholt" not in {line.speaker for line in (*kept.said, *kept.everyone)}
    assert "Petra Oldenkamp" in {line.speaker for line in kept.everyone}


def test_another_version_is_not_the_article() -> None:
    newer = TEXTS | {1: replace(TEXTS[1], version=2)}
    kept = verified(sample_digest(), newer)
    assert all(line.place.article_id != 1 for line in (*kept.everyone, *kept.figures))
    assert kept.stories[0].lead is None
    assert kept.disputes == ()


def test_marks_that_are_gone_take_the_line_with_them() -> None:
    bare = TEXTS | {1: replace(TEXTS[1], text=TEXTS[1].text.replace("“", " ").replace("”", " "))}
    assert "Ilse Varnholt" not in {line.speaker for line in verified(sample_digest(), bare).everyone}


def test_a_missing_article_drops_its_lines() -> None:
    kept = verified(sample_digest(), {})
    assert (kept.said, kept.everyone, kept.numbers, kept.figures) == ((), (), (), ())


def test_an_earlier_value_that_does_not_hold_is_left_out_alone() -> None:
    without = {number: each for number, each in TEXTS.items() if number != EARLIER.id}
    kept = verified(sample_digest(), without)
    line = next(line for line in kept.numbers if line.words == "85 million euros")
    assert line.earlier is None
