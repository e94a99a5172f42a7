"""What the sandbox takes from the spec: its operations, their paths, their request rules and the example of an answer."""

from __future__ import annotations

import copy
import json
import pkgutil
import re
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlsplit

from attrs import frozen

from ._rules import Json, Rule

SPEC: Json = json.loads(pkgutil.get_data("omneo_api", "openapi.json") or b"")
BASE_PATH = urlsplit(SPEC["servers"][0]["url"]).path
METHODS = ("get", "put", "post", "delete", "patch")


def resolved(node: Any) -> Any:
    """The node with every `$ref` replaced by what it points to."""
    if isinstance(node, dict) and "$ref" in node:
        target: Any = SPEC
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return resolved(target)
    if isinstance(node, dict):
        return {key: resolved(value) for key, value in node.items()}
    return [resolved(item) for item in node] if isinstance(node, list) else node


@frozen
class Operation:
    """One operation of the spec, ready to serve.

    id: its operationId. pattern: matches the undecoded path and captures the path parameters. parameters: their schemas by
    name, in the order of the path. bodies: the rule of the request body by media type, empty if there is no body.
    responses: as in the spec.
    """

    id: str
    method: str
    path: str
    pattern: re.Pattern[str]
    parameters: Mapping[str, Json]
    bodies: Mapping[str, Rule]
    responses: Mapping[str, Json]

    def arguments(self, values: tuple[str, ...]) -> Json:
        """The path parameters by name, an integer as int. Each value must fit its schema."""
        pairs = zip(self.parameters.items(), values, strict=True)
        return {name: int(value) if schema["type"] == "integer" else value for (name, schema), value in pairs}


def fits(value: str, schema: Json) -> bool:
    """Whether a path parameter is written as its schema has it: an integer in plain decimal digits, within its bounds."""
    if schema["type"] != "integer":
        return True
    plain = re.fullmatch(r"0|-?[1-9][0-9]{0,18}", value, re.ASCII)
    return plain is not None and schema.get("minimum", -(2**63)) <= int(value) <= schema.get("maximum", 2**63 - 1)


def operation(path: str, method: str, item: Json, declared: Json) -> Operation:
    parameters = {
        one["name"]: one["schema"] for one in item.get("parameters", []) + declared.get("parameters", []) if one["in"] == "path"
    }
    content = declared.get("requestBody", {}).get("content", {})
    return Operation(
        id=declared["operationId"],
        method=method.upper(),
        path=path,
        pattern=re.compile(re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(BASE_PATH + path))),
        parameters={name: parameters[name] for name in re.findall(r"\{(\w+)\}", path)},
        bodies={media: Rule(body["schema"]) for media, body in content.items()},
        responses=declared["responses"],
    )


def operations() -> list[Operation]:
    """Every operation of the spec."""
    items = {path: resolved(item) for path, item in SPEC["paths"].items()}
    return [operation(path, method, item, item[method]) for path, item in items.items() for method in METHODS if method in item]


OPERATIONS = operations()
ACTION: Rule = next(rule for one in OPERATIONS for rule in one.bodies.values())
"""The rule of the body that names the record to link or to unlink."""


def sample_appointment() -> Json:
    """The spec's own example of a linked appointment, as the server would send it inside `data`."""
    media = SPEC["components"]["responses"]["LinkedAppointment"]["content"]["application/json"]
    return cast(Json, copy.deepcopy(media["example"]["data"]))
