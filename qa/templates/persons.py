"""What is said of a person: the age."""

from __future__ import annotations

from qa.archive import Archive, Known
from qa.draft import Clause, Draft, support_of
from qa.facts import Profile
from qa.matching import names_person
from qa.question import Query

EXAMPLES = {"age": ("How old is Jan Berg?",)}


def age(query: Query, archive: Archive) -> Draft | None:
    """Answer with a person's age as an article states it."""
    ages: dict[str, list[Known]] = {}
    for known in archive.of(Profile):
        fact: Profile = known.fact
        if fact.topic == "age" and any(names_person(said, fact.person.value.name) for said in query.persons):
            ages.setdefault(fact.value.value, []).append(known)
    if not ages:
        return None
    name = next(iter(ages.values()))[0].fact.person.value.name
    clauses = [Clause(f"{name} was {years} when this was written.", support_of(facts)) for years, facts in ages.items()]
    return Draft(" / ".join(ages), clauses)
