"""The pages of docs/: every example is run, and prints what the page says."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import re
import shlex
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from typer.testing import CliRunner

from cli import COMMANDS, app
from qa.gold import read_gold
from qa.request import read_request
from web import app as page
from web.access import Access
from web.listening import listen

ROOT = Path(__file__).parent.parent
PAGES = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
WRITTEN = {**PAGES, "../README.md": (ROOT / "README.md").read_text(encoding="utf-8")}
PYTHON = [
    (name, code, printed)
    for name, text in WRITTEN.items()
    for code, printed in re.findall(r"```python\n(.*?)```\n\nprints\n\n```text\n(.*?)```", text, re.S)
]
TOKEN = "the-token-of-this-test"


def run(library: Path, command: str, *, given: str | None = None) -> str:
    result = CliRunner().invoke(app, ["--library", str(library), *shlex.split(command)[1:]], input=given)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(
    "command", [line for text in PAGES.values() for line in re.findall(r"```console\n\$ (podium .*)\n", text)]
)
def test_a_question_in_the_pages_is_answered(command: str, bundled: Path) -> None:
    said = run(bundled, command)
    assert "[1]" in said
    if "--json" in command:
        columns = re.findall(r"^\| `(\w+)` \|", PAGES["asking.md"], re.M)
        assert list(json.loads(said)) == columns[1 : 1 + len(json.loads(said))]


def test_every_python_example_says_what_it_prints() -> None:
    blocks = sum(text.count("```python") for text in WRITTEN.values())
    assert blocks == len(PYTHON) > 0


@pytest.fixture(scope="module")
def served(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Two real servers on loopback, one without a token and one with; by what the pages call them."""
    copied = tmp_path_factory.mktemp("served") / "library"
    shutil.copytree(bundled, copied)
    with contextlib.ExitStack() as stack:
        yield {
            "open": stack.enter_context(serving(bundled, Access())),
            "token": stack.enter_context(serving(copied, Access(token=TOKEN))),
        }


@contextlib.contextmanager
def serving(library: Path, access: Access) -> Iterator[str]:
    listening = listen("127.0.0.1", 0)
    servers: list[uvicorn.Server] = []

    def serve() -> None:
        async def make_and_serve() -> None:
            server = page.Server(page.create(library, access=access))
            servers.append(server)
            await server.serve(sockets=[listening])

        asyncio.run(make_and_serve())

    thread = threading.Thread(target=serve)
    thread.start()
    while not (servers and servers[0].started):
        assert thread.is_alive()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    servers[0].should_exit = True
    thread.join()
    listening.close()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "code", "printed"), PYTHON)
def test_a_python_example_prints_what_the_page_says(
    name: str, code: str, printed: str, bundled: Path, served: dict[str, str]
) -> None:
    address = served["token" if "TOKEN" in code else "open"]
    code = code.replace("http://127.0.0.1:7860", address).replace("Bearer TOKEN", f"Bearer {TOKEN}")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code.replace('"races"', repr(str(bundled))), name, "exec"), {})
    assert said.getvalue() == printed


@pytest.mark.parametrize("line", re.findall(r"```json\n(\{.*\})\n```", PAGES["evaluation.md"]))
def test_a_gold_question_in_the_pages_is_met(line: str, bundled: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(f"{line}\n", encoding="utf-8")
    assert read_gold([line.encode()])
    assert "right, of all                 1/1" in run(bundled, f"podium eval {tmp_path / 'gold.jsonl'} --right 100")


def test_the_configuration_for_language_models_names_a_command() -> None:
    [written] = re.findall(r"```json\n(\{\"mcpServers\".*\})\n```", PAGES["api.md"])
    [server] = json.loads(written)["mcpServers"].values()
    assert server["command"] == "podium"
    assert server["args"][-1] in COMMANDS


def test_a_line_for_jsonl_is_read() -> None:
    assert read_request(b'{"question": "Who won?", "context": ["Who?"], "id": 7}').context == ("Who?",)


def test_the_routes_in_the_pages_are_those_that_exist(bundled: Path) -> None:
    async def describe() -> set[str]:
        described = page.create(bundled).openapi()["paths"]
        return {f"{method.upper()} {path}" for path, methods in described.items() for method in methods}

    assert set(re.findall(r"^\| `((?:GET|POST|DELETE) [^`]+)` \|", PAGES["api.md"], re.M)) == asyncio.run(describe())


@pytest.mark.parametrize("name", [*PAGES])
def test_what_a_page_links_exists(name: str) -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", PAGES[name])
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
    assert name == "README.md" or f"({name})" in PAGES["README.md"]
