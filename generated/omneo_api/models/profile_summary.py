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
class ProfileSummary(_Model):
    """The person behind a profile, in short.

    Attributes:
        id (str): The UUID of the profile.
        first_name (str | None): The first name.
        last_name (str | None): The last name.
        email (str | None): The email address; not always a valid one.
    """

    _schema: ClassVar[str] = "/components/schemas/ProfileSummary"
    _required: ClassVar[int] = 1
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "first_name": "first_name",
        "last_name": "last_name",
        "email": "email",
    }

    id: str
    """The UUID of the profile."""
    first_name: str | None = None
    """The first name."""
    last_name: str | None = None
    """The last name."""
    email: str | None = None
    """The email address; not always a valid one."""
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
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if not (type(value_1) is str):
            raise UnfitError("", "string").below("id")
        self.id = value_1
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
        extra = {} if gaps is None and len(source) == 4 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
