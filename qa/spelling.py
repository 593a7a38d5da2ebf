"""Mends misspelt words of a question by the words of the library and of the word lists."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from qa import lexicon
from qa.archive import Archive
from qa.concepts import has_synonyms
from qa.mention import Kind
from qa.stems import stem
from qa.tagger import SEXES, TITLE_WORDS, WORD_KINDS, Names, tag

SLIPS = {
    "didn't": "did not",
    "didnt": "did not",
    "dnf'd": "did not finish",
    "dq'd": "disqualified",
    "dsq'd": "disqualified",
    "gp": "grand prix",
    "champs": "championships",
    "comp": "competition",
    "f3000": "formula 3000",
    "xc": "cross-country",
    "hwo": "who",
    "ladys": "ladies",
    "mans": "mens",
    "teh": "the",
    "waht": "what",
    "wasnt": "was not",
    "wat": "what",
    "wehn": "when",
    "whats": "what is",
    "whos": "who is",
    "wich": "which",
    "womans": "womens",
}
SHORTEST = 4  # letters from which a word can be a typo; "ran" and "win" are too near to too much
ALIKE = 80  # ratio from which a word is a typo of another …
ALIKE_INSIDE = 88  # … and where even the first letter differs
WORD = re.compile(r"[^\W\d_][\w'-]*")
NOBODY = Names(person=lambda tokens, index: None)
WORTH_KEEPING = frozenset({Kind.NATION, Kind.ADJECTIVE, Kind.DEMONYM, Kind.RANK, Kind.NUMBER, Kind.DATE})


# What swimmers and others call an event, behind its distance: "the 200 free".
SHORT_EVENTS = {
    "back": "backstroke",
    "breast": "breaststroke",
    "fly": "butterfly",
    "free": "freestyle",
    "im": "individual medley",
}
SHORT_EVENT = re.compile(rf"(?P<distance>\b\d+ ?(?:m|metres|meters)? )(?P<short>{'|'.join(SHORT_EVENTS)})\b")


def mend(text: str, archive: Archive) -> str:
    """Return a folded question with short forms written out and misspelt words replaced by the nearest known ones."""
    text = SHORT_EVENT.sub(lambda match: match["distance"] + SHORT_EVENTS[match["short"]], text)
    return WORD.sub(lambda match: _mended(match.group(), archive), text)


def _mended(word: str, archive: Archive) -> str:
    if word in SLIPS:
        return SLIPS[word]
    bare = word.removesuffix("'s")
    if _is_known(bare, archive):
        return word
    if bare.endswith("s") and _is_known(bare[:-1], archive):
        return bare[:-1] + "'s" if bare[:-1] in archive.people else bare
    if len(bare) < SHORTEST:
        return word
    best = process.extractOne(bare, _candidates(archive.vocabulary), scorer=fuzz.ratio, score_cutoff=ALIKE)
    if best is None:
        return word
    nearest, score, _ = best
    if not nearest.isalpha() or (nearest[0] != bare[0] and score < ALIKE_INSIDE):
        return word
    return nearest + word[len(bare) :]


def _is_known(word: str, archive: Archive) -> bool:
    return (
        word in archive.vocabulary
        or word in lexicon.general()
        or word in lexicon.filler()
        or word in lexicon.verbs()
        or word in SEXES
        or word in TITLE_WORDS
        or word in WORD_KINDS
        or word in _listed_words()
        or any(character.isdigit() for character in word)
        or has_synonyms(stem(word))
        or _has_meaning(word)
    )


@lru_cache(maxsize=4096)
def _has_meaning(word: str) -> bool:
    """Tell whether the tagger knows the word by itself: a nation, a number, a month."""
    return tag(word, names=NOBODY, cased=False)[0].kind in WORTH_KEEPING


@lru_cache(maxsize=4)
def _candidates(vocabulary: frozenset[str]) -> tuple[str, ...]:
    """Return what a typo may stand for; in alphabetical order, so that ties are always broken alike."""
    return tuple(sorted(vocabulary | lexicon.general() | _listed_words()))


@cache
def _listed_words() -> frozenset[str]:
    forms = [*lexicon.events().forms(), *lexicon.sports().forms(), *lexicon.rounds().forms(), *lexicon.hosts().forms()]
    forms += [word for words in lexicon.roles().values() for column in words for word in column]
    return frozenset(word for form in forms for word in form.split())
