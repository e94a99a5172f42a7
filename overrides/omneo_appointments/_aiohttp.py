"""aiohttp beneath AsyncOmneo: the extra `[aiohttp]`. It needs the least CPU time for a call."""

from __future__ import annotations

import asyncio
import base64
import math
import os
import select
import ssl
import sys
import weakref
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from functools import lru_cache, partial
from typing import Any

import httpx

from ._body import BodyReader
from ._connections import DirectTransport
from ._errors import ConfigurationError
from ._proxies import checked_proxy, proxy_for
from ._request import RequestHeaders
from ._tls import tls_context

try:
    import aiohttp
except ImportError as missing:
    raise ImportError("AiohttpTransport needs an extra: pip install 'omneo-appointments[aiohttp]'") from missing
from yarl import URL

DEFAULT_LIMITS = httpx.Limits(max_connections=1000)
# What aiohttp would add to a request by itself.
ADDED_HEADERS = frozenset({"accept", "accept-encoding", "content-type", "user-agent"})

LONGEST_LINE = 2**16  # bytes of a status line or a header
MOST_HEADERS = 1000
NEVER = 10**8  # seconds; aiohttp before 3.14.5 cannot do without a number


class AiohttpTransport(DirectTransport):
    """An httpx transport over aiohttp: `AsyncOmneo(transport=AiohttpTransport())`. It may serve several event loops.

    verify: False, or an ssl.SSLContext, instead of the certificate authorities of certifi, SSL_CERT_FILE or SSL_CERT_DIR; it holds
    for a proxy too. proxy: instead of what HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY say. limits: max_connections in each
    event loop, and keepalive_expiry; further calls wait their turn. Raises ConfigurationError for a proxy that cannot be used.
    Pickles by its arguments.
    """

    __module__ = "omneo_appointments"  # where users import it from

    def __init__(
        self,
        *,
        verify: bool | ssl.SSLContext = True,
        proxy: httpx.Proxy | str | None = None,
        limits: httpx.Limits = DEFAULT_LIMITS,
    ) -> None:
        if not isinstance(verify, bool | ssl.SSLContext):
            raise ConfigurationError(f"verify must be a bool or an ssl.SSLContext, not {type(verify).__name__}")
        if not isinstance(limits, httpx.Limits):
            raise ConfigurationError(f"limits must be an httpx.Limits, not {type(limits).__name__}")
        self._arguments = {"verify": verify, "proxy": proxy, "limits": limits}
        self._context = tls_context() if verify is True else httpx.create_ssl_context(verify=verify)
        self._proxy = None if proxy is None else checked_proxy(proxy, "proxy", socks=False)
        if self._proxy is not None and self._proxy.ssl_context is not None:
            raise ConfigurationError("proxy must not have an ssl_context: verify= holds for the proxy too")
        self.max_connections: int = limits.max_connections or sys.maxsize
        self._keepalive = NEVER if limits.keepalive_expiry is None else limits.keepalive_expiry
        self._sessions: dict[asyncio.AbstractEventLoop, Session] = {}
        self._routes: dict[bytes, Route] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return its response, whose stream gives the body as it came over the wire.

        Raises an httpx.TransportError that holds nothing of the request. Only a failure of TLS has a cause: an ssl.SSLError.
        """
        headers = [(name.decode("ascii"), value.decode()) for name, value in request.headers.raw if name != b"Transfer-Encoding"]
        missing = ADDED_HEADERS.difference([name.lower() for name, _ in headers])
        stream = request.stream
        body = b"".join(stream) if isinstance(stream, httpx.ByteStream) else await request.aread()
        timeouts = request.extensions.get("timeout", {})
        session = self._session() or await self._open_session()
        await session.take_slot(timeouts.get("pool"))
        try:
            response = await session.send(request.method, request.url, self._route(request.url), headers, body, timeouts, missing)
        except BaseException as error:
            session.slots.release()
            failure = as_httpx(error)
            if failure is None:
                raise
        else:
            version = b"HTTP/1.0" if response.version == aiohttp.HttpVersion10 else b"HTTP/1.1"
            reason = (response.reason or "").encode("utf-8", "surrogateescape")
            return httpx.Response(
                response.status,
                headers=response.raw_headers,
                stream=Body(response, session.slots),
                extensions={"http_version": version, "reason_phrase": reason},
            )
        raise failure  # here, so that it has no context: aiohttp's own exceptions hold the request's headers

    def _is_direct(self) -> bool:
        return type(self).handle_async_request is HANDLE and "handle_async_request" not in vars(self)

    async def _exchange(
        self,
        method: str,
        url: httpx.URL,
        headers: RequestHeaders,
        body: bytes,
        timeouts: Mapping[str, float | None],
        reader: BodyReader,
    ) -> tuple[int, httpx.Headers]:
        session = self._session() or await self._open_session()
        await session.take_slot(timeouts["pool"])
        response = None
        try:
            response = await session.send(method, url, self._route(url), headers.pairs, body, timeouts)
            reader.begin(", ".join(response.headers.getall("Content-Encoding", ())))
            content = response.content
            while not content.at_eof() and reader.feed(await content.readany()):
                pass
            received = response.status, httpx.Headers(response.raw_headers)
        except BaseException as error:
            failure = as_httpx(error)
            if failure is None:
                raise
        else:
            return received
        finally:
            session.slots.release()
            if response is not None and not response.closed:
                response.close()
        raise failure

    def _session(self) -> Session | None:
        """The running loop's session, if there is one that can be used."""
        session = self._sessions.get(asyncio.get_running_loop())
        return None if session is None or session.client.closed else session

    async def _open_session(self) -> Session:
        for other in [other for other in self._sessions if other.is_closed()]:
            self._sessions.pop(other, None)
        session = Session(self._context, self.max_connections, self._keepalive)
        self._sessions[asyncio.get_running_loop()] = session
        await anext(session.closing)
        return session

    def _route(self, url: httpx.URL) -> Route:
        origin = url.raw_scheme + url.netloc
        route = self._routes.get(origin)
        if route is None:
            route = self._routes[origin] = Route(url, self._proxy or proxy_for(url, socks=False))
        return route

    async def aclose(self) -> None:
        """Close the connections. Those of other event loops are closed there; another request opens new ones."""
        sessions, self._sessions = self._sessions, {}
        here = sessions.pop(asyncio.get_running_loop(), None)
        if here is not None:
            await here.closing.aclose()

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (self._arguments,)


def _revive(arguments: dict[str, Any]) -> AiohttpTransport:
    return AiohttpTransport(**arguments)


HANDLE = AiohttpTransport.handle_async_request


class Session:
    """The connections of one event loop of one process.

    client: aiohttp's session. slots: of max_connections. closing: an async generator that closes the session when it ends;
    `asyncio.run()` ends those of its loop, and a loop ends those that nobody holds any more.
    """

    def __init__(self, context: ssl.SSLContext, max_connections: int, keepalive: float) -> None:
        self.client = aiohttp.ClientSession(
            connector=Connector(limit=0, ssl=context, keepalive_timeout=keepalive),
            cookie_jar=aiohttp.DummyCookieJar(),
            max_line_size=LONGEST_LINE,
            max_field_size=LONGEST_LINE,
            max_headers=MOST_HEADERS,
            auto_decompress=False,
            trust_env=False,
        )
        self.slots = asyncio.Semaphore(max_connections)
        self.closing = closing(self.client)

    def take_slot(self, timeout: float | None) -> Awaitable[object]:
        """Wait until fewer than max_connections requests are under way, in order of arrival; raise PoolTimeout after `timeout`."""
        return self._wait_for_slot(timeout) if self.slots.locked() else self.slots.acquire()

    async def _wait_for_slot(self, timeout: float | None) -> None:
        try:
            async with asyncio.timeout(timeout):
                await self.slots.acquire()
        except TimeoutError:
            late = True
        else:
            late = False
        if late:
            raise httpx.PoolTimeout("no connection was free in time")

    def send(
        self,
        method: str,
        url: httpx.URL,
        route: Route,
        headers: list[tuple[str, str]],
        body: bytes,
        timeouts: Mapping[str, Any],
        missing: frozenset[str] = frozenset(),
    ) -> Awaitable[aiohttp.ClientResponse]:
        """Send a request; its response is there when its head is. missing: the headers that aiohttp must not add."""
        return self.client.request(
            method,
            route.origin.with_path(url.raw_path.decode("ascii"), encoded=True),
            headers=headers + route.headers,
            skip_auto_headers=missing or None,
            data=body or None,
            allow_redirects=False,
            timeout=client_timeout(timeouts.get("connect"), timeouts.get("read")),
            proxy=route.proxy,
            proxy_headers=route.proxy_headers,
        )


async def closing(client: aiohttp.ClientSession) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        await client.close()


class Route:
    """How to get to an origin: directly or through a proxy.

    headers: for each request, proxy_headers: for a tunnel; either may hold the proxy's credentials.
    """

    def __init__(self, url: httpx.URL, proxy: httpx.Proxy | None) -> None:
        self.origin = URL.build(scheme=url.scheme, authority=url.netloc.decode("ascii"), encoded=True)
        self.proxy = None if proxy is None else URL(str(proxy.url))
        self.headers: list[tuple[str, str]] = []
        self.proxy_headers: dict[str, str] | None = None
        if proxy is None:
            return
        headers = dict(proxy.headers)
        if proxy.raw_auth is not None:
            headers["Proxy-Authorization"] = "Basic " + base64.b64encode(b":".join(proxy.raw_auth)).decode("ascii")
        if url.scheme == "https":
            self.proxy_headers = headers
        else:
            self.headers = list(headers.items())


class Connector(aiohttp.TCPConnector):
    """A connector that knows the process and the loop it is for, and never hands out a connection with bytes waiting on it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._pid, self._home = os.getpid(), asyncio.get_running_loop()
        self._polls: weakref.WeakKeyDictionary[Any, Callable[[], object]] = weakref.WeakKeyDictionary()

    @property
    def closed(self) -> bool:
        """Closed, or another process's: closing its sockets after a fork would stop its loop from reading them."""
        return self._pid != os.getpid() or self._home.is_closed() or super().closed

    def __del__(self, *_: Any) -> None:
        """Leave the sockets alone: `closing` closes those that are this process's."""

    async def connect(self, req: Any, traces: Any, timeout: Any) -> Any:
        """A new connection, or one on which the server has sent nothing since its last response."""
        while True:
            connection: Any = await super().connect(req, traces, timeout)
            protocol = connection.protocol
            is_readable = self._polls.get(protocol)
            if is_readable is None:
                self._polls[protocol] = poll_of(connection.transport.get_extra_info("socket"))
                return connection
            if not (protocol.should_close or is_readable()):
                return connection
            connection.close()


def poll_of(socket: Any) -> Callable[[], object]:
    """A function that says whether bytes, or the end of the stream, wait on a socket."""
    if not hasattr(select, "poll"):  # Windows
        return lambda: select.select([socket], [], [], 0)[0]
    poll = select.poll()
    poll.register(socket, select.POLLIN)
    return partial(poll.poll, 0)


class Body(httpx.AsyncByteStream):
    """The body of a response. Closing it before its end closes the connection."""

    def __init__(self, response: aiohttp.ClientResponse, slots: asyncio.Semaphore) -> None:
        self._response, self._slots, self._closed = response, slots, False

    def __aiter__(self) -> Body:
        return self

    async def __anext__(self) -> bytes:
        content = self._response.content
        if content.at_eof():
            raise StopAsyncIteration
        try:
            return await content.readany()
        except Exception as error:
            failure = as_httpx(error) or error
        raise failure

    async def aclose(self) -> None:
        if not self._closed:
            self._closed = True
            if not self._response.closed:  # as it is by itself at the end of the body
                self._response.close()
            self._slots.release()


@lru_cache(maxsize=64)
def client_timeout(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_read=read, ceil_threshold=math.inf)


# aiohttp's exception, the one of httpx's default transport for the same failure, and its text; "" for the operating system's.
FAILURES: tuple[tuple[type[BaseException], type[httpx.TransportError], str], ...] = (
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout, "connecting took too long"),
    (TimeoutError, httpx.ReadTimeout, "the server sent nothing for too long"),
    (aiohttp.ClientHttpProxyError, httpx.ProxyError, "the proxy answered {0.status}"),
    (aiohttp.ClientConnectorError, httpx.ConnectError, ""),
    (aiohttp.ServerDisconnectedError, httpx.RemoteProtocolError, "the server closed the connection without a response"),
    (aiohttp.ClientConnectionResetError, httpx.WriteError, "the connection was closed before the request was sent"),
    (aiohttp.ClientPayloadError, httpx.RemoteProtocolError, "the response ended before its body was complete"),
    (aiohttp.ClientResponseError, httpx.RemoteProtocolError, "the response is not HTTP"),
    (aiohttp.ClientConnectionError, httpx.ReadError, ""),
    (aiohttp.InvalidURL, httpx.UnsupportedProtocol, "the URL's scheme or host cannot be used"),
    (OSError, httpx.ReadError, ""),
)


def as_httpx(error: BaseException) -> httpx.TransportError | None:
    """The httpx exception for one of aiohttp's, without anything that the original holds; None for what is not of the network."""
    for kind, twin, text in FAILURES:
        if isinstance(error, kind):
            source = getattr(error, "os_error", error)
            failure = twin(text.format(error) or getattr(source, "strerror", None) or type(source).__name__)
            failure.__cause__ = tls_error(error)
            return failure
    return None


def tls_error(error: BaseException | None) -> ssl.SSLError | None:
    """A copy of the TLS error behind an exception."""
    while error is not None:
        source = getattr(error, "os_error", error)
        if isinstance(source, ssl.SSLError):
            kind: type[ssl.SSLError] = next(each for each in type(source).__mro__ if each.__module__ == "ssl")
            return kind(*source.args)
        error = error.__cause__
    return None
