"""Faults on order: how they are written, what each does to a connection, and what is told of them afterwards."""

import json
import re
import socket
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from omneo_appointments import Omneo, set_testing
from omneo_appointments.sandbox import TOKEN, Running, Sandbox, serve
from omneo_appointments.sandbox._faults import MIX, parse

LIST = {"type": "list", "id": "204"}
HTTP = httpx.Client(limits=httpx.Limits(max_keepalive_connections=0))  # each call has a connection of its own


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with serve() as running:
        yield running


@pytest.fixture
def place(server: Running) -> Iterator[Running]:
    server.reset()
    yield server
    server.reset()


def call(place: Running, verb: str = "link", appointment: int = 1, timeout: float = 20.0) -> httpx.Response:
    url = f"{place.base_url}/v3/appointments/{appointment}/{verb}"
    return HTTP.post(url, json=LIST, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=timeout)


def linked(place: Running) -> bool:
    return bool(place.state()["links"])


def answer(place: Running) -> tuple[int | None, bool]:
    """The status of one call, None if there was no whole answer, and whether the server acted."""
    try:
        status: int | None = call(place).status_code
    except httpx.TransportError:
        status = None
    return status, linked(place)


@pytest.mark.parametrize(
    ("order", "status", "acted"),
    [
        ("503", 503, False),
        ("503 before", 503, False),
        ("503 after commit", 503, True),
        ("422", 422, False),
        ("599", 599, False),
        ("429 Retry-After 1", 429, False),
        ("html 502", 502, False),
        ("html 502 after commit", 502, True),
        ("reset", None, False),
        ("reset before", None, False),
        ("reset after commit", None, True),
        ("truncate", None, True),
        ("drip 0.2 s", 200, True),
        ("stall 0.1 s", 200, True),
        ("stall 0.1s after commit", 200, True),
        ("  STALL   0.1 S  ", 200, True),
    ],
)
def test_each_fault(place: Running, order: str, status: int | None, acted: bool) -> None:
    """A fault gives its answer or none, once, with or without the server having acted; then all is as usual."""
    place.order(order)

    assert answer(place) == (status, acted)
    assert place.requests()[-1].fault == " ".join(order.split())
    place.assert_consumed()
    assert call(place).status_code == 200


def test_bodies_of_faults(place: Running) -> None:
    """An error is Laravel's JSON, with the spec's example where it has one; a proxy's page is HTML; Retry-After is sent."""
    place.order("429 Retry-After 7", "422", "520", "html 502")
    limited, invalid, unknown, page = [call(place) for _ in range(4)]

    assert (limited.headers["Retry-After"], limited.json()) == ("7", {"message": "Too Many Attempts."})
    assert invalid.json()["errors"].keys() == {"type"}
    assert unknown.json() == {"message": "Error"}
    assert page.headers["Content-Type"] == "text/html"
    assert "502 Bad Gateway" in page.text


def test_reset_is_a_tcp_reset(place: Running) -> None:
    """The connection is reset, not closed: the client's socket sees ECONNRESET and no byte."""
    place.order("reset")
    host, port = place.base_url.split("/")[2].split(":")
    with socket.create_connection((host, int(port))) as raw:
        raw.sendall(b"POST /api/v3/appointments/1/link HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            raw.recv(1)


@pytest.mark.parametrize("verb", ["link", "unlink"])
def test_truncate(place: Running, verb: str) -> None:
    """The answer breaks off in its middle, even one without a body."""
    place.order("truncate")

    with pytest.raises(httpx.RemoteProtocolError):
        call(place, verb)


def test_drip(place: Running) -> None:
    """The bytes of the genuine answer come in many pieces, over the time that was ordered."""
    place.order("drip 0.6 s")
    url = f"{place.base_url}/v3/appointments/1/link"
    start = time.monotonic()
    with httpx.stream("POST", url, json=LIST, headers={"Authorization": f"Bearer {TOKEN}"}) as response:
        pieces = list(response.iter_raw())

    assert time.monotonic() - start >= 0.5
    assert len(pieces) > 5
    assert json.loads(b"".join(pieces))["data"]["id"] == 1


def test_stall_outlasts_a_timeout(place: Running) -> None:
    """A client that does not wait as long as the stall has its timeout, and the sandbox goes on answering others."""
    place.order("stall 5 s")
    with pytest.raises(httpx.ReadTimeout):
        call(place, timeout=0.2)

    assert call(place).status_code == 200


def test_times_and_scope(place: Running) -> None:
    """xN, `on` and `for` say how often and whom; each request meets the first order that concerns it."""
    place.order("503 x2 on unlinkAppointment", "502 for 7", "500 on linkAppointment for 8")
    calls = [("link", 1), ("unlink", 1), ("link", 7), ("link", 7), ("unlink", 8), ("link", 8), ("link", 8), ("unlink", 1)]
    statuses = [call(place, *one).status_code for one in calls]

    assert statuses == [200, 503, 502, 200, 503, 500, 200, 204]
    place.assert_consumed()


def test_for_an_unknown_appointment(place: Running) -> None:
    """A fault may be ordered for an appointment that does not exist."""
    place.order("503 for 999")

    assert [call(place, "link", 999).status_code for _ in range(2)] == [503, 404]


def test_what_is_told(place: Running) -> None:
    """The report counts what has happened and what is pending; assert_consumed names what is missing."""
    place.order("503 x2", "reset")
    call(place)

    assert place.faults() == [{"order": "503 x2", "happened": 1, "pending": 1}, {"order": "reset", "happened": 0, "pending": 1}]
    with pytest.raises(AssertionError, match=re.escape("503 x2 (happened 1 times); reset (happened 0 times)")):
        place.assert_consumed()


BAD_ORDERS: list[Any] = [
    "503 for 042",
    "503 for 0",
    "",
    "x2",
    "200",
    "600",
    "5033",
    "reset reset",
    "503 x0",
    "stall -1 s",
    "stall forever",
    "truncate 5 s",
    "503 for x",
]
BAD_ORDERS += [
    "429 Retry-After soon",
    "reset afterwards",
    "stall 9999999 s",
    "9" * 5000,
    "503 on nothing",
    "drip before",
    503,
    None,
    {},
]


@pytest.mark.parametrize("order", BAD_ORDERS, ids=lambda order: repr(order)[:20])
def test_bad_order(place: Running, order: Any) -> None:
    """What cannot be ordered is refused in one line that says what is allowed, and nothing of the list is taken."""
    with pytest.raises(ValueError, match=r"^no such (fault|operation): .{1,300}$") as caught:
        place.order("503", order)

    assert "\n" not in str(caught.value)
    assert place.faults() == []


def post(place: Running, content: bytes, **headers: str) -> httpx.Response:
    return httpx.post(place.base_url.replace("/api", "/_sandbox/faults"), content=content, headers=headers)


@pytest.mark.parametrize("content", [b"503 x2\nreset\n", b"503 x2; reset", b'["503 x2", "reset"]'])
def test_over_http(place: Running, content: bytes) -> None:
    """Faults are ordered over HTTP as lines of text or as JSON, and reported."""
    ordered = post(place, content)
    call(place)
    report = httpx.get(place.base_url.replace("/api", "/_sandbox/faults")).json()

    assert [one["pending"] for one in ordered.json()["orders"]] == [2, 1]
    assert [one["pending"] for one in report["orders"]] == [1, 1]


@pytest.mark.parametrize("content", [b"nonsense", b"[503]", b"{}", b"[", b"\xff", b"[" * 100_000, b'"503"'])
def test_bad_order_over_http(place: Running, content: bytes) -> None:
    """A bad order is a 400 with one clear line."""
    answer = post(place, content)

    assert answer.status_code == 400
    assert set(answer.json()) == {"message"}


def test_a_client_gets_through(place: Running) -> None:
    """What the faults are for: a client's retries are tested, and the test knows that they were needed."""
    place.order("503", "reset after commit")
    with set_testing() as waits, Omneo(base_url=place.base_url, token=place.token) as omneo:
        raw = omneo.appointments.with_raw_response.link(1, "list", 204)

    place.assert_consumed()
    assert (raw.tries, len(waits), len(raw.parsed.links)) == (3, 2, 1)


def at_random(seed: int) -> list[str | None]:
    with serve(Sandbox(fault_rate=0.5, seed=seed)) as place:
        for _ in range(60):
            answer(place)
        assert sum(place.sandbox.fault_report()["at_random"].values()) == sum(one.fault is not None for one in place.requests())
        first = [one.fault for one in place.requests()]
        place.reset()
        answer(place)
        assert place.requests()[0].fault == first[0]
        return first


def test_random_faults() -> None:
    """A share of the requests meets a random fault, the same ones for the same seed, and again after a reset."""
    faults = at_random(7)

    assert faults == at_random(7) != at_random(8)
    assert 15 < sum(fault is not None for fault in faults) < 45
    assert len(Counter(faults)) > 4


@pytest.mark.parametrize("rate", [-0.1, 1.1, float("nan"), True, "20%", None])
def test_bad_rate(rate: Any) -> None:
    """A share is from 0 to 1, at the start and later."""
    with pytest.raises(ValueError, match="fault_rate must be from 0 to 1"):
        Sandbox(fault_rate=rate)
    with pytest.raises(ValueError, match="fault_rate must be from 0 to 1"):
        Sandbox().fault_rate = rate


def test_rate_while_it_runs() -> None:
    """The share may be changed at any time, and a reset puts it back; the seed may not."""
    with serve(Sandbox(seed=7)) as place:
        place.sandbox.fault_rate = 1
        answer(place)
        place.sandbox.fault_rate = 0.0
        answer(place)
        assert [one.fault is None for one in place.requests()] == [False, True]
        place.sandbox.fault_rate = 0.5
        place.reset()
        assert place.sandbox.fault_report() == {"rate": 0.0, "orders": [], "seed": 7, "at_random": {}}
        with pytest.raises(AttributeError):
            place.sandbox.seed = 8
    with pytest.raises(ValueError, match="seed must be an integer or None, not 'x'"):
        Sandbox(seed="x")  # type: ignore[arg-type]


def test_mix_is_valid() -> None:
    """Each random fault can be ordered as it stands in the log."""
    assert [parse(order, ()).order for order in MIX] == list(MIX)
