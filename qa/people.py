"""Find the names of persons in an article, without a dictionary of names: by capitals, company and repetition.

Which capitalised words are no names is data in `words/`. Resolving a name in a question is left to `names`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from qa import lexicon
from qa.capitals import NOBLE, PARTICLES, capital_runs, nation_spans, phrase_spans, split_run
from qa.names import fold, same_person
from qa.nations import find_nations
from qa.tokens import Token, tokenize
from sources.records import Sentence

PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "from", "outside"})
WON_FROM = re.compile(r"\b(?:won|wins?|winning|victory) (?:(?!and\b)[^\s.;,:!?]\S* )*from (?:the )?$")
OWNER = re.compile(r"(?<=[a-z\d,;)] )(?P<owner>[A-Z]\w+)(?:['’]s)? $")  # inside a sentence
LONGEST_OWNER = 30  # characters
DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "its", "your", "my", "our"})
LONGEST_NAME = 5
OPENING = frozenset({'"', "“", ":", "(", "-", "–", "—", "‘", "'"})
SURNAMES_TOO = frozenset(
    (
        "hill lake park bank church castle hall west north south field bay rivers bridge day grand house "
        "major marsh street banks parks hills"
    ).split()
)
RACING_VERBS = frozenset(
    "won finished came was took led said beat clocked held crossed edged claimed set fell crashed pulled".split()
)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
DATELINE = re.compile(
    r"^(?P<town>[A-Z\u00c0-\u00de][\w.'’ -]{2,30}?)(?:, [A-Z][\w. ]+)?"
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{4}-\d\d-\d\d))?(?: \([A-Z][\w/ -]*\))? ?(?:-|--|–|—) ",
    re.MULTILINE,
)
IN_NAME_OF_RACE = re.compile(
    r"\b(?P<town>[A-Z][\w'’-]{1,40}) (?:Grand Prix|Open|Marathon|Regatta|Cup|Derby|Classic|Masters|Meeting|Games)\b"
)


@dataclass(slots=True)
class People:
    """The persons an article names: full names, and which of them a single name may stand for."""

    full: set[str] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    by_part: dict[str, list[str]] = field(default_factory=dict)
    alias: dict[str, str] = field(default_factory=dict)

    def add(self, name: str) -> None:
        """Add a full name of at least two words."""
        if name in self.full:
            return
        self.full.add(name)
        for part in name_parts(name):
            self.by_part.setdefault(part, []).append(name)

    def in_full(self, name: str) -> str:
        """Return the full name that "B Holt" or "Holt" stands for; the name itself where it stands for none."""
        name = self.alias.get(name, name)
        bearers = self.bearers(name) or self.with_initial(name)
        return bearers[0] if len(bearers) == 1 else name

    def with_initial(self, name: str) -> list[str]:
        """Return the full names whose initial and surname these are; none where the name has no initial."""
        first, *rest = fold(name).replace(".", " ").split()
        if len(first) != 1 or not rest:
            return []
        return [
            full
            for full in self.by_part.get(rest[-1], [])
            if full in self.full
            and fold(full).startswith(first)
            and len(fold(full).split()[0].rstrip(".")) > 1
            and fold(full).split()[-len(rest) :] == rest
        ]

    def bearers(self, name: str) -> list[str]:
        """Return the full names that a surname, a first name or a tail of a name ("van Dam") may stand for."""
        words = fold(name).split()
        found = [full for full in self.by_part.get(words[-1], []) if _ends_with(fold(full).split(), words)]
        if not found:
            found = [full for full in self.by_part.get(words[0], []) if fold(full).split()[: len(words)] == words]
        return found


def _ends_with(whole: Sequence[str], tail: Sequence[str]) -> bool:
    return list(whole[-len(tail) :]) == list(tail) or (len(tail) == 1 and tail[0] in whole)


def name_parts(name: str) -> list[str]:
    """Return the folded words of a name that can stand for it alone (no particles)."""
    return [word for word in fold(name).replace(".", " ").split() if word not in PARTICLES and len(word) > 1]


def find_people(text: str, sentences: Sequence[Sentence]) -> People:
    """Read the persons named in an article's sentences."""
    people = People()
    singles: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    seen_lower: set[str] = set()
    runs: list[tuple[list[Token], Token | None, Token | None, bool]] = []
    datelines = towns_of(text)
    for sentence in sentences:
        tokens = tokenize(text, start=sentence.start, end=sentence.end)
        if text[sentence.start : sentence.end].isupper():
            continue
        seen_lower |= {token.word for token in tokens if not token.capital}
        at = {token.start: index for index, token in enumerate(tokens)}
        nation_starts = [*nation_spans(text, sentence), *phrase_spans(tokens)]
        for run in capital_runs(tokens, text):
            for piece in split_run(run, nation_starts):
                index = at[piece[0].start]
                last = at[piece[-1].start]
                before = _before(tokens, index)
                after = tokens[last + 1] if last + 1 < len(tokens) else None
                runs.append((piece, before, after, before is None or before.text in OPENING))
    for piece, before, after, _ in runs:
        words = [token.word for token in piece]
        if len(piece) < 2 or len(piece) > LONGEST_NAME or not _is_personal(words, before, after):
            continue
        name = text[piece[0].start : piece[-1].end]
        is_behind_in = before is not None and before.word in PLACE_PREPOSITIONS and not (after and after.text == "(")
        if is_behind_in and not WON_FROM.search(text[max(piece[0].start - 100, 0) : piece[0].start]):
            refused[name] += 1
            continue
        if before is not None and before.word in DETERMINERS:
            refused[name] += 1
            continue
        if fold(name) in datelines:
            refused[name] += 1
            continue
        if lexicon.hosts().at(words, 0):
            continue
        accepted[name] += 1
    ends: dict[tuple[str, ...], str] = {}  # how a full name begins or ends -> the name, the first by the alphabet
    for name, count in sorted(accepted.items(), key=lambda item: -len(item[0].split())):
        words = fold(name).split()
        longer = ends.get(tuple(words))
        if count > refused[name] and longer is None:
            people.add(name)
            for length in range(1, len(words)):
                for part in (tuple(words[:length]), tuple(words[-length:])):
                    ends[part] = min(name, ends.get(part, name))
        elif longer is not None:
            people.alias[name] = longer
    for piece, before, after, first in runs:
        if len(piece) != 1 or piece[0].word in people.by_part:
            continue
        token = piece[0]
        if (
            token.word in lexicon.organisation_words()
            or token.word in seen_lower
            or len(token.text) < 3
            or token.text.isupper()
        ):
            continue
        is_place = token.word in datelines or lexicon.hosts().at([token.word], 0)
        start = piece[0].start
        owner = OWNER.search(text, max(start - LONGEST_OWNER, 0), start)
        is_part = owner is not None and fold(owner["owner"]) in NOBLE  # of "Silver Comet" or "King's Folly"
        is_thing = before is not None and (
            before.word in PLACE_PREPOSITIONS or before.word in DETERMINERS or before.word.endswith("-year-old")
        )
        if is_place or is_part or is_thing:
            refused[token.text] += 1
            continue
        singles[token.text] += 1 if not first or (after is not None and after.text in {"(", "'s", "’s"}) else 0
    for name in accepted:
        _note_initial(name, people)
    people.single = {name for name, count in singles.items() if count and not refused[name]}
    for name in people.single:
        people.by_part.setdefault(fold(name), []).append(name)
    return people


def _before(tokens: Sequence[Token], index: int) -> Token | None:
    """Return the word before a name, past adjectives behind a determiner: "a wet Silverton"."""
    if not index:
        return None
    before = tokens[index - 1]
    if (
        index >= 2
        and before.text.isalpha()
        and before.text.islower()
        and tokens[index - 2].word in {"a", "an"}
        and before.word not in PARTICLES | PLACE_PREPOSITIONS
    ):
        return tokens[index - 2]
    return before


def _is_personal(words: Sequence[str], before: Token | None, after: Token | None) -> bool:
    """Tell a person from a place or body: Damon Lake is one beside "(Canada)", "Canadian" or a verb of racing."""
    strange = lexicon.organisation_words() & set(words)
    if not strange:
        return True
    if set(words[:-1]) & strange or words[-1] not in SURNAMES_TOO:
        return False
    return (after is not None and (after.text == "(" or after.word in RACING_VERBS)) or (
        before is not None and (before.text in {"'s", "’s"} or bool(find_nations(before.text)))
    )


def introduce(people: People, names: Collection[str], text: str) -> None:
    """Add persons known from elsewhere whom a text names by surname alone, unless a bearer of it is named there."""
    written = set(WORD.findall(text))
    for name in names:
        surname = name.split()[-1]
        is_named = surname in written or surname.upper() in written
        if " " not in name or not is_named or surname.lower() in written or surname in PARTICLES:
            continue
        bearers = people.by_part.get(fold(surname), [])
        if any(bearer not in names or same_person(bearer, name) for bearer in bearers):
            continue
        people.add(name)
        people.single.discard(surname)


def towns_of(text: str) -> frozenset[str]:
    """Return the towns, folded, that reports are dated from or races named after; they are no persons."""
    towns = [match.group("town") for match in DATELINE.finditer(text) if not match.group("town").islower()]
    towns += [match.group("town") for match in IN_NAME_OF_RACE.finditer(text)]
    return frozenset(fold(town) for town in towns)


def _note_initial(name: str, people: People) -> None:
    """Let "B Holt" stand for Brett Holt where the article names him in full."""
    same = people.with_initial(name)
    if len(same) == 1:
        people.full.discard(name)
        for part in name_parts(name):
            if name in people.by_part.get(part, []):
                people.by_part[part].remove(name)
        people.alias[name] = same[0]
