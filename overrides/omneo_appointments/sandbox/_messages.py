"""What comes and what goes: a request and a reply, free of any socket."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import TypeAlias

from attrs import evolve, frozen

Headers: TypeAlias = tuple[tuple[str, str], ...]

MAX_BODY = 2**20  # bytes of a request; more is Laravel's 413
PHRASES = {one.value: one.phrase for one in HTTPStatus} | {429: "Too Many Attempts.", 500: "Server Error"}


@frozen
class Request:
    """What came. target: as it stood in the request line. body: None if it was longer than MAX_BODY."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes | None

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


@frozen
class Reply:
    """An answer, and how it leaves: whole, spread over `drip` seconds, cut in half, or not at all (a TCP reset).

    fault: the order that made it so.
    """

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    headers: Headers = ()
    manner: str = "whole"
    seconds: float = 0.0
    fault: str | None = None

    def plus(self, headers: Headers) -> Reply:
        return evolve(self, headers=self.headers + headers) if headers else self


Endpoint: TypeAlias = Callable[[Request], Awaitable[Reply]]


def json_reply(value: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(value).encode())


def phrase(status: int) -> str:
    """The text of a status, as Laravel words it."""
    return PHRASES.get(status, "Error")
