"""What must never happen in this house, read off the code itself."""

import ast
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from omneo_api.models import Appointment, AppointmentLink, MorphAlias

ROOT = Path(__file__).parent.parent.parent
GENERATED = sorted((ROOT / "generated").rglob("*.py"))
OVERRIDES = sorted((ROOT / "overrides").rglob("*.py"))
SANDBOX = {file for file in OVERRIDES if file.parent.name == "sandbox"}


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[str]:
    """Absolute names as they are, relative ones with their dots."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


@pytest.mark.parametrize("file", GENERATED, ids=lambda file: file.stem)
def test_generated_stands_alone(file: Path) -> None:
    """Generated code imports the standard library, attrs, httpx and itself, and says that it is generated, and how."""
    roots = {name.partition(".")[0] for name in imports(file)} - {""}

    assert roots <= sys.stdlib_module_names | {"attrs", "httpx"}
    assert file.read_text(encoding="utf-8").startswith("# Generated from spec/openapi.yaml by `make generate`. Do not edit")


def test_who_names_operations() -> None:
    """Only _appointments.py names generated operations."""
    assert [file.name for file in OVERRIDES if any("omneo_api.api" in name for name in imports(file))] == ["_appointments.py"]


def test_errors_and_calls_know_no_resource() -> None:
    """_errors.py and _http.py know no resource, and only the call and what it rests on know HTTP."""
    for name in ("_errors.py", "_http.py", "_answers.py", "_retries.py"):
        text = (ROOT / "overrides/omneo_appointments" / name).read_text()
        assert not re.search(r"omneo_api\.models|omneo_api\.api|link_appointment", text)
    assert "httpx" not in set(imports(ROOT / "overrides/omneo_appointments/_morphs.py"))


def test_sandbox_and_client_are_strangers() -> None:
    """The sandbox imports neither the client nor its helpers; only the command line imports it, for its verb `sandbox`."""
    foreign = [(file.name, name) for file in SANDBOX for name in imports(file) if name.startswith(("..", "omneo_appointments"))]
    client = [file for file in OVERRIDES if file not in SANDBOX and file.name not in ("pytest_plugin.py", "cli.py")]

    assert foreign == []
    assert not [file.name for file in client if any("sandbox" in name for name in imports(file))]


def test_client_knows_neither_bulk_nor_the_command_line() -> None:
    """Bulk and the command line stand on the client, never the reverse, and bulk knows no terminal."""
    command = {"cli.py", "__main__.py", "_cli_base.py", "_cli_bulk.py", "_show.py", "_probe.py"}
    below = [file for file in OVERRIDES if file.name not in command and file.parent.name != "bulk" and file not in SANDBOX]
    upwards = re.compile(r"\.(bulk|cli|_cli_base|_cli_bulk|_show|_probe)\b")

    assert not [file.name for file in below if any(upwards.search(name) for name in imports(file))]
    for file in OVERRIDES:
        if file.parent.name == "bulk":
            assert not {"click", "rich", "sys", "signal"} & {name.partition(".")[0] for name in imports(file)}, file


def test_nothing_is_typed_twice() -> None:
    """No alias, URL path or field of the answer stands in the client's own code; they come from the spec."""
    # The probe reads answers as they come over the wire: what shape their fields have is what it asks.
    client = [file for file in OVERRIDES if file not in SANDBOX and file.name not in ("_times.py", "_probe.py")]
    fields = set(Appointment.__annotations__) | set(AppointmentLink.__annotations__)
    taken = {"id", "type_", "profile", "location", "links", "timezone"}  # words of the arguments, and of attribute access
    taken |= {"status"}  # a job's word for how a row ended
    forbidden = {alias.value for alias in MorphAlias} | (fields - taken) | {"/v3", "getomneo.com"}
    literals = {
        node.value
        for file in client
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "\n" not in node.value and " " not in node.value
    }

    assert {word for word in literals if word in forbidden or "/v3" in word or "getomneo" in word} == set()


def test_one_place_that_maps_a_status() -> None:
    """Only _answers.py maps a status to an error."""
    assert [file.name for file in OVERRIDES if "STATUS_ERRORS" in file.read_text() and file.name != "_errors.py"] == ["_answers.py"]


def test_clients_of_httpx_are_left_alone() -> None:
    """No class has one of httpx's clients as its base, and none is made."""
    for file in OVERRIDES:
        assert not re.search(r"httpx\.(Async)?Client\b", file.read_text()), file.name


def test_nothing_generated_is_subclassed() -> None:
    """No hand-written class has a generated one as its base, and no generated attribute is assigned to."""
    for file in OVERRIDES:
        generated = {
            alias.asname or alias.name
            for node in ast.walk(parsed(file))
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("omneo_api")
            for alias in node.names
        }
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ClassDef):
                assert not generated & {base.id for base in node.bases if isinstance(base, ast.Name)}
            if isinstance(node, ast.Assign):
                owners = {t.value.id for t in node.targets if isinstance(t, ast.Attribute) and isinstance(t.value, ast.Name)}
                assert not generated & owners


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_nothing_private_is_tracked() -> None:
    """No tracked file names a package registry, or the absolute path of a file of this clone."""
    # Each with a bracket in it, so that this file is not among those it looks for.
    registry = "|".join(("pypi[.]org", "python[h]osted", "registry[.]npmjs", "index[-]url", '"resolved["]: *"http'))
    files = tracked()
    names = "|".join(sorted({re.escape(file.relative_to(ROOT).parts[0]) for file in files}))
    here = rf"(?<![\w.}}-]){re.escape(str(ROOT))}/({names})\b"
    for file in files:
        if file.suffix != ".png":
            assert not re.search(f"{registry}|{here}", file.read_text(encoding="utf-8")), file


def test_nothing_is_patched() -> None:
    """No hand-written code assigns to an attribute of httpx, nor by setattr to what is imported."""
    for file in OVERRIDES:
        names = {
            alias.asname or alias.name
            for node in ast.walk(parsed(file))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(parsed(file)):
            targets = node.targets if isinstance(node, ast.Assign) else []
            patched = [ast.unparse(one) for one in targets if isinstance(one, ast.Attribute) and ast.unparse(one.value) in names]
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "setattr":
                patched += [ast.unparse(node.args[0])] if ast.unparse(node.args[0]) in names else []
            assert patched == [], file.name


def test_no_test_leaves_this_machine() -> None:
    """A connection to another host fails in every test."""
    with socket.socket() as one, pytest.raises(AssertionError, match=r"a test wanted to reach 192\.0\.2\.1"):
        one.connect(("192.0.2.1", 9))


def test_no_exception_is_swallowed() -> None:
    """No `except` is without a type, and none passes over every exception."""
    for file in OVERRIDES:
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, f"{file.name}:{node.lineno}"
                everything = ast.unparse(node.type) in ("Exception", "BaseException")
                assert not (everything and isinstance(node.body[0], ast.Pass | ast.Continue)), f"{file.name}:{node.lineno}"
