# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="StaffMember")


@_attrs_define
class StaffMember:
    """A staff member's profile, as far as the server cares to show it.

    Attributes:
        id (str | Unset): UUID of the profile.
        first_name (None | str | Unset):
        last_name (None | str | Unset):
        email (None | str | Unset):
        mobile_phone (None | str | Unset):
        normal_hours (list[StaffNormalHours] | Unset):
        special_hours (list[StaffSpecialHours] | Unset):
    """

    id: str | Unset = UNSET
    first_name: None | str | Unset = UNSET
    last_name: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    mobile_phone: None | str | Unset = UNSET
    normal_hours: list[StaffNormalHours] | Unset = UNSET
    special_hours: list[StaffSpecialHours] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.id, Unset):
            field_dict["id"] = self.id
        if not isinstance(self.first_name, Unset):
            field_dict["first_name"] = self.first_name
        if not isinstance(self.last_name, Unset):
            field_dict["last_name"] = self.last_name
        if not isinstance(self.email, Unset):
            field_dict["email"] = self.email
        if not isinstance(self.mobile_phone, Unset):
            field_dict["mobile_phone"] = self.mobile_phone
        if not isinstance(self.normal_hours, Unset):
            field_dict["normal_hours"] = [item.to_dict() for item in self.normal_hours]
        if not isinstance(self.special_hours, Unset):
            field_dict["special_hours"] = [item.to_dict() for item in self.special_hours]
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id", UNSET)
        decoded.first_name = d.pop("first_name", UNSET)
        decoded.last_name = d.pop("last_name", UNSET)
        decoded.email = d.pop("email", UNSET)
        decoded.mobile_phone = d.pop("mobile_phone", UNSET)
        normal_hours = d.pop("normal_hours", UNSET)
        if normal_hours is not UNSET:
            normal_hours = [StaffNormalHours.from_dict(item) for item in normal_hours]
        decoded.normal_hours = normal_hours
        special_hours = d.pop("special_hours", UNSET)
        if special_hours is not UNSET:
            special_hours = [StaffSpecialHours.from_dict(item) for item in special_hours]
        decoded.special_hours = special_hours
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


from ..models.staff_normal_hours import StaffNormalHours  # noqa: E402
from ..models.staff_special_hours import StaffSpecialHours  # noqa: E402
