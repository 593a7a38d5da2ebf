"""The reader's network: a BERT encoder without its word vectors, a span layer and an answerability head.

Word vectors come from outside (the shipped embedder's table, never stored twice). Training and reading share this file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from qa.reader.pieces import Row

KINDS = 4  # of pieces: of the question, of the context, and each also for those that stand on both sides
JUDGE = 64  # inner width of the answerability head
BLOCKED = -1e4  # the score of a token that no span may start or end at; representable in bfloat16


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder."""

    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    window: int = 512  # word pieces


@dataclass(frozen=True, slots=True)
class Inputs:
    """Rows as tensors, padded to the longest (rows, pieces)."""

    pieces: Tensor
    kinds: Tensor
    mask: Tensor
    context: Tensor


def as_inputs(rows: Sequence[Row]) -> Inputs:
    """Return rows as padded tensors."""
    longest = max(len(row.pieces) for row in rows)
    shape = len(rows), longest
    pieces, kinds = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    mask, context = torch.zeros(shape, dtype=torch.bool), torch.zeros(shape, dtype=torch.bool)
    for index, row in enumerate(rows):
        length = len(row.pieces)
        pieces[index, :length] = torch.tensor(row.pieces)
        kinds[index, :length] = torch.tensor(row.kinds)
        mask[index, :length] = True
        context[index, row.first : row.first + len(row.places)] = True
        context[index, 0] = True  # stands for no answer
    return Inputs(pieces, kinds, mask, context)


def is_bfloat16_quick() -> bool:
    """Tell whether this processor multiplies bfloat16 natively."""
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16") or able.get("bf16"))


class Scores(NamedTuple):
    """What the network says of each row: start and end of a span (rows, pieces), and that there is one (rows)."""

    start: Tensor
    end: Tensor
    answerable: Tensor


class Layer(nn.Module):
    """One layer of BERT, its three projections in one matrix."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attend = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.attended = nn.Linear(shape.hidden, shape.hidden)
        self.attended_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.widen = nn.Linear(shape.hidden, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.hidden)
        self.narrow_norm = nn.LayerNorm(shape.hidden, eps=1e-12)

    def forward(self, states: Tensor, blocked: Tensor) -> Tensor:
        rows, pieces, hidden = states.shape
        width = hidden // self.heads
        query, key, value = self.attend(states).view(rows, pieces, 3, self.heads, width).permute(2, 0, 3, 1, 4)
        # Plain attention: on a CPU and at these lengths it trains 1.5 times as fast as the fused one.
        weights = torch.softmax(query @ key.transpose(-1, -2) * width**-0.5 + blocked, dim=-1)
        mixed = (weights @ value).transpose(1, 2).reshape(rows, pieces, hidden)
        states = self.attended_norm(states + self.attended(mixed))
        wide = nn.functional.gelu(self.widen(states))
        merged: Tensor = self.narrow_norm(states + self.narrow(wide))
        return merged


class Network(nn.Module):
    """Scores spans of a context for a question."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.positions = nn.Embedding(shape.window, shape.hidden)
        self.kinds = nn.Embedding(KINDS, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.span = nn.Linear(shape.hidden, 2)
        self.judge = nn.Sequential(nn.Linear(2 * shape.hidden + 2, JUDGE), nn.GELU(), nn.Linear(JUDGE, 1))

    def forward(self, words: Tensor, kinds: Tensor, mask: Tensor, context: Tensor) -> Scores:
        """Score rows of pieces.

        `words`: their vectors (rows, pieces, hidden); `kinds`: 0-3 (rows, pieces); `mask`: true for what is no padding;
        `context`: true where a span may start or end. Piece 0 stands for no answer.
        """
        states = self.norm(words + self.kinds(kinds) + self.positions.weight[: words.shape[1]])
        blocked = torch.zeros(mask.shape, dtype=states.dtype).masked_fill(~mask, BLOCKED)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, blocked)
        spans = self.span(states).float()
        spans = spans.masked_fill(~context[:, :, None], BLOCKED)
        start, end = spans.unbind(-1)
        best = torch.stack([start[:, 1:].amax(1) - start[:, 0], end[:, 1:].amax(1) - end[:, 0]], dim=1)
        inside = (mask & context).clone()
        inside[:, 0] = False
        most = states.float().masked_fill(~inside[:, :, None], BLOCKED).amax(1)
        seen = torch.cat([states[:, 0].float(), most, best.detach()], dim=1)
        return Scores(start, end, self.judge(seen.to(self.span.weight.dtype)).squeeze(-1).float())
