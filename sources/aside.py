"""Runs PDFium in a process of its own: a file that makes it loop, crash or fill the memory costs that process alone."""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from threading import Lock, Timer
from typing import IO

from sources.errors import UnreadableFile

try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None  # type: ignore[assignment]

LIMIT_S = 30.0  # for a file; one of two thousand pages takes about ten
MAX_MEMORY = 4_000_000_000  # bytes
SIZE_BYTES = 8

Pages = tuple[list[str], str | None]
Work = Callable[[bytes, str], Pages]

_LOCK = Lock()  # one file at a time
_workers: list[subprocess.Popen[bytes]] = []


def read_pages(data: bytes, name: str, *, limit_s: float = LIMIT_S) -> Pages:
    """Return the text of each page of a PDF file and the title in its properties; raise UnreadableFile."""
    with _LOCK:
        worker = _worker()
        if worker.stdin is None or worker.stdout is None:
            raise ValueError("the process was begun without pipes")
        late = Timer(limit_s, worker.kill)
        late.start()
        try:
            _send(worker.stdin, name.encode("utf-8", "surrogateescape"), data)
            [answer] = _receive(worker.stdout, 1)
        except (BrokenPipeError, EOFError) as error:
            end()
            reason = "crashes what reads it" if late.is_alive() else f"takes more than {limit_s:g} seconds to read"
            raise UnreadableFile(name, f"is damaged, or made to do harm: it {reason}", "leave it out") from error
        finally:
            late.cancel()
    found = json.loads(answer)
    if "refused" in found:
        raise UnreadableFile(name, *found["refused"])
    return found["pages"], found["title"]


def serve(work: Work) -> None:
    """Read files from standard input and write their pages to standard output, until the input ends."""
    _limit_memory()
    while True:
        try:
            name, data = _receive(sys.stdin.buffer, 2)
        except EOFError:
            return
        answer: dict[str, object]
        try:
            pages, title = work(data, name.decode("utf-8", "surrogateescape"))
            answer = {"pages": pages, "title": title}
        except UnreadableFile as error:
            answer = {"refused": [error.reason, error.remedy]}
        except MemoryError:
            answer = {"refused": ["takes more memory than a file of reports needs", "leave it out"]}
        _send(sys.stdout.buffer, json.dumps(answer).encode())


def end() -> None:
    """End the process, if there is one; the next file begins another."""
    while _workers:
        worker = _workers.pop()
        worker.kill()
        with contextlib.suppress(BrokenPipeError):
            worker.communicate()


def _worker() -> subprocess.Popen[bytes]:
    if not _workers:
        # It finds our modules where this process does.
        program = f"import sys; sys.path[:] = {sys.path!r}; from sources import aside, pdf; aside.serve(pdf.read_pages)"
        command = [sys.executable, "-c", program]
        _workers.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
    return _workers[0]


def _limit_memory() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _send(stream: IO[bytes], *pieces: bytes) -> None:
    for piece in pieces:
        stream.write(len(piece).to_bytes(SIZE_BYTES, "big") + piece)
    stream.flush()


def _receive(stream: IO[bytes], count: int) -> list[bytes]:
    return [_read(stream, int.from_bytes(_read(stream, SIZE_BYTES), "big")) for _ in range(count)]


def _read(stream: IO[bytes], size: int) -> bytes:
    found = stream.read(size)
    if len(found) < size:
        raise EOFError
    return found


atexit.register(end)
