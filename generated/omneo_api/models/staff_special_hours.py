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
class StaffSpecialHours(_Model):
    """Hours of one staff member that differ from the weekly ones for a while.

    Attributes:
        id (str | int | None): The id of the row.
        name (str | None): What the hours are called.
        is_repeating (bool | None): Whether they are repeated.
        available_from (str | None): The clock time at which the hours begin; null when closed.
        available_until (str | None): The clock time at which the hours end; null when closed.
        start_at (str | None): The first day on which they hold.
        end_at (str | None): The last day on which they hold.
        is_closed (bool | None): Whether there are no hours at all.
    """

    _schema: ClassVar[str] = "/components/schemas/StaffSpecialHours"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "name": "name",
        "is_repeating": "is_repeating",
        "available_from": "available_from",
        "available_until": "available_until",
        "start_at": "start_at",
        "end_at": "end_at",
        "is_closed": "is_closed",
    }

    id: str | int | None = None
    """The id of the row."""
    name: str | None = None
    """What the hours are called."""
    is_repeating: bool | None = None
    """Whether they are repeated."""
    available_from: str | None = None
    """The clock time at which the hours begin; null when closed."""
    available_until: str | None = None
    """The clock time at which the hours end; null when closed."""
    start_at: str | None = None
    """The first day on which they hold."""
    end_at: str | None = None
    """The last day on which they hold."""
    is_closed: bool | None = None
    """Whether there are no hours at all."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value_1 = source["id"]
            value_2 = source["name"]
            value_3 = source["is_repeating"]
            value_4 = source["available_from"]
            value_5 = source["available_until"]
            value_6 = source["start_at"]
            value_7 = source["end_at"]
            value_8 = source["is_closed"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if value_1 is None or type(value_1) is str or type(value_1) is int:
            self.id = value_1
        else:
            self.id = None
            gaps = _set_aside(gaps, found, "id", value_1, "string or integer or null")
        if value_2 is None or type(value_2) is str:
            self.name = value_2
        else:
            self.name = None
            gaps = _set_aside(gaps, found, "name", value_2, "string or null")
        if value_3 is None or type(value_3) is bool:
            self.is_repeating = value_3
        else:
            self.is_repeating = None
            gaps = _set_aside(gaps, found, "is_repeating", value_3, "boolean or null")
        if value_4 is None or type(value_4) is str:
            self.available_from = value_4
        else:
            self.available_from = None
            gaps = _set_aside(gaps, found, "available_from", value_4, "string or null")
        if value_5 is None or type(value_5) is str:
            self.available_until = value_5
        else:
            self.available_until = None
            gaps = _set_aside(gaps, found, "available_until", value_5, "string or null")
        if value_6 is None or type(value_6) is str:
            self.start_at = value_6
        else:
            self.start_at = None
            gaps = _set_aside(gaps, found, "start_at", value_6, "string or null")
        if value_7 is None or type(value_7) is str:
            self.end_at = value_7
        else:
            self.end_at = None
            gaps = _set_aside(gaps, found, "end_at", value_7, "string or null")
        if value_8 is None or type(value_8) is bool:
            self.is_closed = value_8
        else:
            self.is_closed = None
            gaps = _set_aside(gaps, found, "is_closed", value_8, "boolean or null")
        extra = {} if gaps is None and len(source) == 8 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
