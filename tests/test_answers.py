"""Every kind of answer to link and unlink, sync and async, from a real socket server: class, status, message, no token.

The table is what the README's "what is raised when" says.
"""

import base64
import copy
import gzip
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import omneo_appointments as omneo
import pytest
from reference_server import Answer, Session

from tests.conftest import LINKED, TOKEN, Driver

LARAVEL_422: dict[str, Any] = {
    "message": "The selected type is invalid. (and 1 more error)",
    "errors": {"type": ["a", "b"], "answers.0.value": ["c"]},
}
HTML = {"headers": {"Content-Type": "text/html"}, "body": "<html><h1>502 Bad Gateway</h1></html>"}
DEEP = {"body": "[" * 200_000, "headers": {"Content-Type": "application/json"}}
ECHO = {"json": {"message": f"bad header Bearer {TOKEN}", "errors": {"id": [TOKEN]}}, "headers": {"X-Echo": TOKEN}}
BROKEN_GZIP = {"headers": {"Content-Encoding": "gzip"}, "body": "not gzip"}

STATUSES: list[tuple[str, Answer, type[omneo.OmneoError], int, str]] = [
    ("301", {"status": 301, "headers": {"Location": "http://127.0.0.1:1/x"}}, omneo.APIStatusError, 301, ""),
    ("400", {"status": 400, "json": {"message": "Bad."}}, omneo.BadRequestError, 400, "Bad."),
    ("401", {"status": 401, "json": {"message": "Unauthenticated."}}, omneo.AuthenticationError, 401, "Unauthenticated."),
    (
        "403",
        {"status": 403, "json": {"message": "Invalid scope(s) provided."}},
        omneo.PermissionDeniedError,
        403,
        "Invalid scope(s) provided.",
    ),
    ("404", {"status": 404}, omneo.NotFoundError, 404, ""),
    ("404 HTML", {"status": 404, **HTML}, omneo.NotFoundError, 404, ""),
    ("405", {"status": 405, "json": {"message": "No POST."}}, omneo.APIStatusError, 405, "No POST."),
    ("408", {"status": 408}, omneo.APIStatusError, 408, ""),
    ("409", {"status": 409, "json": {"message": "Twice."}}, omneo.ConflictError, 409, "Twice."),
    ("419", {"status": 419, "json": {"message": "CSRF token mismatch."}}, omneo.APIStatusError, 419, "CSRF token mismatch."),
    ("422", {"status": 422, "json": LARAVEL_422}, omneo.ValidationError, 422, LARAVEL_422["message"]),
    ("422 list", {"status": 422, "json": ["message"]}, omneo.ValidationError, 422, ""),
    ("422 odd", {"status": 422, "json": {"message": 3, "errors": [1]}}, omneo.ValidationError, 422, ""),
    ("429", {"status": 429, "headers": {"Retry-After": "7"}}, omneo.RateLimitError, 429, ""),
    ("500", {"status": 500, "json": {"message": "Server Error"}}, omneo.InternalServerError, 500, "Server Error"),
    ("500 deep", {"status": 500, **DEEP}, omneo.InternalServerError, 500, ""),
    ("500 echo", {"status": 500, **ECHO}, omneo.InternalServerError, 500, "bad header Bearer [token]"),
    ("502 HTML", {"status": 502, **HTML}, omneo.InternalServerError, 502, ""),
    ("502 gzip", {"status": 502, **BROKEN_GZIP}, omneo.InternalServerError, 502, ""),
    ("503 cut JSON", {"status": 503, "body": '{"message": "tr'}, omneo.InternalServerError, 503, ""),
    ("520", {"status": 520, "body": "error"}, omneo.InternalServerError, 520, ""),
    ("520 latin", {"status": 520, "body_base64": "/////w=="}, omneo.InternalServerError, 520, ""),
    ("604", {"status": 604}, omneo.APIStatusError, 604, ""),
]
MISFITS: list[tuple[str, Answer]] = [
    ("empty", {"status": 200}),
    ("204", {"status": 204}),
    ("HTML", {"status": 200, **HTML}),
    ("cut JSON", {"status": 200, "body": '{"data": {"id": 4'}),
    ("deep", {"status": 200, **DEEP}),
    ("list", {"status": 200, "json": []}),
    ("string", {"status": 200, "json": "linked"}),
    ("null", {"status": 200, "json": None}),
    ("no data", {"status": 200, "json": {"appointment": {}}}),
    ("null data", {"status": 200, "json": {"data": None}}),
    ("empty data", {"status": 200, "json": {"data": {}}}),
    ("data list", {"status": 200, "json": {"data": [1]}}),
    ("links number", {"status": 200, "json": {"data": {**LINKED["json"]["data"], "links": 7}}}),  # type: ignore[index]
    ("links of null", {"status": 200, "json": {"data": {**LINKED["json"]["data"], "links": [None]}}}),  # type: ignore[index]
    ("not UTF-8", {"status": 200, "body_base64": "/////w=="}),
    ("gzip", {"status": 200, **BROKEN_GZIP}),
    ("201", {"status": 201, "json": {"data": 3}}),
]
FAULTS: list[tuple[str, Answer]] = [
    ("closed", {"status": 200, "fault": "close"}),
    ("reset in the body", {**LINKED, "fault": "truncate"}),
    ("an error reset in the body", {"status": 500, "body": "x" * 100, "fault": "truncate"}),
]


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> Callable[[BaseException], str]:
    """Everything that anyone could read of an error, as one text; the token must not be in it."""
    caplog.set_level(logging.DEBUG)
    # httpcore's own debug log shows an answer's headers as they came; nobody sees it without asking for it by name.
    logging.getLogger("httpcore").setLevel(logging.INFO)

    def tell(error: BaseException) -> str:
        text = "".join(traceback.format_exception(error)) + caplog.text + "".join(capsys.readouterr())
        pickled = pickle.dumps(error) + pickle.dumps(copy.copy(error))
        text += repr(vars(error)) + pickled.decode("latin-1")
        assert TOKEN not in text
        assert TOKEN.replace("/", "\\/") not in text
        return text

    return tell


def raised(driver: Driver, session: Session, verb: str, **options: Any) -> omneo.OmneoError:
    with pytest.raises(omneo.OmneoError) as caught:
        driver.call(driver.client(session.base_url, **options), verb)
    return caught.value


@pytest.mark.parametrize("verb", ["link", "unlink"])
@pytest.mark.parametrize(
    ("kind", "status", "message", "answer"), [(k, s, m, a) for _, a, k, s, m in STATUSES], ids=[r[0] for r in STATUSES]
)
def test_statuses(
    driver: Driver, script: Any, told: Any, verb: str, kind: type[omneo.OmneoError], status: int, message: str, answer: Answer
) -> None:
    """Each status has its class, its number and the server's own words."""
    error: Any = raised(driver, script(answer), verb)
    told(error)
    copied = pickle.loads(pickle.dumps(error))

    assert (type(error), error.status_code, error.message) == (kind, status, message)
    assert str(error).startswith(f"{status} POST /")
    assert "\n" not in str(error)
    assert (str(copied), vars(copied)) == (str(error), vars(error))


@pytest.mark.parametrize("answer", [answer for _, answer in MISFITS], ids=[name for name, _ in MISFITS])
def test_misfits(driver: Driver, script: Any, told: Any, answer: Answer) -> None:
    """A 2xx that does not fit the spec says that the server acted, keeps the body, and is not sent again."""
    session = script(answer)
    error: Any = raised(driver, session, "link")
    told(error)

    assert (type(error), error.status_code, error.tries) == (omneo.APIResponseError, answer["status"], 1)
    assert (error.__cause__, error.__context__, len(session.requests)) == (None, None, 1)


@pytest.mark.parametrize("verb", ["link", "unlink"])
@pytest.mark.parametrize("answer", [answer for _, answer in FAULTS], ids=[name for name, _ in FAULTS])
def test_faults(driver: Driver, script: Any, told: Any, verb: str, answer: Answer) -> None:
    """A connection that breaks is an APIConnectionError after three tries, with its cause."""
    session = script(answer)
    error = raised(driver, session, verb)
    told(error)

    assert (type(error), error.tries, len(session.requests)) == (omneo.APIConnectionError, 3, 3)
    assert error.__cause__ is not None


@pytest.mark.parametrize("status", [200, 201, 202, 230, 299])
def test_any_2xx_that_fits(driver: Driver, script: Any, status: int) -> None:
    """200 is inferred, not documented: every 2xx with an appointment in it is a success, even an unknown one."""
    linked = driver.call(driver.client(script({**LINKED, "status": status}).base_url), "link")

    assert [link.type_ for link in linked.links] == ["profile", "list"]


@pytest.mark.parametrize("answer", [{"status": 204}, {"status": 200}, {"status": 202, "body": "queued"}, {"status": 299}])
def test_unlink_answers_none(driver: Driver, script: Any, answer: Answer) -> None:
    """Unlink is a success on every 2xx and returns None."""
    assert driver.call(driver.client(script(answer).base_url), "unlink") is None


def test_gzip(driver: Driver, script: Any) -> None:
    """A compressed answer is read like any other."""
    packed = gzip.compress(json.dumps(LINKED["json"]).encode())
    answer = {
        "status": 200,
        "headers": {"Content-Encoding": "gzip"},
        "body_base64": base64.b64encode(packed).decode(),
    }

    assert driver.call(driver.client(script(answer).base_url), "link").id == 42


def test_connection_refused(driver: Driver, told: Any) -> None:
    """Nobody listens: APIConnectionError."""
    with pytest.raises(omneo.APIConnectionError) as caught:
        driver.call(driver.client("http://127.0.0.1:9", max_retries=0), "link")

    assert told(caught.value)


def test_tls_failure(driver: Driver, script: Any, told: Any) -> None:
    """A server that does not speak TLS: APIConnectionError."""
    address = script(LINKED).base_url.replace("http://", "https://")
    with pytest.raises(omneo.APIConnectionError) as caught:
        driver.call(driver.client(address, max_retries=0), "link")

    assert told(caught.value)


@pytest.mark.parametrize("verb", ["link", "unlink"])
def test_read_timeout(driver: Driver, script: Any, told: Any, verb: str) -> None:
    """A server that is silent for too long: APITimeoutError, after a second try."""
    session = script({"status": 200, "fault": "stall", "seconds": 0.6})
    error = raised(driver, session, verb, timeout=0.1, max_retries=1)
    told(error)

    assert (type(error), error.tries) == (omneo.APITimeoutError, 2)


def test_field_errors(driver: Driver, script: Any) -> None:
    """For 422 the line names the fields, and .errors maps each to its messages."""
    error: Any = raised(driver, script({"status": 422, "json": LARAVEL_422}), "link")

    assert error.errors == {"type": ["a", "b"], "answers.0.value": ["c"]}
    assert str(error).endswith("[type: a b; answers.0.value: c]")


def test_odd_field_errors(driver: Driver, script: Any) -> None:
    """A lone string counts as a list of one; whatever is neither is left out."""
    errors = {"a": "one", "b": ["two", 3], "c": {"d": 1}, "e": None}
    error: Any = raised(driver, script({"status": 422, "json": {"message": "m", "errors": errors}}), "link")

    assert error.errors == {"a": ["one"], "b": ["two"]}


def test_short_token(driver: Driver, script: Any) -> None:
    """A token too short to be a secret is not cut out of ordinary words."""
    answer = {"status": 419, "json": {"message": "CSRF token mismatch."}}
    error: Any = raised(driver, script(answer), "link", token="token")

    assert error.message == "CSRF token mismatch."


def test_long_and_split_message(driver: Driver, script: Any) -> None:
    """A message of many lines is shown on one, cut at 500 characters; .message keeps it whole."""
    message = "first\nsecond\x1b[31m " + "x" * 1000
    error: Any = raised(driver, script({"status": 400, "json": {"message": message}}), "link")

    assert error.message == message
    assert len(str(error)) < 510
    assert "first second" in str(error)


def test_request_id_and_headers(driver: Driver, script: Any) -> None:
    """An error carries the answer's headers in lower case, and its request id."""
    error: Any = raised(driver, script({"status": 400, "headers": {"X-Request-Id": "r-1"}, "body": "raw"}), "link")

    assert (error.request_id, error.headers["x-request-id"], error.body) == ("r-1", "r-1", b"raw")
