"""Extract all facts of one article, in the order of their places, each once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from qa.extract.coreference import Resolver
from qa.extract.duels import find_duels
from qa.extract.gist import Gist, gist_of
from qa.extract.goals import find_goals
from qa.extract.incidents import find_incidents
from qa.extract.leaders import find_leaders
from qa.extract.lineups import find_affiliations, find_lineups, find_mounts
from qa.extract.marks import find_marks
from qa.extract.pasts import find_past_winners
from qa.extract.profiles import find_names, find_profiles
from qa.extract.quotes import find_quotes
from qa.extract.records import find_records
from qa.extract.results import find_results
from qa.extract.revisions import with_revisions
from qa.extract.roles import find_roles
from qa.extract.rows import find_rows
from qa.extract.scene import Scene, Scenes, read_scenes
from qa.extract.scores import complete
from qa.extract.sexes import fill_sexes
from qa.extract.subjects import bind_to_rows
from qa.extract.tables import find_row_places
from qa.extract.winning_times import find_winning_times
from qa.facts import Duel, Fact, Quote, Result
from qa.race import is_blank
from sources.records import Article

# To extend: one more reader of sentences here. Order is the order of facts of one sentence.
SENTENCE_EXTRACTORS: tuple[Callable[[Scene, Resolver], Iterator[Fact]], ...] = (
    find_results,
    find_duels,
    find_marks,
    find_records,
    find_lineups,
    find_incidents,
    find_affiliations,
    find_leaders,
    find_past_winners,
)


def extract_facts(article: Article) -> list[Fact]:
    """Return the facts of an article by place; the same article gives the same list."""
    return facts_of(read_scenes(article))


def read_article(article: Article) -> tuple[list[Fact], Gist]:
    """Return the facts of an article as `extract_facts` does, and the gist of its sentences."""
    scenes = read_scenes(article)
    gist = gist_of(article, scenes.scenes)  # before the names of rows are put to their persons
    return facts_of(scenes), gist


def facts_of(scenes: Scenes) -> list[Fact]:
    """Return the facts of an article whose scenes are read already."""
    resolver = Resolver(scenes)
    for scene in scenes.scenes:
        for lineup in find_lineups(scene, resolver):
            resolver.learn(lineup)
    found: dict[Fact, None] = dict.fromkeys(find_rows(scenes, resolver))
    bind_to_rows(scenes, found)
    rows = [(row.start, row.end) for row in find_row_places(scenes)]
    quotes = list(find_quotes(scenes, resolver))
    for scene in scenes.scenes:
        for extractor in SENTENCE_EXTRACTORS:
            found.update(
                dict.fromkeys(
                    fact
                    for fact in extractor(scene, resolver)
                    if not _inside_quote(fact, quotes) and not _in_row(fact, rows)
                )
            )
        found.update(dict.fromkeys(find_mounts(scene, resolver, scenes.article.text)))
        found.update(dict.fromkeys(find_names(scene, resolver)))
        found.update(dict.fromkeys(find_profiles(scene, resolver, scenes.article.text)))
    found.update(dict.fromkeys(quotes))
    others = [*find_roles(scenes, resolver, tuple(found)), *find_goals(scenes, resolver)]
    found.update(dict.fromkeys(fact for fact in others if not _inside_quote(fact, quotes)))
    found.update(dict.fromkeys(find_winning_times(scenes, tuple(found))))
    told = dict.fromkeys(complete(fact, scenes.article.text) if isinstance(fact, Duel) else fact for fact in found)
    revised = with_revisions(told, scenes, resolver)
    return sorted(
        fill_sexes(revised, scenes.article.text), key=lambda fact: (fact.start, type(fact).__name__, fact.end)
    )


def _in_row(fact: Fact, rows: list[tuple[int, int]]) -> bool:
    """What stands in a row of a list has been read there; as prose it would be read wrongly."""
    if not isinstance(fact, Result):
        return False
    after = bisect_right(rows, fact.entrant.start, key=lambda row: row[0])
    return after > 0 and fact.entrant.start < rows[after - 1][1]


def _inside_quote(fact: Fact, quotes: list[Quote]) -> bool:
    """What is said within quotation marks is opinion, not a fact of the race."""
    subject = getattr(fact, "entrant", None) or getattr(fact, "winner", None) or getattr(fact, "holder", None)
    subject = subject or getattr(fact, "member", None) or getattr(fact, "scorer", None)
    if subject is None:
        return False
    after = bisect_right(quotes, subject.start, key=lambda quote: quote.words.start)
    return after > 0 and subject.start < quotes[after - 1].words.end


__all__ = ["extract_facts", "facts_of", "is_blank", "read_article"]
