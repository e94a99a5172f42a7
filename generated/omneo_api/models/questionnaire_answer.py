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
class QuestionnaireAnswer(_Model):
    """One answer to the booking questionnaire. Its `link_*` fields say which profile field an
    answer feeds; they have nothing to do with the links of the appointment.

    Attributes:
        id (int | None): The id of the answer.
        questionnaire_id (int | None): The id of the questionnaire.
        questionnaire_question_id (int | None): The id of the question's place in the
            questionnaire.
        question_id (int | None): The id of the question.
        question_version_id (int | None): The id of the version of the question that was
            answered.
        question_handle (str | None): The short name of the question.
        profile_id (str | None): The UUID of the profile that answered.
        answerable_type (str | None): The kind of record that the answer belongs to.
        answerable_id (str | int | None): The id of the record that the answer belongs to.
        mapping_key (str | None): The key under which the answer is passed on.
        link_type (str | None): The kind of profile field that the answer feeds.
        link_target (str | None): The profile field that the answer feeds.
        link_write_policy (str | None): Whether the answer may overwrite what the profile field
            holds. The values are not published.
        question_label (str | None): The question as the customer saw it.
        question_type (str | None): The kind of input that the question was asked with.
        question_required (bool | None): Whether the question had to be answered.
        answer_type (str | None): The type of the value.
        value (Any): The answer: a boolean, a string, an array or null.
        mappable_type (str | None): The kind of record that the answer was written to.
        mappable_id (str | int | None): The id of the record that the answer was written to.
        mapped_field (str | None): The field that the answer was written to.
        mapping_status (str | None): Whether the answer was written to a profile field. The
            values are not published.
        mapping_error (str | None): Why the answer was not written to a profile field.
        mapped_at (str | None): When the answer was written to a profile field, in UTC.
        meta (Any): Free data: an object, an empty array where there is none, or null.
        created_at (str | None): When the answer was created, in UTC.
        updated_at (str | None): When the answer was last changed, in UTC.
    """

    _schema: ClassVar[str] = "/components/schemas/QuestionnaireAnswer"
    _required: ClassVar[int] = 0
    _fields: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "questionnaire_id": "questionnaire_id",
        "questionnaire_question_id": "questionnaire_question_id",
        "question_id": "question_id",
        "question_version_id": "question_version_id",
        "question_handle": "question_handle",
        "profile_id": "profile_id",
        "answerable_type": "answerable_type",
        "answerable_id": "answerable_id",
        "mapping_key": "mapping_key",
        "link_type": "link_type",
        "link_target": "link_target",
        "link_write_policy": "link_write_policy",
        "question_label": "question_label",
        "question_type": "question_type",
        "question_required": "question_required",
        "answer_type": "answer_type",
        "value": "value",
        "mappable_type": "mappable_type",
        "mappable_id": "mappable_id",
        "mapped_field": "mapped_field",
        "mapping_status": "mapping_status",
        "mapping_error": "mapping_error",
        "mapped_at": "mapped_at",
        "meta": "meta",
        "created_at": "created_at",
        "updated_at": "updated_at",
    }

    id: int | None = None
    """The id of the answer."""
    questionnaire_id: int | None = None
    """The id of the questionnaire."""
    questionnaire_question_id: int | None = None
    """The id of the question's place in the questionnaire."""
    question_id: int | None = None
    """The id of the question."""
    question_version_id: int | None = None
    """The id of the version of the question that was answered."""
    question_handle: str | None = None
    """The short name of the question."""
    profile_id: str | None = None
    """The UUID of the profile that answered."""
    answerable_type: str | None = None
    """The kind of record that the answer belongs to."""
    answerable_id: str | int | None = None
    """The id of the record that the answer belongs to."""
    mapping_key: str | None = None
    """The key under which the answer is passed on."""
    link_type: str | None = None
    """The kind of profile field that the answer feeds."""
    link_target: str | None = None
    """The profile field that the answer feeds."""
    link_write_policy: str | None = None
    """Whether the answer may overwrite what the profile field holds. The values are not
    published."""
    question_label: str | None = None
    """The question as the customer saw it."""
    question_type: str | None = None
    """The kind of input that the question was asked with."""
    question_required: bool | None = None
    """Whether the question had to be answered."""
    answer_type: str | None = None
    """The type of the value."""
    value: Any = None
    """The answer: a boolean, a string, an array or null."""
    mappable_type: str | None = None
    """The kind of record that the answer was written to."""
    mappable_id: str | int | None = None
    """The id of the record that the answer was written to."""
    mapped_field: str | None = None
    """The field that the answer was written to."""
    mapping_status: str | None = None
    """Whether the answer was written to a profile field. The values are not published."""
    mapping_error: str | None = None
    """Why the answer was not written to a profile field."""
    mapped_at: str | None = None
    """When the answer was written to a profile field, in UTC."""
    meta: Any = None
    """Free data: an object, an empty array where there is none, or null."""
    created_at: str | None = None
    """When the answer was created, in UTC."""
    updated_at: str | None = None
    """When the answer was last changed, in UTC."""
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
            value = source["questionnaire_id"]
            if value is None or type(value) is int:
                self.questionnaire_id = value
            else:
                self.questionnaire_id = None
                gaps = _set_aside(gaps, found, "questionnaire_id", value, "integer or null")
            value = source["questionnaire_question_id"]
            if value is None or type(value) is int:
                self.questionnaire_question_id = value
            else:
                self.questionnaire_question_id = None
                gaps = _set_aside(
                    gaps, found, "questionnaire_question_id", value, "integer or null"
                )
            value = source["question_id"]
            if value is None or type(value) is int:
                self.question_id = value
            else:
                self.question_id = None
                gaps = _set_aside(gaps, found, "question_id", value, "integer or null")
            value = source["question_version_id"]
            if value is None or type(value) is int:
                self.question_version_id = value
            else:
                self.question_version_id = None
                gaps = _set_aside(gaps, found, "question_version_id", value, "integer or null")
            value = source["question_handle"]
            if value is None or type(value) is str:
                self.question_handle = value
            else:
                self.question_handle = None
                gaps = _set_aside(gaps, found, "question_handle", value, "string or null")
            value = source["profile_id"]
            if value is None or type(value) is str:
                self.profile_id = value
            else:
                self.profile_id = None
                gaps = _set_aside(gaps, found, "profile_id", value, "string or null")
            value = source["answerable_type"]
            if value is None or type(value) is str:
                self.answerable_type = value
            else:
                self.answerable_type = None
                gaps = _set_aside(gaps, found, "answerable_type", value, "string or null")
            value = source["answerable_id"]
            if value is None or type(value) is str or type(value) is int:
                self.answerable_id = value
            else:
                self.answerable_id = None
                gaps = _set_aside(gaps, found, "answerable_id", value, "string or integer or null")
            value = source["mapping_key"]
            if value is None or type(value) is str:
                self.mapping_key = value
            else:
                self.mapping_key = None
                gaps = _set_aside(gaps, found, "mapping_key", value, "string or null")
            value = source["link_type"]
            if value is None or type(value) is str:
                self.link_type = value
            else:
                self.link_type = None
                gaps = _set_aside(gaps, found, "link_type", value, "string or null")
            value = source["link_target"]
            if value is None or type(value) is str:
                self.link_target = value
            else:
                self.link_target = None
                gaps = _set_aside(gaps, found, "link_target", value, "string or null")
            value = source["link_write_policy"]
            if value is None or type(value) is str:
                self.link_write_policy = value
            else:
                self.link_write_policy = None
                gaps = _set_aside(gaps, found, "link_write_policy", value, "string or null")
            value = source["question_label"]
            if value is None or type(value) is str:
                self.question_label = value
            else:
                self.question_label = None
                gaps = _set_aside(gaps, found, "question_label", value, "string or null")
            value = source["question_type"]
            if value is None or type(value) is str:
                self.question_type = value
            else:
                self.question_type = None
                gaps = _set_aside(gaps, found, "question_type", value, "string or null")
            value = source["question_required"]
            if value is None or type(value) is bool:
                self.question_required = value
            else:
                self.question_required = None
                gaps = _set_aside(gaps, found, "question_required", value, "boolean or null")
            value = source["answer_type"]
            if value is None or type(value) is str:
                self.answer_type = value
            else:
                self.answer_type = None
                gaps = _set_aside(gaps, found, "answer_type", value, "string or null")
            value = source["value"]
            if value is not UNSET:
                self.value = value
            else:
                self.value = None
                gaps = _set_aside(gaps, found, "value", value, "anything")
            value = source["mappable_type"]
            if value is None or type(value) is str:
                self.mappable_type = value
            else:
                self.mappable_type = None
                gaps = _set_aside(gaps, found, "mappable_type", value, "string or null")
            value = source["mappable_id"]
            if value is None or type(value) is str or type(value) is int:
                self.mappable_id = value
            else:
                self.mappable_id = None
                gaps = _set_aside(gaps, found, "mappable_id", value, "string or integer or null")
            value = source["mapped_field"]
            if value is None or type(value) is str:
                self.mapped_field = value
            else:
                self.mapped_field = None
                gaps = _set_aside(gaps, found, "mapped_field", value, "string or null")
            value = source["mapping_status"]
            if value is None or type(value) is str:
                self.mapping_status = value
            else:
                self.mapping_status = None
                gaps = _set_aside(gaps, found, "mapping_status", value, "string or null")
            value = source["mapping_error"]
            if value is None or type(value) is str:
                self.mapping_error = value
            else:
                self.mapping_error = None
                gaps = _set_aside(gaps, found, "mapping_error", value, "string or null")
            value = source["mapped_at"]
            if value is None or type(value) is str:
                self.mapped_at = value
            else:
                self.mapped_at = None
                gaps = _set_aside(gaps, found, "mapped_at", value, "string or null")
            value = source["meta"]
            if value is not UNSET:
                self.meta = value
            else:
                self.meta = None
                gaps = _set_aside(gaps, found, "meta", value, "anything")
            value = source["created_at"]
            if value is None or type(value) is str:
                self.created_at = value
            else:
                self.created_at = None
                gaps = _set_aside(gaps, found, "created_at", value, "string or null")
            value = source["updated_at"]
            if value is None or type(value) is str:
                self.updated_at = value
            else:
                self.updated_at = None
                gaps = _set_aside(gaps, found, "updated_at", value, "string or null")
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        extra = {} if gaps is None and len(source) == 27 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
