"""The sandbox's own check of a body agrees with jsonschema, and never skips a keyword in silence."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from omneo_appointments.sandbox import ACTION, SPEC
from omneo_appointments.sandbox._rules import ANNOTATIONS, ASSERTIONS, NESTED, Rule

SCHEMAS: list[dict[str, Any]] = [
    *({"type": name} for name in ("array", "boolean", "integer", "null", "number", "object", "string")),
    {"type": ["string", "null"]},
    {"enum": [1, "a", None, True]},
    {"enum": [0, [False], {"a": 1}]},
    {"const": 1},
    {"const": False},
    {"pattern": "^a+$"},
    {"minLength": 1, "maxLength": 2},
    {"minItems": 1, "maxItems": 2},
    {"minimum": 0, "maximum": 3},
    {"exclusiveMinimum": 0, "exclusiveMaximum": 3},
    {"not": {"type": "string"}},
    {"anyOf": [{"type": "string"}, {"minimum": 2}]},
    {"oneOf": [{"type": "number"}, {"type": "integer"}, {"type": "string"}]},
    {"allOf": [{"type": "number"}, {"minimum": 1}]},
    {"items": {"type": "integer"}},
    {"required": ["a"]},
    {"properties": {"a": {"type": "integer"}, "b": {"required": ["a"]}}},
    {"if": {"type": "string"}, "then": {"minLength": 1}, "else": {"type": "integer"}},
    {"if": {"type": "string"}, "then": {"minLength": 1}},
    {"if": {"type": "string"}, "else": {"type": "null"}},
    {"type": "string", "description": "x", "format": "uuid"},
]
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-1, 4)
    | st.sampled_from([0.0, 1.0, 1.5, 3.0])
    | st.sampled_from(["", "a", "aa", "b", "aaa"])
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner), max_leaves=4
)


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_agrees_with_jsonschema(schema: dict[str, Any]) -> None:
    """For each keyword, any value is accepted or refused as jsonschema does it, with as many violations of required."""
    rule, judge = Rule(schema), Draft202012Validator(schema)

    @settings(deadline=None)
    @given(values)
    def agree(value: Any) -> None:
        assert rule.is_valid(value) == judge.is_valid(value)

    agree()


@settings(deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["profile", "list", "shop"]) | scalars,
            "id": st.from_regex(r"[0-9]{1,20}\n?|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\n?", fullmatch=True) | scalars,
        },
    )
)
def test_agrees_on_the_action(body: dict[str, Any]) -> None:
    """The rule of the spec's request body is checked as jsonschema does it."""
    judge = Draft202012Validator({"$ref": "#/components/schemas/AppointmentLinkAction", "components": SPEC["components"]})

    assert ACTION.is_valid(body) == judge.is_valid(body)


@pytest.mark.parametrize(
    "schema",
    [
        {"propertyNames": {}},
        {"not": {"multipleOf": 2}},
        {"anyOf": [{"contains": {}}]},
        {"items": {"uniqueItems": True}},
        {"properties": {"a": {"additionalProperties": False}}},
    ],
    ids=str,
)
def test_unknown_keyword(schema: dict[str, Any]) -> None:
    """A keyword that would not be checked is refused when the rule is made, wherever it stands."""
    with pytest.raises(ValueError, match="the sandbox does not check"):
        Rule(schema)


def test_keywords_are_told_apart() -> None:
    """A keyword is an assertion, an applicator or an annotation, never two of them."""
    kinds = [*ASSERTIONS, *NESTED, *ANNOTATIONS]

    assert len(kinds) == len(set(kinds))
