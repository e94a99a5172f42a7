"""The verbs. The only module that names generated operations.

A call checks its arguments, lets the generated function build the request and read the answer, and takes the envelope off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Generic, TypeVar, cast

import httpx
from attrs import frozen
from omneo_api.api.appointment_link import link_appointment, unlink_appointment
from omneo_api.client import AuthenticatedClient
from omneo_api.models import Appointment, AppointmentEnvelope, MorphAlias

from ._http import AnyWire, AsyncWire, Call, Wire, fresh
from ._morphs import RecordId, TargetId, appointment_id, link_action

T = TypeVar("T")
# The generated functions want a generated client. It gets a wire and nothing else: the token stays there, since a generated
# client shows its own in its repr.
GENERATED = partial(AuthenticatedClient, base_url="", token="")


@frozen
class RawResponse(Generic[T]):
    """A success with what came over the wire.

    status_code: int. headers: name in any case -> value. body: the raw bytes. parsed: what the plain verb returns.
    tries: requests that it took.
    """

    status_code: int
    headers: Mapping[str, str]
    body: bytes
    parsed: T
    tries: int


@contextmanager
def calling(wire: AnyWire) -> Iterator[AnyWire]:
    """One call on its own copy of the wire; a body that the generated parser trips on becomes APIResponseError."""
    call = fresh(wire)
    with call.as_our_errors():
        yield call


def result(call: Call, parsed: T) -> RawResponse[T]:
    answer = cast(httpx.Response, call.answer)  # there is one: the funnel raises where there is none
    return RawResponse(answer.status_code, answer.headers, answer.content, parsed, call.tries)


def without_envelope(parsed: object) -> Appointment:
    return cast(AppointmentEnvelope, parsed).data  # the funnel raises for every other member of the union


class AppointmentsWithRawResponse:
    """The verbs of `Appointments`, each answering a RawResponse around what the plain verb returns."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def link(self, appointment: RecordId, type: MorphAlias | str, id: TargetId) -> RawResponse[Appointment]:
        number, body = appointment_id(appointment), link_action(type, id)
        with calling(self._wire) as call:
            answer = link_appointment.sync_detailed(number, client=GENERATED().set_httpx_client(call), body=body)
            return result(call, without_envelope(answer.parsed))

    def unlink(self, appointment: RecordId, type: MorphAlias | str, id: TargetId) -> RawResponse[None]:
        number, body = appointment_id(appointment), link_action(type, id)
        with calling(self._wire) as call:
            unlink_appointment.sync_detailed(number, client=GENERATED().set_httpx_client(call), body=body)
            return result(call, None)


class AsyncAppointmentsWithRawResponse:
    """The same, awaited."""

    def __init__(self, wire: AsyncWire) -> None:
        self._wire = wire

    async def link(self, appointment: RecordId, type: MorphAlias | str, id: TargetId) -> RawResponse[Appointment]:
        number, body = appointment_id(appointment), link_action(type, id)
        with calling(self._wire) as call:
            answer = await link_appointment.asyncio_detailed(number, client=GENERATED().set_async_httpx_client(call), body=body)
            return result(call, without_envelope(answer.parsed))

    async def unlink(self, appointment: RecordId, type: MorphAlias | str, id: TargetId) -> RawResponse[None]:
        number, body = appointment_id(appointment), link_action(type, id)
        with calling(self._wire) as call:
            await unlink_appointment.asyncio_detailed(number, client=GENERATED().set_async_httpx_client(call), body=body)
            return result(call, None)


class Appointments:
    """`client.appointments`."""

    def __init__(self, wire: Wire) -> None:
        self.with_raw_response = AppointmentsWithRawResponse(wire)

    def link(self, appointment: RecordId, type: MorphAlias | str, id: TargetId) -> Appointment:
        """Attach a record to an appointment. Linking it again succeeds and leaves one link.

        appointment: the appointment's id, an integer or its digits.
        type: an alias on the whitelist, `MorphAlias` or its string.
        id: for a profile a `uuid.UUID` or its canonical string; for anything else an integer or its digits.
        Returns the appointment; `.links` holds every link it has now.
        Raises LinkTargetError before any request if an argument breaks a rule; then APIStatusError, APIConnectionError or
        APIResponseError, all of them OmneoError. No answer and 408, 429, 500, 502, 503, 504 are tried again first.

        >>> appointment = client.appointments.link(42, type="list", id=204)
        >>> [(link.type_, link.target_id) for link in appointment.links]
        [('list', '204')]
        """
        return self.with_raw_response.link(appointment, type, id).parsed

    def unlink(self, appointment: RecordId, type: MorphAlias | str, id: TargetId) -> None:
        """Detach a record from an appointment. Arguments, errors and retries are those of `link`.

        >>> client.appointments.unlink(42, type="list", id=204)
        """
        self.with_raw_response.unlink(appointment, type, id)


class AsyncAppointments:
    """`client.appointments` of AsyncOmneo: the same verbs, awaited."""

    def __init__(self, wire: AsyncWire) -> None:
        self.with_raw_response = AsyncAppointmentsWithRawResponse(wire)

    async def link(self, appointment: RecordId, type: MorphAlias | str, id: TargetId) -> Appointment:
        """Attach a record to an appointment; see `Appointments.link`."""
        return (await self.with_raw_response.link(appointment, type, id)).parsed

    async def unlink(self, appointment: RecordId, type: MorphAlias | str, id: TargetId) -> None:
        """Detach a record from an appointment; see `Appointments.unlink`."""
        await self.with_raw_response.unlink(appointment, type, id)
