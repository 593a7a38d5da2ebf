"""Read places and medals from prose: winning, finishing, settling for, nominal forms, "with X third", "respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.atlas import nation
from qa.entrant import Entrant, EntrantKind
from qa.extract.coreference import ROLES, Resolver
from qa.extract.grammar import FINITE_STOP, group_ending, is_passive, is_person_group, is_unreal, subject_of
from qa.extract.scene import Line, Scene
from qa.facts import Mark, Result, Slot
from qa.mention import ENTITIES, VERBS, Kind, Mention
from qa.race import Race

MEDAL_RANK = {"gold": 1, "silver": 2, "bronze": 3}
# Behind a verb of taking, words that may stand between it and what is taken.
OBJECT_GAP = re.compile(r"(?:98|98\^|8)?[\^XEOSCKNALRF'.Y]{0,8}?(?P<object>M|H)|[\^XA.]{0,3}?(?P<rank>R)")
WON_NOTHING_ELSE = frozenset(
    (
        "race event competition contest match game championship championships tour stage day battle showdown "
        "duel sprint final relay gold medal crown title series time-trial marathon derby tie section category "
        "class heat trophy cup prize honours laurels"
    ).split()
)
# Lists of so many persons without a nation race for the team that the sentence before speaks of.
SMALLEST_TEAM = 3
TEAM_EVENTS = frozenset({"team", "relay"})
SHARED_EVENTS = TEAM_EVENTS | frozenset(
    (
        "470 49er nacra double pair pairs quadruple coxed coxless eight four two-man two-woman four-man k2 k4 "
        "c2 madison ice-dance mixed"
    ).split()
)
TALLY = frozenset("medals golds silvers bronzes titles times victories wins".split())
PLACE_WORDS = frozenset("place position spot overall".split())
HOME_WORDS = frozenset(
    (
        "home in a an joint equal only down up over the line just an-agonising agonising disappointing "
        "creditable distant close well way strong solid fine superb excellent respectable"
    ).split()
)


def find_results(scene: Scene, resolver: Resolver) -> Iterator[Result]:
    """Yield the places and medals that a sentence of prose states."""
    if scene.line is Line.ROW or scene.standings:
        return
    mentions = scene.mentions
    yield from _elliptic(scene, resolver)
    yield from _winners_by_event(scene, resolver)
    for index, mention in enumerate(mentions):
        if scene.tells_standings(index):
            continue
        if mention.word in {"went", "goes"}:
            yield from _went_to(scene, resolver, index)
        elif mention.word in MOVES:
            yield from _moved(scene, resolver, index)
        elif mention.word in HANDING:
            yield from _handed(scene, resolver, index)
        if mention.kind in {Kind.WIN, Kind.TAKE, Kind.RETAIN}:
            yield from _taken(scene, resolver, index)
        elif mention.kind in {Kind.FINISH, Kind.BE, Kind.CLOCK}:
            yield from _finished(scene, resolver, index)
        elif mention.kind is Kind.SETTLE or mention.word in {"content", "do", "rewarded"}:
            yield from _settled(scene, resolver, index)
        elif mention.kind in {Kind.MEDAL, Kind.TITLE}:
            yield from _nominal(scene, resolver, index)
        elif mention.kind is Kind.RANK:
            yield from _aside(scene, resolver, index)
        elif mention.kind is Kind.WITH:
            yield from _with_others(scene, resolver, index)
        elif (
            mention.word in {"fastest", "quickest"}
            and index
            and mentions[index - 1].kind is Kind.BE
            and any(item.kind is Kind.ROUND and item.value == "final" for item in mentions[index : index + 9])
        ):
            yield from _emit(
                scene,
                resolver,
                subject_of(mentions, index - 1),
                rank=Slot(1, mention.start, mention.end),
                medal=None,
                races=_races_at(scene, index, index + 4),
            )
        elif mention.word in SUPERLATIVES:
            yield from _best_of_all(scene, resolver, index)
        elif mention.word in {"champion", "champions", "winner", "winners", "victorious"}:
            yield from _crowned(scene, resolver, index)


def _emit(
    scene: Scene,
    resolver: Resolver,
    subject: list[Mention],
    *,
    rank: Slot[int] | None,
    medal: Slot[str] | None,
    races: Sequence[Race] = (),
) -> Iterator[Result]:
    if not subject or (rank is None and medal is None):
        return
    at = scene.mentions.index(subject[-1])
    for race in races or (scene.race_at(at),):
        if scene.is_background(at) and race.year is None:
            continue
        if _is_before_the_news(scene, race, rank or medal):
            continue
        entrant = entrant_of(subject, scene, resolver, race)
        if entrant is None:
            if is_person_group(subject) and len(subject) == 2:
                for member in subject:
                    yield from _emit(scene, resolver, [member], rank=rank, medal=medal, races=[race])
            continue
        place = rank
        if medal is not None:
            place = rank or Slot(MEDAL_RANK[medal.value], medal.start, medal.end)
            race = replace(race, round=None)
        yield Result(race, scene.sentence.start, scene.sentence.end, entrant, rank=place, medal=medal)


PAIR_EVENTS = frozenset("470 49er nacra double pair pairs two-man two-woman k2 c2 madison ice-dance".split())


def _pair(subject: list[Mention], scene: Scene, resolver: Resolver) -> Slot[Entrant] | None:
    """Return two persons who race together as one entrant."""
    slots = [resolver.slot(member, scene) for member in subject]
    if any(slot is None for slot in slots):
        return None
    known = [slot.value for slot in slots if slot is not None]
    team = team_of(subject, scene, resolver)
    code = team.nation if team is not None else (known[0].nation if len({one.nation for one in known}) == 1 else None)
    return Slot(
        Entrant(EntrantKind.CLUB, " and ".join(one.name for one in known), code), subject[0].start, subject[-1].end
    )


def _is_before_the_news(scene: Scene, race: Race, place: Slot[int] | Slot[str] | None) -> bool:
    """Tell a place told in the past perfect of the race itself ("had touched first"), or of a stage of another year."""
    if race.year != scene.race.year:
        return any(part.startswith("stage-") for part in race.event)
    index = next(
        (at for at, mention in enumerate(scene.mentions) if place is not None and mention.end > place.start), None
    )
    return index is not None and race.event == scene.race.event and scene.is_past_perfect(index)


def entrant_of(subject: list[Mention], scene: Scene, resolver: Resolver, race: Race) -> Slot[Entrant] | None:
    """Return the entrant a subject stands for in a race: persons stand for their team where it races as a team."""
    if not subject:
        return None
    if is_person_group(subject):
        if len(subject) == 2 and PAIR_EVENTS & set(race.event):
            return _pair(subject, scene, resolver)
        if race.event and len(subject) < SMALLEST_TEAM and not SHARED_EVENTS & set(race.event):
            return None
        team = team_of(subject, scene, resolver)
        return Slot(team, subject[0].start, subject[-1].end) if team else None
    if len(subject) > 1:
        return None
    slot = resolver.slot(subject[0], scene)
    if (
        slot is not None
        and slot.value.kind is EntrantKind.PERSON
        and slot.value.nation
        and TEAM_EVENTS & set(race.event)
    ):
        return replace(slot, value=Entrant(EntrantKind.NATION, nation(slot.value.nation).name, slot.value.nation))
    return slot


def team_of(members: list[Mention], scene: Scene, resolver: Resolver) -> Entrant | None:
    """Return the nation that a group of persons races for: named beside them, or stated of each of them."""
    mentions = scene.mentions
    first, last = mentions.index(members[0]), mentions.index(members[-1])
    after = scene.codes[last + 1 : last + 4]
    if after[:2] == "6N" or after == "6^N":
        return _team(mentions[last + (2 if after[1] == "N" else 3)])
    if after[:3] in {"(N)"}:
        return _team(mentions[last + 2])
    part = next((part for part in scene.parts if part.begin <= first < part.stop), None)
    rest = scene.codes[last + 1 : part.stop if part else None]
    if raced_for := RACED_FOR.match(rest):
        return _team(mentions[last + 1 + raced_for.start("team")])
    named = {mention.value.name: mention.value for mention in mentions[:first] if mention.kind is Kind.NATION}
    for left in range(first - 1, max(first - 6, -1), -1):
        if mentions[left].kind is Kind.NATION and all(
            item.kind in {Kind.OF, Kind.POSSESSIVE, Kind.WORD, Kind.COMMA, Kind.THE, Kind.NUMBER}
            for item in mentions[left + 1 : first]
        ):
            return _team(mentions[left])
    nations = {entrant.value.nation for member in members if (entrant := resolver.slot(member, scene)) is not None}
    if len(nations) == 1 and (code := nations.pop()) is not None:
        return Entrant(EntrantKind.NATION, nation(code).name, code)
    if nations <= {None} and len(members) >= SMALLEST_TEAM and _is_only_subject(scene, first, last):
        return next(iter(named.values())) if len(named) == 1 else (None if named else scene.topic)
    return None


def _team(mention: Mention) -> Entrant:
    entrant: Entrant = mention.value
    return entrant


RACED_FOR = re.compile(r"[wogtfr][^;&,]*?7\^?(?P<team>N)")


def _is_only_subject(scene: Scene, first: int, last: int) -> bool:
    """Tell whether a list of persons begins its part of the sentence and is the only such list."""
    part = next((part for part in scene.parts if part.begin <= first < part.stop), None)
    begin = part.begin if part else 0
    if any(mention.kind in VERBS for mention in scene.mentions[begin:first]):
        return False
    return sum(1 for _ in LISTS.finditer(scene.codes)) == 1


LISTS = re.compile(r"P(?:\(.{1,3}\))?(?:,P(?:\(.{1,3}\))?)+,?3P")


def _taken(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Result]:
    mentions = scene.mentions
    if (
        is_unreal(mentions, verb)
        or mentions[verb].word in {"win", "wins"}
        and verb
        and mentions[verb - 1].word in {"to"}
        and _is_wish(mentions, verb)
    ):
        return
    if (
        verb > 1
        and mentions[verb - 1].kind is Kind.TO
        and any(
            item.kind is Kind.RANK or item.word in {"only", "last", "youngest", "oldest"}
            for item in mentions[max(verb - 5, 0) : verb - 1]
        )
    ):
        return
    rest = mentions[verb + 1 :]
    if is_passive(mentions, verb):
        yield from _won_by(scene, resolver, verb)
        return
    if any(
        mentions[at].word in {"that", "which"}
        and (mentions[at - 1].kind is Kind.MEDAL or mentions[at - 1].word in {"medal", "medals", "title", "titles"})
        for at in range(max(verb - 5, 1), verb)
    ):
        return
    match = OBJECT_GAP.match(scene.codes, verb + 1)
    words = {item.word for item in mentions[verb + 1 : match.end() if match else verb + 3]}
    if words & {"lead", "right", "record", "pole", "toss"} and mentions[verb].kind is not Kind.WIN:
        return
    subject = subject_of(mentions, verb)
    if match and not _is_tally(mentions, verb, match.end() - 1):
        target = mentions[match.end() - 1]
        if match.group("object") == "M":
            yield from _emit(
                scene,
                resolver,
                subject,
                rank=None,
                medal=Slot(target.value, target.start, target.end),
                races=_races_at(scene, verb, match.end()),
            )
            return
        ranks = _ranks_from(mentions, match.end() - 1)
        if len(ranks) > 1 and len(ranks) == len(subject):
            yield from _each(scene, resolver, subject, ranks, _races_at(scene, verb, match.end()))
            return
        if match.group("rank") and mentions[verb].kind is not Kind.WIN and _is_place(mentions, match.end() - 1):
            yield from _emit(
                scene,
                resolver,
                subject,
                rank=Slot(target.value, target.start, target.end),
                medal=None,
                races=_races_at(scene, verb, match.end()),
            )
            return
        if match.group("object") == "H" and not words & {"no", "without"}:
            yield from _emit(
                scene,
                resolver,
                subject,
                rank=Slot(1, mentions[verb].start, target.end),
                medal=None,
                races=_races_at(scene, verb, match.end()),
            )
            return
    if mentions[verb].kind is Kind.WIN and _wins_race(rest, scene.codes[verb + 1 :]):
        yield from _emit(
            scene,
            resolver,
            subject,
            rank=Slot(1, mentions[verb].start, mentions[verb].end),
            medal=None,
            races=_races_at(scene, verb, verb + 8),
        )


def _is_wish(mentions: list[Mention], verb: int) -> bool:
    before = mentions[max(verb - 4, 0) : verb]
    return any(
        item.word
        in {
            "way",
            "how",
            "favourites",
            "favourite",
            "bid",
            "chance",
            "hope",
            "failed",
            "trying",
            "needed",
            "want",
            "wants",
            "like",
            "love",
        }
        for item in before
    )


FINITE = frozenset({Kind.WIN, Kind.TAKE, Kind.RETAIN, Kind.BEAT, Kind.LOSE, Kind.FINISH, Kind.BE})


def _races_at(scene: Scene, verb: int, stop: int) -> list[Race]:
    """Return the races that stand right behind the verb ("won the 60m and the 200m"), or else the scene's."""
    race = scene.race_at(verb)
    found: list[Race] = []
    for at, mention in enumerate(scene.mentions[verb + 1 : stop + 4], start=verb + 1):
        if mention.kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.WHO} or mention.kind in FINITE:
            break
        if mention.kind is Kind.EVENT:
            event = tuple(sorted(mention.value))
            stated = next((item.value for item in scene.mentions[max(at - 2, 0) : at] if item.kind is Kind.SEX), None)
            race = replace(race, sex=stated) if stated else race
            found.append(replace(race, event=race.event if set(event) <= set(race.event) else event))
        if mention.kind is Kind.ROUND:
            race = replace(race, round=mention.value)
            found = [replace(item, round=mention.value) for item in found]
    return found or [race]


def _is_tally(mentions: list[Mention], verb: int, target: int) -> bool:
    """Tell "won five gold medals" or "her 11th title" from winning this race."""
    between = mentions[verb + 1 : target]
    if any(item.kind is Kind.NUMBER for item in between) or mentions[target].word in TALLY:
        return True
    return target + 1 < len(mentions) and mentions[target + 1].word in TALLY


def _is_place(mentions: list[Mention], index: int) -> bool:
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if after is None or after.word in PLACE_WORDS or after.kind is Kind.STOP:
        return True
    return after.kind not in {
        Kind.WORD,
        Kind.SEX,
        Kind.SPORT,
        Kind.COMPETITION,
        Kind.EVENT,
        Kind.MEDAL,
        Kind.TITLE,
        Kind.RECORD,
        Kind.ROUND,
        Kind.NUMBER,
        Kind.PERSON,
    } or after.word in {"ahead", "behind", "overall", "respectively", "again", "here", "today"}


NO_RACE = frozenset(
    (
        "place spot berth right toss heart hearts point points set praise plaudits bet seat contract "
        "promotion permission"
    ).split()
)


def _wins_race(rest: list[Mention], codes: str) -> bool:
    """Tell whether what follows "won" can be a race, or nothing."""
    if rest and rest[0].kind is Kind.STOP:
        return True
    if any(item.word in NO_RACE for item in rest[:3]):
        return False
    if any(item.word in {"medal", "medals"} for item in rest[:8]) and not any(
        item.kind is Kind.MEDAL for item in rest[:8]
    ):
        return False
    if any(item.kind is Kind.MEDAL and item.value != "gold" for item in rest[:10]):
        return False
    for item in rest[:7]:
        if item.kind in {
            Kind.EVENT,
            Kind.COMPETITION,
            Kind.ROUND,
            Kind.IN,
            Kind.BY,
            Kind.COMMA,
            Kind.WITH,
            Kind.CLAUSE,
            Kind.AND,
            Kind.DATE,
            Kind.SPORT,
            Kind.AHEAD,
        }:
            return True
        if (
            item.word in WON_NOTHING_ELSE
            or item.word.endswith("ly")
            or item.word in {"again", "easily", "here", "from"}
        ):
            return True
        if item.kind in {Kind.THE, Kind.SEX, Kind.POSSESSIVE, Kind.ADJECTIVE, Kind.NATION, Kind.LENGTH, Kind.RANK} or (
            item.kind is Kind.WORD and item.word.isalpha() and codes.startswith("^")
        ):
            continue
        return False
    return not rest or rest[0].kind is Kind.WORD and not rest[0].word.isalpha()


def _won_by(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Result]:
    mentions = scene.mentions
    for index in range(verb + 1, min(verb + 5, len(mentions))):
        if mentions[index].kind is Kind.BY:
            agent = _entity_behind(mentions, index)
            medal = next((item for item in mentions[max(verb - 5, 0) : verb] if item.kind is Kind.MEDAL), None)
            slot = Slot(medal.value, medal.start, medal.end) if medal else None
            rank = None if medal else Slot(1, mentions[verb].start, mentions[verb].end)
            yield from _emit(scene, resolver, agent, rank=rank, medal=slot)
            return


def _entity_behind(mentions: list[Mention], index: int) -> list[Mention]:
    """Return the entities right behind a preposition ("by the Norwegian Jan Berg", "by A, B and C")."""
    at = index + 1
    while (
        at < len(mentions)
        and at <= index + 9
        and (
            _describes(mentions[at])
            or mentions[at].kind in {Kind.THE, Kind.ADJECTIVE, Kind.SEX, Kind.POSSESSIVE}
            or mentions[at].word
            in {
                "hosts",
                "compatriot",
                "team-mate",
                "fellow",
                "champion",
                "champions",
                "team",
                "rival",
                "rivals",
                "reigning",
                "defending",
                "world",
                "local",
                "teammate",
            }
        )
    ):
        at += 1
    if (
        at < len(mentions)
        and mentions[at].kind is Kind.NATION
        and at + 2 < len(mentions)
        and mentions[at + 1].kind is Kind.POSSESSIVE
        and mentions[at + 2].kind is Kind.PERSON
    ):
        at += 2
    if (
        at + 2 < len(mentions)
        and mentions[at].kind in ENTITIES
        and mentions[at + 1].word in ROLES
        and mentions[at + 2].kind is Kind.PERSON
    ):
        at += 2
    if at >= len(mentions) or mentions[at].kind not in ENTITIES:
        return []
    last = at
    while (
        last + 2 < len(mentions)
        and mentions[last + 1].kind in {Kind.COMMA, Kind.AND}
        and mentions[last + 2].kind is mentions[at].kind
    ):
        last += 2
    if mentions[last - 1].kind is Kind.AND or last == at:
        return group_ending(mentions, last)[1] if last > at else [mentions[at]]
    return [mentions[at]]


DESCRIBING = frozenset(
    (
        "top seed seeds seeded world number no former ranked star great veteran teenager teenage olympic "
        "european national local home-town hometown brother sister old young twice winner finalist holder "
        "holders favourite favourites leader debutant"
    ).split()
)


def _describes(mention: Mention) -> bool:
    """Tell the words that describe an entrant before the name: "top seed and world number four"."""
    return (
        mention.word in DESCRIBING
        or mention.word.endswith(("-seeded", "-time", "-year-old", "-ranked"))
        or mention.kind in {Kind.RANK, Kind.NUMBER}
    )


def _finished(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Result]:
    mentions = scene.mentions
    if is_unreal(mentions, verb):
        return
    at = verb + 1
    while (
        at < len(mentions)
        and at <= verb + 5
        and (
            mentions[at].kind in {Kind.IN, Kind.THE, Kind.RETAIN}
            or mentions[at].word in HOME_WORDS
            or mentions[at].word.endswith("ly")
        )
    ):
        at += 1
    if at >= len(mentions) or mentions[at].kind is not Kind.RANK or not _is_place(mentions, at):
        return
    if (
        any(item.word in SUPERSEDED for item in mentions[at + 1 :])
        or any(item.word in ON_THE_WAY for item in mentions[at + 1 : at + 7])
        or mentions[at + 1 : at + 2]
        and mentions[at + 1].kind is Kind.TO
    ):
        return
    ranks = _ranks_from(mentions, at)
    subject = subject_of(mentions, verb)
    if len(ranks) == 1:
        if len(subject) == 1 or is_person_group(subject):
            yield from _emit(
                scene,
                resolver,
                subject,
                rank=Slot(ranks[0].value, ranks[0].start, ranks[0].end),
                medal=None,
                races=_races_at(scene, verb, at),
            )
    elif len(ranks) == len(subject):
        yield from _each(scene, resolver, subject, ranks, _races_at(scene, verb, at))


ON_THE_WAY = frozenset(
    "halfway half-way midway lap laps standings interval checkpoint split leg legs bill field go".split()
)
SUPERSEDED = frozenset("demoted relegated disqualified penalty penalised penalized stripped promoted".split())
MOVES = frozenset("demoted relegated promoted faded dropped slipped climbed rose moved".split())
HANDING = frozenset("handing handed giving gave promoting leaving".split())
HANDED = re.compile(r"(?P<place>[RM])8(?:\^|N'|A|J)*(?P<who>[PN])")
ELLIPTIC = re.compile(r"[3,;](?:\^|N'|A|J)*(?P<who>[PN])(?:6N|\(N\))?\^?(?P<place>[MR])(?=[!,;3]|$)")
RANK_FIRST = re.compile(r"(?:^|[,;&3])\^?(?P<place>R)\.?e(?:\^|N'|A|J)*(?P<who>[PN])")
WINNER_OF_EVENT = re.compile(r"(?P<event>E):(?:\.!)?(?P<who>[PN])(?:\([NA]\))?(?P<mark>[TD])?")


def _moved(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "was demoted to fifth", "faded to third", "climbed from fifth to bronze"."""
    mentions = scene.mentions
    if is_unreal(mentions, index):
        return
    for at in range(index + 1, min(index + 7, len(mentions) - 1)):
        if mentions[at].kind is Kind.TO and mentions[at + 1].kind in {Kind.RANK, Kind.MEDAL}:
            yield from _placed(scene, resolver, subject_of(mentions, index), mentions[at + 1])
            return
        if mentions[at].kind in FINITE_STOP or mentions[at].kind is Kind.COMMA:
            return


def _placed(scene: Scene, resolver: Resolver, who: list[Mention], place: Mention) -> Iterator[Result]:
    if place.kind is Kind.MEDAL:
        yield from _emit(scene, resolver, who, rank=None, medal=Slot(place.value, place.start, place.end))
    else:
        yield from _emit(scene, resolver, who, rank=Slot(place.value, place.start, place.end), medal=None)


def _handed(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "handing second to Berg and third to Dahl"."""
    for match in HANDED.finditer(scene.codes, index):
        yield from _placed(scene, resolver, [scene.mentions[match.start("who")]], scene.mentions[match.start("place")])


def _elliptic(scene: Scene, resolver: Resolver) -> Iterator[Result]:
    """Read the second half of "Berg took silver and Norway's Dahl bronze", "Berg was second and Dahl third", and "third was Dahl"."""
    for match in ELLIPTIC.finditer(scene.codes):
        before = scene.mentions[: match.start()]
        kind = scene.mentions[match.start("place")].kind
        if any(mention.kind is kind for mention in before) and any(
            mention.kind in {Kind.TAKE, Kind.WIN, Kind.FINISH, Kind.BE} for mention in before
        ):
            yield from _placed(
                scene, resolver, [scene.mentions[match.start("who")]], scene.mentions[match.start("place")]
            )
    for match in RANK_FIRST.finditer(scene.codes):
        yield from _placed(scene, resolver, [scene.mentions[match.start("who")]], scene.mentions[match.start("place")])


def _winners_by_event(scene: Scene, resolver: Resolver) -> Iterator[Result]:
    """Read "Other winners: 50m breaststroke: C. Berg 27.8; 1500m freestyle: I. Dahl 15:09.4"."""
    if not scene.lists_winners:
        return
    for match in WINNER_OF_EVENT.finditer(scene.codes):
        event, who = scene.mentions[match.start("event")], scene.mentions[match.start("who")]
        slot = resolver.slot(who, scene)
        if slot is None:
            continue
        race = replace(scene.race_at(match.start("event")), event=tuple(sorted(event.value)), round=None)
        mark = scene.mentions[match.start("mark")] if match.group("mark") else None
        value: Slot[Mark] | None = Slot(mark.value.value, mark.start, mark.end) if mark else None
        yield Result(race, scene.sentence.start, scene.sentence.end, slot, rank=Slot(1, who.start, who.end), mark=value)


def _went_to(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "the race went to Berg", "bronze went to Norway", "the Clyde Stakes went to Berg"."""
    mentions = scene.mentions
    index += index + 1 < len(mentions) and mentions[index + 1].word in {"instead", "again", "deservedly", "narrowly"}
    if index + 1 >= len(mentions) or mentions[index + 1].kind is not Kind.TO or is_unreal(mentions, index):
        return
    at = next(
        (
            left
            for left in range(index - 1, max(index - 13, -1), -1)
            if mentions[left].kind in {Kind.MEDAL, Kind.TITLE, Kind.EVENT, Kind.COMPETITION, Kind.RANK}
            or mentions[left].word in {"race", "competition", "contest", "final", "prize"}
        ),
        None,
    )
    receivers = _entity_behind(mentions, index + 1)
    if at is None or not receivers:
        return
    medal = mentions[at] if mentions[at].kind is Kind.MEDAL else None
    sexes = _sexes_behind(scene, receivers)
    slot = Slot(medal.value, medal.start, medal.end) if medal else None
    place = mentions[at].value if mentions[at].kind is Kind.RANK else 1
    rank = None if medal else Slot(place, mentions[at].start, mentions[at].end)
    if not sexes:
        yield from _emit(scene, resolver, receivers, rank=rank, medal=slot)
    for receiver, sex in sexes:
        yield from _emit(
            scene, resolver, [receiver], rank=rank, medal=slot, races=[replace(scene.race_at(at), sex=sex)]
        )


def _ranks_from(mentions: list[Mention], at: int) -> list[Mention]:
    """Return the places listed from `at` on: "second and third"."""
    if mentions[at].kind is not Kind.RANK:
        return []
    ranks = [mentions[at]]
    while (
        at + 2 < len(mentions)
        and mentions[at + 1].kind in {Kind.AND, Kind.COMMA}
        and mentions[at + 2].kind is Kind.RANK
    ):
        ranks.append(mentions[at + 2])
        at += 2
    return ranks


def _each(
    scene: Scene, resolver: Resolver, subject: list[Mention], ranks: list[Mention], races: Sequence[Race]
) -> Iterator[Result]:
    """Read "A and B second and third (respectively)"."""
    for member, rank in zip(subject, ranks, strict=True):
        yield from _emit(
            scene, resolver, [member], rank=Slot(rank.value, rank.start, rank.end), medal=None, races=races
        )


def _aside(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "Berg, ninth, was delighted"."""
    mentions = scene.mentions
    if 2 <= index < len(mentions) - 1 and scene.codes[index - 2 : index + 2] in {"P,R,", "N,R,"}:
        rank: Slot[int] = Slot(mentions[index].value, mentions[index].start, mentions[index].end)
        yield from _emit(scene, resolver, [mentions[index - 2]], rank=rank, medal=None)


def _settled(scene: Scene, resolver: Resolver, verb: int) -> Iterator[Result]:
    mentions = scene.mentions
    for target in mentions[verb + 1 : verb + 5]:
        if target.kind is Kind.MEDAL:
            yield from _emit(
                scene, resolver, _settler(mentions, verb), rank=None, medal=Slot(target.value, target.start, target.end)
            )
            return
        if target.kind is Kind.RANK:
            yield from _emit(
                scene, resolver, _settler(mentions, verb), rank=Slot(target.value, target.start, target.end), medal=None
            )
            return
        if target.kind not in {Kind.FOR, Kind.WITH, Kind.THE}:
            return


def _settler(mentions: list[Mention], verb: int) -> list[Mention]:
    """Return the subject of "had to settle for", "must be content with"."""
    at = verb
    while at > 0 and (
        mentions[at - 1].word in {"had", "has", "have", "to", "be", "make", "was", "were", "forced", "left", "must"}
        or mentions[at - 1].kind in {Kind.BE, Kind.HAVE}
    ):
        at -= 1
    return subject_of(mentions, at)


def _nominal(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "gold for Berg", "bronze went to Hungary", "Berg's victory", "victory for Norway"."""
    mentions = scene.mentions
    target = mentions[index]
    medal = Slot(target.value, target.start, target.end) if target.kind is Kind.MEDAL else None
    rank = None if medal else Slot(1, target.start, target.end)
    after = mentions[index + 1 : index + 4]
    words = [item.word for item in after]
    if (
        words[:1] in (["medallists"], ["medalists"])
        and index >= 2
        and mentions[index - 1].kind is Kind.POSSESSIVE
        and mentions[index - 2].kind is Kind.NATION
        and after[1:2]
        and after[1].kind is Kind.BE
    ):
        yield from _emit(scene, resolver, [mentions[index - 2]], rank=rank, medal=medal)
        return
    if words[:1] in (["medal"], ["medals"]):
        after, words = mentions[index + 2 : index + 5], words[1:]
    if (not after and not medal) or is_unreal(mentions, index):
        return
    at = index + 1 if not after else mentions.index(after[0])
    if (
        medal
        and any(item.word in {"way", "route", "road"} for item in mentions[max(index - 4, 0) : index])
        and (team := _leading_entity(mentions))
    ):
        yield from _emit(scene, resolver, team, rank=rank, medal=medal)
        return
    if words[:1] in (["for"], ["to"]):
        if target.kind is Kind.TITLE and target.word not in {"victory", "win", "triumph", "success"}:
            return
        if target.kind is Kind.MEDAL and any(
            item.kind in {Kind.TAKE, Kind.WIN} for item in mentions[max(index - 5, 0) : index]
        ):
            return
        yield from _emit(scene, resolver, _entity_behind(mentions, at), rank=rank, medal=medal)


def _leading_entity(mentions: list[Mention]) -> list[Mention]:
    """Return the entity that a sentence or headline begins with."""
    return [mentions[0]] if mentions and mentions[0].kind in ENTITIES else []


EACH_SEX = re.compile(r"(?P<who>[NP])9\^?(?P<sex>X)")


def _sexes_behind(scene: Scene, receivers: list[Mention]) -> list[tuple[Mention, str]]:
    """Read "to Norway in the men's race and Japan in the women's"."""
    if not receivers:
        return []
    begin = scene.mentions.index(receivers[0])
    found = [
        (scene.mentions[match.start("who")], scene.mentions[match.start("sex")].value)
        for match in EACH_SEX.finditer(scene.codes, begin)
    ]
    return found if len(found) > 1 else []


WITH_PAIR = re.compile(r"(?P<who>[PN])(?:6N|\(N\))?(?:9?\^?(?P<rank>[RM]))(?![.EHMKP])")


def _with_others(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "with Berg second and Norway's Dahl in third", up to the next verb."""
    stop = index + 1
    while stop < len(scene.mentions) and scene.mentions[stop].kind not in {
        Kind.CLAUSE,
        Kind.SEMICOLON,
        Kind.WIN,
        Kind.TAKE,
        Kind.FINISH,
        Kind.WHO,
    }:
        stop += 1
    for match in WITH_PAIR.finditer(scene.codes, index + 1, stop):
        who, rank = scene.mentions[match.start("who")], scene.mentions[match.start("rank")]
        if rank.kind is Kind.MEDAL:
            yield from _emit(scene, resolver, [who], rank=None, medal=Slot(rank.value, rank.start, rank.end))
        else:
            yield from _emit(scene, resolver, [who], rank=Slot(rank.value, rank.start, rank.end), medal=None)


SUPERLATIVES = frozenset("longest furthest farthest best highest fastest quickest".split())
EFFORTS = frozenset("throw throws jump jumps leap leaps vault time mark effort run swim".split())


def _best_of_all(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "had the longest throw of the day", "had the second best throw"."""
    mentions = scene.mentions
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    if after is None or after.word not in EFFORTS:
        return
    verb = next(
        (
            at
            for at in range(index - 1, max(index - 5, -1), -1)
            if mentions[at].kind is Kind.HAVE or mentions[at].word in {"produced", "threw", "recorded", "managed"}
        ),
        None,
    )
    if (
        verb is None
        or is_unreal(mentions, verb)
        or any(item.word in {"her", "his", "their", "personal"} for item in mentions[verb + 1 : index])
    ):
        return
    stated = next((item for item in mentions[verb + 1 : index] if item.kind is Kind.RANK), None)
    rank: Slot[int] = (
        Slot(stated.value, stated.start, stated.end) if stated else Slot(1, mentions[index].start, after.end)
    )
    yield from _emit(scene, resolver, subject_of(mentions, verb), rank=rank, medal=None, races=[scene.race_at(verb)])


def _crowned(scene: Scene, resolver: Resolver, index: int) -> Iterator[Result]:
    """Read "Norway are Olympic champions", "was crowned champion", "were the winners of"."""
    mentions = scene.mentions
    verb = index - 1
    while (
        verb >= 0
        and mentions[verb].word not in {"became", "become"}
        and (
            mentions[verb].kind
            in {Kind.THE, Kind.COMPETITION, Kind.WORD, Kind.RANK, Kind.SEX, Kind.EVENT, Kind.ADJECTIVE, Kind.CLAUSE}
            and mentions[verb].word not in UNCROWNED
        )
    ):
        verb -= 1
    if verb < 0 or mentions[verb].kind is not Kind.BE and mentions[verb].word not in {"became", "become"}:
        return
    if any(item.word in UNCROWNED for item in mentions[verb + 1 : index]) or is_unreal(mentions, verb):
        return
    yield from _emit(
        scene, resolver, subject_of(mentions, verb), rank=Slot(1, mentions[verb].start, mentions[index].end), medal=None
    )


UNCROWNED = frozenset(
    (
        "defending reigning former ex previous past outgoing deposed two-time three-time five-time double "
        "triple hosts eventual of favourites"
    ).split()
)
