# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="AppointmentDefinition")


@_attrs_define
class AppointmentDefinition:
    """The kind of appointment that was booked, with its rules.

    Attributes:
        id (int):
        handle (None | str):
        name (None | str):
        description (None | str):
        is_published (bool):
        is_archived (bool):
        duration_minutes (int | None):
        buffer_before_minutes (int | None):
        buffer_after_minutes (int | None):
        min_lead_minutes (int | None):
        max_advance_days (int | None):
        slot_interval_minutes (int | None):
        max_concurrent_bookings (int | None):
        booking_type (str): Known so far: instant, approval_required, walk_in_only.
        allow_customer_booking (bool):
        allow_walk_in (bool):
        requires_staff (bool):
        customer_must_select_staff (bool):
        use_staff_from_location (bool):
        allow_waitlist (bool):
        allow_queue (bool):
        meta (Any): Free data: an object, an empty array where there is none, or null.
        created_target_id (int | None):
        confirmed_target_id (int | None):
        cancelled_target_id (int | None):
        rejected_target_id (int | None):
        reminder_target_id (int | None):
        notify_created_offset_days (int | None):
        notify_created_offset_hours (int | None):
        notify_confirmed_offset_days (int | None):
        notify_confirmed_offset_hours (int | None):
        notify_cancelled_offset_days (int | None):
        notify_cancelled_offset_hours (int | None):
        notify_rejected_offset_days (int | None):
        notify_rejected_offset_hours (int | None):
        notify_reminder_offset_days (int | None):
        notify_reminder_offset_hours (int | None):
        has_booking_questionnaire (bool):
        created_at (str):
        updated_at (str):
        short_description (None | str | Unset):
        long_description (None | str | Unset):
        icon (None | str | Unset):
        image_url (None | str | Unset):
        terms_conditions (None | str | Unset):
        internal_notes (None | str | Unset):
        queue_code (None | str | Unset):
        visibility_condition (Any | Unset): A JSON-logic object, or null.
        completed_target_id (int | None | Unset):
        notify_completed_offset_days (int | None | Unset):
        notify_completed_offset_hours (int | None | Unset):
        normal_hours (list[NormalHours] | Unset):
        special_hours (list[SpecialHours] | Unset):
        locations (list[Any] | Unset): Where it can be booked. The shape of an entry is not
            settled, so entries stay plain data.
        staff (list[DefinitionStaff] | Unset):
        booking_questionnaire (BookingQuestionnaire | None | Unset):
    """

    id: int
    handle: None | str
    name: None | str
    description: None | str
    is_published: bool
    is_archived: bool
    duration_minutes: int | None
    buffer_before_minutes: int | None
    buffer_after_minutes: int | None
    min_lead_minutes: int | None
    max_advance_days: int | None
    slot_interval_minutes: int | None
    max_concurrent_bookings: int | None
    booking_type: str
    allow_customer_booking: bool
    allow_walk_in: bool
    requires_staff: bool
    customer_must_select_staff: bool
    use_staff_from_location: bool
    allow_waitlist: bool
    allow_queue: bool
    meta: Any
    created_target_id: int | None
    confirmed_target_id: int | None
    cancelled_target_id: int | None
    rejected_target_id: int | None
    reminder_target_id: int | None
    notify_created_offset_days: int | None
    notify_created_offset_hours: int | None
    notify_confirmed_offset_days: int | None
    notify_confirmed_offset_hours: int | None
    notify_cancelled_offset_days: int | None
    notify_cancelled_offset_hours: int | None
    notify_rejected_offset_days: int | None
    notify_rejected_offset_hours: int | None
    notify_reminder_offset_days: int | None
    notify_reminder_offset_hours: int | None
    has_booking_questionnaire: bool
    created_at: str
    updated_at: str
    short_description: None | str | Unset = UNSET
    long_description: None | str | Unset = UNSET
    icon: None | str | Unset = UNSET
    image_url: None | str | Unset = UNSET
    terms_conditions: None | str | Unset = UNSET
    internal_notes: None | str | Unset = UNSET
    queue_code: None | str | Unset = UNSET
    visibility_condition: Any | Unset = UNSET
    completed_target_id: int | None | Unset = UNSET
    notify_completed_offset_days: int | None | Unset = UNSET
    notify_completed_offset_hours: int | None | Unset = UNSET
    normal_hours: list[NormalHours] | Unset = UNSET
    special_hours: list[SpecialHours] | Unset = UNSET
    locations: list[Any] | Unset = UNSET
    staff: list[DefinitionStaff] | Unset = UNSET
    booking_questionnaire: BookingQuestionnaire | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        field_dict["id"] = self.id
        field_dict["handle"] = self.handle
        field_dict["name"] = self.name
        field_dict["description"] = self.description
        field_dict["is_published"] = self.is_published
        field_dict["is_archived"] = self.is_archived
        field_dict["duration_minutes"] = self.duration_minutes
        field_dict["buffer_before_minutes"] = self.buffer_before_minutes
        field_dict["buffer_after_minutes"] = self.buffer_after_minutes
        field_dict["min_lead_minutes"] = self.min_lead_minutes
        field_dict["max_advance_days"] = self.max_advance_days
        field_dict["slot_interval_minutes"] = self.slot_interval_minutes
        field_dict["max_concurrent_bookings"] = self.max_concurrent_bookings
        field_dict["booking_type"] = self.booking_type
        field_dict["allow_customer_booking"] = self.allow_customer_booking
        field_dict["allow_walk_in"] = self.allow_walk_in
        field_dict["requires_staff"] = self.requires_staff
        field_dict["customer_must_select_staff"] = self.customer_must_select_staff
        field_dict["use_staff_from_location"] = self.use_staff_from_location
        field_dict["allow_waitlist"] = self.allow_waitlist
        field_dict["allow_queue"] = self.allow_queue
        field_dict["meta"] = self.meta
        field_dict["created_target_id"] = self.created_target_id
        field_dict["confirmed_target_id"] = self.confirmed_target_id
        field_dict["cancelled_target_id"] = self.cancelled_target_id
        field_dict["rejected_target_id"] = self.rejected_target_id
        field_dict["reminder_target_id"] = self.reminder_target_id
        field_dict["notify_created_offset_days"] = self.notify_created_offset_days
        field_dict["notify_created_offset_hours"] = self.notify_created_offset_hours
        field_dict["notify_confirmed_offset_days"] = self.notify_confirmed_offset_days
        field_dict["notify_confirmed_offset_hours"] = self.notify_confirmed_offset_hours
        field_dict["notify_cancelled_offset_days"] = self.notify_cancelled_offset_days
        field_dict["notify_cancelled_offset_hours"] = self.notify_cancelled_offset_hours
        field_dict["notify_rejected_offset_days"] = self.notify_rejected_offset_days
        field_dict["notify_rejected_offset_hours"] = self.notify_rejected_offset_hours
        field_dict["notify_reminder_offset_days"] = self.notify_reminder_offset_days
        field_dict["notify_reminder_offset_hours"] = self.notify_reminder_offset_hours
        field_dict["has_booking_questionnaire"] = self.has_booking_questionnaire
        field_dict["created_at"] = self.created_at
        field_dict["updated_at"] = self.updated_at
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
        if not isinstance(self.queue_code, Unset):
            field_dict["queue_code"] = self.queue_code
        if not isinstance(self.visibility_condition, Unset):
            field_dict["visibility_condition"] = self.visibility_condition
        if not isinstance(self.completed_target_id, Unset):
            field_dict["completed_target_id"] = self.completed_target_id
        if not isinstance(self.notify_completed_offset_days, Unset):
            field_dict["notify_completed_offset_days"] = self.notify_completed_offset_days
        if not isinstance(self.notify_completed_offset_hours, Unset):
            field_dict["notify_completed_offset_hours"] = self.notify_completed_offset_hours
        if not isinstance(self.normal_hours, Unset):
            field_dict["normal_hours"] = [item.to_dict() for item in self.normal_hours]
        if not isinstance(self.special_hours, Unset):
            field_dict["special_hours"] = [item.to_dict() for item in self.special_hours]
        if not isinstance(self.locations, Unset):
            field_dict["locations"] = self.locations
        if not isinstance(self.staff, Unset):
            field_dict["staff"] = [item.to_dict() for item in self.staff]
        if not isinstance(self.booking_questionnaire, Unset):
            field_dict["booking_questionnaire"] = (
                self.booking_questionnaire.to_dict()
                if isinstance(self.booking_questionnaire, BookingQuestionnaire)
                else self.booking_questionnaire
            )
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id")
        decoded.handle = d.pop("handle")
        decoded.name = d.pop("name")
        decoded.description = d.pop("description")
        decoded.is_published = d.pop("is_published")
        decoded.is_archived = d.pop("is_archived")
        decoded.duration_minutes = d.pop("duration_minutes")
        decoded.buffer_before_minutes = d.pop("buffer_before_minutes")
        decoded.buffer_after_minutes = d.pop("buffer_after_minutes")
        decoded.min_lead_minutes = d.pop("min_lead_minutes")
        decoded.max_advance_days = d.pop("max_advance_days")
        decoded.slot_interval_minutes = d.pop("slot_interval_minutes")
        decoded.max_concurrent_bookings = d.pop("max_concurrent_bookings")
        decoded.booking_type = d.pop("booking_type")
        decoded.allow_customer_booking = d.pop("allow_customer_booking")
        decoded.allow_walk_in = d.pop("allow_walk_in")
        decoded.requires_staff = d.pop("requires_staff")
        decoded.customer_must_select_staff = d.pop("customer_must_select_staff")
        decoded.use_staff_from_location = d.pop("use_staff_from_location")
        decoded.allow_waitlist = d.pop("allow_waitlist")
        decoded.allow_queue = d.pop("allow_queue")
        decoded.meta = d.pop("meta")
        decoded.created_target_id = d.pop("created_target_id")
        decoded.confirmed_target_id = d.pop("confirmed_target_id")
        decoded.cancelled_target_id = d.pop("cancelled_target_id")
        decoded.rejected_target_id = d.pop("rejected_target_id")
        decoded.reminder_target_id = d.pop("reminder_target_id")
        decoded.notify_created_offset_days = d.pop("notify_created_offset_days")
        decoded.notify_created_offset_hours = d.pop("notify_created_offset_hours")
        decoded.notify_confirmed_offset_days = d.pop("notify_confirmed_offset_days")
        decoded.notify_confirmed_offset_hours = d.pop("notify_confirmed_offset_hours")
        decoded.notify_cancelled_offset_days = d.pop("notify_cancelled_offset_days")
        decoded.notify_cancelled_offset_hours = d.pop("notify_cancelled_offset_hours")
        decoded.notify_rejected_offset_days = d.pop("notify_rejected_offset_days")
        decoded.notify_rejected_offset_hours = d.pop("notify_rejected_offset_hours")
        decoded.notify_reminder_offset_days = d.pop("notify_reminder_offset_days")
        decoded.notify_reminder_offset_hours = d.pop("notify_reminder_offset_hours")
        decoded.has_booking_questionnaire = d.pop("has_booking_questionnaire")
        decoded.created_at = d.pop("created_at")
        decoded.updated_at = d.pop("updated_at")
        decoded.short_description = d.pop("short_description", UNSET)
        decoded.long_description = d.pop("long_description", UNSET)
        decoded.icon = d.pop("icon", UNSET)
        decoded.image_url = d.pop("image_url", UNSET)
        decoded.terms_conditions = d.pop("terms_conditions", UNSET)
        decoded.internal_notes = d.pop("internal_notes", UNSET)
        decoded.queue_code = d.pop("queue_code", UNSET)
        decoded.visibility_condition = d.pop("visibility_condition", UNSET)
        decoded.completed_target_id = d.pop("completed_target_id", UNSET)
        decoded.notify_completed_offset_days = d.pop("notify_completed_offset_days", UNSET)
        decoded.notify_completed_offset_hours = d.pop("notify_completed_offset_hours", UNSET)
        normal_hours = d.pop("normal_hours", UNSET)
        if normal_hours is not UNSET:
            normal_hours = [NormalHours.from_dict(item) for item in normal_hours]
        decoded.normal_hours = normal_hours
        special_hours = d.pop("special_hours", UNSET)
        if special_hours is not UNSET:
            special_hours = [SpecialHours.from_dict(item) for item in special_hours]
        decoded.special_hours = special_hours
        decoded.locations = d.pop("locations", UNSET)
        staff = d.pop("staff", UNSET)
        if staff is not UNSET:
            staff = [DefinitionStaff.from_dict(item) for item in staff]
        decoded.staff = staff
        booking_questionnaire = d.pop("booking_questionnaire", UNSET)
        if isinstance(booking_questionnaire, dict):
            try:
                booking_questionnaire = BookingQuestionnaire.from_dict(booking_questionnaire)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.booking_questionnaire = booking_questionnaire
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
