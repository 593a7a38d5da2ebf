"""Read scores told of a subject: "Berg scored the winner", "Berg headed home", "Berg's 89th-minute penalty"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qa import lexicon
from qa.extract.goal_words import ADVERB, COUNT, FINISHES, MINUTE, MINUTED, ORDERS, ORDINAL, SCORER, TOUCHED, Event
from qa.extract.phrasing import MARK, Phrasing
from qa.extract.role_views import PLAIN, matches
from qa.facts import Slot
from qa.numbers import read_number


@cache
def _nouns() -> str:
    return "|".join(sorted(map(re.escape, lexicon.goals()), key=len, reverse=True))


@cache
def _scored() -> re.Pattern[str]:
    verb = (
        r"scored|scoring|netted|bagged|hit|struck|grabbed|got|notched|claimed|kicked|added|converted|landed|slotted|nabbed|fired"
        r"|scores|completed|rounded off|ran in|touched down for|crossed for|went over for|dived over for|dropped|headed"
        r"|snatched|sealed (?:the win|victory|it) with|tapped in|took(?= [a-z0-9]+ wickets?)|equali[sz]ed with"
        r"|levelled with"
    )
    orders = "|".join(rf"(?P<{order}>{words})" for order, words in ORDERS.items())
    adjective = r"(?:(?!own )[a-z][\w-]* ){0,3}?"
    thing = (
        rf"(?:the|a|an|his|her|another) {adjective}(?:{orders})\b"
        rf"|(?:a|his|her|the) {adjective}(?P<hattrick>hat-trick)|(?:a|his|her) {adjective}(?P<brace>brace|double)\b"
        rf"|(?P<both>both)(?: of <N\d+>'s| the)? (?P<bothof>goals|tries)"
        rf"|(?P<count>{COUNT}) {adjective}(?P<counted>{_nouns()})\b"
        rf"|(?:the|a|an|his|her|another) (?P<own>own goal)"
        rf"|(?:the|a|an|his|her|another|<N\d+>'s) {adjective}(?P<noun>{_nouns()})\b(?! (?:attempt|kick|corner))"
        rf"|(?:the|a|his|her|<N\d+>'s) (?P<ordinal>{ORDINAL})"
        rf"(?= (?:in|after|on|with|from|just|shortly|midway|early|late|and|as|to|before|for|minutes?|{COUNT})\b"
        r"|[.,;]|$)"
        r"|(?P<twice>twice|three times|four times)"
    )
    bare = (
        r"(?P<bare>scored|netted|struck|equali[sz]ed|levelled|drew level|opened the scoring|opened the account"
        r"|broke the deadlock|was on target|were on target|found the net)"
        r"(?= (?:for|against|from|in|after|on|with|just|shortly|midway|early|late|deep|to|as|before|and|while|when"
        r"|the scores"
        r"|matters|either|at|a|five|two|three|four|ten|through|\d+)\b|[.,;]|$)(?! (?:a|an) (?:shock |famous |\w+ )?"
        r"(?:win|victory|success))"
    )
    return re.compile(rf"{SCORER} {ADVERB}(?:(?:{verb}) (?:{thing})|{bare})")


COUNTED = {"twice": 2, "three times": 3, "four times": 4, "brace": 2, "double": 2, "hat-trick": 3, "both": 2}
OPENED = re.compile(r"opened|deadlock")
LEVELLED = re.compile(r"equali|level")
EARLIER_NAMES = re.compile(r"(?P<names>(?:<[PT]\d+>(?: \([^()]*\))?, )*<[PT]\d+>(?: \([^()]*\))?),? and $")
RUNS = re.compile(rf"{SCORER} {ADVERB}(?:made|hit|scored) (?P<runs>\d{{1,3}})(?= |[.,;]|$)(?! (?:goals|points|tries))")


def read_scored(phrasing: Phrasing, text: str) -> Iterator[Event]:
    for match in matches(_scored(), phrasing.text):
        found = match.groupdict()
        scorers = [phrasing.name(match, "scorer")]
        before = EARLIER_NAMES.search(phrasing.text, 0, match.start("scorer"))
        begin = match.start()
        if before is not None:
            several = [phrasing.names[int(number)] for number in MARK.findall(before.group("names"))]
            if " each " not in match.group() and not found["bare"]:
                continue  # who of them scored how many is left open
            scorers, begin = [*several, *scorers], before.start()
        order = next((name for name in ORDERS if found[name]), None)
        if found["bare"]:
            order = "first" if OPENED.search(found["bare"]) else "equaliser" if LEVELLED.match(found["bare"]) else None
        group = next(
            name
            for name in (*ORDERS, "hattrick", "brace", "both", "own", "counted", "noun", "ordinal", "twice", "bare")
            if found[name]
        )
        words = "bothof" if group == "both" else group
        kind = kind_of(phrasing, match, words)
        where = phrasing.span(*match.span(group))
        counted = "count" if group == "counted" else group
        number = COUNTED.get(found[group]) or (read_number(found["count"]) if group == "counted" else None)
        yield Event(
            tuple(name for name in scorers if name is not None),
            kind,
            begin,
            match.end(),
            count=Slot(int(number), *phrasing.span(*match.span(counted))) if number else None,
            order=Slot(order, *where) if order else None,
            way=way_of(phrasing, match, group),
        )
    if phrasing.scene.race.sport == "cricket":
        for match in matches(RUNS, phrasing.text):
            where = phrasing.span(*match.span("runs"))
            name = phrasing.name(match, "scorer")
            if name is not None:
                count = Slot(int(match.group("runs")), *where)
                yield Event((name,), Slot("run", *where), match.start(), match.end(), count=count)


def kind_of(phrasing: Phrasing, match: re.Match[str], group: str) -> Slot[str]:
    """Return what was scored as its name; a goal, or in rugby a try, where no word for it stands there."""
    words = match.group(group)
    named = next((kind for word, kind in lexicon.goals().items() if re.search(rf"\b{re.escape(word)}\b", words)), None)
    default = "try" if phrasing.scene.race.sport == "rugby" else "goal"
    if named == "penalty" and default == "goal":
        named = None
    return Slot(named or default, *phrasing.span(*match.span(group)))


def way_of(phrasing: Phrasing, match: re.Match[str], group: str) -> Slot[str] | None:
    """Return "own goal" and, where a goal is meant, "penalty", with the words that say so."""
    own = group == "own"
    found = re.search(r"\bown goal\b" if own else r"\bpenalty\b|\bfrom the spot\b", match.group())
    if not own and found is None:
        behind = re.match(r" from the (?:penalty )?spot\b| with a (?:\w+ )?penalty\b", phrasing.text[match.end() :])
        if behind is not None:
            return Slot("penalty", *phrasing.span(match.end() + 1, match.end() + behind.end()))
    if found is None or phrasing.scene.race.sport == "rugby":
        return None
    begin = match.start() + found.start()
    return Slot("own goal" if own else "penalty", *phrasing.span(begin, match.start() + found.end()))


FINISHED = re.compile(rf"{SCORER} {ADVERB}(?P<verb>{FINISHES})")
WENT_OVER = re.compile(rf"{SCORER} {ADVERB}(?P<verb>{TOUCHED})")
AHEAD = re.compile(
    rf"{SCORER} {ADVERB}(?P<verb>put|fired|gave|headed|shot|kicked|sent|nodded|edged) (?P<team><[NT]\d+>) "
    r"(?:back )?(?P<state>ahead|in front|the lead|\d+-\d+ (?:up|ahead|in front)|level|back in front)\b"
)
OWNED = re.compile(
    rf"(?P<scorer><[PT]\d+>)'s (?:(?!own )[a-z][\w-]* ){{0,2}}?(?:(?P<when>{MINUTED}) )?"
    r"(?:(?!own )[a-z][\w-]* ){0,2}?"
    rf"(?:(?P<equaliser>{ORDERS['equaliser']})|(?P<first>{ORDERS['first']})|(?P<winner>{ORDERS['winner']})"
    r"|(?P<noun>goal|try|drop goal)|(?P<shot>penalty|header|strike|free-kick|free kick|volley|effort|shot))\b"
    r"(?! (?:was (?:saved|blocked|cleared|tipped|parried|wide|held)|hit|went|came|struck|flew|is|was to|of|attempt"
    r"|tally|drought"
    r"|record"
    r"|average|kick|kicking|difference))"
)


BY = re.compile(
    rf"\b(?:(?P<equaliser>{ORDERS['equaliser']})|(?P<first>{ORDERS['first']})|(?P<winner>{ORDERS['winner']})"
    r"|(?P<noun>goal|try|penalty)|(?P<shot>(?:headed|tapped|turned|fired|swept|bundled|slotted) (?:home|in)))"
    r"(?: (?:was|were) (?:scored|headed in|converted|touched down|netted)| came)?"
    rf"(?: (?P<when>{MINUTE}))? (?:by|from|through) (?:{PLAIN}){{0,2}}(?P<scorer><[PT]\d+>)"
    r"(?!'s|-[a-z]| (?:was|hit|went|struck|flew|but)\b)"
)


def read_scored_by(phrasing: Phrasing, text: str) -> Iterator[Event]:
    """Read "the winner was scored by Berg", "a cross was headed in by Berg", "Norway's equaliser came from Berg"."""
    for match in matches(BY, phrasing.text):
        name = phrasing.name(match, "scorer")
        group = next(group for group in (*ORDERS, "noun", "shot") if match.group(group))
        if name is not None and not phrasing.text[: match.start()].endswith("own "):
            yield Event(
                (name,),
                kind_of(phrasing, match, group),
                match.start(),
                match.end(),
                order=Slot(group, *phrasing.span(*match.span(group))) if group in ORDERS else None,
                way=way_of(phrasing, match, group),
                when=phrasing.slot(match, "when", text) if match.group("when") else None,
            )


def read_finished(phrasing: Phrasing, text: str) -> Iterator[Event]:
    rugby = phrasing.scene.race.sport == "rugby" or re.search(r"\btr(?:y|ies)\b", text) is not None
    for pattern, noun in ((FINISHED, "goal"), (WENT_OVER, "try")):
        if noun == "try" and not rugby:
            continue
        for match in matches(pattern, phrasing.text):
            name = phrasing.name(match, "scorer")
            if name is not None:
                kind = Slot(noun, *phrasing.span(*match.span("verb")))
                way = way_of(phrasing, match, "verb")
                yield Event((name,), kind, match.start(), match.end(), way=way)


def read_put_ahead(phrasing: Phrasing, text: str) -> Iterator[Event]:
    for match in matches(AHEAD, phrasing.text):
        name = phrasing.name(match, "scorer")
        if name is not None:
            where = phrasing.span(*match.span("state"))
            order = Slot("equaliser", *where) if match.group("state") == "level" else None
            kind = kind_of(phrasing, match, "verb")
            yield Event((name,), kind, match.start(), match.end(), order=order, team=phrasing.name(match, "team"))


def read_owned(phrasing: Phrasing, text: str) -> Iterator[Event]:
    for match in matches(OWNED, phrasing.text):
        name = phrasing.name(match, "scorer")
        if name is None or (match.group("shot") and not match.group("when")):
            continue
        group = next(group for group in (*ORDERS, "noun", "shot") if match.group(group))
        yield Event(
            (name,),
            kind_of(phrasing, match, group) if group != "shot" else Slot("goal", *phrasing.span(*match.span("shot"))),
            match.start(),
            match.end(),
            order=Slot(group, *phrasing.span(*match.span(group))) if group in ORDERS else None,
            way=way_of(phrasing, match, group),
            when=phrasing.slot(match, "when", text) if match.group("when") else None,
        )
