"""Configuration, lifetime, options, threads, pickles: what a client promises around its verbs."""

import asyncio
import copy
import gc
import pickle
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from omneo_appointments import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncOmneo,
    ConfigurationError,
    Omneo,
    OmneoError,
    TokenError,
)

from tests.conftest import LINKED, PROFILE, TOKEN, UNLINKED, Driver

KINDS = pytest.mark.parametrize("kind", [Omneo, AsyncOmneo])
FAKE: dict[str, Any] = {"token": TOKEN}


def address(client: Any) -> str:
    return str(client._config.base_url)


@KINDS
def test_tenant(kind: Any) -> None:
    """A tenant becomes the host that the spec's server template gives."""
    assert address(kind(tenant="acme-2", **FAKE)) == "https://api.acme-2.getomneo.com/api"


@pytest.mark.parametrize("tenant", ["evil.com/", "a.b", "x@y", "", "a" * 64, "-a", "a-", "ACME", "é", "a\n", "a b", 3, None])
@KINDS
def test_bad_tenant(kind: Any, tenant: object) -> None:
    """A tenant that is not one DNS label never becomes part of a host name."""
    with pytest.raises(ConfigurationError, match="tenant"):
        kind(tenant=tenant, **FAKE)


@KINDS
def test_environment(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not given comes from the environment; a whole address beats a tenant, an argument beats both."""
    monkeypatch.setenv("OMNEO_TENANT", "acme")
    monkeypatch.setenv("OMNEO_TOKEN", TOKEN)
    by_tenant = address(kind())
    monkeypatch.setenv("OMNEO_BASE_URL", "https://omneo.example/api/")

    assert by_tenant == "https://api.acme.getomneo.com/api"
    assert address(kind()) == "https://omneo.example/api"
    assert address(kind(tenant="other")) == "https://api.other.getomneo.com/api"


@KINDS
def test_nothing_given(kind: Any) -> None:
    """Without tenant or token the message says what to set."""
    with pytest.raises(ConfigurationError, match="OMNEO_TENANT"):
        kind(token=TOKEN)
    with pytest.raises(ConfigurationError, match="OMNEO_TOKEN"):
        kind(tenant="acme")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "acme",
        "ftp://a/b",
        "https://",
        "https://a/?q=1",
        "https://a/#f",
        "https://[::1",
        3,
        "http://api.example/api",
        "http://127.0.0.1.evil.example",
    ],
)
@KINDS
def test_bad_base_url(kind: Any, url: object) -> None:
    """Only an absolute https address will do, or http on loopback."""
    with pytest.raises(ConfigurationError, match="base_url"):
        kind(base_url=url, **FAKE)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/api", "http://localhost/api", "http://[::1]:8/api", "https://api.example"])
@KINDS
def test_good_base_url(kind: Any, url: str) -> None:
    """Loopback may be plain http."""
    assert address(kind(base_url=url, **FAKE)) == url


def test_insecure_http_on_demand() -> None:
    """Plain http elsewhere has to be asked for."""
    assert address(Omneo(base_url="http://proxy.example", allow_insecure_http=True, **FAKE)) == "http://proxy.example"


def test_credentials_in_base_url() -> None:
    """Credentials in an address are refused without being repeated."""
    with pytest.raises(ConfigurationError, match="credentials") as caught:
        Omneo(base_url="https://me:hush@api.example", **FAKE)

    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("token", ["", "two words", "line\n", "é", b"bytes", 3])
@KINDS
def test_bad_token(kind: Any, token: object) -> None:
    """A token that cannot travel in a header is refused, and named in no message."""
    with pytest.raises(ConfigurationError, match="the token must be") as caught:
        kind(tenant="acme", token=token)

    assert str(token) not in str(caught.value).split()


@pytest.mark.parametrize(
    "options",
    [{"timeout": value} for value in (0, -1, float("nan"), float("inf"), True, "3", None)]
    + [{"max_retries": value} for value in (-1, 1.5, True, None)]
    + [{"headers": value} for value in ({"a b": "c"}, {"a": "b\r\nc: d"}, {"a": "é"}, {"a": 1}, {1: "a"}, {"authorization": "x"})]
    + [{"transport": "a string"}],
    ids=repr,
)
@KINDS
def test_bad_options(kind: Any, options: dict[str, Any]) -> None:
    """A value that cannot work is refused when the client is made."""
    with pytest.raises(ConfigurationError):
        kind(tenant="acme", **FAKE, **options)


def test_headers_on_the_wire(driver: Driver, script: Any) -> None:
    """Every request asks for JSON, says who sends it, and carries the token and the caller's headers."""
    session = script(LINKED)
    driver.call(driver.client(session.base_url, headers={"X-Shop": "fitzroy"}), "link")
    sent = {name.lower(): value for name, value in session.requests[0]["headers"]}

    assert (sent["accept"], sent["content-type"], sent["x-shop"]) == ("application/json", "application/json", "fitzroy")
    assert sent["authorization"] == f"Bearer {TOKEN}"
    assert sent["user-agent"].startswith("omneo-appointments/0.")
    assert " python/3." in sent["user-agent"]


def test_token_callable(driver: Driver, script: Any) -> None:
    """A callable is asked on each try, so that a token may change between them."""
    tokens = iter(["first", "second"])
    session = script({"status": 503}, LINKED)
    driver.call(driver.client(session.base_url, token=lambda: next(tokens)), "link")
    sent = [dict(request["headers"])["Authorization"] for request in session.requests]

    assert sent == ["Bearer first", "Bearer second"]


def test_async_token_callable(script: Any) -> None:
    """AsyncOmneo awaits an async callable; Omneo says that it cannot."""
    session = script(LINKED)

    async def token() -> str:
        return "from-afar"

    async def call() -> None:
        async with AsyncOmneo(base_url=session.base_url, token=token) as client:
            await client.appointments.link(42, "list", 2)

    asyncio.run(call())
    wrong: Any = token
    with pytest.raises(TokenError, match="AsyncOmneo"), Omneo(base_url=session.base_url, token=wrong) as client:
        client.appointments.link(42, "list", 2)

    assert dict(session.requests[0]["headers"])["Authorization"] == "Bearer from-afar"
    assert len(session.requests) == 1


def failing() -> str:
    raise KeyError("vault is closed")


@pytest.mark.parametrize("token", [failing, lambda: "two words", lambda: None], ids=["raises", "bad", "none"])
def test_bad_token_callable(driver: Driver, script: Any, token: Callable[[], Any]) -> None:
    """A callable that fails or returns nonsense is a TokenError with its cause, and nothing is sent or tried again."""
    session = script(LINKED)
    with pytest.raises(TokenError, match="token") as caught:
        driver.call(driver.client(session.base_url, token=token), "link")

    assert (session.requests, driver.slept, caught.value.tries) == ([], [], 0)
    assert (type(caught.value.__cause__) is KeyError) == (token is failing)


def test_with_options(driver: Driver, script: Any) -> None:
    """Options of a view count for the view alone, on top of its parent's, and it shares the connections."""
    session = script({"status": 503})
    client = driver.client(session.base_url, headers={"X-A": "1"})
    other = client.with_options(max_retries=0, headers={"X-B": "2"})
    with pytest.raises(OmneoError):
        driver.call(other, "link")
    sent = dict(session.requests[0]["headers"])

    assert (len(session.requests), sent["X-A"], sent["X-B"]) == (1, "1", "2")
    assert (client._config.max_retries, "x-b" in client._config.headers) == (2, False)
    assert other._wire is client._wire


def test_with_options_timeout(driver: Driver, script: Any) -> None:
    """A timeout of a view is the one that counts."""
    session = script({**LINKED, "fault": "stall", "seconds": 0.6})
    client = driver.client(session.base_url).with_options(timeout=0.1, max_retries=0)
    with pytest.raises(APITimeoutError):
        driver.call(client, "link")

    assert len(session.requests) == 1


def test_with_raw_response(driver: Driver, script: Any) -> None:
    """The raw response of a success: status, headers, body, what the plain verb returns, and the number of tries."""
    session = script({"status": 503}, {**LINKED, "status": 299, "headers": {"X-Request-Id": "r-9"}})
    client = driver.client(session.base_url)
    raw = driver.do(client.appointments.with_raw_response.link, 42, "profile", PROFILE)

    assert (raw.status_code, raw.headers["x-request-id"], raw.tries, raw.parsed.id) == (299, "r-9", 2, 42)
    assert raw.body.startswith(b'{"data"')


def test_raw_unlink(driver: Driver, script: Any) -> None:
    """Unlink has a raw response too, with nothing in it."""
    client = driver.client(script(UNLINKED).base_url)
    raw = driver.do(client.appointments.with_raw_response.unlink, 42, "list", 7)

    assert (raw.status_code, raw.body, raw.parsed) == (204, b"", None)


def test_closed(driver: Driver, script: Any) -> None:
    """After closing, any view of a client refuses to call; nothing is sent."""
    session = script(LINKED)
    client = driver.client(session.base_url)
    view = client.with_options(max_retries=5)
    driver.do(client.close)
    for closed in (client, view):
        with pytest.raises(APIConnectionError, match="closed"):
            driver.call(closed, "link")

    assert session.requests == []


def test_leaves_nothing_open(script: Any) -> None:
    """Both clients close what they opened and warn about nothing."""
    session = script(LINKED)

    async def call() -> None:
        async with AsyncOmneo(base_url=session.base_url, **FAKE) as client:
            await client.appointments.link(42, "list", 2)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        asyncio.run(call())
        with Omneo(base_url=session.base_url, **FAKE) as client:
            client.appointments.link(42, "list", 2)
        del client
        gc.collect()


def test_threads(script: Any) -> None:
    """Threads share one sync client, and each call keeps its own answer."""
    session = script(*({**LINKED, "status": status} for status in range(210, 250)))
    with Omneo(base_url=session.base_url, **FAKE) as client, ThreadPoolExecutor(16) as pool:
        raw = list(pool.map(lambda _: client.appointments.with_raw_response.link(42, "list", 7), range(40)))

    assert sorted(answer.status_code for answer in raw) == list(range(210, 250))


def test_at_once(script: Any) -> None:
    """So do tasks with the async client."""
    session = script(*({**LINKED, "status": status} for status in range(210, 250)))

    async def call() -> list[int]:
        async with AsyncOmneo(base_url=session.base_url, **FAKE) as client:
            calls = [client.appointments.with_raw_response.link(42, "list", 7) for _ in range(40)]
            return [raw.status_code for raw in await asyncio.gather(*calls)]

    assert sorted(asyncio.run(call())) == list(range(210, 250))


def test_pickle(driver: Driver, script: Any) -> None:
    """A pickled client arrives with its configuration, the token included, and connections of its own."""
    session = script(LINKED)
    client = pickle.loads(pickle.dumps(driver.client(session.base_url).with_options(max_retries=5, headers={"X-A": "1"})))
    driver._clients.append(client)
    driver.call(client, "link")

    assert (client._config.max_retries, dict(session.requests[0]["headers"])["X-A"]) == (5, "1")
    assert copy.copy(client)._wire is client._wire


@KINDS
def test_repr(kind: Any) -> None:
    """A client shows where it points, never the token nor a header's value."""
    client = kind(tenant="acme", headers={"X-Key": "hush"}, **FAKE)

    assert repr(client) == f"{kind.__name__}(base_url='https://api.acme.getomneo.com/api', max_retries=2)"
    assert TOKEN not in repr(vars(client))
    assert "hush" not in repr(vars(client))


def test_transport_of_ones_own() -> None:
    """A transport is used as given; a defect of its code leaves as it is, after one try."""
    calls = []

    def handler(_: httpx.Request) -> httpx.Response:
        calls.append(1)
        raise ZeroDivisionError("transport bug")

    client = Omneo(tenant="acme", transport=httpx.MockTransport(handler), **FAKE)
    with client, pytest.raises(ZeroDivisionError, match="transport bug"):
        client.appointments.unlink(1, "list", 2)

    assert calls == [1]


@KINDS
def test_a_transport_is_closed_with_its_client(kind: Any) -> None:
    """Closing a client closes the transport that it was given; closing a view does not."""

    class Recorder(httpx.MockTransport):
        closed = 0

        def close(self) -> None:
            self.closed += 1

        async def aclose(self) -> None:
            self.closed += 1

    transport = Recorder(lambda _: httpx.Response(204))
    client = kind(tenant="acme", transport=transport, **FAKE)
    seen = []
    for each in (client.with_options(max_retries=0), client):
        closing = each.close()
        if kind is AsyncOmneo:
            asyncio.run(closing)
        seen.append(transport.closed)

    assert seen == [0, 1]


@KINDS
def test_an_empty_transport(kind: Any, script: Any) -> None:
    """A transport counts even if it is false, as one that has a length is before its first request."""

    class Recorder(httpx.MockTransport):
        def __len__(self) -> int:
            return 0

    async def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(204)

    session = script(UNLINKED)
    client = kind(
        base_url=session.base_url, transport=Recorder(answer if kind is AsyncOmneo else lambda _: httpx.Response(204)), **FAKE
    )
    called = client.appointments.unlink(42, "list", 2)
    if kind is AsyncOmneo:
        asyncio.run(called)

    assert session.requests == []


class Shop(Omneo):
    """A client of a caller's own, with an attribute of its own."""

    def __init__(self, shop: str) -> None:
        super().__init__(tenant="acme", **FAKE)
        self.shop = shop


def test_subclass() -> None:
    """What a subclass puts on a client is on its views, copies and pickles too."""
    client = Shop("fitzroy")
    made = client.appointments
    for other in (client.with_options(max_retries=0), copy.copy(client), copy.deepcopy(client), pickle.loads(pickle.dumps(client))):
        assert (type(other), other.shop) == (Shop, "fitzroy")
        assert other.appointments is not made
    assert client.with_options(max_retries=0)._config.max_retries == 0


def test_cancellation_passes(script: Any) -> None:
    """Cancelling a task is not an API error."""
    session = script({**LINKED, "fault": "stall", "seconds": 0.5})

    async def call() -> None:
        async with AsyncOmneo(base_url=session.base_url, **FAKE) as client:
            await asyncio.wait_for(client.appointments.link(42, "list", 2), 0.1)

    with pytest.raises(TimeoutError):
        asyncio.run(call())


def test_environment_proxies_count(monkeypatch: pytest.MonkeyPatch, script: Any) -> None:
    """Without a transport of one's own, the proxy variables hold, as they do for httpx."""
    session = script(LINKED)
    monkeypatch.setenv("HTTP_PROXY", session.base_url)
    client = Omneo(base_url="http://omneo.invalid/api", allow_insecure_http=True, max_retries=0, **FAKE)
    with client, pytest.raises(APIStatusError):
        client.appointments.unlink(1, "list", 2)
