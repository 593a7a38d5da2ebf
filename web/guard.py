"""Stands before the page and its routes: who may come in, from where, and with how much. The rest is left to them.

Whoever is asked for a name and a password gives them as HTTP Basic, to the page and to the routes alike.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sources.limits import MAX_BYTES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ENVELOPE = 1_000_000  # bytes around a file of the largest size
HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN = frozenset({"same-origin", "none"})  # what a browser says of a request of the page itself, or typed by hand
TOO_LARGE = "More was sent than Podium takes at once."
FOREIGN = "Another site wants to change something here, which is refused."
ELSEWHERE = "Podium answers here only as localhost; podium serve --no-auth lets it answer to any name."
WHO = "A name and a password are needed here."


@dataclass(frozen=True, slots=True)
class Login:
    """The name and the password that visitors have to give."""

    user: str
    password: str


class BadLogin(ValueError):
    """What should be a name and a password is none."""


class OpenToAll(ValueError):
    """Others could reach the page, and nothing says who may."""


def read_login(written: str) -> Login:
    """Read "user:password"; raise BadLogin for anything else."""
    user, colon, password = written.partition(":")
    if not (user and colon and password):
        raise BadLogin("--auth is written user:password, and neither may be empty")
    return Login(user, password)


def check_open(host: str, *, login: Login | None, no_auth: bool) -> None:
    """Raise OpenToAll where visitors from elsewhere could come in without a password, and nobody said that they may."""
    if login is None and not no_auth and not is_loopback(host):
        raise OpenToAll(
            f"{host} can be reached from other machines: ask visitors for a password with --auth user:password, "
            "programs for a token with --token, or say --no-auth if everyone may come in"
        )


def is_loopback(host: str) -> bool:
    """Tell an address that only this machine reaches."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Guard:
    """An application around another: it lets in only whom it should.

    With `local`, only under a name of this machine: another site may give its own name the address 127.0.0.1.
    Pages of `origins` may ask like those of the server itself. Where an address begins with one of `programs`, no login
    is asked for: there, a token is.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        login: Login | None = None,
        local: bool = False,
        origins: tuple[str, ...] = (),
        programs: tuple[str, ...] = (),
    ) -> None:
        self._app = app
        self._login = login
        self._local = local
        self._origins = origins
        self._programs = programs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        visits = not scope["path"].startswith(self._programs)
        if visits and self._login is not None and not _knows(self._login, headers.get("authorization", "")):
            await _refuse(scope, send, HTTPStatus.UNAUTHORIZED, WHO)
        elif self._local and not is_loopback(_name(headers.get("host", ""))):
            await _refuse(scope, send, HTTPStatus.MISDIRECTED_REQUEST, ELSEWHERE)
        elif scope["method"] not in HARMLESS and headers.get("origin") not in self._origins and _is_foreign(headers):
            await _refuse(scope, send, HTTPStatus.FORBIDDEN, FOREIGN)
        elif int(headers.get("content-length") or 0) > MAX_BYTES + ENVELOPE:
            await _refuse(scope, send, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
        else:
            await self._app(scope, _measured(receive), send)


def _name(host: str) -> str:
    """Return the name in a Host header, without the port and the brackets of an IPv6 address."""
    return urlsplit(f"//{host}").hostname or ""


def _knows(login: Login, header: str) -> bool:
    kind, _, given = header.partition(" ")
    if kind.lower() != "basic":
        return False
    try:
        written = base64.b64decode(given.encode("latin-1"), validate=True)
    except binascii.Error:
        return False
    return hmac.compare_digest(written, f"{login.user}:{login.password}".encode())


def _is_foreign(headers: dict[str, str]) -> bool:
    """Tell a request that another site made a visitor's browser send."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site not in OWN
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _measured(receive: Receive) -> Receive:
    """Stop reading where more comes than was announced, or without a word of how much."""
    read = 0

    async def measured() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return {"type": "http.disconnect"} if read > MAX_BYTES + ENVELOPE else message

    return measured


async def _refuse(scope: Scope, send: Send, status: HTTPStatus, text: str) -> None:
    """Say to people in words, and to programs as a problem, why a request is not let in."""
    body, kind = text.encode(), b"text/plain; charset=utf-8"
    if scope["path"].startswith("/api/"):
        problem = {"type": "about:blank", "title": status.phrase, "status": status, "detail": text, "errors": []}
        body, kind = json.dumps(problem).encode(), b"application/problem+json"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if status is HTTPStatus.UNAUTHORIZED:
        headers.append((b"www-authenticate", b'Basic realm="Podium", charset="UTF-8"'))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
