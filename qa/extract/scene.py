"""Walk an article line by line and give every sentence its scene: headings set the race for what follows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from qa import lexicon
from qa.entrant import Entrant
from qa.extract.fieldmarks import read_field_marks
from qa.extract.line import RESULTS, STANDINGS, Line, holds_rows, line_kind
from qa.extract.naming import (
    leading_team,
    name_epithets,
    name_sides,
    person_finder,
    tag_sentence,
    writes_colon_decimals,
)
from qa.extract.newsday import LEAD, read_news
from qa.extract.parts import race_of_subject, read_parts
from qa.extract.quotations import find_quotations
from qa.extract.race_words import is_epithet, is_in_apposition
from qa.extract.scene_records import Part, Scene, Scenes, State
from qa.extract.verb_forms import looks_back
from qa.mention import Kind, Mention, encode
from qa.names import fold
from qa.people import find_people, introduce
from qa.race import Race
from qa.tagger import Names
from sources.records import Article, Sentence
from sources.sentences import split_sentences

__all__ = ["Line", "Scene", "Scenes", "read_scenes"]

STATUS_HEADING = re.compile(
    r"(?P<dnf>did not finish|not finish|dnf|retired|retirements|not classified)"
    r"|(?P<dns>did not start|non-starters?|dns|withdrawn)|(?P<dsq>disqualified|dsq|dq)",
    re.IGNORECASE,
)
LATEST_REPORT = 10  # days after a race
MANY_EVENTS = 2
TOWN = re.compile(r"(?P<town>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2}):\s")
IN_TOWNS = frozenset({Kind.WORD, Kind.PLACE, Kind.CLUB})


def read_scenes(article: Article, *, known: Collection[str] = ()) -> Scenes:
    """Tag an article and place each of its sentences in a race.

    `known` are full names of persons whom the article may name by their surnames alone.
    """
    sentences = split_sentences(article.text)
    people = find_people(article.text, sentences)
    introduce(people, known, article.text)
    names = Names(person=person_finder(people))
    epithets: dict[str, set[Entrant]] = {}
    scenes = Scenes(article, people)
    colon_decimals = writes_colon_decimals(article.text)
    tagged = [tag_sentence(article, sentence, names, colon_decimals=colon_decimals) for sentence in sentences]
    first = _first_race(article, tagged)
    if article.published is None and (news := read_news(article, sentences)) is not None:
        article = replace(article, published=news.last)
        first = Race(year=news.last.year, day=news.first)
    state = State(first, first.day, many_events=_has_many_events(tagged), quotations=find_quotations(article.text))
    state.sections = _town_sections(article, sentences, tagged)
    paragraph = 0
    previous_end = 0
    for sentence, found in zip(sentences, tagged, strict=True):
        gap = article.text[previous_end : sentence.start]
        if "\n" in gap or previous_end == 0:
            paragraph += "\n\n" in gap or previous_end == 0
            state.paragraph_round = None
        previous_end = sentence.end
        line = line_kind(article.text, sentence)
        if line is Line.PROSE and "\n\n" in gap and not holds_rows(article.text, sentence):
            state.standings = None
            if state.list_round and article.text[sentence.start : sentence.end].endswith((".", "!", "?", "”", '"')):
                state.race, state.list_round = replace(state.race, round=None), False
        mentions = name_sides(name_epithets(found, epithets), state.topic)
        if line is Line.PROSE and scenes.scenes:
            state.race = race_of_subject(mentions, scenes.scenes, state.race)
        scene = _place(article, sentence, line, paragraph, mentions, state)
        scenes.scenes.append(scene)
    return scenes


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


def _has_many_events(tagged: Sequence[Sequence[Mention]]) -> bool:
    """Tell a report of many events, where each new event is news, from one that only looks aside at others."""
    first: set[str] = set()
    others = 0
    for mentions in tagged:
        own = [
            set(mention.value)
            for mention in mentions
            if mention.kind is Kind.EVENT
            and not is_epithet(mentions, mention)
            and not is_in_apposition(mentions, mention)
        ]
        if not own:
            continue
        first = first or own[0]
        if all(not event & first for event in own):
            others += MANY_EVENTS if _names_sex_of_event(mentions) else 1
    return others >= MANY_EVENTS


def _names_sex_of_event(mentions: Sequence[Mention]) -> bool:
    """Tell "then came the men's 5000", an event of the report, from a look aside at "the 5000"."""
    if looks_back(mentions):
        return False
    return any(
        mention.kind is Kind.EVENT and any(item.kind is Kind.SEX for item in mentions[max(at - 2, 0) : at])
        for at, mention in enumerate(mentions)
    )


def _place(
    article: Article, sentence: Sentence, line: Line, paragraph: int, mentions: list[Mention], state: State
) -> Scene:
    text = article.text[sentence.start : sentence.end]
    title = sentence.start == 0 and line is not Line.PROSE
    if line is Line.HEADING and not title and _tells_result(mentions):
        line = Line.PROSE
    if line is Line.HEADING:
        state.rows_follow = re.match(r"\s*1[.)]? ", article.text[sentence.end : sentence.end + 8]) is not None
        _read_heading(text, mentions, state, title=title)
    if not title and _opens_section(mentions):
        state.begin_section(Race(sport=mentions[0].value, year=state.race.year, day=state.first_day))
    elif sentence.start in state.sections:
        state.begin_section(Race(year=state.race.year, day=state.first_day))
        state.section_sex = state.heading_sex = None
    quoted = state.is_quoted(_first_letter(mentions, sentence))
    before = state.race
    mentions = read_field_marks(mentions, state.race)
    parts = read_parts(article, mentions, state, line, quoted=quoted)
    if line is Line.HEADING:
        state.race, parts = _below_sex(mentions, state, parts)
        state.section_sex = state.race.sex
        state.list_round = state.race.round is not None and mentions[-1].kind is Kind.COLON
    main = next(
        (part.race for part in parts if not part.local and not part.background), parts[0].race if parts else state.race
    )
    if quoted:
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


def _below_sex(mentions: list[Mention], state: State, parts: list[Part]) -> tuple[Race, list[Part]]:
    """Give "Pole vault:" the sex of a heading "Men" above it; that of the last heading of a sex alone counts."""
    named = [mention.value for mention in mentions if mention.kind is Kind.SEX]
    if named:
        plain = {Kind.SEX, Kind.COLON, Kind.STOP}
        alone = all(mention.kind in plain or mention.word == "results" for mention in mentions)
        state.heading_sex = named[0] if alone else None
    elif state.heading_sex and state.race.sex is None and any(mention.kind is Kind.EVENT for mention in mentions):
        sex = state.heading_sex
        return replace(state.race, sex=sex), [replace(part, race=replace(part.race, sex=sex)) for part in parts]
    return state.race, parts


def _town_sections(
    article: Article, sentences: Sequence[Sentence], tagged: Sequence[Sequence[Mention]]
) -> frozenset[int]:
    """Return where a round-up turns to another town: "Silverton: …", "Oldport: …"; none where there is but one."""
    plain = (lexicon.not_names(), lexicon.general(), lexicon.role_nouns())
    found = frozenset(
        sentence.start
        for sentence, mentions in zip(sentences, tagged, strict=True)
        if (town := TOWN.match(article.text, sentence.start, sentence.end))
        and article.text[sentence.start - 1 : sentence.start] == "\n"
        and line_kind(article.text, sentence) is Line.PROSE
        and not any(fold(word) in words for words in plain for word in town["town"].split())
        and all(mention.kind in IN_TOWNS for mention in mentions if mention.end <= town.end("town"))
    )
    return found if len(found) > 1 else frozenset()


def _opens_section(mentions: list[Mention]) -> bool:
    """Tell "NORDIC COMBINED" and "TENNIS - Silverton: …", where a report of several sports turns to another."""
    if not mentions or mentions[0].kind is not Kind.SPORT:
        return False
    return len(mentions) == 1 or mentions[1].kind in {Kind.DASH, Kind.COLON}


def _tells_result(mentions: Sequence[Mention]) -> bool:
    """Tell "Japan 2:58.93 beat Canada 3:05.92" from a heading."""
    kinds = {mention.kind for mention in mentions}
    return bool(kinds & {Kind.NATION, Kind.PERSON}) and bool(kinds & {Kind.BEAT, Kind.DURATION})


def _first_letter(mentions: list[Mention], sentence: Sentence) -> int:
    """Return where the words of a sentence begin, behind its opening marks."""
    return next((mention.start for mention in mentions if mention.kind is not Kind.QUOTE), sentence.start)


def _read_heading(text: str, mentions: list[Mention], state: State, *, title: bool) -> None:
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
