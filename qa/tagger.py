"""Tag a text with typed mentions: the one reader of words for articles and for questions.

What mentions mean together (facts, constraints) is left to the patterns that use them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from qa import lexicon
from qa.entrant import Entrant
from qa.mention import Kind, Mention
from qa.tagging.context import (
    read_boat_class,
    read_definite_adjective,
    read_epithet_age,
    read_final,
    read_sprint_finish,
)
from qa.tagging.distances import read_distances
from qa.tagging.joining import join_events, join_national_records, join_phrasal, join_teams
from qa.tagging.spans import find_spans
from qa.tagging.words import SEXES, TITLE_WORDS, WORD_KINDS, word_mention
from qa.tokens import Token, tokenize

__all__ = ["SEXES", "TITLE_WORDS", "WORD_KINDS", "Names", "tag"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names a text may hold: each finder returns how many tokens from `index` on are a name, and whose."""

    person: Callable[[Sequence[Token], int], tuple[int, Entrant] | None]


def tag(
    text: str,
    *,
    start: int = 0,
    end: int | None = None,
    names: Names,
    reference: date | None = None,
    cased: bool = True,
    colon_decimals: bool = False,
) -> list[Mention]:
    """Return the mentions of `text[start:end]` in order, every word in exactly one.

    `reference` is the article's date, to which weekdays and "last year" are relative; `cased` is off for
    questions, where capitals mean nothing; `colon_decimals` reads 2:47:15 as 2:47.15 and not as hours.
    """
    stop = len(text) if end is None else end
    tokens = tokenize(text, start=start, end=stop)
    spans = find_spans(text, start, stop, reference=reference, cased=cased, colon_decimals=colon_decimals)
    found = [*spans, *_phrases(tokens, names=names, cased=cased)]
    mentions = _compose(_choose(found), tokens)
    return _merge(mentions, text, cased=cased)


def _phrases(tokens: Sequence[Token], *, names: Names, cased: bool) -> list[tuple[int, Mention]]:
    words = [token.word for token in tokens]
    found: list[tuple[int, Mention]] = []

    def note(priority: int, kind: Kind, index: int, length: int, value: object) -> None:
        found.append(
            (
                priority,
                Mention(
                    kind,
                    tokens[index].start,
                    tokens[index + length - 1].end,
                    value,
                    " ".join(words[index : index + length]),
                ),
            )
        )

    for index, token in enumerate(tokens):
        if person := names.person(tokens, index):
            note(1, Kind.PERSON, index, person[0], person[1])
        if record := lexicon.records().at(words, index):
            note(1 if record[0] > 1 else 6, Kind.RECORD, index, *record)
        elif cased and token.text in lexicon.record_tags():
            note(4, Kind.RECORD, index, 1, lexicon.record_tags()[token.text])
        if (round_ := lexicon.rounds().at(words, index)) and words[max(index - 1, 0)] != "dead":
            note(1 if round_[0] > 1 else 6, Kind.ROUND, index, *round_)
        if (event := lexicon.events().at(words, index)) and not _is_sum(words, index):
            note(2 if event[0] > 1 else 6, Kind.EVENT, index, event[0], event[1].components)
        if sport := lexicon.sports().at(words, index):
            note(3 if sport[0] > 1 else 6, Kind.SPORT, index, *sport)
        if (host := lexicon.hosts().at(words, index)) and (token.capital or not cased):
            note(4, Kind.PLACE, index, *host)
    return found


def _choose(found: list[tuple[int, Mention]]) -> list[Mention]:
    """Keep the best of overlapping mentions: by priority, then length, then place."""
    chosen: list[Mention] = []
    taken: set[int] = set()
    for _, mention in sorted(found, key=lambda item: (item[0], item[1].start - item[1].end, item[1].start)):
        span = range(mention.start, mention.end)
        if not taken.intersection(span):
            taken.update(span)
            chosen.append(mention)
    return sorted(chosen, key=lambda mention: mention.start)


def _compose(chosen: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Fill the gaps between mentions with words."""
    mentions: list[Mention] = []
    waiting = list(chosen)
    for index, token in enumerate(tokens):
        while waiting and waiting[0].start < token.end:
            mentions.append(waiting.pop(0))
        if mentions and token.start < mentions[-1].end:
            continue
        before = tokens[index - 1].word if index else ""
        mentions.append(word_mention(token, before))
    mentions.extend(waiting)
    return mentions


def _merge(mentions: list[Mention], text: str, *, cased: bool) -> list[Mention]:
    """Join neighbours that mean one thing: an event of several words, a nation's team, a person with a nation."""
    mentions = [read_epithet_age(mentions, index) for index in range(len(mentions))]
    mentions = [read_final(mentions, index) for index in range(len(mentions))]
    mentions = [read_sprint_finish(mentions, index) for index in range(len(mentions))] if cased else mentions
    mentions = [read_definite_adjective(mentions, index) for index in range(len(mentions))]
    mentions = join_phrasal(mentions)
    mentions = [read_boat_class(mentions, index) for index in range(len(mentions))]
    mentions = read_distances(mentions, cased=cased)
    mentions = join_events(mentions, text)
    mentions = join_national_records(mentions)
    return join_teams(mentions, text)


def _is_sum(words: Sequence[str], index: int) -> bool:
    """Tell "a combined time" from the combined, an event of skiers."""
    return words[index] == "combined" and words[index + 1 : index + 2] in (["time"], ["times"], ["total"], ["score"])
