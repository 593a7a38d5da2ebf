"""What a question of goals, tries or points asks: who scored, which of them, when."""

from __future__ import annotations

import re

from qa import lexicon
from qa.stems import stem

THINGS = "goal|try|tries|penalt|conversion|drop|point|run|touchdown|basket|wicket"
SCORED = re.compile(
    r"\b(?:scored?|scorers?|goal-?scorers?|scoring|scores|netted|equali[sz]ed?|levelled|hat-trick"
    r"|(?:got|grabbed|hit|kicked) (?:the |a |an |all |both )?(?:\w+(?:'s)? ){0,2}?(?:goals?|tr(?:y|ies)|winner"
    r"|equali[sz]er|decider|opener)"
    r"|(?:winning|first|opening|last|second|third|final) (?:goal|try|penalty)"
    r"|equali[sz]er|leveller|opener|on target|found the net)\b"
)
WHO = re.compile(
    r"\bwho\b|\bwhose\b|\bwhich (?:player|\w+ player|men|women|forward|striker|\w+)\b|scorers?\b|\bname\b"
    r"|^\W*(?:the )?(?:winning|first)"
)
ORDERS = {
    "winner": re.compile(
        r"\b(?:winner|winning (?:goal|try|penalty|points|run)|decider|decisive|match-winner|golden goal)\b"
    ),
    "first": re.compile(
        r"\b(?:open(?:ed|ing|er|s)?|first (?:goal|try|penalty|touchdown)|broke the deadlock|scor\w+ first)\b"
    ),
    "equaliser": re.compile(r"\b(?:equali[sz]\w+|levell\w+)\b"),
}
KINDS = lexicon.goals()
HAT_TRICK, BRACE = re.compile(r"\bhat-? ?tricks?\b"), re.compile(r"\bbrace\b|\bscored (?:twice|two)\b")
MINUTE = re.compile(r"\b(?P<minute>\d{1,3})(?:st|nd|rd|th)?[- ]minute\b|\bminute (?P<number>\d{1,3})\b")
# "Who won on penalties" asks only for matches that were decided so.
DECIDED = re.compile(
    r"\b(?:won|win|winner|beat)\b.*\b(?:on|in|after) (?:a |the )?(?P<by>penalties|shoot-?out|extra|overtime|sudden)\b"
)
# Words of these questions that no article has to hold.
STEMS = frozenset(
    stem(word)
    for word in (
        "score scored scorer scorers goalscorer goalscorers goal-scorer scoring goal goals try tries penalty penalties "
        "equalise equalised equalize equalized equaliser equalizer levelled leveller opener opened opening decider "
        "decisive winner winning hat-trick brace twice put net netted found target minute player players match game "
        "points point runs run conversion conversions many grabbed hit kicked ahead front deadlock broke first"
    ).split()
)


def asks_scorer(text: str) -> bool:
    """Tell whether a folded question asks who scored."""
    return SCORED.search(text) is not None and WHO.search(text) is not None and " many " not in text


def asked_order(text: str) -> str | None:
    """Return which score a question asks about: first, equaliser, winner; None for any."""
    return next((order for order, pattern in ORDERS.items() if pattern.search(text)), None)
