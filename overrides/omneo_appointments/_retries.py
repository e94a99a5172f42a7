"""Whether to try again, and when. Pure decisions; `_http.py` acts on them."""

from __future__ import annotations

import math
import random
import re
import socket
import ssl
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from errno import EADDRNOTAVAIL, EHOSTDOWN, EHOSTUNREACH, ENETDOWN, ENETRESET, ENETUNREACH, ENOBUFS, ENOTCONN, EPIPE

import httpx

from ._errors import APIConnectionError, APIStatusError, OmneoError, TokenError

DEFAULT_MAX_RETRIES = 2
RETRYABLE_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
LONGEST_RETRY_AFTER = 60.0  # seconds; a server that asks for more gets no retry, the caller gets its error
FIRST_WAIT, LONGEST_WAIT, JITTER = 0.5, 8.0, 0.5  # seconds
_NETWORK_ERRNOS = frozenset({EADDRNOTAVAIL, EHOSTDOWN, EHOSTUNREACH, ENETDOWN, ENETRESET, ENETUNREACH, ENOBUFS, ENOTCONN, EPIPE})
_DATE = re.compile(r"(?a:[A-Za-z]{3,9},? [0-9A-Za-z: -]{8,30})")


def is_network_error(error: BaseException) -> bool:
    """Whether an exception is about the network. Anything else that a transport raises is a defect of somebody's code."""
    if isinstance(error, httpx.TransportError):
        # What pytest-httpx raises where nothing is mocked; it is no timeout.
        unmocked = type(error) is httpx.TimeoutException and str(error).startswith("No response can be found for")
        return not unmocked and not isinstance(error, httpx.UnsupportedProtocol)
    if isinstance(error, ConnectionError | TimeoutError | socket.gaierror | socket.herror | ssl.SSLError):
        return True
    return isinstance(error, OSError) and error.errno in _NETWORK_ERRNOS


def tls_failure(error: BaseException | None) -> ssl.SSLError | None:
    """The TLS error behind an exception, if it would come again: a certificate, a protocol, but not a lost connection."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            lost = ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError | ssl.SSLWantReadError
            return None if isinstance(error, lost) else error
        error = error.__cause__ or error.__context__
    return None


def is_retryable(error: OmneoError) -> bool:
    """No answer, an overloaded or broken server: yes. TLS failures, any other status, a body that does not fit: no."""
    if isinstance(error, APIStatusError):
        return error.status_code in RETRYABLE_STATUSES
    if isinstance(error, TokenError):
        return isinstance(error.__cause__, Exception) and is_temporary(error.__cause__)
    return isinstance(error, APIConnectionError) and tls_failure(error.__cause__) is None


def is_temporary(cause: Exception) -> bool:
    return isinstance(cause, APIConnectionError) or (is_network_error(cause) and tls_failure(cause) is None)


def wait_before_retry(error: OmneoError, retries: int, left: float | None) -> float | None:
    """Seconds to wait before the next try, or None if the error is the caller's now.

    retries: how many there were. left: seconds until the call's deadline.

    Never shorter than the server's Retry-After. Each wait has jitter on top, so that many clients do not come back at once.
    """
    if not is_retryable(error):
        return None
    asked = error.retry_after if isinstance(error, APIStatusError) else None
    if asked is None:
        wait = min(FIRST_WAIT * 2 ** min(retries, 10), LONGEST_WAIT) + random.uniform(0, JITTER)  # noqa: S311 - no secret
    elif asked > LONGEST_RETRY_AFTER:
        return None
    else:
        wait = asked + random.uniform(0, JITTER + asked / 10)  # noqa: S311 - no secret
    return wait if left is None or wait < left else None


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for: a whole number, or one of HTTP's three date forms (RFC 9110, 10.2.3, 5.6.7).

    None for anything else, a number of seconds that no float holds among it.
    """
    text = (value or "").strip(" \t")
    if text.isascii() and text.isdigit():
        seconds = float(text)
        return seconds if math.isfinite(seconds) else None
    if not _DATE.fullmatch(text):
        return None
    try:
        date = parsedate_to_datetime(text)
        return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds())
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
