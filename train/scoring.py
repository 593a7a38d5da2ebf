"""Measures a network on examples: exact match and F1 as SQuAD counts them, and how well it tells the unanswerable."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from qa.reader.network import Inputs, Network, Scores
from qa.reader.pieces import Pieces
from qa.reader.spans import best_span
from train.batches import in_batches
from train.examples import Example
from train.windows import cut

WINDOW, STEP = 144, 72


@dataclass(frozen=True, slots=True)
class Guess:
    """The network's best span of an example, with its evidence for there being an answer at all."""

    text: str
    margin: float  # of the span over none, in logits
    share: float  # of the span among all, as a logarithm
    answerable: float  # logit of the head


@dataclass(frozen=True, slots=True)
class Measured:
    """Percentages on answerable examples, and areas under the curve over all."""

    exact: float
    f1: float
    area_margin: float
    area_head: float
    area_both: float


@torch.inference_mode()
def guess(network: Network, table: Tensor, pieces: Pieces, examples: Sequence[Example]) -> list[Guess]:
    """Return the best span of each example over all its windows."""
    network.eval()
    rows = [
        (index, row) for index, example in enumerate(examples) for row in cut(example, pieces, window=WINDOW, step=STEP)
    ]
    found: dict[int, Guess] = {}
    for numbers, inputs in in_batches([row for _, row in rows]):
        with torch.autocast(table.device.type, torch.bfloat16):
            scores = run(network, table, inputs)
        for at, number in enumerate(numbers):
            index, row = rows[number]
            best = best_span(scores.start[at].tolist(), scores.end[at].tolist(), row)
            if best is None:
                continue
            text = examples[index].context[best.start : best.end]
            new = Guess(text, best.margin, best.share, float(scores.answerable[at]))
            if index not in found or new.margin > found[index].margin:
                found[index] = new
    network.train()
    return [found[index] for index in range(len(examples))]


def run(network: Network, table: Tensor, inputs: Inputs) -> Scores:
    """Run a network on rows, on the device of its word vectors."""
    move = [getattr(inputs, name).to(table.device) for name in ("pieces", "kinds", "mask", "context")]
    scores: Scores = network(table[move[0]], *move[1:])
    return scores


def measure(guesses: Sequence[Guess], examples: Sequence[Example]) -> Measured:
    """Compare guesses with what people answered."""
    pairs = [(guess, example) for guess, example in zip(guesses, examples, strict=True) if example.span]
    exact = [max(normalise(guess.text) == normalise(text) for text in example.answers) for guess, example in pairs]
    f1 = [max(overlap(guess.text, text) for text in example.answers) for guess, example in pairs]
    is_answerable = [example.span is not None for example in examples]
    margins, heads = [guess.margin for guess in guesses], [guess.answerable for guess in guesses]
    return Measured(
        exact=100 * sum(exact) / max(1, len(exact)),
        f1=100 * sum(f1) / max(1, len(f1)),
        area_margin=area(margins, is_answerable),
        area_head=area(heads, is_answerable),
        area_both=area([margin / 4 + head for margin, head in zip(margins, heads, strict=True)], is_answerable),
    )


def normalise(text: str) -> str:
    """Return a text without case, punctuation, articles and extra spaces, as SQuAD compares."""
    plain = "".join(letter for letter in text.lower() if letter not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", plain).split())


def overlap(text: str, other: str) -> float:
    """Return the F1 of two texts' words."""
    words, others = normalise(text).split(), normalise(other).split()
    if not words or not others:
        return float(words == others)
    same = sum((Counter(words) & Counter(others)).values())
    return 2 * same / (len(words) + len(others))


def area(scores: Sequence[float], truths: Sequence[bool]) -> float:
    """Return the area under the ROC curve: how often a true one is above a false one, ties half."""
    order = sorted(range(len(scores)), key=lambda index: scores[index])
    ranks = [0.0] * len(scores)
    at = 0
    while at < len(order):
        last = at
        while last + 1 < len(order) and scores[order[last + 1]] == scores[order[at]]:
            last += 1
        for index in order[at : last + 1]:
            ranks[index] = (at + last) / 2 + 1
        at = last + 1
    good = sum(truths)
    bad = len(truths) - good
    if not good or not bad:
        return 0.5
    return (sum(rank for rank, truth in zip(ranks, truths, strict=True) if truth) - good * (good + 1) / 2) / (
        good * bad
    )
