"""The published document, through the generated models. The fixture has its keys and types, with values of our own."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from omneo_api.models import Appointment, AppointmentEnvelope

from omneo_appointments.sandbox import sample_appointment

PUBLISHED = json.loads((Path(__file__).parent.parent / "fixtures/published_appointment.json").read_text())


def models(value: Any) -> Iterator[Any]:
    """Every generated model inside a value, at any depth."""
    if isinstance(value, list):
        for entry in value:
            yield from models(entry)
    elif attrs.has(type(value)):
        yield value
        for name in attrs.asdict(value, recurse=False):
            yield from models(getattr(value, name))


@pytest.mark.parametrize(
    ("document", "objects"), [(PUBLISHED, 19), ({"data": sample_appointment()}, 20)], ids=["published", "example"]
)
def test_every_key_is_an_attribute(document: dict[str, Any], objects: int) -> None:
    """No key of the document ends up among the unknown ones, at any depth."""
    found = list(models(AppointmentEnvelope.from_dict(document)))

    assert len(found) == objects
    assert [(type(model).__name__, model.additional_keys) for model in found if model.additional_keys] == []


@pytest.mark.parametrize("document", [PUBLISHED, {"data": sample_appointment()}], ids=["published", "example"])
def test_round_trip(document: dict[str, Any]) -> None:
    """to_dict() gives the document back."""
    assert AppointmentEnvelope.from_dict(document).to_dict() == document


def test_unknown_keys_are_kept() -> None:
    """A field that the spec doesn't know yet stays within reach."""
    appointment = Appointment.from_dict(sample_appointment() | {"colour": "red"})

    assert (appointment["colour"], appointment.to_dict()["colour"]) == ("red", "red")


def test_unknown_enum_values_are_kept() -> None:
    """A status of tomorrow does not break today's client."""
    assert Appointment.from_dict(sample_appointment() | {"status": "teleported"}).status == "teleported"
