"""Granian with one answer for every POST, and GET /count for how many it gave: a server that costs little."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

BODY = Path(os.environ["BENCH_ANSWER"]).read_bytes()
HEADERS = [("content-type", "application/json")]
served = 0


async def app(scope: Any, protocol: Any) -> None:
    """An RSGI application."""
    global served
    if scope.method == "POST":
        await protocol()
        served += 1
        protocol.response_bytes(200, HEADERS, BODY)
    else:
        protocol.response_str(200, HEADERS, str(served))
