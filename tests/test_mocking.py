"""The packages that users mock, record and trace httpx with see the client's default transport."""

import asyncio
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import omneo_appointments as omneo
import pytest
import respx
import vcr  # type: ignore[import-untyped]
from omneo_appointments import AiohttpTransport, AsyncOmneo, Omneo, set_testing
from omneo_appointments.sandbox import sample_appointment
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pytest_httpx import HTTPXMock
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from vcr.errors import CannotOverwriteExistingCassetteException  # type: ignore[import-untyped]

from tests.conftest import LINKED, PROFILE, TOKEN

URL = "https://api.acme.getomneo.com/api/v3/appointments/42/link"
ANSWER = {"data": sample_appointment()}


def run(function: Callable[[Any], Any], kind: type[Omneo] | type[AsyncOmneo] = Omneo, **options: Any) -> Any:
    """What a function makes of a client, sync or async."""
    settings: dict[str, Any] = {"tenant": "acme", "token": TOKEN, **options}
    if "base_url" in options:
        del settings["tenant"]

    async def main() -> Any:
        async with AsyncOmneo(**settings) as client:
            found = function(client)
            return await found if inspect.isawaitable(found) else found

    if kind is AsyncOmneo:
        return asyncio.run(main())
    with Omneo(**settings) as client:
        return function(client)


def link(client: Any) -> Any:
    return client.appointments.with_raw_response.link(42, "profile", PROFILE)


both = pytest.mark.parametrize("kind", [Omneo, AsyncOmneo], ids=["sync", "async"])


# respx


@both
def test_respx(kind: Any) -> None:
    """respx answers, sees the request, and says what nobody mocked in its own words, after one try."""
    with respx.mock() as router:
        route = router.post(URL).respond(200, json=ANSWER)

        assert run(link, kind).parsed.id == 42
        assert route.calls.last.request.headers["Authorization"] == f"Bearer {TOKEN}"
    with respx.mock() as router, pytest.raises(respx.models.AllMockedAssertionError):
        run(link, kind)
    assert router.calls.call_count == 0


@both
def test_respx_faults(kind: Any) -> None:
    """Faults that respx plays are retried as real ones are, and what a user's own side effect raises is not."""
    with respx.mock() as router, set_testing() as waits:
        router.post(URL).mock(side_effect=[httpx.ConnectError, httpx.Response(503), httpx.Response(200, json=ANSWER)])

        assert run(link, kind).tries == 3
        assert len(waits) == 2
    with respx.mock() as router:
        route = router.post(URL).mock(side_effect=ZeroDivisionError("a defect of the test's"))
        with pytest.raises(ZeroDivisionError):
            run(link, kind)
        assert route.call_count == 1


@both
def test_respx_passes_through(kind: Any, script: Any) -> None:
    """A route that respx lets through reaches the real server."""
    session = script(LINKED)
    with respx.mock() as router:
        router.route(host="127.0.0.1").pass_through()

        assert run(link, kind, base_url=session.base_url).parsed.id == 42
    assert len(session.requests) == 1


# pytest-httpx


@both
def test_pytest_httpx(kind: Any, httpx_mock: HTTPXMock) -> None:
    """pytest-httpx answers and sees the request."""
    httpx_mock.add_response(url=URL, method="POST", json=ANSWER, match_headers={"Authorization": f"Bearer {TOKEN}"})

    assert run(link, kind).parsed.id == 42
    assert len(httpx_mock.get_requests()) == 1


@both
@pytest.mark.httpx_mock(assert_all_requests_were_expected=False)
def test_pytest_httpx_unmocked(kind: Any, httpx_mock: HTTPXMock) -> None:
    """What nobody mocked is told in pytest-httpx's own words, after one try."""
    with pytest.raises(httpx.TimeoutException, match="No response can be found"):
        run(link, kind)
    assert len(httpx_mock.get_requests()) == 1


@both
def test_pytest_httpx_faults(kind: Any, httpx_mock: HTTPXMock) -> None:
    """Faults that it plays are retried as real ones are."""
    httpx_mock.add_exception(httpx.ReadTimeout("slow"))
    httpx_mock.add_response(json=ANSWER)
    with set_testing():
        assert run(link, kind).tries == 2


# vcrpy


@both
@pytest.mark.parametrize("transport", [None, AiohttpTransport], ids=["default", "aiohttp"])
def test_vcr(kind: Any, transport: Any, script: Any, tmp_path: Path) -> None:
    """vcrpy records and plays, over the default transport and over AiohttpTransport."""
    if transport and kind is Omneo:
        pytest.skip("AiohttpTransport is for AsyncOmneo")
    session = script(LINKED)
    recorder = vcr.VCR(filter_headers=["authorization"])
    for mode in ("once", "none"):
        with recorder.use_cassette(str(tmp_path / "link.yaml"), record_mode=mode) as cassette:
            answer = run(link, kind, base_url=session.base_url, transport=transport and transport())

            assert (answer.parsed.id, len(cassette)) == (42, 1)
    assert len(session.requests) == 1
    assert TOKEN not in (tmp_path / "link.yaml").read_text()


@both
def test_vcr_unrecorded(kind: Any, tmp_path: Path) -> None:
    """A request that is not on the cassette is told in vcrpy's own words, after one try."""
    with vcr.use_cassette(str(tmp_path / "none.yaml"), record_mode="none"), pytest.raises(CannotOverwriteExistingCassetteException):
        run(link, kind)


# OpenTelemetry


@both
def test_opentelemetry(kind: Any, script: Any) -> None:
    """Each try is a span, its trace goes along with the request, and no span holds the token."""
    session = script({"status": 503}, LINKED)
    memory, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(memory))
    HTTPXClientInstrumentor().instrument(tracer_provider=provider)
    try:
        with set_testing():
            assert run(link, kind, base_url=session.base_url).tries == 2
    finally:
        HTTPXClientInstrumentor().uninstrument()
    spans: Any = memory.get_finished_spans()

    assert [span.attributes["http.status_code"] for span in spans] == [503, 200]
    assert not [span for span in spans if TOKEN in span.to_json()]
    for span, request in zip(spans, session.requests, strict=True):
        sent = {name.lower(): value for name, value in request["headers"]}
        assert f"{span.context.trace_id:032x}-{span.context.span_id:016x}" in sent["traceparent"]


# httpx's own


@both
def test_mock_transport(kind: Any) -> None:
    """A function in an httpx.MockTransport answers, and what it raises of its own leaves as it is, after one try."""
    seen = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append((request.method, str(request.url), request.content))
        assert len(seen) < 2, "a defect of the test's"
        return httpx.Response(200, json=ANSWER)

    transport = httpx.MockTransport(handle)

    assert run(link, kind, transport=transport).parsed.id == 42
    assert seen[0][:2] == ("POST", URL)
    assert PROFILE.encode() in seen[0][2]
    with pytest.raises(AssertionError, match="a defect of the test's"):
        run(link, kind, transport=transport)
    assert len(seen) == 2


def test_asgi_transport() -> None:
    """An ASGI application answers without a socket, and what it raises leaves as it is."""

    async def answer(request: Request) -> JSONResponse:
        if request.path_params["number"] == 43:
            raise ZeroDivisionError
        return JSONResponse(ANSWER)

    routes = [Route("/api/v3/appointments/{number:int}/link", answer, methods=["POST"])]
    transport = httpx.ASGITransport(Starlette(routes=routes))

    assert run(link, AsyncOmneo, transport=transport).parsed.id == 42
    with pytest.raises(ZeroDivisionError):
        run(lambda client: client.appointments.link(43, "profile", PROFILE), AsyncOmneo, transport=transport)


# What does not see AiohttpTransport


def test_aiohttp_is_not_seen(httpx_mock: HTTPXMock) -> None:
    """respx and pytest-httpx know httpx's transports only: over AiohttpTransport a call reaches for the network."""
    options: dict[str, Any] = {"base_url": "http://127.0.0.1:9", "transport": AiohttpTransport(), "max_retries": 0}
    with respx.mock(assert_all_called=False) as router:
        router.post().respond(200, json=ANSWER)
        with pytest.raises(omneo.APIConnectionError):
            run(link, AsyncOmneo, **options)
    assert httpx_mock.get_requests() == []
