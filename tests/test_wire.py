"""What the network, a server or a process may do to a call, on real sockets: the answer or one clear error, in bounded time."""

import asyncio
import gzip
import importlib
import json
import os
import random
import re
import socket
import ssl
import subprocess
import sys
import textwrap
import threading
import time
import traceback
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import httpcore
import httpx
import omneo_appointments as omneo
import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st
from omneo_appointments import AsyncOmneo, Omneo, _body, _http, set_testing
from omneo_appointments._body import BodyReader, parse_json
from omneo_appointments._connections import AsyncConnections, Connections, Limit, Limits, Turn
from omneo_appointments._http import Call
from omneo_appointments._sockets import AsyncStream, Backend, Stream
from omneo_appointments.sandbox import Running, sample_appointment

from tests.conftest import TOKEN, Driver
from tests.peer_server import Peer, RawServer, response, serving_raw, tunnel
from tests.raw_server import PATIENCE, answer, dripping, raw_server, read_request, saying

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
LARGE = 600 * 1024


def raised(driver: Driver, base_url: str, **options: Any) -> Any:
    with pytest.raises(omneo.OmneoError) as caught:
        driver.call(driver.client(base_url, **options), "link")
    return caught.value


def run(script: str, *arguments: str) -> str:
    """Run a program in a process of its own, every warning an error."""
    command = [sys.executable, "-W", "error", "-c", textwrap.dedent(script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


# Many calls at once -------------------------------------------------------------------------------------------------------------


def test_1500_at_once(sandbox: Running) -> None:
    """Any number of calls at once on the default transport: each gets its own answer, without a retry."""

    async def call() -> list[Any]:
        patient = httpx.Timeout(100)  # a busy machine may take its time to connect
        async with AsyncOmneo(base_url=sandbox.base_url, token=sandbox.token, timeout=patient) as client:
            raw = client.appointments.with_raw_response
            return await asyncio.gather(*(raw.link(1 + number % 100, "list", 7) for number in range(1500)))

    answers = asyncio.run(call())

    assert [raw.parsed.id for raw in answers] == [1 + number % 100 for number in range(1500)]
    assert {raw.tries for raw in answers} == {1}


def test_turns_are_in_order_of_arrival(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls that wait for a connection get it in the order in which they came."""
    monkeypatch.setattr("omneo_appointments._connections.MAX_CONNECTIONS", 1)
    with raw_server(saying(answer())) as server:

        async def call() -> None:
            async with AsyncOmneo(base_url=server.base_url, token=TOKEN) as client:
                await asyncio.gather(*(client.appointments.unlink(number, "list", 7) for number in range(1, 30)))

        asyncio.run(call())

    paths = [request.split(b" ")[1].decode() for request in server.requests]
    assert [int(path.split("/")[3]) for path in paths] == list(range(1, 30))
    assert server.connections == 1


def test_threads_are_in_order_of_arrival(monkeypatch: pytest.MonkeyPatch) -> None:
    """So do threads."""
    monkeypatch.setattr("omneo_appointments._connections.MAX_CONNECTIONS", 1)
    gate = threading.Event()

    def talk(connection: Any, server: Any) -> None:
        while request := read_request(connection):
            server.requests.append(request)
            gate.wait(20)
            connection.sendall(answer())

    with raw_server(talk) as server, Omneo(base_url=server.base_url, token=TOKEN) as client, ThreadPoolExecutor(9) as pool:
        calls = [pool.submit(client.appointments.unlink, 1, "list", 7)]
        while not server.requests:
            time.sleep(0.01)
        for number in range(2, 10):
            calls.append(pool.submit(client.appointments.unlink, number, "list", 7))
            while len(client._wire.connections()._waiting) < number - 1:
                time.sleep(0.01)
        gate.set()
        for call in calls:
            call.result(20)

    assert [int(request.split(b"/")[3]) for request in server.requests] == list(range(1, 10))


def test_20_idle_connections_are_kept(driver: Driver) -> None:
    """After many calls at once, 20 connections stay open and no more."""
    together = threading.Barrier(40)

    def play(peer: Peer) -> None:
        for _ in peer.requests():
            together.wait(20)
            peer.send(answer())

    async def gather(client: AsyncOmneo) -> None:
        await asyncio.gather(*(client.appointments.unlink(42, "list", 7) for _ in range(40)))

    with serving_raw(play) as server:
        client = driver.client(server.url)
        if driver.kind is AsyncOmneo:
            driver.do(gather, client)
        else:
            with ThreadPoolExecutor(40) as pool:
                list(pool.map(lambda _: client.appointments.unlink(42, "list", 7), range(40)))
        with server.all_closed:
            assert server.all_closed.wait_for(lambda: server.open <= 20, 20)
            assert (server.total, server.open) == (40, 20)


def test_idle_connections_are_kept_for_5_seconds(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """An idle connection is used again within 5 seconds, and not later."""
    clock = time.monotonic
    with raw_server(saying(answer())) as server:
        client = driver.client(server.base_url)
        connections = []
        for ahead in (0, 4, 10):
            monkeypatch.setattr(time, "monotonic", lambda ahead=ahead: clock() + ahead)
            driver.call(client, "link")
            connections.append(server.connections)

    assert connections == [1, 1, 2]


def test_64_threads(sandbox: Running) -> None:
    """Threads share a client; each gets its own answer."""
    with Omneo(base_url=sandbox.base_url, token=sandbox.token) as client, ThreadPoolExecutor(64) as pool:
        numbers = [1 + number % 100 for number in range(640)]
        linked = list(pool.map(lambda number: client.appointments.link(number, "list", 7).id, numbers))

    assert linked == numbers


def test_at_most_100_connections() -> None:
    """However many threads call, a client opens 100 connections and no more."""
    lock, open_, most = threading.Lock(), [0], [0]

    def talk(connection: Any, _: Any) -> None:
        with lock:
            open_[0] += 1
            most[0] = max(most[0], open_[0])
        try:
            while read_request(connection):
                time.sleep(0.005)
                connection.sendall(answer())
        finally:
            with lock:
                open_[0] -= 1

    with raw_server(talk) as server, Omneo(base_url=server.base_url, token=TOKEN) as client, ThreadPoolExecutor(150) as pool:
        list(pool.map(lambda _: client.appointments.unlink(42, "list", 7), range(600)))

    assert 20 < most[0] <= 110  # a server sees a connection go a little later than the client


def test_no_connection_is_closed_while_calls_wait() -> None:
    """Calls that wait for their turn use the connections of those before them, however many end at once."""
    opened = []
    together = threading.Barrier(100)

    def talk(connection: Any, _: Any) -> None:
        opened.append(connection)
        read_request(connection)
        together.wait(PATIENCE)  # the first hundred answers come at once
        connection.sendall(answer())
        while read_request(connection):
            connection.sendall(answer())

    async def calls(base_url: str) -> None:
        async with AsyncOmneo(base_url=base_url, token=TOKEN) as client:
            await asyncio.gather(*(client.appointments.unlink(42, "list", 7) for _ in range(400)))

    with raw_server(talk) as server:
        asyncio.run(calls(server.base_url))

    assert len(opened) == 100


def test_waiting_for_a_turn_counts_against_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that gets no connection before its deadline says so; it is no connection error and nothing was sent."""
    monkeypatch.setattr("omneo_appointments._connections.MAX_CONNECTIONS", 1)
    with raw_server(dripping(HEAD, b"")) as server:

        async def call() -> BaseException:
            async with AsyncOmneo(base_url=server.base_url, token=TOKEN, timeout=30) as client:
                first = asyncio.create_task(client.appointments.link(42, "list", 7))
                await asyncio.sleep(0.05)
                call = client.with_options(deadline=0.1).appointments.link(42, "list", 8)
                found = await asyncio.gather(asyncio.wait_for(call, 10), return_exceptions=True)
                first.cancel()
                return found[0]  # type: ignore[return-value]

        error = asyncio.run(call())

    assert isinstance(error, omneo.APITimeoutError)
    assert ("deadline of 0.1 s" in str(error), error.tries) == (True, 0)


# Time ---------------------------------------------------------------------------------------------------------------------------


DRIPS = {
    "body": dripping(HEAD + b"Content-Length: 100000\r\n\r\n", b" "),
    "head": dripping(HEAD, b"X-A: b\r\n"),
    "1xx": dripping(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "chunks": dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    "nothing": dripping(b"", b""),
}


@pytest.mark.parametrize("talk", DRIPS.values(), ids=DRIPS)
def test_timeout_bounds_a_whole_try(driver: Driver, talk: Any) -> None:
    """`timeout` ends a try however steadily the server sends something."""
    with raw_server(talk) as server:
        started = time.monotonic()
        error = raised(driver, server.base_url, timeout=0.3, max_retries=0)

    assert type(error) is omneo.APITimeoutError  # the server goes on for longer than any machine takes, and then closes
    assert time.monotonic() - started > 0.25


def test_deadline_bounds_a_call(driver: Driver) -> None:
    """`deadline` ends a call in the middle of a try, and no retry follows."""
    with raw_server(DRIPS["body"]) as server:
        error = raised(driver, server.base_url, deadline=0.3)

    assert (type(error), error.tries) == (omneo.APITimeoutError, 1)
    assert "deadline of 0.3 s" in str(error)


@pytest.mark.parametrize("timeout", [30, httpx.Timeout(30), httpx.Timeout(None)], ids=repr)
def test_deadline_bounds_a_transport_of_ones_own(timeout: Any) -> None:
    """Nothing can interrupt a sync transport, so its phases are never longer than what the deadline leaves."""
    with raw_server(DRIPS["nothing"]) as server:
        client = Omneo(base_url=server.base_url, token=TOKEN, timeout=timeout, deadline=0.3, transport=httpx.HTTPTransport())
        started = time.monotonic()
        with client, pytest.raises(omneo.APITimeoutError, match=r"deadline of 0.3 s"):
            client.appointments.link(42, "list", 7)

    assert time.monotonic() - started < 10  # the server would go on for 20 s


def test_nothing_is_sent_after_the_deadline(driver: Driver) -> None:
    """A token that comes after the deadline is not used."""
    sent: list[int] = []

    def late() -> str:
        time.sleep(0.1)
        return TOKEN

    client = driver.client("http://127.0.0.1", token=late, deadline=0.05, transport=raising(driver.kind, OSError(), sent))
    with pytest.raises(omneo.APITimeoutError, match=r"deadline of 0.05 s") as caught:
        driver.call(client, "link")

    assert (sent, caught.value.tries) == ([], 0)


def test_the_first_address_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a host has several addresses, one that does not answer leaves time for the others."""
    given: list[float | None] = []
    connect = httpcore.SyncBackend.connect_tcp

    def half_dead(self: Any, host: str, port: int, timeout: float | None = None, *rest: Any) -> Any:
        given.append(timeout)
        if host == "127.0.0.9":
            raise httpcore.ConnectTimeout("")
        return connect(self, host, port, timeout, *rest)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", half_dead)
    with raw_server(saying(answer())) as server:
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, server.port)) for host in ("127.0.0.9", "127.0.0.1")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
        for timeout in (10, httpx.Timeout(10, connect=None)):
            with Omneo(base_url=f"http://localhost:{server.port}", token=TOKEN, timeout=timeout, deadline=None) as client:
                assert client.appointments.with_raw_response.link(42, "list", 7).tries == 1

    assert given[0] is not None
    assert (2 < given[0] <= 2.5, given[2:]) == (True, [None, None])


def test_httpx_timeout_keeps_its_phases(driver: Driver) -> None:
    """With an httpx.Timeout each read is bounded by itself, as in httpx."""
    parts = [HEAD + b"Content-Length: 4\r\n\r\n", b"n", b"u", b"l", b"l"]

    def talk(connection: Any, _: Any) -> None:
        read_request(connection)
        for part in parts:
            connection.sendall(part)
            time.sleep(0.15)

    with raw_server(talk) as server:
        client = driver.client(server.base_url, timeout=httpx.Timeout(5, read=3), max_retries=0)
        assert driver.call(client, "unlink") is None
        error = raised(driver, server.base_url, timeout=httpx.Timeout(5, read=0.05), max_retries=0)

    assert type(error) is omneo.APITimeoutError


# Memory -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "packed", [gzip.compress(b"[" * 2**26), gzip.compress(b"a") + gzip.compress(b" " * 2**26)], ids=["one", "two"]
)
def test_gzip_bomb(driver: Driver, packed: bytes) -> None:
    """A small answer that grows without end is an APIResponseError, read no further than max_response_bytes."""
    with raw_server(saying(answer(body=packed, headers={"Content-Encoding": "gzip"}))) as server:
        error = raised(driver, server.base_url, max_response_bytes=2**20)

    assert type(error) is omneo.APIResponseError
    assert ("1048576" in str(error), len(error.body), error.body_truncated) == (True, 64 * 1024, True)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate", "identity"])
def test_a_bomb_takes_no_memory(encoding: str) -> None:
    """What is decompressed never takes more memory than max_response_bytes and a little, whatever the piece would become."""
    piece = ENCODINGS[encoding](b" " * 2**26)
    reader = BodyReader(2**20)
    reader.begin(encoding.removeprefix("raw "))
    tracemalloc.start()
    try:
        reader.feed(piece)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 2**23
    assert len(reader.close()[0]) == 2**20


def test_max_response_bytes(driver: Driver) -> None:
    """A body of exactly the limit is read, one byte more is not."""
    body = json.dumps({"data": sample_appointment()}).encode()
    with raw_server(saying(answer(body=body))) as server:
        assert driver.call(driver.client(server.base_url, max_response_bytes=len(body)), "link").id == 42
        error = raised(driver, server.base_url, max_response_bytes=len(body) - 1)

    assert (type(error), error.tries, error.body_truncated) == (omneo.APIResponseError, 1, False)


def test_an_error_keeps_64_kib(driver: Driver) -> None:
    """An error keeps the first 64 KiB of a body, says that there was more, and has read the whole message."""
    body = json.dumps({"debug": "x" * LARGE, "message": "at the end"}).encode()
    with raw_server(saying(answer(status=422, body=body))) as server:
        error = raised(driver, server.base_url)

    assert (type(error), error.message) == (omneo.ValidationError, "at the end")
    assert (error.body, error.body_truncated) == (body[: 64 * 1024], True)


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "identity": bytes,
    "raw deflate": lambda body: zlib.compress(body, wbits=-15),
    "two members": lambda body: gzip.compress(body[:99]) + gzip.compress(body[99:]),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings(driver: Driver, name: str) -> None:
    """Every form of gzip and deflate that servers send is read, in one piece or byte by byte."""
    body = ENCODINGS[name](json.dumps({"data": sample_appointment()}).encode())
    encoding = {"raw deflate": "deflate", "two members": "gzip"}.get(name, name)
    whole = answer(body=body, headers={"Content-Encoding": encoding})

    def talk(connection: Any, _: Any) -> None:
        read_request(connection)
        for at in range(0, len(whole), 97):
            connection.sendall(whole[at : at + 97])

    with raw_server(talk) as server:
        assert driver.call(driver.client(server.base_url), "link").id == 42


@pytest.mark.parametrize(
    ("encoding", "body", "reason"),
    [("gzip", b"nonsense", "broken"), ("gzip", gzip.compress(b"[1]" * 999)[:-9], "too early"), ("br", b"x", "'br'")],
    ids=["no gzip", "cut", "not accepted"],
)
def test_broken_encodings(driver: Driver, encoding: str, body: bytes, reason: str) -> None:
    """A body that cannot be decompressed is an APIResponseError of link; unlink does not need it."""
    with raw_server(saying(answer(body=body, headers={"Content-Encoding": encoding}))) as server:
        error = raised(driver, server.base_url)
        driver.call(driver.client(server.base_url), "unlink")

    assert type(error) is omneo.APIResponseError
    assert reason in str(error)


# Processes, event loops, cancellation -------------------------------------------------------------------------------------------


FORK = """
    import os, sys
    from omneo_appointments import Omneo
    client = Omneo(base_url=sys.argv[1], token=sys.argv[2])
    assert client.appointments.link(1, "list", 7).id == 1
    child = os.fork()
    mine = 11 if child else 22
    for _ in range(40):
        assert client.appointments.link(mine, "list", 7).id == mine
        raw = client.appointments.with_raw_response.link(mine, "list", 7)
        assert raw.tries == 1
    client.close()
    if child:
        assert os.waitpid(child, 0)[1] == 0
        print("same client, own connections")
"""


def test_fork(sandbox: Running) -> None:
    """After a fork, parent and child call at the same time: each gets its own answers, without a retry."""
    assert run(FORK, sandbox.base_url, sandbox.token) == "same client, own connections\n"


FORK_AND_CLOSE = """
    import os, sys
    from omneo_appointments import APIConnectionError, Omneo
    client = Omneo(base_url=sys.argv[1], token=sys.argv[2])
    client.appointments.link(1, "list", 7)
    with client._wire.connections()._lock:  # as if another thread were in the middle of a call
        child = os.fork()
        if not child:
            client.close()
            try:
                client.appointments.link(1, "list", 7)
            except APIConnectionError as error:
                os._exit("closed" not in str(error))
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    print(client.appointments.with_raw_response.link(1, "list", 7).tries)
    client.close()
"""


def test_fork_and_close(sandbox: Running) -> None:
    """A child may close a client whatever the parent's threads did at the fork, and the parent goes on."""
    assert run(FORK_AND_CLOSE, sandbox.base_url, sandbox.token) == "1\n"


ASYNC_FORK_AND_CLOSE = """
    import asyncio, os, sys
    from omneo_appointments import AsyncOmneo
    client = AsyncOmneo(base_url=sys.argv[1], token=sys.argv[2])
    loop = asyncio.new_event_loop()
    loop.run_until_complete(client.appointments.link(1, "list", 7))
    child = os.fork()
    if not child:
        asyncio.run(client.close())
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    print(loop.run_until_complete(client.appointments.with_raw_response.link(1, "list", 7)).tries)
    loop.run_until_complete(client.close())
    loop.close()
"""


def test_async_fork_and_close(sandbox: Running) -> None:
    """A child that closes an async client closes nothing of its parent's."""
    assert run(ASYNC_FORK_AND_CLOSE, sandbox.base_url, sandbox.token) == "1\n"


RESTING_LOOP = """
    import asyncio, sys
    from omneo_appointments import AsyncOmneo
    client = AsyncOmneo(base_url=sys.argv[1], token=sys.argv[2])
    resting, gone = asyncio.new_event_loop(), asyncio.new_event_loop()
    for loop in (resting, gone):
        loop.run_until_complete(client.appointments.link(1, "list", 7))
    gone.run_until_complete(gone.shutdown_asyncgens())
    gone.close()
    asyncio.run(client.close())
    resting.run_until_complete(resting.shutdown_asyncgens())
    resting.close()
    print("quiet")
"""


def test_close_beside_a_resting_loop(sandbox: Running) -> None:
    """Closing a client that was used in a loop which runs no longer, or only later, warns about nothing."""
    assert run(RESTING_LOOP, sandbox.base_url, sandbox.token) == "quiet\n"


SECOND_LOOP = """
    import asyncio, logging, sys, threading
    from omneo_appointments import AsyncOmneo
    logging.basicConfig(level="WARNING")
    client = AsyncOmneo(base_url=sys.argv[1], token=sys.argv[2])

    async def call(number):
        raws = await asyncio.gather(*(client.appointments.with_raw_response.link(number, "list", 7) for _ in range(20)))
        return {(raw.parsed.id, raw.tries) for raw in raws}

    for number in (1, 2, 3):
        assert asyncio.run(call(number)) == {(number, 1)}
    threads = [threading.Thread(target=lambda n=n: found.append(asyncio.run(call(n)))) for n in range(1, 9)]
    found = []
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(min(pairs) for pairs in found) == [(number, 1) for number in range(1, 9)]
    asyncio.run(client.close())
    print("any loop")
"""


def test_second_event_loop(sandbox: Running) -> None:
    """One client in several event loops, one after the other and at the same time: no try is lost and nothing warns."""
    assert run(SECOND_LOOP, sandbox.base_url, sandbox.token) == "any loop\n"


def test_loops_that_are_over_are_forgotten(sandbox: Running) -> None:
    """A client that lives through many event loops keeps nothing of those that are closed."""
    client = AsyncOmneo(base_url=sandbox.base_url, token=sandbox.token)
    for _ in range(5):
        asyncio.run(client.appointments.link(1, "list", 7))

    assert len(client._wire._by_loop) == 1


def test_another_appointment_is_no_success(driver: Driver) -> None:
    """An answer about another appointment than was asked for is an APIResponseError that says so."""
    with raw_server(saying(answer(appointment=22))) as server:
        error = raised(driver, server.base_url)

    assert (type(error), error.pointer) == (omneo.APIResponseError, "/data/id")
    assert "appointment 22, not 42" in str(error)


def test_cancelled_calls_lose_no_slot(sandbox: Running) -> None:
    """Thousands of calls cancelled at random moments leave a client as good as new."""
    chance = random.Random(7)  # noqa: S311 - no secret

    async def call() -> None:
        async with AsyncOmneo(base_url=sandbox.base_url, token=sandbox.token) as client:
            await client.appointments.link(1, "list", 7)
            for _ in range(20):
                tasks = [asyncio.create_task(client.appointments.link(1, "list", 7)) for _ in range(150)]
                for task in tasks:
                    asyncio.get_running_loop().call_later(chance.random() * 0.1, task.cancel)
                await asyncio.gather(*tasks, return_exceptions=True)
            (connections,) = client._wire._by_loop.values()
            assert (connections._free, len(connections._waiting)) == (100, 0)
            linked = await asyncio.gather(*(client.appointments.link(2, "list", 7) for _ in range(150)))
            assert {appointment.id for appointment in linked} == {2}

    asyncio.run(call())


INTERRUPTED = """
    import random, signal, sys
    from omneo_appointments import Omneo
    # Python itself drops an interrupt that meets a callback of a weak reference, and says so.
    sys.unraisablehook = lambda told: None if told.exc_type is KeyboardInterrupt else sys.__unraisablehook__(told)
    client = Omneo(base_url=sys.argv[1], token=sys.argv[2])
    client.appointments.link(1, "list", 7)
    interrupts = 0
    for _ in range(300):
        try:
            signal.setitimer(signal.ITIMER_REAL, random.uniform(0.0001, 0.003))
            signal.signal(signal.SIGALRM, signal.default_int_handler)
            for _ in range(100):
                client.appointments.link(1, "list", 7)
        except KeyboardInterrupt:
            interrupts += 1
        finally:
            signal.signal(signal.SIGALRM, signal.SIG_IGN)
    assert len(client._wire.connections()._held) == 0
    assert client.appointments.link(2, "list", 7).id == 2
    print(interrupts > 250)
"""


def test_interrupts_lose_no_slot(sandbox: Running) -> None:
    """Hundreds of KeyboardInterrupts in mid-call leave a client as good as new."""
    command = [sys.executable, "-c", textwrap.dedent(INTERRUPTED), sandbox.base_url, sandbox.token]
    # Without coverage, which an interrupt may leave waiting for a lock of its own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)

    assert (done.stdout, done.stderr[-2000:]) == ("True\n", "")


class Stop(BaseException):
    """An interrupt that an event loop lets through."""


def test_an_interrupt_before_the_body(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that is interrupted between the head of its answer and the body leaves no connection to the next one."""

    def interrupt(*_: Any) -> None:
        raise Stop

    def talk(connection: Any, _: Any) -> None:
        while read_request(connection):
            head, end, body = answer().partition(b"\r\n\r\n")
            connection.sendall(head + end)
            time.sleep(0.1)
            connection.sendall(body)

    with raw_server(talk) as server:
        client = driver.client(server.base_url)
        begin = BodyReader.begin
        monkeypatch.setattr(BodyReader, "begin", interrupt)
        with pytest.raises(Stop) as caught:  # its frames keep the answer alive
            driver.call(client, "link")
        monkeypatch.setattr(BodyReader, "begin", begin)
        raw = driver.do(client.appointments.with_raw_response.link, 42, "list", 7)

    assert (caught.type, raw.tries, server.connections) == (Stop, 1, 2)


def test_close_ends_a_waiting_call(script: Any) -> None:
    """Closing a client ends a call that waits for its next try at once, and nothing is sent after it."""
    session = script({"status": 503, "headers": {"Retry-After": "30"}})
    client = Omneo(base_url=session.base_url, token=TOKEN)
    errors: list[BaseException] = []

    def call() -> None:
        with pytest.raises(omneo.APIConnectionError, match="closed") as caught:
            client.appointments.link(42, "list", 7)
        errors.append(caught.value)

    thread = threading.Thread(target=call)
    thread.start()
    while not session.requests:
        time.sleep(0.01)
    time.sleep(0.1)
    client.close()
    thread.join(10)

    assert (len(errors), len(session.requests)) == (1, 1)


def test_async_close_ends_a_waiting_call(script: Any) -> None:
    """The same for an async client, and for calls that wait for a connection."""
    session = script({"status": 503, "headers": {"Retry-After": "30"}})

    async def call() -> list[BaseException | None]:
        client = AsyncOmneo(base_url=session.base_url, token=TOKEN)
        tasks = [asyncio.create_task(client.appointments.unlink(42, "list", 7)) for _ in range(120)]
        while len(session.requests) < 120:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
        await client.close()
        return await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 10)

    errors = asyncio.run(call())

    assert {type(error) for error in errors} == {omneo.APIConnectionError}
    assert len(session.requests) == 120


def test_a_view_closes_nothing(driver: Driver, sandbox: Running) -> None:
    """Only the client itself closes its connections, never a view of it."""
    client = driver.client(sandbox.base_url, token=sandbox.token)
    view = client.with_options(max_retries=0)
    driver.do(view.close)

    assert driver.call(view, "link").id == 42
    assert driver.call(client, "link").id == 42


# Whose fault it is --------------------------------------------------------------------------------------------------------------


FOREIGN = [AssertionError("not mocked"), ZeroDivisionError(), KeyError("x"), FileNotFoundError(2, "no such file"), RuntimeError()]
FOREIGN += [httpx.UnsupportedProtocol("an ftp URL")]
FOREIGN += [httpx.TimeoutException("No response can be found for POST request on x")]
NETWORK = [
    httpx.ConnectError("no"),
    httpx.ReadError(""),
    httpx.RemoteProtocolError("x"),
    httpx.ProxyError("p"),
    ConnectionResetError(),
]
NETWORK += [
    ssl.SSLEOFError(8, "EOF occurred in violation of protocol"),
    httpx.ReadTimeout("r"),
    httpx.PoolTimeout("p"),
    TimeoutError(),
    BrokenPipeError(32, "pipe"),
    OSError(113, "No route to host"),
]


def raising(kind: Any, error: Exception, calls: list[int]) -> Any:
    def sync_handler(_: httpx.Request) -> httpx.Response:
        calls.append(1)
        raise error

    async def handler(_: httpx.Request) -> httpx.Response:
        return sync_handler(_)

    return httpx.MockTransport(sync_handler if kind is Omneo else handler)


@pytest.mark.parametrize("error", FOREIGN, ids=repr)
def test_a_defect_in_a_transport(driver: Driver, error: Exception) -> None:
    """What a transport of the caller's raises, and is not about the network, leaves as it is after one try."""
    calls: list[int] = []
    client = driver.client("http://127.0.0.1", transport=raising(driver.kind, error, calls))
    with pytest.raises(type(error)) as caught:
        driver.call(client, "link")

    assert (caught.value is error, len(calls)) == (True, 1)


@pytest.mark.parametrize("error", NETWORK, ids=repr)
def test_a_network_error_of_a_transport(driver: Driver, error: Exception) -> None:
    """What is about the network is an APIConnectionError with a copy of the cause, after the retries."""
    calls: list[int] = []
    client = driver.client("http://127.0.0.1", transport=raising(driver.kind, error, calls))
    with pytest.raises(omneo.APIConnectionError) as caught:
        driver.call(client, "link")

    timed_out = isinstance(error, httpx.TimeoutException | TimeoutError)
    assert (isinstance(caught.value, omneo.APITimeoutError), caught.value.tries, len(calls)) == (timed_out, 3, 3)
    assert type(caught.value.__cause__) is type(error)
    assert caught.value.__cause__ is not error


def test_not_repeatable(script: Any) -> None:
    """A request whose verb does not say that it may be repeated is sent once."""
    session = script({"status": 503})
    with Omneo(base_url=session.base_url, token=TOKEN) as client:
        call = Call(client._wire, client._config, repeatable=False)
        with pytest.raises(omneo.InternalServerError):
            call.request(method="post", url="/v3/once", json={})

    assert len(session.requests) == 1


def vault_is_away() -> str:
    raise ConnectionResetError("the vault hung up")


def test_token_errors_of_the_network(driver: Driver, script: Any) -> None:
    """A token callable that fails because of the network is called again; its exception is the cause, and no request counts."""
    session = script({"status": 204})
    with pytest.raises(omneo.TokenError) as caught:
        driver.call(driver.client(session.base_url, token=vault_is_away), "link")

    assert (type(caught.value.__cause__), caught.value.tries, len(driver.slept)) == (ConnectionResetError, 0, 2)


def test_awaitable_token() -> None:
    """An async client takes any awaitable of a token; a sync client says that it does not."""

    class Soon:
        def __await__(self) -> Any:
            yield from asyncio.sleep(0).__await__()
            return TOKEN

    with raw_server(saying(answer())) as server:

        async def call() -> int:
            token: Any = Soon
            async with AsyncOmneo(base_url=server.base_url, token=token) as client:
                return (await client.appointments.link(42, "list", 7)).id

        assert asyncio.run(call()) == 42
        wrong: Any = Soon
        with Omneo(base_url=server.base_url, token=wrong) as client, pytest.raises(omneo.TokenError, match="AsyncOmneo"):
            client.appointments.link(42, "list", 7)


# Answers that are odd -----------------------------------------------------------------------------------------------------------


def test_no_cookie_is_kept(driver: Driver) -> None:
    """A cookie, whatever is in it, is neither kept nor sent nor an error."""
    with raw_server(saying(answer(headers={"Set-Cookie": "s=\xe9; Path=/"}))) as server:
        client = driver.client(server.base_url)
        for _ in range(3):
            assert driver.call(client, "link").id == 42

    assert b"cookie" not in b"".join(server.requests).lower()


def test_unsolicited_bytes(driver: Driver) -> None:
    """Bytes that come over an idle connection are never the answer to the next call."""
    idle, sent = threading.Event(), threading.Event()

    def talk(connection: Any, server: Any) -> None:
        while request := read_request(connection):
            server.requests.append(request)
            connection.sendall(answer())
            idle.wait(PATIENCE)
            idle.clear()
            connection.sendall(answer(appointment=666))
            sent.set()

    with raw_server(talk) as server:
        client = driver.client(server.base_url)
        for _ in range(3):
            assert driver.call(client, "link").id == 42
            idle.set()
            assert sent.wait(PATIENCE)
            sent.clear()

    assert server.connections == 3


def test_surplus_bytes(driver: Driver) -> None:
    """Neither are bytes that come in the same packet as the end of an answer."""
    with raw_server(saying(answer() + answer(appointment=666))) as server:
        client = driver.client(server.base_url)
        for _ in range(3):
            assert driver.call(client, "link").id == 42

    assert server.connections == 3


def test_redirect_names_its_location(driver: Driver) -> None:
    """A redirect is not followed; the error says so and where it led."""
    for location in ("https://elsewhere.example/login", "http://[bad"):
        with raw_server(saying(answer(status=302, body=b"", headers={"Location": location}))) as server:
            error = raised(driver, server.base_url)

        assert (type(error), error.status_code, error.tries) == (omneo.APIStatusError, 302, 1)
        assert f"redirects are not followed; Location: {location}" in str(error)


def test_a_location_of_something_else(driver: Driver) -> None:
    """A Location beside any other status is no redirect."""
    with raw_server(saying(answer(status=404, body=b"", headers={"Location": "/elsewhere"}))) as server:
        error = raised(driver, server.base_url)

    assert "redirect" not in str(error)
    assert error.headers["Location"] == "/elsewhere"


@pytest.mark.parametrize(
    ("kind", "body"),
    [("text/html", b"Sign in"), ("application/json", b" <html>Sign in"), ("application/xhtml+xml", b"<?xml")],
)
def test_html_is_told_apart(driver: Driver, kind: str, body: bytes) -> None:
    """A page of a proxy with status 200 is not said to come from the API, whether by its type or by its first character."""
    with raw_server(saying(answer(body=body, headers={"Content-Type": kind}))) as server:
        error = raised(driver, server.base_url)

    assert type(error) is omneo.APIResponseError
    assert "HTML page" in str(error)
    assert "accepted" not in str(error)


@pytest.fixture(params=["msgspec", "standard library"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param != "msgspec":
        monkeypatch.setattr(_body, "fast_decode", None)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "body", [b"NaN", b"[Infinity]", b'{"a": -Infinity}', b"[" * 200_000, b"\xff", b"", b"{} {}", b"[1,]", b"01"]
)
def test_what_is_no_json(body: bytes) -> None:
    """What is no JSON, too deep or no Unicode is a ValueError, with msgspec and without, whatever the parser makes of it."""
    with pytest.raises(ValueError):  # noqa: PT011 - the text is the standard library's
        parse_json(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)
ODD = [
    b"1" * 400,
    b"-9223372036854775809",
    b"18446744073709551616",
    b"1e400",
    b"-0",
    b"-0.0",
    b'"\\ud800"',
    b'"\\ud83d\\ude00"',
    b'{"a": 1, "b": 2, "a": 3}',
    b" \t\r\n[]\n",
    b"\xef\xbb\xbf1",
    '"é"'.encode("utf-16"),
    '{"a": 1}'.encode("utf-32"),
]


def both_parsers(body: bytes) -> list[str]:
    """What parse_json makes of a body with msgspec and without; the names of the types are in it."""
    read = []
    for decode in (_body.fast_decode, None):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_body, "fast_decode", decode)
            try:
                read.append(repr(parse_json(body)))
            except ValueError:
                read.append("ValueError")
    return read


@pytest.mark.parametrize("body", ODD)
def test_json_with_and_without_msgspec(body: bytes) -> None:
    """A body is read alike whether msgspec is installed or not: large integers, half a surrogate pair, any Unicode encoding."""
    assert _body.fast_decode is not None
    fast, plain = both_parsers(body)

    assert fast == plain != "ValueError"


@given(JSON, st.booleans(), st.data())
def test_any_json_with_and_without_msgspec(value: Any, ascii_only: bool, data: Any) -> None:
    """The same for any document, and for one with a byte changed."""
    body = bytearray(json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass"))
    assert len(set(both_parsers(bytes(body)))) == 1
    body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.sampled_from(b'"\\{}[],:0e-+.\x00\xff /tn'))
    assert len(set(both_parsers(bytes(body)))) == 1


def test_without_msgspec(monkeypatch: pytest.MonkeyPatch) -> None:
    """msgspec is optional."""
    monkeypatch.setitem(sys.modules, "msgspec", None)
    monkeypatch.setitem(sys.modules, "msgspec.json", None)
    monkeypatch.delitem(sys.modules, "omneo_appointments._body")
    without = importlib.import_module("omneo_appointments._body")

    assert (without.fast_decode, without.parse_json(b"[1]")) == (None, [1])


def test_a_misfit_says_where(driver: Driver) -> None:
    """A body that lacks what no caller can do without is an APIResponseError with the JSON pointer of the place."""
    link = {"id": 1, "type": "list"}
    body = json.dumps({"data": sample_appointment() | {"links": [link]}}).encode()
    with raw_server(saying(answer(body=body))) as server:
        error = raised(driver, server.base_url)

    assert error.pointer == "/data/links/0/target_id"
    assert "/data/links/0/target_id must be string or integer" in str(error)


@pytest.mark.parametrize("body", [b"[]", b"null", b'"x"'])
def test_no_document(driver: Driver, body: bytes) -> None:
    """JSON of another kind than the envelope is named as a whole."""
    with raw_server(saying(answer(body=body))) as server:
        error = raised(driver, server.base_url)

    assert (error.pointer, str(error).rpartition(": ")[2]) == ("", "the document must be object")


def test_other_misfits_are_reported(driver: Driver, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """A value that its attribute cannot hold does not fail the call: raw.misfits lists it, and the log tells once."""
    monkeypatch.setattr(_http, "_warned", set())
    body = json.dumps({"data": sample_appointment() | {"timezone": [], "location": {"id": "x"}}}).encode()
    with raw_server(saying(answer(body=body))) as server:
        client = driver.client(server.base_url)
        raws = [driver.do(client.appointments.with_raw_response.link, 42, "list", 7) for _ in range(3)]

    assert [misfit.pointer for misfit in raws[0].misfits] == ["/data/location", "/data/timezone"]
    assert (raws[0].parsed.timezone, raws[0].parsed.additional_properties["timezone"]) == (None, [])
    assert len([record for record in caplog.records if "/data/timezone" in record.getMessage()]) == 1


def test_warnings_are_bounded(driver: Driver, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many places a server fills with something else, a process remembers so many of them, and warns of no other."""
    monkeypatch.setattr(_http, "_warned", set())
    monkeypatch.setattr(_http, "MOST_WARNINGS", 1)
    body = json.dumps({"data": sample_appointment() | {"timezone": [], "location": {"id": "x"}}}).encode()
    with raw_server(saying(answer(body=body))) as server:
        driver.call(driver.client(server.base_url), "link")

    assert len([record for record in caplog.records if "something else" in record.getMessage()]) == 1


def test_nobody_answers_names_the_host(driver: Driver) -> None:
    """Where nobody answers, the line says which host was asked, and why there is no answer."""
    with raw_server(lambda connection, _: connection.close()) as server:
        error = raised(driver, server.base_url, max_retries=0)
    line = str(error).partition(": ")[2]

    assert f"(host 127.0.0.1:{server.port})" in line
    assert len(line.partition("(host")[0].strip()) > 10


# Proxies and TLS ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def proxied(monkeypatch: pytest.MonkeyPatch, authority: trustme.CA, tmp_path: Path) -> Callable[[RawServer], None]:
    """Have the environment name a server as the proxy, with credentials, and trust the authority of the tests."""

    def name(server: RawServer) -> None:
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        monkeypatch.setenv("HTTPS_PROXY", server.url.replace("//", "//user:hunter2@"))

    return name


def test_tunnel(driver: Driver, proxied: Any, tls_context: ssl.SSLContext) -> None:
    """A call through a tunnel works and keeps its connection; the proxy sees its credentials, never the token."""

    def play(peer: Peer) -> None:
        for _ in peer.requests():
            peer.send(answer())

    with serving_raw(tunnel) as proxy, serving_raw(play, tls_context) as server:
        proxied(proxy)
        client = driver.client(f"https://omneo.invalid:{server.port}")
        for _ in range(3):
            assert driver.call(client, "link").id == 42
        (connect,) = proxy.requests

    assert connect.startswith(f"CONNECT omneo.invalid:{server.port} ".encode())
    assert b"Proxy-Authorization: Basic dXNlcjpodW50ZXIy" in connect
    assert TOKEN.encode() not in connect
    assert (len(server.requests), server.total) == (3, 1)


def test_surplus_bytes_in_a_tunnel(driver: Driver, proxied: Any, tls_context: ssl.SSLContext) -> None:
    """Bytes beyond an answer are never the next one, through a tunnel either."""

    def play(peer: Peer) -> None:
        for _ in peer.requests():
            peer.send(answer() + answer(appointment=666))

    with serving_raw(tunnel) as proxy, serving_raw(play, tls_context) as server:
        proxied(proxy)
        client = driver.client(f"https://omneo.invalid:{server.port}")
        for _ in range(2):
            assert driver.call(client, "link").id == 42


def test_a_proxy_that_refuses(driver: Driver, proxied: Any) -> None:
    """A proxy that opens no tunnel is named as what answered; its words, which may repeat its credentials, are in no error."""
    with serving_raw(lambda peer: peer.send(peer.request()[:0], response(b"", "407 user:hunter2 is wrong"))) as proxy:
        proxied(proxy)
        error = raised(driver, "https://omneo.invalid")

    assert "the proxy answered 407 (host omneo.invalid)" in str(error)
    assert not any("hunter2" in value for value in reachable(error, set()) if isinstance(value, str))


@pytest.mark.parametrize("drop", [b" ", b"X: y\r\n", b"HTTP/1.1 103 Wait\r\n\r\n"], ids=["line", "headers", "1xx"])
def test_a_proxy_that_drips(driver: Driver, proxied: Any, drop: bytes) -> None:
    """`timeout` bounds what a proxy may take to open a tunnel, too."""

    def play(peer: Peer) -> None:
        peer.request()
        peer.send({b" ": b"HTTP/1.1 200", b"X: y\r\n": b"HTTP/1.1 200 OK\r\n"}.get(drop, b""))
        until = time.monotonic() + 20
        while time.monotonic() < until:
            peer.send(drop)
            time.sleep(0.02)

    with serving_raw(play) as proxy:
        proxied(proxy)
        error = raised(driver, "https://omneo.invalid", timeout=0.3, max_retries=0)

    assert type(error) is omneo.APITimeoutError


def test_a_handshake_that_drips(driver: Driver) -> None:
    """So it does for a TLS handshake, and a deadline does."""

    def play(peer: Peer) -> None:
        peer.sock.recv(5)
        peer.send(b"\x16\x03\x03\x3f\xff\x02\x00\x3f\xfb")  # a hello that announces 16 KB
        until = time.monotonic() + 20
        while time.monotonic() < until:
            peer.send(b"\x00")
            time.sleep(0.02)

    with serving_raw(play) as server:
        for options in ({"timeout": 0.3, "max_retries": 0}, {"deadline": 0.3}):
            error = raised(driver, server.url.replace("http:", "https:"), **options)
            assert type(error) is omneo.APITimeoutError


def test_a_cancelled_handshake_leaves_no_connection() -> None:
    """A call that is cancelled in the middle of a TLS handshake closes its connection."""

    async def call(server: RawServer) -> bool:
        async with AsyncOmneo(base_url=server.url.replace("http:", "https:"), token=TOKEN) as client:
            tasks = [asyncio.create_task(client.appointments.link(42, "list", 7)) for _ in range(20)]
            while server.open < 20:
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.05)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return await asyncio.to_thread(server.wait_until_closed)

    with serving_raw(lambda peer: [*iter(lambda: peer.sock.recv(65536), b"")]) as server:
        assert asyncio.run(call(server))


def test_tls_failures_are_not_retried(driver: Driver, tls_context: ssl.SSLContext) -> None:
    """A certificate that is not trusted will not be at the next try."""
    with serving_raw(Peer.request, tls_context) as server:
        error = raised(driver, server.url)

    assert (type(error), error.tries, server.requests) == (omneo.APIConnectionError, 1, [])
    assert "TLS failed: [SSL: CERTIFICATE_VERIFY_FAILED]" in str(error)
    assert isinstance(error.__cause__, ssl.SSLCertVerificationError)


def test_a_long_line_names_the_host(driver: Driver) -> None:
    """However long and odd the nonsense is that comes instead of an answer, the error is one line of 500 characters with the host."""
    for nonsense in (b"x" * 5000, b"\x1b[31m" * 1000, TOKEN.encode() * 200):
        with raw_server(saying(nonsense + b"\r\n\r\n")) as server:
            error = raised(driver, server.base_url, max_retries=0)

        assert str(error).endswith(f"(host 127.0.0.1:{server.port})")
        assert (str(error).isprintable(), len(str(error)) <= 500) == (True, True)
        assert not holds_token(error)


def test_an_odd_message(driver: Driver, script: Any) -> None:
    """Line breaks, escape sequences and the like in a server's words are in `.message`, not in the error's line."""
    words = "a\r\nb\x1b[31mc\u202ed\u0000"
    error = raised(driver, script({"status": 422, "json": {"message": words, "errors": {words: [words]}}}).base_url)

    assert str(error).isprintable()
    assert (error.message, error.errors) == (words, {words: [words]})


def test_a_long_message(driver: Driver, script: Any) -> None:
    """So it is for a message without end."""
    error = raised(driver, script({"status": 422, "json": {"message": "long " * 999}}).base_url)

    assert len(str(error)) == 500
    assert str(error).endswith("...")
    assert len(error.message) == 4995


# What an error shows ------------------------------------------------------------------------------------------------------------


def test_short_tracebacks(driver: Driver, script: Any) -> None:
    """The traceback of a 404 and of a refused connection is a few frames, not a library's dozens."""
    session = script({"status": 404})
    for base_url in (session.base_url, "http://127.0.0.1:9"):
        error = raised(driver, base_url)
        text = "".join(traceback.format_exception(error))
        frames = text.count('  File "')
        own = len(re.findall(r"/(?:omneo_appointments|omneo_api)/[\w/]+[.]py\"", text))  # in the tree, or in the wheel

        assert own <= 5
        assert frames - own <= 6  # pytest's, and those of this file
        assert "httpcore" not in text


def reachable(value: object, seen: set[int], depth: int = 12) -> Any:
    """Everything that can be reached from an error: attributes, causes, contexts, items; but not through a traceback."""
    if id(value) in seen or depth == 0 or isinstance(value, type | type(sys)):
        return
    seen.add(id(value))
    yield value
    children: list[object] = []
    if isinstance(value, dict):
        children += [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        children += [*value]
    if not isinstance(value, str | bytes | int | float) and not hasattr(value, "tb_frame"):
        children += [vars(value)] if hasattr(value, "__dict__") else []
        children += [getattr(value, slot, None) for slot in getattr(type(value), "__slots__", ()) if isinstance(slot, str)]
    if isinstance(value, BaseException):
        children += [value.args, value.__cause__, value.__context__]
    for child in children:
        yield from reachable(child, seen, depth - 1)


def holds_token(error: BaseException) -> bool:
    texts = [repr(value) for value in reachable(error, set()) if isinstance(value, str | bytes | bytearray)]
    return any(TOKEN in text or TOKEN.replace("/", "\\/") in text for text in texts)


@pytest.mark.parametrize(
    "talk",
    [
        saying(b"Bearer " + TOKEN.encode() + b" is no HTTP\r\n\r\n"),
        saying(answer(status=500, body=TOKEN.encode(), headers={"X-Echo": TOKEN, TOKEN.replace("/", "-").replace("=", "-"): "x"})),
        saying(answer(status=200, body=b'"' + TOKEN.encode())),
        lambda connection, _: connection.close(),
        DRIPS["body"],
    ],
    ids=["no HTTP", "500", "no JSON", "closed", "timeout"],
)
def test_no_error_holds_the_token(driver: Driver, talk: Any) -> None:
    """No object that can be reached from an error holds the token."""
    with raw_server(talk) as server:
        error = raised(driver, server.base_url, timeout=0.3, max_retries=1)

    assert not holds_token(error)


ECHOES: dict[str, Callable[[str], bytes]] = {
    "plain": lambda token: token.encode(),
    "JSON": lambda token: json.dumps(token).encode(),
    "unicode escapes": lambda token: "".join(f"\\u{ord(char):04x}" for char in token).encode(),
    "some escapes": lambda token: token.replace("-", "\\u002D").replace("/", "\\/").encode(),
    "JSON in JSON": lambda token: json.dumps(json.dumps(token.replace("-", "\\u002d"))).encode(),
    "percent": lambda token: "".join(f"%{ord(char):02X}" for char in token).encode(),
    "HTML without semicolons": lambda token: token.replace("/", "&#47").replace("=", "&#x3d").encode(),
    "HTML": lambda token: token.replace("-", "&#45;").replace("+", "&plus;").replace("/", "&#x2F;").encode(),
    "percent twice": lambda token: token.replace("/", "%252F").replace("+", "%252b").encode(),
    "HTML twice": lambda token: token.replace("+", "&amp;plus;").replace("-", "&amp;#45;").encode(),
    "UTF-16": lambda token: token.encode("utf-16"),
    "UTF-32": lambda token: token.encode("utf-32"),
    "upper case": lambda token: token.upper().encode(),
}


@pytest.mark.parametrize("echo", ECHOES.values(), ids=ECHOES)
@pytest.mark.parametrize("status", [200, 500])
def test_echoed_token(driver: Driver, echo: Callable[[str], bytes], status: int) -> None:
    """However a server writes the token that it echoes, it is in no message, body, header or pickle of the error."""
    body = b'{"a": ' + echo(TOKEN) + b', "message": "' + json.dumps(TOKEN)[1:-1].replace("-", "\\u002d").encode() + b'"}'
    with raw_server(saying(answer(status=status, body=body))) as server:
        error = raised(driver, server.base_url, max_retries=0)

    assert b"[token]" in error.body
    assert not holds_token(error)
    assert echo(TOKEN) not in error.body
    assert getattr(error, "message", "") in ("", "[token]")


def test_a_token_that_is_cut_in_two(driver: Driver) -> None:
    """A token across the end of what an error keeps of a body leaves no half of it."""
    with raw_server(saying(answer(status=500, body=b" " * (64 * 1024 - 9) + TOKEN.encode()))) as server:
        error = raised(driver, server.base_url, max_retries=0)

    assert error.body.strip() == b"[token]"


def test_token_as_a_header_name(driver: Driver) -> None:
    """A token that could be a header's name is cut out of names as well; one of a few characters is not cut out of words."""
    for token, name in (("FakeTokenOfLetters", "[token]"), ("Fake", "X-FakeTokenOfLetters")):
        sent = answer(status=404, body=b'{"message": "Fake"}', headers={"X-FakeTokenOfLetters": "1"})
        with raw_server(saying(sent)) as server:
            error = raised(driver, server.base_url, token=token)

        assert (error.message, any(name.lower() in each for each in error.headers)) == ("Fake", True)


def test_waits_are_back_after_testing() -> None:
    """set_testing() records the waits of its own block only, also when blocks are nested."""
    calls: list[int] = []
    client = Omneo(
        base_url="http://127.0.0.1", token=TOKEN, transport=raising(Omneo, httpx.ConnectError("x"), calls), max_retries=1
    )
    with set_testing() as outer:
        with set_testing() as inner, suppress(omneo.OmneoError):
            client.appointments.unlink(1, "list", 2)
        with suppress(omneo.OmneoError):
            client.appointments.unlink(1, "list", 2)

    assert (len(inner), len(outer)) == (1, 1)


def test_first_async_call_imports_nothing_heavy() -> None:
    """What takes long to import is imported when an async client is made, not by its first call in the event loop."""
    script = """
        import sys
        from omneo_appointments import AsyncOmneo
        AsyncOmneo(base_url="http://127.0.0.1", token="a-fake-token")
        print([name in sys.modules for name in ("httpcore", "anyio._backends._asyncio", "omneo_api.models.appointment")])
    """
    assert run(script) == "[True, True, True]\n"


# Corners ------------------------------------------------------------------------------------------------------------------------


def test_threads_wait_for_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that gets no connection before its deadline says so, and closing the client ends the wait of another."""
    monkeypatch.setattr("omneo_appointments._connections.MAX_CONNECTIONS", 1)
    errors: list[BaseException] = []
    over = threading.Event()

    def talk(connection: Any, server: Any) -> None:
        server.requests.append(read_request(connection))
        over.wait(PATIENCE)

    with raw_server(talk) as server:
        client = Omneo(base_url=server.base_url, token=TOKEN, timeout=60, max_retries=0)

        def call() -> None:
            try:
                client.appointments.link(42, "list", 7)
            except omneo.OmneoError as error:
                errors.append(error)

        first = threading.Thread(target=call)
        first.start()
        while not server.requests:
            time.sleep(0.01)
        with pytest.raises(omneo.APITimeoutError, match=r"deadline of 0.1 s"):
            client.with_options(deadline=0.1).appointments.link(42, "list", 8)
        second = threading.Thread(target=call)
        second.start()
        while not client._wire.connections()._waiting:
            time.sleep(0.01)
        client.close()
        second.join(PATIENCE)
        over.set()
        first.join(PATIENCE)

    assert [(type(error), "closed" in str(error)) for error in errors[:1]] == [(omneo.APIConnectionError, True)]
    assert len(errors) == 2


def test_a_turn_that_comes_with_a_cancellation() -> None:
    """A call that is cancelled in the moment its turn comes passes the turn on."""

    async def call() -> int:
        connections = AsyncConnections(cast(Any, None), httpx.AsyncHTTPTransport(), 1)
        assert await connections.enter(None)
        waiting = asyncio.create_task(connections.enter(None))
        await asyncio.sleep(0)
        connections.leave()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        free = connections._free
        connections.closing.set()
        with pytest.raises(omneo.APIConnectionError, match="closed"):
            await connections.enter(None)
        return free

    assert asyncio.run(call()) == 1


def test_a_turn_that_nobody_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that has stopped waiting is passed over: the slot goes to the next one that waits."""
    monkeypatch.setattr("omneo_appointments._connections.MAX_CONNECTIONS", 1)
    connections = Connections(cast(Any, None))
    first, late, last = Turn(), Turn(), Turn()
    assert connections.enter(first, None)
    assert not connections.enter(late, 0.01)
    connections.finish(late, None, reusable=False)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(connections.enter, last, 10)
        while not connections._waiting:
            time.sleep(0.01)
        connections.finish(first, None, reusable=False)

        assert waiting.result(20)


def test_no_turn_after_close() -> None:
    """Connections that are closed give no more turns."""
    connections = Connections(cast(Any, None), httpx.HTTPTransport())
    connections.close()
    with pytest.raises(omneo.APIConnectionError, match="closed"):
        connections.enter(Turn(), None)


def test_no_bounds(driver: Driver, script: Any) -> None:
    """Without a deadline, and with an httpx.Timeout, a call has no end of its own; retries are as ever."""
    session = script({"status": 503}, {"status": 204})
    driver.call(driver.client(session.base_url, deadline=None, timeout=httpx.Timeout(20)), "unlink")

    assert len(session.requests) == 2


def test_one_packet(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """Head and body of a request leave together: two packets would cost a server two reads."""
    send, packets = socket.socket.send, []

    def counted(self: socket.socket, data: Any, *flags: int) -> int:
        packets.append(bytes(data))
        return send(self, data, *flags)

    monkeypatch.setattr(socket.socket, "send", counted)
    with raw_server(saying(answer())) as server:
        driver.call(driver.client(server.base_url), "link")

    assert [packet for packet in packets if packet.startswith(b"POST")] == server.requests


class Hasty:
    """A socket whose other end answers and closes before it has read anything."""

    def write(self, *_: Any) -> Any:
        raise httpcore.WriteError("Broken pipe")

    def read(self, *_: Any) -> bytes:
        return b"HTTP/1.1 413 Too Large"


class AsyncHasty(Hasty):
    async def write(self, *_: Any) -> Any:
        super().write()

    async def read(self, *_: Any) -> bytes:  # type: ignore[override]
        return super().read()


def test_a_server_that_does_not_read() -> None:
    """An answer that comes although the request could not be sent to its end is the answer."""
    inner: Any = Hasty()
    stream = Stream(inner, Backend())
    stream.write(b"POST /")

    async def read() -> bytes:
        inner: Any = AsyncHasty()
        stream = AsyncStream(inner)
        await stream.write(b"POST /")
        return await stream.read(99)

    assert stream.read(99) == asyncio.run(read()) == b"HTTP/1.1 413 Too Large"


def test_a_try_that_is_late_already() -> None:
    """A phase that begins when the try is over does not begin."""
    backend = Backend()
    backend.until = time.monotonic() - 1
    with pytest.raises(httpcore.ReadTimeout):
        backend.left(5, httpcore.ReadTimeout)


def test_no_such_host(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that has no address is an APIConnectionError that names it."""

    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    error = raised(driver, "https://api.acme.example/api", max_retries=0)

    assert type(error) is omneo.APIConnectionError
    assert "Name or service not known" in str(error)
    assert "api.acme.example" in str(error)


def test_a_slow_lookup(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """`timeout` bounds the lookup of a host as well, which the operating system does not let go of before its end."""
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(20) and [])
    error = raised(driver, "https://api.acme.example/api", timeout=0.2, max_retries=0)
    in_time = not over.is_set()
    over.set()

    assert (type(error), in_time) == (omneo.APITimeoutError, True)


def test_no_thread_for_a_lookup(sandbox: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no thread can be started, as when Python ends, a host is looked up all the same."""

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't create new thread at interpreter shutdown")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    with Omneo(base_url=sandbox.base_url, token=sandbox.token) as client:
        assert client.appointments.link(42, "list", 7).id == 42


def test_real_waits(script: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Outside of set_testing() a client really waits before it tries again, and logs no skipped wait."""

    async def call(base_url: str) -> None:
        async with AsyncOmneo(base_url=base_url, token=TOKEN) as client:
            await client.appointments.unlink(42, "list", 7)

    started = time.monotonic()
    asyncio.run(call(script({"status": 503}, {"status": 204}).base_url))
    with Omneo(base_url=script({"status": 503}, {"status": 204}).base_url, token=TOKEN) as client:
        client.appointments.unlink(42, "list", 7)

    assert time.monotonic() - started >= 1
    assert ["skips" in line for line in caplog.messages if "retry 1 of 2" in line] == [False, False]


def test_a_slow_stream_of_a_transport() -> None:
    """The body of a transport of the caller's is bounded too, piece by piece."""

    def body() -> Iterator[bytes]:
        for _ in range(100):
            time.sleep(0.05)
            yield b" "

    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=body()))
    client = Omneo(base_url="http://127.0.0.1", token=TOKEN, transport=transport, timeout=0.1, max_retries=0)
    with client, pytest.raises(omneo.APITimeoutError):
        client.appointments.link(42, "list", 7)


def test_a_token_that_does_not_come() -> None:
    """An async token callable that takes longer than the deadline ends the call; nothing is sent."""

    async def token() -> str:
        await asyncio.Event().wait()
        return TOKEN

    async def call() -> None:
        async with AsyncOmneo(base_url="http://127.0.0.1:9", token=token, deadline=0.05) as client:
            await asyncio.wait_for(client.appointments.link(42, "list", 7), 20)

    with pytest.raises(omneo.APITimeoutError) as caught:
        asyncio.run(call())

    assert caught.value.tries == 0


def test_async_client_of_another_process(sandbox: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process with another id, an async client opens its own connections."""

    async def call() -> None:
        async with AsyncOmneo(base_url=sandbox.base_url, token=sandbox.token) as client:
            await client.appointments.link(1, "list", 7)
            (before,) = client._wire._by_loop.values()
            monkeypatch.setattr("os.getpid", lambda: 1)
            await client.appointments.link(1, "list", 7)
            (after,) = client._wire._by_loop.values()
            monkeypatch.undo()
            assert after is not before
            await before.close()

    asyncio.run(call())


def test_close_from_another_event_loop(sandbox: Running) -> None:
    """Closing a client ends its connections in every event loop that still runs."""
    client = AsyncOmneo(base_url=sandbox.base_url, token=sandbox.token)
    called, closed = threading.Event(), threading.Event()
    errors: list[BaseException] = []

    async def call() -> None:
        await client.appointments.link(1, "list", 7)
        connections = client._wire._by_loop[asyncio.get_running_loop()]
        assert len(connections._idle) == 1
        called.set()
        await asyncio.to_thread(closed.wait, 10)
        async with asyncio.timeout(10):
            while connections._idle:
                await asyncio.sleep(0.01)
        with pytest.raises(omneo.APIConnectionError, match="closed") as caught:
            await client.appointments.link(1, "list", 7)
        errors.append(caught.value)

    thread = threading.Thread(target=lambda: asyncio.run(call()))
    thread.start()
    called.wait(10)
    asyncio.run(client.close())
    closed.set()
    thread.join(20)

    assert len(errors) == 1


class OddError(httpx.ReadError):
    def __init__(self, first: str, second: str) -> None:
        super().__init__(first + second)


def test_a_network_error_of_an_odd_class(driver: Driver) -> None:
    """An exception that cannot be made from its text alone is told all the same."""
    calls: list[int] = []
    client = driver.client("http://127.0.0.1", transport=raising(driver.kind, OddError("gone ", "away"), calls), max_retries=0)
    with pytest.raises(omneo.APIConnectionError, match="gone away") as caught:
        driver.call(client, "link")

    assert "OddError: gone away" in str(caught.value.__cause__)


def test_close_ends_the_wait_for_a_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing an async client ends a call that waits for a connection."""
    monkeypatch.setattr("omneo_appointments._connections.MAX_CONNECTIONS", 1)
    with raw_server(dripping(HEAD, b"")) as server:

        async def call() -> BaseException:
            client = AsyncOmneo(base_url=server.base_url, token=TOKEN, timeout=30)
            tasks = [asyncio.create_task(client.appointments.link(42, "list", number)) for number in (1, 2)]
            while not server.requests:
                await asyncio.sleep(0.01)
            await client.close()
            (error,) = await asyncio.gather(tasks[1], return_exceptions=True)
            tasks[0].cancel()
            await asyncio.gather(tasks[0], return_exceptions=True)
            return cast(BaseException, error)

        error = asyncio.run(call())

    assert isinstance(error, omneo.APIConnectionError)
    assert "closed" in str(error)


async def limited(limits: Limits, seconds: float | None, work: Any) -> str:
    """How a block with a time limit ends."""
    try:
        with Limit(limits, seconds):
            await work
    except TimeoutError:
        return "late"
    except asyncio.CancelledError:
        return "cancelled"
    return "done"


def test_one_timer_for_all_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block ends at its own time, whatever the order in which they began, and none after that of another."""

    async def main() -> list[str]:
        loop, never, order, now = asyncio.get_running_loop(), asyncio.Event(), list[str](), 0.0
        monkeypatch.setattr(loop, "time", lambda: now)
        limits, ends = Limits(loop), (20.0, None, 10.0, 15.0, 30.0)
        tasks = [asyncio.create_task(limited(limits, seconds, never.wait()), name=str(seconds)) for seconds in ends]
        for task in tasks:
            task.add_done_callback(lambda done: order.append(done.get_name()))
        for ended, moment in enumerate((0.0, 10.0, 15.0, 20.0)):
            now = moment
            for _ in range(9):  # turns of the loop
                await asyncio.sleep(0)
            assert len(order) == ended
        assert order == ["10.0", "15.0", "20.0"]
        never.set()
        return [await task for task in tasks]

    assert asyncio.run(main()) == ["late", "done", "late", "late", "done"]


def test_a_limit_and_a_cancellation() -> None:
    """Who is cancelled by somebody else stays cancelled, even if the time is up at the same moment."""

    async def main() -> tuple[str, str]:
        limits = Limits(asyncio.get_running_loop())
        both, alone = (asyncio.create_task(limited(limits, 60, asyncio.sleep(60))) for _ in range(2))
        await asyncio.sleep(0)
        for limit in list(limits._ends):
            limit.expire()
        both.cancel()
        return await both, await alone

    assert asyncio.run(main()) == ("cancelled", "late")


def test_a_limit_that_was_kept() -> None:
    """A block that ended in time is never interrupted later, and leaves nothing behind."""

    async def main() -> str:
        limits = Limits(asyncio.get_running_loop())
        first = await limited(limits, 0.01, asyncio.sleep(0))
        await asyncio.sleep(0.05)
        assert not limits._ends
        return first

    assert asyncio.run(main()) == "done"
