"""The requests and answers of one connection: HTTP/1.1 by h11, so that a fault can reach the connection itself."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from http import HTTPStatus

import h11

from ._app import Application
from ._messages import MAX_BODY, Reply, Request, json_reply, phrase

MAX_HEADERS = 64 * 1024  # bytes
PIECE_SECONDS = 0.05  # how often a drip sends something


class Conversation:
    """The requests and answers of one connection."""

    def __init__(self, application: Application, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.application = application
        self.reader = reader
        self.writer = writer
        self.method = ""
        self.http = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEADERS)

    async def run(self) -> None:
        try:
            while request := await self.request():
                await self.send(await self.application.answer(request))
                self.http.start_next_cycle()
        except h11.RemoteProtocolError as error:
            await self.refuse(error)
        except (h11.LocalProtocolError, OSError):
            pass  # the connection may not be used again, or the other side has gone
        except asyncio.CancelledError:
            self.writer.transport.abort()  # the sandbox stops: whoever does not read must not keep it
            raise
        finally:
            self.writer.close()

    async def request(self) -> Request | None:
        """The next request with its whole body, None when the other side has closed."""
        self.method, head = "", None
        parts: list[bytes] = []
        size = 0
        while True:
            event = self.http.next_event()
            if event is h11.NEED_DATA:
                await self.receive()
            elif isinstance(event, h11.Request):
                head, self.method = event, event.method.decode()
            elif isinstance(event, h11.Data):
                size += len(event.data)
                if size <= MAX_BODY:
                    parts.append(bytes(event.data))
            elif isinstance(event, h11.EndOfMessage) and head:
                headers = {name.decode(): value.decode("latin-1") for name, value in head.headers}
                return Request(self.method, head.target.decode(), headers, b"".join(parts) if size <= MAX_BODY else None)
            else:
                return None

    async def receive(self) -> None:
        if self.http.they_are_waiting_for_100_continue:
            self.writer.write(self.http.send(h11.InformationalResponse(status_code=100, headers=[])) or b"")
        self.http.receive_data(await self.reader.read(64 * 1024))

    async def refuse(self, error: h11.RemoteProtocolError) -> None:
        """Answer what is not HTTP; the connection cannot be used after it."""
        with suppress(OSError):
            await self.send(json_reply({"message": f"Bad Request: {error}"}, error.error_status_hint))

    async def send(self, reply: Reply) -> None:
        """Let the reply leave in the manner that it asks for; where that ends the connection, ConnectionAbortedError."""
        if reply.manner == "reset":
            # To close with nothing to linger for is a TCP reset.
            self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 0, 0))
            self.writer.transport.abort()
            raise ConnectionAbortedError
        data = self.message(reply)
        if reply.manner == "truncate":
            self.writer.write(data[: len(data) - (len(reply.body) or len(data)) // 2])
            raise ConnectionAbortedError
        pieces = max(1, int(reply.seconds / PIECE_SECONDS))
        for piece in range(pieces):
            self.writer.write(data[piece * len(data) // pieces : (piece + 1) * len(data) // pieces])
            await self.writer.drain()
            await asyncio.sleep(reply.seconds / pieces)

    def message(self, reply: Reply) -> bytes:
        """The bytes of a reply. An answer to HEAD has the headers alone."""
        headers = [*reply.headers]
        if reply.status != HTTPStatus.NO_CONTENT:
            headers += [("Content-Type", reply.content_type), ("Content-Length", str(len(reply.body)))]
        events: list[h11.Event] = [h11.Response(status_code=reply.status, headers=headers, reason=phrase(reply.status))]
        if self.method != "HEAD":
            events.append(h11.Data(data=reply.body))
        return b"".join(self.http.send(event) or b"" for event in [*events, h11.EndOfMessage()])
