"""All that a library's articles state, ready for questions: facts with their articles, words and persons."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from qa import lexicon
from qa.atlas import nation
from qa.capitals import GIVEN_NAMES
from qa.copies import find_copies
from qa.dossier import Dossier, Known
from qa.entrant import Entrant, EntrantKind
from qa.extract.gist import Gist
from qa.extract.scene import Scene
from qa.facts import Affiliation, Fact, LineUp, Quote, Slot
from qa.names import fold
from qa.nations import NationForm, find_nations
from qa.people import name_parts
from qa.race import Race
from qa.tokens import Token
from sources.records import Article

__all__ = ["Archive", "Known", "build", "entrants_of", "gather"]
SLOTS_OF_ENTRANTS = (
    "entrant winner loser team person holder old_holder speaker member of scorer".split()  # each kind of fact has some
)
SHORTEST_NAME = 3  # letters; "Li" and "Bo" are too often something else in a question without capitals
PARTIAL = frozenset({"pursuit", "relay"})  # events that reports call by less than their name
K = TypeVar("K", bound=Fact)


@dataclass
class Archive:
    """The articles of a library and what they state."""

    articles: dict[str, Article]
    known: list[Known[Fact]]
    origins: dict[str, str] = field(default_factory=dict)  # copy -> article whose text it is, by their ids
    dossiers: dict[str, Dossier] = field(default_factory=dict, repr=False)  # of the articles, by their ids
    gathered: dict[object, Any] = field(default_factory=dict, init=False, repr=False)  # kept by `field`

    def __post_init__(self) -> None:
        for article_id, article in self.articles.items():
            if article_id not in self.dossiers:
                self.dossiers[article_id] = Dossier(article)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every folded word that occurs in an article."""
        return frozenset[str]().union(*(self.dossiers[article_id].words for article_id in self.articles))

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Every word that an article also writes without a capital: part of a name perhaps, but alone no name."""
        return frozenset[str]().union(*(self.dossiers[article_id].lower_words for article_id in self.articles))

    @cached_property
    def people(self) -> dict[str, list[str]]:
        """Map each folded part of a person's name to the names that hold it."""
        found: dict[str, list[str]] = defaultdict(list)
        towns = frozenset(town for article_id in self.articles for town in self.dossiers[article_id].towns)
        for name in sorted({entrant.name for entrant in self.entrants if entrant.kind is not EntrantKind.NATION}):
            if fold(name) in towns:
                continue
            for part in name_parts(name):
                if not _is_no_name(part) and name not in found[part]:
                    found[part].append(name)
        return dict(found)

    @cached_property
    def nations(self) -> dict[str, str]:
        """Map a person's name to the nation code that an article states."""
        stated: dict[str, str] = {}
        for known in self.known:
            fact = known.fact
            if isinstance(fact, Affiliation) and fact.team.value.nation:
                stated.setdefault(fact.person.value.name, fact.team.value.nation)
            if isinstance(fact, LineUp) and fact.team is not None and fact.team.value.nation:
                for member in fact.members:
                    stated.setdefault(member.value.name, fact.team.value.nation)
        for entrant in self.entrants:
            if entrant.kind is EntrantKind.PERSON and entrant.nation:
                stated.setdefault(entrant.name, entrant.nation)
        return stated

    @cached_property
    def entrants(self) -> Collection[Entrant]:
        """Everyone whom a fact names, once, in their order."""
        return dict.fromkeys(entrant for known in self.known for entrant in entrants_of(known.fact)).keys()

    @cached_property
    def raced(self) -> Collection[tuple[Race, str]]:
        """The races of facts, each once with the id of every article that states one."""
        return dict.fromkeys((known.fact.race, known.article.id) for known in self.known).keys()

    def of(self, kind: type[K]) -> Iterator[Known[K]]:
        """Yield the facts of one kind; what a copy of a text says again is left out."""
        return iter(self._by_kind.get(kind, ()))

    def of_articles(self, kind: type[K], article_ids: Iterable[str]) -> Iterator[Known[K]]:
        """Yield the facts of one kind that these articles state, article by article."""
        by_article = self._by_article.get(kind, {})
        return (known for article_id in article_ids for known in by_article.get(article_id, ()))

    @cached_property
    def _by_kind(self) -> dict[type, list[Known[Any]]]:
        found: dict[type, list[Known[Any]]] = defaultdict(list)
        for known in self.told:
            found[type(known.fact)].append(known)
        return dict(found)

    @cached_property
    def _by_article(self) -> dict[type, dict[str, list[Known[Any]]]]:
        found: dict[type, dict[str, list[Known[Any]]]] = {}
        for kind, facts in self._by_kind.items():
            found[kind] = defaultdict(list)
            for known in facts:
                found[kind][known.article.id].append(known)
        return found

    @cached_property
    def told(self) -> list[Known[Fact]]:
        """The facts without those that a copy of a text states again: its publishers are one source."""
        copied = set(self.origins.values())
        said = {(known.article.id, _value(known.fact)) for known in self.known if known.article.id in copied}
        return [
            known
            for known in self.known
            if known.article.id not in self.origins or (self.origins[known.article.id], _value(known.fact)) not in said
        ]

    @cached_property
    def copies(self) -> dict[str, list[Article]]:
        """Map the id of an article to the articles that are copies of its text."""
        found: dict[str, list[Article]] = defaultdict(list)
        for copy, origin in self.origins.items():
            found[origin].append(self.articles[copy])
        return dict(found)

    def article_words(self, article_id: str) -> frozenset[str]:
        """Return the stems of an article's words, and of those that its copies have of their own."""
        own = self.dossiers[article_id].stems
        copies = self.copies.get(article_id, ())
        return own.union(*(self.dossiers[copy.id].stems for copy in copies)) if copies else own

    @cached_property
    def idf(self) -> dict[str, float]:
        """Map each stem to its inverse document frequency over the articles."""
        counts: dict[str, int] = defaultdict(int)
        for article_id in self.articles:
            for word in self.article_words(article_id):
                counts[word] += 1
        return {word: math.log(1 + len(self.articles) / count) for word, count in counts.items()}

    def scenes(self, article_id: str) -> Sequence[Scene]:
        """Return an article's sentences, tagged."""
        return self.dossiers[article_id].scenes

    def gist(self, article_id: str) -> Gist:
        """Return whom an article's sentences name and of which races they speak."""
        return self.dossiers[article_id].gist

    def about(self, article_id: str, position: int = 0) -> frozenset[str]:
        """Return the stems of what says what an article, or its section at a character, is about."""
        return self.dossiers[article_id].about(position)

    def stems_between(self, article_id: str, start: int, end: int) -> frozenset[str]:
        """Return the stems of the sentences that lie in a span."""
        return self.dossiers[article_id].stems_between(start, end)

    def speaker_at(self, article_id: str, start: int, end: int) -> str | None:
        """Return who speaks in a sentence that lies within a quotation and does not name the speaker itself."""
        for known in self.of(Quote):
            fact = known.fact
            if known.article.id == article_id and fact.start == start and fact.speaker is not None:
                name = fact.speaker.value.name
                return None if name.split()[-1] in self.articles[article_id].text[start:end] else name
        return None

    @cached_property
    def with_full_events(self) -> Archive:
        """The same articles and facts, with "the pursuit" and "the relay" called by their full events."""
        return Archive(self.articles, _with_events(self.known), self.origins, self.dossiers)

    def part(self, article_ids: Collection[str]) -> Archive:
        """Return an archive of the same articles that holds only the facts of some, told by one source each."""
        known = [item for item in self.told if item.article.id in article_ids]
        return Archive(self.articles, known, dossiers=self.dossiers)

    def find_person(self, tokens: Sequence[Token], index: int) -> tuple[int, Entrant] | None:
        """Find a person's name at a token of a question, whatever its case."""
        parts = fold(tokens[index].text).split()
        if len(parts) != 1 or len(parts[0]) < SHORTEST_NAME or parts[0] not in self.people:
            return None
        if (parts[0] in GIVEN_NAMES | lexicon.filler() or parts[0] in self.common_words) and not any(
            fold(token.text) in self.people for token in tokens[index + 1 : index + 2]
        ):
            return None
        length = max(_longest(tokens, index, fold(name).split()) for name in self.people[parts[0]])
        said = " ".join(token.word for token in tokens[index : index + length])
        return length, Entrant(EntrantKind.PERSON, said)


@lru_cache(maxsize=4096)
def _is_no_name(part: str) -> bool:
    """Tell what in "Berg and Dahl" and "British Columbia" names nobody."""
    return part == "and" or any(nation.form is NationForm.ADJECTIVE for nation in find_nations(part, cased=False))


def _longest(tokens: Sequence[Token], index: int, name: Sequence[str]) -> int:
    """Return how many tokens from `index` on are words of the name."""
    length = 0
    while index + length < len(tokens) and tokens[index + length].word in name:
        length += 1
    return max(length, 1)


def entrants_of(fact: Fact) -> Iterator[Entrant]:
    """Yield every entrant that a fact names."""
    for name in SLOTS_OF_ENTRANTS:
        slot = getattr(fact, name, None)
        if slot is not None and isinstance(slot.value, Entrant):
            yield slot.value
    for member in getattr(fact, "members", ()):
        yield member.value


def build(articles: Iterable[Article], facts: Iterable[tuple[str, Fact]]) -> Archive:
    """Bring articles together with facts, each of which comes with the id of its article."""
    stated: dict[str, list[Fact]] = defaultdict(list)
    for article_id, fact in facts:
        stated[article_id].append(fact)
    return gather(Dossier(article, stated[article.id]) for article in articles)


def gather(dossiers: Iterable[Dossier]) -> Archive:
    """Bring a library's dossiers together."""
    by_id = {dossier.article.id: dossier for dossier in dossiers}
    articles = {article_id: dossier.article for article_id, dossier in by_id.items()}
    known = _with_teams([item for dossier in by_id.values() for item in dossier.known])
    known += [item for dossier in by_id.values() for item in dossier.derived]
    return Archive(articles, known, find_copies(articles.values()), by_id)


def _value(fact: Fact) -> tuple[object, ...]:
    """Return what a fact says, without its race and the places it was read from."""
    plain = (getattr(fact, item.name) for item in fields(fact) if item.name not in {"race", "start", "end"})
    return type(fact), *(_bare(value) for value in plain)


def _bare(value: object) -> object:
    if isinstance(value, Slot):
        return value.value
    return tuple(_bare(item) for item in value) if isinstance(value, tuple) else value


def _with_teams(known: list[Known[Fact]]) -> list[Known[Fact]]:
    """Give line-ups without a team the nation that the articles state for every member; drop those that stay open."""
    nations = Archive({}, known).nations
    found: list[Known[Fact]] = []
    for item in known:
        fact = item.fact
        if not isinstance(fact, LineUp) or fact.team is not None:
            found.append(item)
            continue
        codes = {nations.get(member.value.name) for member in fact.members}
        code = codes.pop() if len(codes) == 1 else None
        if code is not None:
            start, end = fact.members[0].start, fact.members[-1].end
            team = Slot(Entrant(EntrantKind.NATION, nation(code).name, code), start, end)
            found.append(Known(item.article, replace(fact, team=team)))
    return found


def _with_events(known: list[Known[Fact]]) -> list[Known[Fact]]:
    """Call "the pursuit" and "the relay" by their full events, where those of one year and sex have only one."""
    full: dict[tuple[int, str], set[tuple[str, ...]]] = defaultdict(set)
    for item in known:
        race = item.fact.race
        for part in PARTIAL.intersection(race.event) if race.year is not None and len(race.event) > 1 else ():
            for sex in (race.sex,) if race.sex is not None else ("men", "women", "mixed"):
                full[race.year, f"{part} {sex}"].add(race.event)  # type: ignore[index]
    found = []
    for item in known:
        race = item.fact.race
        events: set[tuple[str, ...]] = set()
        if len(race.event) == 1 and race.event[0] in PARTIAL and race.year is not None:
            sexes = (race.sex,) if race.sex is not None else ("men", "women", "mixed")
            events = {event for sex in sexes for event in full[race.year, f"{race.event[0]} {sex}"]}
        if len(events) == 1:
            fact = replace(item.fact, race=replace(race, event=events.pop()))
            found.append(Known(item.article, fact))
        else:
            found.append(item)
    return found
