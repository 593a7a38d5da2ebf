"""Who rode, trained, owned, coached, coxed, piloted … whom, asked from either side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.answer import Note
from qa.archive import Archive, Known
from qa.draft import Clause, Draft, support_of
from qa.entrant import Entrant, EntrantKind
from qa.facts import Role
from qa.field import fields, same_race
from qa.matching import fits, is_entrant
from qa.names import same_person
from qa.query import Query
from qa.race import in_race
from qa.roles import Asked, read_roles, role_stems
from qa.words_out import capital, listed, named

OF_WINNER = re.compile(r"\b(?:winn(?:er|ers|ing)|victorious|victor|champions?|won|win|victory)\b")
MOST_CLAUSES = 6


def role(query: Query, archive: Archive) -> Draft | None:
    """Answer who had a role for an entrant or for the winner, or for whom a person had it."""
    asked = read_roles(query.text)
    if asked is None:
        return None
    terms = tuple(term for term in query.terms if term not in role_stems())
    plain = replace(query, terms=terms, event=query.event - {"team"} if asked.behind else query.event)
    found = [
        known for known in archive.of(Role) if known.fact.role.value in asked.roles and fits(plain, known, archive)
    ]
    exact = [known for known in found if known.fact.role.value in asked.named]
    return _answer(plain, asked, exact, archive) or _answer(plain, asked, found, archive)


def _answer(query: Query, asked: Asked, found: Sequence[Known[Role]], archive: Archive) -> Draft | None:
    if asked.behind:
        own = [known for known in found if query.entities and _is_said(query, known.fact.member.value, archive)]
        return _draft([known for known in own if known.fact.of is not None], behind=True)
    return _draft(_meant(query, asked, found, archive), behind=False)


def _is_said(query: Query, entrant: Entrant, archive: Archive) -> bool:
    """Tell whether the question names the entrant; a nation beside a name only says more of it."""
    persons = [said for said in query.entities if said.kind is not EntrantKind.NATION]
    return any(is_entrant(said, entrant, archive) for said in persons or query.entities)


def _meant(query: Query, asked: Asked, found: Sequence[Known[Role]], archive: Archive) -> list[Known[Role]]:
    """Return the roles whose contestant the question names, or is first or in the place it asks about."""
    own = [known for known in found if known.fact.of is not None]
    if query.entities:
        named_ones = [known for known in own if known.fact.of and _is_said(query, known.fact.of.value, archive)]
        if named_ones or not all(said.kind is EntrantKind.NATION for said in query.entities):
            return named_ones
    elif asked.worded and (query.place is not None or OF_WINNER.search(query.text)):
        placed = [runner.entrant.name for item in fields(query, archive) for runner in item.placed(query.place or 1)]
        at_place = [known for known in own if known.fact.of and _is_one_of(known.fact.of.value.name, placed)]
        unnamed = [known for known in found if known.fact.of is None and query.place in {None, 1}]
        return [*at_place, *unnamed]
    elif asked.noun and len({known.fact.of.value.name for known in own if known.fact.of}) == 1:
        return own
    return []


def _is_one_of(name: str, names: Sequence[str]) -> bool:
    return any(name == other or same_person(name, other) for other in names)


def _draft(found: Sequence[Known[Role]], *, behind: bool) -> Draft | None:
    groups: list[list[Known[Role]]] = []
    for known in found:
        home = next((group for group in groups if _agree(group[0].fact, known.fact)), None)
        if home is None:
            groups.append([known])
        else:
            home.append(known)
    clauses = [Clause(_sentence(group[0].fact), support_of(group)) for group in groups]
    shorts = [_asked_name(group[0].fact, behind=behind) for group in groups]
    return Draft(listed(shorts), clauses[:MOST_CLAUSES], _disagreement(groups, behind=behind)) if clauses else None


def _asked_name(fact: Role, *, behind: bool) -> str:
    return fact.of.value.name if behind and fact.of is not None else fact.member.value.name


def _agree(one: Role, other: Role) -> bool:
    same_of = one.of is None or other.of is None or _is_one_of(one.of.value.name, [other.of.value.name])
    same = one.role.value == other.role.value and same_of and same_race(one.race, other.race)
    return same and _is_one_of(one.member.value.name, [other.member.value.name])


def _disagreement(groups: Sequence[Sequence[Known[Role]]], *, behind: bool) -> list[Note]:
    """Say where two articles name different persons in the one place that a horse or crew has."""
    first = groups[0][0].fact if groups else None
    if behind or first is None or first.of is None or first.role.value not in SINGLE:
        return []
    articles = {group[0].article.id for group in groups}
    others = [group[0].fact for group in groups[1:]]
    of = first.of.value.name
    differ = [
        fact
        for fact in others
        if fact.role.value == first.role.value
        and fact.of
        and fact.of.value.name == of
        and same_race(fact.race, first.race)
    ]
    if not differ or len(articles) < 2:
        return []
    names = listed([first.member.value.name, *(fact.member.value.name for fact in differ)])
    return [Note("disagreement", f"The reports name {names} as {first.role.value} of {of}.")]


SINGLE = frozenset({"rider", "cox", "stroke", "pilot", "skipper", "co-driver", "passenger"})


def _sentence(fact: Role) -> str:
    whose = named(fact.of.value) if fact.of is not None else "the winner"
    return f"{capital(named(fact.member.value))} was the {fact.role.value} of {whose}{in_race(fact.race)}."
