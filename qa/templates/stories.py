"""What happened, who fell or was penalised, and accounts of a race: told in the articles' own sentences, in order."""

from __future__ import annotations

from dataclasses import replace

from qa.archive import Archive, Known
from qa.asks import Asks
from qa.draft import Clause, Draft, Support, place_of, quotation, support_of
from qa.entrant import Entrant, EntrantKind
from qa.exhibit import Exhibit, Moment, Timeline
from qa.facts import Duel, Fact, Incident, Lead, RecordSet, Result
from qa.matching import fits, is_asked, is_entrant
from qa.query import Query
from qa.race import in_race
from qa.stems import stem
from qa.words_out import capital, listed, named

EXAMPLES = {
    Asks.INCIDENT: ("Who fell in the women's final in 2022?",),
    Asks.HAPPENED: ("What happened to Japan in 2022?", "what happened in the women's final in 2022"),
}
ASKED_KINDS = {
    "fall": ("fell", "fall", "falls", "tumbled", "stumbled", "down"),
    "crash": ("crashed", "crash", "crashes", "collided"),
    "disqualification": ("disqualified", "dsq"),
    "penalty": ("penalised", "penalized", "penalty"),
    "retirement": ("retired", "retire", "abandoned", "finish", "dnf"),
    "withdrawal": ("withdrew", "withdrawn", "pulled"),
}
ALIKE = {
    "fall": {"fall", "crash", "collision"},
    "crash": {"crash", "fall", "collision"},
    "disqualification": {"disqualification", "penalty"},
    "penalty": {"penalty", "disqualification"},
}
STATUSES = {"retirement": "dnf", "withdrawal": "dns", "disqualification": "dsq"}
STATUS_NAMES = {"dnf": "did not finish", "dns": "did not start", "dsq": "disqualified"}
INCIDENT_STEMS = frozenset(
    {*(stem(word) for words in ASKED_KINDS.values() for word in words), "start", "complete", "complet"}
)
INCIDENT, COURSE = 3, 1  # how much a fact says of what happened
MOST_SENTENCES = 5
MOST_NAMES = 8
EARLY_ROUNDS = {name: place for place, name in enumerate(("heat", "quarter-final", "semi-final"))}


def who_fell(query: Query, archive: Archive) -> Draft | None:
    """Answer who fell, crashed, was penalised or did not finish."""
    asked = {kind for kind, words in ASKED_KINDS.items() if query.has(*words)}
    kinds = asked.union(*(ALIKE.get(kind, set()) for kind in asked))
    statuses = {STATUSES[kind] for kind in asked if kind in STATUSES}
    race_only = replace(query, terms=tuple(term for term in query.terms if term not in INCIDENT_STEMS))
    incidents: list[Known[Incident | Result]] = [
        known for known in archive.of(Incident) if known.fact.kind.value in kinds
    ]
    incidents += [known for known in archive.of(Result) if known.fact.status and known.fact.status.value in statuses]
    found: dict[Entrant, list[Known[Incident | Result]]] = {}
    by_name: dict[str, Entrant] = {}
    for known in incidents:
        slot = known.fact.entrant
        if slot is None or not fits(race_only, known, archive):
            continue
        if not query.entities or is_asked(query, slot.value, archive):
            found.setdefault(by_name.setdefault(slot.value.name, slot.value), []).append(known)
    people = {entrant: facts for entrant, facts in found.items() if entrant.kind is EntrantKind.PERSON}
    clauses = [
        Clause(f"{capital(named(entrant))} ({_kind(facts[0].fact)}){in_race(facts[0].fact.race)}.", support_of(facts))
        for entrant, facts in (people or found).items()
    ]
    return Draft(listed(entrant.name for entrant in people or found), clauses[:MOST_NAMES]) if clauses else None


def _kind(fact: Incident | Result) -> str:
    if isinstance(fact, Incident):
        return fact.kind.value
    return STATUS_NAMES.get(fact.status.value, fact.status.value) if fact.status else ""


def happened(query: Query, archive: Archive) -> Draft | None:
    """Tell what happened to an entrant or in a race: incidents first, then results, in the articles' own sentences."""
    found: dict[tuple[str, int], tuple[int, Known[Fact]]] = {}
    for known in archive.told:
        weight = _weight(known.fact)
        if not weight or not fits(query, known, archive) or not _is_meant(query, known.fact, archive):
            continue
        key = (known.article.id, known.fact.start)
        if key not in found or found[key][0] < weight:
            found[key] = (weight, known)
    if not found or (query.has("wrong") and all(weight < INCIDENT for weight, _ in found.values())):
        return None
    told = [item for item in found.values() if not _is_title(item[1])] or list(found.values())
    by_weight = sorted(told, key=lambda item: (-item[0], item[1].article.id, item[1].fact.start))
    strongest = [known for _, known in by_weight[:MOST_SENTENCES]]
    ordered = sorted(strongest, key=_order)
    places = [place_of(known) for known in ordered]
    moments = tuple(
        Moment(_when(known), _named(known.fact), place_of(known).quote, (place_of(known),)) for known in ordered
    )
    exhibits: list[Exhibit[Support]] = [Timeline(moments)] if len(moments) > 1 else []
    return Draft(_headline(strongest) or places[0].quote, [quotation(place) for place in places], exhibits=exhibits)


def _when(known: Known[Fact]) -> str:
    """Return the day or the year of the race, else the day of the report, as an ISO date or a year."""
    race = known.fact.race
    return str(race.day or race.year or known.article.published or "")


def _named(fact: Fact) -> str:
    if isinstance(fact, Incident):
        return fact.kind.value
    return "record" if isinstance(fact, RecordSet) else "on the way" if isinstance(fact, Lead) else "result"


def _is_title(known: Known[Fact]) -> bool:
    """Tell the title, which says again what the report says."""
    return known.article.text[known.fact.start : known.fact.end].strip() == known.article.title.strip()


def _weight(fact: Fact) -> int:
    if isinstance(fact, Incident):
        return INCIDENT
    return COURSE if isinstance(fact, Result | Duel | RecordSet | Lead) else 0


def _is_meant(query: Query, fact: Fact, archive: Archive) -> bool:
    if not query.entities:
        return query.round is not None or fact.race.decides
    concerned = _concerned(fact)
    return all(any(is_entrant(said, entrant, archive) for entrant in concerned) for said in query.entities)


def _concerned(fact: Fact) -> list[Entrant]:
    """Return those to whom it happened."""
    match fact:
        case Result() | Incident() | Lead():
            slots = [fact.entrant]
        case Duel():
            slots = [fact.winner, fact.loser]
        case RecordSet():
            slots = [fact.holder]
        case _:
            slots = []
    return [slot.value for slot in slots if slot is not None]


def _order(known: Known[Fact]) -> tuple[str, int, bool, str, str, int]:
    """Order by the day of the race and its round, then by the day of publication, undated articles last."""
    article = known.article
    stage = EARLY_ROUNDS.get(known.fact.race.round or "", len(EARLY_ROUNDS))
    return _when(known), stage, article.published is None, str(article.published), article.id, known.fact.start


def _headline(strongest: list[Known[Fact]]) -> str:
    incident = next((known.fact for known in strongest if isinstance(known.fact, Incident)), None)
    return f"{incident.entrant.value.name}: {incident.kind.value}" if incident and incident.entrant else ""
