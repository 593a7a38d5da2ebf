"""`python -m train --squad DIR --qamr DIR --out DIR`: train the reader, or go on where a run was interrupted."""

from __future__ import annotations

import argparse
import os
import random
from pathlib import Path

import torch
import torch.distributed as together

from index.embedder import DEFAULT_MODEL, model_folder
from qa.reader.own import open_pieces
from train.export import export, tuning_examples
from train.loop import Material, Plan, train
from train.mixing import mix
from train.qamr import read_qamr
from train.squad import TUNING, read_squad

TUNING_ARTICLES = 25  # of so many QAMR articles, one is kept to calibrate on


def main() -> None:
    """Read the arguments and train."""
    said = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    said.add_argument("--squad", type=Path, required=True, help="folder with dev-v1.1.json and dev-v2.0.json")
    said.add_argument("--qamr", type=Path, required=True, help="folder with dev.tsv, test.tsv and wiki-sentences.tsv")
    said.add_argument("--out", type=Path, required=True, help="folder for checkpoints and weights")
    said.add_argument("--passes", type=int, default=4)
    said.add_argument("--rate", type=float, default=2e-4, help="highest learning rate of the encoder")
    said.add_argument("--seed", type=int, default=1)
    said.add_argument("--minutes", type=float, default=10_000, help="end the run after so long")
    chosen = said.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    folder = model_folder(DEFAULT_MODEL)
    if folder is None:
        raise SystemExit(f"{DEFAULT_MODEL} is not installed")
    squad, kept = read_squad(chosen.squad)
    qamr, articles = read_qamr(chosen.qamr)
    held = frozenset(sorted(articles)[::TUNING_ARTICLES]) | TUNING
    learn_squad = [example for example in squad if example.group not in held]
    learn_qamr = [example for example in qamr if example.group not in held]
    plan = Plan(chosen.passes, chosen.rate, chosen.seed, chosen.minutes)
    pieces = open_pieces(folder)
    if "WORLD_SIZE" in os.environ:  # started by torchrun
        torch.set_num_threads(1)
        together.init_process_group("gloo")
    train(Material(learn_squad, learn_qamr, articles, kept), folder, pieces, plan, chosen.out)
    if os.environ.get("RANK", "0") == "0":
        tuned_squad = [example for example in squad if example.group in held]
        others = mix([], [example for example in qamr if example.group in held], articles, random.Random(chosen.seed))
        tuning = tuning_examples(tuned_squad, others, chosen.seed)
        print(export(chosen.out / "best.pt", tuning, folder, pieces, chosen.out))


if __name__ == "__main__":
    main()
