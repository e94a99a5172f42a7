"""A local Omneo for the two endpoints, so that nobody needs a tenant to try, test or teach. Needs the extra `[sandbox]`.

    python -m omneo_appointments.sandbox --port 0

Or inside a program: `with serve() as running: Omneo(base_url=running.base_url, token=running.token)`.

Paths and request rules come from the spec; nothing is checked twice in code. It answers as Laravel does. Appointments 1 to 100
exist, each like the spec's example and without links at first. A list's id may also be a JSON number, as for the real server.
"""

from __future__ import annotations

import argparse
import copy
import hmac
import json
import pkgutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from attrs import define, field, frozen

try:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError as Violation
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.requests import Request
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Mount, Route
    from uvicorn import Config, Server
except ImportError as absent:
    raise ImportError("the sandbox needs an extra: pip install 'omneo-appointments[sandbox]'") from absent

SPEC: dict[str, Any] = json.loads(pkgutil.get_data("omneo_api", "openapi.json") or b"")
BASE_PATH = "/api"
TOKEN = "sandbox-token"  # noqa: S105 - not a secret: it opens nothing but this sandbox
APPOINTMENTS = range(1, 101)
ACTION = Draft202012Validator({"$ref": "#/components/schemas/AppointmentLinkAction", "components": SPEC["components"]})

Link = dict[str, Any]


def sample_appointment() -> dict[str, Any]:
    """The spec's own example of a linked appointment, as the server would send it inside `data`."""
    media = SPEC["components"]["responses"]["LinkedAppointment"]["content"]["application/json"]
    return cast(dict[str, Any], copy.deepcopy(media["example"]["data"]))


class RefusalError(Exception):
    """An answer of Laravel's other than success."""

    def __init__(self, status: int, message: str, errors: Mapping[str, list[str]] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message} | ({"errors": dict(errors)} if errors else {})


@define
class Sandbox:
    """The state, and how to answer where the facts leave it open.

    token: the bearer token to expect. known: type -> ids of the records that exist, as strings; None: all of them.
    unknown_target: 422 or 404 for a well-formed id that is not known. not_linked: 204, 404 or 422 for unlinking what is not
    linked.
    """

    token: str = TOKEN
    known: Mapping[str, set[str]] | None = None
    unknown_target: int = 422
    not_linked: int = 204
    links: dict[int, list[Link]] = field(factory=dict)
    rows: int = 0

    def link_appointment(self, appointment: int, action: Mapping[str, str]) -> Response:
        links = self.links.setdefault(appointment, [])
        if not any(same(link, action) for link in links):
            self.rows += 1
            links.append(link_row(self.rows, action))
        return JSONResponse({"data": sample_appointment() | {"id": appointment, "links": links}})

    def unlink_appointment(self, appointment: int, action: Mapping[str, str]) -> Response:
        links = self.links.setdefault(appointment, [])
        kept = [link for link in links if not same(link, action)]
        if len(kept) == len(links) and self.not_linked != 204:
            raise missing(self.not_linked)
        self.links[appointment] = kept
        return Response(status_code=204)

    def admit(self, request: Request) -> None:
        given = request.headers.get("Authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            raise RefusalError(401, "Unauthenticated.")

    def action(self, body: bytes) -> Mapping[str, str]:
        """The body as the spec wants it, or Laravel's 422. A JSON number counts as its digits, as it does for Laravel."""
        try:
            value = json.loads(body)
        except (ValueError, RecursionError):
            value = {}
        action = dict(value) if isinstance(value, dict) else {}
        if type(action.get("id")) is int:
            action["id"] = str(action["id"])
        errors: dict[str, list[str]] = {}
        for violation in ACTION.iter_errors(action):
            for name in fields(violation):
                errors.setdefault(name, [laravel_message(violation, name)])
        if errors:
            first, *more = (message for messages in errors.values() for message in messages)
            count = f" (and {len(more)} more error{'s' if len(more) > 1 else ''})" if more else ""
            raise RefusalError(422, first + count, errors)
        if self.known is not None and action["id"].lower() not in self.known.get(action["type"], ()):
            raise missing(self.unknown_target)
        return action


def missing(status: int) -> RefusalError:
    message = "The selected id is invalid."
    return (
        RefusalError(404, "No query results for the linked record")
        if status == 404
        else RefusalError(422, message, {"id": [message]})
    )


def same(link: Link, action: Mapping[str, str]) -> bool:
    return bool(link["type"] == action["type"] and link["target_id"] == action["id"].lower())


def link_row(row: int, action: Mapping[str, str]) -> Link:
    target = action["id"].lower()
    link: Link = {"id": row, "type": action["type"], "target_id": target, "profile": None, "linkable": None}
    if action["type"] == "profile":
        link["profile"] = {"id": target, "first_name": "Sample", "last_name": "Profile", "email": None}
    else:
        link["linkable"] = {
            "id": int(target),
            "name": f"Sample {target}",
            "handle": f"sample-{target}",
            "profile_id": None,
        }
    return link


def fields(violation: Violation) -> list[str]:
    """The fields that a broken rule of the schema is about."""
    if violation.validator == "required":
        return [name for name in cast(list[str], violation.validator_value) if name not in cast(Link, violation.instance)]
    return [str(violation.absolute_path[0])]


def laravel_message(violation: Violation, name: str) -> str:
    if violation.validator == "required":
        return f"The {name} field is required."
    if violation.validator == "enum":
        return f"The selected {name} is invalid."
    if violation.validator == "type":
        return f"The {name} field must be a string."
    return f"The {name} field must be {'a valid UUID' if 'then' in violation.absolute_schema_path else 'an integer'}."


def application(sandbox: Sandbox) -> Starlette:
    """The sandbox as an ASGI application, with one route for each operation of the spec that it plays."""

    def endpoint(operation: str) -> Any:
        async def answer(request: Request) -> Response:
            sandbox.admit(request)
            appointment = request.path_params["appointment"]
            number = int(appointment) if appointment.isascii() and appointment.isdigit() else 0
            if number not in APPOINTMENTS:
                raise RefusalError(404, f"No query results for model [Appointment] {appointment}")
            handler = sandbox.link_appointment if operation == "linkAppointment" else sandbox.unlink_appointment
            return handler(number, sandbox.action(await request.body()))

        return answer

    def refuse(_: Request, error: Exception) -> Response:
        if isinstance(error, RefusalError):
            return JSONResponse(error.body, error.status)
        assert isinstance(error, HTTPException)  # noqa: S101 - the two classes that it is registered for
        return JSONResponse({"message": error.detail}, error.status_code)

    operations = {path: item["post"]["operationId"] for path, item in SPEC["paths"].items() if "post" in item}
    routes = [
        Route(path, endpoint(operation), methods=["POST"])
        for path, operation in operations.items()
        if operation in ("linkAppointment", "unlinkAppointment")
    ]
    handlers: Any = {RefusalError: refuse, HTTPException: refuse}
    return Starlette(routes=[Mount(BASE_PATH, routes=routes)], exception_handlers=handlers)


@frozen
class Running:
    """A sandbox that listens: where, and what token it expects."""

    base_url: str
    token: str
    sandbox: Sandbox


def listening(host: str, port: int) -> tuple[socket.socket, str]:
    """A bound socket, on a free port where port is 0, and the base URL to reach it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Made anew from its number, a socket knows its protocol, so that asyncio sets TCP_NODELAY; else an answer waits 40 ms.
    listener = socket.socket(fileno=socket.create_server((host, port), family=family).detach())
    shown = f"[{host}]" if ":" in host else host
    return listener, f"http://{shown}:{listener.getsockname()[1]}{BASE_PATH}"


@contextmanager
def serve(sandbox: Sandbox | None = None) -> Iterator[Running]:
    """A sandbox on a free port of 127.0.0.1, in a thread of this process, stopped on leaving."""
    sandbox = sandbox or Sandbox()
    listener, base_url = listening("127.0.0.1", 0)
    server = Server(Config(application(sandbox), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.005)
    try:
        yield Running(base_url, sandbox.token, sandbox)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m omneo_appointments.sandbox", description="A local Omneo.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8765, help="0 takes a free one (default: 8765)")
    parser.add_argument("--token", default=TOKEN, help=f"bearer token to expect (default: {TOKEN})")
    parser.add_argument("--known", action="append", metavar="TYPE:ID", help="a record that exists (default: all of them)")
    parser.add_argument("--unknown-target", type=int, choices=[404, 422], default=422, help="for a record that does not")
    parser.add_argument("--not-linked", type=int, choices=[204, 404, 422], default=204, help="for unlinking what is not linked")
    options = parser.parse_args(arguments)
    try:
        listener, base_url = listening(options.host, options.port)
    except OSError as error:
        parser.exit(1, f"cannot listen on {options.host} port {options.port}: {error.strerror}\n")
    sandbox = Sandbox(options.token, records(options.known), options.unknown_target, options.not_linked)
    print(f"OMNEO_BASE_URL={base_url}\nOMNEO_TOKEN={options.token}", flush=True)
    Server(Config(application(sandbox), log_level="warning", lifespan="off")).run(sockets=[listener])


def records(named: list[str] | None) -> dict[str, set[str]] | None:
    """TYPE:ID ... as type -> ids, None where none is named."""
    pairs = [name.partition(":") for name in named or []]
    return {kind: {target.lower() for other, _, target in pairs if other == kind} for kind, _, _ in pairs} or None


if __name__ == "__main__":
    main()
