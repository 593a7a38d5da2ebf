"""What the tests in a real browser share: a server in a thread, a page that is watched, and what axe-core finds."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, ViewportSize

from web import app

PHONE: ViewportSize = {"width": 390, "height": 844}


@contextmanager
def served(library: Path, *, port: int = 0, read_only: bool = False) -> Iterator[str]:
    """Serve a library from a thread; yield the address of its page."""
    servers: SimpleQueue[app.Server] = SimpleQueue()

    async def serve() -> None:
        server = app.Server(app.create(library, read_only=read_only))  # outside a loop, gradio makes some of its own
        servers.put(server)
        await server.serve(sockets=[listening])

    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen()
        thread = Thread(target=lambda: asyncio.run(serve()))
        thread.start()
        server = servers.get(timeout=60)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@contextmanager
def watched(browser: Browser, *, console: bool = True) -> Iterator[Page]:
    """Yield a page, and see afterwards that it called nobody, ran no foreign script and met no error.

    Without `console`, messages of the browser's console do not count: a refused upload is one.
    """
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.set_default_timeout(20_000)
    outside: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if _is_outside(request.url) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(f"dialog: {dialog.message}"))
    if console:
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    assert page.evaluate("window.pwned") is None
    assert (outside, errors) == ([], [])
    page.close()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds against WCAG 2.2, levels A and AA."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [f"{one['id']}: {node['html'][:200]}" for one in found.response["violations"] for node in one["nodes"]]


def _is_outside(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1"
