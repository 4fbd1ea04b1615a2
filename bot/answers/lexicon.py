"""Word lists for questions, as data."""

from __future__ import annotations

from collections.abc import Mapping

import snowballstemmer

STOP = frozenset(
    """a about above after again against all also am an and any are as at be because been before being between both but
    by can could did do does doing down during each else ever few for from further give given had has have having he her
    here hers herself him himself his how i if in into is it its itself just know let like many may me might mine more
    most much must my myself no nor not of off on once one only or other our ours out over own please same say saying
    says said shall she should so some something somebody someone somewhere such tell than that the their theirs them
    then there these they thing things this those through to too under until up upon us very was we were what whatever
    when where which while who whom whose why will with would you your yours talk talked talks mention mentioned
    mentions claim claimed claims think thinks thought believe believes believed according regarding concerning comment
    commented comments view views opinion opinions position statement statements figure figures number give gave week
    today yesterday currently article articles news report reported reports""".split()
)

_GROUPS = """
rise increase grow climb gain surge jump soar
fall decrease decline drop shrink slump plunge sink
cut reduce lower trim slash
cost price expense
company firm business corporation
worker employee staff labour labor
job employment position
buy purchase acquire acquisition takeover
sell sale
earn profit income earnings
revenue turnover sales
boss chief ceo head
delay postpone
begin start launch open
end finish stop halt close
build construct construction
factory plant
doctor physician
child kid pupil student
car vehicle automobile
house home
help aid assist support
law legislation bill act
rule regulation
court judge tribunal
police officer
kill die death dead
hurt injure injury wound
vote ballot poll
election campaign
loan borrow borrowing credit
rate interest
inflation prices
big large huge
small little tiny
rich wealthy
warn caution
approve authorise authorize permit allow
refuse reject decline
plan intend
win victory
lose defeat
lead leader
money fund funding finance
""".strip().splitlines()


def _same() -> Mapping[str, str]:
    stemmer = snowballstemmer.stemmer("english")
    groups = ([stemmer.stemWord(word) for word in line.split()] for line in _GROUPS)
    return {word: f"={group[0]}" for group in groups for word in group}


GROUP_OF: Mapping[str, str] = _same()
"""Stem -> the group of near-synonyms it belongs to; used at a discount, beside the word itself."""

SAID_VERBS = frozenset(
    """say says said think thinks thought believe believes believed mention mentioned claim claimed argue argued tell
    told suggest suggested comment commented state stated announce announced warn warned add added explain explained
    predict predicted expect expected propose proposed promise promised deny denied admit admitted call
    called""".split()
)
