"""Words the digest looks at, as data. All in lower case."""

from __future__ import annotations

CONTRAST_OPENERS = (
    "however", "but", "yet", "in fact", "in reality", "actually", "still", "nevertheless", "nonetheless", "although",
    "though", "even though", "even so", "on the other hand", "instead", "rather", "that said", "conversely",
    "by contrast", "in contrast", "despite", "at the same time", "on the contrary", "then again", "except",
)  # fmt: skip
"""A sentence that opens with one of these takes something back of what stands before it."""

BENDING = frozenset(
    "not n't no never none nobody nothing neither nor cannot without unless until except if but however "
    "although though yet despite rather instead only whereas while hardly barely scarcely provided providing "
    "deny denies denied false unlikely far otherwise contrary nevertheless nonetheless still even".split()
)
"""Words that may turn a statement round: a cut never takes one of them away."""

DEPENDENT = frozenset("which who whom whose where than".split())
"""A reported statement that opens with one of these is half a sentence."""

FINITE = frozenset(
    "is are was were am be has have had will would can could must should may might does do did say says said told went "
    "came made took gave found began became rose fell grew lost won cut set put led left met kept held brought bought "
    "sold sent spent built felt got ran saw knew thought wrote spoke paid plans wants needs calls shows means makes "
    "faces remains includes plan expect expects say want isn't aren't wasn't "
    "weren't i'm we're they're it's he's she's that's there's we'll".split()
)
"""Words that show that a clause has a verb; beside them, lower-case words in -ed."""

VAGUE = frozenset(
    "thing things lot really very going way kind bit little actually just think know get got make made see seen go "
    "goes want need look looks like something anything everything nothing sure good great time people always still "
    "also even because what when where how why yes well now then here there one ones other any".split()
)
"""Words that a statement about nothing in particular is made of."""

HEARSAY = frozenset("said says told replied asked".split())
"""A statement with one of these mostly passes on somebody else's."""

LOOSE_ENDS = frozenset("to at of for in on with by from and or the a an as that".split())
"""Neither a role nor a shortened statement ends with one of these."""

EMPTY_MEASURES = frozenset(
    "figure number value sum total amount level rate deal offer company firm group government ministry "
    "agency bank union team club court family people person man woman others ones thing time kind part rest claim "
    "official source minister president month year week day report study survey estimate first last next same least "
    "two three four five six seven eight nine ten".split()
)
"""What says nothing by itself beside a number: "£4.5m figure", "$31,000 officials"."""

SUBORDINATORS = frozenset(
    "if when while given because since as by after before although though unless until once whether with "
    "without".split()
)
"""A sentence that opens with one of these says its main thing later."""

PRONOUNS = frozenset(
    "i he she they we it you who this that these those one someone anyone everyone him her them us another "
    "others some many both several".split()
)

UNIT_WORDS = frozenset(
    "percent per cent % percentage point points bp million billion trillion m bn tn thousand hundred dozen "
    "dollars euros pounds yuan yen rupees francs tonnes tons km miles metres meters kg years months weeks days "
    "hours minutes".split()
)

STOP_WORDS = frozenset(
    "a an the of in on at to for by with from and or as is are was were be been has have had will would its it "
    "their his her that this which than into over under about per more most some any all each other new said "
    "says".split()
)

DENIAL_CUES = ("den", "reject", "dismiss", "refut", "contest", "disput", "rule", "not", "never", "n't", "n’t")
"""Stems of cues that say by themselves that the speaker does not hold what follows."""
