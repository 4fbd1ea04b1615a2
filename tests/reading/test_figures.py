"""The figures of one sentence: value, unit and kind. All sentences are invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.model import Figure
from bot.reading.figures import parse_figure, read_figures


def said(figure: Figure) -> tuple[str, str, str]:
    """(value or low–high, unit, kind), the numbers as plain digits."""
    value = f"{figure.value:f}" if figure.high is None else f"{figure.value:f}–{figure.high:f}"
    return value, figure.unit, figure.kind.value


def read(text: str) -> list[Figure]:
    return list(read_figures(text, None, (), ()))


def figures(text: str) -> list[tuple[str, str, str]]:
    return [said(figure) for figure in read(text)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Spending on lighthouses will exceed 200 million yuan.", ("200000000", "CNY", "money")),
        ("The order is worth US$4.7 billion.", ("4700000000", "USD", "money")),
        ("It raised $US 85m from Sallow Capital.", ("85000000", "USD", "money")),
        ("Ormond paid HK$3.75bn for the pier.", ("3750000000", "HKD", "money")),
        ("A ticket costs C$12.50 now.", ("12.50", "CAD", "money")),
        ("The fine of €1.234,56 was paid.", ("1234.56", "EUR", "money")),
        ("Harbour dues brought in 48,5 million? No: 48.5 million euros.", None),
        ("The fine of €1.500 was paid.", ("1500", "EUR", "money")),
        ("Petrol at €1.859 a litre is dear.", ("1.859", "EUR/l", "money")),
        ("It cost 2,5 million euros.", ("2500000", "EUR", "money")),
        ("Rice cost Rs. 2,34,500 a tonne.", ("234500", "INR/t", "money")),
        ("The state set aside 1.5 lakh crore rupees.", ("1500000000000", "INR", "money")),
        ("The province spent 320亿元 on dikes.", ("32000000000", "CNY", "money")),
        ("Brack fetched 2.4万 yuan.", ("24000", "CNY", "money")),
        ("They sold it for ten million Canadian dollars.", ("10000000", "CAD", "money")),
        ("The loss was -$3.2m.", ("-3200000", "USD", "money")),
        ("The loss was $-3.2bn.", ("-3200000000", "USD", "money")),
        ("Shares closed at 118.5p.", ("118.5", "pence", "money")),
        ("Crude sold at $78.40 a barrel.", ("78.40", "USD/bbl", "money")),
        ("It earned $1.42 per share.", ("1.42", "USD/share", "money")),
        ("Wheat is €215/t today.", ("215", "EUR/t", "money")),
        ("Sales were $6.8 billion a year earlier.", ("6800000000", "USD", "money")),
        ("A quarter of a million dollars is missing.", ("250000", "USD", "money")),
        ("Tens of thousands of dollars went astray.", ("10000–100000", "USD", "money")),
    ],
)
def test_money(sentence: str, expected: tuple[str, str, str] | None) -> None:
    if expected is None:
        assert figures(sentence)[-1] == ("48500000", "EUR", "money")
    else:
        assert figures(sentence) == [expected]


@pytest.mark.parametrize(
    ("article", "unit"),
    [
        ("The Japanese firm of Tokyo sold the mill for ¥900 million.", "JPY"),
        ("The Chinese firm of Beijing sold the mill for ¥900 million.", "CNY"),
        ("Figures are in Canadian dollars. The mill fetched $900 million.", "CAD"),
        ("An Australian mill fetched $900 million (US$590 million) in Perth, Australia.", "AUD"),
        ("In Manila, the Philippine capital, a mill fetched 900 million pesos.", "PHP"),
        ("In Oslo a mill fetched 900 million kroner.", "NOK"),
        ("In Copenhagen a mill fetched 900 million kroner.", "DKK"),
        ("A mill in Leeds fetched 900 million pounds.", "GBP"),
        ("A mill in Cairo, Egypt, fetched 900 million pounds.", "EGP"),
        ("The Cairo mill fetched 900 million pounds in London, its British owner said.", "GBP"),
        ("In Prague a mill fetched 900 million crowns.", "CZK"),
        ("In Antofagasta a mill fetched 900 million pesos.", "CLP"),
        ("The mill fetched 900 million dollars Canadian.", "CAD"),
        ("A mill in Sydney, Australia, fetched $900 million, a record for Sydney.", "AUD"),
        ("A mill in Sydney, Australia, fetched $900 million, a record for Sydney, in New York.", "USD"),
    ],
)
def test_a_sign_means_what_the_article_makes_of_it(article: str, unit: str) -> None:
    assert figures(article)[0][:2] == ("900000000", unit)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Turnover rose 4.5% at Brackwater Mills.", ("4.5", "%", "percent")),
        ("Turnout was 61 per cent.", ("61", "%", "percent")),
        ("The rate went up by 25 basis points.", ("25", "bp", "percent")),
        ("The gap grew by 1.5 percentage points.", ("1.5", "pp", "percent")),
        ("The rate was cut by a quarter of a percentage point.", ("0.25", "pp", "percent")),
        ("The bridge is 640 metres long.", ("640", "m", "measure")),
        ("A field of 4.5 square kilometres burned.", ("4.5", "km2", "measure")),
        ("Winds reached 145km/h.", ("145", "kph", "measure")),
        ("The turbine yields 8 MW.", ("8", "MW", "measure")),
        ("It was minus 12 degrees Celsius.", ("-12", "degC", "measure")),
        ("The sea rose by 3.3 mm a year.", ("3.3", "mm/year", "measure")),
        ("The walk takes an hour and a half.", ("1.5", "hour", "measure")),
        ("The well gives 52,000 barrels a day.", ("52000", "bbl/d", "measure")),
        ("It took three and a half years.", ("3.5", "year", "measure")),
        ("She lost 12 pounds while training; her weight is now known.", ("12", "lb", "measure")),
    ],
)
def test_percent_and_measure(sentence: str, expected: tuple[str, str, str]) -> None:
    assert figures(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Some 1,200 villagers signed the letter.", ("1200", "villager", "count")),
        ("It sold 35m of its lamps.", ("35000000", "", "count")),
        ("The port moved 12,34,567 boxes.", ("1234567", "box", "count")),
        ("Half a million homes were dark.", ("500000", "home", "count")),
        ("Three thousand nine hundred and sixty-five nurses left.", ("3965", "nurse", "count")),
        ("Thousands of job cuts were announced.", ("1000–10000", "cut", "count")),
        ("There were 214 deaths per 100,000 people.", ("214", "death/100000", "count")),
        ("A 12-member panel met.", ("12", "member", "count")),
        ("The index closed at 6,327.80.", ("6327.80", "", "count")),
        ("One in five households has no boiler.", ("0.2", "", "ratio")),
        ("Nine out of ten seats were sold.", ("0.9", "", "ratio")),
        ("Three-quarters of the hedges died.", ("0.75", "", "ratio")),
        ("Profit tripled to a record.", ("3", "x", "multiplier")),
        ("The crop is four times as large.", ("4", "x", "multiplier")),
        ("Output grew more than sixfold.", ("6", "x", "multiplier")),
        ("The town ranks third in the world.", ("3", "", "rank")),
        ("The town is ranked No. 3 in Europe.", ("3", "", "rank")),
        ("Orrin is the second-largest port.", ("2", "", "rank")),
        ("Ida Holm, 66, runs the mill.", ("66", "year", "age")),
        ("A 28-year-old baker won.", ("28", "year", "age")),
        ("The Rooks beat the Larks 3-1 at home.", ("3–1", "", "score")),
        ("Parliament voted 312–287 to reject it.", ("312–287", "", "score")),
        ("The board voted 31 to 14 to sell it.", ("31–14", "", "score")),
        ("The panel voted 19-15 along party lines.", ("19–15", "", "score")),
        ("It hired 40 local police officers.", ("40", "officer", "count")),
        ("It passed by eight votes to six.", ("8–6", "", "score")),
        ("The lock was rated 9.8 out of 10.", ("9.8–10", "", "score")),
        ("One patient in nine died.", ("0.1111111111111111111111111111", "", "ratio")),
        ("One grain in 400 is old.", ("0.0025", "", "ratio")),
        ("It costs a fiftieth of that.", ("0.02", "", "ratio")),
        ("Orrin was second, behind Brack.", ("2", "", "rank")),
        ("The win lifts Orrin to third.", ("3", "", "rank")),
        ("It is Orrin's second largest, by staff.", ("2", "", "rank")),
        ("It owns 2,150 Corriel X-90 vans.", ("2150", "van", "count")),
        ("It runs 1,904 7-Eleven shops.", ("1904", "shop", "count")),
        ("The bloc's 27 leaders met.", ("27", "leader", "count")),
        ("It is looking for one or two partners.", ("1–2", "partner", "count")),
        ("She made an unbeaten 132.", ("132", "", "count")),
        ("Orrin, at 187 for 4, need more runs.", ("187–4", "", "score")),
        ("Their average age is 47.", ("47", "year", "age")),
        ("At 41 she is the oldest.", ("41", "year", "age")),
        ("It is for people under 30.", ("30", "year", "age")),
        ("Holm, who turned 50 last week, won.", ("50", "year", "age")),
        ("She's fifty and well.", ("50", "year", "age")),
        ("He died at 44.", ("44", "year", "age")),
        ("Soon-ja Ode (58) won.", ("58", "year", "age")),
        ("Net debt was 1.8 times earnings before tax.", ("1.8", "x", "multiplier")),
        ("They are one of every nine voters.", ("0.1111111111111111111111111111", "", "ratio")),
        ("They pay $12 an hour in Orrin.", ("12", "USD/hour", "money")),
        ("He took 5-42 as wickets fell.", ("5–42", "", "score")),
        ("The shortest jumped, at 1.58m the least.", ("1.58", "m", "measure")),
        ("The twins, both 34, won.", ("34", "year", "age")),
        ("It killed 2,000-odd fish.", ("2000", "fish", "count")),
    ],
)
def test_counts_shares_factors_ranks_ages_scores(sentence: str, expected: tuple[str, str, str]) -> None:
    assert figures(sentence) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It will cost $10 to $15 billion.", [("10000000000–15000000000", "USD", "money")]),
        ("The price is between $62 and $68 per share.", [("62–68", "USD/share", "money")]),
        ("Sales of $3.4-3.6 billion are likely.", [("3400000000–3600000000", "USD", "money")]),
        ("Claims range from $200 to $4 million.", [("200–4000000", "USD", "money")]),
        ("Expect growth of 5% to 7%.", [("5–7", "%", "percent")]),
        ("The air holds 5 to 7 µg/m3 of soot.", [("5–7", "ug/m3", "measure")]),
        ("Speeds of 15-22 miles per hour are usual.", [("15–22", "mph", "measure")]),
        ("The wait is three or four weeks.", [("3–4", "week", "measure")]),
        ("Wages will rise by 3% to 4%.", [("3–4", "%", "percent")]),
        ("Traffic fell by 5 to 7 per cent.", [("5–7", "%", "percent")]),
        ("They lost 5 to 7 kg each.", [("5–7", "kg", "measure")]),
        ("Tickets cost from $5 to $10.", [("5–10", "USD", "money")]),
    ],
)
def test_a_range_is_one_figure(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales rose from $5m to $7m.", ["5000000", "7000000"]),
        ("Growth slowed from 5.1 to 4.8 percent.", ["5.1", "4.8"]),
        ("The value rose from 24 to 33 billion euros.", ["24000000000", "33000000000"]),
        ("Debt increased by $43.6 billion to $419.2 billion.", ["43600000000", "419200000000"]),
        ("Ormond rose 18 sen to RM23.50.", ["18", "23.50"]),
        ("She leads, 44% to 35%.", ["44", "35"]),
        ("The wait lengthened from 22 months to 27.", ["22", "27"]),
        ("The term was stretched from 5 years to 9 years.", ["5", "9"]),
        ("It raised the dividend by 10 yen to 95 yen a share.", ["10", "95"]),
        ("Inflation rose 0.2% to 4.1%.", ["0.2", "4.1"]),
        ("It will raise the retirement age from 62 to 64.", ["62", "64"]),
    ],
)
def test_from_and_to_are_two_figures(sentence: str, expected: list[str]) -> None:
    assert [f"{figure.value:f}" for figure in read(sentence)] == expected
    assert all(figure.high is None for figure in read(sentence))


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("The shares are 5, 10 and 15 per cent.", ["%", "%", "%"]),
        ("It costs about 8 or $9.", ["USD", "USD"]),
        ("Screens of 5.4, 6.1 and 6.7 inches are sold.", ["in", "in", "in"]),
        ("Turnout was 58.3 percent, down from 64.", ["%", "%"]),
        ("It employs 230 people, up from 85 two years ago.", ["people", "people", "year"]),
        ("Two girls aged eight and 11 are well.", ["girl", "year", "year"]),
        ("They are 27 and 29 years old.", ["year", "year"]),
        ("It has 17, and 180 passengers wait.", ["", "passenger"]),
    ],
)
def test_a_list_shares_the_unit_of_its_last_member(sentence: str, units: list[str]) -> None:
    assert [figure.unit for figure in read(sentence)] == units


def test_the_end_of_a_move_has_the_unit_of_its_start() -> None:
    assert [figure.unit for figure in read("The wait lengthened from 22 months to 27.")] == ["month", "month"]


def test_a_borrowed_unit_is_read_from_the_span_itself() -> None:
    text = "Growth slowed from 5.1 to 4.8 percent."
    low, high = read(text)
    assert (low.span.of(text), high.span.of(text)) == ("from 5.1 to 4.8 percent", "4.8 percent")
    parsed = parse_figure(low.span.of(text))
    assert parsed is not None
    assert (parsed.value, parsed.high) == (Decimal("5.1"), None)


def test_the_span_holds_sign_number_scale_and_unit() -> None:
    text = "It will pay at least US$2.5 million a year for the pier."
    (figure,) = read(text)
    assert figure.span.of(text) == "US$2.5 million a year"


def test_no_number_in_no_text() -> None:
    assert read("") == []
    assert parse_figure("no number") is None
