# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import (
    UNSET,
    Misfit,
    UnfitError,
    _set_aside,
)
from ..types import Model as _Model


@_attrs_define(repr=False, getstate_setstate=False, kw_only=True)
class DefinitionStaff(_Model):
    """One staff member's place in an appointment definition.

    Attributes:
        id (int | None): The id of the row.
        appointment_definition_id (int | None): The id of the definition that the row belongs
            to.
        staff_id (str | None): The UUID of the staff member's profile.
        is_active (bool | None): Whether the staff member serves it at present.
        staff (StaffMember | None): The staff member's profile.
        created_at (str | None): When the row was created, in UTC.
        updated_at (str | None): When the row was last changed, in UTC.
    """

    _schema: ClassVar[str] = "/components/schemas/DefinitionStaff"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "appointment_definition_id": "appointment_definition_id",
        "staff_id": "staff_id",
        "is_active": "is_active",
        "staff": "staff",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }
    _nested: ClassVar[frozenset[str]] = frozenset({"staff"})

    id: int | None = None
    """The id of the row."""
    appointment_definition_id: int | None = None
    """The id of the definition that the row belongs to."""
    staff_id: str | None = None
    """The UUID of the staff member's profile."""
    is_active: bool | None = None
    """Whether the staff member serves it at present."""
    staff: StaffMember | None = None
    """The staff member's profile."""
    created_at: str | None = None
    """When the row was created, in UTC."""
    updated_at: str | None = None
    """When the row was last changed, in UTC."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        data = source.copy()
        pop = data.pop
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        value = pop("id", UNSET)
        if value is None or type(value) is int:
            self.id = value
        else:
            self.id = None
            gaps = _set_aside(gaps, data, found, "id", value, "integer or null")
        value = pop("appointment_definition_id", UNSET)
        if value is None or type(value) is int:
            self.appointment_definition_id = value
        else:
            self.appointment_definition_id = None
            gaps = _set_aside(
                gaps, data, found, "appointment_definition_id", value, "integer or null"
            )
        value = pop("staff_id", UNSET)
        if value is None or type(value) is str:
            self.staff_id = value
        else:
            self.staff_id = None
            gaps = _set_aside(gaps, data, found, "staff_id", value, "string or null")
        value = pop("is_active", UNSET)
        if value is None or type(value) is bool:
            self.is_active = value
        else:
            self.is_active = None
            gaps = _set_aside(gaps, data, found, "is_active", value, "boolean or null")
        value = pop("staff", UNSET)
        self.staff = None
        if type(value) is dict:
            try:
                self.staff = StaffMember._decode(value, found)
            except UnfitError as error:
                gaps = _set_aside(gaps, data, found, "staff", value, "StaffMember or null", error)
        elif value is not None:
            gaps = _set_aside(gaps, data, found, "staff", value, "StaffMember or null")
        value = pop("created_at", UNSET)
        if value is None or type(value) is str:
            self.created_at = value
        else:
            self.created_at = None
            gaps = _set_aside(gaps, data, found, "created_at", value, "string or null")
        value = pop("updated_at", UNSET)
        if value is None or type(value) is str:
            self.updated_at = value
        else:
            self.updated_at = None
            gaps = _set_aside(gaps, data, found, "updated_at", value, "string or null")
        self.additional_properties = data
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.staff_member import StaffMember  # noqa: E402
