"""A spec as a flat table of facets, so that two specs can be compared line by line.

A facet is `METHOD /path part:aspect`, such as `POST /v3/a/{id}/link response.200.data.links[].id:type`, with a value in words. A
property, a status or an operation has a facet of its own, `present`, so that what comes and goes is one line.
Names, descriptions and examples are left out: they change nothing on the wire.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

METHODS = ("get", "put", "post", "delete", "patch")
BOUNDS = ("format", "minimum", "maximum", "minLength", "maxLength", "pattern")
Spec = dict[str, Any]
Facets = dict[str, str]
ABSENT = "absent"


def facets(spec: Spec) -> Facets:
    """Facet -> value for each operation of a spec."""
    return dict(
        line
        for path, item in spec.get("paths", {}).items()
        for method in METHODS
        if method in item
        for line in operation_facets(spec, f"{method.upper()} {path}", item, item[method])
    )


def changes(old: Facets, new: Facets) -> dict[str, tuple[str, str]]:
    """Facet -> (value before, value after) wherever they differ; what came or went is one line, not one for each child."""
    gone = {facet for facet, value in {**old, **new}.items() if value == "present" and (facet in old) != (facet in new)}

    def below_gone(facet: str) -> bool:
        return any(facet != other and facet.startswith(other) and facet[len(other)] in ".:[ " for other in gone)

    return {
        facet: (old.get(facet, ABSENT), new.get(facet, ABSENT))
        for facet in sorted(old.keys() | new.keys())
        if old.get(facet, ABSENT) != new.get(facet, ABSENT) and not below_gone(facet)
    }


def operation_facets(spec: Spec, name: str, item: Spec, operation: Spec) -> Iterator[tuple[str, str]]:
    yield name, "present"
    yield f"{name} operationId", str(operation.get("operationId", "none"))
    security: list[Spec] = operation.get("security") or spec.get("security") or []
    yield f"{name} security", words(key for entry in security for key in entry) or "none"
    for parameter in [*item.get("parameters", []), *operation.get("parameters", [])]:
        found = resolve(spec, parameter)
        part = f"{name} parameter.{found['name']}"
        yield part, "present"
        yield f"{part}:required", "true" if found.get("required") else "false"
        yield from schema_facets(spec, part, found.get("schema", {}), ())
    yield from content_facets(spec, f"{name} request", resolve(spec, operation.get("requestBody", {})))
    for status, response in operation.get("responses", {}).items():
        yield f"{name} response.{status}", "present"
        yield from content_facets(spec, f"{name} response.{status}", resolve(spec, response))


def content_facets(spec: Spec, part: str, holder: Spec) -> Iterator[tuple[str, str]]:
    for media in list(holder.get("content", {}).values())[:1]:
        yield from schema_facets(spec, part, media.get("schema", {}), ())


def schema_facets(spec: Spec, part: str, schema: Spec, seen: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Facets of a schema and of all below it; a schema that contains itself is followed once."""
    reference, schema, nullable = unwrapped(spec, schema)
    if reference in seen:
        return
    seen = (*seen, reference) if reference else seen
    types = {schema["type"]} if isinstance(schema.get("type"), str) else set(schema.get("type", []))
    types |= {member["type"] for member in schema.get("anyOf", []) if "type" in member}
    if not types and "properties" in schema:
        types = {"object"}
    yield f"{part}:type", words(types - {"null"}) or "any"
    yield f"{part}:nullable", "true" if nullable or "null" in types else "false"
    yield f"{part}:enum", words(map(str, schema["enum"])) if "enum" in schema else "none"
    yield f"{part}:conditional", "if, then, else" if "if" in schema else "none"
    yield from ((f"{part}:{bound}", str(schema.get(bound, "none"))) for bound in BOUNDS)
    for name, child in schema.get("properties", {}).items():
        yield f"{part}.{name}", "present"
        yield f"{part}.{name}:required", "true" if name in schema.get("required", []) else "false"
        yield from schema_facets(spec, f"{part}.{name}", child, seen)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from schema_facets(spec, f"{part}.<key>", schema["additionalProperties"], seen)
    if "items" in schema:
        yield f"{part}[]", "present"
        yield from schema_facets(spec, f"{part}[]", schema["items"], seen)


def unwrapped(spec: Spec, schema: Spec) -> tuple[str, Spec, bool]:
    """Name and content of a schema behind references and `X or null`, and whether null was allowed on the way."""
    members = schema.get("oneOf") or schema.get("anyOf") or []
    others = [member for member in members if member.get("type") != "null"]
    if len(members) == 2 and len(others) == 1:
        return (*unwrapped(spec, others[0])[:2], True)
    reference = schema.get("$ref", "")
    return (reference, *unwrapped(spec, resolve(spec, schema))[1:]) if reference else ("", schema, False)


def resolve(spec: Spec, node: Spec) -> Spec:
    """What a reference within the document points to; anything else is itself."""
    found: Any = node
    while "$ref" in found:
        target: Any = spec
        for step in steps(found["$ref"]):
            target = target[step]
        found = target
    return dict(found)


def steps(reference: str) -> tuple[str, ...]:
    """The keys that a reference within the document leads through (RFC 6901)."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in reference.removeprefix("#/").split("/"))


def words(values: Any) -> str:
    return ", ".join(sorted(values))
