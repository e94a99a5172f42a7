# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="NormalHours")


@_attrs_define
class NormalHours:
    """Weekly opening hours of an appointment definition.

    Attributes:
        id (int | None | Unset): The id of the row.
        appointment_definition_id (int | None | Unset): The id of the definition that the row
            belongs to.
        day_of_week (None | str | Unset): The day of the week. Known so far: MON, TUE, WED, THU,
            FRI, SAT, SUN.
        available_from (None | str | Unset): The clock time at which the hours begin; null when
            closed.
        available_until (None | str | Unset): The clock time at which the hours end; null when
            closed.
        is_closed (bool | None | Unset): Whether there are no hours at all.
        created_at (None | str | Unset): When the row was created, in UTC.
        updated_at (None | str | Unset): When the row was last changed, in UTC.
    """

    id: int | None | Unset = UNSET
    appointment_definition_id: int | None | Unset = UNSET
    day_of_week: None | str | Unset = UNSET
    available_from: None | str | Unset = UNSET
    available_until: None | str | Unset = UNSET
    is_closed: bool | None | Unset = UNSET
    created_at: None | str | Unset = UNSET
    updated_at: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.id, Unset):
            field_dict["id"] = self.id
        if not isinstance(self.appointment_definition_id, Unset):
            field_dict["appointment_definition_id"] = self.appointment_definition_id
        if not isinstance(self.day_of_week, Unset):
            field_dict["day_of_week"] = self.day_of_week
        if not isinstance(self.available_from, Unset):
            field_dict["available_from"] = self.available_from
        if not isinstance(self.available_until, Unset):
            field_dict["available_until"] = self.available_until
        if not isinstance(self.is_closed, Unset):
            field_dict["is_closed"] = self.is_closed
        if not isinstance(self.created_at, Unset):
            field_dict["created_at"] = self.created_at
        if not isinstance(self.updated_at, Unset):
            field_dict["updated_at"] = self.updated_at
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id", UNSET)
        decoded.appointment_definition_id = d.pop("appointment_definition_id", UNSET)
        decoded.day_of_week = d.pop("day_of_week", UNSET)
        decoded.available_from = d.pop("available_from", UNSET)
        decoded.available_until = d.pop("available_until", UNSET)
        decoded.is_closed = d.pop("is_closed", UNSET)
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
