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
            value_1 = source["id"]
            value_2 = source["appointment_definition_id"]
            value_3 = source["staff_id"]
            value_4 = source["is_active"]
            value_5 = source["staff"]
            value_6 = source["created_at"]
            value_7 = source["updated_at"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if value_1 is None or type(value_1) is int:
            self.id = value_1
        else:
            self.id = None
            gaps = _set_aside(gaps, found, "id", value_1, "integer or null")
        if value_2 is None or type(value_2) is int:
            self.appointment_definition_id = value_2
        else:
            self.appointment_definition_id = None
            gaps = _set_aside(gaps, found, "appointment_definition_id", value_2, "integer or null")
        if value_3 is None or type(value_3) is str:
            self.staff_id = value_3
        else:
            self.staff_id = None
            gaps = _set_aside(gaps, found, "staff_id", value_3, "string or null")
        if value_4 is None or type(value_4) is bool:
            self.is_active = value_4
        else:
            self.is_active = None
            gaps = _set_aside(gaps, found, "is_active", value_4, "boolean or null")
        self.staff = None
        if type(value_5) is dict:
            try:
                self.staff = StaffMember._decode(value_5, found)
            except UnfitError as error:
                gaps = _set_aside(gaps, found, "staff", value_5, "StaffMember or null", error)
        elif value_5 is not None:
            gaps = _set_aside(gaps, found, "staff", value_5, "StaffMember or null")
        if value_6 is None or type(value_6) is str:
            self.created_at = value_6
        else:
            self.created_at = None
            gaps = _set_aside(gaps, found, "created_at", value_6, "string or null")
        if value_7 is None or type(value_7) is str:
            self.updated_at = value_7
        else:
            self.updated_at = None
            gaps = _set_aside(gaps, found, "updated_at", value_7, "string or null")
        extra = {} if gaps is None and len(source) == 7 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.staff_member import StaffMember  # noqa: E402
