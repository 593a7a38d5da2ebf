"""What a question asks for, read from its words. The constraints it makes are left to `question`."""

from __future__ import annotations

import re
from enum import StrEnum


class Asks(StrEnum):
    """The kinds of question; the value is shown to the user."""

    PLACE = "who came in a place"
    RESULT = "what someone achieved"
    PODIUM = "the podium"
    TIME = "a time or mark"
    MARGIN = "a margin"
    RECORD_HOLDER = "who holds or set a record"
    RECORD_VALUE = "the value of a record"
    RECORD_BEFORE = "the record before"
    LINE_UP = "who raced for a team"
    TEAM = "the team of a person"
    WHEN = "when"
    WHERE = "where"
    HAPPENED = "what happened"
    WHY = "why"
    WHO_SAID = "who said something"
    SAID = "what someone said"
    INCIDENT = "who fell, crashed or was penalised"
    AGE = "someone's age"
    YES_NO = "yes or no"
    HOW_MANY = "how many"
    COMPARE = "a comparison"
    OPPONENT = "who beat whom"
    LEADER = "a place in the standings"
    WHO = "who did something"
    LIST = "everyone of a nation"
    DISTANCE = "how long a race is"
    OTHER = "something else"


_BE = r"(?:is|are|was|were|be|s)"
PATTERNS: tuple[tuple[Asks, re.Pattern[str]], ...] = tuple(
    (asks, re.compile(pattern))
    for asks, pattern in (
        (Asks.WHEN, r"^(?:and |so |but )?when (?!.*\b(?:finish|time)\b)|^on (?:what|which) (?:day|date)\b"),
        (Asks.MARGIN, r"\b(?:by )?how many (?:seconds|minutes|hundredths|tenths|thousandths|points|metres|lengths|strokes) (?:did|was|were|is|behind|ahead|separated|clear|does|do)\b(?!.*\b(?:score|get|have|has)\b)"),
        (Asks.WHO_SAID, r"\bwho (?:said|told|admitted|claimed|called|joked|promised|described|thought|complained|insisted|explained)\b|\bwhose (?:words|quote)"),
        (Asks.SAID, r"\bwhat (?:did|does|do|was|were|had|has) .*\b(?:say|says|said|saying|tell|comment|comments|think|reaction|admit|explain|words|quote|promise|claim)\b|\bquotes? (?:from|by|of)\b|\breaction of\b|\bhow did .* (?:react|feel|explain)\b|\bwhat .*(?:comment|reaction|words|said)\b|\bquote\b"),
        (Asks.WHY, r"\bwhy\b|\bhow come\b|\breasons?\b|\bwhat caused\b|\bcause of\b|\bfor what reason\b|\bwhat made\b"),
        (Asks.OTHER, r"\b(?:special|significan\w+|milestone|remarkable|historic|unusual|notable)\b"),
        (Asks.DISTANCE, r"\bhow long (?:is|was|are|were) (?:the |a )?(?:\w+ )?(?:stage|race|finals?|course|event|marathon|route|leg|lap|distance|circuit|track)s?\b|\b(?:what|which) distance\b|\bhow many (?:kilomet\w+|km|miles|metres|meters)\b"),
        (Asks.AGE, r"\bhow old\b|\bwhat age\b|\bthe age of\b|'s age\b|\bage\??$"),
        (Asks.COMPARE, r"\b(?:faster|quicker|slower|better)\b.*\bor\b|\b(?:who|which|whose|what)\b.*\b(?:faster|quicker|better|slower|older|younger|higher|longer|further|bigger|larger|closer|more)\b.*,?\s.*\bor\b|^.+ or .+, ?(?:who|which)\b|\bcompare\b|\b\w+ or \w+\b.*\b(?:who|which)\b.*\b(?:faster|better|quicker|higher|ahead|more)|\b(?:who|which|what)\b.*\bby more\b|\bwho (?:was|is|finished|ranked|came|did) (?:ahead|better|faster|higher|quicker)\b.* or "),
        (Asks.HOW_MANY, r"\bhow many\b|\bhow often\b|\bnumber of\b|\bhow much (?:money|prize)\b"),
        (Asks.MARGIN, r"\bby how much\b|\bhow much (?:faster|slower|ahead|behind|did|quicker|better|was|of a)\b|\bmargin\b|\bgap\b|\bhow far (?:behind|ahead|back|off|short|in front|clear|adrift|was|were|is|are|from|apart|did .* (?:lead|win))\b|\bhow close\b|\bdifference\b|\b(?:early|biggest|big|half-?way) lead\b|\blead (?:at|in|of|over|after)\b|'s? lead\b|\bhow (?:big|large) (?:was|is|a)\b|\bwon by\b|\bhow narrow|\bhow (?:clear|comfortable) was\b|\bseconds (?:behind|ahead)\b"),
        (Asks.LINE_UP, r"\bwho were the (?:two|three|four|five|six|eight)?\b.*\b(?:women|men|skaters|riders|runners|swimmers|rowers|athletes|girls|boys)\b|\b(?:which|name) (?:the )?(?:three |four )?\w+ (?:women|men|skaters|riders|runners|swimmers|rowers|athletes)\b.*\b(?:won|win|took|gold|silver|bronze|skated|rode|team)\b|\bteam\b.*\bskaters\b|\bpart of\b.*\bteam\b|\bline-? ?ups?\b|\bwho (?:skated|skates|rode|rides|raced|races|rowed|ran|runs|swam|skied|sailed|drove|drives|played|plays|competed|formed|made up|was part|represented|started|bobbed)\b(?! (?:the )?(?:fastest|quickest))|\bteam members\b|\bmembers of\b|\bteam-?mates?\b|\bwho (?:was|were|is|are) (?:in|on|part of) .*(?:team|trio|quartet|squad|crew|boat|four|relay)\b|\bwho (?:was|were) (?:the )?(?:skaters|riders|runners|swimmers|rowers|drivers|athletes|names)\b|\bwhich (?:skaters|riders|runners|swimmers|rowers|athletes)\b|\bname(?:s)? (?:of )?the (?:skaters|riders|runners|swimmers|rowers|athletes|team|trio|quartet|crew)|\bpartner(?:ed|s)?\b|\bwho (?:cox|pilot|steer)|\bcomposition\b|\bwith whom\b"),
        (Asks.TEAM, r"\b(?:what|which) (?:country|nation|nationality|club|team|stable|car|make|side|squad)\b.*\b(?:is|was|does|did|from|for|represents?|drive|ride|belong|compete)\b.*|\bwhere (?:is|was|does) .* (?:from|come from)\b|\bnationality\b|\bwhat (?:was|is|did|does) .* (?:driving|riding|drive|ride)\b|\bwho (?:does|did|was) .* (?:ride|drive|race|run|skate|compete|row|driving|riding|racing|run|skating) for\b|\bwhat (?:team|club) \w+"),
        (Asks.WHO, r"\bwho\b.*\b(?:first|youngest|oldest|only)\b.*\b(?:to|ever) (?:win|take|get|have|compete|race|skate|become|medal)\b|\bwho (?:became|becomes)\b"),
        (Asks.RECORD_BEFORE, r"\b(?:old|previous|former|earlier|existing|prior)\b.*\b(?:record|best|mark|holder)\b|\brecord\b.*\b(?:before|previously|stood|until)\b|\bheld .* before\b"),
        (Asks.RECORD_HOLDER, r"\b(?:who|which|whose)\b.*\b(?:records?|best time)\b|\brecord-?holders?\b"),
        (Asks.RECORD_VALUE, r"\b(?:record|personal best|season'?s best|world best|olympic best|fastest lap)\b"),
        (Asks.LEADER, r"\b(?:drivers?|constructors?|riders?|teams?)'? ?(?:world )?championship\b|\bwho(?:'s|s| is| was| are)? (?:now )?(?:lead|leads|leading|leader|top|tops|topping)\b|\bstandings?\b|\boverall (?:lead|leader|standings|classification)\b|\bchampionship lead|\bwho leads\b|\bleads? overall\b|\bleader of the\b|\bhow many points\b|\bpoints (?:does|did|has|have)\b"),
        (Asks.INCIDENT, r"^(?:\w+ ){0,2}who (?:did not start|fell|falls|crashed|crashes|tumbled|stumbled|collided|went down|was disqualified|got disqualified|were disqualified|was penali[sz]ed|retired|withdrew|pulled out|did ?n[o']?t (?:even )?(?:finish|start|complete)|dnf|abandoned|was injured|missed|didnt finish)\b|^(?:\w+ ){0,1}which \w+(?: \w+)? (?:fell|crashed|retired|collided|stumbled|was disqualified|were disqualified|did ?n[o']?t (?:even )?(?:finish|start|complete)|were penali[sz]ed|was penali[sz]ed|withdrew|pulled out|abandoned)\b"),
        (Asks.HAPPENED, r"\bwhat (?:happened|went wrong|became)\b|\btell me (?:about|what)\b|\bdescribe\b|\bsummar|\bwhat was the (?:story|course)\b|\bhow did .* (?:unfold|go|end|develop|play out|come about)\b|\bwhat do you know\b|\bwhats? up with\b|\bwhat about\b"),
        (Asks.PODIUM, r"\b(?:which|what) (?:countries|nations|teams|athletes) (?:won|took|got|claimed) (?:a |the |any )?medals?\b|\bgold,? silver,? and bronze\b|\bpodium\b(?!.*\b(?:miss|make|get on|reach))|\bmedall?ists\b|\btop (?:three|3)\b|\bmedal winners\b|\bwho won (?:the )?medals\b|\bwho (?:took|got|won) (?:the )?medals\b|\ball (?:three )?medals\b|\b1-2-3\b"),
        (Asks.OPPONENT, r"\bwho (?:beat|beats|defeated|knocked out|eliminated|overtook|edged|lost|did .* (?:beat|defeat|lose|edge|race|face|knock|see off|overcome|meet))\b|\bwhom? did .* (?:beat|defeat|lose|face|edge|overcome|meet)\b|\bwho (?:was|were) .* (?:beaten|defeated) by\b|\bopponents?\b|\bwho was beaten\b|\bwhich \w+ (?:beat|defeated|lost|knocked|eliminated)\b|\bagainst (?:whom|who|which)\b|\bwho (?:finished|came|was) (?:just )?(?:behind|ahead|in front|before|after)\b"),
        (Asks.RESULT, r"\b(?:what|which) (?:medals?|colou?r|place|position|rank)\b(?!.*\brecord)|\bwhere did .* (?:finish|come|end up|place|rank|end)\b|\bhow did .* (?:do|fare|finish|get on|perform|place|rank)\b|\bwhat (?:did|has|have) .* (?:get|win|won|take|achieve|end up with|finish|come)\b|\bwhere (?:was|were) .* (?:placed|ranked)\b|\b(?:position|place|placing|result|medal|rank|ranking)\??$|\bwhat was .* (?:result|place|position|placing|ranking|overall place)\b|\bhow high\b.*\bfinish|'s (?:result|place|position|finish)\b|\bnational ranking\b"),
        (Asks.WHEN, r"^(?:and |so |but )?when\b|\bwhen (?:did|was|were|is)\b|\bwhat (?:date|day|year)\b|\b(?:which|what) (?:date|day|year)\b|\bon (?:what|which) (?:day|date)\b|\bhow long ago\b"),
        (Asks.WHERE, r"\bwhere\b|\b(?:what|which) (?:city|town|circuit|venue|stadium|place|arena|rink|track|oval|course|location)\b|\bvenue\b|\blocation\b"),
        (Asks.TIME, r"\btimes?\b(?! (?:did|has|have|was|were) .*\b(?:win|won|champion)\b)|\bhow fast\b|\bhow quick(?:ly)?\b|\bhow long (?:did|does|was|were|is|a|has|have)\b|\bhow far\b|\bhow high\b|\bwhat (?:height|distance|mark|score|speed|length)\b|\bclock(?:ed)?\b|\bwhat did .* (?:run|skate|swim|throw|jump|clear|row|clock)\b|\bscore\b|\bwinning (?:throw|jump|height|distance|mark|score|long jump|effort|leap)\b|\bfinal score\b"),
        (Asks.PLACE, r"\b(?:won|w[io]ns?|winning|winners?|champions?|gold|silver|bronze|victory|title|fastest|runners?-up|medals?|last|podium|prevailed|triumphed|\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"),
        (Asks.WHO, r"\bwho(?:s|m|se)?\b|\bwhich (?:country|nation|team|athlete|skater|rider|driver|runner|swimmer|horse|crew|side|club|person|man|woman|boat|car|jockey|teams|countries|nations)\b"),
    )
)
YES_NO = re.compile(r"^(?:and |so |but |then )?(?:did|didn'?t|was|wasn'?t|were|weren'?t|is|isn'?t|are|has|have|had|do|does|can|could|would|will)\b")


def read_asks(text: str) -> Asks:
    """Return what a folded, lower-case question asks for."""
    if YES_NO.search(text) and " or " not in text:
        return Asks.YES_NO
    for asks, pattern in PATTERNS:
        if pattern.search(text):
            return asks
    return Asks.OTHER
