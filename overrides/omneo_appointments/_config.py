"""What a client is set up with: arguments first, then the environment, all of it checked before anything is sent."""

from __future__ import annotations

import ipaddress
import json
import math
import os
import pkgutil
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import httpx

from ._errors import ConfigurationError

Token: TypeAlias = str | Callable[[], str] | Callable[[], Awaitable[str]]
Transport: TypeAlias = httpx.BaseTransport | httpx.AsyncBaseTransport

DEFAULT_TIMEOUT = 30.0  # seconds, for each of write, read and the wait for a free connection
CONNECT_TIMEOUT = 5.0  # seconds
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_TOKEN = re.compile(r"[\x21-\x7e]+", re.ASCII)
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", re.ASCII)
_HEADER_VALUE = re.compile(r"[\t\x20-\x7e]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Config:
    """A checked configuration. Its repr leaves out what may be secret."""

    base_url: str
    token: Token = field(repr=False)
    timeout: httpx.Timeout
    max_retries: int
    headers: dict[str, str] = field(repr=False)
    transport: Transport | None = field(repr=False)

    def with_options(
        self, timeout: float | httpx.Timeout | None, max_retries: int | None, headers: Mapping[str, str] | None
    ) -> Config:
        """The same with what is not None put in its place; headers are added to those already there."""
        return replace(
            self,
            timeout=self.timeout if timeout is None else checked_timeout(timeout),
            max_retries=self.max_retries if max_retries is None else checked_max_retries(max_retries),
            headers={**self.headers, **checked_headers(headers or {})},
        )


def resolve(
    tenant: str | None,
    token: Token | None,
    base_url: str | None,
    timeout: float | httpx.Timeout,
    max_retries: int,
    headers: Mapping[str, str] | None,
    transport: Transport | None,
    allow_insecure_http: bool,
) -> Config:
    """The configuration from arguments and environment, or ConfigurationError. An argument always beats the environment."""
    if tenant is None and base_url is None:
        base_url = os.environ.get("OMNEO_BASE_URL") or None
    if tenant is None and base_url is None:
        tenant = os.environ.get("OMNEO_TENANT") or None
        if tenant is None:
            raise ConfigurationError("no tenant: pass tenant= or set OMNEO_TENANT (or base_url= / OMNEO_BASE_URL)")
    token = token if token is not None else os.environ.get("OMNEO_TOKEN") or None
    if token is None:
        raise ConfigurationError("no token: pass token= or set OMNEO_TOKEN")
    address = tenant_url(tenant) if base_url is None else checked_url(base_url, allow_insecure_http)
    return Config(
        base_url=address,
        token=token if callable(token) else checked_token(token),
        timeout=checked_timeout(timeout),
        max_retries=checked_max_retries(max_retries),
        headers=checked_headers(headers or {}),
        transport=transport,
    )


def tenant_url(tenant: object) -> str:
    """The tenant's own address, from the server template in the spec."""
    if not isinstance(tenant, str) or not _LABEL.fullmatch(tenant):
        raise ConfigurationError(
            f"tenant must be one DNS label (a-z, 0-9 and inner hyphens, at most 63 characters), not {tenant!r}"
        )
    spec = json.loads(pkgutil.get_data("omneo_api", "openapi.json") or b"")
    return str(spec["servers"][0]["url"]).format(tenant=tenant)


def checked_url(value: object, allow_insecure_http: bool) -> str:
    """An absolute URL without query, fragment or credentials; https unless the host is loopback or plain http is allowed."""
    try:
        url = httpx.URL(value) if isinstance(value, str) else httpx.URL()
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.userinfo:
        raise ConfigurationError(f"base_url must not hold credentials, as the one for {url.host!r} does")
    if url.scheme not in ("http", "https") or not url.host or url.query or url.fragment:
        raise ConfigurationError(f"base_url must be like 'https://host/path', not {value!r}")
    if url.scheme == "http" and not allow_insecure_http and not is_loopback(url.host):
        raise ConfigurationError(
            f"base_url must be https, since the token would travel in clear: {value!r} (allow_insecure_http=True allows it)"
        )
    return str(url).rstrip("/")


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def checked_token(value: object) -> str:
    """A token that can travel in a header. It is in no message, whatever is wrong with it."""
    if not isinstance(value, str) or not _TOKEN.fullmatch(value):
        raise ConfigurationError("the token must be a string of visible ASCII characters without blanks or line breaks")
    return value


def checked_timeout(value: object) -> httpx.Timeout:
    """Seconds as a timeout of each phase, connecting in at most CONNECT_TIMEOUT; an httpx.Timeout is taken as it is."""
    if isinstance(value, httpx.Timeout):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise ConfigurationError(f"timeout must be seconds above 0 or an httpx.Timeout, not {value!r}")
    return httpx.Timeout(value, connect=min(value, CONNECT_TIMEOUT))


def checked_max_retries(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ConfigurationError(f"max_retries must be an integer from 0, not {value!r}")
    return value


def checked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers that can travel. A value may be a secret, so a message names the header only."""
    for name, value in headers.items():
        if not isinstance(name, str) or not _HEADER_NAME.fullmatch(name):
            raise ConfigurationError(f"a header's name must be an HTTP token, not {name!r}")
        if name.lower() == "authorization":
            raise ConfigurationError("the Authorization header is made from token=, not from headers=")
        if not isinstance(value, str) or not _HEADER_VALUE.fullmatch(value):
            raise ConfigurationError(f"the value of header {name!r} must be a string of printable ASCII characters")
    return dict(headers)
