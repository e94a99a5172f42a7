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
class BookingQuestionnaire(_Model):
    """The questions that are asked when booking.

    Attributes:
        id (int | None): The id of the questionnaire.
        name (str | None): The name of the questionnaire.
        purpose (str | None): What the questionnaire is for.
        is_active (bool | None): Whether it is in use.
        pages (list[Any] | None): The pages of the questionnaire. Their shape is not published,
            so entries stay plain data.
        questions (list[Any] | None): The questions. Their shape is not published, so entries
            stay plain data.
    """

    _schema: ClassVar[str] = "/components/schemas/BookingQuestionnaire"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "name": "name",
        "purpose": "purpose",
        "is_active": "is_active",
        "pages": "pages",
        "questions": "questions",
    }

    id: int | None = None
    """The id of the questionnaire."""
    name: str | None = None
    """The name of the questionnaire."""
    purpose: str | None = None
    """What the questionnaire is for."""
    is_active: bool | None = None
    """Whether it is in use."""
    pages: list[Any] | None = None
    """The pages of the questionnaire. Their shape is not published, so entries stay plain data."""
    questions: list[Any] | None = None
    """The questions. Their shape is not published, so entries stay plain data."""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    @classmethod
    def _decode(cls, source: Any, found: list[str]) -> Self:
        if type(source) is not dict:
            raise UnfitError("", "object")
        gaps: dict[str, Misfit | None] | None = None
        self = cls.__new__(cls)
        try:
            value = source["id"]
            if value is None or type(value) is int:
                self.id = value
            else:
                self.id = None
                gaps = _set_aside(gaps, found, "id", value, "integer or null")
            value = source["name"]
            if value is None or type(value) is str:
                self.name = value
            else:
                self.name = None
                gaps = _set_aside(gaps, found, "name", value, "string or null")
            value = source["purpose"]
            if value is None or type(value) is str:
                self.purpose = value
            else:
                self.purpose = None
                gaps = _set_aside(gaps, found, "purpose", value, "string or null")
            value = source["is_active"]
            if value is None or type(value) is bool:
                self.is_active = value
            else:
                self.is_active = None
                gaps = _set_aside(gaps, found, "is_active", value, "boolean or null")
            value = source["pages"]
            if value is None or type(value) is list:
                self.pages = value
            else:
                self.pages = None
                gaps = _set_aside(gaps, found, "pages", value, "array or null")
            value = source["questions"]
            if value is None or type(value) is list:
                self.questions = value
            else:
                self.questions = None
                gaps = _set_aside(gaps, found, "questions", value, "array or null")
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        extra = {} if gaps is None and len(source) == 6 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
