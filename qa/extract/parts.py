"""Cut a sentence into parts, and give each part its race."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.extract.grammar import introduction_end
from qa.extract.line import Line
from qa.extract.race_dates import other_day
from qa.extract.race_words import best_competition, is_epithet, is_goal, is_in_apposition, race_of, sexes_in
from qa.extract.scene_records import Part, Scene, State
from qa.extract.verb_forms import looks_back
from qa.mention import ENTITIES, VERBS, Kind, Mention
from qa.race import Race
from sources.records import Article

FINITE = frozenset(
    {Kind.WIN, Kind.TAKE, Kind.RETAIN, Kind.BEAT, Kind.LOSE, Kind.FINISH, Kind.BE, Kind.CLOCK, Kind.FALL, Kind.BREAK}
)


def read_parts(article: Article, mentions: list[Mention], state: State, line: Line, *, quoted: bool) -> list[Part]:
    """Give each part of a sentence its race, and move the state on by what is neither local nor background."""
    pieces = _split_parts(mentions)
    first_verb = next((at for at, mention in enumerate(mentions) if mention.kind in VERBS), len(mentions))
    opening = min(first_verb, pieces[0][1] if mentions else 0)
    opening_rounds = [
        mention.value
        for at, mention in enumerate(mentions[:opening])
        if mention.kind is Kind.ROUND and not (_is_said_of_name(mentions, at) or is_goal(mentions, at))
    ]
    quote = next((at for at, mention in enumerate(mentions) if mention.kind is Kind.QUOTE and at), len(mentions))
    past = [(begin, stop) for begin, stop in pieces if line is Line.PROSE and looks_back(mentions[begin:stop])]
    spoken = [
        mention for at, mention in enumerate(mentions[:quote]) if not any(begin <= at < stop for begin, stop in past)
    ]
    sexes = sexes_in(spoken)
    of_record = _is_record_line(mentions)
    parts: list[Part] = []
    inside = quoted
    for begin, stop in pieces:
        piece = mentions[begin:stop]
        words = [mention for mention in piece if mention.kind is not Kind.QUOTE]
        inside = state.is_quoted(words[0].start) if words else inside
        relative = piece[0].kind is Kind.WHO
        backward = line is Line.PROSE and looks_back(piece)
        aside = line is Line.PROSE and _is_aside(piece, state.race, many_events=state.many_events)
        local = relative or inside or backward or aside
        race, own_round = race_of(article, piece, state.race, line)
        if relative and own_round is None:  # "who had been the fastest in the heats"
            own_round = next((mention.value for mention in piece if mention.kind is Kind.ROUND), None)
        if len(sexes) == 1 and race.sex != "mixed" and line is not Line.ROW and not quoted and not backward:
            race = replace(race, sex=next(iter(sexes)))
        other, year, day = other_day(article, piece) if not of_record else (False, None, None)
        if line is Line.PROSE and not other and _is_contrasted(mentions, begin, stop):
            other, year, day = True, None, None
        rounds = [own_round] if own_round else opening_rounds[:1]
        if line is Line.PROSE:
            race = replace(race, round=rounds[0] if rounds else (state.paragraph_round or state.race.round))
        if other and line is Line.PROSE:
            hosts = [mention.value[0] for mention in piece if mention.kind is Kind.PLACE]
            names = [mention.value for mention in piece if mention.kind is Kind.COMPETITION]
            race = replace(
                race,
                year=year,
                day=day,
                place=hosts[0] if hosts else None,
                competition=best_competition(names) if names else None,
                round=own_round,
            )
        elif not other and day is not None:
            race = replace(race, day=day, year=day.year)
        elif not other and year is not None:
            race = replace(race, day=None, year=year)
        if piece[0].word == "where" and parts and not own_round:
            earlier = [mention.value for mention in mentions[:begin] if mention.kind is Kind.ROUND]
            race = replace(race, round=earlier[-1] if earlier else race.round)
        if local and not (inside or other) and race.event and not state.race.event:
            state.race = replace(state.race, event=race.event, sex=race.sex)
        single = {mention.value for mention in piece if mention.word in {"male", "female"}}
        if len(single) == 1 and race.sex != "mixed":
            race = replace(race, sex=single.pop())
            local = True
        parts.append(Part(begin, stop, race, other or (backward and line is Line.PROSE), local or other))
        if not (local or other):
            if own_round and line is Line.PROSE and piece[0].kind is not Kind.CLAUSE:
                state.paragraph_round = own_round
            kept = race.round if line is not Line.PROSE else state.race.round
            if article.published is None and line is Line.PROSE:  # "In 1965 she won" dates no more than itself
                race = replace(race, year=state.race.year, day=state.race.day)
            state.race = replace(race, round=kept)
    if len(sexes) == 1 and not quoted and line is not Line.ROW and state.race.sex != "mixed":
        state.race = replace(state.race, sex=next(iter(sexes)))
    if len(sexes) > 1 and not quoted:
        state.race = replace(state.race, sex=state.section_sex if line is Line.PROSE else None)
        if line is Line.HEADING:
            parts = [replace(part, race=replace(part.race, sex=None)) for part in parts]
    return parts


def _is_said_of_name(mentions: Sequence[Mention], at: int) -> bool:
    """Tell "Berg, the fastest in the heats, took bronze" from "In the heats Berg was first"."""
    comma = next((left for left in range(at - 1, 0, -1) if mentions[left].kind is Kind.COMMA), 0)
    is_clause = any(mention.kind is Kind.WHO or mention.word == "whose" for mention in mentions[comma:at])
    return comma > 0 and mentions[comma - 1].kind in ENTITIES and not is_clause


def _is_contrasted(mentions: Sequence[Mention], begin: int, stop: int) -> bool:
    """Tell "third at the European Championships but only sixth here", where the first half tells of another race."""
    if not any(mention.kind in {Kind.COMPETITION, Kind.PLACE} for mention in mentions[begin:stop]):
        return False
    behind = mentions[stop : stop + 8]
    return bool(behind) and behind[0].word == "but" and any(mention.word == "here" for mention in behind)


NEAR = 60  # sentences back in which a person's race may have been named
NAMING_RACE = frozenset({Kind.EVENT, Kind.SEX, Kind.ROUND, Kind.COMPETITION})


def race_of_subject(mentions: Sequence[Mention], scenes: Sequence[Scene], race: Race) -> Race:
    """Return the race of whom a sentence goes on about: behind "Berg won the 100m while Dahl took the mile. Berg …".

    Where the sentence before says nothing of that person, the only other event that the article named with the name.
    """
    subject = mentions[0] if mentions else None
    if subject is None or subject.kind is not Kind.PERSON or any(item.kind in NAMING_RACE for item in mentions):
        return race
    previous = scenes[-1]
    spoken = {
        part.race
        for part in previous.parts
        if not (part.local or part.background)
        for item in previous.mentions[part.begin : part.stop]
        if (item.kind is Kind.PERSON and item.value.name == subject.value.name) or item.word in {"he", "she"}
    }
    if not spoken:
        spoken = _raced_elsewhere(subject, scenes, race)
    only = spoken.pop() if len(spoken) == 1 else race
    return only if only.event and race.event and set(only.event) != set(race.event) else race


def _raced_elsewhere(subject: Mention, scenes: Sequence[Scene], race: Race) -> set[Race]:
    """Return the races of this year's events that were named beside a person; none if this race's was among them."""
    beside: set[Race] = set()
    for scene in scenes[-NEAR:]:
        for part in scene.parts:
            spoken = scene.mentions[part.begin : part.stop]
            if any(item.kind is Kind.PERSON and item.value.name == subject.value.name for item in spoken):
                if not part.race.event or set(part.race.event) & set(race.event):
                    return set()
                if part.race.year == race.year and any(item.kind is Kind.EVENT for item in spoken):
                    beside.add(replace(part.race, round=None))
    return beside


def _split_parts(mentions: list[Mention]) -> list[tuple[int, int]]:
    """Cut a sentence at clause words, semicolons and relative pronouns, and behind an introductory clause."""
    cuts = {0, len(mentions)}
    aside = False  # a dash with "who" behind it came before
    first_verb = next((at for at, mention in enumerate(mentions) if mention.kind in VERBS), len(mentions))
    who = next((at for at, mention in enumerate(mentions[:first_verb]) if mention.kind is Kind.WHO), 0)
    for index, mention in enumerate(mentions):
        ends_all = mention.kind is Kind.COLON and index + 1 == len(mentions)  # "Semi-finals:" is one part
        if mention.kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.WHO, Kind.QUOTE, Kind.COLON} and index and not ends_all:
            cuts.add(index)
        if mention.kind is Kind.DASH:
            if aside:
                cuts.add(index)
            aside = aside or (index + 1 < len(mentions) and mentions[index + 1].kind is Kind.WHO)
        if (
            mention.kind is Kind.COMMA
            and index + 1 < len(mentions)
            and (
                mentions[index + 1].kind is Kind.TO
                or (_is_finite(mentions[index + 1]) and _in_relative_clause(mentions, index))
                or (0 < who < index and _begins_main_clause(mentions, who, index + 1))
            )
        ):
            cuts.add(index + 1)
    cuts.add(introduction_end(mentions))
    ordered = sorted(cuts)
    return [(begin, stop) for begin, stop in zip(ordered, ordered[1:], strict=False) if begin < stop]


def _begins_main_clause(mentions: Sequence[Mention], who: int, begin: int) -> bool:
    """Tell where "Berg won" begins behind "Without Dahl, who won last year,"."""
    head = next((at for at in range(begin, min(begin + 4, len(mentions))) if mentions[at].kind in ENTITIES), None)
    named = head is not None and any(mention.kind in VERBS for mention in mentions[who:begin])
    return named and head is not None and head + 1 < len(mentions) and mentions[head + 1].kind in FINITE


def _is_finite(mention: Mention) -> bool:
    return mention.kind in FINITE or mention.word in {"went", "had", "did", "got", "made"}


def _in_relative_clause(mentions: Sequence[Mention], index: int) -> bool:
    """Tell whether the comma may close "…, who won Monday's time trial in Valence,"."""
    for mention in reversed(mentions[:index]):
        if mention.kind is Kind.WHO:
            return True
        if mention.kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.QUOTE, Kind.STOP}:
            return False
    return False


def _is_record_line(mentions: Sequence[Mention]) -> bool:
    """Tell "Previous record: 2:58.30, Vardal, 19 February 2031", whose day is not that of the race."""
    colon = next((at for at, mention in enumerate(mentions) if mention.kind is Kind.COLON), 0)
    return any(mention.kind is Kind.RECORD for mention in mentions[:colon])


def _is_aside(piece: Sequence[Mention], race: Race, *, many_events: bool) -> bool:
    """Tell whether the words look aside at another event than the one the report is about.

    In a report of many events only what is said of a person does: "her sister, second in the 500m as well, …".
    """
    events = [mention for mention in piece if mention.kind is Kind.EVENT and not is_epithet(piece, mention)]
    own = [set(mention.value) for mention in events]
    if any(part.startswith("stage-") for event in own for part in event):
        return False
    if many_events and not all(is_in_apposition(piece, mention) for mention in events):
        return False
    return bool(own and race.event) and all(not event & set(race.event) for event in own)
