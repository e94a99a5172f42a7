"""The proxy for a URL, from the environment: the one place where it is chosen, for all clients.

HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, in upper or lower case, mean what they mean to httpx 0.28 with `trust_env=True`.
Two things differ: this machine itself is never reached through a proxy, and a value that cannot be used is refused with the name of
its variable.
"""

from __future__ import annotations

import ipaddress
import os
import urllib.request
from importlib.util import find_spec

import httpx

from ._config import is_host, is_loopback, without_secrets
from ._errors import ConfigurationError

PORTS = range(1, 2**16)
FORM = "must be a proxy's URL: http, https, socks5 or socks5h, a host, and a port from 1 to 65535"


def proxy_for(url: httpx.URL, *, socks: bool = True) -> httpx.Proxy | None:
    """The proxy that the environment names for a URL; None for a direct connection.

    socks: whether the transport can use a SOCKS proxy. Raises ConfigurationError for a value that cannot be used. It names the
    variable and not the value, which may hold a password.
    """
    if is_loopback(url.host) or f".{url.host.rstrip('.')}".endswith(".localhost"):  # RFC 6761, 6.3
        return None
    # On macOS and Windows this reads the system's settings too. In CGI it leaves HTTP_PROXY out, which a request's `Proxy` header
    # sets there (CVE-2016-5385).
    found = urllib.request.getproxies()
    entries = [entry.strip() for entry in found.get("no", "").split(",")]
    scheme = url.scheme if found.get(url.scheme) else "all"
    if not found.get(scheme) or "*" in entries or any(bypasses(entry, url) for entry in entries if entry):
        return None
    address = found[scheme]
    return checked_proxy(address if "://" in address else f"http://{address}", variable(scheme), socks=socks)


def variable(scheme: str) -> str:
    """The variable that counts: the one in lower case wins if both are set."""
    name = f"{scheme}_proxy"
    return name if os.environ.get(name) else name.upper()


def bypasses(entry: str, url: httpx.URL) -> bool:
    """Whether an entry of NO_PROXY covers a URL: an address, or [scheme://][.]host[:port].

    A host covers its subdomains as well; with a dot before it, those alone; with a scheme before it, itself alone. The length of a
    network's prefix does not count.
    """
    address = ip_address(entry.partition("/")[0])
    if address is not None:
        return address == ip_address(url.host)
    pattern = parsed(entry if "://" in entry else f"all://{entry}" if entry.startswith("[") else f"all://*{entry}")
    if pattern is None:
        raise ConfigurationError(
            f"{variable('no')} must be hosts separated by commas, each like example.com:8080, not {without_secrets(entry)}"
        )
    if pattern.scheme not in ("all", url.scheme) or pattern.port not in (None, url.port):
        return False
    if pattern.host.startswith("*."):
        return url.host.endswith(pattern.host[1:]) and url.host != pattern.host[1:]
    if pattern.host.startswith("*"):
        return f".{url.host}".endswith(f".{pattern.host[1:]}") or pattern.host == "*"
    return pattern.host in ("", url.host)


def checked_proxy(value: str | httpx.Proxy, name: str, *, socks: bool) -> httpx.Proxy:
    """A proxy that can be used. name: where the value comes from, for the message of ConfigurationError."""
    try:
        proxy = httpx.Proxy(value) if isinstance(value, str) else value
    except (httpx.InvalidURL, ValueError):
        proxy = None
    if proxy is None or not is_host(proxy.url.raw_host.decode("ascii")) or not (proxy.url.port is None or proxy.url.port in PORTS):
        raise ConfigurationError(f"{name} {FORM}")
    if proxy.url.scheme.startswith("socks"):
        if not socks:
            raise ConfigurationError(f"{name} is a SOCKS proxy, which AiohttpTransport cannot use; the default transport can")
        if find_spec("socksio") is None:
            raise ConfigurationError(f"{name} is a SOCKS proxy, which needs another package: pip install 'httpx[socks]'")
    return proxy


def parsed(text: str) -> httpx.URL | None:
    try:
        return httpx.URL(text)
    except httpx.InvalidURL:
        return None


def ip_address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
