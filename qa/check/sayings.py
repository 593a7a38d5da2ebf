"""Judge quotations, word by word, and who said them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from qa.check.judgement import SILENT, Judgement, Told
from qa.check.races import Races
from qa.check.records import Change, Verdict
from qa.check.statements import Statement
from qa.draft import Support
from qa.entrant import Entrant
from qa.extract.quotations import find_quotations
from qa.facts import Quote
from qa.identity import same_entrant
from qa.names import fold
from sources.records import Article

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
FEWEST = 3  # words; of fewer, nothing can be told
ALIKE = 0.7  # of a quotation's words that have to stand in the source, in order, for it to be the same saying
ALIKE_OF_SPEAKER = 0.5  # … where the same person says both


@dataclass(frozen=True, slots=True)
class Source:
    """A quotation in an article: the words, where they stand, and who says them, as far as that is certain."""

    article: Article
    start: int
    end: int
    words: tuple[str, ...]
    speaker: Entrant | None


def judge_quote(statement: Statement, races: Races) -> Judgement:
    """Judge the words of a quotation."""
    said = words_of(str(statement.value))
    found = _nearest(said, statement.entrant, races)
    if found is None:
        return SILENT
    source, share = found
    place = _place(source, races)
    if share == 1:
        return Judgement(Verdict.SUPPORTED, (Told("word for word", (place,)),))
    changes = compare(str(statement.value), source.article.text[source.start : source.end])
    right = "".join(change.words + " " for change in changes if change.kind != "removed").strip()
    return Judgement(Verdict.CONTRADICTED, (Told(f"“{right}”", (place,)),), changes=changes)


def judge_speaker(statement: Statement, races: Races) -> Judgement:
    """Judge who said it."""
    speaker = statement.entrant
    found = _nearest(words_of(str(statement.value)), speaker, races)
    if found is None or speaker is None or found[0].speaker is None:
        return SILENT
    source = found[0]
    stated = source.speaker
    if stated is None:
        return SILENT
    place = _place(source, races)
    if same_entrant(speaker, stated):
        return Judgement(Verdict.SUPPORTED, (Told(stated.name, (place,)),))
    return Judgement(Verdict.CONTRADICTED, (Told(stated.name, (place,)),)) if speaker.kind is stated.kind else SILENT


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a quotation."""
    return tuple(fold(word) for word in WORD.findall(text))


def _place(source: Source, races: Races) -> Support:
    """Return the sentences around a quotation, in which its speaker is named."""
    scenes = [
        scene
        for scene in races.archive.scenes(source.article.id)
        if scene.sentence.start < source.end and scene.sentence.end > source.start
    ]
    if not scenes:
        return Support(source.article, source.start, source.end)
    return Support(source.article, scenes[0].sentence.start, scenes[-1].sentence.end)


def _nearest(said: Sequence[str], speaker: Entrant | None, races: Races) -> tuple[Source, float] | None:
    """Return the quotation that holds the words, or most of them in order, and the share that it holds."""
    if len(said) < FEWEST:
        return None
    best: tuple[Source, float] | None = None
    for source in _sources(races):
        share = _share(said, source.words)
        is_own = speaker is not None and source.speaker is not None and same_entrant(speaker, source.speaker)
        if share >= (ALIKE_OF_SPEAKER if is_own else ALIKE) and (best is None or share > best[1]):
            best = source, share
    return best


def _sources(races: Races) -> list[Source]:
    if races.quotations is None:
        races.quotations = list(_read_sources(races))
    return races.quotations


def _read_sources(races: Races) -> Sequence[Source]:
    speakers: dict[str, list[Quote]] = {}
    for known in races.archive.of(Quote):
        speakers.setdefault(known.article.id, []).append(known.fact)
    found = []
    for article in races.archive.articles.values():
        if article.id in races.archive.origins:
            continue
        for quotation in find_quotations(article.text):
            own = [
                fact.speaker.value
                for fact in speakers.get(article.id, [])
                if fact.speaker is not None and quotation.begin <= fact.words.start < quotation.stop
            ]
            words = words_of(article.text[quotation.begin : quotation.stop])
            if words:
                found.append(Source(article, quotation.begin, quotation.stop, words, own[0] if own else None))
    return found


def _share(said: Sequence[str], words: Sequence[str]) -> float:
    """Return the share of the words that stand in a row in the source; 1 only if all do, one right behind the other."""
    if len(set(said) & set(words)) < ALIKE_OF_SPEAKER * len(set(said)):
        return 0.0
    for start in range(len(words) - len(said) + 1):
        if tuple(words[start : start + len(said)]) == tuple(said):
            return 1.0
    blocks = SequenceMatcher(None, said, words, autojunk=False).get_matching_blocks()
    held = sum(block.size for block in blocks)
    spread = blocks[-2].b + blocks[-2].size - blocks[0].b if len(blocks) > 1 else 0
    return min(held / max(len(said), spread), 0.99) if held else 0.0


def compare(said: str, stated: str) -> tuple[Change, ...]:
    """Return a quotation of a draft beside the part of its source that it quotes, run by run of words."""
    ours, theirs = said.split(), stated.split()
    matcher = SequenceMatcher(None, [_bare(word) for word in ours], [_bare(word) for word in theirs], autojunk=False)
    codes = matcher.get_opcodes()
    while codes and codes[0][0] == "insert":
        codes = codes[1:]
    while codes and codes[-1][0] == "insert":
        codes = codes[:-1]
    changes: list[Change] = []
    for operation, start, end, other_start, other_end in codes:
        if operation == "equal":
            changes.append(Change("same", " ".join(theirs[other_start:other_end])))
            continue
        if end > start:
            changes.append(Change("removed", " ".join(ours[start:end])))
        if other_end > other_start:
            changes.append(Change("added", " ".join(theirs[other_start:other_end])))
    return tuple(changes)


def _bare(word: str) -> str:
    return fold(word).strip("\"'“”‘’.,;:!?…()")
