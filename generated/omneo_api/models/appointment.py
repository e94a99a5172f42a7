# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="Appointment")


@_attrs_define
class Appointment:
    """A booking of one profile. Timestamps are strings such as `2026-05-11 00:00:00`, in UTC,
    whatever `timezone` says.

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
        status (str): Known so far: requested, confirmed, cancelled, arrived, completed,
            no_show, rejected.
        scheduled_start_at (None | str): Start
        scheduled_end_at (None | str): End
        timezone (None | str): IANA name of the zone it was booked in, such as
            Australia/Melbourne.
        approved_at (None | str):
        confirmed_at (None | str):
        cancelled_at (None | str):
        arrived_at (None | str):
        completed_at (None | str):
        no_show_at (None | str):
        rejected_at (None | str):
        approved_by (int | None | str): Who approved it; the meaning of the value is not
            published.
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
        field_dict: dict[str, Any] = dict(self.additional_properties)
        field_dict["id"] = self.id
        field_dict["appointment_definition_id"] = self.appointment_definition_id
        field_dict["appointment_definition"] = (
            self.appointment_definition.to_dict()
            if isinstance(self.appointment_definition, AppointmentDefinition)
            else self.appointment_definition
        )
        field_dict["profile_id"] = self.profile_id
        field_dict["profile"] = (
            self.profile.to_dict() if isinstance(self.profile, ProfileSummary) else self.profile
        )
        field_dict["location_id"] = self.location_id
        field_dict["location"] = (
            self.location.to_dict() if isinstance(self.location, LocationSummary) else self.location
        )
        field_dict["assigned_staff_id"] = self.assigned_staff_id
        field_dict["assigned_staff"] = (
            self.assigned_staff.to_dict()
            if isinstance(self.assigned_staff, ProfileSummary)
            else self.assigned_staff
        )
        field_dict["status"] = self.status
        field_dict["scheduled_start_at"] = self.scheduled_start_at
        field_dict["scheduled_end_at"] = self.scheduled_end_at
        field_dict["timezone"] = self.timezone
        field_dict["approved_at"] = self.approved_at
        field_dict["confirmed_at"] = self.confirmed_at
        field_dict["cancelled_at"] = self.cancelled_at
        field_dict["arrived_at"] = self.arrived_at
        field_dict["completed_at"] = self.completed_at
        field_dict["no_show_at"] = self.no_show_at
        field_dict["rejected_at"] = self.rejected_at
        field_dict["approved_by"] = self.approved_by
        field_dict["cancelled_by"] = self.cancelled_by
        field_dict["rejected_by"] = self.rejected_by
        field_dict["transaction_id"] = self.transaction_id
        field_dict["transaction"] = (
            self.transaction.to_dict()
            if isinstance(self.transaction, TransactionSummary)
            else self.transaction
        )
        field_dict["order_id"] = self.order_id
        field_dict["order"] = (
            self.order.to_dict() if isinstance(self.order, OrderSummary) else self.order
        )
        field_dict["notes"] = self.notes
        field_dict["meta"] = self.meta
        field_dict["answers"] = [item.to_dict() for item in self.answers]
        field_dict["links"] = [item.to_dict() for item in self.links]
        field_dict["created_at"] = self.created_at
        field_dict["updated_at"] = self.updated_at
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id")
        decoded.appointment_definition_id = d.pop("appointment_definition_id")
        appointment_definition = d.pop("appointment_definition")
        if isinstance(appointment_definition, dict):
            try:
                appointment_definition = AppointmentDefinition.from_dict(appointment_definition)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.appointment_definition = appointment_definition
        decoded.profile_id = d.pop("profile_id")
        profile = d.pop("profile")
        if isinstance(profile, dict):
            try:
                profile = ProfileSummary.from_dict(profile)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.profile = profile
        decoded.location_id = d.pop("location_id")
        location = d.pop("location")
        if isinstance(location, dict):
            try:
                location = LocationSummary.from_dict(location)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.location = location
        decoded.assigned_staff_id = d.pop("assigned_staff_id")
        assigned_staff = d.pop("assigned_staff")
        if isinstance(assigned_staff, dict):
            try:
                assigned_staff = ProfileSummary.from_dict(assigned_staff)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.assigned_staff = assigned_staff
        decoded.status = d.pop("status")
        decoded.scheduled_start_at = d.pop("scheduled_start_at")
        decoded.scheduled_end_at = d.pop("scheduled_end_at")
        decoded.timezone = d.pop("timezone")
        decoded.approved_at = d.pop("approved_at")
        decoded.confirmed_at = d.pop("confirmed_at")
        decoded.cancelled_at = d.pop("cancelled_at")
        decoded.arrived_at = d.pop("arrived_at")
        decoded.completed_at = d.pop("completed_at")
        decoded.no_show_at = d.pop("no_show_at")
        decoded.rejected_at = d.pop("rejected_at")
        decoded.approved_by = d.pop("approved_by")
        decoded.cancelled_by = d.pop("cancelled_by")
        decoded.rejected_by = d.pop("rejected_by")
        decoded.transaction_id = d.pop("transaction_id")
        transaction = d.pop("transaction")
        if isinstance(transaction, dict):
            try:
                transaction = TransactionSummary.from_dict(transaction)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.transaction = transaction
        decoded.order_id = d.pop("order_id")
        order = d.pop("order")
        if isinstance(order, dict):
            try:
                order = OrderSummary.from_dict(order)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.order = order
        decoded.notes = d.pop("notes")
        decoded.meta = d.pop("meta")
        decoded.answers = [QuestionnaireAnswer.from_dict(item) for item in d.pop("answers")]
        decoded.links = [AppointmentLink.from_dict(item) for item in d.pop("links")]
        decoded.created_at = d.pop("created_at")
        decoded.updated_at = d.pop("updated_at")
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


from ..models.appointment_definition import AppointmentDefinition  # noqa: E402
from ..models.appointment_link import AppointmentLink  # noqa: E402
from ..models.location_summary import LocationSummary  # noqa: E402
from ..models.order_summary import OrderSummary  # noqa: E402
from ..models.profile_summary import ProfileSummary  # noqa: E402
from ..models.questionnaire_answer import QuestionnaireAnswer  # noqa: E402
from ..models.transaction_summary import TransactionSummary  # noqa: E402
