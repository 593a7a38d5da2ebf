"""The command that gives a language model tools over a library. The tools are left to web.tools."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.library import Library
from qa.reader import Reader
from terminal import screen
from terminal.entry import FAILED, MISUSED, library_of, reader_of, stop
from web.guard import is_loopback
from web.listening import address, listen

if TYPE_CHECKING:
    from web.desk import SharedDesk

HOST, PORT = "127.0.0.1", 7861
PATH = "/mcp"
EXTRA = "podium mcp needs the package mcp: pip install 'podium[mcp]'"


def mcp(
    ctx: typer.Context,
    over_http: Annotated[bool, typer.Option("--http", help="Listen for streamable HTTP, not to stdio.")] = False,
    host: Annotated[str, typer.Option(help="With --http: the address to listen on.")] = HOST,
    port: Annotated[int, typer.Option(min=1, max=65535, help="With --http: the port to listen on.")] = PORT,
    token: Annotated[
        str | None,
        typer.Option(envvar="PODIUM_TOKEN", help="With --http: ask for this bearer token; needed beyond this machine."),
    ] = None,
) -> None:
    """Give a language model tools over the library.

    They are ask, search, check, list_articles and get_article, by the Model Context Protocol. They read only, and what
    they say is cited. A program that speaks the protocol starts this command and talks to it over standard input and
    output; with --http it is found at http://127.0.0.1:7861/mcp.

    \b
    Examples:
      podium mcp
      podium --library races mcp --http --port 8001
    """
    try:
        import mcp.server  # noqa: F401  an extra
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "mcp":
            raise
        stop(EXTRA, code=FAILED)
    from web.access import Access, BadAccess

    try:
        Access(token)
    except BadAccess as error:
        stop(str(error), code=MISUSED)
    if over_http and token is None and not is_loopback(host):
        stop(f"{host} can be reached from other machines: ask programs for a token with --token", code=MISUSED)
    run(library_of(ctx), reader_of(ctx), over_http=over_http, host=host, port=port, token=token)


def run(folder: Path, reader: Reader | None, *, over_http: bool, host: str, port: int, token: str | None) -> None:
    """Serve the tools until the program at the other end leaves, or until interrupted."""
    from qa.desk import Desk
    from web.desk import SharedDesk

    desk = SharedDesk(Desk(Library.open(folder), reader))
    try:
        if over_http:
            serve_http(desk, host=host, port=port, token=token)
        else:
            from web.tools import tool_server

            tool_server(desk, version=version("podium")).run("stdio")
    finally:
        desk.close()


def serve_http(desk: SharedDesk, *, host: str, port: int, token: str | None) -> None:
    """Serve the tools over streamable HTTP."""
    import uvicorn

    from web.access import TokenNeeded
    from web.tools import tool_server

    tools = tool_server(desk, version=version("podium")).streamable_http_app(streamable_http_path=PATH, host=host)
    application = tools if token is None else TokenNeeded(tools, token)
    with listen(host, port) as listening:
        screen.complain(f"the tools are at {address(host, port).rstrip('/')}{PATH} (Ctrl+C ends it)")
        uvicorn.Server(uvicorn.Config(application, log_level="warning")).run(sockets=[listening])
