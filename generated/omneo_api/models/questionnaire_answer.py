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
            value_1 = source["id"]
            value_2 = source["questionnaire_id"]
            value_3 = source["questionnaire_question_id"]
            value_4 = source["question_id"]
            value_5 = source["question_version_id"]
            value_6 = source["question_handle"]
            value_7 = source["profile_id"]
            value_8 = source["answerable_type"]
            value_9 = source["answerable_id"]
            value_10 = source["mapping_key"]
            value_11 = source["link_type"]
            value_12 = source["link_target"]
            value_13 = source["link_write_policy"]
            value_14 = source["question_label"]
            value_15 = source["question_type"]
            value_16 = source["question_required"]
            value_17 = source["answer_type"]
            value_18 = source["value"]
            value_19 = source["mappable_type"]
            value_20 = source["mappable_id"]
            value_21 = source["mapped_field"]
            value_22 = source["mapping_status"]
            value_23 = source["mapping_error"]
            value_24 = source["mapped_at"]
            value_25 = source["meta"]
            value_26 = source["created_at"]
            value_27 = source["updated_at"]
        except KeyError:  # once more, with UNSET for what is missing
            return cls._decode({**dict.fromkeys(cls._fields, UNSET), **source}, found)
        if value_1 is None or type(value_1) is int:
            self.id = value_1
        else:
            self.id = None
            gaps = _set_aside(gaps, found, "id", value_1, "integer or null")
        if value_2 is None or type(value_2) is int:
            self.questionnaire_id = value_2
        else:
            self.questionnaire_id = None
            gaps = _set_aside(gaps, found, "questionnaire_id", value_2, "integer or null")
        if value_3 is None or type(value_3) is int:
            self.questionnaire_question_id = value_3
        else:
            self.questionnaire_question_id = None
            gaps = _set_aside(gaps, found, "questionnaire_question_id", value_3, "integer or null")
        if value_4 is None or type(value_4) is int:
            self.question_id = value_4
        else:
            self.question_id = None
            gaps = _set_aside(gaps, found, "question_id", value_4, "integer or null")
        if value_5 is None or type(value_5) is int:
            self.question_version_id = value_5
        else:
            self.question_version_id = None
            gaps = _set_aside(gaps, found, "question_version_id", value_5, "integer or null")
        if value_6 is None or type(value_6) is str:
            self.question_handle = value_6
        else:
            self.question_handle = None
            gaps = _set_aside(gaps, found, "question_handle", value_6, "string or null")
        if value_7 is None or type(value_7) is str:
            self.profile_id = value_7
        else:
            self.profile_id = None
            gaps = _set_aside(gaps, found, "profile_id", value_7, "string or null")
        if value_8 is None or type(value_8) is str:
            self.answerable_type = value_8
        else:
            self.answerable_type = None
            gaps = _set_aside(gaps, found, "answerable_type", value_8, "string or null")
        if value_9 is None or type(value_9) is str or type(value_9) is int:
            self.answerable_id = value_9
        else:
            self.answerable_id = None
            gaps = _set_aside(gaps, found, "answerable_id", value_9, "string or integer or null")
        if value_10 is None or type(value_10) is str:
            self.mapping_key = value_10
        else:
            self.mapping_key = None
            gaps = _set_aside(gaps, found, "mapping_key", value_10, "string or null")
        if value_11 is None or type(value_11) is str:
            self.link_type = value_11
        else:
            self.link_type = None
            gaps = _set_aside(gaps, found, "link_type", value_11, "string or null")
        if value_12 is None or type(value_12) is str:
            self.link_target = value_12
        else:
            self.link_target = None
            gaps = _set_aside(gaps, found, "link_target", value_12, "string or null")
        if value_13 is None or type(value_13) is str:
            self.link_write_policy = value_13
        else:
            self.link_write_policy = None
            gaps = _set_aside(gaps, found, "link_write_policy", value_13, "string or null")
        if value_14 is None or type(value_14) is str:
            self.question_label = value_14
        else:
            self.question_label = None
            gaps = _set_aside(gaps, found, "question_label", value_14, "string or null")
        if value_15 is None or type(value_15) is str:
            self.question_type = value_15
        else:
            self.question_type = None
            gaps = _set_aside(gaps, found, "question_type", value_15, "string or null")
        if value_16 is None or type(value_16) is bool:
            self.question_required = value_16
        else:
            self.question_required = None
            gaps = _set_aside(gaps, found, "question_required", value_16, "boolean or null")
        if value_17 is None or type(value_17) is str:
            self.answer_type = value_17
        else:
            self.answer_type = None
            gaps = _set_aside(gaps, found, "answer_type", value_17, "string or null")
        if value_18 is not UNSET:
            self.value = value_18
        else:
            self.value = None
            gaps = _set_aside(gaps, found, "value", value_18, "anything")
        if value_19 is None or type(value_19) is str:
            self.mappable_type = value_19
        else:
            self.mappable_type = None
            gaps = _set_aside(gaps, found, "mappable_type", value_19, "string or null")
        if value_20 is None or type(value_20) is str or type(value_20) is int:
            self.mappable_id = value_20
        else:
            self.mappable_id = None
            gaps = _set_aside(gaps, found, "mappable_id", value_20, "string or integer or null")
        if value_21 is None or type(value_21) is str:
            self.mapped_field = value_21
        else:
            self.mapped_field = None
            gaps = _set_aside(gaps, found, "mapped_field", value_21, "string or null")
        if value_22 is None or type(value_22) is str:
            self.mapping_status = value_22
        else:
            self.mapping_status = None
            gaps = _set_aside(gaps, found, "mapping_status", value_22, "string or null")
        if value_23 is None or type(value_23) is str:
            self.mapping_error = value_23
        else:
            self.mapping_error = None
            gaps = _set_aside(gaps, found, "mapping_error", value_23, "string or null")
        if value_24 is None or type(value_24) is str:
            self.mapped_at = value_24
        else:
            self.mapped_at = None
            gaps = _set_aside(gaps, found, "mapped_at", value_24, "string or null")
        if value_25 is not UNSET:
            self.meta = value_25
        else:
            self.meta = None
            gaps = _set_aside(gaps, found, "meta", value_25, "anything")
        if value_26 is None or type(value_26) is str:
            self.created_at = value_26
        else:
            self.created_at = None
            gaps = _set_aside(gaps, found, "created_at", value_26, "string or null")
        if value_27 is None or type(value_27) is str:
            self.updated_at = value_27
        else:
            self.updated_at = None
            gaps = _set_aside(gaps, found, "updated_at", value_27, "string or null")
        extra = {} if gaps is None and len(source) == 27 else _rest(source, cls._fields, gaps)
        self.additional_properties = extra
        if gaps is not None:
            self._set_gaps(gaps)
        return self
