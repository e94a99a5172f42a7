"""The connections beneath a client: calls take turns, and each call in flight has a connection to itself.

One shared pool would be shorter. But httpcore scans its whole pool for each request, so a call costs more CPU the more calls are in
flight, and a cancelled call may leave a slot of the pool taken for good. Here each slot is a transport with a single connection:
idle ones lie on a stack, and a transport whose call did not end well is thrown away.

`Connections` serves one process, `AsyncConnections` one event loop of one process. Neither survives a fork or its loop; `_http.py`
makes new ones.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
import weakref
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping, Sized
from typing import TYPE_CHECKING, Any, cast

import httpx

from ._body import BodyReader
from ._errors import APIConnectionError
from ._request import RequestHeaders

if TYPE_CHECKING:
    from ._sockets import AsyncConnection, Connection

MAX_CONNECTIONS = 100  # per client; further calls wait their turn
MAX_IDLE = 20  # connections kept open between calls
KEEPALIVE = 5.0  # seconds that an idle connection is kept


def closed() -> APIConnectionError:
    return APIConnectionError("the client is closed")


class DirectTransport(httpx.AsyncBaseTransport, ABC):
    """A transport that can do without httpx's requests and responses, which cost a tenth of a call."""

    @abstractmethod
    def _is_direct(self) -> bool:
        """Whether nobody stands between: no subclass, mock or instrumentation has taken the place of `handle_async_request`."""

    @abstractmethod
    async def _exchange(
        self,
        method: str,
        url: httpx.URL,
        headers: RequestHeaders,
        body: bytes,
        timeouts: Mapping[str, float | None],
        reader: BodyReader,
    ) -> tuple[int, httpx.Headers]:
        """Send a request and feed the body of its response to `reader`, until that has enough. Raises as `handle_async_request`."""


class Turn:
    """One call's place in the queue of `Connections`."""

    def __init__(self) -> None:
        self.ready = threading.Semaphore(0)


class Connections:
    """The connections of a sync client in one process. Threads share it.

    open: makes a transport with one connection. shared: a transport of the caller's, used for every call instead.
    closing: set once the client is closed, for those who wait.
    """

    def __init__(self, open: Callable[[], Connection], shared: httpx.BaseTransport | None = None) -> None:
        self.closing = threading.Event()
        self._open, self._shared = open, shared
        self._size = MAX_CONNECTIONS if shared is None else sys.maxsize
        self._lock = threading.Lock()
        # Weak: a turn that dies without leaving, as by a KeyboardInterrupt between two instructions, takes no slot with it.
        self._held: weakref.WeakSet[Turn] = weakref.WeakSet()
        self._waiting: deque[Turn] = deque()
        self._idle: list[tuple[float, Connection]] = []  # since when, what

    def enter(self, turn: Turn, left: float | None) -> bool:
        """Wait until it is this turn's time, in order of arrival; False after `left` seconds.

        Raises APIConnectionError if the client is closed.
        """
        with self._lock:
            if self.closing.is_set():
                raise closed()
            self._waiting.append(turn)
            self._hand_over()
        turn.ready.acquire(timeout=left)
        if self.closing.is_set():
            raise closed()
        return turn in self._held

    def leave(self, turn: Turn) -> None:
        """Pass the slot on to whoever waits longest; or stop waiting, if the turn never came."""
        with self._lock:
            if turn in self._waiting:
                self._waiting.remove(turn)
            self._held.discard(turn)
            self._hand_over()

    def _hand_over(self) -> None:
        while self._waiting and len(self._held) < self._size:
            turn = self._waiting.popleft()
            self._held.add(turn)
            turn.ready.release()

    def take(self) -> httpx.BaseTransport:
        """A transport for one try; an idle connection if one is still good."""
        if self._shared is not None:
            return self._shared
        while True:
            with self._lock:
                transport = self._idle.pop()[1] if self._idle else self._open()
            if transport.is_usable():
                return transport
            transport.close()

    def finish(self, turn: Turn, transport: Any, *, reusable: bool) -> None:
        """End a turn: keep its connection for another try, or close it. One that was idle for too long is closed on the way."""
        spare: list[tuple[float, Connection]] = []
        try:
            with self._lock:
                if transport is not None and self._shared is None:
                    (self._idle if reusable else spare).append((time.monotonic(), transport))
                if self._idle and (is_surplus(self._idle, self._waiting) or self.closing.is_set() or is_stale(self._idle[0][0])):
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
            spare = [transport for _, transport in self._idle] if self._shared is None else [self._shared]
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
        self, open: Callable[[], AsyncConnection], shared: httpx.AsyncBaseTransport | None = None, size: int | None = None
    ) -> None:
        self.loop = asyncio.get_running_loop()
        self.closing = asyncio.Event()
        self._open, self._shared = open, shared
        self._free = size or (MAX_CONNECTIONS if shared is None else sys.maxsize)
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._idle: list[tuple[float, AsyncConnection]] = []
        self._closer = self._close_with_loop()
        self.limits = Limits(self.loop)

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

    async def take(self) -> httpx.AsyncBaseTransport:
        """A transport for one try; an idle connection if one is still good."""
        if self._shared is not None:
            return self._shared
        while True:
            transport = self._idle.pop()[1] if self._idle else self._open()
            if transport.is_usable():
                return transport
            await transport.aclose()

    async def finish(self, transport: Any, *, reusable: bool) -> None:
        """End a turn: keep its connection for another try, or close it. One that was idle for too long is closed on the way."""
        spare: list[tuple[float, AsyncConnection]] = []
        try:
            if transport is not None and self._shared is None:
                (self._idle if reusable else spare).append((time.monotonic(), transport))
            if self._idle and (is_surplus(self._idle, self._waiting) or self.closing.is_set() or is_stale(self._idle[0][0])):
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

    def close_soon(self) -> None:
        """Close in the running loop."""
        self._closing = self.loop.create_task(self.close())

    async def _close_idle(self) -> None:
        while self._idle:
            await self._idle.pop()[1].aclose()


class Limits:
    """The time limits of an event loop's calls, with one timer for all of them: one for each is a twentieth of a call."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._ends: dict[Limit, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def add(self, limit: Limit, seconds: float) -> None:
        self._ends[limit] = ends = self._loop.time() + seconds
        if self._timer is None or ends < self._timer.when():
            self._set(ends)

    def remove(self, limit: Limit) -> None:
        self._ends.pop(limit, None)

    def _set(self, when: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(when, self._expire)

    def _expire(self) -> None:
        self._timer, now = None, self._loop.time()
        for limit in [limit for limit, ends in self._ends.items() if ends <= now]:
            del self._ends[limit]
            limit.expire()
        if self._ends:
            self._set(min(self._ends.values()))


class Limit:
    """Bounds what a block awaits, as `asyncio.timeout` does: a block that takes longer than `seconds` ends with a TimeoutError."""

    def __init__(self, limits: Limits, seconds: float | None) -> None:
        self._limits, self._seconds, self._expired = limits, seconds, False

    def __enter__(self) -> None:
        self._task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._cancellations = self._task.cancelling()
        if self._seconds is not None:
            self._limits.add(self, self._seconds)

    def expire(self) -> None:
        self._expired = True
        self._task.cancel()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._limits.remove(self)
        # Somebody else may have cancelled the task as well; that counts.
        if self._expired and self._task.uncancel() <= self._cancellations and kind is asyncio.CancelledError:
            raise TimeoutError from error


def is_surplus(idle: Sized, waiting: Sized) -> bool:
    """Whether an idle connection is one too many; never while a call waits, since that is about to take one."""
    return len(idle) > MAX_IDLE and not waiting


def is_stale(since: float) -> bool:
    return time.monotonic() - since > KEEPALIVE
