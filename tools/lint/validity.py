"""Validity: the JSON Schema of OpenAPI 3.1, that of JSON Schema itself for each schema, and what references may name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from openapi_spec_validator.schemas import schema_v31

from tools.lint.document import Finding, pointer_text
from tools.lint.grammar import CONDITIONS, REFERABLE, Node
from tools.lint.spec import Spec, is_reference, steps

OPENAPI = Draft202012Validator(dict(schema_v31))
JSON_SCHEMA = Draft202012Validator(Draft202012Validator.META_SCHEMA)
TYPES = ("string", "integer", "number", "boolean", "array", "object", "null")
SAME_VALUE = {"allOf", "anyOf", "oneOf", *CONDITIONS}  # what stands there describes the value itself
SHORT = 200  # characters of another tool's message


def valid(spec: Any, nodes: list[Node]) -> Iterator[Finding]:
    for node in nodes:
        if node.kind == "schema" and not {"schema", "condition"} & set(node.within):  # the others are read with these
            yield from ((at, f"not valid JSON Schema: {text}") for at, text in errors(JSON_SCHEMA, node))
    yield from ((at, f"not valid OpenAPI 3.1: {text}") for at, text in errors(OPENAPI, Node("root", (), spec)))
    if not str(spec.get("openapi", "")).startswith("3.1."):
        yield ("openapi",), f"{spec.get('openapi')!r}: write 3.1.0, the version that the tools here read"


def errors(validator: Draft202012Validator, node: Node) -> Iterator[Finding]:
    for error in validator.iter_errors(node.value):
        inner = best_match([error])
        found = inner if inner is not None else error
        named = (found.instance,) if "propertyNames" in found.absolute_schema_path else ()  # the name itself is wrong
        at = (*node.at, *found.absolute_path, *named)
        advice = f"; write one of {', '.join(TYPES)}" if at[-1:] == ("type",) and node.kind == "schema" else ""
        yield at, found.message[:SHORT] + advice


def references_resolve(spec: Spec) -> Iterator[Finding]:
    for node in spec.nodes:
        if is_reference(node):
            at = (*node.at, "$ref")
            reference, section = node.value["$ref"], REFERABLE[node.kind]
            wanted = f"write '#/components/{section}/<name>'"
            if not isinstance(reference, str) or not reference.startswith("#/"):
                yield at, f"{reference!r} leads out of this file, which the generator does not follow: {wanted}"
            elif steps(reference)[:2] != ("components", section) or len(steps(reference)) != 3:
                yield at, f"{reference!r} is not the name of a {node.kind}: {wanted}"
            elif steps(reference)[2] not in spec.components.get(section, {}):
                known = ", ".join(spec.components.get(section, {})) or "nothing"
                yield at, f"{reference!r} leads nowhere: components/{section} has {known}"
            elif node.at[:1] == ("components",) and len(node.at) == 3:
                yield at, "a component that is only a $ref: write it out, or name the other where it is used"
    for name in circular(spec):
        yield ("components", "schemas", name), "it leads back to itself without a property or an item in between: take one step out"


def circular(spec: Spec) -> list[str]:
    """The named schemas that lead back to themselves by way of allOf, anyOf, oneOf and conditions alone."""
    direct: dict[str, set[str]] = {name: set() for name in spec.named}
    for node in spec.nodes:
        steps_inside = {step for step in node.at[3:] if isinstance(step, str)}
        if is_reference(node) and steps_inside <= SAME_VALUE and node.at[:2] == ("components", "schemas"):
            direct[str(node.at[2])].add(str(node.value["$ref"]).rpartition("/")[2])

    def reached(name: str) -> set[str]:
        found: set[str] = set()
        waiting = [name]
        while waiting:
            following = direct.get(waiting.pop(), set()) - found
            found |= following
            waiting += following
        return found

    return [name for name in direct if name in reached(name)]


def components_are_used(spec: Spec) -> Iterator[Finding]:
    used = {target for _, target in spec.references}
    for section in REFERABLE.values():
        for name in spec.components.get(section, {}):
            at = ("components", section, name)
            if at not in used:
                yield at, f"no $ref names {pointer_text(at)}: take it out, or write the $ref that is missing"
