"""The bearer token, put on each try. Nothing but this and the configuration holds it."""

from __future__ import annotations

import inspect
from collections.abc import AsyncGenerator, Generator, Iterator
from contextlib import contextmanager

import httpx

from ._config import Token, checked_token
from ._errors import ConfigurationError


class BearerAuth(httpx.Auth):
    """The token as it was given; a callable is asked anew on each try, and what it answers is checked."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        token: object = self._token
        if callable(token):
            with asking():
                token = token()
            if inspect.iscoroutine(token):
                token.close()
                raise ConfigurationError("an async token callable needs AsyncOmneo")
            checked_token(token)
        request.headers["Authorization"] = f"Bearer {token}"
        yield request

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        token: object = self._token
        if callable(token):
            with asking():
                token = token()
                if inspect.isawaitable(token):
                    token = await token
            checked_token(token)
        request.headers["Authorization"] = f"Bearer {token}"
        yield request


@contextmanager
def asking() -> Iterator[None]:
    try:
        yield
    except Exception as cause:
        raise ConfigurationError(f"the token callable raised {type(cause).__name__}") from cause
