"""Takes the word vectors of the shipped embedder out of its file."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor

WORDS = "embeddings.word_embeddings.weight"


def word_vectors(folder: Path) -> Tensor:
    """Return the word vectors of a model folder, shape (vocabulary, hidden)."""
    from safetensors import safe_open

    with safe_open(folder / "model.safetensors", "pt") as weights:
        table: Tensor = weights.get_tensor(WORDS)
    return table
