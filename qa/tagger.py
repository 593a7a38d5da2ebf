"""Tag a text with typed mentions: the one reader of words for articles and for questions.

What mentions mean together (facts, constraints) is left to the patterns that use them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa import lexicon
from qa.atlas import NationForm, nation
from qa.dates import MONTHS_AND_WEEKDAYS, find_dates
from qa.entrant import Entrant, EntrantKind
from qa.measures import Length, LengthUnit, Measure, MeasureKind, MeasureMention, Notation, find_measures
from qa.mention import Kind, Mention
from qa.names import fold
from qa.nations import find_nations
from qa.numbers import find_numbers, find_ordinals
from qa.tokens import Token, tokenize

RACE_METRES = frozenset(
    {50, 55, 60, 80, 100, 110, 150, 200, 300, 400, 500, 600, 800, 1000, 1200, 1500, 1609, 2000, 3000, 3219, 4000, 5000}
    | {6000, 7500, 8000, 10000, 12500, 15000, 20000, 25000, 30000, 50000, 42195, 21097, 16093, 35000}
)
PART_OF_RACE = frozenset("last final closing remaining opening first next another past".split())
SIDE_WORDS = frozenset(
    (
        "team trio squad quartet quintet duo pair side crew crews foursome skaters riders runners rowers "
        "sledders men women boys girls ladies relay eight four"
    ).split()
)
SEXES = {
    "men": "men", "mens": "men", "man": "men", "male": "men", "boys": "men", "boy": "men", "gentlemen": "men", "guys": "men",
    "women": "women", "womens": "women", "woman": "women", "ladies": "women", "lady": "women", "female": "women", "girls": "women", "girl": "women",
    "mixed": "mixed",
}  # fmt: skip
MEDALS = {
    "gold": "gold",
    "golds": "gold",
    "silver": "silver",
    "silvers": "silver",
    "bronze": "bronze",
    "bronzes": "bronze",
}
TITLE_WORDS = frozenset(
    (
        "title titles crown victory victories success triumph honours honors laurels winner-take-all spoils "
        "top-spot championship win wins"
    ).split()
)
WORD_KINDS: dict[str, Kind] = {
    "by": Kind.BY, "with": Kind.WITH, "and": Kind.AND, "of": Kind.OF, "for": Kind.FOR, "to": Kind.TO, "in": Kind.IN, "at": Kind.IN, "on": Kind.IN,
    "over": Kind.IN, "ahead": Kind.AHEAD, "clear": Kind.AHEAD, "before": Kind.AHEAD, "behind": Kind.BEHIND, "adrift": Kind.BEHIND, "back": Kind.BEHIND,
    "after": Kind.CLAUSE, "who": Kind.WHO, "which": Kind.WHO, "whom": Kind.WHO, "the": Kind.THE, "a": Kind.THE, "an": Kind.THE, "his": Kind.THE, "her": Kind.THE,
    "their": Kind.THE, "its": Kind.THE, "he": Kind.PRONOUN, "she": Kind.PRONOUN, "they": Kind.PRONOUN, "it": Kind.PRONOUN, "while": Kind.CLAUSE, "but": Kind.CLAUSE,
    "as": Kind.CLAUSE, "when": Kind.CLAUSE, "whereas": Kind.CLAUSE, "although": Kind.CLAUSE, "though": Kind.CLAUSE, "because": Kind.CLAUSE, "that": Kind.CLAUSE,
    "if": Kind.CLAUSE, "since": Kind.CLAUSE, "until": Kind.CLAUSE, "where": Kind.CLAUSE, "not": Kind.NOT, "never": Kind.NOT, "no": Kind.NOT, "n't": Kind.NOT,
    "had": Kind.HAVE, "has": Kind.HAVE, "have": Kind.HAVE, "having": Kind.HAVE,
}  # fmt: skip
MARK_KINDS = {
    ",": Kind.COMMA, ":": Kind.COLON, ";": Kind.SEMICOLON, "(": Kind.OPEN, ")": Kind.CLOSE, "[": Kind.OPEN, "]": Kind.CLOSE,
    ".": Kind.STOP, "!": Kind.STOP, "?": Kind.STOP, "-": Kind.DASH, "–": Kind.DASH, "—": Kind.DASH, '"': Kind.QUOTE, "“": Kind.QUOTE, "”": Kind.QUOTE,
}  # fmt: skip
VERB_ORDER = (
    ("be", Kind.BE), ("win", Kind.WIN), ("retain", Kind.RETAIN), ("beat", Kind.BEAT), ("lose", Kind.LOSE), ("say", Kind.SAY), ("fall", Kind.FALL), ("out", Kind.OUT),
    ("settle", Kind.SETTLE), ("replace", Kind.REPLACE), ("finish", Kind.FINISH), ("win-object", Kind.TAKE), ("time", Kind.CLOCK), ("break", Kind.BREAK), ("lead", Kind.LEAD),
)  # fmt: skip
MEASURE_KINDS = {
    MeasureKind.DURATION: Kind.DURATION, MeasureKind.LENGTH: Kind.LENGTH, MeasureKind.POINTS: Kind.POINTS, MeasureKind.LAPS: Kind.LAPS,
    MeasureKind.SPEED: Kind.SPEED, MeasureKind.SCORE: Kind.SCORE, MeasureKind.MARGIN_WORDS: Kind.MARGIN,
}  # fmt: skip
_COMPETITION_HEAD = r"(?:Grand Prix|Grands Prix|GP|Championships?|Games|Olympics|World Cups?|Cup|Open|Masters|Marathon|Regatta|Stakes|Handicap|Derby|Oaks|Chase|Hurdle|Trophy|Classic|Invitational|Rally|Festival|Series|Tour|Giro|Vuelta|Guineas|League|Meeting|Challenge|Trials|Prix)"
_CAPITAL = r"(?:[^\W\d_a-z][\w'’&.-]*|\d{4}|\d+(?:st|nd|rd|th))"
COMPETITION = re.compile(
    rf"(?:(?:{_CAPITAL}\s+(?:(?:and|the|&)\s+)?){{1,6}}{_COMPETITION_HEAD}\b|(?:Tour|Giro|Vuelta|Grand Prix|Rally|Circuit)(?=\s(?i:of|de|d'|di|du)\b))"
    rf"(?:\s+(?i:of|de|di|du)\s+(?:the\s+)?{_CAPITAL}(?:\s+(?!First|Second|Third|Stage|Result|Final){_CAPITAL})?)?"
)
OLYMPIC = re.compile(r"\b(?:Winter |Summer )?Olympics?\b")
STAGE = re.compile(
    r"\b(?:stage|race) (?:number )?(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE
)
ORDINAL_STAGE = re.compile(r"\b(\d{1,2}(?:st|nd|rd|th)|[a-z]+(?:st|nd|rd|th))[ -]stage\b", re.IGNORECASE)
AGE_CLASS = re.compile(r"\b(?:under|u)[- ]?(\d{2})s?\b|\bj(?:unior)?[- ]?(\d{2})\b", re.IGNORECASE)
RELAY = re.compile(
    r"\b(\d)\s*[x×]\s*(\d[\d.,]*)[ -]?(k(?:ilo)?m(?:et(?:er|re)s?)?s?|k|m(?:et(?:er|re)s?)?)?\b", re.IGNORECASE
)


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
    spans = _spans(text, start, stop, reference=reference, cased=cased, colon_decimals=colon_decimals)
    found = [*spans, *_phrases(tokens, names=names, cased=cased)]
    mentions = _compose(_choose(found), tokens)
    return _merge(mentions, text, cased=cased)


def _spans(
    text: str, start: int, stop: int, *, reference: date | None, cased: bool, colon_decimals: bool
) -> list[tuple[int, Mention]]:
    """Find what regular expressions find, with a priority each (lower wins where two overlap)."""
    piece = text[start:stop]
    found: list[tuple[int, Mention]] = []
    for measure in find_measures(piece, bare=True):
        found.append((3, _measure(measure, piece, start, colon_decimals=colon_decimals)))
    for day in find_dates(piece, reference=reference):
        found.append((2, Mention(Kind.DATE, start + day.start, start + day.end, day)))
    for country in find_nations(piece, cased=cased):
        found.append(
            (
                4,
                _nation(
                    country.code,
                    country.form,
                    start + country.start,
                    start + country.end,
                    piece[country.start : country.end],
                ),
            )
        )
    if cased:
        for match in COMPETITION.finditer(piece):
            first = match.start() + _prefix(match.group())
            found.append((1, Mention(Kind.COMPETITION, start + first, start + match.end(), piece[first : match.end()])))
    for match in OLYMPIC.finditer(piece):
        found.append((5, Mention(Kind.COMPETITION, start + match.start(), start + match.end(), "Olympic Games")))
    for match in (*STAGE.finditer(piece), *ORDINAL_STAGE.finditer(piece)):
        number = _stage_number(match.group(1))
        if number is not None:
            found.append((1, Mention(Kind.EVENT, start + match.start(), start + match.end(), (f"stage-{number}",))))
    for match in AGE_CLASS.finditer(piece):
        years = match.group(1) or match.group(2)
        found.append(
            (
                1,
                Mention(
                    Kind.EVENT,
                    start + match.start(),
                    start + match.end(),
                    (f"u{years}" if match.group(1) else f"j{years}",),
                ),
            )
        )
    return found


NO_COMPETITION = frozenset(
    "result results leading the a an after at in for from before with second first third".split()
)


def _prefix(words: str) -> int:
    """Return how many characters before a competition's name are no part of it: "Wins ", "Results of Sunday's "."""
    cut = 0
    for match in re.finditer(r"\S+\s+", words):
        word = fold(match.group().strip())
        base = word.removesuffix("'s")
        if (
            word in NO_COMPETITION
            or base in MONTHS_AND_WEEKDAYS
            or (word in lexicon.verbs() and word.endswith(("s", "ed", "ing")))
        ):
            cut = match.end()
    return cut


def _stage_number(word: str | None) -> int | None:
    if not word:
        return None
    if word.isdigit():
        return int(word)
    ordinals = find_ordinals(word)
    numbers = find_numbers(word)
    values = [item.value for item in (*ordinals, *numbers)]
    return int(values[0]) if values else None


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure in a sentence: its value, the words it was written in, what makes it vague, how it is written."""

    value: Measure
    text: str
    approx: str | None
    notation: Notation
    reach: tuple[str, int, int]


def _measure(measure: MeasureMention, piece: str, offset: int, *, colon_decimals: bool) -> Mention:
    value = measure.value
    if measure.notation is Notation.COLON_AMBIGUOUS and colon_decimals and measure.other is not None:
        value = measure.other
    words = piece[measure.start : measure.end]
    if isinstance(value, Length) and value.legs > 1:
        return Mention(
            Kind.EVENT, offset + measure.start, offset + measure.end, (f"{value.legs}x{value.mm // 1000}m", "relay")
        )
    first, last = measure.reach
    measured = Measured(
        value, words, measure.approx, measure.notation, (piece[first:last], offset + first, offset + last)
    )
    return Mention(MEASURE_KINDS[measure.kind], offset + measure.start, offset + measure.end, measured)


def _nation(code: str, form: NationForm, start: int, end: int, written: str) -> Mention:
    entrant = Entrant(EntrantKind.NATION, nation(code).name, code)
    kind = {NationForm.ADJECTIVE: Kind.ADJECTIVE, NationForm.PERSON: Kind.DEMONYM}.get(form, Kind.NATION)
    return Mention(kind, start, end, entrant, written.lower())


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
        if round_ := lexicon.rounds().at(words, index):
            note(1 if round_[0] > 1 else 6, Kind.ROUND, index, *round_)
        if event := lexicon.events().at(words, index):
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
        mentions.append(_word(token, before))
    mentions.extend(waiting)
    return mentions


def _word(token: Token, before: str) -> Mention:
    word = token.word
    if token.text in MARK_KINDS:
        kind: Kind = MARK_KINDS[token.text]
    elif token.text[0] in "'’":
        kind = Kind.POSSESSIVE
    elif word in SEXES:
        return Mention(Kind.SEX, token.start, token.end, SEXES[word], word)
    elif word in MEDALS:
        return Mention(Kind.MEDAL, token.start, token.end, MEDALS[word], word)
    elif word in TITLE_WORDS and not (word in {"win", "wins"} and before not in NOUN_BEFORE):
        kind = Kind.TITLE
    elif word in {"runner-up", "runners-up", "runnerup"}:
        return Mention(Kind.RANK, token.start, token.end, 2, word)
    elif word in WORD_KINDS:
        kind = WORD_KINDS[word]
    elif ordinals := find_ordinals(token.text):
        return Mention(Kind.RANK, token.start, token.end, ordinals[0].value, word)
    elif numbers := find_numbers(token.text):
        return Mention(Kind.NUMBER, token.start, token.end, numbers[0].value, word)
    elif word in lexicon.verbs() and not ((before in NOUN_BEFORE or before.endswith("est")) and word in NOUN_TOO):
        kind = next(kind for name, kind in VERB_ORDER if name in lexicon.verbs()[word])
    else:
        kind = Kind.WORD
    return Mention(kind, token.start, token.end, None, word)


NOUN_BEFORE = frozenset(
    (
        "a an the his her their its first second third fourth another this that convincing comfortable easy "
        "narrow surprise winning best home emphatic maiden consecutive successive back-to-back straight one "
        "two three of in 's impressive dominant great stunning sensational overall world olympic deserved"
    ).split()
)
NOUN_TOO = frozenset(
    (
        "clock time times place places record finish end lead skate run runs ride rides row jump jumps throw "
        "throws set place break slip trip fall crash swim drive race shock surprise upset best hammer "
        "retirement comment lift sail clear cruise sprint steal land promise"
    ).split()
)


def _merge(mentions: list[Mention], text: str, *, cased: bool) -> list[Mention]:
    """Join neighbours that mean one thing: an event of several words, a nation's team, a person with a nation."""
    mentions = [_epithet_age(mentions, index) for index in range(len(mentions))]
    mentions = [_adjective_final(mentions, index) for index in range(len(mentions))]
    mentions = [_sprint_finish(mentions, index) for index in range(len(mentions))] if cased else mentions
    mentions = [_definite_adjective(mentions, index) for index in range(len(mentions))]
    mentions = _join_phrasal(mentions)
    mentions = [_boat_class(mentions, index) for index in range(len(mentions))]
    mentions = _read_distances(mentions, cased=cased)
    mentions = _join_events(mentions, text)
    mentions = _join_national_records(mentions)
    return _join_teams(mentions, text)


PHRASAL_BEATING: dict[str, frozenset[str]] = {
    "off": frozenset(
        (
            "see sees saw seen seeing hold holds held holding fight fights fought fighting fend fends fended "
            "fending hit"
        ).split()
    ),
    "aside": frozenset("sweep sweeps swept sweeping brush brushes brushed brushing".split()),
    "out": frozenset("knock knocks knocked knocking put puts putting".split()),
    "past": frozenset(
        (
            "get gets got getting power powered powering edge edged edging squeeze squeezed slip slipped surge surged"
        ).split()
    ),
    "for": frozenset("account accounts accounted accounting".split()),
}


NOUN_FOLLOWS = frozenset(
    {
        Kind.WORD,
        Kind.PERSON,
        Kind.EVENT,
        Kind.SEX,
        Kind.SPORT,
        Kind.RECORD,
        Kind.COMPETITION,
        Kind.ADJECTIVE,
        Kind.MEDAL,
        Kind.ROUND,
        Kind.NUMBER,
        Kind.CLUB,
        Kind.DASH,
        Kind.DEMONYM,
    }
)


def _definite_adjective(mentions: list[Mention], index: int) -> Mention:
    """Read "the American" and "the 27-year-old American" as someone where no noun follows."""
    mention = mentions[index]
    if mention.kind is not Kind.ADJECTIVE or not index or not mention.word.endswith("n"):
        return mention
    before = mentions[index - 1]
    definite = before.kind is Kind.THE and before.word == "the" or AGE_WORD.fullmatch(before.word)
    follows = mentions[index + 1].kind if index + 1 < len(mentions) else Kind.STOP
    return replace(mention, kind=Kind.DEMONYM) if definite and follows not in NOUN_FOLLOWS else mention


def _join_phrasal(mentions: list[Mention]) -> list[Mention]:
    """Make one verb of beating of "saw off", "swept aside", "knocked out"."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and joined[-1].word in PHRASAL_BEATING.get(mention.word, frozenset()):
            joined[-1] = replace(joined[-1], kind=Kind.BEAT, end=mention.end)
            continue
        joined.append(mention)
    return joined


RACE_NOUNS = frozenset(
    (
        "final race title hurdles steeplechase freestyle backstroke breaststroke butterfly individual relay "
        "event heat heats gold crown"
    ).split()
)


def _is_race_number(mentions: list[Mention], index: int) -> bool:
    """Tell "Men's 800:" and "the 400 hurdles" from other bare numbers."""
    before = mentions[index - 1] if index else None
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    behind_sex = before is not None and (
        before.kind is Kind.SEX
        or (before.kind is Kind.POSSESSIVE and index > 1 and mentions[index - 2].kind is Kind.SEX)
    )
    named = after is not None and (after.word in RACE_NOUNS or after.kind is Kind.EVENT)
    return (
        behind_sex
        and (
            after is None or after.kind in {Kind.COLON, Kind.IN, Kind.COMMA, Kind.STOP, Kind.ROUND, Kind.EVENT} or named
        )
    ) or (named and before is not None and before.word in {"the", "s"})


BOATS = {
    "pair": "pair",
    "pairs": "pair",
    "eight": "eight",
    "eights": "eight",
    "four": "four",
    "fours": "four",
    "quad": "quadruple",
    "quads": "quadruple",
    "double": "double",
    "single": "single",
    "singles": "single",
    "doubles": "double",
}


def _boat_class(mentions: list[Mention], index: int) -> Mention:
    """Read "the women's pair", "Men's eight" as events; elsewhere the words count."""
    mention = mentions[index]
    if mention.word not in BOATS or mention.kind not in {Kind.WORD, Kind.NUMBER, Kind.EVENT}:
        return mention
    before = mentions[max(index - 2, 0) : index]
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    alone = (
        after is None or after.kind not in {Kind.WORD, Kind.SEX, Kind.NUMBER} or after.word in {"final", "in", "title"}
    )
    if (
        before
        and alone
        and (
            before[-1].kind is Kind.SEX
            or (len(before) == 2 and before[-1].kind is Kind.POSSESSIVE and before[0].kind is Kind.SEX)
        )
    ):
        return replace(mention, kind=Kind.EVENT, value=(BOATS[mention.word],))
    return mention


AGE_WORD = re.compile(r"\d{2}-year-olds?")


def _epithet_age(mentions: list[Mention], index: int) -> Mention:
    """Read "the 34-year-old," as someone; "the 34-year-old Briton" leaves that to the noun."""
    mention = mentions[index]
    if not AGE_WORD.fullmatch(mention.word):
        return mention
    after = mentions[index + 1].kind if index + 1 < len(mentions) else Kind.COMMA
    alone = (
        index
        and mentions[index - 1].word == "the"
        and after not in {Kind.SEX, Kind.WORD, Kind.PERSON, Kind.DEMONYM, Kind.ADJECTIVE, Kind.CLUB, Kind.FINISH}
    )
    return replace(mention, kind=Kind.DEMONYM if alone else Kind.WORD, value=None)


FINAL_AS_ROUND = frozenset(
    (
        "here again itself from against between which ended began started and but time race of standings "
        "yesterday results result ranking rankings held today tonight"
    ).split()
)


SPRINT_FINISHES = frozenset("uphill bunch mass final photo two-man three-man long last short reduced a".split())


def _sprint_finish(mentions: list[Mention], index: int) -> Mention:
    """Read "an uphill sprint", "a sprint for the line" as the end of a race, not as an event."""
    mention = mentions[index]
    if mention.kind is not Kind.EVENT or mention.value != ("sprint",):
        return mention
    before = mentions[index - 1].word if index else ""
    after = mentions[index + 1].word if index + 1 < len(mentions) else ""
    is_finish = before in SPRINT_FINISHES or after in {"finish", "for", "to", "from", "victory"}
    return replace(mention, kind=Kind.WORD, value=None) if is_finish else mention


def _adjective_final(mentions: list[Mention], index: int) -> Mention:
    """Read "final" before a noun ("the final bend", "the final three laps") as an adjective, not as a round."""
    mention = mentions[index]
    if (
        mention.kind is Kind.ROUND
        and mention.word.endswith("-round")
        and index + 1 < len(mentions)
        and mentions[index + 1].kind in {Kind.WORD, Kind.FALL, Kind.TITLE}
    ):
        return replace(mention, kind=Kind.WORD)
    if (
        mention.kind is Kind.ROUND
        and mention.word == "qualifying"
        and index + 1 < len(mentions)
        and mentions[index + 1].word in {"time", "mark", "standard", "distance", "times"}
    ):
        return replace(mention, kind=Kind.WORD)
    if mention.kind is not Kind.ROUND or mention.word != "final" or index + 1 >= len(mentions):
        return mention
    after = mentions[index + 1]
    adjective = after.kind in {Kind.NUMBER, Kind.LENGTH, Kind.LAPS} or (
        after.kind in {Kind.WORD, Kind.TAKE, Kind.CLOCK}
        and after.word.isalpha()
        and after.word not in FINAL_AS_ROUND
        and not after.word.endswith(("ed", "ly"))
    )
    return replace(mention, kind=Kind.WORD) if adjective else mention


def _read_distances(mentions: list[Mention], *, cased: bool) -> list[Mention]:
    """Turn a distance that is raced ("the 1,500m") into an event; a mark or a stretch of a race stays a length."""
    read: list[Mention] = []
    for index, mention in enumerate(mentions):
        metres: int | None = None
        before = mentions[index - 1].word if index else ""
        after = mentions[index + 1].word if index + 1 < len(mentions) else ""
        if mention.kind is Kind.LENGTH and mention.value.approx is None:
            exact = mention.value.value.mm / 1000
            metres = (
                round(exact)
                if mention.value.value.unit in {LengthUnit.MILE, LengthUnit.YARD, LengthUnit.FURLONG}
                or exact.is_integer()
                else None
            )
        elif (
            mention.kind is Kind.NUMBER
            and before not in {"in", "top", "how", "stage"}
            and (not cased or _is_race_number(mentions, index))
        ):
            metres = int(mention.value) if float(mention.value).is_integer() else None
            metres = metres if metres in RACE_METRES and (metres >= 60) else None
        if (
            metres in RACE_METRES
            and before not in PART_OF_RACE
            and not (cased and before in {"at", "after", "by", "until"})
            and after
            not in {
                "to",
                "from",
                "behind",
                "back",
                "left",
                "remaining",
                "ahead",
                "mark",
                "away",
                "of",
                "course",
                "lane",
                "track",
                "loop",
                "penalty",
            }
        ):
            read.append(replace(mention, kind=Kind.EVENT, value=(f"{metres}m",)))
        else:
            read.append(mention)
    return read


def _join_events(mentions: list[Mention], text: str) -> list[Mention]:
    joined: list[Mention] = []
    for mention in mentions:
        if (
            mention.word == "individual"
            and joined
            and joined[-1].kind is Kind.EVENT
            and text[joined[-1].end : mention.start] == " "
        ):
            joined[-1] = replace(joined[-1], end=mention.end, value=(*joined[-1].value, "individual"))
            continue
        if mention.kind is Kind.EVENT and joined:
            last = joined[-1]
            gap = text[last.end : mention.start]
            if last.kind is Kind.EVENT and gap in {" ", "-", ""}:
                joined[-1] = replace(last, end=mention.end, value=tuple(dict.fromkeys((*last.value, *mention.value))))
                continue
            if (
                last.kind is Kind.SPORT
                and gap == " "
                and len(joined) > 1
                and joined[-2].kind is Kind.EVENT
                and text[joined[-2].end : last.start] == " "
            ):
                first = joined[-2]
                joined[-2:] = [
                    replace(first, end=mention.end, value=tuple(dict.fromkeys((*first.value, *mention.value)))),
                    last,
                ]
                joined.pop()
                continue
        joined.append(mention)
    return joined


def _join_national_records(mentions: list[Mention]) -> list[Mention]:
    """Read "the Icelandic hammer throw record" as a national record."""
    read = list(mentions)
    for index, mention in enumerate(mentions):
        if mention.kind is Kind.RECORD and mention.value == "record":
            before = mentions[max(index - 4, 0) : index]
            while before and before[0].kind is not Kind.ADJECTIVE:
                before = before[1:]
            if before and all(item.kind in {Kind.ADJECTIVE, Kind.EVENT, Kind.SEX, Kind.POSSESSIVE} for item in before):
                read[index] = replace(mention, value="national record")
    return read


def _join_teams(mentions: list[Mention], text: str) -> list[Mention]:
    """Make one team mention of "the Dutch trio", "Canada's women", "Russian Olympic Committee (ROC)", "Team USA"."""
    joined: list[Mention] = []
    index = 0
    while index < len(mentions):
        mention = mentions[index]
        rest = mentions[index + 1 : index + 6]
        codes = "".join(item.code for item in rest)
        if mention.kind in {Kind.NATION, Kind.ADJECTIVE}:
            if mention.kind is Kind.NATION and codes[:3] == "(N)" and rest[1].value.nation == mention.value.nation:
                mention = replace(mention, end=rest[2].end)
                index += 3
                rest = mentions[index + 1 : index + 6]
                codes = "".join(item.code for item in rest)
            skip = 1 if codes[:1] == "'" and mention.kind is Kind.NATION else 0
            if (
                len(rest) > skip
                and rest[skip].word in SIDE_WORDS
                and (skip or mention.kind is Kind.ADJECTIVE or rest[skip].kind is Kind.SEX)
            ):
                side = rest[skip]
                follows_possessive = len(rest) > skip + 1 and rest[skip + 1].kind in {
                    Kind.POSSESSIVE,
                    Kind.EVENT,
                    Kind.SPORT,
                }
                if side.kind is Kind.SEX and follows_possessive:
                    joined.append(mention)
                    index += 1
                    continue
                sex = side.value if side.kind is Kind.SEX else mention.value.sex
                mention = replace(mention, kind=Kind.NATION, end=side.end, value=replace(mention.value, sex=sex))
                index += skip + 1
                if (
                    index + 1 < len(mentions)
                    and mentions[index + 1].word in SIDE_WORDS
                    and mentions[index + 1].kind is not Kind.SEX
                ):
                    mention = replace(mention, end=mentions[index + 1].end)
                    index += 1
        joined.append(mention)
        index += 1
    return joined
