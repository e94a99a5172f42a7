"""Whether to try again, and when. Pure decisions; `_http.py` acts on them.

Both operations are safe to repeat: linking twice leaves one link (the vendor's live test link-appointment.test.ts and SDK
README show it), and unlinking ends in the same state. So a try whose fate is unknown may be sent again.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import RetryCallState, wait_exponential, wait_random

from ._errors import APIConnectionError, APIStatusError

DEFAULT_MAX_RETRIES = 2
RETRYABLE_STATUSES = frozenset({408, 429, 500, 502, 503, 504})
LONGEST_WAIT = 60.0  # seconds; a server that asks for more is tried again after this
_backoff = wait_exponential(multiplier=0.5, max=8.0) + wait_random(0.0, 0.5)


def is_retryable(error: BaseException | None) -> bool:
    """No answer, an overloaded or broken server: yes. Any other status, a body that does not fit, bad arguments: no."""
    if isinstance(error, APIStatusError):
        return error.status_code in RETRYABLE_STATUSES
    return isinstance(error, APIConnectionError)


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, whole or by an HTTP date (RFC 9110, 10.2.3); None for neither."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds())


def error_of(state: RetryCallState) -> BaseException | None:
    return state.outcome.exception() if state.outcome else None


def wait_seconds(state: RetryCallState) -> float:
    """What the server asked for, up to LONGEST_WAIT; else 0.5 s, 1 s, 2 s ... up to 8 s, each plus up to 0.5 s by chance."""
    error = error_of(state)
    asked = error.retry_after if isinstance(error, APIStatusError) else None
    return _backoff(state) if asked is None else min(asked, LONGEST_WAIT)
