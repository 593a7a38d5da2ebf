"""Writes what a bench measured, with machine, versions, date and command. Measuring is left to the benches."""

from __future__ import annotations

import json
import os
import platform
import shlex
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
VERSIONS = ("torch", "sentence-transformers", "faiss-cpu", "numpy", "tokenizers")


def machine() -> dict[str, Any]:
    """Return the processor, its cores, the memory in GB, and how many processes wanted to run in the last minute."""
    named = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = [int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    return {
        "processor": named[0] if named else platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(memory[0] / 2**20) if memory else None,
        "system": platform.system(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }


def save(name: str, figures: dict[str, Any]) -> None:
    """Print the figures and write them to bench/results."""
    versions = {"python": platform.python_version()}
    for package in VERSIONS:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    whole = {
        "bench": name,
        "command": shlex.join(["python", f"bench/{Path(sys.argv[0]).name}", *map(_shown, sys.argv[1:])]),
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": machine(),
        "versions": versions,
        "figures": figures,
    }
    text = json.dumps(whole, indent=2)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(text)


def _shown(argument: str) -> str:
    """Show a path by its name alone: where it lies is nobody's business."""
    return Path(argument).name if argument.startswith("/") else argument


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text("utf-8").splitlines() if path.is_file() else []
