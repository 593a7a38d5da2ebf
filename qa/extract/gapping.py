"""Read clauses that leave out their verb: "Berg won in 11.4, Norway's Dahl was second in 11.5 and Holt third in 11.6".

Grammars call it gapping: the second half names who, and where, in which event or in what time; its verb is the first's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.extract.coreference import Resolver
from qa.extract.placings import is_place, placed, results_of
from qa.extract.scene import Scene
from qa.extract.verb_forms import is_on_the_way, is_passive, is_unreal
from qa.facts import Result, Slot
from qa.mention import VERBS, Kind, Mention, encode
from qa.race import Race

WHO = r"(?:\^|N'|A|J)*(?P<who>[PN])(?:6\^?N|\(N\))?"
KIN = r"[.*A^]{1,3}"  # "her sister Dahl", "his team-mate Berg"
ASIDE = r"(?:,[^,;&3!wovlfetsxdgkph]{1,6},)?"  # "Dahl, the champion of 1965, fifth"
BEHIND_PLACE = r"(?=[!,;345(TD]|[92][TD]|$)"
ENDS = r"(?:,|[92(]\^?)?$"  # what may stand before a mark
PLACE = re.compile(rf"[3,;]{WHO}{ASIDE}(?:\^(?=M))?\.?(?P<place>[MR]){BEHIND_PLACE}")
NAMED = r"\^?(?=[XE])(?:(?P<sex>X)'?)?(?:(?P<event>E)|[.O])?H?"  # "the men's 200 metres", "the women's race"
WON = re.compile(rf"[3,;]{WHO}{NAMED}{BEHIND_PLACE}")
PLACE_FIRST = re.compile(r"(?:^|[,;&3])9?\^?(?P<place>R)\.?e(?:\^|N'|A|J)*(?P<who>[PN])")
PLACE_FIRST_AGAIN = re.compile(rf"[3,;]\^?(?P<place>R){WHO}{BEHIND_PLACE}")
# Whose mark it is that stands where the sentence is cut off.
OWNERS = (
    re.compile(rf"[3,;]{WHO}{ASIDE}(?:{NAMED}|\^?\.?[MR]){ENDS}"),
    re.compile(rf"(?:^|[3,;&])9?\^?R(?:\.?e)?{WHO}(?:[92(]\^?)?$"),
    re.compile(rf"[TD]\)?,?[3,]{WHO}(?:[92(]\^?)?$"),
)
OWNER_BESIDE = re.compile(r"(?P<who>[PN])(?:6\^?N|\(N\))?,\^?(?P<place>R|\.)[92]$")  # "Dahl, second in 4:06.2, …"
# Somebody else stands between the verb and the mark, but what is said of that one is not certain.
UNCERTAIN = re.compile(rf"(?<![PN)])3(?:{KIN})?{WHO}(?!6)[^,;&!wovlfetrsxdgkph]{{1,6}}[92(]\^?$")
REACH = 60  # mentions before a mark that may say whose it is
LEADING = frozenset({Kind.TAKE, Kind.WIN, Kind.FINISH, Kind.BE, Kind.CLOCK, Kind.RETAIN})


def find_gapped(scene: Scene, resolver: Resolver) -> Iterator[Result]:
    """Read "… and Norway's Dahl bronze", "third was Dahl and fourth Holt", "… and Dahl the 200 metres"."""
    mentions = scene.mentions

    def at(match: re.Match[str], group: str) -> Mention:
        return mentions[match.start(group)]

    for match in WON.finditer(scene.codes):
        verb = max((at for at in range(match.start()) if mentions[at].kind in VERBS), default=None)
        if (
            verb is None
            or mentions[verb].kind is not Kind.WIN
            or is_unreal(mentions, verb)
            or is_passive(mentions, verb)
        ):
            continue
        if any(mention.kind in {Kind.EVENT, Kind.SEX} for mention in mentions[verb : match.start()]):
            first: Slot[int] = Slot(1, mentions[verb].start, mentions[verb].end)
            race = _race_in(match, mentions, scene.race_at(verb))
            yield from results_of(scene, resolver, [at(match, "who")], rank=first, medal=None, races=[race])
    for match in PLACE.finditer(scene.codes):
        before = mentions[: match.start()]
        if is_on_the_way(mentions, match.start()):
            continue
        if _has_verb(before) and any(mention.kind is at(match, "place").kind for mention in before):
            yield from placed(scene, resolver, [at(match, "who")], at(match, "place"))
    inverted = list(PLACE_FIRST.finditer(scene.codes))
    more = PLACE_FIRST_AGAIN.finditer(scene.codes, inverted[0].end()) if inverted else ()
    for match in (*inverted, *more):
        if not _counts_on(scene, match.start("place")):
            yield from placed(scene, resolver, [at(match, "who")], at(match, "place"))


def _has_verb(mentions: Sequence[Mention]) -> bool:
    return any(mention.kind in LEADING for mention in mentions)


def _counts_on(scene: Scene, place: int) -> bool:
    """Tell "he is only the second man with three titles; the first was Dahl" from a place in the race."""
    before = scene.mentions[:place]
    is_definite = bool(before) and before[-1].kind is Kind.THE
    return is_definite and any(
        mention.kind is Kind.RANK and not is_place(scene.mentions, at) for at, mention in enumerate(before)
    )


def gapped_owner(mentions: Sequence[Mention], index: int, race: Race) -> tuple[list[Mention], Race] | None:
    """Return whose mark or gap stands at `index` in a clause without a verb, and in which race; None elsewhere.

    The list is empty where it is not certain whose it is.
    """
    if index and mentions[index - 1].word == "at":
        return None  # "third at 11.0" tells how far behind
    mentions = mentions[max(index - REACH, 0) : index]
    codes = encode(list(mentions))
    aside = OWNER_BESIDE.search(codes)
    if aside is not None and (aside["place"] == Kind.RANK or mentions[aside.start("place")].word == "last"):
        return [mentions[aside.start("who")]], race
    if not _has_verb(mentions):
        return None
    match = next((found for owner in OWNERS if (found := owner.search(codes))), None)
    if match is None:
        return ([], race) if UNCERTAIN.search(codes) else None
    if is_on_the_way(mentions, match.start()):
        return [], race
    return [mentions[match.start("who")]], _race_in(match, mentions, race)


def _race_in(match: re.Match[str], mentions: Sequence[Mention], race: Race) -> Race:
    """Return the race that a clause without a verb names, or the one spoken of."""
    named = match.groupdict()
    if named.get("sex"):
        race = replace(race, sex=mentions[match.start("sex")].value)
    if named.get("event"):
        race = replace(race, event=tuple(sorted(mentions[match.start("event")].value)))
    return race
