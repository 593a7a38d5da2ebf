"""Invents race reports of invented people, and questions on them with their unanswerable twins."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from train.examples import Example, unanswerable

SLOT = re.compile(r"\{(\w+)\}")
# What is drawn for each sentence: slots and the list that each comes from, or the numbers it lies between.
DRAWN = {
    **{slot: f"{slot}s" for slot in "round medal record gear job slip feeling deed course".split()},
    **{slot: slot for slot in ("weather", "material", "praised")},
    **{"n_ord": "ordinals", "injury": "injuries", "slip2": "woes", "praised_short": "verdicts"},
}
COUNTED = {
    **{"lap": (2, 60), "year": (1950, 2024), "birth": (1960, 2006), "age": (16, 34), "age2": (35, 48)},
    **{"km": (5, 240), "left": (2, 30), "degrees": (2, 38), "metres": (2, 900)},
}
# What names something that a twin of the question may name differently.
DISTINCT = frozenset(
    "now place winner second third loser speaker other team rival year event sex nation town record lap n_ord round"
    " gear".split()
)
HEADED = 0.6  # of the contexts begin with a headline
CONDITIONED = 0.6  # of their questions name something of it
TWINS = 0.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A filled sentence and where its slots stand."""

    text: str
    slots: dict[str, str]
    places: dict[str, tuple[int, int]]
    questions: tuple[str, ...]


@cache
def _listed(name: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of a file of ours, each with the indented ones under it."""
    found: dict[str, list[str]] = {}
    under: list[str] = []
    for line in Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("\t"):
            under.append(line.strip())
        elif not line.startswith("#"):
            under = found[line] = []
    return {head: tuple(lines) for head, lines in found.items()}


def _draw(kind: str, chance: random.Random) -> str:
    return chance.choice(_listed("words.txt")[kind])


def invent(count: int, chance: random.Random) -> list[Example]:
    """Return about `count` examples on invented reports, a third of them unanswerable."""
    found: list[Example] = []
    number = 0
    while len(found) < count:
        number += 1
        found += _report(chance, f"invented-{number}")
    return found[:count]


def _report(chance: random.Random, name: str) -> list[Example]:
    slots = _world(chance)
    told: list[Sentence] = []
    for pattern, questions in chance.sample(tuple(_listed("patterns.txt").items()), chance.randint(3, 6)):
        told.append(_fill(pattern, questions, {**slots, **_details(chance, slots)}))
    found: list[Example] = []
    for index, sentence in enumerate(told):
        first, last = max(0, index - chance.randint(0, 2)), min(len(told), index + 1 + chance.randint(0, 2))
        for template in chance.sample(sentence.questions, min(2, len(sentence.questions))):
            found += _ask(template, told[first:last], index - first, chance, name)
    return found


def _ask(template: str, near: Sequence[Sentence], at: int, chance: random.Random, name: str) -> list[Example]:
    sentence = near[at]
    asked, _, wanted = template.partition(" => ")
    context = " ".join(item.text for item in near)
    shift = sum(len(item.text) + 1 for item in near[:at])
    if chance.random() < HEADED:
        headline = _put(_draw("headlines", chance), sentence.slots) + " "
        context, shift = headline + context, shift + len(headline)
        condition = _draw("conditions", chance)
        stated = all(sentence.slots[slot] in headline for slot in SLOT.findall(condition))
        if stated and chance.random() < CONDITIONED:
            asked = f"{asked.rstrip('?')} {condition}{'?' if asked.endswith('?') else ''}"
    span = _find(wanted, sentence)
    answers = {place for item in near for place in [item.slots.get(wanted)] if place}
    if span is None or (len(answers) > 1 and chance.random() < 0.5):  # two answers in a report: mostly leave out
        return []
    question = _formed(_put(asked, sentence.slots), chance)
    example = Example(question, context, (shift + span[0], shift + span[1]), "invented", name)
    twin = _twin(asked, sentence, context, chance) if chance.random() < TWINS else None
    if twin is not None:
        return [example, unanswerable(example, source="invented-twin", question=_formed(twin, chance))]
    return [example]


def _find(wanted: str, sentence: Sentence) -> tuple[int, int] | None:
    if not wanted.startswith("~"):
        return sentence.places.get(wanted)
    words = _put(wanted[1:], sentence.slots)
    start = sentence.text.find(words)
    return (start, start + len(words)) if start >= 0 else None


def _twin(asked: str, sentence: Sentence, context: str, chance: random.Random) -> str | None:
    """Ask the same of another person, year, event, sex or team that the context does not name."""
    other = _world(chance)
    other |= _details(chance, other)
    named = [slot for slot in SLOT.findall(asked) if _distinct(slot)]
    if not named:
        return None
    changed = chance.choice(named)
    if other[changed] in context or sentence.slots[changed] == other[changed]:
        return None
    return _put(asked, {**sentence.slots, changed: other[changed]})


def _distinct(slot: str) -> bool:
    return slot.removesuffix("_short") in DISTINCT


def _formed(question: str, chance: random.Random) -> str:
    """Write a question as people type: with or without capital, question mark, a typo now and then."""
    draw = chance.random()
    if draw < 0.5:
        question = question[0].upper() + question[1:]
    elif draw < 0.65:
        question = question.lower().replace("'", "")
    if chance.random() < 0.2:
        question = question.rstrip("?")
    return question


def _put(text: str, slots: dict[str, str]) -> str:
    return SLOT.sub(lambda match: slots[match[1]], text)


def _fill(pattern: str, questions: tuple[str, ...], slots: dict[str, str]) -> Sentence:
    text = ""
    places: dict[str, tuple[int, int]] = {}
    at = 0
    for match in SLOT.finditer(pattern):
        text += pattern[at : match.start()]
        value = slots[match[1]]
        places.setdefault(match[1], (len(text), len(text) + len(value)))
        text += value
        at = match.end()
    return Sentence(text + pattern[at:], slots, places, questions)


def _name(chance: random.Random) -> tuple[str, str]:
    first = _draw("starts", chance) + _draw("ends", chance)
    last = _draw("starts", chance) + _draw("ends", chance) + (_draw("ends", chance) if chance.random() < 0.3 else "")
    return f"{first} {last}", last


def _world(chance: random.Random) -> dict[str, str]:
    """What stays the same in a report."""
    slots: dict[str, str] = {}
    for role in ("winner", "second", "third", "loser", "speaker", "other"):
        full, last = _name(chance)
        slots[role], slots[f"{role}_short"] = (full, last) if chance.random() < 0.8 else (last, last)
    nations = chance.sample(_listed("words.txt")["nations"], 5)
    slots |= dict(zip(("nation", "nation2", "nation3", "team", "rival"), nations, strict=True))
    slots["sex"] = _draw("sexes", chance)
    slots["Sex"] = slots["sex"].capitalize()
    slots["now"] = str(chance.randint(1960, 2026))
    slots["event"] = _draw("events", chance)
    slots["place"], slots["town"] = (_draw("starts", chance) + _draw("towns", chance) for _ in "ab")
    slots["venue"] = slots["place"] + " " + _draw("venues", chance)
    slots["day"] = _draw("days", chance)
    slots["date"] = f"{chance.randint(1, 28)} {_draw('months', chance)}"
    return slots


def _details(chance: random.Random, slots: dict[str, str]) -> dict[str, str]:
    """What differs from sentence to sentence."""
    found = {slot: _draw(kind, chance) for slot, kind in DRAWN.items()}
    found |= {slot: str(chance.randint(*between)) for slot, between in COUNTED.items()}
    found |= {slot: _number(chance) for slot in ("n", "laps", "climbs", "minutes", "year_gap")}
    found["gap"] = f"{chance.choice(['0', str(chance.randint(1, 40))])}.{chance.randint(1, 99)}"
    found["crowd"] = f"{chance.randint(1, 90)},{chance.choice(['000', '500', '250', '800'])}"
    found["kilos"] = f"{chance.randint(1, 30)}.{chance.randint(1, 9)}"
    found["clock"] = f"{chance.randint(9, 21)}:{chance.choice(['00', '15', '30', '45'])}"
    found["money"] = f"{chance.choice('$€£')}{chance.randint(1, 900)},000"
    minutes = chance.randint(1, 59)
    seconds = sorted(f"{chance.randint(0, 59):02}.{chance.randint(0, 99):02}" for _ in range(3))
    for slot, second in zip(("time", "time2", "time3"), seconds, strict=True):
        found[slot] = f"9.{second[-2:]}" if slots["event"] == "100m" else f"{minutes}:{second}"
    found["reason"] = _put(_draw("reasons", chance), {**slots, **found})
    found["saying"] = _put(_draw("sayings", chance), {**slots, **found, "n": str(chance.randint(100, 800))})
    return found


def _number(chance: random.Random) -> str:
    return _draw("numbers", chance) if chance.random() < 0.5 else str(chance.randint(2, 40))
