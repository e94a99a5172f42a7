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
class NormalHours(_Model):
    """Weekly opening hours of an appointment definition.

    Attributes:
        id (int | None): The id of the row.
        appointment_definition_id (int | None): The id of the definition that the row belongs
            to.
        day_of_week (str | None): The day of the week. Known so far: MON, TUE, WED, THU, FRI,
            SAT, SUN.
        available_from (str | None): The clock time at which the hours begin; null when closed.
        available_until (str | None): The clock time at which the hours end; null when closed.
        is_closed (bool | None): Whether there are no hours at all.
        created_at (str | None): When the row was created, in UTC.
        updated_at (str | None): When the row was last changed, in UTC.
    """

    _schema: ClassVar[str] = "/components/schemas/NormalHours"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "appointment_definition_id": "appointment_definition_id",
        "day_of_week": "day_of_week",
        "available_from": "available_from",
        "available_until": "available_until",
        "is_closed": "is_closed",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }

    id: int | None = None
    """The id of the row."""
    appointment_definition_id: int | None = None
    """The id of the definition that the row belongs to."""
    day_of_week: str | None = None
    """The day of the week. Known so far: MON, TUE, WED, THU, FRI, SAT, SUN."""
    available_from: str | None = None
    """The clock time at which the hours begin; null when closed."""
    available_until: str | None = None
    """The clock time at which the hours end; null when closed."""
    is_closed: bool | None = None
    """Whether there are no hours at all."""
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
        value = pop("day_of_week", UNSET)
        if value is None or type(value) is str:
            self.day_of_week = value
        else:
            self.day_of_week = None
            gaps = _set_aside(gaps, data, found, "day_of_week", value, "string or null")
        value = pop("available_from", UNSET)
        if value is None or type(value) is str:
            self.available_from = value
        else:
            self.available_from = None
            gaps = _set_aside(gaps, data, found, "available_from", value, "string or null")
        value = pop("available_until", UNSET)
        if value is None or type(value) is str:
            self.available_until = value
        else:
            self.available_until = None
            gaps = _set_aside(gaps, data, found, "available_until", value, "string or null")
        value = pop("is_closed", UNSET)
        if value is None or type(value) is bool:
            self.is_closed = value
        else:
            self.is_closed = None
            gaps = _set_aside(gaps, data, found, "is_closed", value, "boolean or null")
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
