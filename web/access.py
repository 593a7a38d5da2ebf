"""Who may use the routes for programs, and how much: token, rate and size of requests, other origins."""

from __future__ import annotations

import hmac
import ipaddress
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sources.limits import MAX_BYTES
from web.problems import problem

UNLIMITED = "none"
LONGEST_BODY = 1_000_000  # bytes; the longest draft and context fit in
LONGEST_UPLOAD = MAX_BYTES + 10_000  # a file, and what a form wraps around it
UPLOADS = "/api/articles"
LEAST_TOKEN = 16  # characters, lest it be guessed
BEARER = HTTPBearer(auto_error=False, description="The token that `podium serve --token` was given.")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]


class BadAccess(ValueError):
    """What was chosen for the access to a server cannot be meant; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Access:
    """The token without which nothing is answered, requests a client may send, and origins whose pages may ask.

    Without a token, reading is free and nothing can be written.
    """

    token: str | None = None
    rate: RateLimitItem | None = None
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.token is not None and (len(self.token) < LEAST_TOKEN or not self.token.isascii()):
            raise BadAccess(
                f"a token needs {LEAST_TOKEN} ASCII characters or more: `openssl rand -hex 32` makes a good one"
            )


def read_rate(text: str) -> RateLimitItem | None:
    """Read a rate such as "600/minute", None for "none"; raise BadAccess."""
    if text == UNLIMITED:
        return None
    try:
        return parse(text)
    except ValueError as error:
        raise BadAccess(f"{text!r} is no rate: write one such as 600/minute, or {UNLIMITED}") from error


def check_host(host: str, access: Access) -> None:
    """Raise BadAccess where others than this machine would be answered without a token."""
    if not is_loopback(host) and access.token is None:
        raise BadAccess(
            f"{host} can be reached from other machines: protect the routes with --token TOKEN, "
            "or the environment variable PODIUM_TOKEN"
        )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach what listens on a host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return host == "localhost"


def reading(access: Access) -> list[Any]:
    """Return the dependencies of a route that reads: none without a token, so that its description asks for none."""
    return [] if access.token is None else [Depends(_bearer(access.token))]


def writing(access: Access) -> list[Any]:
    """Return the dependencies of a route that writes."""
    return [Depends(_nobody)] if access.token is None else [Depends(_bearer(access.token))]


def _nobody(_: Credentials) -> None:
    raise HTTPException(
        HTTPStatus.FORBIDDEN, "Articles are changed with a token only: start with `podium serve --token TOKEN`."
    )


def _bearer(token: str) -> Callable[[Credentials], None]:
    def check(given: Credentials) -> None:
        if given is None or not hmac.compare_digest(given.credentials.encode(), token.encode()):
            raise HTTPException(
                HTTPStatus.UNAUTHORIZED,
                "This needs the token of the server, in the header `Authorization: Bearer TOKEN`.",
                headers={"WWW-Authenticate": "Bearer"},
            )

    return check


class Limits:
    """Refuses what is too much for the routes for programs: of one client, or in one body. The page has its own."""

    def __init__(self, app: ASGIApp, rate: RateLimitItem | None) -> None:
        self._app = app
        self._rate = rate
        self._counter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that is within the limits, as ASGI asks for it."""
        if scope["type"] != "http" or not scope["path"].startswith("/api/"):
            await self._app(scope, receive, send)
            return
        client = scope["client"][0] if scope["client"] else ""
        if self._rate is not None and not self._counter.hit(self._rate, client):
            await _too_many(self._rate, self._wait(client))(scope, receive, send)
            return
        most = LONGEST_UPLOAD if scope["path"] == UPLOADS else LONGEST_BODY
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > most:
            await problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(most))(scope, receive, send)
            return
        await self._app(scope, _counted(receive, most), send)

    def _wait(self, client: str) -> int:
        if self._rate is None:
            return 0
        return max(math.ceil(self._counter.get_window_stats(self._rate, client).reset_time - time.time()), 1)


def _counted(receive: Receive, most: int) -> Receive:
    """Return a `receive` that stops at so many bytes: a body sent in pieces does not declare its length."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(most))
        return message

    return counted


def _too_many(rate: RateLimitItem, wait_s: int) -> Any:
    detail = f"More than {rate.amount} requests in {rate.GRANULARITY.name}: try again in {wait_s} s."
    return problem(HTTPStatus.TOO_MANY_REQUESTS, detail, headers={"Retry-After": str(wait_s)})


def _too_large(most: int) -> str:
    return f"The body is larger than {most:,} bytes: send less at once."
