"""A sandbox that listens: in a thread of this process, for `serve()` and for the command."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from attrs import frozen

from ._app import Application
from ._connection import Conversation
from ._spec import BASE_PATH
from ._state import Received, Sandbox

BACKLOG = 2048  # connections that may wait to be accepted; the system may allow fewer


def listening(host: str, port: int) -> socket.socket:
    """A bound socket, on a free port where port is 0. Raises OSError if it cannot be bound."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Made anew from its number, a socket knows its protocol, so that asyncio sets TCP_NODELAY; else an answer waits 40 ms.
    return socket.socket(fileno=socket.create_server((host, port), family=family, backlog=BACKLOG).detach())


def url_of(listener: socket.socket) -> str:
    """The base URL by which a client on this machine reaches the listener."""
    address, port = listener.getsockname()[:2]
    if ipaddress.ip_address(address).is_unspecified:
        address = "::1" if ":" in address else "127.0.0.1"
    return f"http://{f'[{address}]' if ':' in address else address}:{port}{BASE_PATH}"


class ServerThread(threading.Thread):
    """Answers on a listener until it is told to stop. `error` is what ended it before that."""

    def __init__(self, application: Application, listener: socket.socket) -> None:
        super().__init__(name="omneo-sandbox", daemon=True)
        self.application = application
        self.listener = listener
        self.ready = threading.Event()
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            asyncio.run(self.answer())
        except Exception as error:
            self.error = error
        finally:
            self.listener.close()
            self.ready.set()

    async def answer(self) -> None:
        self.loop, self.told_to_stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self.converse, sock=self.listener, backlog=BACKLOG)
        self.ready.set()
        await self.told_to_stop.wait()
        server.close()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):  # the thread is told to stop
            await Conversation(self.application, reader, writer).run()

    def stop(self) -> None:
        with suppress(RuntimeError):  # the loop is closed already
            self.loop.call_soon_threadsafe(self.told_to_stop.set)
        self.join()


@contextmanager
def serving(sandbox: Sandbox, listener: socket.socket, seen: Callable[[Received], None] | None = None) -> Iterator[ServerThread]:
    """Answer on the listener from a thread of this process until the block is left. RuntimeError if that fails."""
    thread = ServerThread(Application(sandbox, url_of(listener), seen), listener)
    thread.start()
    thread.ready.wait()
    if thread.error:
        raise RuntimeError(f"the sandbox could not start: {thread.error}") from thread.error
    try:
        yield thread
    finally:
        thread.stop()
        if thread.error:
            raise RuntimeError(f"the sandbox stopped while it was in use: {thread.error}") from thread.error


@frozen
class Running:
    """A sandbox that listens.

    base_url, token: what a client needs. sandbox: its state and switches, which may be changed at any time.
    """

    base_url: str
    token: str
    sandbox: Sandbox

    def order(self, *orders: str) -> None:
        """Order faults, all of them or, with ValueError that says what is allowed, none.

        orders: such as '503 x2' or 'reset after commit on unlinkAppointment'; they happen in this order.
        """
        self.sandbox.order(orders)

    def faults(self) -> list[dict[str, Any]]:
        """Each order with how often it has happened and is still pending."""
        return list(self.sandbox.fault_report()["orders"])

    def assert_consumed(self) -> None:
        """AssertionError unless every fault that was ordered has happened, as often as it was ordered."""
        pending = [f"{fault['order']} (happened {fault['happened']} times)" for fault in self.faults() if fault["pending"]]
        if pending:
            raise AssertionError(f"ordered, but not happened: {'; '.join(pending)}")

    def state(self) -> dict[str, Any]:
        """What is linked, and the settings."""
        return self.sandbox.state()

    def requests(self) -> list[Received]:
        """The latest requests, oldest first, at most 10,000."""
        return self.sandbox.log()

    def reset(self) -> None:
        """Begin again: no links, faults or requests, every setting as at the start."""
        self.sandbox.reset()


@contextmanager
def serve(sandbox: Sandbox | None = None) -> Iterator[Running]:
    """A sandbox on a free port of 127.0.0.1, in a thread of this process, stopped on leaving.

    sandbox: its state and switches, by default a new Sandbox(). Raises RuntimeError if it cannot start, or stopped before the end.
    """
    sandbox = sandbox or Sandbox()
    listener = listening("127.0.0.1", 0)
    base_url = url_of(listener)
    with serving(sandbox, listener):
        yield Running(base_url, sandbox.token, sandbox)
