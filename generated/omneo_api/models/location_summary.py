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
            value = source["id"]
            if not (type(value) is int):
                raise UnfitError("", "integer").below("id")
            self.id = value
            value = source["name"]
            if value is None or type(value) is str:
                self.name = value
            else:
                self.name = None
                gaps = _set_aside(gaps, found, "name", value, "string or null")
            value = source["handle"]
            if value is None or type(value) is str:
                self.handle = value
            else:
                self.handle = None
                gaps = _set_aside(gaps, found, "handle", value, "string or null")
            value = source["timezone"]
            if value is None or type(value) is str:
                self.timezone = value
            else:
                self.timezone = None
                gaps = _set_aside(gaps, found, "timezone", value, "string or null")
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        extra = {} if gaps is None and len(source) == 4 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
