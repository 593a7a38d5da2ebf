"""What a draft states, one thing at a time: each fact that was read from it is split into claims that can be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from qa.archive import entrants_of
from qa.check.reading import ReadDraft
from qa.check.records import ClaimKind
from qa.check.scope import Scope, Setting, scope_of, settings_of
from qa.entrant import Entrant, EntrantKind
from qa.facts import (
    Affiliation,
    Duel,
    Fact,
    Goal,
    Incident,
    LineUp,
    Profile,
    Quote,
    RecordSet,
    Result,
    Role,
    Slot,
    Standing,
)
from qa.medals import PLACES
from qa.race import is_blank, the_race
from qa.words_out import named, ordinal


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a fact of the draft says of an entrant: a typed value, and the spans that it was read from.

    `others` are the other entrants whom its sentence names; offsets count characters of `text`, the cleaned draft.
    """

    kind: ClaimKind
    fact: Fact
    scope: Scope
    entrant: Entrant | None
    value: object
    said: str
    spans: tuple[tuple[int, int], ...]
    text: str
    others: tuple[Entrant, ...] = ()

    @property
    def gist(self) -> str:
        """What it says, short: who won, who beat whom, which place; else the value as the draft writes it."""
        if self.entrant is None:
            return self.said
        match self.kind:
            case ClaimKind.WINNER:
                return f"{named(self.entrant)} won"
            case ClaimKind.BEAT if isinstance(self.value, Entrant):
                return f"{named(self.entrant)} beat {named(self.value)}"
            case ClaimKind.MEDAL:
                return f"{self.said} for {named(self.entrant)}"
            case ClaimKind.PLACE if isinstance(self.value, int):
                return f"{named(self.entrant)} {ordinal(self.value)}"
            case _:
                return self.said

    @property
    def about(self) -> str:
        """Whom and which race it is about."""
        who = self.entrant.name if self.entrant is not None else ""
        race = "" if is_blank(self.fact.race) else the_race(self.fact.race)
        return ", ".join(part for part in (who, race) if part)


Piece = tuple[ClaimKind, Slot[Entrant] | None, object, tuple[Slot, ...]]  # type: ignore[type-arg]


def state(draft: ReadDraft) -> list[Statement]:
    """Return what a draft states, in its order, each thing once a sentence."""
    settings = settings_of(draft)
    found: dict[tuple[object, ...], Statement] = {}
    for fact in draft.facts:
        for piece in SPLITTERS.get(type(fact).__name__, _nothing)(fact):
            statement = _statement(piece, fact, draft, settings)
            key = (draft.scene_at(fact.start).sentence.start, statement.kind, statement.entrant, statement.value)
            found.setdefault(key, statement)
    return sorted(_without_doubles(list(found.values())), key=lambda one: one.spans[0])


def _statement(piece: Piece, fact: Fact, draft: ReadDraft, settings: dict[int, Setting]) -> Statement:
    kind, subject, value, slots = piece
    text = draft.scenes.article.text
    spans = tuple((slot.start, slot.end) for slot in slots)
    scene = draft.scene_at(fact.start)
    entrant = subject.value if subject is not None else None
    named = (mention.value for mention in scene.mentions if isinstance(mention.value, Entrant))
    others = tuple(dict.fromkeys(other for other in (*named, *entrants_of(fact)) if other != entrant))
    position = subject.start if subject is not None and fact.start <= subject.start < fact.end else slots[0].start
    scope = replace(scope_of(fact, draft, settings, position), who=entrant)
    said = " ".join(text[slice(*spans[0])].split())
    return Statement(kind, fact, scope, entrant, value, said, spans, text, others)


def _nothing(fact: Fact) -> Iterator[Piece]:
    yield from ()


def _result(fact: Fact) -> Iterator[Piece]:
    if not isinstance(fact, Result):
        return
    if fact.medal is not None:
        yield ClaimKind.MEDAL, fact.entrant, PLACES[fact.medal.value], (fact.medal, fact.entrant)
    elif fact.rank is not None:
        is_win = fact.rank.value == 1
        slots = (fact.entrant, fact.rank) if is_win else (fact.rank, fact.entrant)
        yield ClaimKind.WINNER if is_win else ClaimKind.PLACE, fact.entrant, fact.rank.value, slots
    if fact.mark is not None:
        yield ClaimKind.MARK, fact.entrant, fact.mark.value, (fact.mark, fact.entrant)
    if fact.gap is not None:
        yield ClaimKind.MARGIN, fact.entrant, None, (fact.gap, fact.entrant)
    if fact.team is not None:
        yield ClaimKind.TEAM, fact.entrant, Entrant(EntrantKind.CLUB, fact.team.value), (fact.team, fact.entrant)
    if fact.status is not None:
        yield ClaimKind.INCIDENT, fact.entrant, fact.status.value, (fact.status, fact.entrant)


def _duel(fact: Fact) -> Iterator[Piece]:
    if not isinstance(fact, Duel):
        return
    if fact.loser is None:
        yield ClaimKind.WINNER, fact.winner, 1, (fact.winner,)
    else:
        yield ClaimKind.BEAT, fact.winner, fact.loser.value, (fact.winner, fact.loser)
    if fact.gap is not None:
        other = fact.loser.value if fact.loser is not None else None
        yield ClaimKind.MARGIN, fact.winner, other, (fact.gap, fact.winner)
    if fact.score is not None:
        other = fact.loser.value if fact.loser is not None else None
        yield ClaimKind.SCORE, fact.winner, other, (fact.score, fact.winner)


def _line_up(fact: Fact) -> Iterator[Piece]:
    if isinstance(fact, LineUp):
        team = fact.team if fact.team is not None else None
        yield ClaimKind.LINE_UP, team, tuple(member.value for member in fact.members), fact.members


def _affiliation(fact: Fact) -> Iterator[Piece]:
    if isinstance(fact, Affiliation):
        yield ClaimKind.TEAM, fact.person, fact.team.value, (fact.team, fact.person)


def _record(fact: Fact) -> Iterator[Piece]:
    if not isinstance(fact, RecordSet):
        return
    slots = tuple(slot for slot in (fact.kind, fact.mark, fact.old_mark, fact.holder) if slot is not None)
    yield ClaimKind.RECORD, fact.holder or fact.old_holder, fact.kind.value, slots


def _incident(fact: Fact) -> Iterator[Piece]:
    if isinstance(fact, Incident) and fact.entrant is not None:
        yield ClaimKind.INCIDENT, fact.entrant, fact.kind.value, (fact.kind, fact.entrant)


def _quote(fact: Fact) -> Iterator[Piece]:
    if isinstance(fact, Quote):
        yield ClaimKind.QUOTE, fact.speaker, fact.words.value, (fact.words,)
        if fact.speaker is not None:
            yield ClaimKind.SPEAKER, fact.speaker, fact.words.value, (fact.speaker, fact.words)


def _role(fact: Fact) -> Iterator[Piece]:
    if isinstance(fact, Role):
        yield ClaimKind.ROLE, fact.member, fact.role.value, (fact.member, fact.role)


def _goal(fact: Fact) -> Iterator[Piece]:
    if isinstance(fact, Goal):
        yield ClaimKind.GOAL, fact.scorer, fact.kind.value, (fact.scorer, fact.kind)


def _standing(fact: Fact) -> Iterator[Piece]:
    if isinstance(fact, Standing):
        yield ClaimKind.STANDING, fact.entrant, fact.rank.value, (fact.rank, fact.entrant)


def _profile(fact: Fact) -> Iterator[Piece]:
    if isinstance(fact, Profile) and fact.topic == "age":
        yield ClaimKind.AGE, fact.person, fact.value.value, (fact.value, fact.person)


# To extend: one more kind of fact here, and one more judge in the table of judges.
SPLITTERS: dict[str, Callable[[Fact], Iterator[Piece]]] = {
    "Result": _result,
    "Duel": _duel,
    "LineUp": _line_up,
    "Affiliation": _affiliation,
    "RecordSet": _record,
    "Incident": _incident,
    "Quote": _quote,
    "Role": _role,
    "Goal": _goal,
    "Standing": _standing,
    "Profile": _profile,
}


def _without_doubles(found: list[Statement]) -> Iterator[Statement]:
    """Leave out the bare win that another claim of the sentence says with more: a medal, a place in a row."""
    for one in found:
        if one.kind is ClaimKind.WINNER and any(
            other.kind in {ClaimKind.MEDAL, ClaimKind.WINNER}
            and other is not one
            and other.value == 1
            and other.entrant == one.entrant
            and other.fact.start == one.fact.start
            and (other.kind is ClaimKind.MEDAL or found.index(other) < found.index(one))
            for other in found
        ):
            continue
        yield one
