"""The normal form of a schema: one flat table of keywords behind references, allOf, and unions that can be merged.

Two schemas that say the same in different ways have the same normal form: an allOf of one or of parts, a reference or what it
refers to, `anyOf: [T, null]` or `type: [T, 'null']`, an anyOf within an anyOf, const or an enum of one, `exclusiveMinimum: 0` or
`minimum: 1` of an integer, a keyword that lets everything through or none.

What it does not do: it proves no equivalence between patterns, conditions or unions of objects; those stay as they are written.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import reduce
from typing import Any

from tools.facets.references import Spec, SpecError, mapping, pointed, sequence, steps

Flat = dict[str, Any]
ANY = frozenset({"null", "boolean", "object", "array", "number", "string"})
NUMERIC = frozenset({"number", "integer"})
WORDS = {"title", "description", "example", "examples", "externalDocs", "$comment", "$defs"}
UPPER = ("maxLength", "maxItems", "maxProperties")
LOWER = ("minLength", "minItems", "minProperties")
FLAGS = ("deprecated", "readOnly", "writeOnly", "uniqueItems")
# Compared as a whole, each by what its value is: a schema, a table or a list of schemas, or plain data.
OF_SCHEMA = {"propertyNames", "unevaluatedProperties", "unevaluatedItems", "contains", "contentSchema"}
OF_SCHEMAS = {"patternProperties", "dependentSchemas", "prefixItems"}
OF_DATA = {"minContains", "maxContains", "dependentRequired", "contentEncoding", "contentMediaType", "xml", "discriminator"}
OPAQUE = OF_SCHEMA | OF_SCHEMAS | OF_DATA
# JSON Schema, but not followed: refused in a newer spec, and of an older one told when it goes.
NOT_FOLLOWED = {"$id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$recursiveAnchor", "$vocabulary"}
NOT_FOLLOWED |= {"definitions", "dependencies", "additionalItems"}
READ = {"$ref", "type", "nullable", "enum", "const", "properties", "required", "additionalProperties", "items", "pattern", "format"}
READ |= {
    "default",
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
}
READ |= {"then", "else"}
KNOWN = READ.union(WORDS, UPPER, LOWER, FLAGS, OPAQUE)
UNKNOWN_KEYWORD = "unknown keyword"
PLAIN = ("format", "enum", "default", "deprecated", "readOnly", "writeOnly", "untyped", UNKNOWN_KEYWORD)
# A keyword says nothing of values of other types.
APPLIES = {
    **dict.fromkeys(("low", "high", "multipleOf"), NUMERIC),
    **dict.fromkeys(("minLength", "maxLength", "pattern"), frozenset({"string"})),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems"), frozenset({"array"})),
    **dict.fromkeys(("minProperties", "maxProperties"), frozenset({"object"})),
}


def flat(spec: Spec, schema: Any, trail: tuple[str, ...] = ()) -> Flat:
    """The normal form of a schema; its properties and items stay schemas. Raises SpecError for what cannot be read.

    `trail` holds the references on the way that no property or item separates.
    """
    if isinstance(schema, bool):
        return {"types": ANY if schema else frozenset()}
    schema = with_null(mapping(schema, "a schema"))
    referred = [{"$ref": schema["$ref"]}] if "$ref" in schema else []
    members = referred + sequence(schema.get("allOf"), "allOf")
    behind = [part_behind(spec, member, trail) for member in members]
    named = [part for part, member in zip(behind, members, strict=True) if is_reference(member)]
    inline = [part for part, member in zip(behind, members, strict=True) if not is_reference(member)]
    own = own_keywords(schema)
    unions = [union(spec, word, schema[word], trail) for word in ("anyOf", "oneOf") if word in schema]
    # The generator takes the properties of references first; their order is the order of a model's parameters.
    found = reduce(combined, [*named, own, *inline, *unions], Flat(types=ANY))
    if any(part["types"] != ANY and "untyped" not in part for part in (*behind, own, *unions)):
        found.pop("untyped", None)
    found["name"] = class_name(schema, own, [*behind, *unions])
    return found


def with_null(schema: Spec) -> Spec:
    """`nullable` of OpenAPI 3.0 beside a union or an allOf, as the generator takes it: null is one more member."""
    if schema.get("nullable") is not True or "type" in schema:
        return schema
    rest = {word: value for word, value in schema.items() if word not in ("nullable", "allOf")}
    for word in ("oneOf", "anyOf"):
        if schema.get(word):
            return {**schema, word: [*sequence(schema[word], word), {"type": "null"}], "nullable": False}
    return {**rest, "oneOf": [{"type": "null"}, {"allOf": schema["allOf"]}]} if schema.get("allOf") else schema


def is_reference(member: object) -> bool:
    return isinstance(member, dict) and "$ref" in member


def part_behind(spec: Spec, member: Any, trail: tuple[str, ...]) -> Flat:
    """The normal form of a member of allOf; of a reference, what it refers to."""
    if not (isinstance(member, dict) and list(member) == ["$ref"]):
        return flat(spec, member, trail)
    reference = member["$ref"]
    if reference in trail:
        raise SpecError(f"{reference} refers to itself")
    target = pointed(spec, reference)
    found = flat(spec, target, (*trail, reference))
    title = target.get("title") if isinstance(target, dict) else None
    return {**found, "name": str(title or steps(reference)[-1]), "references": found.get("references", frozenset()) | {reference}}


def class_name(schema: Spec, own: Flat, parts: list[Flat]) -> str:
    """The name that the generator gives to a class for this schema, if it makes one; empty where it makes one up."""
    if "$ref" in schema:
        return str(parts[0]["name"])
    names = {part["name"] for part in parts if part.get("name")}
    if len(names) == 1 and not own.keys() - {"types", "untyped", "default", UNKNOWN_KEYWORD, *FLAGS}:
        return str(names.pop())
    return str(schema.get("title", ""))


def own_keywords(schema: Spec) -> Flat:
    """The keywords of one schema object by itself, in their normal form."""
    found: Flat = {"types": own_types(schema)}
    if "type" not in schema and not found["types"] >= ANY:
        found["untyped"] = True  # taken from its properties or items; strictly, any other type fits too
    if "const" in schema:
        found.update(enumerated([schema["const"]], found["types"]), literal=True)
    if "enum" in schema:
        found.update(enumerated(sequence(schema["enum"], "enum"), found["types"]))
    found.update(own_children(schema), **own_bounds(schema))
    found.update({word: frozenset({str(schema[word])}) for word in ("pattern", "format") if word in schema})
    found.update({word: True for word in FLAGS if schema.get(word)})
    if "default" in schema:
        found["default"] = value_text(schema["default"])
    if "if" in schema and ("then" in schema or "else" in schema):
        found["rules"] = ({word: schema[word] for word in ("if", "then", "else") if word in schema},)
    if schema.get("not", False) is not False:
        found["not"] = (schema["not"],)
    if opaque := {word: (schema[word],) for word in OPAQUE & schema.keys() if not says_nothing(word, schema[word])}:
        found["opaque"] = opaque
    if unknown := frozenset(str(word) for word in schema if word not in KNOWN and not str(word).startswith("x-")):
        found[UNKNOWN_KEYWORD] = unknown
    return found


def says_nothing(word: str, value: Any) -> bool:
    """Whether a keyword lets everything through, as if it were not there."""
    return value in ({}, []) or (word in OF_SCHEMA and value is True) or (word == "minContains" and value == 1)


def own_types(schema: Spec) -> frozenset[str]:
    """The types that a schema lets through by itself. One with properties is of an object, as the generator takes it."""
    given = schema.get("type")
    if given is None and ("properties" in schema or isinstance(schema.get("additionalProperties"), dict)):
        given = "object"
    if given is None and "items" in schema:
        given = "array"
    if given is None:
        return ANY
    types = {str(kind) for kind in (given if isinstance(given, list) else [given])}
    if unknown := types - ANY - NUMERIC:
        raise SpecError(f"unknown type {sorted(unknown)[0]!r}")
    types |= {"null"} if schema.get("nullable") is True else set()
    return frozenset(types - {"integer"} if "number" in types else types)


def enumerated(values: list[Any], types: frozenset[str]) -> Flat:
    """An enum as the texts of its values, null apart, and the types that it leaves."""
    kinds = {type(value) for value in values}
    words = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object", type(None): "null"}
    return {
        "types": common_types(types, frozenset(words[kind] for kind in kinds if kind in words)),
        "enum": frozenset(value_text(value) for value in values if value is not None),
    }


def own_children(schema: Spec) -> Flat:
    found: Flat = {}
    if properties := mapping(schema.get("properties"), "properties"):
        found["properties"] = {str(name): child for name, child in properties.items()}
    if required := sequence(schema.get("required"), "required"):
        found["required"] = frozenset(map(str, required))
    if schema.get("additionalProperties", True) not in (True, {}, None):
        found["extra"] = schema["additionalProperties"]
    if schema.get("items", True) not in (True, {}):
        found["items"] = mapping(schema["items"], "items") if schema["items"] is not False else False
    return found


def own_bounds(schema: Spec) -> Flat:
    """The bounds of a schema; `low` and `high` are pairs of a number and whether it is itself excluded."""
    found: Flat = {word: number(schema, word) for word in UPPER if word in schema}
    found.update({word: number(schema, word) for word in LOWER if schema.get(word)})
    if schema.get("multipleOf"):
        found["multipleOf"] = number(schema, "multipleOf")
    for name, plain, exclusive, tighter in (
        ("low", "minimum", "exclusiveMinimum", tighter_low),
        ("high", "maximum", "exclusiveMaximum", tighter_high),
    ):
        strict = schema.get(exclusive)
        bounds = [(number(schema, plain), strict is True)] if plain in schema else []
        bounds += [(number(schema, exclusive), True)] if exclusive in schema and not isinstance(strict, bool) else []
        if bounds:
            found[name] = reduce(tighter, bounds)
    return found


def number(schema: Spec, word: str) -> Fraction:
    value = schema[word]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise SpecError(f"{word} is {value!r}: expected a number")
    return Fraction(str(value))


Bound = tuple[Fraction, bool]


def tighter_low(a: Bound, b: Bound) -> Bound:
    return max(a, b)


def tighter_high(a: Bound, b: Bound) -> Bound:
    return min(a, b, key=lambda bound: (bound[0], not bound[1]))


def common_types(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """The types that both let through; every integer is a number."""
    both = {kind for kind in a | b if all(kind in side or (kind == "integer" and "number" in side) for side in (a, b))}
    return frozenset(both)


def both_schemas(a: Any, b: Any) -> Any:
    return a if a == b else {"allOf": [a, b]}


def both_tables(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    return {**a, **{name: both_schemas(a[name], child) if name in a else child for name, child in b.items()}}


def both_values(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    return {**a, **{word: (*a.get(word, ()), *(one for one in values if one not in a.get(word, ()))) for word, values in b.items()}}


def common_multiple(a: Fraction, b: Fraction) -> Fraction:
    return Fraction(math.lcm(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator)


# How two schemas that must both hold are one.
MERGE: dict[str, Callable[[Any, Any], Any]] = {
    "types": common_types,
    "enum": frozenset.intersection,
    "properties": both_tables,
    "opaque": both_values,
    "items": both_schemas,
    "extra": both_schemas,
    "low": tighter_low,
    "high": tighter_high,
    "multipleOf": common_multiple,
    **dict.fromkeys(LOWER, max),
    **dict.fromkeys(UPPER, min),
    **dict.fromkeys(("required", "pattern", "format", "references", UNKNOWN_KEYWORD), frozenset.union),
    **dict.fromkeys(("rules", "not", "unions"), lambda a, b: (*a, *(rule for rule in b if rule not in a))),
    **dict.fromkeys((*FLAGS, "default", "literal", "name", "untyped"), lambda _, b: b),
}


def combined(a: Flat, b: Flat) -> Flat:
    """The normal form of what both say."""
    for one, other in ((a, b), (b, a)):
        if "extra" in one and other.get("properties", {}).keys() - one.get("properties", {}).keys():
            raise SpecError("additionalProperties of one part of an allOf beside properties of another cannot be compared")
    return {**a, **{word: MERGE[word](a[word], value) if word in a else value for word, value in b.items()}}


def union(spec: Spec, word: str, members: Any, trail: tuple[str, ...]) -> Flat:
    """The normal form of an anyOf or oneOf: null apart, members of different types in one, everything else as a set."""
    listed, through = flattened(spec, word, members, trail)
    found = [part for part in (part_behind(spec, member, trail) for member in listed) if part["types"]]
    nullable = [part for part in found if "null" in part["types"] and (word == "anyOf" or part["types"] == {"null"})]
    null = frozenset({"null"} if nullable else ())
    others = [part for part in found if part["types"] != {"null"}]
    if word == "anyOf":
        others = distinct([{**part, "types": part["types"] - (null if part["types"] < ANY else frozenset())} for part in others])
    if not others:
        return {"types": null}
    if len(others) == 1 or mergeable(others):
        one = reduce(either, others)
        return {**one, "types": one["types"] | null, "references": one.get("references", frozenset()) | through}
    types = null.union(*(part["types"] for part in others))
    names = frozenset(part.get("name") or "inline" for part in others if is_class(part))
    return {
        "types": types - {"integer"} if "number" in types else types,
        "unions": ((word, tuple(others), names),),
        "references": through.union(*(part.get("references", frozenset()) for part in others)),
    }


def flattened(spec: Spec, word: str, members: Any, trail: tuple[str, ...]) -> tuple[list[Any], frozenset[str]]:
    """The members of an anyOf, with those of an anyOf within it, and the references that led there. A oneOf stays as it is."""
    listed: list[Any] = []
    through: frozenset[str] = frozenset()
    for member in sequence(members, word):
        reference = member["$ref"] if isinstance(member, dict) and list(member) == ["$ref"] else None
        if reference in trail:
            raise SpecError(f"{reference} refers to itself")
        target = pointed(spec, reference) if reference else member
        if word == "anyOf" and isinstance(target, dict) and target.keys() - WORDS == {"anyOf"}:
            inner, further = flattened(spec, word, target["anyOf"], (*trail, *([reference] if reference else [])))
            listed += inner
            through |= further | ({reference} if reference else frozenset())
        else:
            listed.append(member)
    return listed, through


def distinct(parts: list[Flat]) -> list[Flat]:
    """The members of an anyOf without repetitions, and with those that say a type and nothing else in one."""
    plain = [part for part in parts if part.keys() <= {"types", "references", "name"} and "object" not in part["types"]]
    rest = [part for place, part in enumerate(parts) if part not in plain and part not in parts[:place]]
    if not plain:
        return rest
    types = frozenset().union(*(part["types"] for part in plain))
    return [*rest, {"types": types - {"integer"} if "number" in types else types}]


def is_class(found: Flat) -> bool:
    """Whether the generator makes a class of a schema: an object or an enum."""
    if found["types"] >= ANY:
        return False
    return "object" in found["types"] or ("enum" in found and not found.get("literal")) or "unions" in found


def mergeable(parts: list[Flat]) -> bool:
    """Whether no value fits two members, and no member has a keyword that would touch another's values."""
    kinds = [kind.replace("integer", "number") for part in parts for kind in part["types"]]
    touching = {"enum", "rules", "not", "unions", "opaque", "default", "format"}
    return len(kinds) == len(set(kinds)) and sum(bool(touching & part.keys()) for part in parts) == 0


def either(a: Flat, b: Flat) -> Flat:
    """One schema for two that have no type in common."""
    names = {part["name"] for part in (a, b) if part.get("name") and is_class(part)}
    return {
        **a,
        **b,
        "types": a["types"] | b["types"],
        "references": a.get("references", frozenset()) | b.get("references", frozenset()),
        "name": names.pop() if len(names) == 1 else "",
    }


def shown_bound(found: Flat, side: str) -> str:
    """`low` or `high` in words; of an integer always with the bound itself allowed."""
    value, exclusive = found[side]
    up = side == "low"
    if not found["types"] & {"number"}:
        step = int(exclusive and value.denominator == 1)
        value, exclusive = Fraction(math.ceil(value) + step if up else math.floor(value) - step), False
    return f"{'more' if up else 'less'} than {number_text(value)}" if exclusive else number_text(value)


def number_text(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else repr(float(value))


def value_text(value: Any) -> str:
    """A JSON value in words: a string as it is, unless it could be taken for something else."""
    if isinstance(value, str) and value not in ("", "none", "absent", "any", "inline") and ", " not in value and not is_json(value):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


Trail = tuple[frozenset[str], ...]


def aspects(spec: Spec, found: Flat, trail: Trail = ()) -> Iterable[tuple[str, str | frozenset[str]]]:
    """Aspect -> value of a schema by itself, without its properties and items; what it does not say is left out."""
    for word in ("low", "high", "multipleOf", *LOWER, *UPPER, "uniqueItems", "pattern"):
        if word in found and found["types"] & APPLIES[word] and not every_integer(found, word):
            yield {"low": "minimum", "high": "maximum"}.get(word, word), shown(found, word)
    yield from ((word, shown(found, word)) for word in PLAIN if word in found)
    if "rules" in found:
        yield "conditional", "if, then, else"
        rules = [{word: canonical(spec, child, trail) for word, child in rule.items()} for rule in found["rules"]]
        yield "rule", as_json(sorted(rules, key=as_json))
    if "not" in found:
        yield "not", as_json(sorted((canonical(spec, child, trail) for child in found["not"]), key=as_json))
    if "unions" in found:
        yield "union", ", ".join(sorted(word for word, _, _ in found["unions"]))
        yield "members", member_texts(spec, found, trail)
    for word, values in sorted(found.get("opaque", {}).items()):
        forms = sorted((opaque_form(spec, word, value, trail) for value in values), key=as_json)
        yield word, as_json(forms[0] if len(forms) == 1 else forms)


def member_texts(spec: Spec, found: Flat, trail: Trail) -> frozenset[str]:
    """The members of the unions in their normal form; one that a oneOf has again is told apart, since no value fits it."""
    texts = [as_json(canonical_form(spec, part, trail)) for _, parts, _ in found["unions"] for part in parts]
    return frozenset(f"{text} again" * texts[:place].count(text) or text for place, text in enumerate(texts))


def every_integer(found: Flat, word: str) -> bool:
    """Whether a `multipleOf` fits every integer, and the schema no other number."""
    return word == "multipleOf" and "number" not in found["types"] and (1 / found[word]).denominator == 1


def opaque_form(spec: Spec, word: str, value: Any, trail: Trail) -> Any:
    """The value of a keyword that is compared as a whole, in its normal form."""
    if word in OF_SCHEMA:
        return canonical(spec, value, trail)
    if word in OF_SCHEMAS and isinstance(value, list):
        return [canonical(spec, child, trail) for child in value]
    if word in OF_SCHEMAS:
        return {str(name): canonical(spec, child, trail) for name, child in mapping(value, word).items()}
    if word == "dependentRequired":
        return {str(name): sorted(map(str, sequence(needed, word))) for name, needed in mapping(value, word).items()}
    return value


def shown(found: Flat, word: str) -> str | frozenset[str]:
    value = found[word]
    if word in ("low", "high"):
        return shown_bound(found, word)
    if isinstance(value, Fraction):
        return number_text(value)
    return "true" if value is True else frozenset(value) if isinstance(value, frozenset) else str(value)


def canonical(spec: Spec, schema: Any, trail: Trail = ()) -> Any:
    """The whole schema as plain data in its normal form; a schema that contains itself is followed once."""
    return canonical_form(spec, flat(spec, schema), trail)


def canonical_form(spec: Spec, found: Flat, trail: Trail = ()) -> Any:
    references = found.get("references", frozenset())
    data: dict[str, Any] = {}
    for depth, earlier in enumerate(trail):
        if again := sorted(references & earlier):
            data["recursion"] = depth
            found = beside(spec, found, again[0])
            break
    trail = (*trail, references)
    data.update((word, plain(word, value)) for word, value in aspects(spec, found, trail))
    data["types"] = sorted(found["types"])
    data["required"] = sorted(found.get("required", ()))
    data["properties"] = {name: canonical(spec, child, trail) for name, child in sorted(found.get("properties", {}).items())}
    data.update({word: canonical(spec, found[word], trail) for word in ("items", "extra") if word in found})
    return {word: value for word, value in data.items() if value not in ([], {})}


def beside(spec: Spec, found: Flat, reference: str) -> Flat:
    """What a schema says beside a reference that it holds; its types are kept."""
    referred = flat(spec, {"$ref": reference})
    kept = {word: value for word, value in found.items() if word == "types" or value != referred.get(word)}
    known = referred.get("properties", {})
    if "properties" in kept:
        kept["properties"] = {name: child for name, child in kept["properties"].items() if known.get(name) != child}
    if "required" in kept:
        kept["required"] = kept["required"] - referred.get("required", frozenset())
    return kept


def plain(word: str, value: str | frozenset[str]) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return json.loads(value) if word in {"rule", "not"} | OPAQUE else value


NAMED = {"properties", "patternProperties", "dependentSchemas", "dependentRequired", "$defs", "headers", "content", "encoding"}
NAMED |= {"callbacks", "responses", "variables", "mapping"}
VALUES = {"default", "const", "enum"}


def expanded(spec: Spec, node: Any, trail: tuple[str, ...] = (), *, names: bool = False) -> Any:
    """A node as it is written, with its references replaced and its words left out; a reference is followed once.

    `names`: the keys of the node are names, of which none is left out.
    """
    if isinstance(node, list):
        return [expanded(spec, child, trail) for child in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref")
    if isinstance(reference, str) and not names:
        return "recursion" if reference in trail else expanded(spec, pointed(spec, reference), (*trail, reference))
    kept = {str(key): child for key, child in node.items() if names or key not in WORDS - {"$defs"}}
    return {
        key: child if key in VALUES and not names else expanded(spec, child, trail, names=key in NAMED and not names)
        for key, child in kept.items()
    }


def as_json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
