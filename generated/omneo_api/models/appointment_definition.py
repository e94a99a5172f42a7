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
            value = source["id"]
            if not (type(value) is int):
                raise UnfitError("", "integer").below("id")
            self.id = value
            value = source["handle"]
            if value is None or type(value) is str:
                self.handle = value
            else:
                self.handle = None
                gaps = _set_aside(gaps, found, "handle", value, "string or null")
            value = source["name"]
            if value is None or type(value) is str:
                self.name = value
            else:
                self.name = None
                gaps = _set_aside(gaps, found, "name", value, "string or null")
            value = source["description"]
            if value is None or type(value) is str:
                self.description = value
            else:
                self.description = None
                gaps = _set_aside(gaps, found, "description", value, "string or null")
            value = source["short_description"]
            if value is None or type(value) is str:
                self.short_description = value
            else:
                self.short_description = None
                gaps = _set_aside(gaps, found, "short_description", value, "string or null")
            value = source["long_description"]
            if value is None or type(value) is str:
                self.long_description = value
            else:
                self.long_description = None
                gaps = _set_aside(gaps, found, "long_description", value, "string or null")
            value = source["icon"]
            if value is None or type(value) is str:
                self.icon = value
            else:
                self.icon = None
                gaps = _set_aside(gaps, found, "icon", value, "string or null")
            value = source["image_url"]
            if value is None or type(value) is str:
                self.image_url = value
            else:
                self.image_url = None
                gaps = _set_aside(gaps, found, "image_url", value, "string or null")
            value = source["terms_conditions"]
            if value is None or type(value) is str:
                self.terms_conditions = value
            else:
                self.terms_conditions = None
                gaps = _set_aside(gaps, found, "terms_conditions", value, "string or null")
            value = source["internal_notes"]
            if value is None or type(value) is str:
                self.internal_notes = value
            else:
                self.internal_notes = None
                gaps = _set_aside(gaps, found, "internal_notes", value, "string or null")
            value = source["is_published"]
            if value is None or type(value) is bool:
                self.is_published = value
            else:
                self.is_published = None
                gaps = _set_aside(gaps, found, "is_published", value, "boolean or null")
            value = source["is_archived"]
            if value is None or type(value) is bool:
                self.is_archived = value
            else:
                self.is_archived = None
                gaps = _set_aside(gaps, found, "is_archived", value, "boolean or null")
            value = source["duration_minutes"]
            if value is None or type(value) is int:
                self.duration_minutes = value
            else:
                self.duration_minutes = None
                gaps = _set_aside(gaps, found, "duration_minutes", value, "integer or null")
            value = source["buffer_before_minutes"]
            if value is None or type(value) is int:
                self.buffer_before_minutes = value
            else:
                self.buffer_before_minutes = None
                gaps = _set_aside(gaps, found, "buffer_before_minutes", value, "integer or null")
            value = source["buffer_after_minutes"]
            if value is None or type(value) is int:
                self.buffer_after_minutes = value
            else:
                self.buffer_after_minutes = None
                gaps = _set_aside(gaps, found, "buffer_after_minutes", value, "integer or null")
            value = source["min_lead_minutes"]
            if value is None or type(value) is int:
                self.min_lead_minutes = value
            else:
                self.min_lead_minutes = None
                gaps = _set_aside(gaps, found, "min_lead_minutes", value, "integer or null")
            value = source["max_advance_days"]
            if value is None or type(value) is int:
                self.max_advance_days = value
            else:
                self.max_advance_days = None
                gaps = _set_aside(gaps, found, "max_advance_days", value, "integer or null")
            value = source["slot_interval_minutes"]
            if value is None or type(value) is int:
                self.slot_interval_minutes = value
            else:
                self.slot_interval_minutes = None
                gaps = _set_aside(gaps, found, "slot_interval_minutes", value, "integer or null")
            value = source["max_concurrent_bookings"]
            if value is None or type(value) is int:
                self.max_concurrent_bookings = value
            else:
                self.max_concurrent_bookings = None
                gaps = _set_aside(gaps, found, "max_concurrent_bookings", value, "integer or null")
            value = source["booking_type"]
            if value is None or type(value) is str:
                self.booking_type = value
            else:
                self.booking_type = None
                gaps = _set_aside(gaps, found, "booking_type", value, "string or null")
            value = source["allow_customer_booking"]
            if value is None or type(value) is bool:
                self.allow_customer_booking = value
            else:
                self.allow_customer_booking = None
                gaps = _set_aside(gaps, found, "allow_customer_booking", value, "boolean or null")
            value = source["allow_walk_in"]
            if value is None or type(value) is bool:
                self.allow_walk_in = value
            else:
                self.allow_walk_in = None
                gaps = _set_aside(gaps, found, "allow_walk_in", value, "boolean or null")
            value = source["requires_staff"]
            if value is None or type(value) is bool:
                self.requires_staff = value
            else:
                self.requires_staff = None
                gaps = _set_aside(gaps, found, "requires_staff", value, "boolean or null")
            value = source["customer_must_select_staff"]
            if value is None or type(value) is bool:
                self.customer_must_select_staff = value
            else:
                self.customer_must_select_staff = None
                gaps = _set_aside(
                    gaps, found, "customer_must_select_staff", value, "boolean or null"
                )
            value = source["use_staff_from_location"]
            if value is None or type(value) is bool:
                self.use_staff_from_location = value
            else:
                self.use_staff_from_location = None
                gaps = _set_aside(gaps, found, "use_staff_from_location", value, "boolean or null")
            value = source["allow_waitlist"]
            if value is None or type(value) is bool:
                self.allow_waitlist = value
            else:
                self.allow_waitlist = None
                gaps = _set_aside(gaps, found, "allow_waitlist", value, "boolean or null")
            value = source["allow_queue"]
            if value is None or type(value) is bool:
                self.allow_queue = value
            else:
                self.allow_queue = None
                gaps = _set_aside(gaps, found, "allow_queue", value, "boolean or null")
            value = source["queue_code"]
            if value is None or type(value) is str:
                self.queue_code = value
            else:
                self.queue_code = None
                gaps = _set_aside(gaps, found, "queue_code", value, "string or null")
            value = source["visibility_condition"]
            if value is not UNSET:
                self.visibility_condition = value
            else:
                self.visibility_condition = None
                gaps = _set_aside(gaps, found, "visibility_condition", value, "anything")
            value = source["meta"]
            if value is not UNSET:
                self.meta = value
            else:
                self.meta = None
                gaps = _set_aside(gaps, found, "meta", value, "anything")
            value = source["created_target_id"]
            if value is None or type(value) is int:
                self.created_target_id = value
            else:
                self.created_target_id = None
                gaps = _set_aside(gaps, found, "created_target_id", value, "integer or null")
            value = source["confirmed_target_id"]
            if value is None or type(value) is int:
                self.confirmed_target_id = value
            else:
                self.confirmed_target_id = None
                gaps = _set_aside(gaps, found, "confirmed_target_id", value, "integer or null")
            value = source["cancelled_target_id"]
            if value is None or type(value) is int:
                self.cancelled_target_id = value
            else:
                self.cancelled_target_id = None
                gaps = _set_aside(gaps, found, "cancelled_target_id", value, "integer or null")
            value = source["rejected_target_id"]
            if value is None or type(value) is int:
                self.rejected_target_id = value
            else:
                self.rejected_target_id = None
                gaps = _set_aside(gaps, found, "rejected_target_id", value, "integer or null")
            value = source["reminder_target_id"]
            if value is None or type(value) is int:
                self.reminder_target_id = value
            else:
                self.reminder_target_id = None
                gaps = _set_aside(gaps, found, "reminder_target_id", value, "integer or null")
            value = source["completed_target_id"]
            if value is None or type(value) is int:
                self.completed_target_id = value
            else:
                self.completed_target_id = None
                gaps = _set_aside(gaps, found, "completed_target_id", value, "integer or null")
            value = source["notify_created_offset_days"]
            if value is None or type(value) is int:
                self.notify_created_offset_days = value
            else:
                self.notify_created_offset_days = None
                gaps = _set_aside(
                    gaps, found, "notify_created_offset_days", value, "integer or null"
                )
            value = source["notify_created_offset_hours"]
            if value is None or type(value) is int:
                self.notify_created_offset_hours = value
            else:
                self.notify_created_offset_hours = None
                gaps = _set_aside(
                    gaps, found, "notify_created_offset_hours", value, "integer or null"
                )
            value = source["notify_confirmed_offset_days"]
            if value is None or type(value) is int:
                self.notify_confirmed_offset_days = value
            else:
                self.notify_confirmed_offset_days = None
                gaps = _set_aside(
                    gaps, found, "notify_confirmed_offset_days", value, "integer or null"
                )
            value = source["notify_confirmed_offset_hours"]
            if value is None or type(value) is int:
                self.notify_confirmed_offset_hours = value
            else:
                self.notify_confirmed_offset_hours = None
                gaps = _set_aside(
                    gaps, found, "notify_confirmed_offset_hours", value, "integer or null"
                )
            value = source["notify_cancelled_offset_days"]
            if value is None or type(value) is int:
                self.notify_cancelled_offset_days = value
            else:
                self.notify_cancelled_offset_days = None
                gaps = _set_aside(
                    gaps, found, "notify_cancelled_offset_days", value, "integer or null"
                )
            value = source["notify_cancelled_offset_hours"]
            if value is None or type(value) is int:
                self.notify_cancelled_offset_hours = value
            else:
                self.notify_cancelled_offset_hours = None
                gaps = _set_aside(
                    gaps, found, "notify_cancelled_offset_hours", value, "integer or null"
                )
            value = source["notify_rejected_offset_days"]
            if value is None or type(value) is int:
                self.notify_rejected_offset_days = value
            else:
                self.notify_rejected_offset_days = None
                gaps = _set_aside(
                    gaps, found, "notify_rejected_offset_days", value, "integer or null"
                )
            value = source["notify_rejected_offset_hours"]
            if value is None or type(value) is int:
                self.notify_rejected_offset_hours = value
            else:
                self.notify_rejected_offset_hours = None
                gaps = _set_aside(
                    gaps, found, "notify_rejected_offset_hours", value, "integer or null"
                )
            value = source["notify_reminder_offset_days"]
            if value is None or type(value) is int:
                self.notify_reminder_offset_days = value
            else:
                self.notify_reminder_offset_days = None
                gaps = _set_aside(
                    gaps, found, "notify_reminder_offset_days", value, "integer or null"
                )
            value = source["notify_reminder_offset_hours"]
            if value is None or type(value) is int:
                self.notify_reminder_offset_hours = value
            else:
                self.notify_reminder_offset_hours = None
                gaps = _set_aside(
                    gaps, found, "notify_reminder_offset_hours", value, "integer or null"
                )
            value = source["notify_completed_offset_days"]
            if value is None or type(value) is int:
                self.notify_completed_offset_days = value
            else:
                self.notify_completed_offset_days = None
                gaps = _set_aside(
                    gaps, found, "notify_completed_offset_days", value, "integer or null"
                )
            value = source["notify_completed_offset_hours"]
            if value is None or type(value) is int:
                self.notify_completed_offset_hours = value
            else:
                self.notify_completed_offset_hours = None
                gaps = _set_aside(
                    gaps, found, "notify_completed_offset_hours", value, "integer or null"
                )
            value = source["has_booking_questionnaire"]
            if value is None or type(value) is bool:
                self.has_booking_questionnaire = value
            else:
                self.has_booking_questionnaire = None
                gaps = _set_aside(
                    gaps, found, "has_booking_questionnaire", value, "boolean or null"
                )
            value = source["normal_hours"]
            self.normal_hours = None
            if type(value) is list:
                try:
                    self.normal_hours = [NormalHours._decode(item, found) for item in value]
                except UnfitError:
                    gaps = _set_aside(
                        gaps,
                        found,
                        "normal_hours",
                        value,
                        "array of NormalHours or null",
                        _first_unfit(NormalHours, value),
                    )
            elif value is not None:
                gaps = _set_aside(
                    gaps, found, "normal_hours", value, "array of NormalHours or null"
                )
            value = source["special_hours"]
            self.special_hours = None
            if type(value) is list:
                try:
                    self.special_hours = [SpecialHours._decode(item, found) for item in value]
                except UnfitError:
                    gaps = _set_aside(
                        gaps,
                        found,
                        "special_hours",
                        value,
                        "array of SpecialHours or null",
                        _first_unfit(SpecialHours, value),
                    )
            elif value is not None:
                gaps = _set_aside(
                    gaps, found, "special_hours", value, "array of SpecialHours or null"
                )
            value = source["locations"]
            if value is None or type(value) is list:
                self.locations = value
            else:
                self.locations = None
                gaps = _set_aside(gaps, found, "locations", value, "array or null")
            value = source["staff"]
            self.staff = None
            if type(value) is list:
                try:
                    self.staff = [DefinitionStaff._decode(item, found) for item in value]
                except UnfitError:
                    gaps = _set_aside(
                        gaps,
                        found,
                        "staff",
                        value,
                        "array of DefinitionStaff or null",
                        _first_unfit(DefinitionStaff, value),
                    )
            elif value is not None:
                gaps = _set_aside(gaps, found, "staff", value, "array of DefinitionStaff or null")
            value = source["booking_questionnaire"]
            self.booking_questionnaire = None
            if type(value) is dict:
                try:
                    self.booking_questionnaire = BookingQuestionnaire._decode(value, found)
                except UnfitError as error:
                    gaps = _set_aside(
                        gaps,
                        found,
                        "booking_questionnaire",
                        value,
                        "BookingQuestionnaire or null",
                        error,
                    )
            elif value is not None:
                gaps = _set_aside(
                    gaps, found, "booking_questionnaire", value, "BookingQuestionnaire or null"
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
        extra = {} if gaps is None and len(source) == 56 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.booking_questionnaire import BookingQuestionnaire  # noqa: E402
from ..models.definition_staff import DefinitionStaff  # noqa: E402
from ..models.normal_hours import NormalHours  # noqa: E402
from ..models.special_hours import SpecialHours  # noqa: E402
