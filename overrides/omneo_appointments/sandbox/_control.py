"""The routes that control a sandbox while it runs. They need no token."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from attrs import asdict

from ._faults import orders
from ._laravel import RefusalError, whole
from ._messages import Endpoint, Reply, Request, json_reply
from ._page import page
from ._state import Sandbox


def controls(sandbox: Sandbox, base_url: str) -> dict[str, dict[str, Endpoint]]:
    """The endpoints by path and method."""

    async def console(_: Request) -> Reply:
        return page(sandbox, base_url)

    async def state(_: Request) -> Reply:
        return json_reply(sandbox.state())

    async def requests(_: Request) -> Reply:
        return json_reply([asdict(one) for one in sandbox.log()])

    async def faults(_: Request) -> Reply:
        return json_reply(sandbox.fault_report())

    async def order(request: Request) -> Reply:
        with readable():
            sandbox.order(orders(text(request)))
        return json_reply(sandbox.fault_report())

    async def change(request: Request) -> Reply:
        with readable():
            sandbox.change(json.loads(text(request)))
        return json_reply(sandbox.state()["settings"])

    async def reset(_: Request) -> Reply:
        sandbox.reset()
        return Reply(204)

    return {
        "/": {"GET": console},
        "/_sandbox/state": {"GET": state},
        "/_sandbox/requests": {"GET": requests},
        "/_sandbox/faults": {"GET": faults, "POST": order},
        "/_sandbox/settings": {"POST": change},
        "/_sandbox/reset": {"POST": reset},
    }


def text(request: Request) -> str:
    return whole(request).decode("utf-8")


@contextmanager
def readable() -> Iterator[None]:
    """Answer what cannot be read with one clear line."""
    try:
        yield
    except (ValueError, RecursionError) as error:
        raise RefusalError(400, str(error)) from None
