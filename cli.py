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
from terminal import check, questions, screen, shelf
from terminal.entry import FAILED, MISUSED, READER, library_of, reader_of, stop

if TYPE_CHECKING:
    from web.access import Access

HOST, PORT = "127.0.0.1", 7860
RATE = "6000/minute"


class PlainErrors(TyperGroup):
    """Commands whose expected errors are one line and an exit code, never a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (BadRequest, BadGold, UnknownFormat) as error:
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
    token: Annotated[
        str | None,
        typer.Option(envvar="PODIUM_TOKEN", show_envvar=False, help="What programs have to send as bearer token."),
    ] = None,
    rate: Annotated[str, typer.Option(help="How many requests a client may send, or none for no limit.")] = RATE,
    origin: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="A web page's origin that may use the routes.")
    ] = None,
) -> None:
    """Serve the chat and the HTTP routes.

    The routes are described at /docs. No browser is opened. Without a token the routes only read, and only this
    machine is answered. With one, given by --token or better by the environment variable PODIUM_TOKEN, all routes ask
    for it but /healthz, and articles can be added and removed.

    \b
    Examples:
      podium serve
      podium serve --token "$(openssl rand -hex 32)"
      podium --library races serve --host 0.0.0.0 --port 8000    with PODIUM_TOKEN in the environment
      podium serve --rate 100/minute --origin https://desk.example
    """
    from web.access import Access, BadAccess, check_host, read_rate  # fastapi, which only servers need

    try:
        access = Access(token, read_rate(rate), tuple(origin or ()))
        check_host(host, access)
    except BadAccess as error:
        stop(str(error), code=MISUSED)
    open_chat(library_of(ctx), reader_of(ctx), host=host, port=port, open_browser=False, access=access)


def open_chat(
    folder: Path,
    reader: Reader | None,
    *,
    host: str,
    port: int,
    open_browser: bool,
    access: Access | None = None,
) -> None:
    """Serve the chat until it is interrupted."""
    from web import app as page  # loads gradio, which takes seconds: only where the page is wanted

    screen.complain(f"opening the chat at http://{host}:{port} (Ctrl+C ends it)")
    page.serve(
        folder, reader, host=host, port=port, open_browser=open_browser, access=page.OPEN if access is None else access
    )


COMMANDS: dict[str, Callable[..., None]] = {
    "add": shelf.add,
    "list": shelf.list_articles,
    "show": shelf.show,
    "remove": shelf.remove,
    "reindex": shelf.reindex,
    "ask": questions.ask,
    "check": check.check,
    "facts": questions.facts,
    "eval": questions.evaluate,
    "serve": serve,
}
for name, command in COMMANDS.items():
    app.command(name)(command)

if __name__ == "__main__":
    main()
