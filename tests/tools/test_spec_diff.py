"""What a spec change means to users, rated; and the version that it asks for."""

import copy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version
from ruamel.yaml import YAML

from tools import spec_diff, sync
from tools.drift import load

LINK = "/v3/appointments/{appointment}/link"
SPEC = load(sync.ROOT / sync.SPEC)


def schema(spec: Any, name: str) -> Any:
    return spec["components"]["schemas"][name]


def fields(spec: Any, name: str = "Appointment") -> Any:
    return schema(spec, name)["properties"]


def nothing(spec: Any) -> None:
    """The spec as it is."""
    assert spec


def with_enum(spec: Any, *values: str) -> None:
    fields(spec)["status"] = {"type": "string", "enum": list(values)}


CHANGES: list[tuple[bool, str, Callable[[Any], object], Callable[[Any], object]]] = [
    (True, "response.200.data.status enum a, b -> a", lambda s: with_enum(s, "a", "b"), lambda s: with_enum(s, "a")),
    (False, "response.200.data.status enum a -> a, b", lambda s: with_enum(s, "a"), lambda s: with_enum(s, "a", "b")),
    (True, "response.200.data.status enum none -> a", nothing, lambda s: with_enum(s, "a")),
    (True, "response.200.data.status nullable false -> true", nothing, lambda s: fields(s).update(status={"type": ["string", "null"]})),
    (False, "response.200.data.notes nullable true -> false", nothing, lambda s: fields(s).update(notes={"type": "string"})),
    (True, "response.200.data.status type string -> integer", nothing, lambda s: fields(s).update(status={"type": "integer"})),
    (False, "response.200.data.approved_by type integer, string -> string", nothing, lambda s: fields(s).update(approved_by={"type": ["string", "null"]})),
    (False, "response.200.data.meta type any -> object", nothing, lambda s: fields(s).update(meta={"type": "object"})),
    (True, "response.200.data.id type integer -> any", nothing, lambda s: fields(s).update(id={})),
    (True, "response.200.data.notes removed", nothing, lambda s: fields(s).pop("notes")),
    (False, "response.200.data.colour added", nothing, lambda s: fields(s).update(colour={"type": "string"})),
    (True, "response.200.data.links required true -> false", nothing, lambda s: schema(s, "Appointment")["required"].remove("links")),
    (True, "request.note added, required", nothing, lambda s: (fields(s, "AppointmentLinkAction").update(note={"type": "string"}), schema(s, "AppointmentLinkAction")["required"].append("note"))),
    (False, "request.note added", nothing, lambda s: fields(s, "AppointmentLinkAction").update(note={"type": "string"})),
    (False, "request.type enum list, profile -> list, order, profile", nothing, lambda s: schema(s, "MorphAlias")["enum"].append("order")),
    (True, "request.type enum list, profile -> profile", nothing, lambda s: schema(s, "MorphAlias")["enum"].remove("list")),
    (True, "request.id maxLength none -> 10", nothing, lambda s: fields(s, "AppointmentLinkAction")["id"].update(maxLength=10)),
    (False, "request.id maxLength 10 -> 20", lambda s: fields(s, "AppointmentLinkAction")["id"].update(maxLength=10), lambda s: fields(s, "AppointmentLinkAction")["id"].update(maxLength=20)),
    (True, "parameter.appointment minimum 1 -> 5", nothing, lambda s: s["components"]["parameters"]["Appointment"]["schema"].update(minimum=5)),
    (True, "removed", nothing, lambda s: s["paths"].pop(LINK)),
    (False, "added", lambda s: s["paths"].pop(LINK), lambda s: s["paths"].update({LINK: SPEC["paths"][LINK]})),
    (True, "operationId renamed from linkAppointment to addLink", nothing, lambda s: s["paths"][LINK]["post"].update(operationId="addLink")),
    (True, "security bearerAuth -> none", nothing, lambda s: s["paths"][LINK]["post"].pop("security")),
    (False, "response.401 removed", nothing, lambda s: s["paths"][LINK]["post"]["responses"].pop("401")),
    (True, "response.200 removed", nothing, lambda s: s["paths"][LINK]["post"]["responses"].pop("200")),
    (False, "response.429 added", nothing, lambda s: s["paths"][LINK]["post"]["responses"].update({"429": {"description": "x"}})),
]  # fmt: skip


@pytest.mark.parametrize(("breaking", "expected", "before", "after"), CHANGES, ids=[text for _, text, _, _ in CHANGES])
def test_rated(breaking: bool, expected: str, before: Callable[[Any], object], after: Callable[[Any], object]) -> None:
    """Each change is found and rated; nothing else is said."""
    old = copy.deepcopy(SPEC)
    before(old)
    new = copy.deepcopy(old)
    after(new)
    found = spec_diff.spec_changes(old, new)

    assert all(change.breaking is breaking for change in found), found
    assert any(f"{change.where} {change.what}".endswith(expected) for change in found), found


def test_no_change() -> None:
    """Words alone change nothing for users."""
    new = copy.deepcopy(SPEC)
    new["info"]["description"] = "other words"

    assert spec_diff.spec_changes(SPEC, new) == []


@pytest.mark.parametrize(
    ("base", "breaking", "version"),
    [("0.3.1", True, "0.4.0"), ("0.3.1", False, "0.3.2"), ("1.2.3", True, "2.0.0"), ("1.2.3", False, "1.3.0")],
)
def test_bump(base: str, breaking: bool, version: str) -> None:
    """The version that follows, by semantic versioning; below 1.0.0 the second number counts what breaks."""
    assert spec_diff.needed(Version(base), breaking, True) == version
    assert spec_diff.needed(Version(base), False, False) == base


@pytest.mark.parametrize(
    ("head", "changelog", "said"),
    [
        ("0.1.0", "## 0.1.0\n- Breaking: x\n", ["pyproject.toml says 0.1.0; a breaking change after 0.1.0 needs 0.2.0"]),
        ("0.2.0", "## 0.1.0\n- Breaking: x\n", ["CHANGELOG.md begins with 0.1.0, pyproject.toml says 0.2.0"]),
        ("0.2.0", "## 0.2.0\n- New.\n## 0.1.0\n- Breaking\n", ["CHANGELOG.md says nothing of a breaking change under 0.2.0"]),
        ("0.2.0", "# Changelog\n\n## [0.2.0] - 2026-11-22\n- **Breaking**: x\n", []),
    ],
)
def test_complaints(head: str, changelog: str, said: list[str]) -> None:
    """A breaking change has to be declared in both places."""
    assert spec_diff.complaints("0.1.0", head, changelog, True, True) == said
    assert spec_diff.complaints("0.1.0", "0.1.0", "", False, True) == []


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of its own that holds the project's spec and client."""
    for name in ("spec", "generated", "requirements", "tools", sync.CONFIG, "pyproject.toml", "CHANGELOG.md"):
        source = sync.ROOT / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(source, tmp_path / name)
    identity = ["-c", "user.name=T", "-c", "user.email=t@t.example"]
    for command in (["init"], ["add", "--all"], ["commit", "--message", "base"]):
        subprocess.run(["git", *identity, *command], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


def test_whole_report(repository: Path) -> None:
    """From a git ref to a report on both halves, with what is missing for a breaking change."""
    yaml = YAML()
    spec = yaml.load(repository / sync.SPEC)
    fields(spec)["notes"] = {"type": "string"}
    fields(spec)["status"] = {"type": ["string", "null"]}
    fields(spec, "Linkable").pop("handle")
    yaml.dump(spec, repository / sync.SPEC)
    sync.generate(repository)
    report, missing = spec_diff.compare(repository, "HEAD")

    assert "- **breaking**: `POST /v3/appointments/{appointment}/link` response.200.data.status nullable false -> true" in report
    assert "- **breaking**: `omneo_api.models.appointment.Appointment.status` type str -> None | str" in report
    assert "- compatible: `omneo_api.models.appointment.Appointment.notes` type None | str -> str" in report
    assert "- **breaking**: `omneo_api.models.linkable.Linkable.handle`" in report
    assert len(missing) == 2


def test_unknown_base(repository: Path) -> None:
    """A ref that isn't there is one clear line."""
    with pytest.raises(SystemExit, match="git show nowhere"):
        spec_diff.compare(repository, "nowhere")


def test_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Compared with itself, the project has nothing to report and exits with 0."""
    assert spec_diff.main(["HEAD"]) == 0
    assert capsys.readouterr().out.startswith("## What this change of the spec means")
