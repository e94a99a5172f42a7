# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="StaffSpecialHours")


@_attrs_define
class StaffSpecialHours:
    """Hours of one staff member that differ from the weekly ones for a while.

    Attributes:
        id (int | None | str | Unset): The id of the row.
        name (None | str | Unset): What the hours are called.
        is_repeating (bool | None | Unset): Whether they are repeated.
        available_from (None | str | Unset): The clock time at which the hours begin; null when
            closed.
        available_until (None | str | Unset): The clock time at which the hours end; null when
            closed.
        start_at (None | str | Unset): The first day on which they hold.
        end_at (None | str | Unset): The last day on which they hold.
        is_closed (bool | None | Unset): Whether there are no hours at all.
    """

    id: int | None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    is_repeating: bool | None | Unset = UNSET
    available_from: None | str | Unset = UNSET
    available_until: None | str | Unset = UNSET
    start_at: None | str | Unset = UNSET
    end_at: None | str | Unset = UNSET
    is_closed: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.id, Unset):
            field_dict["id"] = self.id
        if not isinstance(self.name, Unset):
            field_dict["name"] = self.name
        if not isinstance(self.is_repeating, Unset):
            field_dict["is_repeating"] = self.is_repeating
        if not isinstance(self.available_from, Unset):
            field_dict["available_from"] = self.available_from
        if not isinstance(self.available_until, Unset):
            field_dict["available_until"] = self.available_until
        if not isinstance(self.start_at, Unset):
            field_dict["start_at"] = self.start_at
        if not isinstance(self.end_at, Unset):
            field_dict["end_at"] = self.end_at
        if not isinstance(self.is_closed, Unset):
            field_dict["is_closed"] = self.is_closed
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id", UNSET)
        decoded.name = d.pop("name", UNSET)
        decoded.is_repeating = d.pop("is_repeating", UNSET)
        decoded.available_from = d.pop("available_from", UNSET)
        decoded.available_until = d.pop("available_until", UNSET)
        decoded.start_at = d.pop("start_at", UNSET)
        decoded.end_at = d.pop("end_at", UNSET)
        decoded.is_closed = d.pop("is_closed", UNSET)
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
