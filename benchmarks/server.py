"""A server that costs little: it answers every request on a connection with the same bytes. Arguments: port, file of the body."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


class Answering(asyncio.Protocol):
    """Reads requests with a Content-Length or without a body."""

    answer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.received = transport, b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        while (end := self.received.find(b"\r\n\r\n")) >= 0:
            head = self.received[:end].lower()
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            whole = end + 4 + int(length or 0)
            if len(self.received) < whole:
                return
            self.received = self.received[whole:]
            self.transport.write(self.answer)  # type: ignore[attr-defined]


async def main(port: int, body: bytes) -> None:
    Answering.answer = HEAD % len(body) + body
    server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2]).read_bytes()))
