"""Batches of rows of about the same length, as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from qa.reader.network import Inputs, as_inputs
from qa.reader.pieces import Row
from train.windows import Target

TOKENS = 3072  # word pieces of a batch, padding included
SORTED_TOGETHER = 2000  # rows among which those of one length are put together


def group(targets: Sequence[Target], chance: random.Random) -> list[list[Target]]:
    """Put targets of about the same length together, the groups in a random order."""
    batches: list[list[Target]] = []
    for first in range(0, len(targets), SORTED_TOGETHER):
        near = sorted(targets[first : first + SORTED_TOGETHER], key=lambda target: len(target.row.pieces))
        batch: list[Target] = []
        for target in near:
            if batch and len(target.row.pieces) * (len(batch) + 1) > TOKENS:
                batches.append(batch)
                batch = []
            batch.append(target)
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def in_batches(rows: Sequence[Row], tokens: int = 8192) -> Iterator[tuple[list[int], Inputs]]:
    """Yield batches of the rows, by length, with the rows' numbers."""
    order = sorted(range(len(rows)), key=lambda index: len(rows[index].pieces))
    batch: list[int] = []
    for index in order:
        if batch and len(rows[index].pieces) * (len(batch) + 1) > tokens:
            yield batch, as_inputs([rows[at] for at in batch])
            batch = []
        batch.append(index)
    if batch:
        yield batch, as_inputs([rows[at] for at in batch])
