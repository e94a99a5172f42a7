"""The spec's rules of a request body, checked: the part of JSON Schema 2020-12 that request schemas use.

Written here, not taken from jsonschema, because that takes 50 us a request and, beside its own extras, seconds to import. A
test holds it to jsonschema. A keyword that it does not know is a ValueError when the rule is made, never silently ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from attrs import frozen

Json = dict[str, Any]
Path: TypeAlias = tuple[str | int, ...]

ANNOTATIONS = {
    *("$comment", "default", "deprecated", "description", "example", "examples", "externalDocs", "format"),
    *("readOnly", "title", "writeOnly"),
}
TYPES: dict[str, Callable[[Any], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: number(value) and value % 1 == 0,
    "null": lambda value: value is None,
    "number": lambda value: number(value),
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}
# Each says whether a value keeps the limit that the schema sets it by this keyword.
ASSERTIONS: dict[str, Callable[[Any, Any], bool]] = {
    "type": lambda limit, value: any(TYPES[name](value) for name in ([limit] if isinstance(limit, str) else limit)),
    "enum": lambda limit, value: any(same(one, value) for one in limit),
    "const": lambda limit, value: same(limit, value),
    "pattern": lambda limit, value: not isinstance(value, str) or re.search(limit, value) is not None,
    "minLength": lambda limit, value: not isinstance(value, str) or len(value) >= limit,
    "maxLength": lambda limit, value: not isinstance(value, str) or len(value) <= limit,
    "minItems": lambda limit, value: not isinstance(value, list) or len(value) >= limit,
    "maxItems": lambda limit, value: not isinstance(value, list) or len(value) <= limit,
    "minimum": lambda limit, value: not number(value) or value >= limit,
    "maximum": lambda limit, value: not number(value) or value <= limit,
    "exclusiveMinimum": lambda limit, value: not number(value) or value > limit,
    "exclusiveMaximum": lambda limit, value: not number(value) or value < limit,
    "not": lambda limit, value: not fits(limit, value),
    "anyOf": lambda limit, value: any(fits(one, value) for one in limit),
    "oneOf": lambda limit, value: sum(fits(one, value) for one in limit) == 1,
}
NESTED = {"allOf", "else", "if", "items", "properties", "required", "then"}


@frozen
class Violation:
    """A broken keyword of a schema, at a path in the value. conditional: it stands below then or else."""

    path: Path
    keyword: str
    schema: Json
    conditional: bool = False


@frozen
class Rule:
    """A schema without references, ready to check values."""

    schema: Json

    def __attrs_post_init__(self) -> None:
        check_keywords(self.schema)

    def violations(self, value: object) -> Iterator[Violation]:
        return violations(self.schema, value, ())

    def is_valid(self, value: object) -> bool:
        return fits(self.schema, value)


def fits(schema: Json, value: object) -> bool:
    return next(violations(schema, value, ()), None) is None


def violations(schema: Json, value: Any, path: Path, conditional: bool = False) -> Iterator[Violation]:
    """What the value breaks, in the order of the schema's keywords; below a path, further down the value."""
    for keyword, limit in schema.items():
        holds = ASSERTIONS.get(keyword)
        if holds and not holds(limit, value):
            yield Violation(path, keyword, schema, conditional)
        elif keyword == "required" and isinstance(value, dict):
            yield from (Violation((*path, name), keyword, schema, conditional) for name in limit if name not in value)
        elif keyword == "if":
            branch = schema.get("then" if fits(limit, value) else "else", {})
            yield from violations(branch, value, path, True)
        else:
            for part, member, place in below(keyword, limit, value):
                yield from violations(part, member, (*path, *place), conditional)


def below(keyword: str, limit: Any, value: Any) -> Iterator[tuple[Json, Any, Path]]:
    """The schemas that a keyword applies, each with what it applies to and where that stands."""
    if keyword == "properties" and isinstance(value, dict):
        yield from ((part, value[name], (name,)) for name, part in limit.items() if name in value)
    elif keyword == "items" and isinstance(value, list):
        yield from ((limit, member, (place,)) for place, member in enumerate(value))
    elif keyword == "allOf":
        yield from ((part, value, ()) for part in limit)


def check_keywords(schema: Json) -> None:
    """ValueError for a keyword that would not be checked."""
    if unknown := schema.keys() - ASSERTIONS.keys() - NESTED - ANNOTATIONS:
        raise ValueError(f"the sandbox does not check {', '.join(sorted(unknown))} in a request")
    parts = [schema[name] for name in ("not", "if", "then", "else", "items") if name in schema]
    parts += [part for name in ("allOf", "anyOf", "oneOf") for part in schema.get(name, [])]
    for part in parts + list(schema.get("properties", {}).values()):
        check_keywords(part)


def number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON has it: true is not 1, however deep."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)
