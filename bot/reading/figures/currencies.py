"""Currencies: their signs, codes and names, and what "$", "¥", "pounds" and "pesos" mean in one article."""

from __future__ import annotations

import re
from dataclasses import dataclass

SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "￥": "JPY",
    "₹": "INR",
    "₨": "PKR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "฿": "THB",
    "₫": "VND",
    "₦": "NGN",
    "₱": "PHP",
    "₴": "UAH",
    "₡": "CRC",
    "₲": "PYG",
    "₵": "GHS",
    "₸": "KZT",
    "₮": "MNT",
    "₭": "LAK",
    "₼": "AZN",
    "₾": "GEL",
    "元": "CNY",
    "円": "JPY",
    "원": "KRW",
}
"""One sign before or after the number. ¥ and $ are what the article makes of them: see `Money`."""
DOLLARS = {
    "us": "USD",
    "u.s.": "USD",
    "c": "CAD",
    "ca": "CAD",
    "can": "CAD",
    "a": "AUD",
    "au": "AUD",
    "aus": "AUD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "sg": "SGD",
    "nt": "TWD",
    "r": "BRL",
    "mx": "MXN",
    "j": "JMD",
    "tt": "TTD",
    "bz": "BZD",
    "fj": "FJD",
    "z": "ZWL",
    "zw": "ZWL",
    "n": "NAD",
    "g": "GYD",
    "b": "BND",
}
"""The letters before "$": HK$, C$, A$, NT$, R$."""
CODES = frozenset(
    "USD EUR GBP JPY CNY RMB INR CAD AUD NZD HKD SGD CHF SEK NOK DKK KRW MYR ILS THB IDR PHP VND TWD BRL MXN ARS "
    "CLP COP "
    "PEN ZAR NGN KES GHS EGP TRY RUB UAH PLN CZK HUF RON BGN HRK ISK AED SAR QAR KWD BHD OMR JOD PKR BDT LKR NPR KZT "
    "UZS GEL AMD AZN MAD TND DZD ETB TZS UGX RWF ZMW XOF XAF ARS UYU BOB VES CRC DOP JMD TTD MNT KHR LAK MMK".split()
)
BEFORE = {
    "rm": "MYR",
    "rs": "INR",
    "re": "INR",
    "rp": "IDR",
    "sh": "KES",
    "ksh": "KES",
    "kshs": "KES",
    "ush": "UGX",
    "tsh": "TZS",
    "kr": "SEK",
    "sfr": "CHF",
    "fr": "CHF",
    "rmb": "CNY",
    "zł": "PLN",
    "dh": "AED",
    "dhs": "AED",
    "tk": "BDT",
    "le": "EGP",
    "ps": "GBP",
    "r": "ZAR",
    "n": "NGN",
    "p": "PHP",
    "ghs": "GHS",
    "ghc": "GHS",
    "lkr": "LKR",
    "cfa": "XOF",
}
"""Letters right before the digits: RM23.50, Rs 500, R500m; one letter counts only where no space stands between."""
NAMES = {
    "dollar": "USD",
    "buck": "USD",
    "greenback": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "quid": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "rupee": "INR",
    "rouble": "RUB",
    "ruble": "RUB",
    "won": "KRW",
    "rand": "ZAR",
    "real": "BRL",
    "reais": "BRL",
    "peso": "MXN",
    "franc": "CHF",
    "krona": "SEK",
    "kronor": "SEK",
    "krone": "NOK",
    "kroner": "NOK",
    "króna": "ISK",
    "krónur": "ISK",
    "lira": "TRY",
    "shekel": "ILS",
    "ringgit": "MYR",
    "baht": "THB",
    "dirham": "AED",
    "riyal": "SAR",
    "rial": "IRR",
    "dinar": "KWD",
    "zloty": "PLN",
    "zlotys": "PLN",
    "złoty": "PLN",
    "forint": "HUF",
    "koruna": "CZK",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "naira": "NGN",
    "cedi": "GHS",
    "shilling": "KES",
    "rupiah": "IDR",
    "dong": "VND",
    "taka": "BDT",
    "tenge": "KZT",
    "lei": "RON",
    "leva": "BGN",
    "lev": "BGN",
    "kuna": "HRK",
    "birr": "ETB",
    "kwacha": "ZMW",
    "kyat": "MMK",
    "bolivar": "VES",
    "lari": "GEL",
    "dram": "AMD",
    "manat": "AZN",
    "riel": "KHR",
    "kip": "LAK",
    "afghani": "AFN",
    "sol": "PEN",
    "soles": "PEN",
    "guarani": "PYG",
    "bitcoin": "BTC",
    "cent": "cent",
    "pence": "pence",
    "penny": "pence",
    "sen": "sen",
    "paise": "paise",
    "kopeck": "kopeck",
    "öre": "öre",
}
"""Names after the number, singular; a plural s is taken off first. The small coins keep their own unit."""
PLAIN_CODES = frozenset("USD EUR GBP JPY CNY RMB INR CAD AUD NZD HKD SGD CHF".split())
"""Codes that are believed even right before two digits; the others may begin a name, as in COP28."""
WORD_RISKS = frozenset(
    {"won", "real", "sol", "lei", "lev", "dong", "sen", "kip", "dram", "quid", "pound", "rand", "buck"}
)
"""Names that are other words too: believed only where the number has a scale, a group mark or digits."""
NATIONS = {
    "us": "USD",
    "american": "USD",
    "canadian": "CAD",
    "australian": "AUD",
    "singapore": "SGD",
    "singaporean": "SGD",
    "taiwan": "TWD",
    "taiwanese": "TWD",
    "jamaican": "JMD",
    "namibian": "NAD",
    "zimbabwean": "ZWL",
    "fijian": "FJD",
    "liberian": "LRD",
    "bahamian": "BSD",
    "barbadian": "BBD",
    "guyanese": "GYD",
    "british": "GBP",
    "egyptian": "EGP",
    "lebanese": "LBP",
    "syrian": "SYP",
    "sudanese": "SDG",
    "turkish": "TRY",
    "indian": "INR",
    "pakistani": "PKR",
    "nepalese": "NPR",
    "nepali": "NPR",
    "mauritian": "MUR",
    "indonesian": "IDR",
    "mexican": "MXN",
    "argentine": "ARS",
    "argentinian": "ARS",
    "chilean": "CLP",
    "colombian": "COP",
    "cuban": "CUP",
    "dominican": "DOP",
    "philippine": "PHP",
    "uruguayan": "UYU",
    "swiss": "CHF",
    "cfa": "XOF",
    "rwandan": "RWF",
    "congolese": "CDF",
    "burundian": "BIF",
    "swedish": "SEK",
    "norwegian": "NOK",
    "danish": "DKK",
    "icelandic": "ISK",
    "czech": "CZK",
    "kenyan": "KES",
    "tanzanian": "TZS",
    "ugandan": "UGX",
    "somali": "SOS",
    "kuwaiti": "KWD",
    "jordanian": "JOD",
    "iraqi": "IQD",
    "serbian": "RSD",
    "tunisian": "TND",
    "algerian": "DZD",
    "bahraini": "BHD",
    "libyan": "LYD",
    "moroccan": "MAD",
    "emirati": "AED",
    "uae": "AED",
    "saudi": "SAR",
    "qatari": "QAR",
    "omani": "OMR",
    "yemeni": "YER",
    "iranian": "IRR",
    "chinese": "CNY",
    "japanese": "JPY",
    "korean": "KRW",
    "malaysian": "MYR",
    "israeli": "ILS",
    "thai": "THB",
    "russian": "RUB",
    "belarusian": "BYN",
    "brazilian": "BRL",
    "polish": "PLN",
    "hungarian": "HUF",
    "ukrainian": "UAH",
    "nigerian": "NGN",
    "ghanaian": "GHS",
    "bulgarian": "BGN",
    "romanian": "RON",
    "croatian": "HRK",
    "zambian": "ZMW",
    "african": "ZAR",
    "zealand": "NZD",
    "kong": "HKD",
}
"""The word between the number and the name: "300 million Canadian dollars"; two-word ones by their second word."""
NATION_LEADS = {"zealand": "new", "kong": "hong", "african": "south", "korean": "south"}
NAMES_BY_COUNTRY = {
    "peso": (
        ("PHP", r"Philippin|Manila|Filipin"),
        ("ARS", r"Argentin|Buenos Aires"),
        ("CLP", r"Chile|Santiago"),
        ("COP", r"Colombia|Bogot"),
        ("CUP", r"Cuba\b|Cuban|Havana"),
        ("UYU", r"Urugua|Montevideo"),
        ("DOP", r"Dominican"),
    ),
    "rupee": (
        ("PKR", r"Pakistan|Islamabad|Karachi|Lahore"),
        ("LKR", r"Sri Lanka|Colombo"),
        ("NPR", r"Nepal|Kathmandu"),
        ("MUR", r"Mauriti"),
    ),
    "krone": (("DKK", r"Denmark|Danish|Copenhagen"),),
    "kroner": (("DKK", r"Denmark|Danish|Copenhagen"),),
    "shilling": (
        ("UGX", r"Uganda|Kampala"),
        ("TZS", r"Tanzania|Dar es Salaam"),
        ("SOS", r"Somali|Mogadishu"),
    ),
    "dinar": (
        ("JOD", r"Jordan|Amman"),
        ("IQD", r"Iraq|Baghdad"),
        ("RSD", r"Serbia|Belgrade"),
        ("TND", r"Tunisia"),
        ("DZD", r"Algeria|Algiers"),
        ("BHD", r"Bahrain"),
        ("LYD", r"Libya|Tripoli"),
    ),
    "franc": (
        ("XOF", r"Senegal|Ivory Coast|Ivorian|Mali\b|Burkina|Benin\b|Togo|Niger\b|CFA"),
        ("XAF", r"Cameroon|Gabon|Chad\b|Central African"),
        ("RWF", r"Rwanda|Kigali"),
        ("CDF", r"Congo|Kinshasa"),
    ),
    "pound": (
        ("EGP", r"Egypt|Cairo"),
        ("LBP", r"Leban|Beirut"),
        ("SYP", r"Syria|Damascus"),
        ("SDG", r"Sudan|Khartoum"),
    ),
    "riyal": (("QAR", r"Qatar|Doha"), ("OMR", r"Oman\b|Muscat"), ("YER", r"Yemen|Sanaa")),
    "dirham": (("MAD", r"Morocc|Rabat|Casablanca"),),
    "rial": (("OMR", r"Oman\b|Muscat"), ("YER", r"Yemen|Sanaa")),
}
"""Where one name serves several states: the first whose pattern stands in the article, else the entry of NAMES."""
_CHINA = re.compile(r"\b(?:yuan|renminbi|China|Chinese|Beijing|Shanghai|Shenzhen)\b")
_JAPAN = re.compile(r"\b(?:yen|Japan|Japanese|Tokyo|Osaka|Kyoto|Nikkei)\b")
_STATED_DOLLARS = re.compile(
    r"\b(?:in|are|stated in|reported in|expressed in)\s+(Canadian|Australian|New Zealand|Singapore|Hong Kong|"
    r"Taiwan)\s+dollars?\b"
)
_LOCAL_DOLLAR = re.compile(
    r"(?<![A-Za-z])\$ ?[0-9][0-9.,]*\s?(?:[mb]n?|million|billion|trillion|k)?\s*\((?:about\s+|around\s+|some\s+)?US ?\$"
)
_DOLLAR_LANDS = (
    ("AUD", r"\bAustralia"),
    ("CAD", r"\bCanad"),
    ("NZD", r"\bNew Zealand"),
    ("SGD", r"\bSingapore"),
    ("HKD", r"\bHong Kong"),
    ("TWD", r"\bTaiwan"),
)


@dataclass(frozen=True, slots=True)
class Money:
    """What the signs and names that several states share stand for in one article."""

    text: str
    dollar: str = "USD"
    yen_sign: str = "JPY"
    metres: bool = False
    """Whether "m" right after a number is known to mean metres."""

    @classmethod
    def of(cls, text: str) -> Money:
        yen = "JPY"
        if ("¥" in text or "￥" in text) and len(_CHINA.findall(text)) > len(_JAPAN.findall(text)):
            yen = "CNY"
        return cls(text, _dollar_of(text) if "$" in text else "USD", yen)

    def sign(self, sign: str) -> str:
        if sign == "$":
            return self.dollar
        return self.yen_sign if sign in "¥￥" else SIGNS[sign]

    def name(self, name: str) -> str:
        """The currency of a name from NAMES, as this article means it."""
        for code, pattern in NAMES_BY_COUNTRY.get(name, ()):
            if re.search(pattern, self.text):
                return code
        return NAMES[name]


def _dollar_of(text: str) -> str:
    """USD unless the article says which dollars it means, or converts its plain "$" into US$."""
    stated = _STATED_DOLLARS.search(text)
    if stated:
        return NATIONS[stated[1].split()[-1].lower()]
    if _LOCAL_DOLLAR.search(text):
        counts = [(len(re.findall(pattern, text)), code) for code, pattern in _DOLLAR_LANDS]
        most, code = max(counts)
        if most:
            return code
    return "USD"
