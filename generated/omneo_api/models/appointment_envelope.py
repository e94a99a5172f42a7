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
)
from ..types import Model as _Model


@_attrs_define(repr=False, getstate_setstate=False, kw_only=True)
class AppointmentEnvelope(_Model):
    """The wrapper that Laravel puts around a resource.

    Attributes:
        data (Appointment): A booking of one profile. Timestamps are strings such as `2026-05-11
            00:00:00`, in UTC, whatever `timezone` says.
    """

    _schema: ClassVar[str] = "/components/schemas/AppointmentEnvelope"
    _required: ClassVar[int] = 1
    _fields: ClassVar[Mapping[str, str]] = {
        "data": "data",
    }
    _nested: ClassVar[frozenset[str]] = frozenset({"data"})

    data: Appointment
    """A booking of one profile. Timestamps are strings such as `2026-05-11 00:00:00`, in UTC,
    whatever `timezone` says."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value_1 = source["data"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        try:
            self.data = Appointment._decode(value_1, found)
        except UnfitError as error:
            raise error.below("data") from None
        extra = {} if gaps is None and len(source) == 1 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.appointment import Appointment  # noqa: E402
