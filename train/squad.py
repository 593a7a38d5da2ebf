"""Reads SQuAD 1.1 and 2.0 files whose answers have no offsets."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from train.examples import Example

KEPT = frozenset(
    "Private_school Civil_disobedience Pharmacy Force Islamism"
    " Intergovernmental_Panel_on_Climate_Change Economic_inequality".split()
)
TUNING = frozenset({"Rhine", "Huguenot"})  # neither learned from nor measured on: the scores are calibrated on them
AROUND = 60  # characters on both sides of an answer in which the question's words are looked for
WORD = re.compile(r"\w+")


def read_squad(folder: Path) -> tuple[list[Example], list[Example]]:
    """Return the examples to learn from and, of version 2.0, those kept to measure; each question once."""
    learn: dict[str, Example] = {}
    kept: list[Example] = []
    for name in ("dev-v2.0.json", "dev-v1.1.json"):
        for entry in json.loads((folder / name).read_text(encoding="utf-8"))["data"]:
            for paragraph in entry["paragraphs"]:
                for asked in paragraph["qas"]:
                    example = _example(asked, paragraph["context"], entry["title"])
                    if example is None:
                        continue
                    if entry["title"] not in KEPT:
                        learn.setdefault(asked["id"], example)
                    elif name == "dev-v2.0.json":
                        kept.append(example)
    return list(learn.values()), kept


def _example(asked: dict[str, Any], context: str, title: str) -> Example | None:
    question = asked["question"].strip()
    if asked.get("is_impossible"):
        return Example(question, context, None, "squad-impossible", title)
    answers: list[str] = asked["answers"]
    span = find_answer(question, context, answers)
    return Example(question, context, span, "squad", title, tuple(dict.fromkeys(answers))) if span else None


def find_answer(question: str, context: str, answers: Sequence[str]) -> tuple[int, int] | None:
    """Return where the answer that most people gave stands; of several places, the one amid the question's words."""
    counted = Counter(answers)
    best = min(counted, key=lambda text: (-counted[text], len(text), text), default="")
    asked = set(WORD.findall(question.lower()))
    places = [match.start() for match in re.finditer(re.escape(best), context)] if best else []
    if not places:
        return None

    def shared(place: int) -> int:
        around = context[max(0, place - AROUND) : place + len(best) + AROUND]
        return len(asked & set(WORD.findall(around.lower())))

    place = max(places, key=shared)
    return place, place + len(best)
