"""Quotations: what someone said, and who said something."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from qa.archive import Archive, Known
from qa.asks import Asks
from qa.atlas import related
from qa.dossier import words
from qa.draft import Clause, Draft, Support, place_of
from qa.entrant import Entrant, EntrantKind
from qa.facts import Quote
from qa.matching import is_entrant, race_fits
from qa.names import fold
from qa.nations import find_nations
from qa.query import Query
from qa.stems import stem

EXAMPLES = {
    Asks.SAID: ("What did the Norwegians say in 2022?",),
    Asks.WHO_SAID: ('Who said "part of the problem"?',),
}
MOST_SENTENCES = 8
ALIKE = 85  # ratio from which the words of a question are those of a quotation
SHORTEST = 4  # letters of a quotation that can be told from others
SAYING = frozenset("say tell comment explain think react reaction admit quot word race after about feel fe".split())


def said(query: Query, archive: Archive) -> Draft | None:
    """Quote what someone said, the sentences on the topic asked about first."""
    if not query.entities:
        return None
    speaker, *about = query.entities
    anywhere = replace(query, round=None, event=frozenset(), sex=None)
    found = [
        known
        for known in archive.of(Quote)
        if known.fact.speaker is not None
        and is_entrant(speaker, known.fact.speaker.value, archive)
        and race_fits(anywhere, known.fact.race, known.article, archive)
    ]
    topic = _topic(query)
    if found and (topic or about):
        scores = [_bearing(known.fact, topic, about) for known in found]
        best = max(scores)
        if best:
            found = _with_neighbours(
                found, [known for known, score in zip(found, scores, strict=True) if score == best]
            )
        elif not about:
            return None
    clauses = [
        Clause(f"{known.fact.speaker.value.name}: “{_spoken(known.fact)}”", (_words_at(known),))
        for known in found[:MOST_SENTENCES]
        if known.fact.speaker is not None
    ]
    return Draft(_spoken(found[0].fact), clauses) if clauses else None


def _topic(query: Query) -> set[str]:
    """Return the stems of what was spoken about; "after the race" is when, not what."""
    told = query.text.split(" after ")[0].split(" before ")[0].split(" when ")[0]
    stems = {stem(word) for word in words(told)}
    return {term for term in query.terms if term not in SAYING and term in stems}


def _spoken(fact: Quote) -> str:
    """Return the words without the comma that led on to who said them."""
    return fact.words.value.strip().removesuffix(",")


def _words_at(known: Known[Quote]) -> Support:
    return Support(known.article, known.fact.words.start, known.fact.words.end)


def _bearing(fact: Quote, topic: set[str], about: list[Entrant]) -> int:
    """Count the words of the topic and the entrants that a quotation speaks of."""
    held = topic & {stem(word) for word in words(fact.words.value)}
    return len(held) + sum(_mentions(fact, entity) for entity in about)


def _mentions(fact: Quote, entity: Entrant) -> bool:
    if entity.nation and entity.kind is not EntrantKind.PERSON:
        return any(mention.code in related(entity.nation) for mention in find_nations(fact.words.value))
    return any(part in fold(fact.words.value) for part in fold(entity.name).split())


def _with_neighbours(found: list[Known[Quote]], chosen: list[Known[Quote]]) -> list[Known[Quote]]:
    """Keep the sentences next to the chosen ones of the same quotation: they belong together."""
    return [
        known
        for index, known in enumerate(found)
        if any(item in chosen for item in found[max(index - 1, 0) : index + 3])
    ]


def who_said(query: Query, archive: Archive) -> Draft | None:
    """Answer who spoke the words in the question."""
    wanted = fold(query.quoted) if query.quoted else query.text.split("said")[-1].strip()
    if len(wanted) < SHORTEST:
        return None
    scored = [(_likeness(wanted, fold(known.fact.words.value)), known) for known in archive.of(Quote)]
    score, best = max(
        ((score, known) for score, known in scored if known.fact.speaker is not None),
        key=lambda entry: entry[0],
        default=(0.0, None),
    )
    if best is None or best.fact.speaker is None or score < ALIKE:
        return None
    name = best.fact.speaker.value.name
    return Draft(name, [Clause(f"{name} said: “{_spoken(best.fact)}”", (place_of(best),))])


def _likeness(wanted: str, spoken: str) -> float:
    return fuzz.partial_ratio(wanted, spoken) if len(wanted) <= len(spoken) else fuzz.ratio(wanted, spoken)
