"""A server whose limit nobody is told, in a process of its own: `python -m benchmarks.limited KIND RETRY_AFTER PHASE LIMIT...`.

KIND is one of `limiters.KINDS`. RETRY_AFTER: what a 429 asks for in seconds, 0 for a 429 without the header. PHASE: seconds that
each LIMIT holds, from the first request on. It prints its port, and answers `GET /counts` with what it counted as JSON.
"""

from __future__ import annotations

import asyncio
import json
import math
import sys
import time
from collections import deque
from typing import Any

from attrs import define, field
from omneo_appointments.sandbox import sample_appointment

from benchmarks.limiters import KINDS, FixedWindow, Limiter

OK = 200
LATENCY = 0.01  # seconds until an answer
ON_ITS_WAY = 0.2  # seconds in which a request arrives that left before the client had read the 429
SAMPLE = json.dumps({"data": sample_appointment() | {"id": "ID"}}).encode()


@define
class Limited:
    """What the server decides and counts; times are seconds of the caller's clock.

    allowed: what the limit allows until now. silent: the part of it that fell into the time for which 429s asked to wait. early:
    requests that came before that time had passed, although the client knew.
    """

    limiter: Limiter
    retry_after: float
    phase: float
    limits: list[int]
    begun: float | None = field(init=False, default=None)
    accepted: int = field(init=False, default=0)
    refused: int = field(init=False, default=0)
    early: int = field(init=False, default=0)
    silent: float = field(init=False, default=0.0)
    silent_until: float = field(init=False, default=0.0)
    _refusals: deque[tuple[float, float]] = field(init=False, factory=deque)

    @property
    def laravel(self) -> bool:
        return isinstance(self.limiter, FixedWindow) and self.limiter.from_first

    def limit(self, now: float) -> int:
        return self.limits[min(int((now - (self.begun or now)) / self.phase), len(self.limits) - 1)]

    def answer(self, now: float) -> tuple[int, dict[str, str]]:
        """The status and the headers for a request that arrives now."""
        self.begun = now if self.begun is None else self.begun
        self._note_early(now)
        limit = self.limit(now)
        good = self.limiter(limit, now)
        headers = {"X-RateLimit-Limit": f"{limit}", "X-RateLimit-Remaining": f"{limit - self.limiter.used}"} if self.laravel else {}  # type: ignore[union-attr]
        if now < self.begun + self.phase * len(self.limits):
            self.accepted, self.refused = self.accepted + good, self.refused + (not good)
        return (OK, headers) if good else (429, headers | self._ask_to_wait(now))

    def _note_early(self, now: float) -> None:
        while self._refusals and self._refusals[0][1] <= now:
            self._refusals.popleft()
        self.early += bool(self._refusals) and now > self._refusals[0][0] + ON_ITS_WAY

    def _ask_to_wait(self, now: float) -> dict[str, str]:
        """The headers of a 429."""
        seconds = math.ceil(self.limiter.ends - now) if self.laravel else self.retry_after  # type: ignore[union-attr]
        if not seconds:
            return {}
        until = now + LATENCY + seconds
        self._refusals.append((now + LATENCY, until))
        if not self.laravel:  # there, the limit itself allows nothing before
            self.silent += self.limit(now) * max(0.0, until - max(self.silent_until, now + LATENCY))
        self.silent_until = max(self.silent_until, until)
        reset = {"X-RateLimit-Reset": f"{math.ceil(time.time()) + seconds}"} if self.laravel else {}
        return {"Retry-After": f"{seconds:g}"} | reset

    def counts(self) -> dict[str, Any]:
        allowed = sum(self.limits) * self.phase / (self.limiter.seconds if isinstance(self.limiter, FixedWindow) else 1.0)
        names = ("accepted", "refused", "early", "silent")
        return {name: getattr(self, name) for name in names} | {"allowed": allowed}


class Connection(asyncio.Protocol):
    """One connection, on which a client waits for an answer before it sends another request."""

    server: Limited

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.received = transport, b""

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, found, body = self.received.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0] or 0)
        if not found or len(body) < length:
            return
        self.received = b""
        if head.startswith(b"GET /counts"):
            self.send(OK, {}, json.dumps(self.server.counts()).encode())
            return
        status, headers = self.server.answer(time.monotonic())
        appointment = head.split(b"/", 4)[3] if status == OK else b""  # POST /v3/appointments/42/link
        body = SAMPLE.replace(b'"ID"', appointment) if appointment else b'{"message": "Too Many Attempts."}'
        asyncio.get_running_loop().call_later(LATENCY, self.send, status, headers, body)

    def send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        head = {"Content-Type": "application/json", "Content-Length": f"{len(body)}"} | headers
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        self.transport.write(f"HTTP/1.1 {status} x\r\n{lines}\r\n".encode() + body)  # type: ignore[attr-defined]


async def main(kind: str, retry_after: str, phase: str, *limits: str) -> None:
    Connection.server = Limited(KINDS[kind](), float(retry_after), float(phase), [int(limit) for limit in limits])
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
