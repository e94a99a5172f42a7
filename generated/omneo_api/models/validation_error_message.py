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
class ValidationErrorMessage(_Model):
    """Laravel's error envelope for a body that breaks a rule.

    Attributes:
        message (str | None): The first problem in short.
        errors (FieldErrors | None): What is wrong with each field.
    """

    _schema: ClassVar[str] = "/components/schemas/ValidationErrorMessage"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "message": "message",
        "errors": "errors",
    }
    _nested: ClassVar[frozenset[str]] = frozenset({"errors"})

    message: str | None = None
    """The first problem in short."""
    errors: FieldErrors | None = None
    """What is wrong with each field."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value_1 = source["message"]
            value_2 = source["errors"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if value_1 is None or type(value_1) is str:
            self.message = value_1
        else:
            self.message = None
            gaps = _set_aside(gaps, found, "message", value_1, "string or null")
        self.errors = None
        if type(value_2) is dict:
            try:
                self.errors = FieldErrors._decode(value_2, found)
            except UnfitError as error:
                gaps = _set_aside(gaps, found, "errors", value_2, "FieldErrors or null", error)
        elif value_2 is not None:
            gaps = _set_aside(gaps, found, "errors", value_2, "FieldErrors or null")
        extra = {} if gaps is None and len(source) == 2 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self


from ..models.field_errors import FieldErrors  # noqa: E402
