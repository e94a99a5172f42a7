# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.staff_normal_hours import StaffNormalHours
    from ..models.staff_special_hours import StaffSpecialHours


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
        id = self.id

        first_name: None | str | Unset
        if isinstance(self.first_name, Unset):
            first_name = UNSET
        else:
            first_name = self.first_name

        last_name: None | str | Unset
        if isinstance(self.last_name, Unset):
            last_name = UNSET
        else:
            last_name = self.last_name

        email: None | str | Unset
        if isinstance(self.email, Unset):
            email = UNSET
        else:
            email = self.email

        mobile_phone: None | str | Unset
        if isinstance(self.mobile_phone, Unset):
            mobile_phone = UNSET
        else:
            mobile_phone = self.mobile_phone

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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if first_name is not UNSET:
            field_dict["first_name"] = first_name
        if last_name is not UNSET:
            field_dict["last_name"] = last_name
        if email is not UNSET:
            field_dict["email"] = email
        if mobile_phone is not UNSET:
            field_dict["mobile_phone"] = mobile_phone
        if normal_hours is not UNSET:
            field_dict["normal_hours"] = normal_hours
        if special_hours is not UNSET:
            field_dict["special_hours"] = special_hours

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.staff_normal_hours import StaffNormalHours  # noqa: PLC0415
        from ..models.staff_special_hours import StaffSpecialHours  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id", UNSET)

        def _parse_first_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        first_name = _parse_first_name(d.pop("first_name", UNSET))

        def _parse_last_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        last_name = _parse_last_name(d.pop("last_name", UNSET))

        def _parse_email(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        email = _parse_email(d.pop("email", UNSET))

        def _parse_mobile_phone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mobile_phone = _parse_mobile_phone(d.pop("mobile_phone", UNSET))

        _normal_hours = d.pop("normal_hours", UNSET)
        normal_hours: list[StaffNormalHours] | Unset = UNSET
        if _normal_hours is not UNSET:
            normal_hours = []
            for normal_hours_item_data in _normal_hours:
                normal_hours_item = StaffNormalHours.from_dict(normal_hours_item_data)

                normal_hours.append(normal_hours_item)

        _special_hours = d.pop("special_hours", UNSET)
        special_hours: list[StaffSpecialHours] | Unset = UNSET
        if _special_hours is not UNSET:
            special_hours = []
            for special_hours_item_data in _special_hours:
                special_hours_item = StaffSpecialHours.from_dict(special_hours_item_data)

                special_hours.append(special_hours_item)

        staff_member = cls(
            id=id,
            first_name=first_name,
            last_name=last_name,
            email=email,
            mobile_phone=mobile_phone,
            normal_hours=normal_hours,
            special_hours=special_hours,
        )

        staff_member.additional_properties = d
        return staff_member

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
