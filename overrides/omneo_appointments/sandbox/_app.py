"""From a request to a reply: the routes of the spec and those that control the sandbox. Knows no socket."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from attrs import evolve

from ._control import controls
from ._faults import Fault
from ._handlers import HANDLERS
from ._laravel import RefusalError, error_reply, html_reply, refused, whole
from ._messages import Endpoint, Headers, Reply, Request, json_reply, phrase
from ._rules import Json
from ._spec import OPERATIONS, Operation, fits
from ._state import Received, Sandbox

KEPT_BODY = 1000  # characters of each request's body in the log
_LOOPBACK = re.compile(r"https?://(localhost|127(\.[0-9]+){3}|\[::1\])(:[0-9]+)?|null", re.IGNORECASE | re.ASCII)


class Application:
    """Answers requests for one sandbox. `seen` is told of each request."""

    def __init__(self, sandbox: Sandbox, address: str, seen: Callable[[Received], None] | None = None) -> None:
        self.sandbox = sandbox
        self.seen = seen
        self.controls = controls(sandbox, address)

    async def answer(self, request: Request) -> Reply:
        """The reply to a request, after the wait that a fault asks for. What is not for the controls is noted."""
        try:
            reply = await self.dispatch(request)
        except RefusalError as error:
            reply = error.reply
        except Exception:
            logging.getLogger(__name__).exception("the sandbox failed to answer")
            reply = json_reply({"message": phrase(500)}, 500)
        if request.path not in self.controls:
            self.note(request, reply)
        return reply.plus(cors(request))

    async def dispatch(self, request: Request) -> Reply:
        """Have the request's endpoint answer it, or say what HTTP has for a path or method that is not served."""
        endpoints = self.controls.get(request.path) or self.operations(request.path)
        route = request.path.removeprefix("/") or "/"
        if not endpoints:
            raise RefusalError(404, f"The route {route} could not be found.")
        endpoint = endpoints.get("GET" if request.method == "HEAD" else request.method)
        if endpoint:
            return await endpoint(request)
        methods = [*endpoints, *(["HEAD"] if "GET" in endpoints else [])]
        allowed = ", ".join([*methods, "OPTIONS"])
        if request.method == "OPTIONS":
            return Reply(204, headers=(("Allow", allowed), *preflight(request, allowed)))
        message = f"The {request.method} method is not supported for route {route}. Supported methods: {', '.join(methods)}."
        raise RefusalError(405, message, headers=(("Allow", allowed),))

    def operations(self, path: str) -> dict[str, Endpoint]:
        """The operations of the spec at this path, by method."""
        found = ((one, one.pattern.fullmatch(path)) for one in OPERATIONS)
        return {one.method: partial(self.operate, one, match.groups()) for one, match in found if match}

    async def operate(self, operation: Operation, values: tuple[str, ...], request: Request) -> Reply:
        """Carry out an operation of the spec, or let it meet the fault that is ordered for it."""
        with self.sandbox.lock:
            fault = self.sandbox.faults.take(operation.id, values, self.sandbox.fault_rate)
        if fault is None:
            return self.perform(operation, values, request)
        reply = self.perform(operation, values, request) if fault.commits else None
        if fault.kind == "stall":
            await asyncio.sleep(fault.seconds)
            reply = reply or self.perform(operation, values, request)
        return evolve(faulty(fault, operation, reply or Reply(0)), fault=fault.order)

    def perform(self, operation: Operation, values: tuple[str, ...], request: Request) -> Reply:
        """Carry the operation out, or refuse as Laravel does: token, throttle, record, body, in this order."""
        limits: Headers = ()
        with self.sandbox.lock:
            try:
                self.authenticate(request)
                limits = self.sandbox.admit()
                self.check_exists(operation, values)
                body = {"action": action(operation, request)} if operation.bodies else {}
                reply = HANDLERS[operation.id](self.sandbox, **operation.arguments(values), **body)
            except RefusalError as error:
                reply = error.reply
        return reply.plus(limits)

    def authenticate(self, request: Request) -> None:
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {self.sandbox.token}".encode()):
            raise RefusalError(401, "Unauthenticated.")

    def check_exists(self, operation: Operation, values: tuple[str, ...]) -> None:
        for (name, schema), value in zip(operation.parameters.items(), values, strict=True):
            if not fits(value, schema) or (name == "appointment" and int(value) not in self.sandbox.appointments):
                raise RefusalError(404, f"No query results for model [{name.capitalize()}] {value}")

    def note(self, request: Request, reply: Reply) -> None:
        """Keep what came, without the token wherever it may stand."""
        body = (request.body or b"").decode("utf-8", "replace")
        target, body = (text.replace(self.sandbox.token, "[token]") for text in (request.target, body))
        status = None if reply.manner == "reset" else reply.status
        received = Received(request.method, target, status, reply.fault, body[:KEPT_BODY])
        self.sandbox.note(received)
        if self.seen:
            self.seen(received)


def faulty(fault: Fault, operation: Operation, genuine: Reply) -> Reply:
    """What a fault makes of the genuine reply."""
    if fault.kind == "html":
        return html_reply(fault.status)
    if fault.kind == "status":
        when: Headers = () if fault.retry_after is None else (("Retry-After", fault.retry_after),)
        return error_reply(fault.status, operation.responses).plus(when)
    return genuine if fault.kind == "stall" else evolve(genuine, manner=fault.kind, seconds=fault.seconds)


def action(operation: Operation, request: Request) -> Json:
    """The body as the spec wants it, or Laravel's 422. A JSON number counts as its digits, as it does for Laravel."""
    media = request.headers.get("content-type", next(iter(operation.bodies))).partition(";")[0].strip().lower()
    rule = operation.bodies.get(media)
    if rule is None:
        raise RefusalError(415, f"The content type {media!r} is not supported; send {' or '.join(operation.bodies)}.")
    fields = decoded(whole(request))
    if type(fields.get("id")) is int:
        fields["id"] = str(fields["id"])
    if refusal := refused(rule, fields):
        raise refusal
    return fields


def decoded(body: bytes) -> Json:
    """A JSON object, or an empty one for anything else: what Laravel cannot read has no fields."""
    try:
        value: Any = json.loads(body.decode("utf-8"), parse_constant=no_constant)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def cors(request: Request) -> Headers:
    """Let a page on this machine read the answer, and no other."""
    origin = request.headers.get("origin", "")
    if not _LOOPBACK.fullmatch(origin):
        return ()
    exposed = "Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
    return (("Access-Control-Allow-Origin", origin), ("Access-Control-Expose-Headers", exposed), ("Vary", "Origin"))


def preflight(request: Request, allowed: str) -> Headers:
    if not cors(request):
        return ()
    headers = request.headers.get("access-control-request-headers", "Authorization, Content-Type")
    return (("Access-Control-Allow-Methods", allowed), ("Access-Control-Allow-Headers", headers), ("Access-Control-Max-Age", "600"))
