# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.appointment_definition import AppointmentDefinition
    from ..models.appointment_link import AppointmentLink
    from ..models.location_summary import LocationSummary
    from ..models.order_summary import OrderSummary
    from ..models.profile_summary import ProfileSummary
    from ..models.questionnaire_answer import QuestionnaireAnswer
    from ..models.transaction_summary import TransactionSummary


T = TypeVar("T", bound="Appointment")


@_attrs_define
class Appointment:
    """A booking of one profile. Timestamps are strings such as `2026-05-11 00:00:00`, in UTC, whatever `timezone` says.

    Attributes:
        id (int):
        appointment_definition_id (int | None):
        appointment_definition (AppointmentDefinition | None):
        profile_id (str): UUID of the profile that the appointment is for.
        profile (None | ProfileSummary):
        location_id (int | None):
        location (LocationSummary | None):
        assigned_staff_id (None | str): UUID of the staff member's profile.
        assigned_staff (None | ProfileSummary):
        status (str): Known so far: requested, confirmed, cancelled, arrived, completed, no_show, rejected.
        scheduled_start_at (None | str): Start
        scheduled_end_at (None | str): End
        timezone (None | str): IANA name of the zone it was booked in, such as Australia/Melbourne.
        approved_at (None | str):
        confirmed_at (None | str):
        cancelled_at (None | str):
        arrived_at (None | str):
        completed_at (None | str):
        no_show_at (None | str):
        rejected_at (None | str):
        approved_by (int | None | str): Who approved it; the meaning of the value is not published.
        cancelled_by (int | None | str): Who cancelled it.
        rejected_by (int | None | str): Who rejected it.
        transaction_id (int | None):
        transaction (None | TransactionSummary):
        order_id (int | None):
        order (None | OrderSummary):
        notes (None | str):
        meta (Any): Free data: an object, an empty array where there is none, or null.
        answers (list[QuestionnaireAnswer]): Answers to the booking questionnaire.
        links (list[AppointmentLink]): Every record that is linked now.
        created_at (str):
        updated_at (str):
    """

    id: int
    appointment_definition_id: int | None
    appointment_definition: AppointmentDefinition | None
    profile_id: str
    profile: None | ProfileSummary
    location_id: int | None
    location: LocationSummary | None
    assigned_staff_id: None | str
    assigned_staff: None | ProfileSummary
    status: str
    scheduled_start_at: None | str
    scheduled_end_at: None | str
    timezone: None | str
    approved_at: None | str
    confirmed_at: None | str
    cancelled_at: None | str
    arrived_at: None | str
    completed_at: None | str
    no_show_at: None | str
    rejected_at: None | str
    approved_by: int | None | str
    cancelled_by: int | None | str
    rejected_by: int | None | str
    transaction_id: int | None
    transaction: None | TransactionSummary
    order_id: int | None
    order: None | OrderSummary
    notes: None | str
    meta: Any
    answers: list[QuestionnaireAnswer]
    links: list[AppointmentLink]
    created_at: str
    updated_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.appointment_definition import AppointmentDefinition  # noqa: PLC0415
        from ..models.location_summary import LocationSummary  # noqa: PLC0415
        from ..models.order_summary import OrderSummary  # noqa: PLC0415
        from ..models.profile_summary import ProfileSummary  # noqa: PLC0415
        from ..models.transaction_summary import TransactionSummary  # noqa: PLC0415

        id = self.id

        appointment_definition_id: int | None
        appointment_definition_id = self.appointment_definition_id

        appointment_definition: dict[str, Any] | None
        if isinstance(self.appointment_definition, AppointmentDefinition):
            appointment_definition = self.appointment_definition.to_dict()
        else:
            appointment_definition = self.appointment_definition

        profile_id = self.profile_id

        profile: dict[str, Any] | None
        if isinstance(self.profile, ProfileSummary):
            profile = self.profile.to_dict()
        else:
            profile = self.profile

        location_id: int | None
        location_id = self.location_id

        location: dict[str, Any] | None
        if isinstance(self.location, LocationSummary):
            location = self.location.to_dict()
        else:
            location = self.location

        assigned_staff_id: None | str
        assigned_staff_id = self.assigned_staff_id

        assigned_staff: dict[str, Any] | None
        if isinstance(self.assigned_staff, ProfileSummary):
            assigned_staff = self.assigned_staff.to_dict()
        else:
            assigned_staff = self.assigned_staff

        status = self.status

        scheduled_start_at: None | str
        scheduled_start_at = self.scheduled_start_at

        scheduled_end_at: None | str
        scheduled_end_at = self.scheduled_end_at

        timezone: None | str
        timezone = self.timezone

        approved_at: None | str
        approved_at = self.approved_at

        confirmed_at: None | str
        confirmed_at = self.confirmed_at

        cancelled_at: None | str
        cancelled_at = self.cancelled_at

        arrived_at: None | str
        arrived_at = self.arrived_at

        completed_at: None | str
        completed_at = self.completed_at

        no_show_at: None | str
        no_show_at = self.no_show_at

        rejected_at: None | str
        rejected_at = self.rejected_at

        approved_by: int | None | str
        approved_by = self.approved_by

        cancelled_by: int | None | str
        cancelled_by = self.cancelled_by

        rejected_by: int | None | str
        rejected_by = self.rejected_by

        transaction_id: int | None
        transaction_id = self.transaction_id

        transaction: dict[str, Any] | None
        if isinstance(self.transaction, TransactionSummary):
            transaction = self.transaction.to_dict()
        else:
            transaction = self.transaction

        order_id: int | None
        order_id = self.order_id

        order: dict[str, Any] | None
        if isinstance(self.order, OrderSummary):
            order = self.order.to_dict()
        else:
            order = self.order

        notes: None | str
        notes = self.notes

        meta = self.meta

        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        links = []
        for links_item_data in self.links:
            links_item = links_item_data.to_dict()
            links.append(links_item)

        created_at = self.created_at

        updated_at = self.updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "appointment_definition_id": appointment_definition_id,
                "appointment_definition": appointment_definition,
                "profile_id": profile_id,
                "profile": profile,
                "location_id": location_id,
                "location": location,
                "assigned_staff_id": assigned_staff_id,
                "assigned_staff": assigned_staff,
                "status": status,
                "scheduled_start_at": scheduled_start_at,
                "scheduled_end_at": scheduled_end_at,
                "timezone": timezone,
                "approved_at": approved_at,
                "confirmed_at": confirmed_at,
                "cancelled_at": cancelled_at,
                "arrived_at": arrived_at,
                "completed_at": completed_at,
                "no_show_at": no_show_at,
                "rejected_at": rejected_at,
                "approved_by": approved_by,
                "cancelled_by": cancelled_by,
                "rejected_by": rejected_by,
                "transaction_id": transaction_id,
                "transaction": transaction,
                "order_id": order_id,
                "order": order,
                "notes": notes,
                "meta": meta,
                "answers": answers,
                "links": links,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.appointment_definition import AppointmentDefinition  # noqa: PLC0415
        from ..models.appointment_link import AppointmentLink  # noqa: PLC0415
        from ..models.location_summary import LocationSummary  # noqa: PLC0415
        from ..models.order_summary import OrderSummary  # noqa: PLC0415
        from ..models.profile_summary import ProfileSummary  # noqa: PLC0415
        from ..models.questionnaire_answer import QuestionnaireAnswer  # noqa: PLC0415
        from ..models.transaction_summary import TransactionSummary  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        def _parse_appointment_definition_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        appointment_definition_id = _parse_appointment_definition_id(
            d.pop("appointment_definition_id")
        )

        def _parse_appointment_definition(data: object) -> AppointmentDefinition | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                appointment_definition_type_0 = AppointmentDefinition.from_dict(data)

                return appointment_definition_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AppointmentDefinition | None, data)

        appointment_definition = _parse_appointment_definition(d.pop("appointment_definition"))

        profile_id = d.pop("profile_id")

        def _parse_profile(data: object) -> None | ProfileSummary:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                profile_type_0 = ProfileSummary.from_dict(data)

                return profile_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProfileSummary, data)

        profile = _parse_profile(d.pop("profile"))

        def _parse_location_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        location_id = _parse_location_id(d.pop("location_id"))

        def _parse_location(data: object) -> LocationSummary | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                location_type_0 = LocationSummary.from_dict(data)

                return location_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LocationSummary | None, data)

        location = _parse_location(d.pop("location"))

        def _parse_assigned_staff_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        assigned_staff_id = _parse_assigned_staff_id(d.pop("assigned_staff_id"))

        def _parse_assigned_staff(data: object) -> None | ProfileSummary:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                assigned_staff_type_0 = ProfileSummary.from_dict(data)

                return assigned_staff_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProfileSummary, data)

        assigned_staff = _parse_assigned_staff(d.pop("assigned_staff"))

        status = d.pop("status")

        def _parse_scheduled_start_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        scheduled_start_at = _parse_scheduled_start_at(d.pop("scheduled_start_at"))

        def _parse_scheduled_end_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        scheduled_end_at = _parse_scheduled_end_at(d.pop("scheduled_end_at"))

        def _parse_timezone(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        timezone = _parse_timezone(d.pop("timezone"))

        def _parse_approved_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        approved_at = _parse_approved_at(d.pop("approved_at"))

        def _parse_confirmed_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        confirmed_at = _parse_confirmed_at(d.pop("confirmed_at"))

        def _parse_cancelled_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cancelled_at = _parse_cancelled_at(d.pop("cancelled_at"))

        def _parse_arrived_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        arrived_at = _parse_arrived_at(d.pop("arrived_at"))

        def _parse_completed_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        completed_at = _parse_completed_at(d.pop("completed_at"))

        def _parse_no_show_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        no_show_at = _parse_no_show_at(d.pop("no_show_at"))

        def _parse_rejected_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rejected_at = _parse_rejected_at(d.pop("rejected_at"))

        def _parse_approved_by(data: object) -> int | None | str:
            if data is None:
                return data
            return cast(int | None | str, data)

        approved_by = _parse_approved_by(d.pop("approved_by"))

        def _parse_cancelled_by(data: object) -> int | None | str:
            if data is None:
                return data
            return cast(int | None | str, data)

        cancelled_by = _parse_cancelled_by(d.pop("cancelled_by"))

        def _parse_rejected_by(data: object) -> int | None | str:
            if data is None:
                return data
            return cast(int | None | str, data)

        rejected_by = _parse_rejected_by(d.pop("rejected_by"))

        def _parse_transaction_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        transaction_id = _parse_transaction_id(d.pop("transaction_id"))

        def _parse_transaction(data: object) -> None | TransactionSummary:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                transaction_type_0 = TransactionSummary.from_dict(data)

                return transaction_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TransactionSummary, data)

        transaction = _parse_transaction(d.pop("transaction"))

        def _parse_order_id(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        order_id = _parse_order_id(d.pop("order_id"))

        def _parse_order(data: object) -> None | OrderSummary:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                order_type_0 = OrderSummary.from_dict(data)

                return order_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OrderSummary, data)

        order = _parse_order(d.pop("order"))

        def _parse_notes(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        notes = _parse_notes(d.pop("notes"))

        meta = d.pop("meta")

        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = QuestionnaireAnswer.from_dict(answers_item_data)

            answers.append(answers_item)

        links = []
        _links = d.pop("links")
        for links_item_data in _links:
            links_item = AppointmentLink.from_dict(links_item_data)

            links.append(links_item)

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        appointment = cls(
            id=id,
            appointment_definition_id=appointment_definition_id,
            appointment_definition=appointment_definition,
            profile_id=profile_id,
            profile=profile,
            location_id=location_id,
            location=location,
            assigned_staff_id=assigned_staff_id,
            assigned_staff=assigned_staff,
            status=status,
            scheduled_start_at=scheduled_start_at,
            scheduled_end_at=scheduled_end_at,
            timezone=timezone,
            approved_at=approved_at,
            confirmed_at=confirmed_at,
            cancelled_at=cancelled_at,
            arrived_at=arrived_at,
            completed_at=completed_at,
            no_show_at=no_show_at,
            rejected_at=rejected_at,
            approved_by=approved_by,
            cancelled_by=cancelled_by,
            rejected_by=rejected_by,
            transaction_id=transaction_id,
            transaction=transaction,
            order_id=order_id,
            order=order,
            notes=notes,
            meta=meta,
            answers=answers,
            links=links,
            created_at=created_at,
            updated_at=updated_at,
        )

        appointment.additional_properties = d
        return appointment

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
