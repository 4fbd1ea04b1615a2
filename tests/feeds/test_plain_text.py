from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.feeds.text import html_to_text, one_line, plain_line

ACTIVE = re.compile(r"<script|<iframe|<object|<style|<svg|\son\w+\s*=\s*[\"']|<img", re.IGNORECASE)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain", "plain"),
        ("a &amp; b", "a & b"),
        ("<p>One</p><p>Two<br>three</p>", "One\n\nTwo\n\nthree"),
        ("<ul><li>x<li>y</ul>", "x\n\ny"),
        ("in <em>one</em> line", "in one line"),
        ("calm<script>alert(1)</script> sea", "calm sea"),
        ("calm<!-- hidden --> sea", "calm sea"),
        ("calm <!-- open > sea", "calm sea"),
        ("calm<style>p{}</style><svg><path d='M0'/></svg> sea", "calm sea"),
        ('<a href="javascript:alert(1)" onclick="x()">press</a>', "press"),
        ("&lt;b&gt;bold&lt;/b&gt;", "bold"),
        ("Fish &amp;amp; chips", "Fish & chips"),
        ("&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;sea", "sea"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("line\n\nline", "line\n\nline"),
        ("", ""),
        ("<!-- only -->", ""),
        ("a\u202eb\u200bc\x00d", "abcd"),
    ],
)
def test_markup_becomes_paragraphs(markup: str, text: str) -> None:
    assert html_to_text(markup) == text


def test_a_line_is_one_line() -> None:
    assert one_line("<p>One\n two</p><p>three</p>") == "One two three"
    assert plain_line(" a \n b ") == "a b"


MARKS = """<script> </script> <SCRIPT/SRC=//x> <img/src=x/onerror=y()> &lt; &gt; script < > <!-- --> <svg/onload=x>
<iframe sea <p> &amp; lt; <![CDATA[ ]]> " <style>""".split()
pieces = st.lists(st.sampled_from([*MARKS, " "]), max_size=14)


@settings(deadline=None)
@given(pieces)
def test_nothing_active_survives(parts: list[str]) -> None:
    assert not ACTIVE.search(html_to_text("".join(parts)))


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    assert "\u202e" not in html_to_text(text + "\u202e")
