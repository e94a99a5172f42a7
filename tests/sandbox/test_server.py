"""The sandbox as a server: it starts, answers whatever comes, tells what it saw, and leaves at once."""

import asyncio
import contextlib
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from omneo_appointments import Omneo
from omneo_appointments.sandbox import HANDLERS, TOKEN, Running, Sandbox, _server, serve
from omneo_appointments.sandbox._app import Application
from omneo_appointments.sandbox._messages import Request, json_reply
from omneo_appointments.sandbox._server import listening, url_of
from omneo_appointments.sandbox._spec import Operation

from tests.conftest import PROFILE

LIST = {"type": "list", "id": "204"}
AUTH = {"Authorization": f"Bearer {TOKEN}"}
HEAD = (
    f"POST /api/v3/appointments/1/link HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n"
)
BODY = json.dumps(LIST)


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serve() as running:
        yield running


@pytest.fixture
def place(server: Running) -> Iterator[Running]:
    server.reset()
    yield server
    server.reset()


def connect(place: Running) -> socket.socket:
    host, port = place.base_url.split("/")[2].split(":")
    return socket.create_connection((host, int(port)), timeout=20)


def exchange(place: Running, *parts: str, pause: float = 0.0) -> str:
    """What comes back until the sandbox closes the connection, or nothing comes for a while."""
    received = b""
    with connect(place) as raw:
        for part in parts:
            raw.sendall(part.encode("latin-1"))
            time.sleep(pause)
        raw.shutdown(socket.SHUT_WR)
        while data := raw.recv(65536):
            received += data
    return received.decode()


def post(place: Running, path: str, **options: Any) -> httpx.Response:
    return httpx.post(f"{place.base_url}/v3/appointments/{path}", headers=AUTH, **options)


def control(place: Running, path: str) -> str:
    return place.base_url.replace("/api", path)


def test_served_in_process(place: Running) -> None:
    """serve() gives a base URL and a token that a client can use as they are."""
    with Omneo(base_url=place.base_url, token=place.token) as omneo:
        assert omneo.appointments.link(7, "list", 204).links[0].target_id == "204"


def test_body_in_chunks(place: Running) -> None:
    """A chunked body counts as any other."""
    assert post(place, "1/link", content=iter([b'{"type": "list", ', b'"id": "204"}'])).status_code == 200


def test_expect_100(place: Running) -> None:
    """A client that waits for permission to send its body gets it."""
    got = exchange(place, f"{HEAD}Content-Length: {len(BODY)}\r\nExpect: 100-continue\r\n\r\n", BODY, pause=0.2)

    assert got.startswith("HTTP/1.1 100 ")
    assert "HTTP/1.1 200 OK" in got


def test_one_byte_at_a_time(place: Running) -> None:
    """A request may come in pieces of any size."""
    assert exchange(place, *f"{HEAD}Content-Length: {len(BODY)}\r\n\r\n{BODY}").startswith("HTTP/1.1 200 OK")


def test_pipelined(place: Running) -> None:
    """Requests that are sent without waiting are answered in order."""
    request = f"{HEAD}Content-Length: {len(BODY)}\r\n\r\n{BODY}"

    assert exchange(place, request * 3).count("HTTP/1.1 200 OK") == 3


def test_http_1_0(place: Running) -> None:
    """A client of HTTP/1.0 is answered, and the connection closed."""
    head = HEAD.replace("HTTP/1.1", "HTTP/1.0")

    assert " 200 OK" in exchange(place, f"{head}Content-Length: {len(BODY)}\r\n\r\n{BODY}")


NO_HTTP = ["\r\n\r\n", "nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n"]
NO_HTTP += [
    "GET /\xe4 HTTP/1.1\r\nHost: x\r\n\r\n",
    f"GET /{'x' * 200_000} HTTP/1.1\r\nHost: x\r\n\r\n",
    f"{HEAD}Transfer-Encoding: x\r\n\r\n",
]


@pytest.mark.parametrize("text", NO_HTTP, ids=range(len(NO_HTTP)))
def test_no_http(place: Running, text: str) -> None:
    """What is not HTTP gets a 4xx or 501 in JSON and the connection closed, and harms nobody else."""
    got = exchange(place, text)

    assert not got or got.split()[1] in ("400", "414", "431", "501")
    assert post(place, "1/link", json=LIST).status_code == 200


def test_no_http_after_head(place: Running) -> None:
    """What is not HTTP is answered after any other request too."""
    got = exchange(place, "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n", "nonsense\r\n\r\n")

    assert [line.split()[1] for line in got.splitlines() if line.startswith("HTTP/1.1")] == ["200", "400"]


def test_broken_off(place: Running) -> None:
    """A client that hangs up in mid-request or in mid-answer harms nobody else."""
    place.order("drip 0.3 s")
    for text in (HEAD, f"{HEAD}Content-Length: 10\r\n\r\n{{", f"{HEAD}Content-Length: {len(BODY)}\r\n\r\n{BODY}"):
        with connect(place) as raw:
            raw.sendall(text.encode())
            time.sleep(0.05)

    assert post(place, "1/link", json=LIST).status_code == 200


def test_head(place: Running) -> None:
    """HEAD is GET without the body."""
    answer = httpx.head(control(place, "/"))

    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 1000


def test_page(place: Running) -> None:
    """The page at / shows how to call the sandbox and what it saw, with everything from outside escaped."""
    post(place, "1/link", json=LIST)
    exchange(place, "GET /<script>alert(1)</script> HTTP/1.1\r\nHost: x\r\n\r\n")
    answer = httpx.get(control(place, "/"))

    assert answer.headers["Content-Type"].startswith("text/html")
    assert f"export OMNEO_BASE_URL={place.base_url}" in answer.text
    assert "/v3/appointments/1/link" in answer.text
    assert "1: list 204" in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "<script>" not in answer.text


def test_state_and_reset(place: Running) -> None:
    """The state can be read and reset, in the process and over HTTP."""
    post(place, "3/link", json=LIST)
    post(place, "4/link", json={"type": "profile", "id": PROFILE})
    post(place, "4/unlink", json={"type": "profile", "id": PROFILE})
    place.order("503")
    state = httpx.get(control(place, "/_sandbox/state")).json()

    assert state == place.state()
    assert [link["target_id"] for link in state["links"].pop("3")] == ["204"]
    assert (state["links"], state["requests"], state["appointments"]["last"]) == ({}, 3, 100)
    assert httpx.post(control(place, "/_sandbox/reset")).status_code == 204
    assert (place.state()["links"], place.state()["requests"], place.faults(), place.requests()) == ({}, 0, [], [])


def test_reset_of_settings() -> None:
    """A reset takes back what a test has changed, within a set of known records too."""
    with serve(Sandbox(known={"list": {1}})) as place:
        place.sandbox.known["list"].add("204")  # type: ignore[index]
        place.sandbox.appointments = range(7, 8)
        place.sandbox.not_linked = 404
        assert post(place, "7/unlink", json=LIST).status_code == 404
        place.reset()

        assert (place.sandbox.known, place.sandbox.appointments, place.sandbox.not_linked) == ({"list": {"1"}}, range(1, 101), 204)


def test_request_log(place: Running) -> None:
    """The log says what came and what was answered, and holds the token nowhere."""
    place.order("reset after commit")
    with pytest.raises(httpx.TransportError):
        post(place, f"1/link?token={TOKEN}", json={"type": "list", "id": TOKEN})
    post(place, "1/link", json=LIST)
    httpx.get(control(place, "/_sandbox/state"))
    log = httpx.get(control(place, "/_sandbox/requests")).json()

    assert [(one["method"], one["path"], one["status"], one["fault"]) for one in log] == [
        ("POST", "/api/v3/appointments/1/link?token=[token]", None, "reset after commit"),
        ("POST", "/api/v3/appointments/1/link", 200, None),
    ]
    assert json.loads(log[1]["body"]) == LIST
    assert TOKEN not in json.dumps(log)


def test_told_of_each_request() -> None:
    """Whoever serves may be told of each request, as the command is."""
    told: list[Any] = []
    with listening("127.0.0.1", 0) as listener, _server.serving(Sandbox(), listener, told.append):
        httpx.post(f"{url_of(listener)}/v3/appointments/1/link")

    assert [(one.method, one.status) for one in told] == [("POST", 401)]


def test_many_threads(place: Running) -> None:
    """Many clients at once lose nothing: each link is there, and the rows have ids of their own."""
    appointments, targets = range(1, 9), range(1, 26)
    with ThreadPoolExecutor(16) as pool, httpx.Client(headers=AUTH) as http:

        def link(pair: tuple[int, int]) -> int:
            url = f"{place.base_url}/v3/appointments/{pair[0]}/link"
            return http.post(url, json={"type": "list", "id": str(pair[1])}).status_code

        statuses = set(pool.map(link, [(one, target) for target in targets for one in appointments]))

    links = place.state()["links"]
    assert statuses == {200}
    assert {int(one["target_id"]) for rows in links.values() for one in rows} == set(targets)
    assert len({one["id"] for rows in links.values() for one in rows}) == len(appointments) * len(targets)


def test_many_appointments() -> None:
    """The appointments that exist are a range of any size."""
    with serve(Sandbox(appointments=range(1, 50_001))) as place:
        assert [post(place, f"{number}/link", json=LIST).status_code for number in (1, 50_000, 50_001)] == [200, 200, 404]


def test_leaves_at_once() -> None:
    """Leaving takes well under a second even with open connections, a stall and a client that does not read."""
    with serve() as place:
        place.order("stall 60 s", "drip 60 s")
        idle, stalled, dripping = (connect(place) for _ in range(3))
        for one in (stalled, dripping):
            one.sendall(f"{HEAD}Content-Length: {len(BODY)}\r\n\r\n{BODY}".encode())
            time.sleep(0.2)
        start = time.process_time()
        before = threading.active_count()

    assert time.process_time() - start < 0.5
    assert threading.active_count() == before - 1
    for one in (idle, stalled, dripping):
        one.close()


def test_leaves_who_does_not_read() -> None:
    """A client that does not read its answers is cut off on leaving; its connection does not stay open."""
    request = f"{HEAD}Content-Length: {len(BODY)}\r\n\r\n{BODY}".encode() * 50
    with socket.socket() as unread:
        unread.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        unread.settimeout(0.5)
        with serve() as place:
            host, port = place.base_url.split("/")[2].split(":")
            unread.connect((host, int(port)))
            with contextlib.suppress(TimeoutError):
                while True:
                    unread.sendall(request)
            answered = -1
            while answered != (answered := place.state()["requests"]):
                time.sleep(0.5)  # until the sandbox can send no more
        unread.settimeout(20)
        with pytest.raises(ConnectionResetError):
            all(iter(lambda: unread.recv(65536), b""))


def test_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sandbox that cannot start is a RuntimeError that says why, not a dead address."""

    async def fails(*_: object, **__: object) -> None:
        raise OSError("no more sockets")

    monkeypatch.setattr(asyncio, "start_server", fails)
    with pytest.raises(RuntimeError, match="the sandbox could not start: no more sockets"), serve():
        pytest.fail("it yielded")


def test_dies_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sandbox whose thread dies while it is in use is a RuntimeError on leaving."""

    async def dies(self: _server.ServerThread) -> None:
        self.loop, self.told_to_stop = asyncio.get_running_loop(), asyncio.Event()
        self.ready.set()
        await self.told_to_stop.wait()
        raise OSError("broken")

    monkeypatch.setattr(_server.ServerThread, "answer", dies)
    with pytest.raises(RuntimeError, match="the sandbox stopped while it was in use: broken"), serve():
        pass


def test_a_defect_is_a_500(place: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A defect in a handler is a 500 in JSON with its traceback in the log, and the sandbox goes on."""
    monkeypatch.setitem(HANDLERS, "linkAppointment", lambda *_, **__: 1 / 0)
    answer = post(place, "1/link", json=LIST)

    assert (answer.status_code, answer.json()) == (500, {"message": "Server Error"})
    assert "ZeroDivisionError" in caplog.text
    assert post(place, "1/unlink", json=LIST).status_code == 204


def test_operation_without_an_appointment_or_a_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handler is given the path parameters that its operation has, by name, and an action only where there is a body."""
    parameters = {"list": {"type": "integer"}, "name": {"type": "string"}}
    operation = Operation("getItem", "GET", "/{list}/{name}", re.compile("/(.+)/(.+)"), parameters, {}, {})
    monkeypatch.setitem(HANDLERS, "getItem", lambda _, **given: json_reply(given))
    reply = Application(Sandbox(), "").perform(
        operation, ("7", "x"), Request("GET", "/7/x", {"authorization": f"Bearer {TOKEN}"}, b"")
    )

    assert json.loads(reply.body) == {"list": 7, "name": "x"}


EVERYWHERE = "0.0.0.0"  # noqa: S104 - bound for a moment


@pytest.mark.parametrize(("host", "start"), [("::1", "http://[::1]:"), (EVERYWHERE, "http://127.0.0.1:"), ("::", "http://[::1]:")])
def test_address(host: str, start: str) -> None:
    """The printed address is one that a client on this machine can use and accepts."""
    with listening(host, 0) as listener:
        url = url_of(listener)

    assert url.startswith(start)
    Omneo(base_url=url, token=TOKEN).close()
