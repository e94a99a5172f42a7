"""Servers and clients for every test. Nothing here reaches beyond this machine."""

from __future__ import annotations

import asyncio
import inspect
import os
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from collections.abc import Generator as Steps
from pathlib import Path
from typing import Any

import pytest
import trustme
from omneo_appointments import AsyncOmneo, Omneo, set_testing
from omneo_appointments.sandbox import Running, sample_appointment, serve
from reference_server import Answer, ReferenceServer, Session, serving

from tests.generator import Generator
from tools import sync

pytest_plugins = ["omneo_appointments.pytest_plugin", "pytester"]

TOKEN = "fake-token-5e7d/not+a=secret"
PROFILE = "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10"
LINKED = {"status": 200, "json": {"data": sample_appointment()}}
UNLINKED = {"status": 204}
# What these test is not overrides/, or they show it: to trace that for coverage would take two thirds of their time.
UNTRACED = [
    Path(__file__).parent / name for name in ("generated", "tools", "parity/test_judge.py", "test_docs.py", "test_examples.py")
]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Steps[None, object, object]:
    """Coverage looks away, in this thread and in processes that a test starts, while a test of the other rooms runs."""
    if not any(item.path.is_relative_to(room) for room in UNTRACED):
        return (yield)
    trace = sys.gettrace()
    if not type(trace).__module__.startswith("coverage"):  # there is none, or a debugger, which looks on
        return (yield)
    process = os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(trace)
        if process is not None:
            os.environ["COVERAGE_PROCESS_CONFIG"] = process


@pytest.fixture(autouse=True)
def _closed_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but loopback fails, and no setting of the caller's counts."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        assert host in ("localhost", "::1") or host.startswith("127."), f"a test wanted to reach {host}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    for name in os.environ:
        if name.lower().endswith("_proxy") or name.startswith("OMNEO_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def reference() -> Iterator[ReferenceServer]:
    with serving() as server:
        yield server


@pytest.fixture
def script(reference: ReferenceServer) -> Callable[..., Session]:
    """Have a real socket server play these answers."""
    return lambda *answers: reference.session(list(answers))


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Running]:
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def generator(tmp_path_factory: pytest.TempPathFactory) -> Generator:
    """A generator that runs once for the same inputs."""
    return Generator(tmp_path_factory.mktemp("generator"))


@pytest.fixture
def generated_once(generator: Generator, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the verbs generate in this process is generated once for the same inputs."""
    monkeypatch.setattr(sync, "run_generator", generator)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def tls_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", "omneo.invalid").configure_cert(context)
    return context


class Driver:
    """Either client behind one sync face, so that each promise is tested over both."""

    def __init__(self, kind: type[Omneo] | type[AsyncOmneo], slept: list[float]) -> None:
        self.kind = kind
        self.slept = slept
        self._runner = asyncio.Runner()
        self._clients: list[Any] = []

    def client(self, base_url: str, **options: Any) -> Any:
        """A client that waits for nothing but notes how long it would have."""
        client: Any = self.kind(**{"base_url": base_url, "token": TOKEN, **options})
        self._clients.append(client)
        return client

    def do(self, function: Callable[..., Any], *args: Any) -> Any:
        async def call() -> Any:
            found = function(*args)
            return await found if inspect.isawaitable(found) else found

        return function(*args) if self.kind is Omneo else self._runner.run(call())

    def call(self, client: Any, verb: str, *args: Any) -> Any:
        return self.do(getattr(client.appointments, verb), *(args or (42, "profile", PROFILE)))

    def close(self) -> None:
        for client in self._clients:
            self.do(client.close)
        self._runner.close()


@pytest.fixture(params=[Omneo, AsyncOmneo], ids=["sync", "async"])
def driver(request: pytest.FixtureRequest) -> Iterator[Driver]:
    """Both clients, one after the other."""
    with set_testing() as waits:
        driver = Driver(request.param, waits)
        yield driver
        driver.close()


__all__ = ["LINKED", "PROFILE", "TOKEN", "UNLINKED", "Answer", "Driver"]
