"""Rows and their check."""

from __future__ import annotations

import math
import uuid
from typing import Any

import pytest
from omneo_api.models import MorphAlias
from omneo_appointments import InvalidAppointmentIdError, InvalidTargetIdError, UnknownMorphAliasError, bulk
from omneo_appointments.bulk import Kind, Problem, Row

PROFILE = "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10"
GOOD: dict[str, Any] = {"appointment": 42, "type": "list", "id": 204}


class Evil:
    """Cannot be shown."""

    def __repr__(self) -> str:
        raise RuntimeError("no text")

    __str__ = __repr__


def problems(*rows: Any) -> list[Problem]:
    return list(bulk.check(rows))


def test_good_rows() -> None:
    """Rows may be Row, mapping or tuple, with any value that the client takes; a good one has no problem."""
    rows = [
        GOOD,
        Row(42, "profile", uuid.UUID(PROFILE)),
        (42, "list", "205"),
        (43, "list", "204", "unlink"),
        GOOD | {"id": 206, "action": " UnLink ", "note": "x"},
        GOOD | {"id": 207, "action": None},
        GOOD | {"id": 208, "action": ""},
        GOOD | {"id": 209, "action": math.nan},
    ]

    assert problems(*rows) == []


@pytest.mark.parametrize(
    ("field", "value", "error", "suggestion"),
    [
        ("type", "lst", UnknownMorphAliasError, "list"),
        ("type", "Profile", UnknownMorphAliasError, "profile"),
        ("type", "zzz", UnknownMorphAliasError, None),
        ("type", None, UnknownMorphAliasError, None),
        ("appointment", 0, InvalidAppointmentIdError, None),
        ("appointment", "", InvalidAppointmentIdError, None),
        ("appointment", "0042", InvalidAppointmentIdError, "42"),
        ("appointment", 42.0, InvalidAppointmentIdError, "42"),
        ("appointment", "1,234", InvalidAppointmentIdError, "1234"),
        ("appointment", True, InvalidAppointmentIdError, None),
        ("id", '="204"', InvalidTargetIdError, "204"),
        ("id", "'204", InvalidTargetIdError, "204"),
        ("id", "204.00", InvalidTargetIdError, "204"),
        ("id", " 204 ", InvalidTargetIdError, "204"),
        ("id", "204.5", InvalidTargetIdError, None),
        ("id", "204\u200b", InvalidTargetIdError, "204"),
        ("id", "２０４", InvalidTargetIdError, "204"),
        pytest.param("id", 10**6000, InvalidTargetIdError, None, id="huge"),
        ("appointment", Evil(), InvalidAppointmentIdError, None),
        ("type", Evil(), UnknownMorphAliasError, None),
        ("action", Evil(), bulk.UnknownActionError, None),
        ("id", PROFILE, InvalidTargetIdError, None),
        ("id", math.nan, InvalidTargetIdError, None),
        ("action", "delete", bulk.UnknownActionError, None),
        ("action", "unlnk", bulk.UnknownActionError, "unlink"),
        ("action", 5, bulk.UnknownActionError, None),
    ],
)
def test_bad_value(field: str, value: Any, error: type[Exception], suggestion: str | None) -> None:
    """A bad value is reported with line, column, the value, what is allowed and a suggestion that the client accepts."""
    (found,) = problems(GOOD, GOOD | {"id": 1, field: value})

    assert (2, field, suggestion, Kind.REFUSED) == (found.line, found.column, found.suggestion, found.kind)
    assert found.value is value
    assert isinstance(found.error, error)
    assert found.allowed
    assert "\n" not in str(found)


@pytest.mark.parametrize("value", [f"{{{PROFILE}}}", PROFILE.replace("-", ""), f"urn:uuid:{PROFILE}", f'"{PROFILE.upper()}"'])
def test_uuid_spellings(value: str) -> None:
    """A UUID in another form is refused with its canonical form as the suggestion."""
    (found,) = problems(GOOD | {"type": "profile", "id": value})

    assert found.suggestion == PROFILE
    assert repr(value) in str(found)  # whole: who looks for it in the file must find it


def test_rounded_by_a_spreadsheet() -> None:
    """A number in scientific notation has lost its digits: no suggestion, but the reason and the remedy."""
    for value in ("1.23E+10", "1,23E+10", 1.23e20):
        (found,) = problems(GOOD | {"id": value})

        assert found.suggestion is None
        assert "format the column as text" in str(found)


def test_every_column_of_a_row() -> None:
    """All bad values of a row are reported, not only the first."""
    found = problems({"appointment": "x", "type": "y", "action": "z"})

    assert [one.column for one in found] == ["appointment", "type", "action"]


def test_texts() -> None:
    """A problem is one line that says where, what, what is allowed and what was probably meant."""
    found = problems(GOOD | {"type": "lists"}, GOOD, GOOD, GOOD | {"action": "unlink"})
    allowed = ", ".join(sorted(repr(alias.value) for alias in MorphAlias))

    assert [str(one) for one in found] == [
        f"line 1, column 'type': 'lists' is not allowed; allowed: {allowed}; did you mean 'list'?",
        "line 3: link 42 list 204 repeats line 2; it is done once",
        "line 4: unlink 42 list 204 undoes line 3; both are done, in this order",
    ]
    assert {name: value for name, value in found[1].to_dict().items() if name in ("problem", "line", "other_line")} == {
        "problem": "duplicate",
        "line": 3,
        "other_line": 2,
    }
    (blank,) = problems(GOOD | {"id": " "})
    assert "column 'id': a value is missing; allowed: " in str(blank)


def test_repetitions_and_contradictions() -> None:
    """Rows that mean the same are named whatever their spelling; link and unlink of one record are a contradiction, in any number."""
    rows = [
        (1, "profile", PROFILE),
        (1, "profile", PROFILE.upper()),
        ("1", "profile", uuid.UUID(PROFILE), "LINK"),
        (1, "profile", PROFILE, "unlink"),
        (1, "profile", PROFILE, "link"),
        (2, "profile", PROFILE, "unlink"),
    ]

    assert [(one.line, one.kind, one.other_line) for one in problems(*rows)] == [
        (2, Kind.DUPLICATE, 1),
        (3, Kind.DUPLICATE, 1),
        (4, Kind.CONTRADICTION, 3),
        (5, Kind.CONTRADICTION, 4),
    ]


def test_not_a_row() -> None:
    """What is no row at all is a TypeError that says which one."""
    for value in (5, "1,list,2", (1, 2), [1, 2, 3]):
        with pytest.raises(TypeError, match="row 2 must be"):
            problems(GOOD, value)


def test_given_lines_are_kept() -> None:
    """A Row's own line is told, not its place."""
    (found,) = problems(Row(1, "list", "x", line=77))

    assert found.line == 77


def test_many_rows() -> None:
    """The number of rows does not matter: they are read once, from any iterable, and kept on disk."""
    rows = ((n % 50 + 1, "list" if n % 700 else "lst", n + 1) for n in range(2100))

    assert [problem.line for problem in bulk.check(rows)] == [1, 701, 1401]
