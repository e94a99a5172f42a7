"""Verdicts against a validator: what it shows to be lost or new on the wire is never called compatible, let alone passed over."""

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tools.facets import SpecError
from tools.verdicts import COMPATIBLE, NOTHING, Verdict, spec_changes

PAIRS, VALUES = 40, 80
LEAVES: list[Any] = [
    {"type": "string", "minLength": 1},
    {"type": "string", "maxLength": 1, "pattern": "^a"},
    {"type": "integer", "exclusiveMinimum": 0},
    {"type": "integer", "multipleOf": 2},
    {"type": "number", "maximum": 2},
    {"type": ["string", "null"]},
    {"type": ["integer", "boolean"]},
    {"enum": ["a", 1, None]},
    {"const": "b"},
    {"type": "array", "minItems": 1, "items": {"type": "integer"}},
    {"type": "array", "uniqueItems": True, "contains": {"const": 1}},
    {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "title": {"type": "string"}}},
    {"type": "object", "additionalProperties": {"type": "string"}},
    {"type": "object", "properties": {"a": {}}, "additionalProperties": False},
    {"type": "object", "patternProperties": {"title": {"type": "integer"}}},
    {"type": "object", "dependentRequired": {"title": ["a"]}, "maxProperties": 2},
    {},
    True,
]


def schema(draw: random.Random, depth: int) -> Any:
    """A schema: a leaf, or a combination of smaller ones."""
    word = draw.choice(("leaf", "leaf", "allOf", "anyOf", "oneOf", "not", "if")) if depth else "leaf"
    if word == "leaf":
        return copy.deepcopy(draw.choice(LEAVES))
    if word == "not":
        return {"not": schema(draw, depth - 1)}
    if word == "if":
        return {step: schema(draw, depth - 1) for step in ("if", "then", "else")}
    return {word: [schema(draw, depth - 1) for _ in range(draw.randint(1, 3))]}


def altered(draw: random.Random, node: Any) -> Any:
    """The schema with one thing replaced, added or gone, at any depth."""
    if not isinstance(node, dict) or not node or draw.random() < 0.2:
        return schema(draw, 1)
    word = draw.choice(sorted(node))
    value = node[word]
    if isinstance(value, list) and word in ("allOf", "anyOf", "oneOf"):
        place = draw.randrange(len(value))
        grown = [*value, schema(draw, 0)] if draw.random() < 0.3 else value
        return {**node, word: [altered(draw, one) if at == place else one for at, one in enumerate(grown)]}
    if word in ("not", "if", "then", "else"):
        return {**node, word: altered(draw, value)}
    rest = {name: kept for name, kept in node.items() if name != word}
    known = isinstance(rest.get("properties"), dict) or "items" in rest
    return {**rest, "type": "object" if "properties" in rest else "array"} if known and word == "type" else rest


def value(draw: random.Random, depth: int = 2) -> Any:
    kind = draw.randrange(8 if depth else 6)
    if kind < 6:
        return draw.choice(("", "a", "b", "ab", 0, 1, 2, 3, 1.5, None, True))
    if kind == 6:
        return [value(draw, depth - 1) for _ in range(draw.randrange(3))]
    return {name: value(draw, depth - 1) for name in draw.sample(("a", "title", "x"), draw.randrange(4))}


def document(found: Any, sent: bool) -> Any:
    """A spec with the schema in a request or in an answer."""
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": {"it": found}, "required": ["it"]}}}}
    return {"paths": {"/a": {"post": {"requestBody": body, "responses": {}} if sent else {"responses": {"200": body}}}}}


def worst(old: Any, new: Any, sent: bool) -> Verdict | None:
    """The worst verdict on the wire; None for what is refused, and where a named property came, which by custom harms nobody."""
    try:
        lines = spec_changes(document(old, sent), document(new, sent))
    except SpecError:
        return None
    if any(line.what == "added" for line in lines):
        return None
    return max((line.wire for line in lines), key=list(Verdict).index, default=NOTHING)


@pytest.mark.parametrize("seed", range(12))
def test_no_validator_disagrees(seed: int) -> None:
    """Where some value is accepted before and not after, or the reverse, something is told; where callers meet it, it breaks."""
    draw = random.Random(seed)  # noqa: S311 - the same schemas each time
    for _ in range(PAIRS):
        old = schema(draw, 2)
        new, sent = altered(draw, old), draw.random() < 0.5
        verdict = worst(old, new, sent)
        fits: list[Callable[[Any], bool]] = [Draft202012Validator(side).is_valid for side in (old, new)]
        pairs = {(fits[0](one), fits[1](one)) for one in (value(draw) for _ in range(VALUES))}
        harm = (True, False) if sent else (False, True)

        assert verdict is None or verdict is not NOTHING or pairs <= {(True, True), (False, False)}, (old, new)
        assert verdict not in (NOTHING, COMPATIBLE) or harm not in pairs, (old, new, sent)
