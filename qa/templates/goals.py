"""Who scored, when and how many; what stood at half-time. Final scores are left to `scores`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.archive import Archive, Known
from qa.atlas import related
from qa.draft import Clause, Draft, support_of
from qa.entrant import Entrant, EntrantKind
from qa.facts import Affiliation, Duel, Goal
from qa.matching import fits, is_asked, is_entrant
from qa.names import same_person
from qa.query import Query
from qa.race import in_race
from qa.scoring import BRACE, HAT_TRICK, KINDS, MINUTE, SCORED, STEMS, THINGS, asked_order, asks_scorer
from qa.templates.scores import goals_of_side
from qa.words_out import capital, listed, named

WHOLE = frozenset({"goal", "try"})
MOST_CLAUSES = 8


def scorer(query: Query, archive: Archive) -> Draft | None:
    """Answer who scored: the first or the winning goal, for a side, in a minute, from the spot."""
    if not asks_scorer(query.text) or query.has("when"):
        return None
    found = [known for known in _goals(query, archive) if _is_on_side(query, known, archive)]
    order = asked_order(query.text)
    if order is not None:
        found = [known for known in found if known.fact.order is not None and known.fact.order.value == order]
    if HAT_TRICK.search(query.text):
        found = [
            known
            for known in found
            if known.fact.count is not None and known.fact.count.value == 3 and known.fact.kind.value in WHOLE
        ]
    elif BRACE.search(query.text):
        found = [known for known in found if known.fact.count is not None and known.fact.count.value == 2]
    if query.has("penalty", "spot"):
        found = [
            known for known in found if "penalty" in {known.fact.kind.value, known.fact.way and known.fact.way.value}
        ]
    if query.has("own"):
        found = [known for known in found if known.fact.way is not None and known.fact.way.value == "own goal"]
    if minute := MINUTE.search(query.text):
        wanted = minute.group("minute") or minute.group("number")
        found = [known for known in found if known.fact.when and re.search(rf"\b{wanted}(?!\d)", known.fact.when.value)]
    return _told(query, found)


def scored_when(query: Query, archive: Archive) -> Draft | None:
    """Answer in which minute someone scored, or the winner or the first goal came."""
    order = asked_order(query.text)
    is_minute = order is not None and query.has("minute")
    if not (is_minute or (SCORED.search(query.text) and query.has("when", "minute"))):
        return None
    found = [
        known
        for known in _goals(query, archive)
        if known.fact.when is not None
        and (order is None or (known.fact.order is not None and known.fact.order.value == order))
        and (not query.entities or _is_meant(query, known, archive))
    ]
    if not found or (order is None and not query.entities):
        return None
    clauses = [Clause(_sentence(known.fact), support_of([known])) for known in found]
    shorts = [_moment(known.fact) or "" for known in found]
    return Draft(listed(shorts), _unique(clauses)[:MOST_CLAUSES])


def goal_count(query: Query, archive: Archive) -> Draft | None:
    """Answer how many goals, tries or points someone scored; of a side, what the score of its match says."""
    thing = re.search(rf"\bhow many (?:\w+ )?(?:{THINGS})\w*\b", query.text)
    if not query.has("score", "scored", "get", "got", "kick", "kicked", "net", "hit") or not query.has("many"):
        return None
    if thing is None and not re.search(r"\bhow many (?:did|has|have|were|was|times)\b", query.text):
        return None
    kind = next((KINDS[word] for word in query.words if word in KINDS), None)
    if any(said.kind is EntrantKind.NATION for said in query.entities):
        return goals_of_side(_plain(query), archive) if kind in {None, "goal", "point", "run"} else None
    found = [
        known
        for known in _goals(query, archive)
        if is_asked(query, known.fact.scorer.value, archive)
        and (kind is None or known.fact.kind.value == kind)
        and not (known.fact.way is not None and known.fact.way.value == "own goal")
    ]
    if not query.entities:
        return None
    if not found:
        return goals_of_side(_plain(query), archive) if kind in {None, "goal", "point", "run"} else None
    stated = [known for known in found if known.fact.count is not None]
    if stated:
        most = max(stated, key=lambda known: known.fact.count.value if known.fact.count else 0)
        number = most.fact.count.value if most.fact.count else 0
        same = [known for known in stated if known.fact.count and known.fact.count.value == number]
        what = f"{number} {_called(most.fact.kind.value, number)}"
        text = f"{most.fact.scorer.value.name} scored {what}{in_race(most.fact.race)}."
        return Draft(str(number), [Clause(text, support_of(same))])
    moments = {_moment(known.fact) for known in found}
    if (
        None in moments
        or len({known.fact.kind.value for known in found}) > 1
        or len({known.article.id for known in found}) > 1
    ):
        return None  # some may be told twice
    name, number = found[0].fact.scorer.value.name, len(moments)
    total = Clause(f"{name} scored {number} {_called(found[0].fact.kind.value, number)}{in_race(found[0].fact.race)}.")
    clauses = [Clause(_sentence(known.fact), support_of([known])) for known in found]
    return Draft(str(number), [replace(total, support=support_of(found)), *_unique(clauses)])


def _plain(query: Query) -> Query:
    rank = None if asked_order(query.text) else query.rank
    return replace(query, terms=tuple(term for term in query.terms if term not in STEMS), rank=rank)


def _goals(query: Query, archive: Archive) -> list[Known[Goal]]:
    plain = _plain(query)
    return [known for known in archive.of(Goal) if fits(plain, known, archive)]


def _is_on_side(query: Query, known: Known[Goal], archive: Archive) -> bool:
    """Tell whether a goal is for the side that the question names, or against it in "who scored against Norway"."""
    sides = [said for said in query.entities if said.kind is EntrantKind.NATION] or list(query.entities)
    if not sides:
        return True
    matches = [duel for duel in _matches(known, archive) if all(_plays(said, duel, archive) for said in sides)]
    if len(sides) > 1:
        return bool(matches)
    if query.has("against"):
        return bool(matches) and known.fact.team is not None and not _is_of(sides[0], known, archive)
    return _is_of(sides[0], known, archive)


def _matches(known: Known[Goal], archive: Archive) -> list[Duel]:
    """Return the matches of the article and the round that a goal was scored in."""
    return [
        other.fact
        for other in archive.of(Duel)
        if other.article.id == known.article.id
        and other.fact.score is not None
        and (other.fact.race.round, other.fact.race.event) == (known.fact.race.round, known.fact.race.event)
    ]


def _plays(said: Entrant, duel: Duel, archive: Archive) -> bool:
    sides = [duel.winner.value] + ([duel.loser.value] if duel.loser is not None else [])
    return any(is_entrant(said, side, archive) for side in sides)


def _is_of(said: Entrant, known: Known[Goal], archive: Archive) -> bool:
    fact = known.fact
    if fact.team is not None:
        return is_entrant(said, fact.team.value, archive)
    code = fact.scorer.value.nation or archive.nations.get(fact.scorer.value.name)
    if said.kind is EntrantKind.NATION and code is not None:
        return said.nation is not None and code in related(said.nation)
    if any(
        same_person(own.fact.person.value.name, fact.scorer.value.name)
        and is_entrant(said, own.fact.team.value, archive)
        for own in archive.of(Affiliation)
    ):
        return True
    # Whose the winning goal was follows from who won, where the article tells of one match.
    matches = _matches(known, archive)
    winners = {duel.winner.value.name for duel in matches}
    decides = fact.order is not None and fact.order.value == "winner" and len(winners) == 1
    return decides and is_entrant(said, matches[0].winner.value, archive)


def _is_meant(query: Query, known: Known[Goal], archive: Archive) -> bool:
    persons = [said for said in query.entities if said.kind is EntrantKind.PERSON]
    if any(is_entrant(said, known.fact.scorer.value, archive) for said in persons):
        return True
    return _is_on_side(query, known, archive)


def _told(query: Query, found: Sequence[Known[Goal]]) -> Draft | None:
    if not found:
        return None
    groups: dict[str, list[Known[Goal]]] = {}
    for known in found:
        groups.setdefault(known.fact.scorer.value.name, []).append(known)
    clauses = [Clause(_sentence(known.fact), support_of([known])) for facts in groups.values() for known in facts]
    return Draft(listed(groups), _unique(clauses)[:MOST_CLAUSES])


def _unique(clauses: Sequence[Clause]) -> list[Clause]:
    return list({clause.text: clause for clause in reversed(clauses)}.values())[::-1]


def _moment(fact: Goal) -> str | None:
    """Write when a goal was scored: "in the 12th minute", "minute 12"."""
    if fact.when is None:
        return None
    said = fact.when.value
    if re.fullmatch(r"\d{1,3}(?:\+\d{1,2})?", said):
        return f"in minute {said}"
    return f"in the {said.replace('-', ' ')}" if "-minute" in said.lower() else said[:1].lower() + said[1:]


def _sentence(fact: Goal) -> str:
    kind = fact.kind.value
    what = (
        f"{fact.count.value} {_called(kind, fact.count.value)}" if fact.count and fact.count.value > 1 else _one(fact)
    )
    way = " (penalty)" if fact.way is not None and fact.way.value == "penalty" and kind != "penalty" else ""
    side = f" for {named(fact.team.value)}" if fact.team is not None else ""
    moment = f" {when}" if (when := _moment(fact)) else ""
    score = f" ({fact.score.value})" if fact.score is not None else ""
    return f"{capital(named(fact.scorer.value))} scored {what}{way}{side}{moment}{score}{in_race(fact.race)}."


def _one(fact: Goal) -> str:
    if fact.way is not None and fact.way.value == "own goal":
        return "an own goal"
    if fact.order is None:
        return f"a {fact.kind.value}"
    return {
        "first": f"the first {fact.kind.value}",
        "equaliser": "the equaliser",
        "winner": f"the winning {fact.kind.value}",
    }[fact.order.value]


def _called(kind: str, number: int) -> str:
    if number == 1:
        return kind
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"
