"""Judge claims about results: who won, who came where, with which medal, in what time or over what distance."""

from __future__ import annotations

from qa.archive import Known
from qa.check.closeness import agrees
from qa.check.duels import shared_sources
from qa.check.judgement import SILENT, Judgement, Told, combine, contradicted, disagreed, supported, told
from qa.check.races import Races
from qa.check.records import ClaimKind, Verdict
from qa.check.statements import Statement
from qa.disagreement import Difference, mark_difference
from qa.draft import Support
from qa.entrant import Entrant, EntrantKind
from qa.facts import Mark, Result
from qa.field import Field, Runner
from qa.identity import same_entrant
from qa.matching import BRONZE_ROUNDS, race_fits
from qa.medals import MEDALS
from qa.mention import Kind
from qa.proof import is_named_in, names
from qa.variants import write_mark
from qa.words_out import listed, named, ordinal

THIRD = 3  # the best place in a race for third


def judge_place(statement: Statement, races: Races) -> Judgement:
    """Judge who came where."""
    entrant, rank = statement.entrant, statement.value
    if entrant is None or not isinstance(rank, int):
        return SILENT
    scope = statement.scope
    in_race_for_third = scope.query.round in BRONZE_ROUNDS and rank < THIRD
    if in_race_for_third:
        rank += THIRD - 1  # its winner is third
    found = [
        _place_in(item, entrant, rank, races, is_medal=statement.kind is ClaimKind.MEDAL)
        for item in races.placing(scope)
        if item.race.round not in BRONZE_ROUNDS or rank >= THIRD
    ]
    judgement = _combined(found, statement)
    is_other_final = in_race_for_third and scope.query.round != "bronze-final"  # a B final may be for any place
    return SILENT if is_other_final and judgement.verdict is Verdict.CONTRADICTED else judgement


def _combined(found: list[Judgement], statement: Statement) -> Judgement:
    verdicts = {one.verdict for one in found if one.is_direct} - {Verdict.NOT_IN_ARTICLES}
    if not statement.scope.names_race and len(verdicts) > 1:
        return SILENT  # one race says so and another one not, and the draft does not tell which it means
    judgement = combine(found, is_edition=statement.scope.has_edition and statement.scope.names_race)
    is_person = statement.entrant is not None and statement.entrant.kind is EntrantKind.PERSON
    if statement.scope.is_uncertain and judgement.verdict is Verdict.CONTRADICTED:
        return SILENT
    if not statement.scope.names_race and not is_person:
        return judgement if judgement.verdict is Verdict.SUPPORTED and statement.scope.has_edition else SILENT
    return judgement


def _place_in(item: Field, entrant: Entrant, rank: int, races: Races, *, is_medal: bool) -> Judgement:
    runners = races.runners(entrant, item)
    for runner in runners:
        if rank in trusted_ranks(runner):
            return _agreed_place(runner, rank)
    for runner in runners:
        if rank in runner.ranks_before():
            facts = runner.ranks_before()[rank]
            standing = runner.ranks()
            values = [told(f"{ordinal(rank)} at first", facts)]
            values += [told(f"{ordinal(other)} in the end", own) for other, own in standing.items()]
            return disagreed(*values, note="the result was revised")
    if any(rank in runner.ranks() for runner in runners):
        return SILENT  # an article says so, but it says otherwise, too
    holders = item.placed(rank)
    placed = [runner for runner in runners if trusted_ranks(runner)]
    is_same_kind = [runner for runner in placed if runner.entrant.kind is entrant.kind]
    if len(is_same_kind) == 1:
        runner = is_same_kind[0]
        right, facts = next(iter(trusted_ranks(runner).items()))
        others = [other for other in holders if other is not runner]
        if rank == 1 and others:
            support = shared_sources(others[0].ranks()[1], facts)
            note = f"{named(runner.entrant)} was {ordinal(right)}"
            return contradicted(listed(named(other.entrant) for other in others), support, note=note, each=True)
        return contradicted(MEDALS.get(right, ordinal(right)) if is_medal else ordinal(right), facts)
    return _other_holder(entrant, rank, holders, runners, races)


def trusted_ranks(runner: Runner) -> dict[int, list[Known[Result]]]:
    """Return the places of an entrant without those whose articles also give a better supported one: misread ones."""
    found: dict[int, list[Known[Result]]] = {}
    articles: set[str] = set()
    for rank, facts in runner.ranks().items():
        own = [known for known in facts if known.article.id not in articles]
        if own:
            found[rank] = own
        articles |= {known.article.id for known in facts}
    return found


def _agreed_place(runner: Runner, rank: int) -> Judgement:
    ranks = trusted_ranks(runner)
    if len(ranks) > 1:
        return disagreed(*(told(ordinal(value), facts) for value, facts in ranks.items()))
    return supported(ordinal(rank), ranks[rank])


def _other_holder(entrant: Entrant, rank: int, holders: list[Runner], runners: list[Runner], races: Races) -> Judgement:
    """Judge by who else was at the place: only where it is sure that the two are not one."""
    if not holders or not all(_are_two(entrant, holder, races) for holder in holders):
        return SILENT
    facts = [known for holder in holders for known in holder.ranks()[rank]]
    right = listed(named(holder.entrant) for holder in holders)
    return contradicted(right, facts, is_direct=bool(runners))


def _are_two(entrant: Entrant, holder: Runner, races: Races) -> bool:
    other = holder.entrant
    if entrant.kind is other.kind and entrant.kind is not EntrantKind.CLUB:
        return not same_entrant(entrant, other)
    if entrant.kind is EntrantKind.NATION and other.kind is EntrantKind.PERSON:
        return (other.nation or races.archive.nations.get(other.name)) is not None
    return False


def judge_mark(statement: Statement, races: Races) -> Judgement:
    """Judge in what time, over what distance or how high."""
    entrant, mark = statement.entrant, statement.value
    if entrant is None or not isinstance(mark, Mark):
        return SILENT
    scope = statement.scope
    found = [_mark_in(item, entrant, mark, races) for item in races.of(scope)]
    if not any(one.verdict is Verdict.SUPPORTED for one in found):
        more = [_mark_in(item, entrant, mark, races) for item in races.of(scope, every_round=True)]
        found = [one for one in more if one.verdict in {Verdict.SUPPORTED, Verdict.DISAGREEMENT}] or found
    judgement = _combined(found, statement)
    if judgement.verdict is Verdict.CONTRADICTED and _is_of_another(statement, races):
        return SILENT
    if judgement.verdict is not Verdict.SUPPORTED and (place := written(statement, mark, races)) is not None:
        return Judgement(Verdict.SUPPORTED, (Told(str(mark), (place,)),))
    return judgement


def written(statement: Statement, mark: Mark, races: Races) -> Support | None:
    """Return a sentence about the race that names the entrant, and nobody else, with just this mark."""
    archive, query = races.archive, statement.scope.query
    for article in archive.articles.values():
        if article.id in archive.origins or not races.holds(statement.scope, (article,)):
            continue
        if statement.entrant is None or not is_named_in(statement.entrant, archive.gist(article.id), archive):
            continue
        for scene in archive.scenes(article.id):
            has_mark = any(isinstance(item.value, Mark) and item.value == mark for item in scene.mentions)
            if not has_mark or not names(statement.entrant, scene, archive):
                continue
            persons = {item.value.name for item in scene.mentions if item.kind in {Kind.PERSON, Kind.NATION}}
            if len(persons) == 1 and race_fits(query, scene.race, article, archive):
                return Support(article, scene.sentence.start, scene.sentence.end)
    return None


def _is_of_another(statement: Statement, races: Races) -> bool:
    """Tell whether another entrant whom the sentence names has the mark: then the draft may have been misread."""
    mark = statement.value
    return any(
        agrees(mark, other)
        for item in races.of(statement.scope)
        for runner in item.runners
        if any(runner in races.runners(named_one, item) for named_one in statement.others)
        for other in runner.marks()
        if isinstance(mark, Mark)
    )


def _mark_in(item: Field, entrant: Entrant, mark: Mark, races: Races) -> Judgement:
    runners = races.runners(entrant, item)
    if entrant.kind is EntrantKind.NATION and any(runner.entrant.kind is EntrantKind.PERSON for runner in runners):
        runners = [runner for runner in runners if runner.entrant.kind is EntrantKind.NATION] or (
            runners if len(runners) == 1 else []
        )
    for runner in runners:
        same = {value: facts for value, facts in runner.marks().items() if agrees(mark, value)}
        if same:
            return _agreed_mark(runner, same)
    for runner in runners:
        comparable = {value: facts for value, facts in runner.marks().items() if type(value) is type(mark)}
        if any(mark_difference(mark, value) in {Difference.ROUNDING, Difference.NOTATION} for value in comparable):
            return SILENT  # finer than the articles say it
        if comparable:
            value, facts = next(iter(comparable.items()))
            return contradicted(write_mark(value, facts), facts)
    return SILENT


def _agreed_mark(runner: Runner, same: dict[Mark, list[Known[Result]]]) -> Judgement:
    """Support a mark, unless other articles give the same performance another one."""
    value, facts = next(iter(same.items()))
    articles = {known.article.id for own in same.values() for known in own}
    others = {
        other: sources
        for other, sources in runner.marks().items()
        if other not in same
        and mark_difference(value, other) is Difference.SLIP
        and articles.isdisjoint(known.article.id for known in sources)
    }
    if others:
        return disagreed(
            told(write_mark(value, facts), facts),
            *(told(write_mark(other, sources), sources) for other, sources in others.items()),
        )
    return supported(write_mark(value, facts), [known for own in same.values() for known in own])
