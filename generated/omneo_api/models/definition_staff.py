# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DefinitionStaff")


@_attrs_define
class DefinitionStaff:
    """One staff member's place in an appointment definition.

    Attributes:
        id (int): Id of this row.
        appointment_definition_id (int):
        staff_id (str): UUID of the staff member's profile.
        is_active (bool):
        staff (None | StaffMember):
        created_at (str):
        updated_at (str):
    """

    id: int
    appointment_definition_id: int
    staff_id: str
    is_active: bool
    staff: None | StaffMember
    created_at: str
    updated_at: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        field_dict["id"] = self.id
        field_dict["appointment_definition_id"] = self.appointment_definition_id
        field_dict["staff_id"] = self.staff_id
        field_dict["is_active"] = self.is_active
        field_dict["staff"] = (
            self.staff.to_dict() if isinstance(self.staff, StaffMember) else self.staff
        )
        field_dict["created_at"] = self.created_at
        field_dict["updated_at"] = self.updated_at
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id")
        decoded.appointment_definition_id = d.pop("appointment_definition_id")
        decoded.staff_id = d.pop("staff_id")
        decoded.is_active = d.pop("is_active")
        staff = d.pop("staff")
        if isinstance(staff, dict):
            try:
                staff = StaffMember.from_dict(staff)
            except (TypeError, ValueError, AttributeError, KeyError):
                pass  # an object of another shape stays as it came
        decoded.staff = staff
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


from ..models.staff_member import StaffMember  # noqa: E402
