"""A dossier: an article with what was read from it, and what is found out about it when a question first asks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from qa.extract.gist import Gist, gist_of
from qa.extract.scene import Scene, read_scenes
from qa.facts import Duel, Fact, Result, Slot
from qa.names import fold
from qa.people import DATELINE, towns_of
from qa.stems import stem
from sources.records import Article, Sentence
from sources.sentences import split_sentences

LEAD = 3  # sentences that say what an article is about
MOST_READ = 1_000  # articles whose sentences are kept, tagged; about 100 kB each
FIRST_PLACES = {"final": 1, "bronze-final": 3}  # what the winner of a duel in this round comes to
CURRENCY = re.compile(r"[$£€¥]\s?\d")
LOWER = re.compile(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])")
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
F = TypeVar("F", bound=Fact, covariant=True)


@dataclass(frozen=True, slots=True)
class Known(Generic[F]):
    """A fact and the article that states it."""

    article: Article
    fact: F


@dataclass
class Dossier:
    """An article with the facts read from it, and the gist of its sentences where that was kept."""

    article: Article
    facts: Sequence[Fact] = ()
    kept_gist: Gist | None = None
    _about: dict[int, frozenset[str]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def known(self) -> list[Known[Fact]]:
        """The facts, each with the article."""
        return [Known(self.article, fact) for fact in self.facts]

    @cached_property
    def derived(self) -> list[Known[Fact]]:
        """What follows from the facts, read from the same places: a final's winner is first, its loser second."""
        return [Known(self.article, derived) for fact in self.facts for derived in _derive(fact)]

    @cached_property
    def gist(self) -> Gist:
        """What the sentences name; read from them where it was not kept."""
        return self.kept_gist or gist_of(self.article, read_scenes(self.article).scenes)

    @cached_property
    def words(self) -> Sequence[str]:
        """The folded words of the text, each once; articles share their strings."""
        return tuple({sys.intern(word) for word in words(self.article.text)})

    @cached_property
    def lower_words(self) -> Sequence[str]:
        """The words that the text also writes without a capital, each once; articles share their strings."""
        return tuple({sys.intern(word) for word in LOWER.findall(self.article.text)})

    @cached_property
    def towns(self) -> frozenset[str]:
        """The towns, folded, that the text is dated from or names races after."""
        return towns_of(self.article.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words of title, text and publisher."""
        article = self.article
        beside = stems_of(f"{article.title}\n{article.publisher or ''}")
        return beside.union(map(stem, self.words), _money(article.text))

    @property
    def scenes(self) -> Sequence[Scene]:
        """The sentences, tagged; read when first asked for, and again when much else was read since."""
        return _scenes(self.article)

    def about(self, position: int) -> frozenset[str]:
        """Return the stems of what says what the article is about: title, publisher, headings, the first sentences.

        Where it has several datelines, only the section counts in which the character at `position` stands.
        """
        begin = max((start for start in self._sections if start <= position), default=0)
        if begin not in self._about:
            article = self.article
            end = min((start for start in self._sections if start > begin), default=len(article.text))
            sentences = [sentence for sentence in self.sentences if begin <= sentence.start < end]
            texts = [article.title, article.publisher or ""]
            texts += [
                article.text[sentence.start : sentence.end]
                for index, sentence in enumerate(sentences)
                if index < LEAD or sentence.start in self.gist.headings
            ]
            self._about[begin] = stems_of("\n".join(texts))
        return self._about[begin]

    @cached_property
    def _sections(self) -> tuple[int, ...]:
        """Where the sections of an article with several datelines begin, in characters; at least 0."""
        begins = [match.start() for match in DATELINE.finditer(self.article.text) if match.group("town").isupper()]
        return 0, *begins[1:]

    def may_support(self, words: Sequence[frozenset[str]]) -> bool:
        """Tell whether a sentence, its neighbours or what the article is about hold one stem of each set.

        That is told from the text alone, in a tenth of the time that reading its sentences takes.
        """
        text = self.article.text
        own = [stems_of(text[sentence.start : sentence.end]) for sentence in self.sentences]
        for index, sentence in enumerate(self.sentences):
            around = frozenset[str]().union(*own[max(index - 1, 0) : index + 2])
            open_words = [same for same in words if same.isdisjoint(around)]
            if not open_words or all(not same.isdisjoint(self.about(sentence.start)) for same in open_words):
                return True
        return False

    def stems_between(self, start: int, end: int) -> frozenset[str]:
        """Return the stems of the sentences that lie in a span."""
        text = self.article.text
        met = [sentence for sentence in self.sentences if sentence.start < end and sentence.end > start]
        return frozenset[str]().union(*(stems_of(text[sentence.start : sentence.end]) for sentence in met))

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences and lines of the text, untagged."""
        return split_sentences(self.article.text)


@lru_cache(maxsize=MOST_READ)
def _scenes(article: Article) -> Sequence[Scene]:
    scenes = read_scenes(article).scenes
    for scene in scenes:
        text = article.text[scene.sentence.start : scene.sentence.end]
        scene.folded, scene.stems = fold(text), stems_of(text)
    return scenes


def words(text: str) -> Iterable[str]:
    """Yield the folded words of a text; parts of hyphenated words also alone."""
    for match in WORD.finditer(text):
        word = fold(match.group()).removesuffix("'s")
        yield word
        if "-" in word:
            yield from word.split("-")


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text's words; a sum of money holds the word."""
    return frozenset(map(stem, words(text))).union(_money(text))


def _money(text: str) -> Iterable[str]:
    return (stem("money"),) if CURRENCY.search(text) else ()


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
