"""How long a question takes over HTTP, on one connection over loopback, beside the time the engine itself takes.

python bench/api.py                  questions on the bundled reports that facts answer
python bench/api.py --library DIR    on another library
"""

from __future__ import annotations

import argparse
import http.client
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from index.library import Library
from qa import bundled
from qa.desk import Desk

HOME = Path(__file__).parent.parent
ASKED, ROUNDS = 24, 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, *, at_most_s: float = 120) -> None:
    end = time.monotonic() + at_most_s
    while time.monotonic() < end:
        with suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


def ask(connection: http.client.HTTPConnection, question: str) -> dict[str, Any]:
    connection.request("POST", "/api/ask", json.dumps({"question": question}), {"Content-Type": "application/json"})
    reply: dict[str, Any] = json.loads(connection.getresponse().read())
    return reply


def measure(port: int, questions: list[str]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for question in questions:  # reads the articles
        ask(connection, question)
    whole, engine = [], []
    for _ in range(ROUNDS):
        for question in questions:
            begin = time.perf_counter()
            reply = ask(connection, question)
            whole.append((time.perf_counter() - begin) * 1000)
            engine.append(reply["elapsed_ms"])
    for name, times in (("POST /api/ask", whole), ("of that the engine", engine)):
        worst = sorted(times)[int(0.95 * len(times))]
        print(f"{name:<20} {len(times):>4} answers, p50 {statistics.median(times):6.2f} ms, p95 {worst:6.2f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.library or Path(name) / "library"
        if options.library is None:
            bundled.build(folder)
        with Library.open(folder) as library:
            desk = Desk(library)
            questions = [question for question in desk.suggestions(ASKED) if desk.ask(question).how == "facts"]
        port = free_port()
        command = [
            sys.executable,
            "-m",
            "cli",
            "--library",
            str(folder),
            "serve",
            "--port",
            str(port),
            "--rate",
            "none",
        ]
        server = subprocess.Popen(command, cwd=HOME)
        try:
            wait_for(port)
            measure(port, questions)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
