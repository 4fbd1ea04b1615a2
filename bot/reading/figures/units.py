"""Units of measure: surface forms to canonical symbols, and the per-units."""

from __future__ import annotations

from collections.abc import Sequence

from .tokens import Token, TokenKind, at, glued

_WORDS = {
    "km": "kilometre kilometer",
    "m": "metre meter",
    "cm": "centimetre centimeter",
    "mm": "millimetre millimeter",
    "um": "micrometre micrometer micron",
    "nm": "nanometre nanometer",
    "pm": "picometre picometer",
    "mi": "mile",
    "nmi": "nautical_mile",
    "yd": "yard",
    "ft": "foot feet",
    "in": "inch inches",
    "ly": "light_year",
    "km2": "square_kilometre square_kilometer",
    "m2": "square_metre square_meter",
    "mi2": "square_mile",
    "ft2": "square_foot square_feet",
    "yd2": "square_yard",
    "ha": "hectare",
    "acre": "acre",
    "m3": "cubic_metre cubic_meter",
    "ft3": "cubic_foot cubic_feet",
    "km3": "cubic_kilometre cubic_kilometer",
    "acre-ft": "acre_foot acre_feet",
    "l": "litre liter",
    "ml": "millilitre milliliter",
    "hl": "hectolitre hectoliter",
    "gal": "gallon",
    "pint": "pint",
    "bbl": "barrel",
    "bushel": "bushel",
    "kg": "kilogram kilogramme kilo",
    "g": "gram gramme",
    "mg": "milligram milligramme",
    "ug": "microgram microgramme",
    "t": "tonne ton metric_ton metric_tonne",
    "lb": "pound",
    "oz": "ounce",
    "st": "stone",
    "carat": "carat",
    "year": "year",
    "month": "month",
    "week": "week",
    "day": "day",
    "hour": "hour hr",
    "minute": "minute min",
    "second": "second sec",
    "ms": "millisecond",
    "decade": "decade",
    "century": "century centuries",
    "mph": "mile_per_hour miles_per_hour miles_an_hour mile_an_hour",
    "kph": "kilometre_per_hour kilometer_per_hour kilometres_per_hour kilometers_per_hour kilometres_an_hour "
    "kilometers_an_hour",
    "m/s": "metre_per_second meter_per_second metres_per_second meters_per_second",
    "km/s": "kilometres_per_second kilometers_per_second",
    "knot": "knot",
    "mpg": "mile_per_gallon miles_per_gallon",
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "TW": "terawatt",
    "Wh": "watt_hour",
    "kWh": "kilowatt_hour",
    "MWh": "megawatt_hour",
    "GWh": "gigawatt_hour",
    "TWh": "terawatt_hour",
    "hp": "horsepower",
    "J": "joule",
    "kJ": "kilojoule",
    "cal": "calorie",
    "kcal": "kilocalorie",
    "V": "volt",
    "kV": "kilovolt",
    "A": "amp ampere",
    "F": "farad",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "B": "byte",
    "kB": "kilobyte",
    "MB": "megabyte meg",
    "GB": "gigabyte gig",
    "TB": "terabyte",
    "PB": "petabyte",
    "Mbps": "megabit_per_second megabits_per_second megabits_a_second",
    "Gbps": "gigabit_per_second gigabits_per_second gigabits_a_second",
    "MP": "megapixel",
    "dB": "decibel",
    "Pa": "pascal",
    "hPa": "hectopascal",
    "kPa": "kilopascal",
    "MPa": "megapascal",
    "bar": "bar",
    "psi": "pounds_per_square_inch",
    "N·m": "newton_metre newton_meter",
    "N": "newton",
    "lbft": "pound_foot pound_feet",
    "rpm": "revolutions_per_minute",
    "K": "kelvin",
    "degC": "celsius degree_celsius degrees_celsius degree_c degrees_c degree_centigrade degrees_centigrade centigrade",
    "degF": "fahrenheit degree_fahrenheit degrees_fahrenheit degree_f degrees_f",
    "deg": "degree",
    "ppm": "part_per_million parts_per_million",
    "ppb": "part_per_billion parts_per_billion",
    "%": "percent per_cent percentage pct",
    "pp": "percentage_point percent_point per_cent_point",
    "bp": "basis_point",
    "Sv": "sievert",
    "mSv": "millisievert",
    "mmol": "millimole",
}
_SYMBOLS = (
    "km m cm mm um nm mi yd ft in kg g mg ug t lb oz l ml cl hl gal mph kph m/s km/s mpg W kW MW GW TW Wh kWh "
    "MWh GWh TWh "
    "hp J kJ MJ GJ TJ kcal V kV mAh Ah Hz kHz MHz GHz KB kB MB GB TB PB Mbps Gbps MP dB Pa kPa hPa MPa GPa psi rpm "
    "ppm ppb ha acre sqft pp bp Sv mSv ms eV keV MeV GeV TeV ksi mbar bpm dpi ppi fps kN"
)
_SPELLINGS = {
    "%": "%",
    "٪": "%",
    "pc": "%",
    "ppts": "pp",
    "ppt": "pp",
    "pps": "pp",
    "bps": "bp",
    "lbs": "lb",
    "LB": "lb",
    "LBS": "lb",
    "OZ": "oz",
    "kgs": "kg",
    "kms": "km",
    "hrs": "hour",
    "hr": "hour",
    "mins": "minute",
    "min": "minute",
    "secs": "second",
    "sec": "second",
    "yrs": "year",
    "yr": "year",
    "bhp": "bhp",
    "kmh": "kph",
    "km/h": "kph",
    "kmph": "kph",
    "km/hr": "kph",
    "kts": "knot",
    "kt": "knot",
    "km²": "km2",
    "km2": "km2",
    "m²": "m2",
    "m2": "m2",
    "m³": "m3",
    "m3": "m3",
    "°C": "degC",
    "ºC": "degC",
    "°F": "degF",
    "ºF": "degF",
    "°": "deg",
    "º": "deg",
    "C": "degC",
    "F": "degF",
    "μm": "um",
    "µm": "um",
    "μg": "ug",
    "µg": "ug",
    "mcg": "ug",
    "cc": "ml",
    "Kg": "kg",
    "KG": "kg",
    "Km": "km",
    "KM": "km",
    "Kw": "kW",
    "KW": "kW",
    "kw": "kW",
    "mw": "MW",
    "gw": "GW",
    "Mw": "MW",
    "Gw": "GW",
    "kwh": "kWh",
    "KWh": "kWh",
    "mwh": "MWh",
    "gwh": "GWh",
    "twh": "TWh",
    "Ghz": "GHz",
    "ghz": "GHz",
    "Mhz": "MHz",
    "HZ": "Hz",
    "hz": "Hz",
    "gb": "GB",
    "tb": "TB",
    "mb": "MB",
    "Gb": "GB",
    "HP": "hp",
    "MPH": "mph",
    "FEET": "ft",
    "L": "l",
    "mL": "ml",
    "Ml": "ml",
    "db": "dB",
    "sqm": "m2",
    "sqkm": "km2",
    "lb-ft": "lbft",
    "lbft": "lbft",
    "bpd": "bbl/d",
    "b/d": "bbl/d",
    "toz": "oz",
    "mt": "t",
    "Mt": "Mt",
    "Gt": "Gt",
    "MT": "Mt",
    "Mtpa": "Mt/year",
    "Nm": "N·m",
    "s": "second",
    "h": "hour",
}
_MULTI = {
    "sq_km": "km2",
    "sq_kms": "km2",
    "sq_m": "m2",
    "sq_mi": "mi2",
    "sq_miles": "mi2",
    "sq_ft": "ft2",
    "sq_feet": "ft2",
    "sq_metres": "m2",
    "sq_meters": "m2",
    "cu_ft": "ft3",
    "cu_m": "m3",
    "km_per_hour": "kph",
    "km_an_hour": "kph",
    "lb_ft": "lbft",
    "pound_feet": "lbft",
    "pounds_feet": "lbft",
    "foot_pounds": "lbft",
    "p_c": "%",
    "m_p_h": "mph",
    "barrels_per_day": "bbl/d",
    "barrels_a_day": "bbl/d",
    "barrel_a_day": "bbl/d",
    "barrel_per_day": "bbl/d",
    "per_cent_points": "pp",
    "percentage_points": "pp",
    "percent_points": "pp",
    "light_years": "ly",
}
ONLY_GLUED = frozenset({"s", "h", "F", "g", "l", "L", "C", "V", "J", "K", "pc", "in", "ms", "t", "mt", "PS", "MP"})
"""Symbols that are words, letters or initials elsewhere: read where no space stands between, or after a decimal."""
TIMES = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "ms", "decade", "century"})
_NOT_RATE = frozenset("earlier ago before later previously on after old and in prior".split())
"""After "a year" where it is a moment: "$6bn a year earlier"."""
PER_UNITS = {
    "barrel": "bbl",
    "bbl": "bbl",
    "tonne": "t",
    "ton": "t",
    "t": "t",
    "kilogram": "kg",
    "kilo": "kg",
    "kg": "kg",
    "gram": "g",
    "g": "g",
    "ounce": "oz",
    "oz": "oz",
    "pound": "lb",
    "lb": "lb",
    "bushel": "bushel",
    "share": "share",
    "unit": "unit",
    "person": "person",
    "head": "head",
    "capita": "person",
    "pupil": "pupil",
    "household": "household",
    "gallon": "gal",
    "litre": "l",
    "liter": "l",
    "l": "l",
    "mile": "mi",
    "kilometre": "km",
    "kilometer": "km",
    "km": "km",
    "metre": "m",
    "hectare": "ha",
    "acre": "acre",
    "year": "year",
    "annum": "year",
    "month": "month",
    "week": "week",
    "day": "day",
    "night": "night",
    "hour": "hour",
    "minute": "minute",
    "second": "second",
    "game": "game",
    "match": "match",
    "customer": "customer",
    "user": "user",
    "patient": "patient",
    "vehicle": "vehicle",
    "car": "car",
    "ticket": "ticket",
    "mmbtu": "MMBtu",
    "kwh": "kWh",
    "mwh": "MWh",
    "kilowatt-hour": "kWh",
    "child": "child",
    "student": "student",
    "family": "family",
    "worker": "worker",
    "employee": "employee",
    "passenger": "passenger",
    "bag": "bag",
    "bottle": "bottle",
    "pack": "pack",
    "litres": "l",
    "quarter": "quarter",
    "decade": "decade",
    "century": "century",
}
"""What may follow "per", "a", "each" or "/"."""


def _forms() -> dict[tuple[str, ...], str]:
    forms: dict[tuple[str, ...], str] = {}
    for unit, words in _WORDS.items():
        for word in words.split():
            parts = tuple(word.split("_"))
            forms[parts] = unit
            if not parts[-1].endswith("s"):
                forms[(*parts[:-1], parts[-1] + "s")] = unit
    for words, unit in _MULTI.items():
        forms[tuple(words.split("_"))] = unit
    return forms


_PHRASES = _forms()
_EXACT = {**{symbol: symbol for symbol in _SYMBOLS.split()}, **_SPELLINGS}
_LONGEST = max(map(len, _PHRASES))
_DASHES = frozenset("-‐‑–")


def read_unit(tokens: Sequence[Token], index: int, *, spaced_ok: bool = True) -> tuple[str, int] | None:
    """(canonical unit, index after it) of the longest unit that starts at `index`, else None.

    `spaced_ok`: whether a symbol that is also a word may stand apart from the number ("2.5 F").
    """
    return _phrase(tokens, index) or _symbol(tokens, index, spaced_ok=spaced_ok)


def _phrase(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    words: list[str] = []
    place, best = index, None
    while len(words) < _LONGEST and at(tokens, place).kind is TokenKind.WORD and at(tokens, place).low:
        words.append(tokens[place].low.removesuffix("'").removesuffix("’"))
        place += 1
        unit = _PHRASES.get(tuple(words))
        if unit is not None:
            best = (unit, place)
        if at(tokens, place).text in _DASHES and glued(tokens, place) and glued(tokens, place + 1):
            place += 1
        elif at(tokens, place).text == ".":
            place += words[-1] in ("sq", "cu", "p", "m")
    return best


def _symbol(tokens: Sequence[Token], index: int, *, spaced_ok: bool) -> tuple[str, int] | None:
    """The longest run of up to four glued tokens that writes a symbol: km/h, °C, m², lb-ft."""
    written, best = "", None
    for place in range(index, min(index + 4, len(tokens))):
        if place > index and not glued(tokens, place):
            break
        written += tokens[place].text
        unit = _EXACT.get(written)
        if unit is None:
            continue
        apart = not glued(tokens, index)
        if apart and written in ONLY_GLUED and not (spaced_ok and written in ("V", "J", "K")):
            continue
        best = (unit, place + 1)
    if best and glued(tokens, best[1]) and at(tokens, best[1]).kind is not TokenKind.MARK:
        return None
    return best


def read_per(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """(unit below the line, index after it): "a barrel", "per share", "/kg", "an ounce", "-a-day"."""
    place = index
    dash = at(tokens, place).text in _DASHES and glued(tokens, place)
    place += dash
    low = at(tokens, place).low
    if low not in ("a", "an", "per", "each", "/", "every"):
        return None
    place += 1
    if at(tokens, place).text in _DASHES:
        place += 1
    word = at(tokens, place)
    unit = PER_UNITS.get(word.low)
    if unit is None and low == "per" and word.kind is TokenKind.WORD and word.low.isalpha():
        unit = word.low
    if unit in TIMES and low != "per" and at(tokens, place + 1).low in _NOT_RATE:
        return None
    if unit is None or (
        low in ("a", "an", "each", "every") and word.low in ("unit", "child", "student", "car", "game", "t", "g")
    ):
        return None
    return unit, place + 1
