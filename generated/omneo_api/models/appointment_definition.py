# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.booking_questionnaire import BookingQuestionnaire
    from ..models.definition_staff import DefinitionStaff
    from ..models.normal_hours import NormalHours
    from ..models.special_hours import SpecialHours


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
        locations (list[Any] | Unset): Where it can be booked. The shape of an entry is not settled, so entries stay
            plain data.
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
        from ..models.booking_questionnaire import BookingQuestionnaire  # noqa: PLC0415

        id = self.id

        handle: None | str
        handle = self.handle

        name: None | str
        name = self.name

        description: None | str
        description = self.description

        is_published = self.is_published

        is_archived = self.is_archived

        duration_minutes: int | None
        duration_minutes = self.duration_minutes

        buffer_before_minutes: int | None
        buffer_before_minutes = self.buffer_before_minutes

        buffer_after_minutes: int | None
        buffer_after_minutes = self.buffer_after_minutes

        min_lead_minutes: int | None
        min_lead_minutes = self.min_lead_minutes

        max_advance_days: int | None
        max_advance_days = self.max_advance_days

        slot_interval_minutes: int | None
        slot_interval_minutes = self.slot_interval_minutes

        max_concurrent_bookings: int | None
        max_concurrent_bookings = self.max_concurrent_bookings

        booking_type = self.booking_type

        allow_customer_booking = self.allow_customer_booking

        allow_walk_in = self.allow_walk_in

        requires_staff = self.requires_staff

        customer_must_select_staff = self.customer_must_select_staff

        use_staff_from_location = self.use_staff_from_location

        allow_waitlist = self.allow_waitlist

        allow_queue = self.allow_queue

        meta = self.meta

        created_target_id: int | None
        created_target_id = self.created_target_id

        confirmed_target_id: int | None
        confirmed_target_id = self.confirmed_target_id

        cancelled_target_id: int | None
        cancelled_target_id = self.cancelled_target_id

        rejected_target_id: int | None
        rejected_target_id = self.rejected_target_id

        reminder_target_id: int | None
        reminder_target_id = self.reminder_target_id

        notify_created_offset_days: int | None
        notify_created_offset_days = self.notify_created_offset_days

        notify_created_offset_hours: int | None
        notify_created_offset_hours = self.notify_created_offset_hours

        notify_confirmed_offset_days: int | None
        notify_confirmed_offset_days = self.notify_confirmed_offset_days

        notify_confirmed_offset_hours: int | None
        notify_confirmed_offset_hours = self.notify_confirmed_offset_hours

        notify_cancelled_offset_days: int | None
        notify_cancelled_offset_days = self.notify_cancelled_offset_days

        notify_cancelled_offset_hours: int | None
        notify_cancelled_offset_hours = self.notify_cancelled_offset_hours

        notify_rejected_offset_days: int | None
        notify_rejected_offset_days = self.notify_rejected_offset_days

        notify_rejected_offset_hours: int | None
        notify_rejected_offset_hours = self.notify_rejected_offset_hours

        notify_reminder_offset_days: int | None
        notify_reminder_offset_days = self.notify_reminder_offset_days

        notify_reminder_offset_hours: int | None
        notify_reminder_offset_hours = self.notify_reminder_offset_hours

        has_booking_questionnaire = self.has_booking_questionnaire

        created_at = self.created_at

        updated_at = self.updated_at

        short_description: None | str | Unset
        if isinstance(self.short_description, Unset):
            short_description = UNSET
        else:
            short_description = self.short_description

        long_description: None | str | Unset
        if isinstance(self.long_description, Unset):
            long_description = UNSET
        else:
            long_description = self.long_description

        icon: None | str | Unset
        if isinstance(self.icon, Unset):
            icon = UNSET
        else:
            icon = self.icon

        image_url: None | str | Unset
        if isinstance(self.image_url, Unset):
            image_url = UNSET
        else:
            image_url = self.image_url

        terms_conditions: None | str | Unset
        if isinstance(self.terms_conditions, Unset):
            terms_conditions = UNSET
        else:
            terms_conditions = self.terms_conditions

        internal_notes: None | str | Unset
        if isinstance(self.internal_notes, Unset):
            internal_notes = UNSET
        else:
            internal_notes = self.internal_notes

        queue_code: None | str | Unset
        if isinstance(self.queue_code, Unset):
            queue_code = UNSET
        else:
            queue_code = self.queue_code

        visibility_condition = self.visibility_condition

        completed_target_id: int | None | Unset
        if isinstance(self.completed_target_id, Unset):
            completed_target_id = UNSET
        else:
            completed_target_id = self.completed_target_id

        notify_completed_offset_days: int | None | Unset
        if isinstance(self.notify_completed_offset_days, Unset):
            notify_completed_offset_days = UNSET
        else:
            notify_completed_offset_days = self.notify_completed_offset_days

        notify_completed_offset_hours: int | None | Unset
        if isinstance(self.notify_completed_offset_hours, Unset):
            notify_completed_offset_hours = UNSET
        else:
            notify_completed_offset_hours = self.notify_completed_offset_hours

        normal_hours: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.normal_hours, Unset):
            normal_hours = []
            for normal_hours_item_data in self.normal_hours:
                normal_hours_item = normal_hours_item_data.to_dict()
                normal_hours.append(normal_hours_item)

        special_hours: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.special_hours, Unset):
            special_hours = []
            for special_hours_item_data in self.special_hours:
                special_hours_item = special_hours_item_data.to_dict()
                special_hours.append(special_hours_item)

        locations: list[Any] | Unset = UNSET
        if not isinstance(self.locations, Unset):
            locations = self.locations

        staff: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.staff, Unset):
            staff = []
            for staff_item_data in self.staff:
                staff_item = staff_item_data.to_dict()
                staff.append(staff_item)

        booking_questionnaire: dict[str, Any] | None | Unset
        if isinstance(self.booking_questionnaire, Unset):
            booking_questionnaire = UNSET
        elif isinstance(self.booking_questionnaire, BookingQuestionnaire):
            booking_questionnaire = self.booking_questionnaire.to_dict()
        else:
            booking_questionnaire = self.booking_questionnaire

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "handle": handle,
                "name": name,
                "description": description,
                "is_published": is_published,
                "is_archived": is_archived,
                "duration_minutes": duration_minutes,
                "buffer_before_minutes": buffer_before_minutes,
                "buffer_after_minutes": buffer_after_minutes,
                "min_lead_minutes": min_lead_minutes,
                "max_advance_days": max_advance_days,
                "slot_interval_minutes": slot_interval_minutes,
                "max_concurrent_bookings": max_concurrent_bookings,
                "booking_type": booking_type,
                "allow_customer_booking": allow_customer_booking,
                "allow_walk_in": allow_walk_in,
                "requires_staff": requires_staff,
                "customer_must_select_staff": customer_must_select_staff,
                "use_staff_from_location": use_staff_from_location,
                "allow_waitlist": allow_waitlist,
                "allow_queue": allow_queue,
                "meta": meta,
                "created_target_id": created_target_id,
                "confirmed_target_id": confirmed_target_id,
                "cancelled_target_id": cancelled_target_id,
                "rejected_target_id": rejected_target_id,
                "reminder_target_id": reminder_target_id,
                "notify_created_offset_days": notify_created_offset_days,
                "notify_created_offset_hours": notify_created_offset_hours,
                "notify_confirmed_offset_days": notify_confirmed_offset_days,
                "notify_confirmed_offset_hours": notify_confirmed_offset_hours,
                "notify_cancelled_offset_days": notify_cancelled_offset_days,
                "notify_cancelled_offset_hours": notify_cancelled_offset_hours,
                "notify_rejected_offset_days": notify_rejected_offset_days,
                "notify_rejected_offset_hours": notify_rejected_offset_hours,
                "notify_reminder_offset_days": notify_reminder_offset_days,
                "notify_reminder_offset_hours": notify_reminder_offset_hours,
                "has_booking_questionnaire": has_booking_questionnaire,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        if short_description is not UNSET:
            field_dict["short_description"] = short_description
        if long_description is not UNSET:
            field_dict["long_description"] = long_description
        if icon is not UNSET:
            field_dict["icon"] = icon
        if image_url is not UNSET:
            field_dict["image_url"] = image_url
        if terms_conditions is not UNSET:
            field_dict["terms_conditions"] = terms_conditions
        if internal_notes is not UNSET:
            field_dict["internal_notes"] = internal_notes
        if queue_code is not UNSET:
            field_dict["queue_code"] = queue_code
        if visibility_condition is not UNSET:
            field_dict["visibility_condition"] = visibility_condition
        if completed_target_id is not UNSET:
            field_dict["completed_target_id"] = completed_target_id
        if notify_completed_offset_days is not UNSET:
            field_dict["notify_completed_offset_days"] = notify_completed_offset_days
        if notify_completed_offset_hours is not UNSET:
            field_dict["notify_completed_offset_hours"] = notify_completed_offset_hours
        if normal_hours is not UNSET:
            field_dict["normal_hours"] = normal_hours
        if special_hours is not UNSET:
            field_dict["special_hours"] = special_hours
        if locations is not UNSET:
            field_dict["locations"] = locations
        if staff is not UNSET:
            field_dict["staff"] = staff
        if booking_questionnaire is not UNSET:
            field_dict["booking_questionnaire"] = booking_questionnaire

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.booking_questionnaire import BookingQuestionnaire  # noqa: PLC0415
        from ..models.definition_staff import DefinitionStaff  # noqa: PLC0415
        from ..models.normal_hours import NormalHours  # noqa: PLC0415
        from ..models.special_hours import SpecialHours  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        def _parse_handle(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        handle = _parse_handle(d.pop("handle"))

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        is_published = d.pop("is_published")

        is_archived = d.pop("is_archived")

        def _parse_duration_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        duration_minutes = _parse_duration_minutes(d.pop("duration_minutes"))

        def _parse_buffer_before_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        buffer_before_minutes = _parse_buffer_before_minutes(d.pop("buffer_before_minutes"))

        def _parse_buffer_after_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        buffer_after_minutes = _parse_buffer_after_minutes(d.pop("buffer_after_minutes"))

        def _parse_min_lead_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        min_lead_minutes = _parse_min_lead_minutes(d.pop("min_lead_minutes"))

        def _parse_max_advance_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_advance_days = _parse_max_advance_days(d.pop("max_advance_days"))

        def _parse_slot_interval_minutes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        slot_interval_minutes = _parse_slot_interval_minutes(d.pop("slot_interval_minutes"))

        def _parse_max_concurrent_bookings(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        max_concurrent_bookings = _parse_max_concurrent_bookings(d.pop("max_concurrent_bookings"))

        booking_type = d.pop("booking_type")

        allow_customer_booking = d.pop("allow_customer_booking")

        allow_walk_in = d.pop("allow_walk_in")

        requires_staff = d.pop("requires_staff")

        customer_must_select_staff = d.pop("customer_must_select_staff")

        use_staff_from_location = d.pop("use_staff_from_location")

        allow_waitlist = d.pop("allow_waitlist")

        allow_queue = d.pop("allow_queue")

        meta = d.pop("meta")

        def _parse_created_target_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        created_target_id = _parse_created_target_id(d.pop("created_target_id"))

        def _parse_confirmed_target_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        confirmed_target_id = _parse_confirmed_target_id(d.pop("confirmed_target_id"))

        def _parse_cancelled_target_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        cancelled_target_id = _parse_cancelled_target_id(d.pop("cancelled_target_id"))

        def _parse_rejected_target_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        rejected_target_id = _parse_rejected_target_id(d.pop("rejected_target_id"))

        def _parse_reminder_target_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        reminder_target_id = _parse_reminder_target_id(d.pop("reminder_target_id"))

        def _parse_notify_created_offset_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_created_offset_days = _parse_notify_created_offset_days(
            d.pop("notify_created_offset_days")
        )

        def _parse_notify_created_offset_hours(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_created_offset_hours = _parse_notify_created_offset_hours(
            d.pop("notify_created_offset_hours")
        )

        def _parse_notify_confirmed_offset_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_confirmed_offset_days = _parse_notify_confirmed_offset_days(
            d.pop("notify_confirmed_offset_days")
        )

        def _parse_notify_confirmed_offset_hours(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_confirmed_offset_hours = _parse_notify_confirmed_offset_hours(
            d.pop("notify_confirmed_offset_hours")
        )

        def _parse_notify_cancelled_offset_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_cancelled_offset_days = _parse_notify_cancelled_offset_days(
            d.pop("notify_cancelled_offset_days")
        )

        def _parse_notify_cancelled_offset_hours(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_cancelled_offset_hours = _parse_notify_cancelled_offset_hours(
            d.pop("notify_cancelled_offset_hours")
        )

        def _parse_notify_rejected_offset_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_rejected_offset_days = _parse_notify_rejected_offset_days(
            d.pop("notify_rejected_offset_days")
        )

        def _parse_notify_rejected_offset_hours(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_rejected_offset_hours = _parse_notify_rejected_offset_hours(
            d.pop("notify_rejected_offset_hours")
        )

        def _parse_notify_reminder_offset_days(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_reminder_offset_days = _parse_notify_reminder_offset_days(
            d.pop("notify_reminder_offset_days")
        )

        def _parse_notify_reminder_offset_hours(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        notify_reminder_offset_hours = _parse_notify_reminder_offset_hours(
            d.pop("notify_reminder_offset_hours")
        )

        has_booking_questionnaire = d.pop("has_booking_questionnaire")

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        def _parse_short_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        short_description = _parse_short_description(d.pop("short_description", UNSET))

        def _parse_long_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        long_description = _parse_long_description(d.pop("long_description", UNSET))

        def _parse_icon(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        icon = _parse_icon(d.pop("icon", UNSET))

        def _parse_image_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        image_url = _parse_image_url(d.pop("image_url", UNSET))

        def _parse_terms_conditions(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        terms_conditions = _parse_terms_conditions(d.pop("terms_conditions", UNSET))

        def _parse_internal_notes(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        internal_notes = _parse_internal_notes(d.pop("internal_notes", UNSET))

        def _parse_queue_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        queue_code = _parse_queue_code(d.pop("queue_code", UNSET))

        visibility_condition = d.pop("visibility_condition", UNSET)

        def _parse_completed_target_id(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        completed_target_id = _parse_completed_target_id(d.pop("completed_target_id", UNSET))

        def _parse_notify_completed_offset_days(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        notify_completed_offset_days = _parse_notify_completed_offset_days(
            d.pop("notify_completed_offset_days", UNSET)
        )

        def _parse_notify_completed_offset_hours(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        notify_completed_offset_hours = _parse_notify_completed_offset_hours(
            d.pop("notify_completed_offset_hours", UNSET)
        )

        _normal_hours = d.pop("normal_hours", UNSET)
        normal_hours: list[NormalHours] | Unset = UNSET
        if _normal_hours is not UNSET:
            normal_hours = []
            for normal_hours_item_data in _normal_hours:
                normal_hours_item = NormalHours.from_dict(normal_hours_item_data)

                normal_hours.append(normal_hours_item)

        _special_hours = d.pop("special_hours", UNSET)
        special_hours: list[SpecialHours] | Unset = UNSET
        if _special_hours is not UNSET:
            special_hours = []
            for special_hours_item_data in _special_hours:
                special_hours_item = SpecialHours.from_dict(special_hours_item_data)

                special_hours.append(special_hours_item)

        locations = cast(list[Any], d.pop("locations", UNSET))

        _staff = d.pop("staff", UNSET)
        staff: list[DefinitionStaff] | Unset = UNSET
        if _staff is not UNSET:
            staff = []
            for staff_item_data in _staff:
                staff_item = DefinitionStaff.from_dict(staff_item_data)

                staff.append(staff_item)

        def _parse_booking_questionnaire(data: object) -> BookingQuestionnaire | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                booking_questionnaire_type_0 = BookingQuestionnaire.from_dict(data)

                return booking_questionnaire_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BookingQuestionnaire | None | Unset, data)

        booking_questionnaire = _parse_booking_questionnaire(d.pop("booking_questionnaire", UNSET))

        appointment_definition = cls(
            id=id,
            handle=handle,
            name=name,
            description=description,
            is_published=is_published,
            is_archived=is_archived,
            duration_minutes=duration_minutes,
            buffer_before_minutes=buffer_before_minutes,
            buffer_after_minutes=buffer_after_minutes,
            min_lead_minutes=min_lead_minutes,
            max_advance_days=max_advance_days,
            slot_interval_minutes=slot_interval_minutes,
            max_concurrent_bookings=max_concurrent_bookings,
            booking_type=booking_type,
            allow_customer_booking=allow_customer_booking,
            allow_walk_in=allow_walk_in,
            requires_staff=requires_staff,
            customer_must_select_staff=customer_must_select_staff,
            use_staff_from_location=use_staff_from_location,
            allow_waitlist=allow_waitlist,
            allow_queue=allow_queue,
            meta=meta,
            created_target_id=created_target_id,
            confirmed_target_id=confirmed_target_id,
            cancelled_target_id=cancelled_target_id,
            rejected_target_id=rejected_target_id,
            reminder_target_id=reminder_target_id,
            notify_created_offset_days=notify_created_offset_days,
            notify_created_offset_hours=notify_created_offset_hours,
            notify_confirmed_offset_days=notify_confirmed_offset_days,
            notify_confirmed_offset_hours=notify_confirmed_offset_hours,
            notify_cancelled_offset_days=notify_cancelled_offset_days,
            notify_cancelled_offset_hours=notify_cancelled_offset_hours,
            notify_rejected_offset_days=notify_rejected_offset_days,
            notify_rejected_offset_hours=notify_rejected_offset_hours,
            notify_reminder_offset_days=notify_reminder_offset_days,
            notify_reminder_offset_hours=notify_reminder_offset_hours,
            has_booking_questionnaire=has_booking_questionnaire,
            created_at=created_at,
            updated_at=updated_at,
            short_description=short_description,
            long_description=long_description,
            icon=icon,
            image_url=image_url,
            terms_conditions=terms_conditions,
            internal_notes=internal_notes,
            queue_code=queue_code,
            visibility_condition=visibility_condition,
            completed_target_id=completed_target_id,
            notify_completed_offset_days=notify_completed_offset_days,
            notify_completed_offset_hours=notify_completed_offset_hours,
            normal_hours=normal_hours,
            special_hours=special_hours,
            locations=locations,
            staff=staff,
            booking_questionnaire=booking_questionnaire,
        )

        appointment_definition.additional_properties = d
        return appointment_definition

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
