# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="QuestionnaireAnswer")


@_attrs_define
class QuestionnaireAnswer:
    """One answer to the booking questionnaire. Its `link_*` fields say which profile field an answer feeds; they have
    nothing to do with the links of the appointment.

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
        id = self.id

        questionnaire_question_id = self.questionnaire_question_id

        question_id = self.question_id

        question_version_id = self.question_version_id

        question_handle = self.question_handle

        mapping_key = self.mapping_key

        link_type: None | str
        link_type = self.link_type

        link_target: None | str
        link_target = self.link_target

        question_label = self.question_label

        question_type = self.question_type

        value = self.value

        mapping_status = self.mapping_status

        mapping_error: None | str
        mapping_error = self.mapping_error

        mapped_at: None | str
        mapped_at = self.mapped_at

        meta = self.meta

        created_at = self.created_at

        updated_at = self.updated_at

        questionnaire_id = self.questionnaire_id

        profile_id = self.profile_id

        answerable_type: None | str | Unset
        if isinstance(self.answerable_type, Unset):
            answerable_type = UNSET
        else:
            answerable_type = self.answerable_type

        answerable_id: int | None | str | Unset
        if isinstance(self.answerable_id, Unset):
            answerable_id = UNSET
        else:
            answerable_id = self.answerable_id

        link_write_policy: None | str | Unset
        if isinstance(self.link_write_policy, Unset):
            link_write_policy = UNSET
        else:
            link_write_policy = self.link_write_policy

        question_required = self.question_required

        answer_type = self.answer_type

        mappable_type: None | str | Unset
        if isinstance(self.mappable_type, Unset):
            mappable_type = UNSET
        else:
            mappable_type = self.mappable_type

        mappable_id: int | None | str | Unset
        if isinstance(self.mappable_id, Unset):
            mappable_id = UNSET
        else:
            mappable_id = self.mappable_id

        mapped_field: None | str | Unset
        if isinstance(self.mapped_field, Unset):
            mapped_field = UNSET
        else:
            mapped_field = self.mapped_field

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "questionnaire_question_id": questionnaire_question_id,
                "question_id": question_id,
                "question_version_id": question_version_id,
                "question_handle": question_handle,
                "mapping_key": mapping_key,
                "link_type": link_type,
                "link_target": link_target,
                "question_label": question_label,
                "question_type": question_type,
                "value": value,
                "mapping_status": mapping_status,
                "mapping_error": mapping_error,
                "mapped_at": mapped_at,
                "meta": meta,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        if questionnaire_id is not UNSET:
            field_dict["questionnaire_id"] = questionnaire_id
        if profile_id is not UNSET:
            field_dict["profile_id"] = profile_id
        if answerable_type is not UNSET:
            field_dict["answerable_type"] = answerable_type
        if answerable_id is not UNSET:
            field_dict["answerable_id"] = answerable_id
        if link_write_policy is not UNSET:
            field_dict["link_write_policy"] = link_write_policy
        if question_required is not UNSET:
            field_dict["question_required"] = question_required
        if answer_type is not UNSET:
            field_dict["answer_type"] = answer_type
        if mappable_type is not UNSET:
            field_dict["mappable_type"] = mappable_type
        if mappable_id is not UNSET:
            field_dict["mappable_id"] = mappable_id
        if mapped_field is not UNSET:
            field_dict["mapped_field"] = mapped_field

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        questionnaire_question_id = d.pop("questionnaire_question_id")

        question_id = d.pop("question_id")

        question_version_id = d.pop("question_version_id")

        question_handle = d.pop("question_handle")

        mapping_key = d.pop("mapping_key")

        def _parse_link_type(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        link_type = _parse_link_type(d.pop("link_type"))

        def _parse_link_target(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        link_target = _parse_link_target(d.pop("link_target"))

        question_label = d.pop("question_label")

        question_type = d.pop("question_type")

        value = d.pop("value")

        mapping_status = d.pop("mapping_status")

        def _parse_mapping_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        mapping_error = _parse_mapping_error(d.pop("mapping_error"))

        def _parse_mapped_at(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        mapped_at = _parse_mapped_at(d.pop("mapped_at"))

        meta = d.pop("meta")

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        questionnaire_id = d.pop("questionnaire_id", UNSET)

        profile_id = d.pop("profile_id", UNSET)

        def _parse_answerable_type(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        answerable_type = _parse_answerable_type(d.pop("answerable_type", UNSET))

        def _parse_answerable_id(data: object) -> int | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | str | Unset, data)

        answerable_id = _parse_answerable_id(d.pop("answerable_id", UNSET))

        def _parse_link_write_policy(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        link_write_policy = _parse_link_write_policy(d.pop("link_write_policy", UNSET))

        question_required = d.pop("question_required", UNSET)

        answer_type = d.pop("answer_type", UNSET)

        def _parse_mappable_type(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mappable_type = _parse_mappable_type(d.pop("mappable_type", UNSET))

        def _parse_mappable_id(data: object) -> int | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | str | Unset, data)

        mappable_id = _parse_mappable_id(d.pop("mappable_id", UNSET))

        def _parse_mapped_field(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mapped_field = _parse_mapped_field(d.pop("mapped_field", UNSET))

        questionnaire_answer = cls(
            id=id,
            questionnaire_question_id=questionnaire_question_id,
            question_id=question_id,
            question_version_id=question_version_id,
            question_handle=question_handle,
            mapping_key=mapping_key,
            link_type=link_type,
            link_target=link_target,
            question_label=question_label,
            question_type=question_type,
            value=value,
            mapping_status=mapping_status,
            mapping_error=mapping_error,
            mapped_at=mapped_at,
            meta=meta,
            created_at=created_at,
            updated_at=updated_at,
            questionnaire_id=questionnaire_id,
            profile_id=profile_id,
            answerable_type=answerable_type,
            answerable_id=answerable_id,
            link_write_policy=link_write_policy,
            question_required=question_required,
            answer_type=answer_type,
            mappable_type=mappable_type,
            mappable_id=mappable_id,
            mapped_field=mapped_field,
        )

        questionnaire_answer.additional_properties = d
        return questionnaire_answer

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
