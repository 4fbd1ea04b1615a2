"""Words that tell no story from another: function words of the languages most feeds are in."""

from __future__ import annotations

_BY_LANGUAGE = {
    "en": """a about after again against ago all almost along already also although always am among an and another any
    are around as ask asked at away back be became because become been before began being below between both but by
    called came can cannot could day days de did do does doing done down due during each early either else end enough
    even ever every far few first for former found four from full further gave get give given go going gone got had
    half has have having he her here hers herself him himself his how however i if in including instead into is it its
    itself just keep kept know known last late later least less let like likely long look lot made make makes making
    many may me means might month months more most mr mrs ms much must my near nearly need never new next no nor not
    nothing now of off often old on once one only onto or other others our out over own part people per place put
    quite rather really s said same saw say saying says second see seen several shall she should show since six so
    some something soon still such t take taken tell ten than that the their them themselves then there these they
    thing things think this those though three through thus time times to today together told tomorrow too took
    toward towards two under until up upon us use used using very via want wants was way we week weeks well went were
    what when where whether which while who whole whom whose why will with within without work would year years yes
    yesterday yet you your""",
    "de": """aber alle als also am an auch auf aus bei bin bis bist da damit dann das dass dem den der des die dies
    diese dieser dieses doch du durch ein eine einem einen einer eines er es für gegen hat hatte haben ich ihm ihr ihre
    im in ist ja kann kein keine mehr mit nach nicht noch nun nur ob oder ohne sehr sein seine sich sie sind so über
    um und uns unter vom von vor waren was weil wenn werden wie wir wird wurde wurden zu zum zur zwischen""",
    "fr": """au aux avec ce ces cette comme dans de des du elle en est et être eux il ils je la le les leur leurs lui
    mais même ne nous on ont ou où par pas plus pour qu que qui sa sans se ses sont sur un une vous été""",
    "es": """al como con cuando de del desde donde el ella ellos en entre era es esta este esto está fue ha hay la las
    le les lo los más muy no nos para pero por porque que qué se ser sin sobre su sus también un una uno y ya""",
    "pt": """ao aos as até com como da das de do dos e ela ele em entre era essa esse esta este está foi há isso já
    mais mas na nas no nos não o os ou para pela pelo por que se sem ser seu sua são também tem um uma você""",
    "it": """ai al alla alle anche che chi ci come con da dal dalla dei del della delle di e ed gli ha hanno i il in
    la le lo ma nel nella non o per più quella questo se si sono su sua suo tra un una uno è""",
    "nl": """aan als bij dan dat de der deze die dit door een en er geen had heb heeft het hij hun ik in is je kan
    maar meer met na naar niet nog of om ook op over te tot uit van voor was wat we werd wij worden zal ze zij zijn""",
    "ru": """а без был была были было быть в вам вас весь во все всё вы для до его ее её если есть еще ещё же за и из
    или им их к как ко когда кто ли либо мне может мы на над надо не него нее нет но ну о об однако он она они оно от
    по под при с со так также такой там те тем то того тоже только том ты у уже хотя чего чей чем что чтобы эта эти
    это я""",
    "tr": "bir bu da daha de en gibi ile için ise kadar ne o olan olarak olduğu sonra ve veya ya çok",
    "id": "ada adalah akan atau dalam dan dengan di ini itu juga karena ke kepada mereka oleh pada tidak untuk yang",
    "sv": "att av den det en ett från för har i inte med men om och på som till var är",
    "pl": "a ale by być dla do i jak jest już na nie o od oraz po przez się są tak to w z za że",
}
COMMON_WORDS = frozenset(word for words in _BY_LANGUAGE.values() for word in words.split())
