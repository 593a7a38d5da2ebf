"""Runs a BERT encoder on the CPU, in 8-bit integers where the processor multiplies them. Texts are left to `embedder`.

A vector depends on its text alone, never on the texts computed beside it: the products are sums of integers, which are
exact in any order, and everything else happens row by row or text by text, without padding.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

# Tokens computed at once: so many rows of the widest layer stay in the processor's cache.
TOKENS = 256
LEVELS = 127  # of an 8-bit integer, on either side of zero

Linear = Callable[[Tensor], Tensor]


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of BERT, its three projections in one."""

    attend: Linear
    attended: Linear
    attended_norm: tuple[Tensor, Tensor]
    widen: Linear
    narrow: Linear
    narrow_norm: tuple[Tensor, Tensor]


def is_runnable(folder: Path) -> bool:
    """Tell whether the SentenceTransformer in a folder is a BERT encoder whose mean is its vector."""
    try:
        modules = [module["type"].rpartition(".")[2] for module in _read(folder / "modules.json")]
        pooling = _read(folder / "1_Pooling" / "config.json")
        settings = _read(folder / "config.json")
        sentences = _read(folder / "sentence_bert_config.json")
    except (OSError, ValueError):
        return False
    modes = {name for name, chosen in pooling.items() if name.startswith("pooling_mode_") and chosen}
    return (
        modules[:2] == ["Transformer", "Pooling"]
        and modules[2:] in ([], ["Normalize"])
        and (modes == {"pooling_mode_mean_tokens"} or pooling.get("pooling_mode") == "mean")
        and settings.get("model_type") == "bert"
        and settings.get("hidden_act") == "gelu"
        and settings.get("position_embedding_type", "absolute") == "absolute"
        and not sentences.get("do_lower_case")
        and (folder / "model.safetensors").is_file()
    )


def has_integers() -> bool:
    """Tell whether this processor multiplies 8-bit integers without overflow."""
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_vnni") or able.get("avx_vnni") or able.get("amx_int8"))


class Network:
    """A BERT encoder. `integers` quantises weights by output and inputs by token, otherwise all is single precision."""

    def __init__(self, folder: Path, *, integers: bool) -> None:
        weights = {
            name.removeprefix("bert."): weight for name, weight in load_file(folder / "model.safetensors").items()
        }
        settings = _read(folder / "config.json")
        self._heads: int = settings["num_attention_heads"]
        self._epsilon: float = settings["layer_norm_eps"]
        self._words = weights["embeddings.word_embeddings.weight"]
        kinds = weights["embeddings.token_type_embeddings.weight"]
        self._places = weights["embeddings.position_embeddings.weight"] + kinds[0]
        self._norm = _pair(weights, "embeddings.LayerNorm")
        make: Callable[[Tensor, Tensor], Linear] = IntegerLinear if integers else _plain
        self._layers = [_layer(weights, f"encoder.layer.{n}", make) for n in range(settings["num_hidden_layers"])]
        # Attention is the one product that gains by half precision where the rest is in integers.
        half = integers and torch.cpu.get_capabilities().get("avx512_bf16")
        self._mixed = torch.bfloat16 if half else torch.float32

    def encode(self, pieces: Sequence[Sequence[int]]) -> Tensor:
        """Return one vector of length 1 per text, given as its word pieces; shape (texts, hidden)."""
        vectors = torch.empty(len(pieces), self._words.shape[1])

        def run(batch: list[int]) -> None:
            with torch.inference_mode():
                vectors[batch] = self._encode_batch([pieces[text] for text in batch])

        for _ in _pool(os.getpid()).map(run, batches([len(text) for text in pieces])):
            pass
        return vectors

    def _encode_batch(self, pieces: Sequence[Sequence[int]]) -> Tensor:
        lengths = [len(text) for text in pieces]
        words = self._words[torch.tensor([piece for text in pieces for piece in text])]
        places = torch.cat([self._places[:length] for length in lengths])
        states = self._normed(words + places, self._norm)
        runs = list(same(lengths))
        for layer in self._layers:
            mixed = self._mix(layer.attend(states), runs)
            states = self._normed(states + layer.attended(mixed), layer.attended_norm)
            states = self._normed(states + layer.narrow(functional.gelu(layer.widen(states))), layer.narrow_norm)
        means = torch.stack([text.mean(0) for text in torch.split(states, lengths)])
        return functional.normalize(means)

    def _normed(self, states: Tensor, norm: tuple[Tensor, Tensor]) -> Tensor:
        return functional.layer_norm(states, states.shape[1:], *norm, eps=self._epsilon)

    def _mix(self, projected: Tensor, runs: list[tuple[int, int, int]]) -> Tensor:
        """Let the tokens of each text attend to each other; texts of the same length together."""
        hidden = projected.shape[1] // 3
        width = hidden // self._heads
        mixed = torch.empty(len(projected), hidden)
        projected = projected.to(self._mixed)
        for start, texts, length in runs:
            end = start + texts * length
            parts = projected[start:end].view(texts, length, 3, self._heads, width).permute(2, 0, 3, 1, 4)
            query, key, value = parts.reshape(3, texts * self._heads, length, width)
            weights = torch.softmax((query * width**-0.5) @ key.transpose(1, 2), dim=-1)
            heads = (weights @ value).view(texts, self._heads, length, width)
            mixed[start:end] = heads.transpose(1, 2).reshape(texts * length, hidden)
        return mixed


class IntegerLinear:
    """A linear layer in 8-bit integers: a scale per output, and one per token, found when it comes."""

    def __init__(self, weight: Tensor, bias: Tensor) -> None:
        self._scale = weight.abs().amax(1) / LEVELS
        self._weight = (weight / self._scale[:, None]).round().to(torch.int8).t()
        self._bias = bias

    def __call__(self, states: Tensor) -> Tensor:
        scale = states.abs().amax(1, keepdim=True).div_(LEVELS)
        product = torch._int_mm((states / scale).round_().to(torch.int8), self._weight)
        return torch.addcmul(self._bias, product.float().mul_(scale), self._scale)


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Return the numbers of texts in batches of TOKENS or one text, the longest first, as the last one ends soonest."""
    made: list[list[int]] = []
    room = 0
    for text in sorted(range(len(lengths)), key=lambda text: (-lengths[text], text)):
        if lengths[text] > room:
            made.append([])
            room = max(TOKENS, lengths[text])
        made[-1].append(text)
        room -= lengths[text]
    return made


def same(lengths: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of equal lengths: where they start, in tokens, how many there are, and the length."""
    start = first = 0
    for number in range(1, len(lengths) + 1):
        if number == len(lengths) or lengths[number] != lengths[first]:
            yield start, number - first, lengths[first]
            start, first = start + (number - first) * lengths[first], number


@functools.cache
def _pool(process: int) -> ThreadPoolExecutor:
    """Return the threads of a process, one a core; a process forked from another has none of the other's.

    A batch a thread: threads that share one batch wait for each other at every step.
    """
    size = len(os.sched_getaffinity(process)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    everywhere = torch.get_num_threads()
    pool = ThreadPoolExecutor(size, thread_name_prefix="network", initializer=lambda: torch.set_num_threads(1))
    for started in [pool.submit(torch.get_num_threads) for _ in range(size)]:
        started.result()
    torch.set_num_threads(everywhere)  # for all but the threads of the pool
    return pool


def _layer(weights: Mapping[str, Tensor], name: str, make: Callable[[Tensor, Tensor], Linear]) -> Layer:
    projections = [_pair(weights, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    attend = torch.cat([weight for weight, _ in projections]), torch.cat([bias for _, bias in projections])
    return Layer(
        make(*attend),
        make(*_pair(weights, f"{name}.attention.output.dense")),
        _pair(weights, f"{name}.attention.output.LayerNorm"),
        make(*_pair(weights, f"{name}.intermediate.dense")),
        make(*_pair(weights, f"{name}.output.dense")),
        _pair(weights, f"{name}.output.LayerNorm"),
    )


def _plain(weight: Tensor, bias: Tensor) -> Linear:
    return lambda states: functional.linear(states, weight, bias)


def _pair(weights: Mapping[str, Tensor], name: str) -> tuple[Tensor, Tensor]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))
