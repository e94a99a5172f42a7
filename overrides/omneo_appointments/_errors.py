"""Everything that can go wrong, as one tree.

OmneoError
|-- ConfigurationError              no tenant or token, a tenant that is not one DNS label, a bad base URL, option or environment
|-- TokenError                      the token callable failed, or returned no token
|-- TimestampError                  also ValueError: a timestamp or time zone that cannot be read
|-- LinkTargetError                 also ValueError: raised before any request
|   |-- UnknownMorphAliasError
|   |-- InvalidTargetIdError
|   `-- InvalidAppointmentIdError
|-- APIConnectionError              no answer, or not a whole one
|   `-- APITimeoutError
|-- APIResponseError                a 2xx that does not fit the spec: the server did act
`-- APIStatusError                  any other status than 2xx
    |-- BadRequestError 400  AuthenticationError 401  PermissionDeniedError 403  NotFoundError 404
    |-- ConflictError 409    ValidationError 422      RateLimitError 429
    `-- InternalServerError 5xx
"""

from __future__ import annotations

import pickle
import reprlib
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

KEPT_BODY = 64 * 1024  # bytes of a body that an error keeps


def shown(value: object, longest: int = 30) -> str:
    """A short repr of one line for a message; never fails, whatever the value's own __repr__ does. longest: characters."""
    short = reprlib.Repr()
    short.maxstring = short.maxother = longest
    try:
        text = short.repr(value)
    except Exception:  # int -> str has a limit, and a __repr__ may raise anything
        text = f"<{type(value).__name__}>"
    return "".join(char if char.isprintable() else " " for char in text)


def _revive(kind: type[OmneoError], args: tuple[Any, ...], state: dict[str, Any]) -> OmneoError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class OmneoError(Exception):
    """The base class of everything that this package raises on purpose. `str()` of it is one line without secrets.

    tries: int, the requests that were sent; 0 if none was.
    """

    tries: int = 0

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy by content: the constructors take keywords, which the default cannot replay."""
        return _revive, (type(self), self.args, self.__dict__)


class ConfigurationError(OmneoError):
    """The client cannot be set up from its arguments and the environment. The message names the argument or the variable."""


class TokenError(OmneoError):
    """The token callable failed, or returned something that is no token. `__cause__` is the callable's own exception, if any."""


class TimestampError(OmneoError, ValueError):
    """A timestamp or a time zone of the API that cannot be read."""


class LinkTargetError(OmneoError, ValueError):
    """An argument breaks a rule of the API. No request was sent.

    field: the argument's name. value: what was given, unchanged.
    """

    def __init__(self, message: str, *, field: str, value: object) -> None:
        super().__init__(message)
        self.field = field
        self.value = value

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the value, or its repr if the value itself does not pickle."""
        state = self.__dict__
        try:
            pickle.dumps(self.value)
        except Exception:  # a value of the caller's may refuse with anything
            state = {**state, "value": shown(self.value)}
        return _revive, (type(self), self.args, state)


class UnknownMorphAliasError(LinkTargetError):
    """The type is not on the whitelist.

    allowed: every alias on it. suggestion: the nearest of them, None where none is near.
    """

    def __init__(self, value: object, *, allowed: Sequence[str], suggestion: str | None) -> None:
        guess = f"; did you mean {suggestion!r}?" if suggestion else ""
        message = f"type must be one of {', '.join(map(repr, allowed))}, not {shown(value)}{guess}"
        super().__init__(message, field="type", value=value)
        self.allowed: tuple[str, ...] = tuple(allowed)
        self.suggestion = suggestion


class InvalidTargetIdError(LinkTargetError):
    """The id does not have the form that its type requires.

    alias: the type. expected: that form, in words.
    """

    def __init__(self, value: object, *, alias: str, expected: str) -> None:
        message = f"for type {alias!r}, id must be {expected}, not {shown(value)}"
        super().__init__(message, field="id", value=value)
        self.alias = alias
        self.expected = expected


class InvalidAppointmentIdError(LinkTargetError):
    """The appointment's id is not a positive integer.

    expected: what it must be, in words.
    """

    def __init__(self, value: object, *, expected: str) -> None:
        message = f"appointment must be {expected}, not {shown(value)}"
        super().__init__(message, field="appointment", value=value)
        self.expected = expected


class APIConnectionError(OmneoError):
    """There was no answer, or not a whole one; whether the server acted is unknown.

    `__cause__` is a copy of the transport's exception without its request, or an ssl.SSLError where TLS failed.
    """


class APITimeoutError(APIConnectionError):
    """The same, because a try took longer than `timeout`, or the call longer than `deadline`."""


class _AnsweredError(OmneoError):
    """What the two errors about an answer have in common."""

    def __init__(self, message: str, status_code: int, headers: Mapping[str, str] | None, body: bytes) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.headers: httpx.Headers = httpx.Headers(headers)
        self.body: bytes = body[:KEPT_BODY]
        self.body_truncated: bool = len(body) > KEPT_BODY

    @property
    def request_id(self) -> str | None:
        """The answer's X-Request-Id header, if any."""
        found: str | None = self.headers.get("X-Request-Id")
        return found


class APIResponseError(_AnsweredError):
    """The answer is a 2xx, but its body does not fit the spec, or is about another appointment.

    status_code: int. headers: httpx.Headers, whose names are looked up in any case. body: the first 64 KiB as bytes.
    body_truncated: bool, whether there was more. pointer: the JSON pointer of what does not fit, such as `/data/links/0/id`;
    None where the body as a whole does not. request_id: str or None.
    """

    def __init__(
        self,
        message: str,
        *,
        status_code: int,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        pointer: str | None = None,
    ) -> None:
        super().__init__(message, status_code, headers, body)
        self.pointer = pointer


class APIStatusError(_AnsweredError):
    """The server answered with a status other than 2xx; the statuses with a class of their own are below.

    status_code: int. message: the server's own words, "" where it sent none. errors: dict of field -> list of messages, {} where
    there are none. headers: httpx.Headers, whose names are looked up in any case. body: the first 64 KiB as bytes.
    body_truncated: bool, whether there was more. request_id: str or None. retry_after: seconds of the Retry-After header as
    a float, never negative; None where there is none, or it cannot be read.
    """

    def __init__(
        self,
        summary: str,
        *,
        status_code: int,
        message: str = "",
        errors: Mapping[str, list[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(summary, status_code, headers, body)
        self.message = message
        self.errors: dict[str, list[str]] = dict(errors or {})
        self.retry_after = retry_after


class BadRequestError(APIStatusError):
    """400."""


class AuthenticationError(APIStatusError):
    """401: there is no token, or it is not valid."""


class PermissionDeniedError(APIStatusError):
    """403: the token lacks the scope."""


class NotFoundError(APIStatusError):
    """404: no such appointment, or no such record to link."""


class ConflictError(APIStatusError):
    """409."""


class ValidationError(APIStatusError):
    """422: `.errors` says which field breaks which rule."""


class RateLimitError(APIStatusError):
    """429: `.retry_after` says how long to wait, if the server does."""


class InternalServerError(APIStatusError):
    """5xx."""


STATUS_ERRORS: Mapping[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: ValidationError,
    429: RateLimitError,
    **dict.fromkeys(range(500, 600), InternalServerError),
}

for _error in list(globals().values()):
    if isinstance(_error, type) and issubclass(_error, OmneoError) and not _error.__name__.startswith("_"):
        _error.__module__ = "omneo_appointments"  # where users import it from, and what a traceback shows
