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
        id (int | None | Unset): The id of the answer.
        questionnaire_id (int | None | Unset): The id of the questionnaire.
        questionnaire_question_id (int | None | Unset): The id of the question's place in the
            questionnaire.
        question_id (int | None | Unset): The id of the question.
        question_version_id (int | None | Unset): The id of the version of the question that was
            answered.
        question_handle (None | str | Unset): The short name of the question.
        profile_id (None | str | Unset): The UUID of the profile that answered.
        answerable_type (None | str | Unset): The kind of record that the answer belongs to.
        answerable_id (int | None | str | Unset): The id of the record that the answer belongs
            to.
        mapping_key (None | str | Unset): The key under which the answer is passed on.
        link_type (None | str | Unset): The kind of profile field that the answer feeds.
        link_target (None | str | Unset): The profile field that the answer feeds.
        link_write_policy (None | str | Unset): Whether the answer may overwrite what the
            profile field holds. The values are not published.
        question_label (None | str | Unset): The question as the customer saw it.
        question_type (None | str | Unset): The kind of input that the question was asked with.
        question_required (bool | None | Unset): Whether the question had to be answered.
        answer_type (None | str | Unset): The type of the value.
        value (Any | Unset): The answer: a boolean, a string, an array or null.
        mappable_type (None | str | Unset): The kind of record that the answer was written to.
        mappable_id (int | None | str | Unset): The id of the record that the answer was written
            to.
        mapped_field (None | str | Unset): The field that the answer was written to.
        mapping_status (None | str | Unset): Whether the answer was written to a profile field.
            The values are not published.
        mapping_error (None | str | Unset): Why the answer was not written to a profile field.
        mapped_at (None | str | Unset): When the answer was written to a profile field, in UTC.
        meta (Any | Unset): Free data: an object, an empty array where there is none, or null.
        created_at (None | str | Unset): When the answer was created, in UTC.
        updated_at (None | str | Unset): When the answer was last changed, in UTC.
    """

    id: int | None | Unset = UNSET
    questionnaire_id: int | None | Unset = UNSET
    questionnaire_question_id: int | None | Unset = UNSET
    question_id: int | None | Unset = UNSET
    question_version_id: int | None | Unset = UNSET
    question_handle: None | str | Unset = UNSET
    profile_id: None | str | Unset = UNSET
    answerable_type: None | str | Unset = UNSET
    answerable_id: int | None | str | Unset = UNSET
    mapping_key: None | str | Unset = UNSET
    link_type: None | str | Unset = UNSET
    link_target: None | str | Unset = UNSET
    link_write_policy: None | str | Unset = UNSET
    question_label: None | str | Unset = UNSET
    question_type: None | str | Unset = UNSET
    question_required: bool | None | Unset = UNSET
    answer_type: None | str | Unset = UNSET
    value: Any | Unset = UNSET
    mappable_type: None | str | Unset = UNSET
    mappable_id: int | None | str | Unset = UNSET
    mapped_field: None | str | Unset = UNSET
    mapping_status: None | str | Unset = UNSET
    mapping_error: None | str | Unset = UNSET
    mapped_at: None | str | Unset = UNSET
    meta: Any | Unset = UNSET
    created_at: None | str | Unset = UNSET
    updated_at: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        field_dict: dict[str, Any] = dict(self.additional_properties)
        if not isinstance(self.id, Unset):
            field_dict["id"] = self.id
        if not isinstance(self.questionnaire_id, Unset):
            field_dict["questionnaire_id"] = self.questionnaire_id
        if not isinstance(self.questionnaire_question_id, Unset):
            field_dict["questionnaire_question_id"] = self.questionnaire_question_id
        if not isinstance(self.question_id, Unset):
            field_dict["question_id"] = self.question_id
        if not isinstance(self.question_version_id, Unset):
            field_dict["question_version_id"] = self.question_version_id
        if not isinstance(self.question_handle, Unset):
            field_dict["question_handle"] = self.question_handle
        if not isinstance(self.profile_id, Unset):
            field_dict["profile_id"] = self.profile_id
        if not isinstance(self.answerable_type, Unset):
            field_dict["answerable_type"] = self.answerable_type
        if not isinstance(self.answerable_id, Unset):
            field_dict["answerable_id"] = self.answerable_id
        if not isinstance(self.mapping_key, Unset):
            field_dict["mapping_key"] = self.mapping_key
        if not isinstance(self.link_type, Unset):
            field_dict["link_type"] = self.link_type
        if not isinstance(self.link_target, Unset):
            field_dict["link_target"] = self.link_target
        if not isinstance(self.link_write_policy, Unset):
            field_dict["link_write_policy"] = self.link_write_policy
        if not isinstance(self.question_label, Unset):
            field_dict["question_label"] = self.question_label
        if not isinstance(self.question_type, Unset):
            field_dict["question_type"] = self.question_type
        if not isinstance(self.question_required, Unset):
            field_dict["question_required"] = self.question_required
        if not isinstance(self.answer_type, Unset):
            field_dict["answer_type"] = self.answer_type
        if not isinstance(self.value, Unset):
            field_dict["value"] = self.value
        if not isinstance(self.mappable_type, Unset):
            field_dict["mappable_type"] = self.mappable_type
        if not isinstance(self.mappable_id, Unset):
            field_dict["mappable_id"] = self.mappable_id
        if not isinstance(self.mapped_field, Unset):
            field_dict["mapped_field"] = self.mapped_field
        if not isinstance(self.mapping_status, Unset):
            field_dict["mapping_status"] = self.mapping_status
        if not isinstance(self.mapping_error, Unset):
            field_dict["mapping_error"] = self.mapping_error
        if not isinstance(self.mapped_at, Unset):
            field_dict["mapped_at"] = self.mapped_at
        if not isinstance(self.meta, Unset):
            field_dict["meta"] = self.meta
        if not isinstance(self.created_at, Unset):
            field_dict["created_at"] = self.created_at
        if not isinstance(self.updated_at, Unset):
            field_dict["updated_at"] = self.updated_at
        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        decoded = cls.__new__(cls)  # filled attribute by attribute: each value is moved once
        decoded.id = d.pop("id", UNSET)
        decoded.questionnaire_id = d.pop("questionnaire_id", UNSET)
        decoded.questionnaire_question_id = d.pop("questionnaire_question_id", UNSET)
        decoded.question_id = d.pop("question_id", UNSET)
        decoded.question_version_id = d.pop("question_version_id", UNSET)
        decoded.question_handle = d.pop("question_handle", UNSET)
        decoded.profile_id = d.pop("profile_id", UNSET)
        decoded.answerable_type = d.pop("answerable_type", UNSET)
        decoded.answerable_id = d.pop("answerable_id", UNSET)
        decoded.mapping_key = d.pop("mapping_key", UNSET)
        decoded.link_type = d.pop("link_type", UNSET)
        decoded.link_target = d.pop("link_target", UNSET)
        decoded.link_write_policy = d.pop("link_write_policy", UNSET)
        decoded.question_label = d.pop("question_label", UNSET)
        decoded.question_type = d.pop("question_type", UNSET)
        decoded.question_required = d.pop("question_required", UNSET)
        decoded.answer_type = d.pop("answer_type", UNSET)
        decoded.value = d.pop("value", UNSET)
        decoded.mappable_type = d.pop("mappable_type", UNSET)
        decoded.mappable_id = d.pop("mappable_id", UNSET)
        decoded.mapped_field = d.pop("mapped_field", UNSET)
        decoded.mapping_status = d.pop("mapping_status", UNSET)
        decoded.mapping_error = d.pop("mapping_error", UNSET)
        decoded.mapped_at = d.pop("mapped_at", UNSET)
        decoded.meta = d.pop("meta", UNSET)
        decoded.created_at = d.pop("created_at", UNSET)
        decoded.updated_at = d.pop("updated_at", UNSET)
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
