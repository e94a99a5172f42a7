"""One connection as a transport of its own, on httpcore's public seam to the sockets, its network backend.

Ours do two things that httpcore's own do not: a sync try as a whole is bounded in time, where httpcore bounds each read by itself,
and head and body of a request leave in one packet instead of two.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, cast

import httpcore
import httpx

from ._connections import KEEPALIVE


class Connection(httpx.HTTPTransport):
    """A transport with a single connection, whose use ends at `backend.until`, a time of `time.monotonic()`.

    It is an httpx.HTTPTransport because that is where mocks and instrumentation look. The connection itself stands where that has
    its pool, since a pool of one is work for nothing; the pool only knows how to make it.
    """

    def __init__(self, url: httpx.URL, context: Any, proxy: httpx.Proxy | None) -> None:
        self.backend = Backend()
        pool = httpcore.ConnectionPool(context, core_proxy(proxy), keepalive_expiry=KEEPALIVE, network_backend=self.backend)
        self._pool: Any = pool.create_connection(core_url(url).origin)

    def is_usable(self) -> bool:
        """Whether the connection may carry another request."""
        return is_clean(self._pool)


class AsyncConnection(httpx.AsyncHTTPTransport):
    """The same for asyncio, where the caller bounds a try with `asyncio.timeout`."""

    def __init__(self, url: httpx.URL, context: Any, proxy: httpx.Proxy | None) -> None:
        backend = AsyncBackend()
        pool = httpcore.AsyncConnectionPool(context, core_proxy(proxy), keepalive_expiry=KEEPALIVE, network_backend=backend)
        self._pool: Any = pool.create_connection(core_url(url).origin)

    def is_usable(self) -> bool:
        """Whether the connection may carry another request."""
        return is_clean(self._pool)


def is_clean(connection: Any) -> bool:
    """Whether a connection of httpcore is open, not idle for too long, and nothing has come over it since its last answer.

    httpcore does not look at bytes that came together with the end of an answer; they would become the next one.
    """
    if connection.is_closed() or connection.has_expired():
        return False
    while connection is not None and not hasattr(connection, "_h11_state"):
        connection = getattr(connection, "_connection", None)  # through a proxy, connections lie within each other
    return connection is None or not connection._h11_state.trailing_data[0]


def core_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/")


def core_proxy(proxy: httpx.Proxy | None) -> httpcore.Proxy | None:
    if proxy is None:
        return None
    return httpcore.Proxy(core_url(proxy.url), auth=proxy.raw_auth, headers=proxy.headers.raw, ssl_context=proxy.ssl_context)


class Backend(httpcore.NetworkBackend):
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
            raise late("")
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look the host up and try its addresses in turn. The timeout is for all of that; each address has a share of it."""
        ends = None if timeout is None else time.monotonic() + timeout
        try:
            addresses = look_up(host, port, self.left(timeout, httpcore.ConnectTimeout))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(str(error)) from error
        failure: Exception = httpcore.ConnectError("the host has no address")
        for others, address in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
            left = self.left(None if ends is None else max(ends - time.monotonic(), 0.001), httpcore.ConnectTimeout)
            share = None if left is None else left / (1 + others)
            try:
                return Stream(self._inner.connect_tcp(address, port, share, local_address, socket_options), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


def look_up(host: str, port: int, seconds: float | None) -> list[str]:
    """The addresses of a host. Raises ConnectTimeout after `seconds`, OSError or UnicodeError if there are none.

    It is done in a thread of its own, since nothing can interrupt the operating system's lookup; a late one is left to itself.
    """
    found: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(list(dict.fromkeys(str(info[4][0]) for info in infos)))
        except Exception as error:
            found.put(error)

    try:
        threading.Thread(target=ask, daemon=True).start()
    except RuntimeError:  # there are too many threads, or Python is about to end
        ask()
    try:
        outcome = found.get(timeout=seconds)
    except Empty:
        raise httpcore.ConnectTimeout("the lookup of the host took too long") from None
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


class Stream(httpcore.NetworkStream):
    """A socket of `Backend`."""

    def __init__(self, inner: httpcore.NetworkStream, backend: Backend) -> None:
        self._inner, self._backend = inner, backend
        self._unsent = b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the reader's counts
        """Keep what is to be sent until an answer is waited for."""
        self._unsent += buffer

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with suppress(httpcore.WriteError):  # as httpcore does: a server may answer and close before it has read everything
            self._flush(timeout)
        return self._inner.read(max_bytes, self._backend.left(timeout, httpcore.ReadTimeout))

    def _flush(self, timeout: float | None) -> None:
        if self._unsent:
            unsent, self._unsent = self._unsent, b""
            self._inner.write(unsent, self._backend.left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._backend.left(timeout, httpcore.ConnectTimeout)
        return Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class AsyncBackend(httpcore.AsyncNetworkBackend):
    """httpcore's own connections for asyncio, each within an `AsyncStream`."""

    def __init__(self) -> None:
        self._inner = cast(httpcore.AsyncNetworkBackend, httpcore.AnyIOBackend())

    async def connect_tcp(self, *arguments: Any, **named: Any) -> httpcore.AsyncNetworkStream:
        return AsyncStream(await self._inner.connect_tcp(*arguments, **named))


class AsyncStream(httpcore.AsyncNetworkStream):
    """A socket of `AsyncBackend`."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner
        self._unsent = b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the reader's counts
        """Keep what is to be sent until an answer is waited for."""
        self._unsent += buffer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with suppress(httpcore.WriteError):  # as httpcore does: a server may answer and close before it has read everything
            await self._flush(timeout)
        return await self._inner.read(max_bytes, timeout)

    async def _flush(self, timeout: float | None) -> None:
        if self._unsent:
            unsent, self._unsent = self._unsent, b""
            await self._inner.write(unsent, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            return AsyncStream(await self._inner.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:  # httpcore closes the socket for an Exception, but not for a cancellation
            await self.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
