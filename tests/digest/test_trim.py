from __future__ import annotations

from decimal import Decimal

import pytest
from briefing_sample import article, read, said, sentences
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.page import Page
from bot.digest.trim import LONGEST, LONGEST_FULL, opens_with_contrast, shorten, shorten_sentence
from bot.digest.wordcount import count_words
from bot.model import Figure, FigureKind, Quote, QuoteKind, Reading, Span
from bot.render.filters import shown


def page_of(text: str, quotes: list[Quote] | None = None, reading: Reading | None = None) -> Page:
    return Page(article(1, "Outlet", "Title", text, 1), reading or read(text, quotes or []))


def shortened(text: str, quote: Quote, longest: int = LONGEST) -> str | None:
    wording = shorten(page_of(text, [quote]), quote, longest)
    return shown(wording) if wording else None


def test_a_short_statement_is_whole() -> None:
    text = "Ada Brunn said that the bridge is safe."
    assert shortened(text, said(text, "Ada Brunn", "said", "the bridge is safe")) == "the bridge is safe"


def test_marks_stand_where_they_stood_and_nowhere_else() -> None:
    text = "“It is safe,” said Ada Brunn. She said that “nobody” had “looked under it” since May."
    direct = said(text, "Ada Brunn", "said", "“It is safe,”", kind=QuoteKind.DIRECT)
    mixed = said(text, "Ada Brunn", "said", "“nobody” had “looked under it” since May", kind=QuoteKind.MIXED)
    assert shortened(text, direct) == "“It is safe”"
    assert shortened(text, mixed) == "“nobody” had “looked under it” since May"


def test_a_span_that_lacks_one_mark_gets_it_back() -> None:
    text = "She said the bridge was “safe as a house” now."
    assert shortened(text, said(text, "She", "said", "the bridge was “safe as a house")) == (
        "the bridge was “safe as a house”"
    )


def test_a_quotation_round_its_cue_is_two_spans_with_a_visible_cut() -> None:
    text = "“We begin in May,” Ada Brunn said, “and we end in June.”"
    quote = said(text, "Ada Brunn", "said", "We begin in May,", "and we end in June.", kind=QuoteKind.DIRECT)
    assert shortened(text, quote) == "“We begin in May … and we end in June.”"


LONG = (
    "Ada Brunn said that the bridge will be closed for the whole of the coming winter because the bearings have to be "
    "taken out one by one, the lorries will go round by the valley road, the ferry will run all night"
)


def test_a_long_statement_ends_with_a_clause_and_a_sign() -> None:
    quote = said(LONG, "Ada Brunn", "said", LONG[LONG.index("the bridge") :])
    assert shortened(LONG, quote) == (
        "the bridge will be closed for the whole of the coming winter because the bearings have to be taken out one by "
        "one, the lorries will go round by the valley road …"
    )
    assert count_words(shortened(LONG, quote) or "") <= LONGEST


@pytest.mark.parametrize("turn", ["but only at night", "unless the money comes", "not before the spring", "although"])
def test_a_cut_never_takes_a_turn_away(turn: str) -> None:
    text = f"{LONG}, {turn} as the council of the valley towns has asked for in its letter of Friday"
    assert shortened(text, said(text, "Ada Brunn", "said", text[text.index("the bridge") :])) is None


def test_what_cannot_be_shortened_is_whole_in_the_thread() -> None:
    text = f"{LONG}, but only at night and for those who live there and have a paper that says so"
    quote = said(text, "Ada Brunn", "said", text[text.index("the bridge") :])
    assert shortened(text, quote) is None
    assert shortened(text, quote, LONGEST_FULL) == text[text.index("the bridge") :]


def test_a_cut_does_not_part_a_number_from_its_unit() -> None:
    text = (
        "Ada Brunn said that the town has paid for the work on the old bridge over the river in every one of the last "
        "years a sum of between 2, 3 and 4 million crowns out of its own pocket and hopes for help from the county now"
    )
    got = shortened(text, said(text, "Ada Brunn", "said", text[text.index("the town") :]))
    assert got is None or not got.endswith(("2 …", "3 …", "4 …"))


def test_a_cut_does_not_part_a_figure_from_what_it_measures() -> None:
    words = LONG[LONG.index("the bridge") :]
    quote = said(LONG, "Ada Brunn", "said", words)
    at = LONG.index(", the ferry")
    measured = Span(at - 4, at)
    figure = Figure(
        Span(at + 2, at + 12), Decimal(1), "", FigureKind.COUNT, LONG[measured.start : measured.end],
        measures_span=measured,
    )  # fmt: skip
    wording = shorten(page_of(LONG, reading=Reading((quote,), (figure,), sentences(LONG))), quote)
    assert wording is None


REST = ", the lorries go round by the valley road, the ferry runs all night and the school bus starts an hour earlier"


@pytest.mark.parametrize(
    "head",
    [
        "given that the bridge has been closed for the whole of the winter and that the bearings are out",
        "if the bridge will be closed for the whole of the coming winter once more",
        "the council of the valley towns has asked for a paper in which the works are listed and paid for by",
        "the council has written a letter to him saying ‘come and see the bridge in the coming winter once more",
    ],
)
def test_a_cut_leaves_no_half_of_a_thought(head: str) -> None:
    text = f"Ada Brunn said that {head}{REST}."
    got = shortened(text, said(text, "Ada Brunn", "said", text[text.index(head) : -1]))
    assert got is None or not got.startswith(f"{head} …")


# ------------------------------------------------------------------ continuations

CARRIED = (
    "Mira Holt said that the plant runs at full load. It has won over every neighbour. In fact, it has yet to be "
    "switched on."
)


def test_a_continuation_that_contrasts_is_shown_with_the_statement() -> None:
    quote = said(
        CARRIED, "Mira Holt", "said", "the plant runs at full load.",
        carried=["It has won over every neighbour. In fact, it has yet to be switched on."],
    )  # fmt: skip
    assert shortened(CARRIED, quote) == "the plant runs at full load. … In fact, it has yet to be switched on."


def test_or_the_statement_is_not_shown_at_all() -> None:
    tail = "In fact, " + "it has yet to be switched on and tried and tested and measured and paid for, " * 4
    text = f"Mira Holt said that the plant runs at full load. {tail.strip(' ,')}."
    quote = said(text, "Mira Holt", "said", "the plant runs at full load.", carried=[text[text.index("In fact") :]])
    assert shortened(text, quote) is None


def test_a_continuation_without_contrast_stays_away() -> None:
    text = "Mira Holt said that the plant runs. It makes steam."
    assert shortened(text, said(text, "Mira Holt", "said", "the plant runs", carried=["It makes steam."])) == (
        "the plant runs"
    )


def test_what_the_speaker_takes_back_in_the_next_sentence_is_shown() -> None:
    text = "Mira Holt said that prices fell. But she added that they would rise again."
    first = said(text, "Mira Holt", "said", "prices fell")
    second = said(text, "Mira Holt", "added", "they would rise again")
    wording = shorten(page_of(text, [first, second]), first)
    assert wording
    assert shown(wording) == "prices fell … But she added that they would rise again."


def test_another_speakers_contrast_is_not_hers() -> None:
    text = "Mira Holt said that prices fell. But Jon Ek said that they would rise again."
    first = said(text, "Mira Holt", "said", "prices fell")
    second = said(text, "Jon Ek", "said that they", "they would rise again")
    wording = shorten(page_of(text, [first, second]), first)
    assert wording
    assert shown(wording) == "prices fell"


def test_what_the_outlet_says_next_is_never_put_into_her_mouth() -> None:
    text = "Mira Holt said that prices fell. But the shops know nothing of it."
    first = said(text, "Mira Holt", "said", "prices fell")
    wording = shorten(page_of(text, [first]), first)
    assert wording
    assert shown(wording) == "prices fell"


@pytest.mark.parametrize("opener", ["However, it", "But it", "“In fact, it", "Even so, it", "although it"])
def test_contrast_openers(opener: str) -> None:
    assert opens_with_contrast(opener)


@pytest.mark.parametrize("opener", ["Butter is", "Stillness reigns", "It is, however,", "Yetis are"])
def test_words_that_only_look_like_openers(opener: str) -> None:
    assert not opens_with_contrast(opener)


# ------------------------------------------------------------------ laws

_WORDS = [*'not but the harbour 5 percent “so it” " ‘ however, cost; (a b) yes, .'.split(), "\n\n"]
TEXTS = st.lists(st.sampled_from(_WORDS), min_size=3, max_size=120).map(" ".join)


@given(TEXTS, st.data(), st.sampled_from([10, LONGEST, LONGEST_FULL]))
def test_pieces_are_the_articles_own_words_in_order(text: str, data: st.DataObject, longest: int) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text) - 1))
        return Span(start, data.draw(st.integers(start + 1, len(text))))

    quote = Quote((span(),), "Ada", QuoteKind.MIXED, continuation=(span(),))
    wording = shorten(page_of(text, [quote]), quote, longest)
    if wording is None:
        return
    assert all(piece.span.of(text) == piece.words for piece in wording.pieces)
    ends = [edge for piece in wording.pieces for edge in (piece.span.start, piece.span.end)]
    assert ends == sorted(ends)
    assert all(count_words(piece.words) <= 2 * longest for piece in wording.pieces)
    for one, other in zip(wording.pieces, wording.pieces[1:], strict=False):
        assert other.cut == bool(text[one.span.end : other.span.start].strip())


@given(TEXTS)
def test_leads_keep_the_contract(text: str) -> None:
    page = page_of(text)
    for sentence in page.reading.sentences:
        wording = shorten_sentence(page, sentence, 20)
        if wording:
            assert all(piece.span.of(text) == piece.words for piece in wording.pieces)
            assert sum(count_words(piece.words) for piece in wording.pieces) <= 20
