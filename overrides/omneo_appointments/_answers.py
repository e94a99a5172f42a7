"""Map an answer, or its absence, to an error. The only place that maps a status."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import httpx
from attrs import field, frozen

from ._body import BodyError, parse_json
from ._errors import (
    KEPT_BODY,
    STATUS_ERRORS,
    APIConnectionError,
    APIResponseError,
    APIStatusError,
    APITimeoutError,
)
from ._redact import redact
from ._retries import parse_retry_after, tls_failure

LONGEST_SUMMARY = 500  # characters of the one line that str(error) is
LONGEST_REASON = 200  # characters of it for why there is no answer
KNOWN_STATUSES = frozenset(map(int, HTTPStatus))
# What an exception without a text of its own means.
REASONS: Mapping[type[Exception], str] = {
    httpx.ConnectTimeout: "connecting took too long",
    httpx.ConnectError: "no connection",
    httpx.ReadTimeout: "no answer in time",
    TimeoutError: "no answer in time",
    httpx.ReadError: "the connection was lost before the whole answer had come",
    httpx.WriteTimeout: "sending took too long",
    httpx.WriteError: "the connection was lost while sending",
    httpx.PoolTimeout: "no free connection in time",
    httpx.RemoteProtocolError: "the answer is not HTTP",
}


@frozen(slots=True)
class Sent:
    """What an error says of the request. token: cut out of whatever the error keeps of the answer."""

    method: str
    path: str
    host: str
    token: str = field(repr=False)

    @property
    def where(self) -> str:
        return f"{self.method} {self.path}"


@frozen(slots=True)
class Answer:
    """An answer that was read to its end, as the generated parser wants to see it.

    status: as it came. broken: why the body cannot be used, "" where it can.
    """

    status: int
    headers: httpx.Headers
    content: bytes
    broken: str = ""

    @property
    def status_code(self) -> int:
        """The status, an unknown 2xx as 200, since the generated parser refuses what it does not know (RFC 9110, 15)."""
        return self.status if self.status in KNOWN_STATUSES else int(HTTPStatus.OK)

    def json(self) -> Any:
        """The body as JSON. Raises BodyError or ValueError if it cannot be used."""
        if self.broken:
            raise BodyError(self.broken)
        return parse_json(self.content)


def connection_error(cause: Exception, sent: Sent) -> APIConnectionError:
    """The error for a try without an answer. Its cause is a copy, since the original holds the request and so the token."""
    cause = proxy_error(cause)
    # A library may repeat what it could not read, however long that was; the host comes after it.
    text = summary(str(cause) or REASONS.get(type(cause), type(cause).__name__), sent.token, LONGEST_REASON)
    tls = tls_failure(cause)
    timed_out = isinstance(cause, httpx.TimeoutException | TimeoutError)
    kind, words = (APITimeoutError, "timed out: ") if timed_out else (APIConnectionError, "TLS failed: " if tls else "")
    words = "" if "timed out" in text else words
    error = kind(summary(f"{sent.where}: {words}{text} (host {sent.host})", sent.token))
    error.__cause__ = copy_of(tls or cause, sent.token)
    return error


def proxy_error(cause: Exception) -> Exception:
    """What a proxy answered instead of opening a tunnel, by its status alone: its words may repeat the credentials that it got."""
    status = re.match(r"[0-9]{3}\b", str(cause)) if isinstance(cause, httpx.ProxyError) else None
    return httpx.ProxyError(f"the proxy answered {status[0]}") if status else cause


def late_error(sent: Sent, deadline: float | None) -> APITimeoutError:
    """The error for a call whose deadline has passed, in a try or before it could begin."""
    return APITimeoutError(summary(f"{sent.where}: the call's deadline of {deadline} s has passed (host {sent.host})", sent.token))


def copy_of(cause: Exception, token: str) -> Exception:
    """An exception of the same class and text, without anything else that the original holds."""
    try:
        if isinstance(cause, OSError) and cause.errno:
            return type(cause)(cause.errno, redact(cause.strerror or "", token))
        return type(cause)(redact(str(cause), token))
    except Exception:  # a class of a transport's own may want other arguments
        return APIConnectionError(redact(f"{type(cause).__name__}: {cause}", token))


def status_error(answer: Answer, sent: Sent) -> APIStatusError:
    """The error for an answer other than 2xx."""
    envelope = json_object(answer.content)
    message = redact(text_of(envelope.get("message")), sent.token)
    errors = field_errors(envelope.get("errors"), sent.token)
    fields = "; ".join(f"{field}: {' '.join(messages)}" for field, messages in errors.items())
    words = message or reason_phrase(answer.status)
    line = f"{answer.status} {sent.where}: {words}" + (f" [{fields}]" if fields else "") + redirect(answer)
    return STATUS_ERRORS.get(answer.status, APIStatusError)(
        summary(line, sent.token),
        status_code=answer.status,
        message=message,
        errors=errors,
        headers=clean_headers(answer.headers, sent.token),
        body=clean_body(answer.content, sent.token),
        retry_after=parse_retry_after(answer.headers.get("Retry-After"), datetime.now(UTC)),
    )


def response_error(answer: Answer, sent: Sent, reason: str, pointer: str | None = None) -> APIResponseError:
    """The error for a 2xx that cannot be used. reason: what is wrong with the body."""
    if looks_like_html(answer):
        reason = "the body is an HTML page, not JSON; perhaps a proxy or a login page answered instead of Omneo"
    else:
        reason = f"the server accepted the request, but its answer does not fit the spec: {reason}"
    return APIResponseError(
        summary(f"{answer.status} {sent.where}: {reason}", sent.token),
        status_code=answer.status,
        headers=clean_headers(answer.headers, sent.token),
        body=clean_body(answer.content, sent.token),
        pointer=pointer,
    )


def looks_like_html(answer: Answer) -> bool:
    return "html" in answer.headers.get("Content-Type", "").lower() or answer.content.lstrip()[:1] == b"<"


def redirect(answer: Answer) -> str:
    location = answer.headers.get("Location")
    return f" (redirects are not followed; Location: {location})" if location and 300 <= answer.status < 400 else ""


def reason_phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in KNOWN_STATUSES else "no message"


def json_object(body: bytes) -> Mapping[str, Any]:
    """The body as a JSON object, empty where it is anything else."""
    try:
        value = parse_json(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def text_of(value: object) -> str:
    return value if isinstance(value, str) else ""


def field_errors(errors: object, token: str) -> dict[str, list[str]]:
    """Field -> messages, from Laravel's `errors`; a lone string counts as a list of one, anything else is left out."""
    if not isinstance(errors, dict):
        return {}
    lists = {field: [entry] if isinstance(entry, str) else entry for field, entry in errors.items()}
    return {
        redact(field, token): [redact(message, token) for message in messages if isinstance(message, str)]
        for field, messages in lists.items()
        if isinstance(messages, list)
    }


def clean_body(body: bytes, token: str) -> bytes:
    """What an error keeps of a body. It is cut first with room for a token at the end, since a large body takes long."""
    start = body[: KEPT_BODY + 1 + 12 * len(token)]
    return redact(start.decode("latin-1"), token).encode("latin-1")[: KEPT_BODY + (len(body) > KEPT_BODY)]


def clean_headers(headers: httpx.Headers, token: str) -> httpx.Headers:
    cleaned = [(redact(name, token), redact(value, token)) for name, value in headers.multi_items()]
    return httpx.Headers(cleaned, encoding=headers.encoding)


def summary(text: str, token: str, longest: int = LONGEST_SUMMARY) -> str:
    """One printable line."""
    line = "".join(char if char.isprintable() else " " for char in redact(text, token))
    line = " ".join(line.split())
    return line if len(line) <= longest else f"{line[: longest - 3]}..."
