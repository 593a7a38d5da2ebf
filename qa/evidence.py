"""Find the sentences that answer a question no template foresees, under its constraints, and quote them verbatim.

A sentence counts as evidence only if every meaningful word of the question is supported by it, by its neighbours or by
what its article is about; otherwise the articles do not say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa import lexicon
from qa.archive import Archive, Known
from qa.asks import Asks
from qa.atlas import related
from qa.concepts import concepts
from qa.entrant import Entrant, EntrantKind
from qa.extract.grammar import subject_of
from qa.extract.scene import Line, Scene
from qa.matching import failing, names_person
from qa.mention import Kind
from qa.names import fold
from qa.question import GENERAL_WORDS, Query
from qa.race import Race
from qa.stems import stem
from sources.records import Article

# Words that ask, or that only carry the question; no article has to hold them.
ASKING = frozenset(
    stem(word)
    for word in (
        "who what when where which whose why how did does do was were is are be been has have had many much long far old often get got go went happen happened say said tell describe become did name named number times time "
        "come came finish finished end ended place placed position team country nation person people rank ranked ranking man woman men women mens womens ladies girls boys side event race races racing result results final win won winner take took "
        "much made make did compare compared better best know year day date overall altogether together one two three skate skated ride rode run ran row rowed drive drove compete competed perform performed part set give gave line summary kind use used"
    ).split()
)
SMALL_WORDS = frozenset(
    "after before although though no not until because off away ever only even both either neither nor per via upon onto against between among without within while during since than wrong right although despite still yet just also again always never else etc us s t re ll ve d m o'clock".split()
)
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
CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|since|so that|as|after|caused|cost|blam\w+|for (?:\w+ ){0,2}\w+ing|for an?|following|reason|result of|meant|penali[sz]ed|lack|yet|so|by \w+ing|when|failed|couldn't|could not|who .*? was|but|had beaten|payback|explained|called for)\b"
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence as something that can meet constraints."""

    race: Race
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that answers, and how well."""

    article: Article
    scene: Scene
    score: float


def content_terms(query: Query) -> list[str]:
    """Return the stems of the question that evidence has to support: no grammar, no constraint, no asking."""
    said = {part for entity in query.entities for part in fold(entity.name).split()} | {part for constraint in query.origins for part in re.findall(r"[\w-]+", constraint.words)}
    found = []
    for word in query.words:
        plain = word.removesuffix("'s").strip("'-")
        base = stem(plain)
        if not plain or plain in said or base in ASKING or plain in lexicon.filler() or len(plain) < 2 or plain.isdigit() or plain in SMALL_WORDS:
            continue
        if plain in GENERAL_WORDS and base not in concepts():
            continue
        found.append(base)
    if not found and not query.entities and query.asks not in STRICT:
        found = [stem(word) for constraint in query.origins if constraint.kind in {"sport", "sex", "medal"} for word in constraint.words.split()]
    return list(dict.fromkeys(found))


def find_evidence(query: Query, archive: Archive, *, articles: Iterable[str] | None = None, most: int = 2) -> tuple[list[Evidence], list[str]]:
    """Return the sentences that answer, best first, and the question's words that none supports."""
    terms = content_terms(query)
    idf = archive.idf
    found: list[Evidence] = []
    supported: set[str] = set()
    for article_id in articles if articles is not None else archive.articles:
        article = archive.articles[article_id]
        scenes = archive.scenes(article_id)
        about = archive.about(article_id)
        for index, scene in enumerate(scenes):
            if not _meets(query, scene, article, archive):
                continue
            score, held = _score(query, terms, scenes, index, about, archive, idf)
            supported |= held
            if len(held) < len(terms) or score <= 0:
                continue
            found.append(Evidence(article, scene, score))
    found.sort(key=lambda item: (-item.score, item.article.id, item.scene.sentence.start))
    return found[:most], [term for term in terms if term not in supported]


def _meets(query: Query, scene: Scene, article: Article, archive: Archive) -> bool:
    race = scene.race
    candidates = {part.race for part in scene.parts} | {race}
    return any(failing(query, Known(article, Sighting(item, scene.sentence.start, scene.sentence.end)), archive, but=frozenset({"words"})) is None for item in candidates)


def _score(query: Query, terms: Sequence[str], scenes: Sequence[Scene], index: int, about: frozenset[str], archive: Archive, idf: dict[str, float]) -> tuple[float, set[str]]:
    scene = scenes[index]
    own = archive.scene_stems(scene)
    near: set[str] = set()
    for step in (-1, 1):
        if 0 <= index + step < len(scenes) and (scenes[index + step].paragraph == scene.paragraph or step == -1):
            near |= archive.scene_stems(scenes[index + step])
    score = 0.0
    held: set[str] = set()
    for term in terms:
        weight = idf.get(term, math.log(1 + len(idf)))
        alike = concepts().get(term, frozenset({term}))
        if term in own:
            score += weight
        elif alike & own:
            score += 0.8 * weight
        elif alike & near:
            score += 0.35 * weight
        elif term in about:
            score += 0.2 * weight
        else:
            continue
        held.add(term)
    for entity in query.entities:
        place = _entity_place(entity, scenes, index, archive)
        if place == 0:
            return 0.0, held
        score += place
    need = NEED.get(query.asks)
    if need is not None and not any(mention.kind in need for mention in scene.mentions):
        return 0.0, held
    if query.asks is Asks.YES_NO and query.record and not any(mention.kind is Kind.RECORD for mention in scene.mentions):
        return 0.0, held
    if query.asks in STRICT and not _is_strict_evidence(query, terms, scene, archive, about):
        return 0.0, held
    text = archive.scene_text(scene)
    if query.asks is Asks.HOW_MANY and (counted := COUNTED.search(query.text)) and counted.group("noun") not in {"time", "people"}:
        noun = stem(counted.group("noun"))
        if concepts().get(noun, frozenset({noun})).isdisjoint(own) and not (noun == "medal" and any(mention.kind is Kind.MEDAL for mention in scene.mentions)):
            return 0.0, held
    if query.asks is Asks.WHY and (blamed := [term for term in terms if term in INCIDENTS]) and not (all(concepts().get(term, frozenset({term})) & own for term in blamed) and all(_names(entity, scene, archive) for entity in query.entities)):
        return 0.0, held
    if query.asks is Asks.WHY and not CAUSE.search(text):
        score *= 0.5
    if scene.line is Line.HEADING:
        score *= 0.5
    score += 0.3 * len(own & concepts_of(terms)) / (1 + len(own))
    if not held and not query.entities:
        # Only the race is asked about: a sentence counts if it is of that race and of the kind that is asked for.
        score += BARE_SCORE if query.asks in STRICT and query.event else 0.0
        score += 0.1 * sum(mention.kind in WINNING or mention.kind is Kind.MEDAL for mention in scene.mentions) if score else 0.0
    return score, held


# What templates should have answered: a sentence counts for these only if it says it all itself.
STRICT = frozenset({Asks.PLACE, Asks.PODIUM, Asks.RESULT, Asks.TIME, Asks.MARGIN, Asks.RECORD_HOLDER, Asks.RECORD_VALUE, Asks.RECORD_BEFORE, Asks.WHEN, Asks.TEAM, Asks.AGE, Asks.OPPONENT, Asks.SAID, Asks.INCIDENT, Asks.LINE_UP})
INCIDENTS = frozenset(stem(word) for word in "disqualified disqualification penalised penalized penalty retire retired withdraw withdrew abandoned".split())
BARE_SCORE = 0.5
GAP = re.compile(r"\b(?:separat\w+|gap|margin|ahead|behind|clear|adrift|by|difference|short of|apart|lead|back|slower|faster|within)\b")
AGE = re.compile(r"\b\d\d-year-old|\baged? \d\d\b|, \d\d,|\(\d\d\)|\bborn\b")
COUNTED = re.compile(r"\bhow many (?:\w+ )?(?P<noun>[a-z]+?)s?\b(?= (?:did|does|do|has|have|had|was|were|is|are|in|to|for|on|at|of|the|he|she|they)|$)")
WINNING = frozenset({Kind.WIN, Kind.TITLE, Kind.BEAT, Kind.RETAIN})
MEDAL_RANKS = {"gold": 1, "silver": 2, "bronze": 3}


def _is_strict_evidence(query: Query, terms: Sequence[str], scene: Scene, archive: Archive, about: frozenset[str]) -> bool:
    """Tell whether the sentence itself names whom and what is asked about."""
    if scene.line is Line.HEADING and query.asks is not Asks.TIME:
        return False
    own = archive.scene_stems(scene) | about
    if not all(concepts().get(term, frozenset({term})) & own for term in terms):
        return False
    if not all(_names(entity, scene, archive) for entity in query.entities):
        return False
    if query.asks is Asks.AGE:
        return bool(AGE.search(archive.scene_text(scene)))
    if query.asks in {Asks.RECORD_HOLDER, Asks.RECORD_VALUE, Asks.RECORD_BEFORE}:
        return any(mention.kind is Kind.RECORD and query.record in {None, "record", mention.value} for mention in scene.mentions)
    if query.asks is Asks.LINE_UP:
        return sum(mention.kind is Kind.PERSON and not any(names_person(said, mention.value.name) for said in query.persons) for mention in scene.mentions) >= 2
    if query.asks is Asks.MARGIN and not GAP.search(archive.scene_text(scene)):
        return False
    if query.asks is Asks.SAID:
        return any(_says(entity, scene, archive) for entity in query.entities)
    if query.asks is Asks.WHEN and query.entities and query.has("win", "won", "gold", "silver", "bronze", "champion"):
        return False
    if query.asks in {Asks.PLACE, Asks.RESULT}:
        rank = MEDAL_RANKS.get(query.medal or "", query.rank)
        if rank is not None:
            return any((mention.kind is Kind.RANK and mention.value == rank) or (mention.kind is Kind.MEDAL and MEDAL_RANKS[mention.value] == rank) for mention in scene.mentions)
        if query.asks is Asks.RESULT and query.has("place", "position", "rank") and not any(mention.kind in {Kind.RANK, Kind.MEDAL} or mention.word == "last" for mention in scene.mentions):
            return False
        if query.asks is Asks.PLACE and query.has("won", "win", "winner", "winners", "champion", "champions", "victory"):
            return any(mention.kind in WINNING for mention in scene.mentions)
    return True


def _says(entity: Entrant, scene: Scene, archive: Archive) -> bool:
    """Tell whether the entity is the one who speaks in the sentence."""
    for index, mention in enumerate(scene.mentions):
        if mention.kind is not Kind.SAY:
            continue
        near = [*subject_of(scene.mentions, index), *scene.mentions[index + 1 : index + 3]]
        for item in near:
            if item.kind is Kind.PERSON and entity.kind is EntrantKind.PERSON and names_person(entity.name, item.value.name):
                return True
            if item.kind is Kind.NATION and entity.nation and item.value.nation in related(entity.nation):
                return True
    return False


def concepts_of(terms: Sequence[str]) -> frozenset[str]:
    """Return all stems that say what the terms say."""
    return frozenset(stem for term in terms for stem in concepts().get(term, frozenset({term})))


def _entity_place(entity: Entrant, scenes: Sequence[Scene], index: int, archive: Archive) -> float:
    """Return how near an entity is named: in the sentence, in the one before or after, or (0) not."""
    if _names(entity, scenes[index], archive):
        return 3.0
    for step, weight in ((-1, 1.5), (1, 0.8), (-2, 0.6)):
        at = index + step
        if 0 <= at < len(scenes) and scenes[at].paragraph >= scenes[index].paragraph - 1 and _names(entity, scenes[at], archive):
            return weight
    return 0.0


def _names(entity: Entrant, scene: Scene, archive: Archive) -> bool:
    for mention in scene.mentions:
        if mention.value is None or not isinstance(mention.value, Entrant):
            continue
        if entity.kind is EntrantKind.PERSON:
            if mention.kind is Kind.PERSON and names_person(entity.name, mention.value.name):
                return True
        elif mention.value.nation and entity.nation and mention.value.nation in related(entity.nation):
            return True
        elif mention.kind is Kind.PERSON and entity.nation and archive.nations.get(mention.value.name) in related(entity.nation):
            return True
    return False


__all__ = ["Evidence", "content_terms", "find_evidence"]
