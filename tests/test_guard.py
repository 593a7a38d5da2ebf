"""Who may come in: no password, no page and no route; another site changes nothing; nobody sends without end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from index.library import Library
from sources.limits import MAX_BYTES
from web import app
from web.guard import ENVELOPE, FOREIGN, WHO, BadLogin, Guard, Login, OpenToAll, check_open, read_login

LOGIN = Login("desk", "sesam:öffne")


def echo() -> FastAPI:
    inner = FastAPI()

    @inner.post("/")
    async def measure(request: Request) -> int:
        return len(await request.body())

    @inner.get("/")
    def greet() -> str:
        return "come in"

    return inner


@pytest.mark.parametrize(
    ("written", "login"),
    [
        ("desk:secret", Login("desk", "secret")),
        ("desk:with:colon", Login("desk", "with:colon")),
        ("a b: c", Login("a b", " c")),
    ],
)
def test_a_login_is_written_with_a_colon(written: str, login: Login) -> None:
    assert read_login(written) == login


@pytest.mark.parametrize("written", ["", ":", "desk", "desk:", ":secret"])
def test_half_a_login_is_none(written: str) -> None:
    with pytest.raises(BadLogin, match="user:password"):
        read_login(written)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "::1", "localhost"])
def test_this_machine_alone_needs_no_login(host: str) -> None:
    check_open(host, login=None, no_auth=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "2001:db8::1", "desk.example.org", ""])
def test_where_others_come_by_a_login_is_needed_or_said_not_to_be(host: str) -> None:
    with pytest.raises(OpenToAll, match=r"--auth user:password.*--no-auth"):
        check_open(host, login=None, no_auth=False)
    check_open(host, login=LOGIN, no_auth=False)
    check_open(host, login=None, no_auth=True)


@pytest.fixture(scope="module")
def locked(bundled: Path) -> Iterator[TestClient]:
    async def make() -> FastAPI:
        return app.create(bundled, login=LOGIN, read_only=True)

    with TestClient(asyncio.run(make())) as client:
        yield client


@pytest.mark.parametrize(
    "path", ["/", "/config", "/gradio_api/info", "/api/articles", "/api/search?q=race", "/docs", "/healthz", "/nowhere"]
)
def test_without_the_password_nothing_is_shown(locked: TestClient, path: str) -> None:
    for wrong in (None, ("desk", "secret"), ("other", LOGIN.password), ("desk", "")):
        response = locked.get(path, auth=wrong)
        assert (response.status_code, WHO in response.text, len(response.text) < 200) == (401, True, True)
        assert response.headers["www-authenticate"].startswith("Basic ")


@pytest.mark.parametrize("header", ["", "Basic", "Basic !!!", "Basic ZGVzaw==", "Bearer ZGVzazpzZXNhbQ==", "Basic Ä"])
def test_a_login_that_is_none_is_refused(locked: TestClient, header: str) -> None:
    assert locked.get("/api/articles", headers={b"Authorization": header.encode("latin-1")}).status_code == 401


def test_with_the_password_page_and_routes_are_open(locked: TestClient) -> None:
    auth = (LOGIN.user, LOGIN.password.encode())
    assert "Podium" in locked.get("/", auth=auth).text
    assert len(locked.get("/api/articles", auth=auth).json()) > 1
    asked = locked.post("/api/ask", json={"question": "Who won the marathon?"}, auth=auth)
    assert asked.json()["status"] == "answered"


@pytest.fixture(scope="module")
def open_to_all() -> Iterator[TestClient]:
    with TestClient(Guard(echo())) as client:
        yield client


FOREIGN_HEADERS = [
    ({}, True),
    ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Origin": "http://testserver"}, True),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://example.org"}, False),
    ({"Sec-Fetch-Site": "same-site", "Origin": "http://testserver:8000"}, False),
    ({"Origin": "http://example.org"}, False),
    ({"Origin": "null"}, False),
]


@pytest.mark.parametrize(("headers", "is_own"), FOREIGN_HEADERS)
def test_another_site_changes_nothing(open_to_all: TestClient, headers: dict[str, str], is_own: bool) -> None:
    response = open_to_all.post("/", content=b"four", headers=headers)
    assert (response.status_code, response.text) == ((200, "4") if is_own else (403, FOREIGN))
    assert open_to_all.get("/", headers=headers).status_code == 200


def test_nobody_sends_without_end(open_to_all: TestClient) -> None:
    most = MAX_BYTES + ENVELOPE
    assert open_to_all.post("/", content=bytes(most)).json() == most
    assert open_to_all.post("/", content=bytes(most + 1)).status_code == 413


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("localhost:7860", True),
        ("127.0.0.1:7860", True),
        ("[::1]:7860", True),
        ("example.org", False),
        ("127.0.0.1.example.org:7860", False),
        ("", False),
    ],
)
def test_on_this_machine_alone_no_other_name_is_answered(host: str, is_own: bool) -> None:
    client = TestClient(Guard(echo(), local=True))
    assert client.get("/", headers={"Host": host}).status_code == (200 if is_own else 421)


def test_a_library_that_is_only_shown_is_opened_to_read(locked: TestClient, bundled: Path) -> None:
    page = locked.get("/config", auth=(LOGIN.user, LOGIN.password.encode())).json()
    functions = [name for part in page["components"] for name in (part["props"].get("server_fns") or [])]
    assert {"holdings", "reading"} <= set(functions)
    assert {"add_file", "add_text", "remove"}.isdisjoint(functions)
    with Library.open(bundled) as library:
        assert len(library.articles()) > 1
