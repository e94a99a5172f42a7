"""The models of an answer: what is decoded, what is set aside, and how they behave where people put them.

The published fixture has the keys and types of the vendor's sample, with values of its own.
"""

import asyncio
import copy
import importlib
import inspect
import json
import pickle
import subprocess
import sys
from typing import Annotated, Any, get_args

import attrs
import httpx
import pytest
from fastapi import Body, FastAPI
from jsonschema import Draft202012Validator
from omneo_api.models import (
    Appointment,
    AppointmentEnvelope,
    AppointmentLink,
    AppointmentLinkAction,
    FieldErrors,
    Linkable,
    MorphAlias,
    MorphAliasLiteral,
)
from omneo_api.types import UNSET, Misfit, Model, UnfitError, Unset, misfits
from pydantic import BaseModel, TypeAdapter
from pydantic import ValidationError as PydanticError

from omneo_appointments.sandbox import sample_appointment
from tests.generated.truth import PUBLISHED, SAMPLE, SPEC, at, models, same

ANSWERS = pytest.mark.parametrize("document", [PUBLISHED, SAMPLE], ids=["published", "example"])
NAN = float("nan")


def sample(**changes: Any) -> Appointment:
    return Appointment.from_dict(sample_appointment() | changes)


def walk(value: Any) -> list[Model]:
    return [model for outer in models(value) for model in [outer, *walk([getattr(outer, name) for name in outer._fields.values()])]]


# What is decoded ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("document", "objects"), [(PUBLISHED, 19), (SAMPLE, 20)], ids=["published", "example"])
def test_every_key_is_known(document: dict[str, Any], objects: int) -> None:
    """No key of the document is unknown to the spec, at any depth."""
    found = walk(AppointmentEnvelope.from_dict(document))

    assert len(found) == objects
    assert [(type(model).__name__, set(model.additional_keys) - model._fields.keys()) for model in found if set(model.additional_keys) - model._fields.keys()] == []


@ANSWERS
def test_round_trip(document: dict[str, Any]) -> None:
    """to_dict() gives the document back, and json takes it."""
    encoded = AppointmentEnvelope.from_dict(document).to_dict()

    assert same(encoded, document)
    assert json.loads(json.dumps(encoded)) == document


def test_the_published_sample_has_misfits() -> None:
    """Where the published sample says string and the type files say otherwise, its values are set aside and listed, and cost nothing else."""
    envelope = AppointmentEnvelope.from_dict(PUBLISHED)
    found = {misfit.pointer.replace("/data/appointment_definition", "", 1): misfit.expected for misfit in misfits(envelope)}

    assert found == {
        "/normal_hours/0/is_closed": "boolean or null",
        "/special_hours/0/is_closed": "boolean or null",
        "/staff/0/staff/normal_hours/0/is_closed": "boolean or null",
        "/staff/0/staff/special_hours/0/is_repeating": "boolean or null",
        "/booking_questionnaire/id": "integer or null",
        "/booking_questionnaire/is_active": "boolean or null",
        "/booking_questionnaire/pages": "array or null",
    }
    assert misfits(AppointmentEnvelope.from_dict(SAMPLE)) == []


REQUIRED = ["id", "status", "links"]
LINK_REQUIRED = ["id", "type", "target_id"]


@pytest.mark.parametrize("key", sorted(sample_appointment().keys() - set(REQUIRED)))
def test_any_other_key_may_be_missing(key: str) -> None:
    """Without a key that is not required the appointment decodes, with None there; the key stays missing."""
    document = {name: value for name, value in sample_appointment().items() if name != key}
    appointment = Appointment.from_dict(document)

    assert getattr(appointment, Appointment._fields[key]) is None
    assert (misfits(appointment), key in appointment, key in appointment.to_dict()) == ([], False, False)
    assert sample(**{key: None}).to_dict()[key] is None


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        *(({name: value for name, value in sample_appointment().items() if name != key}, f"/data/{key}") for key in REQUIRED),
        *((sample_appointment() | {key: None}, f"/data/{key}") for key in REQUIRED),
        *((sample_appointment() | {"links": [{"id": 1, "type": "list", "target_id": "2"}, {"id": 1, "type": "list", "target_id": "2"} | {key: {}}]}, f"/data/links/1/{key}") for key in LINK_REQUIRED),
        (sample_appointment() | {"id": True}, "/data/id"),
        (sample_appointment() | {"id": 42.0}, "/data/id"),
        (sample_appointment() | {"id": "42"}, "/data/id"),
        (sample_appointment() | {"status": 5}, "/data/status"),
        (sample_appointment() | {"links": {}}, "/data/links"),
        (sample_appointment() | {"links": ""}, "/data/links"),
        (sample_appointment() | {"links": [[["id", 1], ["type", "list"], ["target_id", 2]]]}, "/data/links/0"),
        ([], "/data"),
        (None, "/data"),
        ([["id", 1]], "/data"),
    ],
)  # fmt: skip
def test_what_nobody_can_do_without(document: Any, pointer: str) -> None:
    """A required value that is missing, null or of another type makes the answer unfit, and the error points to it."""
    with pytest.raises(UnfitError) as caught:
        AppointmentEnvelope.from_dict({"data": document})

    assert (caught.value.pointer, pointer in str(caught.value)) == (pointer, True)
    assert pickle.loads(pickle.dumps(caught.value)).pointer == pointer


@pytest.mark.parametrize("document", [None, [], "", 3, {}, [["data", {}]]], ids=repr)
def test_no_envelope(document: Any) -> None:
    """What is no envelope at all is unfit."""
    with pytest.raises(UnfitError, match="expected object at /data" if document == {} else "expected object at the top"):
        AppointmentEnvelope.from_dict(document)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("timezone", [], "string or null"),
        ("timezone", 3, "string or null"),
        ("location_id", True, "integer or null"),
        ("location_id", 3.0, "integer or null"),
        ("location_id", "3", "integer or null"),
        ("approved_by", 1.5, "string or integer or null"),
        ("location", [], "LocationSummary or null"),
        ("location", "", "LocationSummary or null"),
        ("location", {"name": "Fitzroy"}, "LocationSummary or null (with integer at /id)"),
        ("location", [["id", 3]], "LocationSummary or null"),
        ("answers", {}, "array of QuestionnaireAnswer or null"),
        ("answers", "", "array of QuestionnaireAnswer or null"),
        ("answers", [{"id": 1}, 3], "array of QuestionnaireAnswer or null (with object at /1)"),
    ],
)
def test_misfits_are_set_aside(key: str, value: Any, expected: str) -> None:
    """A value that its attribute cannot hold is kept under its key, the attribute is None, and misfits() says where and why."""
    appointment = sample(**{key: value})

    assert getattr(appointment, key) is None
    assert appointment.additional_properties == {key: value} == {key: appointment[key]}
    assert misfits(appointment) == [Misfit(f"/{key}", expected)]
    assert same(appointment.to_dict()[key], value)


def test_a_key_missing_at_each_level(monkeypatch: pytest.MonkeyPatch) -> None:
    """An object that lacks a key is decoded in two steps, and those inside it are not decoded anew."""
    needed = {"data", "id", "status", "links", "type", "target_id"}
    objects = steps = 0

    def thinned(value: Any) -> Any:
        nonlocal objects
        if isinstance(value, list):
            return [thinned(item) for item in value]
        if not isinstance(value, dict):
            return value
        objects += 1
        dropped = [key for key in value if key not in needed][-1:]
        return {key: thinned(item) for key, item in value.items() if key not in dropped}

    def counted(decode: Any) -> Any:
        def counting(cls: type[Model], source: Any, found: list[str]) -> Any:
            nonlocal steps
            steps += 1
            return decode(cls, source, found)

        return classmethod(counting)

    document = thinned(SAMPLE)
    for kind in Model.__subclasses__():
        monkeypatch.setattr(kind, "_decode", counted(kind.__dict__["_decode"].__func__))
    AppointmentEnvelope.from_dict(document)

    assert objects < steps <= 2 * objects


@pytest.mark.parametrize(("value", "attribute"), [(80, 80), (80.5, 80.5), (None, None), (NAN, None), (float("inf"), None), (-float("inf"), None), (True, None), ("80", None)])
def test_numbers(value: Any, attribute: Any) -> None:
    """A number may be written as an integer, and stays one; what is no JSON number is a misfit."""
    appointment = sample(order={"total": value})
    order = appointment.order

    assert order is not None
    assert same(order.total, attribute)
    assert len(misfits(appointment)) == (0 if same(value, attribute) else 1)


def test_unknown_keys_are_kept() -> None:
    """A field that the spec doesn't know yet stays within reach, and is no misfit."""
    appointment = sample(colour="red")

    assert (appointment["colour"], appointment.to_dict()["colour"], appointment.additional_keys) == ("red", "red", ["colour"])
    assert misfits(appointment) == []


def test_unknown_enum_values_are_kept() -> None:
    """A status of tomorrow does not break today's client."""
    assert sample(status="teleported").status == "teleported"


def test_an_attribute_can_be_set_again() -> None:
    """A value that is assigned counts, where the document had nothing or a misfit."""
    appointment = sample(timezone=3)
    appointment.timezone = "UTC"

    assert (appointment["timezone"], appointment.to_dict()["timezone"]) == ("UTC", "UTC")


def test_deep_free_data() -> None:
    """Free data may be nested as deeply as json can read."""
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    appointment = sample(meta=deep, colour=deep)

    assert appointment.to_dict()["meta"] is deep
    assert (misfits(appointment), len(repr(appointment)) <= 200) == ([], True)


# How models behave --------------------------------------------------------------------------------------------------------------------


def test_reads_like_a_mapping() -> None:
    """A model has the names on the wire as keys, those that the spec doesn't know too."""
    link = AppointmentLink.from_dict({"id": 1, "type": "list", "target_id": "2", "linkable": {"id": 2}, "colour": "red"})

    other: Any = 3
    assert ("type" in link, "type_" in link, "profile" in link, "colour" in link, other in link) == (True, False, False, True, False)
    assert (link["type"], link["colour"], link["linkable"]) == ("list", "red", link.linkable)
    assert list(link) == list(link.keys()) == ["id", "type", "target_id", "linkable", "colour"]
    assert (len(link), link.get("profile", 0), dict(link.items())) == (5, 0, dict(link))
    assert dict(link) == {"id": 1, "type": "list", "target_id": "2", "linkable": Linkable.from_dict({"id": 2}), "colour": "red"}
    with pytest.raises(KeyError, match="profile"):
        link["profile"]
    assert (bool(Linkable.from_dict({})), len(Linkable.from_dict({}))) == (True, 0)


def test_is_a_mapping() -> None:
    """What takes a mapping takes a model: a pattern, a call's keywords, from_dict() of another model."""
    appointment = sample(colour="red", timezone=5)
    match appointment:
        case {"status": status, "colour": "red", **rest}:
            assert (status, len(rest)) == ("confirmed", len(appointment) - 2)
        case _:
            pytest.fail("it is no mapping")

    again = Appointment.from_dict(appointment)
    assert (again == appointment, misfits(again)) == (True, misfits(appointment))
    assert dict(**appointment) == dict(appointment)


def test_writes_unknown_keys_only() -> None:
    """A key of the spec's own is assigned through its attribute, and the error says so."""
    link = AppointmentLink(id=1, type_="list", target_id="2")
    link["colour"] = "red"
    assert link.to_dict()["colour"] == "red"
    del link["colour"]

    assert "colour" not in link
    with pytest.raises(TypeError, match=r"'type' belongs to an attribute of AppointmentLink: assign to \.type_"):
        link["type"] = "profile"
    with pytest.raises(TypeError, match="assign to"):
        del link["id"]


def test_equal_by_value() -> None:
    """Two models are equal if their attributes and unknown keys are."""
    assert sample() == sample()
    assert sample() != sample(status="x")
    assert sample() != sample(colour="red")
    assert FieldErrors.from_dict({"a": ["b"]}) == FieldErrors.from_dict({"a": ["b"]})


def test_repr() -> None:
    """A repr shows what matters first, on one line of at most 200 characters."""
    appointment = sample(status="x" * 3000, links=[])

    assert repr(sample()) == (
        "Appointment(id=42, status='confirmed', links=[2 items], scheduled_start_at='2026-05-11 00:00:00', "
        "scheduled_end_at='2026-05-11 00:45:00', timezone='Australia/Melbourne', ...)"
    )
    assert repr(appointment).startswith(f"Appointment(id=42, status='{'x' * 40}'..., links=[0 items], scheduled_start_at=")
    assert repr(sample(status="\U000e0001" * 90)).startswith(f"Appointment(id=42, status='{chr(92)}U000e0001") and "links=[2 items], scheduled_start_at=" in repr(sample(status="\U000e0001" * 90))
    assert repr(sample().links[1]) == "AppointmentLink(id=16, type_='list', target_id='204', ...)"
    assert repr(AppointmentEnvelope(data=appointment)) == "AppointmentEnvelope(data=Appointment(...), ...)"
    assert repr(FieldErrors.from_dict({"type": ["x"]})) == "FieldErrors('type', ...)"
    assert repr(UNSET) == "UNSET"


@pytest.mark.parametrize("value", ["\n" * 500, "\x00\u2028" * 100, "\U000e0001" * 90, 10**6000, [1] * 10**6, 1e308, NAN], ids=["lines", "separators", "tags", "integer", "list", "float", "nan"])
def test_repr_never_fails(value: Any) -> None:
    """Whatever an attribute holds, and however much of the model is built, the repr is short and on one line."""
    appointment = sample()
    appointment.status = appointment.timezone = appointment.id = value

    for model in (appointment, FieldErrors.from_dict({f"{index}{value}": [] for index in range(9)} if isinstance(value, str) else {}), *(kind.__new__(kind) for kind in (Appointment, FieldErrors))):
        assert len(repr(model)) <= 200
        assert "\n" not in repr(model)


@ANSWERS
@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))], ids=["copy", "deepcopy", "pickle"])
def test_copies(document: Any, twin: Any) -> None:
    """A copied or unpickled model is equal, encodes the same and has the same misfits; so does one that is half built."""
    envelope = AppointmentEnvelope.from_dict(document)

    assert twin(envelope) == envelope
    assert same(twin(envelope).to_dict(), document)
    assert misfits(twin(envelope)) == misfits(envelope)
    assert twin(UNSET) is UNSET
    assert isinstance(twin(Appointment.__new__(Appointment)), Appointment)


def test_made_by_hand() -> None:
    """A model is made with what is required; the rest is None and sent as null."""
    appointment = Appointment(id=1, status="confirmed", links=[AppointmentLink(id=1, type_="list", target_id="2")])

    assert appointment.timezone is None
    assert Appointment.from_dict(appointment.to_dict()) == appointment
    assert misfits(appointment) == []
    assert attrs.evolve(appointment, status="x").status == "x"


def test_the_request() -> None:
    """A request encodes to the bytes that go over the wire."""
    assert json.dumps(AppointmentLinkAction(type_=MorphAlias.LIST, id="2").to_dict()) == '{"type": "list", "id": "2"}'


def test_literal_beside_enum() -> None:
    """The enum's members stand in a Literal too, from which editors complete."""
    assert get_args(MorphAliasLiteral) == tuple(MorphAlias)


def every_model() -> list[type[Model]]:
    names = vars(importlib.import_module("omneo_api.models")).values()
    return [kind for kind in names if inspect.isclass(kind) and issubclass(kind, Model)]


def properties(schema: dict[str, Any]) -> dict[str, Any]:
    """The properties of a schema of the spec and of what allOf adds."""
    if "$ref" in schema:
        return properties(at(SPEC, schema["$ref"].removeprefix("#")))
    inherited = [properties(part) for part in schema.get("allOf", [])]
    return {key: value for part in [*inherited, schema.get("properties", {})] for key, value in part.items()}


@pytest.mark.parametrize("kind", every_model(), ids=lambda kind: kind.__name__)
def test_every_attribute_is_described(kind: type[Model]) -> None:
    """Every attribute has a text in the spec, which its class shows and which stands below it for editors."""
    source = " ".join(inspect.getsource(kind).split())
    described = properties({"$ref": f"#/components/schemas/{kind.__name__}"})

    assert kind._fields.keys() == described.keys()
    for key, schema in described.items():
        text = " ".join(schema.get("description", "").split())
        name = kind._fields[key]
        assert text
        assert f"{name} (" in (kind.__doc__ or "")
        assert f'"""{text}"""' in source or "$ref" in schema


# FastAPI and pydantic -----------------------------------------------------------------------------------------------------------------


def test_pydantic_is_not_imported() -> None:
    """Importing the models imports no pydantic."""
    command = "import sys, omneo_api.models; sys.exit('pydantic' in sys.modules or 'pydantic_core' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0


def test_pydantic_fields() -> None:
    """A pydantic model takes a model or its document as a field, and writes it as it came; what does not fit is its own error."""

    class Booking(BaseModel):
        appointment: Appointment

    booking = Booking.model_validate({"appointment": sample_appointment()})

    assert Booking(appointment=booking.appointment).appointment is booking.appointment
    assert booking.model_dump() == json.loads(booking.model_dump_json()) == {"appointment": sample_appointment()}
    with pytest.raises(PydanticError, match="expected integer at /id"):
        Booking.model_validate({"appointment": {}})
    with pytest.raises(PydanticError, match="expected object at the top"):
        Booking.model_validate({"appointment": 3})


def test_json_schema() -> None:
    """The JSON schema is the spec's, with its references resolved."""
    schema = TypeAdapter(AppointmentEnvelope).json_schema()
    Draft202012Validator.check_schema(schema)

    assert "$ref" not in json.dumps(schema)
    assert Draft202012Validator(schema).is_valid(SAMPLE)
    assert not Draft202012Validator(schema).is_valid({"data": sample_appointment() | {"links": {}}})
    assert not Draft202012Validator(schema).is_valid({"data": sample_appointment() | {"links": [{"id": 1, "type": "list"}]}})


def test_fastapi() -> None:
    """FastAPI returns an appointment, takes one as a body, and describes it."""
    app = FastAPI()

    @app.get("/appointment")
    def read() -> Appointment:
        return sample(colour="red")

    @app.post("/appointments")
    def write(body: Appointment) -> list[AppointmentLink]:
        return body.links

    @app.put("/appointments")
    def perhaps(body: Annotated[Appointment | None, Body()] = None) -> Appointment | None:
        return body

    async def call() -> tuple[httpx.Response, ...]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
            sent = [await client.post("/appointments", json=body) for body in (sample_appointment(), {})]
            sent += [await client.put("/appointments", json=body) for body in (sample_appointment(), None)]
            return (await client.get("/appointment"), *sent, await client.get("/openapi.json"))

    got, taken, refused, given, nothing, described = asyncio.run(call())

    assert got.json() == sample_appointment() | {"colour": "red"}
    assert taken.json() == sample_appointment()["links"]
    assert refused.status_code == 422
    assert (given.json(), nothing.json()) == (sample_appointment(), None)
    content = described.json()["paths"]["/appointment"]["get"]["responses"]["200"]["content"]
    validator = Draft202012Validator(content["application/json"]["schema"])
    assert validator.is_valid(sample_appointment())
    assert [name for name in ("id", "status", "links") if validator.is_valid({**sample_appointment(), name: None})] == []


def test_unset_is_false() -> None:
    """UNSET is false, and the only one of its type that anybody meets."""
    assert (bool(UNSET), isinstance(UNSET, Unset)) == (False, True)
