"""Read roles told by nouns: "A's coach B", "A and brakeman B", "with B coxing", "winning jockey B", riders in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qa.extract.phrasing import ACTOR, ANYONE, MARK, PERSON, SOMETHING, Name, Phrasing
from qa.extract.role_views import (
    BRACKET,
    MEMBER,
    OF_VEHICLES,
    PLAIN,
    QUALIFIER,
    WORDS,
    Told,
    View,
    any_form,
    forms,
    matches,
    slot_of,
    winner_of,
)
from qa.mention import Kind, Mention

# "Norway's jockey" and "Norway's owner" only say where someone is from.
OF_NATIONS = frozenset({"coach", "captain", "goalkeeper", "skipper", "manager", "cox", "stroke", "pilot", "brakeman"})
BESIDE = frozenset({"brakeman", "pilot", "co-driver", "passenger", "partner", "caddie", "cox"})  # "Berg and pilot Dahl"
AS_ROLE = {
    "rider": r"aboard|up|riding|in the saddle|in the irons|on board",
    "cox": r"coxing|as cox(?:swain)?|in the cox's seat",
    "stroke": r"stroking|at stroke|in the stroke seat",
    "skipper": r"at the helm|helming|as skipper|skippering|at the tiller",
    "driver": r"at the wheel|behind the wheel|driving|in the sulky",
    "pilot": r"piloting|as pilot|in the pilot's seat",
    "brakeman": r"on the brakes?|as brakeman|as brakewoman",
    "co-driver": r"as co-driver|co-driving|on the pace ?notes",
    "passenger": r"as passenger|in the chair|in the sidecar",
    "captain": r"as captain|captaining",
    "goalkeeper": r"in goal|between the posts|keeping goal|as goalkeeper",
}


@cache
def _with_as() -> re.Pattern[str]:
    groups = "|".join(rf"(?P<{role.replace('-', '_')}>{words})" for role, words in AS_ROLE.items())
    return re.compile(rf"\bwith {WORDS}{MEMBER} (?:{groups})\b")


CLAUSE_BREAK = re.compile(r"[;:.] | but | while ")
INSIDE_LIST = re.compile(
    r"(?:>(?: \([^()]*\))?, | (?:of|and) )$"
)  # "A, B and brakeman C": B is not the one whose brakeman C is
AFTER_WITH = re.compile(rf",? (?:the )?{WORDS}(?P<of>{SOMETHING})(?!'s| and <)")


@cache
def _beside() -> re.Pattern[str]:
    nouns = "|".join(noun for noun, role in forms("nouns").items() if role in BESIDE)
    return re.compile(
        rf"(?P<of>{ANYONE}){BRACKET},? (?:and|with)(?: his| her| their)? {QUALIFIER}(?P<role>{nouns}) {MEMBER}"
    )


@cache
def _in_crew() -> re.Pattern[str]:
    crew = rf"(?P<of>{ACTOR}){BRACKET} and (?:his|her) (?:crew|team)(?: of)?"
    return re.compile(rf"{crew} [^.;]*?\b(?P<role>{any_form('nouns')}) {MEMBER}")


def find_companions(view: View) -> Iterator[Told]:
    phrasing, text = view.phrasing, view.phrasing.text
    for match in matches(_with_as(), view.phrasing.text):
        role = (match.lastgroup or "").replace("_", "-")
        if role == "rider" and not view.mounted:
            continue
        before = CLAUSE_BREAK.split(text[: match.start()])[-1].rstrip(" ,")
        names = [name for name in _names_in(before, phrasing) if name.code in "PNTX"]
        of = names[0] if len(names) == 1 else None
        if not before and (after := AFTER_WITH.match(text, match.end())):
            of = phrasing.name(after, "of")
        if of is not None:
            yield Told(phrasing.name(match, "member"), slot_of(view, match, match.lastgroup or "", role), of)
    for pattern in (_beside(), _in_crew()):
        for match in matches(pattern, view.phrasing.text):
            if INSIDE_LIST.search(text[: match.start()]):
                continue
            role = forms("nouns")[match.group("role")]
            yield Told(phrasing.name(match, "member"), slot_of(view, match, "role", role), phrasing.name(match, "of"))


def _names_in(text: str, phrasing: Phrasing) -> list[Name]:
    return [phrasing.names[int(number)] for number in MARK.findall(text)]


@cache
def _noun_patterns() -> tuple[re.Pattern[str], ...]:
    role = rf"{QUALIFIER}(?P<role>{any_form('nouns')})"
    named_after = rf"(?P<of>{ANYONE})(?:'s)? {role},? (?:(?:is|was) )?{WORDS}{MEMBER}"
    named_before = rf"(?P<member>{PERSON}){BRACKET}, (?:the )?(?P<of>{ANYONE})(?:'s)? {role}(?=[,.;:]|$| who| said| -)"
    behind = (
        rf"(?P<member>{ACTOR}){BRACKET}(?:,(?: who)?(?: is| was)?| is| was) (?:the |an? )?{role} (?:of|to|for) "
        rf"(?:the )?{PLAIN}{{0,3}}(?P<of>{SOMETHING})(?!'s|-[a-z])"
    )
    before = rf"\bthe {role} of (?:the )?{PLAIN}{{0,3}}(?P<of>{SOMETHING})(?:,| (?:is|was)) {MEMBER}"
    steering = (
        rf"(?:^|[ ,])(?P<role>pilot|skipper|cox|driver) {MEMBER}{BRACKET} (?:steered|guided|drove|took|brought) "
        rf"(?:the )?(?P<of>{SOMETHING})(?!'s)"
    )
    return tuple(re.compile(pattern) for pattern in (named_after, named_before, behind, before, steering))


@cache
def _winning() -> re.Pattern[str]:
    return re.compile(rf"\b(?:winning|victorious) (?P<role>{any_form('nouns')}),? (?:(?:is|was) )?{WORDS}{MEMBER}")


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<of>his|her) {QUALIFIER}(?P<role>{any_form('nouns')}),? {WORDS}{MEMBER}")


def find_nouns(view: View) -> Iterator[Told]:
    phrasing = view.phrasing
    for pattern in _noun_patterns():
        for match in matches(pattern, view.phrasing.text):
            role, of = forms("nouns")[match.group("role")], phrasing.name(match, "of")
            if of is not None and _may_have(of, role, view):
                yield Told(phrasing.name(match, "member"), slot_of(view, match, "role", role), of)
    for match in matches(_winning(), view.phrasing.text):
        role = forms("nouns")[match.group("role")]
        if view.mounted or role not in OF_VEHICLES:
            yield Told(
                phrasing.name(match, "member"), slot_of(view, match, "role", role), winner_of(view, match, "role")
            )
    for match in matches(_own(), view.phrasing.text):
        start, end = phrasing.span(*match.span("of"))
        owner = view.resolver.slot(Mention(Kind.PRONOUN, start, end, None, "he"), phrasing.scene)
        if owner is not None:
            yield Told(
                phrasing.name(match, "member"), slot_of(view, match, "role", forms("nouns")[match.group("role")]), owner
            )


def _may_have(of: Name, role: str, view: View) -> bool:
    if of.code == "X":
        return True
    if of.code == "N" and of.mention is not None and of.end == of.mention.end:
        return role in OF_NATIONS
    return role != "rider" or view.mounted or of.code == "T"


RIDERS = re.compile(
    rf"^\W*\d+[.)=]* (?:equal )?(?P<of>{SOMETHING})(?: \d+-\d+[a-z ]*)?,? "
    rf"\((?P<rider>{PERSON})(?:, (?P<trainer>{PERSON}))?\)"
)


def find_riders(view: View) -> Iterator[Told]:
    match = RIDERS.search(view.phrasing.text)
    if match is None:
        return
    for role in ("rider", "trainer"):
        if match.group(role):
            yield Told(
                view.phrasing.name(match, role), slot_of(view, match, role, role), view.phrasing.name(match, "of")
            )
