"""Takes the address that a server answers at. What it answers is left to the server."""

from __future__ import annotations

import os
import socket

BACKLOG = 128  # connections that may wait


class PortTaken(OSError):
    """Another program listens where we wanted to."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at a host and port; raise PortTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With its protocol named, asyncio sends the parts of an answer at once; otherwise they wait 40 ms for each other.
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
