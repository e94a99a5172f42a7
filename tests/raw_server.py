"""A server that writes whatever bytes a test wants, on a real socket."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from attrs import define, field
from omneo_appointments.sandbox import sample_appointment

PATIENCE = 20.0  # seconds after which a server gives up on a client that a test left hanging


@define
class RawServer:
    """Where it listens, and what came: connections, and the bytes of each request."""

    port: int
    requests: list[bytes] = field(factory=list)
    connections: int = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


Talk = Callable[[socket.socket, RawServer], None]


def answer(status: int = 200, body: bytes | None = None, headers: dict[str, str] | None = None, appointment: int = 42) -> bytes:
    """A whole answer; by default an appointment."""
    if body is None:
        body = json.dumps({"data": sample_appointment() | {"id": appointment}}).encode()
    lines = [f"{name}: {value}" for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items()]
    return "\r\n".join([f"HTTP/1.1 {status} X", *lines, "", ""]).encode("latin-1") + body


def read_request(connection: socket.socket) -> bytes:
    """One request with its body, empty when the client has closed."""
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            return b""
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def saying(*answers: bytes) -> Talk:
    """Answer the requests of all connections with these bytes in turn, and the last of them for ever."""
    lock = threading.Lock()

    def talk(connection: socket.socket, server: RawServer) -> None:
        while request := read_request(connection):
            with lock:
                server.requests.append(request)
                number = len(server.requests)
            connection.sendall(answers[min(number, len(answers)) - 1])

    return talk


def dripping(start: bytes, drop: bytes, pause: float = 0.02) -> Talk:
    """Begin an answer, then send a little of it again and again, until the client has gone."""

    def talk(connection: socket.socket, server: RawServer) -> None:
        server.requests.append(read_request(connection))
        connection.sendall(start)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            connection.sendall(drop)
            time.sleep(pause)

    return talk


@contextmanager
def raw_server(talk: Talk, wrap: Callable[[socket.socket], socket.socket] | None = None) -> Iterator[RawServer]:
    """Run `talk` in a thread for each connection. wrap: makes a TLS socket of it first."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    server = RawServer(listener.getsockname()[1])
    open_: list[Any] = []

    def serve(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            connection.settimeout(PATIENCE)
            talk(wrap(connection) if wrap else connection, server)

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                server.connections += 1
                open_.append(connection)
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in open_:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
