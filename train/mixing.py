"""Mixes the sources of one pass and adds questions that their context does not answer."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from train.examples import Example, unanswerable
from train.invented import invent

QAMR_SHARE = 0.75  # of its questions in one pass; another draw in the next
INVENTED = 7000  # new ones in each pass
LONGER = 0.6  # QAMR questions whose sentence stands amid others of its article
ELSEWHERE = 0.12  # questions asked again of another text of the same article
SWAPPED = 0.35  # questions asked again with another name or number
NAME = re.compile(r"(?<=\s)[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")


def mix(
    squad: Sequence[Example], qamr: Sequence[Example], articles: Mapping[str, Sequence[str]], chance: random.Random
) -> list[Example]:
    """Return the examples of one pass, shuffled."""
    drawn = [example for example in qamr if chance.random() < QAMR_SHARE]
    longer = [_amid(example, articles, chance) if chance.random() < LONGER else example for example in drawn]
    paragraphs: dict[str, list[str]] = {}
    for example in squad:
        texts = paragraphs.setdefault(example.group, [])
        if example.context not in texts:
            texts.append(example.context)
    asked = [example for example in (*squad, *longer) if example.span]
    found = [*squad, *longer, *invent(INVENTED, chance)]
    texts_of = {**articles, **paragraphs}
    for example in asked:
        draw = chance.random()
        if draw < ELSEWHERE:
            found += _elsewhere(example, texts_of[example.group], chance)
        elif draw < ELSEWHERE + SWAPPED:
            found += _swapped(example, chance.choice(asked), chance)
    chance.shuffle(found)
    return found


def _amid(example: Example, articles: Mapping[str, Sequence[str]], chance: random.Random) -> Example:
    """Put one or two other sentences of the article around a sentence."""
    sentences = articles[example.group]
    at = sentences.index(example.context)
    before = " ".join(sentences[max(0, at - chance.randint(0, 2)) : at])
    after = " ".join(sentences[at + 1 : at + 1 + chance.randint(0, 2)])
    if example.span is None or not (before or after):
        return example
    shift = len(before) + 1 if before else 0
    context = " ".join(part for part in (before, example.context, after) if part)
    return replace(example, context=context, span=(example.span[0] + shift, example.span[1] + shift))


def _elsewhere(example: Example, texts: Sequence[str], chance: random.Random) -> list[Example]:
    """Ask the question of another text of its article, where the answer does not stand."""
    others = [text for text in texts if text != example.context and example.answer not in text]
    others = [text for text in others if text not in example.context]
    return [unanswerable(example, source="elsewhere", context=chance.choice(others))] if others else []


def _swapped(example: Example, other: Example, chance: random.Random) -> list[Example]:
    """Ask the question with a name or number of another one, which the context does not hold."""
    for pattern in chance.sample((NAME, NUMBER), 2):
        said = [match for match in pattern.finditer(example.question) if match[0] in example.context]
        given = [match[0] for match in pattern.finditer(other.question) if match[0] not in example.context]
        if not given and pattern is NUMBER:
            given = [str(int(match[0]) + chance.choice((-4, -2, 1, 3))) for match in said if match[0].isdigit()]
            given = [number for number in given if number not in example.context]
        if said and given:
            place = chance.choice(said)
            question = example.question[: place.start()] + chance.choice(given) + example.question[place.end() :]
            return [unanswerable(example, source="swapped", question=question)]
    return []
