"""Everything that can go wrong, as one tree.

OmneoError
|-- ConfigurationError              no tenant or token, a tenant that is not one DNS label, a bad base URL, timeout or header
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

import reprlib
from collections.abc import Mapping, Sequence
from typing import Any


def _revive(kind: type[OmneoError], args: tuple[Any, ...], state: dict[str, Any]) -> OmneoError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class OmneoError(Exception):
    """The root of everything that this package raises on purpose. `str()` of it is one line without secrets.

    tries: how often a request was tried; 0 where none was.
    """

    tries: int = 0

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle and copy by content: the constructors take keywords, which the default cannot replay."""
        return _revive, (type(self), self.args, self.__dict__)


class ConfigurationError(OmneoError):
    """The client cannot be set up, or cannot get a token, from what it was given."""


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


class UnknownMorphAliasError(LinkTargetError):
    """The type is not on the whitelist.

    allowed: every alias on it. suggestion: the nearest of them, None where none is near.
    """

    def __init__(self, value: object, *, allowed: Sequence[str], suggestion: str | None) -> None:
        guess = f"; did you mean {suggestion!r}?" if suggestion else ""
        message = f"type must be one of {', '.join(map(repr, allowed))}, not {reprlib.repr(value)}{guess}"
        super().__init__(message, field="type", value=value)
        self.allowed = tuple(allowed)
        self.suggestion = suggestion


class InvalidTargetIdError(LinkTargetError):
    """The id has not the form that its type asks for.

    alias: the type. expected: that form, in words.
    """

    def __init__(self, value: object, *, alias: str, expected: str) -> None:
        message = f"for type {alias!r}, id must be {expected}, not {reprlib.repr(value)}"
        super().__init__(message, field="id", value=value)
        self.alias = alias
        self.expected = expected


class InvalidAppointmentIdError(LinkTargetError):
    """The appointment's id is not a positive integer.

    expected: what it must be, in words.
    """

    def __init__(self, value: object, *, expected: str) -> None:
        message = f"appointment must be {expected}, not {reprlib.repr(value)}"
        super().__init__(message, field="appointment", value=value)
        self.expected = expected


class APIConnectionError(OmneoError):
    """There was no answer, or not a whole one; whether the server acted is unknown."""


class APITimeoutError(APIConnectionError):
    """The same, because time ran out."""


class APIResponseError(OmneoError):
    """The server answered 2xx, so it did act, but the body does not fit the spec.

    status_code: int. headers: name in lower case -> value. body: the raw bytes.
    """

    def __init__(self, message: str, *, status_code: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.headers = dict(headers)
        self.body = body


class APIStatusError(OmneoError):
    """The server answered with a status other than 2xx; the statuses with a class of their own are below.

    status_code: int. message: the server's own words, "" where it sent none. errors: field -> messages, {} where there are
    none. headers: name in lower case -> value. body: the raw bytes. request_id: the answer's X-Request-Id, if any.
    retry_after: seconds that the server asks to wait, if it does.
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
        super().__init__(summary)
        self.status_code = status_code
        self.message = message
        self.errors = dict(errors or {})
        self.headers = dict(headers or {})
        self.body = body
        self.request_id = self.headers.get("x-request-id")
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
