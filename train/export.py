"""Writes what Podium reads with: an adapter of the encoder, and numbers that make scores probabilities (Platt)."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

import torch

from qa.reader.adapter import encoder_weights, factored, whole
from qa.reader.network import Network, Shape
from qa.reader.pieces import Pieces
from train.examples import Example
from train.scoring import Guess, guess, overlap
from train.weights import word_vectors

EVIDENCE = ("margin", "share", "answerable")
RIGHT = 0.5  # overlap of words with an answer from which a span counts as right


def export(trained: Path, tuning: Sequence[Example], model: Path, pieces: Pieces, out: Path) -> dict[str, float]:
    """Write `podium.safetensors` and `podium.json`; return the numbers. `model` is the folder of the encoder."""
    from safetensors.torch import save_file

    state = torch.load(trained, weights_only=True, map_location="cpu")
    encoder = encoder_weights(model)
    stored = factored(state, encoder)
    save_file(stored, out / "podium.safetensors")
    network = Network(Shape())
    network.load_state_dict(whole(stored, encoder))
    guesses = guess(network, word_vectors(model).float(), pieces, tuning)
    numbers = fit(guesses, [is_right(told, example) for told, example in zip(guesses, tuning, strict=True)])
    (out / "podium.json").write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")
    return numbers


def is_right(told: Guess, example: Example) -> bool:
    """Tell whether a guess says what one of the people answered."""
    answers = example.answers or ((example.answer,) if example.span else ())
    return any(overlap(told.text, text) >= RIGHT for text in answers)


def fit(guesses: Sequence[Guess], right: Sequence[bool]) -> dict[str, float]:
    """Fit a logistic model of being right to a guess's evidence; return its numbers.

    Evidence that speaks for no answer, beside the others, is left out: it would lower a score that it should raise.
    """
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    used = list(EVIDENCE)
    while True:
        model = LogisticRegression(max_iter=1000)
        model.fit([[getattr(told, name) for name in used] for told in guesses], list(right))
        weights = {name: float(weight) for name, weight in zip(used, model.coef_[0], strict=True)}
        if min(weights.values()) >= 0 or len(used) == 1:
            break
        used.remove(min(used, key=weights.__getitem__))
    numbers = {name: round(weights.get(name, 0.0), 4) for name in EVIDENCE}
    return {**numbers, "bias": round(float(model.intercept_[0]), 4)}


def tuning_examples(squad: Sequence[Example], others: Sequence[Example], seed: int) -> list[Example]:
    """Return held-out examples in the mixture that readers meet: all of SQuAD's, as many of the others.

    Questions put to another text are left out: a search would not have found it.
    """
    likely = [example for example in others if example.source != "elsewhere"]
    return [*squad, *random.Random(seed).sample(likely, min(len(likely), len(squad)))]
