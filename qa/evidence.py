"""Find the sentences that answer a question no template foresees, under its conditions, and quote them verbatim.

A sentence counts as evidence only if every meaningful word of the question is supported by it, by its neighbours or by
what its article is about; otherwise the articles do not say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from index.records import Hit
from qa import lexicon
from qa.archive import Archive
from qa.asks import Asks
from qa.concepts import alike, all_alike, has_synonyms
from qa.draft import Support
from qa.entrant import Entrant
from qa.extract.scene import Line, Scene
from qa.matching import race_fits
from qa.mention import Kind
from qa.names import fold
from qa.proof import (
    STRICT,
    WINNING,
    holds_blame,
    holds_counted,
    holds_kind,
    holds_place,
    holds_role,
    holds_scorer,
    holds_split,
    is_named_in,
    is_proof,
    names,
)
from qa.query import Query
from qa.race import Race
from qa.stems import stem
from sources.records import Article

BARE_KINDS = frozenset({"sport", "sex", "medal"})  # what a question without any other word is about
# What a word is worth, by where it stands: in the sentence, as a synonym, next to it, in what the article is about.
OWN, SYNONYM, NEAR, ABOUT = 1.0, 0.8, 0.35, 0.2
# What naming an entrant is worth, by how many sentences away.
NAMED = {0: 3.0, -1: 1.5, 1: 0.8, -2: 0.6}
DENSITY = 0.3  # worth of a sentence of the question's words only
HALF = 0.5  # of a heading, or of a sentence without a cause for a why-question
BARE = 0.5  # of a sentence of the right race and kind, where the question has no word of its own
BARE_WINNING = 0.1
NEARLY = 0.45  # of the best sentence's score, for another to be quoted beside it
BATCH = 50  # articles that are read before it is looked whether one of them answers
RELEVANT = 0.5  # of the passage that a search for the question finds best
CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|since|so that|as|after|caused|cost|blam\w+|for (?:\w+ ){0,2}\w+ing|for an?"
    r"|following|reason|result of|meant|penali[sz]ed|lack|yet|so|by \w+ing|when|failed|couldn't|could not|who .*? was"
    r"|but|had beaten|payback|explained|called for|ill|injured|injury|blam\w+|false starts?|missed"
    r"|with (?:an? )?(?:\w+ ){0,3}(?:problems?|pains?|illness|cold|complaint|virus|fever|fracture|strain|cramps?))\b"
    r"| - "
)
WORD = re.compile(r"[\w-]+")

# Returns the passages nearest to a question, by wording and by meaning.
Search = Callable[[str], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that answers, and how well."""

    article: Article
    scene: Scene
    score: float

    @property
    def place(self) -> Support:
        """Where the sentence stands."""
        return Support(self.article, self.scene.sentence.start, self.scene.sentence.end)


def find_evidence(query: Query, archive: Archive, search: Search, *, most: int = 2) -> tuple[list[Evidence], list[str]]:
    """Return the sentences that answer, best first, and the question's words that none supports.

    Passages are searched for only where several articles answer or very many may, to choose among them.
    """
    terms = content_terms(query)
    found: list[Evidence] = []
    for part in _batches(query, terms, archive, search):
        for article in part:
            for scene, score, held in scores(query, terms, article, archive):
                if len(held) == len(terms) and score > 0:
                    found.append(Evidence(article, scene, score))
        if found:
            break
    if not found:
        return [], _unsupported(query, terms, archive)
    if len({item.article.id for item in found}) > 1:
        found = _weigh_articles(found, search(query.text))
    found.sort(key=lambda item: (-item.score, item.article.id, item.scene.sentence.start))
    return [item for item in found[:most] if item.score >= NEARLY * found[0].score], []


def _batches(query: Query, terms: Iterable[str], archive: Archive, search: Search) -> Iterator[Sequence[Article]]:
    """Yield the articles of which a sentence may answer, all at once, or if they are many those found best first."""
    found = list(_may_answer(query, terms, archive))
    if len(found) > BATCH:
        wanted = [alike(term) for term in terms]
        found = [article for article in found if archive.dossiers[article.id].may_support(wanted)]
        best = _best_scores(search(query.text))
        found.sort(key=lambda article: -best.get(article.id, 0.0))
    for first in range(0, len(found), BATCH):
        yield found[first : first + BATCH]


def _may_answer(query: Query, terms: Iterable[str], archive: Archive) -> Iterator[Article]:
    """Yield the articles of which a sentence may answer, as far as their words and gists tell."""
    wanted = [alike(term) for term in terms]
    for article in archive.articles.values():
        stems = archive.article_words(article.id)
        if (
            article.id not in archive.origins
            and not any(same.isdisjoint(stems) for same in wanted)
            and all(is_named_in(entity, archive.gist(article.id), archive) for entity in query.entities)
            and _meets(query, archive.gist(article.id).races, article, archive)
        ):
            yield article


def _unsupported(query: Query, terms: Mapping[str, str], archive: Archive) -> list[str]:
    """Return the question's words that no sentence about what it asks supports."""
    left = dict(terms)
    for article in archive.articles.values():
        stems = archive.article_words(article.id)
        if article.id in archive.origins or all(alike(term).isdisjoint(stems) for term in left):
            continue
        if _meets(query, archive.gist(article.id).races, article, archive):
            for _, _, held in scores(query, terms, article, archive):
                left = {term: word for term, word in left.items() if term not in held}
    return list(left.values())


def scores(
    query: Query, terms: Iterable[str], article: Article, archive: Archive
) -> Iterator[tuple[Scene, float, set[str]]]:
    """Yield the sentences of the right race, how well each answers (0: it does not), and the stems it supports."""
    scenes = archive.scenes(article.id)
    for index, scene in enumerate(scenes):
        if _meets(query, {scene.race, *(part.race for part in scene.parts)}, article, archive):
            about = archive.about(article.id, scene.sentence.start)
            yield scene, *_score(query, list(terms), scenes, index, about, archive)


def _weigh_articles(found: Iterable[Evidence], hits: Sequence[Hit]) -> list[Evidence]:
    """Add what the best passage of each sentence's article is worth."""
    best = _best_scores(hits)
    return [replace(item, score=item.score + RELEVANT * best.get(item.article.id, 0.0)) for item in found]


def _best_scores(hits: Iterable[Hit]) -> dict[str, float]:
    """Map articles to the score of their best passage."""
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.passage.article] = max(best.get(hit.passage.article, 0.0), hit.score)
    return best


def content_terms(query: Query) -> dict[str, str]:
    """Return the words that evidence has to support, by their stems: no grammar, no condition, no asking."""
    said = {part for entity in query.entities for part in fold(entity.name).split()}
    said |= {part for constraint in query.origins for part in WORD.findall(constraint.words)}
    found: dict[str, str] = {}
    for word in query.words:
        plain = word.removesuffix("'s").strip("'-")
        if len(plain) > 1 and plain not in said and not plain.isdigit() and _has_content(plain):
            found.setdefault(stem(plain), plain)
    if not found and not query.entities and query.asks not in STRICT:
        bare = (constraint.words for constraint in query.origins if constraint.kind in BARE_KINDS)
        found = {stem(word): word for words in bare for word in words.split()}
    return found


def _has_content(word: str) -> bool:
    base = stem(word)
    if word.endswith("n't") or base in _asking() or word in lexicon.filler() or word in lexicon.small():
        return False
    return word not in lexicon.general() or has_synonyms(base)


@cache
def _asking() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon.asking())


def _meets(query: Query, races: Iterable[Race], article: Article, archive: Archive) -> bool:
    if query.asks in {Asks.WHY, Asks.HAPPENED, Asks.OTHER} and query.entities:
        query = replace(query, round=None)
    return any(race_fits(query, race, article, archive) for race in races)


def _score(
    query: Query, terms: Sequence[str], scenes: Sequence[Scene], index: int, about: frozenset[str], archive: Archive
) -> tuple[float, set[str]]:
    """Return how well a sentence answers (0: it does not), and the stems of the question that it supports."""
    scene = scenes[index]
    score, held = _words_score(terms, scenes, index, about, archive)
    for entity in query.entities:
        worth = _entity_score(entity, scenes, index, archive)
        if worth == 0:
            return 0.0, held
        score += worth
    if (
        not holds_kind(query, scene)
        or (query.asks in {Asks.WHO, Asks.OTHER} and (query.place or 1) > 1 and not holds_place(query, scene))
        or (query.asks in STRICT and not is_proof(query, terms, scene, archive, about))
        or not holds_counted(query, scene)
        or not holds_split(query, scene)
        or not holds_role(query, scene)
        or not holds_scorer(query, scene)
        or not holds_blame(query, terms, scene, archive)
    ):
        return 0.0, held
    if query.asks is Asks.WHY and not CAUSE.search(scene.folded):
        if not _explains_beside(scenes, index):
            return 0.0, held
        score *= HALF
    if scene.line is Line.HEADING:
        score *= HALF
    own = scene.stems
    score += DENSITY * len(own & all_alike(terms)) / (1 + len(own))
    if not held and not query.entities:
        score += BARE if query.asks in STRICT and query.event else 0.0
        winning = sum(mention.kind in WINNING or mention.kind is Kind.MEDAL for mention in scene.mentions)
        score += BARE_WINNING * winning if score else 0.0
    return score, held


def _explains_beside(scenes: Sequence[Scene], index: int) -> bool:
    """Tell whether the sentence is spoken, or the one after it gives a cause."""
    if any(mention.kind is Kind.QUOTE or mention.kind is Kind.SAY for mention in scenes[index].mentions):
        return True
    after = scenes[index + 1 : index + 2]
    same = [scene for scene in after if scene.paragraph == scenes[index].paragraph]
    return any(CAUSE.search(scene.folded) is not None or _is_about_same(scene) for scene in same)


def _is_about_same(scene: Scene) -> bool:
    """Tell a sentence that goes on about the one before: with "his", "her" or "he", and without a name of its own."""
    kinds = {mention.kind for mention in scene.mentions}
    pronouns = any(mention.word in {"his", "her", "their", "he", "she", "they"} for mention in scene.mentions)
    return pronouns and Kind.PERSON not in kinds and scene.line is Line.PROSE


def _words_score(
    terms: Iterable[str], scenes: Sequence[Scene], index: int, about: frozenset[str], archive: Archive
) -> tuple[float, set[str]]:
    """Weigh the stems of the question that a sentence, its neighbours or its article's subject hold."""
    own = scenes[index].stems
    near = _near(scenes, index)
    rarest = math.log(1 + len(archive.idf))
    score = 0.0
    held: set[str] = set()
    for term in terms:
        same = alike(term)
        if term in own:
            worth = OWN
        elif not same.isdisjoint(own):
            worth = SYNONYM
        elif not same.isdisjoint(near):
            worth = NEAR
        elif term in about:
            worth = ABOUT
        else:
            continue
        score += worth * archive.idf.get(term, rarest)
        held.add(term)
    return score, held


def _near(scenes: Sequence[Scene], index: int) -> frozenset[str]:
    """Return the stems of the sentence before, and of the one after in the same paragraph."""
    found: frozenset[str] = frozenset()
    if index > 0:
        found |= scenes[index - 1].stems
    if index + 1 < len(scenes) and scenes[index + 1].paragraph == scenes[index].paragraph:
        found |= scenes[index + 1].stems
    return found


def _entity_score(entity: Entrant, scenes: Sequence[Scene], index: int, archive: Archive) -> float:
    """Weigh how near an entity is named, in this paragraph or the one before; 0 where it is not."""
    for step, worth in NAMED.items():
        at = index + step
        is_near = 0 <= at < len(scenes) and scenes[at].paragraph >= scenes[index].paragraph - 1
        if is_near and names(entity, scenes[at], archive):
            return worth
    return 0.0
