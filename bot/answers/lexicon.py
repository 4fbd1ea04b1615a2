"""Word lists for questions, as data."""

from __future__ import annotations

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
    today yesterday currently article articles news report reported reports anything everything happen happened now get
    got going go m s t re ve ll d""".split()
)

SAID_VERBS = frozenset(
    """say says said think thinks thought believe believes believed mention mentioned claim claimed argue argued tell
    told suggest suggested comment commented state stated announce announced warn warned add added explain explained
    predict predicted expect expected expects propose proposed promise promised promises deny denied denies admit
    admitted admits call called joke joked jokes insist insisted insists complain complained complains concede conceded
    concedes accuse accused accuses doubt doubts doubted recommend recommended recommends describe described describes
    criticise criticised criticize criticized praise praised""".split()
)

JUDGING = frozenset(
    """think thinks believe believes say says said expect expects reckon reckons argue argues claim claims insist
    insists predict predicts warn warns fear fears hope hopes consider considers feel feels estimate
    estimates""".split()
)
"""What stands between a speaker and what is asked: "Why does X think it will fail?"."""

NEUTRAL = frozenset(
    """say says said saying think thinks thought believe believes believed mention mentioned claim claimed argue argued
    tell told comment commented state stated add added explain explained give name cite""".split()
)
"""Verbs of a question that only ask for words; any other ("deny", "promise") is looked for in the cue."""

LIGHT = frozenset(
    """long old new big large high low small little young good bad great short late early likely heavy fast quick deep
    wide tall far near hot cold many first last next other another same different certain kind sort type part piece lot
    bit number amount total people person persons man men woman women one two three time times day days week weeks month
    months year years hour hours moment way ways case thing place side end start begin make makes made making take takes
    took taken taking put puts use used using need needs needed want wants wanted come comes came go goes went gone keep
    keeps kept become became find found show shows showed shown see sees saw seen look looks looked turn turned call
    called ask asked work works bring brings brought happen happens mean means meant know known expect expected plan
    planned really actually exactly just still yet already also even ever never always often back again away together
    far future past present current recent total whole full own main real true right wrong sure able ready possible
    according order main around about nearly almost roughly""".split()
)
"""Words that stand in any article: they tell little of what a question is about."""

IDIOMS = {
    r"(?:com|enter|go|went)\w* into (?:force|effect)|take\w* effect": "effect force",
    r"(?:get|got|gotten|getting|claw\w*) (?:\w+ )?back": "recover recovered",
    r"stop\w* work(?:ing)?|down\w* tools": "strike walkout",
    r"home loans?": "mortgage loan",
    r"g[io]ve\w* up|given up": "abandon abandoned",
    r"took part|tak\w+ part": "participants followed",
    r"(?:step|stand|stood)\w* down": "resign",
    r"(?:set|sett)\w* up": "found start",
    r"out of work|without (?:a )?(?:job|work)": "unemployment unemployed jobs",
    r"cost of living": "inflation prices",
    r"put off|held up|push\w* back": "delay postponed",
    r"turn\w* down": "reject refuse",
    r"go(?:es|ing)? up|went up|gone up": "rise increase",
    r"go(?:es|ing)? down|went down|gone down": "fall decrease",
    r"call\w* off": "cancel",
    r"(?:carry|carri)\w* out": "conduct",
    r"pass\w* away": "die",
    r"let go|laid off|lay\w* off": "redundancy dismiss jobs",
    r"run(?:ning)? out|runs out": "expire end",
    r"find\w* out|found out": "learn discover",
    r"look\w* into": "investigate inquiry",
    r"own money": "savings",
    r"in charge|at the helm": "head chief",
    r"break\w* even": "profit",
    r"so far": "already",
    r"com(?:e|es|ing) out|came out": "launch release sale",
    r"take place|takes place": "held",
    r"too few": "shortage closed short",
    r"get going|got going": "start begin",
    r"bring\w* down|brought down": "reduce cut lower",
    r"stay\w* away": "absent avoid",
    r"turn\w* out|turnout": "attendance attended",
}
"""Phrases of questions and the single words that news has for them."""

TITLES = frozenset(
    "mr mrs ms miss dr prof professor president minister senator governor mayor chancellor sir dame judge chief the rev"
    " academician secretary general director chairman chairwoman chair king queen prince princess pope councillor"
    " captain detective superintendent inspector justice lord lady".split()
)

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
