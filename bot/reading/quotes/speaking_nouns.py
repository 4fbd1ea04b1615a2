"""Which nouns can speak, as data: people, bodies of people, documents."""

from __future__ import annotations

DOCUMENTS = frozenset(
    """
    account advert advertisement affidavit agency analysis article assessment audit ballot banner biography blog book
    brief briefing brochure bulletin census chart charter circular clip column complaint constitution contract court
    cover data database decision declaration decree diary dispatch document dossier draft editorial email estimate
    evidence file filing finding findings flyer footage forecast graph headline indictment index interview inscription
    inventory journal judgment judgement label law lawsuit leaflet letter log magazine mail manifesto manual map memo
    memoir memorandum message minute minutes model motion narration newsletter newspaper note notice notification
    number numbers opinion order outlet page polling
    pamphlet paper paragraph petition placard plaque plan poll pollster post
    poster preamble presentation press projection prospectus publication ranking readout record records recording
    release report resolution result results review rule ruling schedule script section sign site slide slogan
    statement statistic statistics story study subpoena summary survey table tape testimony text timeline trailer
    transcript transcription treaty trial tweet update verdict video voicemail warrant webpage website will wire
    figures research scan scans test tests simulation simulations calculation calculations examination inquiry
    investigation meta-analysis experiment experiments trials inspection inquest count autopsy post-mortem probe
    satellite sensor readings measurements dataset
    """.split()
)
"""Nouns that speak without being persons or bodies: the document is the speaker."""

PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "person", "people", "ant", "ee", "cian")
PERSON_NOUNS = frozenset(
    """
    official aide critic expert authority authorities police colleague source relative parent child friend witness
    resident citizen student victim adult youth veteran scholar academic chief head boss deputy pilot nurse judge
    president executive spokesperson crowd staff family couple team group company firm government administration
    campaign union agency party ministry department council committee court board panel city state country nation
    university hospital bank office bureau institute association organisation organization coalition opposition
    wife husband son boy girl lady diplomat representative delegate community commission club rival graduate movement
    aunt uncle cousin niece nephew widow
    neighbour neighbor trustee surveyor auditor inspector delegation regulator watchdog charity
    republican democrat conservative liberal activist advocate candidate attorney captain coach guard host guest
    """.split()
)
NO_PERSONS = frozenset(
    """
    number order paper letter matter power answer error chapter disaster factor behavior behaviour weather water
    winter summer quarter center centre other another rather over under never river computer indicator theater
    theatre character anger danger gender server counter mirror horror poster newspaper offer plant restaurant
    instant amount want per rover tanker container trailer cluster border corner liver fever hammer ladder layer
    lever meter tower timber powder shelter shoulder reactor motor tractor helicopter printer burger butter finger
    litter pepper disorder cancer tumor flavor labor humor rumor tremor harbor favor honor terror vapor odor color
    corridor sector vector trimester semester register shutter chamber cucumber gutter fiber ember barrier frontier
    pier tier blister canister roster booster toaster oyster lobster monster hamster filter charter starter transfer
    buffer silver shiver zipper copper router scooter parameter perimeter thermometer diameter kilometer centimeter
    crater sweater heater leather feather bladder folder murder spider cider flower shower sewer prayer boiler
    cooler dollar collar ruler thriller filler hunger hanger merger ledger charger rotor elevator escalator radiator
    generator refrigerator accelerator calculator anchor interior exterior pollutant variant grant elephant warrant
    covenant coolant contaminant disinfectant remnant determinant constant coffee knee tree fee degree guarantee bee
    toffee pedigree decree jubilee spree levee list mist fist wrist twist checklist playlist waist gist heist median
    talisman specimen abdomen regimen acumen omen
    """.split()
)
"""Nouns that end as persons do and are none."""
