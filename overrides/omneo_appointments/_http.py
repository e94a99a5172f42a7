"""The one funnel to the wire: send, judge, wait, try again. It knows no resource.

`Wire` and `AsyncWire` are httpx clients whose `send()` raises a typed error before the generated parser sees an answer that it
would trip on. Every call runs on a shallow copy, which shares the connections and remembers the call's own answer.
"""

from __future__ import annotations

import logging
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

import httpx
from tenacity import AsyncRetrying, RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from ._answers import as_error, judged
from ._auth import BearerAuth
from ._config import Config
from ._errors import APIConnectionError, OmneoError
from ._retries import error_of, is_retryable, wait_seconds

log = logging.getLogger("omneo_appointments")
log.addHandler(logging.NullHandler())


class Call:
    """What both wires share, and what one call remembers of itself.

    tries: requests sent so far. sent, answer: the last request and what came back, if anything.
    sleep: a function to wait with instead of tenacity's own.
    """

    max_retries: int = 0
    tries: int = 0
    sent: httpx.Request | None = None
    answer: httpx.Response | None = None
    sleep: Callable[[float], Any] | None = None

    def policy(self) -> dict[str, Any]:
        """Tenacity's arguments; the decisions themselves are in `_retries.py`."""
        return {
            "retry": retry_if_exception(is_retryable),
            "wait": wait_seconds,
            "stop": stop_after_attempt(1 + self.max_retries),
            "before_sleep": self._announce,
            "reraise": True,
            **({"sleep": self.sleep} if self.sleep else {}),
        }

    def _announce(self, state: RetryCallState) -> None:
        log.warning("%s; retry %d of %d in %.1f s", error_of(state), self.tries, self.max_retries, state.upcoming_sleep)

    @contextmanager
    def attempt(self, request: httpx.Request) -> Iterator[None]:
        """One try: counts, times and logs it, and turns whatever goes wrong into one of our errors."""
        self.tries += 1
        self.sent, self.answer = request, None
        started = time.perf_counter()
        try:
            with self.as_our_errors():
                yield
        finally:
            outcome = self.answer.status_code if self.answer is not None else "no answer"
            elapsed = (time.perf_counter() - started) * 1000
            log.debug("%s %s -> %s in %.0f ms, try %d", request.method, request.url.path, outcome, elapsed, self.tries)

    @contextmanager
    def as_our_errors(self) -> Iterator[None]:
        """Let nothing but OmneoError out: httpx's errors, the generated parser's, whatever a transport lets through."""
        try:
            yield
        except Exception as cause:
            error = as_error(cause, self.sent, self.answer)
            error.tries = self.tries
            if error is cause:
                raise
            raise error from cause


class Wire(Call, httpx.Client):
    """The sync funnel. root: the wire that owns the connections."""

    root: Wire

    def __init__(self, config: Config) -> None:
        super().__init__(**settings(config))
        self.root, self.max_retries = self, config.max_retries

    def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        # Most calls end with the first try, and tenacity would be a twentieth of it: so it is told of a failure afterwards.
        try:
            return self._try(request, options)
        except OmneoError as error:
            return Retrying(**self.policy())(self._again, [error], request, options)

    def _again(self, first: list[OmneoError], request: httpx.Request, options: dict[str, Any]) -> httpx.Response:
        if first:
            raise first.pop()
        return self._try(request, options)

    def _try(self, request: httpx.Request, options: dict[str, Any]) -> httpx.Response:
        unread: Any = options | {"stream": True}
        with self.attempt(request):
            self.answer = super().send(request, **unread)
            try:
                self.answer.read()
            finally:
                self.answer.close()
            return judged(self.answer)


class AsyncWire(Call, httpx.AsyncClient):
    """The async funnel: the same, awaited."""

    root: AsyncWire

    def __init__(self, config: Config) -> None:
        super().__init__(**settings(config))
        self.root, self.max_retries = self, config.max_retries

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        try:
            return await self._try(request, options)
        except OmneoError as error:
            return await AsyncRetrying(**self.policy())(self._again, [error], request, options)

    async def _again(self, first: list[OmneoError], request: httpx.Request, options: dict[str, Any]) -> httpx.Response:
        if first:
            raise first.pop()
        return await self._try(request, options)

    async def _try(self, request: httpx.Request, options: dict[str, Any]) -> httpx.Response:
        unread: Any = options | {"stream": True}
        with self.attempt(request):
            self.answer = await super().send(request, **unread)
            try:
                await self.answer.aread()
            finally:
                await self.answer.aclose()
            return judged(self.answer)


T = TypeVar("T")
AnyWire = TypeVar("AnyWire", Wire, AsyncWire)


def shallow(original: T) -> T:
    """What copy.copy does, without its detour over pickling."""
    other = object.__new__(type(original))
    other.__dict__.update(original.__dict__)
    return other


def fresh(wire: AnyWire) -> AnyWire:
    """A copy for one call, which remembers nothing of another."""
    if wire.root.is_closed:
        raise APIConnectionError("the client is closed")
    return shallow(wire)


def view(wire: AnyWire, config: Config) -> AnyWire:
    """A copy on the same connections with other options."""
    other = shallow(wire)
    other.max_retries = config.max_retries
    other.timeout, other.headers = config.timeout, httpx.Headers(standard_headers(config))
    return other


def settings(config: Config) -> dict[str, Any]:
    """Arguments for either httpx client. Redirects are not followed: a POST must not turn up somewhere else."""
    return {
        "base_url": config.base_url,
        "auth": BearerAuth(config.token),
        "headers": standard_headers(config),
        "timeout": config.timeout,
        "transport": config.transport,
        "follow_redirects": False,
    }


def standard_headers(config: Config) -> dict[str, str]:
    return {"Accept": "application/json", "User-Agent": user_agent(), **config.headers}


@cache
def user_agent() -> str:
    """Our version and Python's; looked up once, since it is read from the disk and with_options() may stand in a loop."""
    from importlib.metadata import version  # here, since it is slow to import and a program may import us without calling

    return f"omneo-appointments/{version('omneo-appointments')} python/{platform.python_version()}"
