"""The morph-alias rule, without any HTTP."""

import enum
import uuid

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from omneo_api.models import MorphAlias
from omneo_appointments import InvalidAppointmentIdError, InvalidTargetIdError, LinkTargetError, UnknownMorphAliasError
from omneo_appointments._morphs import appointment_id, link_action
from omneo_appointments.sandbox import ACTION

from tests.conftest import PROFILE


class Indexed:
    """An integer of another kind, as numpy's are."""

    def __index__(self) -> int:
        return 204

    def __repr__(self) -> str:
        return "Indexed()"


class Refusing:
    """One that has an index and won't tell, as numpy's arrays do."""

    def __index__(self) -> int:
        raise TypeError("only integer scalar arrays can be converted to a scalar index")

    def __repr__(self) -> str:
        return "Refusing()"


class Numbers(enum.IntEnum):
    LIST = 204


@pytest.mark.parametrize("given_id", [204, "204", Indexed(), Numbers.LIST], ids=repr)
def test_integers_of_any_kind(given_id: object) -> None:
    """A list's id may be any kind of integer or its digits, and travels as digits."""
    assert link_action("list", given_id).to_dict() == {"type": "list", "id": "204"}


class Loud(uuid.UUID):
    """One that prints itself in another way."""

    def __str__(self) -> str:
        return "LOUD"


@pytest.mark.parametrize("given_id", [uuid.UUID(PROFILE), Loud(PROFILE), PROFILE, PROFILE.upper()], ids=repr)
def test_profile_in_lower_case(given_id: object) -> None:
    """A profile's id may be a UUID or its canonical string, and travels in lower case."""
    assert link_action(MorphAlias.PROFILE, given_id).to_dict() == {"type": "profile", "id": PROFILE}


BAD_INTEGERS: list[object] = [
    True,
    False,
    2.0,
    None,
    b"204",
    0,
    -1,
    2**63,
    "",
    "0",
    "0204",
    "+204",
    "-204",
    " 204",
    "204\n",
    "2 04",
    "2_04",
]
BAD_INTEGERS += ["204.0", "2e2", "0x1", "٢٠٤", "²", str(2**63), "9" * 5000, PROFILE, uuid.UUID(PROFILE), [204], Refusing()]


@pytest.mark.parametrize("given_id", BAD_INTEGERS, ids=lambda value: repr(value)[:20])
def test_bad_integer(given_id: object) -> None:
    """Anything that is not a plain positive 64-bit integer is refused, and named."""
    with pytest.raises(InvalidTargetIdError) as caught:
        link_action("list", given_id)

    assert (caught.value.field, caught.value.value, caught.value.alias) == ("id", given_id, "list")
    with pytest.raises(InvalidAppointmentIdError):
        appointment_id(given_id)


BAD_UUIDS: list[object] = [
    204,
    "204",
    None,
    True,
    "",
    PROFILE[:-1],
    PROFILE + "0",
    PROFILE.replace("-", ""),
    f"{{{PROFILE}}}",
    f"urn:uuid:{PROFILE}",
]
BAD_UUIDS += [f" {PROFILE}", f"{PROFILE}\n", PROFILE.replace("6", "g"), PROFILE.encode(), PROFILE.replace("-", "", 1) + "-"]


@pytest.mark.parametrize("given_id", BAD_UUIDS, ids=repr)
def test_bad_uuid(given_id: object) -> None:
    """Anything that is not a canonical UUID is refused for a profile, and the message says what was allowed."""
    with pytest.raises(InvalidTargetIdError, match="a UUID such as") as caught:
        link_action("profile", given_id)

    assert caught.value.expected.startswith("a UUID")


@pytest.mark.parametrize(
    ("alias", "suggestion"),
    [
        ("profil", "profile"),
        ("Profile", "profile"),
        (" list ", "list"),
        ("0 of 9!", None),
        (None, None),
        (3, None),
        (b"list", None),
    ],
)
def test_unknown_alias(alias: object, suggestion: str | None) -> None:
    """An alias is taken exactly or refused with what is allowed and the nearest guess."""
    with pytest.raises(UnknownMorphAliasError) as caught:
        link_action(alias, 1)

    assert caught.value.allowed == tuple(sorted(alias.value for alias in MorphAlias))
    assert caught.value.suggestion == suggestion
    assert isinstance(caught.value, ValueError)


def test_largest_integer() -> None:
    """The bounds are 1 and 2**63 - 1, both within."""
    assert (appointment_id(2**63 - 1), appointment_id("1")) == (2**63 - 1, 1)


near_misses = st.from_regex(r"[0-9+\- ]{1,21}\n?|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\n?", fullmatch=True)


@given(alias=st.sampled_from(["profile", "list"]) | st.text(max_size=8), target=near_misses | st.text(max_size=40))
@example("list", str(2**63 - 1))
@example("list", str(2**63))
def test_rule_and_schema_agree(alias: str, target: str) -> None:
    """For strings, the rule accepts exactly what the spec's schema accepts."""
    try:
        link_action(alias, target)
        accepted = True
    except LinkTargetError:
        accepted = False

    assert ACTION.is_valid({"type": alias, "id": target}) is accepted


@given(st.integers(min_value=2**63 - 2000, max_value=2**63 + 2000) | st.integers(min_value=1))
def test_schema_bounds(number: int) -> None:
    """The schema's regular expression ends exactly at 2**63 - 1."""
    fits = number <= 2**63 - 1

    assert ACTION.is_valid({"type": "list", "id": str(number)}) is fits


def test_schema_is_standard() -> None:
    """The rule stands in the schema as draft 2020-12 has it."""
    jsonschema.Draft202012Validator.check_schema(ACTION.schema)
