"""Who may use the routes for programs: tokens, rates, sizes, other origins; and articles that come and go by them."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import cli
from web import app
from web.access import LONGEST_BODY, LONGEST_UPLOAD, Access, BadAccess, check_host, read_rate

ROOT = Path(__file__).parent.parent
TOKEN = "the-token-of-this-test"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
LAKE = (
    "Brått wins the lake race\n\nSTORVIK, 5 July 2031 - Elin Brått won the women's lake race on Saturday in 41:07.3.\n"
)


@contextmanager
def client_of(library: Path, access: Access) -> Iterator[TestClient]:
    async def make() -> TestClient:
        return TestClient(app.create(library, access=access))

    with asyncio.run(make()) as client:
        yield client


@pytest.fixture
def open_client(bundled: Path) -> Iterator[TestClient]:
    with client_of(bundled, Access()) as client:
        yield client


@pytest.fixture(scope="module")
def guarded(bundled: Path) -> Iterator[TestClient]:
    with client_of(bundled, Access(token=TOKEN)) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/ask"),
        ("POST", "/api/check"),
        ("GET", "/api/search?q=gold"),
        ("GET", "/api/export?q=gold"),
        ("GET", "/api/articles"),
        ("GET", "/api/articles/1234"),
        ("POST", "/api/articles"),
        ("DELETE", "/api/articles/1234"),
        ("GET", "/api/races"),
        ("GET", "/api/facts"),
        ("GET", "/metrics"),
    ],
)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer other"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": f"Bearer {TOKEN[:-1]}"},
        {"Authorization": "Bearer \xe9"},
    ],
)
def test_where_there_is_a_token_nothing_is_answered_without_it(
    guarded: TestClient, method: str, path: str, headers: dict[str, str]
) -> None:
    sent = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    response = guarded.request(method, path, headers=sent)
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    assert response.headers["content-type"] == "application/problem+json"


def test_the_token_opens_the_routes(guarded: TestClient) -> None:
    assert guarded.get("/api/articles", headers=BEARER).status_code == 200
    assert guarded.get("/healthz").status_code == 200  # a supervisor has none


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/articles"), ("DELETE", "/api/articles/1234")])
def test_without_a_token_nothing_can_be_written(open_client: TestClient, method: str, path: str) -> None:
    response = open_client.request(method, path, headers=BEARER, files={"file": ("a.txt", b"Lund won.")})
    assert response.status_code == 403
    assert "--token" in response.json()["detail"]
    assert open_client.get("/api/articles").status_code == 200


@pytest.mark.slow
def test_articles_are_added_replaced_asked_and_removed(copied: Path) -> None:
    with client_of(copied, Access(token=TOKEN)) as client:
        client.headers.update(BEARER)
        before = client.get("/api/articles").json()

        def send(name: str, data: bytes) -> Any:
            return client.post("/api/articles", files={"file": (name, data)})

        def winner() -> Any:
            return client.post("/api/ask", json={"question": "Who won the women's lake race?"}).json()["short"]

        first = send("C:\\reports\\lake.txt", LAKE.encode())
        [added] = first.json()
        assert first.status_code == 201
        assert {**added, "id": ""} == {
            "id": "",
            "title": "Brått wins the lake race",
            "source": "lake.txt",
            "publisher": None,
            "published": None,
            "change": "added",
        }
        assert send("lake.txt", LAKE.encode()).json() == [{**added, "change": "unchanged"}]
        assert winner() == "Elin Brått"
        [again] = send("lake.txt", LAKE.replace("Elin Brått", "Mari Holt").encode()).json()
        assert (again["change"], again["id"] != added["id"]) == ("replaced", True)
        assert winner() == "Mari Holt"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("one.txt", "Kvist won the women's hill race on Monday.\n")
            archive.writestr("two.txt", "Prunk won the men's hill race on Monday.\n")
        both = send("hill.zip", packed.getvalue()).json()
        assert [one["source"] for one in both] == ["hill.zip/one.txt", "hill.zip/two.txt"]
        for id in (again["id"], *(one["id"] for one in both)):
            assert client.delete(f"/api/articles/{id}").status_code == 204
            assert client.delete(f"/api/articles/{id}").status_code == 404
        assert client.get("/api/articles").json() == before


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.exe", b"MZ", "in no format"),
        ("a.txt", b"", "is empty"),
        ("a.pdf", b"no pdf", "a.pdf"),
        ("..\\..\\a.docx", b"no zip", "a.docx"),
        ("noname", b"Lund won.", "in no format"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    guarded: TestClient, name: str, data: bytes, reason: str
) -> None:
    response = guarded.post("/api/articles", files={"file": (name, data)}, headers=BEARER)
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    assert reason in response.json()["detail"]


def test_a_body_that_is_too_large_is_refused(guarded: TestClient) -> None:
    def pieces(count: int) -> Iterator[bytes]:
        for _ in range(count):
            yield b" " * 100_000

    kind = {**BEARER, "content-type": "application/json"}
    for body in (b" " * (LONGEST_BODY + 1), pieces(11)):  # with its length declared, and in pieces
        response = guarded.post("/api/ask", content=body, headers=kind)
        assert (response.status_code, response.json()["title"]) == (413, "Request Entity Too Large")
    assert guarded.post("/api/ask", content=b'{"question": "Who?"}' + b" " * 900_000, headers=kind).status_code == 200
    large = guarded.post("/api/articles", files={"file": ("a.txt", b"x" * LONGEST_UPLOAD)}, headers=BEARER)
    assert (large.status_code, large.json()["status"]) == (413, 413)


def test_a_client_that_asks_too_often_is_told_when_to_come_back(bundled: Path) -> None:
    with client_of(bundled, Access(rate=read_rate("3/hour"))) as client:
        statuses = [client.get("/api/articles").status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        refused = client.get("/api/articles")
        assert 1 <= int(refused.headers["retry-after"]) <= 3600
        assert refused.json()["title"] == "Too Many Requests"
        assert client.get("/healthz").status_code == 200


def test_no_other_origin_may_ask_unless_it_is_named(bundled: Path, open_client: TestClient) -> None:
    asking = {"Origin": "https://desk.example"}
    assert "access-control-allow-origin" not in open_client.get("/api/articles", headers=asking).headers
    with client_of(bundled, Access(origins=("https://desk.example",))) as client:
        allowed = client.get("/api/articles", headers=asking)
        assert allowed.headers["access-control-allow-origin"] == "https://desk.example"
        other = client.get("/api/articles", headers={"Origin": "https://elsewhere.example"})
        assert "access-control-allow-origin" not in other.headers


def test_the_figures_count_requests_and_answers(bundled: Path) -> None:
    with client_of(bundled, Access()) as client:
        client.post("/api/ask", json={"question": "Who won the pancake race at Quillmarsh in 1801?"})
        client.get("/api/articles/nowhere")
        client.get("/somewhere-else")
        response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    lines = response.text.splitlines()
    for line in (
        'podium_answers_total{how="facts",status="not_in_articles"} 1.0',
        'podium_requests_total{method="POST",route="/api/ask",status="200"} 1.0',
        'podium_requests_total{method="GET",route="/api/articles/{id}",status="404"} 1.0',
        'podium_request_seconds_count{route="/api/ask"} 1.0',
    ):
        assert line in lines
    assert not any("nowhere" in line or "somewhere" in line for line in lines)


@pytest.mark.parametrize("token", ["", "short", "fifteen-letters", "é" * 32])
def test_a_token_that_is_easily_guessed_is_refused(token: str) -> None:
    with pytest.raises(BadAccess, match="16 ASCII characters"):
        Access(token=token)


@pytest.mark.parametrize(
    ("host", "allowed"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("127.8.8.8", True), ("0.0.0.0", False), ("::", False)]
    + [("192.168.1.4", False), ("desk.example", False), ("127.0.0.1.example", False)],
)
def test_other_machines_are_served_with_a_token_only(host: str, allowed: bool) -> None:
    check_host(host, Access(token=TOKEN))
    if allowed:
        check_host(host, Access())
    else:
        with pytest.raises(BadAccess, match="--token"):
            check_host(host, Access())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--host", "0.0.0.0"], "can be reached from other machines"),
        (["--token", "short"], "16 ASCII characters"),
        (["--rate", "many"], "'many' is no rate"),
    ],
)
def test_a_server_that_would_be_open_is_not_started(bundled: Path, arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(cli.app, ["--library", str(bundled), "serve", *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.fixture
def serving(copied: Path) -> Iterator[Callable[..., str]]:
    """Start `podium serve` in a process of its own; return its address."""
    started: list[subprocess.Popen[bytes]] = []

    def start(**environment: str) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "cli", "--library", str(copied), "serve", "--port", str(port)]
        started.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}))
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                if httpx.get(f"{address}/healthz").status_code == 200:
                    return address
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    yield start
    for process in started:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0


@pytest.mark.slow
def test_a_real_server_takes_its_token_from_the_environment(serving: Callable[..., str]) -> None:
    address = serving(PODIUM_TOKEN=TOKEN)
    assert httpx.get(f"{address}/api/articles").status_code == 401
    added = httpx.post(
        f"{address}/api/articles", files={"file": ("lake.txt", LAKE.encode())}, headers=BEARER, timeout=60
    )
    assert added.status_code == 201
    reply = httpx.post(f"{address}/api/ask", json={"question": "Who won the women's lake race?"}, headers=BEARER)
    assert reply.json()["short"] == "Elin Brått"
