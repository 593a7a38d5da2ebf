"""The words of scoring as building blocks of patterns: who, how, when, which; and a score as a pattern finds it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.extract.phrasing import Name
from qa.extract.role_views import BRACKET
from qa.facts import Slot

SCORER = rf"(?P<scorer><[PTX]\d+>)(?!'s|-[a-z]){BRACKET}(?:,? who)?"
ADVERB = (
    r"(?:(?!nearly|almost|reportedly|previously)"
    r"(?:then|also|again|duly|soon|finally|immediately|promptly|each|both|[a-z]+ly) )?"
)
COUNT = r"\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty"
ORDINAL = r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
ORDERS = {
    "first": r"opener|(?:opening|first) (?:goal|try|touchdown|penalty)",
    "equaliser": r"(?:late |dramatic )?(?:equali[sz]er|leveller)",
    "winner": r"(?:late |dramatic |match-|golden |decisive )?(?:winner|decider|clincher"
    r"|winning (?:goal|try|penalty|points|run)"
    r"|golden goal|decisive (?:goal|try))",
}
FINISHES = (
    r"(?:headed|tapped|fired|slotted|volleyed|curled|bundled|poked|swept|rifled|drove|stabbed|lashed|hammered|nodded"
    r"|rolled|prodded|chipped|drilled|turned|smashed|forced|powered|whipped|tucked|steered|flicked|shot) "
    r"(?:it |the ball |(?:his|her|a|the) (?:[a-z-]+ ){1,3})?"
    r"(?:home|in|into the (?:[a-z-]+ ){0,4}(?:net|corner|goal)|over the line)\b"
)
TOUCHED = (
    r"(?:touched down|went over|dived over|crossed|raced over|crashed over|barged over|powered over|ran in)\b(?! the)"
)
MINUTE = (
    rf"in the (?:{ORDINAL})(?: and (?:{ORDINAL}))? minutes?"
    rf"|after (?:just |only |barely )?(?:{COUNT}|a|one) (?:minutes?|seconds?)|after half an hour"
    rf"|on (?:{COUNT}) minutes|on the (?:half-hour|hour)(?: mark)?"
    rf"|(?:{COUNT}) minutes (?:from (?:time|the end|full-time|half-time)"
    r"|(?:before|after) (?:half-time|the break|the interval|the restart)|into (?:the (?:first|second) half"
    r"|stoppage time|extra time|overtime))"
    rf"|with (?:just |only )?(?:{COUNT}|a) (?:minutes?|seconds?) (?:left|remaining|to go|to play)"
    r"|(?:just |shortly |right |straight )?(?:before|after|on) (?:half-time|the break|the interval|the restart)"
    r"|(?:early |late |midway |deep )?(?:in|into|through) the (?:first|second|third|fourth|final|last|opening) "
    r"(?:half|quarter|period|minute|seconds)"
    r"|(?:deep )?(?:in|into) (?:first-half |second-half )?(?:stoppage|injury|added|extra) time|in overtime"
    r"|in the (?:penalty )?shoot-?out"
)
MINUTED = rf"(?:{ORDINAL}|last)-minute|(?:first|second)-half|(?:stoppage|injury|extra)-time|overtime"
WHEN = re.compile(rf"\b(?:{MINUTE})\b")


@dataclass(frozen=True, slots=True)
class Event:
    """A score as a pattern found it, at characters `begin` to `end` of the rewritten sentence."""

    scorers: tuple[Name, ...]
    kind: Slot[str]
    begin: int
    end: int
    count: Slot[int] | None = None
    order: Slot[str] | None = None
    way: Slot[str] | None = None
    team: Name | None = None
    when: Slot[str] | None = None
