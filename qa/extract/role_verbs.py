"""Read roles told by verbs: "ridden by", "trained by", "rode … to victory", "aboard", "the Lane-trained …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qa import lexicon
from qa.entrant import Entrant
from qa.extract.phrasing import ACTOR, ANYONE, PERSON, SOMETHING, Name
from qa.extract.role_views import (
    ADVERB,
    BRACKET,
    ENDS,
    MEMBER,
    OF_VEHICLES,
    PLAIN,
    WORDS,
    Told,
    View,
    any_form,
    forms,
    matches,
    slot_of,
    winner_of,
)
from qa.facts import Slot

STEERING = {
    "bobsleigh": "pilot",
    "rowing": "cox",
    "sailing": "skipper",
    "horse racing": "rider",
    "equestrian": "rider",
    "motor racing": "driver",
    "rallying": "driver",
}
# "Norway's jockey" and "Norway's owner" only say where someone is from.


@cache
def _part() -> re.Pattern[str]:
    form = any_form("passive")
    place = r"(?: (?:in|at|near) (?:<\w+>|[\w-]+)(?: <\w+>)?| here)?"
    return re.compile(
        rf"(?P<one>{form})(?: and (?P<two>{form}))?{place} by {WORDS}{MEMBER}"
        rf"(?: and {WORDS}(?P<other>{PERSON})(?= |[.,;]|$)(?! [a-z]+ed ))?"
    )


LINK = re.compile(r"(?:, | and |, and |, but | but )(?:was |is |also )?")
HEAD = re.compile(
    rf"(?:(?P<of>{ANYONE})|(?P<winner>\b(?:the )?winner))(?!'s){BRACKET}(?:,? - |,)?"
    rf"(?: (?:an? |the )(?:{PLAIN}){{1,4}})?"
    rf"(?: (?:who|which|that))?(?: (?:is|was|are|were))?(?: |(?<= )){ADVERB}$"
)
OPENING = re.compile(rf"(?:, |,? - )(?:the )?{WORDS}(?P<of>{ANYONE})(?!'s| and <)")


def find_passives(view: View) -> Iterator[Told]:
    text = view.phrasing.text
    at = 0
    while (part := _part().search(text, at)) is not None:
        parts = [part]
        while (link := LINK.match(text, parts[-1].end())) and (more := _part().match(text, link.end())):
            parts.append(more)
        at = parts[-1].end()
        of: Name | Slot[Entrant] | None = None
        if head := HEAD.search(text, 0, part.start()):
            of = view.phrasing.name(head, "of") if head.group("of") else winner_of(view, head, "winner")
        elif not text[: part.start()].strip('"“ ') and (opening := OPENING.match(text, at)):
            of = view.phrasing.name(opening, "of")
        if of is None:
            continue
        for found in parts:
            for group in ("one", "two"):
                if found.group(group):
                    role = passive_role(view, found.group(group))
                    yield from (
                        Told(view.phrasing.name(found, who), slot_of(view, found, group, role), of)
                        for who in ("member", "other")
                        if found.group(who)
                    )


def passive_role(view: View, form: str) -> str:
    """Being partnered by someone is being ridden only where horses run."""
    if form.startswith("partner"):
        return "rider" if view.mounted else "partner"
    return forms("passive")[form]


@cache
def _active() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<member>{ACTOR}){BRACKET}(?:,? who)?,? {ADVERB}(?P<verb>{any_form('active')}) (?:the |a |an |his |her )?"
        rf"{PLAIN}{{0,3}}(?P<of>{SOMETHING}){ENDS}"
    )


def find_actives(view: View) -> Iterator[Told]:
    for match in matches(_active(), view.phrasing.text):
        role = forms("active")[match.group("verb")]
        if match.group("verb").startswith("partner"):
            role = "rider" if view.mounted else "partner"
        of = view.phrasing.name(match, "of")
        if role == "rider" and not view.mounted:
            continue
        if role in OF_VEHICLES and not is_vehicle(of, view):
            continue
        yield Told(view.phrasing.name(match, "member"), slot_of(view, match, "verb", role), of)


def is_vehicle(of: Name | None, view: View) -> bool:
    """Tell a horse, boat or bob from a person or a nation: "A drove Poland wild"."""
    if of is None:
        return False
    if of.code == "N":
        return of.mention is not None and of.end > of.mention.end
    return of.code == "T" or view.mounted


STEERED = re.compile(
    rf"(?P<member>{ACTOR}){BRACKET}(?:,? who)? {ADVERB}(?P<verb>steered|guided|steering|guiding) (?:the )?"
    rf"{PLAIN}{{0,3}}(?P<of>{SOMETHING}){ENDS}"
)


def find_steered(view: View) -> Iterator[Told]:
    role = STEERING.get(view.phrasing.scene.race.sport or "", "rider" if view.mounted else "")
    if not role:
        return
    for match in matches(STEERED, view.phrasing.text):
        of = view.phrasing.name(match, "of")
        if view.phrasing.text[: match.start()].endswith(tuple(f"{noun} " for noun in lexicon.role_nouns())):
            continue  # read with its noun
        if role in {"cox", "pilot", "skipper"} or is_vehicle(of, view):
            yield Told(view.phrasing.name(match, "member"), slot_of(view, match, "verb", role), of)


ABOARD = re.compile(
    rf"(?P<member>{ACTOR}){BRACKET}"
    rf"(?: (?:won|triumphed|winning|finished|came|was|rode|placed|scored)(?: {PLAIN}?[a-z-]+){{0,2}})?"
    rf",? (?P<verb>aboard|on board|on) (?:the )?{PLAIN}{{0,3}}(?P<of><[PT]\d+>)(?!'s|-[a-z])"
)
UNDER = re.compile(
    rf"(?P<of><[PT]\d+>){BRACKET}(?:,| (?:won|triumphed|prevailed|scored|came home|stormed home))? (?P<verb>under)"
    rf" {PLAIN}{{0,3}}{MEMBER}"
)


def find_mounts_of(view: View) -> Iterator[Told]:
    if not view.mounted:
        return
    for pattern in (ABOARD, UNDER):
        for match in matches(pattern, view.phrasing.text):
            yield Told(
                view.phrasing.name(match, "member"),
                slot_of(view, match, "verb", "rider"),
                view.phrasing.name(match, "of"),
            )


@cache
def _compound() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<member><[PT]\d+>)-(?P<role>{any_form('passive')}) (?:{PLAIN}){{0,3}}(?P<of>{SOMETHING})(?!'s)"
    )


def find_compounds(view: View) -> Iterator[Told]:
    for match in matches(_compound(), view.phrasing.text):
        role = passive_role(view, match.group("role"))
        yield Told(
            view.phrasing.name(match, "member"), slot_of(view, match, "role", role), view.phrasing.name(match, "of")
        )
