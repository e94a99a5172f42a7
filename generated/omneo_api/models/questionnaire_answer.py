# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="QuestionnaireAnswer")


@_attrs_define
class QuestionnaireAnswer:
    """One answer to the booking questionnaire. Its `link_*` fields say which profile field an
    answer feeds; they have nothing to do with the links of the appointment.

    Attributes:
        id (int):
        questionnaire_question_id (int):
        question_id (int):
        question_version_id (int):
        question_handle (str):
        mapping_key (str):
        link_type (None | str):
        link_target (None | str):
        question_label (str):
        question_type (str):
        value (Any): The answer: a boolean, a string, an array or null.
        mapping_status (str):
        mapping_error (None | str):
        mapped_at (None | str):
        meta (Any): Free data: an object, an empty array where there is none, or null.
        created_at (str):
        updated_at (str):
        questionnaire_id (int | Unset):
        profile_id (str | Unset): UUID of the profile that answered.
        answerable_type (None | str | Unset):
        answerable_id (int | None | str | Unset):
        link_write_policy (None | str | Unset):
        question_required (bool | Unset):
        answer_type (str | Unset):
        mappable_type (None | str | Unset):
        mappable_id (int | None | str | Unset):
        mapped_field (None | str | Unset):
    """

    id: int
    questionnaire_question_id: int
    question_id: int
    question_version_id: int
    question_handle: str
    mapping_key: str
    link_type: None | str
    link_target: None | str
    question_label: str
    question_type: str
    value: Any
    mapping_status: str
    mapping_error: None | str
    mapped_at: None | str
    meta: Any
    created_at: str
    updated_at: str
    questionnaire_id: int | Unset = UNSET
    profile_id: str | Unset = UNSET
    answerable_type: None | str | Unset = UNSET
    answerable_id: int | None | str | Unset = UNSET
    link_write_policy: None | str | Unset = UNSET
    question_required: bool | Unset = UNSET
    answer_type: str | Unset = UNSET
    mappable_type: None | str | Unset = UNSET
    mappable_id: int | None | str | Unset = UNSET
    mapped_field: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        field_dict["id"] = self.id
        field_dict["questionnaire_question_id"] = self.questionnaire_question_id
        field_dict["question_id"] = self.question_id
        field_dict["question_version_id"] = self.question_version_id
        field_dict["question_handle"] = self.question_handle
        field_dict["mapping_key"] = self.mapping_key
        field_dict["link_type"] = self.link_type
        field_dict["link_target"] = self.link_target
        field_dict["question_label"] = self.question_label
        field_dict["question_type"] = self.question_type
        field_dict["value"] = self.value
        field_dict["mapping_status"] = self.mapping_status
        field_dict["mapping_error"] = self.mapping_error
        field_dict["mapped_at"] = self.mapped_at
        field_dict["meta"] = self.meta
        field_dict["created_at"] = self.created_at
        field_dict["updated_at"] = self.updated_at
        if not isinstance(self.questionnaire_id, Unset):
            field_dict["questionnaire_id"] = self.questionnaire_id
        if not isinstance(self.profile_id, Unset):
            field_dict["profile_id"] = self.profile_id
        if not isinstance(self.answerable_type, Unset):
            field_dict["answerable_type"] = self.answerable_type
        if not isinstance(self.answerable_id, Unset):
            field_dict["answerable_id"] = self.answerable_id
        if not isinstance(self.link_write_policy, Unset):
            field_dict["link_write_policy"] = self.link_write_policy
        if not isinstance(self.question_required, Unset):
            field_dict["question_required"] = self.question_required
        if not isinstance(self.answer_type, Unset):
            field_dict["answer_type"] = self.answer_type
        if not isinstance(self.mappable_type, Unset):
            field_dict["mappable_type"] = self.mappable_type
        if not isinstance(self.mappable_id, Unset):
            field_dict["mappable_id"] = self.mappable_id
        if not isinstance(self.mapped_field, Unset):
            field_dict["mapped_field"] = self.mapped_field
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id")
        decoded.questionnaire_question_id = d.pop("questionnaire_question_id")
        decoded.question_id = d.pop("question_id")
        decoded.question_version_id = d.pop("question_version_id")
        decoded.question_handle = d.pop("question_handle")
        decoded.mapping_key = d.pop("mapping_key")
        decoded.link_type = d.pop("link_type")
        decoded.link_target = d.pop("link_target")
        decoded.question_label = d.pop("question_label")
        decoded.question_type = d.pop("question_type")
        decoded.value = d.pop("value")
        decoded.mapping_status = d.pop("mapping_status")
        decoded.mapping_error = d.pop("mapping_error")
        decoded.mapped_at = d.pop("mapped_at")
        decoded.meta = d.pop("meta")
        decoded.created_at = d.pop("created_at")
        decoded.updated_at = d.pop("updated_at")
        decoded.questionnaire_id = d.pop("questionnaire_id", UNSET)
        decoded.profile_id = d.pop("profile_id", UNSET)
        decoded.answerable_type = d.pop("answerable_type", UNSET)
        decoded.answerable_id = d.pop("answerable_id", UNSET)
        decoded.link_write_policy = d.pop("link_write_policy", UNSET)
        decoded.question_required = d.pop("question_required", UNSET)
        decoded.answer_type = d.pop("answer_type", UNSET)
        decoded.mappable_type = d.pop("mappable_type", UNSET)
        decoded.mappable_id = d.pop("mappable_id", UNSET)
        decoded.mapped_field = d.pop("mapped_field", UNSET)
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
