# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Linkable")


@_attrs_define
class Linkable:
    """The linked record in short; which keys it has depends on its type.

    Attributes:
        id (int | None | str | Unset): The id of the record.
        name (None | str | Unset): The name of the record.
        handle (None | str | Unset): A short name for use in addresses and code.
        profile_id (None | str | Unset): The UUID of the profile that owns a list.
    """

    id: int | None | str | Unset = UNSET
    name: None | str | Unset = UNSET
    handle: None | str | Unset = UNSET
    profile_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.id, Unset):
            field_dict["id"] = self.id
        if not isinstance(self.name, Unset):
            field_dict["name"] = self.name
        if not isinstance(self.handle, Unset):
            field_dict["handle"] = self.handle
        if not isinstance(self.profile_id, Unset):
            field_dict["profile_id"] = self.profile_id
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id", UNSET)
        decoded.name = d.pop("name", UNSET)
        decoded.handle = d.pop("handle", UNSET)
        decoded.profile_id = d.pop("profile_id", UNSET)
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
