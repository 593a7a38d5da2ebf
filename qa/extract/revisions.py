"""Read what became of a result: "originally second", "stripped of gold", "promoted to silver after a protest".

A result before the revision is kept beside the one after it; which of them answers is left to `revision`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa.entrant import EntrantKind
from qa.extract.coreference import Resolver
from qa.extract.entrants import entrant_of
from qa.extract.finishes import ON_THE_WAY
from qa.extract.grammar import subject_of
from qa.extract.placings import MEDAL_RANK, PLACE_WORDS, is_place, races_behind
from qa.extract.revision_phrases import (
    AT_FIRST,
    BECAUSE,
    CODES,
    ESCAPED,
    EXCLUDED,
    GAINING,
    GAINING_TOO,
    HAD_PLACE,
    INSTEAD,
    LATER,
    PENALISED,
    PUT,
    REASON,
    RULING,
    TRIGGER,
)
from qa.extract.scene import Line, Scene, Scenes
from qa.extract.verb_forms import is_unreal
from qa.facts import AFTER, BEFORE, PROVISIONAL, Fact, Incident, Result, Slot
from qa.mention import ENTITIES, Kind, Mention


def with_revisions(facts: Iterable[Fact], scenes: Scenes, resolver: Resolver) -> list[Fact]:
    """Return the facts of an article with the results that it says were revised, those before and those after."""
    if not TRIGGER.search(scenes.article.text):
        return list(facts)
    facts = list(facts)
    excluded = [fact for fact in facts if isinstance(fact, Incident) and fact.kind.value == "disqualification"]
    revised = dict.fromkeys(_revisions(scenes, resolver, excluded))
    spans = {(result.rank.start, result.rank.end) for result in revised if result.rank is not None}
    kept = [
        fact
        for fact in facts
        if not (isinstance(fact, Result) and fact.rank is not None and (fact.rank.start, fact.rank.end) in spans)
    ]
    outs = [fact for fact in kept if isinstance(fact, Incident) and _is_late_exclusion(fact, scenes)]
    provisional = list(_provisional_spans(scenes))
    return [_revised(fact, outs, provisional) for fact in kept] + list(revised)


def _only_person(excluded: Iterable[Incident]) -> list[Mention]:
    """Return the one person who was disqualified, as named there, for a pronoun to stand for."""
    slots = {out.entrant.value: out.entrant for out in excluded if out.entrant is not None}
    if len(slots) != 1 or next(iter(slots)).kind is not EntrantKind.PERSON:
        return []
    return [Mention(Kind.PERSON, slot.start, slot.end, slot.value) for slot in slots.values()]


def _revised(fact: Fact, outs: Iterable[Incident], provisional: Iterable[tuple[int, int]]) -> Fact:
    """Mark a place that was lost by a later disqualification, or that is called provisional."""
    if not isinstance(fact, Result) or fact.rank is None:
        return fact
    for start, end in provisional:
        if start <= fact.start < end:
            return replace(fact, revision=Slot(PROVISIONAL, start, end))
    for out in outs:
        if out.entrant is not None and out.entrant.value == fact.entrant.value and _is_same_race(out, fact):
            return replace(fact, revision=Slot(BEFORE, out.kind.start, out.kind.end))
    return fact


def _is_same_race(out: Incident, result: Result) -> bool:
    one, other = out.race, result.race
    return (one.event, one.sex, one.year, one.round or "final") == (
        other.event,
        other.sex,
        other.year,
        other.round or "final",
    )


def _is_late_exclusion(fact: Incident, scenes: Scenes) -> bool:
    return fact.kind.value == "disqualification" and bool(LATER.search(scenes.article.text[fact.start : fact.end]))


def _provisional_spans(scenes: Scenes) -> Iterator[tuple[int, int]]:
    """Yield the sentences, and the lists under headings, that speak of provisional results."""
    begin = None
    for scene in scenes.scenes:
        start, end = scene.sentence.start, scene.sentence.end
        says_so = any(mention.word == "provisional" for mention in scene.mentions)
        if scene.line is Line.HEADING:
            if begin is not None:
                yield begin, start
            begin = start if says_so else None
        elif says_so:
            yield start, end
    if begin is not None:
        yield begin, len(scenes.article.text)


def _revisions(scenes: Scenes, resolver: Resolver, excluded: Sequence[Incident]) -> Iterator[Result]:
    text = scenes.article.text
    is_revised = bool(REASON.search(text))
    for at, scene in enumerate(scenes.scenes):
        if scene.line is Line.ROW or scene.standings:
            continue
        sentence = text[scene.sentence.start : scene.sentence.end]
        near = scenes.scenes[max(at - 1, 0) : at + 2]
        has_reason = bool(REASON.search(text[near[0].sentence.start : near[-1].sentence.end]))
        reader = _Reader(scene, resolver)
        lost = [
            *reader.before(says_why=bool(RULING.search(sentence)), is_revised=is_revised),
            *reader.out(),
            *reader.put(),
            *reader.had([out for out in excluded if near[0].sentence.start <= out.start < near[-1].sentence.end]),
        ]
        spans = {result.rank for result in lost}
        gained = [
            result
            for result in reader.after(has_reason=has_reason, says_why=bool(INSTEAD.search(sentence)))
            if result.rank not in spans
        ]
        yield from (*lost, *gained, *reader.penalised(gained))


class _Reader:
    """The patterns of one sentence."""

    def __init__(self, scene: Scene, resolver: Resolver) -> None:
        self._scene = scene
        self._resolver = resolver
        self._codes = "".join(CODES.get(mention.word, mention.code) for mention in scene.mentions)

    def after(self, *, has_reason: bool, says_why: bool) -> Iterator[Result]:
        """Read "promoting Berg to silver", "was moved up to second after a protest", "the win was awarded to Dahl"."""
        for pattern in GAINING:
            for match in pattern.finditer(self._codes):
                is_meant = {"c": True, "m": has_reason}.get(match.group("verb"), says_why)
                if not is_meant:
                    continue
                verb, place, found = match.start("verb"), match.start("place"), match.groupdict()
                is_named = found.get("who") is not None
                subject = (
                    [self._scene.mentions[match.start("who")]] if is_named else subject_of(self._scene.mentions, verb)
                )
                yield from self._result(subject, place, verb, AFTER)
                if found.get("old"):
                    yield from self._result(subject, match.start("old"), verb, BEFORE)
                yield from self._others(match.end(), verb)

    def _others(self, end: int, verb: int) -> Iterator[Result]:
        """Read "… and Moss to third" behind a promotion."""
        while match := GAINING_TOO.match(self._codes, end):
            yield from self._result([self._scene.mentions[match.start("who")]], match.start("place"), verb, AFTER)
            end = match.end()

    def before(self, *, says_why: bool, is_revised: bool) -> Iterator[Result]:
        """Read "originally finished second", "had initially been declared the winner"."""
        taken: set[int] = set()
        for pattern in AT_FIRST:
            for match in pattern.finditer(self._codes):
                verb = match.start("verb")
                word = self._scene.mentions[verb].word
                if verb in taken or (word == "originally" and not is_revised) or (word == "initially" and not says_why):
                    continue
                taken.add(verb)
                who = match.groupdict().get("who")
                subject = [self._scene.mentions[match.start("who")]] if who else subject_of(self._scene.mentions, verb)
                kind = PROVISIONAL if word == "provisionally" else BEFORE
                yield from self._result(subject, match.start("place"), verb, kind)

    def out(self) -> Iterator[Result]:
        """Read "crossed the line first but was disqualified", "stripped Berg of gold"."""
        mentions = self._scene.mentions
        for pattern in EXCLUDED:
            for match in pattern.finditer(self._codes):
                verb, place = match.start("verb"), match.start("place")
                if any(item.word in ESCAPED for item in mentions[max(verb - 4, 0) : verb]):
                    continue
                if any(_counts_races(mentions, at) for at in range(verb + 1, min(verb + 4, len(mentions)))):
                    continue
                if match.groupdict().get("who"):
                    subject = [mentions[match.start("who")]]
                else:
                    subject = subject_of(mentions, verb) or self._before_being(verb, place)
                    if place < verb and not self._is_of(subject, place):
                        continue
                yield from self._result(subject, place, verb, BEFORE)

    def had(self, excluded: Iterable[Incident]) -> Iterator[Result]:
        """Read "She had touched first" beside a sentence that tells of her disqualification."""
        for match in HAD_PLACE.finditer(self._codes):
            verb, place = match.start("verb"), match.start("place")
            subject = subject_of(self._scene.mentions, verb)
            if [mention.word for mention in subject] in (["he"], ["she"]):
                subject = _only_person(out for out in excluded if out.start < self._scene.sentence.start)
            for result in self._result(subject, place, verb, BEFORE):
                for out in excluded:
                    is_own = out.entrant is not None and out.entrant.value == result.entrant.value
                    if is_own and out.race.event == result.race.event:
                        start = min(result.start, out.start)
                        yield replace(result, start=start, revision=Slot(BEFORE, out.kind.start, out.kind.end))

    def penalised(self, gained: Iterable[Result]) -> Iterator[Result]:
        """Read "crossed third but was given a penalty", where the sentence also tells who got that place."""
        places = {result.rank.value: result.entrant.value for result in gained if result.rank is not None}
        for match in PENALISED.finditer(self._codes):
            place, verb = match.start("place"), match.start("verb")
            for result in self._result(self._named_before(place), place, verb, BEFORE):
                rank = result.rank.value if result.rank is not None else 0
                if places.get(rank, result.entrant.value) != result.entrant.value:
                    yield result

    def _before_being(self, verb: int, place: int) -> list[Mention]:
        """Return who "won before being disqualified"."""
        return self._named_before(place) if self._scene.mentions[verb - 1].word == "being" else []

    def _named_before(self, place: int) -> list[Mention]:
        at = next((index for index in range(place - 1, -1, -1) if self._is_entrant(index)), None)
        return [] if at is None else [self._scene.mentions[at]]

    def _is_of(self, subject: list[Mention], place: int) -> bool:
        """Tell whether the entrant named last before a place is the subject."""
        named = self._named_before(place)
        if not named or len(subject) != 1:
            return False
        one, other = (self._resolver.slot(item, self._scene) for item in (named[0], subject[0]))
        return one is not None and other is not None and one.value == other.value

    def _is_entrant(self, index: int) -> bool:
        """Tell an entrant from the nation in "Berg of Sweden" and "Berg (Sweden)"."""
        mention = self._scene.mentions[index]
        is_home = mention.kind is Kind.NATION and self._codes[:index].endswith(("P6", "P6^", "P("))
        return mention.kind in ENTITIES and not is_home

    def put(self) -> Iterator[Result]:
        """Read "provisional results had put Berg third"."""
        at = next((index for index, item in enumerate(self._scene.mentions) if item.word == "provisional"), None)
        for match in PUT.finditer(self._codes, at) if at is not None else ():
            yield from self._result(
                [self._scene.mentions[match.start("who")]], match.start("place"), at or 0, PROVISIONAL
            )

    def _result(self, subject: list[Mention], place: int, verb: int, kind: str) -> Iterator[Result]:
        scene, mention = self._scene, self._scene.mentions[place]
        if not subject or is_unreal(scene.mentions, verb) or scene.tells_standings(place):
            return
        after = [item.word for item in scene.mentions[place + 1 : place + 7]]
        if ON_THE_WAY.intersection(after) or (
            mention.kind is Kind.RANK and not is_place(scene.mentions, place) and after[0] not in BECAUSE
        ):
            return
        race = races_behind(scene, place, place)[0]
        ruled = scene.race_at(verb)
        if race.year != scene.race.year or (race.event and ruled.event and race.event != ruled.event):
            return
        medal: Slot[str] | None = None
        if mention.kind is Kind.MEDAL:
            medal = Slot(mention.value, mention.start, mention.end)
            race = replace(race, round=None)
        value = MEDAL_RANK[medal.value] if medal else (int(mention.value) if mention.kind is Kind.RANK else 1)
        entrant = entrant_of(subject, scene, self._resolver, race)
        if entrant is not None:
            yield Result(
                race,
                scene.sentence.start,
                scene.sentence.end,
                entrant,
                rank=Slot(value, mention.start, mention.end),
                medal=medal,
                revision=Slot(kind, scene.mentions[verb].start, scene.mentions[verb].end),
            )


def _counts_races(mentions: Sequence[Mention], at: int) -> bool:
    """Tell "disqualified from the second", of two races, from "disqualified from second place"."""
    behind = mentions[at + 1].word if at + 1 < len(mentions) else ""
    return mentions[at].kind is Kind.RANK and mentions[at - 1].kind is Kind.THE and behind not in PLACE_WORDS
