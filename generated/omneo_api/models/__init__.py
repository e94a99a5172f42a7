# Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`.
"""Every model and enum."""

from .appointment import Appointment
from .appointment_definition import AppointmentDefinition
from .appointment_envelope import AppointmentEnvelope
from .appointment_link import AppointmentLink
from .appointment_link_action import AppointmentLinkAction
from .booking_questionnaire import BookingQuestionnaire
from .definition_staff import DefinitionStaff
from .error_message import ErrorMessage
from .field_errors import FieldErrors
from .linkable import Linkable
from .location_summary import LocationSummary
from .morph_alias import MorphAlias, MorphAliasLiteral
from .normal_hours import NormalHours
from .order_summary import OrderSummary
from .profile_summary import ProfileSummary
from .questionnaire_answer import QuestionnaireAnswer
from .special_hours import SpecialHours
from .staff_member import StaffMember
from .staff_normal_hours import StaffNormalHours
from .staff_special_hours import StaffSpecialHours
from .transaction_summary import TransactionSummary
from .validation_error_message import ValidationErrorMessage

__all__ = (
    "Appointment",
    "AppointmentDefinition",
    "AppointmentEnvelope",
    "AppointmentLink",
    "AppointmentLinkAction",
    "BookingQuestionnaire",
    "DefinitionStaff",
    "ErrorMessage",
    "FieldErrors",
    "Linkable",
    "LocationSummary",
    "MorphAlias",
    "MorphAliasLiteral",
    "NormalHours",
    "OrderSummary",
    "ProfileSummary",
    "QuestionnaireAnswer",
    "SpecialHours",
    "StaffMember",
    "StaffNormalHours",
    "StaffSpecialHours",
    "TransactionSummary",
    "ValidationErrorMessage",
)
