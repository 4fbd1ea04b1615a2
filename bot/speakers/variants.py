"""Spellings of one name and callings that one person does not have at once, as data."""

from __future__ import annotations

_SPELLINGS = """
muhammad mohammed mohamed mohammad muhammed mohamad
ahmed ahmad
mahmoud mahmud
hussein husain hussain hossein husein hossain
hassan hasan
yusuf yousef youssef yousuf yusef
khaled khalid
omar umar
osama usama
abdullah abdallah
abdel abdul abd
said saeed
ibrahim ebrahim
ismail ismael esmail
mustafa mostafa
nasser nasir naser
karim kareem
rashid rasheed
faisal faysal feisal
jamal gamal
tariq tarek tareq
walid waleed
assad asad
gaddafi qaddafi qadhafi gadhafi kadhafi
alexander aleksandr alexandr aleksander
alexei aleksei alexey aleksey
andrei andrey
andriy andrii
sergei sergey serguei
serhiy serhii
dmitry dmitri dmitriy dmitrii
yuri yury yuriy yurii
nikolai nikolay
evgeny yevgeny evgeniy yevgeniy evgeni
elena yelena
ekaterina yekaterina
vasily vasiliy vasili vasilii
anatoly anatoliy anatoli anatolii
grigory grigoriy grigorii
arkady arkadiy arkadii
vitaly vitaliy vitali vitalii
valery valeriy valerii
gennady gennadiy gennadii
yulia yuliya yuliia iuliia
natalia nataliya natalya nataliia
maria mariya mariia
tatiana tatyana tetiana tetyana
oleksandr olexandr
oleksiy oleksii
volodymyr volodimir
mykhailo mykhaylo
georgy georgiy georgii
organization organisation
center centre
labor labour
defense defence
program programme
"""
SPELLING_OF = {word: line.split()[0] for line in _SPELLINGS.strip().splitlines() for word in line.split()}
"""A word in lower case, without diacritics -> the spelling that stands for all of its line."""

LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "e"}
)
"""Letters that decomposition leaves as they are."""

ARTICLES = frozenset("al el ul ad as ash ar az an at".split())
"""What stands before a name with a hyphen and comes and goes: "el-Sisi", "al Sisi", "Sisi"."""

LEGAL_FORMS = frozenset("the inc ltd limited plc llc gmbh ag sa corp".split())
"""Words of a body's name that are left out as often as not."""

CALLINGS = {
    "sport": """striker midfielder goalkeeper winger quarterback sprinter cyclist footballer cricketer
        batsman boxer swimmer gymnast golfer jockey skier""",
    "bench": "judge magistrate",
    "police": "constable sergeant detective",
    "clergy": "bishop archbishop cardinal priest vicar imam rabbi",
    "government": "minister senator lawmaker congressman congresswoman mp premier chancellor governor mayor councillor",
    "business": "ceo cfo executive chairman chairwoman banker",
    "science": "professor astronomer physicist biologist chemist geologist epidemiologist virologist",
    "school": "pupil schoolboy schoolgirl",
}
CALLING_OF = {word: calling for calling, words in CALLINGS.items() for word in words.split()}
"""A word of a role -> the calling it tells."""

AT_ONCE = frozenset(
    frozenset(pair)
    for pair in (
        ("government", "business"),
        ("government", "science"),
        ("business", "science"),
        ("bench", "science"),
        ("clergy", "science"),
        ("clergy", "government"),
    )
)
"""Callings that one person may well have side by side; any other two are apart."""
