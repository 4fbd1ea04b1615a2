"""Numbers that are no figures, each for a named reason, in ten kinds of news. All sentences are invented."""

from __future__ import annotations

import pytest

from bot.model import FigureKind
from bot.reading.figures import read_figures
from bot.reading.figures.currencies import Money
from bot.reading.figures.lexer import read_amounts
from bot.reading.figures.mask_patterns import Reason
from bot.reading.figures.masks import Masks
from bot.reading.figures.reject import reason_against
from bot.reading.figures.tokens import tokenize

TRAPS = [
    # politics
    "In 2019 the council adopted Resolution 2231 under Article 50 of the treaty.",
    "The Group of Seven met on the 14th of June; the Group of 20 meets on Nov. 30.",
    "They trust one another's and one another’s papers, as if the two sides, these two places, were alike.",
    "One wonders why no one asked; he was one of the best and the one who did it.",
    "The law of 1998 replaced the 1986 act, she told Channel 4 at 7.30pm on 3 May 2021.",
    # business and earnings
    "The S&P 500, the FTSE 100 and the Nikkei 225 were mixed in Q3 2022 and fiscal 2023.",
    "Call 0800 123 4567 or (212) 555-0187, or text 60777; the office is at 42 Harbour Road.",
    # science and health
    "Covid-19, H5N1, vitamin B12, PM2.5 and CO2 were named in the Phase 3 trial of AZ-204.",
    "Type 2 diabetes and stage 4 cancer are in Figure 3, Table 2 and Section 8(b), page 12.",
    # courts
    "Rule 702, Proposition 8, Count Two and Case No. 22-451 came up under 5 U.S.C. 552.",
    # sport
    "Game 7 of Euro 2024, Formula 1 and car 44 on lap 45 made the 2022 World Cup pale.",
    # local
    "The bus left Junction 10 of the M25 at 5:40 a.m. on Monday 12 March for Gate 12.",
    "Flight BA2490 and flight 370 were late; Room 101 at 10 Downing Street stood empty.",
    # technology
    "The iPhone 15, Galaxy S24, Windows 11 and version 2.4.1 run on 5G and 4K screens.",
    "A Boeing 737 MAX, the 787 Dreamliner and Apollo 11 stood near Planet 9's model.",
    # translated
    "The plan (2021-2023) and the 14th Five-Year Plan follow the 1990s and the 21st century.",
    # names and titles
    "The band Maroon 5 read “Seven Days in June” and saw “27 Dresses” at Studio 54.",
    "Four Seasons and Three Mile Island sued the Six Nations and the Big Four.",
    # more of each
    "It infringes claims 1, 4 and 7; take seats 7 and 8 between junctions 22 and 24 of the road.",
    "The book (ISBN 978-1-4028-9462-6, 384pp) cites vol. 391, pp. 44-51, doi:10.1136/orrin.r2210.",
    "The wreck lies at 17.4°S 168.2°E, under the path of the Corriel 737-800.",
    "The gain was significant (95% CI 79-92, p < 0.05).",
    "School starts at 9.30 instead of 8.15, and the gates close at 11.15 on Sunday.",
    "Bus 417 and bus 12 take US 50 in force 7 winds; Ordinance 24-118 bans the 5-in-7 rota at stand 4.017.",
    "In seat 14C of Block 7A she read of the 3M unit; the doors open at 9am, 9.45am and 10.15.",
    "The lottery numbers were 4, 11, 19 and 27. Their 12.30 flight was put back to 17.45.",
    "Quote reference 4471 of 14 November. It was one bad Monday; a third, who fled, is sought.",
    "It fell below 2005 levels; the worry is, one, his temper, and two, his tongue.",
    # lists and idioms
    "First, listen. Second, act. It is a 50-50 chance, 24/7, with zero tolerance and net zero.",
    "1. Open the lid.",
    # the web
    "Mail me23@brack7.net, follow @team99 and #goals25, or see www.brack7.net/2024/05.",
]


@pytest.mark.parametrize("sentence", TRAPS)
def test_no_figure_here(sentence: str) -> None:
    found = [figure.span.of(sentence) for figure in read_figures(sentence, None, (), ())]
    assert found == []


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("It opened in 1998.", Reason.YEAR),
        ("It opened on 3 May.", Reason.DATE),
        ("It opens at 10:45.", Reason.TIME),
        ("Ring 555-0134 now.", Reason.PHONE),
        ("It is in Article 50.", Reason.SECTION),
        ("It is in Gate 12.", Reason.LABEL),
        ("He drove car 44.", Reason.LABEL),
        ("She lives at 17 Mill Lane.", Reason.ADDRESS),
        ("The 1990s were loud.", Reason.DECADE),
        ("It runs on 5G masts.", Reason.GENERATION),
        ("It is the Ormond 12.", Reason.NAME),
        ("He is one of us.", Reason.ONE_OF),
        ("No one came.", Reason.PRONOUN),
        ("The two agreed.", Reason.PRONOUN),
        ("See “27 Dresses” now.", Reason.TITLE),
        ("It is version 2.4.1.", Reason.VERSION),
        ("See www.brack7.net now.", Reason.WEB),
        ("Case No. 4511 began.", Reason.IDENTIFIER),
        ("It is a four-wheel drive.", Reason.COMPOUND),
        ("It is the 22nd amendment.", Reason.ORDINAL),
    ],
)
def test_each_rejection_has_its_reason(sentence: str, reason: Reason) -> None:
    tokens = tokenize(sentence)
    amounts = read_amounts(tokens, sentence, Money(sentence))
    masks = Masks(sentence, 0, len(sentence))
    assert {reason_against(tokens, amount, masks) for amount in amounts} == {reason}


@pytest.mark.parametrize(
    ("sentence", "spans"),
    [
        ("On Monday 14 people left.", ["14 people"]),
        ("About 1,500 workers left in 2019.", ["1,500 workers"]),
        ("More than 2000 jobs went in 2020.", ["2000 jobs"]),
        ("Two Britons and three Iranian officials met.", ["Two Britons", "three Iranian officials"]),
        ("Only one man stayed.", ["one"]),
        ("Two of the ten left.", ["Two"]),
        ("In 2030 emissions must be 32 percent lower.", ["32 percent"]),
        ("By 2030 to 32 percent, they said.", ["32 percent"]),
        ("The Type 4 reactor cost $4bn.", ["$4bn"]),
        ("The MacBook 16 inch screen cracked.", ["16 inch"]),
        ("Killing 12 people, it sank.", ["12 people"]),
        ("In Orrin 12 people fell ill.", ["12 people"]),
        ("Shares closed at 11.15 on Friday.", ["11.15"]),
        ("It rose to 310p. Two of the nine sold.", ["Two"]),
        ("It goes from 0-to-60-mph in no time.", ["0-to-60-mph"]),
        ("A third, the survey says, stayed.", ["A third"]),
        ("It won seats in 7 and 8 of the 12 wards.", ["12 wards"]),
        ("Rates are up half a point.", ["half a point"]),
    ],
)
def test_a_figure_beside_a_trap_is_kept(sentence: str, spans: list[str]) -> None:
    found = [figure.span.of(sentence) for figure in read_figures(sentence, None, (), ())]
    assert all(span in found for span in spans)
    assert all(figure.kind is not FigureKind.RANK for figure in read_figures(sentence, None, (), ()))
