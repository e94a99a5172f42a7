"""AiohttpTransport: the same client on another transport, held to what httpx's default transport does."""

import asyncio
import gc
import gzip
import os
import pickle
import random
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import AsyncMock, create_autospec, patch

import httpx
import omneo_appointments as omneo
import pytest
import trustme
from omneo_appointments import AiohttpTransport, AsyncOmneo
from omneo_appointments.sandbox import sample_appointment

from tests.conftest import LINKED, PROFILE, TOKEN
from tests.peer_server import Peer, RawServer, response, serving_raw, tunnel

TIMEOUTS = {"connect": 5.0, "read": 5.0, "write": 5.0, "pool": 5.0}


def post(url: str, content: bytes = b'{"a": 1}', **timeouts: float | None) -> httpx.Request:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return httpx.Request("POST", url, headers=headers, content=content, extensions={"timeout": {**TIMEOUTS, **timeouts}})


async def fetch(transport: httpx.AsyncBaseTransport, request: httpx.Request) -> httpx.Response:
    """A response whose body was read, as it came over the wire."""
    answer = await transport.handle_async_request(request)
    stream: Any = answer.stream
    try:
        body = b"".join([piece async for piece in stream])
    finally:
        await stream.aclose()
    return httpx.Response(answer.status_code, headers={"X-Raw": "1"}, content=body, extensions=answer.extensions)


def echo(peer: Peer) -> None:
    """Answers each request with its own body."""
    for request in peer.requests():
        peer.send(response(request.partition(b"\r\n\r\n")[2]))


@pytest.fixture
def echoing() -> Iterator[RawServer]:
    with serving_raw(echo) as server:
        yield server


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


# The client on this transport.


async def link(session: Any, **options: Any) -> Any:
    settings = {"base_url": session.base_url, "token": TOKEN, "transport": AiohttpTransport(), "max_retries": 0, **options}
    async with AsyncOmneo(**settings) as client:
        return await client.appointments.link(42, "profile", PROFILE)


def test_link(script: Any) -> None:
    """A call works, and sends what it sends over httpx's own transport."""
    ours, default = script(LINKED), script(LINKED)

    assert asyncio.run(link(ours)).id == 42
    assert asyncio.run(link(default, transport=None)).id == 42

    def sent(session: Any) -> tuple[str, list[list[str]]]:
        request = session.requests[0]
        headers = [[name.lower(), value] for name, value in request["headers"] if name.lower() != "host"]
        return request.get("body"), sorted(headers)

    assert sent(ours) == sent(default)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"status": 503}, omneo.InternalServerError),
        ({"status": 419}, omneo.APIStatusError),
        ({"status": 200, "fault": "close"}, omneo.APIConnectionError),
        ({**LINKED, "fault": "truncate"}, omneo.APIConnectionError),
        ({**LINKED, "fault": "stall", "seconds": 30}, omneo.APITimeoutError),
        ({"status": 200, "body": "{"}, omneo.APIResponseError),
        ({"status": 200, "headers": {"Content-Encoding": "gzip"}, "body": "x"}, omneo.APIResponseError),
    ],
)
def test_errors(script: Any, answer: Any, kind: type[Exception]) -> None:
    """Everything that goes wrong has the same class as over httpx's own transport."""
    timeout = 0.3 if kind is omneo.APITimeoutError else 30
    for transport in (AiohttpTransport(), None):
        with pytest.raises(omneo.OmneoError) as caught:
            asyncio.run(link(script(answer), timeout=timeout, transport=transport))

        assert type(caught.value) is kind


# What comes over the wire.


@pytest.mark.parametrize("status", ["200 Schön", "404 Nicht gefunden \u2013 für nichts", "200 ", "599 ?", "299 OK"])
def test_reason_phrases(status: str) -> None:
    """A status line may hold any reason phrase, or none; it changes nothing."""

    def play(peer: Peer) -> None:
        for _ in peer.requests():
            peer.send(response(b"{}", status))

    async def main(url: str) -> httpx.Response:
        transport = AiohttpTransport()
        answer = await fetch(transport, post(url))
        await transport.aclose()
        return answer

    with serving_raw(play) as server:
        answer = asyncio.run(main(server.url))
        assert (answer.status_code, answer.content) == (int(status[:3]), b"{}")
        assert answer.extensions["reason_phrase"].decode() == status[4:]


def test_response_as_it_came() -> None:
    """Headers keep their duplicates, the body its encoding, cookies stay away from the next request, redirects are not followed."""
    packed = gzip.compress(b"{}")

    def play(peer: Peer) -> None:
        for _ in peer.requests():
            head = ("Set-Cookie: a=1; Path=/", "Set-Cookie: b=\xe9", "Content-Encoding: gzip", "Location: /elsewhere")
            peer.send(response(packed, "302 Found", *head).replace(b"HTTP/1.1", b"HTTP/1.0" if peer.number else b"HTTP/1.1"))
            if peer.number:
                return

    async def main(url: str) -> None:
        transport = AiohttpTransport()
        for version in (b"HTTP/1.1", b"HTTP/1.1", b"HTTP/1.0"):
            if version == b"HTTP/1.0":
                await transport.aclose()  # the next one has a connection of its own
            answer = await transport.handle_async_request(post(url))
            assert answer.status_code == 302
            assert answer.headers.get_list("Set-Cookie")[0] == "a=1; Path=/"
            assert len(answer.headers.get_list("Set-Cookie")) == 2
            assert answer.extensions["http_version"] == version
            stream: Any = answer.stream
            assert b"".join([piece async for piece in stream]) == packed
            await stream.aclose()
        await transport.aclose()

    with serving_raw(play) as server:
        asyncio.run(main(server.url.replace("127.0.0.1", "localhost")))  # a jar of aiohttp's keeps none of an address
        assert not any(b"cookie" in request.lower() for request in server.requests)


def test_requests_as_they_are(echoing: RawServer) -> None:
    """What is sent is the request's own: its target, its headers and its body, and nothing that aiohttp would add."""

    async def pieces() -> Any:
        yield b"a"
        yield b"b"

    async def main() -> None:
        transport = AiohttpTransport()
        headers = {"host": "shop.example", "x-shop": "1"}
        await fetch(transport, httpx.Request("POST", f"{echoing.url}/a%2Fb/%7Ec?d=%20e&f", headers=headers, content=b"{}"))
        await fetch(transport, httpx.Request("GET", echoing.url, headers=headers))
        await fetch(transport, httpx.Request("POST", echoing.url, headers=headers))
        await fetch(transport, httpx.Request("POST", echoing.url, headers=headers, content=pieces()))
        await transport.aclose()

    asyncio.run(main())
    target = httpx.URL("http://h/a%2Fb/%7Ec?d=%20e&f").raw_path
    own = b"host: shop.example\r\nx-shop: 1\r\n"
    assert echoing.requests == [
        b"POST " + target + b" HTTP/1.1\r\n" + own + b"Content-Length: 2\r\n\r\n{}",
        b"GET / HTTP/1.1\r\n" + own + b"\r\n",
        b"POST / HTTP/1.1\r\nhost: shop.example\r\nContent-Length: 0\r\nx-shop: 1\r\n\r\n",
        b"POST / HTTP/1.1\r\n" + own + b"Content-Length: 2\r\n\r\nab",
    ]


def test_long_headers() -> None:
    """A header of 40 KB, or hundreds of them, as a debugging server sends them, are read."""

    def play(peer: Peer) -> None:
        for _ in peer.requests():
            peer.send(response(b"{}", "500 " + "r" * 9000, "X-Debug: " + "x" * 40_000, *["X-Line: 1"] * 400))

    with serving_raw(play) as server:
        assert asyncio.run(fetch(AiohttpTransport(), post(server.url))).status_code == 500


# Faults, and what the default transport makes of them.


def close_at_once(peer: Peer) -> None:
    peer.request()


def close_in_the_head(peer: Peer) -> None:
    peer.request()
    peer.send(b"HTTP/1.1 200 OK\r\nContent-Le")


def close_in_the_body(peer: Peer) -> None:
    peer.request()
    peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")


def close_in_a_chunk(peer: Peer) -> None:
    peer.request()
    peer.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n{")


def reset_at_once(peer: Peer) -> None:
    peer.request()
    peer.reset()


def reset_early(peer: Peer) -> None:
    peer.sock.recv(10)
    peer.reset()


def answer_anything(peer: Peer) -> None:
    peer.sock.recv(65536)
    peer.send(response(b"", "400 Bad Request"))


def never_answer(peer: Peer) -> None:
    peer.request()
    peer.request()


def stop_in_the_body(peer: Peer) -> None:
    peer.request()
    peer.send(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")
    peer.request()


def not_http(peer: Peer) -> None:
    peer.send(b"220 ", peer.request(), b"\r\n\r\n")


def echo_all(peer: Peer) -> None:
    peer.send(peer.request())


def broken_chunks(peer: Peer) -> None:
    peer.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot a number\r\n", peer.request())


FAULTS: list[tuple[Callable[[Peer], None], type[httpx.TransportError]]] = [
    (close_at_once, httpx.RemoteProtocolError),
    (close_in_the_head, httpx.RemoteProtocolError),
    (close_in_the_body, httpx.RemoteProtocolError),
    (close_in_a_chunk, httpx.RemoteProtocolError),
    (reset_at_once, httpx.ReadError),
    (never_answer, httpx.ReadTimeout),
    (stop_in_the_body, httpx.ReadTimeout),
    (not_http, httpx.RemoteProtocolError),
    (echo_all, httpx.RemoteProtocolError),
    (broken_chunks, httpx.RemoteProtocolError),
]


def failure_of(transport: httpx.AsyncBaseTransport, request: httpx.Request) -> httpx.TransportError:
    """What a transport raises for a request that must fail."""

    async def main() -> None:
        try:
            await fetch(transport, request)
        finally:
            await transport.aclose()

    with pytest.raises(httpx.TransportError) as caught:
        asyncio.run(main())
    return caught.value


def reachable(start: object) -> Iterator[object]:
    """Every object that an exception leads to, but for the frames of its traceback."""
    seen: set[int] = set()
    waiting: list[Any] = [start]
    while waiting:
        found = waiting.pop()
        if id(found) in seen or isinstance(found, type | int):
            continue
        seen.add(id(found))
        yield found
        if isinstance(found, BaseException):
            waiting += [found.__cause__, found.__context__]
        if isinstance(found, dict):
            waiting += [*found.keys(), *found.values()]
        elif isinstance(found, list | tuple | set | frozenset):
            waiting += found
        waiting += [getattr(found, name, None) for name in ("args", "__dict__", "strerror", "filename", "reason")]


def assert_clean(error: BaseException) -> None:
    """Nothing that an exception leads to holds the token."""
    for found in reachable(error):
        assert TOKEN not in repr(found)
        assert not isinstance(found, httpx.Request)


@pytest.mark.parametrize(("fault", "kind"), FAULTS, ids=lambda each: each.__name__)
def test_faults(fault: Callable[[Peer], None], kind: type[httpx.TransportError]) -> None:
    """Each failure is the exception that httpx's default transport raises for it; nothing about it holds the token."""
    with serving_raw(fault) as server:
        failures = [failure_of(each, post(server.url, read=0.3)) for each in (AiohttpTransport(), httpx.AsyncHTTPTransport())]

        assert [type(failure) for failure in failures] == [kind, kind]
        assert str(failures[0])
        assert_clean(failures[0])
        assert failures[0].__cause__ is failures[0].__context__ is None
        assert server.wait_until_closed()


def test_refused() -> None:
    """Nobody listens: ConnectError, with the operating system's reason."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    failures = [failure_of(each, post(url)) for each in (AiohttpTransport(), httpx.AsyncHTTPTransport())]

    assert [type(failure) for failure in failures] == [httpx.ConnectError] * 2
    assert "111" in str(failures[0]) or "refused" in str(failures[0]).lower() or "Connect call failed" in str(failures[0])
    assert_clean(failures[0])


def test_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that does not resolve: ConnectError, with the resolver's reason."""

    def unknown(*_: object, **__: object) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    failures = [failure_of(each, post("http://omneo.invalid")) for each in (AiohttpTransport(), httpx.AsyncHTTPTransport())]

    assert [type(failure) for failure in failures] == [httpx.ConnectError] * 2
    assert "Name or service not known" in str(failures[0])
    assert_clean(failures[0])


def test_unusable_host() -> None:
    """A host that aiohttp refuses to resolve is a TransportError."""
    assert_clean(failure_of(AiohttpTransport(), post("http://127.1/")))


def test_connect_timeout() -> None:
    """A handshake that does not end in time: ConnectTimeout."""
    with serving_raw(lambda peer: peer.sock.recv(65536) and peer.request()) as server:
        url = server.url.replace("http:", "https:")
        failures = [failure_of(each, post(url, connect=0.3)) for each in (AiohttpTransport(), httpx.AsyncHTTPTransport())]

    assert [type(failure) for failure in failures] == [httpx.ConnectTimeout] * 2
    assert_clean(failures[0])


def test_unwritable() -> None:
    """A body larger than any buffer, which the server does not read before it resets the connection: WriteError or ReadError."""
    with serving_raw(reset_early) as server:
        failure = failure_of(AiohttpTransport(), post(server.url, b"x" * 900_000))

    assert isinstance(failure, httpx.WriteError | httpx.ReadError)
    assert_clean(failure)


def test_defects_stay_themselves(echoing: RawServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not of the network leaves unchanged, and gives its slot back."""
    transport = AiohttpTransport(limits=httpx.Limits(max_connections=1))

    async def main() -> None:
        with pytest.raises(ValueError, match="header"):
            await fetch(transport, httpx.Request("POST", echoing.url, headers=[(b"X", b"a\r\nb")], content=b"{}"))
        answer = await transport.handle_async_request(post(echoing.url))
        stream: Any = answer.stream
        monkeypatch.setattr(stream._response, "content", None)
        with pytest.raises(AttributeError):
            await anext(stream)
        await stream.aclose()
        await stream.aclose()
        assert (await fetch(transport, post(echoing.url))).content == b'{"a": 1}'
        await transport.aclose()

    asyncio.run(main())


# TLS.


def test_verify(authority: trustme.CA, tls_context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`verify=` is what a certificate is held to; without it SSL_CERT_FILE counts; a refused one says so and holds no token."""
    with serving_raw(echo, tls_context) as server:
        for transport in (AiohttpTransport(), httpx.AsyncHTTPTransport()):
            failure = failure_of(transport, post(server.url))
            assert type(failure) is httpx.ConnectError
            assert "CERTIFICATE_VERIFY_FAILED" in str(failure)
        assert server.requests == []

        failure = failure_of(AiohttpTransport(), post(server.url))
        assert type(failure.__cause__) is ssl.SSLCertVerificationError
        assert "CERTIFICATE_VERIFY_FAILED" in str(failure.__cause__)
        assert_clean(failure)

        for verify in (trusting(authority), False):
            assert asyncio.run(fetch(AiohttpTransport(verify=verify), post(server.url))).content == b'{"a": 1}'
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert asyncio.run(fetch(AiohttpTransport(), post(server.url))).content == b'{"a": 1}'


def test_no_tls() -> None:
    """A server that speaks no TLS: ConnectError, caused by an SSLError."""
    with serving_raw(answer_anything) as server:
        failure = failure_of(AiohttpTransport(), post(server.url.replace("http:", "https:")))

    assert type(failure) is httpx.ConnectError
    assert isinstance(failure.__cause__, ssl.SSLError)
    assert_clean(failure)


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_missing_authorities(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A variable that leads to no certificates is a ConfigurationError with its name."""
    for each in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(name, "/nowhere/at/all")
    with pytest.raises(omneo.ConfigurationError, match=name):
        AiohttpTransport()


def test_close_unused() -> None:
    """A transport that was never used closes."""
    asyncio.run(AiohttpTransport().aclose())


def test_arguments() -> None:
    """An argument of another type is a ConfigurationError with its name."""
    wrong: Any = "ca.pem"
    with pytest.raises(omneo.ConfigurationError, match=r"verify must be a bool or an ssl.SSLContext, not str"):
        AiohttpTransport(verify=wrong)
    with pytest.raises(omneo.ConfigurationError, match=r"limits must be an httpx.Limits, not str"):
        AiohttpTransport(limits=wrong)
    with pytest.raises(omneo.ConfigurationError, match="proxy is a SOCKS proxy, which AiohttpTransport cannot use"):
        AiohttpTransport(proxy="socks5://proxy.example")
    with pytest.raises(omneo.ConfigurationError, match="proxy must be a proxy's URL"):
        AiohttpTransport(proxy="proxy.example")
    with pytest.raises(omneo.ConfigurationError, match="ssl_context"):
        AiohttpTransport(proxy=httpx.Proxy("https://proxy.example", ssl_context=ssl.create_default_context()))


# Proxies.


@pytest.mark.parametrize("given", [True, False], ids=["given", "environment"])
@pytest.mark.parametrize("secure", [True, False], ids=["https", "http"])
def test_proxy(
    authority: trustme.CA, tls_context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, given: bool, secure: bool
) -> None:
    """A proxy carries the request, gets its own credentials and, if there is TLS, nothing of the token."""
    with serving_raw(tunnel) as proxy, serving_raw(echo, tls_context) as server:
        address = proxy.url.replace("//", "//us%C3%A9r:p%40ss@")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9" if given else address)
        transport = AiohttpTransport(verify=trusting(authority), proxy=address if given else None)
        url = f"https://omneo.invalid:{server.port}/api" if secure else "http://omneo.invalid/api"
        answer = asyncio.run(fetch(transport, post(url)))

        assert answer.content == (b'{"a": 1}' if secure else b'"from the proxy"')
        assert b"Proxy-Authorization: Basic dXPDqXI6cEBzcw==\r\n" in proxy.requests[0]
        assert (TOKEN.encode() in proxy.requests[0]) is not secure
        assert proxy.requests[0].split(b" ")[1] == (f"omneo.invalid:{server.port}" if secure else url).encode()
        assert all(b"Proxy-Authorization" not in request for request in server.requests)


def test_proxy_headers(authority: trustme.CA, tls_context: ssl.SSLContext) -> None:
    """Headers of an httpx.Proxy go to the proxy alone."""
    with serving_raw(tunnel) as proxy, serving_raw(echo, tls_context) as server:
        transport = AiohttpTransport(verify=trusting(authority), proxy=httpx.Proxy(proxy.url, headers={"X-Room": "7"}))
        asyncio.run(fetch(transport, post(f"https://omneo.invalid:{server.port}/")))

        assert b"x-room: 7" in proxy.requests[0]
        assert b"x-room" not in server.requests[0]


def test_proxy_refuses() -> None:
    """A proxy that opens no tunnel: ProxyError, as over the default transport, and no token in it."""
    with serving_raw(lambda peer: peer.send(peer.request()[:0], response(b"", "403 Forbidden"))) as proxy:
        ours = failure_of(AiohttpTransport(proxy=f"{proxy.url.replace('//', '//user:hunter2@')}"), post("https://omneo.invalid/"))
        default = failure_of(httpx.AsyncHTTPTransport(proxy=proxy.url), post("https://omneo.invalid/"))

        assert [type(ours), type(default)] == [httpx.ProxyError, httpx.ProxyError]
        assert "403" in str(ours)
        assert_clean(ours)
        assert not any("hunter2" in repr(found) for found in reachable(ours))


@pytest.mark.parametrize(("bypass", "proxied"), [("", True), ("omneo.invalid", False)])
def test_proxy_from_the_environment(monkeypatch: pytest.MonkeyPatch, bypass: str, proxied: bool) -> None:
    """The environment's proxy is used, and NO_PROXY heeded."""
    with serving_raw(tunnel) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", bypass)
        if proxied:
            assert asyncio.run(fetch(AiohttpTransport(), post("http://omneo.invalid/"))).content == b'"from the proxy"'
        else:
            monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", proxy.port))])
            assert asyncio.run(fetch(AiohttpTransport(), post(f"http://omneo.invalid:{proxy.port}/"))).status_code == 200
            assert proxy.requests[0].startswith(b"POST / HTTP/1.1")


def test_loopback_has_no_proxy(echoing: RawServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server on this machine never sees the environment's proxy in between."""
    for name in ("ALL_PROXY", "HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert asyncio.run(fetch(AiohttpTransport(), post(echoing.url))).content == b'{"a": 1}'


def test_bad_proxy_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that is no proxy's URL, or SOCKS, is a ConfigurationError with the variable's name."""
    for value in ("socks5://proxy.example", "http://proxy.example:99999"):
        monkeypatch.setenv("HTTPS_PROXY", value)
        with pytest.raises(omneo.ConfigurationError, match="HTTPS_PROXY"):
            asyncio.run(fetch(AiohttpTransport(), post("https://omneo.invalid/")))


# Whose answer it is.


def answer_too_much(peer: Peer) -> None:
    """On the first connection the next response comes before it was asked for: in the same packet."""
    for request in peer.requests():
        surplus = response(b'"stale"') if peer.number == 0 else b""
        peer.send(response(request.partition(b"\r\n\r\n")[2]), surplus)
        peer.server.said.set()


def answer_early(peer: Peer) -> None:
    """The same, a moment later."""
    for request in peer.requests():
        peer.send(response(request.partition(b"\r\n\r\n")[2]))
        if peer.number == 0:
            time.sleep(0.05)
            peer.send(response(b'"stale"'))
            peer.server.said.set()


def answer_early_in_pieces(peer: Peer) -> None:
    """The same, in two pieces, the first with the answer before."""
    stale = response(b'"stale"')
    for request in peer.requests():
        peer.send(response(request.partition(b"\r\n\r\n")[2]), stale[:20] if peer.number == 0 else b"")
        if peer.number == 0:
            time.sleep(0.05)
            peer.send(stale[20:])
            peer.server.said.set()


def answer_and_close(peer: Peer) -> None:
    """It says that it keeps the connection open, and closes it."""
    peer.send(response(peer.request().partition(b"\r\n\r\n")[2]))


@pytest.mark.parametrize("play", [answer_too_much, answer_early, answer_early_in_pieces, answer_and_close])
@pytest.mark.parametrize("busy", [True, False], ids=["busy", "idle"])
def test_unsolicited_bytes(play: Callable[[Peer], None], busy: bool) -> None:
    """Bytes that came on an idle connection are no answer: the next call gets its own, at once, whether the loop saw them or not."""

    async def main(server: RawServer) -> list[bytes]:
        transport = AiohttpTransport()
        first = await fetch(transport, post(server.url, b'"first"'))
        server.said.wait(20)  # the loop does not get to read
        if not busy:
            await asyncio.sleep(0.05)
        second = await fetch(transport, post(server.url, b'"second"'))
        await transport.aclose()
        return [first.content, second.content]

    with serving_raw(play) as server:
        assert asyncio.run(main(server)) == [b'"first"', b'"second"']
        assert server.total == 2


def test_many_stale_connections() -> None:
    """However many idle connections the server has closed, the next call finds a good one."""
    stop = threading.Event()

    def play(peer: Peer) -> None:
        body = peer.request().partition(b"\r\n\r\n")[2]
        last = stop.is_set()  # looked at now: the client sets it as soon as it has its answers
        peer.send(response(body))
        if last:
            peer.request()
        stop.wait(20)

    async def main(server: RawServer) -> None:
        transport = AiohttpTransport()
        await asyncio.gather(*(fetch(transport, post(server.url)) for _ in range(30)))
        stop.set()
        assert server.wait_until_closed()  # the loop does not get to read
        assert (await fetch(transport, post(server.url))).status_code == 200
        await transport.aclose()

    with serving_raw(play) as server:
        asyncio.run(main(server))


def test_server_that_speaks_first() -> None:
    """A server that sends something before it was asked ends in an answer or an error, not in connection after connection."""

    def play(peer: Peer) -> None:
        peer.send(b"SSH-2.0-OpenSSH_9.9\r\n")
        peer.request()

    with serving_raw(play) as server:
        assert_clean(failure_of(AiohttpTransport(), post(server.url)))
        assert server.total == 1


def test_reuse(echoing: RawServer) -> None:
    """Calls one after the other share a connection; a body that is closed before its end costs the connection, and nothing else."""

    async def main() -> None:
        transport = AiohttpTransport()
        for _ in range(5):
            await fetch(transport, post(echoing.url))
        assert echoing.total == 1
        answer = await transport.handle_async_request(post(echoing.url, b"x" * 900_000))
        stream: Any = answer.stream
        await anext(stream)
        await stream.aclose()
        assert (await fetch(transport, post(echoing.url))).content == b'{"a": 1}'
        assert echoing.total == 2
        session = transport._sessions[asyncio.get_running_loop()]
        await transport.aclose()
        assert session.client.closed

    asyncio.run(main())
    assert echoing.wait_until_closed()


def test_keepalive(echoing: RawServer) -> None:
    """keepalive_expiry is how long a connection is kept; None is for ever."""

    async def main(expiry: float | None) -> None:
        transport = AiohttpTransport(limits=httpx.Limits(max_connections=5, keepalive_expiry=expiry))
        await fetch(transport, post(echoing.url))
        await asyncio.sleep(0.3)
        await fetch(transport, post(echoing.url))
        await transport.aclose()

    asyncio.run(main(0.1))
    assert echoing.total == 2
    asyncio.run(main(None))
    assert echoing.total == 3


# How many at once.


def gated(gate: threading.Event) -> Callable[[Peer], None]:
    """Answers nothing until the gate is open."""

    def play(peer: Peer) -> None:
        for request in peer.requests():
            gate.wait(20)
            peer.send(response(request.partition(b"\r\n\r\n")[2]))

    return play


def test_limits() -> None:
    """max_connections bounds the connections, and `pool` the wait for one."""
    gate = threading.Event()

    async def main(url: str) -> None:
        transport = AiohttpTransport(limits=httpx.Limits(max_connections=3))
        calls = [asyncio.create_task(fetch(transport, post(url, read=None))) for _ in range(30)]
        await asyncio.sleep(0.1)
        with pytest.raises(httpx.PoolTimeout) as caught:
            await fetch(transport, post(url, pool=0.05))
        assert caught.value.__context__ is caught.value.__cause__ is None
        gate.set()
        await asyncio.gather(*calls)
        await transport.aclose()

    with serving_raw(gated(gate)) as server:
        asyncio.run(main(server.url))
        assert server.most == server.total == 3
    assert AiohttpTransport(limits=httpx.Limits(max_connections=3)).max_connections == 3
    assert AiohttpTransport().max_connections == 1000
    assert AiohttpTransport(limits=httpx.Limits()).max_connections == sys.maxsize


def test_order_of_arrival() -> None:
    """Requests that wait for a connection get it in the order in which they came."""
    gate = threading.Event()

    async def main(url: str) -> None:
        transport = AiohttpTransport(limits=httpx.Limits(max_connections=1))
        calls = [asyncio.create_task(fetch(transport, post(url, b"%d" % number, pool=None))) for number in range(20)]
        await asyncio.sleep(0.05)
        gate.set()
        await asyncio.gather(*calls)
        await transport.aclose()

    with serving_raw(gated(gate)) as server:
        asyncio.run(main(server.url))
        assert [request.rpartition(b"\r\n")[2] for request in server.requests] == [b"%d" % number for number in range(20)]


def test_cancellation_storm() -> None:
    """Thousands of calls cancelled at any moment leave no connection, no slot and no call behind; afterwards a call works."""

    def play(peer: Peer) -> None:
        chance = random.Random(peer.number)  # noqa: S311 - no secret
        for request in peer.requests():
            time.sleep(chance.random() / 500)
            answer = response(request.partition(b"\r\n\r\n")[2])
            cut = chance.randrange(len(answer))
            peer.send(answer[:cut])
            peer.send(answer[cut:])

    async def main(server: RawServer) -> None:
        transport = AiohttpTransport(limits=httpx.Limits(max_connections=8))
        chance = random.Random(7)  # noqa: S311 - no secret
        for _ in range(60):
            calls = [asyncio.create_task(fetch(transport, post(server.url, b"%d" % number))) for number in range(50)]
            await asyncio.sleep(chance.random() / 100)
            for call in calls:
                call.cancel()
            for number, outcome in enumerate(await asyncio.gather(*calls, return_exceptions=True)):
                assert isinstance(outcome, asyncio.CancelledError) or outcome.content == b"%d" % number  # type: ignore[union-attr]
        answers = await asyncio.gather(*(fetch(transport, post(server.url, b"%d" % number)) for number in range(50)))
        assert [answer.content for answer in answers] == [b"%d" % number for number in range(50)]
        assert transport._sessions[asyncio.get_running_loop()].slots._value == 8
        await transport.aclose()

    with serving_raw(play) as server:
        asyncio.run(main(server))
        assert server.wait_until_closed()


# Loops, threads, processes.


def test_second_loop(echoing: RawServer, script: Any) -> None:
    """A transport, and a client on it, works in one `asyncio.run()` after the other, at the first try and without a warning."""
    transport = AiohttpTransport()
    for _ in range(3):
        assert asyncio.run(fetch(transport, post(echoing.url))).status_code == 200
        assert echoing.wait_until_closed()  # by the end of the loop
    session = script(LINKED, LINKED)
    client = AsyncOmneo(base_url=session.base_url, token=TOKEN, transport=AiohttpTransport())
    tries = [asyncio.run(client.appointments.with_raw_response.link(42, "profile", PROFILE)).tries for _ in range(2)]
    gc.collect()

    assert tries == [1, 1]
    assert len(transport._sessions) == 1


def test_loop_closed_by_hand(echoing: RawServer) -> None:
    """A loop that was closed without its async generators is forgotten when the next one comes."""
    transport = AiohttpTransport()
    loop = asyncio.new_event_loop()
    loop.run_until_complete(fetch(transport, post(echoing.url)))
    connector: Any = transport._sessions[loop].client.connector
    for protocol in list(connector._polls):  # what asyncio itself would warn of
        protocol.transport.abort()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()

    assert asyncio.run(fetch(transport, post(echoing.url))).status_code == 200
    assert loop not in transport._sessions


def test_loops_at_once(echoing: RawServer) -> None:
    """Several loops use one transport at once, each with connections of its own; closing it in one closes it in all."""
    transport = AiohttpTransport()
    errors: list[BaseException] = []
    together, closed = threading.Barrier(4), threading.Event()

    async def main(number: int) -> None:
        together.wait(20)
        for turn in range(50):
            body = f"{number}-{turn}".encode()
            assert (await fetch(transport, post(echoing.url, body))).content == body
        together.wait(20)
        if number == 0:
            await transport.aclose()
            closed.set()
        while not closed.is_set():
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)

    def run(number: int) -> None:
        try:
            asyncio.run(main(number))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gc.collect()

    assert errors == []
    assert transport._sessions == {}
    assert echoing.wait_until_closed()


def test_dropped_transport(echoing: RawServer) -> None:
    """A transport that nobody closed and nobody holds any more is closed by its loop."""

    async def main() -> None:
        await fetch(AiohttpTransport(), post(echoing.url))
        gc.collect()
        await asyncio.sleep(0.05)
        assert await asyncio.to_thread(echoing.wait_until_closed)

    asyncio.run(main())


FORK = """
import asyncio, os, sys, threading
import httpx
from omneo_appointments import AiohttpTransport

transport = AiohttpTransport()
loop = asyncio.new_event_loop()

async def say(word):
    request = httpx.Request("POST", sys.argv[1], content=word.encode())
    response = await transport.handle_async_request(request)
    body = b"".join([piece async for piece in response.stream])
    await response.stream.aclose()
    assert body.decode() == word, (word, body)

def here(word):
    asyncio.run_coroutine_threadsafe(say(word), loop).result(10)

threading.Thread(target=loop.run_forever, daemon=True).start()
here("parent")
child = os.fork()
if not child:
    asyncio.run(say("child"))
    if sys.argv[2] == "tidy":
        sys.exit()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
for _ in range(3):
    here("parent again")
asyncio.run_coroutine_threadsafe(transport.aclose(), loop).result(10)
print("fine")
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize("end", ["tidy", "at once"])
def test_fork(echoing: RawServer, end: str) -> None:
    """After a fork parent and child have connections of their own, and the child's end does not disturb the parent's."""
    # Since 3.12, Python warns of each fork beside a thread, which is what is tried here.
    command = [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORK, echoing.url, end]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert (done.stdout, done.stderr) == ("fine\n", "")
    assert echoing.total == 2


def test_pickle() -> None:
    """A transport travels by its arguments, and so does a client on it."""
    proxy = httpx.Proxy("http://proxy.example:3128", headers={"X-Room": "7"})
    client = AsyncOmneo(tenant="acme", token=TOKEN, transport=AiohttpTransport(verify=False, proxy=proxy))
    arrived: Any = pickle.loads(pickle.dumps(client))
    arguments = arrived._config.transport._arguments

    assert arguments["verify"] is False
    assert (arguments["proxy"].url, dict(arguments["proxy"].headers)) == (proxy.url, dict(proxy.headers))


def test_windows(monkeypatch: pytest.MonkeyPatch, echoing: RawServer) -> None:
    """Where there is no poll(), connections are checked all the same."""
    monkeypatch.delattr("select.poll")

    async def main() -> None:
        transport = AiohttpTransport()
        for _ in range(2):
            await fetch(transport, post(echoing.url))
        await transport.aclose()

    asyncio.run(main())
    assert echoing.total == 1


class Counting(AiohttpTransport):
    """A user's own transport over this one."""

    requests = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        return await super().handle_async_request(request)


def test_subclass(script: Any) -> None:
    """A subclass that overrides handle_async_request sees every request."""
    transport = Counting()

    assert asyncio.run(link(script(LINKED), transport=transport)).id == 42
    assert transport.requests == 1


def mocked() -> AsyncMock:
    return AsyncMock(return_value=httpx.Response(200, json={"data": sample_appointment()}))


@pytest.mark.parametrize("how", ["class", "instance", "autospec"])
def test_mocked_transport(how: str) -> None:
    """Where handle_async_request is mocked, on the class, the object or by autospec, before or after the client, nothing is sent."""

    async def main(transport: Any) -> None:
        async with AsyncOmneo(base_url="http://127.0.0.1:9", token=TOKEN, transport=transport, max_retries=0) as client:
            for mock in (mocked(), mocked()):
                with patch.object(AiohttpTransport if how == "class" else transport, "handle_async_request", mock):
                    assert (await client.appointments.link(42, "list", 204)).id == 42
                assert mock.await_count == 1

    asyncio.run(main(create_autospec(AiohttpTransport, instance=True) if how == "autospec" else AiohttpTransport()))


def test_mocked_before_the_client() -> None:
    """A mock that was there before the client counts as well."""
    with patch.object(AiohttpTransport, "handle_async_request", mocked()) as mock:
        client = AsyncOmneo(base_url="http://127.0.0.1:9", token=TOKEN, transport=AiohttpTransport(), max_retries=0)
        assert asyncio.run(client.appointments.link(42, "list", 204)).id == 42

    assert mock.await_count == 1
