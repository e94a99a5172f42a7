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
class LocationSummary(_Model):
    """A shop, in short.

    Attributes:
        id (int): The id of the location.
        name (str | None): The name that customers see.
        handle (str | None): A short name for use in addresses and code.
        timezone (str | None): The IANA name of its time zone, such as Australia/Melbourne.
    """

    _schema: ClassVar[str] = "/components/schemas/LocationSummary"
    _required: ClassVar[int] = 1
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "name": "name",
        "handle": "handle",
        "timezone": "timezone",
    }

    id: int
    """The id of the location."""
    name: str | None = None
    """The name that customers see."""
    handle: str | None = None
    """A short name for use in addresses and code."""
    timezone: str | None = None
    """The IANA name of its time zone, such as Australia/Melbourne."""
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
            value_4 = source["timezone"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if not (type(value_1) is int):
            raise UnfitError("", "integer").below("id")
        self.id = value_1
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
            self.timezone = value_4
        else:
            self.timezone = None
            gaps = _set_aside(gaps, found, "timezone", value_4, "string or null")
        extra = {} if gaps is None and len(source) == 4 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
