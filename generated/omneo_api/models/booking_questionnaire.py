# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="BookingQuestionnaire")


@_attrs_define
class BookingQuestionnaire:
    """The questions that are asked when booking.

    Attributes:
        id (int | None | Unset): The id of the questionnaire.
        name (None | str | Unset): The name of the questionnaire.
        purpose (None | str | Unset): What the questionnaire is for.
        is_active (bool | None | Unset): Whether it is in use.
        pages (list[Any] | None | Unset): The pages of the questionnaire. Their shape is not
            published, so entries stay plain data.
        questions (list[Any] | None | Unset): The questions. Their shape is not published, so
            entries stay plain data.
    """

    id: int | None | Unset = UNSET
    name: None | str | Unset = UNSET
    purpose: None | str | Unset = UNSET
    is_active: bool | None | Unset = UNSET
    pages: list[Any] | None | Unset = UNSET
    questions: list[Any] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.id, Unset):
            field_dict["id"] = self.id
        if not isinstance(self.name, Unset):
            field_dict["name"] = self.name
        if not isinstance(self.purpose, Unset):
            field_dict["purpose"] = self.purpose
        if not isinstance(self.is_active, Unset):
            field_dict["is_active"] = self.is_active
        if not isinstance(self.pages, Unset):
            pages: list[Any] | None | Unset
            if isinstance(self.pages, Unset):
                pages = UNSET
            elif isinstance(self.pages, list):
                pages = self.pages

            else:
                pages = self.pages
            field_dict["pages"] = pages
        if not isinstance(self.questions, Unset):
            questions: list[Any] | None | Unset
            if isinstance(self.questions, Unset):
                questions = UNSET
            elif isinstance(self.questions, list):
                questions = self.questions

            else:
                questions = self.questions
            field_dict["questions"] = questions
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id", UNSET)
        decoded.name = d.pop("name", UNSET)
        decoded.purpose = d.pop("purpose", UNSET)
        decoded.is_active = d.pop("is_active", UNSET)

        def _parse_pages(data: object) -> list[Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                pages_type_0 = cast(list[Any], data)

                return pages_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Any] | None | Unset, data)

        pages = _parse_pages(d.pop("pages", UNSET))
        decoded.pages = pages

        def _parse_questions(data: object) -> list[Any] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                questions_type_0 = cast(list[Any], data)

                return questions_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Any] | None | Unset, data)

        questions = _parse_questions(d.pop("questions", UNSET))
        decoded.questions = questions
        decoded.additional_properties = d
        return decoded

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
