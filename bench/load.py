"""How the server bears many askers at once while articles come and go: errors, wrong answers, latency, memory.

python bench/load.py                          50 and 200 askers over HTTP, 20 through the chat's queue, then memory
python bench/load.py --questions 20000        how many questions the memory is watched over; 3 000 unless told
"""

from __future__ import annotations

import argparse
import json
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from index.library import Library
from qa import bundled
from qa.desk import Desk
from sources.readers import read_text

TIME_TAKEN = re.compile(r"\d+ ms")  # stands in the answer, and is never the same
ROOT = Path(__file__).parent.parent
QUESTIONS = (
    "Who won the marathon in Berlin?",
    "Who won the women's team pursuit in 2022?",
    "Who came second in the marathon in Berlin?",
    "Who won the men's cheese rolling in 1950?",
    "What did the winner say?",
)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, int]]:
    """Serve a library in a process of its own; give its address and process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--port", str(port), "--rate", "none"]  # whoever asks here is one program
    command = [sys.executable, "-m", "cli", "--library", str(folder), "--reader", "none", "serve", *options]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as server:
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(600):
                try:
                    urllib.request.urlopen(f"{address}/healthz", timeout=60).read()
                    break
                except OSError:
                    time.sleep(0.1)
            yield address, server.pid
        finally:
            server.terminate()
            server.wait()


@contextmanager
def changing(folder: Path, stop: threading.Event, counts: dict[str, int]) -> Iterator[None]:
    """Add and remove articles about nothing that is asked, by another connection, until told to stop."""

    def change() -> None:
        with Library.open(folder, wait_s=60) as library:
            desk = Desk(library)
            while not stop.is_set():
                turn = counts["changes"] = counts.get("changes", 0) + 1
                text = f"Regatta {turn} of Tarnhaven\n\nMirel Dobos won regatta {turn} of Tarnhaven by {turn} metres."
                article = read_text(text, source="regatta.txt")
                desk.add(article)
                if turn % 2:
                    library.remove(article.id)
                stop.wait(0.25)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def ask(address: str, question: str) -> dict[str, Any]:
    """Ask over HTTP; raise where there is no whole reply."""
    request = urllib.request.Request(
        f"{address}/api/ask",
        json.dumps({"question": question}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=300) as response:
        reply: dict[str, Any] = json.load(response)
    return reply


def told(reply: dict[str, Any]) -> tuple[Any, ...]:
    """Return what of a reply must always be the same."""
    return reply["status"], reply["short"], reply["text"], json.dumps(reply["citations"])


def run(askers: int, each: int, expected: dict[str, tuple[Any, ...]], once: Callable[[str], tuple[Any, ...]]) -> str:
    """Let so many ask at once, each so often; return the figures as a line."""
    taken: list[float] = []
    wrong: list[str] = []

    def one(number: int) -> None:
        for turn in range(each):
            question = QUESTIONS[(number + turn) % len(QUESTIONS)]
            begin = time.perf_counter()
            try:
                found = once(question)
            except Exception as error:
                wrong.append(f"{question}: {error!r}")
                continue
            taken.append(time.perf_counter() - begin)
            if found != expected[question]:
                wrong.append(f"{question}: {found}")

    begin = time.perf_counter()
    with ThreadPoolExecutor(askers) as pool:
        list(pool.map(one, range(askers)))
    whole = time.perf_counter() - begin
    for text in wrong[:5]:
        print("   wrong:", text[:300])
    quantiles = statistics.quantiles(taken, n=20) if len(taken) > 1 else [0.0] * 19
    return (
        f"{len(taken)} answers, {len(wrong)} wrong or failed, {len(taken) / whole:.0f} a second, "
        f"p50 {statistics.median(taken) * 1000:.0f} ms, p95 {quantiles[18] * 1000:.0f} ms"
    )


def memory(process: int) -> float:
    """Return the resident memory of a process, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=3_000)
    parser.add_argument("--each", type=int, default=5, help="questions of each asker")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as workshop:
        folder = Path(workshop) / "library"
        bundled.build(folder)
        with serving(folder) as (address, process):
            expected = {question: told(ask(address, question)) for question in QUESTIONS}
            for askers in (50, 200):
                counts: dict[str, int] = {}
                with changing(folder, threading.Event(), counts):
                    line = run(askers, options.each, expected, lambda question: told(ask(address, question)))
                print(f"{askers} askers over HTTP, {counts['changes']} changes meanwhile: {line}", flush=True)
            chat(address, folder, options.each)
            begin, asked = memory(process), 0
            marks = []
            while asked < options.questions:
                with ThreadPoolExecutor(8) as pool:
                    batch = [QUESTIONS[number % len(QUESTIONS)] for number in range(options.questions // 5)]
                    list(pool.map(lambda question: ask(address, question), batch))
                asked += len(batch)
                marks.append(f"{memory(process):.0f}")
            print(f"memory over {asked} questions: {begin:.0f} MB before, then {', '.join(marks)} MB", flush=True)


def chat(address: str, folder: Path, each: int) -> None:
    """Let 20 ask through the queue of the chat page, as its own script does, each question in a session of its own."""
    with urllib.request.urlopen(f"{address}/config", timeout=60) as response:
        config = json.load(response)
    [function] = [each["id"] for each in config["dependencies"] if any(kind == "submit" for _, kind in each["targets"])]
    queue = f"{address}{config['api_prefix']}/queue"

    def once(question: str) -> tuple[Any, ...]:
        session = secrets.token_hex(8)
        asked = {"data": [question, [], None], "fn_index": function, "session_hash": session}
        request = urllib.request.Request(
            f"{queue}/join", json.dumps(asked).encode(), {"Content-Type": "application/json"}
        )
        urllib.request.urlopen(request, timeout=60).read()
        with urllib.request.urlopen(f"{queue}/data?session_hash={session}", timeout=300) as stream:
            for line in stream:
                event = json.loads(line[5:]) if line.startswith(b"data:") else {}
                if event.get("msg") == "process_completed":
                    if not event["success"]:
                        raise RuntimeError(str(event["output"]))
                    return (TIME_TAKEN.sub("", json.dumps(event["output"]["data"][0])),)
        raise RuntimeError("the stream ended without an answer")

    expected = {question: once(question) for question in QUESTIONS}
    counts: dict[str, int] = {}
    with changing(folder, threading.Event(), counts):
        line = run(20, each, expected, once)
    print(f"20 askers through the chat's queue, {counts['changes']} changes meanwhile: {line}", flush=True)


if __name__ == "__main__":
    main()
