"""Takes the weights of the shipped embedder out of its files, under the names that our network has for them."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

WORDS = "embeddings.word_embeddings.weight"


def encoder_weights(folder: Path) -> dict[str, Tensor]:
    """Return a BERT model's weights under the names that the network has for them, word vectors apart."""
    from safetensors.torch import load_file

    given = load_file(folder / "model.safetensors")
    found = {
        "positions.weight": given["embeddings.position_embeddings.weight"],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
        # A token that stands on both sides begins as any other of its side.
        "kinds.weight": given["embeddings.token_type_embeddings.weight"].repeat(2, 1),
    }
    number = 0
    while f"encoder.layer.{number}.attention.self.query.weight" in given:
        there, here = f"encoder.layer.{number}", f"layers.{number}"
        for kind in ("weight", "bias"):
            parts = [given[f"{there}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            found[f"{here}.attend.{kind}"] = torch.cat(parts)
            found[f"{here}.attended.{kind}"] = given[f"{there}.attention.output.dense.{kind}"]
            found[f"{here}.attended_norm.{kind}"] = given[f"{there}.attention.output.LayerNorm.{kind}"]
            found[f"{here}.widen.{kind}"] = given[f"{there}.intermediate.dense.{kind}"]
            found[f"{here}.narrow.{kind}"] = given[f"{there}.output.dense.{kind}"]
            found[f"{here}.narrow_norm.{kind}"] = given[f"{there}.output.LayerNorm.{kind}"]
        number += 1
    return found


def word_vectors(folder: Path) -> Tensor:
    """Return the word vectors of a model folder, shape (vocabulary, hidden)."""
    from safetensors import safe_open

    with safe_open(folder / "model.safetensors", "pt") as weights:
        table: Tensor = weights.get_tensor(WORDS)
    return table
