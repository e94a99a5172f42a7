"""One call to the wire: send, read, check, wait, try again. It knows no resource.

A `Call` is made for each call of a verb. The generated function is handed to `run()`, which calls it with the `Call` itself as its
client; all that the function asks of it is `request()`. Each try has a connection to itself (`_connections.py`); whether and when
there is another one is decided in `_retries.py`; every failure becomes one of our errors in `_answers.py`.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Generic, Self, TypeVar, cast

import httpx

from ._answers import Answer, Sent, connection_error, late_error, response_error, status_error
from ._auth import async_bearer, bearer
from ._body import BodyReader
from ._config import CONNECT_TIMEOUT, Config
from ._connections import DirectTransport, Limit, Turn, closed
from ._errors import OmneoError, TokenError
from ._request import RequestHeaders, encode_json
from ._retries import is_network_error, wait_before_retry
from ._sockets import Connection
from ._wire import AnyWire, AsyncWire, Wire

log = logging.getLogger("omneo_appointments")
log.addHandler(logging.NullHandler())
T = TypeVar("T")
MOST_WARNINGS = 1000  # places of misfits that a process remembers and warns of
_warned: set[str] = set()


class _Call(Generic[AnyWire]):
    """What sync and async calls have in common.

    repeatable: whether the request may be sent again when its fate is unknown. tries: requests sent so far. answer: the final
    answer, once there is one.
    """

    raise_on_unexpected_status = False  # the generated functions look at it
    bounds_each_read = False  # whether a transport has to, since nothing can interrupt it

    def __init__(self, wire: AnyWire, config: Config, *, repeatable: bool) -> None:
        self.wire: AnyWire = wire
        self.config, self.repeatable = config, repeatable
        self.tries = 0
        self.answer: Answer | None = None
        self._token = ""
        self._retries = 0
        self._until = None if config.deadline is None else time.monotonic() + config.deadline

    def get_httpx_client(self) -> Self:
        """The client, as the generated functions ask for it: the call itself."""
        return self

    get_async_httpx_client = get_httpx_client

    def prepare(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, params: Any = None, json: Any = None
    ) -> None:
        """Keep the request that the generated function wants sent; each try makes its own from it."""
        self._method: str = method.upper()
        self._url: httpx.URL = self.config.template.url(url, params)
        self._body: bytes = b"" if json is None else encode_json(json)
        length = {"Content-Length": str(len(self._body))} if self._body or self._method != "GET" else {}
        self._own = {**(headers or {}), **length}

    def headers(self) -> RequestHeaders:
        return self.config.template.headers(self._own, self._token)

    def request_for_httpx(self) -> httpx.Request:
        """The request of one try."""
        # With `stream`, httpx takes headers and body as they are.
        return httpx.Request(
            self._method,
            self._url,
            headers=self.headers().for_httpx,
            stream=httpx.ByteStream(self._body),
            extensions={"timeout": self.phases()},
        )

    def sent(self) -> Sent:
        return Sent(self._method, self._url.path, self._url.netloc.decode(), self._token)

    def phases(self) -> dict[str, float | None]:
        """The timeouts that httpx knows, for a try. Connecting has one of its own; the whole is bounded by `left_for_try`."""
        timeout = self.config.timeout
        if isinstance(timeout, httpx.Timeout):
            phases = timeout.as_dict()
        else:
            phases = {"connect": min(timeout, CONNECT_TIMEOUT), "read": None, "write": None, "pool": None}
        left = self.left_for_try() if self.bounds_each_read else None
        return phases if left is None else {name: min(left, phase or left) for name, phase in phases.items()}

    def left(self) -> float | None:
        """Seconds until the call's deadline, None without one."""
        return None if self._until is None else max(0.0, self._until - time.monotonic())

    def left_for_try(self) -> float | None:
        """Seconds for a try that begins now. An httpx.Timeout bounds its phases only."""
        left, timeout = self.left(), self.config.timeout
        if isinstance(timeout, httpx.Timeout):
            return left
        return timeout if left is None else min(left, timeout)

    def failed(self, cause: Exception) -> OmneoError:
        """The error for a try without an answer."""
        return self.late() if self.left() == 0 else connection_error(cause, self.sent())

    def late(self) -> OmneoError:
        """The error for a call whose deadline has passed."""
        return late_error(self.sent(), self.config.deadline)

    def checked(self, answer: Answer) -> Answer | OmneoError:
        return answer if 200 <= answer.status <= 299 else status_error(answer, self.sent())

    def next_wait(self, error: OmneoError) -> float | None:
        """Seconds until the next try, None if there is none. Logs the retry."""
        error.tries = self.tries
        if not self.repeatable or self._retries >= self.config.max_retries:
            return None
        wait = wait_before_retry(error, self._retries, self.left())
        if wait is not None:
            self._retries += 1
            skipped = "" if _skipped is None else ", which set_testing() skips"
            log.warning("%s; retry %d of %d in %.1f s%s", error, self._retries, self.config.max_retries, wait, skipped)
        return wait

    def log_try(self, outcome: Answer | OmneoError, started: float) -> None:
        if log.isEnabledFor(logging.DEBUG):
            answered = outcome.status if isinstance(outcome, Answer) else getattr(outcome, "status_code", None)
            told = answered or type(outcome).__name__
            elapsed = (time.perf_counter() - started) * 1000
            log.debug("%s %s -> %s in %.0f ms, try %d", self._method, self._url.path, told, elapsed, self.tries)

    def skips(self, wait: float) -> bool:
        """Whether a wait is only recorded (`set_testing`). The deadline comes nearer by it all the same."""
        if _skipped is None:
            return False
        _skipped.append(wait)
        if self._until is not None:
            self._until -= wait
        return True

    def misfit(self, cause: Exception) -> OmneoError:
        """The error for a 2xx that the generated parser cannot read."""
        pointer, expected = getattr(cause, "pointer", None), getattr(cause, "expected", None)
        reason = f"{pointer or 'the document'} must be {expected}" if expected else str(cause) or type(cause).__name__
        return self.unfit(reason, pointer)

    def warn(self, misfits: Iterable[Any]) -> None:
        """Log what does not fit the spec in an answer that can be used all the same, each place once in a process."""
        for misfit in misfits:
            place = re.sub(r"/[0-9]+(?=/|$)", "/*", misfit.pointer)
            if place not in _warned and len(_warned) < MOST_WARNINGS:
                _warned.add(place)
                log.warning(
                    "%s: the answer has at %s something else than %s; the server has drifted from the spec",
                    self.sent().where,
                    misfit.pointer,
                    misfit.expected,
                )

    def unfit(self, reason: str, pointer: str | None) -> OmneoError:
        """The error for a 2xx that cannot be used. pointer: JSON pointer of the place, None for the whole body."""
        error = response_error(cast(Answer, self.answer), self.sent(), reason, pointer)
        error.tries = self.tries
        return error


class Call(_Call[Wire]):
    """One call of a sync client."""

    bounds_each_read = True

    def run(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Call a generated function over this call. Raises OmneoError; a defect in a transport of the caller's leaves as it is."""
        try:
            return function(*arguments, client=self, **named)
        except OmneoError:
            raise
        except Exception as cause:
            if self.answer is None:
                raise
            error = self.misfit(cause)
        raise error

    def request(self, **request: Any) -> Answer:
        """Send until there is a 2xx, or a reason to give up. Raises OmneoError."""
        self.prepare(**request)
        while True:
            started = time.perf_counter()
            outcome = self._try()
            self.log_try(outcome, started)
            if isinstance(outcome, Answer):
                self.answer = outcome
                return outcome
            wait = self.next_wait(outcome)
            if wait is None:
                raise outcome
            if not self.skips(wait) and self.wire.connections().closing.wait(wait):
                raise closed()

    def _try(self) -> Answer | OmneoError:
        """One try, on a connection to itself. Nothing of it stays referenced but the outcome."""
        connections = self.wire.connections()
        try:
            self._token = bearer(self.config.token)
        except TokenError as error:
            return error
        turn = Turn()
        transport, reusable = None, False
        try:
            if not connections.enter(turn, self.left()) or self.left() == 0:
                return self.late()
            transport = connections.take()
            self.tries += 1
            answer = self._exchange(transport)
            reusable = True
        except Exception as cause:
            if not is_network_error(cause):
                raise
            return self.failed(cause)
        finally:
            connections.finish(turn, transport, reusable=reusable)
        return self.checked(answer)

    def _exchange(self, transport: httpx.BaseTransport) -> Answer:
        """Send a request and read the whole answer, at most `max_response_bytes` of it."""
        left = self.left_for_try()
        until = None if left is None else time.monotonic() + left
        if isinstance(transport, Connection):
            transport.backend.until = until
        response = transport.handle_request(self.request_for_httpx())
        reader = BodyReader(self.config.max_response_bytes)
        reader.begin(response.headers.get("Content-Encoding"))
        stream = cast(httpx.SyncByteStream, response.stream)
        try:
            for piece in stream:
                if until is not None and time.monotonic() > until:
                    raise httpx.ReadTimeout("")
                if not reader.feed(piece):
                    break
        finally:
            stream.close()
        return Answer(response.status_code, response.headers, *reader.close())


class AsyncCall(_Call[AsyncWire]):
    """One call of an async client: the same, awaited."""

    async def run(self, function: Callable[..., Awaitable[T]], *arguments: Any, **named: Any) -> T:
        """Call a generated function over this call. Raises OmneoError; a defect in a transport of the caller's leaves as it is."""
        try:
            return await function(*arguments, client=self, **named)
        except OmneoError:
            raise
        except Exception as cause:
            if self.answer is None:
                raise
            error = self.misfit(cause)
        raise error

    async def request(self, **request: Any) -> Answer:
        """Send until there is a 2xx, or a reason to give up. Raises OmneoError."""
        self.prepare(**request)
        while True:
            started = time.perf_counter()
            outcome = await self._try()
            self.log_try(outcome, started)
            if isinstance(outcome, Answer):
                self.answer = outcome
                return outcome
            wait = self.next_wait(outcome)
            if wait is None:
                raise outcome
            if not self.skips(wait):
                await self._wait(wait)

    async def _wait(self, seconds: float) -> None:
        connections = await self.wire.connections()
        try:
            async with asyncio.timeout(seconds):
                await connections.closing.wait()
        except TimeoutError:
            return
        raise closed()

    async def _try(self) -> Answer | OmneoError:
        """One try, on a connection to itself. Nothing of it stays referenced but the outcome."""
        connections = await self.wire.connections()
        try:
            self._token = self.config.token if isinstance(self.config.token, str) else await self._bearer()
        except TokenError as error:
            return error
        except TimeoutError:
            return self.late()
        if not await connections.enter(self.left()):
            return self.late()
        transport, reusable = None, False
        try:
            if self.left() == 0:
                return self.late()
            transport = await connections.take()
            self.tries += 1
            with Limit(connections.limits, self.left_for_try()):
                answer = await self._exchange(transport)
            reusable = True
        except Exception as cause:
            if not is_network_error(cause):
                raise
            return self.failed(cause)
        finally:
            await connections.finish(transport, reusable=reusable)
        return self.checked(answer)

    async def _bearer(self) -> str:
        """The token of a callable. Raises TimeoutError if that takes longer than the deadline leaves."""
        async with asyncio.timeout(self.left()):
            return await async_bearer(self.config.token)

    async def _exchange(self, transport: httpx.AsyncBaseTransport) -> Answer:
        """Send a request and read the whole answer, at most `max_response_bytes` of it."""
        reader = BodyReader(self.config.max_response_bytes)
        if isinstance(transport, DirectTransport) and transport._is_direct() is True:  # of a mock it is something else
            status, headers = await transport._exchange(self._method, self._url, self.headers(), self._body, self.phases(), reader)
            return Answer(status, headers, *reader.close())
        response = await transport.handle_async_request(self.request_for_httpx())
        reader.begin(response.headers.get("Content-Encoding"))
        stream = cast(httpx.AsyncByteStream, response.stream)
        try:
            async for piece in stream:
                if not reader.feed(piece):
                    break
        finally:
            await stream.aclose()
        return Answer(response.status_code, response.headers, *reader.close())


_skipped: list[float] | None = None


@contextmanager
def set_testing() -> Iterator[list[float]]:
    """Turn waiting between tries off, in the whole process, for tests.

    Yields the list of the waits that were skipped, in seconds; it grows as calls are tried again. A skipped wait counts against
    `deadline` as if it had passed. The waits between tries are back when the block ends.

    >>> with set_testing() as waits:
    ...     waits
    []
    """
    global _skipped
    before, _skipped = _skipped, []
    try:
        yield _skipped
    finally:
        _skipped = before


set_testing.__module__ = "omneo_appointments"  # where users import it from
