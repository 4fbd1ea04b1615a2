"""Words that say which way a value went."""

from __future__ import annotations

_UP = (
    "rise rises rose risen rising increase increases increased increasing grow grows grew grown growing climb "
    "climbs climbed "
    "climbing jump jumps jumped jumping surge surges surged surging soar soars soared soaring gain gains gained "
    "gaining add adds "
    "added adding advance advances advanced advancing rally rallies rallied rallying leap leaps leapt leaping "
    "spike spikes spiked "
    "expand expands expanded expanding swell swells swelled up higher upped boost boosts boosted boosting raise "
    "raises raised "
    "raising improve improves improved improving improvement accelerate accelerated quicken quickened rebound "
    "rebounds rebounded "
    "rocket rocketed skyrocketed strengthen strengthened widen widened growth hike hiked lift lifts lifted lifting "
    "edged_up ticked_up inched_up inching uptick upturn shot_up balloon ballooned bounce bounced"
)
_DOWN = (
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined declining decrease "
    "decreases decreased "
    "decreasing slide slides slid sliding slip slips slipped slipping sink sinks sank sunk sinking plunge "
    "plunges plunged plunging "
    "tumble tumbles tumbled tumbling plummet plummets plummeted plummeting shrink shrinks shrank shrunk "
    "shrinking lose loses lost "
    "losing shed sheds shedding cut cuts cutting reduce reduces reduced reducing reduction slash slashed "
    "slashing lower lowered "
    "down dip dips dipped dipping ease eases eased easing contract contracts contracted contraction weaken "
    "weakened retreat "
    "retreated slump slumps slumped slumping crash crashed dive dived dived dove trim trimmed slow slowed "
    "slowing narrow narrowed "
    "halve halved dwindle dwindled off lessen cheaper fewer collapse collapsed wane waned downturn"
)
DIRECTION = dict.fromkeys(_UP.split(), "up") | dict.fromkeys(_DOWN.split(), "down")
"""Word to "up" or "down". "higher", "lower", "off" count only beside the figure."""
