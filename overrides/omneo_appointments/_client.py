"""Omneo and AsyncOmneo: configuration in, `appointments` out, connections closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

import httpx

from ._config import (
    DEFAULT_DEADLINE,
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_TIMEOUT,
    NOT_GIVEN,
    AsyncToken,
    Config,
    NotGiven,
    Token,
    resolve,
)
from ._errors import ConfigurationError
from ._retries import DEFAULT_MAX_RETRIES
from ._wire import AnyWire, AsyncWire, Wire

if TYPE_CHECKING:
    from ._appointments import Appointments, AsyncAppointments

T = TypeVar("T")


class Resource(Generic[T]):
    """An attribute made on first use, one object for each client.

    On the class it is the class of that object, so that `unittest.mock.create_autospec(Omneo)` sees the verbs.
    """

    def __init__(self, load: Callable[[], type[T]]) -> None:
        self._load = load

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, client: None, owner: type[Any]) -> type[T]: ...
    @overload
    def __get__(self, client: Any, owner: type[Any]) -> T: ...
    def __get__(self, client: Any, owner: type[Any]) -> type[T] | T:
        kind: Any = self._load()
        if client is None:
            return kind  # type: ignore[no-any-return]  # it is type[T]
        made: T = client.__dict__.setdefault(self._name, kind(client._wire, client._config))
        return made


class _Client(Generic[AnyWire]):
    """What both clients share."""

    _wire_type: type[AnyWire]
    _config: Config
    _wire: AnyWire
    _owns_wire: bool = True

    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | NotGiven = NOT_GIVEN,
        deadline: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | NotGiven = NOT_GIVEN,
        max_response_bytes: int | NotGiven = NOT_GIVEN,
        headers: Mapping[str, str] | NotGiven | None = NOT_GIVEN,
    ) -> Self:
        """A view: a client on the same connections with other options. What is left out stays, headers are added.

        timeout, deadline, max_retries, max_response_bytes, headers: as for the client itself.
        Closing a view closes nothing; it works until the client that it comes from is closed.
        Raises ConfigurationError for a value that the constructor would refuse.
        """
        view = type(self).__new__(type(self))
        view._config = self._config.with_options(
            timeout=timeout,
            deadline=deadline,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            headers=headers,
        )
        view._wire, view._owns_wire = self._wire, False
        view.__dict__.update(self._added())
        return view

    def _added(self) -> dict[str, Any]:
        """The attributes that a subclass has given to a client."""
        ours = {"_config", "_wire", "_owns_wire"}
        ours |= {name for kind in type(self).__mro__ for name, value in vars(kind).items() if isinstance(value, Resource)}
        return {name: value for name, value in vars(self).items() if name not in ours}

    def _start(self, config: Config) -> None:
        self._config, self._wire = config, self._wire_type(config)

    def __repr__(self) -> str:
        config = self.__dict__.get("_config")
        if config is None:
            return f"{type(self).__name__}(not set up)"
        return f"{type(self).__name__}(base_url={config.base_url!r}, max_retries={config.max_retries})"

    def __copy__(self) -> Self:
        return self.with_options()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the configuration, the token included, and open new connections on the other side."""
        return _revive, (type(self), self._config), self._added() or None


def _revive(kind: type[_Client[Any]], config: Config) -> _Client[Any]:
    client = kind.__new__(kind)
    client._start(config)
    return client


def _appointments() -> type[Appointments]:
    from ._appointments import Appointments  # here, since the models take most of the time to import

    return Appointments


def _async_appointments() -> type[AsyncAppointments]:
    from ._appointments import AsyncAppointments

    return AsyncAppointments


class Omneo(_Client[Wire]):
    """A client of the Omneo API.

    tenant: the tenant's name, one DNS label; else OMNEO_TENANT.
    token: an API token, or a callable that returns one and is called for each try; else OMNEO_TOKEN.
    base_url: the whole address before `/v3`, instead of a tenant; else OMNEO_BASE_URL. http only on loopback, unless
        allow_insecure_http.
    timeout: seconds for a whole try, from connecting to the last byte, connecting in at most 5; or an httpx.Timeout, whose
        phases are then bounded each by itself.
    deadline: seconds for a call with all its tries and waits; None for no bound.
    max_retries: tries after the first, when there is no answer or 408, 429, 500, 502, 503, 504.
    max_response_bytes: how large a body may be, after decompression; a larger one is an APIResponseError.
    headers: sent with every request.
    transport: an httpx.BaseTransport to send with instead of the client's own connections; it decides about proxies and TLS.
    Raises ConfigurationError, which names the argument or the environment variable, for anything that cannot work.

    At most 100 calls of a client are in flight at once; others wait their turn. Threads may share a client, and a forked
    process opens its own connections. A client is a context manager; else call `close()`. A pickled client carries its
    configuration, the token in clear (a callable by its name): treat it as the secret that it is.

    >>> with Omneo(tenant="acme", token="an-obvious-fake") as omneo:
    ...     omneo
    Omneo(base_url='https://api.acme.getomneo.com/api', max_retries=2)
    """

    __module__ = "omneo_appointments"  # where users import it from
    _wire_type = Wire
    appointments: Resource[Appointments] = Resource(_appointments)

    def __init__(
        self,
        *,
        tenant: str | None = None,
        token: Token | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT,
        deadline: float | None = DEFAULT_DEADLINE,
        max_retries: int = DEFAULT_MAX_RETRIES,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        headers: Mapping[str, str] | None = None,
        transport: httpx.BaseTransport | None = None,
        allow_insecure_http: bool = False,
    ) -> None:
        if not isinstance(transport, httpx.BaseTransport | None):
            raise ConfigurationError(f"transport must be an httpx.BaseTransport, not {type(transport).__name__}")
        options = {"timeout": timeout, "deadline": deadline, "max_retries": max_retries, "headers": headers}
        options["max_response_bytes"] = max_response_bytes
        self._start(resolve(tenant, token, base_url, allow_insecure_http, transport, **options))

    def close(self) -> None:
        """Close the connections. A later call, and one that waits for its turn or its next try, is an APIConnectionError."""
        if self._owns_wire:
            self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class AsyncOmneo(_Client[AsyncWire]):
    """A client of the Omneo API for asyncio.

    tenant: the tenant's name, one DNS label; else OMNEO_TENANT.
    token: an API token, or a callable that returns one or an awaitable of one, called for each try; else OMNEO_TOKEN.
    base_url: the whole address before `/v3`, instead of a tenant; else OMNEO_BASE_URL. http only on loopback, unless
        allow_insecure_http.
    timeout: seconds for a whole try, from connecting to the last byte, connecting in at most 5; or an httpx.Timeout, whose
        phases are then bounded each by itself.
    deadline: seconds for a call with all its tries and waits; None for no bound.
    max_retries: tries after the first, when there is no answer or 408, 429, 500, 502, 503, 504.
    max_response_bytes: how large a body may be, after decompression; a larger one is an APIResponseError.
    headers: sent with every request.
    transport: an httpx.AsyncBaseTransport to send with instead of the client's own connections. `AiohttpTransport()`, from the
        extra `[aiohttp]`, costs least when hundreds of calls are in flight.
    Raises ConfigurationError, which names the argument or the environment variable, for anything that cannot work.

    Any event loop may use a client, and several at once: each has connections of its own, at most 100 calls in flight while others
    wait their turn, and is closed with the loop. A forked process opens its own connections.
    Close a client with `await client.close()` or `async with`. A pickled client carries its configuration, the token in clear (a
    callable by its name): treat it as the secret that it is.
    """

    __module__ = "omneo_appointments"  # where users import it from
    _wire_type = AsyncWire
    appointments: Resource[AsyncAppointments] = Resource(_async_appointments)

    def __init__(
        self,
        *,
        tenant: str | None = None,
        token: AsyncToken | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout = DEFAULT_TIMEOUT,
        deadline: float | None = DEFAULT_DEADLINE,
        max_retries: int = DEFAULT_MAX_RETRIES,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        headers: Mapping[str, str] | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        allow_insecure_http: bool = False,
    ) -> None:
        if not isinstance(transport, httpx.AsyncBaseTransport | None):
            raise ConfigurationError(f"transport must be an httpx.AsyncBaseTransport, not {type(transport).__name__}")
        options = {"timeout": timeout, "deadline": deadline, "max_retries": max_retries, "headers": headers}
        options["max_response_bytes"] = max_response_bytes
        self._start(resolve(tenant, token, base_url, allow_insecure_http, transport, **options))
        _async_appointments()  # the models are imported now, since a first call would hold up the event loop with it

    async def close(self) -> None:
        """Close the connections. A later call, and one that waits for its turn or its next try, is an APIConnectionError."""
        if self._owns_wire:
            await self._wire.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close()
