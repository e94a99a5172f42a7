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
            value_1 = source["id"]
            value_2 = source["status"]
            value_3 = source["links"]
            value_4 = source["appointment_definition_id"]
            value_5 = source["appointment_definition"]
            value_6 = source["profile_id"]
            value_7 = source["profile"]
            value_8 = source["location_id"]
            value_9 = source["location"]
            value_10 = source["assigned_staff_id"]
            value_11 = source["assigned_staff"]
            value_12 = source["scheduled_start_at"]
            value_13 = source["scheduled_end_at"]
            value_14 = source["timezone"]
            value_15 = source["approved_at"]
            value_16 = source["confirmed_at"]
            value_17 = source["cancelled_at"]
            value_18 = source["arrived_at"]
            value_19 = source["completed_at"]
            value_20 = source["no_show_at"]
            value_21 = source["rejected_at"]
            value_22 = source["approved_by"]
            value_23 = source["cancelled_by"]
            value_24 = source["rejected_by"]
            value_25 = source["transaction_id"]
            value_26 = source["transaction"]
            value_27 = source["order_id"]
            value_28 = source["order"]
            value_29 = source["notes"]
            value_30 = source["meta"]
            value_31 = source["answers"]
            value_32 = source["created_at"]
            value_33 = source["updated_at"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if not (type(value_1) is int):
            raise UnfitError("", "integer").below("id")
        self.id = value_1
        if not (type(value_2) is str):
            raise UnfitError("", "string").below("status")
        self.status = value_2
        if type(value_3) is not list:
            raise UnfitError("", "array of AppointmentLink").below("links")
        try:
            self.links = [AppointmentLink._decode(item, found) for item in value_3]
        except UnfitError:
            raise _first_unfit(AppointmentLink, value_3).below("links") from None
        if value_4 is None or type(value_4) is int:
            self.appointment_definition_id = value_4
        else:
            self.appointment_definition_id = None
            gaps = _set_aside(gaps, found, "appointment_definition_id", value_4, "integer or null")
        self.appointment_definition = None
        if type(value_5) is dict:
            try:
                self.appointment_definition = AppointmentDefinition._decode(value_5, found)
            except UnfitError as error:
                gaps = _set_aside(
                    gaps,
                    found,
                    "appointment_definition",
                    value_5,
                    "AppointmentDefinition or null",
                    error,
                )
        elif value_5 is not None:
            gaps = _set_aside(
                gaps, found, "appointment_definition", value_5, "AppointmentDefinition or null"
            )
        if value_6 is None or type(value_6) is str:
            self.profile_id = value_6
        else:
            self.profile_id = None
            gaps = _set_aside(gaps, found, "profile_id", value_6, "string or null")
        self.profile = None
        if type(value_7) is dict:
            try:
                self.profile = ProfileSummary._decode(value_7, found)
            except UnfitError as error:
                gaps = _set_aside(gaps, found, "profile", value_7, "ProfileSummary or null", error)
        elif value_7 is not None:
            gaps = _set_aside(gaps, found, "profile", value_7, "ProfileSummary or null")
        if value_8 is None or type(value_8) is int:
            self.location_id = value_8
        else:
            self.location_id = None
            gaps = _set_aside(gaps, found, "location_id", value_8, "integer or null")
        self.location = None
        if type(value_9) is dict:
            try:
                self.location = LocationSummary._decode(value_9, found)
            except UnfitError as error:
                gaps = _set_aside(
                    gaps, found, "location", value_9, "LocationSummary or null", error
                )
        elif value_9 is not None:
            gaps = _set_aside(gaps, found, "location", value_9, "LocationSummary or null")
        if value_10 is None or type(value_10) is str:
            self.assigned_staff_id = value_10
        else:
            self.assigned_staff_id = None
            gaps = _set_aside(gaps, found, "assigned_staff_id", value_10, "string or null")
        self.assigned_staff = None
        if type(value_11) is dict:
            try:
                self.assigned_staff = ProfileSummary._decode(value_11, found)
            except UnfitError as error:
                gaps = _set_aside(
                    gaps, found, "assigned_staff", value_11, "ProfileSummary or null", error
                )
        elif value_11 is not None:
            gaps = _set_aside(gaps, found, "assigned_staff", value_11, "ProfileSummary or null")
        if value_12 is None or type(value_12) is str:
            self.scheduled_start_at = value_12
        else:
            self.scheduled_start_at = None
            gaps = _set_aside(gaps, found, "scheduled_start_at", value_12, "string or null")
        if value_13 is None or type(value_13) is str:
            self.scheduled_end_at = value_13
        else:
            self.scheduled_end_at = None
            gaps = _set_aside(gaps, found, "scheduled_end_at", value_13, "string or null")
        if value_14 is None or type(value_14) is str:
            self.timezone = value_14
        else:
            self.timezone = None
            gaps = _set_aside(gaps, found, "timezone", value_14, "string or null")
        if value_15 is None or type(value_15) is str:
            self.approved_at = value_15
        else:
            self.approved_at = None
            gaps = _set_aside(gaps, found, "approved_at", value_15, "string or null")
        if value_16 is None or type(value_16) is str:
            self.confirmed_at = value_16
        else:
            self.confirmed_at = None
            gaps = _set_aside(gaps, found, "confirmed_at", value_16, "string or null")
        if value_17 is None or type(value_17) is str:
            self.cancelled_at = value_17
        else:
            self.cancelled_at = None
            gaps = _set_aside(gaps, found, "cancelled_at", value_17, "string or null")
        if value_18 is None or type(value_18) is str:
            self.arrived_at = value_18
        else:
            self.arrived_at = None
            gaps = _set_aside(gaps, found, "arrived_at", value_18, "string or null")
        if value_19 is None or type(value_19) is str:
            self.completed_at = value_19
        else:
            self.completed_at = None
            gaps = _set_aside(gaps, found, "completed_at", value_19, "string or null")
        if value_20 is None or type(value_20) is str:
            self.no_show_at = value_20
        else:
            self.no_show_at = None
            gaps = _set_aside(gaps, found, "no_show_at", value_20, "string or null")
        if value_21 is None or type(value_21) is str:
            self.rejected_at = value_21
        else:
            self.rejected_at = None
            gaps = _set_aside(gaps, found, "rejected_at", value_21, "string or null")
        if value_22 is None or type(value_22) is str or type(value_22) is int:
            self.approved_by = value_22
        else:
            self.approved_by = None
            gaps = _set_aside(gaps, found, "approved_by", value_22, "string or integer or null")
        if value_23 is None or type(value_23) is str or type(value_23) is int:
            self.cancelled_by = value_23
        else:
            self.cancelled_by = None
            gaps = _set_aside(gaps, found, "cancelled_by", value_23, "string or integer or null")
        if value_24 is None or type(value_24) is str or type(value_24) is int:
            self.rejected_by = value_24
        else:
            self.rejected_by = None
            gaps = _set_aside(gaps, found, "rejected_by", value_24, "string or integer or null")
        if value_25 is None or type(value_25) is int:
            self.transaction_id = value_25
        else:
            self.transaction_id = None
            gaps = _set_aside(gaps, found, "transaction_id", value_25, "integer or null")
        self.transaction = None
        if type(value_26) is dict:
            try:
                self.transaction = TransactionSummary._decode(value_26, found)
            except UnfitError as error:
                gaps = _set_aside(
                    gaps, found, "transaction", value_26, "TransactionSummary or null", error
                )
        elif value_26 is not None:
            gaps = _set_aside(gaps, found, "transaction", value_26, "TransactionSummary or null")
        if value_27 is None or type(value_27) is int:
            self.order_id = value_27
        else:
            self.order_id = None
            gaps = _set_aside(gaps, found, "order_id", value_27, "integer or null")
        self.order = None
        if type(value_28) is dict:
            try:
                self.order = OrderSummary._decode(value_28, found)
            except UnfitError as error:
                gaps = _set_aside(gaps, found, "order", value_28, "OrderSummary or null", error)
        elif value_28 is not None:
            gaps = _set_aside(gaps, found, "order", value_28, "OrderSummary or null")
        if value_29 is None or type(value_29) is str:
            self.notes = value_29
        else:
            self.notes = None
            gaps = _set_aside(gaps, found, "notes", value_29, "string or null")
        if value_30 is not UNSET:
            self.meta = value_30
        else:
            self.meta = None
            gaps = _set_aside(gaps, found, "meta", value_30, "anything")
        self.answers = None
        if type(value_31) is list:
            try:
                self.answers = [QuestionnaireAnswer._decode(item, found) for item in value_31]
            except UnfitError:
                gaps = _set_aside(
                    gaps,
                    found,
                    "answers",
                    value_31,
                    "array of QuestionnaireAnswer or null",
                    _first_unfit(QuestionnaireAnswer, value_31),
                )
        elif value_31 is not None:
            gaps = _set_aside(
                gaps, found, "answers", value_31, "array of QuestionnaireAnswer or null"
            )
        if value_32 is None or type(value_32) is str:
            self.created_at = value_32
        else:
            self.created_at = None
            gaps = _set_aside(gaps, found, "created_at", value_32, "string or null")
        if value_33 is None or type(value_33) is str:
            self.updated_at = value_33
        else:
            self.updated_at = None
            gaps = _set_aside(gaps, found, "updated_at", value_33, "string or null")
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
