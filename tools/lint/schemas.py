"""Rules for schemas: what the generator turns into a class or a field, and what it would turn into something else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Any

from openapi_python_client.parser.properties import Class, EnumProperty
from openapi_python_client.strings import ClassName, PythonIdentifier

from tools.lint.document import Finding
from tools.lint.grammar import Node
from tools.lint.operations import LONGEST, PREFIX, bound, identifier
from tools.lint.spec import Spec, may_be_null, types

NULLABLE = "write oneOf with the $ref and {type: 'null'}"
FORMATS = {
    "integer": {"int32", "int64"},
    "number": {"float", "double", "int32", "int64"},
    "string": {
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
        "uri-reference", "iri", "iri-reference", "uri-template", "uuid", "json-pointer", "relative-json-pointer", "regex",
        "password", "byte", "binary",
    },
}  # fmt: skip
RAISING = {"date-time", "date", "uuid", "binary"}  # most generators turn these into objects
WORDS = {
    "string": {"minLength", "maxLength", "pattern"},
    "array": {"items", "minItems", "maxItems", "uniqueItems"},
    "object": {"properties", "required", "additionalProperties", "minProperties", "maxProperties"},
    "number": {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"},
}
UNIONS = ("oneOf", "anyOf")
BESIDE_UNION = {"description", "default", "example", "examples", "deprecated", "$comment", "externalDocs"}
RANGES = [
    *((f"min{what}", f"max{what}", True) for what in ("imum", "Length", "Items", "Properties")),
    *(("exclusiveMinimum", high, False) for high in ("maximum", "exclusiveMaximum")),
    ("minimum", "exclusiveMaximum", False),
]  # a lower bound, an upper bound, and whether one value may be both
ENGINES = re.compile(r"\\[AZzdDwWsSbB]|\(\?(?![:=!])|\(\?<|\\[pP]\{|[*+?}]\+")


def objects_are_named(spec: Spec) -> Iterator[Finding]:
    for node in spec.schemas:
        if is_object(node.value) and not is_part(node) and node.at not in spec.named_at:
            yield node.at, "an object without a name gets a long made-up class name: move it to components/schemas and write a $ref"


def is_object(schema: dict[str, Any]) -> bool:
    return "object" in types(schema) or "properties" in schema


def references_are_nullable(spec: Spec) -> Iterator[Finding]:
    for node in spec.schemas:
        if "allOf" in node.value and any(may_be_null(member) for member in [node.value, *node.value["allOf"]]):
            yield (*node.at, "allOf"), f"null within allOf is not seen by the generator: {NULLABLE}"
        if node.at[:2] == ("components", "schemas") and len(node.at) == 3 and is_object(node.value) and may_be_null(node.value):
            yield (*node.at, "type"), f"a named object that may be null: write type: object, and where it is used {NULLABLE}"


def unions_stand_alone(spec: Spec) -> Iterator[Finding]:
    """The generator reads one union and nothing beside it, and takes the first member that decodes."""
    for node in spec.schemas:
        present = [word for word in (*UNIONS, "allOf") if word in node.value]
        single = "allOf" in node.value and len(node.value["allOf"]) == 1
        for word in node.value if present and (present != ["allOf"] or single) else ():
            if word not in BESIDE_UNION and word != present[0] and not word.startswith("x-"):
                yield (*node.at, word), f"`{word}` beside {present[0]} is not seen by the generator: move it into a member"
        for word in UNIONS:
            members = [member for member in node.value.get(word, []) if holds_object(spec, member, 0)]
            if len(members) > 1:
                advice = "the first that decodes is taken; write one object with optional fields"
                yield (*node.at, word), f"more than one object: {advice}"


def holds_object(spec: Spec, schema: dict[str, Any], depth: int) -> bool:
    found = spec.resolve(schema)
    inner = [found["items"]] if isinstance(found.get("items"), dict) else [*found.get("oneOf", []), *found.get("anyOf", [])]
    return is_object(found) or "allOf" in found or (depth < 9 and any(holds_object(spec, member, depth + 1) for member in inner))


def answers_are_lenient(spec: Spec) -> Iterator[Finding]:
    """A new value or an odd text in an answer must not break a client."""
    for node in spec.schemas:
        if node.at not in spec.in_answers:
            continue
        for word in ("enum", "const"):
            if word in node.value:
                advice = "write a string and describe its values"
                yield (*node.at, word), f"a strict {word} in an answer breaks on a new value: {advice}"
        if node.value.get("format") in RAISING:
            text = f"format {node.value['format']} in an answer makes clients raise on '' and on odd text"
            yield (*node.at, "format"), f"{text}: leave it out and describe the form"
        if node.value.get("additionalProperties") is False:
            yield (*node.at, "additionalProperties"), "false in an answer loses new fields: leave it out"


def enums_are_texts(spec: Spec) -> Iterator[Finding]:
    for node in spec.schemas:
        values, at = node.value.get("enum"), (*node.at, "enum")
        if values is None:
            continue
        if None in values:
            yield at, f"null inside an enum gives three classes: {NULLABLE}"
        elif not values or types(node.value) != {"string"} or not all(isinstance(value, str) for value in values):
            yield at, "not an enum of strings: write type: string and texts, or leave the enum out and describe the values"
        elif not all(value.isprintable() for value in values):
            yield at, "a line end or another control character in a member: leave the enum out and describe the values"
        elif len({bound(value) for value in values}) < len(values) or not named_members(values):
            names = ", ".join(map(repr, values))
            yield at, f"members that become one Python name, in {names}: leave the enum out and describe the values"


def values_are_written_whole(spec: Spec) -> Iterator[Finding]:
    """The generator writes a default and a const into the code as it can: no list, no null, and quotes twice escaped."""
    for node in spec.schemas:
        for word, kinds in (("default", str | int | float), ("const", str | int)):
            value = node.value.get(word, "")
            if not isinstance(value, kinds) or (isinstance(value, str) and {'"', "\\"} & set(value)):
                known = "numbers, booleans and texts" if word == "default" else "integers, booleans and texts"
                yield (*node.at, word), f"the generator keeps {known} without quotes or backslashes: leave it out and describe it"


def named_members(values: list[str]) -> bool:
    """Whether the generator finds a name for each value."""
    try:
        members = EnumProperty.values_from_list(values, Class(ClassName("Probe", PREFIX), PythonIdentifier("probe", PREFIX)), [])
    except ValueError:
        return False
    return len(members) == len(values) and all(name.isidentifier() for name in members)


def types_are_stated(spec: Spec) -> Iterator[Finding]:
    for node in spec.schemas:
        schema, stated = node.value, types(node.value)
        if "array" in stated and "items" not in schema:
            yield node.at, "an array without `items`: the generator stops at it; write `items: {}` for anything"
        if "$ref" in schema or "allOf" in schema:
            continue
        for kind, words in WORDS.items():
            fits = stated & {kind, "integer" if kind == "number" else kind}
            for word in words & set(schema) if not fits else ():
                advice = "leave it out" if stated else f"write `type: {kind}`"
                what = " or ".join(sorted(stated)) or "a schema without a type"
                yield (*node.at, word), f"`{word}` says nothing of {what}: {advice}"


def formats_are_known(spec: Spec) -> Iterator[Finding]:
    for node in spec.of("schema"):
        name, at = node.value.get("format"), (*node.at, "format")
        every = sorted(set().union(*FORMATS.values()))
        if name is None:
            continue
        if name not in every:
            near = difflib.get_close_matches(str(name), every, n=1)
            yield at, f"{name!r} is no format: " + (f"did you mean {near[0]}?" if near else f"known are {', '.join(every)}")
        elif types(node.value) and not any(name in FORMATS.get(kind, ()) for kind in types(node.value)):
            yield at, f"format {name} says nothing of {' or '.join(sorted(types(node.value)))}: leave it out, or write another type"
        elif name == "binary":
            yield at, "binary does not travel in JSON: leave the format out and describe the text"


def patterns_are_portable(spec: Spec) -> Iterator[Finding]:
    """Every engine reads a pattern the same way: Python here, others in the clients of other languages."""
    for node in spec.of("schema"):
        pattern, at = node.value.get("pattern"), (*node.at, "pattern")
        if pattern is None:
            continue
        try:
            re.compile(pattern)
        except (re.error, OverflowError, RecursionError) as error:
            yield at, f"no regular expression: {error}"
            continue
        if found := ENGINES.search(pattern):
            yield at, f"{found.group()!r} differs between engines: write it out, such as [0-9] for a digit"


def is_part(node: Node) -> bool:
    """Whether a schema is a part of an allOf, which has no class and shares the properties of the others."""
    return node.at[-2:-1] == ("allOf",)


def required_exist(spec: Spec) -> Iterator[Finding]:
    wholes = {node.at: node for node in spec.schemas}
    for node in spec.schemas:
        whole = node
        while is_part(whole) and whole.at[:-2] in wholes:
            whole = wholes[whole.at[:-2]]
        known = fields(spec, whole.value, 0)
        for index, name in enumerate(node.value.get("required", [])):
            if name not in known:
                near = difflib.get_close_matches(name, known, n=1)
                advice = f"did you mean {near[0]!r}?" if near else "write it under `properties`"
                yield (*node.at, "required", index), f"{name!r} is no property here: {advice}"


def fields(spec: Spec, schema: dict[str, Any], depth: int) -> set[str]:
    """The names of the properties of a schema and of what allOf adds."""
    found = spec.resolve(schema)
    names = set(found.get("properties", {}))
    return names.union(*(fields(spec, member, depth + 1) for member in found.get("allOf", []) if depth < 9))


def ranges_are_open(spec: Spec) -> Iterator[Finding]:
    for node in spec.of("schema"):
        for low, high, touching in RANGES:
            if low not in node.value or high not in node.value:
                continue
            least, most = node.value[low], node.value[high]
            if least > most or (least == most and not touching):
                yield (*node.at, low), f"{low} {least} leaves nothing below {high} {most}: nothing fits"


def conditions_are_whole(spec: Spec) -> Iterator[Finding]:
    for node in spec.of("schema"):
        for word in ("then", "else"):
            if word in node.value and "if" not in node.value:
                yield (*node.at, word), f"`{word}` says nothing without `if`: write the condition, or take it out"
        if "if" in node.value and not {"then", "else"} & set(node.value):
            yield (*node.at, "if"), "`if` says nothing without `then` or `else`: write one, or take it out"


def names_stay_apart(spec: Spec) -> Iterator[Finding]:
    """Schemas become classes and properties become attributes: their Python names must differ."""
    modules: dict[str, str] = {}
    for name, node in spec.named.items():
        module = identifier(ClassName(name, PREFIX))
        if module in modules:
            yield node.at, f"{name!r} and {modules[module]!r} become one class: write another name"
        if len(name) > LONGEST:
            yield node.at, f"{len(name)} characters, which name a file: write at most {LONGEST}"
        modules.setdefault(module, name)
    for node in spec.schemas:
        seen: dict[str, str] = {}
        for name in node.value.get("properties", {}):
            attribute = bound(name)
            if attribute in seen:
                both = f"{name!r} and {seen[attribute]!r} become the same attribute `{attribute}`"
                yield (*node.at, "properties", name), f"{both}: leave one out, it stays in additional_properties"
            seen.setdefault(attribute, name)


RULES = (
    objects_are_named,
    references_are_nullable,
    unions_stand_alone,
    answers_are_lenient,
    enums_are_texts,
    values_are_written_whole,
    types_are_stated,
    formats_are_known,
    patterns_are_portable,
    required_exist,
    ranges_are_open,
    conditions_are_whole,
    names_stay_apart,
)


def is_property(node: Node) -> bool:
    return node.kind == "schema" and len(node.at) > 1 and node.at[-2] == "properties" and node.within[-1] == "schema"
