"""Whether a try is repeated, and when; then that a call does what was decided."""

import logging
import ssl
from datetime import UTC, datetime
from typing import Any, cast

import httpx
import omneo_appointments as omneo
import pytest
from omneo_appointments._retries import is_retryable, parse_retry_after, wait_before_retry

from tests.conftest import LINKED, UNLINKED, Driver

NOW = datetime(2026, 5, 11, 10, 0, 0, tzinfo=UTC)


def status(code: int) -> omneo.APIStatusError:
    return omneo.APIStatusError("", status_code=code)


def token_error(cause: Exception) -> omneo.TokenError:
    error = omneo.TokenError()
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("again", "error"),
    [(True, status(code)) for code in (408, 429, 500, 502, 503, 504)]
    + [(False, status(code)) for code in (300, 400, 401, 403, 404, 405, 409, 419, 422, 501, 505, 520, 599)]
    + [(True, omneo.APIConnectionError()), (True, omneo.APITimeoutError()), (False, omneo.ConfigurationError())]
    + [(False, omneo.APIResponseError("", status_code=200)), (False, omneo.TokenError())]
    + [(True, token_error(cause)) for cause in (omneo.APITimeoutError(), ConnectionResetError(), httpx.ReadError("a"))]
    + [(False, token_error(cause)) for cause in (ssl.SSLCertVerificationError(1, "a"), KeyError("a"), omneo.TokenError())],
    ids=lambda value: getattr(value, "status_code", None) or type(value).__name__,
)
def test_is_retryable(again: bool, error: omneo.OmneoError) -> None:
    """No answer, 408, 429, 500, 502, 503 and 504 are worth another try; nothing else is."""
    assert is_retryable(error) is again


@pytest.mark.parametrize(
    ("seconds", "value"),
    [
        (7.0, "7"),
        (1e16, "1" + "0" * 16),
        (0.0, "0"),
        (7.0, " 7 "),
        (90.0, "Mon, 11 May 2026 10:01:30 GMT"),
        (0.0, "Mon, 11 May 2026 09:00:00 GMT"),
    ]
    + [(90.0, "Mon, 11 May 2026 10:01:30 -0000"), (18090.0, "Mon, 11 May 2026 10:01:30 EST")]
    + [(90.0, "Monday, 11-May-26 10:01:30 GMT"), (90.0, "Mon May 11 10:01:30 2026")]
    + [(None, value) for value in (None, "", "soon", "-1", "1.5", "٧", "Mon, 99 May 2026 10:01:30 GMT", "9999-99-99")]
    + [(None, value) for value in ("1 Jan 99999999999999999999 00:00:00 GMT", "9" * 500, "1e3", "inf", "nan", "0x10", "1_0")],
)
def test_parse_retry_after(seconds: float | None, value: str | None) -> None:
    """Whole seconds or an HTTP date; anything else is as if it weren't there."""
    assert parse_retry_after(value, NOW) == seconds


def test_tries_by_default(driver: Driver, script: Any) -> None:
    """Two retries after the first try, with growing waits of which a part is chance."""
    session = script({"status": 503})
    with pytest.raises(omneo.InternalServerError) as caught:
        driver.call(driver.client(session.base_url), "link")

    assert (caught.value.tries, len(session.requests)) == (3, 3)
    assert [0.5 <= driver.slept[0] <= 1.0, 1.0 <= driver.slept[1] <= 1.5] == [True, True]


@pytest.mark.parametrize("verb", ["link", "unlink"])
def test_success_after_failures(driver: Driver, script: Any, verb: str) -> None:
    """A call that recovers is a success like any other."""
    session = script({"status": 500}, {"status": 200, "fault": "close"}, LINKED if verb == "link" else UNLINKED)
    driver.call(driver.client(session.base_url), verb)

    assert len(session.requests) == 3
    assert {request["body"] for request in session.requests} == {session.requests[0]["body"]}


def test_retry_after_is_honoured(driver: Driver, script: Any) -> None:
    """No try is sent earlier than the server asks, and jitter comes on top."""
    session = script(*({"status": 429, "headers": {"Retry-After": wait}} for wait in ("7", "60")), LINKED)
    driver.call(driver.client(session.base_url), "link")

    assert 7 <= driver.slept[0] <= 7 + 0.5 + 0.7
    assert 60 <= driver.slept[1] <= 60 + 0.5 + 6


@pytest.mark.parametrize("options", [{}, {"deadline": 30}], ids=["longer than the cap", "longer than the deadline"])
def test_retry_after_too_long(driver: Driver, script: Any, options: dict[str, Any]) -> None:
    """A wait that is longer than a minute, or than what is left of the deadline, is the caller's to decide: the error comes at once."""
    asked = 31 if options else 61
    session = script({"status": 429, "headers": {"Retry-After": str(asked)}}, LINKED)
    with pytest.raises(omneo.RateLimitError) as caught:
        driver.call(driver.client(session.base_url, **options), "link")

    assert (caught.value.retry_after, caught.value.tries, driver.slept, len(session.requests)) == (asked, 1, [], 1)


def test_waits_have_jitter() -> None:
    """Two clients do not come back in the same instant, with Retry-After or without, and the backoff ends at 8 seconds."""
    asked = omneo.RateLimitError("", status_code=429, retry_after=10.0)

    assert len({wait_before_retry(asked, 0, None) for _ in range(50)}) > 40
    assert len({wait_before_retry(status(503), 0, None) for _ in range(50)}) > 40
    assert all(8 <= cast(float, wait_before_retry(status(503), 50, None)) <= 8.5 for _ in range(50))
    assert wait_before_retry(status(503), 0, 0.4) is None


def test_skipped_waits_count_against_the_deadline(driver: Driver, script: Any) -> None:
    """With waiting turned off, the deadline still ends a call when the waits would have."""
    session = script({"status": 429, "headers": {"Retry-After": "20"}})
    with pytest.raises(omneo.RateLimitError):
        driver.call(driver.client(session.base_url, deadline=50, max_retries=9), "link")

    assert (len(driver.slept), len(session.requests)) == (2, 3)


def test_no_retries(driver: Driver, script: Any) -> None:
    """max_retries=0 sends once."""
    session = script({"status": 503})
    with pytest.raises(omneo.InternalServerError):
        driver.call(driver.client(session.base_url, max_retries=0), "link")

    assert (len(session.requests), driver.slept) == (1, [])


def test_log(driver: Driver, script: Any, caplog: pytest.LogCaptureFixture) -> None:
    """One line a try at DEBUG, and a warning for each retry with its number and wait."""
    caplog.set_level(logging.DEBUG, "omneo_appointments")
    session = script({"status": 503}, LINKED)
    driver.call(driver.client(session.base_url), "link")
    lines = [(record.levelname, record.getMessage()) for record in caplog.records if record.name == "omneo_appointments"]

    assert [level for level, _ in lines] == ["DEBUG", "WARNING", "DEBUG"]
    assert "-> 503 in" in lines[0][1]
    assert "retry 1 of 2 in" in lines[1][1]
    assert lines[1][1].endswith(" s, which set_testing() skips")
    assert lines[2][1].endswith("try 2")
