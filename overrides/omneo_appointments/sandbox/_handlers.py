"""What answers each operation of the spec. A new operation is one function here and its entry in HANDLERS."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

from ._laravel import RefusalError
from ._messages import Reply
from ._rules import Json
from ._spec import sample_appointment
from ._state import EMPTY_META, Sandbox


def missing(status: int) -> RefusalError:
    message = "The selected id is invalid."
    return (
        RefusalError(404, "No query results for the linked record")
        if status == 404
        else RefusalError(422, message, {"id": [message]})
    )


def link_row(action: Json) -> Json:
    """A link as the spec's example shows one of this type, but for this record; without the id of its row."""
    examples = sample_links()
    target = action["id"].lower()
    row = dict(examples.get(action["type"]) or examples["other"]) | {"type": action["type"], "target_id": target}
    for name, value in row.items():
        if isinstance(value, dict):
            row[name] = value | {"id": type(value["id"])(target)}
    return row


@lru_cache
def sample_links() -> dict[str, Json]:
    """The links of the spec's example by type, without the ids of their rows; "other" stands for types that it does not show."""
    found = {link["type"]: {name: value for name, value in link.items() if name != "id"} for link in sample_appointment()["links"]}
    integer = next(link for link in found.values() if link["target_id"].isdigit())
    return {"other": integer} | found


@lru_cache
def rest_of_answer(empty_meta: str) -> str:
    """What every linked appointment has in common, as JSON without its braces: made once, since it is most of an answer."""
    sample = sample_appointment()
    if empty_meta != "example":
        sample["meta"] = EMPTY_META[empty_meta]
    return json.dumps({name: value for name, value in sample.items() if name not in ("id", "links")})[1:-1]


def linked_appointment(sandbox: Sandbox, number: int) -> Reply:
    links = json.dumps([shown(sandbox, row) for row in sandbox.links[number]])
    body = f'{{"data": {{"id": {number}, {rest_of_answer(sandbox.empty_meta)}, "links": {links}}}}}'
    return Reply(sandbox.link_status, body.encode())


def check_existing(sandbox: Sandbox, action: Json) -> None:
    """Refuse a target of which no record exists."""
    if sandbox.known is not None and action["id"].lower() not in sandbox.known.get(action["type"], ()):
        raise missing(sandbox.unknown_target)


def shown(sandbox: Sandbox, row: Json) -> Json:
    """A link in the shape that the switches ask for."""
    target = row["target_id"]
    shapes: Json = {"target_id": int(target)} if sandbox.list_target_id == "number" and target.isdigit() else {}
    if sandbox.profile_linkable == "id" and row.get("linkable") is None:
        shapes["linkable"] = {"id": target}
    return row | shapes


def position(rows: list[Json], action: Json) -> int | None:
    """Where the record stands among the links."""
    wanted = (action["type"], action["id"].lower())
    return next((place for place, row in enumerate(rows) if (row["type"], row["target_id"]) == wanted), None)


def link_appointment(sandbox: Sandbox, appointment: int, action: Json) -> Reply:
    """Add the link unless it is there, and answer all of them."""
    check_existing(sandbox, action)
    rows = sandbox.links.setdefault(appointment, [])
    if position(rows, action) is None:
        sandbox.rows += 1
        rows.append({"id": sandbox.rows, **link_row(action)})
    return linked_appointment(sandbox, appointment)


def unlink_appointment(sandbox: Sandbox, appointment: int, action: Json) -> Reply:
    """Remove the link."""
    check_existing(sandbox, action)
    rows = sandbox.links.setdefault(appointment, [])
    place = position(rows, action)
    if place is not None:
        del rows[place]
    elif sandbox.not_linked != 204:
        raise missing(sandbox.not_linked)
    return Reply(204)


Handler: TypeAlias = Callable[..., Reply]
"""Called with the sandbox; by name, the path parameters as the spec names them; and as `action` the body, if there is one."""

HANDLERS: Mapping[str, Handler] = {"linkAppointment": link_appointment, "unlinkAppointment": unlink_appointment}
"""What answers each operation of the spec, by operationId."""
