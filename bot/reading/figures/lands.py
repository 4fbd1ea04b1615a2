"""Lands and towns by which an article says whose dollars, pesos or pounds it means."""

from __future__ import annotations

import re
from functools import lru_cache

NAMES_BY_COUNTRY = {
    "peso": (
        ("MXN", r"Mexic|Monterrey|Guadalajara"),
        ("PHP", r"Philippin|Manila|Filipin|Cebu|Davao"),
        ("ARS", r"Argentin|Buenos Aires|Rosario|Mendoza"),
        ("CLP", r"Chile|Santiago|Valpara|Antofagasta|Temuco|Atacama|Punta Arenas"),
        ("COP", r"Colombia|Bogot|Medell|Cartagena"),
        ("CUP", r"Cuba\b|Cuban|Havana"),
        ("UYU", r"Urugua|Montevideo"),
        ("DOP", r"Dominican|Santo Domingo"),
    ),
    "rupee": (
        ("INR", r"India|Delhi|Mumbai|Bengaluru|Kolkata|Chennai|Hyderabad|Kerala|Gujarat"),
        ("PKR", r"Pakistan|Islamabad|Karachi|Lahore|Punjab Assembly"),
        ("LKR", r"Sri Lanka|Colombo|Kandy"),
        ("NPR", r"Nepal|Kathmandu"),
        ("MUR", r"Mauriti"),
    ),
    "krone": (
        ("NOK", r"Norw|Oslo|Bergen|Trondheim|Stavanger"),
        ("DKK", r"Denmark|Danish|Danes|Copenhagen|Aarhus|Greenland|Faroe"),
    ),
    "crown": (
        ("SEK", r"Swed|Stockholm|Gothenburg|Malm"),
        ("NOK", r"Norw|Oslo|Bergen|Trondheim"),
        ("DKK", r"Denmark|Danish|Copenhagen"),
        ("CZK", r"Czech|Prague|Brno|Ostrava"),
        ("ISK", r"Iceland|Reykjav"),
    ),
    "shilling": (
        ("KES", r"Kenya|Nairobi|Mombasa"),
        ("UGX", r"Uganda|Kampala"),
        ("TZS", r"Tanzania|Dar es Salaam|Zanzibar"),
        ("SOS", r"Somali|Mogadishu"),
    ),
    "dinar": (
        ("KWD", r"Kuwait"),
        ("JOD", r"Jordan|Amman"),
        ("IQD", r"Iraq|Baghdad|Basra"),
        ("RSD", r"Serb|Belgrade"),
        ("TND", r"Tunis"),
        ("DZD", r"Algeria|Algiers"),
        ("BHD", r"Bahrain"),
        ("LYD", r"Libya|Tripoli"),
    ),
    "franc": (
        ("CHF", r"Swiss|Switzerland|Geneva|Zurich|Basel|Lausanne"),
        ("XOF", r"Senegal|Dakar|Ivory Coast|Ivorian|Abidjan|Mali\b|Burkina|Benin\b|Togo|Niger\b|CFA"),
        ("XAF", r"Cameroon|Yaound|Gabon|Chad\b|Central African"),
        ("RWF", r"Rwanda|Kigali"),
        ("CDF", r"Congo|Kinshasa"),
    ),
    "pound": (
        ("GBP", r"Brit|England|English|London|Scot|Wales|Welsh|\bUK\b|£|sterling|pence"),
        ("EGP", r"Egypt|Cairo|Alexandria"),
        ("LBP", r"Leban|Beirut"),
        ("SYP", r"Syria|Damascus"),
        ("SDG", r"Sudan|Khartoum"),
    ),
    "riyal": (
        ("SAR", r"Saudi|Riyadh|Jeddah"),
        ("QAR", r"Qatar|Doha"),
        ("OMR", r"Oman\b|Muscat"),
        ("YER", r"Yemen|Sanaa"),
    ),
    "dirham": (("AED", r"Emirat|Dubai|Abu Dhabi|\bUAE\b"), ("MAD", r"Morocc|Rabat|Casablanca|Marrakesh")),
    "rial": (("IRR", r"Iran|Tehran"), ("OMR", r"Oman\b|Muscat"), ("YER", r"Yemen|Sanaa")),
}
NAMES_BY_COUNTRY["kroner"] = NAMES_BY_COUNTRY["krone"]
"""Where one name serves several states: the one whose places the article names most, the first of equals."""
_STATED_DOLLARS = re.compile(
    r"\b(?:in|are|stated in|reported in|expressed in)\s+(Canadian|Australian|New Zealand|Singapore|Hong Kong|"
    r"Taiwan)\s+dollars?\b"
)
_LOCAL_DOLLAR = re.compile(
    r"(?<![A-Za-z])\$ ?[0-9][0-9.,]*\s?(?:[mb]n?|million|billion|trillion|k)?\s*\((?:about\s+|around\s+|some\s+)?US ?\$"
)
_DOLLAR_LANDS = (
    ("AUD", r"\b(?:Australia|Sydney|Melbourne|Brisbane|Canberra|Queensland|Adelaide|New South Wales|Tasmania)"),
    ("CAD", r"\b(?:Canad|Toronto|Ottawa|Vancouver|Montreal|Calgary|Alberta|Ontario|Quebec|Manitoba|Saskatchewan)"),
    ("NZD", r"\b(?:New Zealand|Auckland|Wellington|Christchurch|Otago|Waikato)"),
    ("SGD", r"\bSingapore"),
    ("HKD", r"\bHong Kong"),
    ("TWD", r"\bTaiwan"),
)
_ABROAD = re.compile(
    r"\bU\.?S\b|\bUSD?\b|America|United States|Washington|Wall Street|New York|California|Texas|Florida|Chicago|"
    r"Los Angeles|Silicon Valley|Nasdaq|Congress\b|dollar index|Europe|China|Chinese|Brent|crude|\bounce\b|global"
)
"""What speaks against a story whose "$" is the dollar of the land it is about."""
_LOCAL_STORY = 3
"""So often must its land and towns be named."""
_STATED = {
    "Canadian": "CAD",
    "Australian": "AUD",
    "New Zealand": "NZD",
    "Singapore": "SGD",
    "Hong Kong": "HKD",
    "Taiwan": "TWD",
}


@lru_cache(maxsize=16)
def by_country(name: str, text: str) -> str:
    """The currency that a name of `NAMES_BY_COUNTRY` stands for in this text; "" where it names none of the lands.

    Kept for a few texts: one article asks again for every amount, a figure's own span asks once.
    """
    counts = {code: len(re.findall(pattern, text)) for code, pattern in NAMES_BY_COUNTRY[name]}
    most = max(counts, key=counts.__getitem__)
    return most if counts[most] else ""


def dollar_of(text: str) -> str:
    """USD unless the article says which dollars it means, converts its "$" into US$, or is about one land alone."""
    stated = _STATED_DOLLARS.search(text)
    if stated:
        return _STATED[stated[1]]
    if _LOCAL_DOLLAR.search(text):
        most, code = _most_named(text)
        return code if most else "USD"
    if _ABROAD.search(text):
        return "USD"
    most, code = _most_named(text)
    return code if most >= _LOCAL_STORY else "USD"


def _most_named(text: str) -> tuple[int, str]:
    """(how often, dollar) of the land that the text names most."""
    return max((len(re.findall(pattern, text)), code) for code, pattern in _DOLLAR_LANDS)
