"""The bearer token of one try. A string is used as it is; a callable is called anew for each try."""

from __future__ import annotations

import inspect
from collections.abc import Callable

from ._config import Token, is_token
from ._errors import TokenError


def bearer(token: Token) -> str:
    """The token to send. Raises TokenError if the callable fails or returns something that is no token."""
    if isinstance(token, str):
        return token
    try:
        given: object = token()
    except Exception as cause:
        raise TokenError(f"the token callable raised {type(cause).__name__}") from cause
    return checked(given)


async def async_bearer(token: Callable[[], object]) -> str:
    """The same for a callable that may return an awaitable."""
    try:
        given: object = token()
        if inspect.isawaitable(given):
            given = await given
    except Exception as cause:
        raise TokenError(f"the token callable raised {type(cause).__name__}") from cause
    return checked(given)


def checked(given: object) -> str:
    if inspect.isawaitable(given):
        if inspect.iscoroutine(given):
            given.close()
        raise TokenError("the token callable returned an awaitable: an async one needs AsyncOmneo")
    if not isinstance(given, str) or not is_token(given):
        raise TokenError("the token callable must return a string of visible ASCII characters without blanks or line breaks")
    return str.__str__(given)
