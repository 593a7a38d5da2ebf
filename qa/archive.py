"""All that a library's articles state, ready for questions: facts with their articles, words and persons.

Facts that follow from others (a final's winner is first, its loser second) are derived here, from the same place.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

from qa import lexicon
from qa.atlas import nation
from qa.capitals import GIVEN_NAMES
from qa.copies import find_copies
from qa.entrant import Entrant, EntrantKind
from qa.extract.scene import Line, Scene, read_scenes
from qa.facts import Affiliation, Duel, Fact, LineUp, Quote, Result, Slot
from qa.names import fold
from qa.nations import NationForm, find_nations
from qa.people import DATELINE, name_parts, towns_of
from qa.stems import stem
from qa.tokens import Token
from sources.records import Article

LEAD = 3  # sentences that say what an article is about
SLOTS_OF_ENTRANTS = (
    "entrant winner loser team person holder old_holder speaker member of scorer".split()  # each kind of fact has some
)
SHORTEST_NAME = 3  # letters; "Li" and "Bo" are too often something else in a question without capitals
FIRST_PLACES = {"final": 1, "bronze-final": 3}  # what the winner of a duel in this round comes to
PARTIAL = frozenset({"pursuit", "relay"})  # events that reports call by less than their name
CURRENCY = re.compile(r"[$£€¥]\s?\d")
LOWER = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
K = TypeVar("K", bound=Fact)
F = TypeVar("F", bound=Fact, covariant=True)


@dataclass(frozen=True, slots=True)
class Known(Generic[F]):
    """A fact and the article that states it."""

    article: Article
    fact: F


@dataclass
class Archive:
    """The articles of a library and what they state."""

    articles: dict[str, Article]
    known: list[Known[Fact]]
    origins: dict[str, str] = field(default_factory=dict)  # copy -> article whose text it is, by their ids
    _words: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False)
    _scenes: dict[str, list[Scene]] = field(default_factory=dict, init=False, repr=False)
    _about: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict, init=False, repr=False)
    _begins: dict[str, tuple[int, ...]] = field(default_factory=dict, init=False, repr=False)
    # By the scene's id(): scenes are not hashable, and live as long as the archive that holds them.
    _stems: dict[int, frozenset[str]] = field(default_factory=dict, init=False, repr=False)
    _texts: dict[int, str] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every folded word that occurs in an article."""
        return frozenset(word for article in self.articles.values() for word in words(article.text))

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Every word that an article also writes without a capital: part of a name perhaps, but alone no name."""
        return frozenset(word for article in self.articles.values() for word in LOWER.findall(article.text))

    @cached_property
    def people(self) -> dict[str, list[str]]:
        """Map each folded part of a person's name to the names that hold it."""
        found: dict[str, list[str]] = defaultdict(list)
        towns = frozenset(town for article in self.articles.values() for town in towns_of(article.text))
        for name in sorted({entrant.name for entrant in self._entrants() if entrant.kind is not EntrantKind.NATION}):
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
        for entrant in self._entrants():
            if entrant.kind is EntrantKind.PERSON and entrant.nation:
                stated.setdefault(entrant.name, entrant.nation)
        return stated

    def _entrants(self) -> Iterator[Entrant]:
        for known in self.known:
            yield from entrants_of(known.fact)

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
        said = {(known.article.id, _value(known.fact)) for known in self.known} if self.origins else set()
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
        """Return the stems of an article's words."""
        if article_id not in self._words:
            articles = [self.articles[article_id], *self.copies.get(article_id, ())]
            texts = (f"{article.title}\n{article.text} {article.publisher or ''}" for article in articles)
            self._words[article_id] = _stems("\n".join(texts))
        return self._words[article_id]

    @cached_property
    def idf(self) -> dict[str, float]:
        """Map each stem to its inverse document frequency over the articles."""
        counts: dict[str, int] = defaultdict(int)
        for article_id in self.articles:
            for word in self.article_words(article_id):
                counts[word] += 1
        return {word: math.log(1 + len(self.articles) / count) for word, count in counts.items()}

    def scenes(self, article_id: str) -> list[Scene]:
        """Return an article's sentences, tagged; read when first asked for."""
        if article_id not in self._scenes:
            article = self.articles[article_id]
            self._scenes[article_id] = read_scenes(article).scenes
            for scene in self._scenes[article_id]:
                text = article.text[scene.sentence.start : scene.sentence.end]
                self._texts[id(scene)] = fold(text)
                self._stems[id(scene)] = _stems(text)
        return self._scenes[article_id]

    def take_over(self, earlier: Archive) -> None:
        """Keep what an earlier archive read of articles that are the same here: reading is what takes long."""
        for article_id, scenes in earlier._scenes.items():
            if self.articles.get(article_id) == earlier.articles[article_id]:
                self._scenes[article_id] = scenes
                for scene in scenes:
                    self._texts[id(scene)] = earlier._texts[id(scene)]
                    self._stems[id(scene)] = earlier._stems[id(scene)]
        self._about |= {place: found for place, found in earlier._about.items() if place[0] in self._scenes}

    def about(self, article_id: str, position: int = 0) -> frozenset[str]:
        """Return the stems of what says what an article is about: title, publisher, headings, the first sentences.

        Of an article with several datelines, only the section counts in which the character at `position` stands.
        """
        begins = self._sections(article_id)
        begin = max((start for start in begins if start <= position), default=0)
        if (article_id, begin) not in self._about:
            article = self.articles[article_id]
            end = min((start for start in begins if start > begin), default=len(article.text))
            scenes = [scene for scene in self.scenes(article_id) if begin <= scene.sentence.start < end]
            texts = [article.title, article.publisher or ""]
            texts += [
                article.text[scene.sentence.start : scene.sentence.end]
                for index, scene in enumerate(scenes)
                if scene.line is Line.HEADING or index < LEAD
            ]
            self._about[article_id, begin] = _stems("\n".join(texts))
        return self._about[article_id, begin]

    def _sections(self, article_id: str) -> tuple[int, ...]:
        """Return where the sections of an article with several datelines begin, in characters; at least 0."""
        if article_id not in self._begins:
            text = self.articles[article_id].text
            begins = [match.start() for match in DATELINE.finditer(text) if match.group("town").isupper()]
            self._begins[article_id] = (0, *begins[1:])
        return self._begins[article_id]

    def stems_between(self, article_id: str, start: int, end: int) -> frozenset[str]:
        """Return the stems of the sentences that lie in a span."""
        found: set[str] = set()
        for scene in self.scenes(article_id):
            if scene.sentence.start < end and scene.sentence.end > start:
                found |= self.scene_stems(scene)
        return frozenset(found)

    def speaker_at(self, article_id: str, start: int, end: int) -> str | None:
        """Return who speaks in a sentence that lies within a quotation and does not name the speaker itself."""
        for known in self.of(Quote):
            fact = known.fact
            if known.article.id == article_id and fact.start == start and fact.speaker is not None:
                name = fact.speaker.value.name
                return None if name.split()[-1] in self.articles[article_id].text[start:end] else name
        return None

    def scene_stems(self, scene: Scene) -> frozenset[str]:
        """Return the stems of a sentence's words."""
        return self._stems[id(scene)]

    def scene_text(self, scene: Scene) -> str:
        """Return a sentence, folded."""
        return self._texts[id(scene)]

    @cached_property
    def with_full_events(self) -> Archive:
        """The same articles and facts, with "the pursuit" and "the relay" called by their full events."""
        full = Archive(self.articles, _with_events(self.known), self.origins)
        full._words, full._scenes, full._about, full._begins = self._words, self._scenes, self._about, self._begins
        full._stems, full._texts = self._stems, self._texts
        return full

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


def words(text: str) -> Iterable[str]:
    """Yield the folded words of a text; parts of hyphenated words also alone."""
    for match in WORD.finditer(text):
        word = fold(match.group()).removesuffix("'s")
        yield word
        if "-" in word:
            yield from word.split("-")


def _stems(text: str) -> frozenset[str]:
    found = frozenset(stem(word) for word in words(text))
    return found | {stem("money")} if CURRENCY.search(text) else found


def entrants_of(fact: Fact) -> Iterator[Entrant]:
    """Yield every entrant that a fact names."""
    for name in (
        "entrant",
        "winner",
        "loser",
        "team",
        "person",
        "holder",
        "old_holder",
        "speaker",
        "member",
        "of",
        "scorer",
    ):
        slot = getattr(fact, name, None)
        if slot is not None and isinstance(slot.value, Entrant):
            yield slot.value
    for member in getattr(fact, "members", ()):
        yield member.value


def build(articles: Iterable[Article], facts: Iterable[tuple[str, Fact]]) -> Archive:
    """Bring a library's articles and facts together."""
    by_id = {article.id: article for article in articles}
    known = _with_teams([Known(by_id[article], fact) for article, fact in facts if article in by_id])
    known += [Known(item.article, derived) for item in known for derived in _derive(item.fact)]
    return Archive(by_id, known, find_copies(by_id.values()))


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


def _derive(fact: Fact) -> Iterator[Fact]:
    if not isinstance(fact, Duel):
        return
    first = FIRST_PLACES.get(fact.race.round or "")
    if first is None:
        return
    race = replace(fact.race, round=None)
    for rank, entrant in ((first, fact.winner), (first + 1, fact.loser)):
        if entrant is not None:
            yield Result(race, fact.start, fact.end, entrant, rank=Slot(rank, entrant.start, entrant.end))
