"""Whether a try is repeated, and when; then that the funnel does what was decided."""

import logging
from datetime import UTC, datetime
from typing import Any

import omneo_appointments as omneo
import pytest
from omneo_appointments._retries import is_retryable, parse_retry_after

from tests.conftest import LINKED, UNLINKED, Driver

NOW = datetime(2026, 5, 11, 10, 0, 0, tzinfo=UTC)


def status(code: int) -> omneo.APIStatusError:
    return omneo.APIStatusError("", status_code=code)


@pytest.mark.parametrize(
    ("again", "error"),
    [(True, status(code)) for code in (408, 429, 500, 502, 503, 504)]
    + [(False, status(code)) for code in (300, 400, 401, 403, 404, 405, 409, 419, 422, 501, 505, 520, 599)]
    + [(True, omneo.APIConnectionError()), (True, omneo.APITimeoutError()), (False, omneo.ConfigurationError())]
    + [(False, omneo.APIResponseError("", status_code=200, headers={}, body=b"")), (False, None), (False, KeyError())],
    ids=lambda value: getattr(value, "status_code", None) or type(value).__name__,
)
def test_is_retryable(again: bool, error: BaseException | None) -> None:
    """No answer, 408, 429, 500, 502, 503 and 504 are worth another try; nothing else is."""
    assert is_retryable(error) is again


@pytest.mark.parametrize(
    ("seconds", "value"),
    [(7.0, "7"), (0.0, "0"), (7.0, " 7 "), (90.0, "Mon, 11 May 2026 10:01:30 GMT"), (0.0, "Mon, 11 May 2026 09:00:00 GMT")]
    + [(90.0, "Mon, 11 May 2026 10:01:30 -0000")]
    + [(None, value) for value in (None, "", "soon", "-1", "1.5", "٧", "Mon, 99 May 2026 10:01:30 GMT", "9999-99-99")],
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
    """The server's wish counts instead of the backoff, up to a minute."""
    session = script(*({"status": 429, "headers": {"Retry-After": wait}} for wait in ("7", "86400")), LINKED)
    driver.call(driver.client(session.base_url), "link")

    assert driver.slept == [7.0, 60.0]


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
    assert lines[2][1].endswith("try 2")
