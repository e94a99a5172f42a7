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
    _first_unfit,
    _rest,
    _set_aside,
)
from ..types import Model as _Model


@_attrs_define(repr=False, getstate_setstate=False, kw_only=True)
class StaffMember(_Model):
    """A staff member's profile, as far as the server shows it.

    Attributes:
        id (str | None): The UUID of the profile.
        first_name (str | None): The first name.
        last_name (str | None): The last name.
        email (str | None): The email address; not always a valid one.
        mobile_phone (str | None): The mobile phone number.
        normal_hours (list[StaffNormalHours] | None): The staff member's weekly hours.
        special_hours (list[StaffSpecialHours] | None): The staff member's hours that differ
            from the weekly ones for a while.
    """

    _schema: ClassVar[str] = "/components/schemas/StaffMember"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "first_name": "first_name",
        "last_name": "last_name",
        "email": "email",
        "mobile_phone": "mobile_phone",
        "normal_hours": "normal_hours",
        "special_hours": "special_hours",
    }
    _nested: ClassVar[frozenset[str]] = frozenset({"normal_hours", "special_hours"})

    id: str | None = None
    """The UUID of the profile."""
    first_name: str | None = None
    """The first name."""
    last_name: str | None = None
    """The last name."""
    email: str | None = None
    """The email address; not always a valid one."""
    mobile_phone: str | None = None
    """The mobile phone number."""
    normal_hours: list[StaffNormalHours] | None = None
    """The staff member's weekly hours."""
    special_hours: list[StaffSpecialHours] | None = None
    """The staff member's hours that differ from the weekly ones for a while."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value_1 = source["id"]
            value_2 = source["first_name"]
            value_3 = source["last_name"]
            value_4 = source["email"]
            value_5 = source["mobile_phone"]
            value_6 = source["normal_hours"]
            value_7 = source["special_hours"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if value_1 is None or type(value_1) is str:
            self.id = value_1
        else:
            self.id = None
            gaps = _set_aside(gaps, found, "id", value_1, "string or null")
        if value_2 is None or type(value_2) is str:
            self.first_name = value_2
        else:
            self.first_name = None
            gaps = _set_aside(gaps, found, "first_name", value_2, "string or null")
        if value_3 is None or type(value_3) is str:
            self.last_name = value_3
        else:
            self.last_name = None
            gaps = _set_aside(gaps, found, "last_name", value_3, "string or null")
        if value_4 is None or type(value_4) is str:
            self.email = value_4
        else:
            self.email = None
            gaps = _set_aside(gaps, found, "email", value_4, "string or null")
        if value_5 is None or type(value_5) is str:
            self.mobile_phone = value_5
        else:
            self.mobile_phone = None
            gaps = _set_aside(gaps, found, "mobile_phone", value_5, "string or null")
        self.normal_hours = None
        if type(value_6) is list:
            try:
                self.normal_hours = [StaffNormalHours._decode(item, found) for item in value_6]
            except UnfitError:
                gaps = _set_aside(
                    gaps,
                    found,
                    "normal_hours",
                    value_6,
                    "array of StaffNormalHours or null",
                    _first_unfit(StaffNormalHours, value_6),
                )
        elif value_6 is not None:
            gaps = _set_aside(
                gaps, found, "normal_hours", value_6, "array of StaffNormalHours or null"
            )
        self.special_hours = None
        if type(value_7) is list:
            try:
                self.special_hours = [StaffSpecialHours._decode(item, found) for item in value_7]
            except UnfitError:
                gaps = _set_aside(
                    gaps,
                    found,
                    "special_hours",
                    value_7,
                    "array of StaffSpecialHours or null",
                    _first_unfit(StaffSpecialHours, value_7),
                )
        elif value_7 is not None:
            gaps = _set_aside(
                gaps, found, "special_hours", value_7, "array of StaffSpecialHours or null"
            )
        extra = {} if gaps is None and len(source) == 7 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.staff_normal_hours import StaffNormalHours  # noqa: E402
from ..models.staff_special_hours import StaffSpecialHours  # noqa: E402
