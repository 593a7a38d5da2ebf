"""Find runs of capitalised words, and cut them at nations and at words that are no names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa import lexicon
from qa.dates import MONTHS_AND_WEEKDAYS
from qa.nations import find_nations
from qa.tokens import Token
from sources.records import Sentence

PARTICLES = frozenset(
    {
        "van",
        "von",
        "de",
        "den",
        "der",
        "ter",
        "ten",
        "del",
        "della",
        "da",
        "di",
        "dos",
        "el",
        "al",
        "bin",
        "la",
        "le",
        "du",
        "mac",
        "of",
    }
)
# "Fourth-placed Berg", "Swiss-born Dahl"
DESCRIBING = re.compile(
    r".+-(?:placed|ranked|seeded|rated|born|based|trained|coached|winning|leading|time|old|seed|row|round|half|day)"
)
# Words that begin names of horses and boats, and are no names themselves.
NOBLE = frozenset(
    (
        "old young big little lady lord king queen prince princess sir silver gold super royal great star good "
        "wind snow sea river lake heavy hot cold summer winter autumn spring first last long short"
    ).split()
)
GIVEN_NAMES = frozenset({"jan", "april", "may", "june", "august", "mark", "will", "grant", "chase", "pat", "drew"})


def capital_runs(tokens: Sequence[Token], text: str) -> list[list[Token]]:
    """Return the runs of capitalised words, name particles inside them included."""
    runs: list[list[Token]] = []
    run: list[Token] = []
    for index, token in enumerate(tokens):
        gap = text[run[-1].end : token.start] if run else ""
        joined = bool(run) and gap in {" ", ". "} and not (gap == ". " and len(run[-1].text) > 1)
        is_word = token.text[0].isalpha()
        if run and gap == "" and token.text == "." and len(run[-1].text) == 1:
            continue
        particle = (
            joined
            and token.word in PARTICLES
            and token.word != "of"
            and index + 1 < len(tokens)
            and tokens[index + 1].capital
        )
        if is_word and (token.capital or particle) and (not run or joined):
            run.append(token)
            continue
        if run:
            runs.append(run)
        run = [token] if is_word and token.capital else []
    if run:
        runs.append(run)
    return runs


def split_run(run: list[Token], nations: list[tuple[int, int]]) -> list[list[Token]]:
    """Cut a run at nations and at words that are no names."""
    pieces: list[list[Token]] = []
    piece: list[Token] = []
    for position, token in enumerate(run):
        given = not piece and position + 1 < len(run) and (token.word in GIVEN_NAMES or _is_initial(run, position))
        inside = any(start <= token.start < end for start, end in nations)
        if inside or (
            not given and _is_no_name(token.word, first=not piece) and not (piece and token.word in PARTICLES)
        ):
            if piece:
                pieces.append(piece)
            piece = []
        else:
            piece.append(token)
    if piece:
        pieces.append(piece)
    return [_trim(piece) for piece in pieces if _trim(piece)]


def _is_initial(run: list[Token], position: int) -> bool:
    """Tell "I. Berg" from "I": a full stop stands between it and the name."""
    return len(run[position].text) == 1 and run[position + 1].start == run[position].end + len(". ")


def _is_no_name(word: str, *, first: bool) -> bool:
    """Tell words that are no part of a name; base forms of verbs (Best, Edge) may be surnames behind another name."""
    if word in lexicon.verbs() and (first or word.endswith(("s", "ed", "ing"))):
        return True
    if DESCRIBING.fullmatch(word):
        return True
    if word.partition("'")[0] in lexicon.not_names() and "'" in word:
        return True  # I'm, We've
    return word in lexicon.not_names() or word in MONTHS_AND_WEEKDAYS


def _trim(piece: list[Token]) -> list[Token]:
    while piece and piece[-1].word in PARTICLES and not piece[-1].capital:
        piece = piece[:-1]
    while piece and piece[0].word in PARTICLES and not piece[0].capital:
        piece = piece[1:]
    return piece


def nation_spans(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Return where nations are named: their words are no names of persons."""
    found = find_nations(text[sentence.start : sentence.end])
    return [(sentence.start + nation.start, sentence.start + nation.end) for nation in found]


def phrase_spans(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where sports, events, rounds and records are named: their words are no names."""
    spans = []
    words = [token.word for token in tokens]
    for index in range(len(tokens)):
        for phrases in (lexicon.sports(), lexicon.events(), lexicon.rounds(), lexicon.records(), lexicon.hosts()):
            found = phrases.at(words, index)
            if found is not None and (found[0] > 1 or phrases in (lexicon.sports(), lexicon.hosts())):
                spans.append((tokens[index].start, tokens[index + found[0] - 1].end))
    return spans
