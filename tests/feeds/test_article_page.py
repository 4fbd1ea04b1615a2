from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.feeds.article import TEXT_CAP, agrees, read_page

URL = "https://tidewatch.example/notes/wall"
TITLE = "Harbour board delays the sea wall"
BODY = [
    "The harbour board of Elmsund put off its decision on the new sea wall until the autumn, its chair said on Monday.",
    "“We would rather build it once than twice,” said Petra Lindqvist, who has led the board for six years.",
    "The wall is to be 340 metres long and would cost 2.6 million crowns, a tenth more than was planned last year.",
    "Residents of the lower town have waited for it since the flood of four winters ago, which closed the fish market.",
]
COOKIES = "<p>We and our 214 partners store and access information on a device, such as cookies, to show adverts.</p>"
META = """<meta property="og:site_name" content="Tidewatch"><meta name="author" content="By Ada Quill">
<meta property="article:published_time" content="2026-05-04T08:00:00+02:00">
<link rel="canonical" href="https://tidewatch.example/notes/the-wall?utm_source=x">"""


def page(body: str, head: str = META) -> str:
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("home", "boats", "weather", "about"))
    return f"""<!doctype html><html lang="en"><head><title>{TITLE} | Tidewatch</title>{head}</head><body>
    <nav><ul>{menu}</ul></nav><main><article><h1>{TITLE}</h1>{body}</article></main>
    <footer><p>Copyright Tidewatch. All rights reserved.</p></footer></body></html>"""


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_the_article_is_taken_and_the_furniture_left() -> None:
    found = read_page(page(paragraphs(BODY)), URL, title=TITLE, summary=BODY[0])
    assert [line for line in found.text.split("\n\n") if line in BODY] == BODY
    assert "Copyright" not in found.text
    assert "weather" not in found.text
    assert found.note == ""


def test_the_page_says_who_and_when() -> None:
    found = read_page(page(paragraphs(BODY)), URL)
    assert (found.outlet, found.author) == ("Tidewatch", "Ada Quill")
    assert found.published == datetime(2026, 5, 4, 6, tzinfo=UTC)
    assert found.url == "https://tidewatch.example/notes/the-wall"


def test_json_ld_is_read() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"],
    "headline": "x", "datePublished": "2026-05-03", "author": [{"name": "Bo Berg"}, {"name": "Ida Alm"}],
    "publisher": {"name": "Elmsund Post"}, "isAccessibleForFree": "False"}]}</script>"""
    found = read_page(page(paragraphs(BODY[:2]), head), URL)
    assert (found.outlet, found.author) == ("Elmsund Post", "Bo Berg, Ida Alm")
    assert found.published == datetime(2026, 5, 3, tzinfo=UTC)
    assert found.note == "paywall"


def test_a_canonical_address_of_another_site_is_not_believed() -> None:
    head = '<link rel="canonical" href="https://famous.example/story">'
    assert read_page(page(paragraphs(BODY), head), URL).url == ""


@pytest.mark.parametrize("times", [2, 8, 40])
def test_a_cookie_notice_is_not_an_article(times: int) -> None:
    consent = COOKIES + "<p>Give your consent, or read the privacy policy of the board.</p>"
    for summary in (BODY[0], ""):
        found = read_page(page(consent * times), URL, title=TITLE, summary=summary)
        assert found.text == ""
        assert found.note == "the page holds no article"


def test_a_playful_headline_does_not_lose_the_article() -> None:
    found = read_page(page(paragraphs(BODY * 4)), URL, title="Build once, cry once: Elmsund and its eternal puddle")
    assert BODY[1] in found.text


@pytest.mark.parametrize("broken", ["", " ", "<html></html>", "<!-- -->", "\x00", "<p", b"\xff\xfe\x00"])
def test_empty_pages_are_said_so(broken: str | bytes) -> None:
    found = read_page(broken, URL, title=TITLE)
    assert (found.text, found.title) == ("", TITLE)
    assert found.note


def test_a_text_without_end_is_cut_at_a_paragraph() -> None:
    found = read_page(
        page(paragraphs([f"Line {n} of the record of the sea wall board in Elmsund." for n in range(3000)])), URL
    )
    assert TEXT_CAP - 200 < len(found.text) <= TEXT_CAP
    assert found.note == "the text was cut"
    assert found.text.endswith(".")


def test_scripts_and_hidden_marks_do_not_reach_the_text() -> None:
    spiked = [
        *BODY,
        "The tide<script>steal()</script> turns at \u202enoon\u202c<img src=x onerror=steal()>, the office added.",
    ]
    text = read_page(page(paragraphs(spiked)), URL).text
    assert "steal" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    ("encoding", "head", "told"),
    [
        ("utf-8", "", "iso-8859-1"),
        ("cp1251", '<meta charset="windows-1251">', ""),
        ("cp1251", "", "windows-1251"),
        ("cp1252", "", ""),
        ("cp1252", '<meta charset="no-such">', "nor-this"),
    ],
)
def test_pages_are_read_in_their_own_charset(encoding: str, head: str, told: str) -> None:
    line = "Совет порта отложил решение." if encoding == "cp1251" else "L’élection à Málaga a été reportée à l’été."
    text = page(paragraphs([*BODY[1:3], line]), head).replace("“", '"').replace("”", '"')
    assert line in read_page(text.encode(encoding), URL, charset=told).text


def test_agreement_works_in_scripts_without_spaces() -> None:
    assert agrees("港湾委員会は防波堤の建設を延期した。", "防波堤の建設を延期", "")
    assert not agrees("クッキーの使用に同意してください。", "防波堤の建設を延期", "")
    assert agrees("anything", "", "")
    assert not agrees("", "", "")


def test_a_deeply_nested_page_is_survived() -> None:
    assert read_page("<div>" * 20_000 + "x", URL, title=TITLE).title == TITLE
