# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AppointmentDefinition")


@_attrs_define
class AppointmentDefinition:
    """The kind of appointment that was booked, with its rules.

    Attributes:
        id (int): The id of the definition.
        handle (None | str | Unset): A short name for use in addresses and code.
        name (None | str | Unset): The name that customers see.
        description (None | str | Unset): The text that customers see.
        short_description (None | str | Unset): A shorter form of the description.
        long_description (None | str | Unset): A longer form of the description.
        icon (None | str | Unset): The name of the icon that it is shown with.
        image_url (None | str | Unset): The address of the picture that it is shown with.
        terms_conditions (None | str | Unset): The terms that a customer agrees to.
        internal_notes (None | str | Unset): Notes for staff.
        is_published (bool | None | Unset): Whether customers can see it.
        is_archived (bool | None | Unset): Whether it is retired.
        duration_minutes (int | None | Unset): How long an appointment lasts, in minutes.
        buffer_before_minutes (int | None | Unset): How long the staff is kept free before an
            appointment, in minutes.
        buffer_after_minutes (int | None | Unset): How long the staff is kept free after an
            appointment, in minutes.
        min_lead_minutes (int | None | Unset): How long before its start an appointment must be
            booked, in minutes.
        max_advance_days (int | None | Unset): How far ahead an appointment can be booked, in
            days.
        slot_interval_minutes (int | None | Unset): The distance between two possible starts, in
            minutes.
        max_concurrent_bookings (int | None | Unset): How many appointments may take place at
            once.
        booking_type (None | str | Unset): How a booking becomes binding. Known so far: instant,
            approval_required, walk_in_only.
        allow_customer_booking (bool | None | Unset): Whether customers can book by themselves.
        allow_walk_in (bool | None | Unset): Whether customers can come without a booking.
        requires_staff (bool | None | Unset): Whether an appointment needs a staff member.
        customer_must_select_staff (bool | None | Unset): Whether the customer has to choose the
            staff member.
        use_staff_from_location (bool | None | Unset): Whether the staff of the location serves,
            rather than a list of its own.
        allow_waitlist (bool | None | Unset): Whether there is a waiting list.
        allow_queue (bool | None | Unset): Whether there is a queue.
        queue_code (None | str | Unset): The code of the queue.
        visibility_condition (Any | Unset): When it is shown: a JSON-logic object, or null.
        meta (Any | Unset): Free data: an object, an empty array where there is none, or null.
        created_target_id (int | None | Unset): The id of the target to use when an appointment
            is created.
        confirmed_target_id (int | None | Unset): The id of the target to use when an
            appointment is confirmed.
        cancelled_target_id (int | None | Unset): The id of the target to use when an
            appointment is cancelled.
        rejected_target_id (int | None | Unset): The id of the target to use when an appointment
            is rejected.
        reminder_target_id (int | None | Unset): The id of the target to use when an appointment
            is due for a reminder.
        completed_target_id (int | None | Unset): The id of the target to use when an
            appointment is completed.
        notify_created_offset_days (int | None | Unset): Offset of the message about the
            creation, in days.
        notify_created_offset_hours (int | None | Unset): Offset of the message about the
            creation, in hours.
        notify_confirmed_offset_days (int | None | Unset): Offset of the message about the
            confirmation, in days.
        notify_confirmed_offset_hours (int | None | Unset): Offset of the message about the
            confirmation, in hours.
        notify_cancelled_offset_days (int | None | Unset): Offset of the message about the
            cancellation, in days.
        notify_cancelled_offset_hours (int | None | Unset): Offset of the message about the
            cancellation, in hours.
        notify_rejected_offset_days (int | None | Unset): Offset of the message about the
            rejection, in days.
        notify_rejected_offset_hours (int | None | Unset): Offset of the message about the
            rejection, in hours.
        notify_reminder_offset_days (int | None | Unset): Offset of the reminder, in days.
        notify_reminder_offset_hours (int | None | Unset): Offset of the reminder, in hours.
        notify_completed_offset_days (int | None | Unset): Offset of the message about the
            completion, in days.
        notify_completed_offset_hours (int | None | Unset): Offset of the message about the
            completion, in hours.
        has_booking_questionnaire (bool | None | Unset): Whether questions are asked when
            booking.
        normal_hours (list[NormalHours] | None | Unset): The weekly hours in which it can be
            booked.
        special_hours (list[SpecialHours] | None | Unset): The hours that differ from the weekly
            ones for a while.
        locations (list[Any] | None | Unset): Where it can be booked. The shape of an entry is
            not settled, so entries stay plain data.
        staff (list[DefinitionStaff] | None | Unset): The staff members who serve it.
        booking_questionnaire (BookingQuestionnaire | None | Unset): The questions that are
            asked when booking.
        created_at (None | str | Unset): When the definition was created, in UTC.
        updated_at (None | str | Unset): When the definition was last changed, in UTC.
    """

    id: int
    handle: None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    description: None | str | Unset = UNSET
    short_description: None | str | Unset = UNSET
    long_description: None | str | Unset = UNSET
    icon: None | str | Unset = UNSET
    image_url: None | str | Unset = UNSET
    terms_conditions: None | str | Unset = UNSET
    internal_notes: None | str | Unset = UNSET
    is_published: bool | None | Unset = UNSET
    is_archived: bool | None | Unset = UNSET
    duration_minutes: int | None | Unset = UNSET
    buffer_before_minutes: int | None | Unset = UNSET
    buffer_after_minutes: int | None | Unset = UNSET
    min_lead_minutes: int | None | Unset = UNSET
    max_advance_days: int | None | Unset = UNSET
    slot_interval_minutes: int | None | Unset = UNSET
    max_concurrent_bookings: int | None | Unset = UNSET
    booking_type: None | str | Unset = UNSET
    allow_customer_booking: bool | None | Unset = UNSET
    allow_walk_in: bool | None | Unset = UNSET
    requires_staff: bool | None | Unset = UNSET
    customer_must_select_staff: bool | None | Unset = UNSET
    use_staff_from_location: bool | None | Unset = UNSET
    allow_waitlist: bool | None | Unset = UNSET
    allow_queue: bool | None | Unset = UNSET
    queue_code: None | str | Unset = UNSET
    visibility_condition: Any | Unset = UNSET
    meta: Any | Unset = UNSET
    created_target_id: int | None | Unset = UNSET
    confirmed_target_id: int | None | Unset = UNSET
    cancelled_target_id: int | None | Unset = UNSET
    rejected_target_id: int | None | Unset = UNSET
    reminder_target_id: int | None | Unset = UNSET
    completed_target_id: int | None | Unset = UNSET
    notify_created_offset_days: int | None | Unset = UNSET
    notify_created_offset_hours: int | None | Unset = UNSET
    notify_confirmed_offset_days: int | None | Unset = UNSET
    notify_confirmed_offset_hours: int | None | Unset = UNSET
    notify_cancelled_offset_days: int | None | Unset = UNSET
    notify_cancelled_offset_hours: int | None | Unset = UNSET
    notify_rejected_offset_days: int | None | Unset = UNSET
    notify_rejected_offset_hours: int | None | Unset = UNSET
    notify_reminder_offset_days: int | None | Unset = UNSET
    notify_reminder_offset_hours: int | None | Unset = UNSET
    notify_completed_offset_days: int | None | Unset = UNSET
    notify_completed_offset_hours: int | None | Unset = UNSET
    has_booking_questionnaire: bool | None | Unset = UNSET
    normal_hours: list[NormalHours] | None | Unset = UNSET
    special_hours: list[SpecialHours] | None | Unset = UNSET
    locations: list[Any] | None | Unset = UNSET
    staff: list[DefinitionStaff] | None | Unset = UNSET
    booking_questionnaire: BookingQuestionnaire | None | Unset = UNSET
    created_at: None | str | Unset = UNSET
    updated_at: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        field_dict["id"] = self.id
        if not isinstance(self.handle, Unset):
            field_dict["handle"] = self.handle
        if not isinstance(self.name, Unset):
            field_dict["name"] = self.name
        if not isinstance(self.description, Unset):
            field_dict["description"] = self.description
        if not isinstance(self.short_description, Unset):
            field_dict["short_description"] = self.short_description
        if not isinstance(self.long_description, Unset):
            field_dict["long_description"] = self.long_description
        if not isinstance(self.icon, Unset):
            field_dict["icon"] = self.icon
        if not isinstance(self.image_url, Unset):
            field_dict["image_url"] = self.image_url
        if not isinstance(self.terms_conditions, Unset):
            field_dict["terms_conditions"] = self.terms_conditions
        if not isinstance(self.internal_notes, Unset):
            field_dict["internal_notes"] = self.internal_notes
        if not isinstance(self.is_published, Unset):
            field_dict["is_published"] = self.is_published
        if not isinstance(self.is_archived, Unset):
            field_dict["is_archived"] = self.is_archived
        if not isinstance(self.duration_minutes, Unset):
            field_dict["duration_minutes"] = self.duration_minutes
        if not isinstance(self.buffer_before_minutes, Unset):
            field_dict["buffer_before_minutes"] = self.buffer_before_minutes
        if not isinstance(self.buffer_after_minutes, Unset):
            field_dict["buffer_after_minutes"] = self.buffer_after_minutes
        if not isinstance(self.min_lead_minutes, Unset):
            field_dict["min_lead_minutes"] = self.min_lead_minutes
        if not isinstance(self.max_advance_days, Unset):
            field_dict["max_advance_days"] = self.max_advance_days
        if not isinstance(self.slot_interval_minutes, Unset):
            field_dict["slot_interval_minutes"] = self.slot_interval_minutes
        if not isinstance(self.max_concurrent_bookings, Unset):
            field_dict["max_concurrent_bookings"] = self.max_concurrent_bookings
        if not isinstance(self.booking_type, Unset):
            field_dict["booking_type"] = self.booking_type
        if not isinstance(self.allow_customer_booking, Unset):
            field_dict["allow_customer_booking"] = self.allow_customer_booking
        if not isinstance(self.allow_walk_in, Unset):
            field_dict["allow_walk_in"] = self.allow_walk_in
        if not isinstance(self.requires_staff, Unset):
            field_dict["requires_staff"] = self.requires_staff
        if not isinstance(self.customer_must_select_staff, Unset):
            field_dict["customer_must_select_staff"] = self.customer_must_select_staff
        if not isinstance(self.use_staff_from_location, Unset):
            field_dict["use_staff_from_location"] = self.use_staff_from_location
        if not isinstance(self.allow_waitlist, Unset):
            field_dict["allow_waitlist"] = self.allow_waitlist
        if not isinstance(self.allow_queue, Unset):
            field_dict["allow_queue"] = self.allow_queue
        if not isinstance(self.queue_code, Unset):
            field_dict["queue_code"] = self.queue_code
        if not isinstance(self.visibility_condition, Unset):
            field_dict["visibility_condition"] = self.visibility_condition
        if not isinstance(self.meta, Unset):
            field_dict["meta"] = self.meta
        if not isinstance(self.created_target_id, Unset):
            field_dict["created_target_id"] = self.created_target_id
        if not isinstance(self.confirmed_target_id, Unset):
            field_dict["confirmed_target_id"] = self.confirmed_target_id
        if not isinstance(self.cancelled_target_id, Unset):
            field_dict["cancelled_target_id"] = self.cancelled_target_id
        if not isinstance(self.rejected_target_id, Unset):
            field_dict["rejected_target_id"] = self.rejected_target_id
        if not isinstance(self.reminder_target_id, Unset):
            field_dict["reminder_target_id"] = self.reminder_target_id
        if not isinstance(self.completed_target_id, Unset):
            field_dict["completed_target_id"] = self.completed_target_id
        if not isinstance(self.notify_created_offset_days, Unset):
            field_dict["notify_created_offset_days"] = self.notify_created_offset_days
        if not isinstance(self.notify_created_offset_hours, Unset):
            field_dict["notify_created_offset_hours"] = self.notify_created_offset_hours
        if not isinstance(self.notify_confirmed_offset_days, Unset):
            field_dict["notify_confirmed_offset_days"] = self.notify_confirmed_offset_days
        if not isinstance(self.notify_confirmed_offset_hours, Unset):
            field_dict["notify_confirmed_offset_hours"] = self.notify_confirmed_offset_hours
        if not isinstance(self.notify_cancelled_offset_days, Unset):
            field_dict["notify_cancelled_offset_days"] = self.notify_cancelled_offset_days
        if not isinstance(self.notify_cancelled_offset_hours, Unset):
            field_dict["notify_cancelled_offset_hours"] = self.notify_cancelled_offset_hours
        if not isinstance(self.notify_rejected_offset_days, Unset):
            field_dict["notify_rejected_offset_days"] = self.notify_rejected_offset_days
        if not isinstance(self.notify_rejected_offset_hours, Unset):
            field_dict["notify_rejected_offset_hours"] = self.notify_rejected_offset_hours
        if not isinstance(self.notify_reminder_offset_days, Unset):
            field_dict["notify_reminder_offset_days"] = self.notify_reminder_offset_days
        if not isinstance(self.notify_reminder_offset_hours, Unset):
            field_dict["notify_reminder_offset_hours"] = self.notify_reminder_offset_hours
        if not isinstance(self.notify_completed_offset_days, Unset):
            field_dict["notify_completed_offset_days"] = self.notify_completed_offset_days
        if not isinstance(self.notify_completed_offset_hours, Unset):
            field_dict["notify_completed_offset_hours"] = self.notify_completed_offset_hours
        if not isinstance(self.has_booking_questionnaire, Unset):
            field_dict["has_booking_questionnaire"] = self.has_booking_questionnaire
        if not isinstance(self.normal_hours, Unset):
            normal_hours: list[dict[str, Any]] | None | Unset
            if isinstance(self.normal_hours, Unset):
                normal_hours = UNSET
            elif isinstance(self.normal_hours, list):
                normal_hours = []
                for normal_hours_type_0_item_data in self.normal_hours:
                    normal_hours_type_0_item = normal_hours_type_0_item_data.to_dict()
                    normal_hours.append(normal_hours_type_0_item)

            else:
                normal_hours = self.normal_hours
            field_dict["normal_hours"] = normal_hours
        if not isinstance(self.special_hours, Unset):
            special_hours: list[dict[str, Any]] | None | Unset
            if isinstance(self.special_hours, Unset):
                special_hours = UNSET
            elif isinstance(self.special_hours, list):
                special_hours = []
                for special_hours_type_0_item_data in self.special_hours:
                    special_hours_type_0_item = special_hours_type_0_item_data.to_dict()
                    special_hours.append(special_hours_type_0_item)

            else:
                special_hours = self.special_hours
            field_dict["special_hours"] = special_hours
        if not isinstance(self.locations, Unset):
            locations: list[Any] | None | Unset
            if isinstance(self.locations, Unset):
                locations = UNSET
            elif isinstance(self.locations, list):
                locations = self.locations

            else:
                locations = self.locations
            field_dict["locations"] = locations
        if not isinstance(self.staff, Unset):
            staff: list[dict[str, Any]] | None | Unset
            if isinstance(self.staff, Unset):
                staff = UNSET
            elif isinstance(self.staff, list):
                staff = []
                for staff_type_0_item_data in self.staff:
                    staff_type_0_item = staff_type_0_item_data.to_dict()
                    staff.append(staff_type_0_item)

            else:
                staff = self.staff
            field_dict["staff"] = staff
        if not isinstance(self.booking_questionnaire, Unset):
            field_dict["booking_questionnaire"] = (
                self.booking_questionnaire.to_dict()
                if isinstance(self.booking_questionnaire, BookingQuestionnaire)
                else self.booking_questionnaire
            )
        if not isinstance(self.created_at, Unset):
            field_dict["created_at"] = self.created_at
        if not isinstance(self.updated_at, Unset):
            field_dict["updated_at"] = self.updated_at
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id")
        decoded.handle = d.pop("handle", UNSET)
        decoded.name = d.pop("name", UNSET)
        decoded.description = d.pop("description", UNSET)
        decoded.short_description = d.pop("short_description", UNSET)
        decoded.long_description = d.pop("long_description", UNSET)
        decoded.icon = d.pop("icon", UNSET)
        decoded.image_url = d.pop("image_url", UNSET)
        decoded.terms_conditions = d.pop("terms_conditions", UNSET)
        decoded.internal_notes = d.pop("internal_notes", UNSET)
        decoded.is_published = d.pop("is_published", UNSET)
        decoded.is_archived = d.pop("is_archived", UNSET)
        decoded.duration_minutes = d.pop("duration_minutes", UNSET)
        decoded.buffer_before_minutes = d.pop("buffer_before_minutes", UNSET)
        decoded.buffer_after_minutes = d.pop("buffer_after_minutes", UNSET)
        decoded.min_lead_minutes = d.pop("min_lead_minutes", UNSET)
        decoded.max_advance_days = d.pop("max_advance_days", UNSET)
        decoded.slot_interval_minutes = d.pop("slot_interval_minutes", UNSET)
        decoded.max_concurrent_bookings = d.pop("max_concurrent_bookings", UNSET)
        decoded.booking_type = d.pop("booking_type", UNSET)
        decoded.allow_customer_booking = d.pop("allow_customer_booking", UNSET)
        decoded.allow_walk_in = d.pop("allow_walk_in", UNSET)
        decoded.requires_staff = d.pop("requires_staff", UNSET)
        decoded.customer_must_select_staff = d.pop("customer_must_select_staff", UNSET)
        decoded.use_staff_from_location = d.pop("use_staff_from_location", UNSET)
        decoded.allow_waitlist = d.pop("allow_waitlist", UNSET)
        decoded.allow_queue = d.pop("allow_queue", UNSET)
        decoded.queue_code = d.pop("queue_code", UNSET)
        decoded.visibility_condition = d.pop("visibility_condition", UNSET)
        decoded.meta = d.pop("meta", UNSET)
        decoded.created_target_id = d.pop("created_target_id", UNSET)
        decoded.confirmed_target_id = d.pop("confirmed_target_id", UNSET)
        decoded.cancelled_target_id = d.pop("cancelled_target_id", UNSET)
        decoded.rejected_target_id = d.pop("rejected_target_id", UNSET)
        decoded.reminder_target_id = d.pop("reminder_target_id", UNSET)
        decoded.completed_target_id = d.pop("completed_target_id", UNSET)
        decoded.notify_created_offset_days = d.pop("notify_created_offset_days", UNSET)
        decoded.notify_created_offset_hours = d.pop("notify_created_offset_hours", UNSET)
        decoded.notify_confirmed_offset_days = d.pop("notify_confirmed_offset_days", UNSET)
        decoded.notify_confirmed_offset_hours = d.pop("notify_confirmed_offset_hours", UNSET)
        decoded.notify_cancelled_offset_days = d.pop("notify_cancelled_offset_days", UNSET)
        decoded.notify_cancelled_offset_hours = d.pop("notify_cancelled_offset_hours", UNSET)
        decoded.notify_rejected_offset_days = d.pop("notify_rejected_offset_days", UNSET)
        decoded.notify_rejected_offset_hours = d.pop("notify_rejected_offset_hours", UNSET)
        decoded.notify_reminder_offset_days = d.pop("notify_reminder_offset_days", UNSET)
        decoded.notify_reminder_offset_hours = d.pop("notify_reminder_offset_hours", UNSET)
        decoded.notify_completed_offset_days = d.pop("notify_completed_offset_days", UNSET)
        decoded.notify_completed_offset_hours = d.pop("notify_completed_offset_hours", UNSET)
        decoded.has_booking_questionnaire = d.pop("has_booking_questionnaire", UNSET)

        def _parse_normal_hours(data: object) -> list[NormalHours] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                normal_hours_type_0 = []
                _normal_hours_type_0 = data
                for normal_hours_type_0_item_data in _normal_hours_type_0:
                    normal_hours_type_0_item = NormalHours.from_dict(normal_hours_type_0_item_data)

                    normal_hours_type_0.append(normal_hours_type_0_item)

                return normal_hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[NormalHours] | None | Unset, data)

        normal_hours = _parse_normal_hours(d.pop("normal_hours", UNSET))
        decoded.normal_hours = normal_hours

        def _parse_special_hours(data: object) -> list[SpecialHours] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                special_hours_type_0 = []
                _special_hours_type_0 = data
                for special_hours_type_0_item_data in _special_hours_type_0:
                    special_hours_type_0_item = SpecialHours.from_dict(
                        special_hours_type_0_item_data
                    )

                    special_hours_type_0.append(special_hours_type_0_item)

                return special_hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[SpecialHours] | None | Unset, data)

        special_hours = _parse_special_hours(d.pop("special_hours", UNSET))
        decoded.special_hours = special_hours

        def _parse_locations(data: object) -> list[Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                locations_type_0 = cast(list[Any], data)

                return locations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Any] | None | Unset, data)

        locations = _parse_locations(d.pop("locations", UNSET))
        decoded.locations = locations

        def _parse_staff(data: object) -> list[DefinitionStaff] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                staff_type_0 = []
                _staff_type_0 = data
                for staff_type_0_item_data in _staff_type_0:
                    staff_type_0_item = DefinitionStaff.from_dict(staff_type_0_item_data)

                    staff_type_0.append(staff_type_0_item)

                return staff_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[DefinitionStaff] | None | Unset, data)

        staff = _parse_staff(d.pop("staff", UNSET))
        decoded.staff = staff
        booking_questionnaire = d.pop("booking_questionnaire", UNSET)
        if isinstance(booking_questionnaire, dict):
            try:
                booking_questionnaire = BookingQuestionnaire.from_dict(booking_questionnaire)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.booking_questionnaire = booking_questionnaire
        decoded.created_at = d.pop("created_at", UNSET)
        decoded.updated_at = d.pop("updated_at", UNSET)
        decoded.additional_properties = d
        return decoded

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties


from ..models.booking_questionnaire import BookingQuestionnaire  # noqa: E402
from ..models.definition_staff import DefinitionStaff  # noqa: E402
from ..models.normal_hours import NormalHours  # noqa: E402
from ..models.special_hours import SpecialHours  # noqa: E402
