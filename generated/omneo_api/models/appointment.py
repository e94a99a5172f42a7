# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Misfit,
    UnfitError,
    _first_unfit,
    _rest,
    _set_aside,
)
from ..types import Model as _Model


@_attrs_define(repr=False, getstate_setstate=False, kw_only=True)
class Appointment(_Model):
    """A booking of one profile. Timestamps are strings such as `2026-05-11 00:00:00`, in UTC,
    whatever `timezone` says.

    Attributes:
        id (int): The id of the appointment.
        status (str): How far it has come. Known so far: requested, confirmed, cancelled,
            arrived, completed, no_show, rejected.
        links (list[AppointmentLink]): Every record that is linked now.
        appointment_definition_id (int | None): The id of the kind of appointment that was
            booked.
        appointment_definition (AppointmentDefinition | None): The kind of appointment that was
            booked.
        profile_id (str | None): The UUID of the profile that the appointment is for.
        profile (ProfileSummary | None): The profile that the appointment is for.
        location_id (int | None): The id of the location that it takes place at.
        location (LocationSummary | None): The location that it takes place at.
        assigned_staff_id (str | None): The UUID of the staff member's profile.
        assigned_staff (ProfileSummary | None): The staff member who serves it.
        scheduled_start_at (str | None): When it starts, in UTC.
        scheduled_end_at (str | None): When it ends, in UTC.
        timezone (str | None): The IANA name of the zone that it was booked in, such as
            Australia/Melbourne.
        approved_at (str | None): When it was approved, in UTC; null until then.
        confirmed_at (str | None): When it was confirmed, in UTC; null until then.
        cancelled_at (str | None): When it was cancelled, in UTC; null until then.
        arrived_at (str | None): When the customer arrived, in UTC; null until then.
        completed_at (str | None): When it was completed, in UTC; null until then.
        no_show_at (str | None): When the customer was marked as not having come, in UTC; null
            until then.
        rejected_at (str | None): When it was rejected, in UTC; null until then.
        approved_by (str | int | None): Who approved it; the meaning of the value is not
            published.
        cancelled_by (str | int | None): Who cancelled it; the meaning of the value is not
            published.
        rejected_by (str | int | None): Who rejected it; the meaning of the value is not
            published.
        transaction_id (int | None): The id of the purchase in a shop that belongs to it.
        transaction (TransactionSummary | None): The purchase in a shop that belongs to it.
        order_id (int | None): The id of the order that belongs to it.
        order (OrderSummary | None): The order that belongs to it.
        notes (str | None): Free text about the booking.
        meta (Any): Free data: an object, an empty array where there is none, or null.
        answers (list[QuestionnaireAnswer] | None): The answers to the booking questionnaire.
        created_at (str | None): When the appointment was created, in UTC.
        updated_at (str | None): When the appointment was last changed, in UTC.
    """

    _schema: ClassVar[str] = "/components/schemas/Appointment"
    _required: ClassVar[int] = 3
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "status": "status",
        "links": "links",
        "appointment_definition_id": "appointment_definition_id",
        "appointment_definition": "appointment_definition",
        "profile_id": "profile_id",
        "profile": "profile",
        "location_id": "location_id",
        "location": "location",
        "assigned_staff_id": "assigned_staff_id",
        "assigned_staff": "assigned_staff",
        "scheduled_start_at": "scheduled_start_at",
        "scheduled_end_at": "scheduled_end_at",
        "timezone": "timezone",
        "approved_at": "approved_at",
        "confirmed_at": "confirmed_at",
        "cancelled_at": "cancelled_at",
        "arrived_at": "arrived_at",
        "completed_at": "completed_at",
        "no_show_at": "no_show_at",
        "rejected_at": "rejected_at",
        "approved_by": "approved_by",
        "cancelled_by": "cancelled_by",
        "rejected_by": "rejected_by",
        "transaction_id": "transaction_id",
        "transaction": "transaction",
        "order_id": "order_id",
        "order": "order",
        "notes": "notes",
        "meta": "meta",
        "answers": "answers",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _nested: ClassVar[frozenset[str]] = frozenset(
        {
            "links",
            "appointment_definition",
            "profile",
            "location",
            "assigned_staff",
            "transaction",
            "order",
            "answers",
        }
    )

    id: int
    """The id of the appointment."""
    status: str
    """How far it has come. Known so far: requested, confirmed, cancelled, arrived, completed,
    no_show, rejected."""
    links: list[AppointmentLink]
    """Every record that is linked now."""
    appointment_definition_id: int | None = None
    """The id of the kind of appointment that was booked."""
    appointment_definition: AppointmentDefinition | None = None
    """The kind of appointment that was booked."""
    profile_id: str | None = None
    """The UUID of the profile that the appointment is for."""
    profile: ProfileSummary | None = None
    """The profile that the appointment is for."""
    location_id: int | None = None
    """The id of the location that it takes place at."""
    location: LocationSummary | None = None
    """The location that it takes place at."""
    assigned_staff_id: str | None = None
    """The UUID of the staff member's profile."""
    assigned_staff: ProfileSummary | None = None
    """The staff member who serves it."""
    scheduled_start_at: str | None = None
    """When it starts, in UTC."""
    scheduled_end_at: str | None = None
    """When it ends, in UTC."""
    timezone: str | None = None
    """The IANA name of the zone that it was booked in, such as Australia/Melbourne."""
    approved_at: str | None = None
    """When it was approved, in UTC; null until then."""
    confirmed_at: str | None = None
    """When it was confirmed, in UTC; null until then."""
    cancelled_at: str | None = None
    """When it was cancelled, in UTC; null until then."""
    arrived_at: str | None = None
    """When the customer arrived, in UTC; null until then."""
    completed_at: str | None = None
    """When it was completed, in UTC; null until then."""
    no_show_at: str | None = None
    """When the customer was marked as not having come, in UTC; null until then."""
    rejected_at: str | None = None
    """When it was rejected, in UTC; null until then."""
    approved_by: str | int | None = None
    """Who approved it; the meaning of the value is not published."""
    cancelled_by: str | int | None = None
    """Who cancelled it; the meaning of the value is not published."""
    rejected_by: str | int | None = None
    """Who rejected it; the meaning of the value is not published."""
    transaction_id: int | None = None
    """The id of the purchase in a shop that belongs to it."""
    transaction: TransactionSummary | None = None
    """The purchase in a shop that belongs to it."""
    order_id: int | None = None
    """The id of the order that belongs to it."""
    order: OrderSummary | None = None
    """The order that belongs to it."""
    notes: str | None = None
    """Free text about the booking."""
    meta: Any = None
    """Free data: an object, an empty array where there is none, or null."""
    answers: list[QuestionnaireAnswer] | None = None
    """The answers to the booking questionnaire."""
    created_at: str | None = None
    """When the appointment was created, in UTC."""
    updated_at: str | None = None
    """When the appointment was last changed, in UTC."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value = source["id"]
            if not (type(value) is int):
                raise UnfitError("", "integer").below("id")
            self.id = value
            value = source["status"]
            if not (type(value) is str):
                raise UnfitError("", "string").below("status")
            self.status = value
            value = source["links"]
            if type(value) is not list:
                raise UnfitError("", "array of AppointmentLink").below("links")
            try:
                self.links = [AppointmentLink._decode(item, found) for item in value]
            except UnfitError:
                raise _first_unfit(AppointmentLink, value).below("links") from None
            value = source["appointment_definition_id"]
            if value is None or type(value) is int:
                self.appointment_definition_id = value
            else:
                self.appointment_definition_id = None
                gaps = _set_aside(
                    gaps, found, "appointment_definition_id", value, "integer or null"
                )
            value = source["appointment_definition"]
            self.appointment_definition = None
            if type(value) is dict:
                try:
                    self.appointment_definition = AppointmentDefinition._decode(value, found)
                except UnfitError as error:
                    gaps = _set_aside(
                        gaps,
                        found,
                        "appointment_definition",
                        value,
                        "AppointmentDefinition or null",
                        error,
                    )
            elif value is not None:
                gaps = _set_aside(
                    gaps, found, "appointment_definition", value, "AppointmentDefinition or null"
                )
            value = source["profile_id"]
            if value is None or type(value) is str:
                self.profile_id = value
            else:
                self.profile_id = None
                gaps = _set_aside(gaps, found, "profile_id", value, "string or null")
            value = source["profile"]
            self.profile = None
            if type(value) is dict:
                try:
                    self.profile = ProfileSummary._decode(value, found)
                except UnfitError as error:
                    gaps = _set_aside(
                        gaps, found, "profile", value, "ProfileSummary or null", error
                    )
            elif value is not None:
                gaps = _set_aside(gaps, found, "profile", value, "ProfileSummary or null")
            value = source["location_id"]
            if value is None or type(value) is int:
                self.location_id = value
            else:
                self.location_id = None
                gaps = _set_aside(gaps, found, "location_id", value, "integer or null")
            value = source["location"]
            self.location = None
            if type(value) is dict:
                try:
                    self.location = LocationSummary._decode(value, found)
                except UnfitError as error:
                    gaps = _set_aside(
                        gaps, found, "location", value, "LocationSummary or null", error
                    )
            elif value is not None:
                gaps = _set_aside(gaps, found, "location", value, "LocationSummary or null")
            value = source["assigned_staff_id"]
            if value is None or type(value) is str:
                self.assigned_staff_id = value
            else:
                self.assigned_staff_id = None
                gaps = _set_aside(gaps, found, "assigned_staff_id", value, "string or null")
            value = source["assigned_staff"]
            self.assigned_staff = None
            if type(value) is dict:
                try:
                    self.assigned_staff = ProfileSummary._decode(value, found)
                except UnfitError as error:
                    gaps = _set_aside(
                        gaps, found, "assigned_staff", value, "ProfileSummary or null", error
                    )
            elif value is not None:
                gaps = _set_aside(gaps, found, "assigned_staff", value, "ProfileSummary or null")
            value = source["scheduled_start_at"]
            if value is None or type(value) is str:
                self.scheduled_start_at = value
            else:
                self.scheduled_start_at = None
                gaps = _set_aside(gaps, found, "scheduled_start_at", value, "string or null")
            value = source["scheduled_end_at"]
            if value is None or type(value) is str:
                self.scheduled_end_at = value
            else:
                self.scheduled_end_at = None
                gaps = _set_aside(gaps, found, "scheduled_end_at", value, "string or null")
            value = source["timezone"]
            if value is None or type(value) is str:
                self.timezone = value
            else:
                self.timezone = None
                gaps = _set_aside(gaps, found, "timezone", value, "string or null")
            value = source["approved_at"]
            if value is None or type(value) is str:
                self.approved_at = value
            else:
                self.approved_at = None
                gaps = _set_aside(gaps, found, "approved_at", value, "string or null")
            value = source["confirmed_at"]
            if value is None or type(value) is str:
                self.confirmed_at = value
            else:
                self.confirmed_at = None
                gaps = _set_aside(gaps, found, "confirmed_at", value, "string or null")
            value = source["cancelled_at"]
            if value is None or type(value) is str:
                self.cancelled_at = value
            else:
                self.cancelled_at = None
                gaps = _set_aside(gaps, found, "cancelled_at", value, "string or null")
            value = source["arrived_at"]
            if value is None or type(value) is str:
                self.arrived_at = value
            else:
                self.arrived_at = None
                gaps = _set_aside(gaps, found, "arrived_at", value, "string or null")
            value = source["completed_at"]
            if value is None or type(value) is str:
                self.completed_at = value
            else:
                self.completed_at = None
                gaps = _set_aside(gaps, found, "completed_at", value, "string or null")
            value = source["no_show_at"]
            if value is None or type(value) is str:
                self.no_show_at = value
            else:
                self.no_show_at = None
                gaps = _set_aside(gaps, found, "no_show_at", value, "string or null")
            value = source["rejected_at"]
            if value is None or type(value) is str:
                self.rejected_at = value
            else:
                self.rejected_at = None
                gaps = _set_aside(gaps, found, "rejected_at", value, "string or null")
            value = source["approved_by"]
            if value is None or type(value) is str or type(value) is int:
                self.approved_by = value
            else:
                self.approved_by = None
                gaps = _set_aside(gaps, found, "approved_by", value, "string or integer or null")
            value = source["cancelled_by"]
            if value is None or type(value) is str or type(value) is int:
                self.cancelled_by = value
            else:
                self.cancelled_by = None
                gaps = _set_aside(gaps, found, "cancelled_by", value, "string or integer or null")
            value = source["rejected_by"]
            if value is None or type(value) is str or type(value) is int:
                self.rejected_by = value
            else:
                self.rejected_by = None
                gaps = _set_aside(gaps, found, "rejected_by", value, "string or integer or null")
            value = source["transaction_id"]
            if value is None or type(value) is int:
                self.transaction_id = value
            else:
                self.transaction_id = None
                gaps = _set_aside(gaps, found, "transaction_id", value, "integer or null")
            value = source["transaction"]
            self.transaction = None
            if type(value) is dict:
                try:
                    self.transaction = TransactionSummary._decode(value, found)
                except UnfitError as error:
                    gaps = _set_aside(
                        gaps, found, "transaction", value, "TransactionSummary or null", error
                    )
            elif value is not None:
                gaps = _set_aside(gaps, found, "transaction", value, "TransactionSummary or null")
            value = source["order_id"]
            if value is None or type(value) is int:
                self.order_id = value
            else:
                self.order_id = None
                gaps = _set_aside(gaps, found, "order_id", value, "integer or null")
            value = source["order"]
            self.order = None
            if type(value) is dict:
                try:
                    self.order = OrderSummary._decode(value, found)
                except UnfitError as error:
                    gaps = _set_aside(gaps, found, "order", value, "OrderSummary or null", error)
            elif value is not None:
                gaps = _set_aside(gaps, found, "order", value, "OrderSummary or null")
            value = source["notes"]
            if value is None or type(value) is str:
                self.notes = value
            else:
                self.notes = None
                gaps = _set_aside(gaps, found, "notes", value, "string or null")
            value = source["meta"]
            if value is not UNSET:
                self.meta = value
            else:
                self.meta = None
                gaps = _set_aside(gaps, found, "meta", value, "anything")
            value = source["answers"]
            self.answers = None
            if type(value) is list:
                try:
                    self.answers = [QuestionnaireAnswer._decode(item, found) for item in value]
                except UnfitError:
                    gaps = _set_aside(
                        gaps,
                        found,
                        "answers",
                        value,
                        "array of QuestionnaireAnswer or null",
                        _first_unfit(QuestionnaireAnswer, value),
                    )
            elif value is not None:
                gaps = _set_aside(
                    gaps, found, "answers", value, "array of QuestionnaireAnswer or null"
                )
            value = source["created_at"]
            if value is None or type(value) is str:
                self.created_at = value
            else:
                self.created_at = None
                gaps = _set_aside(gaps, found, "created_at", value, "string or null")
            value = source["updated_at"]
            if value is None or type(value) is str:
                self.updated_at = value
            else:
                self.updated_at = None
                gaps = _set_aside(gaps, found, "updated_at", value, "string or null")
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        extra = {} if gaps is None and len(source) == 33 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.appointment_definition import AppointmentDefinition  # noqa: E402
from ..models.appointment_link import AppointmentLink  # noqa: E402
from ..models.location_summary import LocationSummary  # noqa: E402
from ..models.order_summary import OrderSummary  # noqa: E402
from ..models.profile_summary import ProfileSummary  # noqa: E402
from ..models.questionnaire_answer import QuestionnaireAnswer  # noqa: E402
from ..models.transaction_summary import TransactionSummary  # noqa: E402
