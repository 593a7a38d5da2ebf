"""How many: medals, titles and wins counted from results, with their parts; penalties and laps as rows state them."""

from __future__ import annotations

import re

from qa.answer import Note
from qa.archive import Archive
from qa.asks import Asks
from qa.draft import Clause, Draft, Support, place_of, quotation, support_of
from qa.entrant import Entrant, EntrantKind
from qa.extract.scene import Scene
from qa.facts import Result
from qa.field import Field, Runner, fields
from qa.matching import is_asked, names_person, race_fits
from qa.medals import MEDALS, PLACES
from qa.mention import Kind
from qa.names import fold
from qa.proof import is_named_in, names
from qa.query import Query
from qa.race import Race, in_race
from qa.tables import list_table
from qa.templates.standings import standings
from qa.words_out import alternatives, capital, counted, listed, named, ordinal

EXAMPLES = {
    Asks.HOW_MANY: ("How many gold medals did Norway win in these races?", "how many times did Canada win bronze")
}
WINS = ("wins", "won", "win", "titles", "victories")
MEDAL_WORDS = ("medals", "medal", "golds", "gold", "silver", "silvers", "bronze", "bronzes")
MOST_PLACES = 6
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), start=1
    )
}
_NTH = rf"(?:{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
NTH = re.compile(
    rf"\b(?P<nth>{_NTH}) (?:[\w'-]+ ){{0,4}}?(?:wins?|victor(?:y|ies)|titles?|success|triumph|crown)\b"
    rf"|\b(?:won|winning|win|champion|title|victory)\b.{{0,40}}?\bfor the (?P<time>{_NTH}) time\b"
)

WISHED = re.compile(r"\b(?:sure of|chances?|hop\w+|seek\w+|bid|aim\w+|looking for|den(?:y|ied)|would|could|want\w*)\b")
SEASON = re.compile(r"\bseason|year|winter|summer")


def how_many(query: Query, archive: Archive) -> Draft | None:
    """Count results of an entrant, or give the number that a row states."""
    if query.has("points"):
        return standings(query, archive)
    if query.has("loops", "penalties", "penalty"):
        return _penalties(query, archive)
    if query.has("laps", "lap"):
        return _laps(query, archive)
    if (told := _of_career(query, archive)) is not None:
        return told
    if not query.entities or not query.has(*WINS, *MEDAL_WORDS, "times", "races"):
        return None
    # A person's medals and titles are of a career; the articles hold a few of its races.
    if all(said.kind is EntrantKind.PERSON for said in query.entities) and not query.has("race", "races"):
        return None
    return _count(query, archive)


def _of_career(query: Query, archive: Archive) -> Draft | None:
    """Answer how often someone has won with "her third title" or "won it for the fourth time"."""
    persons = [said for said in query.entities if said.kind is EntrantKind.PERSON]
    if len(persons) != 1 or not query.has(*WINS, "times", "races", "medals"):
        return None
    found: list[tuple[str, Clause]] = []
    for article in archive.articles.values():
        if not is_named_in(persons[0], archive.gist(article.id), archive) or not NTH.search(fold(article.text)):
            continue
        scenes = archive.scenes(article.id)
        for index, scene in enumerate(scenes):
            text = scene.folded
            ordinal_said = NTH.search(text)
            if ordinal_said is None or WISHED.search(text) or (query.years and not SEASON.search(text)):
                continue
            if not any(race_fits(query, race, article, archive) for race in _races_of(scene)):
                continue
            named_first = next((mention for mention in scene.mentions if mention.kind is Kind.PERSON), None)
            is_own = named_first is not None and names_person(persons[0].name, named_first.value.name)
            if is_own or (index and _goes_on(persons[0], scenes[index - 1], scene, archive)):
                clause = quotation(Support(article, scene.sentence.start, scene.sentence.end))
                found.append((ordinal_said.group("nth") or ordinal_said.group("time"), clause))
    if not found:
        return None
    numbers = list(dict.fromkeys(str(ORDINALS.get(nth, nth)) for nth, _ in found))
    return Draft(alternatives(numbers), [clause for _, clause in found][:MOST_PLACES])


def _races_of(scene: Scene) -> set[Race]:
    return {scene.race, *(part.race for part in scene.parts)}


def _goes_on(person: Entrant, before: Scene, scene: Scene, archive: Archive) -> bool:
    """Tell whether a sentence with a pronoun and without a name goes on about the one person of the sentence before."""
    kinds = {mention.kind for mention in scene.mentions}
    if Kind.PERSON in kinds or Kind.PRONOUN not in kinds:
        return False
    named_before = {mention.value.name for mention in before.mentions if mention.kind is Kind.PERSON}
    return len(named_before) == 1 and names(person, before, archive)


def _count(query: Query, archive: Archive) -> Draft | None:
    ranks = _counted_ranks(query)
    noun = f"{query.medal} medal" if query.medal else ("win" if ranks == {1} else "medal")
    own = [
        (item, runner)
        for item in fields(query, archive)
        for runner in item.runners
        if is_asked(query, runner.entrant, archive)
    ]
    if not own:
        return None
    said = query.entities[0]
    name = named(said if said.kind is EntrantKind.NATION else own[0][1].entrant)
    found = [(item, runner, runner.rank) for item, runner in own if runner.rank in ranks]
    total = f"In these articles, {counted(len(found), noun)} for {name}."
    if not found:
        support = support_of(known for _, runner in own for known in runner.facts[:1])
        return Draft("0", [Clause(total, support)], [Note("count", "Counted over the results in these articles.")])
    clauses = [_part(item, runner, rank) for item, runner, rank in found if rank is not None]
    places = tuple(place for clause in clauses for place in clause.support[:1])[:MOST_PLACES]
    parts = listed(f"{_called(rank)}{in_race(item.race)}" for item, _, rank in found if rank is not None)
    table = list_table([(item, runner) for item, runner, _ in found], [_called(rank or 0) for _, _, rank in found])
    note = Note("count", f"{len(found)} = {parts}")
    return Draft(str(len(found)), [Clause(total, places), *clauses], [note], exhibits=[*table])


def _counted_ranks(query: Query) -> set[int]:
    if query.medal:
        return {PLACES[query.medal]}
    return {1} if query.has(*WINS) and not query.has("medals", "medal") else set(MEDALS)


def _part(item: Field, runner: Runner, rank: int) -> Clause:
    text = f"{capital(_called(rank))}{in_race(item.race)} ({runner.entrant.name})."
    return Clause(text, support_of(runner.ranks()[rank]))


def _called(rank: int) -> str:
    return MEDALS.get(rank, ordinal(rank))


def _penalties(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for known in archive.of(Result):
        fact = known.fact
        if fact.detail is None or not race_fits(query, fact.race, known.article, archive):
            continue
        if is_asked(query, fact.entrant.value, archive):
            shorts.append(fact.detail.value)
            text = f"{capital(penalties_of(fact))}{in_race(fact.race)}."
            clauses.append(Clause(text, (place_of(known),)))
    return Draft(listed(shorts), clauses) if clauses else None


def penalties_of(fact: Result) -> str:
    """Write the penalties of a row: "Berg had 2 penalties", "Berg had 1+0 penalties"."""
    stated = fact.detail.value if fact.detail else "0"
    number = {"0": "no", "1": "1"}.get(stated, stated)
    return f"{named(fact.entrant.value)} had {number} {'penalty' if number == '1' else 'penalties'}"


def _laps(query: Query, archive: Archive) -> Draft | None:
    clauses, shorts = [], []
    for known in archive.of(Result):
        fact = known.fact
        if fact.laps is not None and is_asked(query, fact.entrant.value, archive):
            shorts.append(fact.laps.value)
            laps = fact.laps.value if "lap" in fact.laps.value else f"{fact.laps.value} laps"
            text = f"{capital(named(fact.entrant.value))} completed {laps}{in_race(fact.race)}."
            clauses.append(Clause(text, (place_of(known),)))
    return Draft(listed(shorts), clauses) if clauses else None
