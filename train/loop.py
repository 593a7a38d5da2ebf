"""The training loop: passes over newly mixed examples, measured after each, resumable at any batch.

Several processes of one thread each train a third faster than one process of several threads: they wait for each other
once a step, not at each operation. `torchrun` starts them; they take the batches in turn, and gradients are averaged.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
import torch.distributed as together
from torch import Tensor, nn

from qa.reader.adapter import encoder_weights
from qa.reader.network import Network, Scores, Shape, as_inputs
from qa.reader.pieces import Pieces
from train.batches import group
from train.examples import Example
from train.mixing import mix
from train.scoring import guess, measure, run
from train.weights import word_vectors
from train.windows import Target, learn_from

WARM_UP = 0.06  # of the run
SAVE_EVERY = 200  # batches
HEAD_RATE = 5.0  # times the rate of the encoder, for what begins anew
JUDGE_WEIGHT = 0.5  # of the answerability head in the loss
SMOOTHING = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    passes: int
    rate: float
    seed: int
    minutes: float  # the run's end, if it comes before the passes'


@dataclass(frozen=True, slots=True)
class Material:
    """What to learn from and what to measure on."""

    squad: Sequence[Example]
    qamr: Sequence[Example]
    articles: dict[str, list[str]]
    kept: Sequence[Example]


@dataclass(slots=True)
class Progress:
    """Where a run is."""

    number: int = 0  # of the pass
    batch: int = 0
    seconds: float = 0.0
    best: float = -1.0


def train(material: Material, model: Path, pieces: Pieces, plan: Plan, out: Path) -> None:
    """Train, or go on training, into a folder: `last.pt` to resume from, `best.pt`, `log.jsonl`."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(plan.seed)
    network = Network(Shape())
    network.load_state_dict(encoder_weights(model), strict=False)
    network.to(device)
    table = word_vectors(model).float().to(device)
    optimizer = _optimizer(network, plan)
    progress = _resume(out, network, optimizer)
    workers, rank = (together.get_world_size(), together.get_rank()) if together.is_initialized() else (1, 0)
    begin = time.monotonic() - progress.seconds
    while progress.number < plan.passes and progress.seconds < 60 * plan.minutes:
        batches = _batches(material, pieces, plan, progress.number)
        saved = progress.batch
        while progress.batch + workers <= len(batches) and progress.seconds < 60 * plan.minutes:
            done = max(
                (progress.number + progress.batch / len(batches)) / plan.passes, progress.seconds / 60 / plan.minutes
            )
            loss = _step(network, table, optimizer, batches[progress.batch + rank], _pace(done))
            progress.batch += workers
            progress.seconds = _agree(time.monotonic() - begin)
            if progress.batch - saved >= SAVE_EVERY and rank == 0:
                saved = progress.batch
                _log(out, pass_=progress.number, batch=progress.batch, of=len(batches), done=round(done, 3), loss=loss)
                _save(out / "last.pt", network, optimizer, progress)
        progress.number, progress.batch = progress.number + 1, 0
        if rank == 0:
            measured = measure(guess(network, table, pieces, material.kept), material.kept)
            _log(out, after=progress.number, minutes=round(progress.seconds / 60, 1), **asdict(measured))
            if measured.f1 > progress.best:
                progress.best = measured.f1
                torch.save(network.state_dict(), out / "best.pt")
            _save(out / "last.pt", network, optimizer, progress)
        progress.seconds = _agree(time.monotonic() - begin)


def _agree(seconds: float) -> float:
    """Return the first process's time, so that all go the same way."""
    if not together.is_initialized():
        return seconds
    told = torch.tensor([seconds], dtype=torch.float64)
    together.broadcast(told, src=0)
    return float(told)


def _average(network: Network) -> None:
    """Average the gradients of all processes."""
    gradients = [parameter.grad for parameter in network.parameters() if parameter.grad is not None]
    flat = torch.cat([gradient.flatten() for gradient in gradients])
    together.all_reduce(flat)
    flat /= together.get_world_size()
    for gradient, part in zip(gradients, torch.split(flat, [gradient.numel() for gradient in gradients]), strict=True):
        gradient.copy_(part.view_as(gradient))


def _batches(material: Material, pieces: Pieces, plan: Plan, number: int) -> list[list[Target]]:
    """Return a pass's batches; the same whenever it is resumed."""
    chance = random.Random(f"{plan.seed} {number}")
    examples = mix(material.squad, material.qamr, material.articles, chance)
    targets = [learn_from(example, pieces, chance) for example in examples]
    return group([target for target in targets if target], chance)


def _optimizer(network: Network, plan: Plan) -> torch.optim.AdamW:
    new = [*network.span.parameters(), *network.judge.parameters(), *network.kinds.parameters()]
    ids = {id(parameter) for parameter in new}
    old = [parameter for parameter in network.parameters() if id(parameter) not in ids]
    groups = [
        {"params": [parameter for parameter in old if parameter.dim() > 1], "rate": plan.rate},
        {"params": [parameter for parameter in old if parameter.dim() == 1], "rate": plan.rate, "weight_decay": 0.0},
        {"params": new, "rate": plan.rate * HEAD_RATE},
    ]
    return torch.optim.AdamW(groups, lr=plan.rate, weight_decay=0.01, fused=True)


def _pace(done: float) -> float:
    """Return the share of the learning rate: rising at first, then falling to nothing."""
    return done / WARM_UP if done < WARM_UP else max(0.02, (1 - done) / (1 - WARM_UP))


def _step(network: Network, table: Tensor, optimizer: torch.optim.AdamW, batch: Sequence[Target], pace: float) -> float:
    for options in optimizer.param_groups:
        options["lr"] = options["rate"] * pace
    inputs = as_inputs([target.row for target in batch])
    with torch.autocast(table.device.type, torch.bfloat16):
        scores = run(network, table, inputs)
    loss = _loss(scores, batch)
    loss.backward()  # type: ignore[no-untyped-call]
    if together.is_initialized():
        _average(network)
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return float(loss.detach())


def _loss(scores: Scores, batch: Sequence[Target]) -> Tensor:
    device = scores.start.device
    start = torch.tensor([target.start for target in batch], device=device)
    end = torch.tensor([target.end for target in batch], device=device)
    span = nn.functional.cross_entropy(scores.start, start) + nn.functional.cross_entropy(scores.end, end)
    truth = (start > 0).float() * (1 - 2 * SMOOTHING) + SMOOTHING
    return span + JUDGE_WEIGHT * nn.functional.binary_cross_entropy_with_logits(scores.answerable, truth)


def _resume(out: Path, network: Network, optimizer: torch.optim.AdamW) -> Progress:
    path = out / "last.pt"
    if not path.is_file():
        return Progress()
    saved = torch.load(path, weights_only=True)
    network.load_state_dict(saved["network"])
    optimizer.load_state_dict(saved["optimizer"])
    torch.set_rng_state(saved["chance"])
    return Progress(**saved["progress"])


def _save(path: Path, network: Network, optimizer: torch.optim.AdamW, progress: Progress) -> None:
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "chance": torch.get_rng_state(),
        "progress": asdict(progress),
    }
    part = path.with_suffix(".part")
    torch.save(state, part)
    os.replace(part, path)


def _log(out: Path, **said: object) -> None:
    line = json.dumps({key: round(value, 4) if isinstance(value, float) else value for key, value in said.items()})
    print(line, flush=True)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")
