"""Currencies: their signs, codes and names, and what "$", "¥", "pounds" and "pesos" mean in one article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lands import NAMES_BY_COUNTRY, by_country, dollar_of

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
    "crown": "SEK",
    "guilder": "NLG",
    "deutschmark": "DEM",
    "drachma": "GRD",
    "peseta": "ESP",
    "lire": "ITL",
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
    {"won", "real", "sol", "lei", "lev", "dong", "sen", "kip", "dram", "quid", "pound", "rand", "buck", "crown"}
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
_CHINA = re.compile(r"\b(?:yuan|renminbi|China|Chinese|Beijing|Shanghai|Shenzhen)\b")
_JAPAN = re.compile(r"\b(?:yen|Japan|Japanese|Tokyo|Osaka|Kyoto|Nikkei)\b")


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
        return cls(text, dollar_of(text) if "$" in text else "USD", yen)

    def sign(self, sign: str) -> str:
        if sign == "$":
            return self.dollar
        return self.yen_sign if sign in "¥￥" else SIGNS[sign]

    def name(self, name: str) -> str:
        """The currency of a name from NAMES, as this article means it."""
        return (by_country(name, self.text) if name in NAMES_BY_COUNTRY else "") or NAMES[name]
