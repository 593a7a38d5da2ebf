"""Walk an article line by line and give every sentence its scene: its mentions, its kind of line, the race it speaks of.

Headings set the race for what follows; a sentence's own words override it. What happened in the race is left to the extractors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto

from qa import lexicon
from qa.entrant import Entrant, EntrantKind
from qa.extract.grammar import introduction_end
from qa.mention import VERBS, Kind, Mention, encode
from qa.names import fold
from qa.people import People, find_people
from qa.race import Race
from qa.tagger import Names, tag
from qa.tokens import Token
from sources.records import Article, Sentence
from sources.sentences import split_sentences

ROW = re.compile(r"\s*(?P<rank>\d{1,3})(?P<tie>\s*=|\s+equal|\s+eq)?(?:[.):]|(?=\s))\s*(?=[^\W\d_])")
MEDAL_ROW = re.compile(r"\s*(?P<medal>gold|silver|bronze)(?: medal(?:lists?)?)?\s*(?::|-|–)\s+", re.IGNORECASE)
STATUS_HEADING = re.compile(
    r"(?P<dnf>did not finish|not finish|dnf|retired|retirements|not classified)|(?P<dns>did not start|non-starters?|dns|withdrawn)|(?P<dsq>disqualified|dsq|dq)",
    re.IGNORECASE,
)
STANDINGS = re.compile(
    r"\b(standings?|general classification|overall|points table|medals? table|league table|medal count|drivers' championship|constructors'?|teams' championship|money list|order of merit)\b"
    r"|(?<!final )\brankings?\b|\bchampionship\s*(?:\(after[^)]*\)\s*)?:|\bafter \d+ (?:rounds|races|events|stages)\b",
    re.IGNORECASE,
)
RESULTS = re.compile(r"\bresults?\b", re.IGNORECASE)
CHAMPION_WORDS = frozenset(
    (
        "finalist finalists semi-finalist semi-finalists quarter-finalist hopeful hopefuls runner-up debutant "
        "qualifier champion champions medallist medalist medallists medalists holder holders specialist "
        "gold-medallist winner"
    ).split()
)
LONGEST_HEADING = 110
FINITE = frozenset(
    {Kind.WIN, Kind.TAKE, Kind.RETAIN, Kind.BEAT, Kind.LOSE, Kind.FINISH, Kind.BE, Kind.CLOCK, Kind.FALL, Kind.BREAK}
)


class Line(Enum):
    """What kind of line a sentence stands in."""

    PROSE = auto()
    HEADING = auto()
    ROW = auto()


@dataclass(slots=True)
class Part:
    """A part of a sentence, mentions `begin` to `stop`, that may speak of another race than the rest."""

    begin: int
    stop: int
    race: Race
    background: bool
    local: bool


@dataclass(slots=True)
class Scene:
    """A sentence with all that extractors need to know of it."""

    sentence: Sentence
    line: Line
    paragraph: int
    mentions: list[Mention]
    race: Race
    parts: list[Part]
    standings: str | None = None
    status: str | None = None
    topic: Entrant | None = None
    lists_winners: bool = False
    codes: str = ""

    def __post_init__(self) -> None:
        self.codes = encode(self.mentions)

    def race_at(self, index: int) -> Race:
        """Return the race that the part of the sentence around a mention speaks of."""
        return next((part.race for part in self.parts if part.begin <= index < part.stop), self.race)

    def tells_standings(self, index: int) -> bool:
        """Tell whether the part of the sentence around a mention speaks of points or the overall, not of the race."""
        part = next((part for part in self.parts if part.begin <= index < part.stop), None)
        words = {mention.word for mention in (self.mentions[part.begin : part.stop] if part else self.mentions)}
        leads = any(mention.kind is Kind.LEAD or mention.word in {"top", "tops"} for mention in self.mentions)
        points = any(mention.kind is Kind.POINTS for mention in self.mentions)
        return bool(words & TABLE_WORDS) and (leads or points) or (points and leads)

    def is_past_perfect(self, index: int) -> bool:
        """Tell whether "had" stands before a mention in its part of the sentence: "had finished only fifth"."""
        part = next((part for part in self.parts if part.begin <= index < part.stop), None)
        return part is not None and _has_past_perfect(self.mentions[part.begin : index + 1])

    def is_background(self, index: int) -> bool:
        """Tell whether the part of the sentence around a mention looks back ("having won", "already", another year)."""
        return next((part.background for part in self.parts if part.begin <= index < part.stop), False)


@dataclass(slots=True)
class Scenes:
    """An article's scenes and its persons."""

    article: Article
    people: People
    scenes: list[Scene] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    race: Race
    standings: str | None = None
    status: str | None = None
    paragraph_round: str | None = None
    topic: Entrant | None = None
    in_quote: bool = False
    section_sex: str | None = None
    lists_winners: int = 0
    rows_follow: bool = False
    many_events: bool = False


def read_scenes(article: Article) -> Scenes:
    """Tag an article and place each of its sentences in a race."""
    sentences = split_sentences(article.text)
    people = find_people(article.text, sentences)
    names = Names(person=_finder(people))
    epithets: dict[str, set[Entrant]] = {}
    scenes = Scenes(article, people)
    tagged = [_tag(article, sentence, names) for sentence in sentences]
    state = _State(_first_race(article, tagged), many_events=_has_many_events(tagged))
    paragraph = 0
    previous_end = 0
    for sentence, found in zip(sentences, tagged, strict=True):
        gap = article.text[previous_end : sentence.start]
        if "\n" in gap or previous_end == 0:
            state.in_quote = False
            paragraph += "\n\n" in gap or previous_end == 0
            state.paragraph_round = None
        previous_end = sentence.end
        line = line_kind(article.text, sentence)
        mentions = _name_sides(_name_epithets(found, epithets), state.topic)
        scene = _place(article, sentence, line, paragraph, mentions, state)
        scenes.scenes.append(scene)
    return scenes


EPITHETS = frozenset("champions holders hosts winners favourites favorites medallists".split())


def _name_epithets(mentions: list[Mention], epithets: dict[str, set[Entrant]]) -> list[Mention]:
    """Learn "defending champions Norway", and read "the defending champions" as Norway from then on."""
    for index, mention in enumerate(mentions[:-1]):
        if mention.word in EPITHETS and mentions[index + 1].kind is Kind.NATION:
            epithets.setdefault(mention.word, set()).add(replace(mentions[index + 1].value, sex=None))
    named = []
    for index, mention in enumerate(mentions):
        known = epithets.get(mention.word, set())
        before = [item.word for item in mentions[max(index - 2, 0) : index]]
        after = mentions[index + 1] if index + 1 < len(mentions) else None
        definite = "the" in before and (
            mention.word == "hosts" or before[-1:] in (["defending"], ["reigning"], ["the"])
        )
        if len(known) == 1 and definite and (after is None or after.kind is not Kind.NATION):
            named.append(replace(mention, kind=Kind.NATION, value=next(iter(known))))
        else:
            named.append(mention)
    return named


SIDES = frozenset("trio quartet foursome quintet".split())


def _name_sides(mentions: list[Mention], topic: Entrant | None) -> list[Mention]:
    """Read "the trio" as the team that the sentence before was about."""
    if topic is None:
        return mentions
    return [
        replace(mention, kind=Kind.NATION, value=topic)
        if mention.word in SIDES
        and index
        and mentions[index - 1].word == "the"
        and (index + 1 == len(mentions) or mentions[index + 1].kind is not Kind.OF)
        else mention
        for index, mention in enumerate(mentions)
    ]


LEAD = 4  # sentences in which reports say when it was
LATEST_REPORT = 10  # days after a race


def _first_race(article: Article, tagged: Sequence[Sequence[Mention]]) -> Race:
    """Return what the date of an article and the first day it names say of all its races."""
    published = article.published
    if published is None:
        return Race()
    for mentions in tagged[:LEAD]:
        for mention in mentions:
            if (
                mention.kind is Kind.DATE
                and mention.value.first == mention.value.last
                and 0 <= (published - mention.value.first).days <= LATEST_REPORT
            ):
                return Race(year=mention.value.first.year, day=mention.value.first)
    return Race(year=published.year, day=published)


MANY_EVENTS = 2


def _has_many_events(tagged: Sequence[Sequence[Mention]]) -> bool:
    """Tell a report of many events, where each new event is news, from one that only looks aside at others."""
    first: set[str] = set()
    others = 0
    for mentions in tagged:
        own = [
            set(mention.value)
            for mention in mentions
            if mention.kind is Kind.EVENT and not _is_epithet(mentions, mention)
        ]
        if not own:
            continue
        first = first or own[0]
        others += all(not event & first for event in own)
    return others >= MANY_EVENTS


def _tag(article: Article, sentence: Sentence, names: Names) -> list[Mention]:
    piece = article.text[sentence.start : sentence.end]
    text = article.text
    letters = [character for character in piece if character.isalpha()]
    if (
        letters
        and sum(character.isupper() for character in letters) > 0.8 * len(letters)
        and len(piece) > 12
        and len(piece.title()) == len(piece)
    ):
        text = text[: sentence.start] + piece.title() + text[sentence.end :]
    return tag(
        text,
        start=sentence.start,
        end=sentence.end,
        names=names,
        reference=article.published,
        colon_decimals=_writes_colon_decimals(article.text),
    )


LONG_RACE = re.compile(r"\b(?:hours?|marathon|stage|\d+ ?km|kilomet\w+)\b", re.IGNORECASE)
HUNDREDTHS = re.compile(r"\b\d:[0-5]\d\.\d\d\b|\bminutes?,? (?:and )?\d+\.\d\d\b")
COLON_HUNDREDTHS = re.compile(r"\b\d:[0-5]\d:(?:[6-9]\d)\b")


def _writes_colon_decimals(text: str) -> bool:
    """Tell whether 2:47:15 means hundredths in this article: another time proves it, or no long race is spoken of."""
    return bool(COLON_HUNDREDTHS.search(text)) or (bool(HUNDREDTHS.search(text)) and not LONG_RACE.search(text))


def _finder(people: People) -> Callable[[Sequence[Token], int], tuple[int, Entrant] | None]:
    full = {tuple(fold(name).split()): name for name in people.full | people.single}
    full |= {tuple(fold(alias).split()): name for alias, name in people.alias.items()}
    longest = max((len(words) for words in full), default=0)

    def find(tokens: Sequence[Token], index: int) -> tuple[int, Entrant] | None:
        token = tokens[index]
        if not token.capital and token.word not in {"van", "von", "de", "ter", "el"}:
            return None
        for length in range(min(longest, len(tokens) - index), 0, -1):
            words = tuple(part for token in tokens[index : index + length] for part in token.word.split())
            if words in full and tokens[index + length - 1].text[0].isalpha():
                return length, Entrant(EntrantKind.PERSON, full[words])
        bearers = people.bearers(token.word) if token.word in people.by_part else []
        if not bearers:
            return None
        if len(bearers) == 1:
            return 1, Entrant(EntrantKind.PERSON, bearers[0])
        return 1, Entrant(EntrantKind.PERSON, token.text)

    return find


def line_kind(text: str, sentence: Sentence) -> Line:
    """Tell a heading, a result row and running prose apart."""
    begin = text.rfind("\n", 0, sentence.start) + 1
    stop = text.find("\n", sentence.end)
    line = text[begin : stop if stop >= 0 else len(text)]
    if MEDAL_ROW.match(line):
        return Line.ROW
    match = ROW.match(line)
    if match and (
        line[match.end("rank") :][:1] in ".)=:"
        or match.group("tie")
        or _in_list(text, begin, stop, int(match.group("rank")))
    ):
        return Line.ROW
    stripped = line.rstrip()
    following = text[stop:].lstrip()[:40] if stop >= 0 else ""
    if len(stripped) <= LONGEST_HEADING and STANDINGS.search(stripped) and re.match(r"1[.)]? ", following):
        return Line.HEADING
    if len(stripped) <= LONGEST_HEADING and (
        stripped.endswith(":") or not stripped.endswith((".", "!", "?", '"', "”", "’", "'"))
    ):
        return Line.HEADING
    return Line.PROSE


def _in_list(text: str, begin: int, stop: int, rank: int) -> bool:
    """A bare number begins a row only beside rows of the neighbouring numbers."""
    after = text[stop + 1 : stop + 12] if stop >= 0 else ""
    before = text[text.rfind("\n", 0, max(begin - 1, 0)) + 1 : begin]
    return (
        after.lstrip().startswith(str(rank + 1))
        or before.lstrip().startswith(str(rank - 1))
        or before.lstrip().startswith(str(rank))
    )


def _place(
    article: Article, sentence: Sentence, line: Line, paragraph: int, mentions: list[Mention], state: _State
) -> Scene:
    text = article.text[sentence.start : sentence.end]
    title = sentence.start == 0 and line is not Line.PROSE
    if line is Line.HEADING and not title and _tells_result(mentions):
        line = Line.PROSE
    if line is Line.HEADING:
        state.rows_follow = re.match(r"\s*1[.)]? ", article.text[sentence.end : sentence.end + 8]) is not None
        _read_heading(text, mentions, state, title=title)
    quoted = state.in_quote
    state.in_quote = _quote_open(text, state.in_quote)
    before = state.race
    parts = _read_parts(article, mentions, state, line, quoted=quoted or text.lstrip()[:1] in '"“')
    if line is Line.HEADING:
        state.section_sex = state.race.sex
    main = next(
        (part.race for part in parts if not part.local and not part.background), parts[0].race if parts else state.race
    )
    if quoted or text.lstrip()[:1] in '"“':
        state.race = before
    if any(mention.word in {"winner", "winners"} for mention in mentions) and any(
        mention.kind is Kind.COLON for mention in mentions
    ):
        state.lists_winners = paragraph
    scene = Scene(
        sentence,
        line,
        paragraph,
        mentions,
        main,
        parts,
        state.standings,
        state.status,
        state.topic,
        state.lists_winners == paragraph > 0,
    )
    one = len({mention.value.nation for mention in mentions if mention.kind is Kind.NATION}) == 1
    listed = any(encode(mentions[at : at + 4]) == "P,P3" for at in range(len(mentions)))
    state.topic = leading_team(mentions) if one or listed else None
    return scene


def _tells_result(mentions: Sequence[Mention]) -> bool:
    """Tell "Japan 2:58.93 beat Canada 3:05.92" from a heading."""
    kinds = {mention.kind for mention in mentions}
    return bool(kinds & {Kind.NATION, Kind.PERSON}) and bool(kinds & {Kind.BEAT, Kind.DURATION})


def _quote_open(text: str, inside: bool) -> bool:
    """Tell whether a quotation is still open behind this text."""
    for character in text:
        if character == '"':
            inside = not inside
        elif character == "“":
            inside = True
        elif character == "”":
            inside = False
    return inside


def leading_team(mentions: Sequence[Mention]) -> Entrant | None:
    """Return the nation a sentence is about: the first one outside a prepositional phrase, else the first one at all."""
    dash = next((at for at, mention in enumerate(mentions[:8]) if mention.kind is Kind.DASH), -1)
    mentions = mentions[dash + 1 :]
    nations = [index for index, mention in enumerate(mentions) if mention.kind is Kind.NATION]
    for index in nations:
        before = index - 1
        while before >= 0 and mentions[before].kind in {Kind.THE, Kind.ADJECTIVE, Kind.SEX}:
            before -= 1
        if (
            before < 0
            or mentions[before].kind
            not in {Kind.OF, Kind.FOR, Kind.IN, Kind.WITH, Kind.BY, Kind.AHEAD, Kind.BEHIND, Kind.TO}
            and mentions[before].word not in {"from", "against", "over", "like"}
        ):
            found: Entrant = mentions[index].value
            return found
    if nations and nations[0] <= 2 and mentions[0].kind is Kind.FOR:
        opening: Entrant = mentions[nations[0]].value
        return opening
    return None


def _split_parts(mentions: list[Mention]) -> list[tuple[int, int]]:
    """Cut a sentence at clause words, semicolons and relative pronouns, and behind an introductory clause."""
    cuts = {0, len(mentions)}
    for index, mention in enumerate(mentions):
        if mention.kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.WHO, Kind.QUOTE, Kind.COLON} and index:
            cuts.add(index)
        if mention.kind is Kind.DASH and any(
            item.kind is Kind.DASH and mentions[at + 1].kind is Kind.WHO for at, item in enumerate(mentions[:index])
        ):
            cuts.add(index)
        if (
            mention.kind is Kind.COMMA
            and index + 1 < len(mentions)
            and (
                mentions[index + 1].kind is Kind.TO
                or (mentions[index + 1].kind in FINITE and _in_relative_clause(mentions, index))
            )
        ):
            cuts.add(index + 1)
    cuts.add(introduction_end(mentions))
    ordered = sorted(cuts)
    return [(begin, stop) for begin, stop in zip(ordered, ordered[1:], strict=False) if begin < stop]


def _in_relative_clause(mentions: Sequence[Mention], index: int) -> bool:
    """Tell whether the comma may close "…, who won Monday's time trial in Valence,"."""
    for mention in reversed(mentions[:index]):
        if mention.kind is Kind.WHO:
            return True
        if mention.kind in {Kind.CLAUSE, Kind.SEMICOLON, Kind.QUOTE, Kind.STOP}:
            return False
    return False


def _is_aside(piece: Sequence[Mention], race: Race) -> bool:
    """Tell whether the words look aside at another event than the one the report is about."""
    own = [set(mention.value) for mention in piece if mention.kind is Kind.EVENT and not _is_epithet(piece, mention)]
    if any(part.startswith("stage-") for event in own for part in event):
        return False
    return bool(own and race.event) and all(not event & set(race.event) for event in own)


def _looks_back(piece: Sequence[Mention]) -> bool:
    """Tell the past perfect ("had won", "having won") and "already" from the news."""
    if piece[0].word == "having":
        return True
    if any(mention.word in LOOKING_BACK for mention in piece) and any(mention.kind in VERBS for mention in piece):
        return True
    return _has_past_perfect(piece)


def _has_past_perfect(piece: Sequence[Mention]) -> bool:
    """Tell "had won" from "had the longest throw"."""
    for index, mention in enumerate(piece):
        if mention.word not in {"had", "having"}:
            continue
        for later in piece[index + 1 : index + 4]:
            if later.word in {"to", "the", "a", "an"}:
                break
            if later.kind in VERBS or (later.word.endswith("ed") and len(later.word) > 4):
                return True
    return False


def _sexes(mentions: Sequence[Mention]) -> set[str]:
    """Return the sexes that the words name: "the women's", "the Norwegian men"."""
    named = {mention.value for mention in mentions if mention.kind is Kind.SEX and mention.word not in SINGLE_PERSONS}
    return named | {mention.value.sex for mention in mentions if mention.kind is Kind.NATION and mention.value.sex}


SINGLE_PERSONS = frozenset("man woman boy girl male female guys lady".split())
LOOKING_BACK = frozenset("already previously earlier formerly".split())


def _read_parts(article: Article, mentions: list[Mention], state: _State, line: Line, *, quoted: bool) -> list[Part]:
    """Give each part of a sentence its race, and move the state on by what is neither local nor background."""
    first_verb = next((at for at, mention in enumerate(mentions) if mention.kind in VERBS), len(mentions))
    opening = min(first_verb, _split_parts(mentions)[0][1] if mentions else 0)
    opening_rounds = [mention.value for mention in mentions[:opening] if mention.kind is Kind.ROUND]
    quote = next((at for at, mention in enumerate(mentions) if mention.kind is Kind.QUOTE and at), len(mentions))
    past = [
        (begin, stop)
        for begin, stop in _split_parts(mentions)
        if line is Line.PROSE and _looks_back(mentions[begin:stop])
    ]
    spoken = [
        mention for at, mention in enumerate(mentions[:quote]) if not any(begin <= at < stop for begin, stop in past)
    ]
    sexes = _sexes(spoken)
    parts: list[Part] = []
    inside = quoted
    for begin, stop in _split_parts(mentions):
        piece = mentions[begin:stop]
        inside = not inside if piece[0].kind is Kind.QUOTE else inside
        relative = piece[0].kind is Kind.WHO
        looks_back = line is Line.PROSE and _looks_back(piece)
        aside = line is Line.PROSE and not state.many_events and _is_aside(piece, state.race)
        local = relative or inside or looks_back or aside
        race, own_round = _race_of(article, piece, state.race, line)
        if len(sexes) == 1 and race.sex != "mixed" and line is not Line.ROW and not quoted and not looks_back:
            race = replace(race, sex=next(iter(sexes)))
        other, year, day = _other_day(article, piece)
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
                competition=_best_competition(names) if names else None,
                round=own_round,
            )
        elif not other and day is not None:
            race = replace(race, day=day, year=day.year)
        if piece[0].word == "where" and parts and not own_round:
            earlier = [mention.value for mention in mentions[:begin] if mention.kind is Kind.ROUND]
            race = replace(race, round=earlier[-1] if earlier else race.round)
        if local and not (inside or other) and race.event and not state.race.event:
            state.race = replace(state.race, event=race.event, sex=race.sex)
        single = {mention.value for mention in piece if mention.word in {"male", "female"}}
        if len(single) == 1 and race.sex != "mixed":
            race = replace(race, sex=single.pop())
            local = True
        parts.append(Part(begin, stop, race, other or (looks_back and line is Line.PROSE), local or other))
        if not (local or other):
            if own_round and line is Line.PROSE and piece[0].kind is not Kind.CLAUSE:
                state.paragraph_round = own_round
            state.race = replace(race, round=race.round if line is not Line.PROSE else state.race.round, day=race.day)
    if len(sexes) == 1 and not quoted and line is not Line.ROW and state.race.sex != "mixed":
        state.race = replace(state.race, sex=next(iter(sexes)))
    if len(sexes) > 1 and not quoted:
        state.race = replace(state.race, sex=state.section_sex if line is Line.PROSE else None)
        if line is Line.HEADING:
            parts = [replace(part, race=replace(part.race, sex=None)) for part in parts]
    return parts


def _read_heading(text: str, mentions: list[Mention], state: _State, *, title: bool) -> None:
    status = STATUS_HEADING.search(text)
    standings = STANDINGS.search(text) if not RESULTS.search(text) else None
    state.status = status.lastgroup if status and not title else None
    if standings and (not title or state.rows_follow):
        state.standings = text.strip().rstrip(":")
        return
    if status and ":" in text.rstrip().rstrip(":"):
        state.status = None  # the list stands in the same line
    if status and len(text) < 80 and not any(mention.kind is Kind.EVENT for mention in mentions):
        return
    state.standings = None


def _race_of(article: Article, mentions: Sequence[Mention], race: Race, line: Line) -> tuple[Race, str | None]:
    """Return the race that the words speak of, given the one spoken of before, and the round they name."""
    if line is Line.ROW:
        return race, None
    own = [mention for mention in mentions if mention.kind is Kind.EVENT and not _is_epithet(mentions, mention)]
    sexes = [mention.value for mention in mentions if mention.kind is Kind.SEX and mention.word not in SINGLE_PERSONS]
    sexes += [mention.value.sex for mention in mentions if mention.kind is Kind.NATION and mention.value.sex]
    rounds = [
        mention.value
        for mention in mentions
        if mention.kind is Kind.ROUND and (line is Line.HEADING or mention.word not in GENERIC_ROUNDS)
    ]
    competitions = [
        mention.value for mention in mentions if mention.kind is Kind.COMPETITION and not _is_epithet(mentions, mention)
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
    if not own and not race.event and competitions and (named := _event_in(_best_competition(competitions))):
        race = replace(race, event=named)
    if sex is not None:
        race = replace(race, sex=sex, round=None if sex != race.sex else race.round)
    if len(set(sports)) == 1 and (race.sport is None or line is Line.HEADING or changed):
        race = replace(race, sport=sports[0])
    if competitions and (race.competition is None or line is Line.HEADING):
        race = replace(race, competition=_best_competition(competitions))
    if places and race.place is None:
        race = replace(race, place=places[0][0])
    if line is Line.HEADING:
        if not own and sexes and not rounds and _names_other_event(mentions):
            race = replace(race, event=())
        race = replace(race, round=rounds[0] if rounds else None)
    return race, (rounds[0] if rounds else None)


def _one(values: list[str]) -> str | None:
    return values[0] if values and len(set(values)) == 1 else None


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


def _is_epithet(mentions: Sequence[Mention], event: Mention) -> bool:
    """Tell "the world 100m champion" from the race itself."""
    index = mentions.index(event)
    return any(mention.word in CHAMPION_WORDS for mention in mentions[index + 1 : index + 4])


def _best_competition(names: list[str]) -> str:
    return max(names, key=lambda name: (name != "Olympic Games", len(name)))


TABLE_WORDS = frozenset("standings overall classification table rankings".split())
GENERIC_ROUNDS = frozenset({"finals", "heats", "qualifiers"})
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")


def _other_day(article: Article, mentions: Sequence[Mention]) -> tuple[bool, int | None, date | None]:
    """Return whether the dates of these words point away from the article's news, with the year and day they give."""
    published = article.published
    for index, mention in enumerate(mentions):
        if any(item.kind is Kind.RECORD for item in mentions[index + 1 : index + 4]):
            continue
        if mention.kind is Kind.COMPETITION and (found := YEAR.search(mention.value)):
            year = int(found.group())
            if published is not None and year != published.year:
                return True, year, None
        if mention.word == "previous" and any(
            item.kind is Kind.COMPETITION or item.word in {"games", "championships", "edition"}
            for item in mentions[index + 1 : index + 3]
        ):
            return True, None, None
        if mention.kind is not Kind.DATE:
            continue
        when = mention.value
        if published is None:
            return False, None, None
        days = (published - when.last).days
        if when.first == when.last and 0 <= days <= 6:
            return False, None, when.first
        if when.first > published:
            return True, None, None
        if when.first <= published <= when.last:
            return False, None, None
        if any(item.word in CHAMPION_WORDS for item in mentions[max(index - 4, 0) : index + 4]):
            continue
        told = next((at for at in range(index) if mentions[at].word == "had"), None)
        if told is not None and any(item.kind in VERBS or item.kind is Kind.RECORD for item in mentions[:told]):
            continue
        return (
            True,
            when.first.year if when.first.year == when.last.year else None,
            when.first if when.first == when.last else None,
        )
    return False, None, None
