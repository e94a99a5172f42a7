"""What a client is set up with: arguments first, then the environment, all of it checked before anything is sent."""

from __future__ import annotations

import ipaddress
import json
import os
import pkgutil
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Final, TypeAlias

import httpx

from ._errors import ConfigurationError, shown
from ._request import Template

Token: TypeAlias = str | Callable[[], str]
AsyncToken: TypeAlias = str | Callable[[], str] | Callable[[], Awaitable[str]]
Transport: TypeAlias = httpx.BaseTransport | httpx.AsyncBaseTransport


class NotGiven:
    """Marks an option that was left out, where None means something."""

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN: Final = NotGiven()

DEFAULT_TIMEOUT = 30.0  # seconds for a whole try
DEFAULT_DEADLINE = 120.0  # seconds for a call with all its tries and waits
DEFAULT_MAX_RESPONSE_BYTES = 16 * 2**20
CONNECT_TIMEOUT = 5.0  # seconds
LONGEST_TIME = 10_000_000  # seconds, some 115 days; the operating system's own limits are not far above
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_NAME = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}$){_NAME}(\.{_NAME})*\.?", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"([0-9]+|0x[0-9a-f]*)", re.IGNORECASE | re.ASCII)
_URL = re.compile(
    r"https?://(\[[0-9a-f:.]+\]|[^/:?#@\[\]\\\s]+)(:[0-9]+)?(/([\w.~!$&'()*+,;=:@-]|%[0-9a-f]{2})*)*", re.IGNORECASE | re.ASCII
)  # whether the host is one is_host() says
_TOKEN = re.compile(r"[\x21-\x7e]+", re.ASCII)
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_HEADER_VALUE = re.compile(r"([\x21-\x7e]([\t\x20-\x7e]*[\x21-\x7e])?)?", re.ASCII)
_RESERVED_HEADERS = {
    "authorization": "is made from token=",
    "proxy-authorization": "belongs into the proxy's URL",
    "cookie": "is never sent",
    "proxy-connection": "is for proxies",
    **dict.fromkeys(("content-type", "content-encoding"), "follows from the body"),
    **dict.fromkeys(
        ("host", "content-length", "transfer-encoding", "expect", "connection", "keep-alive", "te", "trailer", "upgrade"),
        "frames the request and is set by the client",
    ),
}


@dataclass(frozen=True, slots=True)
class Config:
    """A checked configuration. Its repr leaves out what may be secret.

    headers: name in lower case -> name and value as they were given. template: what all requests have in common.
    """

    base_url: str
    token: Any = field(repr=False)
    timeout: float | httpx.Timeout
    deadline: float | None
    max_retries: int
    max_response_bytes: int
    headers: dict[str, tuple[str, str]] = field(repr=False)
    transport: Any = field(repr=False)
    template: Template = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "template", Template(self.base_url, self.headers))

    def with_options(self, **options: Any) -> Config:
        """The same with the options that were given in their place; headers are added to those already there."""
        given = {name: CHECKS[name](value) for name, value in options.items() if value is not NOT_GIVEN}
        if "headers" in given:
            given["headers"] = {**self.headers, **given["headers"]}
        return replace(self, **given)


def resolve(tenant: object, token: object, base_url: object, allow_insecure_http: object, transport: Any, **options: Any) -> Config:
    """The configuration from arguments and environment, or ConfigurationError. An argument always beats the environment."""
    if not isinstance(allow_insecure_http, bool):  # "false", out of a file of settings, would allow it
        raise ConfigurationError(f"allow_insecure_http must be True or False, not {shown(allow_insecure_http)}")
    if tenant is not None and base_url is not None:
        raise ConfigurationError("pass tenant= or base_url=, not both")
    if tenant is None and base_url is None:
        base_url = os.environ.get("OMNEO_BASE_URL") or None
    if tenant is None and base_url is None:
        tenant = os.environ.get("OMNEO_TENANT") or None
        if tenant is None:
            raise ConfigurationError("no tenant: pass tenant= or set OMNEO_TENANT (or base_url= / OMNEO_BASE_URL)")
    if token is None:
        token = os.environ.get("OMNEO_TOKEN") or None
    if token is None:
        raise ConfigurationError("no token: pass token= or set OMNEO_TOKEN")
    return Config(
        base_url=tenant_url(tenant) if base_url is None else checked_url(base_url, allow_insecure_http),
        token=token if callable(token) else checked_token(token),
        transport=transport,
        **{name: CHECKS[name](value) for name, value in options.items()},
    )


@cache
def spec() -> dict[str, Any]:
    """The spec, from the generated package."""
    return dict(json.loads(pkgutil.get_data("omneo_api", "openapi.json") or b""))


def tenant_url(tenant: object) -> str:
    """The tenant's own address, from the server template in the spec."""
    if not isinstance(tenant, str) or not _LABEL.fullmatch(str.__str__(tenant)):
        raise ConfigurationError(
            f"tenant must be one DNS label (a-z, 0-9 and inner hyphens, at most 63 characters), not {shown(tenant)}"
        )
    return str(spec()["servers"][0]["url"]).format(tenant=str.__str__(tenant))


def checked_url(value: object, allow_insecure_http: bool) -> str:
    """An absolute URL without query, fragment or credentials; https unless the host is loopback or plain http is allowed."""
    text = str.__str__(value) if isinstance(value, str) else ""
    if "@" in text.partition("//")[2].partition("/")[0]:
        raise ConfigurationError("base_url must not hold credentials")
    url = parsed_url(text)
    if url is None:
        raise ConfigurationError(f"base_url must be like 'https://host/path', not {without_secrets(value)}")
    if url.scheme == "http" and not allow_insecure_http and not is_loopback(url.host):
        raise ConfigurationError(
            f"base_url must be https, since the token would travel in clear: {shown(text)} (allow_insecure_http=True allows it)"
        )
    address = str(url).rstrip("/")
    version = "/" + next(iter(spec()["paths"])).split("/")[1]
    if address.endswith(version):
        raise ConfigurationError(f"base_url must end before {version}, which every path begins with, not like {shown(text)}")
    return address


def parsed_url(text: str) -> httpx.URL | None:
    try:
        url = httpx.URL(text)
        fits = _URL.fullmatch(text) and is_host(url.raw_host.decode("ascii")) and (url.port is None or 0 < url.port < 65536)
    except (httpx.InvalidURL, ValueError):
        return None
    return url if fits else None


def without_secrets(value: object) -> str:
    """A refused URL for a message, without anything that may be a secret: credentials, query, fragment."""
    if not isinstance(value, str):
        return shown(value)
    text = re.sub(r"[?#].*", lambda found: f"{found[0][0]}...", str.__str__(value), flags=re.DOTALL)
    return shown(re.sub(r"^([a-zA-Z]+://)?.*@", r"\1...@", text, flags=re.DOTALL))


def is_host(host: str) -> bool:
    """Whether a host is an address or a name. One that ends in a number, such as 127.1, is another address to each tool."""
    try:
        return ipaddress.ip_address(host) is not None and "%" not in host
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2]
        return _HOST.fullmatch(host) is not None and _NUMBER.fullmatch(last) is None


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: localhost, 127.0.0.0/8, ::1, and the IPv6 form of the former."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def is_token(value: str) -> bool:
    """Whether a string can travel as a bearer token."""
    return _TOKEN.fullmatch(str.__str__(value)) is not None


def checked_token(value: object) -> str:
    """A token that can travel in a header. It is in no message, whatever is wrong with it."""
    if not isinstance(value, str) or not is_token(value):
        raise ConfigurationError("the token must be a string of visible ASCII characters without blanks or line breaks")
    return str.__str__(value)


def checked_timeout(value: object) -> float | httpx.Timeout:
    if isinstance(value, httpx.Timeout):
        if all(phase is None or is_seconds(phase) for phase in value.as_dict().values()):
            return value
    elif is_seconds(value):
        return float(value)  # type: ignore[arg-type]  # is_seconds has looked
    raise ConfigurationError(
        f"timeout must be seconds above 0, at most {LONGEST_TIME}, or an httpx.Timeout of such, not {shown(value)}"
    )


def checked_deadline(value: object) -> float | None:
    if value is None:
        return None
    if is_seconds(value):
        return float(value)  # type: ignore[arg-type]  # is_seconds has looked
    raise ConfigurationError(f"deadline must be seconds above 0, at most {LONGEST_TIME}, or None, not {shown(value)}")


def is_seconds(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= LONGEST_TIME


def checked_max_retries(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
        raise ConfigurationError(f"max_retries must be an integer from 0, not {shown(value)}")
    return value


def checked_max_response_bytes(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise ConfigurationError(f"max_response_bytes must be an integer from 1, not {shown(value)}")
    return value


def checked_headers(headers: object) -> dict[str, tuple[str, str]]:
    """Headers that can travel. A value may be a secret, so a message names the header only."""
    if headers is None:
        return {}
    if not isinstance(headers, Mapping):
        raise ConfigurationError(f"headers must be a mapping of names to values, not {type(headers).__name__}")
    return dict(checked_header(name, value) for name, value in headers.items())


def checked_header(name: object, value: object) -> tuple[str, tuple[str, str]]:
    if not isinstance(name, str) or not _HEADER_NAME.fullmatch(str.__str__(name)):
        raise ConfigurationError(f"a header's name must be an HTTP token, not {shown(name)}")
    plain = str.__str__(name)
    if plain.lower() in _RESERVED_HEADERS:
        raise ConfigurationError(f"header {plain!r} cannot be set: it {_RESERVED_HEADERS[plain.lower()]}")
    if not isinstance(value, str) or not _HEADER_VALUE.fullmatch(str.__str__(value)):
        raise ConfigurationError(
            f"the value of header {shown(plain)} must be a string of printable ASCII characters without blanks at its ends"
        )
    return plain.lower(), (plain, str.__str__(value))


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "timeout": checked_timeout,
    "deadline": checked_deadline,
    "max_retries": checked_max_retries,
    "max_response_bytes": checked_max_response_bytes,
    "headers": checked_headers,
}
