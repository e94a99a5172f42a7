"""From an answer, or from its absence, to one of our errors. The only place that maps a status."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import httpx

from ._errors import (
    STATUS_ERRORS,
    APIConnectionError,
    APIResponseError,
    APIStatusError,
    APITimeoutError,
    OmneoError,
)
from ._retries import parse_retry_after

LONGEST_SUMMARY = 500  # characters of the one line that str(error) is
SHORTEST_SECRET = 8  # characters
KNOWN_STATUSES = frozenset(map(int, HTTPStatus))


def judged(answer: httpx.Response) -> httpx.Response:
    """The answer if it is a 2xx, else its APIStatusError. An unknown 2xx is shown as 200, as RFC 9110, 15 says."""
    if not answer.is_success:
        raise status_error(answer)
    if answer.status_code in KNOWN_STATUSES:
        return answer
    shown = copy.copy(answer)
    shown.status_code = HTTPStatus.OK
    return shown


def as_error(cause: Exception, request: httpx.Request | None, answer: httpx.Response | None) -> OmneoError:
    """What the user sees of a failure: the cause itself if it is one of ours already."""
    if isinstance(cause, OmneoError):
        return cause
    if request is None:  # nothing was sent, nor could be
        return APIConnectionError(f"the request could not be made: {type(cause).__name__}")
    where = f"{request.method} {request.url.path}"
    if isinstance(cause, httpx.TimeoutException):
        return APITimeoutError(summary(f"{where}: timed out ({type(cause).__name__})", request))
    if answer is None or isinstance(cause, httpx.TransportError):
        return APIConnectionError(summary(f"{where}: {cause or type(cause).__name__}", request))
    if not answer.is_success:  # an error whose body could not be decompressed: the status is what counts
        return status_error(answer)
    text = summary(f"{answer.status_code} {where}: the server acted, but its answer does not fit the spec", answer.request)
    return APIResponseError(text, status_code=answer.status_code, headers=clean_headers(answer), body=clean_body(answer))


def status_error(answer: httpx.Response) -> APIStatusError:
    body = clean_body(answer)
    envelope = json_object(body)
    message = envelope.get("message")
    message = message if isinstance(message, str) else ""
    errors = field_errors(envelope.get("errors"))
    request = answer.request
    fields = "; ".join(f"{field}: {' '.join(messages)}" for field, messages in errors.items())
    words = message or answer.reason_phrase or "no message"
    line = f"{answer.status_code} {request.method} {request.url.path}: {words}" + (f" [{fields}]" if fields else "")
    return STATUS_ERRORS.get(answer.status_code, APIStatusError)(
        summary(line, request),
        status_code=answer.status_code,
        message=message,
        errors=errors,
        headers=clean_headers(answer),
        body=body,
        retry_after=parse_retry_after(answer.headers.get("Retry-After"), datetime.now(UTC)),
    )


def json_object(body: bytes) -> Mapping[str, Any]:
    """The body as a JSON object, empty where it is anything else, however broken or deeply nested."""
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def field_errors(errors: object) -> dict[str, list[str]]:
    """Field -> messages, from Laravel's `errors`; a lone string counts as a list of one, anything else is left out."""
    if not isinstance(errors, dict):
        return {}
    lists = {field: [entry] if isinstance(entry, str) else entry for field, entry in errors.items()}
    return {
        field: [message for message in messages if isinstance(message, str)]
        for field, messages in lists.items()
        if isinstance(messages, list)
    }


# A debug page may echo the request's headers. So the token is cut out of whatever an error keeps of an answer.


def secrets(request: httpx.Request) -> list[str]:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    # A very short one would be cut out of ordinary words. The second form is how PHP's json_encode writes the first.
    return [token, token.replace("/", "\\/")] if len(token) >= SHORTEST_SECRET else []


def summary(text: str, request: httpx.Request) -> str:
    for secret in secrets(request):
        text = text.replace(secret, "[token]")
    line = "".join(char if char.isprintable() else " " for char in text)
    line = " ".join(line.split())
    return line if len(line) <= LONGEST_SUMMARY else f"{line[:LONGEST_SUMMARY]}..."


def clean_body(answer: httpx.Response) -> bytes:
    try:
        body = answer.content
    except httpx.ResponseNotRead:
        return b""
    for secret in secrets(answer.request):
        body = body.replace(secret.encode(), b"[token]")
    return body


def clean_headers(answer: httpx.Response) -> dict[str, str]:
    headers = dict(answer.headers)
    for secret in secrets(answer.request):
        headers = {name: value.replace(secret, "[token]") for name, value in headers.items()}
    return headers
