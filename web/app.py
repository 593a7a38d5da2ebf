"""Serves the chat page and the routes for programs together. Answering is left to the desk, the page to ui."""

from __future__ import annotations

import os
import socket
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Annotated

import uvicorn
from fastapi import APIRouter, FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

import ui
from index.library import Library
from qa.desk import Desk
from qa.reader import Reader
from qa.reply import as_object
from qa.request import BadRequest, check_question
from web import schema
from web.desk import SharedDesk
from web.guard import Guard, Login, check_open, is_loopback

PROBLEM = "application/problem+json"
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


def create(
    library_folder: Path,
    reader: Reader | None = None,
    *,
    login: Login | None = None,
    read_only: bool = False,
    local: bool = False,
) -> FastAPI:
    """Open the library in a folder and return the application over it: the chat at `/`, the routes, `/docs`.

    Visitors give the `login`, if there is one; with `read_only` nobody changes the library, with `local` everything
    but a name of this machine is refused as its name.
    """
    library = Library.open(library_folder, read_only=read_only)
    desk = SharedDesk(Desk(library, reader), read_only=read_only)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="Podium",
        summary="Answers questions about races from the articles it was given, with a citation for every sentence.",
        lifespan=lifespan,
    )
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(BadRequest, _not_asked)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _failed)
    app.add_middleware(Guard, login=login, local=local)
    app.include_router(_routes(desk))
    return ui.mount(app, desk)


def serve(
    library_folder: Path,
    reader: Reader | None = None,
    *,
    host: str,
    port: int,
    open_browser: bool,
    login: Login | None = None,
    no_auth: bool = False,
    read_only: bool = False,
) -> None:
    """Serve the library in a folder until interrupted; raise PortTaken before anything else if the port is not free.

    Raise OpenToAll where others could reach it without a login, and `no_auth` does not say that they may.
    """
    check_open(host, login=login, no_auth=no_auth)
    with _listen(host, port) as listening:
        local = is_loopback(host) and login is None and not no_auth
        app = create(library_folder, reader, login=login, read_only=read_only, local=local)
        if open_browser:  # the socket listens already, so the browser waits for the first answer
            webbrowser.open(address(host, port))
        with suppress(KeyboardInterrupt):  # it is how one ends a server
            Server(app).run(sockets=[listening])


def _routes(desk: SharedDesk) -> APIRouter:
    routes = APIRouter(responses={"4XX": {"model": schema.Problem, "content": {PROBLEM: {}}}})

    @routes.post("/api/ask", response_model=schema.ReplyObject, response_model_exclude_unset=True)
    def ask(asked: schema.Question) -> dict[str, object]:
        """Answer a question from the articles, with citations."""
        context = [check_question(earlier) for earlier in asked.context]
        reply = as_object(desk.ask(check_question(asked.question), context=context))
        return reply if asked.id is None else {"id": asked.id, **reply}

    @routes.get("/api/search")
    def search(
        q: Annotated[str, Query(description="What to look for")],
        k: Annotated[int, Query(ge=1, le=100, description="How many passages")] = 10,
    ) -> list[schema.HitObject]:
        """Find the passages nearest to a query, best first."""
        return [schema.hit_object(hit) for hit in desk.search(check_question(q), k=k)]

    @routes.get("/api/articles")
    def articles() -> list[schema.ListedArticleObject]:
        """List the articles."""
        return [schema.listed_article_object(entry) for entry in desk.articles()]

    @routes.get("/api/articles/{name}")
    def article(name: str) -> schema.WholeArticleObject:
        """Return one article with its text."""
        found = desk.article(name)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND, "There is no article with this id; GET /api/articles lists them.")
        return schema.whole_article_object(found)

    @routes.get("/healthz")
    def health() -> schema.Health:
        """Say that the program runs and can read its library."""
        return schema.Health(articles=len(desk.articles()))

    @routes.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def unknown(rest: str) -> None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "There is no such route, or not with this method; /docs lists them.")

    return routes


def _not_understood(_: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    errors = [f"{'.'.join(str(place) for place in one['loc'])}: {one['msg']}" for one in found]
    return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, "The request does not fit; /docs describes what does.", errors)


def _not_asked(_: Request, error: Exception) -> JSONResponse:
    return _problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))


def _refused(_: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        return _failed(_, error)
    return _problem(HTTPStatus(error.status_code), str(error.detail))


def _failed(_: Request, error: Exception) -> JSONResponse:
    return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Podium failed at this request. Its log says why.")


def _problem(status: HTTPStatus, detail: str, errors: Sequence[str] = ()) -> JSONResponse:
    problem = schema.Problem(title=status.phrase, status=status, detail=detail, errors=list(errors))
    return JSONResponse(problem.model_dump(), status, media_type=PROBLEM)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
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
