"""What a single sentence itself has to say to answer a question: whom it names, what kind of thing it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.archive import Archive
from qa.asks import Asks
from qa.atlas import related
from qa.concepts import alike
from qa.entrant import Entrant, EntrantKind
from qa.extract.gist import Gist
from qa.extract.grammar import subject_of
from qa.extract.placings import is_place
from qa.extract.scene import Line, Scene
from qa.matching import event_fits, is_named, names_person
from qa.medals import PLACES
from qa.mention import Kind, Mention
from qa.query import Query
from qa.roles import read_roles, words_of
from qa.scoring import ORDERS, STEMS, asked_order, asks_scorer
from qa.stems import stem

# The kinds of thing of which a sentence has to hold one, by what is asked.
NEED: dict[Asks, frozenset[Kind]] = {
    Asks.HOW_MANY: frozenset({Kind.NUMBER, Kind.RANK, Kind.LAPS, Kind.POINTS, Kind.LENGTH, Kind.DURATION, Kind.SCORE}),
    Asks.TIME: frozenset({Kind.DURATION, Kind.LENGTH, Kind.SCORE, Kind.SPEED}),
    Asks.MARGIN: frozenset({Kind.DURATION, Kind.LENGTH, Kind.MARGIN, Kind.POINTS, Kind.LAPS, Kind.NUMBER}),
    Asks.WHEN: frozenset({Kind.DATE, Kind.LAPS, Kind.NUMBER, Kind.ROUND, Kind.RANK, Kind.PLACE}),
    Asks.AGE: frozenset({Kind.NUMBER}),
    Asks.PLACE: frozenset({Kind.PERSON, Kind.NATION, Kind.DEMONYM, Kind.CLUB}),
    Asks.WHO: frozenset({Kind.PERSON, Kind.NATION, Kind.DEMONYM, Kind.CLUB}),
    Asks.RECORD_HOLDER: frozenset({Kind.PERSON, Kind.NATION, Kind.DEMONYM}),
    Asks.RECORD_VALUE: frozenset({Kind.DURATION, Kind.LENGTH}),
    Asks.RECORD_BEFORE: frozenset({Kind.DURATION, Kind.LENGTH, Kind.PERSON}),
    Asks.OPPONENT: frozenset({Kind.PERSON, Kind.NATION}),
    Asks.INCIDENT: frozenset({Kind.PERSON, Kind.NATION, Kind.DEMONYM}),
    Asks.LINE_UP: frozenset({Kind.PERSON}),
    Asks.WHO_SAID: frozenset({Kind.PERSON, Kind.PRONOUN}),
    Asks.SAID: frozenset({Kind.SAY}),
    Asks.DISTANCE: frozenset({Kind.LENGTH, Kind.EVENT, Kind.LAPS}),
}
# What templates should have answered: a sentence counts for these only if it says it all itself.
STRICT = frozenset(
    {Asks.PLACE, Asks.PODIUM, Asks.RESULT, Asks.TIME, Asks.MARGIN, Asks.RECORD_HOLDER, Asks.RECORD_VALUE}
    | {Asks.RECORD_BEFORE, Asks.WHEN, Asks.TEAM, Asks.AGE, Asks.OPPONENT, Asks.SAID, Asks.INCIDENT, Asks.LINE_UP}
)
WINNING = frozenset({Kind.WIN, Kind.TITLE, Kind.BEAT, Kind.RETAIN})
WON = ("won", "win", "winner", "winners", "champion", "champions", "victory")
WINNING_DAY = ("win", "won", "gold", "silver", "bronze", "champion")
TIMED = frozenset({Kind.DURATION, Kind.SPEED})
PUNISHED = frozenset(
    stem(word)
    for word in (
        "disqualified disqualification penalised penalized penalty retire retired withdraw withdrew abandoned".split()
    )
)
GAP = re.compile(
    r"\b(?:separat\w+|gap|margin|ahead|behind|clear|adrift|by|difference|short of|apart|lead|back|slower|faster"
    r"|within)\b"
)
# Times on the way, which are no results.
SPLIT = re.compile(
    r"\b(?:first|second|third|fourth|final|last|opening) (?:leg|lap|run|round|split)\b"
    r"|\b(?:swim|bike|cycle|run|leg|lap|split|halfway|half-way) (?:time|split)\b|\bsplits?\b"
)
AGE = re.compile(r"\b\d\d-year-old|\baged? \d\d\b|, \d\d,|\(\d\d\)|\bborn\b")
COUNTED = re.compile(
    r"\bhow many (?:\w+ )??(?P<noun>[a-z]+?)s?\b"
    r"(?= (?:did|does|do|has|have|had|was|were|is|are|in|to|for|on|at|of|the|he|she|they)|$)"
)
SELDOM_RACING = frozenset({"trainer", "owner", "breeder", "coach"})
STEERING = frozenset(stem(word) for word in "steered aboard saddle helm tiller wheel brakes".split())
COUNTLESS = frozenset({"time", "people"})  # "how many times": nothing that a sentence would name


def holds_kind(query: Query, scene: Scene) -> bool:
    """Tell whether the sentence holds the kind of thing that is asked for."""
    kinds = {mention.kind for mention in scene.mentions}
    need = NEED.get(query.asks)
    if need is not None and need.isdisjoint(kinds):
        return False
    return query.asks is not Asks.YES_NO or not query.record or Kind.RECORD in kinds


def holds_counted(query: Query, scene: Scene) -> bool:
    """Tell whether the sentence names what "how many …" counts."""
    counted = COUNTED.search(query.text) if query.asks is Asks.HOW_MANY else None
    if counted is None or counted.group("noun") in COUNTLESS:
        return True
    noun = stem(counted.group("noun"))
    if noun == "medal" and any(mention.kind is Kind.MEDAL for mention in scene.mentions):
        return True
    return not alike(noun).isdisjoint(scene.stems)


def counted_in(query: Query, scene: Scene) -> str | None:
    """Return the number, as written, that stands right before what "how many …" counts in a sentence."""
    counted = COUNTED.search(query.text) if query.asks is Asks.HOW_MANY else None
    if counted is None:
        return None
    same = alike(stem(counted.group("noun")))
    mentions = scene.mentions
    for at, mention in enumerate(mentions):
        if mention.kind is Kind.NUMBER:
            behind = [item for item in mentions[at + 1 : at + 4] if item.kind not in {Kind.OF, Kind.THE}]
            if any(stem(item.word) in same for item in behind[:2]):
                return mention.word
    return None


def holds_split(query: Query, scene: Scene) -> bool:
    """Tell whether the sentence speaks of the leg or the lap whose time is asked."""
    split = SPLIT.search(query.text) if query.asks is Asks.TIME else None
    if split is None:
        return True
    wanted = {stem(word) for word in split.group().split()} - {"time"}
    return not wanted.isdisjoint(scene.stems)


def holds_role(query: Query, scene: Scene) -> bool:
    """Tell whether the sentence speaks of the role that a question of who rode, trained or coached asks about."""
    asked = read_roles(query.text) if query.asks in {Asks.WHO, Asks.PLACE, Asks.OTHER} else None
    if asked is None or not (asked.noun or asked.roles & SELDOM_RACING):
        return True
    stems = scene.stems
    return not words_of(asked.roles).isdisjoint(stems) or not STEERING.isdisjoint(stems)


def holds_scorer(query: Query, scene: Scene) -> bool:
    """Tell whether the sentence names a person and speaks of scoring, where a question asks who scored."""
    if query.asks not in {Asks.WHO, Asks.OTHER} or not asks_scorer(query.text):
        return True
    order = asked_order(query.text)
    if order is not None and not ORDERS[order].search(scene.folded):
        return False
    has_person = any(mention.kind is Kind.PERSON for mention in scene.mentions)
    return has_person and not STEMS.isdisjoint(scene.stems)


def holds_blame(query: Query, terms: Sequence[str], scene: Scene, archive: Archive) -> bool:
    """Tell whether the sentence speaks of the penalty or the retirement whose reason is asked, and of whose it was."""
    blamed = [term for term in terms if term in PUNISHED] if query.asks is Asks.WHY else []
    return not blamed or (_holds(blamed, scene.stems) and names_all(query, scene, archive))


def is_proof(query: Query, terms: Sequence[str], scene: Scene, archive: Archive, about: frozenset[str]) -> bool:
    """Tell whether the sentence itself names whom and what is asked about."""
    if scene.line is Line.HEADING and query.asks is not Asks.TIME:
        return False
    if not _holds(terms, scene.stems | about) or not names_all(query, scene, archive):
        return False
    text = scene.folded
    match query.asks:
        case Asks.AGE:
            return AGE.search(text) is not None
        case Asks.RECORD_HOLDER | Asks.RECORD_VALUE | Asks.RECORD_BEFORE:
            kinds = {None, "record"}
            records = [mention.value for mention in scene.mentions if mention.kind is Kind.RECORD]
            return bool(records) and (query.record in kinds or query.record in records)
        case Asks.LINE_UP:
            return sum(_is_other_person(mention, query) for mention in scene.mentions) > 1
        case Asks.MARGIN:
            return GAP.search(text) is not None
        case Asks.TIME:
            return _holds_time(query, scene)
        case Asks.SAID:
            return any(_says(entity, scene) for entity in query.entities)
        case Asks.WHEN:
            return not query.entities or not query.has(*WINNING_DAY)
        case Asks.PLACE | Asks.RESULT:
            return holds_place(query, scene)
        case _:
            return True


def _holds(terms: Sequence[str], stems: frozenset[str]) -> bool:
    return all(not alike(term).isdisjoint(stems) for term in terms)


def _holds_time(query: Query, scene: Scene) -> bool:
    """Tell whether the sentence holds a time, where one is asked by that name, that may be of the person named."""
    mentions = scene.mentions
    times = [at for at, mention in enumerate(mentions) if mention.kind in TIMED and not _is_gap(mentions, at)]
    if query.has("time", "times", "clock", "timed") and not times:
        return False
    if not query.persons or not times:
        return True
    own = [at for at, item in enumerate(mentions) if item.kind is Kind.PERSON and is_named(query, item.value.name)]
    others = {at for at, item in enumerate(mentions) if item.kind is Kind.PERSON} - set(own)
    return not others or any(time > at and others.isdisjoint(range(at, time)) for at in own for time in times)


def _is_gap(mentions: Sequence[Mention], at: int) -> bool:
    """Tell "by 3.2 seconds" and "two seconds behind" from a time."""
    before, after = mentions[at - 1 : at] if at else [], mentions[at + 1 : at + 2]
    return any(item.kind is Kind.BY for item in before) or any(item.kind in {Kind.AHEAD, Kind.BEHIND} for item in after)


def _is_other_person(mention: Mention, query: Query) -> bool:
    return mention.kind is Kind.PERSON and not is_named(query, mention.value.name)


def holds_place(query: Query, scene: Scene) -> bool:
    """Tell whether the sentence states the place asked about."""
    if query.place is not None:
        return any(
            (mention.kind is Kind.RANK and mention.value == query.place and is_place(scene.mentions, at))
            or (mention.kind is Kind.MEDAL and PLACES[mention.value] == query.place)
            for at, mention in enumerate(scene.mentions)
        )
    if query.asks is Asks.RESULT and query.has("place", "position", "rank"):
        return any(mention.kind in {Kind.RANK, Kind.MEDAL} or mention.word == "last" for mention in scene.mentions)
    if query.asks is Asks.PLACE and query.has(*WON):
        return any(
            mention.kind in WINNING and at > 0 and event_fits(query, scene.race_at(at))
            for at, mention in enumerate(scene.mentions)
        )
    return True


def _says(entity: Entrant, scene: Scene) -> bool:
    """Tell whether the entity is the one who speaks in the sentence."""
    for index, mention in enumerate(scene.mentions):
        if mention.kind is not Kind.SAY:
            continue
        for item in (*subject_of(scene.mentions, index), *scene.mentions[index + 1 : index + 3]):
            if item.kind is Kind.PERSON and entity.kind is EntrantKind.PERSON:
                if names_person(entity.name, item.value.name):
                    return True
            elif item.kind is Kind.NATION and entity.nation and item.value.nation in related(entity.nation):
                return True
    return False


def names_all(query: Query, scene: Scene, archive: Archive) -> bool:
    """Tell whether the sentence names everyone whom the question names."""
    return all(names(entity, scene, archive) for entity in query.entities)


def is_named_in(entity: Entrant, gist: Gist, archive: Archive) -> bool:
    """Tell whether a sentence with this gist names someone, or a racer of the nation, as `names` tells of each."""
    if entity.kind is EntrantKind.PERSON:
        return any(names_person(entity.name, person.name) for person in gist.persons)
    if entity.nation is None:
        return False
    wanted = related(entity.nation)
    return not wanted.isdisjoint(gist.nations) or any(
        person.nation in wanted or archive.nations.get(person.name) in wanted for person in gist.persons
    )


def names(entity: Entrant, scene: Scene, archive: Archive) -> bool:
    """Tell whether the sentence names someone, or a racer of the nation."""
    for mention in scene.mentions:
        if not isinstance(mention.value, Entrant):
            continue
        if entity.kind is EntrantKind.PERSON:
            if mention.kind is Kind.PERSON and names_person(entity.name, mention.value.name):
                return True
        elif entity.nation is not None:
            is_person = mention.kind is Kind.PERSON
            stated = archive.nations.get(mention.value.name) if is_person else None
            if not related(entity.nation).isdisjoint({mention.value.nation, stated}):
                return True
    return False
