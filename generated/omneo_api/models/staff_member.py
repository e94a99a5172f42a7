# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="StaffMember")


@_attrs_define
class StaffMember:
    """A staff member's profile, as far as the server shows it.

    Attributes:
        id (None | str | Unset): The UUID of the profile.
        first_name (None | str | Unset): The first name.
        last_name (None | str | Unset): The last name.
        email (None | str | Unset): The email address; not always a valid one.
        mobile_phone (None | str | Unset): The mobile phone number.
        normal_hours (list[StaffNormalHours] | None | Unset): The staff member's weekly hours.
        special_hours (list[StaffSpecialHours] | None | Unset): The staff member's hours that
            differ from the weekly ones for a while.
    """

    id: None | str | Unset = UNSET
    first_name: None | str | Unset = UNSET
    last_name: None | str | Unset = UNSET
    email: None | str | Unset = UNSET
    mobile_phone: None | str | Unset = UNSET
    normal_hours: list[StaffNormalHours] | None | Unset = UNSET
    special_hours: list[StaffSpecialHours] | None | Unset = UNSET
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
            normal_hours: list[dict[str, Any]] | None | Unset
            if isinstance(self.normal_hours, Unset):
                normal_hours = UNSET
            elif isinstance(self.normal_hours, list):
                normal_hours = []
                for normal_hours_type_0_item_data in self.normal_hours:
                    normal_hours_type_0_item = normal_hours_type_0_item_data.to_dict()
                    normal_hours.append(normal_hours_type_0_item)

            else:
                normal_hours = self.normal_hours
            field_dict["normal_hours"] = normal_hours
        if not isinstance(self.special_hours, Unset):
            special_hours: list[dict[str, Any]] | None | Unset
            if isinstance(self.special_hours, Unset):
                special_hours = UNSET
            elif isinstance(self.special_hours, list):
                special_hours = []
                for special_hours_type_0_item_data in self.special_hours:
                    special_hours_type_0_item = special_hours_type_0_item_data.to_dict()
                    special_hours.append(special_hours_type_0_item)

            else:
                special_hours = self.special_hours
            field_dict["special_hours"] = special_hours
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

        def _parse_normal_hours(data: object) -> list[StaffNormalHours] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                normal_hours_type_0 = []
                _normal_hours_type_0 = data
                for normal_hours_type_0_item_data in _normal_hours_type_0:
                    normal_hours_type_0_item = StaffNormalHours.from_dict(
                        normal_hours_type_0_item_data
                    )

                    normal_hours_type_0.append(normal_hours_type_0_item)

                return normal_hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[StaffNormalHours] | None | Unset, data)

        normal_hours = _parse_normal_hours(d.pop("normal_hours", UNSET))
        decoded.normal_hours = normal_hours

        def _parse_special_hours(data: object) -> list[StaffSpecialHours] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                special_hours_type_0 = []
                _special_hours_type_0 = data
                for special_hours_type_0_item_data in _special_hours_type_0:
                    special_hours_type_0_item = StaffSpecialHours.from_dict(
                        special_hours_type_0_item_data
                    )

                    special_hours_type_0.append(special_hours_type_0_item)

                return special_hours_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[StaffSpecialHours] | None | Unset, data)

        special_hours = _parse_special_hours(d.pop("special_hours", UNSET))
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
