"""The connections beneath a client: calls take turns, and each call in flight has a connection to itself.

One shared pool would be shorter. But httpcore scans its whole pool for each request, so a call costs more CPU the more calls are in
flight, and a cancelled call may leave a slot of the pool taken for good. Here each slot is a transport with a single connection:
idle ones lie on a stack, and a transport whose call did not end well is thrown away.

`Connections` serves one process, `AsyncConnections` one event loop of one process. Neither survives a fork or its loop; `_http.py`
makes new ones.
"""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
import time
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable
from typing import Any

import httpcore
import httpx

from ._errors import APIConnectionError

MAX_CONNECTIONS = 100  # per client; further calls wait their turn
MAX_IDLE = 20  # connections kept open between calls
KEEPALIVE = 5.0  # seconds that an idle connection is kept
LIMITS = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=KEEPALIVE)


def closed() -> APIConnectionError:
    return APIConnectionError("the client is closed")


class Turn:
    """One call's place in the queue of `Connections`.

    held: whether a slot is taken for it. A turn that dies while it holds one, as after a KeyboardInterrupt between two
    instructions, gives it back.
    """

    def __init__(self, connections: Connections) -> None:
        self.held = False
        self.ready = threading.Semaphore(0)
        self._connections = connections

    def __del__(self) -> None:
        if self.held:
            self._connections.leave(self)


class Connections:
    """The connections of a sync client in one process. Threads share it.

    open: makes a transport with one connection. shared: a transport of the caller's, used for every call instead.
    closing: set once the client is closed, for those who wait.
    """

    def __init__(self, open: Callable[[], httpx.BaseTransport], shared: httpx.BaseTransport | None = None) -> None:
        self.closing = threading.Event()
        self._open, self._shared = open, shared
        self._free = sys.maxsize if shared else MAX_CONNECTIONS
        self._lock = threading.RLock()  # reentrant: the garbage collector may run Turn.__del__ at any allocation
        self._waiting: deque[Turn] = deque()
        self._idle: list[tuple[float, httpx.BaseTransport]] = []  # since when, what

    def enter(self, turn: Turn, left: float | None) -> bool:
        """Wait until it is this turn's time, in order of arrival; False after `left` seconds.

        Raises APIConnectionError if the client is closed.
        """
        with self._lock:
            if self.closing.is_set():
                raise closed()
            if self._free:
                self._free -= 1
                turn.held = True
                return True
            self._waiting.append(turn)
        turn.ready.acquire(timeout=left)
        if self.closing.is_set():
            raise closed()
        return turn.held

    def leave(self, turn: Turn) -> None:
        """Pass the slot on to whoever waits longest; or stop waiting, if the turn never came."""
        with self._lock:
            if not turn.held:
                if turn in self._waiting:
                    self._waiting.remove(turn)
                return
            turn.held = False
            if not self._waiting:
                self._free += 1
                return
            following = self._waiting.popleft()
            following.held = True
            following.ready.release()

    def take(self) -> httpx.BaseTransport:
        """A transport for one try; an idle connection if there is one."""
        if self._shared:
            return self._shared
        with self._lock:
            if self._idle:
                return self._idle.pop()[1]
        return self._open()

    def finish(self, turn: Turn, transport: httpx.BaseTransport | None, *, reusable: bool) -> None:
        """End a turn: keep its connection for another try, or close it. One that was idle for too long is closed on the way."""
        spare = []
        try:
            with self._lock:
                if transport is not None and self._shared is None:
                    (self._idle if reusable else spare).append((time.monotonic(), transport))
                if self._idle and (len(self._idle) > MAX_IDLE or self.closing.is_set() or is_stale(self._idle[0][0])):
                    spare.append(self._idle.pop(0))
            for _, each in spare:
                each.close()
        finally:
            self.leave(turn)

    def abandon(self) -> None:
        """Close the idle connections of the process that this one was forked from. They stay open over there.

        No lock is taken: the thread that held it may not exist on this side.
        """
        for _, transport in self._idle:
            transport.close()

    def close(self) -> None:
        """Close what is idle and wake whoever waits; calls in flight end by themselves."""
        with self._lock:
            self.closing.set()
            spare = [self._shared] if self._shared else [transport for _, transport in self._idle]
            self._idle.clear()
            for turn in self._waiting:
                turn.ready.release()
        for each in spare:
            each.close()


class AsyncConnections:
    """The connections of an async client in one event loop; the same rules as `Connections`.

    size: calls in flight at once, if a shared transport bounds them.
    """

    def __init__(
        self, open: Callable[[], httpx.AsyncBaseTransport], shared: httpx.AsyncBaseTransport | None = None, size: int | None = None
    ) -> None:
        self.loop = asyncio.get_running_loop()
        self.closing = asyncio.Event()
        self._open, self._shared = open, shared
        self._free = size or (sys.maxsize if shared else MAX_CONNECTIONS)
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._idle: list[tuple[float, httpx.AsyncBaseTransport]] = []
        self._closer = self._close_with_loop()

    async def start(self) -> None:
        """Have the connections closed when the loop ends: `asyncio.run` closes the async generators of its loop."""
        await anext(self._closer)

    async def _close_with_loop(self) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            if self._shared is None:
                await self._close_idle()

    async def enter(self, left: float | None) -> bool:
        """Wait until it is this call's turn, in order of arrival; False after `left` seconds."""
        if self.closing.is_set():
            raise closed()
        if self._free:
            self._free -= 1
            return True
        turn = self.loop.create_future()
        self._waiting.append(turn)
        try:
            await asyncio.wait((turn,), timeout=left)
        except BaseException:
            if turn.done():
                self.leave()
            turn.cancel()
            raise
        if self.closing.is_set():
            raise closed()
        return turn.done() or not turn.cancel()

    def leave(self) -> None:
        """Pass the slot on to whoever waits longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1

    def take(self) -> httpx.AsyncBaseTransport:
        """A transport for one try; an idle connection if there is one."""
        return self._shared or (self._idle.pop()[1] if self._idle else self._open())

    async def finish(self, transport: httpx.AsyncBaseTransport, *, reusable: bool) -> None:
        """End a turn: keep its connection for another try, or close it. One that was idle for too long is closed on the way."""
        spare = []
        try:
            if self._shared is None:
                (self._idle if reusable else spare).append((time.monotonic(), transport))
            if self._idle and (len(self._idle) > MAX_IDLE or self.closing.is_set() or is_stale(self._idle[0][0])):
                spare.append(self._idle.pop(0))
            for _, each in spare:
                await each.aclose()
        finally:
            self.leave()

    async def close(self) -> None:
        """Close what is idle and wake whoever waits; calls in flight end by themselves."""
        self.closing.set()
        for turn in self._waiting:
            if not turn.done():
                turn.set_result(None)
        self._waiting.clear()
        await self._close_idle()
        await self._closer.aclose()

    async def _close_idle(self) -> None:
        while self._idle:
            await self._idle.pop()[1].aclose()


def is_stale(since: float) -> bool:
    return time.monotonic() - since > KEEPALIVE


# A timeout of httpcore bounds each read by itself. Its network backend is where a whole try can be bounded.


class Connection(httpx.HTTPTransport):
    """A transport with a single connection, whose use ends at `until`, a time of `time.monotonic()`.

    It is an httpx.HTTPTransport because that is where mocks and instrumentation look.
    """

    def __init__(self, context: Any, proxy: httpx.Proxy | None) -> None:
        self.backend = BoundedBackend()
        self._pool = httpcore.ConnectionPool(
            ssl_context=context,
            proxy=None if proxy is None else core_proxy(proxy),
            max_connections=1,
            max_keepalive_connections=1,
            keepalive_expiry=KEEPALIVE,
            network_backend=self.backend,
        )


def core_proxy(proxy: httpx.Proxy) -> httpcore.Proxy:
    url = httpcore.URL(scheme=proxy.url.raw_scheme, host=proxy.url.raw_host, port=proxy.url.port, target=b"/")
    return httpcore.Proxy(url, auth=proxy.raw_auth, headers=proxy.headers.raw, ssl_context=proxy.ssl_context)


class BoundedBackend(httpcore.NetworkBackend):
    """Plain sockets that time out at `until`, however little comes at a time."""

    def __init__(self) -> None:
        self.until: float | None = None
        self._inner = httpcore.SyncBackend()

    def left(self, timeout: float | None, late: type[httpcore.TimeoutException]) -> float | None:
        """The shorter of a phase's timeout and what is left of the try; raises `late` if nothing is."""
        if self.until is None:
            return timeout
        left = self.until - time.monotonic()
        if left <= 0:
            raise late("the try took too long")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Try each address of the host in turn; the timeout is for all of them together."""
        started = time.monotonic()
        try:
            addresses = dict.fromkeys(str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            spent = time.monotonic() - started
            left = self.left(None if timeout is None else max(timeout - spent, 0.001), httpcore.ConnectTimeout)
            try:
                return BoundedStream(self._inner.connect_tcp(address, port, left, local_address, socket_options), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class BoundedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, backend: BoundedBackend) -> None:
        self._inner, self._backend = inner, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._backend.left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._backend.left(timeout, httpcore.ConnectTimeout)
        return BoundedStream(self._inner.start_tls(ssl_context, server_hostname, left), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
