"""Fixtures for users' own tests; pytest finds them by itself once the package is installed with the extra `[sandbox]`.

    def test_booking(omneo_sandbox, omneo_client):
        omneo_sandbox.order("503")
        assert omneo_client.appointments.link(42, "list", 204).links[0].target_id == "204"

Every pytest run loads this module, so it imports nothing at its head that is not needed for a run without these fixtures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from . import AsyncOmneo, Omneo
    from .sandbox import Running


@pytest.fixture(scope="session")
def _omneo_server() -> Iterator[Running]:
    """One sandbox for the whole run, since each takes a thread and a port."""
    try:
        from .sandbox import serve
    except ImportError as absent:
        pytest.fail(str(absent), pytrace=False)
    with serve() as running:
        yield running


@pytest.fixture
def omneo_sandbox(_omneo_server: Running) -> Iterator[Running]:
    """A local Omneo without links, faults or requests. Waiting between tries is off while it is in use.

    A fault that the test ordered must have happened when the test ends, or the test is in error: a test of a retry cannot pass
    because its fault never came.
    """
    from . import set_testing

    _omneo_server.reset()
    with set_testing():
        yield _omneo_server
    try:
        _omneo_server.assert_consumed()
    finally:
        _omneo_server.reset()


@pytest.fixture
def omneo_client(omneo_sandbox: Running) -> Iterator[Omneo]:
    """A client of the sandbox."""
    from . import Omneo

    with Omneo(base_url=omneo_sandbox.base_url, token=omneo_sandbox.token) as client:
        yield client


@pytest.fixture
def omneo_async_client(omneo_sandbox: Running) -> AsyncOmneo:
    """An async client of the sandbox, for whichever plugin runs the test's coroutines.

    It keeps no connection after a call, so that nothing is left to close once the test's event loop is gone.
    """
    import httpx

    from . import AsyncOmneo

    transport = httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))
    return AsyncOmneo(base_url=omneo_sandbox.base_url, token=omneo_sandbox.token, transport=transport)
