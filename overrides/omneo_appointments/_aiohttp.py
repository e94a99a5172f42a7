"""aiohttp beneath AsyncOmneo, for many calls at once: the extra `[aiohttp]`."""

from __future__ import annotations

import ssl
import urllib.request
from typing import Any

import httpx

try:
    import httpx_aiohttp
except ImportError as missing:
    raise ImportError("AiohttpTransport needs an extra: pip install 'omneo-appointments[aiohttp]'") from missing

DEFAULT_LIMITS = httpx.Limits(max_connections=1000)


class AiohttpTransport(httpx_aiohttp.AiohttpTransport):
    """A transport that does not slow down when hundreds of calls run at once: `AsyncOmneo(transport=AiohttpTransport())`.

    verify: False, or an ssl.SSLContext, instead of the system's authorities. proxy: an httpx.Proxy; without one, HTTP_PROXY,
    HTTPS_PROXY, ALL_PROXY and NO_PROXY count, as they do for httpx. limits: at most 1,000 connections unless told.
    Pickles by its arguments.
    """

    def __init__(
        self,
        *,
        verify: bool | ssl.SSLContext = True,
        proxy: httpx.Proxy | None = None,
        limits: httpx.Limits = DEFAULT_LIMITS,
    ) -> None:
        self._arguments = {"verify": verify, "proxy": proxy, "limits": limits}
        self._proxy_known = proxy is not None
        super().__init__(verify=verify, proxy=proxy, limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self._proxy_known:
            self.proxy, self._proxy_known = proxy_for(request.url), True
        try:
            return await super().handle_async_request(request)
        except httpx.ConnectTimeout as error:
            # httpx-aiohttp calls every lost connection a timeout; only a real one is.
            if isinstance(error.__cause__, TimeoutError):
                raise
            raise httpx.ConnectError(str(error), request=request) from error.__cause__

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (self._arguments,)


def _revive(arguments: dict[str, Any]) -> AiohttpTransport:
    return AiohttpTransport(**arguments)


def proxy_for(url: httpx.URL) -> httpx.Proxy | None:
    """The environment's proxy for a URL. A client speaks to one host, so one look is enough."""
    proxies = urllib.request.getproxies()
    address = proxies.get(url.scheme) or proxies.get("all")
    return None if address is None or urllib.request.proxy_bypass(url.host) else httpx.Proxy(address)
