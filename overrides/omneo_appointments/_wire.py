"""What a client and its views share: its connections, in whatever process and event loop it is used."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any, TypeVar

import httpx

from ._config import Config
from ._connections import AsyncConnections, Connections, closed
from ._proxies import proxy_for
from ._sockets import AsyncConnection, Connection
from ._tls import tls_context


class Wire:
    """What a client and its views share: the connections, in whatever process it is used."""

    def __init__(self, config: Config) -> None:
        self.closed = False
        self._shared = config.transport
        self._open = partial(Connection, *route(config))
        self._pid, self._connections = os.getpid(), self._new()

    def _new(self) -> Connections:
        return Connections(self._open, self._shared)

    def connections(self) -> Connections:
        """This process's connections; a forked process opens its own. Raises APIConnectionError if the client is closed."""
        if self.closed:
            raise closed()
        if self._pid != os.getpid():
            self._connections.abandon()
            self._pid, self._connections = os.getpid(), self._new()
        return self._connections

    def close(self) -> None:
        """Close this process's connections. Those of the process that it was forked from are that one's to close."""
        self.closed = True
        if self._pid == os.getpid():
            self._connections.close()
        else:
            self._connections.abandon()


class AsyncWire:
    """The same for an async client, in whatever event loop it is used."""

    def __init__(self, config: Config) -> None:
        self.closed = False
        self._shared = config.transport
        self._open = partial(AsyncConnection, *route(config))
        if self._shared is None:  # httpcore needs it with its first connection, where its import would hold up the event loop
            import_module("anyio._backends._asyncio")
        self._size = getattr(config.transport, "max_connections", None)
        self._pid = os.getpid()
        self._by_loop: dict[asyncio.AbstractEventLoop, AsyncConnections] = {}
        self._inherited: list[object] = []

    async def connections(self) -> AsyncConnections:
        """The running loop's connections. Raises APIConnectionError if the client is closed."""
        if self.closed:
            raise closed()
        self._leave_to_parent()
        loop = asyncio.get_running_loop()
        found = self._by_loop.get(loop)
        if found is None:
            self._by_loop = {other: found for other, found in self._by_loop.items() if not other.is_closed()}
            found = self._by_loop[loop] = AsyncConnections(self._open, self._shared, self._size)
            await found.start()
        return found

    def _leave_to_parent(self) -> None:
        """Use nothing of the process that this one was forked from."""
        if self._pid != os.getpid():
            self._inherited.append(self._by_loop)  # kept, since asyncio warns of connections that nobody closes
            self._pid, self._by_loop = os.getpid(), {}

    async def close(self) -> None:
        """Close this process's connections: those of the running loop now, those of others as soon as their loops run."""
        self.closed = True
        self._leave_to_parent()
        here = self._by_loop.pop(asyncio.get_running_loop(), None)
        if here is not None:
            await here.close()
        for loop, connections in self._by_loop.items():
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(connections.close_soon)
        if self._shared is not None:
            await self._shared.aclose()


def route(config: Config) -> tuple[httpx.URL, Any, httpx.Proxy | None]:
    """URL, TLS context and proxy for the default transport; no context where none is needed."""
    url = httpx.URL(config.base_url)
    proxy = proxy_for(url) if config.transport is None else None
    needs_tls = config.transport is None and "https" in (url.scheme, proxy and proxy.url.scheme)
    return url, tls_context() if needs_tls else None, proxy


AnyWire = TypeVar("AnyWire", Wire, AsyncWire)
