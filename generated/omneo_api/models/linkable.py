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
class Linkable(_Model):
    """The linked record in short; which keys it has depends on its type.

    Attributes:
        id (str | int | None): The id of the record.
        name (str | None): The name of the record.
        handle (str | None): A short name for use in addresses and code.
        profile_id (str | None): The UUID of the profile that owns a list.
    """

    _schema: ClassVar[str] = "/components/schemas/Linkable"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "name": "name",
        "handle": "handle",
        "profile_id": "profile_id",
    }

    id: str | int | None = None
    """The id of the record."""
    name: str | None = None
    """The name of the record."""
    handle: str | None = None
    """A short name for use in addresses and code."""
    profile_id: str | None = None
    """The UUID of the profile that owns a list."""
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
            value_3 = source["handle"]
            value_4 = source["profile_id"]
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
        if value_3 is None or type(value_3) is str:
            self.handle = value_3
        else:
            self.handle = None
            gaps = _set_aside(gaps, found, "handle", value_3, "string or null")
        if value_4 is None or type(value_4) is str:
            self.profile_id = value_4
        else:
            self.profile_id = None
            gaps = _set_aside(gaps, found, "profile_id", value_4, "string or null")
        extra = {} if gaps is None and len(source) == 4 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
