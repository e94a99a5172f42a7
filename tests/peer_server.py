"""A server of plain sockets on loopback, for what no HTTP library would send."""

from __future__ import annotations

import re
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any


class Peer:
    """One connection, seen from the server. number: how many there were before it."""

    def __init__(self, server: RawServer, sock: socket.socket, number: int) -> None:
        self.server, self.sock, self.number = server, sock, number
        self._received = b""

    def request(self) -> bytes:
        """The next request, head and body; b"" at the end of the stream."""
        while not (whole := re.match(rb"(?s).*?\r\n\r\n", self._received)) or len(self._received) < whole.end() + length(whole[0]):
            more = self.sock.recv(65536)
            if not more:
                return b""
            self._received += more
        end = whole.end() + length(whole[0])
        found, self._received = self._received[:end], self._received[end:]
        self.server.requests.append(found)
        return found

    def requests(self) -> Iterator[bytes]:
        while found := self.request():
            yield found

    def send(self, *pieces: bytes) -> None:
        self.sock.sendall(b"".join(pieces))

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


class RawServer:
    """Plays `handle` for each connection, in a thread of its own.

    requests: all requests that were read. open: connections now. most: connections at once so far. total: connections so far.
    said: set once a connection has said all that it has to say; it was closed, or `handle` says so itself.
    """

    def __init__(self, handle: Callable[[Peer], Any], context: ssl.SSLContext | None = None) -> None:
        self.requests: list[bytes] = []
        self.open = self.most = self.total = 0
        self.all_closed = threading.Condition()
        self.said = threading.Event()
        self._handle, self._context = handle, context
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._sockets: list[socket.socket] = []
        self.port = self._listener.getsockname()[1]
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                with self.all_closed:
                    self.open += 1
                    self.most = max(self.most, self.open)
                    self.total += 1
                    self._sockets.append(sock)
                threading.Thread(target=self._serve, args=(sock, self.total - 1), daemon=True).start()

    def _serve(self, sock: socket.socket, number: int) -> None:
        with suppress(OSError):
            plain = sock
            try:
                sock = self._context.wrap_socket(sock, server_side=True) if self._context else sock
                self._handle(Peer(self, sock, number))
            finally:
                sock.close()
                plain.close()
                with self.all_closed:
                    self.open -= 1
                    self.all_closed.notify_all()
                self.said.set()

    def wait_until_closed(self) -> bool:
        """Wait until the client has closed every connection; False if it does not."""
        with self.all_closed:
            return self.all_closed.wait_for(lambda: self.open == 0, timeout=20)

    def close(self) -> None:
        self._listener.close()
        for sock in self._sockets:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


@contextmanager
def serving_raw(handle: Callable[[Peer], Any], context: ssl.SSLContext | None = None) -> Iterator[RawServer]:
    server = RawServer(handle, context)
    try:
        yield server
    finally:
        server.close()


def length(head: bytes) -> int:
    found = re.search(rb"(?im)^content-length: *([0-9]+)", head)
    return int(found[1]) if found else 0


def response(body: bytes = b"{}", status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("utf-8") + body


def tunnel(peer: Peer) -> None:
    """A proxy that connects CONNECT's port on loopback, whatever the host; without CONNECT it answers by itself."""
    first = peer.request()
    if not first.startswith(b"CONNECT"):
        peer.send(response(b'"from the proxy"'))
        return
    port = int(first.split(b" ")[1].rpartition(b":")[2])
    with socket.create_connection(("127.0.0.1", port)) as target:
        peer.send(b"HTTP/1.1 200 Connected\r\n\r\n")
        back = threading.Thread(target=pump, args=(target, peer.sock), daemon=True)
        back.start()
        pump(peer.sock, target)
        back.join()


def pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        target.close()
