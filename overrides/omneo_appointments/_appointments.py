"""The verbs. The only module that names generated operations.

A call checks its arguments, lets the generated function build the request and read the answer, and takes the envelope off.

Whether a request may be repeated when its fate is unknown is said here, verb by verb:
- link: yes. Linking a record again succeeds and leaves one link (the vendor's live test link-appointment.test.ts, SDK README).
- unlink: yes. It ends in the same state. But where the first answer was lost, the repeated request may find nothing to unlink: a
  server that calls that an error answers 404 or 422 although the record is unlinked. Then `error.tries` is above 1.
"""

from typing import Generic, TypeVar, cast

import httpx
from attrs import field, frozen
from omneo_api.api.appointment_link import link_appointment, unlink_appointment
from omneo_api.models import Appointment, AppointmentEnvelope
from omneo_api.types import Misfit, misfits

from ._answers import Answer
from ._client import Resource
from ._config import Config
from ._http import AsyncCall, Call
from ._morphs import Alias, RecordId, TargetId, appointment_id, link_action
from ._wire import AsyncWire, Wire

T = TypeVar("T")


@frozen(repr=False)
class RawResponse(Generic[T]):
    """A success with what came over the wire.

    status_code: int. headers: httpx.Headers, whose names are looked up in any case. body: bytes, decompressed. parsed: what the
    plain verb returns. tries: int, the requests that it took. misfits: list of Misfit(pointer, expected): the places of the body
    that the spec describes in another way; their values are in the `additional_properties` of the models.
    """

    __module__ = "omneo_appointments"  # where users import it from

    status_code: int
    headers: httpx.Headers
    body: bytes
    parsed: T
    tries: int
    misfits: list[Misfit] = field(factory=list)

    def __repr__(self) -> str:
        """Leaves out headers and body: they are long, hold people's data, and land in logs."""
        sizes = f"misfits={len(self.misfits)}, body={len(self.body)} bytes"
        return f"RawResponse({self.status_code}, tries={self.tries}, {sizes}, parsed={self.parsed!r})"

    @property
    def request_id(self) -> str | None:
        """The answer's X-Request-Id header, if any."""
        found: str | None = self.headers.get("X-Request-Id")
        return found


def unlinked(call: Call | AsyncCall) -> RawResponse[None]:
    answer = cast(Answer, call.answer)  # there is one: the call raises where there is none
    return RawResponse(answer.status, answer.headers, answer.content, None, call.tries)


def linked(call: Call | AsyncCall, number: int, parsed: object) -> RawResponse[Appointment]:
    """The appointment out of its envelope. Raises APIResponseError if it is another one than was asked for."""
    envelope = cast(AppointmentEnvelope, parsed)  # the call raises for every other member of the union
    if envelope.data.id != number:
        raise call.unfit(f"it is about appointment {envelope.data.id}, not {number}", "/data/id")
    answer, found = cast(Answer, call.answer), misfits(envelope)
    call.warn(found)
    return RawResponse(answer.status, answer.headers, answer.content, envelope.data, call.tries, found)


class AppointmentsWithRawResponse:
    """The verbs of `Appointments`, each returning a RawResponse around what the plain verb returns."""

    def __init__(self, wire: Wire, config: Config) -> None:
        self._wire, self._config = wire, config

    def link(self, appointment: RecordId, type: Alias, id: TargetId) -> RawResponse[Appointment]:
        """Attach a record to an appointment. Linking it again succeeds and leaves one link.

        appointment: the appointment's id, an integer or its digits.
        type: an alias on the whitelist, `MorphAlias` or its string.
        id: for a profile a `uuid.UUID` or its canonical string; for anything else an integer or its digits.
        Returns a RawResponse: status, headers, body, tries and misfits, and the appointment as `.parsed`.
        Raises LinkTargetError before any request if an argument breaks a rule; then TokenError, APIStatusError,
        APIConnectionError or APIResponseError, all of them OmneoError.
        No answer and 408, 429, 500, 502, 503, 504 are retried first.
        """
        number, body = appointment_id(appointment), link_action(type, id)
        call = Call(self._wire, self._config, repeatable=True)
        return linked(call, number, call.run(link_appointment.sync_detailed, number, body=body).parsed)

    def unlink(self, appointment: RecordId, type: Alias, id: TargetId) -> RawResponse[None]:
        """Detach a record from an appointment. Arguments, errors and retries are those of `link`.

        Returns a RawResponse: status, headers, body and tries; `.parsed` is None.
        An unlink that was done although its answer was lost may end as NotFoundError or ValidationError after the retry;
        `error.tries` is then above 1.
        """
        number, body = appointment_id(appointment), link_action(type, id)
        call = Call(self._wire, self._config, repeatable=True)
        call.run(unlink_appointment.sync_detailed, number, body=body)
        return unlinked(call)


class AsyncAppointmentsWithRawResponse:
    """The verbs of `AsyncAppointments`, each returning a RawResponse around what the plain verb returns."""

    def __init__(self, wire: AsyncWire, config: Config) -> None:
        self._wire, self._config = wire, config

    async def link(self, appointment: RecordId, type: Alias, id: TargetId) -> RawResponse[Appointment]:
        """Attach a record to an appointment. Linking it again succeeds and leaves one link.

        appointment: the appointment's id, an integer or its digits.
        type: an alias on the whitelist, `MorphAlias` or its string.
        id: for a profile a `uuid.UUID` or its canonical string; for anything else an integer or its digits.
        Returns a RawResponse: status, headers, body, tries and misfits, and the appointment as `.parsed`.
        Raises LinkTargetError before any request if an argument breaks a rule; then TokenError, APIStatusError,
        APIConnectionError or APIResponseError, all of them OmneoError.
        No answer and 408, 429, 500, 502, 503, 504 are retried first.
        """
        number, body = appointment_id(appointment), link_action(type, id)
        call = AsyncCall(self._wire, self._config, repeatable=True)
        answer = await call.run(link_appointment.asyncio_detailed, number, body=body)
        return linked(call, number, answer.parsed)

    async def unlink(self, appointment: RecordId, type: Alias, id: TargetId) -> RawResponse[None]:
        """Detach a record from an appointment. Arguments, errors and retries are those of `link`.

        Returns a RawResponse: status, headers, body and tries; `.parsed` is None.
        An unlink that was done although its answer was lost may end as NotFoundError or ValidationError after the retry;
        `error.tries` is then above 1.
        """
        number, body = appointment_id(appointment), link_action(type, id)
        call = AsyncCall(self._wire, self._config, repeatable=True)
        await call.run(unlink_appointment.asyncio_detailed, number, body=body)
        return unlinked(call)


class Appointments:
    """The verbs of the appointment endpoints: `client.appointments`; `with_raw_response` has the same."""

    with_raw_response: Resource[AppointmentsWithRawResponse] = Resource(lambda: AppointmentsWithRawResponse)

    def __init__(self, wire: Wire, config: Config) -> None:
        self._wire, self._config = wire, config

    def link(self, appointment: RecordId, type: Alias, id: TargetId) -> Appointment:
        """Attach a record to an appointment. Linking it again succeeds and leaves one link.

        appointment: the appointment's id, an integer or its digits.
        type: an alias on the whitelist, `MorphAlias` or its string.
        id: for a profile a `uuid.UUID` or its canonical string; for anything else an integer or its digits.
        Returns the appointment; `.links` holds every link it has now.
        Raises LinkTargetError before any request if an argument breaks a rule; then TokenError, APIStatusError,
        APIConnectionError or APIResponseError, all of them OmneoError.
        No answer and 408, 429, 500, 502, 503, 504 are retried first.

        >>> appointment = client.appointments.link(42, type="list", id=204)
        >>> [(link.type_, link.target_id) for link in appointment.links]
        [('list', '204')]
        """
        return self.with_raw_response.link(appointment, type, id).parsed

    def unlink(self, appointment: RecordId, type: Alias, id: TargetId) -> None:
        """Detach a record from an appointment. Arguments, errors and retries are those of `link`.

        An unlink that was done although its answer was lost may end as NotFoundError or ValidationError after the retry;
        `error.tries` is then above 1.

        >>> client.appointments.unlink(42, type="list", id=204)
        """
        self.with_raw_response.unlink(appointment, type, id)


class AsyncAppointments:
    """The verbs of the appointment endpoints, awaited: `client.appointments`; `with_raw_response` has the same."""

    with_raw_response: Resource[AsyncAppointmentsWithRawResponse] = Resource(lambda: AsyncAppointmentsWithRawResponse)

    def __init__(self, wire: AsyncWire, config: Config) -> None:
        self._wire, self._config = wire, config

    async def link(self, appointment: RecordId, type: Alias, id: TargetId) -> Appointment:
        """Attach a record to an appointment. Linking it again succeeds and leaves one link.

        appointment: the appointment's id, an integer or its digits.
        type: an alias on the whitelist, `MorphAlias` or its string.
        id: for a profile a `uuid.UUID` or its canonical string; for anything else an integer or its digits.
        Returns the appointment; `.links` holds every link it has now.
        Raises LinkTargetError before any request if an argument breaks a rule; then TokenError, APIStatusError,
        APIConnectionError or APIResponseError, all of them OmneoError.
        No answer and 408, 429, 500, 502, 503, 504 are retried first.
        """
        return (await self.with_raw_response.link(appointment, type, id)).parsed

    async def unlink(self, appointment: RecordId, type: Alias, id: TargetId) -> None:
        """Detach a record from an appointment. Arguments, errors and retries are those of `link`.

        An unlink that was done although its answer was lost may end as NotFoundError or ValidationError after the retry;
        `error.tries` is then above 1.
        """
        await self.with_raw_response.unlink(appointment, type, id)
