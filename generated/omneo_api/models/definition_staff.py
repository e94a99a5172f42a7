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
    _rest,
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
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value = source["id"]
            if value is None or type(value) is int:
                self.id = value
            else:
                self.id = None
                gaps = _set_aside(gaps, found, "id", value, "integer or null")
            value = source["appointment_definition_id"]
            if value is None or type(value) is int:
                self.appointment_definition_id = value
            else:
                self.appointment_definition_id = None
                gaps = _set_aside(
                    gaps, found, "appointment_definition_id", value, "integer or null"
                )
            value = source["staff_id"]
            if value is None or type(value) is str:
                self.staff_id = value
            else:
                self.staff_id = None
                gaps = _set_aside(gaps, found, "staff_id", value, "string or null")
            value = source["is_active"]
            if value is None or type(value) is bool:
                self.is_active = value
            else:
                self.is_active = None
                gaps = _set_aside(gaps, found, "is_active", value, "boolean or null")
            value = source["staff"]
            self.staff = None
            if type(value) is dict:
                try:
                    self.staff = StaffMember._decode(value, found)
                except UnfitError as error:
                    gaps = _set_aside(gaps, found, "staff", value, "StaffMember or null", error)
            elif value is not None:
                gaps = _set_aside(gaps, found, "staff", value, "StaffMember or null")
            value = source["created_at"]
            if value is None or type(value) is str:
                self.created_at = value
            else:
                self.created_at = None
                gaps = _set_aside(gaps, found, "created_at", value, "string or null")
            value = source["updated_at"]
            if value is None or type(value) is str:
                self.updated_at = value
            else:
                self.updated_at = None
                gaps = _set_aside(gaps, found, "updated_at", value, "string or null")
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        extra = {} if gaps is None and len(source) == 7 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.staff_member import StaffMember  # noqa: E402
