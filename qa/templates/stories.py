"""What happened, who fell or was penalised, and accounts of a race: told in the articles' own sentences, in order."""

from __future__ import annotations

from dataclasses import replace

from qa.archive import Archive, Known
from qa.draft import Clause, Draft, Support, support_of
from qa.entrant import EntrantKind
from qa.facts import Incident, Result
from qa.matching import failing, is_entrant
from qa.question import Query
from qa.race import describe
from qa.stems import stem
from qa.words_out import capital, listed

EXAMPLES = {
    "incident": ("Who fell in the women's final in 2022?",),
    "happened": ("What happened to Japan in 2022?", "what happened in the women's final in 2022"),
}
ASKED_KINDS = {
    "fall": ("fell", "fall", "falls", "tumbled", "stumbled", "down"),
    "crash": ("crashed", "crash", "crashes", "collided"),
    "disqualification": ("disqualified", "dsq"),
    "penalty": ("penalised", "penalized", "penalty"),
    "retirement": ("retired", "retire", "abandoned", "finish", "dnf"),
    "withdrawal": ("withdrew", "withdrawn", "pulled"),
}
ALIKE = {"fall": {"fall", "crash", "collision"}, "crash": {"crash", "fall", "collision"}, "disqualification": {"disqualification", "penalty"}, "penalty": {"penalty", "disqualification"}}
STATUS = {"retirement": {"dnf"}, "withdrawal": {"dns"}, "disqualification": {"dsq"}}
INCIDENT_STEMS = frozenset(stem(word) for words in ASKED_KINDS.values() for word in words) | {"start", "complete", "complet"}
MOST_SENTENCES = 5


def who_fell(query: Query, archive: Archive) -> Draft | None:
    """Answer who fell, crashed, was penalised or did not finish."""
    asked = {kind for kind, words in ASKED_KINDS.items() if query.has(*words)}
    kinds = asked.union(*(ALIKE.get(kind, set()) for kind in asked)) if asked else set()
    statuses = {status for kind in asked for status in STATUS.get(kind, set())}
    race_only = replace(query, terms=tuple(term for term in query.terms if term not in INCIDENT_STEMS))
    names: dict[str, list[Known]] = {}
    for known in (*archive.of(Incident), *archive.of(Result)):
        fact = known.fact
        slot = fact.entrant
        if slot is None or failing(race_only, known, archive) is not None:
            continue
        if isinstance(fact, Incident) and fact.kind.value not in kinds:
            continue
        if isinstance(fact, Result) and (fact.status is None or fact.status.value not in statuses):
            continue
        if query.entities and not any(is_entrant(said, slot.value, archive) for said in query.entities):
            continue
        names.setdefault(slot.value.name, []).append(known)
    people = {name: facts for name, facts in names.items() if facts[0].fact.entrant.value.kind is EntrantKind.PERSON}
    chosen = people or names
    if not chosen:
        return None
    clauses = [Clause(f"{capital(name)} ({_kind(facts[0])}) in the {describe(facts[0].fact.race)}.", support_of(facts)) for name, facts in chosen.items()]
    return Draft(listed(list(chosen)), clauses[:8])


def _kind(known: Known) -> str:
    fact = known.fact
    return fact.kind.value if isinstance(fact, Incident) else {"dnf": "did not finish", "dns": "did not start", "dsq": "disqualified"}.get(fact.status.value, "")


def happened(query: Query, archive: Archive) -> Draft | None:
    """Tell what happened to an entrant or in a race: incidents first, then results, in the articles' own sentences."""
    found: dict[tuple[str, int], tuple[int, Known]] = {}
    for known in archive.known:
        fact = known.fact
        weight = 3 if isinstance(fact, Incident) else 1 if type(fact).__name__ in {"Result", "Duel", "RecordSet", "Lead"} else 0
        if not weight or failing(query, known, archive) is not None:
            continue
        if query.entities and not all(_concerns(known, said, archive) for said in query.entities):
            continue
        if not query.entities and query.round is None and not fact.race.decides:
            continue
        key = (known.article.id, fact.start)
        if key not in found or found[key][0] < weight:
            found[key] = (weight, known)
    if not found or (query.has("wrong") and not any(weight == 3 for weight, _ in found.values())):
        return None
    strongest = sorted(found.values(), key=lambda item: (-item[0], item[1].article.id, item[1].fact.start))[:MOST_SENTENCES]
    ordered = sorted((known for _, known in strongest), key=lambda known: (known.article.published is None, str(known.article.published), known.article.id, known.fact.start))
    clauses = [Clause("“" + known.article.text[known.fact.start : known.fact.end].strip() + "”", (Support(known.article, known.fact.start, known.fact.end),)) for known in ordered]
    incident = next((known.fact for _, known in strongest if isinstance(known.fact, Incident)), None)
    short = f"{incident.entrant.value.name}: {incident.kind.value}" if incident is not None and incident.entrant else ordered[0].article.text[ordered[0].fact.start : ordered[0].fact.end]
    return Draft(short, clauses)


def _concerns(known: Known, said, archive: Archive) -> bool:
    for name in ("entrant", "winner", "loser", "holder"):
        slot = getattr(known.fact, name, None)
        if slot is not None and is_entrant(said, slot.value, archive):
            return True
    return False
