# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="NormalHours")


@_attrs_define
class NormalHours:
    """Weekly opening hours of an appointment definition.

    Attributes:
        id (int):
        appointment_definition_id (int):
        day_of_week (str): Known so far: MON, TUE, WED, THU, FRI, SAT, SUN.
        available_from (None | str): Clock time.
        available_until (None | str): Clock time.
        is_closed (bool):
        created_at (str):
        updated_at (str):
    """

    id: int
    appointment_definition_id: int
    day_of_week: str
    available_from: None | str
    available_until: None | str
    is_closed: bool
    created_at: str
    updated_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        field_dict["id"] = self.id
        field_dict["appointment_definition_id"] = self.appointment_definition_id
        field_dict["day_of_week"] = self.day_of_week
        field_dict["available_from"] = self.available_from
        field_dict["available_until"] = self.available_until
        field_dict["is_closed"] = self.is_closed
        field_dict["created_at"] = self.created_at
        field_dict["updated_at"] = self.updated_at
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id")
        decoded.appointment_definition_id = d.pop("appointment_definition_id")
        decoded.day_of_week = d.pop("day_of_week")
        decoded.available_from = d.pop("available_from")
        decoded.available_until = d.pop("available_until")
        decoded.is_closed = d.pop("is_closed")
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
