"""Which facts meet a question's constraints. Constraints are hard: what an article leaves open does not count as met."""

from __future__ import annotations

from functools import lru_cache

from qa import lexicon
from qa.archive import Archive, Known
from qa.atlas import related
from qa.entrant import Entrant, EntrantKind
from qa.names import fold, same_person
from qa.nations import find_nations
from qa.question import Query
from qa.race import Race
from qa.stems import stem
from sources.records import Article

# Components that make it another event even at the same distance.
MODIFIERS = frozenset("hurdles steeplechase relay walk mixed medley".split())
# Components that a question may add to a distance without meaning another event.
LOOSE = frozenset("sprint individual time-trial single mass-start".split())
FINAL_ROUNDS = frozenset({None, "final"})


def failing(query: Query, known: Known, archive: Archive, *, but: frozenset[str] = frozenset()) -> str | None:
    """Return the first constraint on the race that a fact does not meet, or None if it meets all."""
    race = known.fact.race
    article = known.article
    checks = (
        ("event", lambda: event_fits(query, race, article)),
        ("sport", lambda: sport_fits(query, race, article)),
        ("sex", lambda: query.sex is None or race.sex == query.sex or (race.sex is None and query.sex != "mixed" and _names_sex(article, query.sex))),
        ("round", lambda: round_fits(query, race)),
        ("date", lambda: date_fits(query, race, article, archive)),
        ("place", lambda: place_fits(query, race, article, archive)),
        ("words", lambda: set(query.terms) <= archive.article_words(article.id)),
    )
    for name, met in checks:
        if name not in but and not met():
            return name
    return None


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
    if query.host is not None:
        name, years = query.host
        stems = archive.article_words(article.id)
        city = {stem(word) for word in fold(name.rsplit(" ", 1)[0]).split()}
        forms = _host_forms(name)
        named = city <= stems or any(form in stems for form in forms)
        olympic = race.year in years and "olympic" in stems
        if race.place is not None and race.place != name and not named:
            return False
        if not (named or olympic):
            return False
        if race.place is not None and race.place != name and race.year not in years:
            return False
        if race.year is not None and race.year not in years and not (race.place == name or (named and race.day == article.published)):
            return False
    if query.venue_nation is not None:
        return query.venue_nation in _nations_of(article.title + "\n" + article.text)
    return True


@lru_cache(maxsize=256)
def _host_forms(name: str) -> frozenset[str]:
    return frozenset(form for form in lexicon.hosts().forms() if " " not in form and lexicon.hosts().at([form], 0)[1][0] == name)  # type: ignore[index]


@lru_cache(maxsize=1024)
def _nations_of(text: str) -> frozenset[str]:
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
