# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.staff_member import StaffMember


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
        from ..models.staff_member import StaffMember  # noqa: PLC0415

        id = self.id

        appointment_definition_id = self.appointment_definition_id

        staff_id = self.staff_id

        is_active = self.is_active

        staff: dict[str, Any] | None
        if isinstance(self.staff, StaffMember):
            staff = self.staff.to_dict()
        else:
            staff = self.staff

        created_at = self.created_at

        updated_at = self.updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "appointment_definition_id": appointment_definition_id,
                "staff_id": staff_id,
                "is_active": is_active,
                "staff": staff,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.staff_member import StaffMember  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        appointment_definition_id = d.pop("appointment_definition_id")

        staff_id = d.pop("staff_id")

        is_active = d.pop("is_active")

        def _parse_staff(data: object) -> None | StaffMember:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                staff_type_0 = StaffMember.from_dict(data)

                return staff_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StaffMember, data)

        staff = _parse_staff(d.pop("staff"))

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        definition_staff = cls(
            id=id,
            appointment_definition_id=appointment_definition_id,
            staff_id=staff_id,
            is_active=is_active,
            staff=staff,
            created_at=created_at,
            updated_at=updated_at,
        )

        definition_staff.additional_properties = d
        return definition_staff

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
