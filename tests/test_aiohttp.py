"""The extra `[aiohttp]`: the same client on another transport."""

import asyncio
import importlib
import pickle
from typing import Any

import httpx
import omneo_appointments as omneo
import pytest
from omneo_appointments import AsyncOmneo

from tests.conftest import LINKED, PROFILE, TOKEN


async def link(session: Any, **options: Any) -> Any:
    transport = omneo.AiohttpTransport()
    settings = {"base_url": session.base_url, "token": TOKEN, "transport": transport, "max_retries": 0, **options}
    async with AsyncOmneo(**settings) as client:
        return await client.appointments.link(42, "profile", PROFILE)


def test_link(script: Any) -> None:
    """A call works, and sends what it sends over httpx's own transport."""
    session = script(LINKED)

    assert asyncio.run(link(session)).id == 42
    assert ["authorization", f"Bearer {TOKEN}"] in [[name.lower(), value] for name, value in session.requests[0]["headers"]]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ({"status": 503}, omneo.InternalServerError),
        ({"status": 419}, omneo.APIStatusError),
        ({"status": 200, "fault": "close"}, omneo.APIConnectionError),
        ({**LINKED, "fault": "truncate"}, omneo.APIConnectionError),
        ({**LINKED, "fault": "stall", "seconds": 1.5}, omneo.APITimeoutError),
        ({"status": 200, "body": "{"}, omneo.APIResponseError),
        ({"status": 200, "headers": {"Content-Encoding": "gzip"}, "body": "x"}, omneo.APIResponseError),
    ],
)
def test_errors(script: Any, answer: Any, kind: type[Exception]) -> None:
    """Everything that goes wrong has the same class as over httpx's own transport."""
    with pytest.raises(omneo.OmneoError) as caught:
        asyncio.run(link(script(answer), timeout=1.0))

    assert type(caught.value) is kind


def test_refused() -> None:
    """Nobody listens: APIConnectionError."""

    class Nowhere:
        base_url = "http://127.0.0.1:9"

    with pytest.raises(omneo.APIConnectionError):
        asyncio.run(link(Nowhere))


def test_connect_timeout(monkeypatch: pytest.MonkeyPatch, script: Any) -> None:
    """Only a real time-out is called one."""

    async def slow(*_: object) -> httpx.Response:
        raise httpx.ConnectTimeout("slow") from TimeoutError()

    monkeypatch.setattr("httpx_aiohttp.AiohttpTransport.handle_async_request", slow)
    with pytest.raises(omneo.APITimeoutError):
        asyncio.run(link(script(LINKED)))


def test_proxy_of_ones_own(monkeypatch: pytest.MonkeyPatch, script: Any) -> None:
    """A proxy that is given beats the environment."""
    proxy = script(LINKED)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    transport = omneo.AiohttpTransport(proxy=httpx.Proxy(proxy.base_url))
    with pytest.raises(omneo.NotFoundError):
        asyncio.run(link(proxy, base_url="http://omneo.invalid", allow_insecure_http=True, transport=transport))


def test_pickle() -> None:
    """A transport travels by its arguments, and so does a client on it."""
    client = AsyncOmneo(tenant="acme", token=TOKEN, transport=omneo.AiohttpTransport(verify=False))
    arrived = pickle.loads(pickle.dumps(client))

    assert arrived._config.transport._arguments["verify"] is False


@pytest.mark.parametrize(("bypass", "proxied"), [("", True), ("omneo.invalid", False)])
def test_proxy_from_the_environment(monkeypatch: pytest.MonkeyPatch, script: Any, bypass: str, proxied: bool) -> None:
    """The proxy variables of the environment hold here too."""
    proxy = script(LINKED)
    monkeypatch.setenv("HTTP_PROXY", proxy.base_url)
    monkeypatch.setenv("NO_PROXY", bypass)
    transport = omneo.AiohttpTransport()
    asyncio.run(transport.aclose())
    module = importlib.import_module("omneo_appointments._aiohttp")

    assert (module.proxy_for(httpx.URL("http://omneo.invalid/api")) is not None) is proxied
