"""A response's body, read in pieces and never larger than the caller allows."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn, cast

fast_decode: Callable[[bytes], Any] | None
try:
    from msgspec.json import decode as fast_decode
except ImportError:
    fast_decode = None

ACCEPT_ENCODING = "gzip, deflate"  # what the standard library can decompress in bounded memory


class BodyError(Exception):
    """The body cannot be used. `str()` says why."""


class BodyReader:
    """Collects a body and decompresses it on the way.

    limit: bytes after decompression.
    """

    def __init__(self, limit: int) -> None:
        self._pieces: list[bytes] = []
        self._limit = self._room = limit
        self._encoding, self._inflate = "", cast(Any, None)
        self._broken = ""

    def begin(self, encoding: str | None) -> None:
        """Take the Content-Encoding header, before the first piece."""
        if encoding:
            self._encoding = encoding.strip().lower()
            if self._encoding in ("gzip", "x-gzip", "deflate"):
                self._inflate = zlib.decompressobj(47)  # gzip or zlib, whichever the first bytes show (zlib's manual, inflateInit2)

    def feed(self, piece: bytes) -> bool:
        """Add a piece as it came over the wire. False if there is no use in reading on."""
        try:
            if self._inflate is None:
                self._add(piece)
            else:
                self._decompress(self._inflate, piece)
        except zlib.error as error:
            self._broken = f"its {self._encoding} data is broken ({error})"
        return not self._broken

    def close(self) -> tuple[bytes, str]:
        """The body, as far as it came, and why it cannot be used: "" if it can."""
        if self._pieces and not self._broken:
            if self._inflate is not None and not self._inflate.eof:
                self._broken = f"its {self._encoding} data ends too early"
            elif self._inflate is None and self._encoding not in ("", "identity"):
                self._broken = f"its content encoding {self._encoding[:40]!r} is not one that was accepted"
        return b"".join(self._pieces), self._broken

    def _decompress(self, inflate: Any, piece: bytes) -> None:
        while piece and not self._broken:
            if inflate.eof:  # gzip data may consist of several members
                inflate = self._inflate = zlib.decompressobj(47)
            try:
                self._add(inflate.decompress(piece, self._room + 1))
            except zlib.error:
                if self._pieces or self._encoding != "deflate":
                    raise
                self._encoding = "raw deflate"  # some servers send it without zlib's header
                inflate = self._inflate = zlib.decompressobj(-15)
                continue
            piece = inflate.unconsumed_tail or inflate.unused_data

    def _add(self, piece: bytes) -> None:
        if len(piece) > self._room:
            piece = piece[: self._room]
            self._broken = f"it is larger than {self._limit} bytes (max_response_bytes)"
        if piece:
            self._room -= len(piece)
            self._pieces.append(piece)


def refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_decoder = json.JSONDecoder(parse_constant=refuse_constant)


def parse_json(body: bytes) -> Any:
    """The body as JSON in UTF-8, UTF-16 or UTF-32, with or without a byte order mark (RFC 8259, 8.1 allows to ignore one).

    Raises ValueError for anything else, NaN and Infinity among it.
    """
    if fast_decode is not None:
        with suppress(Exception):  # it refuses some of what the standard library takes, and reads the rest alike
            return fast_decode(body)
    try:
        return _decoder.decode(body.decode(json.detect_encoding(body)))
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
