"""Stub until the transports room lands."""

from __future__ import annotations

import httpx


def proxy_for(url: httpx.URL) -> httpx.Proxy | None:
    return None
