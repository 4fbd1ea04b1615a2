"""What is drawn, to the byte. After a wanted change: READOUT_GOLDEN=write pytest tests/render, and look at the diff."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from briefing_sample import TEXTS, TOPIC, sample_digest

from bot.digest.build import TopicNews
from bot.digest.frozen import from_json, to_json
from bot.render.briefing import digest_json, render_briefing, render_html, render_nothing_new, render_text

GOLDEN = Path(__file__).parent / "golden"


def _same(name: str, drawn: str) -> None:
    path = GOLDEN / name
    if os.environ.get("READOUT_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def test_messages() -> None:
    messages = render_briefing(sample_digest(), TEXTS)
    _same("briefing.json", _json([{"blocks": m.blocks, "text": m.text} for m in messages]))


def test_text() -> None:
    _same("briefing.txt", render_text(sample_digest()) + "\n")


def test_page() -> None:
    _same("briefing.html", render_html(sample_digest()) + "\n")


def test_nothing_new() -> None:
    empty = sample_digest(news=[TopicNews(TOPIC, [], {})])
    message = render_nothing_new(empty)
    _same("nothing.json", _json({"blocks": message.blocks, "text": message.text}))
    assert render_text(empty).startswith("Nothing new on Shore power since Fri 08:00.")
    assert "Nothing new" in render_html(empty)


def test_a_frozen_digest_draws_the_same_bytes() -> None:
    digest = sample_digest()
    again = from_json(json.loads(json.dumps(to_json(digest))))
    assert render_briefing(again, TEXTS) == render_briefing(digest, TEXTS)
    assert digest_json(again) == digest_json(digest)


@pytest.mark.parametrize("form", [render_text, render_html])
def test_every_form_carries_the_links(form) -> None:
    assert "https://harbour-times.example/news/1#:~:text=" in form(sample_digest())
