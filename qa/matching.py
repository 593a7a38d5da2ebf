"""Which facts meet a question's constraints. Constraints are hard: what an article leaves open does not count as met."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from qa import lexicon
from qa.archive import Archive, Known, words
from qa.atlas import related
from qa.concepts import concepts
from qa.entrant import Entrant, EntrantKind
from qa.names import fold, same_person
from qa.nations import find_nations
from qa.question import Query
from qa.race import Race
from qa.stems import stem
from sources.records import Article

# Components that make it another event even at the same distance.
LEAD = 400  # characters that say where an article reports from
MODIFIERS = frozenset("hurdles steeplechase relay walk mixed medley".split())
# Components that a question may add to a distance without meaning another event.
LOOSE = frozenset("sprint individual time-trial single mass-start".split())
FINAL_ROUNDS = frozenset({None, "final"})


def failing(query: Query, known: Known, archive: Archive, *, but: frozenset[str] = frozenset()) -> str | None:
    """Return the first constraint on the race that a fact does not meet, or None if it meets all."""
    race = known.fact.race
    article = known.article
    checks = (
        ("source", lambda: set(query.source) <= archive.article_words(article.id)),
        ("event", lambda: event_fits(query, race, article)),
        ("sport", lambda: sport_fits(query, race, article)),
        ("sex", lambda: query.sex is None or race.sex == query.sex or (race.sex is None and query.sex != "mixed" and _names_sex(article, query.sex))),
        ("round", lambda: round_fits(query, race)),
        ("date", lambda: date_fits(query, race, article, archive)),
        ("place", lambda: place_fits(query, race, article, archive)),
        ("words", lambda: words_fit(query.terms, known, archive)),
    )
    for name, met in checks:
        if name not in but and not met():
            return name
    return None


def words_fit(terms: Iterable[str], known: Known, archive: Archive) -> bool:
    """Tell whether the fact's sentence, its race or what the article is about holds every word, or one that says the same."""
    held = archive.about(known.article.id) | archive.stems_between(known.article.id, known.fact.start, known.fact.end)
    named = {stem(word) for word in words(f"{known.fact.race.competition or ''} {known.fact.race.place or ''} {' '.join(known.fact.race.event)}")}
    return all(not concepts().get(term, frozenset({term})).isdisjoint(held | named) for term in terms)


def event_fits(query: Query, race: Race, article: Article) -> bool:
    """Tell whether the race's event is the one asked about."""
    if not query.event:
        return True
    event = set(race.event)
    if not event:
        return False
    missing = query.event - event
    if missing and not (missing <= LOOSE and query.event & event):
        return False
    extra = event - query.event
    only_distance = all(part[0].isdigit() for part in query.event)
    return not (only_distance and extra & MODIFIERS)


def sport_fits(query: Query, race: Race, article: Article) -> bool:
    """Tell whether the race's sport is the one asked about."""
    if query.sport is None or race.sport == query.sport:
        return True
    if race.sport is not None and {race.sport, query.sport} != {"speed skating", "short track"} and race.sport not in query.sport:
        return _mentions_sport(article.text, query.sport) and not query.event.isdisjoint(race.event)
    return _mentions_sport(f"{article.title}\n{article.text}", query.sport)


@lru_cache(maxsize=4096)
def _mentions_sport(text: str, sport: str) -> bool:
    folded = fold(text)
    return any(form in folded for form, name in _sport_forms() if name == sport)


@lru_cache(maxsize=1)
def _sport_forms() -> tuple[tuple[str, str], ...]:
    found = []
    for form in lexicon.sports().forms():
        match = lexicon.sports().at(form.split(), 0)
        if match is not None:
            found.append((form, match[1]))
    return tuple(found)


def _names_sex(article: Article, sex: str) -> bool:
    """A race of unknown sex counts for one sex only in an article that never names the other."""
    words = {"men": (" women", " ladies", " girls", "women's"), "women": (" men", " boys", "men's")}[sex]
    text = " " + fold(article.text)
    own = {"women": (" women", " ladies", " girls", " her ", " she "), "men": (" men", " boys", " his ", " he ")}[sex]
    return not any(word in text.replace(" women", " wom_n").replace("women's", "wom_n's") if sex == "women" else word in text for word in words) and any(word in text for word in own)


def round_fits(query: Query, race: Race) -> bool:
    """Tell whether the race's round is the one asked about; a final is meant where none is named."""
    if query.round is None:
        return True
    if query.round == "final":
        return race.round in FINAL_ROUNDS
    if query.round in {"bronze-final", "b-final"}:
        return race.round in {"bronze-final", "b-final"}
    return race.round == query.round


def date_fits(query: Query, race: Race, article: Article, archive: Archive) -> bool:
    """Tell whether the race took place when the question says."""
    if query.years and not (race.year in query.years or (race.year is None and any(str(year) in archive.article_words(article.id) for year in query.years))):
        return False
    for day in query.days:
        if race.day is None or not day.first <= race.day <= day.last:
            return False
    return True


def place_fits(query: Query, race: Race, article: Article, archive: Archive) -> bool:
    """Tell whether the race was held where the question says."""
    if query.host is not None and not _host_fits(query.host, race, article, archive):
        return False
    if query.named_nation is not None and query.named_nation not in nations_of(f"{race.competition or ''}\n{article.title}"):
        return False
    return query.venue_nation is None or query.venue_nation in nations_of(f"{article.title}\n{article.text}")


def _host_fits(host: tuple[str, tuple[int, ...]], race: Race, article: Article, archive: Archive) -> bool:
    name, years = host
    stems = archive.article_words(article.id)
    named = any(form in stems for form in _host_forms(name))
    if race.year in years:
        return named or not {"olympic", "game"}.isdisjoint(stems)
    if race.year is None:
        return named
    lead = fold(article.text[:LEAD])
    return race.place == name or (race.day == article.published and any(form in lead for form in _host_forms(name)))


@lru_cache(maxsize=256)
def _host_forms(name: str) -> frozenset[str]:
    return frozenset(stem(form) for form in lexicon.hosts().forms() if (found := lexicon.hosts().at(form.split(), 0)) and found[1][0] == name)


@lru_cache(maxsize=1024)
def nations_of(text: str) -> frozenset[str]:
    return frozenset(mention.code for mention in find_nations(text.title() if text.isupper() else text)) | frozenset(mention.code for mention in find_nations(text[:200].title()))


def is_entrant(said: Entrant, entrant: Entrant, archive: Archive) -> bool:
    """Tell whether the entrant is, or races for, whom the question names."""
    if said.kind is EntrantKind.NATION:
        code = entrant.nation or archive.nations.get(entrant.name)
        return code is not None and said.nation is not None and code in related(said.nation)
    if said.kind is EntrantKind.PERSON and entrant.kind is EntrantKind.PERSON:
        return names_person(said.name, entrant.name)
    return set(fold(said.name).split()) <= set(fold(entrant.name).split())


def names_person(said: str, name: str) -> bool:
    """Tell whether the words of a question name this person: all of them are parts of the name, or a variant of it."""
    parts = set(fold(name).replace("-", " ").split())
    wanted = set(fold(said).replace("-", " ").split())
    return wanted <= parts or same_person(said, name)
