# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Appointment")


@_attrs_define
class Appointment:
    """A booking of one profile. Timestamps are strings such as `2026-05-11 00:00:00`, in UTC,
    whatever `timezone` says.

    Attributes:
        id (int): The id of the appointment.
        status (str): How far it has come. Known so far: requested, confirmed, cancelled,
            arrived, completed, no_show, rejected.
        links (list[AppointmentLink]): Every record that is linked now.
        appointment_definition_id (int | None | Unset): The id of the kind of appointment that
            was booked.
        appointment_definition (AppointmentDefinition | None | Unset): The kind of appointment
            that was booked.
        profile_id (None | str | Unset): The UUID of the profile that the appointment is for.
        profile (None | ProfileSummary | Unset): The profile that the appointment is for.
        location_id (int | None | Unset): The id of the location that it takes place at.
        location (LocationSummary | None | Unset): The location that it takes place at.
        assigned_staff_id (None | str | Unset): The UUID of the staff member's profile.
        assigned_staff (None | ProfileSummary | Unset): The staff member who serves it.
        scheduled_start_at (None | str | Unset): When it starts, in UTC.
        scheduled_end_at (None | str | Unset): When it ends, in UTC.
        timezone (None | str | Unset): The IANA name of the zone that it was booked in, such as
            Australia/Melbourne.
        approved_at (None | str | Unset): When it was approved, in UTC; null until then.
        confirmed_at (None | str | Unset): When it was confirmed, in UTC; null until then.
        cancelled_at (None | str | Unset): When it was cancelled, in UTC; null until then.
        arrived_at (None | str | Unset): When the customer arrived, in UTC; null until then.
        completed_at (None | str | Unset): When it was completed, in UTC; null until then.
        no_show_at (None | str | Unset): When the customer was marked as not having come, in
            UTC; null until then.
        rejected_at (None | str | Unset): When it was rejected, in UTC; null until then.
        approved_by (int | None | str | Unset): Who approved it; the meaning of the value is not
            published.
        cancelled_by (int | None | str | Unset): Who cancelled it; the meaning of the value is
            not published.
        rejected_by (int | None | str | Unset): Who rejected it; the meaning of the value is not
            published.
        transaction_id (int | None | Unset): The id of the purchase in a shop that belongs to
            it.
        transaction (None | TransactionSummary | Unset): The purchase in a shop that belongs to
            it.
        order_id (int | None | Unset): The id of the order that belongs to it.
        order (None | OrderSummary | Unset): The order that belongs to it.
        notes (None | str | Unset): Free text about the booking.
        meta (Any | Unset): Free data: an object, an empty array where there is none, or null.
        answers (list[QuestionnaireAnswer] | None | Unset): The answers to the booking
            questionnaire.
        created_at (None | str | Unset): When the appointment was created, in UTC.
        updated_at (None | str | Unset): When the appointment was last changed, in UTC.
    """

    id: int
    status: str
    links: list[AppointmentLink]
    appointment_definition_id: int | None | Unset = UNSET
    appointment_definition: AppointmentDefinition | None | Unset = UNSET
    profile_id: None | str | Unset = UNSET
    profile: None | ProfileSummary | Unset = UNSET
    location_id: int | None | Unset = UNSET
    location: LocationSummary | None | Unset = UNSET
    assigned_staff_id: None | str | Unset = UNSET
    assigned_staff: None | ProfileSummary | Unset = UNSET
    scheduled_start_at: None | str | Unset = UNSET
    scheduled_end_at: None | str | Unset = UNSET
    timezone: None | str | Unset = UNSET
    approved_at: None | str | Unset = UNSET
    confirmed_at: None | str | Unset = UNSET
    cancelled_at: None | str | Unset = UNSET
    arrived_at: None | str | Unset = UNSET
    completed_at: None | str | Unset = UNSET
    no_show_at: None | str | Unset = UNSET
    rejected_at: None | str | Unset = UNSET
    approved_by: int | None | str | Unset = UNSET
    cancelled_by: int | None | str | Unset = UNSET
    rejected_by: int | None | str | Unset = UNSET
    transaction_id: int | None | Unset = UNSET
    transaction: None | TransactionSummary | Unset = UNSET
    order_id: int | None | Unset = UNSET
    order: None | OrderSummary | Unset = UNSET
    notes: None | str | Unset = UNSET
    meta: Any | Unset = UNSET
    answers: list[QuestionnaireAnswer] | None | Unset = UNSET
    created_at: None | str | Unset = UNSET
    updated_at: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        field_dict["id"] = self.id
        field_dict["status"] = self.status
        field_dict["links"] = [item.to_dict() for item in self.links]
        if not isinstance(self.appointment_definition_id, Unset):
            field_dict["appointment_definition_id"] = self.appointment_definition_id
        if not isinstance(self.appointment_definition, Unset):
            field_dict["appointment_definition"] = (
                self.appointment_definition.to_dict()
                if isinstance(self.appointment_definition, AppointmentDefinition)
                else self.appointment_definition
            )
        if not isinstance(self.profile_id, Unset):
            field_dict["profile_id"] = self.profile_id
        if not isinstance(self.profile, Unset):
            field_dict["profile"] = (
                self.profile.to_dict() if isinstance(self.profile, ProfileSummary) else self.profile
            )
        if not isinstance(self.location_id, Unset):
            field_dict["location_id"] = self.location_id
        if not isinstance(self.location, Unset):
            field_dict["location"] = (
                self.location.to_dict()
                if isinstance(self.location, LocationSummary)
                else self.location
            )
        if not isinstance(self.assigned_staff_id, Unset):
            field_dict["assigned_staff_id"] = self.assigned_staff_id
        if not isinstance(self.assigned_staff, Unset):
            field_dict["assigned_staff"] = (
                self.assigned_staff.to_dict()
                if isinstance(self.assigned_staff, ProfileSummary)
                else self.assigned_staff
            )
        if not isinstance(self.scheduled_start_at, Unset):
            field_dict["scheduled_start_at"] = self.scheduled_start_at
        if not isinstance(self.scheduled_end_at, Unset):
            field_dict["scheduled_end_at"] = self.scheduled_end_at
        if not isinstance(self.timezone, Unset):
            field_dict["timezone"] = self.timezone
        if not isinstance(self.approved_at, Unset):
            field_dict["approved_at"] = self.approved_at
        if not isinstance(self.confirmed_at, Unset):
            field_dict["confirmed_at"] = self.confirmed_at
        if not isinstance(self.cancelled_at, Unset):
            field_dict["cancelled_at"] = self.cancelled_at
        if not isinstance(self.arrived_at, Unset):
            field_dict["arrived_at"] = self.arrived_at
        if not isinstance(self.completed_at, Unset):
            field_dict["completed_at"] = self.completed_at
        if not isinstance(self.no_show_at, Unset):
            field_dict["no_show_at"] = self.no_show_at
        if not isinstance(self.rejected_at, Unset):
            field_dict["rejected_at"] = self.rejected_at
        if not isinstance(self.approved_by, Unset):
            field_dict["approved_by"] = self.approved_by
        if not isinstance(self.cancelled_by, Unset):
            field_dict["cancelled_by"] = self.cancelled_by
        if not isinstance(self.rejected_by, Unset):
            field_dict["rejected_by"] = self.rejected_by
        if not isinstance(self.transaction_id, Unset):
            field_dict["transaction_id"] = self.transaction_id
        if not isinstance(self.transaction, Unset):
            field_dict["transaction"] = (
                self.transaction.to_dict()
                if isinstance(self.transaction, TransactionSummary)
                else self.transaction
            )
        if not isinstance(self.order_id, Unset):
            field_dict["order_id"] = self.order_id
        if not isinstance(self.order, Unset):
            field_dict["order"] = (
                self.order.to_dict() if isinstance(self.order, OrderSummary) else self.order
            )
        if not isinstance(self.notes, Unset):
            field_dict["notes"] = self.notes
        if not isinstance(self.meta, Unset):
            field_dict["meta"] = self.meta
        if not isinstance(self.answers, Unset):
            answers: list[dict[str, Any]] | None | Unset
            if isinstance(self.answers, Unset):
                answers = UNSET
            elif isinstance(self.answers, list):
                answers = []
                for answers_type_0_item_data in self.answers:
                    answers_type_0_item = answers_type_0_item_data.to_dict()
                    answers.append(answers_type_0_item)

            else:
                answers = self.answers
            field_dict["answers"] = answers
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
        decoded.status = d.pop("status")
        decoded.links = [AppointmentLink.from_dict(item) for item in d.pop("links")]
        decoded.appointment_definition_id = d.pop("appointment_definition_id", UNSET)
        appointment_definition = d.pop("appointment_definition", UNSET)
        if isinstance(appointment_definition, dict):
            try:
                appointment_definition = AppointmentDefinition.from_dict(appointment_definition)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.appointment_definition = appointment_definition
        decoded.profile_id = d.pop("profile_id", UNSET)
        profile = d.pop("profile", UNSET)
        if isinstance(profile, dict):
            try:
                profile = ProfileSummary.from_dict(profile)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.profile = profile
        decoded.location_id = d.pop("location_id", UNSET)
        location = d.pop("location", UNSET)
        if isinstance(location, dict):
            try:
                location = LocationSummary.from_dict(location)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.location = location
        decoded.assigned_staff_id = d.pop("assigned_staff_id", UNSET)
        assigned_staff = d.pop("assigned_staff", UNSET)
        if isinstance(assigned_staff, dict):
            try:
                assigned_staff = ProfileSummary.from_dict(assigned_staff)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.assigned_staff = assigned_staff
        decoded.scheduled_start_at = d.pop("scheduled_start_at", UNSET)
        decoded.scheduled_end_at = d.pop("scheduled_end_at", UNSET)
        decoded.timezone = d.pop("timezone", UNSET)
        decoded.approved_at = d.pop("approved_at", UNSET)
        decoded.confirmed_at = d.pop("confirmed_at", UNSET)
        decoded.cancelled_at = d.pop("cancelled_at", UNSET)
        decoded.arrived_at = d.pop("arrived_at", UNSET)
        decoded.completed_at = d.pop("completed_at", UNSET)
        decoded.no_show_at = d.pop("no_show_at", UNSET)
        decoded.rejected_at = d.pop("rejected_at", UNSET)
        decoded.approved_by = d.pop("approved_by", UNSET)
        decoded.cancelled_by = d.pop("cancelled_by", UNSET)
        decoded.rejected_by = d.pop("rejected_by", UNSET)
        decoded.transaction_id = d.pop("transaction_id", UNSET)
        transaction = d.pop("transaction", UNSET)
        if isinstance(transaction, dict):
            try:
                transaction = TransactionSummary.from_dict(transaction)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.transaction = transaction
        decoded.order_id = d.pop("order_id", UNSET)
        order = d.pop("order", UNSET)
        if isinstance(order, dict):
            try:
                order = OrderSummary.from_dict(order)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.order = order
        decoded.notes = d.pop("notes", UNSET)
        decoded.meta = d.pop("meta", UNSET)

        def _parse_answers(data: object) -> list[QuestionnaireAnswer] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                answers_type_0 = []
                _answers_type_0 = data
                for answers_type_0_item_data in _answers_type_0:
                    answers_type_0_item = QuestionnaireAnswer.from_dict(answers_type_0_item_data)

                    answers_type_0.append(answers_type_0_item)

                return answers_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[QuestionnaireAnswer] | None | Unset, data)

        answers = _parse_answers(d.pop("answers", UNSET))
        decoded.answers = answers
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


from ..models.appointment_definition import AppointmentDefinition  # noqa: E402
from ..models.appointment_link import AppointmentLink  # noqa: E402
from ..models.location_summary import LocationSummary  # noqa: E402
from ..models.order_summary import OrderSummary  # noqa: E402
from ..models.profile_summary import ProfileSummary  # noqa: E402
from ..models.questionnaire_answer import QuestionnaireAnswer  # noqa: E402
from ..models.transaction_summary import TransactionSummary  # noqa: E402
