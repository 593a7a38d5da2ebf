"""The tools for language models: the official client lists and calls each, over stdio and over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from typer.testing import CliRunner

from cli import app
from index.library import Library
from qa.check import as_object as checked_object
from qa.desk import Desk
from qa.reply import as_object

ROOT = Path(__file__).parent.parent
TOKEN = "the-token-of-this-test"
QUESTION = "Who won the women's team pursuit in 2022?"
DRAFT = "Norway won the women's team pursuit in 2022."


@pytest.fixture(scope="module")
def desk(bundled: Path) -> Iterator[Desk]:
    with Library.open(bundled) as library:
        yield Desk(library)


def stdio(library: Path) -> StdioServerParameters:
    arguments = ["-m", "cli", "--library", str(library), "mcp"]
    return StdioServerParameters(command=sys.executable, args=arguments, cwd=str(ROOT), env=dict(os.environ))


async def call(client: Client, name: str, **arguments: Any) -> Any:
    """Call a tool; return what its text says, or the error as an exception."""
    result = await client.call_tool(name, arguments)
    [content] = result.content
    assert content.type == "text"
    if result.is_error:
        raise ValueError(content.text)
    return json.loads(content.text)


async def use_every_tool(client: Client, desk: Desk) -> None:
    """List the tools, call each, and hold what it says against what the desk says itself."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert list(tools) == ["ask", "search", "check", "list_articles", "get_article"]
    for tool in tools.values():
        assert tool.description
        assert "Returns a JSON" in tool.description
        assert all("description" in field for field in tool.input_schema["properties"].values())
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True

    reply = await call(client, "ask", question=QUESTION)
    assert {**reply, "elapsed_ms": 0} == {**as_object(desk.ask(QUESTION)), "elapsed_ms": 0}
    follow = await call(client, "ask", question="And the men's?", context=[QUESTION])
    assert follow["short"] == desk.ask("And the men's?", context=[QUESTION]).short
    assert await call(client, "check", text=DRAFT) == checked_object(desk.check(DRAFT))

    listed = await call(client, "list_articles")
    entries = list(reversed(desk.library.articles()))
    assert listed["total"] == len(entries)
    assert [one["id"] for one in listed["articles"]] == [entry.article for entry in entries][:50]
    some = await call(client, "list_articles", words="Takagi", offset=1, limit=1)
    assert some["total"] > 1
    assert len(some["articles"]) == 1

    cited = reply["citations"][0]
    article = await call(client, "get_article", id=cited["article"])
    assert article["text"] == desk.library.article(cited["article"]).text[:20_000]
    part = await call(client, "get_article", id=cited["article"], start=cited["start"], length=len(cited["quote"]))
    assert part["text"] == cited["quote"]

    hits = await call(client, "search", query="team pursuit final", limit=2)
    texts = {entry.article: desk.library.article(entry.article).text for entry in entries}
    assert [hit["text"] for hit in hits] == [texts[hit["article"]][hit["start"] : hit["end"]] for hit in hits]
    assert len(hits) == 2

    for name, wrong, said in (
        ("ask", {"question": " "}, "The question is empty"),
        ("search", {"query": ""}, "The question is empty"),
        ("check", {"text": ""}, "The draft is empty"),
        ("get_article", {"id": "nowhere"}, "There is no article 'nowhere'"),
    ):
        with pytest.raises(ValueError, match=said):
            await call(client, name, **wrong)


@pytest.mark.slow
def test_the_official_client_calls_every_tool_over_stdio(bundled: Path, desk: Desk) -> None:
    async def talk() -> None:
        async with Client(stdio(bundled), read_timeout_seconds=300) as client:
            assert client.server_info is not None
            assert (client.server_info.name, client.server_info.version) == ("podium", version("podium"))
            await use_every_tool(client, desk)

    asyncio.run(talk())


@pytest.fixture
def address(bundled: Path) -> Iterator[str]:
    """The address of `podium mcp --http` in a process of its own, with a token."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "cli", "--library", str(bundled), "mcp", "--http", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PODIUM_TOKEN": TOKEN})
    for _ in range(600):
        try:
            httpx.get(f"http://127.0.0.1:{port}/")
            break
        except httpx.TransportError:
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/mcp"
    server.send_signal(signal.SIGINT)
    server.wait(timeout=30)


@pytest.mark.slow
def test_the_official_client_calls_every_tool_over_http(address: str, desk: Desk) -> None:
    async def talk() -> None:
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        async with create_mcp_http_client(headers=bearer) as http:
            transport = streamable_http_client(address, http_client=http)
            async with Client(transport, read_timeout_seconds=300) as client:
                await use_every_tool(client, desk)

    asyncio.run(talk())
    for headers in ({}, {"Authorization": "Bearer other"}):
        assert httpx.post(address, headers=headers, json={}).status_code == 401


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--http", "--host", "0.0.0.0"], 2, "can be reached from other machines"),
        (["--http", "--token", "short"], 2, "16 ASCII characters"),
    ],
)
def test_tools_that_would_be_open_are_not_served(bundled: Path, arguments: list[str], code: int, said: str) -> None:
    result = CliRunner().invoke(app, ["--library", str(bundled), "mcp", *arguments])
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


def test_where_the_extra_is_missing_the_remedy_is_named(bundled: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nsys.modules['mcp'] = None\n", encoding="utf-8"
    )  # as if it were not installed
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "cli", "--library", str(bundled), "mcp"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "podium: podium mcp needs the package mcp: pip install 'podium[mcp]'\n"
