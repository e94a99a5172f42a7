"""What a type checker must see. Never run: `make lint` has mypy --strict and pyright read it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, assert_type
from uuid import UUID

import omneo_appointments
from omneo_api.models import AppointmentDefinition
from omneo_appointments import (
    AiohttpTransport,
    Appointment,
    AppointmentLink,
    AsyncOmneo,
    MorphAlias,
    Omneo,
    RateLimitError,
    RawResponse,
    bulk,
    parse_timestamp,
    sandbox,
    scheduled_times,
)


def sync_promises(client: Omneo, profile: UUID) -> None:
    appointment = client.appointments.link(42, type="profile", id=profile)
    assert_type(appointment, Appointment)
    assert_type(appointment.status, str)
    assert_type(appointment.links, list[AppointmentLink])
    assert_type(appointment.links[0].type_, str)
    assert_type(appointment.appointment_definition, AppointmentDefinition | None)
    assert_type(client.appointments.with_raw_response.link("42", MorphAlias.LIST, 204), RawResponse[Appointment])
    assert_type(client.appointments.with_raw_response.unlink(42, "list", 204).parsed, None)
    assert_type(client.with_options(timeout=3), Omneo)
    assert_type(parse_timestamp("2026-05-11 10:00:00"), datetime)
    assert_type(scheduled_times(appointment), tuple[datetime | None, datetime | None])


async def async_promises() -> None:
    async with AsyncOmneo(tenant="acme", token="fake", transport=AiohttpTransport()) as client:
        assert_type(await client.appointments.link(42, "list", "204"), Appointment)
        assert_type(client.with_options(max_retries=0), AsyncOmneo)


def error_promises(error: RateLimitError) -> None:
    assert_type(error.retry_after, float | None)
    assert_type(error.errors, dict[str, list[str]])


def refused(client: Omneo) -> None:
    client.appointments.link(42, "list", 2.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.appointments.link(42, "list")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    from omneo_appointments import NotFoundErorr  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]

    print(NotFoundErorr, omneo_appointments.sandbx)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def submodules(running: sandbox.Running) -> None:
    """Both are there after a plain import, and a model is a mapping."""
    with omneo_appointments.sandbox.serve() as place, Omneo(base_url=place.base_url, token=place.token) as client:
        for outcome in omneo_appointments.bulk.run(client, [(1, "list", 2)]):
            assert_type(outcome, bulk.Outcome)
    assert_type(running.requests(), list[sandbox.Received])


def is_a_mapping(appointment: Appointment) -> Mapping[str, Any]:
    return appointment
