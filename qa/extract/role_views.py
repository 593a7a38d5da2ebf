"""What the readers of roles share: the building blocks of their patterns, the sentence, what a pattern found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from qa import lexicon
from qa.entrant import Entrant
from qa.extract.coreference import Resolver
from qa.extract.phrasing import PERSON, Name, Phrasing
from qa.facts import Result, Slot

NOT_PLAIN = (
    r"(?!(?:of|and|with|by|from|to|for|at|in|on|who|which|while|but|or|nor|not|that|than|as|after|before|when|behind"
    r"|ahead|over|against|until|if) )"
)
PLAIN = rf"(?:{NOT_PLAIN}[a-z0-9][\w'-]* )"
WORDS = rf"(?:{PLAIN}{{0,4}}(?:<A\d+> )?(?:<N\d+>'s )?{PLAIN}{{0,3}})"
MEMBER = rf"(?P<member>{PERSON})(?!'s|-[a-z]| (?:until|till)\b)"
# What may follow whom a verb is about: no noun that the name only describes ("owns the Harbour record").
ENDS = (
    r"(?= (?:to|in|at|for|on|and|from|since|before|after|as|through|home|past|into|over|with|when|while|who|which|was"
    r"|is|but"
    r"|by|here|last|this)\b| ?[,.;:)(]| -|$)"
)
BRACKET = r"(?: \([^()]*\))?(?: \d+-\d+j?f?(?: (?:joint |co-)?fav(?:ou?rite)?)?)?"
ADVERB = (
    r"(?:(?!formerly|previously|originally|initially|nearly|reportedly|possibly|probably)"
    r"(?:also|again|now|has|[a-z]+ly) )?"
)
QUALIFIER = (
    r"(?:(?:head|national|long-time|longtime|regular|stable|winning|apprentice|veteran|new|team|first-choice) )?"
)
OF_VEHICLES = frozenset({"rider", "driver", "pilot", "cox", "stroke", "skipper"})


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with all that the readers of roles need to know of it."""

    phrasing: Phrasing
    resolver: Resolver
    text: str
    mounted: bool
    winners: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A role as a pattern found it: the person, the role with where it is said, and whose; `of` may be a slot."""

    member: Name | None
    role: Slot[str]
    of: Name | Slot[Entrant] | None


@cache
def forms(column: str) -> dict[str, str]:
    """Map each word of a column of the list of roles to its role."""
    return {form: role for role, words in lexicon.roles().items() for form in getattr(words, column)}


@cache
def any_form(column: str) -> str:
    return "|".join(sorted(map(re.escape, forms(column)), key=len, reverse=True))


def slot_of(view: View, match: re.Match[str], group: str, role: str) -> Slot[str]:
    start, end = view.phrasing.span(*match.span(group))
    return Slot(role, start, end)


def winner_of(view: View, match: re.Match[str], group: str) -> Slot[Entrant] | None:
    """Return whom "the winner" stands for: the first of this race, as the rest of the article places it."""
    race = view.phrasing.scene.race
    names = {fact.entrant.value.name: fact.entrant.value for fact in view.winners if fact.race == race}
    start, end = view.phrasing.span(*match.span(group))
    return Slot(next(iter(names.values())), start, end) if len(names) == 1 else None


IF = re.compile(r"\b(?:if|whether|unless)\b[^,;]*$")


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches that state something: none in a question or behind "if"."""
    if text.rstrip(' "”').endswith("?"):
        return
    at = 0
    while (match := pattern.search(text, at)) is not None:
        if not IF.search(text[: match.start()]):
            yield match
        at = max(match.start() + 1, match.end() - len("<P00>"))
