"""A library whose writer is killed at any moment: 200 real processes, each by SIGKILL in the middle of its work."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from index.catalogue import Content, plan, write
from index.database import transaction
from index.doctor import examine
from index.library import Library
from index.records import Change, FactRow
from index.vectors import pack
from sources.readers import read_text
from sources.records import Article, Passage

ROOT = Path(__file__).parent.parent
KILLS = 200
ROUNDS = 20  # kills that one library goes through
WORK = ("add", "replace", "remove", "compact")
SECONDS = {"add": 0.08, "replace": 0.08, "remove": 0.01, "compact": 0.25}  # in which to kill, after it began
STOCK = 2_100  # passages to begin with, so many that a vector file is written

# Loads the slow packages and the model once, then forks a worker for each line that names a library, its log and a
# seed. The worker writes into the log what it begins and what it has done, until it is killed.
NURSERY = """
import os, random, signal, sys
from pathlib import Path
import faiss, torch
from index.embedder import Embedder
from index.library import Library
from index.mending import mend
from index.doctor import Mend, Trouble
from index.records import FactRow
from sources.readers import read_text

def report(source, version):
    return read_text(f"Race {source}\\n\\nRunner {version} won race {source} in the rain.", source=f"{source}.txt")

def work(folder, log, seed):
    dice = random.Random(int(seed))
    log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with Library.open(Path(folder), wait_s=60) as library:
        os.write(log, f"pid {os.getpid()}\\n".encode())
        while True:
            kind, source, version = dice.choice(("add", "replace", "remove", "compact")), dice.randrange(9), dice.random()
            there = {entry.source: entry.article for entry in library.articles()}
            name = f"{source}.txt"
            if kind != "compact" and (name in there) is (kind == "add"):
                continue
            article = report(source, version)
            os.write(log, f"begin {kind} {name} {article.id}\\n".encode())
            if kind == "compact":
                mend(library, [Trouble("", Mend.VECTORS)])
            elif kind == "remove":
                library.remove(there[name])
            else:
                library.add(article, [FactRow("a", "1")] * 3)
            os.write(log, b"done\\n")

torch.set_num_threads(1)
Embedder().encode(["warm"])
print("ready", flush=True)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for line in sys.stdin:
    if os.fork() == 0:
        work(*line.strip().split("|"))
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a log: what was begun with which source and article, and whether it was done."""

    kind: str
    source: str
    article: str
    done: bool


@pytest.fixture(scope="module")
def nursery() -> Iterator[subprocess.Popen[str]]:
    if not hasattr(os, "fork"):
        pytest.skip("the workers are forked")
    environment = os.environ | {"OMP_NUM_THREADS": "1"}  # a pool of threads would not survive the fork
    command = [sys.executable, "-c", NURSERY]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


def stock(folder: Path) -> None:
    """Begin a library with an article of very many passages, of one word each, whose vectors are made up."""
    text = " ".join(["lap"] * STOCK)
    article = read_text(text, source="stock.txt", title="lap")
    passages = [Passage(article.id, place, 4 * place, 4 * place + 3, "lap") for place in range(STOCK)]
    made_up = np.random.default_rng(0).standard_normal((STOCK, 384)).astype(np.float32)
    vectors = pack(made_up / np.linalg.norm(made_up, axis=1, keepdims=True))
    with Library.open(folder) as library, library.opened() as opened, transaction(opened.connection):
        content = Content(passages, vectors)
        write(opened.connection, article, plan(opened.connection, article), content, [FactRow("a", "1")] * 3, ())


def wait_until_gone(process: int) -> None:
    while True:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return
        time.sleep(0.001)


def kill_in(nursery: subprocess.Popen[str], folder: Path, seed: int) -> list[Step]:
    """Let a worker work until it begins what the seed wants, kill it a little later, and return what it did."""
    log = folder.with_name(f"{folder.name}-{seed}.log")
    assert nursery.stdin is not None
    nursery.stdin.write(f"{folder}|{log}|{seed}\n")
    nursery.stdin.flush()
    dice = random.Random(seed)
    wanted = WORK[seed % len(WORK)]
    skipped = dice.randrange(3)
    deadline = time.monotonic() + 60
    while (text := log.read_text() if log.exists() else "").count(f"begin {wanted}") <= skipped:
        assert time.monotonic() < deadline, text
        time.sleep(0.0005)
    time.sleep(dice.random() * SECONDS[wanted])
    worker = int(text.split(maxsplit=2)[1])
    os.kill(worker, signal.SIGKILL)
    wait_until_gone(worker)
    return list(read_log(log.read_text()))


def read_log(text: str) -> Iterator[Step]:
    lines = text.splitlines()[1:]
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("begin"):
            yield Step(*line.split()[1:], done=after == "done")


def after(steps: list[Step], before: dict[str, str]) -> dict[str, str]:
    """Return which article each source has after these steps."""
    there = dict(before)
    for step in steps:
        if step.kind == "remove":
            there.pop(step.source, None)
        elif step.kind != "compact":
            there[step.source] = step.article
    return there


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_loses_nothing_and_leaves_nothing_half(
    nursery: subprocess.Popen[str], tmp_path: Path
) -> None:
    interrupted: Counter[str] = Counter()
    known: dict[str, str] = {}
    folder = tmp_path
    for seed in range(KILLS):
        if seed % ROUNDS == 0:
            folder = tmp_path / f"library-{seed}"
            stock(folder)
            known = {}
        steps = kill_in(nursery, folder, seed)
        sure = after([step for step in steps if step.done], known)
        interrupted[steps[-1].kind if not steps[-1].done else "between"] += 1
        with Library.open(folder) as library:
            there = {entry.source: entry.article for entry in library.articles() if entry.source != "stock.txt"}
            # The last step may have been committed before it could be said.
            assert there in (sure, after(steps, known)), f"seed {seed}"
            assert [trouble for _, found in examine(library) for trouble in found if "stock" not in trouble.text] == []
            assert {hit.passage.article for hit in library.search("who won the race in the rain", k=9)} >= set(
                there.values()
            )
            known = there
    print(dict(interrupted))
    assert sum(interrupted.values()) == KILLS
    assert all(interrupted[kind] >= KILLS // 20 for kind in WORK), interrupted


@pytest.mark.slow
def test_a_library_is_writable_at_once_after_its_writer_was_killed(
    nursery: subprocess.Popen[str], tmp_path: Path
) -> None:
    stock(tmp_path / "library")
    kill_in(nursery, tmp_path / "library", 0)
    article: Article = read_text("Tarnhaven won the eights.", source="eights.txt")
    with Library.open(tmp_path / "library", wait_s=0.5) as library:
        assert library.add(article, []) is Change.ADDED
        assert library.search("eights")[0].passage.article == article.id
