"""What all requests of a client have in common. It is made once for each configuration, since a call has little time."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx

from ._body import ACCEPT_ENCODING

_PLAIN_PATH = re.compile(r"(/[\w~-][\w.~-]*)+", re.ASCII)
MOST_MADE = 64  # sets of headers that are kept: they differ by Content-Length, and by a token that a callable gives
_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class RequestHeaders:
    """The headers of a request, which many share: for httpx, which copies them, and as pairs of text."""

    def __init__(self, pairs: list[tuple[bytes, bytes]]) -> None:
        self.for_httpx = httpx.Headers(pairs)
        self.pairs = [(name.decode("ascii"), value.decode("ascii")) for name, value in pairs]


class Template:
    """The base URL, parsed, and the headers that every request has.

    own: the headers that the user gave; they take the place of ours.
    """

    def __init__(self, base_url: str, own: Mapping[str, tuple[str, str]]) -> None:
        self._prefix, self._base = base_url.rstrip("/"), httpx.URL(base_url)
        self._base_path = self._base.raw_path.decode("ascii").rstrip("/")
        standard = {
            "accept": ("Accept", "application/json"),
            "accept-encoding": ("Accept-Encoding", ACCEPT_ENCODING),
            "connection": ("Connection", "keep-alive"),
            "user-agent": ("User-Agent", user_agent()),
        }
        merged = {"host": ("Host", self._base.netloc.decode("ascii")), **standard, **own}
        self._made: dict[tuple[Any, ...], RequestHeaders] = {}
        self._headers = {name: (given.encode("ascii"), value.encode("ascii")) for name, (given, value) in merged.items()}

    def url(self, path: str, params: Any = None) -> httpx.URL:
        """The URL of a path below the base URL."""
        if params or not _PLAIN_PATH.fullmatch(path):
            return httpx.URL(self._prefix + path, **({"params": params} if params else {}))
        # Parsing costs a tenth of a call. The attribute is private to httpx; a test compares the URL with a parsed one.
        url = httpx.URL(self._base)
        url._uri_reference = url._uri_reference._replace(path=self._base_path + path)
        return url

    def headers(self, own: Mapping[str, str], token: str) -> RequestHeaders:
        """The headers of a request. own: those of this request, which count."""
        key = (token, *own.items())
        made = self._made.get(key)
        if made is None:
            named = {name.lower(): (name.encode("ascii"), value.encode("ascii")) for name, value in own.items()}
            bearer = (b"Authorization", f"Bearer {token}".encode("ascii"))
            made = RequestHeaders([*{**self._headers, **named}.values(), bearer])
            if len(self._made) >= MOST_MADE:
                self._made.clear()
            self._made[key] = made
        return made


def encode_json(value: Any) -> bytes:
    return _encoder.encode(value).encode()


@cache
def user_agent() -> str:
    """Our version and Python's; looked up once, since it is read from the disk."""
    from importlib.metadata import version  # here, since it is slow to import and a program may import us without a client

    return f"omneo-appointments/{version('omneo-appointments')} python/{platform.python_version()}"
