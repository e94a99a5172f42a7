"""Plays scripted answers to a client under test and records what it sent. Python's standard library only.

    python reference_server.py            prints its address, such as http://127.0.0.1:40001, and runs until its stdin closes

POST /_sessions   with a JSON array of answers  ->  {"session": "1", "base_url": "http://127.0.0.1:40001/1"}
GET  /_sessions/1                               ->  {"requests": [{"method", "path", "headers", "body"}, ...]}
DELETE /_sessions/1                             ->  the same, and forgets the session

Point the client at `base_url`. Each request that it sends below it gets the next answer of the script; past the end, the last
one again. A recorded path is what follows `base_url`, byte for byte; headers is an array of [name, value] as sent; body is
Base64.

An answer is {"status", "reason", "headers", "body" or "json" or "body_base64", "fault", "seconds"}; all but `status` may be left
out. A header's value may be an array, which sends the header once for each. In a header, {imf:+30}, {rfc850:+30} and
{asctime:-5} stand for the moment that many seconds from now in the three forms of an HTTP date; in a body, the string
"{nested:1000}" stands for that many arrays, one in the other.

Faults: "close" closes the connection without an answer; "truncate" announces the whole body, sends half and closes; "stall"
waits for `seconds` before it answers; "stall-body" waits in the middle of the body; "drip" waits after each byte of the body,
"drip-head" after each byte of the head.
"""

from __future__ import annotations

import base64
import json
import re
import select
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = dict[str, Any]
Recorded = dict[str, Any]
DATES: dict[str, Callable[[datetime], str]] = {
    "imf": lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S GMT"),
    "rfc850": lambda moment: moment.strftime("%A, %d-%b-%y %H:%M:%S GMT"),
    "asctime": datetime.ctime,
}


class Session:
    """One script, and the requests that came for it.

    patience: the longest stall, in seconds, at whose end the client was still there.
    """

    def __init__(self, base_url: str, answers: list[Answer]) -> None:
        self.base_url = base_url
        self.answers = answers
        self.requests: list[Recorded] = []
        self.patience = 0.0
        self._changed = threading.Condition()

    def next_answer(self, request: Recorded) -> Answer:
        with self._changed:
            self.requests.append(request)
            self._changed.notify_all()
            return self.answers[min(len(self.requests), len(self.answers)) - 1]

    def wait_for_requests(self, count: int, seconds: float) -> None:
        """Wait until so many requests were read: a client with a short timeout may have given up before that."""
        with self._changed:
            self._changed.wait_for(lambda: len(self.requests) >= count, seconds)


class ReferenceServer(ThreadingHTTPServer):
    """A server on a free port of 127.0.0.1."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.sessions: dict[str, Session] = {}
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._count = 0

    def session(self, answers: list[Answer]) -> Session:
        with self._lock:
            self._count += 1
            name = str(self._count)
            self.sessions[name] = Session(f"{self.address}/{name}", answers)
            return self.sessions[name]

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: a client that hangs up is part of the cases."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: ReferenceServer

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.close_connection = self.close_connection or "Transfer-Encoding" in self.headers  # a chunked body is not read
        name, _, rest = self.path.removeprefix("/").partition("/")
        if name == "_sessions":
            self.control(rest, body)
        elif name in self.server.sessions:
            request = {"method": self.command, "path": f"/{rest}", "headers": list(map(list, self.headers.items()))}
            request["body"] = base64.b64encode(body).decode()
            session = self.server.sessions[name]
            self.play(session, session.next_answer(request))
        else:
            self.send(404, {}, b"")

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = answer  # noqa: N815 - names that http.server looks up

    def control(self, name: str, body: bytes) -> None:
        sessions = self.server.sessions
        if self.command == "POST":
            session = self.server.session(json.loads(body))
            self.send_json({"session": session.base_url.rpartition("/")[2], "base_url": session.base_url})
        elif name in sessions:
            session = sessions.pop(name) if self.command == "DELETE" else sessions[name]
            self.send_json({"requests": session.requests})
        else:
            self.send(404, {}, b"")

    def send_json(self, value: object) -> None:
        self.send(200, {"Content-Type": "application/json"}, json.dumps(value).encode())

    def play(self, session: Session, answer: Answer) -> None:
        fault, seconds = str(answer.get("fault")), float(answer.get("seconds", 0))
        if fault == "stall":
            self.stall(session, seconds)
        if fault == "close":
            self.close_connection = True
            return
        body, headers = content(answer), dict(answer.get("headers", {}))
        if "json" in answer:
            headers.setdefault("Content-Type", "application/json")
        head = self.head(answer["status"], headers, body, answer.get("reason", ""))
        half = len(body) // 2
        parts = {
            "truncate": [head + body[:half]],
            "stall-body": [head + body[:half], body[half:]],
            "drip": [head, *in_bytes(body)],
            "drip-head": [*in_bytes(head), body],
        }.get(fault, [head + body])
        self.close_connection = self.close_connection or len(parts) > 1 or fault == "truncate"
        for number, part in enumerate(parts):
            if number and fault == "stall-body":
                self.stall(session, seconds)
            elif number:
                self.server.closing.wait(seconds)
            self.wfile.write(part)

    def stall(self, session: Session, seconds: float) -> None:
        if not self.server.closing.wait(seconds) and is_open(self.connection):
            session.patience = max(session.patience, seconds)

    def send(self, status: int, headers: dict[str, Any], body: bytes, reason: str = "") -> None:
        self.wfile.write(self.head(status, headers, body, reason) + body)

    def head(self, status: int, headers: dict[str, Any], body: bytes, reason: str) -> bytes:
        listed = [(name, value) for name, given in headers.items() for value in (given if isinstance(given, list) else [given])]
        lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {dated(value)}" for name, value in listed)]
        if status not in (204, 304):
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: stdout is for the address."""


def is_open(connection: socket.socket) -> bool:
    """Whether the other side has not closed a connection that it sends nothing on."""
    ready, _, _ = select.select([connection], [], [], 0)
    return not ready or connection.recv(1, socket.MSG_PEEK) != b""


def in_bytes(text: bytes) -> list[bytes]:
    return [bytes([byte]) for byte in text]


def content(answer: Answer) -> bytes:
    if "body_base64" in answer:
        return base64.b64decode(answer["body_base64"])
    body = json.dumps(answer["json"], ensure_ascii=False) if "json" in answer else str(answer.get("body", ""))
    return re.sub(r'"\{nested:(\d+)\}"', lambda found: "[" * int(found[1]) + "]" * int(found[1]), body).encode()


def dated(value: str) -> str:
    """A header's value with the dates that it asks for."""

    def date(found: re.Match[str]) -> str:
        return DATES[found[1]](datetime.now(UTC) + timedelta(seconds=int(found[2])))

    return re.sub(r"\{(imf|rfc850|asctime):([+-]\d+)\}", date, value)


@contextmanager
def serving() -> Iterator[ReferenceServer]:
    """A reference server in a thread of this process."""
    with ReferenceServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()


if __name__ == "__main__":
    with serving() as running:
        print(running.address, flush=True)
        sys.stdin.read()
