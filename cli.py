"""The `podium` command: global options, the table of commands, what becomes of errors. The work is left to terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from index.errors import LibraryError
from qa.export import UnknownFormat
from qa.gold import BadGold
from qa.reader import DEFAULT_READER, Reader, open_reader
from qa.request import BadRequest
from sources.errors import UnreadableFile
from terminal import check, diff, doctor, mcp, questions, screen, shelf, watch
from terminal.entry import FAILED, MISUSED, READER, library_of, reader_of, stop
from web.guard import BadLogin, Login, OpenToAll, check_open, read_login

if TYPE_CHECKING:
    from web.access import Access

HOST, PORT = "127.0.0.1", 7860
RATE = "6000/minute"


class PlainErrors(TyperGroup):
    """Commands whose expected errors are one line and an exit code, never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (BadRequest, BadGold, UnknownFormat, BadLogin, OpenToAll) as error:
            stop(str(error), code=MISUSED)
        except BrokenPipeError:
            raise  # the reader of our output has left, which is no failure of ours to explain
        except (LibraryError, UnreadableFile) as error:
            stop(str(error), code=FAILED)
        except OSError as error:
            stop(f"{error.filename}: {error.strerror}" if error.filename else str(error), code=FAILED)


app = typer.Typer(
    cls=PlainErrors,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; what it prints is UTF-8 whatever the system's habit."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    app(prog_name="podium")


def show_version(asked: bool) -> None:
    if asked:
        screen.say(f"podium {version('podium')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def podium(
    ctx: typer.Context,
    library: Annotated[
        Path | None,
        typer.Option(
            "--library", metavar="DIR", help="The folder of the library. Without it: yours, or the bundled reports."
        ),
    ] = None,
    reader: Annotated[
        str,
        typer.Option(
            "--reader",
            metavar="NAME",
            help="What points at the answer in a quoted sentence: podium, none, or a question-answering model.",
        ),
    ] = DEFAULT_READER,
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Answer questions about races from a library of articles, and cite them sentence by sentence.

    Without a command, open the chat in the browser. Until you add articles of your own, Podium answers from the
    reports that come with it.

    \b
    Examples:
      podium                                    open the chat
      podium ask "Who won the 100 metres?"      ask in the terminal
      podium add reports/                       read a folder into your library
      podium --library races add 2024/*.html    keep a library of its own in the folder races
      podium --library races ask "Who won?"     and ask that one
      podium --reader none ask "Why did he retire?"   quote sentences, and point at no words in them
    """
    ctx.obj = library
    ctx.meta[READER] = open_reader(reader)
    if ctx.invoked_subcommand is None:
        open_chat(library_of(ctx), reader_of(ctx), host=HOST, port=PORT, open_browser=True)


def serve(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for the whole network.")] = HOST,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = PORT,
    auth: Annotated[
        str | None,
        typer.Option(
            metavar="USER:PASSWORD",
            envvar="PODIUM_AUTH",
            help="Ask visitors for this name and password. Needed wherever other machines can reach the address.",
        ),
    ] = None,
    no_auth: Annotated[bool, typer.Option("--no-auth", help="Let everyone in who can reach the address.")] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Let nobody add or remove articles here; podium add still can.")
    ] = False,
    token: Annotated[
        str | None,
        typer.Option(envvar="PODIUM_TOKEN", help="Ask programs for this bearer token; with one they may write."),
    ] = None,
    rate: Annotated[str, typer.Option(help="How many requests a program may send; none for any number.")] = RATE,
    origin: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="Let pages of this other site use the routes.")
    ] = None,
) -> None:
    """Serve the chat and the HTTP routes.

    The routes are described at /docs. No browser is opened. Password and token are sent as they are: where others could
    listen, put a server that speaks HTTPS before it.

    With a token, given by --token or better in the environment as PODIUM_TOKEN, all routes for programs ask for it but
    /healthz, and articles can be added and removed by them. Beyond this machine it is also the password of the page,
    for the user podium, unless --auth names another.

    \b
    Examples:
      podium serve
      podium serve --token "$(openssl rand -hex 32)"
      podium --library races serve --host 0.0.0.0 --port 8000 --auth desk:secret
      podium --library races serve --host 0.0.0.0 --no-auth --read-only --rate 100/minute
      podium serve --origin https://desk.example
    """
    from web.access import Access, BadAccess, read_rate  # fastapi, which only servers need

    login = read_login(auth) if auth is not None else None
    try:
        access = Access(token, read_rate(rate), tuple(origin or ()))
    except BadAccess as error:
        stop(str(error), code=MISUSED)
    check_open(host, login=login, no_auth=no_auth or token is not None)  # before a library is built
    open_chat(
        library_of(ctx),
        reader_of(ctx),
        host=host,
        port=port,
        open_browser=False,
        access=access,
        login=login,
        no_auth=no_auth,
        read_only=read_only,
    )


def open_chat(
    folder: Path,
    reader: Reader | None,
    *,
    host: str,
    port: int,
    open_browser: bool,
    access: Access | None = None,
    login: Login | None = None,
    no_auth: bool = False,
    read_only: bool = False,
) -> None:
    """Serve the chat until it is interrupted."""
    from web import app as page  # loads gradio, which takes seconds: only where the page is wanted

    screen.complain(f"opening the chat at http://{host}:{port} (Ctrl+C ends it)")
    page.serve(
        folder,
        reader,
        host=host,
        port=port,
        open_browser=open_browser,
        access=page.OPEN if access is None else access,
        login=login,
        no_auth=no_auth,
        read_only=read_only,
    )


COMMANDS: dict[str, Callable[..., None]] = {
    "add": shelf.add,
    "list": shelf.list_articles,
    "show": shelf.show,
    "remove": shelf.remove,
    "reindex": shelf.reindex,
    "doctor": doctor.doctor,
    "ask": questions.ask,
    "check": check.check,
    "facts": questions.facts,
    "eval": questions.evaluate,
    "watch": watch.watch,
    "diff": diff.diff,
    "serve": serve,
    "mcp": mcp.mcp,
}
for name, command in COMMANDS.items():
    app.command(name)(command)

if __name__ == "__main__":
    main()
