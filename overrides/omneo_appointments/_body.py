"""A response's body, read in pieces and never larger than the caller allows."""

from __future__ import annotations

import json
import zlib
from typing import Any, NoReturn

ACCEPT_ENCODING = "gzip, deflate"  # what the standard library can decompress in bounded memory


class BodyError(Exception):
    """The body cannot be used. `str()` says why."""


class BodyReader:
    """Collects a body and decompresses it on the way.

    encoding: the Content-Encoding header. limit: bytes after decompression.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._body = bytearray()
        self._limit = limit
        self._encoding = encoding.strip().lower()
        # 47: gzip or zlib, whichever the first bytes show (zlib's manual, inflateInit2).
        self._inflate = zlib.decompressobj(47) if self._encoding in ("gzip", "x-gzip", "deflate") else None
        self._broken = ""

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
        if self._body and not self._broken:
            if self._inflate is not None and not self._inflate.eof:
                self._broken = f"its {self._encoding} data ends too early"
            elif self._inflate is None and self._encoding not in ("", "identity"):
                self._broken = f"its content encoding {self._encoding[:40]!r} is not one that was accepted"
        return bytes(self._body), self._broken

    def _decompress(self, inflate: Any, piece: bytes) -> None:
        while piece and not self._broken:
            if inflate.eof:  # gzip data may consist of several members
                inflate = self._inflate = zlib.decompressobj(47)
            try:
                self._add(inflate.decompress(piece, self._limit - len(self._body) + 1))
            except zlib.error:
                if self._body or self._encoding != "deflate":
                    raise
                self._encoding = "raw deflate"  # some servers send it without zlib's header
                inflate = self._inflate = zlib.decompressobj(-15)
                continue
            piece = inflate.unconsumed_tail or inflate.unused_data

    def _add(self, piece: bytes) -> None:
        room = self._limit - len(self._body)
        self._body += piece[:room]
        if len(piece) > room:
            self._broken = f"it is larger than {self._limit} bytes (max_response_bytes)"


def refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_decoder = json.JSONDecoder(parse_constant=refuse_constant)


def parse_json(body: bytes) -> Any:
    """The body as JSON in UTF-8, UTF-16 or UTF-32, with or without a byte order mark (RFC 8259, 8.1 allows to ignore one).

    Raises ValueError for anything else, NaN and Infinity among it.
    """
    try:
        return _decoder.decode(body.decode(json.detect_encoding(body)))
    except RecursionError:
        raise ValueError("the JSON is nested too deeply") from None
