"""References within a document (RFC 6901 pointers after `#`)."""

from __future__ import annotations

from typing import Any

METHODS = ("get", "put", "post", "delete", "patch", "options", "head", "trace")
Spec = dict[str, Any]
KINDS = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", type(None): "null"}


class SpecError(LookupError):
    """A place of a document that cannot be compared, in one line."""


def resolve(spec: Spec, node: Any) -> Spec:
    """What a reference within the document points to; anything else is itself.

    Raises SpecError for a reference that leads nowhere, out of the document or to itself, and for what is no object.
    """
    seen: list[object] = []
    while isinstance(node, dict) and "$ref" in node:
        if node["$ref"] in seen:
            raise SpecError(f"{node['$ref']} refers to itself")
        seen.append(node["$ref"])
        node = pointed(spec, node["$ref"])
    return dict(mapping(node, "a referenced node" if seen else "a node"))


def pointed(spec: Spec, reference: object) -> Any:
    """The node at a reference such as `#/components/schemas/Appointment`."""
    if not isinstance(reference, str) or not reference.startswith("#/"):
        raise SpecError(f"{reference!r} leads out of the document: only references that begin with #/ are read")
    found: Any = spec
    for step in steps(reference):
        try:
            found = found[int(step)] if isinstance(found, list) else found[step]
        except (LookupError, TypeError, ValueError):
            raise SpecError(f"{reference} leads nowhere") from None
    return found


def steps(reference: str) -> tuple[str, ...]:
    """The keys that a reference within the document leads through (RFC 6901)."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in reference.removeprefix("#/").split("/"))


def mapping(node: Any, what: str) -> Spec:
    """The node if it is an object, an empty one for null; raises SpecError for anything else."""
    if node is None:
        return {}
    if not isinstance(node, dict):
        raise SpecError(f"{what} is {kind(node)}: expected an object")
    return node


def sequence(node: Any, what: str) -> list[Any]:
    """The node if it is an array, an empty one for null; raises SpecError for anything else."""
    if node is None:
        return []
    if not isinstance(node, list):
        raise SpecError(f"{what} is {kind(node)}: expected an array")
    return node


def kind(node: object) -> str:
    return KINDS.get(type(node), "a number")
