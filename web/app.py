"""Serves the chat page and the routes for programs together. Answering is left to the desk, the page to ui."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.openapi.utils import get_openapi

import ui
from index.library import Library
from qa.desk import Desk
from qa.reader import Reader
from web.access import Access, Limits, reading, writing
from web.desk import SharedDesk
from web.guard import Guard, Login, check_open, is_loopback
from web.listening import address, listen
from web.metrics import Measured, Metrics
from web.problems import PROBLEM, add_handlers
from web.routes import ROUTES, health_route, other_routes, reading_routes
from web.writing import writing_routes

OPEN = Access()
VISITOR = "podium"  # whose password is the token
GRACE_S = 5  # for answers that are being written when the server ends


class Server(uvicorn.Server):
    """A server that ends although pages are open."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_S))
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        ui.dismiss(self._app)
        await super().shutdown(sockets)


def create(
    library_folder: Path,
    reader: Reader | None = None,
    *,
    access: Access = OPEN,
    login: Login | None = None,
    read_only: bool = False,
    local: bool = False,
) -> FastAPI:
    """Open the library in a folder and return the application over it: the chat at `/`, the routes, `/docs`.

    Visitors give the `login`, if there is one, and programs the token of `access`; with `read_only` nobody changes the
    library, with `local` everything but a name of this machine is refused as its name.
    """
    library = Library.open(library_folder, read_only=read_only)
    desk = SharedDesk(Desk(library, reader), read_only=read_only)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        preparing = Thread(target=desk.prepare, name="preparing")
        preparing.start()
        yield
        preparing.join()
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
    programs = ROUTES if access.token is not None else ()
    app.add_middleware(Guard, login=login, local=local, origins=access.origins, programs=programs)
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
    login: Login | None = None,
    no_auth: bool = False,
    read_only: bool = False,
) -> None:
    """Serve the library in a folder until interrupted; raise PortTaken before anything else if the port is not free.

    Beyond this machine a token is the password of the page, too, unless that has a login of its own. Raise OpenToAll
    where others could reach it without either, and `no_auth` does not say that they may.
    """
    if login is None and access.token is not None and not no_auth and not is_loopback(host):
        login = Login(VISITOR, access.token)
    check_open(host, login=login, no_auth=no_auth)
    with listen(host, port) as listening:
        local = is_loopback(host) and login is None and not no_auth
        app = create(library_folder, reader, access=access, login=login, read_only=read_only, local=local)
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
