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
class AppointmentDefinition(_Model):
    """The kind of appointment that was booked, with its rules.

    Attributes:
        id (int): The id of the definition.
        handle (str | None): A short name for use in addresses and code.
        name (str | None): The name that customers see.
        description (str | None): The text that customers see.
        short_description (str | None): A shorter form of the description.
        long_description (str | None): A longer form of the description.
        icon (str | None): The name of the icon that it is shown with.
        image_url (str | None): The address of the picture that it is shown with.
        terms_conditions (str | None): The terms that a customer agrees to.
        internal_notes (str | None): Notes for staff.
        is_published (bool | None): Whether customers can see it.
        is_archived (bool | None): Whether it is retired.
        duration_minutes (int | None): How long an appointment lasts, in minutes.
        buffer_before_minutes (int | None): How long the staff is kept free before an
            appointment, in minutes.
        buffer_after_minutes (int | None): How long the staff is kept free after an appointment,
            in minutes.
        min_lead_minutes (int | None): How long before its start an appointment must be booked,
            in minutes.
        max_advance_days (int | None): How far ahead an appointment can be booked, in days.
        slot_interval_minutes (int | None): The distance between two possible starts, in
            minutes.
        max_concurrent_bookings (int | None): How many appointments may take place at once.
        booking_type (str | None): How a booking becomes binding. Known so far: instant,
            approval_required, walk_in_only.
        allow_customer_booking (bool | None): Whether customers can book by themselves.
        allow_walk_in (bool | None): Whether customers can come without a booking.
        requires_staff (bool | None): Whether an appointment needs a staff member.
        customer_must_select_staff (bool | None): Whether the customer has to choose the staff
            member.
        use_staff_from_location (bool | None): Whether the staff of the location serves, rather
            than a list of its own.
        allow_waitlist (bool | None): Whether there is a waiting list.
        allow_queue (bool | None): Whether there is a queue.
        queue_code (str | None): The code of the queue.
        visibility_condition (Any): When it is shown: a JSON-logic object, or null.
        meta (Any): Free data: an object, an empty array where there is none, or null.
        created_target_id (int | None): The id of the target to use when an appointment is
            created.
        confirmed_target_id (int | None): The id of the target to use when an appointment is
            confirmed.
        cancelled_target_id (int | None): The id of the target to use when an appointment is
            cancelled.
        rejected_target_id (int | None): The id of the target to use when an appointment is
            rejected.
        reminder_target_id (int | None): The id of the target to use when an appointment is due
            for a reminder.
        completed_target_id (int | None): The id of the target to use when an appointment is
            completed.
        notify_created_offset_days (int | None): Offset of the message about the creation, in
            days.
        notify_created_offset_hours (int | None): Offset of the message about the creation, in
            hours.
        notify_confirmed_offset_days (int | None): Offset of the message about the confirmation,
            in days.
        notify_confirmed_offset_hours (int | None): Offset of the message about the
            confirmation, in hours.
        notify_cancelled_offset_days (int | None): Offset of the message about the cancellation,
            in days.
        notify_cancelled_offset_hours (int | None): Offset of the message about the
            cancellation, in hours.
        notify_rejected_offset_days (int | None): Offset of the message about the rejection, in
            days.
        notify_rejected_offset_hours (int | None): Offset of the message about the rejection, in
            hours.
        notify_reminder_offset_days (int | None): Offset of the reminder, in days.
        notify_reminder_offset_hours (int | None): Offset of the reminder, in hours.
        notify_completed_offset_days (int | None): Offset of the message about the completion,
            in days.
        notify_completed_offset_hours (int | None): Offset of the message about the completion,
            in hours.
        has_booking_questionnaire (bool | None): Whether questions are asked when booking.
        normal_hours (list[NormalHours] | None): The weekly hours in which it can be booked.
        special_hours (list[SpecialHours] | None): The hours that differ from the weekly ones
            for a while.
        locations (list[Any] | None): Where it can be booked. The shape of an entry is not
            settled, so entries stay plain data.
        staff (list[DefinitionStaff] | None): The staff members who serve it.
        booking_questionnaire (BookingQuestionnaire | None): The questions that are asked when
            booking.
        created_at (str | None): When the definition was created, in UTC.
        updated_at (str | None): When the definition was last changed, in UTC.
    """

    _schema: ClassVar[str] = "/components/schemas/AppointmentDefinition"
    _required: ClassVar[int] = 1
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "handle": "handle",
        "name": "name",
        "description": "description",
        "short_description": "short_description",
        "long_description": "long_description",
        "icon": "icon",
        "image_url": "image_url",
        "terms_conditions": "terms_conditions",
        "internal_notes": "internal_notes",
        "is_published": "is_published",
        "is_archived": "is_archived",
        "duration_minutes": "duration_minutes",
        "buffer_before_minutes": "buffer_before_minutes",
        "buffer_after_minutes": "buffer_after_minutes",
        "min_lead_minutes": "min_lead_minutes",
        "max_advance_days": "max_advance_days",
        "slot_interval_minutes": "slot_interval_minutes",
        "max_concurrent_bookings": "max_concurrent_bookings",
        "booking_type": "booking_type",
        "allow_customer_booking": "allow_customer_booking",
        "allow_walk_in": "allow_walk_in",
        "requires_staff": "requires_staff",
        "customer_must_select_staff": "customer_must_select_staff",
        "use_staff_from_location": "use_staff_from_location",
        "allow_waitlist": "allow_waitlist",
        "allow_queue": "allow_queue",
        "queue_code": "queue_code",
        "visibility_condition": "visibility_condition",
        "meta": "meta",
        "created_target_id": "created_target_id",
        "confirmed_target_id": "confirmed_target_id",
        "cancelled_target_id": "cancelled_target_id",
        "rejected_target_id": "rejected_target_id",
        "reminder_target_id": "reminder_target_id",
        "completed_target_id": "completed_target_id",
        "notify_created_offset_days": "notify_created_offset_days",
        "notify_created_offset_hours": "notify_created_offset_hours",
        "notify_confirmed_offset_days": "notify_confirmed_offset_days",
        "notify_confirmed_offset_hours": "notify_confirmed_offset_hours",
        "notify_cancelled_offset_days": "notify_cancelled_offset_days",
        "notify_cancelled_offset_hours": "notify_cancelled_offset_hours",
        "notify_rejected_offset_days": "notify_rejected_offset_days",
        "notify_rejected_offset_hours": "notify_rejected_offset_hours",
        "notify_reminder_offset_days": "notify_reminder_offset_days",
        "notify_reminder_offset_hours": "notify_reminder_offset_hours",
        "notify_completed_offset_days": "notify_completed_offset_days",
        "notify_completed_offset_hours": "notify_completed_offset_hours",
        "has_booking_questionnaire": "has_booking_questionnaire",
        "normal_hours": "normal_hours",
        "special_hours": "special_hours",
        "locations": "locations",
        "staff": "staff",
        "booking_questionnaire": "booking_questionnaire",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _nested: ClassVar[frozenset[str]] = frozenset(
        {"normal_hours", "special_hours", "staff", "booking_questionnaire"}
    )

    id: int
    """The id of the definition."""
    handle: str | None = None
    """A short name for use in addresses and code."""
    name: str | None = None
    """The name that customers see."""
    description: str | None = None
    """The text that customers see."""
    short_description: str | None = None
    """A shorter form of the description."""
    long_description: str | None = None
    """A longer form of the description."""
    icon: str | None = None
    """The name of the icon that it is shown with."""
    image_url: str | None = None
    """The address of the picture that it is shown with."""
    terms_conditions: str | None = None
    """The terms that a customer agrees to."""
    internal_notes: str | None = None
    """Notes for staff."""
    is_published: bool | None = None
    """Whether customers can see it."""
    is_archived: bool | None = None
    """Whether it is retired."""
    duration_minutes: int | None = None
    """How long an appointment lasts, in minutes."""
    buffer_before_minutes: int | None = None
    """How long the staff is kept free before an appointment, in minutes."""
    buffer_after_minutes: int | None = None
    """How long the staff is kept free after an appointment, in minutes."""
    min_lead_minutes: int | None = None
    """How long before its start an appointment must be booked, in minutes."""
    max_advance_days: int | None = None
    """How far ahead an appointment can be booked, in days."""
    slot_interval_minutes: int | None = None
    """The distance between two possible starts, in minutes."""
    max_concurrent_bookings: int | None = None
    """How many appointments may take place at once."""
    booking_type: str | None = None
    """How a booking becomes binding. Known so far: instant, approval_required, walk_in_only."""
    allow_customer_booking: bool | None = None
    """Whether customers can book by themselves."""
    allow_walk_in: bool | None = None
    """Whether customers can come without a booking."""
    requires_staff: bool | None = None
    """Whether an appointment needs a staff member."""
    customer_must_select_staff: bool | None = None
    """Whether the customer has to choose the staff member."""
    use_staff_from_location: bool | None = None
    """Whether the staff of the location serves, rather than a list of its own."""
    allow_waitlist: bool | None = None
    """Whether there is a waiting list."""
    allow_queue: bool | None = None
    """Whether there is a queue."""
    queue_code: str | None = None
    """The code of the queue."""
    visibility_condition: Any = None
    """When it is shown: a JSON-logic object, or null."""
    meta: Any = None
    """Free data: an object, an empty array where there is none, or null."""
    created_target_id: int | None = None
    """The id of the target to use when an appointment is created."""
    confirmed_target_id: int | None = None
    """The id of the target to use when an appointment is confirmed."""
    cancelled_target_id: int | None = None
    """The id of the target to use when an appointment is cancelled."""
    rejected_target_id: int | None = None
    """The id of the target to use when an appointment is rejected."""
    reminder_target_id: int | None = None
    """The id of the target to use when an appointment is due for a reminder."""
    completed_target_id: int | None = None
    """The id of the target to use when an appointment is completed."""
    notify_created_offset_days: int | None = None
    """Offset of the message about the creation, in days."""
    notify_created_offset_hours: int | None = None
    """Offset of the message about the creation, in hours."""
    notify_confirmed_offset_days: int | None = None
    """Offset of the message about the confirmation, in days."""
    notify_confirmed_offset_hours: int | None = None
    """Offset of the message about the confirmation, in hours."""
    notify_cancelled_offset_days: int | None = None
    """Offset of the message about the cancellation, in days."""
    notify_cancelled_offset_hours: int | None = None
    """Offset of the message about the cancellation, in hours."""
    notify_rejected_offset_days: int | None = None
    """Offset of the message about the rejection, in days."""
    notify_rejected_offset_hours: int | None = None
    """Offset of the message about the rejection, in hours."""
    notify_reminder_offset_days: int | None = None
    """Offset of the reminder, in days."""
    notify_reminder_offset_hours: int | None = None
    """Offset of the reminder, in hours."""
    notify_completed_offset_days: int | None = None
    """Offset of the message about the completion, in days."""
    notify_completed_offset_hours: int | None = None
    """Offset of the message about the completion, in hours."""
    has_booking_questionnaire: bool | None = None
    """Whether questions are asked when booking."""
    normal_hours: list[NormalHours] | None = None
    """The weekly hours in which it can be booked."""
    special_hours: list[SpecialHours] | None = None
    """The hours that differ from the weekly ones for a while."""
    locations: list[Any] | None = None
    """Where it can be booked. The shape of an entry is not settled, so entries stay plain data."""
    staff: list[DefinitionStaff] | None = None
    """The staff members who serve it."""
    booking_questionnaire: BookingQuestionnaire | None = None
    """The questions that are asked when booking."""
    created_at: str | None = None
    """When the definition was created, in UTC."""
    updated_at: str | None = None
    """When the definition was last changed, in UTC."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value_1 = source["id"]
            value_2 = source["handle"]
            value_3 = source["name"]
            value_4 = source["description"]
            value_5 = source["short_description"]
            value_6 = source["long_description"]
            value_7 = source["icon"]
            value_8 = source["image_url"]
            value_9 = source["terms_conditions"]
            value_10 = source["internal_notes"]
            value_11 = source["is_published"]
            value_12 = source["is_archived"]
            value_13 = source["duration_minutes"]
            value_14 = source["buffer_before_minutes"]
            value_15 = source["buffer_after_minutes"]
            value_16 = source["min_lead_minutes"]
            value_17 = source["max_advance_days"]
            value_18 = source["slot_interval_minutes"]
            value_19 = source["max_concurrent_bookings"]
            value_20 = source["booking_type"]
            value_21 = source["allow_customer_booking"]
            value_22 = source["allow_walk_in"]
            value_23 = source["requires_staff"]
            value_24 = source["customer_must_select_staff"]
            value_25 = source["use_staff_from_location"]
            value_26 = source["allow_waitlist"]
            value_27 = source["allow_queue"]
            value_28 = source["queue_code"]
            value_29 = source["visibility_condition"]
            value_30 = source["meta"]
            value_31 = source["created_target_id"]
            value_32 = source["confirmed_target_id"]
            value_33 = source["cancelled_target_id"]
            value_34 = source["rejected_target_id"]
            value_35 = source["reminder_target_id"]
            value_36 = source["completed_target_id"]
            value_37 = source["notify_created_offset_days"]
            value_38 = source["notify_created_offset_hours"]
            value_39 = source["notify_confirmed_offset_days"]
            value_40 = source["notify_confirmed_offset_hours"]
            value_41 = source["notify_cancelled_offset_days"]
            value_42 = source["notify_cancelled_offset_hours"]
            value_43 = source["notify_rejected_offset_days"]
            value_44 = source["notify_rejected_offset_hours"]
            value_45 = source["notify_reminder_offset_days"]
            value_46 = source["notify_reminder_offset_hours"]
            value_47 = source["notify_completed_offset_days"]
            value_48 = source["notify_completed_offset_hours"]
            value_49 = source["has_booking_questionnaire"]
            value_50 = source["normal_hours"]
            value_51 = source["special_hours"]
            value_52 = source["locations"]
            value_53 = source["staff"]
            value_54 = source["booking_questionnaire"]
            value_55 = source["created_at"]
            value_56 = source["updated_at"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if not (type(value_1) is int):
            raise UnfitError("", "integer").below("id")
        self.id = value_1
        if value_2 is None or type(value_2) is str:
            self.handle = value_2
        else:
            self.handle = None
            gaps = _set_aside(gaps, found, "handle", value_2, "string or null")
        if value_3 is None or type(value_3) is str:
            self.name = value_3
        else:
            self.name = None
            gaps = _set_aside(gaps, found, "name", value_3, "string or null")
        if value_4 is None or type(value_4) is str:
            self.description = value_4
        else:
            self.description = None
            gaps = _set_aside(gaps, found, "description", value_4, "string or null")
        if value_5 is None or type(value_5) is str:
            self.short_description = value_5
        else:
            self.short_description = None
            gaps = _set_aside(gaps, found, "short_description", value_5, "string or null")
        if value_6 is None or type(value_6) is str:
            self.long_description = value_6
        else:
            self.long_description = None
            gaps = _set_aside(gaps, found, "long_description", value_6, "string or null")
        if value_7 is None or type(value_7) is str:
            self.icon = value_7
        else:
            self.icon = None
            gaps = _set_aside(gaps, found, "icon", value_7, "string or null")
        if value_8 is None or type(value_8) is str:
            self.image_url = value_8
        else:
            self.image_url = None
            gaps = _set_aside(gaps, found, "image_url", value_8, "string or null")
        if value_9 is None or type(value_9) is str:
            self.terms_conditions = value_9
        else:
            self.terms_conditions = None
            gaps = _set_aside(gaps, found, "terms_conditions", value_9, "string or null")
        if value_10 is None or type(value_10) is str:
            self.internal_notes = value_10
        else:
            self.internal_notes = None
            gaps = _set_aside(gaps, found, "internal_notes", value_10, "string or null")
        if value_11 is None or type(value_11) is bool:
            self.is_published = value_11
        else:
            self.is_published = None
            gaps = _set_aside(gaps, found, "is_published", value_11, "boolean or null")
        if value_12 is None or type(value_12) is bool:
            self.is_archived = value_12
        else:
            self.is_archived = None
            gaps = _set_aside(gaps, found, "is_archived", value_12, "boolean or null")
        if value_13 is None or type(value_13) is int:
            self.duration_minutes = value_13
        else:
            self.duration_minutes = None
            gaps = _set_aside(gaps, found, "duration_minutes", value_13, "integer or null")
        if value_14 is None or type(value_14) is int:
            self.buffer_before_minutes = value_14
        else:
            self.buffer_before_minutes = None
            gaps = _set_aside(gaps, found, "buffer_before_minutes", value_14, "integer or null")
        if value_15 is None or type(value_15) is int:
            self.buffer_after_minutes = value_15
        else:
            self.buffer_after_minutes = None
            gaps = _set_aside(gaps, found, "buffer_after_minutes", value_15, "integer or null")
        if value_16 is None or type(value_16) is int:
            self.min_lead_minutes = value_16
        else:
            self.min_lead_minutes = None
            gaps = _set_aside(gaps, found, "min_lead_minutes", value_16, "integer or null")
        if value_17 is None or type(value_17) is int:
            self.max_advance_days = value_17
        else:
            self.max_advance_days = None
            gaps = _set_aside(gaps, found, "max_advance_days", value_17, "integer or null")
        if value_18 is None or type(value_18) is int:
            self.slot_interval_minutes = value_18
        else:
            self.slot_interval_minutes = None
            gaps = _set_aside(gaps, found, "slot_interval_minutes", value_18, "integer or null")
        if value_19 is None or type(value_19) is int:
            self.max_concurrent_bookings = value_19
        else:
            self.max_concurrent_bookings = None
            gaps = _set_aside(gaps, found, "max_concurrent_bookings", value_19, "integer or null")
        if value_20 is None or type(value_20) is str:
            self.booking_type = value_20
        else:
            self.booking_type = None
            gaps = _set_aside(gaps, found, "booking_type", value_20, "string or null")
        if value_21 is None or type(value_21) is bool:
            self.allow_customer_booking = value_21
        else:
            self.allow_customer_booking = None
            gaps = _set_aside(gaps, found, "allow_customer_booking", value_21, "boolean or null")
        if value_22 is None or type(value_22) is bool:
            self.allow_walk_in = value_22
        else:
            self.allow_walk_in = None
            gaps = _set_aside(gaps, found, "allow_walk_in", value_22, "boolean or null")
        if value_23 is None or type(value_23) is bool:
            self.requires_staff = value_23
        else:
            self.requires_staff = None
            gaps = _set_aside(gaps, found, "requires_staff", value_23, "boolean or null")
        if value_24 is None or type(value_24) is bool:
            self.customer_must_select_staff = value_24
        else:
            self.customer_must_select_staff = None
            gaps = _set_aside(
                gaps, found, "customer_must_select_staff", value_24, "boolean or null"
            )
        if value_25 is None or type(value_25) is bool:
            self.use_staff_from_location = value_25
        else:
            self.use_staff_from_location = None
            gaps = _set_aside(gaps, found, "use_staff_from_location", value_25, "boolean or null")
        if value_26 is None or type(value_26) is bool:
            self.allow_waitlist = value_26
        else:
            self.allow_waitlist = None
            gaps = _set_aside(gaps, found, "allow_waitlist", value_26, "boolean or null")
        if value_27 is None or type(value_27) is bool:
            self.allow_queue = value_27
        else:
            self.allow_queue = None
            gaps = _set_aside(gaps, found, "allow_queue", value_27, "boolean or null")
        if value_28 is None or type(value_28) is str:
            self.queue_code = value_28
        else:
            self.queue_code = None
            gaps = _set_aside(gaps, found, "queue_code", value_28, "string or null")
        if value_29 is not UNSET:
            self.visibility_condition = value_29
        else:
            self.visibility_condition = None
            gaps = _set_aside(gaps, found, "visibility_condition", value_29, "anything")
        if value_30 is not UNSET:
            self.meta = value_30
        else:
            self.meta = None
            gaps = _set_aside(gaps, found, "meta", value_30, "anything")
        if value_31 is None or type(value_31) is int:
            self.created_target_id = value_31
        else:
            self.created_target_id = None
            gaps = _set_aside(gaps, found, "created_target_id", value_31, "integer or null")
        if value_32 is None or type(value_32) is int:
            self.confirmed_target_id = value_32
        else:
            self.confirmed_target_id = None
            gaps = _set_aside(gaps, found, "confirmed_target_id", value_32, "integer or null")
        if value_33 is None or type(value_33) is int:
            self.cancelled_target_id = value_33
        else:
            self.cancelled_target_id = None
            gaps = _set_aside(gaps, found, "cancelled_target_id", value_33, "integer or null")
        if value_34 is None or type(value_34) is int:
            self.rejected_target_id = value_34
        else:
            self.rejected_target_id = None
            gaps = _set_aside(gaps, found, "rejected_target_id", value_34, "integer or null")
        if value_35 is None or type(value_35) is int:
            self.reminder_target_id = value_35
        else:
            self.reminder_target_id = None
            gaps = _set_aside(gaps, found, "reminder_target_id", value_35, "integer or null")
        if value_36 is None or type(value_36) is int:
            self.completed_target_id = value_36
        else:
            self.completed_target_id = None
            gaps = _set_aside(gaps, found, "completed_target_id", value_36, "integer or null")
        if value_37 is None or type(value_37) is int:
            self.notify_created_offset_days = value_37
        else:
            self.notify_created_offset_days = None
            gaps = _set_aside(
                gaps, found, "notify_created_offset_days", value_37, "integer or null"
            )
        if value_38 is None or type(value_38) is int:
            self.notify_created_offset_hours = value_38
        else:
            self.notify_created_offset_hours = None
            gaps = _set_aside(
                gaps, found, "notify_created_offset_hours", value_38, "integer or null"
            )
        if value_39 is None or type(value_39) is int:
            self.notify_confirmed_offset_days = value_39
        else:
            self.notify_confirmed_offset_days = None
            gaps = _set_aside(
                gaps, found, "notify_confirmed_offset_days", value_39, "integer or null"
            )
        if value_40 is None or type(value_40) is int:
            self.notify_confirmed_offset_hours = value_40
        else:
            self.notify_confirmed_offset_hours = None
            gaps = _set_aside(
                gaps, found, "notify_confirmed_offset_hours", value_40, "integer or null"
            )
        if value_41 is None or type(value_41) is int:
            self.notify_cancelled_offset_days = value_41
        else:
            self.notify_cancelled_offset_days = None
            gaps = _set_aside(
                gaps, found, "notify_cancelled_offset_days", value_41, "integer or null"
            )
        if value_42 is None or type(value_42) is int:
            self.notify_cancelled_offset_hours = value_42
        else:
            self.notify_cancelled_offset_hours = None
            gaps = _set_aside(
                gaps, found, "notify_cancelled_offset_hours", value_42, "integer or null"
            )
        if value_43 is None or type(value_43) is int:
            self.notify_rejected_offset_days = value_43
        else:
            self.notify_rejected_offset_days = None
            gaps = _set_aside(
                gaps, found, "notify_rejected_offset_days", value_43, "integer or null"
            )
        if value_44 is None or type(value_44) is int:
            self.notify_rejected_offset_hours = value_44
        else:
            self.notify_rejected_offset_hours = None
            gaps = _set_aside(
                gaps, found, "notify_rejected_offset_hours", value_44, "integer or null"
            )
        if value_45 is None or type(value_45) is int:
            self.notify_reminder_offset_days = value_45
        else:
            self.notify_reminder_offset_days = None
            gaps = _set_aside(
                gaps, found, "notify_reminder_offset_days", value_45, "integer or null"
            )
        if value_46 is None or type(value_46) is int:
            self.notify_reminder_offset_hours = value_46
        else:
            self.notify_reminder_offset_hours = None
            gaps = _set_aside(
                gaps, found, "notify_reminder_offset_hours", value_46, "integer or null"
            )
        if value_47 is None or type(value_47) is int:
            self.notify_completed_offset_days = value_47
        else:
            self.notify_completed_offset_days = None
            gaps = _set_aside(
                gaps, found, "notify_completed_offset_days", value_47, "integer or null"
            )
        if value_48 is None or type(value_48) is int:
            self.notify_completed_offset_hours = value_48
        else:
            self.notify_completed_offset_hours = None
            gaps = _set_aside(
                gaps, found, "notify_completed_offset_hours", value_48, "integer or null"
            )
        if value_49 is None or type(value_49) is bool:
            self.has_booking_questionnaire = value_49
        else:
            self.has_booking_questionnaire = None
            gaps = _set_aside(gaps, found, "has_booking_questionnaire", value_49, "boolean or null")
        self.normal_hours = None
        if type(value_50) is list:
            try:
                self.normal_hours = [NormalHours._decode(item, found) for item in value_50]
            except UnfitError:
                gaps = _set_aside(
                    gaps,
                    found,
                    "normal_hours",
                    value_50,
                    "array of NormalHours or null",
                    _first_unfit(NormalHours, value_50),
                )
        elif value_50 is not None:
            gaps = _set_aside(gaps, found, "normal_hours", value_50, "array of NormalHours or null")
        self.special_hours = None
        if type(value_51) is list:
            try:
                self.special_hours = [SpecialHours._decode(item, found) for item in value_51]
            except UnfitError:
                gaps = _set_aside(
                    gaps,
                    found,
                    "special_hours",
                    value_51,
                    "array of SpecialHours or null",
                    _first_unfit(SpecialHours, value_51),
                )
        elif value_51 is not None:
            gaps = _set_aside(
                gaps, found, "special_hours", value_51, "array of SpecialHours or null"
            )
        if value_52 is None or type(value_52) is list:
            self.locations = value_52
        else:
            self.locations = None
            gaps = _set_aside(gaps, found, "locations", value_52, "array or null")
        self.staff = None
        if type(value_53) is list:
            try:
                self.staff = [DefinitionStaff._decode(item, found) for item in value_53]
            except UnfitError:
                gaps = _set_aside(
                    gaps,
                    found,
                    "staff",
                    value_53,
                    "array of DefinitionStaff or null",
                    _first_unfit(DefinitionStaff, value_53),
                )
        elif value_53 is not None:
            gaps = _set_aside(gaps, found, "staff", value_53, "array of DefinitionStaff or null")
        self.booking_questionnaire = None
        if type(value_54) is dict:
            try:
                self.booking_questionnaire = BookingQuestionnaire._decode(value_54, found)
            except UnfitError as error:
                gaps = _set_aside(
                    gaps,
                    found,
                    "booking_questionnaire",
                    value_54,
                    "BookingQuestionnaire or null",
                    error,
                )
        elif value_54 is not None:
            gaps = _set_aside(
                gaps, found, "booking_questionnaire", value_54, "BookingQuestionnaire or null"
            )
        if value_55 is None or type(value_55) is str:
            self.created_at = value_55
        else:
            self.created_at = None
            gaps = _set_aside(gaps, found, "created_at", value_55, "string or null")
        if value_56 is None or type(value_56) is str:
            self.updated_at = value_56
        else:
            self.updated_at = None
            gaps = _set_aside(gaps, found, "updated_at", value_56, "string or null")
        extra = {} if gaps is None and len(source) == 56 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.booking_questionnaire import BookingQuestionnaire  # noqa: E402
from ..models.definition_staff import DefinitionStaff  # noqa: E402
from ..models.normal_hours import NormalHours  # noqa: E402
from ..models.special_hours import SpecialHours  # noqa: E402
