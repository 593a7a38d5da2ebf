"""How reports say that a result was revised: the words, and the patterns of sentences in the codes of mentions."""

from __future__ import annotations

import re

# Words that only revisions use stand for themselves beside the codes of mentions.
CODES = {
    word: code
    for code, words in {
        "c": "promoted promoting upgraded upgrading elevated elevating relegated relegating demoted demoting",
        "m": "moved moving moves lifted lifting raised raising bumped bumping dropped dropping pushed pushing",
        "u": "up down back",
        "a": "awarded given handed granted declared named crowned confirmed",
        "b": "handing giving gifting awarding handed gave gifted",
        "i": "inherited inherits inheriting",
        "j": "went passed goes",
        "z": "from",
        "q": "originally initially provisionally",
        "W": "winner winners champion champions victor",
        "#": "disqualified stripped excluded",
        "%": "penalised penalized penalty",
        "@": "disqualification exclusion",
    }.items()
    for word in words.split()
}
REASON = re.compile(
    # no penalty loop, penalty shot or shoot-out
    r"\b(?:disqualif|protest|appeal|jury|steward|penali[sz]ed|(?:time|second) penalt|a penalty(?! (?:loop|lap|shot))"
    r"|infring|review|re-?count|doping|inquiry|stripped"
    r"|reinstat|annul|correct(?:ed|ion)|obstruct|excluded|timing error)",
    re.IGNORECASE,
)
INSTEAD = re.compile(rf"{REASON.pattern}|\binstead\b", re.IGNORECASE)
RULING = re.compile(
    rf"{REASON.pattern}|\b(?:placed|declared|announced|given|awarded|credited|listed|named|ranked)\b", re.IGNORECASE
)
TRIGGER = re.compile(
    rf"{REASON.pattern}|\b(?:originally|initially|provisional|promot|upgrad|elevat|relegat|demot|downgrad)",
    re.IGNORECASE,
)
LATER = re.compile(r"\b(?:later|subsequently|afterwards|after the (?:race|finish|final))\b", re.IGNORECASE)
BECAUSE = frozenset("following once instead because".split())  # behind a place, these are no noun it belongs to
ESCAPED = frozenset("avoided escaped avoid escape risked".split())
_WHO = r"\^?(?:N'|A|J)*(?P<who>P|[NJ](?!'))(?:6\^?N|\([NA]\))?"
_FROM = r"(?:z\^?(?P<old>[RM])\.?)?"
_TO = rf"u?{_FROM}8\^?(?P<place>[RM])"
GAINING = (
    re.compile(rf"(?P<verb>[cm]){_WHO}{_TO}"),
    re.compile(rf"{_WHO}(?P<verb>[cm]){_TO}"),
    re.compile(rf"e\.?(?P<verb>[cm]){_TO}"),
    re.compile(r"e\.?(?P<verb>a)\^?(?P<place>[RMHW])"),
    re.compile(r"(?P<verb>i)\^?(?P<place>[RMH])"),
    re.compile(r"(?P<place>[RMH])[.6]{0,3}(?:e\.?)?(?P<verb>[aj])\.?8" + _WHO),
    re.compile(r"(?P<verb>b)\^?(?P<place>[RMH])8" + _WHO),
    re.compile(rf"(?P<verb>b){_WHO}\^?(?P<place>[RMH])"),
)
GAINING_TOO = re.compile(rf"(?:,?3|,){_WHO}[cm]?{_TO}")
AT_FIRST = (
    re.compile(r"(?P<verb>q)\^?(?P<place>[RM])\.?," + _WHO),
    re.compile(rf"{_WHO},(?P<verb>q)\^?(?P<place>[RM])"),
    re.compile(r"(?P<verb>q)[^&;,PNJq]{0,5}?(?P<place>[RMHWw])"),
)
EXCLUDED = (
    re.compile(r"(?P<place>[RwWM])[^PNJ;!#]{0,12}?(?P<verb>#)"),
    re.compile(r"(?P<verb>#)(?:[z6]\^?|[^PNJ;!#,]{0,8}?(?:&|7)[^PNJ;!#]{0,4}?)(?P<place>[RMHw])"),
    re.compile(rf"(?P<verb>#){_WHO}[6z]\^?(?P<place>[RMHW])"),
    re.compile(rf"(?P<verb>@)6{_WHO},0[^,;&PNJ]{{0,6}}?(?P<place>[Rw])"),
)
HAD_PLACE = re.compile(r"(?P<verb>h)[^,;&PNJ!]{0,4}?(?P<place>[Rw])")
PENALISED = re.compile(r"(?<!8)(?P<place>[RM])[^PNJ;!%]{0,12}?(?P<verb>%)")
PUT = re.compile(rf"{_WHO}9?8?\^?(?P<place>[RM])")
