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
    """The questions asked when booking.

    Attributes:
        id (int | Unset):
        name (None | str | Unset):
        purpose (None | str | Unset):
        is_active (bool | Unset):
        pages (list[Any] | Unset):
        questions (list[Any] | Unset):
    """

    id: int | Unset = UNSET
    name: None | str | Unset = UNSET
    purpose: None | str | Unset = UNSET
    is_active: bool | Unset = UNSET
    pages: list[Any] | Unset = UNSET
    questions: list[Any] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        purpose: None | str | Unset
        if isinstance(self.purpose, Unset):
            purpose = UNSET
        else:
            purpose = self.purpose

        is_active = self.is_active

        pages: list[Any] | Unset = UNSET
        if not isinstance(self.pages, Unset):
            pages = self.pages

        questions: list[Any] | Unset = UNSET
        if not isinstance(self.questions, Unset):
            questions = self.questions

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if id is not UNSET:
            field_dict["id"] = id
        if name is not UNSET:
            field_dict["name"] = name
        if purpose is not UNSET:
            field_dict["purpose"] = purpose
        if is_active is not UNSET:
            field_dict["is_active"] = is_active
        if pages is not UNSET:
            field_dict["pages"] = pages
        if questions is not UNSET:
            field_dict["questions"] = questions

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id", UNSET)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_purpose(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        purpose = _parse_purpose(d.pop("purpose", UNSET))

        is_active = d.pop("is_active", UNSET)

        pages = cast(list[Any], d.pop("pages", UNSET))

        questions = cast(list[Any], d.pop("questions", UNSET))

        booking_questionnaire = cls(
            id=id,
            name=name,
            purpose=purpose,
            is_active=is_active,
            pages=pages,
            questions=questions,
        )

        booking_questionnaire.additional_properties = d
        return booking_questionnaire

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
