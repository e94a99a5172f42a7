# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="DefinitionStaff")


@_attrs_define
class DefinitionStaff:
    """One staff member's place in an appointment definition.

    Attributes:
        id (int | None | Unset): The id of the row.
        appointment_definition_id (int | None | Unset): The id of the definition that the row
            belongs to.
        staff_id (None | str | Unset): The UUID of the staff member's profile.
        is_active (bool | None | Unset): Whether the staff member serves it at present.
        staff (None | StaffMember | Unset): The staff member's profile.
        created_at (None | str | Unset): When the row was created, in UTC.
        updated_at (None | str | Unset): When the row was last changed, in UTC.
    """

    id: int | None | Unset = UNSET
    appointment_definition_id: int | None | Unset = UNSET
    staff_id: None | str | Unset = UNSET
    is_active: bool | None | Unset = UNSET
    staff: None | StaffMember | Unset = UNSET
    created_at: None | str | Unset = UNSET
    updated_at: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.id, Unset):
            field_dict["id"] = self.id
        if not isinstance(self.appointment_definition_id, Unset):
            field_dict["appointment_definition_id"] = self.appointment_definition_id
        if not isinstance(self.staff_id, Unset):
            field_dict["staff_id"] = self.staff_id
        if not isinstance(self.is_active, Unset):
            field_dict["is_active"] = self.is_active
        if not isinstance(self.staff, Unset):
            field_dict["staff"] = (
                self.staff.to_dict() if isinstance(self.staff, StaffMember) else self.staff
            )
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
        decoded.staff_id = d.pop("staff_id", UNSET)
        decoded.is_active = d.pop("is_active", UNSET)
        staff = d.pop("staff", UNSET)
        if isinstance(staff, dict):
            try:
                staff = StaffMember.from_dict(staff)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.staff = staff
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


from ..models.staff_member import StaffMember  # noqa: E402
