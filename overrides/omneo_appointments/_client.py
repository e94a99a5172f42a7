"""Omneo and AsyncOmneo: configuration in, `appointments` out, connections closed at the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, Self

import httpx

from ._config import DEFAULT_TIMEOUT, Config, Token, resolve
from ._errors import ConfigurationError
from ._http import AnyWire, AsyncWire, Wire, shallow, view
from ._retries import DEFAULT_MAX_RETRIES

if TYPE_CHECKING:
    from ._appointments import Appointments, AsyncAppointments


class _Client(Generic[AnyWire]):
    """What both clients share."""

    _funnel: type[AnyWire]
    _config: Config
    _wire: AnyWire

    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Self:
        """A client on the same connections with other options; what is None stays, headers are added.

        Closing either closes both. Raises ConfigurationError for a value that the constructor would refuse.
        """
        other = shallow(self)
        other._config = self._config.with_options(timeout, max_retries, headers)
        other._wire = view(self._wire, other._config)
        return other

    def _start(self, config: Config) -> None:
        self._config, self._wire = config, self._funnel(config)

    def __repr__(self) -> str:
        config = self._config
        return f"{type(self).__name__}(base_url={config.base_url!r}, max_retries={config.max_retries})"

    def __copy__(self) -> Self:
        return shallow(self)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the configuration, the token included, and open new connections on the other side."""
        return _revive, (type(self), self._config)


def _revive(kind: type[_Client[Any]], config: Config) -> _Client[Any]:
    client = kind.__new__(kind)
    client._start(config)
    return client


class Omneo(_Client[Wire]):
    """A client of the Omneo API.

    tenant: the tenant's name, one DNS label; else OMNEO_TENANT.
    token: an API token, or a callable that is asked for one on each try; else OMNEO_TOKEN.
    base_url: the whole address before `/v3`, instead of a tenant; else OMNEO_BASE_URL. http only on loopback, unless
        allow_insecure_http.
    timeout: seconds without progress in sending, receiving or waiting for a connection, connecting in at most 5; or an
        httpx.Timeout, taken as it is.
    max_retries: tries after the first, when there is no answer or 408, 429, 500, 502, 503, 504.
    headers: sent with every request.
    transport: an httpx transport of your own; httpx then ignores the proxy variables of the environment.
    Raises ConfigurationError for anything that cannot work.

    Threads may share a client. It is a context manager; else call `close()`. A pickled client carries its configuration,
    the token in clear (a callable by its name), and opens connections of its own: treat it as the secret that it is.

    >>> with Omneo(tenant="acme", token="an-obvious-fake") as omneo:
    ...     omneo
    Omneo(base_url='https://api.acme.getomneo.com/api', max_retries=2)
    """

    _funnel = Wire

    def __init__(
        self,
        *,
        tenant: str | None = None,
        token: Token | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT,
        max_retries: int = DEFAULT_MAX_RETRIES,
        headers: Mapping[str, str] | None = None,
        transport: httpx.BaseTransport | None = None,
        allow_insecure_http: bool = False,
    ) -> None:
        if not isinstance(transport, httpx.BaseTransport | None):
            raise ConfigurationError(f"transport must be an httpx.BaseTransport, not {type(transport).__name__}")
        self._start(resolve(tenant, token, base_url, timeout, max_retries, headers, transport, allow_insecure_http))

    @property
    def appointments(self) -> Appointments:
        """Link and unlink."""
        from ._appointments import Appointments  # here, since the models take most of the time to import

        return Appointments(self._wire)

    def close(self) -> None:
        """Close the connections; a call after that is an APIConnectionError."""
        self._wire.root.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class AsyncOmneo(_Client[AsyncWire]):
    """The same client, awaited. The token callable may be async; close with `await client.close()` or `async with`.

    For many calls at once give `transport=AiohttpTransport()`, from the extra `[aiohttp]`: httpx's own pool gets slower the
    more calls run at once.
    """

    _funnel = AsyncWire

    def __init__(
        self,
        *,
        tenant: str | None = None,
        token: Token | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT,
        max_retries: int = DEFAULT_MAX_RETRIES,
        headers: Mapping[str, str] | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        allow_insecure_http: bool = False,
    ) -> None:
        if not isinstance(transport, httpx.AsyncBaseTransport | None):
            raise ConfigurationError(f"transport must be an httpx.AsyncBaseTransport, not {type(transport).__name__}")
        self._start(resolve(tenant, token, base_url, timeout, max_retries, headers, transport, allow_insecure_http))

    @property
    def appointments(self) -> AsyncAppointments:
        """Link and unlink."""
        from ._appointments import AsyncAppointments

        return AsyncAppointments(self._wire)

    async def close(self) -> None:
        """Close the connections; a call after that is an APIConnectionError."""
        await self._wire.root.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close()
