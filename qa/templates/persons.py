"""What is said of a person: the age."""

from __future__ import annotations

from qa.archive import Archive, Known
from qa.asks import Asks
from qa.draft import Clause, Draft, support_of
from qa.facts import Profile
from qa.matching import is_named
from qa.query import Query
from qa.words_out import alternatives

EXAMPLES = {Asks.AGE: ("How old is Noah Lyles?",)}


def age(query: Query, archive: Archive) -> Draft | None:
    """Answer with a person's age as an article states it."""
    ages: dict[str, list[Known[Profile]]] = {}
    for known in archive.of(Profile):
        if known.fact.topic == "age" and is_named(query, known.fact.person.value.name):
            ages.setdefault(known.fact.value.value, []).append(known)
    clauses = [
        Clause(f"{facts[0].fact.person.value.name} was {years} when this was written.", support_of(facts))
        for years, facts in ages.items()
    ]
    return Draft(alternatives(ages), clauses) if clauses else None
