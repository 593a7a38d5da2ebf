"""Which facts meet a question's conditions. Conditions are hard: what an article leaves open does not count as met."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from qa import lexicon
from qa.archive import Archive, Known
from qa.atlas import related
from qa.concepts import alike
from qa.dossier import words
from qa.entrant import Entrant, EntrantKind
from qa.facts import Duel, Fact, Result
from qa.names import fold, same_person
from qa.nations import nations_of
from qa.query import Query
from qa.race import Race
from qa.stems import stem
from sources.records import Article

LEAD = 250  # characters that say where an article reports from
NEWS = 3  # days before a report of which it reports the races
# Components that make it another event even at the same distance.
MODIFIERS = frozenset("hurdles steeplechase relay walk mixed medley".split())
# Components that a question may add to a distance without meaning another event.
LOOSE = frozenset("sprint individual time-trial single mass-start".split())
FINAL_ROUNDS = frozenset({None, "final"})
BRONZE_ROUNDS = frozenset({"bronze-final", "b-final"})
SKATING = frozenset({"speed skating", "short track"})  # which the reports seldom tell apart
SEX_WORDS = {"women": (" women", " ladies", " girls", " her ", " she "), "men": (" men", " boys", " his ", " he ")}
FIRST_LADY = re.compile(r"\b(?:first|second|third) (?:lady|ladies|woman|women)\b(?! (?:to|ever|since|in|who|from)\b)")
OTHER_SEX = {
    "men": (" women", "women's", " ladies", " girls"),
    "women": (" men", "men's", " boys", " his ", " he ", " himself"),
}


def fits(query: Query, known: Known[Fact], archive: Archive) -> bool:
    """Tell whether a fact is of a race the question asks about, and holds the words that it asks for."""
    return race_fits(query, known.fact.race, known.article, archive) and words_fit(query.terms, known, archive)


def race_fits(query: Query, race: Race, article: Article, archive: Archive) -> bool:
    """Tell whether a race, as an article describes it, is one the question asks about."""
    return (
        set(query.source) <= archive.article_words(article.id)
        and event_fits(query, race)
        and sport_fits(query, race, article)
        and sex_fits(query, race, article, archive)
        and round_fits(query, race)
        and date_fits(query, race, article, archive)
        and place_fits(query, race, article, archive)
    )


def words_fit(terms: Iterable[str], known: Known[Fact], archive: Archive) -> bool:
    """Tell whether the fact's sentence, its race or what the article is about holds every word, or one that says it.

    Where they do not, a sentence before it in the paragraph counts, too, that tells of the same race.
    """
    terms = tuple(terms)
    if not terms:
        return True
    race = known.fact.race
    named = {stem(word) for word in words(f"{race.competition or ''} {race.place or ''} {' '.join(race.event)}")}
    near = archive.article_words(known.article.id) | named
    if any(alike(term).isdisjoint(near) for term in terms):
        return False  # before the sentences of the article are read for it
    held = archive.about(known.article.id, known.fact.start) | archive.stems_between(
        known.article.id, known.fact.start, known.fact.end
    )
    held |= named
    missing = [term for term in terms if alike(term).isdisjoint(held)]
    if not missing:
        return True
    held = _said_before(known, archive)
    return all(not alike(term).isdisjoint(held) for term in missing)


def _said_before(known: Known[Fact], archive: Archive) -> frozenset[str]:
    """Return the stems of the sentences before a fact, in its paragraph, that tell who came where in the same race."""
    article, start = known.article, known.fact.start
    paragraph = article.text.rfind("\n", 0, start) + 1
    places = {
        (other.fact.start, other.fact.end)
        for other in archive.of_articles(Result, [article.id])
        if paragraph <= other.fact.start < start and other.fact.race == known.fact.race and other.fact.rank is not None
    }
    return frozenset().union(*(archive.stems_between(article.id, *place) for place in places))


def event_fits(query: Query, race: Race) -> bool:
    """Tell whether the race's event is the one asked about."""
    if not query.event:
        return True
    event = set(race.event)
    if not event:
        return False
    missing = query.event - event
    if missing and not (missing <= LOOSE and query.event & event):
        return False
    only_distance = all(part[0].isdigit() for part in query.event)
    return not (only_distance and (event - query.event) & MODIFIERS)


def sport_fits(query: Query, race: Race, article: Article) -> bool:
    """Tell whether the race's sport is the one asked about."""
    if query.sport is None or query.sport in {race.sport, sport_of(race.event)}:
        return True
    if race.sport is not None and {race.sport, query.sport} != SKATING and race.sport not in query.sport:
        return _mentions_sport(article.text, query.sport) and not query.event.isdisjoint(race.event)
    return _mentions_sport(f"{article.title}\n{article.text}", query.sport)


@lru_cache(maxsize=1024)
def sport_of(event: tuple[str, ...]) -> str | None:
    """Return the one sport that an event's components belong to, as far as the list of events tells."""
    sports = {sport for form, sport in _event_sports().items() if form in event}
    return sports.pop() if len(sports) == 1 else None


@cache
def _event_sports() -> dict[str, str]:
    """Map a component that belongs to one sport only to that sport."""
    found: dict[str, set[str | None]] = {}
    for form in lexicon.events().forms():
        match = lexicon.events().at(form.split(), 0)
        for component in match[1].components if match else ():
            found.setdefault(component, set()).add(match[1].sport if match else None)
    return {part: sport for part, sports in found.items() if len(sports) == 1 and (sport := next(iter(sports)))}


@lru_cache(maxsize=4096)
def _mentions_sport(text: str, sport: str) -> bool:
    folded = fold(text)
    return any(form in folded for form, name in _sport_forms() if name == sport)


@cache
def _sport_forms() -> tuple[tuple[str, str], ...]:
    found = []
    for form in lexicon.sports().forms():
        match = lexicon.sports().at(form.split(), 0)
        if match is not None:
            found.append((form, match[1]))
    return tuple(found)


def sex_fits(query: Query, race: Race, article: Article, archive: Archive) -> bool:
    """Tell whether those race whom the question asks about; where a race leaves it open, its whole article decides.

    Unless that tells of a race of theirs, too: "The women's race" behind a first race makes that one no women's race.
    """
    if query.sex is None or race.sex == query.sex:
        return True
    if race.sex is not None or query.sex not in SEX_WORDS or not _is_all_of(article.text, query.sex):
        return False
    told = [known.fact.race for known in archive.of_articles(Result, [article.id])]
    told += [known.fact.race for known in archive.of_articles(Duel, [article.id])]
    return not any(other.sex == query.sex and other.event == race.event for other in told)


@lru_cache(maxsize=1024)
def _is_all_of(text: str, sex: str) -> bool:
    """Tell whether a text speaks of one sex and never of the other, nor of the first of that sex in a field of both."""
    folded = " " + fold(text)
    if sex == "women" and FIRST_LADY.search(folded):
        return False
    others = folded.replace(" women", " wom_n").replace("women's", "wom_n's") if sex == "women" else folded
    return not any(word in others for word in OTHER_SEX[sex]) and any(word in folded for word in SEX_WORDS[sex])


def round_fits(query: Query, race: Race) -> bool:
    """Tell whether the race's round is the one asked about; a final is meant where none is named."""
    if query.round is None:
        return True
    if query.round == "final":
        return race.round in FINAL_ROUNDS
    if query.round in BRONZE_ROUNDS:
        return race.round in BRONZE_ROUNDS
    return race.round == query.round


def date_fits(query: Query, race: Race, article: Article, archive: Archive) -> bool:
    """Tell whether the race took place when the question says."""
    if query.year_before and (article.published is None or race.year != article.published.year - 1):
        return False
    if query.years and race.year not in query.years:
        named = any(str(year) in archive.article_words(article.id) for year in query.years)
        if race.year is not None or not named:
            return False
    return all(race.day is not None and day.first <= race.day <= day.last for day in query.days)


def place_fits(query: Query, race: Race, article: Article, archive: Archive) -> bool:
    """Tell whether the race was held where the question says."""
    if query.host is not None and not _host_fits(query.host, race, article, archive):
        return False
    named = f"{race.competition or ''}\n{article.title}"
    if query.named_nation is not None and query.named_nation not in nations_of(named):
        return False
    return query.venue_nation is None or query.venue_nation in archive.gist(article.id).mentioned


def _host_fits(host: tuple[str, tuple[int, ...]], race: Race, article: Article, archive: Archive) -> bool:
    name, years = host
    stems = archive.article_words(article.id)
    named = not _host_forms(name).isdisjoint(stems)
    if race.year in years:
        return named or not {"olympic", "game"}.isdisjoint(stems)
    if race.year is None:
        return named
    lead = fold(article.text[:LEAD])
    is_news = (
        race.day is not None and article.published is not None and 0 <= (article.published - race.day).days <= NEWS
    )
    return race.place == name or (is_news and any(form in lead for form in _host_forms(name)))


@lru_cache(maxsize=256)
def _host_forms(name: str) -> frozenset[str]:
    hosts = lexicon.hosts()
    return frozenset(
        stem(form) for form in hosts.forms() if (found := hosts.at(form.split(), 0)) is not None and found[1][0] == name
    )


def is_entrant(said: Entrant, entrant: Entrant, archive: Archive) -> bool:
    """Tell whether the entrant is, or races for, whom the question names."""
    if said.kind is EntrantKind.NATION:
        code = entrant.nation or archive.nations.get(entrant.name)
        return code is not None and said.nation is not None and code in related(said.nation)
    if said.kind is EntrantKind.PERSON and entrant.kind is EntrantKind.PERSON:
        return names_person(said.name, entrant.name)
    return set(fold(said.name).split()) <= set(fold(entrant.name).split())


def is_asked(query: Query, entrant: Entrant, archive: Archive) -> bool:
    """Tell whether the question names the entrant."""
    return any(is_entrant(said, entrant, archive) for said in query.entities)


@lru_cache(maxsize=65_536)
def names_person(said: str, name: str) -> bool:
    """Tell whether the words of a question name this person: all are parts of the name, or a variant of it."""
    parts = set(fold(name).replace("-", " ").split())
    wanted = set(fold(said).replace("-", " ").split())
    return wanted <= parts or same_person(said, name)


def is_named(query: Query, name: str) -> bool:
    """Tell whether the question names this person."""
    return any(names_person(said, name) for said in query.persons)
