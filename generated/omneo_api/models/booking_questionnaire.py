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
            value_1 = source["id"]
            value_2 = source["name"]
            value_3 = source["purpose"]
            value_4 = source["is_active"]
            value_5 = source["pages"]
            value_6 = source["questions"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if value_1 is None or type(value_1) is int:
            self.id = value_1
        else:
            self.id = None
            gaps = _set_aside(gaps, found, "id", value_1, "integer or null")
        if value_2 is None or type(value_2) is str:
            self.name = value_2
        else:
            self.name = None
            gaps = _set_aside(gaps, found, "name", value_2, "string or null")
        if value_3 is None or type(value_3) is str:
            self.purpose = value_3
        else:
            self.purpose = None
            gaps = _set_aside(gaps, found, "purpose", value_3, "string or null")
        if value_4 is None or type(value_4) is bool:
            self.is_active = value_4
        else:
            self.is_active = None
            gaps = _set_aside(gaps, found, "is_active", value_4, "boolean or null")
        if value_5 is None or type(value_5) is list:
            self.pages = value_5
        else:
            self.pages = None
            gaps = _set_aside(gaps, found, "pages", value_5, "array or null")
        if value_6 is None or type(value_6) is list:
            self.questions = value_6
        else:
            self.questions = None
            gaps = _set_aside(gaps, found, "questions", value_6, "array or null")
        extra = {} if gaps is None and len(source) == 6 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
