"""Read the race that words speak of: event, sex, round, competition, and whether their dates point elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa import lexicon
from qa.extract.fieldmarks import FIELD_EVENTS
from qa.extract.line import Line
from qa.extract.verb_forms import PASSING
from qa.mention import Kind, Mention
from qa.names import fold
from qa.race import Race
from sources.records import Article

CHAMPION_WORDS = frozenset(
    (
        "finalist finalists semi-finalist semi-finalists quarter-finalist hopeful hopefuls runner-up debutant "
        "qualifier champion champions medallist medalist medallists medalists holder holders specialist "
        "gold-medallist winner"
    ).split()
)
HOLDERS = frozenset({"holder", "holders"})  # of "the national decathlon record"
SINGLE_PERSONS = frozenset("man woman boy girl male female guys lady".split())
REACHING = frozenset(
    "reach reaches reached reaching qualify qualifies qualified qualifying miss missed missing advance advanced".split()
)
GENERIC_ROUNDS = frozenset({"finals", "heats", "qualifiers"})


OF_SEVERAL_SPORTS = frozenset({"triathlon", "duathlon", "aquathlon"})


def race_of(article: Article, mentions: Sequence[Mention], race: Race, line: Line) -> tuple[Race, str | None]:
    """Return the race that the words speak of, given the one spoken of before, and the round they name."""
    if line is Line.ROW:
        return race, None
    own = [mention for mention in mentions if mention.kind is Kind.EVENT and not is_epithet(mentions, mention)]
    if line is Line.PROSE:
        own = [mention for mention in own if not _is_leg(mentions, mention)]
    if race.sport in OF_SEVERAL_SPORTS and line is Line.PROSE:
        own = []  # the half marathon is its last leg
    sexes = _sexes_named(mentions)
    rounds = [
        mention.value
        for at, mention in enumerate(mentions)
        if mention.kind is Kind.ROUND
        and (line is Line.HEADING or (mention.word not in GENERIC_ROUNDS and not is_goal(mentions, at)))
        and not (line is Line.HEADING and _is_left_out(mentions, at))
    ]
    if FIELD_EVENTS & set(own[0].value if own else race.event):
        rounds = [name for name in rounds if not name.endswith(" round")]
    competitions = [
        mention.value for mention in mentions if mention.kind is Kind.COMPETITION and not is_epithet(mentions, mention)
    ]
    places = [mention.value for mention in mentions if mention.kind is Kind.PLACE]
    sports = [mention.value for mention in mentions if mention.kind is Kind.SPORT]
    sex = _one(sexes)
    changed = False
    if own:
        event = tuple(sorted(dict.fromkeys(own[0].value)))
        if set(event) < set(race.event):
            event = race.event
        if event != race.event:
            changed = not set(race.event) <= set(event)
            race = replace(race, event=event, sex=None if changed else race.sex, round=None)
        if "mixed" in event:
            race = replace(race, sex="mixed")
    if not own and not race.event and competitions and (named := _event_in(best_competition(competitions))):
        race = replace(race, event=named)
    if sex is not None:
        race = replace(race, sex=sex, round=None if sex != race.sex else race.round)
    if len(set(sports)) == 1 and (race.sport is None or line is Line.HEADING or changed):
        race = replace(race, sport=sports[0])
    if competitions and (race.competition is None or line is Line.HEADING):
        race = replace(race, competition=best_competition(competitions))
    if places and race.place is None:
        race = replace(race, place=places[0][0])
    if line is Line.HEADING:
        if not own and sexes and not rounds and _names_other_event(mentions):
            race = replace(race, event=())
        race = replace(race, round=rounds[0] if rounds else None)
    return race, (rounds[0] if rounds else None)


def _is_leg(mentions: Sequence[Mention], event: Mention) -> bool:
    """Tell "after a 10 km run", "passing 800 metres", "with a mile to go" and "at the Mile Post" from a race."""
    at = mentions.index(event)
    behind = mentions[at + 1].word if at + 1 < len(mentions) else ""
    if at and mentions[at - 1].word in PASSING:
        return True
    is_any = at > 0 and mentions[at - 1].word in {"a", "an"}
    if is_any and (behind in {"run", "ride", "swim", "bike", "cycle", "leg", "to", "from", "left"}):
        return True
    return behind in {"post", "marker"} or (is_any and at > 1 and mentions[at - 2].word in {"after", "for", "within"})


def _is_left_out(mentions: Sequence[Mention], at: int) -> bool:
    """Tell "standings after the heats" and "(heats and B races excluded)" from what a heading announces."""
    before = mentions[at - 1].word if at else ""
    behind = {mention.word for mention in mentions[at + 1 : at + 6]}
    return before in {"after", "before", "following", "excluding", "without"} or not behind.isdisjoint(
        {"excluded", "omitted"}
    )


def _one(values: list[str]) -> str | None:
    return values[0] if values and len(set(values)) == 1 else None


def is_goal(mentions: Sequence[Mention], at: int) -> bool:
    """Tell "did not reach the semi-finals" and "qualified for the final" from "qualified from the first heat"."""
    before = [mention.word for mention in mentions[max(at - 4, 0) : at]]
    return not REACHING.isdisjoint(before) and "from" not in before


def _counts_runners(mentions: Sequence[Mention], at: int) -> bool:
    """Tell "second and third ladies" and "first three women", of one field, from the women's race."""
    if not at or mentions[at].kind is not Kind.SEX:
        return False
    behind = mentions[at + 1].kind if at + 1 < len(mentions) else Kind.STOP
    before = {mention.kind for mention in mentions[max(at - 2, 0) : at]}
    return mentions[at - 1].kind in {Kind.RANK, Kind.NUMBER} and Kind.RANK in before and behind is not Kind.POSSESSIVE


def sexes_in(mentions: Sequence[Mention]) -> set[str]:
    """Return the sexes that the words name: "the women's", "the Norwegian men"."""
    return set(_sexes_named(mentions))


def _sexes_named(mentions: Sequence[Mention]) -> list[str]:
    named = [
        mention.value
        for at, mention in enumerate(mentions)
        if mention.kind is Kind.SEX and mention.word not in SINGLE_PERSONS and not _counts_runners(mentions, at)
    ]
    return named + [mention.value.sex for mention in mentions if mention.kind is Kind.NATION and mention.value.sex]


def _names_other_event(mentions: Sequence[Mention]) -> bool:
    """Tell "Women's parallel bars", an event that no list knows, from "Women's" and "Women's results"."""
    return len(mentions) <= 6 and any(
        mention.kind is Kind.WORD
        and mention.word.isalpha()
        and mention.word not in {"results", "result", "race", "races", "event", "standings"}
        for mention in mentions
    )


def _event_in(competition: str) -> tuple[str, ...]:
    """Return the event that a competition's name holds: "Silverton City Marathon"."""
    words = fold(competition).split()
    for index in range(len(words)):
        found = lexicon.events().at(words, index)
        if found is not None:
            return tuple(sorted(found[1].components))
    return ()


def is_epithet(mentions: Sequence[Mention], event: Mention) -> bool:
    """Tell "the world 100m champion" from the race itself."""
    index = mentions.index(event)
    if any(mention.word in CHAMPION_WORDS for mention in mentions[index + 1 : index + 4]):
        return True
    before = {mention.word for mention in mentions[max(index - 5, 0) : index]}
    behind = mentions[index + 1 : index + 2]
    return not before.isdisjoint(HOLDERS) and bool(behind) and behind[0].kind is Kind.RECORD


def is_in_apposition(mentions: Sequence[Mention], event: Mention) -> bool:
    """Tell "Holt, second in the 500m and 1500m as well, …" and "Holt, champion over 3000m, …" from the race itself."""
    index = mentions.index(event)
    comma = next((at for at in range(index - 1, -1, -1) if mentions[at].kind is Kind.COMMA), 0)
    if not comma or mentions[comma - 1].kind not in {Kind.PERSON, Kind.NATION}:
        return False
    return any(item.kind is Kind.RANK or item.word in CHAMPION_WORDS for item in mentions[comma + 1 : comma + 3])


def best_competition(names: list[str]) -> str:
    """Return the name that says most: the longest, and any rather than the bare "Olympic Games"."""
    return max(names, key=lambda name: (name != "Olympic Games", len(name)))
