"""A change of the spec is a change of the spec and nothing else: one command, no hand in overrides."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tools import sync

ROOT = Path(__file__).parent.parent.parent
Change = Callable[[Any], None]


@pytest.fixture
def changed(tmp_path: Path, generated_once: None) -> Callable[[Change], Path]:  # noqa: ARG001 - it is there to patch
    """A copy of the project with a changed spec, regenerated and in sync."""

    def change(edit: Change) -> Path:
        for name in ("spec", "generated", "overrides", "requirements", "tools", sync.CONFIG):
            source, target = ROOT / name, tmp_path / name
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        yaml = YAML()
        spec = yaml.load(tmp_path / sync.SPEC)
        edit(spec)
        yaml.dump(spec, tmp_path / sync.SPEC)
        sync.generate(tmp_path)
        assert sync.check(tmp_path)
        return tmp_path

    return change


def run(root: Path, program: str) -> str:
    paths = f"{root / 'generated'}:{root / 'overrides'}"
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = {paths.split(':')!r}\n{program}"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def test_a_new_alias(changed: Any) -> None:
    """An alias added to the enum is sent, with the integer rule, and its bad ids are refused."""

    def edit(spec: Any) -> None:
        spec["components"]["schemas"]["MorphAlias"]["enum"].append("unheard_of")

    program = """
from omneo_appointments import Omneo, InvalidTargetIdError
from omneo_appointments.sandbox import serve
with serve() as place, Omneo(base_url=place.base_url, token=place.token) as client:
    link = client.appointments.link(1, "unheard_of", 7).links[0]
    try:
        client.appointments.link(1, "unheard_of", "x")
    except InvalidTargetIdError as error:
        print(link.type_, link.target_id, error.alias)
"""
    assert run(changed(edit), program) == "unheard_of 7 unheard_of"


def test_a_new_operation(changed: Any) -> None:
    """A third operation becomes a function of its own; overrides stay as they are."""

    def edit(spec: Any) -> None:
        link = spec["paths"]["/v3/appointments/{appointment}/link"]["post"]
        read = {key: link[key] for key in ("tags", "summary", "security", "responses")} | {"operationId": "readAppointment"}
        spec["paths"]["/v3/appointments/{appointment}"] = {"parameters": [{"$ref": "#/components/parameters/Appointment"}], "get": read}

    program = """
from omneo_api.api.appointment_link import read_appointment
import omneo_appointments
print(read_appointment._get_kwargs(42))
"""
    assert run(changed(edit), program) == "{'method': 'get', 'url': '/v3/appointments/42'}"


def test_a_new_field(changed: Any) -> None:
    """A field added to a schema becomes a named attribute."""

    def edit(spec: Any) -> None:
        spec["components"]["schemas"]["AppointmentLink"]["properties"]["created_at"] = {"type": "string"}

    program = """
from omneo_api.models import AppointmentLink
print(AppointmentLink.from_dict({"id": 1, "type": "list", "target_id": "2", "created_at": "x"}).created_at)
"""
    assert run(changed(edit), program) == "x"
