"""What a decoded model promises, and documents to try it on."""

from __future__ import annotations

import copy
import json
import math
import types
import typing
from collections.abc import Iterator
from typing import Any, Literal, Union

from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend
from omneo_api.models import AppointmentEnvelope
from omneo_api.types import Misfit, Model, UnfitError, misfits
from typeguard import CollectionCheckStrategy, check_type

from omneo_appointments.sandbox import sample_appointment
from tools import sync

PUBLISHED = json.loads((sync.ROOT / "tests/fixtures/published_appointment.json").read_text())
SAMPLE = {"data": sample_appointment()}
SLIM = {
    "data": {
        "id": 1, "status": "x", "links": [{"id": 1, "type": "list", "target_id": "2", "linkable": {"id": 2}}], "timezone": "UTC", "meta": [],
        "location": {"id": 3}, "order": {"id": 4, "total": 80}, "transaction": {"total": 0.5}, "answers": [{"id": 5, "value": None, "question_required": True}],
        "appointment_definition": {"id": 6, "staff": [{"id": 7, "staff": {"normal_hours": [{"id": 8, "is_closed": False}]}}], "locations": [1]},
    }
}  # fmt: skip
SPEC = json.loads((sync.ROOT / sync.PACKAGE / "openapi.json").read_text())


ANNOTATIONS: dict[type, dict[str, Any]] = {}


def same(left: Any, right: Any) -> bool:
    """Whether two JSON values are equal and of the same types: True is not 1, 1 is not 1.0, NaN is itself."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return bool(left == right) or (isinstance(left, float) and math.isnan(left) and math.isnan(right))


def holds(value: Any, annotation: Any) -> bool:
    """Whether a value is of a type to the letter: no bool as an int, no int as a float, no NaN."""
    origin, members = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (Union, types.UnionType):
        return any(holds(value, member) for member in members)
    if origin is Literal:
        return any(same(value, member) for member in members)
    if origin is list:
        return type(value) is list and all(holds(item, members[0]) for item in value)
    if origin is dict:
        return type(value) is dict and all(holds(item, members[1]) for item in value.values())
    if annotation is Any:
        return True
    return type(value) is annotation and (annotation is not float or math.isfinite(value))


def check_attributes(model: Model) -> None:
    """Each attribute is what its annotation says, to the letter and to typeguard; so are those of the models inside."""
    for name, annotation in annotations_of(type(model)).items():
        value = getattr(model, name)
        assert holds(value, annotation), f"{type(model).__name__}.{name}: {annotation} holds {value!r}"
        check_type(value, annotation, collection_check_strategy=CollectionCheckStrategy.ALL_ITEMS)
        for inner in models(value):
            check_attributes(inner)


def annotations_of(kind: type) -> dict[str, Any]:
    if kind not in ANNOTATIONS:
        ANNOTATIONS[kind] = {name: hint for name, hint in typing.get_type_hints(kind).items() if not name.startswith("_")}
    return ANNOTATIONS[kind]


def models(value: Any) -> Iterator[Model]:
    """The models in a value, but not those inside them."""
    if isinstance(value, Model):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from models(item)


def at(document: Any, pointer: str) -> Any:
    """The value that a JSON pointer leads to; KeyError where there is none."""
    for step in pointer.split("/")[1:]:
        document = document[int(step) if isinstance(document, list) else step.replace("~1", "/").replace("~0", "~")]
    return document


# What the spec itself says of a document. An integer is written as one: 1.0 is a number.
CHECKER = Draft202012Validator.TYPE_CHECKER.redefine_many(
    {
        "integer": lambda _, value: type(value) is int,
        "number": lambda _, value: type(value) is int or (type(value) is float and math.isfinite(value)),
    }
)
VALIDATOR = extend(Draft202012Validator, type_checker=CHECKER)(  # type: ignore[no-untyped-call]
    {"$ref": "#/components/schemas/AppointmentEnvelope", "components": SPEC["components"]}
)


def check_promises(document: Any) -> None:
    """Decode an answer and hold it to every promise."""
    before = copy.deepcopy(document)
    places = broken(document)
    try:
        envelope = AppointmentEnvelope.from_dict(document)
    except UnfitError as error:
        check_unfit(document, error)
        assert error.pointer in places
    else:
        check_attributes(envelope)
        assert same(envelope.to_dict(), before)
        found = misfits(envelope)
        for misfit in found:
            at(document, misfit.pointer)
            assert misfit.expected
            assert any(lies_in(place, misfit.pointer) for place in places)
        for place in places:
            assert any(lies_in(place, misfit.pointer) for misfit in found)
        assert found == [Misfit(f"/data{entry.pointer}", entry.expected) for entry in misfits(envelope.data)]
    assert same(document, before)


def check_unfit(document: Any, error: UnfitError) -> None:
    """The place is in the document, or its parent is and the key is missing."""
    assert error.expected
    parent, _, key = error.pointer.rpartition("/")
    holder = at(document, parent)
    assert error.pointer == "" or isinstance(holder, dict) or (isinstance(holder, list) and int(key) < len(holder))


def lies_in(place: str, pointer: str) -> bool:
    return f"{place}/".startswith(f"{pointer}/")


def broken(document: Any) -> set[str]:
    """JSON pointers of the places that break the spec, by jsonschema. A key that is missing counts as a place."""
    found = set()
    for error in (leaf for error in VALIDATOR.iter_errors(document) for leaf in leaves(error)):
        path = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in error.absolute_path)
        required: Any = error.validator_value if error.validator == "required" else []
        missing = [name for name in required if name not in typing.cast(Any, error.instance)]
        found |= {f"{path}/{name}" for name in missing} or {path}
    return found


def leaves(error: ValidationError) -> list[ValidationError]:
    """What is wrong within a value of "this object or null", else the error itself."""
    inside = [leaf for part in error.context or () for leaf in leaves(part)]
    return [leaf for leaf in inside if leaf.validator == "required" or leaf.absolute_path != error.absolute_path] or [error]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from([0, 1, 1.0, math.inf, math.nan, 10**30, "", "1"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "target_id", "~/", "x"]), inner, max_size=3),
    max_leaves=5,
)


def pointers(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    return [path] * bool(path) + [pointer for key, child in children for pointer in pointers(child, (*path, key))]


@st.composite
def answers(draw: st.DrawFn) -> Any:
    """An answer with some values replaced, wrapped or taken away and some keys added, anywhere; now and then any JSON at all."""
    if draw(st.integers(0, 50)) == 0:
        return draw(VALUES)
    document = copy.deepcopy(draw(st.sampled_from([SLIM, SLIM, SLIM, PUBLISHED, SAMPLE])))
    for _ in range(draw(st.integers(0, 4))):
        *path, key = draw(st.sampled_from(pointers(document) or [("data",)]))
        holder = document
        for step in path:
            holder = holder[step]
        change = draw(st.sampled_from(["replace", "replace", "remove", "wrap", "add"]))
        if change == "remove":
            holder.pop(key, None) if isinstance(holder, dict) else holder.pop(key)
        elif change == "wrap":
            holder[key] = draw(st.sampled_from([[holder.get(key)] if isinstance(holder, dict) else [holder[key]], {"id": 1}, [[], {}]]))
        elif change == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(["colour", "~/", "", "id", "links"]))] = draw(VALUES)
        else:
            holder[key] = draw(VALUES)
    return document



