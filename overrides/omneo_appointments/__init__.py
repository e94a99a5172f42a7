"""Link Omneo appointments to other records: `Omneo(...).appointments.link(42, type="profile", id=...)`."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from omneo_api.models import Appointment, AppointmentLink, MorphAlias
    from omneo_api.types import Misfit

    from . import bulk as bulk
    from . import sandbox as sandbox
    from ._aiohttp import AiohttpTransport as AiohttpTransport  # not in __all__: a star import must not need the extra
    from ._appointments import RawResponse
    from ._client import AsyncOmneo, Omneo
    from ._errors import (
        APIConnectionError,
        APIResponseError,
        APIStatusError,
        APITimeoutError,
        AuthenticationError,
        BadRequestError,
        ConfigurationError,
        ConflictError,
        InternalServerError,
        InvalidAppointmentIdError,
        InvalidTargetIdError,
        LinkTargetError,
        NotFoundError,
        OmneoError,
        PermissionDeniedError,
        RateLimitError,
        TimestampError,
        TokenError,
        UnknownMorphAliasError,
        ValidationError,
    )
    from ._http import set_testing
    from ._times import parse_timestamp, scheduled_times

    __version__: str

else:  # type checkers must not see it: they would take every name for one that is there

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name == "__version__":
            from importlib.metadata import version

            return version("omneo-appointments")
        if name in _LATER:
            value = globals()[name] = getattr(import_module(_LATER[name], __name__), name)
            return value
        if name in _SUBMODULES:
            return import_module(f".{name}", __name__)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "APIConnectionError",
    "APIResponseError",
    "APIStatusError",
    "APITimeoutError",
    "Appointment",
    "AppointmentLink",
    "AsyncOmneo",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "InternalServerError",
    "InvalidAppointmentIdError",
    "InvalidTargetIdError",
    "LinkTargetError",
    "Misfit",
    "MorphAlias",
    "NotFoundError",
    "Omneo",
    "OmneoError",
    "PermissionDeniedError",
    "RateLimitError",
    "RawResponse",
    "TimestampError",
    "TokenError",
    "UnknownMorphAliasError",
    "ValidationError",
    "__version__",
    "parse_timestamp",
    "scheduled_times",
    "set_testing",
]

# Nothing is imported before it is asked for: the package comes with a pytest plugin, which every test run of its users loads.
_LATER = {
    **dict.fromkeys((name for name in __all__ if name.endswith("Error")), "._errors"),
    "AiohttpTransport": "._aiohttp",
    "Appointment": "omneo_api.models",
    "AppointmentLink": "omneo_api.models",
    "AsyncOmneo": "._client",
    "Misfit": "omneo_api.types",
    "MorphAlias": "omneo_api.models",
    "Omneo": "._client",
    "RawResponse": "._appointments",
    "parse_timestamp": "._times",
    "scheduled_times": "._times",
    "set_testing": "._http",
}
_SUBMODULES = ("bulk", "sandbox")


def __dir__() -> list[str]:
    return sorted({*__all__, "AiohttpTransport", *_SUBMODULES, *(name for name in globals() if name.startswith("__"))})
