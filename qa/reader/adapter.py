"""The reader's weights as the shipped embedder's plus a difference of low rank, which is all that Podium stores.

The difference is the truncated singular value decomposition of what training changed (Eckart and Young, 1936; as an
adapter: Hu et al., 2021, LoRA).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

RANK = 64
UP, DOWN = ".up", ".down"


def encoder_weights(folder: Path) -> dict[str, Tensor]:
    """Return a BERT model's weights under the names that the network has for them, word vectors apart."""
    from safetensors import safe_open

    with safe_open(folder / "model.safetensors", "pt") as given:
        names = set(given.keys())
        weight = given.get_tensor
        found = {
            "positions.weight": weight("embeddings.position_embeddings.weight"),
            "norm.weight": weight("embeddings.LayerNorm.weight"),
            "norm.bias": weight("embeddings.LayerNorm.bias"),
            # A token that stands on both sides begins as any other of its side.
            "kinds.weight": weight("embeddings.token_type_embeddings.weight").repeat(2, 1),
        }
        number = 0
        while f"encoder.layer.{number}.attention.self.query.weight" in names:
            there, here = f"encoder.layer.{number}", f"layers.{number}"
            for kind in ("weight", "bias"):
                parts = [weight(f"{there}.attention.self.{name}.{kind}") for name in ("query", "key", "value")]
                found[f"{here}.attend.{kind}"] = torch.cat(parts)
                found[f"{here}.attended.{kind}"] = weight(f"{there}.attention.output.dense.{kind}")
                found[f"{here}.attended_norm.{kind}"] = weight(f"{there}.attention.output.LayerNorm.{kind}")
                found[f"{here}.widen.{kind}"] = weight(f"{there}.intermediate.dense.{kind}")
                found[f"{here}.narrow.{kind}"] = weight(f"{there}.output.dense.{kind}")
                found[f"{here}.narrow_norm.{kind}"] = weight(f"{there}.output.LayerNorm.{kind}")
            number += 1
    return found


def factored(trained: Mapping[str, Tensor], encoder: Mapping[str, Tensor], rank: int = RANK) -> dict[str, Tensor]:
    """Return trained weights in half precision, matrices of the encoder as two factors of their difference.

    A matrix (rows, columns) becomes NAME.up (rows, rank) and NAME.down (rank, columns); what is too small to gain by
    it stays whole.
    """
    found: dict[str, Tensor] = {}
    for name, weight in trained.items():
        if name in encoder and weight.dim() == 2 and min(weight.shape) > rank:
            left, values, right = torch.linalg.svd(weight.float() - encoder[name].float(), full_matrices=False)
            roots = values[:rank].sqrt()
            found[name + UP] = (left[:, :rank] * roots).half().contiguous()
            found[name + DOWN] = (roots[:, None] * right[:rank]).half().contiguous()
        else:
            found[name] = weight.half().contiguous()
    return found


def whole(stored: Mapping[str, Tensor], encoder: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the network's weights in single precision from what `factored` made."""
    found = {name: weight.float() for name, weight in stored.items() if not name.endswith((UP, DOWN))}
    for name in (key.removesuffix(UP) for key in stored if key.endswith(UP)):
        found[name] = encoder[name].float() + stored[name + UP].float() @ stored[name + DOWN].float()
    return found
