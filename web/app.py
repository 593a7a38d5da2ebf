"""Serves the chat page and the routes for programs together. Answering is left to the desk, the page to ui."""

from __future__ import annotations

import os
import socket
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.openapi.utils import get_openapi

import ui
from index.library import Library
from qa.desk import Desk
from qa.reader import Reader
from web.access import Access, Limits, check_host, reading, writing
from web.desk import SharedDesk
from web.metrics import Measured, Metrics
from web.problems import PROBLEM, add_handlers
from web.routes import health_route, other_routes, reading_routes
from web.shelf import writing_routes

OPEN = Access()
BACKLOG = 128  # connections that may wait
GRACE_S = 5  # for answers that are being written when the server ends


class PortTaken(OSError):
    """Another program listens where we wanted to."""


class Server(uvicorn.Server):
    """A server that ends although pages are open."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_S))
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        ui.dismiss(self._app)
        await super().shutdown(sockets)


def create(library_folder: Path, reader: Reader | None = None, *, access: Access = OPEN) -> FastAPI:
    """Open the library in a folder and return the application over it: the chat at `/`, the routes, `/docs`."""
    desk = SharedDesk(Desk(Library.open(library_folder), reader))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="Podium",
        version=version("podium"),
        summary="Answers questions about races from the articles it was given, with a citation for every sentence.",
        lifespan=lifespan,
    )
    add_handlers(app)
    metrics = Metrics(lambda: len(desk.articles()))
    known = (
        reading_routes(desk, metrics, dependencies=reading(access)),
        writing_routes(desk, dependencies=writing(access)),
        health_route(desk),
    )
    for routes in known:
        app.include_router(routes)
    app.router.routes.extend(other_routes(known))
    app.openapi = lambda: _described(app, known)  # type: ignore[method-assign]
    app.add_middleware(Limits, rate=access.rate)
    if access.origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=access.origins, allow_methods=["*"], allow_headers=["Authorization"]
        )
    app.add_middleware(Measured, metrics=metrics)
    return ui.mount(app, desk)


def serve(
    library_folder: Path,
    reader: Reader | None = None,
    *,
    host: str,
    port: int,
    open_browser: bool,
    access: Access = OPEN,
) -> None:
    """Serve the library in a folder until interrupted; raise PortTaken before anything else if the port is not free.

    Raise BadAccess where the host can be reached from elsewhere and there is no token.
    """
    check_host(host, access)
    with _listen(host, port) as listening:
        app = create(library_folder, reader, access=access)
        if open_browser:  # the socket listens already, so the browser waits for the first answer
            webbrowser.open(address(host, port))
        with suppress(KeyboardInterrupt):  # it is how one ends a server
            Server(app).run(sockets=[listening])


def _described(app: FastAPI, routes: Sequence[APIRouter]) -> dict[str, Any]:
    """Return the description of the routes for programs; their errors are problems, which FastAPI calls plain JSON."""
    if app.openapi_schema is None:
        ours = [route for router in routes for route in router.routes]
        made = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=ours)
        for operations in made["paths"].values():
            for operation in operations.values():
                content = operation["responses"]["4XX"]["content"]
                content[PROBLEM] = content.pop("application/json")
        app.openapi_schema = made
    return app.openapi_schema


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named, asyncio sends the parts of an answer at once; otherwise each waits 40 ms for the other.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere it would let two programs share the port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise PortTaken(
            f"{host}:{port} cannot be used ({error.strerror}). Is Podium running already? "
            "If not, choose another port with --port."
        ) from error
    return listening


def address(host: str, port: int) -> str:
    """Return where a browser on this machine finds what listens on a host and port."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}/"
